//! Rule `addition`: a claim of that source with no support in the base.
//!
//! A sentence that brings figures, names or days of its own is a warning: it needs its own source. Not reported: bylines,
//! credits, headings, a sentence that tells the base in other words, what another sentence of the same source told already.

use corroborate_model::{BlockKind, ClaimKind, DateClaim, Direction, FindingKind, Quantity, Severity};

use super::{Draft, epithets};
use crate::comparison::{Comparison, Relation};
use crate::equivalence::date::{self, Dates};
use crate::equivalence::quantity::{self, Values};
use crate::equivalence::told::{content, excerpt, holds, told};
use crate::equivalence::reckoning;
use crate::equivalence::unit;
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
        if body_like(kind) {
            drafts.extend(told_more(comparison, sentence, kind == BlockKind::Body));
        }
        if kind == BlockKind::Body {
            drafts.extend(opinion(comparison, sentence));
        }
        if kind.is_prose() && kind != BlockKind::Byline {
            drafts.extend(epithets::find(comparison, sentence));
        }
    }
}

/// Whether a block tells the story in sentences.
fn body_like(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Body | BlockKind::ListItem | BlockKind::Caption)
}

/// What a sentence brings of its own: details first, then all of it.
fn told_more(comparison: &Comparison<'_>, sentence: usize, body: bool) -> Option<Draft> {
    // A figure of the base tells a sentence too, though little else of it is the same.
    let counted = || comparison.other.claims_of(sentence).any(|(claim, _)| comparison.is_matched(claim));
    let linked = body && (!comparison.links_of_other(sentence).is_empty() || counted());
    let brought =
        linked.then(|| details(comparison, sentence).or_else(|| place_of(comparison, sentence))).flatten();
    brought.or_else(|| {
        if unsupported(comparison, sentence) {
            Some(draft(comparison, sentence))
        } else {
            body.then(|| record(comparison, sentence)).flatten()
        }
    })
}

/// A figure and a place that the base does not have, at the head of a sentence that goes on with what it has: "Two raids were
/// carried out in Milford as part of a campaign …".
fn place_of(comparison: &Comparison<'_>, sentence: usize) -> Option<Draft> {
    /// How far the place stands behind the figure, in tokens.
    const REACH: usize = 8;
    let other = comparison.other;
    let tokens = other.sentence(sentence).tokens.clone();
    let held = |t: usize| {
        comparison.base.holds(other.terms[t].concept)
    };
    let (_, claim) = other.claims_of(sentence).find(|(at, claim)| {
        let counts = quantity::payload(claim).is_some_and(|q| q.unit.is_none() && q.counted.is_some() && !q.ordinal);
        counts
            && other.tokens_in(claim.span).start == tokens.start
            && !comparison.is_matched(*at)
    })?;
    let number = other.tokens_in(claim.span).next()?;
    let end = other.tokens_in(claim.span).end;
    let at = (end..tokens.end.min(end + REACH)).find(|&t| {
        other.terms[t].class == Class::Name && !held(t) && matches!(other.folded(t - 1), "in" | "at" | "near")
    })?;
    if held(number) {
        return None;
    }
    let name = (at..tokens.end).take_while(|&t| other.terms[t].class == Class::Name).last().unwrap_or(at);
    let span = other.span_of(tokens.start..name + 1);
    let message = format!("only {{other}} says: “{}”", other.words(span));
    let mut draft = Draft::new(FindingKind::Addition, Severity::Warning, 0.6, message).toward(Direction::Gained);
    draft.other = Some(span);
    Some(draft)
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
        comparison.base.holds(other.terms[**t].concept)
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
    // "The first was in June": one of several, no record.
    let pointing = |t: usize| matches!(word(t + 1), "was" | "were" | "is" | "came" | "of");
    let claims = |t: &usize| RECORDS.contains(&word(*t)) && word(t - 1) == "the" && !pointing(*t);
    let at = (tokens.start + 1..tokens.end).find(claims)?;
    let reach =
        (at + 1..tokens.end.min(at + 6)).find(|&t| matches!(word(t), "to" | "since" | "ever" | "in"))?;
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
        comparison.base.holds(*concept) || stands_for_government(comparison, *concept, sentence)
    };
    let new =
        |class: Class| other.bags[sentence].iter().any(|(concept, c)| *c == class && !anywhere(concept));
    let told = other
        .claims_of(sentence)
        .any(|(_, claim)| matches!(claim.kind(), ClaimKind::Quantity | ClaimKind::Date));
    own_voice
        && comparison.support_of_other(sentence) < 0.2
        && (new(Class::Number) && told && !known_figures(comparison, sentence) || new(Class::Name))
}

/// Whether the base has all figures of a sentence, rounded, in another unit ("three weeks" for 21 days) or as the year that so many
/// years are counted from.
fn known_figures(comparison: &Comparison<'_>, sentence: usize) -> bool {
    let base: Vec<&Quantity> = comparison.base.analysis.claims.iter().filter_map(quantity::payload).collect();
    let years =
        |q: &Quantity| q.unit.as_ref().and_then(|unit| unit::convert(q.low.or(q.high)?, unit.name(), "year"));
    let published = comparison.other.analysis.document.meta.published;
    let counted_from = |there: &Quantity| {
        let ago = years(there).filter(|years| *years >= 2.0).zip(published);
        ago.is_some_and(|(ago, day)| {
            let dates = comparison.base.analysis.claims.iter().filter_map(date::payload);
            dates.filter_map(|date| date.year).any(|year| {
                let passed = f64::from(day.year() - year);
                (0.0..=if ago >= 20.0 { 5.0 } else { 1.0 }).contains(&(passed - ago))
            })
        })
    };
    let same = |there: &&Quantity| {
        let kin = |here: &&&Quantity| {
            (here.unit.is_some() == there.unit.is_some())
                && here.ordinal == there.ordinal
                && here.age == there.age
        };
        base.iter().filter(kin).any(|here| {
            let rounded = here.unit != there.unit
                || there.value().or(there.low).is_some_and(|value| value.abs() > 20.0);
            rounded && quantity::compare(here, there, false) != Values::Conflict
        })
    };
    // A number that the base has anywhere is no new one.
    let repeated = |there: &Quantity| {
        let numbers =
            comparison.other.tokens_in(there.number_span).map(|t| comparison.other.terms[t].concept);
        numbers.into_iter().all(|number| comparison.base.holds(number))
    };
    let dated = |date: &DateClaim| {
        let mut dates = comparison.base.analysis.claims.iter().filter_map(date::payload);
        dates.any(|here| matches!(date::compare(here, date), Dates::Same | Dates::Wider))
    };
    let mut dates = comparison.other.claims_of(sentence).filter_map(|(_, claim)| date::payload(claim));
    let mut own =
        comparison.other.claims_of(sentence).filter_map(|(_, claim)| quantity::payload(claim)).peekable();
    own.peek().is_some()
        && dates.all(dated)
        && own.all(|there| {
            same(&there) || repeated(there) || counted_from(there) || reckoning::follows(comparison.base, there)
        })
}

/// A seat of government told for the government that the base names.
fn stands_for_government(comparison: &Comparison<'_>, concept: u32, sentence: usize) -> bool {
    const SEATS: &[&str] =
        &["washington", "westminster", "whitehall", "holyrood", "stormont", "brussels", "canberra", "ottawa"];
    let (base, other) = (comparison.base, comparison.other);
    let seat = other
        .sentence(sentence)
        .tokens
        .clone()
        .any(|t| other.terms[t].concept == concept && SEATS.contains(&other.folded(t)));
    seat && (0..base.terms.len())
        .any(|t| matches!(base.folded(t), "government" | "federal" | "parliament" | "ministry" | "european"))
}
