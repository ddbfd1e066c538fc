//! Rendering, from a report made by hand.

mod hostile;
mod html;
mod sample;
mod schema;
mod snapshot;

use corroborate_model::Report;
use corroborate_report::{Options, Output, render};

/// A report in one format.
#[track_caller]
fn text(report: &Report, output: Output, options: &Options<'_>) -> String {
    let mut out = Vec::new();
    render(report, output, options, &mut out).expect("a vector takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}
