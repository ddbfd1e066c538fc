//! Rule `precision_loss`: an exact value made vaguer.
//!
//! Not reported: a conversion that is right to the digit shown; a vaguer figure where the exact one stands in the same
//! source too and nothing else differs is reported once.

use corroborate_model::{Bound, Direction, FindingKind, Severity};

use super::Draft;
use super::figures::{self, phrase};
use crate::comparison::Comparison;
use crate::equivalence::quantity::{self, Values};

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for found in comparison.quantities.iter().filter(|m| m.values == Values::Looser && m.same_unit) {
        let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
        let Some((x, y)) = quantity::payload(a).zip(quantity::payload(b)) else { continue };
        // "Up to" and "could" belong together: the hedge rule tells of them.
        if x.bound == Bound::AtMost {
            continue;
        }
        let one_end = x.bound == Bound::Range && matches!(y.bound, Bound::AtMost | Bound::AtLeast | Bound::MoreThan | Bound::LessThan);
        let message = if one_end {
            format!("{{base}} gives a range, “{}”; {{other}} keeps one end of it, “{}”", phrase(comparison.base, a), phrase(comparison.other, b))
        } else {
            format!("{{base}} has “{}”; {{other}} is vaguer, “{}”", phrase(comparison.base, a), phrase(comparison.other, b))
        };
        drafts.push(
            Draft::new(FindingKind::PrecisionLoss, Severity::Note, f64::from(0.5 + 0.4 * found.context), message)
                .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
                .focus(Some(a.span), Some(b.span))
                .toward(Direction::Weaker)
                .about(found.base),
        );
    }
}
