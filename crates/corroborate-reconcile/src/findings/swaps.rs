//! Two values of one sentence exchanged: "two firemen and six residents" told as "six firemen and two residents".
//!
//! A sentence is cut at its joints (comma, "and", "while", "against"), and each value goes with the words of its part. Where the
//! other text has both values, and the words of the one go with the other there, they were exchanged. Not here: both values
//! in one part ("from 18 to 11"), whose words belong to both.

use std::ops::Range;

use corroborate_model::{Claim, FindingKind, Severity, Span};

use super::Draft;
use crate::align::Link;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::date::{self, Dates};
use crate::equivalence::quantity::{self, Values};
use crate::equivalence::told::excerpt;
use crate::witness::Witness;

/// Sentences under this score do not tell the same.
const TOLD: f32 = 0.4;
/// Words between parts of a sentence that speak of different things.
const JOINTS: &[&str] = &[
    ",", ";", ":", "(", ")", "–", "—", "and", "while", "but", "whereas", "against", "compared", "versus",
    "with",
];

/// Drafts for values that changed places.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    if super::figures::is_dump(comparison) {
        return Vec::new();
    }
    if comparison.relation == Relation::Within {
        return Vec::new();
    }
    let links = comparison.links.iter().filter(|link| (TOLD..1.0).contains(&link.score));
    links
        .flat_map(|link| {
            let mut drafts = exchanged(comparison, link);
            if drafts.is_empty() {
                drafts.extend(given_over(comparison, link));
            }
            drafts
        })
        .collect()
}

/// A figure or a date of a sentence.
#[derive(Clone)]
struct Value<'a> {
    claim: &'a Claim,
    index: usize,
    tokens: Range<usize>,
}

fn values<'a>(witness: &Witness<'a>, sentence: usize) -> Vec<Value<'a>> {
    let core = |claim: &Claim| -> Option<Span> {
        match quantity::payload(claim) {
            Some(quantity) => {
                (!quantity.ordinal && quantity.value().is_some()).then_some(quantity.number_span)
            }
            None => date::payload(claim).map(|_| claim.span),
        }
    };
    let read = |(index, claim): (usize, &'a Claim)| {
        Some(Value { claim, index, tokens: witness.tokens_in(core(claim)?) })
    };
    witness.claims_of(sentence).filter_map(read).collect()
}

/// Whether two values are the same.
fn same(a: &Claim, b: &Claim) -> bool {
    match (quantity::payload(a).zip(quantity::payload(b)), date::payload(a).zip(date::payload(b))) {
        (Some((x, y)), _) => quantity::compare(x, y, false) == Values::Same,
        (_, Some((x, y))) => date::compare(x, y) == Dates::Same,
        _ => false,
    }
}

/// Whether two values of one sentence could stand for each other: counts, shares, sums, days.
fn alike(a: &Claim, b: &Claim) -> bool {
    match (quantity::payload(a).zip(quantity::payload(b)), date::payload(a).zip(date::payload(b))) {
        (Some((x, y)), _) => {
            quantity::same_dimension(x, y) && quantity::compare(x, y, false) == Values::Conflict
        }
        (_, Some((x, y))) => date::compare(x, y) == Dates::Conflict,
        _ => false,
    }
}

fn exchanged(comparison: &Comparison<'_>, link: &Link) -> Vec<Draft> {
    let here = values(comparison.base, link.base);
    if here.len() < 2 {
        return Vec::new();
    }
    let there = values(comparison.other, link.other);
    // Each value has to stand once in either sentence.
    let lone =
        |value: &Value<'_>, all: &[Value<'_>]| all.iter().filter(|v| same(value.claim, v.claim)).count() == 1;
    let pairs: Vec<(&Value<'_>, &Value<'_>)> = here
        .iter()
        .filter(|a| lone(a, &here) && lone(a, &there))
        .filter_map(|a| there.iter().find(|b| same(a.claim, b.claim)).map(|b| (a, b)))
        .collect();
    let mut drafts = Vec::new();
    for (at, first) in pairs.iter().enumerate() {
        for second in &pairs[at + 1..] {
            if alike(first.0.claim, second.0.claim) && crossed(comparison, link, *first, *second) {
                drafts.push(draft(comparison, link, *first, *second));
            }
        }
    }
    drafts
}

/// One of two values with the words of the other one: "bases within 10 days and refunds within 14" told as "a refund within 10".
fn given_over(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    // Days stand beside words of every sort: only figures are looked at.
    let (mut here, mut there) = (values(base, link.base), values(other, link.other));
    here.retain(|value| quantity::payload(value.claim).is_some());
    there.retain(|value| quantity::payload(value.claim).is_some());
    let near = link.other.saturating_sub(1)..=(link.other + 1).min(other.analysis.sentences.len() - 1);
    for rightly in &here {
        for taken in here.iter().filter(|v| v.index != rightly.index && alike(v.claim, rightly.claim)) {
            let mut rivals = there.iter().filter(|v| alike(v.claim, rightly.claim));
            let Some(value) = rivals.next().filter(|v| rivals.next().is_none() && same(taken.claim, v.claim))
            else {
                continue;
            };
            if near.clone().any(|s| values(other, s).iter().any(|v| same(rightly.claim, v.claim))) {
                continue;
            }
            let Some(sides) = companions(base, link.base, &rightly.tokens, &taken.tokens) else { continue };
            let Some(words) = part(other, link.other, &value.tokens) else { continue };
            let only = |concept: u32, side: bool| {
                sides.contains(&(concept, side)) && !sides.contains(&(concept, !side))
            };
            let turned = words.iter().filter(|&&concept| only(concept, false)).count();
            let kept = words.iter().filter(|&&concept| only(concept, true)).count();
            let conflated = turned >= 1 && kept >= 1 && listed(other, link.other, &sides);
            if turned >= 1 && kept == 0 || conflated {
                let (a, b) = (base.sentence(link.base).span, other.sentence(link.other).span);
                let message = format!(
                    "{{base}} has “{}” here; {{other}} has “{}”, which {{base}} gives of something else",
                    base.words(rightly.claim.span),
                    other.words(value.claim.span)
                );
                return Some(
                    Draft::new(
                        FindingKind::ValueConflict,
                        Severity::Warning,
                        f64::from(0.4 + 0.35 * link.score),
                        message,
                    )
                    .between(a, b)
                    .focus(Some(rightly.claim.span), Some(value.claim.span))
                    .about(rightly.index),
                );
            }
        }
    }
    None
}

/// Whether a sentence joins two things by "or" or "and" that the base gives a value each: "a new base or a refund within 10 days".
fn listed(witness: &Witness<'_>, sentence: usize, sides: &[(u32, bool)]) -> bool {
    let tokens = witness.sentence(sentence).tokens.clone();
    let side = |t: usize| {
        let concept = witness.terms[t].concept;
        let on = |side: bool| sides.contains(&(concept, side));
        (witness.is_content(t) && on(true) != on(false)).then(|| on(true))
    };
    tokens.clone().filter(|&t| matches!(witness.folded(t), "or" | "and")).any(|joint| {
        let before = (joint.saturating_sub(2).max(tokens.start)..joint).rev().find_map(side);
        let after = (joint + 1..tokens.end.min(joint + 4)).find_map(side);
        before.zip(after).is_some_and(|(a, b)| a != b)
    })
}

/// Concepts of the content words in the part of a sentence that a value stands in.
fn part(witness: &Witness<'_>, sentence: usize, value: &Range<usize>) -> Option<Vec<u32>> {
    let beyond = witness.terms.len()..witness.terms.len();
    let parts = parts(witness, sentence, value, &beyond);
    let own = parts.iter().find(|part| part.contains(&value.start))?;
    Some(
        own.clone()
            .filter(|t| witness.is_content(*t) && !value.contains(t))
            .map(|t| witness.terms[t].concept)
            .collect(),
    )
}

type Pair<'v, 'a> = (&'v Value<'a>, &'v Value<'a>);

/// Whether the words that go with the one value in the base go with the other one in the other text.
fn crossed(comparison: &Comparison<'_>, link: &Link, first: Pair<'_, '_>, second: Pair<'_, '_>) -> bool {
    let here = companions(comparison.base, link.base, &first.0.tokens, &second.0.tokens);
    let there = companions(comparison.other, link.other, &first.1.tokens, &second.1.tokens);
    let (Some(here), Some(there)) = (here, there) else {
        return lead_exchanged(comparison, first, second);
    };
    let side = |sides: &[(u32, bool)], concept: u32| {
        let mut found = sides.iter().filter(|(own, _)| *own == concept);
        found.next().map(|(_, side)| *side).filter(|_| found.next().is_none())
    };
    let (mut turned, mut kept) = (0, 0);
    for &(concept, _) in &here {
        match side(&here, concept).zip(side(&there, concept)) {
            Some((a, b)) if a == b => kept += 1,
            Some(_) => turned += 1,
            None => {}
        }
    }
    turned >= 2 && turned > 2 * kept
}

/// Whether the word and the preposition before the one value in the base stand before the other one in the other text:
/// "suspended for two years" told as "suspended for 20 months".
fn lead_exchanged(comparison: &Comparison<'_>, first: Pair<'_, '_>, second: Pair<'_, '_>) -> bool {
    let lead = |witness: &Witness<'_>, value: &Value<'_>| -> Option<(u32, u32)> {
        let joint = value.tokens.start.checked_sub(1)?;
        let word = joint.checked_sub(1)?;
        let tied =
            matches!(witness.folded(joint), "for" | "of" | "in" | "at" | "on" | "within" | "after" | "with");
        (tied && witness.is_content(word)).then(|| (witness.terms[joint].exact, witness.terms[word].concept))
    };
    let (base, other) = (comparison.base, comparison.other);
    let equal = |a: Option<(u32, u32)>, b: Option<(u32, u32)>| a.is_some() && a == b;
    let (a, b) = (lead(base, first.0), lead(base, second.0));
    let (x, y) = (lead(other, first.1), lead(other, second.1));
    a != b && (equal(a, y) || equal(b, x)) && !equal(a, x) && !equal(b, y)
}

/// The parts of a sentence between its joints; one without either value that ends at a comma goes with the next.
fn parts(
    witness: &Witness<'_>,
    sentence: usize,
    first: &Range<usize>,
    second: &Range<usize>,
) -> Vec<Range<usize>> {
    let tokens = witness.sentence(sentence).tokens.clone();
    let joint = |t: usize| JOINTS.contains(&witness.folded(t)) && !first.contains(&t) && !second.contains(&t);
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut start = tokens.start;
    for token in tokens.clone().filter(|&t| joint(t)) {
        parts.push(start..token);
        start = token + 1;
    }
    parts.push(start..tokens.end);
    let holds = |part: &Range<usize>, value: &Range<usize>| part.contains(&value.start);
    // "Among women, 5 per cent": what stands before a comma goes with what follows.
    let mut joined: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match joined.last_mut() {
            Some(last) if !holds(last, first) && !holds(last, second) && witness.folded(last.end) == "," => {
                last.end = part.end;
            }
            _ => joined.push(part),
        }
    }
    joined
}

/// The content words that stand in one part with either value, and whether it is the second; nothing where both stand in one.
fn companions(
    witness: &Witness<'_>,
    sentence: usize,
    first: &Range<usize>,
    second: &Range<usize>,
) -> Option<Vec<(u32, bool)>> {
    let joined = parts(witness, sentence, first, second);
    let holds = |part: &Range<usize>, value: &Range<usize>| part.contains(&value.start);
    // Words beside a third figure may be that one's.
    let third = |part: &Range<usize>| {
        witness.claims_of(sentence).filter_map(|(_, claim)| quantity::payload(claim)).any(|q| {
            let at = witness.tokens_in(q.number_span).start;
            part.contains(&at) && !first.contains(&at) && !second.contains(&at) && q.unit.is_none()
        })
    };
    let (one, two) = (joined.iter().find(|p| holds(p, first))?, joined.iter().find(|p| holds(p, second))?);
    if one == two || third(one) || third(two) {
        return None;
    }
    let words = |part: &Range<usize>, side: bool| -> Vec<(u32, bool)> {
        let content =
            part.clone().filter(|&t| witness.is_content(t) && !first.contains(&t) && !second.contains(&t));
        let mut found: Vec<u32> = content.map(|t| witness.terms[t].concept).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|concept| (concept, side)).collect()
    };
    let mut found = words(one, false);
    found.extend(words(two, true));
    Some(found)
}

fn draft(comparison: &Comparison<'_>, link: &Link, first: Pair<'_, '_>, second: Pair<'_, '_>) -> Draft {
    let (base, other) = (comparison.base, comparison.other);
    let (here, there) = (base.sentence(link.base).span, other.sentence(link.other).span);
    let (a, b) = (base.words(first.0.claim.span), base.words(second.0.claim.span));
    let message = format!(
        "{{other}} has “{a}” and “{b}” the other way round: {} where {{base}} has {}",
        excerpt(other, there),
        excerpt(base, here)
    );
    let kind = if quantity::payload(first.0.claim).is_some() {
        FindingKind::ValueConflict
    } else {
        FindingKind::Date
    };
    let focus = |witness: &Witness<'_>, x: &Value<'_>, y: &Value<'_>| {
        Some(witness.span_of(x.tokens.clone()).cover(witness.span_of(y.tokens.clone())))
    };
    Draft::new(kind, Severity::Error, f64::from(0.5 + 0.35 * link.score), message)
        .between(here, there)
        .focus(focus(base, first.0, second.0), focus(other, first.1, second.1))
        .about(first.0.index)
}
