//! A segment and the base side by side: equal words in the gaps between runs, sentences, marks.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::place::{Ground, Run, Words};
use crate::witness::Witness;

/// Longest gap that is compared word by word.
pub(super) const LONGEST: usize = 200;
/// The runs with the equal words in the gaps between them, and before and after them in the same sentence.
pub(super) fn refined(
    ground: &Ground<'_, '_>,
    other: &Witness<'_>,
    words: &Words,
    runs: Vec<Run>,
) -> Vec<Run> {
    let Some(first) = runs.first() else { return runs };
    let sides = Sides { ground, other, words };
    let from = sides.other_sentence(first.other.start).start.min(first.other.start);
    let start = sides.base_sentence(first.base.start).start.max(first.base.start.saturating_sub(LONGEST));
    let mut refined = sides.equal(start..first.base.start, from..first.other.start, true);
    for (at, run) in runs.iter().enumerate() {
        refined.push(run.clone());
        match runs.get(at + 1) {
            Some(next) if next.base.start >= run.base.end => {
                refined.extend(sides.equal(
                    run.base.end..next.base.start,
                    run.other.end..next.other.start,
                    false,
                ));
            }
            Some(_) => {}
            None => {
                let to = sides.other_sentence(run.other.end - 1).end;
                let end = sides.base_sentence(run.base.end - 1).end.min(run.base.end + LONGEST);
                refined.extend(sides.equal(run.base.end..end, run.other.end..to, false));
            }
        }
    }
    refined
}

/// The words of a segment and those of the base.
#[derive(Clone, Copy)]
pub(super) struct Sides<'s, 'g, 'a> {
    pub ground: &'s Ground<'g, 'a>,
    pub other: &'s Witness<'a>,
    pub words: &'s Words,
}

impl Sides<'_, '_, '_> {
    /// The equal words of two stretches, in order.
    fn equal(&self, base: Range<usize>, other: Range<usize>, from_end: bool) -> Vec<Run> {
        let room = other.len() * 2 + 12;
        let base = match from_end {
            true => base.start.max(base.end.saturating_sub(room))..base.end,
            false => base,
        };
        if base.is_empty() || other.is_empty() || base.len() > LONGEST || other.len() > LONGEST {
            return Vec::new();
        }
        let (left, right) = (self.ground.words.exact(base.clone()), self.words.exact(other.clone()));
        capture_diff_slices(Algorithm::Myers, left, right)
            .into_iter()
            .filter(|op| op.tag() == DiffTag::Equal)
            .map(|op| Run {
                base: base.start + op.old_range().start..base.start + op.old_range().end,
                other: other.start + op.new_range().start..other.start + op.new_range().end,
            })
            .collect()
    }

    /// The words of the segment in the same sentence.
    pub(super) fn other_sentence(&self, word: usize) -> Range<usize> {
        let sentence = &self.words.sentence;
        let Some(&number) = sentence.get(word) else { return word..word };
        sentence.partition_point(|&s| s < number)..sentence.partition_point(|&s| s <= number)
    }

    /// The words of the base in the same sentence and the same quotation.
    pub(super) fn base_sentence(&self, word: usize) -> Range<usize> {
        self.ground.part_around(word)
    }

    pub(super) fn base_tokens(&self, words: Range<usize>) -> &[usize] {
        self.ground.words.tokens.get(words).unwrap_or(&[])
    }

    pub(super) fn other_tokens(&self, words: Range<usize>) -> &[usize] {
        self.words.tokens.get(words).unwrap_or(&[])
    }

    /// The marks between two neighbouring words of the other text, or after the last.
    pub(super) fn marks_between(
        &self,
        left: Option<usize>,
        right: Option<usize>,
    ) -> impl Iterator<Item = &str> {
        let token = |word: Option<usize>| word.and_then(|word| self.words.tokens.get(word)).copied();
        let (from, to) = match (token(left), token(right)) {
            (Some(left), Some(right)) => (left + 1, right),
            (Some(left), None) => (left + 1, left + 4),
            (None, Some(right)) => (right.saturating_sub(3), right),
            (None, None) => (0, 0),
        };
        marks(self.other, from..to, left.is_none())
    }

    /// Whether an ellipsis or brackets stand there.
    pub(super) fn is_open_about(&self, left: Option<usize>, right: Option<usize>) -> bool {
        self.marks_between(left, right)
            .any(|mark| mark.contains('…') || mark.contains("...") || mark == "[" || mark == "(")
    }
}

/// Marks next to a word: up to the next word, or, seen backward, back to the one before.
fn marks<'w>(
    witness: &'w Witness<'_>,
    tokens: Range<usize>,
    backward: bool,
) -> impl Iterator<Item = &'w str> {
    let count = witness.terms.len();
    let tokens = tokens.start.min(count)..tokens.end.min(count);
    let list: Vec<usize> = if backward { tokens.rev().collect() } else { tokens.collect() };
    let marks = list.into_iter().take_while(|&token| !witness.is_word(token));
    marks.filter_map(|token| witness.analysis.tokens.get(token)).map(|token| witness.words(token.span))
}
