//! Figures of two texts of a few sentences.
//!
//! Whoever holds one sentence against another takes both to speak of one thing. So little context is asked for here:
//! each figure is held against the one of its kind that is most like it in noun, surroundings and size, and a figure
//! for which the base has none that fits is a conflict. In longer texts that would be reckless, and is not done.

use corroborate_model::Quantity;

use super::quantity::{QuantityMatch, Values};
use super::unit;
use crate::witness::Witness;

/// Most pairs of sentences of two texts that are held against each other in this way.
const PAIRS: usize = 6;

/// Whether two texts are so short that nearly all their figures can be held against each other.
pub(crate) fn is_brief(base: &Witness<'_>, other: &Witness<'_>) -> bool {
    let sentences = base.analysis.sentences.len() * other.analysis.sentences.len();
    (1..=PAIRS).contains(&sentences)
}

/// Whether two figures are of one kind: the same dimension, or both counts.
pub(crate) fn is_one_kind(a: &Quantity, b: &Quantity) -> bool {
    match (&a.unit, &b.unit) {
        (Some(a), Some(b)) => unit::comparable(a.name(), b.name()) || a.is_currency() && b.is_currency(),
        (None, None) => true,
        _ => false,
    }
}

/// How alike two figures are in size: 1 for the same, 0 where one is three times the other or more.
fn likeness(a: &Quantity, b: &Quantity) -> f32 {
    let size = |quantity: &Quantity| quantity.value().or(quantity.low).or(quantity.high).map(f64::abs);
    match size(a).zip(size(b)) {
        Some((a, b)) if a > 0.0 && b > 0.0 => (1.0 - 2.0 * (a / b).log10().abs()).max(0.0) as f32,
        Some((a, b)) if a == b => 1.0,
        _ => 0.0,
    }
}

/// The weight of a pair; nothing where the two are of different kinds, or only a conflict would make them one.
pub(crate) fn weigh(a: &Quantity, b: &Quantity, found: QuantityMatch, noun: f32) -> Option<QuantityMatch> {
    if !is_one_kind(a, b) {
        return None;
    }
    let alike = likeness(a, b);
    let agree = match found.values {
        Values::Same => 2.0,
        Values::Looser | Values::Tighter => 0.4,
        Values::Conflict => 0.0,
    };
    let doubt = noun < 0.0 && a.unit.is_none() && found.context < 0.3 && alike < 0.5;
    if found.values == Values::Conflict && doubt {
        return None;
    }
    let governed = if found.governed { 0.8 } else { 0.0 };
    let score = agree + noun + 3.0 * found.context + 1.5 * alike + governed;
    Some(QuantityMatch { score, ..found })
}
