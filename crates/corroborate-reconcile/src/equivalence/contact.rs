//! Whether two contacts are one: by normalised value alone.

use std::collections::BTreeMap;

use corroborate_model::{Claim, Contact, ContactForm, Payload};

use crate::comparison::Comparison;
use crate::witness::Witness;

/// The payload of a contact claim.
pub(crate) fn payload(claim: &Claim) -> Option<&Contact> {
    match &claim.payload {
        Payload::Contact(contact) => Some(contact),
        _ => None,
    }
}

/// The contacts of a text, with their claims.
pub(crate) fn contacts<'a>(witness: &Witness<'a>) -> impl Iterator<Item = (usize, &'a Contact)> {
    let claims = witness.analysis.claims.iter().enumerate();
    claims.filter_map(|(index, claim)| payload(claim).map(|contact| (index, contact)))
}

/// Contacts that both texts hold: claim of the base, claim of the other text, weight.
///
/// A short code ("101") says little by itself and is joined only in linked sentences.
pub(crate) fn same(comparison: &Comparison<'_>) -> Vec<(usize, usize, f32)> {
    let (bases, others) = (by_value(comparison.base), by_value(comparison.other));
    let mut joined = Vec::new();
    for (value, (there, others)) in &others {
        let Some((_, bases)) = bases.get(value) else { continue };
        for (base, other) in pairs(bases, others) {
            let sentences = (comparison.base.claim(base).sentence, comparison.other.claim(other).sentence);
            let linked = comparison.link(sentences.0, sentences.1).is_some();
            if linked || !is_short(there) {
                joined.push((base, other, if linked { 1.0 } else { 0.8 }));
            }
        }
    }
    joined
}

/// The contact claims of a text by what they hold.
fn by_value<'a>(witness: &Witness<'a>) -> BTreeMap<(ContactForm, &'a str), (&'a Contact, Vec<usize>)> {
    let mut claims: BTreeMap<_, (&'a Contact, Vec<usize>)> = BTreeMap::new();
    for (index, contact) in contacts(witness) {
        let (_, list) =
            claims.entry((contact.form, contact.value.as_str())).or_insert_with(|| (contact, Vec::new()));
        list.push(index);
    }
    claims
}

/// Pairs of claims that tell the same beyond which not every one is made.
const EVERY: usize = 4096;

/// The pairs of claims that tell the same: all, or as many as it takes to hold them together.
pub(crate) fn pairs(bases: &[usize], others: &[usize]) -> Vec<(usize, usize)> {
    if bases.len().saturating_mul(others.len()) <= EVERY {
        return bases.iter().flat_map(|&base| others.iter().map(move |&other| (base, other))).collect();
    }
    let (Some(&base), Some(&other)) = (bases.first(), others.first()) else { return Vec::new() };
    others.iter().map(|&other| (base, other)).chain(bases.iter().skip(1).map(|&base| (base, other))).collect()
}

/// Whether it is a short code, which many stories share.
pub(crate) fn is_short(contact: &Contact) -> bool {
    contact.form == ContactForm::Phone && contact.value.len() <= 4
}
