//! Foreign words on the page.

use corroborate_model::{FindingKind, Report, Severity};
use maud::{Markup, html};

use crate::text::{clean, is_space, is_unsafe};

/// The id of a source, isolated.
pub(super) fn id(report: &Report, source: usize) -> Markup {
    html! { bdi { (clean(report.source_id(source))) } }
}

/// Text with what cannot be seen made visible: characters that turn the writing or steer a machine show as their number.
pub(super) fn visible(text: &str) -> Markup {
    let hidden = |c: char| is_unsafe(c) && !is_space(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200b}');
    if !text.contains(hidden) {
        return html! { (text) };
    }
    html! {
        @for run in text.split_inclusive(hidden) {
            @match run.chars().next_back().filter(|&c| hidden(c)) {
                Some(last) => {
                    (run.strip_suffix(last).unwrap_or_default())
                    span.u { (format!("U+{:04X}", u32::from(last))) }
                },
                None => (run),
            }
        }
    }
}

/// "value conflict".
pub(super) fn kind(kind: FindingKind) -> String {
    kind.name().replace('_', " ")
}

/// The sign of a severity, the same as in the terminal.
pub(super) fn sign(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "✗",
        Severity::Warning => "!",
        Severity::Note => "·",
    }
}
