//! Rule `quote_spliced`: what was said apart is shown as one utterance.

use corroborate_model::{FindingKind, Severity};

use super::Draft;
use crate::comparison::Comparison;
use crate::equivalence::quotation::{Difference, QuoteMatch, What, excerpt, speakers_differ};

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for found in &comparison.quotations.matches {
        for difference in &found.differences {
            let What::Joined { missing, turned, torn, apart } = difference.what else { continue };
            let join =
                Join { missing, turned, torn, apart, voices: two_voices(comparison, found, difference) };
            drafts.push(draft(comparison, difference, &join));
        }
    }
}

struct Join {
    missing: usize,
    turned: bool,
    torn: bool,
    apart: bool,
    voices: bool,
}

/// Whether the base gives the second half to somebody else than the speaker named here.
fn two_voices(comparison: &Comparison<'_>, found: &QuoteMatch, difference: &Difference) -> bool {
    let speaker = comparison.other.claim(found.other);
    let last = difference.other.end;
    let second = found.pieces.iter().find(|piece| piece.other.end >= last).and_then(|piece| piece.base_claim);
    let first = difference.base_claim.map(|claim| comparison.base.claim(claim));
    let second = second.map(|claim| comparison.base.claim(claim));
    first.zip(second).is_some_and(|(a, b)| speakers_differ(a, b))
        || second.is_some_and(|second| speakers_differ(second, speaker))
}

/// Sentences that stood near each other in one speech and are whole are merely brought together.
fn severity(join: &Join) -> Severity {
    let whole = !join.turned && !join.torn && !join.voices;
    match whole && if join.apart { join.missing == 0 } else { join.missing <= 3 } {
        true => Severity::Note,
        false => Severity::Warning,
    }
}

fn draft(comparison: &Comparison<'_>, difference: &Difference, join: &Join) -> Draft {
    let (base, other) = (comparison.base, comparison.other);
    let shown = excerpt(other, difference.other_context.clone(), difference.other.clone());
    let there = excerpt(base, difference.base.clone(), difference.base.start..difference.base.start);
    let message = match join {
        Join { voices: true, .. } => {
            format!("{{other}} joins the words of two speakers in one quotation: {shown}")
        }
        Join { turned: true, .. } => {
            format!(
                "{{other}} turns the order of the quotation round and runs it together: {shown}; in {{base}} {there} comes first"
            )
        }
        Join { apart: true, .. } => format!("{{other}} runs two separate quotations together: {shown}"),
        Join { .. } => format!(
            "{{other}} joins what was said apart without a mark: {shown}; between them {{base}} has {there}"
        ),
    };
    let draft = Draft::new(FindingKind::QuoteSpliced, severity(join), 0.85, message)
        .between(
            base.span_of(difference.base_context.clone()),
            other.span_of(difference.other_context.clone()),
        )
        .focus(Some(base.span_of(difference.base.clone())), Some(other.span_of(difference.other.clone())));
    match difference.base_claim {
        Some(claim) => draft.about(claim),
        None => draft,
    }
}
