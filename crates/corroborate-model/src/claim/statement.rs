//! What a sentence or clause says.

use crate::Span;

/// A sentence or clause, in the source's voice or inside a quotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// Whether it stands inside quoted words.
    pub quoted: bool,
    /// The causal link it asserts, if any.
    pub causal: Option<Causal>,
}

/// A causal link and how strongly it is put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Causal {
    /// The word that links ("triggered", "because of").
    pub cue: String,
    /// Where that word stands.
    pub span: Span,
    /// How strongly.
    pub strength: CausalStrength,
}

/// How strongly a link is put, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CausalStrength {
    /// "amid", "during", "as", "after", "with": together in time.
    Coincidence,
    /// "linked to", "associated with", "saw": related.
    Association,
    /// "contributed to", "helped by", "fuelled": one cause of several.
    Contribution,
    /// "caused", "triggered", "led to", "because of", "drove": the cause.
    Cause,
}

impl CausalStrength {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            CausalStrength::Coincidence => "coincidence",
            CausalStrength::Association => "association",
            CausalStrength::Contribution => "contribution",
            CausalStrength::Cause => "cause",
        }
    }
}
