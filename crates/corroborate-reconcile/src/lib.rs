//! Holds the sources of a check against one another: stories, lineage, alignment, facts, findings.
//!
//! Takes what extraction found in each source and gives the finished [`Report`]. Knows nothing of formats, neither those
//! that come in nor those that go out. It is total and deterministic: the same analyses give the same report.

mod align;
mod comparison;
mod equivalence;
mod findings;
mod within;
mod witness;
mod words;

use corroborate_model::{Analysis, FindingKind, Report};

/// What is compared with what, and which findings are kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Which source the others are held against.
    pub base: BaseRule,
    /// The kinds to look for; all where absent.
    pub kinds: Option<Vec<FindingKind>>,
    /// Findings under this confidence are left out, 0 to 1.
    pub min_confidence: f64,
}

/// Which source the others are held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BaseRule {
    /// The first one.
    #[default]
    First,
    /// The one the others derive from, inferred from the lineage.
    Auto,
    /// None: all against all, no omissions.
    None,
    /// The one at this index.
    Named(usize),
}

/// Compares the sources and reports what agrees and what differs.
pub fn reconcile(_analyses: Vec<Analysis>, _options: &Options) -> Report {
    Report::default()
}

/// The page of a finding kind, in Markdown: what it says, an example, what it does not report.
pub fn explain(kind: FindingKind) -> &'static str {
    findings::page(kind)
}
