//! Numbers that are no quantities: names, codes, list numbers, "one" as a pronoun.

use corroborate_model::{BlockKind, TokenKind};

use super::draft::Draft;
use crate::noun;
use crate::number::{Form, Number, Window};
use crate::vocabulary::{
    ADDRESS, AUXILIARY, DETERMINER, DOWN_VERB, LABEL, NUMBERED, PAST, PERSON_VERB, PREPOSITION, UP_ADVERB,
    UP_VERB, VAIN, VERB,
};

/// What a number turns out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A quantity.
    Quantity,
    /// The number of something named before it ("page 4", "No 2").
    Label,
    /// Nothing to compare.
    Nothing,
}

/// Looks at the number in its sentence, before its unit is read.
pub(super) fn judge(
    window: &Window<'_>,
    start: usize,
    number: &Number,
    money: bool,
    measured: bool,
) -> Verdict {
    if money {
        return Verdict::Quantity;
    }
    if is_no_number(window, start, number) {
        return Verdict::Nothing;
    }
    if number.form == Form::Ordinal {
        return ordinal(window, start, number);
    }
    if measured {
        return if says_little(window, start, number) { Verdict::Nothing } else { Verdict::Quantity };
    }
    let before = number.tokens.start.checked_sub(1).filter(|&before| before >= start);
    if let Some(verdict) = before.and_then(|before| after_label(window, before, number, start)) {
        return verdict;
    }
    let bare_one =
        number.low == 1.0 && !number.digits && number.form == Form::Cardinal && number.tokens.len() == 1;
    if bare_one && !is_count_of_one(window, start, number.tokens.start) {
        return Verdict::Nothing;
    }
    Verdict::Quantity
}

/// A list number, a code, an address, the tail of a compound ("top-five").
fn is_no_number(window: &Window<'_>, start: usize, number: &Number) -> bool {
    let at = number.tokens.start;
    if is_kind(window, number) {
        return true;
    }
    if number.digits {
        return is_list_number(window, start, number)
            || is_code(window, start, number)
            || is_address(window, number.tokens.end)
            || is_emergency_call(window, number)
            || is_group(window, start, at)
            || is_odds(window, number.tokens.end);
    }
    let clock = at >= start + 2
        && window.is(at - 1, "past")
        && (window.is(at - 2, "half") || window.is(at - 2, "quarter"));
    if clock
        || is_spelled(window, start, number)
        || is_titled(window, start, number)
        || is_per_scale(window, start, number)
    {
        return true;
    }
    let word = at.checked_sub(2).filter(|&word| word >= start && window.past_hyphen(at - 1) == at);
    word.is_some_and(|word| window.kind(word) == Some(TokenKind::Word))
}

/// "421 parts per million": a scale by itself is what the rate is taken of.
fn is_per_scale(window: &Window<'_>, start: usize, number: &Number) -> bool {
    let at = number.tokens.start;
    at > start
        && window.is(at - 1, "per")
        && number.tokens.len() == 1
        && window.entry(at).is(crate::vocabulary::SCALE)
}

/// "the Seven Sisters cliffs", "Three Mile Island": a number word in capitals that is part of a name.
fn is_titled(window: &Window<'_>, start: usize, number: &Number) -> bool {
    let (at, end) = (number.tokens.start, number.tokens.end);
    let title = |at: usize| {
        let word = window.word(at);
        word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase)
    };
    if !title(at) || number.tokens.len() > 1 || number.form != Form::Cardinal {
        return false;
    }
    let sentence = window.reading.sentences.get(window.reading.sentence_at(at));
    let Some(sentence) = sentence.filter(|s| window.reading.kind_of(s) != BlockKind::Headline) else {
        return false;
    };
    let opens =
        at == start || matches!(window.word(at - 1), "“" | "\"" | "‘" | "'" | "(" | ":" | "…" | "...");
    if opens {
        let named = (end..window.end).take_while(|&at| title(at)).count();
        let head = end + named;
        return named >= 1
            && number.low != 1.0
            && !noun::is_plural(window.word(head - 1), window.entry(head - 1))
            && window.entry(head).is(VERB | PAST | AUXILIARY);
    }
    // In a heading with capitals throughout, a capital tells nothing.
    let prose = sentence.tokens.clone().any(|at| {
        window.reading.word(at).len() > 4 && window.reading.word(at).starts_with(char::is_lowercase)
    });
    prose && (title(end) || title(at - 1))
}

/// "one two three four", "nineteen eighty-four": digits of a code or a year said one after the other.
fn is_spelled(window: &Window<'_>, start: usize, number: &Number) -> bool {
    let (at, end) = (number.tokens.start, number.tokens.end);
    let cardinal = |at: usize| window.entry(at).is(crate::vocabulary::CARDINAL);
    let before = (start..at).rev().take_while(|&at| cardinal(at)).count();
    let after = (end..window.end).take_while(|&at| cardinal(at)).count();
    let year = |century: f64, rest: f64| (11.0..=20.0).contains(&century) && (10.0..100.0).contains(&rest);
    let plain = number.form == Form::Cardinal && number.scale == 1.0;
    before + after >= 2
        || plain && before == 1 && year(window.entry(at - 1).value, number.low)
        || plain && after > 0 && year(number.low, window.entry(end).value)
}

/// "1. Wash your hands", "2) …" at the start of a block or sentence.
fn is_list_number(window: &Window<'_>, start: usize, number: &Number) -> bool {
    let (at, end) = (number.tokens.start, number.tokens.end);
    let first = at == start || at == start + 1 && matches!(window.word(start), "(" | "[");
    first
        && number.digits
        && number.is_whole()
        && number.low < 100.0
        && (matches!(window.word(end), ")" | "]")
            || window.word(end) == "." && window.kind(end + 1).is_some() && window.spaced(end + 1))
}

/// "a 9-2 shot".
fn is_odds(window: &Window<'_>, dash: usize) -> bool {
    let odds = ["shot", "favourite", "favorite", "outsider", "chance"];
    window.past_hyphen(dash) > dash
        && window.kind(dash + 1) == Some(TokenKind::Number)
        && odds.iter().any(|word| window.is(dash + 2, word))
}

/// "the Group of 20".
fn is_group(window: &Window<'_>, start: usize, at: usize) -> bool {
    let group = at.checked_sub(2).filter(|&group| group >= start).map_or("", |group| window.word(group));
    group == "Group" && window.is(at - 1, "of")
}

/// "a 911 call", "the 999 operator": the number that was called.
fn is_emergency_call(window: &Window<'_>, number: &Number) -> bool {
    matches!(window.word(number.tokens.start), "911" | "999")
        && [
            "call",
            "calls",
            "caller",
            "callers",
            "operator",
            "operators",
            "dispatcher",
            "dispatchers",
            "dispatch",
            "emergency",
        ]
        .iter()
        .any(|word| window.is(number.tokens.end, word))
}

/// "12 High Street".
fn is_address(window: &Window<'_>, at: usize) -> bool {
    (at..at + 4)
        .take_while(|&i| {
            window.kind(i) == Some(TokenKind::Word) && window.word(i).starts_with(char::is_uppercase)
        })
        .any(|i| i > at && window.entry(i).is(ADDRESS))
}

/// Digits inside a code, a fraction of no meaning, an identifier: "LS-170", "24/7", "#4", "007", "5G", "4x4".
fn is_code(window: &Window<'_>, start: usize, number: &Number) -> bool {
    let (at, end) = (number.tokens.start, number.tokens.end);
    let before = at.checked_sub(1).filter(|&before| before >= start).map_or("", |before| window.word(before));
    let touches_before = !window.spaced(at)
        && matches!(before, "-" | "–" | "/" | "#" | "." | ":" | "_" | "@" | "\\" | "=" | "&");
    let negative = before == "-" && at >= start + 2 && window.spaced(at - 1);
    let group = at >= start + 2
        && before == "-"
        && ["under", "over", "mid"].iter().any(|word| window.is(at - 2, word));
    let lone = group || before == "-" && (at == start + 1 || window.spaced(at - 1));
    if is_train(window, before, number) {
        return true;
    }
    if touches_before && !lone && !negative {
        return true;
    }
    let touches_after = !window.spaced(end)
        && (matches!(window.word(end), "/" | ":" | "_" | "@" | "\\" | "=")
            && window.kind(end + 1) == Some(TokenKind::Number)
            || matches!(window.kind(end), Some(TokenKind::Word | TokenKind::Code))
                && !is_plural_ending(window, end));
    let dash =
        |at: usize| matches!(window.word(at), "-" | "–") && !window.spaced(at) && !window.spaced(at + 1);
    let chain = dash(end)
        && dash(end + 2)
        && window.kind(end + 1) == Some(TokenKind::Number)
        && window.kind(end + 3) == Some(TokenKind::Number);
    let word = window.word(at);
    let zeros = word.len() > 1 && word.starts_with('0') && !word.starts_with("0.") && !word.starts_with("0,");
    touches_after && !has_unit(window, number) || zeros || chain
}

/// "the 7.15 to Euston".
fn is_train(window: &Window<'_>, before: &str, number: &Number) -> bool {
    let word = window.word(number.tokens.start);
    let end = number.tokens.end;
    before.eq_ignore_ascii_case("the")
        && word.len() >= 4
        && word.bytes().rev().position(|b| b == b'.') == Some(2)
        && (window.is(end, "to") || window.is(end, "from"))
        && number.low < 24.0
}

/// "a .22 rifle", "eight 3-pointers", "a three-time champion": the number says of what kind it is.
fn is_kind(window: &Window<'_>, number: &Number) -> bool {
    let (at, end) = (number.tokens.start, number.tokens.end);
    let gun = window.word(at).starts_with('.')
        && ["rifle", "rifles", "pistol", "pistols", "handgun", "calibre", "caliber", "revolver"]
            .iter()
            .any(|word| window.is(end, word));
    let joined = window.past_hyphen(end) > end
        && ["pointer", "pointers", "wheeler", "wheelers", "iron", "wood", "time", "times", "by"]
            .iter()
            .any(|word| window.is(end + 1, word));
    gun || joined
}

fn has_unit(window: &Window<'_>, number: &Number) -> bool {
    crate::unit::after(window, number).is_some()
}

/// "18s", "yo" after digits, left to the ages.
fn is_plural_ending(window: &Window<'_>, at: usize) -> bool {
    matches!(window.word(at), "s" | "yo")
}

/// A rank counts only with a noun, and never as a part of the calendar; "first" ranks too much to say anything.
fn ordinal(window: &Window<'_>, start: usize, number: &Number) -> Verdict {
    let end = number.tokens.end;
    let joined = window.past_hyphen(end);
    if joined > end {
        let word = window.word(joined);
        let ranks = word.ends_with("est")
            || ["floor", "place", "placed", "round", "ranked", "minute"].contains(&word);
        return if ranks { Verdict::Quantity } else { Verdict::Nothing };
    }
    if number.low == 1.0 && !number.digits
        || window.entry(end).period.is_some_and(|days| days > 3000)
        || window.is(end, "half")
    {
        return Verdict::Nothing;
    }
    let street = window.entry(end).is(ADDRESS) && window.word(end).starts_with(char::is_uppercase);
    let kin = [
        "husband", "wife", "marriage", "cousin", "thought", "thoughts", "language", "nature", "hand", "home",
    ]
    .iter()
    .any(|word| window.is(end, word));
    if street || kin || window.entry(end).period == Some(91) || tells_apart(window, start, number) {
        return Verdict::Nothing;
    }
    let degree = window.word(number.tokens.start).eq_ignore_ascii_case("second")
        && window.is(number.tokens.start.wrapping_sub(1), "a");
    let noun = noun::after(window, end, false);
    let first = number.tokens.start == start && matches!(window.word(end), ",");
    if number.tokens.start > start && takes_place(window, number.tokens.start - 1) {
        return Verdict::Quantity;
    }
    let determined = number.tokens.start > start && window.entry(number.tokens.start - 1).is(DETERMINER);
    let again = window.is(end, "time") && (degree || !determined);
    if noun.is_none() || window.is(end, "one") || again || first {
        Verdict::Nothing
    } else {
        Verdict::Quantity
    }
}

/// "the second man", "a third suspect": one of a few told apart, with nothing after it that the rank counts in.
fn tells_apart(window: &Window<'_>, start: usize, number: &Number) -> bool {
    let (at, end) = (number.tokens.start, number.tokens.end);
    let article = at
        .checked_sub(1)
        .filter(|&before| before >= start)
        .is_some_and(|before| window.is(before, "the") || window.is(before, "a"));
    let Some(phrase) = noun::after(window, end, false) else { return false };
    let runs = (end..phrase.tokens.end).any(|i| {
        ["straight", "consecutive", "successive", "such", "time"].iter().any(|word| window.is(i, word))
    });
    let after = phrase.tokens.end;
    let framed = ["in", "of", "since", "this", "for", "to", "at", "so", "on"]
        .iter()
        .any(|word| window.is(after, word));
    article && !number.digits && number.low <= 5.0 && !runs && !framed
}

/// "finished third", "came sixth".
fn takes_place(window: &Window<'_>, verb: usize) -> bool {
    ["came", "come", "finish", "finished", "finishing", "rank", "ranks", "ranked", "placed"]
        .iter()
        .any(|word| window.is(verb, word))
}

/// "No 10 said": the house of a British minister that speaks or acts.
fn is_residence(window: &Window<'_>, label: usize, number: &Number, start: usize) -> bool {
    let next = window.entry(number.tokens.end);
    let speaks = next.is(VERB | PAST | AUXILIARY)
        || window.word(number.tokens.end).ends_with("ed")
        || window.is(number.tokens.end, "Downing")
        || window.is(number.tokens.end, "source")
        || window.is(number.tokens.end, "spokesman")
        || window.is(number.tokens.end, "spokeswoman");
    let house = number.low == 10.0 || number.low == 11.0;
    let alone = label == start || window.entry(label - 1).is(PREPOSITION) && !window.is(label - 1, "at");
    house && (speaks || alone)
}

/// "page 4", "No 2", "Voyager 2": a number that goes with the name before it.
fn after_label(window: &Window<'_>, before: usize, number: &Number, start: usize) -> Option<Verdict> {
    let dot = window.word(before) == "."
        && before > start
        && (window.is(before - 1, "no") || window.is(before - 1, "nos"));
    let label = if dot { before - 1 } else { before };
    let (word, entry) = (window.word(label), window.entry(label));
    if entry.is(LABEL) && number.digits && !number.is_whole() && !window.is(label, "no") {
        return Some(Verdict::Nothing);
    }
    let owns = word.ends_with(['\'', '’']) || word.ends_with("'s") || word.ends_with("’s");
    if owns || number.form != Form::Cardinal || !number.is_whole() || number.scale != 1.0 {
        return None;
    }
    let (end, capital) = (number.tokens.end, word.starts_with(char::is_uppercase));
    let counts = || noun::after(window, end, number.low != 1.0).is_some();
    let score = window.past_hyphen(end) > end && window.kind(end + 1) == Some(TokenKind::Number)
        || window.is(end, "–");
    let titled =
        capital && label > start && entry.is(LABEL) && !window.is(label, "no") && number.digits && !counts();
    if (bears_number(window, label, number, start) || titled) && !score || is_model(window, number) {
        return Some(Verdict::Nothing);
    }
    if entry.is(LABEL) && (number.digits || number.tokens.len() == 1) {
        return labelled(window, label, dot, number, start);
    }
    let word_in_capital = !number.digits && window.word(number.tokens.start).starts_with(char::is_uppercase);
    let named = capital && !score && ends_name(window, label, number, start);
    if named && word_in_capital && label > start {
        return Some(Verdict::Nothing);
    }
    let single = ["was", "is", "has"].iter().any(|word| window.is(end, word));
    (named && (single || !noun::means_persons(window, end)) && !counts()).then_some(Verdict::Nothing)
}

/// A number behind "page", "No" and the like; `dot` where "No." has its full stop.
fn labelled(window: &Window<'_>, label: usize, dot: bool, number: &Number, start: usize) -> Option<Verdict> {
    let no = window.is(label, "no");
    let capital = window.word(label).starts_with(char::is_uppercase);
    let court = no
        && label > start + 1
        && window.kind(label - 1) == Some(TokenKind::Word)
        && window.word(label - 1).starts_with(char::is_uppercase);
    if !number.digits || court || no && capital && is_residence(window, label, number, start) {
        return Some(Verdict::Nothing);
    }
    let counts = || noun::after(window, number.tokens.end, number.low != 1.0).is_some();
    (no && (dot || capital) || !counts()).then_some(Verdict::Label)
}

/// "Windows 11 users", "the FTSE 100", "S&P 500 companies": a name of a kind that bears numbers.
fn bears_number(window: &Window<'_>, label: usize, number: &Number, start: usize) -> bool {
    let capital = window.word(label).contains(char::is_uppercase);
    let ampersand = label > start && window.word(label - 1) == "&" && !window.spaced(label);
    let points = window.is(number.tokens.end, "point") || window.is(number.tokens.end, "points");
    let written_so = number.digits || window.word(number.tokens.start).starts_with(char::is_uppercase);
    capital && written_so && !points && (ampersand || window.entry(label).is(NUMBERED))
}

/// "its 737 MAX jets", "a 747 freighter": the number of a model, written before what it is.
fn is_model(window: &Window<'_>, number: &Number) -> bool {
    let (at, end) = (number.tokens.start, number.tokens.end);
    let jet = number.digits
        && window.word(at).len() == 3
        && number.low % 100.0 % 10.0 == 7.0
        && number.low >= 707.0;
    let next = window.past_hyphen(end);
    jet && [
        "max",
        "jet",
        "jets",
        "freighter",
        "freighters",
        "dreamliner",
        "dreamliners",
        "plane",
        "planes",
        "aircraft",
        "airliner",
        "airliners",
    ]
    .iter()
    .any(|word| window.is(next, word))
}

/// Whether the number belongs to the capitalised word before it ("Voyager 2", "Formula One").
fn ends_name(window: &Window<'_>, label: usize, number: &Number, start: usize) -> bool {
    let (word, entry) = (window.word(label), window.entry(label));
    let sentence = window.reading.sentences.get(window.reading.sentence_at(label));
    let headline = sentence.is_some_and(|sentence| window.reading.kind_of(sentence) == BlockKind::Headline);
    let other = entry.is_function()
        || entry.is(VERB | PAST | PERSON_VERB | UP_VERB | UP_ADVERB | DOWN_VERB)
        || entry.month.is_some()
        || entry.weekday.is_some();
    let next = window.entry(number.tokens.end);
    let opens = number.digits && !noun::is_plural(word, entry) && next.is(VERB | PAST | AUXILIARY);
    let written_so = number.digits || window.word(number.tokens.start).starts_with(char::is_uppercase);
    let placed = label > start || opens;
    !headline && !other && placed && written_so && window.kind(label) == Some(TokenKind::Word)
}

/// "one" before a noun that it counts, not "no one", "one of", "the one", "one another".
fn is_count_of_one(window: &Window<'_>, start: usize, at: usize) -> bool {
    const NEVER_AFTER: [&str; 14] = [
        "no", "any", "every", "this", "that", "which", "the", "each", "some", "another", "number", "these",
        "those", "good",
    ];
    let before = at.checked_sub(1).filter(|&before| before >= start).map_or("", |before| window.word(before));
    if NEVER_AFTER.iter().any(|word| before.eq_ignore_ascii_case(word)) {
        return false;
    }
    let next = at + 1;
    if window.past_hyphen(next) > next {
        let counted = window.past_hyphen(next);
        return [
            "bedroom", "storey", "story", "match", "game", "shot", "stroke", "goal", "point", "bed", "run",
        ]
        .iter()
        .any(|word| window.is(counted, word));
    }
    if window.entry(next).is(VAIN) || window.is(next, "time") {
        return false;
    }
    noun::after(window, next, false).is_some() || noun::means_persons(window, next)
}

/// "one day" without a frame ("one day he will"), "zero-day".
fn says_little(window: &Window<'_>, start: usize, number: &Number) -> bool {
    let (at, end) = (number.tokens.start, number.tokens.end);
    if number.low == 0.0 && !number.digits && window.past_hyphen(end) > end {
        return true;
    }
    let word_one = number.low == 1.0 && !number.digits && window.is(at, "one");
    let day = window.is(end, "day")
        || window.is(end, "foot")
        || window.is(end, "second")
        || window.is(end, "minute");
    let framed = at.checked_sub(1).filter(|&before| before >= start).is_some_and(|before| {
        let entry = window.entry(before);
        entry.is(PREPOSITION | DETERMINER | AUXILIARY | crate::vocabulary::BOUND_END)
            || window.is(before, "just")
            || window.is(before, "only")
    });
    let idiom = word_one && window.is(end, "foot") && window.is(end + 1, "in");
    idiom || word_one && day && !framed && window.word(end - 1) != "-"
}

/// Marks the draft as a rank.
pub(super) fn make_label(window: &Window<'_>, draft: &mut Draft) {
    draft.form = Form::Ordinal;
    let Some(before) = draft.tokens.start.checked_sub(1) else { return };
    let label = if window.word(before) == "." { before.saturating_sub(1) } else { before };
    draft.tokens.start = label;
    let plain = window.is(label, "no") || window.is(label, "nos") || window.is(label, "number");
    if !plain {
        draft.counted = Some(noun::singular(window.word(label), window.entry(label)));
        draft.counted_tokens = Some(label..label + 1);
    }
}
