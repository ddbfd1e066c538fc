//! Dates in digits: days of the month, years, whole dates.

use corroborate_model::TokenKind;

use super::expression::Expression;
use crate::noun;
use crate::number::Window;
use crate::vocabulary::{BOUND_END, CARDINAL, DETERMINER, LEVEL, PREPOSITION, SCALE};

fn digits(window: &Window<'_>, at: usize, len: std::ops::RangeInclusive<usize>) -> Option<u16> {
    let word = window.word(at);
    let plain = window.kind(at) == Some(TokenKind::Number) && word.bytes().all(|b| b.is_ascii_digit());
    if plain && len.contains(&word.len()) { word.parse().ok() } else { None }
}

/// "31/03/2021", "2021-03-31", "31.03.2021".
pub(super) fn full(window: &Window<'_>, at: usize, found: &mut Expression) -> Option<usize> {
    if found.month.is_some() || window.kind(at) != Some(TokenKind::Number) {
        return None;
    }
    let word = window.word(at);
    if word.matches('.').count() == 2 && word.len() >= 6 {
        let mut parts = word.split('.').map(|part| part.parse::<u16>().ok());
        set(found, parts.next()??, parts.next()??, parts.next()??)?;
        return Some(at + 1);
    }
    let sign = window.word(at + 1);
    let tight = !(1..=4).any(|i| window.spaced(at + i) && i < 5);
    if !matches!(sign, "/" | "-") || window.word(at + 3) != sign || !tight {
        return None;
    }
    let (first, second, third) =
        (digits(window, at, 1..=4)?, digits(window, at + 2, 1..=2)?, digits(window, at + 4, 2..=4)?);
    if window.word(at).len() == 4 {
        set(found, third, second, first)?;
    } else {
        set(found, first, second, third)?;
    }
    Some(at + 5)
}

/// Day before month, unless only the other order exists.
fn set(found: &mut Expression, day: u16, month: u16, year: u16) -> Option<()> {
    let (day, month) = if month > 12 && day <= 12 { (month, day) } else { (day, month) };
    let year = if year < 100 { year + 2000 } else { year };
    if !(1..=31).contains(&day) || !(1..=12).contains(&month) || !(1000..=2200).contains(&year) {
        return None;
    }
    found.day = u8::try_from(day).ok();
    found.month = u8::try_from(month).ok();
    found.year = i16::try_from(year).ok();
    Some(())
}

/// A day of the month, "17" or "17th", and the token after it.
pub(super) fn day(window: &Window<'_>, at: usize) -> Option<(u8, usize)> {
    let day = digits(window, at, 1..=2).filter(|day| (1..=31).contains(day))?;
    let ending = matches!(window.word(at + 1), "st" | "nd" | "rd" | "th") && !window.spaced(at + 1);
    Some((u8::try_from(day).ok()?, if ending { at + 2 } else { at + 1 }))
}

/// The second day of "17-19", "17 to 19", "17 and 18".
pub(super) fn last_day(window: &Window<'_>, at: usize, first: u8) -> Option<(u8, usize)> {
    let joint = matches!(window.word(at), "-" | "–" | "&") || window.is(at, "to") || window.is(at, "and");
    day(window, at + 1).filter(|(last, _)| joint && *last > first)
}

/// A year of four digits that is written like one.
pub(super) fn plain_year(window: &Window<'_>, at: usize) -> Option<i16> {
    let year = digits(window, at, 4..=4).filter(|year| (1000..=2199).contains(year))?;
    i16::try_from(year).ok()
}

/// A year after a month, or by itself, or a range of years; the token after it.
pub(super) fn year(window: &Window<'_>, start: usize, at: usize, found: &mut Expression) -> Option<usize> {
    if found.year.is_some() || found.weekday.is_some() && found.month.is_none() || found.relative.is_some() {
        return None;
    }
    let year = plain_year(window, at)?;
    if let Some((last, end)) = year_range(window, at, year).filter(|_| found.month.is_none()) {
        (found.year, found.last_year) = (Some(year), Some(last));
        return Some(end);
    }
    let decade = window.is(at + 1, "s") && !window.spaced(at + 1) && year % 10 == 0;
    if decade && found.month.is_none() {
        (found.year, found.last_year) =
            (Some(year), Some(year + if year % 100 == 0 && year < 2000 { 99 } else { 9 }));
        return Some(at + 2);
    }
    let dated = found.month.is_some() && !is_measured(window, at + 1);
    if !(dated || found.month.is_none() && found.minute.is_none() && is_bare_year(window, start, at, year)) {
        return None;
    }
    found.year = Some(year);
    Some(at + 1)
}

/// "2018-2019", "2012/13".
fn year_range(window: &Window<'_>, at: usize, first: i16) -> Option<(i16, usize)> {
    let joint =
        matches!(window.word(at + 1), "-" | "–" | "/") && !window.spaced(at + 1) && !window.spaced(at + 2);
    if !joint || !(1800..=2100).contains(&first) {
        return None;
    }
    let last = match digits(window, at + 2, 2..=4)? {
        short if short < 100 && window.word(at + 2).len() == 2 => {
            first - first % 100 + i16::try_from(short).ok()?
        }
        long => i16::try_from(long).ok()?,
    };
    let touches = matches!(window.word(at + 3), "-" | "/") && !window.spaced(at + 3);
    (last > first && last <= first + 100 && !touches).then_some((last, at + 3))
}

fn is_measured(window: &Window<'_>, at: usize) -> bool {
    let entry = window.entry(at);
    let attached = !window.spaced(at) && matches!(window.kind(at), Some(TokenKind::Word | TokenKind::Code));
    entry.unit.is_some() && !entry.is(crate::vocabulary::UNIT_STRICT)
        || entry.currency.is_some()
        || entry.is(SCALE)
        || attached
        || window.is(at, "-") && !window.spaced(at) && window.entry(at + 1).unit.is_some()
}

/// Whether four digits by themselves are a year: after "in" and the like, in a usual span, or with nothing counted.
fn is_bare_year(window: &Window<'_>, start: usize, at: usize, year: i16) -> bool {
    if is_measured(window, at + 1) || is_part_of_code(window, start, at) {
        return false;
    }
    let before = at.checked_sub(1).filter(|&before| before >= start);
    let entry = before.map(|before| window.reading.entry(before));
    let word = before.map_or("", |before| window.reading.word(before));
    let is = |words: &[&str]| words.iter().any(|known| word.eq_ignore_ascii_case(known));
    let usual = (1900..=2060).contains(&year);
    let counts = || noun::after(window, at + 1, true).is_some();
    if is(&[
        "in", "since", "until", "till", "by", "during", "before", "after", "early", "late", "mid", "year",
    ]) {
        return (1500..=2100).contains(&year) && (usual || !counts());
    }
    let bound = entry.is_some_and(|entry| entry.is(BOUND_END)) && !is(&["of"])
        || is(&["to", "up", "no", "number", "another", "further", "only", "just"]);
    let level = entry.is_some_and(|entry| entry.is(LEVEL));
    let next = window.entry(at + 1);
    let alone = !noun::is_plural(window.word(at + 1), next) && !next.is(CARDINAL);
    if (1990..=2035).contains(&year) && !bound && !level && alone {
        return true;
    }
    if usual && (is(&["the", "its", "his", "her", "their"]) || is(&["(", "["]) && !counts()) {
        return true;
    }
    let led = entry.is_some_and(|entry| entry.is(PREPOSITION | DETERMINER))
        || is(&["and", "or", "autumn", "summer", "winter"]);
    let near = (1970..=2040).contains(&year) && alone;
    (led && !bound && usual || near && (is(&["to"]) || !bound && !level)) && !counts()
}

/// Whether letters, a currency sign, a hyphen or a colon touch the digits.
fn is_part_of_code(window: &Window<'_>, start: usize, at: usize) -> bool {
    let before =
        at.checked_sub(1).filter(|&before| before >= start).map_or("", |before| window.reading.word(before));
    let opened = matches!(before, "" | "(" | "[" | "“" | "\"" | "‘" | "'" | "–");
    let money = before.len() < 5 && at > start && window.reading.entry(at - 1).currency.is_some();
    let goes_on = matches!(window.word(at + 1), "/" | ":") && !window.spaced(at + 1);
    !window.spaced(at) && !opened || money || goes_on && window.kind(at + 2) == Some(TokenKind::Number)
}
