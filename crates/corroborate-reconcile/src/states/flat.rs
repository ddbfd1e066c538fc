//! A headline that tells as done what the base only proposes: "proposes to close" told as "shuts".
//!
//! The verb that the base's phrase governs is looked for in headlines and captions, as a finite verb with an object. Not here:
//! sentences of the body, whose verbs the rule about hedges reads, and nouns of the same form ("job cuts").

use corroborate_model::{Direction, FindingKind, Severity};

use super::read::Told;
use super::span_of_clause;
use crate::comparison::Comparison;
use crate::equivalence::told::excerpt;
use crate::findings::Draft;
use crate::witness::{Class, Witness};

/// States of the base that leave open whether it comes to pass.
const OPEN: &[&str] = &["undecided", "proposed", "unplanned"];

/// Words of a headline that leave it open.
const HEDGES: &[&str] = &[
    "may",
    "might",
    "could",
    "would",
    "plan",
    "plans",
    "planned",
    "planning",
    "propose",
    "proposes",
    "proposed",
    "proposal",
    "proposals",
    "consider",
    "considers",
    "considering",
    "mulls",
    "weighs",
    "talks",
    "consultation",
    "if",
    "fear",
    "fears",
    "threat",
    "threatens",
    "threatened",
    "faces",
    "facing",
    "set",
    "risk",
    "possible",
    "expected",
    "likely",
    "not",
    "no",
    "?",
    "whether",
    "why",
    "how",
];

/// A headline linked as closely as this to a sentence of the base was taken over.
const TAKEN: f32 = 0.85;

/// Drafts for the headlines and captions of the other text that tell as done what a phrase of the base leaves open.
pub(super) fn told_as_done(comparison: &Comparison<'_>, base: &[Told]) -> Vec<Draft> {
    let other = comparison.other;
    let labels =
        (0..other.analysis.sentences.len()).filter(|&sentence| super::read::is_label(other, sentence));
    let mut drafts = Vec::new();
    for sentence in labels {
        let tokens = other.sentence(sentence).tokens.clone();
        // A headline that the base has too was not made by this copy; in one and the same text it is told where that is read.
        let taken = comparison.links_of_other(sentence).iter().any(|link| link.score >= TAKEN);
        if taken || tokens.clone().any(|token| HEDGES.contains(&other.folded(token))) {
            continue;
        }
        let draft = tokens.filter(|&token| is_finite(other, sentence, token)).find_map(|token| {
            let here = base.iter().find(|here| opens(comparison, here, sentence, token))?;
            Some(draft(comparison, here, sentence, token))
        });
        drafts.extend(draft);
    }
    drafts
}

/// Whether a phrase of the base governs this verb, of a matter that the headline tells of: two more words of its clause.
fn opens(comparison: &Comparison<'_>, here: &Told, sentence: usize, token: usize) -> bool {
    let (other, verb) = (comparison.other, comparison.other.terms[token].concept);
    let mut shared: Vec<u32> = other.bags[sentence].iter().map(|entry| entry.0).collect();
    shared.retain(|concept| *concept != verb && here.near.contains(concept));
    OPEN.contains(&here.state)
        && here.governed.len() == 1
        && here.governed.contains(&verb)
        && shared.len() >= 2
}

/// "Shuts factory", "has shut the factory": a form of a verb behind a subject and before an object.
fn is_finite(witness: &Witness<'_>, sentence: usize, token: usize) -> bool {
    let tokens = witness.sentence(sentence).tokens.clone();
    let form = witness.folded(token);
    let object = |next: usize| {
        tokens.contains(&next)
            && (witness.is_content(next)
                || matches!(
                    witness.folded(next),
                    "the" | "a" | "an" | "its" | "his" | "her" | "their" | "all"
                ))
    };
    witness.terms[token].class == Class::Word
        && token > tokens.start
        && witness.is_content(token - 1)
        && (form.ends_with('s') && !form.ends_with("ss"))
        && object(token + 1)
}

fn draft(comparison: &Comparison<'_>, here: &Told, sentence: usize, token: usize) -> Draft {
    let (before, after) = (span_of_clause(comparison.base, here), comparison.other.sentence(sentence).span);
    let message = format!(
        "{{other}} tells as done ({}) what {{base}} leaves open ({}).",
        excerpt(comparison.other, after),
        excerpt(comparison.base, before)
    );
    Draft::new(FindingKind::Hedge, Severity::Warning, 0.7, message)
        .between(before, after)
        .focus(
            Some(comparison.base.span_of(here.tokens.clone())),
            Some(comparison.other.span_of(token..token + 1)),
        )
        .toward(Direction::Lost)
}
