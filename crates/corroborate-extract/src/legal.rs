//! The step of a criminal case that a clause puts somebody on.
//!
//! The furthest step that is not denied counts; a word for a perpetrator ("offenders") is a conviction without a trial.
//! Deliberately not here: who stands on that step, and the law of any country.

use std::ops::Range;

use corroborate_model::LegalStatus;

use crate::lexicon::{Entry, Negation, Tags};
use crate::scan::{Hit, Scan};

/// The step that a clause with these phrases tells of.
pub(crate) fn status(scan: &Scan<'_>, hits: &[Hit], clause: Range<usize>) -> Option<LegalStatus> {
    let step = |hit: &Hit| match hit.entry {
        Entry::Legal(Some(status))
            if hit.end <= clause.end && !is_denied(scan, hits, hit) && is_meant(scan, hit) =>
        {
            Some(turned(scan, hit, status, clause.end))
        }
        _ => None,
    };
    hits.iter().filter_map(step).max()
}

/// What the words around a step make of it: an "alleged thief" is a suspect, charges that "were dropped" clear.
fn turned(scan: &Scan<'_>, hit: &Hit, status: LegalStatus, end: usize) -> LegalStatus {
    let before = hit.start.checked_sub(1).map_or("", |before| scan.word(before));
    let alleged = ["alleged", "suspected", "accused"].iter().any(|word| before.eq_ignore_ascii_case(word));
    let charges =
        status == LegalStatus::Charged && (hit.start..hit.end).any(|at| scan.word(at).starts_with("charge"));
    let dropped = |at: usize| {
        matches!(scan.word(at), "dropped" | "dismissed" | "withdrawn")
            && scan.is(at - 1, Tags::BE.or(Tags::FINITE))
    };
    match status {
        LegalStatus::Convicted if alleged => LegalStatus::Suspected,
        _ if charges && (hit.end..end.min(hit.end + 10)).any(dropped) => LegalStatus::Cleared,
        _ => status,
    }
}

/// "no charges", "not been charged", "was never convicted".
fn is_denied(scan: &Scan<'_>, hits: &[Hit], step: &Hit) -> bool {
    hits.iter().any(|hit| {
        let denies = matches!(hit.entry, Entry::Negation(Negation::Verb | Negation::Subject));
        let near = hit.end <= step.start && step.start - hit.end <= 3;
        let same = hit.start <= step.start && step.start < hit.end;
        let inner = hit.end..step.start;
        denies
            && !is_cleared(step)
            && (same || near && !inner.clone().any(|token| scan.is(token, Tags::RELATIVE)))
    })
}

fn is_cleared(hit: &Hit) -> bool {
    hit.entry == Entry::Legal(Some(LegalStatus::Cleared))
}

/// Leaves out prices and batteries ("were charged £40"), and names of bodies ("Serious Crime Squad").
fn is_meant(scan: &Scan<'_>, hit: &Hit) -> bool {
    let last = scan.word(hit.end - 1);
    let price = last == "charged"
        && (matches!(scan.word(hit.end), "£" | "$" | "€")
            || scan.word(hit.end + 1) == "%"
            || matches!(scan.word(hit.end), "for" | "up" | "at"));
    let charges = hit.end == hit.start + 1 && matches!(last, "charges") && !criminal_charges(scan, hit);
    let name = scan.is(hit.start, Tags::CAPITAL)
        && scan.is(hit.end, Tags::CAPITAL)
        && !scan.is(hit.start, Tags::SHOUTED);
    !price && !charges && !name
}

/// Whether "charges" alone are criminal ones: something is brought, faced or denied.
fn criminal_charges(scan: &Scan<'_>, hit: &Hit) -> bool {
    let near = hit.start.saturating_sub(5)..hit.end + 6;
    near.into_iter().any(|token| {
        matches!(
            scan.word(token),
            "brought"
                | "bring"
                | "face"
                | "faces"
                | "facing"
                | "faced"
                | "denied"
                | "dismissed"
                | "withdrawn"
                | "denies"
                | "deny"
                | "dropped"
                | "pressed"
                | "criminal"
                | "murder"
                | "court"
                | "police"
                | "against"
                | "laid"
                | "filed"
        )
    })
}
