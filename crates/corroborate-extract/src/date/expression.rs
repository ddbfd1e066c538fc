//! Reads one expression of the calendar or the clock.
//!
//! "Wednesday 17 January 2024, 1.30pm", "January 17", "31/03/2021", "tomorrow night", "the end of March", "second
//! quarter of 2025", "2018-2019", "three o'clock this morning". Parts may stand in any order, each once.

use std::ops::Range;

use corroborate_model::TokenKind;

use super::{clock, numeric};
use crate::number::Window;
use crate::vocabulary::{DATE_OPENER, ORDINAL, PREPOSITION, STARTS_DATE};

/// What an expression names; nothing is resolved yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Expression {
    pub(crate) tokens: Range<usize>,
    pub(crate) year: Option<i16>,
    /// Last year of a range of years.
    pub(crate) last_year: Option<i16>,
    pub(crate) month: Option<u8>,
    /// Last month of a range, a quarter or a season; may lie in the next year.
    pub(crate) last_month: Option<u8>,
    pub(crate) day: Option<u8>,
    /// Last day of a range.
    pub(crate) last_day: Option<u8>,
    pub(crate) weekday: Option<u8>,
    pub(crate) minute: Option<u16>,
    /// Days from the day of publication.
    pub(crate) relative: Option<i32>,
    /// "last", "this", "next" before it.
    pub(crate) step: Option<i32>,
    /// Whether the step counts years ("in March of last year") rather than months of that name.
    pub(crate) of_year: bool,
    /// Part of the month meant: its first day and whether it runs to the end of the month.
    pub(crate) part: Option<(u8, u8)>,
}

impl Expression {
    /// Whether it names a day or more.
    pub(crate) fn has_date(&self) -> bool {
        self.year.is_some() || self.month.is_some() || self.weekday.is_some() || self.relative.is_some()
    }

    fn is_empty(&self) -> bool {
        !self.has_date() && self.minute.is_none()
    }
}

/// The expression that starts at `at`, if one does.
pub(crate) fn read(window: &Window<'_>, start: usize, at: usize) -> Option<Expression> {
    if !window.reading.starts(at, STARTS_DATE) {
        return None;
    }
    let mut found = Expression { tokens: at..at, ..Expression::default() };
    let mut next = opening(window, at, &mut found);
    while let Some(end) = part(window, start, next, &mut found) {
        found.tokens.end = end;
        next = joint(window, end, &found);
    }
    close(window, &mut found);
    (found.tokens.end > at && !found.is_empty()).then_some(found)
}

/// "last", "next", "the end of", "early": taken in front of a month or weekday.
fn opening(window: &Window<'_>, at: usize, found: &mut Expression) -> usize {
    if !window.entry(at).is(DATE_OPENER) {
        return at;
    }
    let next = window.past_hyphen(at + 1);
    let is_month = |at: usize| window.entry(at).month.is_some() && is_month_name(window, at);
    let word = window.word(at).to_ascii_lowercase();
    match word.as_str() {
        "last" if window.is(next, "day") && window.is(next + 1, "of") && is_month(next + 2) => {
            found.part = Some((31, 31));
            next + 2
        }
        "last" => stepped(window, at, next, -1, found),
        "this" => stepped(window, at, next, 0, found),
        "next" => stepped(window, at, next, 1, found),
        "early" | "mid" | "late" if is_month(next) => {
            found.part = Some(part_of_month(&word));
            next
        }
        "end" | "start" | "beginning" | "middle" if window.is(next, "of") => {
            let month = if window.is(next + 1, "the") { next + 2 } else { next + 1 };
            if !is_month(month) {
                return at;
            }
            found.part = Some(part_of_month(&word));
            month
        }
        _ => at,
    }
}

/// "last March", "next Friday", "last night", "this morning"; where to read on.
fn stepped(window: &Window<'_>, at: usize, next: usize, step: i32, found: &mut Expression) -> usize {
    let entry = window.entry(next);
    let named = entry.month.is_some() && is_month_name(window, next) || entry.weekday.is_some();
    if named || entry.season.is_some() && !window.is(next, "fall") {
        found.step = Some(step);
        return next;
    }
    if step == -1 && window.is(next, "night") || step == 0 && is_day_part(window, next) {
        found.relative = Some(step);
        found.tokens.end = next + 1;
        return next + 1;
    }
    at
}

/// The days of a month that "early", "mid", "late", "end of" stand for.
fn part_of_month(word: &str) -> (u8, u8) {
    match word {
        "early" | "start" | "beginning" => (1, 10),
        "mid" | "middle" => (11, 20),
        _ => (21, 31),
    }
}

fn is_day_part(window: &Window<'_>, at: usize) -> bool {
    ["morning", "afternoon", "evening", "lunchtime", "night"].iter().any(|word| window.is(at, word))
}

/// Reads one part at `at`; the token after it.
fn part(window: &Window<'_>, start: usize, at: usize, found: &mut Expression) -> Option<usize> {
    if let Some(end) = numeric::full(window, at, found) {
        return Some(end);
    }
    if found.minute.is_none()
        && let Some(end) = clock::read(window, at, found)
    {
        return Some(end);
    }
    let undated = found.day.is_none() && found.month.is_none() && found.relative.is_none();
    if undated && let Some(end) = day_and_month(window, start, at, found) {
        return Some(end);
    }
    if let Some(end) = quarter(window, at, found).or_else(|| season(window, start, at, found)) {
        return Some(end);
    }
    let entry = window.entry(at);
    if let Some(day) = entry.weekday.filter(|_| found.weekday.is_none() && is_day_name(window, at)) {
        found.weekday = Some(day);
        return Some(past_day_part(window, past_dot(window, at)));
    }
    if let Some(days) = entry.relative.filter(|_| found.relative.is_none()) {
        found.relative = Some(i32::from(days));
        return Some(past_day_part(window, at + 1));
    }
    numeric::year(window, start, at, found)
}

/// Whether the word is a weekday rather than "sat" or "sun".
fn is_day_name(window: &Window<'_>, at: usize) -> bool {
    let word = window.word(at);
    let full = word.len() > 5;
    let capital = word.starts_with(char::is_uppercase);
    let near = window.kind(at + 1) == Some(TokenKind::Number)
        || window.entry(at + 1).month.is_some()
        || window.is(at + 1, ".")
        || window.is(at + 1, ",");
    capital && (full || near)
}

/// The token after a name of the calendar and the full stop that shortens it ("Jan. 5").
fn past_dot(window: &Window<'_>, at: usize) -> usize {
    let word = window.word(at);
    let entry = window.entry(at);
    let full = word.len() > 4 || ["May", "June", "July"].iter().any(|month| word.eq_ignore_ascii_case(month));
    let short = !full && (entry.month.is_some() || entry.weekday.is_some());
    let stop = window.is(at + 1, ".") && !window.spaced(at + 1) && window.kind(at + 2).is_some();
    if short && stop { at + 2 } else { at + 1 }
}

fn past_day_part(window: &Window<'_>, at: usize) -> usize {
    let mut at = at;
    if is_day_part(window, at) || window.is(at, "lunchtime") {
        at += 1;
    }
    at
}

/// What may stand between two parts; `end` itself where nothing does.
fn joint(window: &Window<'_>, end: usize, found: &Expression) -> usize {
    let lone_year = found.year.is_some() && found.month.is_none();
    if lone_year || found.last_year.is_some() {
        return end;
    }
    let comma = if window.is(end, ",") { end + 1 } else { end };
    for word in ["on", "at", "of", "in"] {
        if window.is(comma, word) && fits_after(window, comma + 1, word, found) {
            return comma + 1;
        }
    }
    if comma > end && !fits_after(window, comma, ",", found) { end } else { comma }
}

/// Whether what follows a joint can belong to the same expression.
fn fits_after(window: &Window<'_>, at: usize, joint: &str, found: &Expression) -> bool {
    let entry = window.entry(at);
    let number = window.kind(at) == Some(TokenKind::Number);
    match joint {
        "on" => entry.weekday.is_some() || found.minute.is_some() && (number || entry.month.is_some()),
        "at" => {
            number
                || ["noon", "midday", "midnight"].iter().any(|word| window.is(at, word))
                || entry.value > 0.0
        }
        "of" | "in" => number && window.word(at).len() == 4,
        _ => {
            let day = entry.weekday.is_some() || entry.month.is_some() && found.month.is_none();
            let year = number && window.word(at).len() == 4 && found.year.is_none() && found.month.is_some();
            let date = number && found.month.is_none() && found.weekday.is_some();
            day && found.weekday.is_none()
                || entry.month.is_some() && found.month.is_none()
                || year
                || date
                || clock::starts(window, at)
                || number
                    && found.month.is_some()
                    && window.word(at).len() == 5
                    && window.word(at).contains('.')
        }
    }
}

/// "17 January", "17th of January", "January 17", "17-19 January", "April to June", "March".
fn day_and_month(window: &Window<'_>, start: usize, at: usize, found: &mut Expression) -> Option<usize> {
    if let Some((day, after)) = numeric::day(window, at) {
        let (last, after) =
            numeric::last_day(window, after, day).map_or((None, after), |(last, after)| (Some(last), after));
        let month_at = if window.is(after, "of") { after + 1 } else { after };
        let month = window.entry(month_at).month.filter(|_| is_month_name(window, month_at))?;
        (found.day, found.last_day, found.month) = (Some(day), last, Some(month));
        return Some(past_dot(window, month_at));
    }
    let month = window.entry(at).month.filter(|_| is_month_name(window, at))?;
    let after = past_dot(window, at);
    if let Some((day, end)) =
        numeric::day(window, after).filter(|(_, end)| !counts_something(window, after, *end))
    {
        let (last, end) =
            numeric::last_day(window, end, day).map_or((None, end), |(last, end)| (Some(last), end));
        (found.day, found.last_day, found.month) = (Some(day), last, Some(month));
        return Some(end);
    }
    if !stands_alone(window, start, at, after, found) {
        return None;
    }
    found.month = Some(month);
    let joined = window.is(after, "to")
        || window.is(after, "-")
        || window.is(after, "–")
        || window.is(after, "and") && window.is(at.wrapping_sub(1), "between");
    if let Some(last) = window.entry(after + 1).month.filter(|_| joined && is_month_name(window, after + 1)) {
        found.last_month = Some(last);
        return Some(past_dot(window, after + 1));
    }
    Some(after)
}

fn is_month_name(window: &Window<'_>, at: usize) -> bool {
    window.word(at).starts_with(char::is_uppercase)
}

/// "In March 31 people": the number after the month counts something else.
fn counts_something(window: &Window<'_>, at: usize, end: usize) -> bool {
    let ordinal = end > at + 1;
    let word = window.word(end);
    let entry = window.entry(end);
    !ordinal
        && (crate::noun::is_plural(word, entry) && !entry.is_function()
            || entry.unit.is_some()
            || entry.is(crate::vocabulary::SCALE))
        || window.is(end, "/")
        || window.is(end, ":")
}

/// Whether a bare month is the month: "in May", "since March", "May 2024", not "may" or somebody called June.
fn stands_alone(window: &Window<'_>, start: usize, at: usize, after: usize, found: &Expression) -> bool {
    const BEFORE: [&str; 12] =
        ["last", "this", "next", "early", "mid", "late", "end", "and", "or", "the", "each", "every"];
    if found.step.is_some() || found.part.is_some() {
        return true;
    }
    let year = window.kind(after) == Some(TokenKind::Number) && window.word(after).len() == 4;
    let before = at.checked_sub(1).filter(|&before| before >= start);
    let led = before.is_some_and(|before| {
        window.reading.entry(before).is(PREPOSITION)
            || BEFORE.iter().any(|word| window.reading.word(before).eq_ignore_ascii_case(word))
    });
    let sure = !matches!(window.entry(at).month, Some(3 | 5)) && window.word(at).len() > 3;
    let named =
        window.kind(after) == Some(TokenKind::Word) && window.word(after).starts_with(char::is_uppercase);
    let dash = matches!(window.word(after), "-" | "–") && window.entry(after + 1).month.is_some();
    year || dash
        || led && !named
        || sure && !named && before.is_some_and(|before| window.word(before) == "(")
        || window.is(after, "to") && window.entry(after + 1).month.is_some()
}

/// "second quarter of 2025", "Q2 2025", "first half of the year", "H1".
fn quarter(window: &Window<'_>, at: usize, found: &mut Expression) -> Option<usize> {
    let (half, rank, end) = ranked_part(window, at).filter(|_| found.month.is_none())?;
    let of = window.is(end, "of") || window.is(end, "in");
    let year_at = if of { end + 1 } else { end };
    let year = numeric::plain_year(window, year_at);
    let the_year = ["the", "this", "last", "next"].iter().any(|word| window.is(year_at, word));
    let this = of && the_year && window.is(year_at + 1, "year");
    let plain_code = end == at + 1 && !half;
    if half && rank > 2 || year.is_none() && !this && !plain_code {
        return None;
    }
    let months = if half { 6 } else { 3 };
    found.month = Some((rank - 1) * months + 1);
    found.last_month = Some(rank * months);
    found.year = year;
    if this {
        let step = if window.is(year_at, "last") { -1 } else { i32::from(window.is(year_at, "next")) };
        found.step = Some(step);
        return Some(year_at + 2);
    }
    Some(if year.is_some() { year_at + 1 } else { end })
}

/// "second quarter", "first half", "Q2", "H1": whether a half, which one, and the token after it.
fn ranked_part(window: &Window<'_>, at: usize) -> Option<(bool, u8, usize)> {
    if let [letter @ (b'Q' | b'H'), rank @ b'1'..=b'4'] = window.word(at).as_bytes() {
        return Some((*letter == b'H', rank - b'0', at + 1));
    }
    let entry = window.entry(at);
    let rank = (1..=4).find(|rank| entry.is(ORDINAL) && entry.value == f64::from(*rank))?;
    let half = window.is(at + 1, "half");
    (half || window.is(at + 1, "quarter")).then_some((half, rank, at + 2))
}

/// "summer 2024", "last winter", "in the spring".
fn season(window: &Window<'_>, start: usize, at: usize, found: &mut Expression) -> Option<usize> {
    let first = window.entry(at).season.filter(|_| found.month.is_none())?;
    let year = numeric::plain_year(window, if window.is(at + 1, "of") { at + 2 } else { at + 1 });
    let before =
        at.checked_sub(1).filter(|&before| before >= start).map_or("", |before| window.reading.word(before));
    let led = ["in", "by", "since", "until", "the", "this", "last", "next"]
        .iter()
        .any(|word| before.eq_ignore_ascii_case(word));
    let verb = window.is(at, "fall") || window.is(at, "spring");
    if !(year.is_some() || found.step.is_some() || led && !verb)
        || window.kind(at + 1) == Some(TokenKind::Word)
            && year.is_none()
            && !window.entry(at + 1).is_function()
    {
        return None;
    }
    found.month = Some(first);
    found.last_month = Some((first + 1) % 12 + 1);
    found.year = year;
    Some(if year.is_some() { if window.is(at + 1, "of") { at + 3 } else { at + 2 } } else { at + 1 })
}

/// "next year", "of last year" after a month.
fn close(window: &Window<'_>, found: &mut Expression) {
    let of = found.month.is_some() && window.is(found.tokens.end, "of");
    let end = found.tokens.end + usize::from(of);
    let step = match window.word(end) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return,
    };
    if found.month.is_some() && found.year.is_none() && window.is(end + 1, "year") {
        found.step = Some(step);
        found.of_year = true;
        found.tokens.end = end + 2;
    } else if found.minute.is_some() && !found.has_date() && step == 0 && is_day_part(window, end + 1) {
        found.relative = Some(0);
        found.tokens.end = end + 2;
    }
}
