//! A limit turned round, how often something was, and votes: "no more than twice a week" told as "at least twice a week", "twice" as
//! "several times", "by six to five" as "unanimously"; and a step in a row, "the second of its kind" told as "the first".
//!
//! These are read from the words, since they need not be figures for extraction. Not here: limits of two different numbers, which
//! the values themselves tell.

use corroborate_model::{FindingKind, Severity, Span};

use super::Draft;
use crate::align::Link;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::clause::quoted;
use crate::equivalence::quantity;
use crate::witness::{Class, Witness};
use crate::words::lower;

/// Sentences under this score do not tell the same.
const TOLD: f32 = 0.36;
/// Words before a number that it may not pass.
const UPPER: &[&[&str]] = &[
    &["no", "more", "than"],
    &["not", "more", "than"],
    &["at", "most"],
    &["a", "maximum", "of"],
    &["up", "to"],
    &["as", "many", "as"],
    &["not", "exceed"],
    &["limited", "to"],
    &["capped", "at"],
];
/// Words before a number that it may not fall under.
const LOWER: &[&[&str]] = &[
    &["no", "fewer", "than"],
    &["no", "less", "than"],
    &["not", "less", "than"],
    &["at", "least"],
    &["a", "minimum", "of"],
];

/// Drafts for limits, counts of times and votes.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    if super::figures::is_dump(comparison) {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    if comparison.relation == Relation::Within {
        return drafts;
    }
    for link in comparison.links.iter().filter(|link| (TOLD..1.0).contains(&link.score)) {
        drafts.extend(turned(comparison, link));
        drafts.extend(often(comparison, link));
    }
    drafts.extend(unanimous(comparison));
    drafts.extend(ranks(comparison));
    drafts
}

fn draft(
    comparison: &Comparison<'_>,
    severity: Severity,
    confidence: f64,
    here: Span,
    there: Span,
) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.sentence_at(here.start())?, other.sentence_at(there.start())?);
    let message = format!("{{base}} has “{}”; {{other}} has “{}”", base.words(here), other.words(there));
    Some(
        Draft::new(FindingKind::ValueConflict, severity, confidence, message)
            .between(base.sentence(a).span, other.sentence(b).span)
            .focus(Some(here), Some(there)),
    )
}

/// Words for a limit with the token of the number they limit.
fn limited(witness: &Witness<'_>, sentence: usize, phrases: &[&[&str]]) -> Vec<(Span, usize)> {
    let tokens = witness.sentence(sentence).tokens.clone();
    let mut found = Vec::new();
    for start in tokens.clone() {
        let opening = witness.folded(start);
        for phrase in phrases.iter().filter(|phrase| phrase.first() == Some(&opening)) {
            let end = start + phrase.len();
            let said = end < tokens.end
                && phrase.iter().enumerate().all(|(at, word)| witness.folded(start + at) == *word);
            let counts = said
                && (witness.terms[end].class == Class::Number
                    || matches!(witness.folded(end), "once" | "twice"));
            if counts {
                found.push((witness.span_of(start..end + 1), end));
            }
        }
    }
    found
}

/// The same number with the opposite limit.
fn turned(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let pair = |mine: &[&[&str]], theirs: &[&[&str]]| {
        limited(base, link.base, mine).into_iter().find_map(|(here, number)| {
            let concept = base.terms[number].concept;
            let rivals = limited(other, link.other, theirs);
            let there = rivals.into_iter().find(|(_, at)| other.terms[*at].concept == concept)?.0;
            draft(comparison, Severity::Error, f64::from(0.5 + 0.35 * link.score), here, there)
        })
    };
    pair(UPPER, LOWER).or_else(|| pair(LOWER, UPPER))
}

/// "Once", "twice", "four times" told as "several times" or "repeatedly".
fn often(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let times = |witness: &Witness<'_>, t: usize| witness.folded(t) == "times";
    let counted = |witness: &Witness<'_>, sentence: usize| {
        let tokens = witness.sentence(sentence).tokens.clone();
        tokens.clone().find(|&t| {
            matches!(witness.folded(t), "once" | "twice")
                || t + 1 < tokens.end && witness.terms[t].class == Class::Number && times(witness, t + 1)
        })
    };
    let vague = |witness: &Witness<'_>, sentence: usize| {
        let tokens = witness.sentence(sentence).tokens.clone();
        tokens.clone().find(|&t| {
            witness.folded(t) == "repeatedly"
                || t + 1 < tokens.end
                    && times(witness, t + 1)
                    && matches!(witness.folded(t), "several" | "many" | "numerous" | "countless")
        })
    };
    let (here, there) = (counted(base, link.base)?, vague(other, link.other)?);
    // "More than twice as much" counts nothing, and "once" may mean formerly.
    let ratio = matches!(base.folded(here + 1), "as" | "the") || base.folded(here) == "once";
    if ratio || counted(other, link.other).is_some() || vague(base, link.base).is_some() {
        return None;
    }
    let span = |witness: &Witness<'_>, t: usize| {
        let end = if times(witness, t + 1) { t + 2 } else { t + 1 };
        witness.span_of(t..end)
    };
    let (here, there) = (span(base, here), span(other, there));
    let spoken = quoted(base, here) && quoted(other, there);
    let found = draft(comparison, Severity::Warning, f64::from(0.45 + 0.35 * link.score), here, there);
    found.filter(|_| !spoken)
}

/// A vote with voices against told as unanimous, or the other way round.
fn unanimous(comparison: &Comparison<'_>) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let said = |witness: &Witness<'_>| {
        let unanimous = |span: &Span| lower(witness.words(*span)).starts_with("unanimous");
        let spans = || witness.analysis.tokens.iter().map(|token| token.span);
        *witness.readings.unanimous.get_or_init(|| spans().find(unanimous))
    };
    let split = |witness: &Witness<'_>| {
        (0..witness.analysis.sentences.len()).find_map(|sentence| {
            let tokens = witness.sentence(sentence).tokens.clone();
            let voted = tokens.clone().any(|t| witness.folded(t).starts_with("vote"));
            let number = |t: usize| {
                t < tokens.end
                    && witness.terms[t].class == Class::Number
                    && !matches!(witness.folded(t), "0" | "zero" | "nil")
            };
            let joint = |t: &usize| matches!(witness.folded(*t), "to" | "-" | "–" | "against");
            let at = tokens.clone().skip(1).filter(joint).find(|&t| number(t - 1) && number(t + 1))?;
            voted.then(|| witness.span_of(at - 1..at + 2))
        })
    };
    match (said(base), said(other)) {
        (None, Some(there)) => draft(comparison, Severity::Error, 0.75, split(base)?, there),
        (Some(here), None) => draft(comparison, Severity::Error, 0.75, here, split(other)?),
        _ => None,
    }
}

/// The place in a row: "second", "third".
fn rank(word: &str) -> Option<usize> {
    const ORDINALS: &[&str] =
        &["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    ORDINALS.iter().position(|known| *known == word)
}

/// A token that tells a place in a row, the place from 0, and the two content words behind it.
pub(crate) type Rank = (usize, usize, [u32; 2]);

fn ranked<'w>(witness: &'w Witness<'_>) -> &'w [Rank] {
    witness.readings.ranks.get_or_init(|| read_ranks(witness))
}

fn read_ranks(witness: &Witness<'_>) -> Vec<Rank> {
    let tokens = 0..witness.terms.len().saturating_sub(2);
    let words = |t: usize| {
        let plain = |at: usize| witness.terms[at].class == Class::Word && witness.is_content(at);
        (plain(t + 1) && plain(t + 2)).then(|| [witness.terms[t + 1].concept, witness.terms[t + 2].concept])
    };
    tokens
        .filter_map(|t| {
            let rank = rank(&lower(witness.words(witness.analysis.tokens[t].span)))?;
            Some((t, rank, words(t)?))
        })
        .collect()
}

/// "His second senior appearance" told as "his first senior appearance", in whatever sentences.
fn ranks(comparison: &Comparison<'_>) -> Vec<Draft> {
    let here = ranked(comparison.base);
    let there = if here.is_empty() { &[] } else { ranked(comparison.other) };
    let pairs = there.iter().filter_map(|(token, place, words)| {
        let same: Vec<_> = here.iter().filter(|(_, _, own)| own == words).collect();
        let [(own, was, _)] = same.as_slice() else { return None };
        let twice = there.iter().filter(|(_, _, own)| own == words).count() > 1;
        if was == place || twice {
            return None;
        }
        let span = |witness: &Witness<'_>, t: usize| witness.span_of(t..t + 3);
        draft(comparison, Severity::Error, 0.65, span(comparison.base, *own), span(comparison.other, *token))
    });
    let figures = |draft: &Draft| {
        // What the figures tell of the same words is told there.
        comparison.quantities.iter().any(|found| {
            let claim = comparison.other.claim(found.other);
            quantity::payload(claim).is_some_and(|q| q.ordinal)
                && found.values == quantity::Values::Conflict
                && draft.other_focus.is_some_and(|focus| focus.overlaps(claim.span))
        })
    };
    pairs.filter(|draft| !figures(draft)).collect()
}
