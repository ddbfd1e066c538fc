//! Renders a [`Report`] for people and for programs.
//!
//! One function, [`render`], and one format a file under `render/`. The JSON report has its types in [`wire`], so
//! that a reader of reports need not spell its fields, and its JSON Schema is printed by [`schema`].
//!
//! A report is plain data here: this crate does not know how a claim was read or why a finding was made. Which
//! findings are shown is decided in one place for all formats, from [`Options`]. Deliberately not here: writing
//! files, finding out whether an output is a terminal, and colours of the user's choice.
//!
//! Texts of the sources are foreign: each format escapes them for itself, and control characters that could steer
//! a terminal or turn the direction of writing never leave this crate unescaped.
//!
//! ```
//! use corroborate_model::Report;
//! use corroborate_report::{Options, Output, render, wire};
//!
//! let mut out = Vec::new();
//! render(&Report::default(), Output::Json, &Options::default(), &mut out)?;
//! let read: wire::Report<'static> = serde_json::from_slice(&out)?;
//! assert_eq!(read.schema, wire::SCHEMA);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod excerpt;
mod head;
mod lineage;
mod marks;
mod output;
mod place;
mod reading;
mod render;
mod select;
mod text;
pub mod wire;

use std::io::{self, Write};

use corroborate_model::{FindingKind, Report, Severity};

pub use output::Output;

/// How a report is rendered. The same findings are shown in every format.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// Columns of the terminal; other formats take no notice.
    pub width: usize,
    /// Whether the terminal format may colour; it says nothing by colour alone.
    pub color: bool,
    /// The mildest severity that is shown.
    pub min_severity: Severity,
    /// The kinds that are shown; all, where it is empty.
    pub kinds: Vec<FindingKind>,
    /// The terminal format gives one line a finding and nothing else.
    pub quiet: bool,
    /// The terminal format folds nothing: all notes, all facts, the whole lineage.
    pub all_notes: bool,
    /// What the finding kinds mean, for formats that carry help texts (SARIF).
    pub rules: &'a [RuleHelp<'a>],
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options {
            width: 100,
            color: false,
            min_severity: Severity::Note,
            kinds: Vec::new(),
            quiet: false,
            all_notes: false,
            rules: &[],
        }
    }
}

/// What a finding kind means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleHelp<'a> {
    /// The kind.
    pub kind: FindingKind,
    /// Its page; the first paragraph that is no heading serves as the short description.
    pub markdown: &'a str,
}

/// Why a report could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The output took no more.
    #[error("the report could not be written: {0}")]
    Write(#[from] io::Error),
    /// A value had no JSON form.
    #[error("the report could not be put into JSON: {0}")]
    Json(serde_json::Error),
}

impl RenderError {
    /// Whether the reader of the output went away, which is no fault.
    pub fn is_broken_pipe(&self) -> bool {
        match self {
            RenderError::Write(error) => error.kind() == io::ErrorKind::BrokenPipe,
            RenderError::Json(error) => error.io_error_kind() == Some(io::ErrorKind::BrokenPipe),
        }
    }
}

impl From<serde_json::Error> for RenderError {
    /// Keeps what the output said where that was the cause.
    fn from(error: serde_json::Error) -> RenderError {
        match error.io_error_kind() {
            Some(kind) => RenderError::Write(io::Error::new(kind, error)),
            None => RenderError::Json(error),
        }
    }
}

/// Writes the report in the given format.
///
/// Total for every report: spans that do not fit their text show as empty words, indexes that lead nowhere as empty
/// names. The same report and options give the same bytes.
///
/// # Errors
///
/// Only when `out` fails, or (never for what the model can hold) when JSON cannot express a value.
pub fn render(
    report: &Report,
    output: Output,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    render::render(report, output, options, out)
}

/// The JSON Schema (2020-12) of the JSON report, pretty printed.
pub fn schema() -> String {
    schema_of::<wire::Report<'static>>()
}

/// The JSON Schema (2020-12) of texts sorted into stories ([`wire::Stories`]), pretty printed.
pub fn stories_schema() -> String {
    schema_of::<wire::Stories<'static>>()
}

fn schema_of<T: schemars::JsonSchema>() -> String {
    let generator = schemars::generate::SchemaSettings::draft2020_12().for_serialize().into_generator();
    serde_json::to_string_pretty(generator.into_root_schema_for::<T>().as_value()).unwrap_or_default()
}
