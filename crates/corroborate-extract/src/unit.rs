//! Reads the unit of measure or the currency of a number.
//!
//! Names are those of [`corroborate_model::Unit`]. Deliberately not here: conversion. 21.4p stays 21.4 `penny`, and
//! "30 miles" is not turned into kilometres; a message has to show what the text says.

use crate::number::{Form, Number, Window};
use crate::vocabulary::{COIN_STRICT, UNIT_STRICT, UNIT_UPPER};
use corroborate_model::TokenKind;

/// A unit after a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    /// Its name.
    pub(crate) name: &'static str,
    /// The token after it.
    pub(crate) end: usize,
    /// Whether a hyphen joins it to the number ("a 12-mile stretch").
    pub(crate) joined: bool,
}

/// The currency that stands before a number, and its first token: "£", "US$", "EUR".
pub(crate) fn before(window: &Window<'_>, start: usize, number: usize) -> Option<(&'static str, usize)> {
    let at = number.checked_sub(1).filter(|&at| at >= start)?;
    let entry = window.entry(at);
    let word = window.word(at);
    if window.kind(at) == Some(TokenKind::Symbol) {
        let name = entry.currency?;
        let prefix = at.checked_sub(1).filter(|&p| p >= start && window.kind(p) == Some(TokenKind::Word));
        let article = |p: usize| window.is(p, "a") && window.spaced(at);
        let composed = prefix.filter(|&p| window.word(p).len() <= 3 && !article(p)).and_then(|p| {
            let mut form = [0u8; 8];
            let joined = join(window.word(p), word, &mut form)?;
            crate::words::look_up(joined).currency
        });
        return Some(composed.map_or((name, at), |name| (name, at - 1)));
    }
    if word == "." && at > start && !window.spaced(at) && is_short_form(window.word(at - 1)) {
        return window.entry(at - 1).currency.map(|name| (name, at - 1));
    }
    let code = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase()) || is_short_form(word);
    entry.currency.filter(|name| code && name.len() == 3).map(|name| (name, at))
}

/// "Rs 450", "RM 20", "Ksh 500": written before the sum, and no word of English.
fn is_short_form(word: &str) -> bool {
    matches!(word, "Rs" | "RM" | "Tk" | "Ksh" | "KSh" | "Ush" | "Tsh" | "Kr" | "kr" | "NT$")
}

fn join<'b>(first: &str, second: &str, buffer: &'b mut [u8; 8]) -> Option<&'b str> {
    let len = first.len() + second.len();
    buffer.get_mut(..first.len())?.copy_from_slice(first.as_bytes());
    buffer.get_mut(first.len()..len)?.copy_from_slice(second.as_bytes());
    std::str::from_utf8(buffer.get(..len)?).ok()
}

/// The unit that follows the number.
pub(crate) fn after(window: &Window<'_>, number: &Number) -> Option<Measure> {
    let end = number.tokens.end;
    let at = window.past_hyphen(end);
    let joined = at > end;
    let found = |name, end| Some(Measure { name, end, joined });
    if number.form == Form::Part && !joined {
        return part_unit(window, at);
    }
    if window.is(at, "per") && window.is(at + 1, "cent") {
        return found(percent_or_point(window, at + 2), points_end(window, at + 2));
    }
    if window.entry(at).unit == Some("percent") {
        if window.is(at, "pc") && window.spaced(at) {
            return None;
        }
        return found(percent_or_point(window, at + 1), points_end(window, at + 1));
    }
    if window.is(at, "percentage") {
        let name = percent_or_point(window, at + 1);
        return found(name, points_end(window, at + 1));
    }
    if window.is(at, "basis") && (window.is(at + 1, "point") || window.is(at + 1, "points")) {
        return found("basis_point", at + 2);
    }
    if let Some(measure) = currency(window, number, at) {
        return Some(Measure { joined, ..measure });
    }
    composed(window, number, at)
        .or_else(|| simple(window, number, at))
        .map(|measure| Measure { joined, ..measure })
}

/// "hundreds of millions of dollars", "dozens of miles".
pub(crate) fn behind_of(window: &Window<'_>, number: &Number) -> Option<Measure> {
    let of = number.tokens.end;
    if number.form != Form::Vague || !window.is(of, "of") {
        return None;
    }
    let next = Number { tokens: number.tokens.start..of + 1, form: Form::Cardinal, ..number.clone() };
    after(window, &next).filter(|measure| measure.name != "percent")
}

/// "a quarter of a century", "half an hour", "half a mile", "three quarters of an hour", "half mile".
fn part_unit(window: &Window<'_>, at: usize) -> Option<Measure> {
    let article = if window.is(at, "of") { at + 1 } else { at };
    let has_article = window.is(article, "a") || window.is(article, "an");
    let unit = if has_article { article + 1 } else { at };
    let entry = window.entry(unit);
    if entry.is(UNIT_STRICT) {
        return None;
    }
    if has_article && window.is(unit, "percentage") && points_end(window, unit + 1) > unit + 1 {
        return Some(Measure { name: "percentage_point", end: unit + 2, joined: false });
    }
    let name = entry.unit.filter(|_| has_article || entry.period.is_none())?;
    let name = if name == "percent" { return percent_of_part(window, at) } else { name };
    Some(Measure { name, end: unit + 1, joined: false })
}

/// "half a per cent", "0.5 per cent".
fn percent_of_part(window: &Window<'_>, at: usize) -> Option<Measure> {
    (window.entry(at).unit == Some("percent")).then_some(Measure {
        name: "percent",
        end: at + 1,
        joined: false,
    })
}

fn points_end(window: &Window<'_>, at: usize) -> usize {
    let at = window.past_hyphen(at);
    if window.is(at, "point") || window.is(at, "points") { at + 1 } else { at }
}

fn percent_or_point(window: &Window<'_>, at: usize) -> &'static str {
    if points_end(window, at) > window.past_hyphen(at) { "percentage_point" } else { "percent" }
}

fn currency(window: &Window<'_>, number: &Number, at: usize) -> Option<Measure> {
    let entry = window.entry(at);
    if let Some((name, _)) = scaled_code(window.word(at)) {
        return Some(Measure { name, end: at + 1, joined: false });
    }
    if let Some(name) = entry.currency.filter(|name| is_currency(window, number, at, name)) {
        return Some(Measure { name, end: at + 1, joined: false });
    }
    let country = if window.is(at, "New") || window.is(at, "Hong") { at + 1 } else { at };
    let coin = window.entry(country).country_coin?;
    let has_coin = window.entry(country + 1).currency.is_some_and(|name| name.len() == 3);
    has_coin.then_some(Measure { name: coin, end: country + 2, joined: false })
}

/// "MUSD", "KEUR": a code of a currency behind the letter of its scale, and that scale.
pub(crate) fn scaled_code(word: &str) -> Option<(&'static str, f64)> {
    let factor = match (word.len(), word.as_bytes().first()?) {
        (4, b'M') => 1e6,
        (4, b'K' | b'T') => 1e3,
        (4, b'B') => 1e9,
        _ => return None,
    };
    let code = word.get(1..).filter(|code| code.bytes().all(|b| b.is_ascii_uppercase()))?;
    crate::words::look_up(code).currency.filter(|name| *name == code).map(|name| (name, factor))
}

/// Whether the word is money here: codes in capitals, "p" right after digits, "pounds" unless of something weighed.
fn is_currency(window: &Window<'_>, number: &Number, at: usize, name: &str) -> bool {
    let word = window.word(at);
    let attached = !window.spaced(at) && number.digits;
    if window.entry(at).is(COIN_STRICT) {
        return attached && word.bytes().all(|b| b.is_ascii_lowercase());
    }
    if word.eq_ignore_ascii_case(name) && word.len() == 3 {
        let usual = matches!(word, "usd" | "gbp" | "eur");
        return attached || usual || word.bytes().all(|b| b.is_ascii_uppercase());
    }
    if window.is(at, "pound") || window.is(at, "pounds") {
        return !(number.scale < 1000.0
            && (window.is(at + 1, "of") || window.is(at, "pound") && at > number.tokens.end));
    }
    if [
        "won", "crown", "crowns", "mark", "marks", "sol", "real", "lev", "kip", "rand", "colon", "som",
        "dram",
    ]
    .iter()
    .any(|coin| window.is(at, coin))
    {
        return number.scale >= 1000.0 || number.low >= 1000.0 && !window.is(at, "marks");
    }
    !window.is(at, "sterling") && !window.is(at, "rand") || number.digits
}

/// "square miles", "cubic feet", "km/h", "miles per hour", "metres a second", "degrees Celsius".
fn composed(window: &Window<'_>, number: &Number, at: usize) -> Option<Measure> {
    let found = |name, end| Some(Measure { name, end, joined: false });
    let power = ["square", "sq", "cubic", "cu"].iter().position(|word| window.is(at, word));
    if let Some(power) = power {
        let dot = if window.is(at + 1, ".") { at + 2 } else { at + 1 };
        let base = window.entry(dot).unit?;
        let (_, square, cubic) = POWERS.iter().find(|(name, ..)| *name == base)?;
        return found(if power < 2 { square } else { cubic }, dot + 1);
    }
    if window.is(at, "metric") && (window.is(at + 1, "ton") || window.is(at + 1, "tons")) {
        return found("tonne", at + 2);
    }
    if window.is(at, "nautical") && window.entry(at + 1).unit == Some("mile") {
        return found("nautical_mile", at + 2);
    }
    if window.is(at, "light") && window.entry(window.past_hyphen(at + 1)).unit == Some("year") {
        return found("light_year", window.past_hyphen(at + 1) + 1);
    }
    let base = simple(window, number, at)?;
    if base.name == "degree" {
        let scale = window.past_hyphen(base.end);
        let named =
            window.entry(scale).unit.filter(|name| matches!(*name, "degree_celsius" | "degree_fahrenheit"));
        return named.and_then(|name| found(name, scale + 1));
    }
    let slash = window.is(base.end, "/") || window.is(base.end, "per") || window.is(base.end, "p");
    let article = window.is(base.end, "an") || window.is(base.end, "a");
    let over = window.entry(base.end + 1).unit.filter(|_| slash || article)?;
    let (.., name) = SPEEDS.iter().find(|(of, per, _)| *of == base.name && *per == over)?;
    found(name, base.end + 2)
}

/// Lengths with their squares and cubes.
const POWERS: [(&str, &str, &str); 8] = [
    ("metre", "square_metre", "cubic_metre"),
    ("kilometre", "square_kilometre", "cubic_kilometre"),
    ("centimetre", "square_centimetre", "cubic_centimetre"),
    ("millimetre", "square_millimetre", "cubic_millimetre"),
    ("mile", "square_mile", "cubic_mile"),
    ("foot", "square_foot", "cubic_foot"),
    ("inch", "square_inch", "cubic_inch"),
    ("yard", "square_yard", "cubic_yard"),
];

/// Quotients that have a name of their own; "a day" and the like after other units is left to the reader.
const SPEEDS: [(&str, &str, &str); 10] = [
    ("kilometre", "hour", "kilometre_per_hour"),
    ("kilometre", "second", "kilometre_per_second"),
    ("mile", "hour", "mile_per_hour"),
    ("mile", "second", "mile_per_second"),
    ("metre", "second", "metre_per_second"),
    ("metre", "hour", "metre_per_hour"),
    ("foot", "second", "foot_per_second"),
    ("megabit", "second", "megabit_per_second"),
    ("gigabit", "second", "gigabit_per_second"),
    ("litre", "second", "litre_per_second"),
];

/// One word or sign.
fn simple(window: &Window<'_>, number: &Number, at: usize) -> Option<Measure> {
    let at = if is_kind_of_day(window, at) { at + 1 } else { at };
    let entry = window.entry(at);
    let name = entry.unit?;
    let word = window.word(at);
    let attached = !window.spaced(at);
    let joined = at > number.tokens.end;
    if entry.is(UNIT_UPPER) && !word.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    if entry.is(UNIT_STRICT) && !strict_fits(window, number, at, attached && !joined) {
        return None;
    }
    let odd = window.is(at, "second") && !joined || window.is(at, "days") && window.is(at + 1, "off");
    let pound = window.is(at, "lb") || window.is(at, "lbs") || name != "pound";
    (!odd && pound && number.form != Form::Ordinal).then_some(Measure { name, end: at + 1, joined: false })
}

/// "working days", "more weeks": a word between a number and a unit of time.
fn is_kind_of_day(window: &Window<'_>, at: usize) -> bool {
    const KINDS: [&str; 10] = [
        "working",
        "business",
        "consecutive",
        "straight",
        "full",
        "calendar",
        "further",
        "more",
        "additional",
        "trading",
    ];
    window.entry(at + 1).period.is_some() && KINDS.iter().any(|word| window.is(at, word))
}

/// Whether a letter or short form after digits is a unit: "5m", "30 C", "11st", not "2 in April" or "the 60s".
fn strict_fits(window: &Window<'_>, number: &Number, at: usize, attached: bool) -> bool {
    if !number.digits || number.scale >= 1000.0 && window.word(at).len() == 1 {
        return false;
    }
    let next = if window.spaced(at + 1) { window.reading.word(at + 1) } else { "" };
    match window.word(at) {
        "G" | "M" | "S" | "T" | "H" => false,
        "s" => attached && number.low.fract() != 0.0,
        "in" | "ins" => {
            let sizes = ["thick", "wide", "long", "tall", "deep", "high", "across"];
            attached
                || sizes.contains(&next)
                || window.word(at + 1) == "." && window.kind(at + 2).is_none() && !is_named(window, number)
        }
        "C" | "F" | "K" | "m" | "g" | "gm" | "L" | "l" | "lb" | "mi" | "st" | "stone" | "ha" | "kt"
        | "kts" => attached || !next.starts_with(char::is_uppercase),
        _ => attached,
    }
}

/// Whether a capitalised word stands right before the number ("the iPhone 15 in").
fn is_named(window: &Window<'_>, number: &Number) -> bool {
    let before = number.tokens.start.checked_sub(1).map_or("", |at| window.word(at));
    before.contains(char::is_uppercase)
}

/// The name of mass for "pounds" that are no money.
pub(crate) fn weighed(window: &Window<'_>, number: &Number) -> Option<Measure> {
    let end = number.tokens.end;
    let at = window.past_hyphen(end);
    let pounds = window.is(at, "pound") || window.is(at, "pounds");
    pounds.then_some(Measure { name: "pound", end: at + 1, joined: at > end })
}

/// What a smaller unit after a bigger one adds ("5 feet 2 inches", "12st 4lb", "3 dollars 50 cents").
pub(crate) fn smaller_part(big: &str, small: &str) -> Option<f64> {
    Some(match (big, small) {
        ("foot", "inch") => 12.0,
        ("stone", "pound") => 14.0,
        ("pound", "ounce") => 16.0,
        ("year", "month") => 12.0,
        ("week", "day") => 7.0,
        ("day", "hour") => 24.0,
        ("hour", "minute") | ("minute", "second") => 60.0,
        ("kilogram", "gram") => 1000.0,
        ("metre", "centimetre") => 100.0,
        ("GBP", "penny" | "cent") | ("USD" | "EUR" | "CAD" | "AUD" | "NZD", "cent") => 100.0,
        _ => return None,
    })
}
