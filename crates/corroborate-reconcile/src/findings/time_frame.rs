//! Rule `time_frame`: same figure or act, other period.
//!
//! Not reported: two names of one period ("past 12 months", "last year" counted back), a day named relative to
//! publication, a period that one of the texts leaves out.

use corroborate_model::{Claim, FindingKind, Severity, TimeBasis, TimeFrame};

use super::{Draft, figures};
use crate::comparison::Comparison;
use crate::equivalence::quantity::{self, Values};
use crate::witness::Witness;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for found in comparison.quantities.iter().filter(|m| m.values != Values::Conflict && m.same_noun) {
        let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
        let Some((x, y)) = a.time_frame.as_ref().zip(b.time_frame.as_ref()) else { continue };
        let Some(severity) = differ(x, y) else { continue };
        let inside =
            |witness, claim: &Claim, frame: &TimeFrame| figures::place(witness, claim).contains(frame.span);
        // "Within 14 days" is a figure itself.
        let reference = |claim: &Claim, frame: &TimeFrame| {
            quantity::payload(claim)
                .and_then(|q| q.baseline_span)
                .is_some_and(|span| span.overlaps(frame.span))
        };
        let own = x.span.overlaps(a.span) || y.span.overlaps(b.span) || reference(a, x) || reference(b, y);
        if own || !inside(comparison.base, a, x) || !inside(comparison.other, b, y) {
            continue;
        }
        let age = quantity::payload(a).is_some_and(|q| q.age) || quantity::payload(b).is_some_and(|q| q.age);
        if age || frame_in_pair(comparison, a, y) {
            continue;
        }
        if aside(comparison.base, a, x) || aside(comparison.other, b, y) {
            continue;
        }
        let message = format!(
            "the figure “{}” is for “{}” in {{base}} and for “{}” in {{other}}",
            comparison.other.words(b.span),
            x.text,
            y.text
        );
        drafts.push(
            Draft::new(FindingKind::TimeFrame, severity, f64::from(0.5 + 0.35 * found.context), message)
                .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
                .focus(Some(x.span), Some(y.span))
                .about(found.base),
        );
    }
}

/// Whether the frame stands in an aside, and the figure outside it: "the mill, which opened in 1962, employs 40 people".
fn aside(witness: &Witness<'_>, claim: &Claim, frame: &TimeFrame) -> bool {
    let number = witness.tokens_in(claim.span).start;
    figures::aside(witness, claim.sentence, frame.span).is_some_and(|aside| !aside.contains(&number))
}

/// Whether the base's sentence itself has the other's frame too.
fn frame_in_pair(comparison: &Comparison<'_>, base: &Claim, frame: &TimeFrame) -> bool {
    comparison
        .base
        .claims_of(base.sentence)
        .filter_map(|(_, claim)| claim.time_frame.as_ref())
        .any(|own| differ(own, frame).is_none())
}

/// How grave it is that `b` stands for `a`; nothing where both may mean the same period.
fn differ(a: &TimeFrame, b: &TimeFrame) -> Option<Severity> {
    use TimeBasis as B;
    let limit = |basis| matches!(basis, B::Until | B::Between);
    if a.text.eq_ignore_ascii_case(&b.text) {
        return None;
    }
    if limit(a.basis) || limit(b.basis) {
        // A stretch of some length and one that ends before it begins, or begins after it ends.
        let stretches = a.start.zip(a.end).zip(b.start.zip(b.end));
        let apart = stretches.is_some_and(|(x, y)| x.1 < y.0 || y.1 < x.0);
        let long =
            |range: (corroborate_model::Date, corroborate_model::Date)| range.0.days_until(range.1) > 27;
        return (apart && stretches.is_some_and(|(x, y)| long(x) && long(y))).then_some(Severity::Warning);
    }
    // Single days are the date rule's.
    let day =
        |frame: &TimeFrame| frame.basis == B::Calendar && frame.start.is_some() && frame.start == frame.end;
    if day(a) && day(b) {
        return None;
    }
    if let (Some(x), Some(y)) = (a.start.zip(a.end), b.start.zip(b.end)) {
        if x == y || x.0 <= y.0 && y.1 <= x.1 || y.0 <= x.0 && x.1 <= y.1 {
            return (open(a.basis) != open(b.basis)).then_some(Severity::Note);
        }
        return Some(Severity::Warning);
    }
    match (a.basis, b.basis) {
        (B::Duration, B::Duration) | (B::Rolling, B::Rolling) if a.days.is_some() && b.days.is_some() => {
            let (x, y) = (a.days.unwrap_or(0), b.days.unwrap_or(0));
            (x.abs_diff(y) * 25 > x.max(y)).then_some(Severity::Warning)
        }
        (B::SoFar, B::Calendar | B::Duration) | (B::Calendar, B::SoFar) => Some(Severity::Note),
        (B::SoFar, B::Recent | B::Rolling) | (B::Recent | B::Rolling, B::SoFar) => Some(Severity::Warning),
        (B::Recent, B::Calendar) | (B::Calendar, B::Recent | B::Rolling) | (B::Rolling, B::Calendar) => {
            Some(Severity::Warning)
        }
        _ => None,
    }
}

/// Whether a period is still running.
fn open(basis: TimeBasis) -> bool {
    matches!(basis, TimeBasis::SoFar | TimeBasis::Since)
}
