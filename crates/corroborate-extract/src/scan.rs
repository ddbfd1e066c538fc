//! One document with what the lexicons of speech, names and law say of its words.

use std::ops::Range;

use corroborate_model::{Sentence, Span, TokenKind};

use crate::lexicon::{Entry, LEXICON, Tags};
use crate::phrases::{Key, bare, key};
use crate::{OwnWords, Reading};

/// A phrase of a lexicon in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    /// Its first token.
    pub(crate) start: usize,
    /// The token after its last.
    pub(crate) end: usize,
    /// What it stands for.
    pub(crate) entry: Entry,
}

/// A reading with keys, tags and phrases: made once, looked at by all finders of this crate.
#[derive(Debug)]
pub(crate) struct Scan<'a> {
    /// The reading itself.
    pub(crate) reading: Reading<'a>,
    /// Folded words.
    pub(crate) keys: &'a [Key],
    /// What each word may be; the bits of its shape come from the text itself.
    pub(crate) tags: Vec<Tags>,
    /// Phrases by their first token; inside one lexicon they do not overlap.
    pub(crate) hits: Vec<Hit>,
}

impl<'a> Scan<'a> {
    /// Finds the phrases, those of the lexicons and the own ones.
    pub(crate) fn new(reading: Reading<'a>, own: &OwnWords) -> Scan<'a> {
        let keys = &reading.words.keys;
        let mut tags = reading.words.tags.clone();
        let mut hits = hits(keys, &reading.words.roots);
        own.add_hedges(keys, &mut hits);
        for hit in &hits {
            let tag = match hit.entry {
                Entry::Title(..) => Tags::TITLE,
                Entry::Cue(_) => Tags::CUE,
                _ => continue,
            };
            if let Some(tags) = tags.get_mut(hit.start) {
                *tags = tags.or(tag);
            }
        }
        Scan { reading, keys, tags, hits }
    }

    /// The word at `index`; empty past the end.
    pub(crate) fn word(&self, index: usize) -> &'a str {
        self.reading.word(index)
    }

    /// The tags of a token; none past the end.
    pub(crate) fn tags(&self, index: usize) -> Tags {
        self.tags.get(index).copied().unwrap_or(Tags::NONE)
    }

    /// Whether the token at `index` is one of these.
    pub(crate) fn is(&self, index: usize, tags: Tags) -> bool {
        self.tags(index).any(tags)
    }

    /// What the token at `index` is.
    pub(crate) fn kind(&self, index: usize) -> Option<TokenKind> {
        self.reading.tokens.get(index).map(|token| token.kind)
    }

    /// Whether white space stands before the token at `index`.
    pub(crate) fn spaced(&self, index: usize) -> bool {
        self.reading.tokens.get(index).is_some_and(|token| token.spaced)
    }

    /// The key of the word at `index` without a possessive ending.
    pub(crate) fn bare_key(&self, index: usize) -> Key {
        let word = self.word(index);
        let bare = bare(word);
        if bare.len() == word.len() { self.keys.get(index).copied().unwrap_or_default() } else { key(bare) }
    }

    /// Whether the word at `index` ends in a possessive.
    pub(crate) fn is_possessive(&self, index: usize) -> bool {
        let word = self.word(index);
        bare(word).len() != word.len()
    }

    /// The phrases that start in a range of tokens.
    pub(crate) fn hits_in(&self, tokens: Range<usize>) -> &[Hit] {
        let from = self.hits.partition_point(|hit| hit.start < tokens.start);
        let to = self.hits.partition_point(|hit| hit.start < tokens.end);
        self.hits.get(from..to).unwrap_or(&[])
    }

    /// The bytes that a range of tokens covers.
    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        let tokens = self.reading.tokens.get(tokens).unwrap_or(&[]);
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The words that a range of tokens covers.
    pub(crate) fn text(&self, tokens: Range<usize>) -> &'a str {
        self.span(tokens).of(self.reading.text())
    }

    /// The tokens that lie wholly inside a span.
    pub(crate) fn tokens_in(&self, span: Span) -> Range<usize> {
        let from = self.reading.tokens.partition_point(|token| token.span.start() < span.start());
        let to = self.reading.tokens.partition_point(|token| token.span.end() <= span.end());
        from..to.max(from)
    }

    /// The index of the sentence that holds the byte at `offset`, else of the one before it.
    pub(crate) fn sentence_at(&self, offset: usize) -> usize {
        self.reading.sentences.partition_point(|sentence| sentence.span.start() <= offset).saturating_sub(1)
    }

    /// The sentence with this index, or an empty one.
    pub(crate) fn sentence(&self, index: usize) -> Range<usize> {
        self.reading.sentences.get(index).map_or(0..0, |sentence: &Sentence| sentence.tokens.clone())
    }

    /// The block that holds the token at `index`: an index into the document's blocks.
    pub(crate) fn block_of(&self, index: usize) -> Option<usize> {
        let offset = self.span(index..index + 1).start();
        self.reading.document.blocks.partition_point(|block| block.span.start() <= offset).checked_sub(1)
    }

    /// Whether a clause with a verb of its own seems to stand in these tokens.
    pub(crate) fn has_verb(&self, mut tokens: Range<usize>) -> bool {
        tokens.any(|index| self.is_verb(index))
    }

    /// Whether the word at `index` can carry a clause: an auxiliary, a known past, or a form in "-ed".
    pub(crate) fn is_verb(&self, index: usize) -> bool {
        self.is(index, Tags::FINITE.or(Tags::PAST))
    }
}

fn hits(keys: &[Key], roots: &[(usize, u32)]) -> Vec<Hit> {
    let phrases = &LEXICON.phrases;
    let mut hits: Vec<Hit> = Vec::with_capacity(keys.len() / 8);
    let mut covered = [0; Entry::LEXICONS];
    for &(start, root) in roots {
        let first = hits.len();
        phrases.at(root, keys, start, |len, entries| {
            for &entry in entries {
                // Longer phrases come later and replace a shorter one of their lexicon.
                if let Some(at) = (first..hits.len()).find(|&at| hits[at].entry.lexicon() == entry.lexicon())
                {
                    hits[at] = Hit { start, end: start + len, entry };
                } else if covered.get(entry.lexicon()).is_some_and(|&end| end <= start) {
                    hits.push(Hit { start, end: start + len, entry });
                }
            }
        });
        for hit in hits.iter().skip(first) {
            if let Some(end) = covered.get_mut(hit.entry.lexicon()) {
                *end = hit.end;
            }
        }
    }
    hits
}
