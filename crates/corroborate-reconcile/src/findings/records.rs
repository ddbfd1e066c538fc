//! How long a record has stood: "the largest since 2017" told as "the largest ever", "the first title in 41 years" as "the
//! first trophy in 41 years".
//!
//! A record with its measure is held against the same record in whatever sentence of the other text, since a story has few of
//! them. Not here: a record told without any measure in a sentence that is not linked.

use std::ops::Range;

use corroborate_model::{Direction, FindingKind, Severity, Span};

use super::Draft;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::clause::quoted;
use crate::equivalence::date;
use crate::equivalence::quantity;
use crate::witness::{Class, Witness};

/// A superlative in a sentence.
struct Record {
    sentence: usize,
    token: usize,
    concept: u32,
    measure: Measure,
    /// From the superlative to the end of its measure.
    span: Span,
}

/// What a record is measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    /// "Since 2017", "in ten years".
    Since,
    /// "Ever", "in the history of".
    Ever,
    /// Nothing.
    None,
}

/// How far behind a superlative its measure may stand, in tokens.
const REACH: usize = 14;

/// Drafts for records that are told of another stretch of time or another thing.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    if super::figures::is_dump(comparison) {
        return Vec::new();
    }
    if comparison.relation == Relation::Within {
        return Vec::new();
    }
    let here = records(comparison.base);
    let mut drafts = Vec::new();
    if !here.is_empty() {
        let there = records(comparison.other);
        drafts.extend(there.iter().filter_map(|record| stretched(comparison, &here, record)));
    }
    drafts.extend(first_of_all(comparison));
    drafts
}

fn records(witness: &Witness<'_>) -> Vec<Record> {
    let mut found = Vec::new();
    for (sentence, read) in witness.analysis.sentences.iter().enumerate() {
        for token in read.tokens.clone().filter(|&t| superlative(witness.folded(t))) {
            let end = read.tokens.end.min(token + REACH);
            let (measure, last) = measure(witness, token, end);
            found.push(Record {
                sentence,
                token,
                concept: witness.terms[token].concept,
                measure,
                span: witness.span_of(token..last),
            });
        }
    }
    found
}

fn superlative(word: &str) -> bool {
    const IRREGULAR: &[&str] = &["worst", "best"];
    const NO_RANK: &[&str] = &[
        "request", "interest", "forest", "protest", "arrest", "harvest", "contest", "guest", "test", "rest",
        "west", "chest", "honest", "invest", "suggest", "tempest", "latest", "modest", "priest", "request",
        "conquest", "inquest", "nearest", "quest", "earnest", "digest", "attest", "detest", "manifest",
        "least", "crest", "pest", "nest", "vest", "zest",
    ];
    IRREGULAR.contains(&word) || word.len() > 5 && word.ends_with("est") && !NO_RANK.contains(&word)
}

fn measure(witness: &Witness<'_>, token: usize, end: usize) -> (Measure, usize) {
    let word = |t: usize| witness.folded(t);
    let stop = (token..end).find(|&t| matches!(word(t), ";" | "“" | "”" | "\"")).unwrap_or(end);
    for t in token + 1..stop {
        let number = |range: Range<usize>| {
            range.clone().any(|n| witness.terms.get(n).is_some_and(|x| x.class == Class::Number))
        };
        match word(t) {
            "since" => return (Measure::Since, stop),
            "in" | "for"
                if number(t + 1..t + 4)
                    && (t + 1..t + 5).any(|n| matches!(word(n), "years" | "decades" | "months")) =>
            {
                return (Measure::Since, stop);
            }
            "decades" | "generation" => return (Measure::Since, t + 1),
            "ever" | "history" => return (Measure::Ever, t + 1),
            "time" if word(t - 1) == "all" => return (Measure::Ever, t + 1),
            "record" | "records" if matches!(word(t - 1), "on" | "since") => return (Measure::Ever, t + 1),
            _ => {}
        }
    }
    (Measure::None, (token + 3).min(stop))
}

/// "The largest since 2017" told as "the largest ever", or without any measure.
fn stretched(comparison: &Comparison<'_>, here: &[Record], there: &Record) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let same = |record: &&Record| record.concept == there.concept;
    if here.iter().filter(same).any(|record| record.measure == there.measure) {
        return None;
    }
    let record = here.iter().filter(same).find(|record| record.measure == Measure::Since)?;
    let linked = comparison.link(record.sentence, there.sentence).map_or(0.0, |link| link.score);
    let near = |witness: &Witness<'_>, record: &Record| -> Vec<u32> {
        let tokens = witness.tokens_in(record.span);
        (record.token.saturating_sub(8)..tokens.end.max(record.token + 6).min(witness.terms.len()))
            .filter(|&t| t != record.token && witness.is_content(t))
            .map(|t| witness.terms[t].concept)
            .collect()
    };
    if quoted(base, record.span) && quoted(other, there.span) {
        return None;
    }
    let words = near(base, record);
    let shared = near(other, there).iter().any(|concept| words.contains(concept));
    let (severity, confidence, how) = match there.measure {
        Measure::Ever if shared || linked > 0.0 => (Severity::Error, 0.7, "of all time"),
        Measure::None if linked >= 0.4 && shared && next_alike(comparison, record, there) => {
            (Severity::Warning, 0.5 + 0.2 * f64::from(linked), "without saying since when")
        }
        _ => return None,
    };
    let message = format!(
        "{{base}} says “{}”; {{other}} tells the record {how}: “{}”",
        base.words(record.span),
        other.words(there.span)
    );
    Some(
        Draft::new(FindingKind::BaselineDropped, severity, confidence, message)
            .between(base.sentence(record.sentence).span, other.sentence(there.sentence).span)
            .focus(Some(record.span), Some(there.span))
            .toward(Direction::Wider),
    )
}

/// Whether the same content word follows both superlatives.
fn next_alike(comparison: &Comparison<'_>, here: &Record, there: &Record) -> bool {
    let next = |witness: &Witness<'_>, token: usize| {
        (token + 1..token + 4).find(|&t| witness.is_content(t)).map(|t| witness.terms[t].concept)
    };
    let word = next(comparison.base, here.token);
    word.is_some() && word == next(comparison.other, there.token)
}

/// A "first" with its measure: the noun, none for "time", and the years back.
pub(crate) struct First {
    sentence: usize,
    noun: Option<usize>,
    year: i32,
    span: Span,
}

fn firsts<'w>(witness: &'w Witness<'_>) -> &'w [First] {
    witness.readings.firsts.get_or_init(|| read_firsts(witness))
}

fn read_firsts(witness: &Witness<'_>) -> Vec<First> {
    let published = witness.analysis.document.meta.published.map(|day| i32::from(day.year()));
    let mut found = Vec::new();
    for (sentence, read) in witness.analysis.sentences.iter().enumerate() {
        for first in read.tokens.clone() {
            if !witness.words(witness.analysis.tokens[first].span).eq_ignore_ascii_case("first") {
                continue;
            }
            let noun = (first + 1..read.tokens.end.min(first + 4))
                .take_while(|&t| witness.is_content(t) || witness.folded(t) == "time")
                .last();
            let Some(noun) = noun else { continue };
            let joint = noun + 1;
            let year = match witness.folded(joint) {
                "since" => witness.claims_of(sentence).find_map(|(_, claim)| {
                    let year = date::payload(claim)?.start?.year();
                    (claim.span.start() > witness.analysis.tokens[joint].span.start())
                        .then_some(i32::from(year))
                }),
                "in" | "for" => witness.claims_of(sentence).find_map(|(_, claim)| {
                    let q = quantity::payload(claim)?;
                    let years = q.unit.as_ref().is_some_and(|unit| unit.name() == "year");
                    let after = claim.span.start() > witness.analysis.tokens[joint].span.start();
                    (years && after).then_some(published? - q.value()? as i32)
                }),
                _ => None,
            };
            let Some(year) = year else { continue };
            let plain = witness.folded(noun) == "time";
            found.push(First {
                sentence,
                noun: (!plain).then_some(noun),
                year,
                span: witness.span_of(first..(joint + 3).min(read.tokens.end)),
            });
        }
    }
    found
}

/// "Won the shield for the first time in 41 years" told as "the first trophy since 1983".
fn first_of_all(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let here = firsts(base);
    let pairs = firsts(other).iter().filter_map(|there| {
        let noun = there.noun?;
        let concept = other.terms[noun].concept;
        let own = here.iter().find(|first| (first.year - there.year).abs() <= 1)?;
        let held = |sentence: usize| base.bags[sentence].iter().any(|&(known, _)| known == concept);
        let known = here.iter().any(|first| held(first.sentence));
        (!known && own.noun.is_none_or(|n| base.terms[n].concept != concept)).then(|| {
            let message = format!(
                "{{base}} says “{}”; {{other}} makes it “{}”",
                base.words(own.span),
                other.words(there.span)
            );
            Draft::new(FindingKind::Scope, Severity::Warning, 0.6, message)
                .between(base.sentence(own.sentence).span, other.sentence(there.sentence).span)
                .focus(Some(own.span), Some(there.span))
                .toward(Direction::Wider)
        })
    });
    pairs.collect()
}
