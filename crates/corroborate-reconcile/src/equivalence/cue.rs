//! Words that matter to a rule, kept in files that an editor can read, and where they stand in a sentence.
//!
//! A lexicon line is `tag: phrase, phrase, …`; phrases are folded words with single spaces, hyphens standing alone
//! (`would - be`). The longest phrase wins, and phrases do not overlap.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt as _};

use super::case::Step;
use crate::witness::Witness;

/// Phrases of one lexicon by their first word, the longest first.
pub(crate) struct Phrases {
    by_first: HashMap<&'static str, Vec<(Vec<&'static str>, &'static str)>>,
}

/// A phrase in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Its tokens, by their number in the text.
    pub tokens: Range<usize>,
    /// The tag of its line.
    pub tag: &'static str,
}

impl Phrases {
    /// Reads a lexicon.
    pub(crate) fn load(text: &'static str) -> Phrases {
        let mut by_first: HashMap<&'static str, Vec<(Vec<&'static str>, &'static str)>> = HashMap::new();
        for (tag, phrases) in entries(text) {
            for phrase in phrases.split(',') {
                let parts: Vec<&'static str> = phrase.split_whitespace().collect();
                if let Some(&first) = parts.first() {
                    by_first.entry(first).or_default().push((parts, tag));
                }
            }
        }
        for list in by_first.values_mut() {
            list.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
        }
        Phrases { by_first }
    }

    /// The phrases of a sentence, in order.
    pub(crate) fn find(&self, line: &Line<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while let Some(word) = line.words.get(at) {
            let rest = &line.words[at..];
            let found = self.by_first.get(word.as_ref()).and_then(|list| {
                list.iter().find(|(parts, _)| {
                    parts.len() <= rest.len() && parts.iter().zip(rest).all(|(p, w)| p == w)
                })
            });
            match found {
                Some((parts, tag)) => {
                    hits.push(Hit { tokens: line.start + at..line.start + at + parts.len(), tag });
                    at += parts.len();
                }
                None => at += 1,
            }
        }
        hits
    }
}

/// The lines of a lexicon as tag and the rest.
pub(crate) fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
        .map(|(tag, rest)| (tag.trim(), rest.trim()))
}

/// The folded words of a sentence, marks included.
pub(crate) struct Line<'t> {
    /// The number of its first token.
    pub start: usize,
    /// Word by word.
    pub words: Cow<'t, [Cow<'t, str>]>,
    /// What was read of the sentence already, where it is one of a text.
    pub notes: Option<&'t Notes>,
}

/// What is read of a sentence at most once.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// Its clauses.
    pub clauses: OnceLock<Vec<Range<usize>>>,
    /// Its words of denial.
    pub negations: OnceLock<Vec<Hit>>,
    /// Its steps of a criminal case.
    pub steps: OnceLock<Vec<Step>>,
}

impl<'t> Line<'t> {
    /// The words of a sentence of a text.
    pub(crate) fn new(witness: &'t Witness<'_>, sentence: usize) -> Line<'t> {
        let line = Line::of(witness, witness.sentence(sentence).tokens.clone());
        Line { notes: witness.notes.get(sentence), ..line }
    }

    /// The words of some tokens of a text.
    pub(crate) fn of(witness: &'t Witness<'_>, tokens: Range<usize>) -> Line<'t> {
        let start = tokens.start;
        let words = witness.folded.get(tokens).unwrap_or(&[]);
        Line { start, words: Cow::Borrowed(words), notes: None }
    }

    /// The word of a token; empty outside the sentence.
    pub(crate) fn word(&self, token: usize) -> &str {
        token.checked_sub(self.start).and_then(|at| self.words.get(at)).map_or("", |word| word)
    }
}
