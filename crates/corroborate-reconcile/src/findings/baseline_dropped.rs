//! Rule `baseline_dropped`: a comparison lost its reference.
//!
//! Not reported: a reference told in other words in the same or a neighbouring sentence, both ends of a change given as
//! figures, a change told without any figure.

use corroborate_model::{BlockKind, Claim, Direction, FindingKind, Payload, Severity};

use super::Draft;
use super::figures::{self, phrase};
use crate::comparison::Comparison;
use crate::equivalence::quantity::{self, Values};
use crate::witness::Class;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for found in comparison.quantities.iter().filter(|m| m.values != Values::Conflict) {
        let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
        let Some((x, y)) = quantity::payload(a).zip(quantity::payload(b)) else { continue };
        let (Some(baseline), Some(at), None) = (&x.baseline, x.baseline_span, &y.baseline) else { continue };
        let short = matches!(comparison.other.kind_of(b.sentence), BlockKind::Headline | BlockKind::Caption);
        if short || kept(comparison, at, b.sentence) || worked_out(comparison, a, b) {
            continue;
        }
        let message = format!("{{base}} measures “{}” against “{baseline}”; {{other}} gives “{}” without that", phrase(comparison.base, a), phrase(comparison.other, b));
        // A level without its earlier level is shorter; a change without its reference says nothing.
        let percent = x.unit.as_ref().is_some_and(|unit| unit.name() == "percent");
        let figure = comparison
            .base
            .claims_of(a.sentence)
            .any(|(_, c)| quantity::payload(c).is_some() && at.overlaps(c.span));
        let grave = percent && x.change.is_some() && !figure;
        let severity = if grave { Severity::Warning } else { Severity::Note };
        drafts.push(
            Draft::new(
                FindingKind::BaselineDropped,
                severity,
                f64::from(0.55 + 0.35 * found.context),
                message,
            )
            .between(at, figures::place(comparison.other, b))
            .focus(Some(at), Some(b.span))
            .toward(Direction::Lost)
            .about(found.base),
        );
    }
}

/// Whether the sentence tells the change itself, worked out from both levels: "126 fewer", "up 50%", "half as many again".
fn worked_out(comparison: &Comparison<'_>, a: &Claim, b: &Claim) -> bool {
    let value = |claim: &Claim| quantity::payload(claim).and_then(|q| q.value());
    let levels: Vec<f64> =
        comparison.base.claims_of(a.sentence).filter_map(|(_, claim)| value(claim)).collect();
    let own = value(a).unwrap_or_default();
    let told =
        comparison.other.claims_of(b.sentence).filter_map(|(_, claim)| Some((claim.span, value(claim)?)));
    let near = |x: f64, y: f64| (x - y).abs() <= 0.011 * y.abs().max(1e-9);
    told.filter(|(span, _)| *span != b.span).any(|(_, value)| {
        levels.iter().filter(|level| **level != own && **level != 0.0).any(|level| {
            let change = (own - level).abs();
            near(value, change) || near(value, 100.0 * change / level.abs())
        })
    })
}

/// Whether the figures or most of the words of the reference stand near the other's figure.
fn kept(comparison: &Comparison<'_>, baseline: corroborate_model::Span, sentence: usize) -> bool {
    let others: Vec<u32> = (sentence.saturating_sub(1)..=sentence + 1)
        .flat_map(|s| comparison.other.bags.get(s).into_iter().flatten().map(|entry| entry.0))
        .collect();
    let terms: Vec<_> = comparison
        .base
        .tokens_in(baseline)
        .filter(|&t| comparison.base.is_content(t))
        .map(|t| comparison.base.terms[t])
        .collect();
    let numbers: Vec<_> = terms.iter().filter(|term| term.class == Class::Number).collect();
    let told = |term: &&crate::witness::Term| others.contains(&term.concept);
    let loose = comparison
        .other
        .claims_of(sentence)
        .any(|(_, claim)| matches!(&claim.payload, Payload::Quantity(q) if q.baseline.is_some()));
    if numbers.is_empty() {
        loose || terms.iter().filter(told).count() * 2 >= terms.len().max(1)
    } else {
        numbers.iter().copied().any(|term| told(&term))
            || terms.iter().filter(told).count() * 5 >= terms.len() * 3
    }
}
