//! What stands around a claim: the evidence that two claims speak of the same thing.

use std::ops::Range;

use corroborate_model::{Claim, Payload, Span};

use crate::comparison::Comparison;
use crate::witness::Witness;

/// Share of the weight of the words around two claims that both have, 0 to 1; near words count more than far ones.
///
/// The core of each claim is left out: the number, the date.
pub(crate) fn context(comparison: &Comparison<'_>, a: Core, b: Core) -> f32 {
    let (left, right) = (a.surroundings(comparison.base), b.surroundings(comparison.other));
    let weigh =
        |concept: u32, distance: usize| comparison.weights.of(concept) / (1.0 + distance as f32 / 5.0);
    let mut shared = 0.0;
    let (mut total_left, mut total_right) = (0.0, 0.0);
    for &(concept, distance) in left {
        total_left += weigh(concept, distance);
        let same = right.iter().find(|there| there.0 == concept);
        let alike = |there: &&(u32, usize)| comparison.weights.alike(concept, there.0) > 0.0;
        if let Some(&(other, there)) = same.or_else(|| right.iter().find(alike)) {
            shared += comparison.weights.alike(concept, other) * weigh(concept, distance.max(there));
        }
    }
    for &(concept, distance) in right {
        total_right += weigh(concept, distance);
    }
    let smaller: f32 = f32::min(total_left, total_right);
    if smaller <= 0.0 {
        0.0
    } else {
        (shared / (0.6 * smaller + 0.4 * f32::max(total_left, total_right))).min(1.0)
    }
}

/// A claim, by its number, with what is its core.
#[derive(Clone, Copy)]
pub(crate) struct Core {
    pub claim: usize,
    pub span: Span,
}

impl Core {
    fn surroundings<'w>(&self, witness: &'w Witness<'_>) -> &'w [(u32, usize)] {
        match witness.surroundings.get(self.claim) {
            Some(known) => known.get_or_init(|| around(witness, witness.claim(self.claim), self.span)),
            None => &[],
        }
    }
}

/// How far from its core a claim's surroundings reach, in content words on each side.
const REACH: usize = 16;

/// Concepts in the claim's clause with their distance from the core, in content words.
fn around(witness: &Witness<'_>, claim: &Claim, core: Span) -> Vec<(u32, usize)> {
    let core = witness.tokens_in(core);
    let clause = clause_tokens(witness, claim);
    let concept = |token: usize| witness.terms[token].concept;
    let before = (clause.start..core.start).rev().filter(|&token| witness.is_content(token));
    let after = (core.end..clause.end).filter(|&token| witness.is_content(token));
    let mut found: Vec<(u32, usize)> =
        before.take(REACH).enumerate().map(|(far, token)| (concept(token), far)).collect();
    found.extend(after.take(REACH).enumerate().map(|(far, token)| (concept(token), far)));
    found
}

/// The tokens of the statement a claim stands in, else of its sentence.
pub(crate) fn clause_tokens(witness: &Witness<'_>, claim: &Claim) -> Range<usize> {
    let clause = witness
        .claims_of(claim.sentence)
        .filter(|(_, other)| {
            matches!(other.payload, Payload::Statement(_)) && other.span.contains(claim.span)
        })
        .map(|(_, other)| witness.tokens_in(other.span))
        .min_by_key(|range| range.len());
    clause
        .or_else(|| witness.analysis.sentences.get(claim.sentence).map(|s| s.tokens.clone()))
        .unwrap_or(0..0)
}
