//! One change, one finding: what several rules tell of the same change is settled here.

use corroborate_model::{FindingKind, Severity, Span};

use crate::findings::Draft;

/// Leaves one draft for each change of a comparison.
pub(crate) fn settle(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.sort_by(|a, b| {
        rank(a)
            .cmp(&rank(b))
            .then(b.confidence.total_cmp(&a.confidence))
            .then(place(a).cmp(&place(b)))
            .then(a.kind.cmp(&b.kind))
    });
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        if !kept.iter().any(|other| tells_the_same(other, &draft)) {
            kept.push(draft);
        }
    }
    kept
}

fn place(draft: &Draft) -> (Option<Span>, Option<Span>) {
    (draft.other, draft.base)
}

/// Which kind speaks first where two tell of one change.
fn rank(draft: &Draft) -> (u8, std::cmp::Reverse<Severity>) {
    use FindingKind as K;
    let kind = match draft.kind {
        K::Contact => 0,
        K::ValueConflict => 1,
        K::Date | K::Place | K::Identity => 2,
        K::LegalStatus => 3,
        K::Causal => 4,
        K::Polarity => 5,
        K::QuoteTruncated | K::QuoteSpliced | K::QuoteAltered => 6,
        K::Hedge => 7,
        K::CountedThing | K::TimeFrame | K::BaselineDropped | K::Attribution => 8,
        K::Scope => 9,
        K::PrecisionLoss => 10,
        K::QuoteParaphrased => 11,
        K::Addition | K::Omission => 12,
        K::Order => 13,
    };
    (kind, std::cmp::Reverse(draft.severity))
}

/// Whether a weaker draft tells of a change that a kept one tells already.
fn tells_the_same(kept: &Draft, draft: &Draft) -> bool {
    let overlap = |a: Option<Span>, b: Option<Span>| a.zip(b).is_some_and(|(a, b)| a.overlaps(b));
    let narrow = |draft: &Draft| (draft.base_focus.or(draft.base), draft.other_focus.or(draft.other));
    let ((kept_base, kept_other), (base, other)) = (narrow(kept), narrow(draft));
    if kept.kind == draft.kind {
        return match (kept.base, draft.base) {
            // The same wording of the other text accused twice by one rule, or the same loss told twice.
            // A reach is one for the two wordings, whichever of their words show it.
            (Some(_), Some(_)) if kept.kind == FindingKind::Scope => {
                overlap(kept.other, draft.other) && overlap(kept.base, draft.base)
            }
            // A hedge lost has no words of its own on the other side.
            (Some(_), Some(_)) if kept.kind == FindingKind::Hedge => {
                overlap(kept_base, base) && overlap(kept.other, draft.other)
            }
            (Some(_), Some(_)) => overlap(kept_other, other) && overlap(kept_base, base) || kept == draft,
            _ => {
                overlap(kept.other, draft.other) && kept.base.is_none() && draft.base.is_none()
                    || kept == draft
            }
        };
    }
    let whole_base = overlap(kept.base, draft.base);
    if draft.apart {
        // A reply turned round is not lost as well.
        return whole_base && kept.kind == FindingKind::Polarity && draft.kind == FindingKind::Omission;
    }
    // Different kinds: the same words on both sides, or on the one side that has any.
    match (overlap(kept_base, base), overlap(kept_other, other)) {
        (true, true) => true,
        (true, false) => base.is_some() && (kept_other.is_none() || other.is_none()),
        (false, true) => kept_base.is_none() || base.is_none(),
        (false, false) => false,
    }
}
