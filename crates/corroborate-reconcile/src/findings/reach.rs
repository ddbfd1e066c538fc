//! How far a statement reaches, told by more than one word: a denial of the grave cases only, a part of a group, the field in
//! which something is the second or the biggest.

use corroborate_model::{Claim, Direction, FindingKind, Severity, Span};

use super::Draft;
use crate::align::Link;
use crate::comparison::Comparison;
use crate::equivalence::clause::{clause_at, clauses, quoted, trimmed};
use crate::equivalence::cue::Line;
use crate::equivalence::quantity::{self, QuantityMatch, Values};
use crate::equivalence::told::{content, excerpt, told};
use crate::witness::{Class, Witness};

/// Words for how grave or how sure something is: "no serious injuries" leaves open what "no injuries" denies.
const GRAVE: &[&str] = &[
    "serious",
    "significant",
    "major",
    "severe",
    "obvious",
    "immediate",
    "known",
    "large",
    "material",
    "structural",
];
/// Words that rank a thing among others of its kind.
const RANKS: &[&str] = &[
    "biggest",
    "largest",
    "smallest",
    "highest",
    "lowest",
    "longest",
    "shortest",
    "fastest",
    "slowest",
    "oldest",
    "youngest",
    "strongest",
    "weakest",
    "worst",
    "best",
    "busiest",
    "heaviest",
    "wettest",
    "driest",
    "hottest",
    "coldest",
    "deadliest",
    "costliest",
    "first",
    "second",
    "third",
    "only",
    "record",
    "all",
    "every",
];

/// Drafts for statements that reach further, or less far, than the base's.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for link in comparison.links.iter().filter(|link| link.score >= 0.36 && link.score < 1.0) {
        drafts.extend(grave_only(comparison, link));
        drafts.extend(second_half(comparison, link));
        drafts.extend(aged(comparison, link));
        drafts.extend(field(comparison, link));
        drafts.extend(everybody(comparison, link));
        drafts.extend(alone(comparison, link));
    }
    for found in comparison.quantities.iter().filter(|m| m.values == Values::Same) {
        drafts.extend(of_some(comparison, found));
    }
    drafts
}

fn draft(
    comparison: &Comparison<'_>,
    severity: Severity,
    confidence: f32,
    (here, there): (Span, Span),
    message: String,
) -> Draft {
    Draft::new(FindingKind::Scope, severity, f64::from(confidence), message)
        .between(around(comparison.base, here), around(comparison.other, there))
        .focus(Some(here), Some(there))
}

/// The clause around a span.
fn around(witness: &Witness<'_>, span: Span) -> Span {
    let Some(sentence) = witness.sentence_at(span.start()) else { return span };
    let line = Line::new(witness, sentence);
    trimmed(witness, clause_at(&clauses(witness, &line), witness.tokens_in(span).start)).cover(span)
}

/// What "no" denies: whether a word of degree stands between, the head noun, and the span from "no" to the noun.
fn nothing_of(witness: &Witness<'_>, sentence: usize) -> Vec<(Option<usize>, u32, Span)> {
    let tokens = witness.sentence(sentence).tokens.clone();
    let no = tokens.clone().filter(|&t| {
        let word = witness.words(witness.analysis.tokens[t].span);
        ["no", "any", "without"].iter().any(|no| word.eq_ignore_ascii_case(no))
    });
    no.filter_map(|no| {
        let next = no + 1;
        let degree = (next < tokens.end && GRAVE.contains(&witness.folded(next))).then_some(next);
        let noun = degree.map_or(next, |degree| degree + 1);
        let tells = noun < tokens.end && witness.terms[noun].class == Class::Word;
        tells.then(|| (degree, witness.terms[noun].concept, witness.span_of(no..noun + 1)))
    })
    .collect()
}

/// "No defects" told as "no serious defects", or the other way round.
fn grave_only(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (nothing_of(comparison.base, link.base), nothing_of(comparison.other, link.other));
    other.iter().find_map(|(degree, noun, there)| {
        let (had, _, here) = base.iter().find(|(_, own, _)| own == noun)?;
        let direction = match (had, degree) {
            (None, Some(_)) => Direction::Narrower,
            (Some(_), None) => Direction::Wider,
            _ => return None,
        };
        let words = (comparison.base.words(*here), comparison.other.words(*there));
        let message =
            format!("{{base}} says “{}”; {{other}} says “{}”, which denies something else", words.0, words.1);
        Some(
            draft(comparison, Severity::Warning, 0.4 + 0.4 * link.score, (*here, *there), message)
                .toward(direction),
        )
    })
}

/// "Critical but stable" told as "critical".
fn second_half(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let tokens = base.sentence(link.base).tokens.clone();
    let plain = |t: usize| tokens.contains(&t) && base.terms[t].class == Class::Word;
    let but = tokens.clone().find(|&t| {
        base.folded(t) == "but"
            && t > tokens.start
            && plain(t - 1)
            && plain(t + 1)
            && (t + 2 == tokens.end || !base.is_word(t + 2) || base.is_content(t + 2))
    })?;
    let (first, second) = (base.terms[but - 1].concept, base.terms[but + 1].concept);
    let there = other.sentence(link.other).tokens.clone();
    let kept = there.clone().find(|&t| other.terms[t].concept == first)?;
    let lost = !there.clone().any(|t| other.terms[t].concept == second);
    // The next word has to be the same, or both stand at an end: "critical condition".
    let after = |witness: &Witness<'_>, t: usize| {
        witness.terms.get(t).filter(|_| witness.is_word(t)).map(|term| term.concept)
    };
    let same = after(base, but + 2) == after(other, kept + 1);
    let (here, there) = (base.span_of(but - 1..but + 2), other.analysis.tokens[kept].span);
    let spoken = quoted(base, here) && quoted(other, there);
    (lost && same && !spoken).then(|| {
        let message =
            format!("{{base}} says “{}”; {{other}} keeps “{}” alone", base.words(here), other.words(there));
        draft(comparison, Severity::Warning, 0.45 + 0.4 * link.score, (here, there), message)
            .toward(Direction::Wider)
    })
}

/// "Girls aged 13 and 14" told as "girls".
fn aged(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let tokens = base.sentence(link.base).tokens.clone();
    let (noun, number) = tokens.clone().find_map(|t| {
        let limited = t > tokens.start && matches!(base.folded(t), "aged" | "over" | "under");
        let number = (t + 1..tokens.end.min(t + 4)).find(|&n| base.terms[n].class == Class::Number)?;
        let noun = t.checked_sub(1).filter(|&n| base.terms[n].class == Class::Word)?;
        // A figure says by itself which group is meant.
        if noun.checked_sub(1).is_some_and(|n| base.terms[n].class == Class::Number) {
            return None;
        }
        (limited
            && (base.folded(noun).ends_with('s')
                || matches!(base.folded(noun), "people" | "children" | "women" | "men")))
        .then_some((noun, number))
    })?;
    let there = other
        .sentence(link.other)
        .tokens
        .clone()
        .find(|&t| other.terms[t].concept == base.terms[noun].concept)?;
    let told = other
        .terms
        .iter()
        .any(|term| term.class == Class::Number && term.concept == base.terms[number].concept);
    let (here, there) = (base.span_of(noun..number + 1), other.analysis.tokens[there].span);
    (!told && !quoted(base, here)).then(|| {
        let message = format!(
            "{{base}} speaks of “{}”; {{other}} of “{}” of any age",
            base.words(here),
            other.words(there)
        );
        draft(comparison, Severity::Warning, 0.4 + 0.4 * link.score, (here, there), message)
            .toward(Direction::Wider)
    })
}

/// A ranked thing with the field it is ranked in: "the second derailment on the network".
struct Ranked {
    rank: u32,
    noun: Option<u32>,
    /// Content words of the field.
    field: Vec<u32>,
    span: Span,
}

fn ranked(witness: &Witness<'_>, sentence: usize) -> Vec<Ranked> {
    let tokens = witness.sentence(sentence).tokens.clone();
    let ranks = tokens.clone().filter(|&t| {
        let word = witness.words(witness.analysis.tokens[t].span);
        RANKS.iter().any(|rank| word.eq_ignore_ascii_case(rank))
    });
    ranks
        .filter_map(|rank| {
            // "The first in the county": what it is was told before.
            let noun = (rank + 1..tokens.end.min(rank + 4)).take_while(|&t| witness.is_content(t)).last();
            let joint = noun.unwrap_or(rank) + 1;
            if joint + 1 >= tokens.end
                || !matches!(witness.folded(joint), "in" | "on" | "at" | "of" | "across")
            {
                return None;
            }
            let article = usize::from(matches!(witness.folded(joint + 1), "the" | "its" | "this" | "a"));
            let field: Vec<usize> =
                (joint + 1 + article..tokens.end).take_while(|&t| witness.is_content(t)).take(3).collect();
            let last = *field.last()?;
            let number = |t: &usize| witness.terms[*t].class == Class::Number;
            let timed =
                field.first().is_some_and(number) || field.iter().any(|&t| is_time(witness.folded(t)));
            (!timed).then(|| Ranked {
                rank: witness.terms[rank].concept,
                noun: noun.map(|noun| witness.terms[noun].concept),
                field: field.iter().map(|&t| witness.terms[t].concept).collect(),
                span: witness.span_of(rank..last + 1),
            })
        })
        .collect()
}

fn is_time(word: &str) -> bool {
    matches!(
        word.trim_end_matches('s'),
        "year"
            | "month"
            | "week"
            | "day"
            | "hour"
            | "minute"
            | "decade"
            | "century"
            | "season"
            | "history"
            | "history's"
            | "morning"
            | "evening"
    )
}

/// The same rank in another field: "on the network" told as "in the country".
fn field(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let base = ranked(comparison.base, link.base);
    ranked(comparison.other, link.other).iter().find_map(|there| {
        let alike = |a: Option<u32>, b: Option<u32>| a == b || a.is_none() || b.is_none();
        let here = base.iter().find(|here| here.rank == there.rank && alike(here.noun, there.noun))?;
        let held = |bag: &[(u32, Class)], field: &[u32]| {
            field.iter().any(|c| bag.binary_search_by_key(c, |e| e.0).is_ok())
        };
        let known = held(&comparison.base.bags[link.base], &there.field)
            || held(&comparison.other.bags[link.other], &here.field);
        (!known).then(|| {
            let words = (comparison.base.words(here.span), comparison.other.words(there.span));
            let message = format!("{{base}} says “{}”; {{other}} says “{}”", words.0, words.1);
            draft(comparison, Severity::Warning, 0.4 + 0.4 * link.score, (here.span, there.span), message)
        })
    })
}

/// "The second largest" or "one of the largest" told as "the largest".
fn alone(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    const ORDINALS: &[&str] = &["second", "third", "fourth", "fifth", "sixth"];
    let (base, other) = (comparison.base, comparison.other);
    let said = |witness: &Witness<'_>, t: usize, words: &[&str]| {
        let word = witness.analysis.tokens.get(t).map_or("", |token| witness.words(token.span));
        words.iter().any(|known| word.eq_ignore_ascii_case(known))
    };
    let superlative = |witness: &Witness<'_>, t: usize| {
        let word = witness.analysis.tokens.get(t).map_or("", |token| witness.words(token.span));
        word.len() > 4 && word.ends_with("est") && RANKS.contains(&word.to_lowercase().as_str())
            || said(witness, t, &["worst", "best"])
    };
    let limited = |witness: &Witness<'_>, t: usize| {
        said(witness, t.wrapping_sub(1), ORDINALS)
            || said(witness, t.wrapping_sub(1), &["the", "its", "their"])
                && said(witness, t.wrapping_sub(2), &["of"])
    };
    let tokens = base.sentence(link.base).tokens.clone();
    let (rank, kept) = tokens.filter(|&t| superlative(base, t) && limited(base, t)).find_map(|rank| {
        let mut there = other.sentence(link.other).tokens.clone();
        let kept =
            there.find(|&t| other.terms[t].concept == base.terms[rank].concept && superlative(other, t))?;
        (!limited(other, kept) && said(other, kept.wrapping_sub(1), &["the"])).then_some((rank, kept))
    })?;
    let (here, there) = (base.span_of(rank - 1..rank + 1), other.span_of(kept - 1..kept + 1));
    (!(quoted(base, here) && quoted(other, there))).then(|| {
        let message =
            format!("{{base}} says “{}”; {{other}} says “{}”", base.words(here), other.words(there));
        draft(comparison, Severity::Warning, 0.45 + 0.4 * link.score, (here, there), message)
            .toward(Direction::Wider)
    })
}

/// "212 of them wore a monitor" told as "all of them wore a monitor".
fn everybody(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let line = Line::new(other, link.other);
    let parts = clauses(other, &line);
    let whole =
        |t: &usize| matches!(line.word(*t), "all" | "both" | "every" | "everyone" | "everybody" | "none");
    let opens = |t: &usize| {
        parts.iter().any(|part| part.start == *t)
            || matches!(line.word(t.wrapping_sub(1)), "," | "and")
            || line.word(t + 1) == "of"
    };
    let first = other.sentence(link.other).tokens.clone().filter(whole).find(opens)?;
    let clause = clause_at(&parts, first);
    let words = content(other, first + 1..clause.end, 8);
    let found = told(&comparison.weights, other, &words, base, link.base)
        .filter(|found| found.tokens.len() >= 2 && found.share >= 0.5)?;
    let here = Line::new(base, link.base);
    let unlimited = found.clause.clone().any(|t| {
        here.word(t + 1) != "but"
            && matches!(
                here.word(t),
                "all" | "every" | "each" | "both" | "everyone" | "everybody" | "none" | "no" | "whole"
            )
    });
    let counted = base.claims_of(link.base).find(|(_, claim)| {
        let tokens = base.tokens_in(claim.span);
        quantity::payload(claim).is_some_and(|q| !q.ordinal && !q.age && q.value().is_some_and(|v| v > 1.0))
            && found.clause.contains(&tokens.start)
            && found.tokens.first().is_some_and(|&token| token >= tokens.start)
    });
    // "One of them remains": both do not.
    let one = found.clause.clone().find(|&t| {
        matches!(here.word(t), "one" | "some" | "most" | "half" | "many")
            && here.word(t + 1) == "of"
            && found.tokens.first().is_some_and(|&token| token > t)
    });
    let part = one.map(|t| base.span_of(t..t + 1)).or_else(|| counted.map(|(_, claim)| claim.span))?;
    let (here, there) = (part, other.span_of(first..first + 1));
    (!unlimited).then(|| {
        let message = format!(
            "{{base}} says it of “{}”, {}; {{other}} of “{}”",
            base.words(here),
            excerpt(base, around(base, here)),
            other.words(there)
        );
        draft(comparison, Severity::Error, 0.4 + 0.4 * found.share, (here, there), message)
            .toward(Direction::Wider)
    })
}

/// A figure that the base gives of some ("among pupils who had slept badly") told without them.
fn of_some(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    let group = group(base, a)?;
    let sentence = other.sentence(b.sentence);
    let near = b.sentence.saturating_sub(1)..=b.sentence;
    let same_block = near.filter(|&s| other.sentence(s).block == sentence.block || s + 1 == b.sentence);
    let mut bags = same_block.map(|s| &other.bags[s]);
    let words = content(base, base.tokens_in(group), 12);
    let told = bags
        .any(|bag| words.iter().any(|&w| bag.binary_search_by_key(&base.terms[w].concept, |e| e.0).is_ok()));
    let telling = quantity::payload(a).and_then(|q| q.value()).is_some_and(|v| v > 10.0);
    (!told && telling && !words.is_empty()).then(|| {
        let message = format!(
            "{{base}} gives “{}” {} only; {{other}} gives “{}” without that limit",
            base.words(a.span),
            excerpt(base, group),
            other.words(b.span)
        );
        draft(comparison, Severity::Warning, 0.45 + 0.3 * found.context, (a.span, b.span), message)
            .toward(Direction::Wider)
            .about(found.base)
    })
}

/// "Among those who …," at the head of a figure's sentence.
fn group(witness: &Witness<'_>, claim: &Claim) -> Option<Span> {
    let tokens = witness.analysis.sentences.get(claim.sentence)?.tokens.clone();
    let word = |t: usize| witness.folded(t);
    let opens = match word(tokens.start) {
        "among" | "amongst" => true,
        "for" | "in" | "of" => matches!(
            word(tokens.start + 1),
            "those" | "people" | "patients" | "children" | "households" | "women" | "men"
        ),
        _ => false,
    };
    let figure = witness.tokens_in(claim.span).start;
    let end = (tokens.start..figure.min(tokens.end)).find(|&t| word(t) == ",")?;
    opens.then(|| witness.span_of(tokens.start..end))
}
