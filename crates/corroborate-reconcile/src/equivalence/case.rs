//! The steps of a criminal case, word by word.

use std::ops::Range;
use std::sync::LazyLock;

use corroborate_model::{LegalStatus, Span};

use super::clause::{self, clause_at, clauses};
use super::cue::{Line, Phrases};
use crate::witness::Witness;

static STEPS: LazyLock<Phrases> = LazyLock::new(|| Phrases::load(include_str!("../lexicon/case.txt")));

/// Words that tell of a case that may come, not of one that is.
const HYPOTHETICAL: &[&str] = &[
    "if",
    "anyone",
    "could",
    "may",
    "might",
    "would",
    "can",
    "face",
    "faces",
    "facing",
    "risk",
    "whoever",
    "unless",
    "whether",
    "should",
    "possible",
    "potential",
    "likely",
    "expected",
];

/// Words beside a denied step that show a criminal case.
const DENIED_CASE: &[&str] =
    &["brought", "charged", "convicted", "arrested", "arrests", "pressed", "filed", "prosecuted"];

/// A word that puts somebody on a step of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub status: LegalStatus,
    /// The word.
    pub span: Span,
    /// Its clause.
    pub clause: Range<usize>,
    /// Whether it is denied ("no charges").
    pub denied: bool,
    /// Whether it only may come ("could be charged").
    pub open: bool,
}

/// The steps that a sentence tells, in order.
pub(crate) fn steps(witness: &Witness<'_>, sentence: usize) -> Vec<Step> {
    match witness.notes.get(sentence) {
        Some(notes) => notes.steps.get_or_init(|| read_steps(witness, sentence)).clone(),
        None => Vec::new(),
    }
}

fn read_steps(witness: &Witness<'_>, sentence: usize) -> Vec<Step> {
    let read = witness.claims_of(sentence).any(|(_, claim)| claim.legal_status.is_some());
    let line = Line::new(witness, sentence);
    let hits = STEPS.find(&line);
    if hits.is_empty() {
        return Vec::new();
    }
    let parts = clauses(witness, &line);
    let denials = clause::denials(&line, &parts);
    hits.into_iter()
        .filter_map(|hit| {
            let status = status(hit.tag)?;
            let clause = clause_at(&parts, hit.tokens.start);
            let open = (clause.start..hit.tokens.start).any(|token| HYPOTHETICAL.contains(&line.word(token)));
            let denied =
                denials.iter().any(|denial| denial.plain && denial.scope.contains(&hit.tokens.start));
            // Extraction reads no step where it is denied; a charge that nobody makes is a price.
            let told = read
                || charges_somebody(&line, hit.tokens.start)
                || denied && line.words.iter().any(|word| DENIED_CASE.contains(&word.as_ref()));
            told.then(|| Step { status, span: witness.span_of(hit.tokens), clause, denied, open })
        })
        .collect()
}

/// "Charged two men with theft": the step is read from the phrase "charged with", which the men stand between.
fn charges_somebody(line: &Line<'_>, token: usize) -> bool {
    line.word(token) == "charged" && (token + 2..token + 8).any(|next| line.word(next) == "with")
}

fn status(tag: &str) -> Option<LegalStatus> {
    [
        LegalStatus::Suspected,
        LegalStatus::Arrested,
        LegalStatus::Charged,
        LegalStatus::Convicted,
        LegalStatus::Cleared,
    ]
    .into_iter()
    .find(|status| status.name() == tag)
}
