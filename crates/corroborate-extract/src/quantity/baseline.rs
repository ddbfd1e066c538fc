//! What a number is measured against: "compared with …", "up from …", "than a year earlier", "(2023: £384.5m)".

use std::ops::Range;

use corroborate_model::{Change, TokenKind};

use super::draft::Draft;
use crate::number::Window;
use crate::vocabulary::{
    AUXILIARY, CARDINAL, DETERMINER, DOWN_ADVERB, DOWN_DEGREE, FRACTION, ORDINAL, SCALE, SUBORDINATOR,
    UP_ADVERB, UP_DEGREE, VAGUE,
};

/// Finds the baselines of a sentence and gives them to the drafts they belong to.
pub(super) fn assign(window: &Window<'_>, start: usize, drafts: &mut [Draft]) {
    let Some(first) = drafts.first().map(|draft| draft.tokens.end) else { return };
    let mut at = first.max(start);
    while at < window.end {
        match cue(window, at, drafts) {
            Some(found) => {
                at = found.end.max(at + 1);
                give(window, drafts, found);
            }
            None => at += 1,
        }
    }
}

/// The words of a baseline whose cue stands at `at`.
fn cue(window: &Window<'_>, at: usize, drafts: &[Draft]) -> Option<Range<usize>> {
    let word = window.word(at);
    if !matches!(
        word.as_bytes().first()?.to_ascii_lowercase(),
        b'c' | b'a' | b'b' | b't' | b'f' | b'v' | b'y' | b'm' | b'q' | b'w' | b'o' | b'('
    ) {
        return None;
    }
    let next = at + 1;
    if window.is(at, "compared") && (window.is(next, "with") || window.is(next, "to")) {
        return clause(window, next + 1);
    }
    if window.is(at, "against") && is_value(window, next) || window.is(at, "versus") {
        return clause(window, next);
    }
    let bound = drafts.iter().any(|draft| draft.tokens.contains(&at));
    if window.is(at, "than") && !bound && compares(window, at) {
        return clause(window, next);
    }
    if (window.is(at, "below") || window.is(at, "above"))
        && drafts.iter().any(|d| d.tokens.end == at && d.is_percent())
    {
        return clause(window, next);
    }
    if window.is(at, "from") && opens_level(window, at, drafts) {
        return clause(window, next);
    }
    if let Some(end) = period_on_period(window, at) {
        return Some(at..end);
    }
    if window.is(at, "on") && on_earlier(window, next) {
        return clause(window, next);
    }
    (word == "(").then(|| parenthesis(window, at)).flatten()
}

/// "year-on-year", "quarter on quarter", "month-over-month".
fn period_on_period(window: &Window<'_>, at: usize) -> Option<usize> {
    let days = window.entry(at).period?;
    let on = window.past_hyphen(at + 1);
    let second = window.past_hyphen(on + 1);
    let joint = window.is(on, "on") || window.is(on, "over");
    (joint
        && window.entry(second).period == Some(days)
        && window.word(at).eq_ignore_ascii_case(window.word(second)))
    .then_some(second + 1)
}

/// Whether a sum, a share or a count comes next.
fn is_value(window: &Window<'_>, at: usize) -> bool {
    matches!(window.kind(at), Some(TokenKind::Number | TokenKind::Symbol))
        || window.is(at, "just")
        || window.is(at, "only")
}

/// Whether a number comes next, in digits, words or as money.
fn is_level(window: &Window<'_>, at: usize) -> bool {
    is_value(window, at)
        || window.entry(at).is(CARDINAL | crate::vocabulary::BOUND_END)
        || window.is(at, "a") && window.is(at + 1, "record")
}

/// "more … than", "higher than a year earlier".
fn compares(window: &Window<'_>, than: usize) -> bool {
    let degree = (1..=5).any(|back| {
        than.checked_sub(back)
            .is_some_and(|at| window.entry(at).is(UP_DEGREE | DOWN_DEGREE | UP_ADVERB | DOWN_ADVERB))
    });
    let number = matches!(window.kind(than + 1), Some(TokenKind::Number | TokenKind::Symbol))
        || window.entry(than + 1).is(CARDINAL | FRACTION | VAGUE)
        || window.is(than + 1, "a") && window.entry(than + 2).is(SCALE | FRACTION | ORDINAL);
    let dated = (than + 2..than + 5).any(|at| window.is(at, "ago") || window.is(at, "earlier"));
    degree && (!number || dated)
}

/// "up from 40", "to 94% from 81%": "from" before a level, after a number.
fn opens_level(window: &Window<'_>, from: usize, drafts: &[Draft]) -> bool {
    let before = from.checked_sub(1).map(|at| window.entry(at));
    let direction = before.is_some_and(|entry| entry.is(UP_ADVERB | DOWN_ADVERB));
    let after_number = drafts.iter().any(|draft| draft.tokens.end == from && draft.change.is_some());
    let level = drafts.iter().any(|draft| draft.tokens.start > from && draft.tokens.start <= from + 5);
    (direction || after_number) && level
        || direction && (window.entry(from + 1).is(DETERMINER) || window.is(from + 1, "last"))
}

/// "on the previous year", "on a year earlier", "on last year", "on the same period".
fn on_earlier(window: &Window<'_>, at: usize) -> bool {
    let at = if window.entry(at).is(DETERMINER) { at + 1 } else { at };
    ["last", "previous", "same", "prior", "year", "month", "week", "quarter"]
        .iter()
        .any(|word| window.is(at, word))
        && (at + 1..at + 4).any(|i| {
            window.entry(i).period.is_some()
                || ["earlier", "season", "term"].iter().any(|word| window.is(i, word))
        })
}

/// "(2023: £384.5m)", "(first half of 2023: £384.5m)", "(from 81%)".
fn parenthesis(window: &Window<'_>, at: usize) -> Option<Range<usize>> {
    let close = (at + 1..(at + 16).min(window.end)).find(|&i| window.word(i) == ")")?;
    let colon = (at + 1..close).find(|&i| window.word(i) == ":")?;
    let dated = (at + 1..colon).any(|i| {
        let entry = window.reading.entry(i);
        let year = window.kind(i) == Some(TokenKind::Number) && window.word(i).len() == 4;
        year || entry.period.is_some() || entry.month.is_some() || entry.is(ORDINAL)
    });
    dated.then_some(at + 1..close)
}

/// From `at` to the end of the clause.
fn clause(window: &Window<'_>, at: usize) -> Option<Range<usize>> {
    let mut end = at;
    while end < window.end {
        let mark = window.kind(end) == Some(TokenKind::Mark);
        let closing = mark && !matches!(window.word(end), "-" | "–" | "'" | "’" | "/" | "\"" | "“" | "”");
        let abbreviated = window.word(end) == "." && end + 1 < window.end && !window.spaced(end + 1);
        let entry = window.entry(end);
        let opens = entry.is(SUBORDINATOR)
            && !window.is(end, "when")
            && !window.is(end, "that")
            && !window.is(end, "since")
            && !window.is(end, "once")
            && !window.is(end, "until");
        let and = (window.is(end, "and") || window.is(end, "but")) && !is_value(window, end + 1);
        // "from a year earlier to 6.2 billion": the new level follows.
        let level = window.is(end, "to")
            && end > at
            && is_level(window, end + 1)
            && !matches!(window.kind(end - 1), Some(TokenKind::Number | TokenKind::Symbol));
        if closing && !abbreviated || opens && end > at || and && end > at || level {
            break;
        }
        if entry.is(AUXILIARY) && end > at + 1 && !window.is(at, "where") && !window.is(at, "what") {
            break;
        }
        end += 1;
    }
    (end > at).then_some(at..end)
}

/// "up from", "down on": the way that the baseline's own words tell.
fn direction_before(window: &Window<'_>, start: usize) -> Option<Change> {
    let word = start.checked_sub(2).filter(|_| window.is(start - 1, "from") || window.is(start - 1, "on"))?;
    window.entry(word).change(UP_ADVERB, DOWN_ADVERB)
}

/// Gives the baseline to the nearest draft before it, and to those on the same word of change.
fn give(window: &Window<'_>, drafts: &mut [Draft], found: Range<usize>) {
    let near = drafts.iter().rposition(|draft| {
        draft.tokens.start < found.start && !draft.age && draft.form != crate::number::Form::Ordinal
    });
    let Some(mut near) = near else { return };
    let mut own = drafts.get(near).map_or(0, |draft| draft.tokens.end);
    if drafts.get(near).is_some_and(|draft| draft.is_time()) && near > 0 {
        near -= 1;
        own = drafts.get(near).map_or(own, |draft| draft.tokens.end);
    }
    let cut = (own..found.start).any(|at| matches!(window.word(at), ";" | ":"));
    let Some(nearest) = drafts.get(near).filter(|_| !cut && found.start.saturating_sub(own) < 24) else {
        return;
    };
    let shared = nearest.change_word;
    let (unit, counted) = (nearest.unit, nearest.counted.clone());
    let direction = direction_before(window, found.start);
    for (index, draft) in drafts.iter_mut().enumerate() {
        let chained = shared.is_some() && draft.change_word == shared && draft.tokens.start < found.start;
        if (index == near || chained) && draft.baseline.is_none() {
            draft.baseline = Some(found.clone());
            draft.change = draft.change.or(direction);
        }
        let level = draft.tokens.start >= found.start && draft.tokens.start < found.end;
        if level && draft.counted.is_none() && draft.unit == unit {
            draft.counted.clone_from(&counted);
            draft.resolved = counted.is_some();
        }
    }
}
