//! Reads one number, in digits, words or both.
//!
//! "1.2 million", "£1.2m", "twelve hundred", "Thirty one", "half a million", "two and a half", "one in five",
//! "a third", "23rd", "hundreds of thousands". Deliberately not here: bounds, ranges, units and what is counted, and
//! whether the number is a date or a telephone number (tokens already claimed end the number).

use std::ops::Range;

use crate::Reading;
use crate::number_power;
use crate::number_words;
use crate::vocabulary::{self, FRACTION, ORDINAL, SCALE, STARTS_NUMBER};
use corroborate_model::TokenKind;

/// A number as it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Its value, or the lower end where the word is vague.
    pub(crate) low: f64,
    /// Its value, or the upper end.
    pub(crate) high: f64,
    /// How it is written.
    pub(crate) form: Form,
    /// Whether it is written in digits.
    pub(crate) digits: bool,
    /// What scale words and letters multiplied it by ("million").
    pub(crate) scale: f64,
}

/// How a number is written, as far as it tells what the number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Counts or measures.
    Cardinal,
    /// Ranks ("third", "23rd").
    Ordinal,
    /// A part of a whole ("two thirds", "one in five").
    Part,
    /// "Dozens".
    Vague,
    /// "Doubled", "twice as many".
    Multiple,
}

impl Number {
    pub(crate) fn new(tokens: Range<usize>, value: f64, form: Form) -> Number {
        Number { tokens, low: value, high: value, form, digits: false, scale: 1.0 }
    }

    /// The number multiplied, up to another token.
    fn times(mut self, factor: f64, end: usize) -> Number {
        self.low = round(self.low * factor);
        self.high = round(self.high * factor);
        self.scale *= factor;
        self.tokens.end = end;
        self
    }

    /// Whether it is a whole number.
    pub(crate) fn is_whole(&self) -> bool {
        self.low.fract() == 0.0 && self.low == self.high
    }
}

/// Takes off what binary arithmetic adds to a decimal number ("4.35 million").
fn round(value: f64) -> f64 {
    let whole = value.round();
    if (value - whole).abs() < 1e-9 * whole.abs() { whole } else { value }
}

/// Tokens of one sentence in which a number is read.
#[derive(Clone, Copy)]
pub(crate) struct Window<'a> {
    /// The document.
    pub(crate) reading: &'a Reading<'a>,
    /// First token past the readable ones.
    pub(crate) end: usize,
    /// Whether a currency sign stands before, which makes "m" a million.
    pub(crate) money: bool,
}

impl<'a> Window<'a> {
    #[inline]
    pub(crate) fn word(&self, at: usize) -> &'a str {
        if at < self.end { self.reading.word(at) } else { "" }
    }

    #[inline]
    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        let fits = self.reading.tokens.get(at).is_some_and(|token| token.span.len() == word.len());
        fits && self.word(at).eq_ignore_ascii_case(word)
    }

    #[inline]
    pub(crate) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.reading.tokens.get(at).filter(|_| at < self.end).map(|t| t.kind)
    }

    #[inline]
    pub(crate) fn spaced(&self, at: usize) -> bool {
        self.reading.tokens.get(at).is_none_or(|t| t.spaced)
    }

    #[inline]
    pub(crate) fn entry(&self, at: usize) -> &'static vocabulary::Entry {
        if at < self.end { self.reading.entry(at) } else { vocabulary::Tag::NONE.entry() }
    }

    /// The token after a hyphen that joins it to the one before `at`, else `at`.
    #[inline]
    pub(crate) fn past_hyphen(&self, at: usize) -> usize {
        let joined = matches!(self.word(at), "-" | "‐" | "‑") && !self.spaced(at) && !self.spaced(at + 1);
        if joined { at + 1 } else { at }
    }
}

/// The number that starts with the token at `at`, if one does.
pub(crate) fn read(window: &Window<'_>, at: usize) -> Option<Number> {
    let number = match window.kind(at)? {
        TokenKind::Number => digits(window, at),
        TokenKind::Word => number_words::read(window, at),
        TokenKind::Symbol | TokenKind::Mark => return negative(window, at),
        TokenKind::Code => None,
    }?;
    Some(extend(window, number))
}

/// "-3", "−3".
fn negative(window: &Window<'_>, at: usize) -> Option<Number> {
    let touches = window.kind(at + 1) == Some(TokenKind::Number) && !window.spaced(at + 1);
    let compared =
        at > 0 && matches!(window.reading.word(at - 1), "<" | ">" | "=" | "≤" | "≥" | "±" | "$" | "£" | "€");
    let sign =
        window.word(at) == "−" || matches!(window.word(at), "-" | "–") && (window.spaced(at) || compared);
    if !(touches && sign) {
        return None;
    }
    let number = read(window, at + 1).filter(|number| matches!(number.form, Form::Cardinal | Form::Part))?;
    Some(Number { tokens: at..number.tokens.end, low: -number.low, high: -number.high, ..number })
}

fn digits(window: &Window<'_>, at: usize) -> Option<Number> {
    let value = value_of(window.word(at))?;
    let mut number = Number { digits: true, ..Number::new(at..at + 1, value, Form::Cardinal) };
    if let Some((value, end)) = number_power::read(window, at, value).or_else(|| apart(window, at)) {
        (number.low, number.high, number.tokens.end) = (value, value, end);
        return Some(scaled(window, number));
    }
    if !window.spaced(at + 1) && is_ordinal_ending(value, window.word(at + 1)) {
        return Some(Number { tokens: at..at + 2, form: Form::Ordinal, ..number });
    }
    if let Some((value, end)) = groups(window, at) {
        (number.low, number.high, number.tokens.end) = (value, value, end);
    } else if let Some(value) = slashed(window, at) {
        let part = Number::new(at..at + 3, value, Form::Part);
        return Some(Number { digits: true, ..part });
    } else if let Some(part) = slashed(window, at + 1).filter(|_| number.is_whole() && window.spaced(at + 1))
    {
        (number.low, number.high, number.tokens.end) = (value + part, value + part, at + 4);
    }
    if let Some(factor) = letter(window, number.tokens.end) {
        let end = number.tokens.end + 1;
        return Some(number.times(factor, end));
    }
    Some(scaled(window, number))
}

/// "0 . 6": a decimal number in a text whose marks stand apart.
fn apart(window: &Window<'_>, at: usize) -> Option<(f64, usize)> {
    let plain = |at: usize| window.word(at).bytes().all(|b| b.is_ascii_digit());
    let fits = window.word(at + 1) == "."
        && window.spaced(at + 1)
        && window.kind(at + 2) == Some(TokenKind::Number)
        && window.spaced(at + 2);
    if !fits || !plain(at) || !plain(at + 2) {
        return None;
    }
    let value = format!("{}.{}", window.word(at), window.word(at + 2)).parse().ok()?;
    Some((value, at + 3))
}

/// Whether the ending ranks the number: "21st", but not "11st", which is a weight.
fn is_ordinal_ending(value: f64, ending: &str) -> bool {
    let ending_of = |last: f64| match last {
        1.0 => "st",
        2.0 => "nd",
        3.0 => "rd",
        _ => "th",
    };
    let teen = (11.0..=13.0).contains(&(value % 100.0));
    value.fract() == 0.0 && ending.eq_ignore_ascii_case(if teen { "th" } else { ending_of(value % 10.0) })
}

/// What digits with separators and a vulgar fraction are worth; nothing where they are no number ("31.03.2021").
pub(crate) fn value_of(word: &str) -> Option<f64> {
    let (digits, fraction) = match word.chars().last() {
        Some(c) if !c.is_ascii_digit() => (word.strip_suffix(c)?, vulgar(c)?),
        _ => (word, 0.0),
    };
    if digits.is_empty() {
        return Some(fraction);
    }
    let mut buffer = [0u8; 24];
    let mut len = 0;
    let grouped = is_grouped(digits);
    let decimal = digits.rfind([',', '.']).unwrap_or(digits.len());
    for (at, byte) in digits.bytes().enumerate() {
        let byte = match byte {
            b',' if grouped => continue,
            b',' if at == decimal && digits.matches(',').count() == 1 => b'.',
            b'.' if at != decimal
                && digits.ends_with(|c: char| c.is_ascii_digit())
                && digits.contains(',') =>
            {
                continue;
            }
            b'0'..=b'9' | b'.' => byte,
            _ => return None,
        };
        *buffer.get_mut(len)? = byte;
        len += 1;
    }
    let number = std::str::from_utf8(buffer.get(..len)?).ok()?;
    let value: f64 = number.parse().ok()?;
    Some(value + fraction)
}

/// Whether the commas stand where thousands (or lakhs) are set apart.
fn is_grouped(digits: &str) -> bool {
    let whole = digits.split('.').next().unwrap_or(digits);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let mut last = 0;
    let mut fine = (1..=3).contains(&first.len());
    for group in groups {
        fine &= last != 2 || group.len() >= 2;
        fine &= group.len() == 3 || group.len() == 2;
        last = group.len();
    }
    fine && last == 3 && digits.matches('.').count() <= 1
}

fn vulgar(c: char) -> Option<f64> {
    let (above, below) = match c {
        '½' => (1, 2),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅐' => (1, 7),
        '⅑' => (1, 9),
        '⅒' => (1, 10),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Some(f64::from(above) / f64::from(below))
}

/// Thousands set apart by spaces ("1 200 000"): several groups, or one behind a no-break space or of full thousands.
fn groups(window: &Window<'_>, at: usize) -> Option<(f64, usize)> {
    let plain = |word: &str| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit());
    let first = window.word(at);
    if !plain(first) || first.starts_with('0') {
        return None;
    }
    let mut value: f64 = first.parse().ok()?;
    let mut end = at + 1;
    let mut sure = false;
    while window.kind(end) == Some(TokenKind::Number) && window.spaced(end) {
        let word = window.word(end);
        let (whole, decimals) = word.split_once('.').unwrap_or((word, ""));
        if !plain(whole) || whole.len() != 3 {
            break;
        }
        let gap = window.reading.tokens.get(end - 1).map_or(0, |t| t.span.end());
        sure |= end > at + 1
            || whole.ends_with("00")
            || !window.reading.text().get(gap..).is_some_and(|rest| rest.starts_with(' '));
        value = value * 1000.0 + word.parse::<f64>().ok()?;
        end += 1;
        if !decimals.is_empty() {
            break;
        }
    }
    (end > at + 1 && sure).then_some((value, end))
}

/// "3/4".
fn slashed(window: &Window<'_>, at: usize) -> Option<f64> {
    if !matches!(window.word(at + 1), "/" | "⁄") || window.spaced(at + 1) || window.spaced(at + 2) {
        return None;
    }
    let above = window.word(at).parse::<u32>().ok()?;
    let below = window.word(at + 2).parse::<u32>().ok()?;
    let usual = matches!(below, 2..=10 | 12 | 16 | 20 | 32 | 40 | 50 | 64 | 100);
    (usual && above < below && window.word(at + 3) != "/").then(|| f64::from(above) / f64::from(below))
}

/// The factor of a letter that follows digits ("1.2m", "5bn", "10k").
fn letter(window: &Window<'_>, at: usize) -> Option<f64> {
    let entry = window.entry(at);
    if entry.letter == 0.0 {
        return None;
    }
    let word = window.word(at);
    let sure =
        word.eq_ignore_ascii_case("bn") || word.eq_ignore_ascii_case("mn") || word == "tn" || word == "trn";
    let attached = !window.spaced(at);
    let fits = match word {
        "k" => attached || window.kind(at + 1) != Some(TokenKind::Word),
        "K" => attached,
        "M" => attached || window.money,
        "T" => attached && window.money,
        "m" | "b" | "B" | "mm" | "MM" => {
            attached && (window.money || word == "m" && counts_people(window, at + 1))
        }
        _ => sure,
    };
    fits.then_some(entry.letter)
}

/// Whether a plural noun follows, so that "1.2m" before it is no length.
fn counts_people(window: &Window<'_>, at: usize) -> bool {
    window.kind(at) == Some(TokenKind::Word)
        && crate::noun::is_plural(window.word(at), window.entry(at))
        && window.entry(at).unit.is_none()
        || window.is(at, "are")
        || window.is(at, "were")
}

/// The number times the scale words after it ("2 hundred thousand", "1.2-million", "3 dozens").
fn scaled(window: &Window<'_>, mut number: Number) -> Number {
    loop {
        let end = number.tokens.end;
        let at = window.past_hyphen(end);
        let Some(factor) = number_words::scale(window, at) else { return number };
        number = number.times(factor, at + 1);
        let rest = number_words::rest(window, at + 1, factor);
        if let Some((value, end)) = rest.filter(|_| number.is_whole()) {
            number.low += value;
            number.high += value;
            number.tokens.end = end;
            return number;
        }
    }
}

/// What follows a number and belongs to it: fractions, "and a half", "in ten", "of a million".
fn extend(window: &Window<'_>, number: Number) -> Number {
    let number = match number.form {
        Form::Cardinal => with_fraction(window, number),
        _ => number,
    };
    match number.form {
        Form::Part => of_scale(window, number),
        _ => number,
    }
}

fn with_fraction(window: &Window<'_>, mut number: Number) -> Number {
    let end = number.tokens.end;
    let at = number_words::past_joint(window, end);
    if let Some((below, after)) = number_words::denominator(window, at)
        && number.is_whole()
        && names_parts(window, &number, after - 1)
    {
        let value = number.low / below;
        return Number {
            tokens: number.tokens.start..after,
            low: value,
            high: value,
            form: Form::Part,
            ..number
        };
    }
    if let Some((part, end)) = added_part(window, &number) {
        number.low += part;
        number.high = number.low;
        number.tokens.end = end;
        return scaled(window, number);
    }
    ratio(window, &number).or_else(|| divided(window, &number)).unwrap_or(number)
}

/// Whether the word at `at` names parts of a whole after this number: "two thirds", "one half", not "one second".
fn names_parts(window: &Window<'_>, number: &Number, at: usize) -> bool {
    let plural = window.word(at).ends_with(['s', 'S']);
    let single = number.low == 1.0 && !plural && (window.entry(at).value != 2.0 || window.is(at, "half"));
    let periods = window.is(at, "quarters") && number.low > 3.0;
    (plural || single) && !periods && !window.is(at, "seconds") && !is_period_count(window, number, at)
}

/// Whether "quarters" are three months each ("in the last three quarters").
fn is_period_count(window: &Window<'_>, number: &Number, at: usize) -> bool {
    let before = window.reading.word(number.tokens.start.wrapping_sub(1));
    window.is(at, "quarters")
        && ["last", "past", "next", "previous", "consecutive", "first"]
            .iter()
            .any(|w| before.eq_ignore_ascii_case(w))
}

/// What "and a half", "and three quarters" add; to "3 million" it is half a million.
fn added_part(window: &Window<'_>, number: &Number) -> Option<(f64, usize)> {
    // "Two-and-a-half-year" is written with hyphens all through.
    let and = window.past_hyphen(number.tokens.end);
    let at = window.past_hyphen(and + 1);
    if !window.is(and, "and") || window.kind(at) != Some(TokenKind::Word) {
        return None;
    }
    let one = window.is(at, "a") || window.is(at, "an") || window.is(at, "one");
    let named = window.past_hyphen(at + 1);
    let entry = window.entry(named);
    if one && (entry.is(FRACTION) || entry.is(ORDINAL) && ends_mixed(window, named)) {
        let (factor, end) = scale_of_part(window, number, named + 1);
        return Some((factor / entry.value, end));
    }
    let part = number_words::cardinal(window, at).map(|part| with_fraction(window, part))?;
    let whole = part.form == Form::Part && part.low < 1.0 && !window.is(part.tokens.end, "of");
    let (factor, end) = scale_of_part(window, number, part.tokens.end);
    whole.then_some((factor * part.low, end))
}

/// Whether "and a fifth" closes a mixed number ("three and a fifth miles"), not "… and a fifth was hurt".
fn ends_mixed(window: &Window<'_>, at: usize) -> bool {
    let entry = window.entry(at + 1);
    let closes = window.kind(at + 1) != Some(TokenKind::Word);
    entry_is_part(window, at)
        && (closes || entry.unit.is_some() || window.is(at, "third") && !entry.is_function())
}

fn entry_is_part(window: &Window<'_>, at: usize) -> bool {
    window.entry(at).value > 2.0 && !window.word(at).ends_with(['s', 'S'])
}

/// What the part after "and" is a part of: "3 million and a half" is of a million; "a half million"
/// has its own. The token after it all comes with it.
fn scale_of_part(window: &Window<'_>, number: &Number, end: usize) -> (f64, usize) {
    match number_words::scale(window, end).filter(|_| number.low >= 1000.0) {
        Some(own) => (own, end + 1),
        None => (last_scale(window, number), end),
    }
}

fn last_scale(window: &Window<'_>, number: &Number) -> f64 {
    let entry = window.entry(number.tokens.end.saturating_sub(1));
    if entry.is(SCALE) && entry.value >= 1000.0 { entry.value } else { 1.0 }
}

/// "one in five", "nine out of ten".
fn ratio(window: &Window<'_>, number: &Number) -> Option<Number> {
    let end = number.tokens.end;
    let below = if window.is(end, "in") {
        end + 1
    } else if window.is(end, "out") && window.is(end + 1, "of") {
        end + 2
    } else {
        return None;
    };
    let whole = window.is(below, "every") || window.is(below, "a") && window.entry(below + 1).is(SCALE);
    let below = if whole { below + 1 } else { below };
    let whole = match window.kind(below)? {
        TokenKind::Number => digits(window, below)?,
        _ => number_words::cardinal(window, below)?,
    };
    let unit = window.entry(window.past_hyphen(whole.tokens.end));
    let year = whole.digits && (1900.0..2100.0).contains(&whole.low);
    let fits = number.is_whole() && number.low >= 1.0 && whole.low > number.low && number.low < 100.0;
    (fits && !year && unit.unit.is_none() && whole.form == Form::Cardinal).then(|| {
        let value = number.low / whole.low;
        let part = Number::new(number.tokens.start..whole.tokens.end, value, Form::Part);
        Number { digits: number.digits, scale: whole.low, ..part }
    })
}

/// "one over three" with nothing after it, a fraction as it is read aloud.
fn divided(window: &Window<'_>, number: &Number) -> Option<Number> {
    let at = number.tokens.end;
    if !window.is(at, "over") || !number.is_whole() {
        return None;
    }
    let below = match window.kind(at + 1)? {
        TokenKind::Number => digits(window, at + 1)?,
        _ => number_words::cardinal(window, at + 1)?,
    };
    let ends =
        matches!(window.reading.tokens.get(below.tokens.end).map(|t| t.kind), None | Some(TokenKind::Mark));
    let fits = ends && below.form == Form::Cardinal && below.low > 1.0;
    let part = Number::new(number.tokens.start..below.tokens.end, number.low / below.low, Form::Part);
    fits.then_some(Number { digits: number.digits, ..part })
}

/// "half a million", "two thirds of a million", "half a dozen", "a quarter of a century" up to "a".
fn of_scale(window: &Window<'_>, number: Number) -> Number {
    let mut at = number.tokens.end;
    if window.is(at, "of") {
        at += 1;
    }
    if window.is(at, "a") || window.is(at, "an") {
        at += 1;
    }
    match number_words::scale(window, at) {
        Some(factor) => Number { form: Form::Cardinal, ..number.times(factor, at + 1) },
        None => number,
    }
}

/// Whether the token at `at` may start a number; a cheap test before [`read`].
pub(crate) fn may_start(reading: &Reading<'_>, at: usize) -> bool {
    reading.starts(at, STARTS_NUMBER)
}
