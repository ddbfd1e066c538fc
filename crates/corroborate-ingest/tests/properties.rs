//! What holds for any input: no panic, spans that resolve, a map that leads forward and back to the right bytes.

mod common;

use corroborate_model::{Document, Format, Source};
use proptest::prelude::*;

const STORY: &str = "Café owners hurt in £9m harbour fire\n\nBy Ann Lée, Tarnside\n\nTwo people — both in their 60s — were hurt.\n\n“It’s over,” said Zoë Ost. “We’ll go.”\n\nA van. Picture: Agency\n";

/// The same story in other bytes: line ends and encodings.
fn variants() -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = |little: bool| -> Vec<u8> {
        let unit = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        std::iter::once(0xFEFF).chain(STORY.encode_utf16()).flat_map(unit).collect()
    };
    let western = STORY
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            '’' => 0x92,
            '—' => 0x97,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    vec![
        ("UTF-8", STORY.as_bytes().to_vec()),
        ("UTF-8 with mark", format!("\u{FEFF}{STORY}").into_bytes()),
        ("CRLF", STORY.replace('\n', "\r\n").into_bytes()),
        ("CR", STORY.replace('\n', "\r").into_bytes()),
        ("UTF-16LE", utf16(true)),
        ("UTF-16BE", utf16(false)),
        ("Windows-1252", western),
    ]
}

#[test]
fn encodings_and_line_ends_make_no_difference() {
    let plain = common::document(&Source::new("x", STORY));
    assert_eq!(plain.blocks.len(), 6, "{}", common::blocks(&plain));
    for (name, bytes) in variants() {
        let document = common::document(&Source::from_bytes("x", bytes.clone()));
        assert_eq!(document.text, plain.text, "{name}");
        assert_eq!(document.blocks, plain.blocks, "{name}");
        assert_eq!(document.meta, plain.meta, "{name}");
        for (offset, c) in document.text.char_indices().filter(|(_, c)| *c != '\n') {
            let at = document.map.position(&document.text, offset);
            let there = plain.map.position(&plain.text, offset);
            assert_eq!((at.line, at.column), (there.line, there.column), "{name} {offset}");
            assert!(stands_there(name, &bytes[at.byte..], c), "{name}: {c:?} is not at byte {}", at.byte);
        }
    }
}

/// Whether the bytes start with `c` in that encoding.
fn stands_there(name: &str, bytes: &[u8], c: char) -> bool {
    let mut units = [0; 2];
    let units = c.encode_utf16(&mut units);
    match name {
        "UTF-16LE" => bytes.starts_with(&units[0].to_le_bytes()),
        "UTF-16BE" => bytes.starts_with(&units[0].to_be_bytes()),
        "Windows-1252" => !c.is_ascii() || bytes[0] == c as u8,
        _ => bytes.starts_with(c.to_string().as_bytes()),
    }
}

#[test]
fn what_is_never_shown_is_dropped_and_the_map_knows() {
    let source = Source::new("x", "Foot\u{AD}ball\u{200B} was\u{FEFF} off.\r\nTwo hurt.");
    let document = common::document(&source);
    assert_eq!(document.text, "Football was off.\nTwo hurt.");
    let at = document.map.position(&document.text, document.text.find("off").unwrap());
    assert_eq!((at.byte, at.line, at.column), (21, 1, 17));
}

#[test]
fn words_of_pages_lead_back_to_their_bytes() {
    let page = "<article>\n<h1>Caf&eacute; fire</h1>\n<p>Two <b>people</b>&nbsp;were\n  hurt &amp; &pound;9m\u{AD} lost.</p></article>";
    let document = common::document(&Source { format: Some(Format::Html), ..Source::new("x", page) });
    assert_eq!(document.text, "Café fire\n\nTwo people\u{A0}were hurt & £9m lost.");
    for (word, there) in [
        ("fire", "fire</h1>"),
        ("people", "people</b>"),
        ("hurt", "hurt &amp;"),
        ("£", "&pound;"),
        ("lost", "lost."),
    ] {
        let at = document.map.position(&document.text, document.text.find(word).unwrap());
        assert!(page[at.byte..].starts_with(there), "{word}: {}", &page[at.byte..]);
        assert_eq!(at.line, page[..at.byte].matches('\n').count() + 1, "{word}");
    }
}

/// Pieces that texts, pages and headers are made of.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9 ,.:’“”£é—]{0,40}",
        prop::sample::select(vec![
            "\n",
            "\n\n",
            "\r\n",
            "---\n",
            "```yaml\n",
            "```",
            "title: a\n",
            "date: 2024-01-02\n",
            "- ",
            "1. ",
            "> ",
            "# ",
            "| a | b |\n|---|---|\n",
            "**",
            "_",
            "<p>",
            "</p>",
            "<div class=\"meta\">",
            "</div>",
            "<article>",
            "</article>",
            "<br>",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<q>",
            "</q>",
            "<table><tr><td>",
            "</table>",
            "<li>",
            "<blockquote>",
            "<cite>",
            "&amp;",
            "&#8217;",
            "&",
            "<",
            ">",
            "<h1>",
            "<figcaption>",
            "<time>",
            "Credit: X",
            "Notes to editors\n",
            "By Ann Lee\n",
            "\u{AD}",
            "\u{200B}",
            "\u{FEFF}",
            "12 May 2024",
            "0808 157 0142",
            "<a href=\"",
            "\"",
            "[x](y)",
            "![x](y)",
            "\t",
            "\u{A0}",
            " date 2024-01-02 ",
        ])
        .prop_map(str::to_owned),
    ]
}

fn read_all(bytes: &[u8]) -> Vec<Document> {
    let formats = [None, Some(Format::Text), Some(Format::Markdown), Some(Format::Html)];
    formats
        .into_iter()
        .filter_map(|format| {
            let source = Source { format, ..Source::from_bytes("x", bytes.to_vec()) };
            corroborate_ingest::read(&source, &corroborate_ingest::Limits::default()).ok()
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_mixture_is_read(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        let documents = read_all(text.as_bytes());
        prop_assert_eq!(documents.len(), if text.is_empty() { 0 } else { 4 });
        documents.iter().for_each(|document| common::check(document, text.len()));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_all(&bytes).iter().for_each(|document| common::check(document, bytes.len()));
    }

    #[test]
    fn plain_text_keeps_every_byte(text in "[a-zA-Z0-9 \n.,:’“£é—*-]{1,300}") {
        let source = Source { format: Some(Format::Text), ..Source::new("x", text.as_str()) };
        let document = common::document(&source);
        prop_assert_eq!(&document.text, &text);
        for (offset, _) in text.char_indices() {
            prop_assert_eq!(document.map.position(&text, offset).byte, offset);
        }
    }
}

#[test]
fn deep_and_long_inputs_are_bounded() {
    for (format, bytes) in [
        (Format::Html, "<div>".repeat(100_000) + "x"),
        (Format::Html, "<p><table><td>".repeat(30_000) + "x"),
        (Format::Html, "<b><i>".repeat(50_000) + "x"),
        (Format::Html, "<a \"".repeat(100_000) + ">x"),
        (Format::Html, "<".repeat(300_000)),
        (Format::Html, "<script>".repeat(100_000)),
        (Format::Html, "<!--".repeat(100_000)),
        (Format::Markdown, "> ".repeat(20_000) + "x"),
        (Format::Markdown, "*a_ [".repeat(50_000)),
        (Format::Markdown, "---\na: ".to_owned() + &"[".repeat(50_000) + "\n---\ntext"),
        (Format::Text, "word ".repeat(400_000)),
        (Format::Text, ": ".repeat(400_000)),
        (Format::Text, "a\n".repeat(100_000)),
    ] {
        let source = Source { format: Some(format), ..Source::new("x", bytes) };
        let document = common::document(&source);
        assert_eq!(document.id, "x");
    }
}
