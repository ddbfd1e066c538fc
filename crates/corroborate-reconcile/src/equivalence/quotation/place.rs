//! Where the words of a quotation stand in the base: runs of equal words, found through an index of three-word groups.
//!
//! A run counts where it is long, or where it lies in step with a long one beside it: "at the end of" stands in every
//! text and proves nothing. Cost is linear in both texts; groups that come again and again are tried a few times only.

use std::ops::Range;

use corroborate_model::{Payload, Quotation};
use foldhash::{HashMap, HashMapExt as _};

use crate::witness::{Class, Witness};

/// How many places of one three-word group are tried.
const TRIES: usize = 16;
/// How many places of a quoted word or two are tried.
const SHORT_TRIES: usize = 128;
/// A run of so many words stands by itself.
const ANCHOR: usize = 5;
/// How far from a run a shorter one may stand, in words.
const NEAR: usize = 60;

/// Equal words: positions in the segment's words and in the base's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub other: Range<usize>,
    pub base: Range<usize>,
}

/// The words of some tokens, marks left out.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// Index of the token of each word.
    pub tokens: Vec<usize>,
    /// The sentence each word stands in; never falls.
    pub sentence: Vec<usize>,
    exact: Vec<u32>,
}

impl Words {
    pub(super) fn new(witness: &Witness<'_>, tokens: impl Iterator<Item = usize>) -> Words {
        let tokens: Vec<usize> = tokens.filter(|&token| witness.is_word(token)).collect();
        let exact = tokens.iter().map(|&token| witness.terms[token].exact).collect();
        let at = |token: usize| {
            witness.analysis.tokens.get(token).and_then(|t| witness.sentence_at(t.span.start()))
        };
        // Words outside all sentences go with the sentence before, so that the numbers never fall.
        let carry = |last: &mut usize, &token: &usize| {
            *last = at(token).map_or(*last, |sentence| sentence.max(*last));
            Some(*last)
        };
        let sentence = tokens.iter().scan(0, carry).collect();
        Words { tokens, sentence, exact }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn exact(&self, words: Range<usize>) -> &[u32] {
        self.exact.get(words).unwrap_or(&[])
    }

    /// From the first to the last token of some words.
    pub(super) fn token_range(&self, words: Range<usize>) -> Range<usize> {
        match (self.tokens.get(words.start), self.tokens.get(words.end.wrapping_sub(1))) {
            (Some(&first), Some(&last)) if !words.is_empty() => first..last + 1,
            (Some(&first), _) => first..first,
            (None, _) => self.tokens.last().map_or(0..0, |&last| last + 1..last + 1),
        }
    }
}

/// Which words of the base are whose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Voice {
    /// The quotation claim.
    pub claim: usize,
    /// Its segment.
    pub segment: usize,
}

/// The base's words, ready to be searched.
pub(super) struct Ground<'c, 'a> {
    pub witness: &'c Witness<'a>,
    pub words: Words,
    /// The direct quotation each word stands in.
    pub voice: Vec<Option<Voice>>,
    /// Numbers the stretches that lie in one sentence and one quotation, or none; grows along the text.
    part: Vec<u32>,
    first: HashMap<u64, u32>,
    next: Vec<u32>,
    first_word: HashMap<u32, u32>,
    next_word: Vec<u32>,
}

/// The payload of a direct quotation.
pub(super) fn direct<'a>(witness: &Witness<'a>, claim: usize) -> Option<&'a Quotation> {
    match &witness.analysis.claims.get(claim)?.payload {
        Payload::Quotation(quotation) if quotation.direct => Some(quotation),
        _ => None,
    }
}

/// All direct quotations of a text.
pub(super) fn all_direct<'a>(witness: &Witness<'a>) -> impl Iterator<Item = (usize, &'a Quotation)> {
    (0..witness.analysis.claims.len())
        .filter_map(move |claim| direct(witness, claim).map(|quotation| (claim, quotation)))
}

fn group(words: &[u32]) -> u64 {
    words
        .iter()
        .fold(0, |key, &word| (key ^ u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23))
}

impl<'c, 'a> Ground<'c, 'a> {
    pub(super) fn new(witness: &'c Witness<'a>) -> Ground<'c, 'a> {
        let sentences = witness.analysis.sentences.iter();
        let words = Words::new(witness, sentences.flat_map(|sentence| sentence.tokens.clone()));
        let mut voice = vec![None; words.len()];
        for (claim, quotation) in all_direct(witness) {
            for (segment, &span) in quotation.segments.iter().enumerate() {
                let tokens = witness.tokens_in(span);
                let from = words.tokens.partition_point(|&token| token < tokens.start);
                let to = words.tokens.partition_point(|&token| token < tokens.end);
                voice[from..to].fill(Some(Voice { claim, segment }));
            }
        }
        let mut ground = Ground {
            witness,
            words,
            voice,
            part: Vec::new(),
            first: HashMap::new(),
            next: Vec::new(),
            first_word: HashMap::new(),
            next_word: Vec::new(),
        };
        ground.number_parts();
        ground.index();
        ground
    }

    fn number_parts(&mut self) {
        let mut part = 0;
        for at in 0..self.words.len() {
            let claim = |at: usize| self.voice[at].map(|voice| voice.claim);
            if at > 0
                && (self.words.sentence[at] != self.words.sentence[at - 1] || claim(at) != claim(at - 1))
            {
                part += 1;
            }
            self.part.push(part);
        }
    }

    /// The words around a word that lie in the same sentence and the same quotation.
    pub(super) fn part_around(&self, word: usize) -> Range<usize> {
        let Some(&part) = self.part.get(word) else { return word..word };
        self.part.partition_point(|&p| p < part)..self.part.partition_point(|&p| p <= part)
    }

    /// The stretches of words that lie in one sentence and one quotation each.
    pub(super) fn quoted_parts(&self) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let part = self.part_around(at);
            let end = part.end.max(at + 1);
            if self.voice[at].is_some() {
                parts.push(part);
            }
            at = end;
        }
        parts
    }

    /// Chains the places of every group and every word, the earliest first.
    fn index(&mut self) {
        let exact = &self.words.exact;
        self.next = vec![u32::MAX; exact.len()];
        self.next_word = vec![u32::MAX; exact.len()];
        for at in (0..exact.len()).rev() {
            let place = u32::try_from(at).unwrap_or(u32::MAX);
            self.next_word[at] = self.first_word.insert(exact[at], place).unwrap_or(u32::MAX);
            if let Some(words) = exact.get(at..at + 3) {
                self.next[at] = self.first.insert(group(words), place).unwrap_or(u32::MAX);
            }
        }
    }

    /// Places where these words may start: all that share the first three, or the only one or two.
    fn places(&self, words: &[u32]) -> Vec<usize> {
        let (head, chain, limit) = match words {
            [] => return Vec::new(),
            [first] | [first, _] => (self.first_word.get(first), &self.next_word, SHORT_TRIES),
            _ => (self.first.get(&group(&words[..3])), &self.next, TRIES),
        };
        let mut at = head.copied().unwrap_or(u32::MAX);
        let mut places = Vec::new();
        while let Some(&next) = chain.get(at as usize).filter(|_| places.len() < limit) {
            places.push(at as usize);
            at = next;
        }
        places
    }

    /// How many words from here on are equal.
    fn equal_from(&self, words: &[u32], place: usize) -> usize {
        let here = self.words.exact.get(place..).unwrap_or(&[]);
        words.iter().zip(here).take_while(|(a, b)| a == b).count()
    }

    /// The longest run at the start of `words`; quoted words and what goes on from `expected` are preferred.
    fn best(&self, words: &[u32], expected: Option<usize>) -> Option<(usize, usize)> {
        let worth = |place: usize, len: usize| {
            let quoted = usize::from(self.voice.get(place).is_some_and(Option::is_some));
            let in_step = expected.is_some_and(|at| place >= at && place - at < NEAR);
            len * 2 + 3 * quoted + 4 * usize::from(in_step)
        };
        let mut best: Option<(usize, usize, usize)> = None;
        for place in self.places(words) {
            let len = self.equal_from(words, place);
            let worth = worth(place, len);
            if len > 0 && best.is_none_or(|best| worth > best.2) {
                best = Some((place, len, worth));
            }
        }
        best.map(|(place, len, _)| (place, len))
    }

    /// Where the words of a segment stand; `expected` is where the segment before left off.
    pub(super) fn runs(&self, other: &Witness<'_>, segment: &Words, expected: Option<usize>) -> Vec<Run> {
        let words = segment.exact(0..segment.len());
        let mut runs = Vec::new();
        let (mut at, mut expected) = (0, expected);
        while at < words.len() {
            let least = words.len().min(3);
            match self.best(&words[at..], expected).filter(|&(_, len)| len >= least) {
                Some((place, len)) => {
                    runs.push(Run { other: at..at + len, base: place..place + len });
                    expected = Some(place + len);
                    at += len;
                }
                None => at += 1,
            }
        }
        self.keep_sure(other, segment, runs)
    }

    /// Drops short runs that no long one vouches for.
    fn keep_sure(&self, other: &Witness<'_>, segment: &Words, runs: Vec<Run>) -> Vec<Run> {
        let sure: Vec<bool> = runs.iter().map(|run| self.is_anchor(other, segment, run)).collect();
        let keep: Vec<bool> = (0..runs.len())
            .map(|at| {
                let before = (0..at).rev().find(|&i| sure[i]).map(|i| &runs[i]);
                let after = (at + 1..runs.len()).find(|&i| sure[i]).map(|i| &runs[i]);
                sure[at] || self.in_step(&runs[at], before, after)
            })
            .collect();
        runs.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(run, _)| run).collect()
    }

    /// Whether a run proves by itself that these words come from there.
    fn is_anchor(&self, other: &Witness<'_>, segment: &Words, run: &Run) -> bool {
        let tokens = &segment.tokens[run.other.clone()];
        let content = tokens.iter().filter(|&&token| other.is_content(token)).count();
        let whole = run.other.len() == segment.len() || self.is_sentence(segment, run);
        let quoted = self.voice[run.base.start].is_some();
        let name =
            tokens.iter().any(|&token| matches!(other.terms[token].class, Class::Name | Class::Number));
        run.other.len() >= ANCHOR && content >= 2
            || whole && (content >= 1 || quoted && run.other.len() > 1)
            || run.other.len() >= 4 && content >= 3 && (quoted || name)
    }

    /// Whether a run is a whole sentence on both sides.
    fn is_sentence(&self, segment: &Words, run: &Run) -> bool {
        let whole = |sentence: &[usize], words: &Range<usize>| {
            let at = |word: usize| sentence.get(word);
            (words.start == 0 || at(words.start - 1) != at(words.start)) && at(words.end) != at(words.end - 1)
        };
        whole(&segment.sentence, &run.other) && whole(&self.words.sentence, &run.base)
    }

    /// Whether a short run stands in the base where its neighbours let one expect it.
    fn in_step(&self, run: &Run, before: Option<&Run>, after: Option<&Run>) -> bool {
        let follows = |run: &Run, before: &Run| {
            run.base.start >= before.base.end && run.base.start - before.base.end < NEAR
        };
        match (before, after) {
            (Some(before), Some(after)) if after.base.start >= before.base.end => {
                follows(run, before) && run.base.end <= after.base.start
            }
            (Some(before), Some(after)) => follows(run, before) || follows(after, run),
            (Some(before), None) => follows(run, before),
            (None, Some(after)) => follows(after, run),
            (None, None) => false,
        }
    }
}
