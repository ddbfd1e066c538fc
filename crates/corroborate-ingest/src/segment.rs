//! Cuts plain text into parts: paragraphs between empty lines, lines that stand for paragraphs, list items.
//!
//! A line break inside a paragraph is joined only where the text is hard-wrapped: where the next word would not have
//! fitted on the line. Otherwise each line is a part, as in texts with one paragraph a line and in tables.

use std::ops::Range;

use crate::blocks::{Part, Shape, looks};

/// Lines of hard-wrapped text are at most this long, in characters.
const MAX_WRAP: usize = 120;
/// The longest line of hard-wrapped text has at least this many characters.
const MIN_WRAP: usize = 45;
/// Characters that a wrapped line may fall short of the longest line.
const SLACK: usize = 3;

/// One line that is not empty.
#[derive(Clone, Debug)]
struct Line {
    /// Bytes of the text, white space at both ends left out.
    range: Range<usize>,
    /// White space before it.
    indent: usize,
    /// Whether an empty line, or nothing, stands before it.
    opens: bool,
}

/// The parts of `text` from `from` on.
pub(crate) fn parts(text: &str, from: usize) -> Vec<Part> {
    let lines = lines(text, from);
    let width = wrap_width(text, &lines);
    let mut parts: Vec<Part> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let words = text.get(line.range.clone()).unwrap_or("");
        let before = index.checked_sub(1).and_then(|before| lines.get(before)).filter(|_| !line.opens);
        if let (Some(before), Some(last)) = (before, parts.last_mut())
            && joins(text, before, line, width)
        {
            last.range.end = line.range.end;
            continue;
        }
        let marker = looks::marker(words).unwrap_or(0);
        let shape = if marker > 0 { Shape::Item } else { Shape::Paragraph };
        parts.push(Part { range: line.range.start + marker..line.range.end, shape, tight: before.is_some() });
    }
    parts
}

/// The lines that hold anything; a line of mere marks counts as empty.
fn lines(text: &str, from: usize) -> Vec<Line> {
    let (mut found, mut opens, mut offset) = (Vec::new(), true, from);
    for line in text.get(from..).unwrap_or("").split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let words = line.trim();
        if words.is_empty() || (words.len() < 200 && looks::is_rule(words)) {
            opens = true;
            continue;
        }
        let indent = line.len() - line.trim_start().len();
        found.push(Line { range: start + indent..start + indent + words.len(), indent, opens });
        opens = false;
    }
    found
}

/// The width at which the text is wrapped, if it is.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let inside = |pair: &&[Line]| matches!(pair, [_, second] if !second.opens);
    let length = |line: &Line| {
        if line.range.len() > 4 * MAX_WRAP {
            line.range.len()
        } else {
            words(text, line).chars().count() + line.indent
        }
    };
    let mut width = 0;
    for pair in lines.windows(2).filter(inside) {
        width = width.max(pair.iter().map(length).max().unwrap_or(0));
        if width > MAX_WRAP {
            return None;
        }
    }
    if width < MIN_WRAP {
        return None;
    }
    let (mut full, mut all) = (0usize, 0usize);
    for pair in lines.windows(2).filter(inside) {
        if let [first, second] = pair {
            all += 1;
            full += usize::from(is_full(text, first, second, width));
        }
    }
    (full >= 2 && full * 10 >= all * 6).then_some(width)
}

fn words<'a>(text: &'a str, line: &Line) -> &'a str {
    text.get(line.range.clone()).unwrap_or("")
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let first = words(text, next).split_whitespace().next().unwrap_or("");
    words(text, line).chars().count() + line.indent + 1 + first.chars().count() + SLACK > width
}

/// Whether `line` goes on where `before` broke off.
fn joins(text: &str, before: &Line, line: &Line, width: Option<usize>) -> bool {
    let (above, below) = (words(text, before), words(text, line));
    if looks::marker(below).is_some() || below.len() > 4 * MAX_WRAP || above.len() > 4 * MAX_WRAP {
        return false;
    }
    let goes_on =
        below.starts_with(char::is_lowercase) && !looks::ends_sentence(above) && !above.ends_with(':');
    let new_paragraph = line.indent >= before.indent + 2 && looks::marker(above).is_none();
    match width {
        Some(width) => goes_on || (is_full(text, before, line, width) && !new_paragraph),
        None => goes_on && !below.contains("://"),
    }
}

#[cfg(test)]
mod tests {
    use super::parts;
    use crate::blocks::Shape;

    fn cut(text: &str) -> Vec<&str> {
        parts(text, 0).into_iter().map(|part| &text[part.range]).collect()
    }

    #[test]
    fn empty_lines_part_paragraphs_and_so_do_lines() {
        assert_eq!(cut("One.\n\n  \n\nTwo.\n"), ["One.", "Two."]);
        assert_eq!(
            cut("First paragraph, long or not.\nSecond one.\nThird."),
            ["First paragraph, long or not.", "Second one.", "Third."]
        );
        assert_eq!(cut("Attendance: 8,642\nReferee: H Court"), ["Attendance: 8,642", "Referee: H Court"]);
        assert_eq!(cut("The line breaks\nin a sentence."), ["The line breaks\nin a sentence."]);
        assert_eq!(cut("a\n-----\nb"), ["a", "b"]);
    }

    #[test]
    fn hard_wrapped_lines_are_one_paragraph() {
        let wrapped = "The harbour was closed on Monday after the storm had torn\nthree boats from their moorings. Nobody was hurt, the\nharbour master said.\n\nFerries will not sail before Friday at the earliest, and\nDover is closed as well.\n\n- one item that is long enough to be wrapped here by the\n  editor\n- two\n";
        assert_eq!(
            cut(wrapped),
            [
                "The harbour was closed on Monday after the storm had torn\nthree boats from their moorings. Nobody was hurt, the\nharbour master said.",
                "Ferries will not sail before Friday at the earliest, and\nDover is closed as well.",
                "one item that is long enough to be wrapped here by the\n  editor",
                "two",
            ]
        );
    }

    #[test]
    fn items_lose_their_marker() {
        let text = "* The model\n* 12 kettles\n1. Okafor's moment\nDanny is 22.";
        let shapes: Vec<_> = parts(text, 0).into_iter().map(|p| (p.shape, p.tight, &text[p.range])).collect();
        assert_eq!(
            shapes,
            [
                (Shape::Item, false, "The model"),
                (Shape::Item, true, "12 kettles"),
                (Shape::Item, true, "Okafor's moment"),
                (Shape::Paragraph, true, "Danny is 22."),
            ]
        );
    }
}
