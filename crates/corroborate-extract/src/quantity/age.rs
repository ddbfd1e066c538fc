//! Ages: "aged 34", "Smith, 34,", "a 19-year-old", "in his 60s", "under 18s".

use corroborate_model::{Bound, TokenKind};

use super::draft::Draft;
use crate::number::{Form, Window};
use crate::vocabulary::{DETERMINER, YOUNG};

/// Turns the draft into an age where its neighbours say so.
pub(super) fn read(window: &Window<'_>, start: usize, draft: &mut Draft, previous: Option<&Draft>) -> bool {
    let decade_word = draft.form == Form::Vague && draft.number.len() == 1;
    if draft.form != Form::Cardinal && !decade_word || draft.is_money() || draft.is_percent() {
        return false;
    }
    if decade_word {
        draft.age = window.word(draft.number.start).ends_with("ties") && decade(window, start, draft);
        draft.unit = draft.unit.or(draft.age.then_some("year"));
        return draft.age;
    }
    let found = old(window, draft)
        || decade(window, start, draft)
        || group(window, start, draft)
        || aged(window, start, draft)
        || apposed(window, start, draft)
        || listed(window, draft, previous)
        || said(window, start, draft)
        || paired(window, start, draft);
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
    let worded = draft.form == Form::Vague;
    if !(plural || worded) || value % 10.0 != 0.0 || !(10.0..=110.0).contains(&value) {
        return false;
    }
    let mut at = draft.tokens.start;
    let mut part = "";
    if word_before(window, start, at, 1) == "-" {
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
    draft.tokens = at..end + usize::from(plural);
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
    let is_aged = |word: &str| ["aged", "age", "ages"].iter().any(|known| word.eq_ignore_ascii_case(known));
    let bounded = at > start && window.entry(at - 1).is(crate::vocabulary::BOUND_END);
    if bounded && (2..=4).any(|back| is_aged(word_before(window, start, at, back))) && draft.value() <= 130.0
    {
        // The bound is read afterwards, from the number to the left.
        return true;
    }
    let aged = is_aged(word_before(window, start, at, 1));
    if aged && draft.value() <= 130.0 {
        draft.tokens.start = at - 1;
        limit(window, start, draft);
        return true;
    }
    false
}

/// "under the age of 16": the age is an upper end.
fn limit(window: &Window<'_>, start: usize, draft: &mut Draft) {
    let Some(at) = draft.tokens.start.checked_sub(2).filter(|&at| at >= start) else { return };
    if !window.is(at + 1, "the") {
        return;
    }
    let bound = match window.word(at).to_ascii_lowercase().as_str() {
        "under" | "below" => Bound::LessThan,
        "over" | "above" => Bound::MoreThan,
        _ => return,
    };
    draft.set_bound(bound);
    draft.tokens.start = at;
}

/// "aged six, nine and 12": an age right after another.
fn listed(window: &Window<'_>, draft: &Draft, previous: Option<&Draft>) -> bool {
    let Some(previous) = previous.filter(|other| other.age && other.bound == Bound::Exact) else {
        return false;
    };
    let mut at = previous.tokens.end;
    let aged = ["aged", "ages"].iter().any(|word| window.is(previous.tokens.start, word));
    let chained = previous.tokens.len() == 1 && !window.is(at, "year");
    if window.is(at, ",") {
        at += 1;
    }
    if window.is(at, "and") {
        at += 1;
    }
    let ends = !matches!(window.kind(draft.tokens.end), Some(TokenKind::Word))
        || window.entry(draft.tokens.end).is_function();
    (aged || chained)
        && ends
        && at == draft.tokens.start
        && at > previous.tokens.end
        && draft.unit.is_none()
        && draft.value() <= 115.0
}

/// "two teenagers, 16 and 17, were": the first of two ages behind a plural.
fn paired(window: &Window<'_>, start: usize, draft: &Draft) -> bool {
    let (at, end) = (draft.tokens.start, draft.tokens.end);
    let plain = draft.digits && draft.unit.is_none() && draft.number.len() == 1 && draft.value() <= 115.0;
    let Some(noun) = at.checked_sub(2).filter(|&noun| noun >= start && window.word(at - 1) == ",") else {
        return false;
    };
    let entry = window.entry(noun);
    let persons = crate::noun::is_plural(window.word(noun), entry) && entry.unit.is_none();
    let second = window.is(end, "and") && window.kind(end + 1) == Some(TokenKind::Number);
    plain && persons && second && matches!(window.word(end + 2), "," | "." | "")
}

/// "who is 91,", "she was 34 and", "turned 18": a bare number said of a person.
fn said(window: &Window<'_>, start: usize, draft: &Draft) -> bool {
    let (at, end) = (draft.tokens.start, draft.tokens.end);
    let plain = draft.unit.is_none() && draft.bound == Bound::Exact && draft.number.len() == 1;
    if !plain || !(1.0..=115.0).contains(&draft.value()) || draft.value().fract() != 0.0 {
        return false;
    }
    let ends = matches!(window.kind(end), None | Some(TokenKind::Mark)) && !window.is(end, "-")
        || ["and", "when", "but", "in", "this", "last", "on", "at"].iter().any(|word| window.is(end, word));
    let verb = word_before(window, start, at, 1);
    if verb.eq_ignore_ascii_case("turned") || verb.eq_ignore_ascii_case("turns") {
        return ends;
    }
    let is = ["is", "was"].iter().any(|word| verb.eq_ignore_ascii_case(word));
    let subject = word_before(window, start, at, 2);
    let person = ["who", "he", "she", "i"].iter().any(|word| subject.eq_ignore_ascii_case(word));
    let named = at >= start + 3 && is_name(window, at - 2) && is_name(window, at - 3);
    is && ends
        && (person || named)
        && (draft.value() >= 10.0
            || subject.eq_ignore_ascii_case("who")
            || window.is(end, "when")
            || window.is(end, "and"))
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
    let both = open.eq_ignore_ascii_case("both") && closed == ",";
    if both && word_before(window, start, at, 2) == "," {
        return true;
    }
    let name = at.checked_sub(2).filter(|&at| at >= start && is_name(window, at));
    let described = at.checked_sub(2).filter(|&noun| noun >= start && is_described(window, start, noun));
    let Some(name) = name.or(described) else { return false };
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
        && (described.is_none() || closed == ",")
        && (name == start || described.is_some() || !matches!(closed, "." | "") || is_name(window, name - 1))
}

/// "the striker, 27,", "a former teacher, 61,": a noun for one person behind an article.
fn is_described(window: &Window<'_>, start: usize, noun: usize) -> bool {
    let (word, entry) = (window.word(noun), window.entry(noun));
    let noun_like = window.kind(noun) == Some(TokenKind::Word)
        && !entry.is_function()
        && !crate::noun::is_plural(word, entry)
        && entry.period.is_none()
        && entry.unit.is_none();
    let article = (noun.saturating_sub(3).max(start)..noun)
        .rev()
        .take_while(|&at| window.kind(at) == Some(TokenKind::Word))
        .find(|&at| window.entry(at).is(DETERMINER));
    noun_like && article.is_some_and(|at| !window.entry(at + 1).is(crate::vocabulary::HOLLOW))
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
