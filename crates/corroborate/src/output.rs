//! Reports as text.

use std::io::Write;

use corroborate_model::{FindingKind, Report};
use corroborate_reconcile::explain;
use corroborate_report::{Options, Output, RenderError, RuleHelp};

/// Writes a report in the given format. Where the options bring no help texts for the finding kinds, those of
/// [`explain`] are taken.
///
/// # Errors
/// When `out` takes no more.
pub fn render(
    report: &Report,
    output: Output,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    if !options.rules.is_empty() {
        return corroborate_report::render(report, output, options, out);
    }
    let rules: Vec<RuleHelp<'_>> =
        FindingKind::ALL.iter().map(|&kind| RuleHelp { kind, markdown: explain(kind) }).collect();
    corroborate_report::render(report, output, &Options { rules: &rules, ..options.clone() }, out)
}

/// The whole report as a JSON document, as [`schema`](crate::schema) describes it.
pub fn to_json(report: &Report) -> String {
    let mut json = Vec::new();
    // Writing to memory does not fail, and every value of a report has a JSON form.
    match render(report, Output::Json, &Options::default(), &mut json) {
        Ok(()) => String::from_utf8(json).unwrap_or_default(),
        Err(_) => String::new(),
    }
}
