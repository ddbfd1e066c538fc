//! Whether one text tells what another one says in a few words: the words a hedge or a denial governs.

use std::ops::Range;

use corroborate_model::Span;

use super::clause;
use super::cue::Line;
use crate::align::Weights;
use crate::witness::{Class, Witness};
use crate::words;

/// Where the words are told.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    /// The sentence.
    pub sentence: usize,
    /// The clause inside it, or all of it.
    pub clause: Range<usize>,
    /// The tokens that tell them.
    pub tokens: Vec<usize>,
    /// Share of the words' weight that is told, 0 to 1.
    pub share: f32,
    /// Whether the first of the words, the verb or head noun, is among them.
    pub head: bool,
}

/// Whether a word says little of its own, as some verbs do: it weighs a fifth.
pub(crate) fn is_light(word: &str) -> bool {
    matches!(
        word,
        "go" | "going"
            | "gone"
            | "went"
            | "get"
            | "got"
            | "getting"
            | "make"
            | "made"
            | "making"
            | "take"
            | "taken"
            | "took"
            | "taking"
            | "bring"
            | "brought"
            | "come"
            | "came"
            | "coming"
            | "give"
            | "given"
            | "gave"
            | "put"
            | "found"
            | "received"
            | "report"
            | "reported"
            | "reports"
            | "place"
            | "happen"
            | "happened"
            | "linked"
            | "connected"
            | "related"
            | "associated"
            | "carried"
            | "carry"
            | "people"
            | "person"
            | "thing"
            | "things"
            | "way"
            | "new"
            | "time"
            | "year"
            | "day"
    )
}

/// What a token weighs among the words that are looked for.
pub(crate) fn weight(witness: &Witness<'_>, weights: &Weights, token: usize) -> f32 {
    let term = witness.terms[token];
    let full = weights.of(term.concept).max(0.05);
    let word = witness.analysis.tokens.get(token).map_or("", |token| witness.words(token.span));
    if term.class == Class::Word && is_light(&words::lower(word)) { full * 0.2 } else { full }
}

/// The content words among some tokens, at most `limit`.
pub(crate) fn content(witness: &Witness<'_>, tokens: Range<usize>, limit: usize) -> Vec<usize> {
    tokens.filter(|&token| witness.is_content(token)).take(limit).collect()
}

/// The clause of a sentence that tells most of the words; the whole sentence where no clause tells enough.
pub(crate) fn told(
    weights: &Weights,
    from: &Witness<'_>,
    words: &[usize],
    to: &Witness<'_>,
    sentence: usize,
) -> Option<Told> {
    if !words.iter().any(|&word| holds(to, sentence, from.terms[word].concept)) {
        return None;
    }
    let line = Line::new(to, sentence);
    let mut best: Option<Told> = None;
    for clause in clause::clauses(to, &line).iter() {
        let found = held(weights, from, words, to, sentence, clause.clone());
        if best.as_ref().is_none_or(|best| found.share > best.share) {
            best = Some(found);
        }
    }
    let whole = held(weights, from, words, to, sentence, to.sentence(sentence).tokens.clone());
    let best = best.filter(|best| best.share >= 0.5 || best.share + 0.2 >= whole.share).unwrap_or(whole);
    (best.share > 0.0).then_some(best)
}

/// Whether a sentence holds a concept.
pub(crate) fn holds(witness: &Witness<'_>, sentence: usize, concept: u32) -> bool {
    witness.bags[sentence].binary_search_by_key(&concept, |entry| entry.0).is_ok()
}

fn held(
    weights: &Weights,
    from: &Witness<'_>,
    words: &[usize],
    to: &Witness<'_>,
    sentence: usize,
    clause: Range<usize>,
) -> Told {
    let (mut shared, mut total) = (0.0, 0.0);
    let mut told = Told { sentence, tokens: Vec::new(), share: 0.0, head: false, clause };
    let mut heavy_seen = false;
    for &word in words {
        let weight = weight(from, weights, word);
        let concept = from.terms[word].concept;
        let light = weight < 0.2 * weights.of(concept).max(0.05) + 1e-6;
        total += weight;
        let alike = |token: usize| weights.alike(concept, to.terms[token].concept);
        let held = told.clause.clone().filter(|&t| to.is_content(t) && alike(t) > 0.0);
        // The first of those that tell it best.
        if let Some(found) = held.rev().max_by(|&a, &b| alike(a).total_cmp(&alike(b))) {
            shared += weight * alike(found);
            told.tokens.push(found);
            // Kin of the verb may be its opposite.
            told.head |= !light && !heavy_seen && to.terms[found].concept == concept;
        }
        heavy_seen |= !light;
    }
    told.share = if total > 0.0 { shared / total } else { 0.0 };
    told.tokens.sort_unstable();
    told.tokens.dedup();
    told
}

/// Words for a message: white space collapsed, long ones cut.
pub(crate) fn excerpt(witness: &Witness<'_>, span: Span) -> String {
    format!("“{}”", words::shorten(witness.words(span), 110))
}
