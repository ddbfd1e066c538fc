//! What every extractor looks at.

use corroborate_model::{Block, BlockKind, Document, Sentence, Token};

use crate::vocabulary::{Entry, Tag};
use crate::words::Words;

/// One document with its tokens and sentences: the common view of all extractors.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its tokens, in order.
    pub tokens: &'a [Token],
    /// Its sentences, in order.
    pub sentences: &'a [Sentence],
    /// What the lexicons say of each token.
    pub(crate) words: &'a Words<'a>,
}

impl<'a> Reading<'a> {
    /// The whole text.
    #[inline]
    pub fn text(&self) -> &'a str {
        &self.document.text
    }

    /// The words of the token at `index`; empty past the end.
    #[inline]
    pub fn word(&self, index: usize) -> &'a str {
        self.words.words.get(index).copied().unwrap_or("")
    }

    /// What the lexicons say of the token at `index`.
    #[inline]
    pub(crate) fn entry(&self, index: usize) -> &'static Entry {
        self.words.entries.get(index).copied().unwrap_or(Tag::NONE).entry()
    }

    /// Whether one of these may start with the token at `index`.
    #[inline]
    pub(crate) fn starts(&self, index: usize, what: u8) -> bool {
        self.words.entries.get(index).is_some_and(|tag| tag.starts(what))
    }

    /// The index of the sentence that holds the token at `index`, or of the next one after it.
    pub(crate) fn sentence_at(&self, index: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= index)
    }

    /// The tokens of a sentence.
    pub fn tokens_of(&self, sentence: &Sentence) -> &'a [Token] {
        self.tokens.get(sentence.tokens.clone()).unwrap_or(&[])
    }

    /// The block a sentence stands in.
    pub fn block_of(&self, sentence: &Sentence) -> Option<&'a Block> {
        self.document.blocks.get(sentence.block)
    }

    /// What the block of a sentence is; body where unknown.
    pub fn kind_of(&self, sentence: &Sentence) -> BlockKind {
        self.block_of(sentence).map_or(BlockKind::Body, |block| block.kind)
    }
}
