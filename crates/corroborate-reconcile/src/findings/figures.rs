//! What the rules on figures share.

use std::ops::Range;

use corroborate_model::{Claim, Span};

use crate::comparison::Comparison;
use crate::equivalence::context::clause_tokens;
use crate::equivalence::quantity::{self, QuantityMatch, Values};
use crate::witness::{Class, Witness};

/// A sentence of more tokens is no prose but a table or a dump, in which the words around a figure say nothing.
const PROSE: usize = 600;
/// And one with more claims is a list.
const LIST: usize = 48;

/// Whether one of the texts has a stretch that is no prose: rules that read sentences for each figure leave such texts alone.
pub(super) fn is_dump(comparison: &Comparison<'_>) -> bool {
    let long = |witness: &Witness<'_>| {
        let mut sentences = witness.analysis.sentences.iter().enumerate();
        sentences.any(|(at, s)| s.tokens.len() > PROSE || witness.claims_of(at).nth(LIST).is_some())
    };
    long(comparison.base) || long(comparison.other)
}

/// The figure with its noun, for a message.
pub(super) fn phrase<'a>(witness: &Witness<'a>, claim: &Claim) -> &'a str {
    witness.words(claim.span)
}

/// The clause that tells the figure: what a finding points at.
pub(super) fn place(witness: &Witness<'_>, claim: &Claim) -> Span {
    let clause = witness.span_of(clause_tokens(witness, claim));
    if clause.contains(claim.span) { clause } else { claim.span }
}

/// The number itself.
pub(super) fn number(claim: &Claim) -> Option<Span> {
    quantity::payload(claim).map(|quantity| quantity.number_span)
}

/// Whether the other text gives the base's figure rightly in the same surroundings too, or the base gives the other's: then
/// the pair is no conflict but two figures.
pub(super) fn told_elsewhere(comparison: &Comparison<'_>, found: &QuantityMatch) -> bool {
    let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
    let same = |m: &&QuantityMatch| matches!(m.values, Values::Same | Values::Looser | Values::Tighter);
    if counts(comparison.base, a.sentence, b) || counts(comparison.other, b.sentence, a) {
        return true;
    }
    comparison.quantities.iter().filter(same).any(|m| {
        // The figure of the base stands rightly in the very sentence that is accused.
        m.base == found.base && comparison.other.claim(m.other).sentence == b.sentence
            || m.other == found.other && comparison.base.claim(m.base).sentence == a.sentence
    })
}

/// The relative clause, set apart by commas, that a span stands in: "the mill, which opened in 1962, employs 40 people".
pub(super) fn aside(witness: &Witness<'_>, sentence: usize, span: Span) -> Option<Range<usize>> {
    const RELATIVE: &[&str] = &["which", "who", "whose", "where", "when"];
    let (tokens, at) = (witness.sentence(sentence).tokens.clone(), witness.tokens_in(span));
    let comma = |t: &usize| witness.folded(*t) == ",";
    let open = (tokens.start..at.start).rev().find(comma)?;
    let close = (at.end..tokens.end).find(comma).unwrap_or(tokens.end);
    RELATIVE.contains(&witness.folded(open + 1)).then_some(open..close)
}

/// Whether a sentence has a figure of the other side, the noun counted included.
fn counts(witness: &Witness<'_>, sentence: usize, claim: &Claim) -> bool {
    let Some(wanted) = quantity::payload(claim) else { return false };
    let Some(noun) = wanted.counted.as_deref() else { return false };
    witness.claims_of(sentence).filter_map(|(_, claim)| quantity::payload(claim)).any(|q| {
        (q.low, q.high) == (wanted.low, wanted.high)
            && q.unit == wanted.unit
            && q.counted.as_deref().is_some_and(|own| witness.synonyms.same(own, noun))
    })
}

/// Whether the other text speaks of a later hour or day than the base: an update, no conflict.
pub(super) fn later_state(comparison: &Comparison<'_>, found: &QuantityMatch) -> bool {
    let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
    let moment = |witness: &Witness<'_>, claim: &Claim| {
        let clause = clause_tokens(witness, claim);
        let span = witness.span_of(clause);
        let dates = witness.claims_of(claim.sentence).filter(|(_, c)| span.contains(c.span));
        dates
            .filter_map(|(_, c)| crate::equivalence::date::payload(c).cloned())
            .find(|date| date.start.is_some() || date.minute.is_some())
    };
    match (moment(comparison.base, a), moment(comparison.other, b)) {
        (Some(x), Some(y)) => match (x.end.zip(y.start), x.minute.zip(y.minute)) {
            (Some((x, y)), _) if y > x => true,
            (Some((x_day, y_day)), Some((x, y))) => x_day == y_day && y > x,
            (None, Some((x, y))) => y > x,
            _ => false,
        },
        _ => false,
    }
}

/// Whether the base itself counts this figure in the other text's word somewhere.
pub(super) fn base_counts(comparison: &Comparison<'_>, found: &QuantityMatch, noun: &str) -> bool {
    let claims = &comparison.base.analysis.claims;
    let value = quantity::payload(comparison.base.claim(found.base)).and_then(|q| q.value());
    claims.iter().filter_map(quantity::payload).any(|q| {
        q.value() == value
            && q.counted.as_deref().is_some_and(|counted| comparison.base.synonyms.same(counted, noun))
    })
}

/// Whether the two clauses name somebody before the figure, and not the same ones.
pub(super) fn other_subject(comparison: &Comparison<'_>, found: &QuantityMatch) -> bool {
    let names = |witness: &Witness<'_>, claim: &Claim| -> Vec<u32> {
        // Who says it is not what it is about.
        if claim.attribution.is_some() {
            return Vec::new();
        }
        let clause = clause_tokens(witness, claim);
        let number = number(claim).map_or(clause.end, |span| witness.tokens_in(span).start);
        let before = clause.start..number.max(clause.start);
        before.filter(|&t| witness.terms[t].class == Class::Name).map(|t| witness.terms[t].concept).collect()
    };
    let here = names(comparison.base, comparison.base.claim(found.base));
    let there = names(comparison.other, comparison.other.claim(found.other));
    !here.is_empty() && !there.is_empty() && here.iter().all(|name| !there.contains(name))
}
