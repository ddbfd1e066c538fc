//! Rule `addition`: a claim of that source with no support in the base.
//!
//! A sentence that brings figures, names or days of its own is a warning: it needs its own source. Not reported: bylines,
//! credits, headings, a sentence that tells the base in other words, what another sentence of the same source told already.

use corroborate_model::{BlockKind, Claim, ClaimKind, Direction, FindingKind, Quantity, Severity};

use super::{Draft, epithets};
use crate::comparison::{Comparison, Relation};
use crate::equivalence::quantity::{self, Values};
use crate::equivalence::told::{content, excerpt, holds, told};
use crate::witness::Class;

/// A sentence of which the base holds less than this share has no support.
const UNSUPPORTED: f32 = 0.28;

/// A link under this score stands only because short texts are held against each other at all.
const LINKED: f32 = 0.3;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    if comparison.relation != Relation::Copy {
        return;
    }
    for sentence in 0..comparison.other.analysis.sentences.len() {
        let kind = comparison.other.kind_of(sentence);
        if matches!(kind, BlockKind::Body | BlockKind::ListItem | BlockKind::Caption)
            && unsupported(comparison, sentence)
        {
            drafts.push(draft(comparison, sentence));
        } else if kind == BlockKind::Body {
            drafts.extend(details(comparison, sentence).or_else(|| record(comparison, sentence)));
            drafts.extend(epithets::find(comparison, sentence));
            drafts.extend(opinion(comparison, sentence));
        } else if kind.is_prose() && kind != BlockKind::Byline {
            drafts.extend(epithets::find(comparison, sentence));
        }
    }
}

fn unsupported(comparison: &Comparison<'_>, sentence: usize) -> bool {
    let content = comparison.other.bags[sentence].len();
    let links = comparison.links_of_other(sentence);
    content >= 3
        && (links.is_empty() || links[0].score < 0.45 && comparison.support_of_other(sentence) < UNSUPPORTED)
}

fn draft(comparison: &Comparison<'_>, sentence: usize) -> Draft {
    let span = comparison.other.sentence(sentence).span;
    // A sentence with a link tells something of the base, if in other words.
    let unlinked = comparison.links_of_other(sentence).iter().all(|link| link.score < LINKED);
    let news = unlinked && brings_news(comparison, sentence);
    let severity = if news { Severity::Warning } else { Severity::Note };
    let message = format!("only {{other}} says: {}", excerpt(comparison.other, span));
    let confidence = if comparison.links_of_other(sentence).is_empty() { 0.8 } else { 0.6 };
    let mut draft =
        Draft::new(FindingKind::Addition, severity, confidence, message).toward(Direction::Gained);
    draft.other = Some(span);
    draft
}

/// Examples that a told sentence brings of its own: "including USB sticks and laptops".
fn details(comparison: &Comparison<'_>, sentence: usize) -> Option<Draft> {
    let other = comparison.other;
    let tokens = other.sentence(sentence).tokens.clone();
    let word = |t: usize| other.folded(t);
    let cue = tokens.clone().find(|&t| {
        word(t) == "including" || word(t) == "such" && t + 1 < tokens.end && word(t + 1) == "as"
    })?;
    let mark = |t: &usize| !other.is_word(*t) && word(*t) != ",";
    let end = (cue..tokens.end).find(mark).unwrap_or(tokens.end);
    let content: Vec<usize> = (cue + 1..end).filter(|&t| other.is_content(t)).collect();
    let known = |t: &&usize| {
        let concept = other.terms[**t].concept;
        comparison.base.bags.iter().any(|bag| bag.binary_search_by_key(&concept, |e| e.0).is_ok())
    };
    if content.len() < 2 || content.iter().filter(known).count() * 3 > content.len() {
        return None;
    }
    let span = other.span_of(cue..end);
    let message = format!("only {{other}} gives these details: “{}”", other.words(span));
    let mut draft =
        Draft::new(FindingKind::Addition, Severity::Warning, 0.7, message).toward(Direction::Gained);
    draft.other = Some(span);
    Some(draft)
}

/// A record that a told sentence claims of its own: "the first player to be sent off", "the worst flood since 1953".
fn record(comparison: &Comparison<'_>, sentence: usize) -> Option<Draft> {
    const RECORDS: &[&str] = &[
        "first",
        "only",
        "youngest",
        "oldest",
        "biggest",
        "largest",
        "worst",
        "deadliest",
        "highest",
        "lowest",
        "longest",
        "fastest",
    ];
    let other = comparison.other;
    let tokens = other.sentence(sentence).tokens.clone();
    let word = |t: usize| other.folded(t);
    let claims = |t: &usize| RECORDS.contains(&word(*t)) && word(t - 1) == "the";
    let at = (tokens.start + 1..tokens.end).find(claims)?;
    let reach = (at + 1..tokens.end.min(at + 6)).find(|&t| matches!(word(t), "to" | "since" | "ever" | "in"))?;
    let span = other.span_of(at - 1..reach + 1);
    let quoted = other
        .claims_of(sentence)
        .any(|(_, claim)| claim.kind() == ClaimKind::Quotation && claim.span.overlaps(span));
    let concept = other.terms[at].concept;
    let linked = comparison.links_of_other(sentence);
    // "First" stands in every text; "biggest" of something else hardly does.
    let told = match word(at) {
        "first" | "only" | "last" => linked.iter().any(|link| holds(comparison.base, link.base, concept)),
        _ => (0..comparison.base.analysis.sentences.len()).any(|s| holds(comparison.base, s, concept)),
    };
    if quoted || told || linked.is_empty() {
        return None;
    }
    let end = other.sentence(sentence).span;
    let message = format!(
        "only {{other}} claims a record: “{}”",
        other.words(corroborate_model::Span::new(span.start(), end.end()))
    );
    let mut draft =
        Draft::new(FindingKind::Addition, Severity::Warning, 0.65, message).toward(Direction::Gained);
    draft.other = Some(corroborate_model::Span::new(span.start(), end.end()));
    draft.other_focus = Some(span);
    Some(draft)
}

/// What a sentence has somebody think or say of whom the base tells, where no sentence of the base tells anything of it.
fn opinion(comparison: &Comparison<'_>, sentence: usize) -> Option<Draft> {
    /// A link from here on tells the sentence.
    const TOLD: f32 = 0.7;
    let (base, other) = (comparison.base, comparison.other);
    if comparison.links_of_other(sentence).first().is_some_and(|link| link.score >= TOLD) {
        return None;
    }
    let (_, claim) = other.claims_of(sentence).find(|(_, claim)| {
        let attribution = claim.attribution.as_ref();
        attribution.is_some_and(|a| !a.direct && !a.resolved && a.speaker.is_some())
            && matches!(claim.kind(), ClaimKind::Statement)
    })?;
    let attribution = claim.attribution.as_ref()?;
    let speaker = attribution.span.map(|span| other.tokens_in(span));
    let tokens = other.tokens_in(claim.span);
    let mut words = content(other, tokens, 12);
    words.retain(|token| speaker.as_ref().is_none_or(|speaker| !speaker.contains(token)));
    words.retain(|&token| other.terms[token].class != Class::Name);
    let told = |s: usize| {
        told(&comparison.weights, other, &words, base, s).is_some_and(|found| found.share >= UNSUPPORTED)
    };
    if words.len() < 3 || (0..base.analysis.sentences.len()).any(told) {
        return None;
    }
    let message = format!("only {{other}} has {} say: {}", attribution.speaker.as_deref()?, excerpt(other, claim.span));
    let mut draft =
        Draft::new(FindingKind::Addition, Severity::Note, 0.5, message).toward(Direction::Gained);
    draft.other = Some(claim.span);
    Some(draft)
}

/// Whether a sentence in the source's own voice brings figures, places or names that the base has nowhere.
fn brings_news(comparison: &Comparison<'_>, sentence: usize) -> bool {
    let other = comparison.other;
    let own_voice = other.claims_of(sentence).all(|(_, claim)| claim.kind() != ClaimKind::Quotation);
    let anywhere = |concept: &u32| {
        comparison.base.bags.iter().any(|bag| bag.binary_search_by_key(concept, |e| e.0).is_ok())
    };
    let new =
        |class: Class| other.bags[sentence].iter().any(|(concept, c)| *c == class && !anywhere(concept));
    let told = other
        .claims_of(sentence)
        .any(|(_, claim)| matches!(claim.kind(), ClaimKind::Quantity | ClaimKind::Date));
    own_voice
        && comparison.support_of_other(sentence) < 0.2
        && (new(Class::Number) && told && !converted(comparison, sentence) || new(Class::Name))
}

/// Whether the figures of a sentence are the base's in another unit: "three weeks" for 21 days.
fn converted(comparison: &Comparison<'_>, sentence: usize) -> bool {
    let measured = |claims: &[Claim]| -> Vec<Quantity> {
        claims.iter().filter_map(quantity::payload).filter(|q| q.unit.is_some()).cloned().collect()
    };
    let base = measured(&comparison.base.analysis.claims);
    let own: Vec<Claim> = comparison.other.claims_of(sentence).map(|(_, claim)| claim.clone()).collect();
    let figures = own.iter().filter_map(quantity::payload).count();
    let told = measured(&own);
    let same = |there: &Quantity| {
        base.iter()
            .any(|here| here.unit != there.unit && quantity::compare(here, there, false) != Values::Conflict)
    };
    !told.is_empty() && told.len() == figures && told.iter().all(same)
}
