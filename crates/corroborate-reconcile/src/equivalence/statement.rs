//! Whether two statements say the same.
//!
//! Statements of linked sentences are held against each other by the words both hold. Many-to-many: a sentence that the
//! other text splits is told by each of its parts. What contradicts, a denial on one side or another number, is never joined.

use std::ops::Range;

use corroborate_model::{Claim, Payload};

use crate::comparison::Comparison;
use crate::witness::{Class, Witness};

/// Share of the longer side's weight that makes two statements the same.
const MUTUAL: f32 = 0.42;
/// Share of the shorter side's weight that makes it part of the longer.
const CONTAINED: f32 = 0.64;

/// Statement claims of both texts that say the same, with how much both share, 0 to 1.
pub(crate) fn same(comparison: &Comparison<'_>) -> Vec<(usize, usize, f32)> {
    let mut pairs = Vec::new();
    for link in &comparison.links {
        for (base, a) in statements(comparison.base, link.base) {
            for (other, b) in statements(comparison.other, link.other) {
                pairs.extend(weigh(comparison, a, b, link.score).map(|weight| (base, other, weight)));
            }
        }
    }
    pairs
}

fn statements<'a>(witness: &Witness<'a>, sentence: usize) -> impl Iterator<Item = (usize, &'a Claim)> {
    let found: Vec<_> = witness
        .claims_of(sentence)
        .filter(|(_, claim)| matches!(claim.payload, Payload::Statement(_)))
        .collect();
    found.into_iter()
}

/// How much two statements share; nothing where they say different things.
fn weigh(comparison: &Comparison<'_>, a: &Claim, b: &Claim, link: f32) -> Option<f32> {
    if a.polarity != b.polarity && link < 0.98 {
        return None;
    }
    let (left, right) = (comparison.base.tokens_in(a.span), comparison.other.tokens_in(b.span));
    let (shared, total) = comparison.shared_weight(left.clone(), right.clone());
    let (back, other_total) = shared_back(comparison, left.clone(), right.clone());
    let (a_share, b_share) = (shared / total.max(0.01), back / other_total.max(0.01));
    let words = |witness: &Witness<'_>, range: &Range<usize>| {
        range.clone().filter(|&t| witness.is_content(t)).count()
    };
    let fewest = words(comparison.base, &left).min(words(comparison.other, &right));
    let mutual = a_share.min(b_share) >= MUTUAL;
    let contained = a_share.max(b_share) >= CONTAINED && fewest >= 2 && a_share.min(b_share) >= 0.15;
    // A sentence of function words alone is joined where the link says that it stands word for word.
    let bare = fewest == 0 && link >= 0.99;
    let told = (mutual || contained)
        && (fewest >= 2 || a_share.min(b_share) >= 0.9)
        && !other_numbers(comparison, left, right);
    (bare || told).then(|| if bare { 1.0 } else { (0.5 * (a_share + b_share)).clamp(0.1, 1.0) })
}

fn shared_back(comparison: &Comparison<'_>, left: Range<usize>, right: Range<usize>) -> (f32, f32) {
    let concepts: Vec<u32> =
        left.filter(|&t| comparison.base.is_content(t)).map(|t| comparison.base.terms[t].concept).collect();
    let (mut shared, mut total) = (0.0, 0.0);
    for term in right.filter(|&t| comparison.other.is_content(t)).map(|t| comparison.other.terms[t]) {
        let weight = comparison.weights.of(term.concept);
        total += weight;
        shared += weight * comparison.weights.most_alike(term.concept, &concepts);
    }
    (shared, total)
}

/// Whether both hold numbers and share none.
fn other_numbers(comparison: &Comparison<'_>, left: Range<usize>, right: Range<usize>) -> bool {
    let numbers = |witness: &Witness<'_>, range: Range<usize>| -> Vec<u32> {
        let terms = range.filter_map(|token| witness.terms.get(token));
        terms.filter(|term| term.class == Class::Number).map(|term| term.concept).collect()
    };
    let (a, b) = (numbers(comparison.base, left), numbers(comparison.other, right));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|number| b.contains(number))
}
