//! An excerpt set into lines, with marks under the changed words where there is no colour.

use corroborate_model::{Document, Span};

use super::style::{Style, Tone};
use crate::excerpt::{Cell, Emphasis, cells, runs};

/// The lines that show `span` of a document.
pub(super) fn lines(
    document: &Document,
    span: Span,
    focus: Option<Span>,
    width: usize,
    style: Style,
) -> Vec<String> {
    let cells = cells(document, span, focus);
    let mut lines = Vec::new();
    for line in wrap(&cells, width.max(10)) {
        lines.push(paint(line, style));
        if !style.color && line.iter().any(|cell| cell.emphasis == Emphasis::Focus) {
            lines.push(carets(line));
        }
    }
    lines
}

/// Breaks cells into lines: at spaces, or inside a word that does not fit a line.
fn wrap(cells: &[Cell], width: usize) -> Vec<&[Cell]> {
    let mut lines = Vec::new();
    let mut rest = cells;
    while !rest.is_empty() {
        let mut used = 0;
        let fits = rest.iter().take_while(|cell| {
            used += cell.columns;
            used <= width
        });
        let fits = fits.count().max(1);
        if fits == rest.len() {
            lines.push(rest);
            break;
        }
        let space = rest.iter().take(fits + 1).rposition(|cell| cell.text == " ").filter(|&space| space > 0);
        let (line, tail) = rest.split_at(space.unwrap_or(fits));
        lines.push(line);
        rest = if space.is_some() { tail.get(1..).unwrap_or_default() } else { tail };
    }
    lines
}

fn paint(line: &[Cell], style: Style) -> String {
    let tone = |emphasis| match emphasis {
        Emphasis::Context => Tone::Faint,
        Emphasis::Words => Tone::Plain,
        Emphasis::Focus => Tone::Focus,
    };
    runs(line).map(|(emphasis, text)| style.paint(tone(emphasis), &text)).collect()
}

fn carets(line: &[Cell]) -> String {
    let sign = |cell: &Cell| if cell.emphasis == Emphasis::Focus { "^" } else { " " };
    let marks: String = line.iter().map(|cell| sign(cell).repeat(cell.columns)).collect();
    marks.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use corroborate_model::{Document, Span};

    use super::lines;
    use crate::render::terminal::style::Style;

    #[track_caller]
    fn shows(text: &str, words: &str, width: usize, expected: &[&str]) {
        let start = text.find(words).unwrap();
        let span = Span::new(start, start + words.len());
        let document = Document { text: text.to_owned(), ..Document::default() };
        assert_eq!(lines(&document, span, None, width, Style { color: false }), expected);
    }

    #[test]
    fn shows_the_sentence_and_marks_the_words() {
        let text = "It rained. Ten people\nwere hurt, e.g. by glass. It stopped.";
        shows(text, "Ten people", 60, &["Ten people were hurt, e.g. by glass.", "^^^^^^^^^^"]);
        shows(text, "It rained.", 60, &["It rained."]);
        shows(text, "hurt", 12, &["Ten people", "were hurt,", "     ^^^^", "e.g. by", "glass."]);
    }

    #[test]
    fn wide_and_combined_characters_keep_the_marks_in_place() {
        shows("Cafe\u{301} 日本 ten left", "ten", 60, &["Cafe\u{301} 日本 ten left", "          ^^^"]);
    }

    #[test]
    fn cuts_long_context_at_words() {
        let text = format!("{}ten{}", "left ".repeat(50), " right".repeat(50));
        let start = text.find("ten").unwrap();
        let document = Document { text, ..Document::default() };
        let shown = lines(&document, Span::new(start, start + 3), None, 1000, Style { color: false });
        assert!(shown[0].starts_with("…left left") && shown[0].ends_with("right right…"), "{shown:?}");
        assert_eq!(shown[1].trim_start(), "^^^");
    }

    #[test]
    fn spans_that_do_not_fit_show_nothing() {
        let document = Document { text: "über".to_owned(), ..Document::default() };
        for span in [Span::new(1, 2), Span::new(90, 99), Span::new(3, 99)] {
            let shown = lines(&document, span, Some(span), 40, Style { color: false });
            assert!(shown.len() <= 2, "{shown:?}");
        }
    }
}
