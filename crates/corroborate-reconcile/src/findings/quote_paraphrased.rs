//! Rule `quote_paraphrased`: direct speech told as indirect speech, or in the source's own voice.

use std::ops::Range;

use corroborate_model::{BlockKind, Direction, FindingKind, Hedge, HedgeClass, Payload, Severity};

use super::Draft;
use crate::align::Link;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::clause::{clauses, denials};
use crate::equivalence::cue::Line;
use crate::equivalence::quotation::excerpt;
use crate::equivalence::told;
use crate::witness::Witness;
use crate::words;

/// A link from here on is the same statement, whoever is named.
const STRONG: f32 = 0.45;
/// A link from here on is the same statement where the same speaker is named with it.
const WITH_SPEAKER: f32 = 0.36;
/// Share of the weight of the quoted words that the other sentence holds: a speaker's name alone is no paraphrase.
const HELD: f32 = 0.3;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    if comparison.relation != Relation::Copy {
        return;
    }
    for sentence in 0..comparison.base.analysis.sentences.len() {
        let Some((claim, kept)) = comparison.quotations.of_base(comparison.base, sentence) else { continue };
        // Quoted in part is quoted: the rest is left out, which is no paraphrase.
        if kept > 0.0 {
            continue;
        }
        let told =
            comparison.links_of_base(sentence).into_iter().filter(|link| tells(comparison, link, claim));
        let told = told.map(|link| (held(comparison, link, claim), link)).filter(|&(held, _)| held >= HELD);
        if let Some((_, link)) = told.max_by(|a, b| a.0.total_cmp(&b.0)) {
            let mut told = draft(comparison, link, claim);
            let hedge = hedge_lost(comparison, link);
            told.apart = hedge.is_some();
            drafts.push(told);
            drafts.extend(hedge);
        }
    }
}

/// What a speaker only believes or holds possible, told in other words as it is.
fn hedge_lost(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    // "Can" promises, and "the potential risks" are risks in any words.
    let verb = |hedge: &Hedge| {
        let text = hedge.text.to_lowercase();
        !matches!(text.as_str(), "can" | "potential" | "possible" | "potentially") && !text.contains("risk")
    };
    let strong = |hedge: &&Hedge| {
        matches!(hedge.class, HedgeClass::Possibility | HedgeClass::Belief) && verb(hedge)
    };
    let hedges = |witness: &Witness<'_>, sentence: usize| -> Vec<Hedge> {
        witness.claims_of(sentence).flat_map(|(_, claim)| claim.hedges.iter().cloned()).collect()
    };
    let own = hedges(base, link.base);
    let lost = own.iter().find(strong)?;
    let next = (link.other + 1).min(other.analysis.sentences.len() - 1);
    let line = Line::new(other, link.other);
    let kept = !hedges(other, link.other).is_empty()
        || hedges(other, next).iter().any(|hedge| strong(&hedge))
        || line.words.iter().any(|word| OPEN.contains(&word.as_ref()))
        || !denials(&line, &clauses(other, &line)).is_empty();
    if kept {
        return None;
    }
    let (here, there) = (base.sentence(link.base).span, other.sentence(link.other).span);
    let message = format!(
        "{{other}} tells in its own words, without “{}”, {} where {{base}} quotes {}",
        base.words(lost.span),
        told::excerpt(other, there),
        told::excerpt(base, here)
    );
    Some(
        Draft::new(FindingKind::Hedge, Severity::Warning, 0.5, message)
            .between(here, there)
            .focus(Some(lost.span), None)
            .toward(Direction::Lost),
    )
}

/// Words that leave something open without being hedges.
const OPEN: &[&str] = &["if", "whether", "expect", "expects", "expected", "should", "hopes", "hoped", "fears", "feared", "would", "can", "wants", "urged", "appealed"];

/// Whether the other sentence may give the base's direct speech in its own words.
fn tells(comparison: &Comparison<'_>, link: &Link, claim: usize) -> bool {
    let speaker = comparison.base.claim(claim).attribution.as_ref().and_then(|a| a.speaker.as_deref());
    let named = speaker.is_some_and(|name| names(comparison, link.other, name));
    let floor = if named { WITH_SPEAKER } else { STRONG };
    let text = matches!(comparison.other.kind_of(link.other), BlockKind::Body | BlockKind::ListItem);
    // The base may say the same once more in its own voice, and that is what was taken over.
    let best = comparison.links_of_other(link.other).first().is_none_or(|best| {
        let narrative = comparison.quotations.of_base(comparison.base, best.base).is_none();
        best.base == link.base || !narrative || best.score <= link.score + 0.05
    });
    link.score >= floor
        && best
        && text
        && comparison.quotations.share_of_other(comparison.other, link.other) < 0.5
}

/// Share of the weight of the quoted words of the base sentence that the other sentence holds; 0 for a single word.
fn held(comparison: &Comparison<'_>, link: &Link, claim: usize) -> f32 {
    let (base, other) = (comparison.base, comparison.other);
    let Payload::Quotation(quotation) = &base.claim(claim).payload else { return 0.0 };
    let sentence = base.sentence(link.base);
    let spoken = |token: usize| {
        let span = base.analysis.tokens[token].span;
        quotation.segments.iter().any(|segment| segment.contains(span))
    };
    let (mut all, mut shared, mut count) = (0.0, 0.0, 0);
    for token in sentence.tokens.clone().filter(|&token| base.is_content(token) && spoken(token)) {
        let concept = base.terms[token].concept;
        all += comparison.weights.of(concept);
        if other.bags[link.other].binary_search_by_key(&concept, |entry| entry.0).is_ok() {
            shared += comparison.weights.of(concept);
            count += 1;
        }
    }
    if count < 2 || all <= 0.0 { 0.0 } else { shared / all }
}

/// Whether the last part of a name stands in the sentence or the one before.
fn names(comparison: &Comparison<'_>, sentence: usize, name: &str) -> bool {
    let name = name.split_whitespace().next_back().map(words::fold).unwrap_or_default();
    let other = comparison.other;
    let tokens = other.sentence(sentence.saturating_sub(1)).tokens.start..other.sentence(sentence).tokens.end;
    let mut words = tokens
        .filter_map(|token| other.analysis.tokens.get(token))
        .map(|token| words::fold(other.words(token.span)));
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
