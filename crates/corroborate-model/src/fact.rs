//! Facts: equivalent claims of several sources.

/// What one or more sources say of the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Stable: depends on the claims alone.
    pub id: String,
    /// Its claims: indexes into [`Report::claims`](crate::Report::claims), by source and place.
    pub claims: Vec<usize>,
    /// A few words for a table row ("43 referrals").
    pub summary: String,
    /// Whether the sources agree.
    pub status: FactStatus,
    /// Who stands behind it.
    pub support: Support,
}

/// Whether the sources of a fact agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FactStatus {
    /// At least two sources say so, and none otherwise.
    Agreed,
    /// Sources contradict one another.
    Disputed,
    /// Only one source says so.
    SingleSource,
}

impl FactStatus {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            FactStatus::Agreed => "agreed",
            FactStatus::Disputed => "disputed",
            FactStatus::SingleSource => "single_source",
        }
    }
}

/// Who stands behind a fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Sources that hold the claim.
    pub sources: usize,
    /// Of these, independent ones: a release and its reprints count once.
    pub independent: usize,
}
