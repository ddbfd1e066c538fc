//! Which differences between two copies are told: only what neither got from the base.
//!
//! Where the base speaks, each copy is held against the base, and a difference between the copies follows from that. Where the
//! base is silent, two copies may still contradict each other.

use corroborate_model::FindingKind;

use crate::comparison::Comparison;
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

/// For each sentence of a copy, whether the base tells it.
pub(crate) fn told_by_base(comparison: &Comparison<'_>) -> Vec<bool> {
    (0..comparison.other.analysis.sentences.len())
        .map(|sentence| {
            comparison.links_of_other(sentence).first().is_some_and(|link| link.score >= SUPPORTED)
                || comparison.support_of_other(sentence) >= SUPPORTED
        })
        .collect()
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

/// Whether a draft between two copies is worth telling by itself. `base_told` and `other_told` say for each of their sentences
/// whether the common base tells it; `own` whether the other one was copied from the first.
pub(crate) fn counts(
    comparison: &Comparison<'_>,
    draft: &Draft,
    own: bool,
    base_told: &[bool],
    other_told: &[bool],
) -> bool {
    let told = |told: &[bool], sentence: Option<usize>| {
        sentence.is_none_or(|s| told.get(s).copied().unwrap_or(true))
    };
    let base = draft.base.and_then(|span| comparison.base.sentence_at(span.start()));
    let other = draft.other.and_then(|span| comparison.other.sentence_at(span.start()));
    // What a copy turned round of the very text that it copies is its own doing, whatever the base has.
    let turned = own && matches!(draft.kind, FindingKind::Polarity | FindingKind::Identity);
    turned || !told(base_told, base) && !told(other_told, other)
}
