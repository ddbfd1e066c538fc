//! Where the other text's quotations stand in the base, and what became of them on the way.
//!
//! Quotations are compared by contiguity: what stands as one utterance in the other text has to stand in one piece in the
//! base, word for word. Words that are only found as a subsequence have a gap, and a gap is what this is about. Marks,
//! typography and house style ([`wording`]) make no difference; an ellipsis or brackets make a cut an honest one; and a
//! gap where the quotation is closed and opened again is no gap.
//! Not here: how grave a difference is, which the rules say, and indirect speech.

mod alike;
mod difference;
mod edges;
mod excerpt;
mod place;
mod sides;
mod wording;

use std::ops::Range;

use corroborate_model::{Claim, Payload};
use foldhash::{HashMap, HashMapExt as _};

use crate::comparison::{Comparison, Relation};
use crate::witness::Witness;
pub(crate) use difference::{Cut, Difference, Stop, What};
pub(crate) use edges::{Loss, bound_before, is_light, loss_of_end, loss_of_middle, loss_of_start, negations};
pub(crate) use excerpt::{excerpt, quoted};
use place::{Ground, Run, Words};
pub(crate) use wording::abbreviates;

/// Words of a quotation that stand in the base in one piece; ranges are token indexes of each text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Where they stand in the base.
    pub base: Range<usize>,
    /// The base's direct quotation that they stand in, if any.
    pub base_claim: Option<usize>,
    /// Where they stand in the other text.
    pub other: Range<usize>,
    /// How many words they are.
    pub words: usize,
}

/// One segment of a direct quotation of the other text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QuoteMatch {
    /// The claim of the other text.
    pub other: usize,
    /// Which of its segments.
    pub segment: usize,
    /// What of it stands in the base, in its own order.
    pub pieces: Vec<Piece>,
    /// What differs, in its own order.
    pub differences: Vec<Difference>,
}

/// All direct quotations of the other text, held against the base.
#[derive(Clone, Debug, Default)]
pub(crate) struct Quotations {
    /// Segments of which something stands in the base, by claim, then segment.
    pub matches: Vec<QuoteMatch>,
    /// For each token of the base: the direct quotation it stands in.
    base_voice: Vec<Option<usize>>,
    /// The same for the other text.
    other_voice: Vec<Option<usize>>,
    /// For each token of the base: whether the other text quotes it too.
    kept: Vec<bool>,
}

impl Quotations {
    /// Finds the quotations of the other text in the base.
    pub(crate) fn new(base: &Witness<'_>, other: &Witness<'_>, relation: Relation) -> Quotations {
        if relation == Relation::Within {
            return Quotations::default();
        }
        let (base_voice, other_voice) = (voices(base), voices(other));
        let mut kept = vec![false; base.terms.len()];
        if place::all_direct(other).next().is_none() {
            return Quotations { matches: Vec::new(), base_voice, other_voice, kept };
        }
        let ground = Ground::new(base);
        let segments = located(&ground, other);
        segments.iter().for_each(|segment| mark_kept(&ground, segment, &mut kept));
        let matches = difference::judged(&ground, other, segments, &kept);
        Quotations { matches, base_voice, other_voice, kept }
    }

    /// The direct quotation that most of a base sentence stands in, and the share of its words that the other text
    /// quotes too.
    pub(crate) fn of_base(&self, base: &Witness<'_>, sentence: usize) -> Option<(usize, f32)> {
        let words = || base.sentence(sentence).tokens.clone().filter(|&token| base.is_word(token));
        let (claim, share) = spoken(&self.base_voice, words());
        let kept = words().filter(|&token| self.kept.get(token) == Some(&true)).count();
        claim.filter(|_| share > 0.5).map(|claim| (claim, kept as f32 / (words().count() as f32 * share)))
    }

    /// Share of the words of a sentence of the other text that are direct speech.
    pub(crate) fn share_of_other(&self, other: &Witness<'_>, sentence: usize) -> f32 {
        spoken(
            &self.other_voice,
            other.sentence(sentence).tokens.clone().filter(|&token| other.is_word(token)),
        )
        .1
    }
}

/// Marks the words of the base that a segment quotes; a single word of a sentence is a chance, unless it is all.
fn mark_kept(ground: &Ground<'_, '_>, segment: &Located, kept: &mut [bool]) {
    for run in &segment.runs {
        let mut at = run.base.start;
        while at < run.base.end {
            let end = ground.part_around(at).end.clamp(at + 1, run.base.end);
            if end - at > 1 || run.other.len() == segment.words.len() {
                ground.words.tokens[at..end].iter().for_each(|&token| kept[token] = true);
            }
            at = end;
        }
    }
}

/// The direct quotation each token stands in.
fn voices(witness: &Witness<'_>) -> Vec<Option<usize>> {
    let mut voices = vec![None; witness.terms.len()];
    for (claim, quotation) in place::all_direct(witness) {
        for &segment in &quotation.segments {
            voices[witness.tokens_in(segment)].fill(Some(claim));
        }
    }
    voices
}

/// The first quotation among some tokens and the share of them that is quoted.
fn spoken(voices: &[Option<usize>], tokens: impl Iterator<Item = usize>) -> (Option<usize>, f32) {
    let (mut first, mut spoken, mut all) = (None, 0, 0);
    for token in tokens {
        let voice = voices.get(token).copied().flatten();
        first = first.or(voice);
        spoken += usize::from(voice.is_some());
        all += 1;
    }
    (first, spoken as f32 / all.max(1) as f32)
}

/// A segment of the other text and where its words stand.
pub(super) struct Located {
    claim: usize,
    segment: usize,
    fragment: bool,
    words: Words,
    runs: Vec<Run>,
}

fn located(ground: &Ground<'_, '_>, other: &Witness<'_>) -> Vec<Located> {
    let mut all: Vec<Located> = Vec::new();
    for (claim, quotation) in place::all_direct(other) {
        let mut expected = None;
        for (segment, &span) in quotation.segments.iter().enumerate() {
            let words = Words::new(other, other.tokens_in(span));
            let runs = alike::added(ground, other, &words, ground.runs(other, &words, expected));
            let runs = sides::refined(ground, other, &words, runs);
            expected = runs.last().map(|run| run.base.end).or(expected);
            all.push(Located { claim, segment, fragment: quotation.fragment, words, runs });
        }
    }
    all
}

/// Whether two claims name different speakers; one that names none differs from nobody.
pub(crate) fn speakers_differ(a: &Claim, b: &Claim) -> bool {
    let name =
        |claim: &Claim| claim.attribution.as_ref().and_then(|a| a.speaker.as_deref()).map(crate::words::fold);
    let (Some(a), Some(b)) = (name(a), name(b)) else { return false };
    let parts = |name: &str| name.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (parts(&a), parts(&b));
    !a.iter().any(|part| part.chars().count() > 2 && b.contains(part))
}

/// A pair of claims is one fact from this share of equal words on.
const SAME: f32 = 0.6;

/// Pairs (claim of the base, claim of the other text, 0 to 1) that give the same words: quotations of each other, and the
/// base's statements of which the other text quotes a part.
pub(crate) fn same(comparison: &Comparison<'_>) -> Vec<(usize, usize, f32)> {
    let mut shared: HashMap<(usize, usize), usize> = HashMap::new();
    for found in &comparison.quotations.matches {
        for piece in &found.pieces {
            for base in holders(comparison.base, piece) {
                *shared.entry((base, found.other)).or_default() += piece.words;
            }
        }
    }
    let mut pairs: Vec<(usize, usize, f32)> = shared
        .into_iter()
        .map(|((base, other), words)| {
            let least = words_of(comparison.base, base).min(words_of(comparison.other, other));
            (base, other, (words as f32 / least.max(1) as f32).min(1.0))
        })
        .filter(|&(base, other, share)| share >= SAME && fits(comparison, base, other))
        .collect();
    pairs.sort_by_key(|&(base, other, _)| (base, other));
    pairs
}

/// The claims of the base that hold the words of a piece: its quotation, and the statements it lies in.
fn holders(base: &Witness<'_>, piece: &Piece) -> Vec<usize> {
    let span = base.span_of(piece.base.clone());
    let statements = base.sentence_at(span.start()).into_iter().flat_map(|sentence| base.claims_of(sentence));
    let statements = statements.filter(|(_, claim)| matches!(claim.payload, Payload::Statement(_)));
    let inside = statements.filter(|(_, claim)| claim.span.contains(span)).map(|(index, _)| index);
    piece.base_claim.into_iter().chain(inside).collect()
}

/// A statement of the base is one fact with a quotation only where that is a mere part of it.
fn fits(comparison: &Comparison<'_>, base: usize, other: usize) -> bool {
    let is_quotation = matches!(comparison.base.claim(base).payload, Payload::Quotation(_));
    is_quotation || words_of(comparison.base, base) >= words_of(comparison.other, other)
}

fn words_of(witness: &Witness<'_>, claim: usize) -> usize {
    let count = |span| witness.tokens_in(span).filter(|&token| witness.is_word(token)).count();
    match &witness.claim(claim).payload {
        Payload::Quotation(quotation) => quotation.segments.iter().map(|&span| count(span)).sum(),
        _ => count(witness.claim(claim).span),
    }
}

#[cfg(test)]
mod tests;
