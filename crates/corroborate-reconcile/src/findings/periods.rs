//! The period of a figure, told by the words around it: a rate ("a year") lost or gained, what is usual ("on a typical day"), the
//! days of a week, and the time of a reference ("66 per cent in October 2022" told as "66 per cent the month before").
//!
//! Periods that extraction read as time frames are held against each other in [`super::time_frame`]. Not here: a rate of another
//! period, which the lexicon of contrasts has.

use std::ops::Range;

use corroborate_model::{Claim, Date, FindingKind, Severity, Span, TimeBasis, TimeFrame};

use super::{Draft, figures};
use crate::comparison::{Comparison, Relation};
use crate::equivalence::date;
use crate::equivalence::quantity::{self, QuantityMatch, Values};
use crate::witness::{Class, Witness};

/// Units of time with their days.
const UNITS: &[(&str, i32)] = &[
    ("minute", 1),
    ("hour", 1),
    ("day", 1),
    ("night", 1),
    ("week", 7),
    ("fortnight", 14),
    ("month", 30),
    ("quarter", 91),
    ("season", 365),
    ("year", 365),
    ("decade", 3652),
];
/// Words for what happens again and again.
const USUAL: &[&str] =
    &["typical", "typically", "usual", "usually", "normal", "normally", "routinely", "regularly", "ordinary"];
/// Words that tell a rate by themselves.
const RATES: &[&str] = &[
    "annual",
    "annually",
    "yearly",
    "monthly",
    "weekly",
    "daily",
    "hourly",
    "nightly",
    "quarterly",
    "per",
    "each",
    "every",
    "annualised",
];

/// Drafts for figures of another period.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    if figures::is_dump(comparison) {
        return Vec::new();
    }
    if comparison.relation == Relation::Within {
        return comparison.quantities.iter().filter_map(|found| reference(comparison, found)).collect();
    }
    let mut drafts = Vec::new();
    drafts.extend(comparison.quantities.iter().filter_map(|found| reference(comparison, found)));
    let one = |m: &&QuantityMatch| {
        let unit = quantity::payload(comparison.other.claim(m.other)).is_some_and(|q| q.unit.is_some());
        m.values == Values::Same && m.same_unit && (m.same_noun || unit)
    };
    for found in comparison.quantities.iter().filter(one) {
        drafts.extend(rate(comparison, found).or_else(|| usual(comparison, found)));
        drafts.extend(at_once(comparison, found));
    }
    for link in &comparison.links {
        drafts.extend(every_day(comparison, link.base, link.other));
    }
    drafts
}

fn draft(
    comparison: &Comparison<'_>,
    (a, b): (&Claim, &Claim),
    severity: Severity,
    confidence: f32,
    message: String,
    (here, there): (Option<Span>, Option<Span>),
) -> Draft {
    Draft::new(FindingKind::TimeFrame, severity, f64::from(confidence), message)
        .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
        .focus(here.or(Some(a.span)), there.or(Some(b.span)))
}

/// The days of a unit of time.
fn unit_days(word: &str) -> Option<i32> {
    let word = word.strip_suffix('s').unwrap_or(word);
    UNITS.iter().find(|(name, _)| *name == word).map(|(_, days)| *days)
}

/// "A year", "per week" right behind a claim.
fn rate_behind(witness: &Witness<'_>, claim: &Claim) -> Option<Range<usize>> {
    let end = witness.tokens_in(claim.span).end;
    let limit = witness.analysis.sentences.get(claim.sentence)?.tokens.end;
    (end..limit.min(end + 2)).find_map(|t| {
        let led = matches!(witness.folded(t), "a" | "an" | "per" | "each" | "every");
        let unit = led
            && t + 1 < limit
            && unit_days(witness.folded(t + 1)).is_some()
            && !witness.folded(t + 1).ends_with('s');
        // "A year ago", "a month earlier" is no rate.
        let past =
            matches!(witness.folded(t + 2), "ago" | "earlier" | "before" | "later" | "previously" | "on");
        (unit && !past).then_some(t..t + 2)
    })
}

/// Whether a sentence tells any rate.
fn tells_rate(witness: &Witness<'_>, sentence: usize) -> bool {
    let tokens = witness.sentence(sentence).tokens.clone();
    tokens.clone().any(|t| {
        RATES.contains(&witness.folded(t))
            || matches!(witness.folded(t), "a" | "an")
                && t + 1 < tokens.end
                && unit_days(witness.folded(t + 1)).is_some()
                && !witness.folded(t + 1).ends_with('s')
    })
}

/// A sum of several years told as a sum a year, or the other way round.
fn rate(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    let telling =
        quantity::payload(a).and_then(|q| q.value()).is_some_and(|v| v.abs() > 10.0 || v.fract() != 0.0);
    let time = |claim: &Claim| {
        quantity::payload(claim)
            .and_then(|q| q.unit.as_ref())
            .is_some_and(|unit| unit_days(unit.name()).is_some())
    };
    if !telling || time(a) {
        return None;
    }
    let (here, there) = (rate_behind(base, a), rate_behind(other, b));
    let (words, message) = match (&here, &there) {
        (None, Some(rate)) if !tells_rate(base, a.sentence) => {
            let words = other.words(other.span_of(rate.clone()));
            (
                words,
                format!(
                    "{{other}} says “{} {words}”; {{base}} gives “{}” without a rate",
                    other.words(b.span),
                    base.words(a.span)
                ),
            )
        }
        (Some(rate), None) if !tells_rate(other, b.sentence) => {
            let words = base.words(base.span_of(rate.clone()));
            (words, format!("{{base}} says “{} {words}”; {{other}} drops “{words}”", base.words(a.span)))
        }
        _ => return None,
    };
    if words.is_empty() || found.context < 0.2 && comparison.link(a.sentence, b.sentence).is_none() {
        return None;
    }
    let span = |witness: &Witness<'_>, rate: Option<Range<usize>>, claim: &Claim| {
        rate.map(|rate| claim.span.cover(witness.span_of(rate)))
    };
    let focus = (span(base, here, a), span(other, there, b));
    Some(
        draft(comparison, (a, b), Severity::Warning, 0.5 + 0.3 * found.context, message, focus)
            .about(found.base),
    )
}

/// What was so once told as usual.
fn usual(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    let word = |witness: &Witness<'_>, sentence: usize| {
        witness.analysis.sentences.get(sentence)?.tokens.clone().find(|&t| USUAL.contains(&witness.folded(t)))
    };
    let there = word(other, b.sentence)?;
    if word(base, a.sentence).is_some()
        || word(base, a.sentence.saturating_sub(1)).is_some()
        || a.sentence == b.sentence && std::ptr::eq(base, other)
    {
        return None;
    }
    let span = other.analysis.tokens.get(there)?.span;
    let message = format!(
        "{{other}} tells “{}” as {}; {{base}} says it of one time: “{}”",
        other.words(b.span),
        other.words(span),
        base.words(figures::place(base, a))
    );
    Some(
        draft(comparison, (a, b), Severity::Warning, 0.45 + 0.3 * found.context, message, (None, Some(span)))
            .about(found.base),
    )
}

/// What took a stretch of time told as one event's: "lost 38 per cent in the past year" as "lost 38 per cent after the vote", "grew in
/// the past 24 hours" as "grew overnight".
fn at_once(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    let frame = a.time_frame.as_ref().filter(|frame| {
        matches!(frame.basis, TimeBasis::Rolling | TimeBasis::Between | TimeBasis::SoFar)
            && !frame.span.overlaps(a.span)
            && figures::place(base, a).contains(frame.span)
    });
    let (stretch, rolling) = match frame {
        Some(frame) => (frame.span, frame.basis == TimeBasis::Rolling),
        None => (hours_behind(base, a)?, true),
    };
    let own = |frame: &TimeFrame| {
        figures::place(other, b).contains(frame.span) && frame.basis != TimeBasis::Calendar
    };
    if b.time_frame.as_ref().is_some_and(own) {
        return None;
    }
    let tokens = other.analysis.sentences.get(b.sentence)?.tokens.clone();
    let end = other.tokens_in(b.span).end;
    let word = |t: usize| if t < tokens.end { other.folded(t) } else { "" };
    let event = (end..tokens.end.min(end + 2)).find(|&t| {
        word(t) == "overnight" && rolling
            || matches!(word(t), "after" | "following")
                && matches!(word(t + 1), "the" | "a" | "its" | "their" | "this")
    })?;
    let last = (event + 1..tokens.end.min(event + 4)).find(|&t| other.is_content(t)).unwrap_or(event);
    let there = other.span_of(event..last + 1);
    let message = format!(
        "the figure “{}” is for “{}” in {{base}} and “{}” in {{other}}",
        other.words(b.span),
        base.words(stretch),
        other.words(there)
    );
    let focus = (Some(stretch), Some(there));
    Some(
        draft(comparison, (a, b), Severity::Warning, 0.5 + 0.3 * found.context, message, focus)
            .about(found.base),
    )
}

/// "In the past 24 hours" right behind a figure.
fn hours_behind(witness: &Witness<'_>, claim: &Claim) -> Option<Span> {
    let end = witness.tokens_in(claim.span).end;
    let limit = witness.analysis.sentences.get(claim.sentence)?.tokens.end;
    let word = |t: usize| if t < limit { witness.folded(t) } else { "" };
    let led = matches!(word(end), "in" | "over" | "during")
        && word(end + 1) == "the"
        && matches!(word(end + 2), "past" | "last");
    (led && matches!(word(end + 4), "hours")).then(|| witness.span_of(end..end + 5))
}

/// How many days back a relative reference behind a figure goes: "a year earlier", "the month before", "the previous week".
fn back(witness: &Witness<'_>, claim: &Claim) -> Option<(i32, Span)> {
    let end = witness.tokens_in(claim.span).end;
    let limit = witness.analysis.sentences.get(claim.sentence)?.tokens.end;
    let word = |t: usize| if t < limit { witness.folded(t) } else { "" };
    (end..limit.min(end + 4)).find_map(|t| {
        let before = |t: usize| matches!(word(t), "before" | "earlier" | "previously" | "ago");
        match (word(t), word(t + 1), word(t + 2)) {
            ("the", "previous" | "prior" | "preceding", unit) => {
                Some((unit_days(unit)?, witness.span_of(t..t + 3)))
            }
            ("the" | "a" | "one", unit, _) if before(t + 2) => {
                Some((unit_days(unit)?, witness.span_of(t..t + 3)))
            }
            (_, unit, _) if before(t + 2) && witness.terms[t].class == Class::Number => {
                let read = witness.claims_of(claim.sentence).filter_map(|(_, c)| quantity::payload(c));
                let span = witness.analysis.tokens[t].span;
                let number = read.filter(|q| q.number_span.overlaps(span)).find_map(|q| q.value())?;
                Some((unit_days(unit)? * number as i32, witness.span_of(t..t + 3)))
            }
            _ => None,
        }
    })
}

/// The day named right behind a figure.
fn day_behind(witness: &Witness<'_>, claim: &Claim) -> Option<(Date, Span)> {
    let end = witness.tokens_in(claim.span).end;
    witness.claims_of(claim.sentence).find_map(|(_, other)| {
        let start = witness.tokens_in(other.span).start;
        let near = start >= end && start <= end + 3 && other.span.start() >= claim.span.end();
        let day = date::payload(other).filter(|date| date.year.is_some())?.start?;
        near.then_some((day, other.span))
    })
}

/// A dated reference told as a relative one that is another time.
fn reference(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    if found.values != Values::Same {
        return None;
    }
    let (day, here) = day_behind(base, a)?;
    let (days, there) = back(other, b)?;
    let later = base.claims_of(a.sentence).filter_map(|(_, claim)| {
        let date = date::payload(claim).filter(|_| claim.span.end() <= a.span.start())?;
        date.start.filter(|start| *start > day)
    });
    let fits = match later.last() {
        Some(anchor) => {
            let gap = day.days_until(anchor);
            gap * 5 >= days * 3 && gap * 5 <= days * 8
        }
        None => {
            let published =
                base.analysis.document.meta.published.or(other.analysis.document.meta.published)?;
            let gap = day.days_until(published);
            gap * 10 >= days * 9 && gap * 5 <= days * 8 + 900
        }
    };
    (!fits).then(|| {
        let message = format!(
            "the reference “{}” is of “{}” in {{base}} and of “{}” in {{other}}",
            other.words(b.span),
            base.words(here),
            other.words(there)
        );
        draft(
            comparison,
            (a, b),
            Severity::Warning,
            0.6 + 0.25 * found.context,
            message,
            (Some(here), Some(there)),
        )
        .about(found.base)
    })
}

/// The days of a week that a sentence names: the working days, or all of them.
fn week(witness: &Witness<'_>, sentence: usize) -> Option<(bool, Span)> {
    let tokens = witness.sentence(sentence).tokens.clone();
    let word = |t: usize| if t < tokens.end { witness.folded(t) } else { "" };
    tokens.clone().find_map(|t| {
        let run = |length: usize| Some(witness.span_of(t..t + length));
        match (word(t), word(t + 1), word(t + 2), word(t + 3)) {
            ("monday" | "mondays", "to" | "-" | "–" | "through", "friday" | "fridays", _) => {
                run(3).map(|span| (false, span))
            }
            ("weekdays" | "weekday", ..) => run(1).map(|span| (false, span)),
            ("seven" | "7", "days", "a", "week") => run(4).map(|span| (true, span)),
            ("every" | "any", "day", ..) => run(2).map(|span| (true, span)),
            ("including", "weekends", ..) | ("all", "week", ..) => run(2).map(|span| (true, span)),
            _ => None,
        }
    })
}

/// "On weekdays" told as "seven days a week".
fn every_day(comparison: &Comparison<'_>, a: usize, b: usize) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (here, there) = (week(base, a)?, week(other, b)?);
    (here.0 != there.0).then(|| {
        let message =
            format!("{{base}} says “{}”; {{other}} says “{}”", base.words(here.1), other.words(there.1));
        Draft::new(FindingKind::TimeFrame, Severity::Error, 0.75, message)
            .between(base.sentence(a).span, other.sentence(b).span)
            .focus(Some(here.1), Some(there.1))
    })
}
