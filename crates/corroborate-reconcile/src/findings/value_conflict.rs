//! Rule `value_conflict`: numbers that cannot both be true.
//!
//! Only quantities matched as the same one are held against each other; not reported are roundings and conversions that
//! hold, intervals that contain the figure, and later counts that the text dates later.

use corroborate_model::{FindingKind, Severity};

use super::Draft;
use super::figures::{self, phrase};
use crate::comparison::Comparison;
use crate::equivalence::quantity::{self, QuantityMatch, Values};

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for found in comparison.quantities.iter().filter(|m| m.values == Values::Conflict) {
        if let Some(draft) = judge(comparison, found) {
            drafts.push(draft);
        }
    }
}

fn judge(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
    let link = comparison.link(a.sentence, b.sentence).map_or(0.0, |link| link.score);
    let (x, y) = (quantity::payload(a)?, quantity::payload(b)?);
    let money = x.unit.as_ref().is_some_and(|unit| unit.is_currency());
    if quantity::unit_exchanged(x, y) && !money {
        return None;
    }
    if figures::told_elsewhere(comparison, found) || figures::later_state(comparison, found) {
        return None;
    }
    let mut certain = found.context * 0.6 + link * 0.4;
    // The same sum in another coin is the same sum.
    let coin = money && quantity::unit_exchanged(x, y) && link > 0.0;
    if comparison.brief {
        certain = certain.max(0.55);
    } else if coin {
        certain = certain.max(0.7);
    } else if found.slip {
        certain = certain.max(0.75);
    } else if found.governed {
        certain = certain.max(0.5);
    }
    if link < 0.6 && !found.slip && !comparison.brief && figures::other_subject(comparison, found) {
        return None;
    }
    // Bare numbers have to stand in the same words.
    let bare = x.unit.is_none() && (x.counted.is_none() || y.counted.is_none()) && !found.slip && !comparison.brief;
    if bare && found.context < 0.5 || certain < 0.42 || !found.same_unit && found.context < 0.6 && !comparison.brief && !coin {
        return None;
    }
    let message = format!("{{base}} has “{}”; {{other}} says “{}”", phrase(comparison.base, a), phrase(comparison.other, b));
    let severity = if certain > 0.5 { Severity::Error } else { Severity::Warning };
    let confidence = f64::from(0.45 + certain / 2.0).min(0.97);
    Some(
        Draft::new(FindingKind::ValueConflict, severity, confidence, message)
            .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
            .focus(figures::number(a), figures::number(b))
            .about(found.base),
    )
}
