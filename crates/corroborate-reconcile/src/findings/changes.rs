//! What rose or fell, told without a figure: "a rise in offending" against "a rise in reports".
//!
//! A change noun with "in" names what changed. Where both texts tell a change of the same direction in the same surroundings,
//! and what changed in the one is nowhere said to have changed in the other, another thing is counted.

use corroborate_model::{FindingKind, Severity, Span};

use super::Draft;
use crate::comparison::Comparison;
use crate::witness::Witness;
use crate::words;

/// A change and what changed.
pub(crate) struct Told {
    sentence: usize,
    rise: bool,
    /// Concept of the head noun of what changed.
    what: u32,
    /// From the change noun to the end of what changed.
    span: Span,
}

/// Drafts for changes of another thing.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    let base = changes(comparison.base);
    changes(comparison.other)
        .iter()
        .filter(|there| base.iter().all(|here| here.what != there.what))
        .filter_map(|there| nearest(comparison, base, there).map(|here| draft(comparison, here, there)))
        .collect()
}

/// The base's change of the same direction in the nearest surroundings; two words besides the change have to be shared.
fn nearest<'t>(comparison: &Comparison<'_>, base: &'t [Told], there: &Told) -> Option<&'t Told> {
    let shared = |here: &Told| {
        let bag = &comparison.other.bags[there.sentence];
        let both = comparison.base.bags[here.sentence]
            .iter()
            .filter(|(c, _)| bag.binary_search_by_key(c, |e| e.0).is_ok());
        both.count()
    };
    let alike = base.iter().filter(|here| here.rise == there.rise && shared(here) >= 2);
    alike.max_by_key(|here| (shared(here), std::cmp::Reverse(here.sentence)))
}

fn changes<'w>(witness: &'w Witness<'_>) -> &'w [Told] {
    witness.readings.changes.get_or_init(|| told(witness))
}

fn told(witness: &Witness<'_>) -> Vec<Told> {
    let (rise, fall) = (witness.synonyms.concept("rise"), witness.synonyms.concept("fall"));
    let mut found = Vec::new();
    for (number, sentence) in witness.analysis.sentences.iter().enumerate() {
        for token in sentence.tokens.clone() {
            let text = |t: usize| witness.words(witness.analysis.tokens[t].span);
            // Most words are ruled out by the one after them, before anything is looked up.
            if token + 2 >= sentence.tokens.end || !text(token + 1).eq_ignore_ascii_case("in") {
                continue;
            }
            let change = witness.synonyms.concept(&words::fold(text(token)));
            if change != rise && change != fall {
                continue;
            }
            if let Some((what, end)) = head(witness, token + 2, sentence.tokens.end) {
                found.push(Told {
                    sentence: number,
                    rise: change == rise,
                    what,
                    span: witness.span_of(token..end),
                });
            }
        }
    }
    found
}

/// The head noun of the phrase from `start`, and where the phrase ends.
fn head(witness: &Witness<'_>, start: usize, limit: usize) -> Option<(u32, usize)> {
    let word = |t: usize| witness.folded(t);
    let sort = |t: usize| {
        matches!(
            word(t),
            "sort" | "kind" | "type" | "number" | "level" | "amount" | "of" | "this" | "these" | "the"
        )
    };
    let first = (start..limit).find(|&t| !sort(t))?;
    let phrase =
        (first..limit).take_while(|&t| witness.is_content(t) && (t == first || !word(t).ends_with("ing")));
    let last = phrase.last()?;
    Some((witness.terms[last].concept, last + 1))
}

fn draft(comparison: &Comparison<'_>, here: &Told, there: &Told) -> Draft {
    let (base, other) = (comparison.base, comparison.other);
    let message =
        format!("{{base}} tells of “{}”; {{other}} of “{}”", base.words(here.span), other.words(there.span));
    Draft::new(FindingKind::CountedThing, Severity::Warning, 0.6, message)
        .between(base.sentence(here.sentence).span, other.sentence(there.sentence).span)
        .focus(Some(here.span), Some(there.span))
}
