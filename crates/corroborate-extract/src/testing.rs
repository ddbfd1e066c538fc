//! Documents for tests: paragraphs separated by empty lines, with a kind in front where it is not the body.

use corroborate_model::{Block, BlockKind, Document, Sentence, Span, Token};

use crate::Reading;
use crate::vocabulary::Tag;

/// What a [`Reading`] borrows.
pub(crate) struct Owned {
    document: Document,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    tags: Vec<Tag>,
}

impl Owned {
    pub(crate) fn reading(&self) -> Reading<'_> {
        Reading {
            document: &self.document,
            tokens: &self.tokens,
            sentences: &self.sentences,
            tags: &self.tags,
        }
    }
}

/// One body block.
pub(crate) fn read(text: &str) -> Owned {
    let block = Block { kind: BlockKind::Body, span: Span::new(0, text.len()) };
    let document = Document { text: text.to_owned(), blocks: vec![block], ..Document::default() };
    let tokens = crate::tokens::tokenize(&document);
    let sentences = crate::sentences::split(&document, &tokens);
    let tags = crate::vocabulary::tag(&document.text, &tokens);
    Owned { document, tokens, sentences, tags }
}
