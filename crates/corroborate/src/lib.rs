//! Finds what reprints of a story changed, cut or added.
//!
//! Several texts tell one story: a press release and the papers that printed it, a wire story and its rewrites.
//! [`check`] reads the claims of each, joins those that say the same into facts, and reports where the sources agree
//! and where they differ, with the words of both sides.
//!
//! ```
//! use corroborate::{Config, FactStatus, FindingKind, Severity, Source, check};
//!
//! # fn main() -> Result<(), corroborate::Error> {
//! let release = Source::new(
//!     "release",
//!     "Harbour patrols seized 31 boats on the Orrin estuary in March, compared with 12 in March 2023.\n\n\
//!      Two men, aged 34 and 41, were arrested on suspicion of fishing without a licence.\n",
//! );
//! let paper = Source::new(
//!     "paper",
//!     "Harbour patrols seized 37 boats on the Orrin estuary in March, compared with 12 in March 2023.\n\n\
//!      Two men, aged 34 and 41, were arrested on suspicion of fishing without a licence.\n",
//! );
//!
//! // The first source is the base that the others are held against.
//! let report = check(&[release, paper], &Config::default())?;
//!
//! // What differs, worst first ...
//! for finding in report.findings_by_severity(Severity::Error) {
//!     println!("{}: {}", finding.kind, finding.message);
//! }
//! let conflict = report.findings_by_kind(FindingKind::ValueConflict).next().expect("31 is not 37");
//! assert!(report.words(conflict.other).contains("37"));
//! assert_eq!(report.source_id(conflict.other.source), "paper");
//!
//! // ... and what both say.
//! for fact in report.facts_by_status(FactStatus::Agreed) {
//!     println!("{} ({} sources)", fact.summary, fact.support.sources);
//! }
//! assert!(report.summary().agreed > 0);
//!
//! // The report as the command line prints it.
//! let json = corroborate::to_json(&report);
//! assert!(json.contains(r#""schema": "corroborate-report/1""#));
//! # Ok(())
//! # }
//! ```
//!
//! Sources come from memory ([`Source::new`], [`Source::from_bytes`]) or from disk ([`read_path`], [`read_folder`]).
//! Spans are bytes of the text as it was read ([`Document::text`]); [`Report::position`] leads back to line and
//! column of the file. [`explain`] tells what a [`FindingKind`] means.
//!
//! [`stories`] sorts many texts into stories first, without comparing them; [`check`] does both.
//!
//! Everything is deterministic: the same sources and [`Config`] give the same report, on any number of threads.
//! Deliberately not here: the network, and models; whoever wants articles fetched does that before.

mod baseline;
mod check;
mod config;
mod disk;
mod error;
mod ids;
mod output;
mod stories;
mod unread;

/// The examples of the book and of the README, compiled and run with those of the documentation.
#[cfg(doctest)]
mod book {
    #[doc = include_str!("../docs/library.md")]
    struct Library;
    #[doc = include_str!("../README.md")]
    struct Readme;
}

pub use baseline::{Accepted, Baseline, BaselineError};
pub use check::{check, check_with_progress, extract};
pub use config::{Base, Config};
pub use corroborate_ingest::{FolderSources, IngestError, Limits};
pub use corroborate_model::*;
pub use corroborate_reconcile::explain;
pub use corroborate_report::{
    Options as RenderOptions, Output, RenderError, RuleHelp, schema, stories_schema, wire,
};
pub use disk::{read_folder, read_path};
pub use error::Error;
pub use ids::assign_ids;
pub use output::{render, to_json};
pub use stories::{Stories, stories};
