//! Two numbers that belong together: ranges ("between 40 and 50", "9-12") and scores ("3-2").

use corroborate_model::{Bound, TokenKind};

use super::draft::Draft;
use crate::noun;
use crate::number::{self, Form, Number, Window};
use crate::unit;

/// How the second number is joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Dash,
    To,
    And,
    Or,
}

/// Joins a second number to the draft where both make a range or a score; whether it did. `levels` tells whether a
/// verb of change makes "to" lead to a new level instead.
pub(super) fn join(
    window: &Window<'_>,
    start: usize,
    draft: &mut Draft,
    levels: impl Fn(&Draft) -> bool,
) -> bool {
    let Some((joint, at)) = joint(window, start, draft) else { return false };
    let level = joint == Joint::To && levels(draft);
    let money = draft.is_money();
    let (coin, from) = match unit::before(window, at, at + 1) {
        Some((name, _)) => (Some(name), at + 1),
        None => (None, at),
    };
    let inner = Window { money: money || coin.is_some(), ..*window };
    let Some(second) = number::read(&inner, from) else { return false };
    let ordinals = draft.form == Form::Ordinal && second.form == Form::Ordinal;
    if !ordinals && !matches!(second.form, Form::Cardinal | Form::Part) {
        return false;
    }
    let measure = unit::after(&inner, &second);
    let unit = coin.or(measure.map(|m| m.name)).or(if money { draft.unit } else { None });
    if coin.is_some() && !money || level && !shares_unit(window, draft, unit) {
        return false;
    }
    if draft.unit.is_some() && unit != draft.unit {
        return false;
    }
    let end = measure.map_or(second.tokens.end, |m| m.end);
    if joint == Joint::Dash && is_score(window, draft, &second, unit, end) {
        return score(window, draft, &second);
    }
    let low = first_value(draft, &second);
    if low >= second.low || joint == Joint::Or && !is_guess(low, &second) {
        return false;
    }
    draft.unit = unit.or(draft.unit);
    draft.joined |= measure.is_some_and(|m| m.joined);
    draft.form = if ordinals { Form::Ordinal } else { second.form };
    (draft.low, draft.tokens.end) = (Some(low), end);
    close(window, start, draft, &second);
    true
}

/// "by 60 to 110cm" shares its unit; "by 60cm to 110cm" and "from 60 to 110cm" lead to a new level.
fn shares_unit(window: &Window<'_>, draft: &Draft, unit: Option<&str>) -> bool {
    let from = draft.tokens.start.checked_sub(1).is_some_and(|at| window.is(at, "from"));
    !from && draft.form == Form::Cardinal && draft.unit.is_none() && unit.is_some()
}

/// "more than 10 and less than 20", "at least 20 but no more than 30 people": two bounds of one number.
pub(super) fn is_two_sided(window: &Window<'_>, first: &Draft, second: &Draft) -> bool {
    let lower = |bound| matches!(bound, Bound::AtLeast | Bound::MoreThan);
    let upper = |bound| matches!(bound, Bound::AtMost | Bound::LessThan);
    let sides = lower(first.bound) && upper(second.bound) && first.low < second.high
        || upper(first.bound) && lower(second.bound) && second.low < first.high;
    let mut at = first.tokens.end;
    if window.word(at) == "," {
        at += 1;
    }
    if window.is(at, "and") || window.is(at, "but") {
        at += 1;
    }
    let same = first.unit == second.unit || first.unit.is_none();
    sides
        && same
        && !first.age
        && at > first.tokens.end
        && at == second.tokens.start
        && (first.counted == second.counted
            || first.counted.is_none()
            || first.counted_tokens.as_ref().is_none_or(|t| t.end <= first.tokens.start))
}

/// Makes one range of two bounds.
pub(super) fn merge(first: &mut Draft, second: Draft) {
    first.low = first.low.or(second.low);
    first.high = first.high.or(second.high);
    first.bound = Bound::Range;
    first.unit = second.unit.or(first.unit);
    first.number.end = second.number.end;
    first.tokens.end = second.tokens.end;
    first.unit_end = second.unit_end;
    if second.counted.is_some() && (first.counted.is_none() || second.counted_tokens.is_some()) {
        (first.counted, first.counted_tokens) = (second.counted, second.counted_tokens);
    }
}

/// Makes the draft a range that ends with the second number.
fn close(window: &Window<'_>, start: usize, draft: &mut Draft, second: &Number) {
    draft.high = Some(second.high);
    draft.bound = Bound::Range;
    draft.number.end = second.tokens.end;
    draft.scale = second.scale;
    let opener = draft.tokens.start.checked_sub(1).filter(|&at| at >= start);
    if let Some(at) = opener.filter(|&at| window.is(at, "between") || window.is(at, "from")) {
        draft.tokens.start = at;
    }
}

/// The joint after the draft and the token after it.
fn joint(window: &Window<'_>, start: usize, draft: &Draft) -> Option<(Joint, usize)> {
    let end = draft.tokens.end;
    let word = window.word(end);
    let dash = matches!(word, "-" | "–" | "—" | "~" | "‑");
    if dash && window.spaced(end) == window.spaced(end + 1) {
        return Some((Joint::Dash, end + 1));
    }
    if dash && window.is(end + 1, "to") {
        return Some((Joint::To, end + 2));
    }
    let opener = draft.tokens.start.checked_sub(1).filter(|&at| at >= start).map_or("", |at| window.word(at));
    if opener.eq_ignore_ascii_case("between") && (window.is(end, "and") || window.is(end, "to")) {
        return Some((Joint::And, end + 1));
    }
    if window.is(end, "to") || window.is(end, "through") && draft.digits {
        return Some((Joint::To, end + 1));
    }
    window.is(end, "or").then_some((Joint::Or, end + 1))
}

/// The first number with the scale of the second ("£5-6m", "10 to 15 million").
fn first_value(draft: &Draft, second: &Number) -> f64 {
    let first = draft.value();
    let shares =
        draft.scale == 1.0 && second.scale >= 100.0 && first < 1000.0 && first < second.low / second.scale;
    if shares { first * second.scale } else { first }
}

/// "two or three", "a dozen or 15"?
fn is_guess(low: f64, second: &Number) -> bool {
    second.low - low <= 2.0 || second.low <= low * 1.5 && !second.digits
}

/// Whether "3-2" is a result rather than a range: small whole digits, nothing counted after them.
fn is_score(window: &Window<'_>, draft: &Draft, second: &Number, unit: Option<&str>, end: usize) -> bool {
    let small = |value: f64| value.fract() == 0.0 && (0.0..700.0).contains(&value);
    let digits =
        draft.digits && second.digits && draft.form == Form::Cardinal && second.form == Form::Cardinal;
    let before = draft.tokens.start.checked_sub(1).map_or("", |at| window.word(at));
    let leads = ["aged", "ages", "age", "between", "from", "some", "about", "around"];
    if leads.iter().any(|word| before.eq_ignore_ascii_case(word)) {
        return false;
    }
    let tight = !window.spaced(draft.tokens.end) && !window.spaced(draft.tokens.end + 1);
    if !(digits
        && tight
        && unit.is_none()
        && draft.unit.is_none()
        && small(draft.value())
        && small(second.low))
    {
        return false;
    }
    draft.value() >= second.low
        || noun::after(window, end, true).is_none() && draft.scale == 1.0 && second.low < 100.0
}

fn score(window: &Window<'_>, draft: &mut Draft, second: &Number) -> bool {
    let end = second.tokens.end;
    if matches!(window.word(end), "-" | "–") && window.kind(end + 1) == Some(TokenKind::Number) {
        return false;
    }
    draft.high = Some(second.low);
    draft.bound = Bound::Range;
    draft.unit = Some("score");
    draft.number.end = end;
    draft.tokens.end = end;
    true
}
