//! Powers and scientific notation: "3.2x10^5", "1e5", "2.5^3", "4 × 10⁶".
//!
//! Read from the letters after the first digits, as tokens cut such a number in many ways. Deliberately not here:
//! powers of units ("m^2").

use crate::number::Window;

/// The greatest power that is read; what goes beyond is a code.
const GREATEST: u32 = 60;

/// The value of the power whose first digits, worth `base`, are the token at `at`, and the token after it.
pub(crate) fn read(window: &Window<'_>, at: usize, base: f64) -> Option<(f64, usize)> {
    let first = window.word(at + 1).chars().next()?;
    if !matches!(first, 'e' | 'E' | 'x' | 'X' | '×' | '*' | '^') {
        return None;
    }
    let from = window.reading.tokens.get(at)?.span.end();
    let to = window.reading.tokens.get(window.end.checked_sub(1)?)?.span.end();
    let text = window.reading.text().get(from..to)?;
    let (value, rest) = notation(text, base)?;
    let end = to - rest.len();
    let more = rest.starts_with(|c: char| c.is_alphanumeric());
    let count =
        window.reading.tokens.get(at..window.end)?.iter().take_while(|t| t.span.start() < end).count();
    (!more).then_some((value, at + count))
}

/// What the letters after the base make of it, and what follows them.
fn notation(text: &str, base: f64) -> Option<(f64, &str)> {
    if let Some(rest) = text.strip_prefix(['e', 'E']) {
        let (power, rest) = exponent(rest)?;
        return Some((times_ten(base, power)?, rest));
    }
    if let Some(rest) = text.strip_prefix('^') {
        let (power, rest) = exponent(rest)?;
        return Some((base.powi(power), rest)).filter(|(value, _)| value.is_finite());
    }
    let rest = text.trim_start_matches(' ').strip_prefix(['x', 'X', '×', '*'])?;
    let rest = rest.trim_start_matches(' ').strip_prefix("10")?;
    let raised = rest.strip_prefix('^').unwrap_or(rest);
    let (power, rest) = exponent(raised).filter(|_| !rest.starts_with(|c: char| c.is_ascii_digit()))?;
    Some((times_ten(base, power)?, rest))
}

/// Takes off what binary arithmetic would add: "6.23" times a power of ten is read as one decimal number.
fn times_ten(base: f64, power: i32) -> Option<f64> {
    format!("{base}e{power}").parse().ok().filter(|value: &f64| value.is_finite())
}

/// A whole number with its sign, on the line or raised.
fn exponent(text: &str) -> Option<(i32, &str)> {
    let unsigned = text.trim_start_matches(['+', '-', '−', '–', '⁻', '⁺']);
    let signs = text.get(..text.len() - unsigned.len())?;
    let mut power = 0;
    let mut len = 0;
    for c in unsigned.chars() {
        let Some(digit) = digit(c) else { break };
        power = power * 10 + digit;
        len += c.len_utf8();
        if power > GREATEST {
            return None;
        }
    }
    let negative = signs.chars().filter(|c| matches!(c, '-' | '−' | '–' | '⁻')).count() % 2 == 1;
    let power = i32::try_from(power).ok()?;
    (len > 0).then_some((if negative { -power } else { power }, unsigned.get(len..)?))
}

fn digit(c: char) -> Option<u32> {
    match c {
        '⁰' => Some(0),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁴'..='⁹' => u32::from(c).checked_sub(u32::from('⁰')),
        _ => c.to_digit(10),
    }
}

#[cfg(test)]
mod tests {
    use super::notation;

    #[test]
    fn reads_powers() {
        let cases = [
            ("e5 kg", 3.0, Some((300_000.0, " kg"))),
            ("x10^-4", 6.23, Some((0.000_623, ""))),
            (" × 10⁶ cells", 4.0, Some((4_000_000.0, " cells"))),
            ("×10−5,", 2.48, Some((0.000_024_8, ","))),
            ("^-1", 2.5, Some((0.4, ""))),
            ("e", 1.0, None),
            ("x 4 relay", 4.0, None),
            ("x100 m", 4.0, None),
            ("e999", 1.0, None),
        ];
        for (text, base, expected) in cases {
            assert_eq!(notation(text, base), expected, "{text}");
        }
    }
}
