//! Which differences between two copies are told: only what neither got from the base.
//!
//! Where the base speaks, each copy is held against the base, and a difference between the copies follows from that. Where the
//! base is silent, two copies may still contradict each other.

use corroborate_model::{FindingKind, Payload, Span};

use crate::comparison::Comparison;
use crate::equivalence::quantity::{self, Values};
use crate::findings::Draft;
use crate::witness::Witness;

/// The pairs of copies of a story, where it has few; the earlier one of a pair is held to be right, whatever the order in which
/// they were handed in.
pub(crate) fn pairs(members: &[&Witness<'_>], base: usize, most: usize) -> Vec<(usize, usize)> {
    let age = |at: &usize| {
        let document = &members[*at].analysis.document;
        (document.meta.published.is_none(), document.meta.published, document.id.as_str())
    };
    if members.len() > most {
        return Vec::new();
    }
    let mut copies: Vec<usize> = (0..members.len()).filter(|&at| at != base).collect();
    copies.sort_by(|a, b| age(a).cmp(&age(b)));
    (0..copies.len())
        .flat_map(|a| (a + 1..copies.len()).map(move |b| (a, b)))
        .map(|(a, b)| (copies[a], copies[b]))
        .collect()
}

/// A sentence of which the base holds this share is the base's.
const SUPPORTED: f32 = 0.55;

/// What the base has of a copy.
#[derive(Default)]
pub(crate) struct Held {
    /// Beside its sentences: whether the base tells them.
    told: Vec<bool>,
    /// Beside its sentences: score of the best link to the base.
    best: Vec<f32>,
    /// Beside its claims: whether the base has the same figure or date, whatever its value.
    matched: Vec<bool>,
}

/// What the base of a comparison has of its copy.
pub(crate) fn held_by_base(comparison: &Comparison<'_>) -> Held {
    let sentences = 0..comparison.other.analysis.sentences.len();
    let best: Vec<f32> = sentences
        .clone()
        .map(|sentence| comparison.links_of_other(sentence).first().map_or(0.0, |link| link.score))
        .collect();
    let told = sentences
        .map(|sentence| best[sentence] >= SUPPORTED || comparison.support_of_other(sentence) >= SUPPORTED)
        .collect();
    let mut matched = vec![false; comparison.other.analysis.claims.len()];
    // A pair that little speaks for does not tell that the base has it.
    let figures = comparison.quantities.iter().filter(|m| m.context > 0.25 || m.values == Values::Same);
    let days = comparison.dates.iter().filter(|m| m.context > 0.25);
    for claim in figures.map(|found| found.other).chain(days.map(|found| found.other)) {
        matched[claim] = true;
    }
    Held { told, best, matched }
}

/// Whether a rule's findings between two copies are told at all: only what contradicts.
pub(crate) fn concerns(kind: FindingKind) -> bool {
    matches!(
        kind,
        FindingKind::ValueConflict
            | FindingKind::Contact
            | FindingKind::Date
            | FindingKind::Place
            | FindingKind::Polarity
            | FindingKind::Identity
            | FindingKind::Causal
    )
}

/// Whether a draft between two copies is worth telling by itself: their common base, whether the other one was copied from the first
/// (`own`), and what the base has of each.
pub(crate) fn counts(
    comparison: &Comparison<'_>,
    draft: &Draft,
    (common, own): (&Witness<'_>, bool),
    (base, other): (&Held, &Held),
) -> bool {
    let told = |held: &Held, sentence: Option<usize>| {
        sentence.is_none_or(|s| held.told.get(s).copied().unwrap_or(true))
    };
    let here = draft.base.and_then(|span| comparison.base.sentence_at(span.start()));
    let there = draft.other.and_then(|span| comparison.other.sentence_at(span.start()));
    // What a copy turned round of the very text that it copies is its own doing, whatever the base has.
    let turned = own && matches!(draft.kind, FindingKind::Polarity | FindingKind::Identity);
    turned
        || !told(base, here) && !told(other, there)
        || silent(comparison, draft, base, other)
        || unplaced(comparison, draft, common)
        || here.zip(there).is_some_and(|(a, b)| closer(comparison, draft, (a, base), (b, other)))
}

/// Whether the base has neither of the two figures or dates that a draft is about, though it may tell the sentences.
fn silent(comparison: &Comparison<'_>, draft: &Draft, base: &Held, other: &Held) -> bool {
    let own = |witness: &Witness<'_>, held: &Held, focus: Option<Span>| {
        let Some(focus) = focus else { return false };
        let mut claims = witness.analysis.claims.iter().enumerate().filter(|(_, claim)| {
            matches!(claim.payload, Payload::Quantity(_) | Payload::Date(_)) && claim.span.overlaps(focus)
        });
        let mut any = false;
        claims.all(|(at, claim)| {
            any = true;
            let bare = quantity::payload(claim);
            let bare = bare.is_some_and(|q| q.unit.is_none() && q.counted.is_none() || q.age);
            !bare && !held.matched.get(at).copied().unwrap_or(true)
        }) && any
    };
    matches!(draft.kind, FindingKind::ValueConflict | FindingKind::Date)
        && own(comparison.base, base, draft.base_focus)
        && own(comparison.other, other, draft.other_focus)
}

/// Whether the base names neither of two places.
fn unplaced(comparison: &Comparison<'_>, draft: &Draft, common: &Witness<'_>) -> bool {
    let lacks = |witness: &Witness<'_>, focus: Option<Span>| {
        focus.is_some_and(|span| !common.text().contains(witness.words(span)))
    };
    draft.kind == FindingKind::Place
        && lacks(comparison.base, draft.base_focus)
        && lacks(comparison.other, draft.other_focus)
}

/// Whether both copies share a wording that the base lacks, and put its cause differently.
fn closer(comparison: &Comparison<'_>, draft: &Draft, a: (usize, &Held), b: (usize, &Held)) -> bool {
    let best = |(sentence, held): (usize, &Held)| held.best.get(sentence).copied().unwrap_or(1.0);
    let link = comparison.link(a.0, b.0).map_or(0.0, |link| link.score);
    draft.kind == FindingKind::Causal && link >= 0.5 && link > best(a).max(best(b)) + 0.05
}
