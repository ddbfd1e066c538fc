//! Rule `contact`: a phone number, web or postal address differs.
//!
//! Not reported: another notation of the same address; numbers that belong to somebody else (a paper's own newsroom);
//! a number left out, which is an omission.

use corroborate_model::{ContactForm, FindingKind, Severity};
use foldhash::HashSet;

use super::{Draft, figures};
use crate::comparison::Comparison;
use crate::equivalence::contact::{contacts, is_short};

/// Of more contacts than this, a list of them, only those of linked sentences are held against each other.
const LIST: usize = 64;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    let known: HashSet<(ContactForm, &str)> =
        contacts(comparison.base).map(|(_, here)| (here.form, here.value.as_str())).collect();
    let listed = known.len() > LIST;
    for (other, there) in contacts(comparison.other) {
        if known.contains(&(there.form, there.value.as_str())) {
            continue;
        }
        let sentence = comparison.other.claim(other).sentence;
        let near: Vec<usize> =
            comparison.links_of_other(sentence).iter().map(|link| link.base).collect();
        let nearest = contacts(comparison.base)
            .filter(|(base, _)| !listed || near.contains(&comparison.base.claim(*base).sentence))
            .filter(|(_, here)| here.form == there.form && !is_short(here) && !is_short(there))
            .map(|(base, here)| (base, distance(here.form, &here.value, &there.value)))
            .filter(|&(_, distance)| distance <= 0.25)
            .min_by(|a, b| a.1.total_cmp(&b.1));
        let Some((base, distance)) = nearest else { continue };
        let (a, b) = (comparison.base.claim(base), comparison.other.claim(other));
        let linked = comparison.link(a.sentence, b.sentence).is_some();
        if distance > 0.12 && !linked {
            continue;
        }
        let message = format!(
            "{{base}} gives “{}”; {{other}} gives “{}”",
            comparison.base.words(a.span),
            comparison.other.words(b.span)
        );
        drafts.push(
            Draft::new(FindingKind::Contact, Severity::Error, if linked { 0.95 } else { 0.85 }, message)
                .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
                .focus(Some(a.span), Some(b.span))
                .about(base),
        );
    }
}

/// Share of the characters that differ; a transposition counts once.
fn distance(form: ContactForm, a: &str, b: &str) -> f64 {
    // A longer address of the same site is another page, not a slip.
    if form == ContactForm::Url && (a.starts_with(b) || b.starts_with(a)) {
        return 1.0;
    }
    let longest = a.chars().count().max(b.chars().count()).max(1);
    strsim::osa_distance(a, b) as f64 / longest as f64
}
