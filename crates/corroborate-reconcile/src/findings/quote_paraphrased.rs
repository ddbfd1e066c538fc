//! Rule `quote_paraphrased`: direct speech told as indirect speech, or in the source's own voice.

use std::ops::Range;

use corroborate_model::{BlockKind, FindingKind, Severity};

use super::Draft;
use crate::align::Link;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::quotation::excerpt;
use crate::words;

/// A link from here on is the same statement, whoever is named.
const STRONG: f32 = 0.45;
/// A link from here on is the same statement where the same speaker is named with it.
const WITH_SPEAKER: f32 = 0.36;
/// From this share on, the words are quoted elsewhere in the other text.
const KEPT: f32 = 0.4;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    if comparison.relation != Relation::Copy {
        return;
    }
    for sentence in 0..comparison.base.analysis.sentences.len() {
        let Some((claim, kept)) = comparison.quotations.of_base(comparison.base, sentence) else { continue };
        if kept < KEPT {
            let told = comparison.links_of_base(sentence).into_iter().find(|link| tells(comparison, link, claim));
            drafts.extend(told.map(|link| draft(comparison, link, claim)));
        }
    }
}

/// Whether the other sentence gives the base's direct speech in its own words.
fn tells(comparison: &Comparison<'_>, link: &Link, claim: usize) -> bool {
    let speaker = comparison.base.claim(claim).attribution.as_ref().and_then(|a| a.speaker.as_deref());
    let named = speaker.is_some_and(|name| names(comparison, link.other, name));
    let floor = if named { WITH_SPEAKER } else { STRONG };
    let headline = matches!(comparison.other.kind_of(link.other), BlockKind::Headline | BlockKind::Subheading);
    // The base may say the same once more in its own voice, and that is what was taken over.
    let best = comparison.links_of_other(link.other).first().is_none_or(|best| {
        let narrative = comparison.quotations.of_base(comparison.base, best.base).is_none();
        best.base == link.base || !narrative || best.score <= link.score + 0.05
    });
    link.score >= floor && best && !headline && comparison.quotations.share_of_other(comparison.other, link.other) < 0.5
}

/// Whether the last part of a name stands in the sentence or the one before.
fn names(comparison: &Comparison<'_>, sentence: usize, name: &str) -> bool {
    let name = name.split_whitespace().next_back().map(words::fold).unwrap_or_default();
    let other = comparison.other;
    let tokens = other.sentence(sentence.saturating_sub(1)).tokens.start..other.sentence(sentence).tokens.end;
    let mut words = tokens.filter_map(|token| other.analysis.tokens.get(token)).map(|token| words::fold(other.words(token.span)));
    words.any(|word| word == name)
}

fn draft(comparison: &Comparison<'_>, link: &Link, claim: usize) -> Draft {
    let (base, other) = (comparison.base, comparison.other);
    let (there, here) = (base.sentence(link.base), other.sentence(link.other));
    let start = |tokens: &Range<usize>| tokens.start..tokens.start;
    let message = format!(
        "{{other}} gives direct speech in its own words: {} for {{base}}'s {}",
        excerpt(other, here.tokens.clone(), start(&here.tokens)),
        excerpt(base, there.tokens.clone(), start(&there.tokens)),
    );
    Draft::new(FindingKind::QuoteParaphrased, Severity::Note, f64::from(link.score).min(0.9), message)
        .between(there.span, here.span)
        .about(claim)
}
