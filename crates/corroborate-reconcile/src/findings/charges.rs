//! What somebody is suspected, accused or guilty of, told as another offence.
//!
//! The offence is read behind a phrase of the law ("on suspicion of", "charged with"), and given to the person named before
//! it, else to the only one of that phrase. Told where both texts have the same phrase of the same person, and the words behind
//! it share nothing. Not here: offences that one word of the other's names more closely.

use std::ops::Range;

use corroborate_model::{FindingKind, Severity};

use super::Draft;
use super::verdicts::people;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::clause::quoted;
use crate::witness::{Class, Witness};

/// A phrase and the offence behind it.
struct Charge {
    phrase: &'static str,
    who: Option<String>,
    sentence: usize,
    offence: Range<usize>,
    words: Vec<u32>,
}

/// Phrases of the law: the words, and which of them stand for one another.
const PHRASES: &[(&[&str], &str)] = &[
    (&["on", "suspicion", "of"], "suspicion"),
    (&["suspected", "of"], "suspicion"),
    (&["accused", "of"], "accused"),
    (&["charged", "with"], "charged"),
    (&["convicted", "of"], "guilty"),
    (&["guilty", "of"], "guilty"),
    (&["guilty", "to"], "guilty"),
    (&["wanted", "for"], "wanted"),
];

fn charges(witness: &Witness<'_>) -> Vec<Charge> {
    let mut found = Vec::new();
    for (sentence, bounds) in witness.analysis.sentences.iter().enumerate() {
        let end = bounds.tokens.end;
        for t in bounds.tokens.clone() {
            let phrase = PHRASES.iter().find(|(words, _)| {
                words.iter().enumerate().all(|(at, word)| t + at < end && witness.folded(t + at) == *word)
            });
            let Some((words, phrase)) = phrase else { continue };
            let denied = t > bounds.tokens.start && matches!(witness.folded(t - 1), "not" | "never");
            let start = t + words.len();
            let stops = |t: &usize| {
                !witness.is_word(*t)
                    || matches!(witness.folded(*t), "after" | "at" | "in" | "on" | "and" | "by")
            };
            let stop = (start..end.min(start + 6)).find(stops).unwrap_or(end.min(start + 6));
            let content: Vec<u32> = (start..stop)
                .filter(|&t| witness.terms[t].class == Class::Word)
                .map(|t| witness.terms[t].concept)
                .collect();
            if denied || content.is_empty() || quoted(witness, witness.span_of(t..t + 1)) {
                continue;
            }
            let people = people(witness, sentence);
            let who = people.iter().rfind(|(token, _)| *token < t).map(|(_, who)| who.clone());
            found.push(Charge { phrase, who, sentence, offence: start..stop, words: content });
        }
    }
    found
}

/// Drafts for offences that are told as others.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    if comparison.relation == Relation::Within {
        return Vec::new();
    }
    let (base, other) = (charges(comparison.base), charges(comparison.other));
    let known = |word: &u32| base.iter().any(|charge| charge.words.contains(word));
    let mut drafts = Vec::new();
    for there in other.iter().filter(|there| !there.words.iter().any(known)) {
        let twins: Vec<&Charge> = base
            .iter()
            .filter(|here| here.phrase == there.phrase && here.who.is_some() && here.who == there.who)
            .collect();
        let kept = |here: &&Charge| {
            let told = |word: &u32| other.iter().any(|charge| charge.words.contains(word));
            here.words.iter().any(told)
        };
        let Some(here) = twins.into_iter().find(|here| !kept(here)) else { continue };
        let (a, b) =
            (comparison.base.span_of(here.offence.clone()), comparison.other.span_of(there.offence.clone()));
        let message = format!(
            "{{base}} has it as “{}”, {{other}} as “{}”",
            comparison.base.words(a),
            comparison.other.words(b)
        );
        drafts.push(
            Draft::new(FindingKind::LegalStatus, Severity::Error, 0.7, message)
                .between(
                    comparison.base.sentence(here.sentence).span,
                    comparison.other.sentence(there.sentence).span,
                )
                .focus(Some(a), Some(b)),
        );
    }
    drafts
}
