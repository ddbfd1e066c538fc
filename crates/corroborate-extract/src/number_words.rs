//! Numbers in words.
//!
//! "Thirty one" without a hyphen is 31, "twelve hundred" is 1,200, "one hundred and sixteen" is 116; "one two" is no
//! number. Deliberately not here: "no one", "none", "several" by itself, which are no numbers to compare.

use crate::number::{Form, Number, Window, value_of};
use crate::vocabulary::{CARDINAL, FRACTION, OPENER, ORDINAL, PREPOSITION, SCALE, VAGUE};
use corroborate_model::TokenKind;

/// The number in words that starts at `at`.
pub(crate) fn read(window: &Window<'_>, at: usize) -> Option<Number> {
    let entry = window.entry(at);
    if entry.is(OPENER) {
        return opened(window, at);
    }
    if entry.multiple > 0.0 {
        return multiple(window, at);
    }
    if entry.is(CARDINAL | SCALE) {
        return cardinal(window, at);
    }
    if entry.is(VAGUE) {
        return vague(window, at);
    }
    if entry.is(FRACTION) {
        return fraction(window, at);
    }
    entry.is(ORDINAL).then(|| Number::new(at..at + 1, entry.value, Form::Ordinal))
}

/// The value of a scale word, singular or plural, at `at`.
pub(crate) fn scale(window: &Window<'_>, at: usize) -> Option<f64> {
    let entry = window.entry(at);
    if entry.is(SCALE) {
        return Some(entry.value);
    }
    let word = window.word(at);
    let single = word.strip_suffix(['s', 'S']).filter(|_| entry.is(VAGUE))?;
    let entry = crate::words::look_up(single);
    entry.is(SCALE).then_some(entry.value)
}

/// "a hundred", "a third", "a few dozen", "minus five", "several hundred".
fn opened(window: &Window<'_>, at: usize) -> Option<Number> {
    let next = window.entry(at + 1);
    let word = window.word(at);
    if window.is(at, "minus") || window.is(at, "negative") {
        let number = crate::number::read(window, at + 1)
            .filter(|n| n.form == Form::Cardinal || n.form == Form::Part)?;
        let either = at > 1 && window.is(at - 1, "or") && window.is(at - 2, "plus");
        let sign = if either { 1.0 } else { -1.0 };
        let (low, high) = (sign * number.low, sign * number.high);
        return Some(Number { tokens: at..number.tokens.end, low, high, ..number });
    }
    if window.is(at, "several") || window.is(at, "few") {
        let factor = scale(window, at + 1)?;
        let (low, high) = if window.is(at, "few") { (2.0, 5.0) } else { (3.0, 9.0) };
        let number = Number::new(at..at + 2, 0.0, Form::Vague);
        return Some(Number { low: low * factor, high: high * factor, ..number });
    }
    if next.is(SCALE) {
        let number = cardinal(window, at + 1)?;
        return Some(Number { tokens: at..number.tokens.end, ..number });
    }
    if word.len() > 2 {
        return None;
    }
    if window.is(at + 1, "few") {
        let number = opened(window, at + 1)?;
        return Some(Number { tokens: at..number.tokens.end, ..number });
    }
    if window.is(at + 1, "couple") {
        let end = if window.is(at + 2, "of") { at + 3 } else { at + 2 };
        if let Some(factor) = scale(window, end) {
            return Some(Number::new(at..end + 1, 2.0 * factor, Form::Cardinal));
        }
        return (end == at + 3 && window.kind(end) == Some(TokenKind::Word))
            .then(|| Number::new(at..at + 2, 2.0, Form::Cardinal));
    }
    if next.is(VAGUE) && window.is(at + 2, "of") {
        let number = Number::new(at..at + 2, next.value, Form::Vague);
        return Some(Number { high: next.high, ..number });
    }
    a_part(window, at)
}

/// "a third of", "by a quarter": a part, unless it ranks ("a third man").
fn a_part(window: &Window<'_>, at: usize) -> Option<Number> {
    let entry = window.entry(at + 1);
    if !entry.is(FRACTION | ORDINAL) || entry.value < 2.0 || window.is(at + 1, "second") {
        return None;
    }
    let after = window.entry(at + 2);
    let of =
        window.is(at + 2, "of") || after.is(crate::vocabulary::UP_DEGREE | crate::vocabulary::DOWN_DEGREE);
    let ends = match window.kind(at + 2) {
        Some(TokenKind::Word) => after.is_function() || after.is(SCALE) || after.is(crate::vocabulary::PAST),
        Some(_) | None => true,
    };
    let by = at > 0 && window.reading.entry(at - 1).is(PREPOSITION)
        || entry.is(ORDINAL)
        || window.is(at + 1, "half");
    if of || ends && by {
        return Some(Number::new(at..at + 2, 1.0 / entry.value, Form::Part));
    }
    if entry.is(ORDINAL) && window.kind(at + 2) == Some(TokenKind::Word) {
        return Some(Number::new(at + 1..at + 2, entry.value, Form::Ordinal));
    }
    None
}

/// "half of", "half a million", "more than half"; never half of a year or a match.
fn fraction(window: &Window<'_>, at: usize) -> Option<Number> {
    if window.word(at).ends_with(['s', 'S']) {
        return None;
    }
    let part = Number::new(at..at + 1, 1.0 / window.entry(at).value, Form::Part);
    let next = at + 1;
    if window.is(next, "past") || window.is(next, "time") {
        return None;
    }
    let article = window.is(next, "a") || window.is(next, "an");
    if scale(window, next).is_some()
        || article && (window.is(at, "half") || scale(window, next + 1).is_some())
    {
        return Some(part);
    }
    if !window.is(at, "half") {
        return None;
    }
    let before = window.reading.entry(at.wrapping_sub(1));
    let ranked =
        at > 0 && before.is(ORDINAL) || window.reading.word(at.wrapping_sub(1)).eq_ignore_ascii_case("last");
    let whole = ["of", "the", "its", "their", "his", "her", "all", "that", "those", "these", "as"];
    let bound = at > 0
        && (before.is(crate::vocabulary::BOUND_END)
            || window.is(at - 1, "by") && !window.entry(next).is(CARDINAL));
    let of = whole.iter().any(|word| window.is(next, word)) && !ranked;
    let owned = at > 0 && before.is(crate::vocabulary::DETERMINER);
    (of && !owned || bound && window.spaced(next) && !ranked).then_some(part)
}

/// "dozens of homes", "hundreds of thousands", "tens of millions".
fn vague(window: &Window<'_>, at: usize) -> Option<Number> {
    let entry = window.entry(at);
    let of = window.is(at + 1, "of");
    let number = Number { high: entry.high, ..Number::new(at..at + 1, entry.value, Form::Vague) };
    if of && window.entry(at + 2).is(VAGUE) {
        let factor = scale(window, at + 2)?;
        let (low, high) = (entry.value * factor, (entry.high + 1.0) * factor - 1.0);
        return Some(Number { low, high, ..Number::new(at..at + 3, low, Form::Vague) });
    }
    if window.word(at).ends_with("ties") {
        // Only an age names a decade in words; the twenties of a century are a date.
        let owned = (1..=3).any(|back| {
            at.checked_sub(back).is_some_and(|at| {
                ["his", "her", "their", "my", "your", "our"].iter().any(|word| window.is(at, word))
            })
        });
        return owned.then_some(number);
    }
    let needs_of = window.is(at, "tens") || window.is(at, "scores") || window.is(at, "handful");
    (of || !needs_of).then_some(number)
}

/// "doubled", "trebled to", "twice as many", "double the".
fn multiple(window: &Window<'_>, at: usize) -> Option<Number> {
    let word = window.word(at);
    let next = window.word(at + 1);
    let compares = ["as", "the", "that", "last", "its", "what", "their", "those"]
        .iter()
        .any(|w| next.eq_ignore_ascii_case(w));
    let past =
        word.ends_with("ed") || word.ends_with("ling") || window.is(at, "halving") || word.ends_with("fold");
    let often = window.is(at, "twice") || window.is(at, "thrice");
    let balanced = !next.eq_ignore_ascii_case("as")
        || (at + 3..at + 6).any(|i| window.is(i, "as"))
        || window.is(at + 2, "many");
    let fits = if often { compares && balanced } else { past || compares };
    let attributive = window.kind(at + 1) == Some(TokenKind::Mark) && next == "-";
    (fits && !attributive).then(|| Number::new(at..at + 1, window.entry(at).multiple, Form::Multiple))
}

/// Cardinal words added up.
pub(crate) fn cardinal(window: &Window<'_>, at: usize) -> Option<Number> {
    let mut sum = Sum::default();
    let mut end = at;
    while let Some((next, step)) = sum.next(window, end, at) {
        end = next;
        if step == Step::Last {
            break;
        }
    }
    if end == at {
        return None;
    }
    let form = if sum.ordinal { Form::Ordinal } else { Form::Cardinal };
    let number = Number::new(at..end, sum.total + sum.group, form);
    Some(if sum.ordinal { number } else { decimals(window, number) })
}

/// The token after a hyphen, tight or, in a text whose marks stand apart, loose, between parts of one number.
pub(crate) fn past_joint(window: &Window<'_>, at: usize) -> usize {
    let tight = window.past_hyphen(at);
    let loose = window.word(at) == "-" && window.spaced(at) && window.spaced(at + 1);
    let part = loose && window.entry(at + 1).is(FRACTION | ORDINAL);
    if part { at + 1 } else { tight }
}

/// What stands below the line of a fraction in words ("thirds", "twenty-fifths"), and the token after it.
pub(crate) fn denominator(window: &Window<'_>, at: usize) -> Option<(f64, usize)> {
    let entry = window.entry(at);
    if entry.is(FRACTION | ORDINAL) {
        return (entry.value > 1.0).then_some((entry.value, at + 1));
    }
    let tens = entry.is(CARDINAL) && entry.value >= 20.0;
    let unit = if tens { window.past_hyphen(at + 1) } else { return None };
    let ending = window.entry(unit);
    let fits = ending.is(ORDINAL) && ending.value < 10.0 && !window.is(unit, "seconds");
    fits.then_some((entry.value + ending.value, unit + 1))
}

/// What is added after a scale word ("[two million] three hundred thousand", "[4 thousand] 3 hundred"): value and end.
pub(crate) fn rest(window: &Window<'_>, at: usize, scale: f64) -> Option<(f64, usize)> {
    let joined = if window.is(at, "and") { at + 1 } else { at };
    if let Some(rest) = rest_in_digits(window, at, joined, scale) {
        return Some(rest);
    }
    if scale < 100.0 || !window.entry(joined).is(CARDINAL) {
        return None;
    }
    let number = cardinal(window, joined).filter(|n| n.form == Form::Cardinal && n.low < scale)?;
    Some((number.low, number.tokens.end))
}

/// "[3 hundred] and 21", "[4 thousand] 3 hundred and 21".
fn rest_in_digits(window: &Window<'_>, at: usize, joined: usize, scale: f64) -> Option<(f64, usize)> {
    let digits = window.kind(joined) == Some(TokenKind::Number) && window.spaced(joined);
    let value = if digits {
        value_of(window.word(joined)).filter(|value| value.fract() == 0.0)?
    } else {
        return None;
    };
    if scale == 100.0 && joined > at && value < scale && !window.entry(joined + 1).is(SCALE) {
        return Some((value, joined + 1));
    }
    let hundreds = scale == 1000.0 && value < 10.0 && window.is(joined + 1, "hundred");
    if !hundreds {
        return None;
    }
    let end = joined + 2;
    let rest = rest(window, end, 100.0);
    Some(rest.map_or((value * 100.0, end), |(rest, end)| (value * 100.0 + rest, end)))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    More,
    Last,
}

#[derive(Default)]
struct Sum {
    /// Full thousands, millions and so on.
    total: f64,
    /// What is below the next scale word.
    group: f64,
    /// The last scale word of a thousand or more.
    scale: Option<f64>,
    ordinal: bool,
}

impl Sum {
    /// Adds the word at `end`; the token after it.
    fn next(&mut self, window: &Window<'_>, end: usize, start: usize) -> Option<(usize, Step)> {
        let hyphen = self.past_hyphen(window, end);
        let hyphened = end > start && hyphen > end;
        let and = end > start && !hyphened && window.is(end, "and") && self.takes_and();
        let at = if hyphened {
            hyphen
        } else if and {
            end + 1
        } else {
            end
        };
        let entry = window.entry(at);
        if window.kind(at) != Some(TokenKind::Word) {
            return None;
        }
        let part = and
            && entry.value < 20.0
            && window.entry(window.past_hyphen(at + 1)).is(FRACTION | ORDINAL)
            && window.word(at + 1) != "second";
        if entry.is(CARDINAL) && !part && self.takes(entry.value, end == start) {
            self.group += entry.value;
            return Some((at + 1, Step::More));
        }
        if let Some(scale) = scale(window, at).filter(|_| !and && (entry.is(SCALE) || end > start)) {
            return self.scaled(scale, at);
        }
        let ranks = entry.is(ORDINAL) && !window.word(at).ends_with(['s', 'S']) && end > start;
        if ranks && self.takes_ordinal(entry.value, and) {
            self.group += entry.value;
            self.ordinal = true;
            return Some((at + 1, Step::Last));
        }
        None
    }

    /// The token after a hyphen; between tens and units the hyphen may stand loose.
    fn past_hyphen(&self, window: &Window<'_>, end: usize) -> usize {
        let tens = self.group % 100.0 >= 20.0 && self.group % 10.0 == 0.0;
        let unit = window.entry(end + 1);
        let loose = tens
            && window.word(end) == "-"
            && window.spaced(end)
            && window.spaced(end + 1)
            && unit.is(CARDINAL)
            && unit.value < 10.0;
        if loose { end + 1 } else { window.past_hyphen(end) }
    }

    fn takes_and(&self) -> bool {
        self.group == 0.0 && self.total > 0.0 || self.group >= 100.0 && self.group % 100.0 == 0.0
    }

    fn takes(&self, value: f64, first: bool) -> bool {
        let tens = self.group % 100.0;
        first
            || (tens == 0.0 && (self.group > 0.0 || self.total > 0.0))
            || (tens >= 20.0 && tens % 10.0 == 0.0 && value < 10.0)
    }

    fn takes_ordinal(&self, value: f64, and: bool) -> bool {
        let tens = self.group % 100.0;
        tens >= 20.0 && tens % 10.0 == 0.0 && value < 10.0
            || and && value < 100.0
            || self.group >= 100.0 && tens == 0.0
    }

    fn scaled(&mut self, scale: f64, at: usize) -> Option<(usize, Step)> {
        let group = if self.group == 0.0 { 1.0 } else { self.group };
        if scale < 1000.0 {
            if self.group >= 100.0 || self.group == 0.0 && self.total > 0.0 {
                return None;
            }
            self.group = group * scale;
            return Some((at + 1, if scale == 12.0 { Step::Last } else { Step::More }));
        }
        if self.group == 0.0 && self.scale == Some(1e5) && scale == 1e7 {
            self.total *= scale;
            return Some((at + 1, Step::More));
        }
        if self.scale.is_some_and(|last| last <= scale) || self.group == 0.0 && self.total > 0.0 {
            return None;
        }
        self.total += group * scale;
        (self.group, self.scale) = (0.0, Some(scale));
        Some((at + 1, Step::More))
    }
}

/// "five point two five", "nought point eleven".
fn decimals(window: &Window<'_>, mut number: Number) -> Number {
    if !window.is(number.tokens.end, "point") {
        return number;
    }
    let mut end = number.tokens.end + 1;
    let mut digits = String::new();
    while window.entry(end).is(CARDINAL) && window.entry(end).value < 10.0 {
        digits.push_str(&window.entry(end).value.to_string());
        end += 1;
    }
    if digits.is_empty()
        && let Some(part) =
            cardinal(window, end).filter(|part| part.form == Form::Cardinal && part.low < 100.0)
    {
        digits = part.low.to_string();
        end = part.tokens.end;
    }
    if let Some(value) = value_of(&format!("{}.{digits}", number.low)).filter(|_| !digits.is_empty()) {
        (number.low, number.high, number.tokens.end) = (value, value, end);
    }
    number
}
