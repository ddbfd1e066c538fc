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
use crate::vocabulary::{AHEAD, BACK};
use expression::Expression;
use resolve::Tense;

/// The expressions of a document with the index of their sentence, by place; what is claimed is left out.
pub(crate) fn read(reading: &Reading<'_>, claimed: &Claimed) -> Vec<(usize, Expression)> {
    let mut found = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        expressions(reading, sentence, index, claimed, &mut found);
    }
    found
}

/// The dates of a document, by place. `expressions` is the result of [`read`].
pub(crate) fn find(
    reading: &Reading<'_>,
    claimed: &mut Claimed,
    expressions: &[(usize, Expression)],
) -> Vec<Claim> {
    let mut claims = Vec::with_capacity(expressions.len() + 1);
    claims.extend(published(reading, claimed));
    for (index, found) in expressions {
        let Some(sentence) = reading.sentences.get(*index) else { continue };
        claimed.take(found.tokens.clone());
        claims.push(claim(reading, sentence, *index, found));
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

/// Adds the expressions of one sentence.
fn expressions(
    reading: &Reading<'_>,
    sentence: &Sentence,
    index: usize,
    claimed: &Claimed,
    found: &mut Vec<(usize, Expression)>,
) {
    let window = Window { reading, end: sentence.tokens.end, money: false };
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        let expression = expression::read(&window, sentence.tokens.start, at)
            .filter(|e| claimed.is_free(e.tokens.clone()) && !is_decimal(&window, e));
        let Some(expression) = expression else {
            at += 1;
            continue;
        };
        at = expression.tokens.end.max(at + 1);
        let last = found.last_mut().filter(|(sentence, _)| *sentence == index);
        lend_year(&window, last.map(|(_, last)| last), &expression);
        found.push((index, expression));
    }
}

/// "between 1 August and 18 November 2022": the year belongs to both.
fn lend_year(window: &Window<'_>, first: Option<&mut Expression>, second: &Expression) {
    let Some(first) =
        first.filter(|first| first.year.is_none() && first.month.is_some() && second.month.is_some())
    else {
        return;
    };
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
    if found.year.is_some() || found.relative.is_some() || found.month.is_none() && found.weekday.is_none() {
        return Tense::Past;
    }
    let before = found
        .tokens
        .start
        .checked_sub(1)
        .filter(|&at| at >= sentence.tokens.start)
        .map_or("", |at| reading.word(at));
    let past = sentence.tokens.clone().any(|at| reading.entry(at).is(BACK));
    if ["until", "till"].iter().any(|word| before.eq_ignore_ascii_case(word))
        || before.eq_ignore_ascii_case("by") && !past
    {
        return Tense::Future;
    }
    let ahead = sentence.tokens.clone().any(|at| reading.entry(at).is(AHEAD));
    if ahead { Tense::Future } else { Tense::Past }
}
