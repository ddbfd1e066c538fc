//! A figure of one thing given to another: "11 addresses and 27 phones" told as "27 addresses", "35 per cent of 60 records" as
//! "35 records", last week's figure as this week's.
//!
//! The numbers themselves are the evidence: the base has the other text's number, but counts something else by it. So nothing is
//! asked of the words around, other than where the numbers are small. Not here: a number that the base has nowhere.

use corroborate_model::{Bound, Claim, FindingKind, Quantity, Severity};

use super::figures::{self, phrase};
use super::{Draft, counted_thing};
use crate::comparison::{Comparison, Relation};
use crate::equivalence::quantity::{self, QuantityMatch, Values};
use crate::witness::Witness;
use crate::words;

/// Drafts for figures of another thing.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    if comparison.relation == Relation::Within || comparison.brief {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    for (other, claim) in comparison.other.analysis.claims.iter().enumerate() {
        let Some(own) = quantity::payload(claim) else { continue };
        drafts.extend(count_of_another(comparison, other, own).or_else(|| share_as_count(comparison, other, own)));
        drafts.extend(reckoned(comparison, claim, own));
    }
    for found in &comparison.quantities {
        drafts.extend(earlier_state(comparison, found));
    }
    drafts
}

fn draft(comparison: &Comparison<'_>, base: usize, other: usize, severity: Severity, message: String) -> Draft {
    let (a, b) = (comparison.base.claim(base), comparison.other.claim(other));
    Draft::new(FindingKind::ValueConflict, severity, 0.7, message)
        .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
        .focus(figures::number(a), figures::number(b))
        .about(base)
}

/// The exact value of a plain count, with its noun.
fn count(quantity: &Quantity) -> Option<(f64, &str)> {
    let plain = quantity.unit.is_none() && !quantity.age && !quantity.ordinal && quantity.bound == Bound::Exact;
    let value = quantity.value().filter(|value| plain && *value >= 2.0)?;
    Some((value, quantity.counted.as_deref()?))
}

fn figures<'a>(witness: &'a Witness<'_>) -> impl Iterator<Item = (usize, &'a Quantity)> {
    witness.analysis.claims.iter().enumerate().filter_map(|(at, claim)| Some((at, quantity::payload(claim)?)))
}

/// Whether a counted noun stands for the same as another, or for anything.
fn alike(a: &str, b: &str) -> bool {
    words::same_concept(a, b) || a.ends_with(b) || b.ends_with(a)
}

/// "11 addresses, 27 phones" told as "27 addresses".
fn count_of_another(comparison: &Comparison<'_>, other: usize, own: &Quantity) -> Option<Draft> {
    let (value, noun) = count(own)?;
    if value <= 10.0 || counted_thing::any(noun) {
        return None;
    }
    // The base counts the same noun once, by another number, and this number of something else.
    let mut same = figures(comparison.base).filter(|(_, q)| q.counted.as_deref().is_some_and(|n| alike(n, noun)));
    let (base, rival) = same.next().filter(|_| same.next().is_none())?;
    let (was, _) = count(rival).filter(|(was, _)| *was != value)?;
    let mut holders = figures(comparison.base).filter(|(_, q)| q.unit.is_none() && q.value() == Some(value));
    let holder = holders.next().filter(|_| holders.next().is_none())?.1.counted.as_deref()?;
    let kept = figures(comparison.other)
        .any(|(_, q)| q.value() == Some(was) && q.counted.as_deref().is_some_and(|n| alike(n, noun)));
    if kept || alike(holder, noun) {
        return None;
    }
    let message = format!(
        "{{base}} has “{}”, and {value} of something else ({holder}); {{other}} says “{}”",
        phrase(comparison.base, comparison.base.claim(base)),
        phrase(comparison.other, comparison.other.claim(other))
    );
    Some(draft(comparison, base, other, Severity::Error, message))
}

/// "35 per cent" told as "35 records".
fn share_as_count(comparison: &Comparison<'_>, other: usize, own: &Quantity) -> Option<Draft> {
    let percent = |q: &Quantity| q.unit.as_ref().is_some_and(|unit| unit.name() == "percent");
    let value = own.value().filter(|value| *value > 2.0 && !own.age && !own.ordinal)?;
    let swapped = percent(own);
    if !swapped && (own.unit.is_some() || own.counted.is_none()) {
        return None;
    }
    let fits = |q: &Quantity| if swapped { q.unit.is_none() && q.counted.is_some() && !q.age } else { percent(q) };
    let same = |q: &Quantity| q.value() == Some(value);
    let mut holders = figures(comparison.base).filter(|(_, q)| same(q));
    let (base, _) = holders.next().filter(|(_, q)| fits(q) && holders.next().is_none())?;
    // The other text has it rightly too.
    if figures(comparison.other).any(|(_, q)| same(q) && fits(q)) {
        return None;
    }
    let (a, b) = (comparison.base.claim(base), comparison.other.claim(other));
    let (here, there) = (&comparison.base.bags[a.sentence], &comparison.other.bags[b.sentence]);
    let shared = there.iter().filter(|(c, _)| here.binary_search_by_key(c, |entry| entry.0).is_ok()).count();
    let linked = comparison.link(a.sentence, b.sentence).is_some();
    if shared < if linked { 2 } else { 3 } {
        return None;
    }
    let message = format!(
        "{{base}} has “{}”; {{other}} has the same number as “{}”",
        phrase(comparison.base, a),
        phrase(comparison.other, b)
    );
    Some(draft(comparison, base, other, Severity::Error, message))
}

/// The claim that another one is measured against: "286, down from 412".
fn measured_against(witness: &Witness<'_>, reference: usize) -> Option<usize> {
    let claim = witness.claim(reference);
    witness.claims_of(claim.sentence).find_map(|(index, other)| {
        let span = quantity::payload(other)?.baseline_span?;
        (index != reference && span.overlaps(claim.span)).then_some(index)
    })
}

/// "286 people, down from 412" told as "412 people".
fn earlier_state(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    const EARLIER: &[&str] = &[
        "from", "earlier", "before", "previous", "previously", "compared", "against", "was", "were", "had", "been", "former",
        "formerly", "once", "ago", "last", "than", "after",
    ];
    let (base, other) = (comparison.base, comparison.other);
    if !matches!(found.values, Values::Same | Values::Looser) {
        return None;
    }
    let now = measured_against(base, found.base)?;
    let b = other.claim(found.other);
    let tokens = other.analysis.sentences.get(b.sentence)?.tokens.clone();
    let state = quantity::payload(base.claim(now))?;
    let told = figures(other).any(|(at, q)| {
        at.abs_diff(found.other) < 12
            && other.claim(at).sentence.abs_diff(b.sentence) <= 1
            && quantity::compare(state, q, false) != Values::Conflict
    });
    let past = tokens.clone().any(|t| EARLIER.contains(&other.folded(t)) || other.folded(t).ends_with("ed"));
    let reference = measured_against(other, found.other).is_some();
    let size = quantity::payload(base.claim(found.base))?.value()?;
    (!told && !past && !reference && size > 10.0).then(|| {
        let message = format!(
            "{{base}} has “{}” as the earlier figure, and “{}” as the present one; {{other}} says “{}”",
            phrase(base, base.claim(found.base)),
            phrase(base, base.claim(now)),
            phrase(other, b)
        );
        draft(comparison, now, found.other, Severity::Warning, message)
    })
}

/// A change in per cent that the base's two figures do not give: "to 19.8 million from 24.2 million" told as "down 22 per cent".
fn reckoned(comparison: &Comparison<'_>, claim: &Claim, own: &Quantity) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let percent = |q: &Quantity| q.unit.as_ref().is_some_and(|unit| unit.name() == "percent");
    let rate = own.value().filter(|rate| percent(own) && own.change.is_some() && *rate > 1.0)?;
    if figures(base).any(|(_, q)| percent(q) && q.value().is_some_and(|known| (known - rate).abs() < 0.6)) {
        return None;
    }
    let index = other.analysis.claims.iter().position(|known| std::ptr::eq(known, claim))?;
    let shown: Vec<&Quantity> =
        other.claims_of(claim.sentence).filter_map(|(_, c)| quantity::payload(c)).filter(|q| !percent(q)).collect();
    // The nearest figure behind or before the rate is the one that changed.
    let near = |q: &&&Quantity| q.number_span.start().abs_diff(claim.span.start()) < 60;
    let found = shown.iter().filter(near).find_map(|q| {
        let mut pairs = figures(base).filter_map(|(at, before)| {
            let now = measured_against(base, at)?;
            let state = quantity::payload(base.claim(now))?;
            let same = quantity::compare(state, q, false) == Values::Same
                || quantity::compare(before, q, false) == Values::Same;
            (same && !percent(state) && state.unit == before.unit).then_some((now, state.value()?, before.value()?))
        });
        pairs.next()
    });
    let (now, after, before) = found.filter(|(_, _, before)| *before > 0.0)?;
    let true_rate = (after - before).abs() / before * 100.0;
    let off = (true_rate - rate).abs();
    // "More than double" and roundings of a point are right enough.
    (off > 1.5 && off > 0.1 * true_rate && own.bound == Bound::Exact).then(|| {
        let message = format!(
            "the figures of {{base}} give {true_rate:.1} per cent; {{other}} says “{}”",
            phrase(other, claim)
        );
        draft(comparison, now, index, Severity::Warning, message)
    })
}
