//! Rule `place`: a place differs.
//!
//! Looks at linked sentences in which one text has a place that the other lacks, and the other way round. Not reported: a place
//! inside the other, abbreviations, a place left out or added.

use corroborate_model::{FindingKind, Name, NameClass, Severity};
use similar::DiffTag;

use super::Draft;
use crate::align::Link;
use crate::comparison::Comparison;
use crate::witness::Witness;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for link in comparison.links.iter().filter(|link| link.score >= 0.4) {
        drafts.extend(road(comparison, link));
        drafts.extend(exchanged(comparison, link));
    }
}

fn names<'a>(witness: &'a Witness<'_>, sentence: usize, class: NameClass) -> impl Iterator<Item = &'a Name> {
    let span = witness.sentence(sentence).span;
    witness.analysis.names.iter().filter(move |name| name.class == class && span.contains(name.span))
}

/// Another road number in the same sentence.
fn road(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let holds = |witness: &Witness<'_>, sentence: usize, words: &str| {
        names(witness, sentence, NameClass::Road).any(|name| witness.words(name.span) == words)
    };
    let a = names(base, link.base, NameClass::Road).find(|name| !holds(other, link.other, base.words(name.span)))?;
    let b = names(other, link.other, NameClass::Road).find(|name| !holds(base, link.base, other.words(name.span)))?;
    Some(draft(comparison, link, a, b, Severity::Error, 0.92))
}

/// A place name put for another in otherwise equal words.
fn exchanged(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let chunks = comparison.diff(link);
    chunks.iter().filter(|chunk| chunk.tag == DiffTag::Replace).find_map(|chunk| {
        let at = |witness: &Witness<'_>, tokens: &std::ops::Range<usize>| witness.span_of(tokens.clone());
        let (left, right) = (at(base, &chunk.base), at(other, &chunk.other));
        let a = names(base, link.base, NameClass::Place).find(|name| left.contains(name.span))?;
        let b = names(other, link.other, NameClass::Place).find(|name| right.contains(name.span))?;
        let (x, y) = (base.words(a.span), other.words(b.span));
        let known = base.text().contains(y) || other.text().contains(x) || x.contains(y) || y.contains(x);
        (!known && chunk.base.len() <= 6 && chunk.other.len() <= 6)
            .then(|| draft(comparison, link, a, b, Severity::Error, f64::from(0.4 + 0.4 * link.score)))
    })
}

fn draft(comparison: &Comparison<'_>, link: &Link, a: &Name, b: &Name, severity: Severity, confidence: f64) -> Draft {
    let (base, other) = (comparison.base, comparison.other);
    let message = format!("{{base}} has “{}”; {{other}} has “{}”", base.words(a.span), other.words(b.span));
    Draft::new(FindingKind::Place, severity, confidence, message)
        .between(base.sentence(link.base).span, other.sentence(link.other).span)
        .focus(Some(a.span), Some(b.span))
}
