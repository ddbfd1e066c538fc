//! Ages: "aged 34", "Smith, 34,", "a 19-year-old", "in his 60s", "under 18s".

use corroborate_model::{Bound, TokenKind};

use super::draft::Draft;
use crate::number::{Form, Window};
use crate::vocabulary::{DETERMINER, YOUNG};

/// Turns the draft into an age where its neighbours say so.
pub(super) fn read(window: &Window<'_>, start: usize, draft: &mut Draft) -> bool {
    if draft.form != Form::Cardinal || draft.is_money() || draft.is_percent() {
        return false;
    }
    let found = old(window, draft)
        || decade(window, start, draft)
        || group(window, start, draft)
        || aged(window, start, draft)
        || apposed(window, start, draft);
    if found {
        draft.age = true;
        draft.unit = draft.unit.or(Some("year"));
    }
    found
}

fn word_before<'a>(window: &Window<'a>, start: usize, at: usize, back: usize) -> &'a str {
    at.checked_sub(back).filter(|&at| at >= start).map_or("", |at| window.word(at))
}

/// "34 years old", "34-year-old", "19-year-olds", "three years of age", "87 yo".
fn old(window: &Window<'_>, draft: &mut Draft) -> bool {
    let end = draft.tokens.end;
    if draft.unit.is_none() && (window.is(end, "yo") || window.is(end, "yrs") && window.is(end + 1, "old")) {
        draft.tokens.end = end + if window.is(end, "yo") { 1 } else { 2 };
        return true;
    }
    if !matches!(draft.unit, Some("year" | "month" | "week" | "day" | "hour")) {
        return false;
    }
    let at = window.past_hyphen(end);
    if window.is(at, "old") || window.is(at, "olds") {
        draft.tokens.end = at + 1;
        return true;
    }
    let of_age = window.is(end, "of") && window.is(end + 1, "age");
    if of_age {
        draft.tokens.end = end + 2;
    }
    of_age
}

/// "in his 60s", "in their early twenties", "a woman in her mid-30s".
fn decade(window: &Window<'_>, start: usize, draft: &mut Draft) -> bool {
    let (end, value) = (draft.tokens.end, draft.value());
    let plural = window.is(end, "s") && !window.spaced(end) && draft.digits;
    if !plural || value % 10.0 != 0.0 || !(10.0..=110.0).contains(&value) {
        return false;
    }
    let mut at = draft.tokens.start;
    let mut part = "";
    if window.is(at.wrapping_sub(1), "-") {
        at -= 1;
    }
    for word in ["early", "mid", "late"] {
        if word_before(window, start, at, 1).eq_ignore_ascii_case(word) {
            part = word;
            at -= 1;
        }
    }
    let owned = ["his", "her", "their", "your", "my", "our"]
        .iter()
        .any(|word| word_before(window, start, at, 1).eq_ignore_ascii_case(word));
    if !owned {
        return false;
    }
    let (from, to) = match part {
        "early" => (0.0, 3.0),
        "mid" => (4.0, 6.0),
        "late" => (7.0, 9.0),
        _ => (0.0, 9.0),
    };
    draft.low = Some(value + from);
    draft.high = Some(value + to);
    draft.bound = Bound::Range;
    draft.tokens = at..end + 1;
    true
}

/// "under 18s", "over-65s", "the under 18", "18s and over".
fn group(window: &Window<'_>, start: usize, draft: &mut Draft) -> bool {
    let plural = window.is(draft.tokens.end, "s") && !window.spaced(draft.tokens.end);
    let mut at = draft.tokens.start;
    if word_before(window, start, at, 1) == "-" {
        at -= 1;
    }
    let word = word_before(window, start, at, 1);
    let under = word.eq_ignore_ascii_case("under");
    if !(under || word.eq_ignore_ascii_case("over")) || draft.unit.is_some() {
        return false;
    }
    let before = at.checked_sub(2).filter(|&at| at >= start);
    let owned = before.is_none_or(|at| {
        window.entry(at).is(DETERMINER) || window.is(at, "for") || window.is(at, "are") || window.is(at, "is")
    });
    let stands_alone = matches!(window.kind(draft.tokens.end), None | Some(TokenKind::Mark))
        || window.entry(draft.tokens.end).is_function();
    let persons = before.is_some_and(|at| window.entry(at).is(YOUNG));
    let age = (under && draft.value() == 18.0 && owned || persons) && stands_alone || plural;
    if age && draft.digits {
        draft.set_bound(if under { Bound::LessThan } else { Bound::MoreThan });
        draft.tokens = at - 1..draft.tokens.end + usize::from(plural);
        return true;
    }
    false
}

/// "aged 34", "aged between 9 and 12", "at the age of 34", "age 87", "ages 3 to 5".
fn aged(window: &Window<'_>, start: usize, draft: &mut Draft) -> bool {
    if draft.unit.is_some_and(|unit| unit != "year" && unit != "month") {
        return false;
    }
    let mut at = draft.tokens.start;
    if word_before(window, start, at, 1).eq_ignore_ascii_case("of") {
        at -= 1;
    }
    let word = word_before(window, start, at, 1);
    let aged = ["aged", "age", "ages"].iter().any(|known| word.eq_ignore_ascii_case(known));
    if aged && draft.value() <= 130.0 {
        draft.tokens.start = at - 1;
        return true;
    }
    false
}

/// "Ann Reyes, 34, of", "Ann Reyes (34)": a small whole number after a name, set apart on both sides.
fn apposed(window: &Window<'_>, start: usize, draft: &mut Draft) -> bool {
    let plain =
        draft.digits && draft.unit.is_none() && draft.bound == Bound::Exact && draft.number.len() == 1;
    if !plain || !(1.0..=115.0).contains(&draft.value()) || draft.value().fract() != 0.0 {
        return false;
    }
    let (at, end) = (draft.tokens.start, draft.tokens.end);
    let open = word_before(window, start, at, 1);
    let closed = window.word(end);
    let name = at.checked_sub(2).filter(|&at| at >= start && is_name(window, at));
    let Some(name) = name else { return false };
    if open == "(" {
        return closed == ")" && name > start && is_name(window, name - 1);
    }
    let follows = matches!(closed, "," | "." | ";" | ")" | "–" | "—" | "")
        || ["from", "of", "who", "was", "were", "and", "has", "had", "is", "told", "said"]
            .iter()
            .any(|word| window.is(end, word));
    let list = matches!(closed, ",")
        && window.kind(end + 1) == Some(TokenKind::Number)
        && window.kind(end + 2) == Some(TokenKind::Mark);
    open == ","
        && follows
        && !list
        && (name == start || !matches!(closed, "." | "") || is_name(window, name - 1))
}

/// A capitalised word that is no month or day.
fn is_name(window: &Window<'_>, at: usize) -> bool {
    let (word, entry) = (window.word(at), window.entry(at));
    window.kind(at) == Some(TokenKind::Word)
        && word.starts_with(char::is_uppercase)
        && entry.month.is_none()
        && entry.weekday.is_none()
        && !entry.is_function()
}
