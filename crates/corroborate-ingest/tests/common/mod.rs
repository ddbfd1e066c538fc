//! What the tests of this crate share.
#![allow(dead_code, unreachable_pub)]

use corroborate_ingest::{Limits, read};
use corroborate_model::{Document, Source};

/// Reads a source that has to be readable, and checks what holds for every document.
#[track_caller]
pub fn document(source: &Source) -> Document {
    let document = read(source, &Limits::default()).unwrap_or_else(|error| panic!("{error}"));
    check(&document, source.bytes.len());
    document
}

/// Blocks lie in the text, trimmed, in order and apart; the map leads forward through the file.
#[track_caller]
pub fn check(document: &Document, bytes: usize) {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        let words = block.span.of(text);
        assert!(!words.is_empty(), "{block:?} does not resolve");
        assert_eq!(words, words.trim(), "{block:?} is not trimmed");
        assert!(block.span.start() >= end, "{block:?} overlaps the block before");
        end = block.span.end();
    }
    let mut last = document.map.position(text, 0);
    for (offset, _) in text.char_indices().take(4_000) {
        let at = document.map.position(text, offset);
        assert!(at.byte >= last.byte, "{offset}: byte {} after {}", at.byte, last.byte);
        assert!(at.line >= last.line && at.line > 0 && at.column > 0, "{offset}: {at:?} after {last:?}");
        assert!(at.byte <= bytes, "{offset}: {at:?} lies past the file");
        last = at;
    }
    if let Some(span) = document.meta.published_at {
        assert!(!span.of(text).is_empty(), "the date's place does not resolve");
    }
}

/// One line a block: kind and words, line feeds, tabs and hard spaces shown as signs.
pub fn blocks(document: &Document) -> String {
    let line = |block: &corroborate_model::Block| {
        let words =
            block.span.of(&document.text).replace('\n', "⏎").replace('\t', "⇥").replace('\u{A0}', "⍽");
        format!("{:<12} {words}\n", format!("{:?}", block.kind))
    };
    document.blocks.iter().map(line).collect()
}
