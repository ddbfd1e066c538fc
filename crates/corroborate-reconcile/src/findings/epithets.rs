//! What only one text says of somebody or something in passing: "a married couple", "the ringleader", "her life savings".
//!
//! The words are in a lexicon, since most words that a copy brings are mere style. One counts where the base has it nowhere, in
//! no inflection. A figure that nothing in the base answers to is told beside them, as a note. Not here: quoted words.

use std::sync::LazyLock;

use corroborate_model::{Direction, FindingKind, Severity, Span};

use super::Draft;
use crate::comparison::Comparison;
use crate::equivalence::clause::{clause_at, clauses, quoted, trimmed};
use crate::equivalence::cue::{Line, Phrases};
use crate::equivalence::quantity;
use crate::equivalence::told::excerpt;
use crate::witness::Class;

static EPITHETS: LazyLock<Phrases> = LazyLock::new(|| Phrases::load(include_str!("../lexicon/epithets.txt")));

/// Drafts for the epithets of a sentence that tells something of the base.
pub(super) fn find(comparison: &Comparison<'_>, sentence: usize) -> Vec<Draft> {
    let other = comparison.other;
    let line = Line::new(other, sentence);
    let parts = clauses(other, &line);
    let mut drafts: Vec<Draft> = EPITHETS
        .find(&line)
        .into_iter()
        .filter_map(|hit| {
            let span = other.span_of(hit.tokens.clone());
            let concepts: Vec<u32> =
                hit.tokens.clone().filter(|&t| other.is_content(t)).map(|t| other.terms[t].concept).collect();
            let named = hit.tokens.clone().any(|t| other.terms[t].class == Class::Name);
            if quoted(other, span) || named || concepts.iter().all(|&concept| comparison.base.holds(concept))
            {
                return None;
            }
            let place = trimmed(other, clause_at(&parts, hit.tokens.start)).cover(span);
            let message = format!("only {{other}} says “{}”: {}", other.words(span), excerpt(other, place));
            Some(draft(place, span, message, Severity::Warning, 0.6))
        })
        .collect();
    drafts.extend(figures(comparison, sentence));
    drafts
}

fn draft(place: Span, focus: Span, message: String, severity: Severity, confidence: f64) -> Draft {
    let mut draft =
        Draft::new(FindingKind::Addition, severity, confidence, message).toward(Direction::Gained);
    (draft.other, draft.other_focus) = (Some(place), Some(focus));
    draft
}

/// Figures in a told sentence whose number and noun the base has nowhere.
fn figures(comparison: &Comparison<'_>, sentence: usize) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    if comparison.links_of_other(sentence).is_empty() {
        return Vec::new();
    }
    let new = other.claims_of(sentence).filter(|(index, claim)| {
        let Some(figure) = quantity::payload(claim) else { return false };
        let held = |span: Span| {
            let mut content = other.tokens_in(span).filter(|&t| other.is_content(t));
            content.any(|t| base.holds(other.terms[t].concept))
        };
        let matched = comparison.is_matched(*index);
        let noun = figure.counted_span.is_some_and(|span| !held(span)) || figure.age;
        !matched && !figure.ordinal && noun && !held(figure.number_span) && !quoted(other, claim.span)
    });
    let drafts = new.map(|(_, claim)| {
        let message = format!("only {{other}} gives “{}”", other.words(claim.span));
        draft(claim.span, claim.span, message, Severity::Note, 0.5)
    });
    drafts.collect()
}
