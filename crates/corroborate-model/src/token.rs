//! Words and sentences.

use std::ops::Range;

use crate::Span;

/// The smallest unit of a text: a word, a number, a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether white space stands before it (or it is the first of its block).
    pub spaced: bool,
}

/// What a token is.
///
/// Hyphenated words fall into their parts and the hyphen; a contraction ("isn't") and a possessive
/// ("force's") are one word; a number keeps its separators ("1,200.5", "11.40") and a vulgar fraction ("3½").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with an apostrophe inside or at the end.
    Word,
    /// Starts with a digit, or is a vulgar fraction.
    Number,
    /// A letter-digit mixture written together that starts with a letter (R417, A34, COVID19).
    Code,
    /// Punctuation and quotation marks, one character each ("..." and "--" are one token).
    Mark,
    /// Everything else: currency signs, per cent, emoji.
    Symbol,
}

/// A sentence, or what stands for one (a headline, a list item, a caption).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, white space left out.
    pub span: Span,
    /// Its tokens: indexes into [`Analysis::tokens`](crate::Analysis::tokens).
    pub tokens: Range<usize>,
    /// Its block: an index into [`Document::blocks`](crate::Document::blocks).
    pub block: usize,
}
