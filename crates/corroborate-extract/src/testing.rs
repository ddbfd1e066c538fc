//! Readings for tests.

use corroborate_model::{Block, BlockKind, Document, Span};

use crate::Reading;

/// A document with one body block.
pub(crate) fn body(text: &str) -> Document {
    let block = Block { kind: BlockKind::Body, span: Span::new(0, text.len()) };
    Document { text: text.to_owned(), blocks: vec![block], ..Document::default() }
}

/// Hands the reading of a document to `look`.
pub(crate) fn read<T>(document: &Document, look: impl FnOnce(Reading<'_>) -> T) -> T {
    let tokens = crate::tokens::tokenize(document);
    let sentences = crate::sentences::split(document, &tokens);
    let words = crate::words::Words::new(document, &tokens);
    look(Reading { document, tokens: &tokens, sentences: &sentences, words: &words })
}
