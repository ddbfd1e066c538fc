//! Rule `order`: parts of one speech shown in another order.

use std::ops::Range;

use corroborate_model::{FindingKind, Severity};
use foldhash::{HashMap, HashMapExt as _};

use super::Draft;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::quotation::{Piece, excerpt};
use crate::witness::Witness;

/// A piece of so many words is a part of the speech, not a catchword.
const PART: usize = 6;

/// At most one draft: the first place where the speech goes back.
pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    if comparison.relation != Relation::Copy {
        return;
    }
    let mut seen = vec![false; comparison.base.terms.len()];
    let mut last: HashMap<Result<&str, usize>, (Segment, &Piece)> = HashMap::new();
    for found in &comparison.quotations.matches {
        for piece in found.pieces.iter().filter(|piece| piece.words >= PART) {
            let Some(claim) = piece.base_claim.filter(|_| !seen[piece.base.clone()].contains(&true)) else {
                continue;
            };
            seen[piece.base.clone()].fill(true);
            let attribution = comparison.base.claim(claim).attribution.as_ref();
            // Unnamed speakers are told apart by their quotations.
            let speaker = attribution.and_then(|attribution| attribution.speaker.as_deref()).ok_or(claim);
            let segment = (found.other, found.segment);
            let passed = last.insert(speaker, (segment, piece));
            if let Some((_, before)) = passed.filter(|&first| turned(comparison, first, (segment, piece))) {
                drafts.push(draft(comparison, before, piece).about(claim));
                return;
            }
        }
    }
}

/// Claim and segment of the other text.
type Segment = (usize, usize);

/// Whether the second piece stands before the first in the base, in another paragraph or quotation, and is shown apart.
fn turned(comparison: &Comparison<'_>, first: (Segment, &Piece), second: (Segment, &Piece)) -> bool {
    let (before, after) = (first.1, second.1);
    let block = |piece: &Piece| block(comparison.base, &piece.base);
    after.base.end <= before.base.start
        && (before.base_claim != after.base_claim || block(before) != block(after))
        && first.0 != second.0
}

fn block(witness: &Witness<'_>, tokens: &Range<usize>) -> Option<usize> {
    let sentence = witness.sentence_at(witness.span_of(tokens.clone()).start())?;
    Some(witness.sentence(sentence).block)
}

fn draft(comparison: &Comparison<'_>, before: &Piece, after: &Piece) -> Draft {
    let show = |tokens: &Range<usize>| excerpt(comparison.other, tokens.clone(), tokens.start..tokens.start);
    let message = format!(
        "{{other}} gives the parts of the speech in another order: {} comes before {}, which {{base}} has first",
        show(&before.other),
        show(&after.other),
    );
    Draft::new(FindingKind::Order, Severity::Note, 0.7, message)
        .between(comparison.base.span_of(after.base.clone()), comparison.other.span_of(after.other.clone()))
}
