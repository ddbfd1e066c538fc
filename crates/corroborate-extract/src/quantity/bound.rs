//! Bounds round a number: "more than", "up to", "or so".

use corroborate_model::{Bound, TokenKind};

use super::draft::Draft;
use crate::number::{Form, Window};
use crate::vocabulary::{self, ADVERB, AUXILIARY, BOUND_END, BOUND_START, CARDINAL, PREPOSITION, Phrase};

/// Reads the bound before the draft, not before `start`, and takes it into the claim.
pub(super) fn before(window: &Window<'_>, start: usize, draft: &mut Draft) {
    if draft.form == Form::Ordinal || draft.bound == Bound::Range {
        return;
    }
    let Some(last) = draft.tokens.start.checked_sub(1).filter(|&at| at >= start) else { return };
    let last = if window.is(last, "-") && last > start { last - 1 } else { last };
    if !window.entry(last).is(BOUND_END) {
        return;
    }
    let ends_here = |phrase: &&Phrase| {
        let from = (last + 1).checked_sub(phrase.0.len()).filter(|&from| from >= start);
        from.is_some_and(|from| phrase.0.iter().enumerate().all(|(i, word)| window.is(from + i, word)))
    };
    let word = window.reading.words.keys.get(last).copied().unwrap_or_default();
    let Some((words, name)) = vocabulary::bounds_before(word).iter().find(ends_here) else { return };
    let from = last + 1 - words.len();
    if is_no_bound(window, start, from, last, draft) {
        return;
    }
    draft.set_bound(bound_of(name));
    draft.tokens.start = from;
}

/// Words that "over" ties to what it is about, not to a number.
const ABOUT: [&str; 20] = [
    "sentenced",
    "jailed",
    "arrested",
    "charged",
    "convicted",
    "fined",
    "sued",
    "sacked",
    "suspended",
    "questioned",
    "quits",
    "resigns",
    "resigned",
    "row",
    "dispute",
    "anger",
    "inquiry",
    "probe",
    "trial",
    "court",
];

/// Whether the words before the number say something else: "over three years", "talked about 40", "no. 1".
fn is_no_bound(window: &Window<'_>, start: usize, from: usize, last: usize, draft: &Draft) -> bool {
    let word = window.word(from);
    let verb = from.checked_sub(1).filter(|&at| at >= start);
    if verb.is_some_and(|at| sums_up(window, at, from) || compares_then(window, at, last, draft)) {
        return true;
    }
    if from < last {
        return false;
    }
    if word.eq_ignore_ascii_case("over") && draft.is_time() && !draft.age {
        let lead = from.checked_sub(1).filter(|&at| at >= start);
        let entry = lead.map(|at| window.entry(at));
        let lasts = [
            "waited", "waiting", "wait", "lasted", "lasting", "lasts", "last", "took", "take", "takes",
            "taken", "spent", "spend", "served",
        ];
        let long = lead.is_some_and(|at| lasts.iter().any(|word| window.is(at, word)));
        return !long && !entry.is_some_and(|entry| entry.is(PREPOSITION | AUXILIARY | ADVERB));
    }
    // "Jailed over £2m fraud", "row over 40 flats": what it is about.
    if word.eq_ignore_ascii_case("over")
        && verb.is_some_and(|at| ABOUT.iter().any(|word| window.is(at, word)))
    {
        return true;
    }
    let joined = from > start && window.word(from - 1) == "-" && !window.spaced(from);
    if joined {
        return true;
    }
    let one = draft.value() == 1.0 && !draft.digits && draft.unit.is_none();
    word == "c" && !draft.digits
        || word.eq_ignore_ascii_case("some") && one
        || window.is(last + 1, "-") && !draft.age
}

/// "adds up to 3.7 trillion".
fn sums_up(window: &Window<'_>, verb: usize, from: usize) -> bool {
    window.is(from, "up")
        && ["add", "adds", "added", "adding", "live", "lived", "living"]
            .iter()
            .any(|word| window.is(verb, word))
}

/// "[312] fewer than five years ago": the words compare the number before them with another time.
fn compares_then(window: &Window<'_>, before: usize, last: usize, draft: &Draft) -> bool {
    let end = draft.tokens.end;
    let ago = window.is(end, "ago") || window.is(end, "earlier") || window.is(end, "before");
    let number =
        window.kind(before) == Some(TokenKind::Number) || window.entry(before).unit == Some("percent");
    draft.is_time() && ago && number && window.is(last, "than")
}

/// Reads the bound after the number or its noun, and takes it into the claim.
pub(super) fn after(window: &Window<'_>, at: usize, draft: &mut Draft) -> bool {
    if draft.form == Form::Ordinal || !window.entry(at).is(BOUND_START) && window.word(at) != "-" {
        return false;
    }
    let starts_here = |phrase: &&Phrase| phrase.0.iter().enumerate().all(|(i, word)| window.is(at + i, word));
    let Some((words, name)) = vocabulary::bounds_after().iter().find(starts_here) else { return false };
    let end = at + words.len();
    let number_next = window.kind(end) == Some(TokenKind::Number) || window.entry(end).is(CARDINAL);
    let compares = window.is(end, "than") && !words.contains(&"than");
    let closes = matches!(window.kind(end), None | Some(TokenKind::Mark));
    let loose = words.first().is_some_and(|word| !matches!(*word, "or" | "and" | "+" | "plus" | "-"));
    // "£86,000 plus costs" adds something else.
    let adds = draft.is_money() && window.is(at, "plus") && !closes;
    if adds || number_next || compares || loose && !closes || window.word(at) == "-" && window.spaced(at) {
        return false;
    }
    draft.set_bound(bound_of(name));
    draft.tokens.end = draft.tokens.end.max(end);
    true
}

fn bound_of(name: &str) -> Bound {
    match name {
        "more_than" => Bound::MoreThan,
        "at_least" => Bound::AtLeast,
        "at_most" => Bound::AtMost,
        "less_than" => Bound::LessThan,
        _ => Bound::About,
    }
}
