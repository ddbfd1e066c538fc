//! One file a format.

mod csv;
mod dot;
mod html;
mod json;
mod markdown;
mod sarif;
mod terminal;

use std::io::Write;

use corroborate_model::Report;

use crate::{Options, Output, RenderError};

/// Writes the report in the given format.
pub(crate) fn render(
    report: &Report,
    output: Output,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let text = match output {
        Output::Json => return json::document(report, options, out),
        Output::Jsonl => return json::lines(report, options, out),
        Output::Sarif => return sarif::document(report, options, out),
        Output::Terminal => terminal::render(report, options),
        Output::Markdown => markdown::render(report, options),
        Output::Html => html::render(report, options),
        Output::Dot => dot::render(report, options),
        Output::Csv => csv::render(report, options),
    };
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}
