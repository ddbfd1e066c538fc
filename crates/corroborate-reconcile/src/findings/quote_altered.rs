//! Rule `quote_altered`: words changed inside quotation marks.

use corroborate_model::{Direction, FindingKind, Severity};

use super::Draft;
use crate::comparison::Comparison;
use crate::equivalence::quotation::{Difference, What, excerpt, is_light, negations};

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for difference in comparison.quotations.matches.iter().flat_map(|found| &found.differences) {
        if matches!(difference.what, What::Altered | What::Invented) {
            drafts.push(draft(comparison, difference));
        }
    }
}

/// So many words that nobody said are a clause.
const CLAUSE: usize = 4;

fn severity(comparison: &Comparison<'_>, difference: &Difference) -> Severity {
    let (base, other) = (comparison.base, comparison.other);
    if difference.base_claim.is_none() {
        return Severity::Note;
    }
    let (left, right) = (difference.base.clone(), changed(difference));
    if is_light(base, left.clone()) && is_light(other, right.clone()) {
        return Severity::Note;
    }
    let denial = negations(base, left) % 2 != negations(other, right.clone()) % 2;
    if denial || difference.what == What::Altered && is_new_clause(comparison, difference) {
        return Severity::Error;
    }
    Severity::Warning
}

/// The other text's changed words: none where words are only gone.
fn changed(difference: &Difference) -> std::ops::Range<usize> {
    if difference.gone { difference.other.start..difference.other.start } else { difference.other.clone() }
}

/// Whether a clause was put into the speaker's mouth.
fn is_new_clause(comparison: &Comparison<'_>, difference: &Difference) -> bool {
    let (base, other) = (comparison.base, comparison.other);
    let words: Vec<usize> = changed(difference).filter(|&token| other.is_word(token)).collect();
    let said = |token: usize| {
        let concept = other.terms[token].concept;
        difference
            .base_context
            .clone()
            .any(|there| base.is_content(there) && base.terms[there].concept == concept)
    };
    let new = words.iter().filter(|&&token| other.is_content(token) && !said(token)).count();
    words.len() >= CLAUSE && new >= 2
}

fn draft(comparison: &Comparison<'_>, difference: &Difference) -> Draft {
    let (base, other) = (comparison.base, comparison.other);
    let there = excerpt(base, difference.base_context.clone(), difference.base.clone());
    let here = excerpt(other, difference.other_context.clone(), difference.other.clone());
    let message = match difference.what {
        What::Invented => format!("{{other}} quotes {here}, which stands nowhere in what {{base}} quotes"),
        _ if difference.base_claim.is_none() => {
            format!("{{other}} quotes {here} where {{base}} says in its own words {there}")
        }
        _ => format!("{{other}} changes words inside the quotation: {here}; {{base}} has {there}"),
    };
    let confidence = if difference.base_claim.is_some() { 0.9 } else { 0.5 };
    let base_focus = (!difference.base.is_empty()).then(|| base.span_of(difference.base.clone()));
    let mut draft =
        Draft::new(FindingKind::QuoteAltered, severity(comparison, difference), confidence, message)
            .between(
                base.span_of(difference.base_context.clone()),
                other.span_of(difference.other_context.clone()),
            )
            .focus(base_focus, Some(other.span_of(difference.other.clone())));
    draft.direction = match (difference.base.is_empty(), difference.gone) {
        (true, _) => Some(Direction::Gained),
        (_, true) => Some(Direction::Lost),
        _ => None,
    };
    draft.claim = difference.base_claim;
    draft
}
