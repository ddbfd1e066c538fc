//! Why a check could not be done.

use corroborate_ingest::IngestError;

/// Why a check could not be done.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No source was handed in.
    #[error("there is no source; hand in at least one")]
    NoSources,
    /// More sources were handed in than the limit allows.
    #[error(
        "{count} sources are more than the limit of {limit}; check fewer at once, or raise the limit on their number"
    )]
    TooManySources {
        /// How many there are.
        count: usize,
        /// [`Limits::max_sources`](crate::Limits::max_sources).
        limit: usize,
    },
    /// The time was up before a source was read.
    #[error("{name}: not read, for the time limit was reached")]
    TimeUp {
        /// The path or id of the source.
        name: String,
    },
    /// Two sources have one id, so that findings could not tell them apart.
    #[error("{first} and {second} have the same id `{id}`; give one of them another, or none")]
    DuplicateId {
        /// The id.
        id: String,
        /// The name of the first of the two.
        first: String,
        /// The name of the second.
        second: String,
    },
    /// The base that was asked for is none of the sources.
    #[error("no source has the id `{id}` that was named as base; ids: {}", known.join(", "))]
    UnknownBase {
        /// The id asked for.
        id: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// The base that was asked for could not be read.
    #[error("the base `{id}` could not be read: {reason}")]
    UnreadBase {
        /// The id of the base.
        id: String,
        /// Why.
        reason: Box<Error>,
    },
    /// None of the sources could be read.
    #[error("none of the sources could be read: {}", all(reasons))]
    NothingRead {
        /// Why, one reason a source.
        reasons: Vec<Error>,
    },
    /// A source was read, but there is nothing in it to compare.
    #[error("{name}: holds no visible text; there is nothing to compare in it")]
    Blank {
        /// The path or id of the source.
        name: String,
    },
    /// A source could not be read.
    #[error(transparent)]
    Read(#[from] IngestError),
}

/// How many reasons a message lists.
const LISTED: usize = 3;

fn all(reasons: &[Error]) -> String {
    let mut text = reasons.iter().take(LISTED).map(ToString::to_string).collect::<Vec<_>>().join("; ");
    if reasons.len() > LISTED {
        text.push_str(&format!("; and {} more", reasons.len() - LISTED));
    }
    text
}
