//! Who did it: the doer of a passive ("paid for by the council") against the doer in the other text.
//!
//! Told only where both doers bear names, the verb is the same, the sentences are linked, and neither sentence names the other's
//! doer too. Not here: doers told by a common noun, and two active sentences, whose subjects are often the same body told in
//! other words.

use std::ops::Range;

use corroborate_model::{FindingKind, Severity};

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
}

/// Drafts for acts that another name is said to have done.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    let links = comparison.links.iter().filter(|link| link.score >= TOLD && link.score < 1.0);
    links.filter_map(|link| exchanged(comparison, link)).collect()
}

fn exchanged(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let there = acts(other, link.other);
    if there.is_empty() {
        return None;
    }
    acts(base, link.base).into_iter().find_map(|here| {
        let rival = there.iter().find(|act| act.verb == here.verb && (act.passive || here.passive))?;
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
    })
}

fn holds(witness: &Witness<'_>, sentence: usize, concept: u32) -> bool {
    witness.bags[sentence].binary_search_by_key(&concept, |entry| entry.0).is_ok()
}

/// Concepts of the names among some tokens.
fn named(witness: &Witness<'_>, tokens: &Range<usize>) -> Vec<u32> {
    tokens.clone().filter(|&t| witness.terms[t].class == Class::Name).map(|t| witness.terms[t].concept).collect()
}

/// The acts of a sentence whose doer bears a name.
fn acts(witness: &Witness<'_>, sentence: usize) -> Vec<Act> {
    let tokens = witness.sentence(sentence).tokens.clone();
    let content = |t: &usize| matches!(witness.terms[*t].class, Class::Word | Class::Name);
    let mut acts = Vec::new();
    for by in tokens.clone().filter(|&t| witness.folded(t) == "by" && t > tokens.start + 1) {
        let article = usize::from(matches!(witness.folded(by + 1).as_str(), "the" | "a" | "an"));
        let run: Vec<usize> = (by + 1 + article..tokens.end).take_while(content).collect();
        let verb = if witness.folded(by - 1) == "for" { by - 2 } else { by - 1 };
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
        if witness.terms[verb].class == Class::Word && participle(&witness.folded(verb)) {
            acts.push(Act { verb: witness.terms[verb].concept, doer: first..last + 1, passive: true });
        }
    }
    for name in witness.analysis.names.iter().filter(|name| witness.sentence(sentence).span.contains(name.span)) {
        let doer = witness.tokens_in(name.span);
        let verb = doer.end;
        let active = verb < tokens.end && witness.terms[verb].class == Class::Word && !doer.is_empty();
        let passive = active && witness.folded(verb + 1) == "by";
        if active && !passive {
            acts.push(Act { verb: witness.terms[verb].concept, doer, passive: false });
        }
    }
    acts.retain(|act| !named(witness, &act.doer).is_empty());
    acts
}

/// Whether a word can be the participle of a passive.
fn participle(word: &str) -> bool {
    const IRREGULAR: &[&str] = &[
        "paid", "made", "found", "built", "written", "run", "led", "sold", "shot", "held", "given", "won", "hit", "bought",
        "sent", "taken", "brought", "drawn", "driven", "seen", "set", "struck", "caught", "kept", "told", "met", "known",
    ];
    word.ends_with("ed") || IRREGULAR.contains(&word)
}
