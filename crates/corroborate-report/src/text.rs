//! Foreign text made fit to be shown.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Whether a character could steer a terminal, break a line or turn the direction of writing. All lie in the Basic
/// Multilingual Plane.
pub(crate) fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The text on one line: white space runs become one space, unsafe characters U+FFFD.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let plain = |c: char| c == ' ' || !(is_unsafe(c) || c.is_whitespace());
    if text.chars().all(plain) && !text.contains("  ") && text.trim() == text {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if is_space(c) {
            if !line.ends_with(' ') {
                line.push(' ');
            }
        } else {
            line.push(if is_unsafe(c) { '\u{fffd}' } else { c });
        }
    }
    Cow::Owned(line)
}

/// White space that may become a plain space; not the no-break spaces inside numbers.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')
}

/// Columns that a text takes in a terminal.
pub(crate) fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The text cut to at most `columns`, with an ellipsis where something was cut.
pub(crate) fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut short = String::new();
    let mut used = 1;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used > columns {
            break;
        }
        short.push_str(grapheme);
    }
    short.truncate(short.trim_end().len());
    short.push('…');
    Cow::Owned(short)
}

/// The text broken at spaces into lines of at most `columns`; a longer word stands alone, whole.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let wide = width(word);
        if used > 0 && used + 1 + wide > columns {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += wide;
        }
    }
    lines
}

/// A count with its noun: "1 note", "2 notes".
pub(crate) fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// How many of `total` things are shown where `most` are enough, unless `all` is asked for; a single one is never
/// folded.
pub(crate) fn limit(all: bool, most: usize, total: usize) -> usize {
    if all || total <= most + 1 { total } else { most }
}

/// A share between 0 and 1, to four decimals.
pub(crate) fn share(value: f64) -> f64 {
    let rounded = (value.clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0;
    if rounded.is_nan() { 0.0 } else { rounded }
}

/// "a", "a and b", "a, b and c".
pub(crate) fn list<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{clean, cut, list, width, wrap};

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        assert_eq!(clean("a\u{1b}[31mb\u{9b}1m\u{202e}c\u{7}"), "a\u{fffd}[31mb\u{fffd}1m\u{fffd}c\u{fffd}");
        assert_eq!(clean("  two\r\n\t lines "), "two lines");
        assert_eq!(clean("1\u{a0}000"), "1\u{a0}000");
    }

    #[test]
    fn widths_are_those_of_a_terminal() {
        assert_eq!(width("e\u{301}日本"), 5);
        assert_eq!(cut("日本語です", 6), "日本…");
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("anything", 0), "…");
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("", 7), [""]);
    }

    #[test]
    fn lists_read_as_people_write_them() {
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list::<&str>(&[]), "");
    }
}
