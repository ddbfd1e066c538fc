//! Rule `attribution`: another speaker than in the base, or none.
//!
//! Quotations that both texts hold are compared by speaker, and so are figures and statements that both ascribe to
//! somebody. Not here: own-voice facts that any source can state, and speakers that may be the same ("the company").

use corroborate_model::{
    Attribution, Claim, Direction, FindingKind, LegalStatus, Payload, QuotationForm, Severity, Span,
};

use super::{Draft, agents, works};
use crate::comparison::Comparison;
use crate::equivalence::clause::{quoted, trimmed};
use crate::equivalence::person::name_words;
use crate::equivalence::quantity;
use crate::equivalence::quotation;
use crate::equivalence::speaker::{self, Speakers};
use crate::equivalence::told::excerpt;
use crate::witness::Witness;
use crate::words::fold;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    let mut found: Vec<Draft> = Vec::new();
    quotations(comparison, &mut found);
    indirect(comparison, &mut found);
    found.extend(agents::find(comparison));
    found.extend(works::find(comparison));
    let figures =
        comparison.quantities.iter().filter(|m| m.context >= 0.35).map(|m| (m.base, m.other, m.context));
    let told = comparison.statements().iter().copied().filter(|&(.., weight)| weight >= 0.6);
    for (base, other, weight) in figures.chain(told) {
        let draft = statements(comparison, base, other, weight);
        let known = |draft: &Draft| {
            found.iter().any(|f| f.other.zip(draft.other).is_some_and(|(a, b)| a.overlaps(b)))
        };
        found.extend(draft.filter(|draft| !known(draft)));
    }
    drafts.extend(found);
}

/// The quotation whose words hold a stretch.
fn quotation_at<'a>(witness: &Witness<'a>, span: Span) -> Option<&'a Claim> {
    let whole = |claim: &&Claim| matches!(&claim.payload, Payload::Quotation(quotation) if !quotation.fragment);
    let first = witness.marked().overlapping(span).filter(|&claim| whole(&witness.claim(claim))).min()?;
    Some(witness.claim(first))
}

/// Quotations that hold the same words, each with the sentence in question: by linked sentences, and by the words themselves where a
/// speaker's name fills half of a sentence.
fn told_by_both<'a>(comparison: &Comparison<'a>) -> Vec<(&'a Claim, &'a Claim, Span, Span)> {
    let linked = comparison.links.iter().filter(|link| link.score >= 0.75).filter_map(|link| {
        let here = comparison.base.sentence(link.base).span;
        let there = comparison.other.sentence(link.other).span;
        Some((quotation_at(comparison.base, here)?, quotation_at(comparison.other, there)?, here, there))
    });
    let whole = |claim: &Claim| matches!(&claim.payload, Payload::Quotation(quotation) if quotation.direct && !quotation.fragment);
    let equal = quotation::same(comparison).into_iter().filter(|&(.., share)| share >= 0.9).filter_map(
        |(a, b, _)| {
            let (a, b) = (comparison.base.claim(a), comparison.other.claim(b));
            let sentence = |witness: &Witness<'_>, claim: &Claim| {
                witness.analysis.sentences.get(claim.sentence).map(|s| s.span)
            };
            let places = sentence(comparison.base, a).zip(sentence(comparison.other, b))?;
            (whole(a) && whole(b)).then_some((a, b, places.0, places.1))
        },
    );
    pieces(comparison).into_iter().chain(linked).chain(equal).collect()
}

/// Sentences of a quotation that stand word for word in a quotation of the base, whatever else is quoted beside them.
fn pieces<'a>(comparison: &Comparison<'a>) -> Vec<(&'a Claim, &'a Claim, Span, Span)> {
    /// Fewer words may be anybody's.
    const WORDS: usize = 4;
    let (base, other) = (comparison.base, comparison.other);
    let mut told = Vec::new();
    let matches = comparison.quotations.matches.iter();
    for (found, piece) in matches.flat_map(|found| found.pieces.iter().map(move |piece| (found, piece))) {
        let place = |witness: &Witness<'a>, token: usize| {
            let start = witness.analysis.tokens.get(token)?.span.start();
            witness.sentence_at(start).map(|sentence| witness.sentence(sentence))
        };
        let Some(((claim, here), there)) =
            piece.base_claim.zip(place(base, piece.base.start)).zip(place(other, piece.other.start))
        else {
            continue;
        };
        let voiced = quoted_words(other, other.claim(found.other), there.tokens.clone());
        if piece.words >= WORDS && piece.words * 10 >= voiced * 9 {
            told.push((base.claim(claim), other.claim(found.other), here.span, there.span));
        }
    }
    told
}

/// How many words of some tokens a quotation holds.
fn quoted_words(witness: &Witness<'_>, claim: &Claim, tokens: std::ops::Range<usize>) -> usize {
    let Payload::Quotation(quotation) = &claim.payload else { return 0 };
    let inside = |token: &usize| {
        let span = witness.analysis.tokens.get(*token).map(|token| token.span);
        span.is_some_and(|span| quotation.segments.iter().any(|segment| segment.contains(span)))
    };
    tokens.filter(|token| witness.is_word(*token) && inside(token)).count()
}

/// Words that both texts show as somebody's own, given to another speaker.
fn quotations(comparison: &Comparison<'_>, found: &mut Vec<Draft>) {
    let mut seen = Vec::new();
    let mut told = told_by_both(comparison);
    // Beside the speaker's name, where one of the sentences has it.
    let named = |claim: &Claim, place: Span| claim.attribution.as_ref().and_then(|a| a.span).is_some_and(|span| place.contains(span));
    told.sort_by_key(|(_, b, _, there)| !named(b, *there));
    for (a, b, here, there) in told {
        let Some((x, y)) = a.attribution.as_ref().zip(b.attribution.as_ref()) else { continue };
        let (severity, confidence) = match speaker::compare(comparison, x, y) {
            Speakers::Different => (Severity::Error, 0.85),
            Speakers::PersonToBody => (Severity::Warning, 0.55),
            Speakers::Same | Speakers::Open => continue,
        };
        if !seen.contains(&b.span) && !names_speaker(comparison.other, b, x) {
            seen.push(b.span);
            let message = format!(
                "{{other}} gives words of {} to {}: {}.",
                name(x),
                name(y),
                excerpt(comparison.other, there)
            );
            let draft =
                Draft::new(FindingKind::Attribution, severity, confidence, message).between(here, there);
            // The speaker may be named in another sentence than these words.
            let inside = |span: Option<Span>, place: Span| span.filter(|&span| place.contains(span));
            let mut draft = draft.focus(inside(x.span, here), inside(y.span, there));
            draft.apart = true;
            found.push(draft);
        }
    }
}

/// Words that the base shows as somebody's own, told in indirect speech of another person.
fn indirect(comparison: &Comparison<'_>, found: &mut Vec<Draft>) {
    let (base, other) = (comparison.base, comparison.other);
    for link in comparison.links.iter().filter(|link| link.score >= 0.5) {
        let best = comparison.links_of_other(link.other).first().is_some_and(|best| best.base == link.base);
        let (here, there) = (base.sentence(link.base).span, other.sentence(link.other).span);
        let Some(x) = quotation_at(base, here).filter(|_| best).and_then(|claim| claim.attribution.as_ref())
        else {
            continue;
        };
        let told = other.claims_of(link.other).find(|(_, claim)| match &claim.payload {
            Payload::Quotation(quotation) => quotation.form == QuotationForm::Indirect,
            _ => false,
        });
        let Some((y, span)) = told.and_then(|(_, claim)| Some((claim.attribution.as_ref()?, claim.span)))
        else {
            continue;
        };
        let known = found.iter().any(|draft| draft.other.is_some_and(|other| other.overlaps(there)));
        let named = x.speaker.as_deref().map(name_words).unwrap_or_default();
        let names = named.last().is_some_and(|surname| {
            other.sentence(link.other).tokens.clone().any(|t| other.folded(t) == *surname)
        });
        if known
            || names
            || y.resolved
            || quotation_at(other, there).is_some()
            || speaker::compare(comparison, x, y) != Speakers::Different
        {
            continue;
        }
        let message =
            format!("{{other}} gives words of {} to {}: {}.", name(x), name(y), excerpt(other, span));
        let confidence = f64::from(0.35 + 0.4 * link.score);
        found.push(
            Draft::new(FindingKind::Attribution, Severity::Error, confidence, message)
                .between(here, there)
                .focus(x.span, y.span),
        );
    }
}

/// Whether a text names a speaker beside a quotation, whoever it was given to: "Hale told the Gazette's Ann Moss".
fn names_speaker(witness: &Witness<'_>, quotation: &Claim, speaker: &Attribution) -> bool {
    let words = speaker.speaker.as_deref().map(name_words).unwrap_or_default();
    let Some(surname) = words.last() else { return false };
    let last = witness.sentence_at(quotation.span.end().saturating_sub(1)).unwrap_or(quotation.sentence);
    (quotation.sentence..=last).any(|sentence| {
        let tokens = witness.analysis.tokens.get(witness.sentence(sentence).tokens.clone()).unwrap_or(&[]);
        let mut outside = tokens.iter().filter(|token| !quoted(witness, token.span));
        outside.any(|token| fold(witness.words(token.span)) == *surname)
    })
}

fn name(attribution: &Attribution) -> &str {
    attribution.speaker.as_deref().or(attribution.role.as_deref()).unwrap_or("somebody")
}

/// A figure or statement ascribed to somebody else, or to nobody any more.
fn statements(comparison: &Comparison<'_>, base: usize, other: usize, weight: f32) -> Option<Draft> {
    let (a, b) = (comparison.base.claim(base), comparison.other.claim(other));
    let clause = |witness: &Witness<'_>, claim: &Claim| trimmed(witness, witness.tokens_in(claim.span));
    let (here, there) = (clause(comparison.base, a), clause(comparison.other, b));
    let draft = |severity, confidence, message: String| {
        Draft::new(FindingKind::Attribution, severity, confidence, message).between(here, there).about(base)
    };
    let repeated = comparison.link(a.sentence, b.sentence).is_some_and(|link| link.score >= 1.0);
    match (&a.attribution, &b.attribution) {
        // In the same words, who says it is read from what stands around.
        (Some(_), None) | (None, Some(_)) if repeated => None,
        // A pronoun resolved over sentences is no ground to accuse anybody.
        (Some(x), Some(y)) if !x.direct && !y.direct && !x.resolved && !y.resolved => {
            if speaker::compare(comparison, x, y) != Speakers::Different {
                return None;
            }
            let message = format!(
                "{{other}} ascribes to {} what {{base}} has from {}: {}.",
                name(y),
                name(x),
                excerpt(comparison.other, there)
            );
            // A copy that names the paper it copies has told its source.
            let passed_on = y.cue.as_deref().is_some_and(|cue| cue.to_lowercase().starts_with("report"));
            let severity = if passed_on { Severity::Note } else { Severity::Warning };
            Some(draft(severity, 0.45 + 0.3 * f64::from(weight), message).focus(x.span, y.span))
        }
        // An unnamed source told as a named one, or as nobody.
        (Some(x), y) if x.speaker.is_none() => unnamed(comparison, (base, a, here), (b, there), y.as_ref()),
        // Words between marks are not the text's own voice, whoever's they are.
        (Some(x), None) if contested(a) && x.speaker.is_some() && !quoted(comparison.other, there) => {
            let message = format!(
                "{{other}} tells in its own voice what {{base}} has from {}: {}.",
                name(x),
                excerpt(comparison.other, there)
            );
            Some(draft(Severity::Note, 0.5, message).focus(x.span, None).toward(Direction::Lost))
        }
        (None, Some(y)) if contested(b) && y.speaker.is_some() => {
            let message = format!(
                "{{other}} ascribes to {} what {{base}} tells in its own voice: {}.",
                name(y),
                excerpt(comparison.other, there)
            );
            Some(draft(Severity::Note, 0.4, message).focus(None, y.span).toward(Direction::Gained))
        }
        _ => None,
    }
}

/// What the base has from a source it does not name ("a person briefed on the talks"), told of a named one or of none.
fn unnamed(
    comparison: &Comparison<'_>,
    (base, a, here): (usize, &Claim, Span),
    (b, there): (&Claim, Span),
    new: Option<&Attribution>,
) -> Option<Draft> {
    const UNNAMED: &[&str] = &[
        "person",
        "people",
        "source",
        "sources",
        "insider",
        "insiders",
        "official",
        "officials",
        "witness",
        "witnesses",
    ];
    const CUES: &[&str] = &["to", "said", "says", "told", "by", "from"];
    let linked = comparison.link(a.sentence, b.sentence).is_some_and(|link| link.score >= 0.4);
    let telling = quantity::payload(a).is_none_or(|q| q.unit.is_some());
    if !linked || !telling {
        return None;
    }
    let tokens = comparison.base.sentence(a.sentence).tokens.clone();
    let source = tokens.clone().find(|&t| {
        let word = comparison.base.folded(t);
        let cued = (t.saturating_sub(4).max(tokens.start)..t).any(|c| {
            CUES.contains(&comparison.base.folded(c))
                && comparison.base.folded(c.saturating_sub(1)) == "according"
        });
        cued && UNNAMED.contains(&word)
    })?;
    let source = comparison.base.span_of(source..source + 1);
    let line = comparison.other.sentence(b.sentence).tokens.clone();
    let still = line.into_iter().any(|t| UNNAMED.contains(&comparison.other.folded(t)));
    if still || quoted(comparison.other, there) {
        return None;
    }
    let (message, focus) = match new {
        Some(y) => (
            format!(
                "{{other}} ascribes to {} what {{base}} has from a source it does not name: {}.",
                name(y),
                excerpt(comparison.other, there)
            ),
            y.span,
        ),
        None => (
            format!(
                "{{other}} tells in its own voice what {{base}} has from a source it does not name: {}.",
                excerpt(comparison.other, there)
            ),
            None,
        ),
    };
    let mut draft = Draft::new(FindingKind::Attribution, Severity::Warning, 0.6, message)
        .between(here, there)
        .about(base);
    draft.apart = focus.is_some();
    Some(draft.focus(Some(source), focus))
}

/// What a reader wants to know the source of: estimates, accusations, steps of a case.
fn contested(claim: &Claim) -> bool {
    !claim.hedges.is_empty()
        || matches!(claim.legal_status, Some(LegalStatus::Suspected | LegalStatus::Arrested))
}
