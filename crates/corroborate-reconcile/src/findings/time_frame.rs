//! Rule `time_frame`: same figure or act, other period.
//!
//! Not reported: two names of one period ("past 12 months", "last year" counted back), a day named relative to
//! publication, a period that one of the texts leaves out.

use corroborate_model::{Claim, FindingKind, Severity, Span, TimeBasis, TimeFrame};

use super::{Draft, figures, periods};
use crate::comparison::Comparison;
use crate::equivalence::quantity::{self, Values};
use crate::witness::Witness;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for found in comparison.quantities.iter().filter(|m| {
        // Money and shares are one figure by whatever noun.
        let unit = quantity::payload(comparison.other.claim(m.other)).is_some_and(|q| q.unit.is_some());
        m.values != Values::Conflict && (m.same_noun || unit && m.same_unit)
    }) {
        let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
        let Some((x, y)) = a.time_frame.as_ref().zip(b.time_frame.as_ref()) else { continue };
        let rank = quantity::payload(a).is_some_and(|q| q.ordinal);
        let Some(severity) = differ(x, y).or_else(|| year_round(x, y).filter(|_| rank)) else { continue };
        let inside =
            |witness, claim: &Claim, frame: &TimeFrame| figures::place(witness, claim).contains(frame.span);
        // "Within 14 days" is a figure itself.
        let reference = |claim: &Claim, frame: &TimeFrame| {
            quantity::payload(claim)
                .and_then(|q| q.baseline_span)
                .is_some_and(|span| span.overlaps(frame.span))
        };
        // A reference of another year is another reference.
        let referred = reference(a, x) && reference(b, y) && years(x, y);
        let own = x.span.overlaps(a.span)
            || y.span.overlaps(b.span)
            || !referred && (reference(a, x) || reference(b, y));
        if own || !inside(comparison.base, a, x) || !inside(comparison.other, b, y) {
            continue;
        }
        if frame_in_pair(comparison, a, y) || !tied(comparison.base, a, x) || !tied(comparison.other, b, y) {
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
    drafts.extend(periods::find(comparison));
}

/// Whether a frame belongs to a figure: no other figure stands nearer to it, and a comma parts them only where the frame leads.
fn tied(witness: &Witness<'_>, claim: &Claim, frame: &TimeFrame) -> bool {
    let Some(quantity) = quantity::payload(claim) else { return false };
    if quantity.age
        || quantity.counted.is_none()
            && quantity.unit.is_none()
            && quantity.value().is_some_and(|v| v < 100.0)
    {
        return false;
    }
    let period = witness.tokens_in(frame.span);
    let distance = |span: Span| {
        let tokens = witness.tokens_in(span);
        if tokens.start >= period.end {
            tokens.start - period.end
        } else {
            period.start.saturating_sub(tokens.end)
        }
    };
    let own = distance(claim.span);
    let others = witness.claims_of(claim.sentence).filter(|(_, other)| {
        quantity::payload(other).is_some_and(|q| !q.age && q.unit.is_some() && q.unit == quantity.unit)
            && !other.span.overlaps(frame.span)
            && other.span != claim.span
    });
    let figure = witness.tokens_in(claim.span);
    let between =
        if figure.start >= period.end { period.end..figure.start } else { figure.end..period.start };
    let start = witness.analysis.sentences.get(claim.sentence).map_or(0, |sentence| sentence.tokens.start);
    let parted = between.into_iter().any(|t| matches!(witness.folded(t), "," | ";" | "which" | "who"));
    let nearest = others.map(|(_, other)| distance(other.span)).all(|far| far >= own);
    // A frame at the head is of all figures of the sentence but those that a figure is measured against.
    let led = witness.folded(figure.start.wrapping_sub(1));
    let measured = matches!(led, "from" | "against" | "than" | "with");
    if measured && own > 3 {
        return false;
    }
    period.start <= start + 1 || nearest && !parted
}

/// Whether both are years, and other ones.
fn years(a: &TimeFrame, b: &TimeFrame) -> bool {
    let year = |frame: &TimeFrame| {
        let (start, end) = frame.start.zip(frame.end)?;
        (start.days_until(end) > 300 && frame.basis == TimeBasis::Calendar).then_some(start.year())
    };
    year(a).zip(year(b)).is_some_and(|(x, y)| x != y)
}

/// "The second this year" told as "the second in a year".
fn year_round(a: &TimeFrame, b: &TimeFrame) -> Option<Severity> {
    use TimeBasis as B;
    let pair = matches!(
        (a.basis, b.basis),
        (B::Calendar | B::SoFar, B::Duration | B::Rolling)
            | (B::Duration | B::Rolling, B::Calendar | B::SoFar)
    );
    let long = |frame: &TimeFrame| match frame.start.zip(frame.end) {
        Some((start, end)) => start.days_until(end) > 300,
        None => frame.days.is_some_and(|days| days > 300),
    };
    (pair && long(a) && long(b)).then_some(Severity::Warning)
}

/// Whether the frame stands in an aside, and the figure outside it: "the mill, which opened in 1962, employs 40 people".
fn aside(witness: &Witness<'_>, claim: &Claim, frame: &TimeFrame) -> bool {
    let number = witness.tokens_in(claim.span).start;
    figures::aside(witness, claim.sentence, frame.span).is_some_and(|aside| !aside.contains(&number))
}

/// Whether the base's sentence itself has the other's frame too.
fn frame_in_pair(comparison: &Comparison<'_>, base: &Claim, frame: &TimeFrame) -> bool {
    comparison.base.claims_of(base.sentence).filter_map(|(_, claim)| claim.time_frame.as_ref()).any(|own| {
        let same = own.start.is_some() && (own.start, own.end) == (frame.start, frame.end);
        same || own.text.eq_ignore_ascii_case(&frame.text)
            || own.basis == frame.basis && own.days == frame.days && own.days.is_some()
    })
}

/// How grave it is that `b` stands for `a`; nothing where both may mean the same period.
fn differ(a: &TimeFrame, b: &TimeFrame) -> Option<Severity> {
    use TimeBasis as B;
    let limit = |basis| matches!(basis, B::Until | B::Between);
    if a.text.eq_ignore_ascii_case(&b.text) {
        return None;
    }
    if let Some(severity) = ends_differ(a, b) {
        return Some(severity);
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
            return (open(a.basis) != open(b.basis)).then_some(if stretched(a, b) {
                Severity::Warning
            } else {
                Severity::Note
            });
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

/// Stretches with named ends, one of which is another; a day until which something held told as the day itself or another one.
fn ends_differ(a: &TimeFrame, b: &TimeFrame) -> Option<Severity> {
    use TimeBasis as B;
    let day = |frame: &TimeFrame| frame.start.is_none_or(|start| Some(start) == frame.end);
    let length = |frame: &TimeFrame| frame.start.zip(frame.end).map(|(start, end)| start.days_until(end) + 1);
    // Told from the day of publication, which may be another one.
    let relative = |frame: &TimeFrame| {
        let mut words = frame.text.split_whitespace();
        words.any(|word| {
            ["today", "tonight", "tomorrow", "yesterday"].iter().any(|day| word.eq_ignore_ascii_case(day))
        })
    };
    let differ = match (a.basis, b.basis) {
        (B::Between, B::Between) => {
            let known = a.start.zip(a.end).zip(b.start.zip(b.end));
            known.is_some_and(|(x, y)| x != y)
                && length(a).zip(length(b)).is_some_and(|(x, y)| x > 20 && y > 20)
        }
        (B::Until, B::Until | B::Calendar) => {
            day(b) && !relative(a) && !relative(b) && a.end.zip(b.end).is_some_and(|(x, y)| x != y)
        }
        // A stretch with dates against one of a length alone.
        (B::Between, B::Rolling) if b.start.is_none() => {
            length(a).zip(b.days).is_some_and(|(x, y)| x > 20 && x.abs_diff(y as i32) * 3 > x as u32)
        }
        _ => false,
    };
    differ.then_some(Severity::Warning)
}

/// Whether a period that runs until now is told as one of another length: "since 2015" as "in 2015", "in the past year" as "since
/// Tuesday".
fn stretched(a: &TimeFrame, b: &TimeFrame) -> bool {
    let length = |frame: &TimeFrame| frame.start.zip(frame.end).map(|(start, end)| start.days_until(end) + 1);
    length(a).zip(length(b)).is_some_and(|(x, y)| x.max(y) > 2 * x.min(y) + 6)
}

/// Whether a period is still running.
fn open(basis: TimeBasis) -> bool {
    matches!(basis, TimeBasis::SoFar | TimeBasis::Since)
}
