//! Where a finding stands, in the form that terminals and editors open.

use corroborate_model::{Place, Report};

use crate::text::clean;

/// The path of a source, or its id where it has none.
pub(crate) fn file(report: &Report, source: usize) -> String {
    let Some(source) = report.sources.get(source) else { return String::new() };
    clean(source.document.path.as_deref().unwrap_or(&source.document.id)).into_owned()
}

/// `path:line:column`; the path alone where a whole source is meant.
pub(crate) fn at(report: &Report, place: Place) -> String {
    let file = file(report, place.source);
    match report.position(place) {
        Some(position) => format!("{file}:{}:{}", position.line, position.column),
        None => file,
    }
}
