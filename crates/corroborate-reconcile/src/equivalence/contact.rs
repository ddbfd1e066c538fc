//! Whether two contacts are one: by normalised value alone.

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
    let mut pairs = Vec::new();
    for (other, there) in contacts(comparison.other) {
        for (base, _) in contacts(comparison.base).filter(|(_, here)| *here == there) {
            let sentences = (comparison.base.claim(base).sentence, comparison.other.claim(other).sentence);
            let linked = comparison.link(sentences.0, sentences.1).is_some();
            if linked || !is_short(there) {
                pairs.push((base, other, if linked { 1.0 } else { 0.8 }));
            }
        }
    }
    pairs
}

/// Whether it is a short code, which many stories share.
pub(crate) fn is_short(contact: &Contact) -> bool {
    contact.form == ContactForm::Phone && contact.value.len() <= 4
}
