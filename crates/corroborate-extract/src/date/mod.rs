//! Days, months, years, hours.
//!
//! An expression is read from its words (`expression`), then resolved against the day of publication (`resolve`): a
//! weekday is the latest one up to that day, or the next one where the sentence looks ahead. Deliberately not here:
//! periods ("in the past year"), which are time frames, and time zones.

mod clock;
pub(crate) mod expression;
mod numeric;
pub(crate) mod resolve;
#[cfg(test)]
mod tests;

use corroborate_model::{Claim, DateClaim, Payload, Sentence, TokenKind};

use crate::Reading;
use crate::claimed::Claimed;
use crate::number::Window;
use expression::Expression;
use resolve::Tense;

/// The dates of a document, by place.
pub(crate) fn find(reading: &Reading<'_>, claimed: &mut Claimed) -> Vec<Claim> {
    let mut claims = Vec::new();
    claims.extend(published(reading, claimed));
    for (index, sentence) in reading.sentences.iter().enumerate() {
        for found in expressions(reading, sentence, Some(claimed)) {
            claimed.take(found.tokens.clone());
            claims.push(claim(reading, sentence, index, &found));
        }
    }
    claims
}

/// The stamp that gave the day of publication.
fn published(reading: &Reading<'_>, claimed: &mut Claimed) -> Option<Claim> {
    let day = reading.document.meta.published?;
    let span = reading.document.meta.published_at?;
    let first = reading.tokens.partition_point(|token| token.span.end() <= span.start());
    let end = reading.tokens.partition_point(|token| token.span.start() < span.end());
    claimed.take(first..end);
    let date = DateClaim {
        start: Some(day),
        end: Some(day),
        minute: None,
        weekday: None,
        month: Some(day.month()),
        day: Some(day.day()),
        year: Some(day.year()),
        relative: false,
    };
    Some(Claim::new(span, reading.sentence_at(first), Payload::Date(date)))
}

/// The expressions of one sentence, in order.
pub(crate) fn expressions(reading: &Reading<'_>, sentence: &Sentence, claimed: Option<&Claimed>) -> Vec<Expression> {
    let mut found = Vec::new();
    let window = Window { reading, end: sentence.tokens.end, money: false };
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let free = |claimed: &Claimed, tokens: std::ops::Range<usize>| claimed.is_free(tokens);
        let expression = expression::read(&window, sentence.tokens.start, at)
            .filter(|e| claimed.is_none_or(|claimed| free(claimed, e.tokens.clone())) && !is_decimal(&window, e));
        match expression {
            Some(expression) => {
                at = expression.tokens.end.max(at + 1);
                lend_year(&window, found.last_mut(), &expression);
                found.push(expression);
            }
            None => at += 1,
        }
    }
    found
}

/// "between 1 August and 18 November 2022": the year belongs to both.
fn lend_year(window: &Window<'_>, first: Option<&mut Expression>, second: &Expression) {
    let Some(first) = first.filter(|first| first.year.is_none() && first.month.is_some() && second.month.is_some()) else { return };
    let end = first.tokens.end;
    let joint = ["and", "to", "until", "-", "–"].iter().any(|word| window.is(end, word));
    if joint && second.tokens.start == end + 1 && first.month <= second.month {
        first.year = second.year;
    }
}

/// Whether a currency sign before makes the "hour" or "year" a sum.
fn is_decimal(window: &Window<'_>, found: &Expression) -> bool {
    let before = found.tokens.start.checked_sub(1);
    before.is_some_and(|at| window.kind(at) == Some(TokenKind::Symbol) && window.entry(at).currency.is_some())
}

fn claim(reading: &Reading<'_>, sentence: &Sentence, index: usize, found: &Expression) -> Claim {
    let days = resolve::resolve(found, reading.document.meta.published, tense(reading, sentence, found));
    let first = reading.tokens.get(found.tokens.start).map(|token| token.span).unwrap_or_default();
    let last = reading.tokens.get(found.tokens.end - 1).map_or(first, |token| token.span);
    let date = DateClaim {
        start: days.start,
        end: days.end,
        minute: found.minute,
        weekday: found.weekday,
        month: found.month,
        day: found.day,
        year: found.year,
        relative: days.relative,
    };
    Claim::new(first.cover(last), index, Payload::Date(date))
}

/// Whether the sentence looks ahead: "will", "due", "expected", or "by" and "until" right before the date.
pub(crate) fn tense(reading: &Reading<'_>, sentence: &Sentence, found: &Expression) -> Tense {
    const AHEAD: [&str; 14] = [
        "will", "won't", "shall", "due", "expected", "set", "plans", "scheduled", "upcoming", "wants", "hopes", "going", "aims", "must",
    ];
    let before = found.tokens.start.checked_sub(1).filter(|&at| at >= sentence.tokens.start).map_or("", |at| reading.word(at));
    let past = sentence.tokens.clone().any(|at| {
        let entry = reading.entry(at);
        let word = reading.word(at);
        matches!(word, "was" | "were" | "had" | "did") || entry.is(crate::vocabulary::PAST) && word == "said"
    });
    if ["until", "till"].iter().any(|word| before.eq_ignore_ascii_case(word)) || before.eq_ignore_ascii_case("by") && !past {
        return Tense::Future;
    }
    let ahead = sentence.tokens.clone().any(|at| AHEAD.iter().any(|word| reading.word(at).eq_ignore_ascii_case(word)));
    if ahead { Tense::Future } else { Tense::Past }
}
