//! Rule `precision_loss`: an exact value made vaguer.
//!
//! Not reported: a conversion that is right to the digit shown; a vaguer figure where the exact one stands in the same
//! source too and nothing else differs is reported once.

use corroborate_model::{Bound, Direction, FindingKind, Severity};

use super::Draft;
use super::figures::{self, phrase};
use crate::comparison::Comparison;
use crate::equivalence::quantity::{self, QuantityMatch, Values};

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    drafts.extend(comparison.quantities.iter().filter_map(|found| one_of_a_range(comparison, found)));
    for found in comparison.quantities.iter().filter(|m| m.values == Values::Looser && m.same_unit) {
        let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
        let Some((x, y)) = quantity::payload(a).zip(quantity::payload(b)) else { continue };
        // "Up to" and "could" belong together: the hedge rule tells of them.
        if x.bound == Bound::AtMost {
            continue;
        }
        let one_end = x.bound == Bound::Range
            && matches!(y.bound, Bound::AtMost | Bound::AtLeast | Bound::MoreThan | Bound::LessThan);
        let message = if one_end {
            format!(
                "{{base}} gives a range, “{}”; {{other}} keeps one end of it, “{}”",
                phrase(comparison.base, a),
                phrase(comparison.other, b)
            )
        } else {
            format!(
                "{{base}} has “{}”; {{other}} is vaguer, “{}”",
                phrase(comparison.base, a),
                phrase(comparison.other, b)
            )
        };
        drafts.push(
            Draft::new(
                FindingKind::PrecisionLoss,
                Severity::Note,
                f64::from(0.5 + 0.4 * found.context),
                message,
            )
            .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
            .focus(Some(a.span), Some(b.span))
            .toward(Direction::Weaker)
            .about(found.base),
        );
    }
}

/// A range told as one figure of it: "between 3 and 4 million" as "4 million".
fn one_of_a_range(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
    let (x, y) = quantity::payload(a).zip(quantity::payload(b))?;
    let point = matches!(y.bound, Bound::Exact | Bound::About) && y.low.is_some();
    let end = y.low == x.low || y.low == x.high;
    let score = x.unit.as_ref().is_some_and(|unit| unit.name() == "score");
    let linked = comparison.link(a.sentence, b.sentence).is_some();
    let fits = x.bound == Bound::Range && point && end && !score && found.values == Values::Tighter && linked;
    // The other end stands beside it.
    let both =
        comparison.other.claims_of(b.sentence).filter_map(|(_, claim)| quantity::payload(claim)).any(|q| {
            q.number_span != y.number_span
                && q.low.is_some()
                && (q.low == x.low || q.low == x.high)
                && q.low != y.low
        });
    (fits && !both).then(|| {
        let message = format!(
            "{{base}} gives a range, “{}”; {{other}} gives one figure of it, “{}”",
            phrase(comparison.base, a),
            phrase(comparison.other, b)
        );
        Draft::new(
            FindingKind::PrecisionLoss,
            Severity::Warning,
            f64::from(0.5 + 0.4 * found.context),
            message,
        )
        .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
        .focus(Some(a.span), Some(b.span))
        .toward(Direction::Stronger)
        .about(found.base)
    })
}
