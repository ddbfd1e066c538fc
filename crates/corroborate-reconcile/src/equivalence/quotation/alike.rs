//! Short quoted sentences whose runs of equal words are too short to prove anything: "We saw a meaningful difference" for
//! "We saw a small but meaningful difference".
//!
//! Such a sentence is the base's where nearly all its words stand in one quoted sentence of the base, in the same order and
//! close together. Not here: sentences that have a run already, and long ones, which always have.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::place::{Ground, Run, Words};
use crate::witness::Witness;

/// Sentences of fewer words resemble one another by chance.
const FEWEST: usize = 4;
/// Sentences of more words have a run of their own.
const MOST: usize = 30;
/// Texts with more quoted sentences are not searched.
const PARTS: usize = 400;

/// The runs of a segment, with those of its short sentences that have none.
pub(super) fn added(
    ground: &Ground<'_, '_>,
    other: &Witness<'_>,
    segment: &Words,
    runs: Vec<Run>,
) -> Vec<Run> {
    let bare: Vec<Range<usize>> = sentences(segment)
        .into_iter()
        .filter(|sentence| (FEWEST..=MOST).contains(&sentence.len()))
        .filter(|sentence| {
            !runs.iter().any(|run| run.other.start < sentence.end && sentence.start < run.other.end)
        })
        .collect();
    if bare.is_empty() {
        return runs;
    }
    let parts = ground.quoted_parts();
    if parts.len() > PARTS {
        return runs;
    }
    let mut all = runs;
    for sentence in bare {
        let found = parts.iter().filter_map(|part| alike(ground, other, segment, &sentence, part));
        let best = found.max_by_key(|runs| runs.iter().map(|run| run.other.len()).sum::<usize>());
        all.extend(best.into_iter().flatten());
    }
    all.sort_by_key(|run| run.other.start);
    all
}

/// The stretches of a segment that lie in one sentence each.
fn sentences(segment: &Words) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for (at, sentence) in segment.sentence.iter().enumerate() {
        match stretches.last_mut() {
            Some(last) if segment.sentence.get(last.start) == Some(sentence) => last.end = at + 1,
            _ => stretches.push(at..at + 1),
        }
    }
    stretches
}

/// The equal words of a sentence and a quoted sentence of the base, where they are nearly all.
fn alike(
    ground: &Ground<'_, '_>,
    other: &Witness<'_>,
    segment: &Words,
    sentence: &Range<usize>,
    part: &Range<usize>,
) -> Option<Vec<Run>> {
    let (left, right) = (ground.words.exact(part.clone()), segment.exact(sentence.clone()));
    let equal = capture_diff_slices(Algorithm::Lcs, left, right).into_iter().filter_map(|op| match op {
        DiffOp::Equal { old_index, new_index, len } => Some(Run {
            other: sentence.start + new_index..sentence.start + new_index + len,
            base: part.start + old_index..part.start + old_index + len,
        }),
        _ => None,
    });
    let runs: Vec<Run> = equal.collect();
    let words: usize = runs.iter().map(|run| run.other.len()).sum();
    let span = runs.last()?.base.end - runs.first()?.base.start;
    let tokens = runs.iter().flat_map(|run| segment.tokens[run.other.clone()].iter());
    let content = tokens.filter(|&&token| other.is_content(token)).count();
    let most = words * 10 >= sentence.len() * 7 && words >= FEWEST;
    (most && content >= 2 && span <= 2 * sentence.len() && part.len() <= 3 * MOST).then_some(runs)
}
