//! Who did it: the doer of a passive ("paid for by the council") against the doer in the other text.
//!
//! Told only where both doers bear names, the verb is the same, the sentences are linked, and neither sentence names the other's
//! doer too. Not here: doers told by a common noun, and two active sentences, whose subjects are often the same body told in
//! other words.

use std::ops::Range;

use corroborate_model::{FindingKind, Severity, Span};

use super::Draft;
use crate::align::Link;
use crate::comparison::Comparison;
use crate::witness::{Class, Witness};

/// Sentences under this score do not tell the same.
const TOLD: f32 = 0.36;

/// An act and who did it.
struct Act {
    verb: u32,
    doer: Range<usize>,
    passive: bool,
    /// Concept of what a passive was done to.
    patient: Option<u32>,
}

/// Drafts for acts that another name is said to have done.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    let links = comparison.links.iter().filter(|link| link.score >= TOLD && link.score < 1.0);
    let mut drafts: Vec<Draft> = links.filter_map(|link| exchanged(comparison, link)).collect();
    let known: Vec<Option<Span>> = drafts.iter().map(|draft| draft.other_focus).collect();
    drafts.extend(suffered(comparison).into_iter().filter(|draft| !known.contains(&draft.other_focus)));
    drafts
}

/// The same thing that the same was done to, by another name, in whatever sentences.
fn suffered(comparison: &Comparison<'_>) -> Vec<Draft> {
    let passives = |witness: &Witness<'_>| -> Vec<(usize, Act)> {
        let sentences = 0..witness.analysis.sentences.len();
        sentences
            .flat_map(|s| {
                acts(witness, s).into_iter().filter(|act| act.patient.is_some()).map(move |act| (s, act))
            })
            .collect()
    };
    let (here, there) = (passives(comparison.base), passives(comparison.other));
    let pairs = there.iter().filter_map(|(other, rival)| {
        let same = |act: &Act| act.verb == rival.verb && act.patient == rival.patient;
        let twins = || here.iter().filter(|(_, act)| same(act));
        // Two buildings built by two firms are no conflict.
        let (base, act) = twins().next().filter(|_| twins().count() == 1)?;
        let link = Link { base: *base, other: *other, score: TOLD, base_share: 0.0, other_share: 0.0 };
        conflict(comparison, &link, act, rival)
    });
    pairs.collect()
}

fn exchanged(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let there = acts(other, link.other);
    if there.is_empty() {
        return None;
    }
    acts(base, link.base).into_iter().find_map(|here| {
        let rival = there.iter().find(|act| act.verb == here.verb && (act.passive || here.passive))?;
        conflict(comparison, link, &here, rival)
    })
}

/// The draft about two doers of one act, where neither sentence names the other's.
fn conflict(comparison: &Comparison<'_>, link: &Link, here: &Act, rival: &Act) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let known = named(base, &here.doer).iter().any(|name| holds(other, link.other, *name))
        || named(other, &rival.doer).iter().any(|name| holds(base, link.base, *name));
    if known {
        return None;
    }
    let (a, b) = (base.span_of(here.doer.clone()), other.span_of(rival.doer.clone()));
    let message = format!("{{base}} says it was “{}”; {{other}} says “{}”", base.words(a), other.words(b));
    Some(
        Draft::new(FindingKind::Attribution, Severity::Error, f64::from(0.45 + 0.4 * link.score), message)
            .between(base.sentence(link.base).span, other.sentence(link.other).span)
            .focus(Some(a), Some(b)),
    )
}

fn holds(witness: &Witness<'_>, sentence: usize, concept: u32) -> bool {
    witness.bags[sentence].binary_search_by_key(&concept, |entry| entry.0).is_ok()
}

/// Concepts of the names among some tokens.
fn named(witness: &Witness<'_>, tokens: &Range<usize>) -> Vec<u32> {
    tokens
        .clone()
        .filter(|&t| witness.terms[t].class == Class::Name)
        .map(|t| witness.terms[t].concept)
        .collect()
}

/// The acts of a sentence whose doer bears a name.
fn acts(witness: &Witness<'_>, sentence: usize) -> Vec<Act> {
    let tokens = witness.sentence(sentence).tokens.clone();
    let content = |t: &usize| matches!(witness.terms[*t].class, Class::Word | Class::Name);
    let mut acts = Vec::new();
    for by in tokens.clone().filter(|&t| witness.folded(t) == "by" && t > tokens.start + 1) {
        let article = usize::from(matches!(witness.folded(by + 1), "the" | "a" | "an"));
        let run: Vec<usize> = (by + 1 + article..tokens.end).take_while(content).collect();
        let verb = if witness.folded(by - 1) == "for" { by - 2 } else { by - 1 };
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
        if witness.terms[verb].class == Class::Word && participle(witness.folded(verb)) {
            acts.push(Act {
                verb: witness.terms[verb].concept,
                doer: first..last + 1,
                passive: true,
                patient: patient(witness, tokens.start, verb),
            });
        }
    }
    for name in witness.names_in(witness.sentence(sentence).span) {
        let doer = witness.tokens_in(name.span);
        let verb = doer.end;
        let active = verb < tokens.end && witness.terms[verb].class == Class::Word && !doer.is_empty();
        let passive = active && witness.folded(verb + 1) == "by";
        if active && !passive {
            acts.push(Act { verb: witness.terms[verb].concept, doer, passive: false, patient: None });
        }
    }
    acts.retain(|act| !named(witness, &act.doer).is_empty());
    acts
}

/// The nearest content word before a passive: "the study was paid for by".
fn patient(witness: &Witness<'_>, start: usize, verb: usize) -> Option<u32> {
    let before = (start..verb).rev().take(3).find(|&t| witness.is_content(t))?;
    (witness.terms[before].class == Class::Word).then(|| witness.terms[before].concept)
}

/// Whether a word can be the participle of a passive.
fn participle(word: &str) -> bool {
    const IRREGULAR: &[&str] = &[
        "paid", "made", "found", "built", "written", "run", "led", "sold", "shot", "held", "given", "won",
        "hit", "bought", "sent", "taken", "brought", "drawn", "driven", "seen", "set", "struck", "caught",
        "kept", "told", "met", "known",
    ];
    word.ends_with("ed") || IRREGULAR.contains(&word)
}
