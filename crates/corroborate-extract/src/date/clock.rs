//! Hours: "1.30pm", "10:40", "at noon", "three o'clock this morning".

use corroborate_model::TokenKind;

use super::expression::Expression;
use crate::number::Window;
use crate::vocabulary::CARDINAL;

/// Whether an hour starts at `at`.
pub(super) fn starts(window: &Window<'_>, at: usize) -> bool {
    read(window, at, &mut Expression::default()).is_some()
}

/// Reads the hour at `at` into `found`; the token after it.
pub(super) fn read(window: &Window<'_>, at: usize, found: &mut Expression) -> Option<usize> {
    let named = [("noon", 720), ("midday", 720), ("midnight", 0)];
    if let Some((_, minute)) = named.iter().find(|(word, _)| window.is(at, word)) {
        found.minute = Some(*minute);
        return Some(at + 1);
    }
    if window.entry(at).is(CARDINAL) && window.is(at + 1, "o'clock") || window.is(at + 1, "o’clock") {
        return oclock(window, at, found);
    }
    if window.kind(at) != Some(TokenKind::Number) {
        return None;
    }
    let (hour, minute, end) = digits(window, at)?;
    if let Some((afternoon, end)) = half(window, end) {
        found.minute = of_half(hour, minute, afternoon);
        return found.minute.map(|_| end);
    }
    if window.is(end, "o'clock") || window.is(end, "o’clock") {
        return oclock(window, at, found);
    }
    if let Some((_, next_minute, next)) = range_end(window, end) {
        let (afternoon, end) = half(window, next).filter(|_| next_minute < 60)?;
        found.minute = of_half(hour, minute, afternoon);
        return found.minute.map(|_| end);
    }
    let colon = window.word(at + 1) == ":" && end == at + 3;
    let stamped = found.has_date() && window.word(at).len() == 5;
    ((colon || stamped) && hour < 24).then(|| {
        found.minute = Some(hour * 60 + minute);
        if window.is(end, "hrs") || window.is(end, "hours") { end + 1 } else { end }
    })
}

/// Hour and minute in digits ("10", "10.40", "10:40") and the token after them.
fn digits(window: &Window<'_>, at: usize) -> Option<(u16, u16, usize)> {
    let word = window.word(at);
    if window.word(at + 1) == ":" && !window.spaced(at + 1) && !window.spaced(at + 2) {
        let minutes = window.word(at + 2);
        let fits = minutes.len() == 2 && window.kind(at + 2) == Some(TokenKind::Number) && word.len() <= 2;
        let seconds = if window.word(at + 3) == ":" && !window.spaced(at + 3) { at + 5 } else { at + 3 };
        let minute = minutes.parse().ok().filter(|minute| *minute < 60 && fits)?;
        return Some((word.parse().ok()?, minute, if seconds > at + 3 { at + 3 } else { seconds }));
    }
    let (hour, minute) = match word.split_once('.') {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute.parse().ok()?),
        Some(_) => return None,
        None => (word, 0),
    };
    let hour: u16 = hour.parse().ok().filter(|hour| *hour <= 24)?;
    (minute < 60).then_some((hour, minute, at + 1))
}

/// "am", "pm", "a.m.", "p.m." and the token after it; true is the afternoon.
fn half(window: &Window<'_>, at: usize) -> Option<(bool, usize)> {
    if window.is(at, "am") || window.is(at, "pm") {
        return Some((window.is(at, "pm"), at + 1));
    }
    let letter = window.is(at, "a") || window.is(at, "p");
    let dotted = letter
        && window.is(at + 1, ".")
        && window.is(at + 2, "m")
        && !window.spaced(at + 1)
        && !window.spaced(at + 2);
    let stop = window.is(at + 3, ".") && !window.spaced(at + 3);
    dotted.then(|| (window.is(at, "p"), if stop { at + 4 } else { at + 3 }))
}

fn of_half(hour: u16, minute: u16, afternoon: bool) -> Option<u16> {
    let hour = match (hour, afternoon) {
        (13.., _) | (0, _) => return None,
        (12, false) => 0,
        (12, true) => 12,
        (hour, true) => hour + 12,
        (hour, false) => hour,
    };
    Some(hour * 60 + minute)
}

/// "6-8pm", "6 to 8pm", "between 6 and 8pm".
fn range_end(window: &Window<'_>, at: usize) -> Option<(u16, u16, usize)> {
    let joint = matches!(window.word(at), "-" | "–") || window.is(at, "to") || window.is(at, "and");
    if joint && window.kind(at + 1) == Some(TokenKind::Number) { digits(window, at + 1) } else { None }
}

fn oclock(window: &Window<'_>, at: usize, found: &mut Expression) -> Option<usize> {
    let value = match window.kind(at)? {
        TokenKind::Number => window.word(at).parse().ok()?,
        _ => window.entry(at).value,
    };
    let hour = (1..=12u16).find(|hour| f64::from(*hour) == value)?;
    let late = (at + 2..at + 5)
        .any(|i| ["afternoon", "evening", "night", "tonight"].iter().any(|word| window.is(i, word)));
    found.minute = of_half(hour, 0, late);
    let phrase = window.is(at + 2, "in")
        && window.is(at + 3, "the")
        && (window.is(at + 4, "morning") || window.is(at + 4, "afternoon") || window.is(at + 4, "evening"));
    Some(if phrase { at + 5 } else { at + 2 })
}
