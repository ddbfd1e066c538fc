//! What rules read of one text, whatever it is compared with: read once, when it is first asked for.

use std::sync::OnceLock;

use corroborate_model::Span;
use foldhash::HashMap;

use crate::contrasts::Word;
use crate::equivalence::label::Label;
use crate::findings::changes::Told;
use crate::findings::decisions::{Answer, Frame};
use crate::findings::limits::Rank;
use crate::findings::polarity::Neighbours;
use crate::findings::records::First;
use crate::findings::works::{Payer, Work};
use crate::stances::Stance;

/// What rules read of one text.
#[derive(Default)]
pub(crate) struct Readings {
    /// By sentence: words that exclude others.
    pub contrasts: OnceLock<Vec<Vec<Word>>>,
    /// Phrases that cannot both hold.
    pub stances: OnceLock<Vec<Stance>>,
    /// Matters and how they stand.
    pub decisions: OnceLock<Vec<Frame>>,
    /// Who denies, and who admits.
    pub answers: OnceLock<(Vec<Answer>, Vec<Answer>)>,
    /// Nouns of guilt in its own voice.
    pub labels: OnceLock<Vec<Label>>,
    /// Names of bodies, by their words.
    pub bodies: OnceLock<Vec<(Vec<String>, Span)>>,
    /// By sentence: works whose doer is told.
    pub works: OnceLock<Vec<Vec<Work>>>,
    /// Who pays.
    pub payers: OnceLock<Vec<Payer>>,
    /// Where a vote is called unanimous.
    pub unanimous: OnceLock<Option<Span>>,
    /// Places in a row.
    pub ranks: OnceLock<Vec<Rank>>,
    /// What rises and falls.
    pub changes: OnceLock<Vec<Told>>,
    /// Words that say "first", with the measure.
    pub firsts: OnceLock<Vec<First>>,
    /// The sentences of each concept.
    pub concepts: OnceLock<HashMap<u32, Vec<usize>>>,
    /// Words beside one another.
    pub neighbours: OnceLock<Neighbours>,
    /// The first tokens that speak of proof, and of a link.
    pub proofs: OnceLock<(Option<usize>, Option<usize>)>,
}
