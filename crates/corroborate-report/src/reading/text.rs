//! A text cut into sentences and words, words as numbers.

use std::collections::HashMap;
use std::ops::Range;

use corroborate_model::{BlockKind, Document, Span};

use crate::excerpt::sentence_ends;

/// Words as numbers: equal but for case and the form of an apostrophe, equal number.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// For look-ups only.
    numbers: HashMap<String, u32>,
}

impl Words {
    fn number(&mut self, word: &str) -> u32 {
        let mut key = word.to_lowercase();
        if key.contains('’') {
            key = key.replace('’', "'");
        }
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(key).or_insert(next)
    }
}

/// One sentence of a block.
#[derive(Clone, Debug)]
pub(crate) struct Sentence {
    /// Where it stands, white space at both ends left out.
    pub(crate) span: Span,
    /// The block that it is part of: its place in the document.
    pub(crate) block: usize,
    /// What that block is.
    pub(crate) kind: BlockKind,
    /// Its words: a range of [`Text::words`].
    pub(crate) words: Range<usize>,
}

/// The sentences and words of one document.
#[derive(Debug, Default)]
pub(crate) struct Text {
    /// The sentences in order.
    pub(crate) sentences: Vec<Sentence>,
    /// The number of each word, in order.
    pub(crate) words: Vec<u32>,
    /// Where each word stands.
    pub(crate) spans: Vec<Span>,
}

impl Text {
    /// Cuts a document; its words are numbered together with those of other documents.
    pub(crate) fn new(document: &Document, words: &mut Words) -> Text {
        let mut text = Text::default();
        let whole = (BlockKind::Body, Span::new(0, document.text.len()));
        let blocks = document.blocks.iter().map(|block| (block.kind, block.span));
        let blocks: Vec<_> = blocks.chain(document.blocks.is_empty().then_some(whole)).collect();
        for (block, &(kind, span)) in blocks.iter().enumerate() {
            let mut start = 0;
            let inside = span.of(&document.text);
            for end in sentence_ends(inside).chain([inside.len()]) {
                let sentence = inside.get(start..end).unwrap_or("");
                let from = span.start() + start + (sentence.len() - sentence.trim_start().len());
                let sentence = Span::new(from, from + sentence.trim().len());
                if !sentence.is_empty() {
                    text.add(document, sentence, block, kind, words);
                }
                start = end;
            }
        }
        text
    }

    fn add(&mut self, document: &Document, span: Span, block: usize, kind: BlockKind, words: &mut Words) {
        let first = self.words.len();
        for range in word_ranges(span.of(&document.text)) {
            let word = Span::new(span.start() + range.start, span.start() + range.end);
            self.words.push(words.number(word.of(&document.text)));
            self.spans.push(word);
        }
        self.sentences.push(Sentence { span, block, kind, words: first..self.words.len() });
    }

    /// The words of some sentences, after the place of the first.
    pub(crate) fn words_of(&self, sentences: &Range<usize>) -> (usize, &[u32]) {
        let range = self.range(sentences);
        (range.start, self.words.get(range).unwrap_or_default())
    }

    /// Where the words of some sentences stand.
    #[cfg(test)]
    pub(crate) fn spans(&self, sentences: &Range<usize>) -> &[Span] {
        self.spans.get(self.range(sentences)).unwrap_or_default()
    }

    fn range(&self, sentences: &Range<usize>) -> Range<usize> {
        match self.sentences.get(sentences.clone()) {
            Some([only]) => only.words.clone(),
            Some([first, .., last]) => first.words.start..last.words.end,
            _ => 0..0,
        }
    }

    /// The sentence that holds an offset, or the next one.
    pub(crate) fn sentence_at(&self, offset: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|sentence| sentence.span.end() <= offset);
        (at < self.sentences.len()).then_some(at)
    }

    /// Whether a sentence is a header field.
    pub(super) fn is_metadata(&self, sentence: usize) -> bool {
        self.sentences.get(sentence).is_some_and(|sentence| sentence.kind == BlockKind::Metadata)
    }

    /// Whether a sentence belongs to the file or the paper rather than to the story: header fields, bylines, credits.
    pub(super) fn is_header(&self, sentence: usize) -> bool {
        self.sentences.get(sentence).is_some_and(|sentence| {
            matches!(sentence.kind, BlockKind::Metadata | BlockKind::Byline | BlockKind::Credit)
        })
    }

    /// Whether two sentences stand in one block.
    pub(super) fn one_block(&self, one: usize, other: usize) -> bool {
        match (self.sentences.get(one), self.sentences.get(other)) {
            (Some(one), Some(other)) => one.block == other.block,
            _ => false,
        }
    }
}

/// The words of a text: letters, digits and signs of value, with marks inside them ("don't", "2.5", "31-year-old").
fn word_ranges(text: &str) -> Vec<Range<usize>> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '%' | '£' | '$' | '€' | '\u{300}'..='\u{36f}');
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut inside = false;
    while let Some((at, c)) = chars.next() {
        let joins = matches!(c, '\'' | '’' | '.' | ',' | '-' | ':' | '@' | '/')
            && inside
            && chars.peek().is_some_and(|&(_, next)| is_word(next));
        let part = is_word(c) || joins;
        match words.last_mut() {
            Some(word) if part && inside => word.end = at + c.len_utf8(),
            _ if part => words.push(at..at + c.len_utf8()),
            _ => {}
        }
        inside = part;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::word_ranges;

    #[test]
    fn words_keep_the_marks_inside_them() {
        let text = "“It’s £2.5m,” said a 31-year-old (of St. Orrin).";
        let words: Vec<&str> = word_ranges(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(words, ["It’s", "£2.5m", "said", "a", "31-year-old", "of", "St", "Orrin"]);
    }
}
