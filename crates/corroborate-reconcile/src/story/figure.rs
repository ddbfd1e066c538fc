//! Figures with their surroundings, for telling a twin from a reprint: the twin has other figures in the same sentences.

use corroborate_model::{Analysis, Payload, Quantity};

use crate::equivalence::quantity::{self, Values};
use crate::{Synonyms, words};

/// One number with what stands around it.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    /// The number, without its texts.
    quantity: Quantity,
    /// Hash of what is counted, if anything.
    counted: Option<u64>,
    /// Concepts of its sentence, sorted.
    around: Box<[u64]>,
    /// As it stands, for the report.
    pub words: Box<str>,
}

/// Figures of a text that are looked at.
const MOST: usize = 48;
/// Characters of a figure that are shown.
const SHOWN: usize = 40;
/// Figures with less in common around them are two matters.
const SURROUNDINGS: f32 = 0.35;

/// Takes the figures of one sentence.
pub(super) fn collect(
    figures: &mut Vec<Figure>,
    analysis: &Analysis,
    sentence: usize,
    around: &[u64],
    synonyms: &Synonyms,
) {
    let first = analysis.claims.partition_point(|claim| {
        analysis.sentences.get(sentence).is_some_and(|s| claim.span.start() < s.span.start())
    });
    for claim in analysis.claims.iter().skip(first).take_while(|claim| claim.sentence == sentence) {
        let Payload::Quantity(told) = &claim.payload else { continue };
        if figures.len() >= MOST || told.ordinal {
            continue;
        }
        let quantity = Quantity {
            low: told.low,
            high: told.high,
            bound: told.bound,
            unit: told.unit.clone(),
            change: told.change,
            age: told.age,
            ..Quantity::default()
        };
        figures.push(Figure {
            quantity,
            counted: told.counted.as_deref().map(|noun| words::hash(&synonyms.concept(&words::fold(noun)))),
            around: around.into(),
            words: words::shorten(claim.span.of(&analysis.document.text), SHOWN).into(),
        });
    }
}

/// What one figure in conflict weighs at most, or nearly so.
const ONE: f32 = 0.9;

/// How the figures of two texts stand to each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    /// Weight of the figures that agree.
    pub same: f32,
    /// Weight of those that differ in the same surroundings.
    pub conflict: f32,
    /// The plainest conflict: indexes into the figures of both.
    pub example: Option<(usize, usize)>,
}

impl Figures {
    /// Holds every figure of the first text against its best match in the second, each taken once.
    pub(super) fn compare(a: &[Figure], b: &[Figure]) -> Figures {
        let mut pairs = Vec::new();
        for (i, x) in a.iter().enumerate() {
            for (j, y) in b.iter().enumerate() {
                if !x.may_be(y) {
                    continue;
                }
                let context = x.shared(y);
                let agrees = quantity::compare(&x.quantity, &y.quantity, false) != Values::Conflict;
                if agrees && context > 0.1 || context > SURROUNDINGS {
                    pairs.push((context + if agrees { 0.4 } else { 0.0 }, i, j, context, agrees));
                }
            }
        }
        pairs.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        let (mut left, mut right) = (vec![false; a.len()], vec![false; b.len()]);
        let mut figures = Figures::default();
        for (_, i, j, context, agrees) in pairs {
            if left[i] || right[j] {
                continue;
            }
            (left[i], right[j]) = (true, true);
            if agrees {
                figures.same += 0.4 + context;
            } else {
                figures.conflict += context;
                figures.example.get_or_insert((i, j));
            }
        }
        figures
    }

    /// Share of the weight that is in conflict beyond one figure, 0 to 1; little evidence gives little. One changed figure
    /// is what a checker looks for, and no sign of another event.
    pub(super) fn disputed(&self) -> f32 {
        (self.conflict - ONE).max(0.0) / (self.same + self.conflict + 1.0)
    }

    /// Share of the weight that agrees, 0 to 1; little evidence gives little.
    pub(super) fn agreed(&self) -> f32 {
        (self.same - self.conflict).max(0.0) / (self.same + self.conflict + 1.0)
    }
}

impl Figure {
    /// Whether both may tell the same quantity: the same unit, and what is counted is the same where both name it.
    fn may_be(&self, other: &Figure) -> bool {
        let noun = match (self.counted, other.counted) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        noun && self.quantity.unit == other.quantity.unit && self.quantity.age == other.quantity.age
    }

    /// Share of the concepts around that both have, by the poorer sentence.
    fn shared(&self, other: &Figure) -> f32 {
        let (mut i, mut j, mut shared) = (0, 0, 0usize);
        while let (Some(a), Some(b)) = (self.around.get(i), other.around.get(j)) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
            }
        }
        shared as f32 / self.around.len().min(other.around.len()).max(4) as f32
    }
}
