//! Rule `quote_truncated`: words silently removed inside what is shown as one utterance.

use corroborate_model::{Direction, FindingKind, Payload, Severity};

use super::Draft;
use crate::comparison::Comparison;
use crate::equivalence::quotation::{
    Cut, Difference, Loss, QuoteMatch, Stop, What, bound_before, excerpt, loss_of_end, loss_of_middle,
    loss_of_start, quoted,
};

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for difference in comparison.quotations.matches.iter().flat_map(|found| &found.differences) {
        let What::Cut(cut) = difference.what else { continue };
        if let Some(severity) = severity(comparison, difference, cut) {
            drafts.push(draft(comparison, difference, cut, severity));
        }
    }
    drafts.extend(comparison.quotations.matches.iter().filter_map(|found| limit_left_out(comparison, found)));
}

/// A quoted part of a sentence without the limiting word that stood right before it ("one of | the busiest nights").
fn limit_left_out(comparison: &Comparison<'_>, found: &QuoteMatch) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let piece = found.pieces.first()?;
    let claim = piece.base_claim?;
    let segment = match &other.claim(found.other).payload {
        Payload::Quotation(quotation) => other.tokens_in(*quotation.segments.get(found.segment)?),
        _ => return None,
    };
    let limit = bound_before(base, piece.base.start)?;
    let before = segment.start.saturating_sub(8)..segment.start;
    let comes_along = limit
        .clone()
        .filter(|&token| base.is_word(token))
        .all(|token| before.clone().any(|there| other.terms[there].concept == base.terms[token].concept));
    let starts = segment.clone().find(|&token| other.is_word(token)) == Some(piece.other.start);
    let reported = found.differences.first().is_some_and(|first| first.other.start <= piece.other.start);
    if comes_along || !starts || reported {
        return None;
    }
    let message = format!(
        "{{other}} quotes {} without the {} before it in {{base}}",
        excerpt(other, segment.clone(), segment.start..segment.start),
        quoted(base.words(base.span_of(limit.clone()))),
    );
    let sentence =
        base.sentence_at(base.span_of(limit.clone()).start()).map(|sentence| base.sentence(sentence).span)?;
    let draft = Draft::new(FindingKind::QuoteTruncated, Severity::Warning, 0.8, message)
        .between(sentence, other.span_of(segment))
        .focus(Some(base.span_of(limit)), Some(other.span_of(piece.other.start..piece.other.start + 1)));
    Some(draft.toward(Direction::Lost).about(claim))
}

/// How grave a cut is; nothing where what is left stands by itself.
fn severity(comparison: &Comparison<'_>, difference: &Difference, cut: Cut) -> Option<Severity> {
    let base = comparison.base;
    let end = |stop| loss_of_end(base, difference.base.clone(), stop);
    let rest = difference.base.end..difference.base_context.end;
    let start = || loss_of_start(base, difference.base.clone(), rest.clone());
    // What the base tells in its own voice is nobody's words.
    difference.base_claim?;
    let loss = match cut {
        Cut::Inside => loss_of_middle(base, difference.base.clone()),
        Cut::Sentence => Loss::Rest,
        Cut::Start => start(),
        Cut::Head => {
            start().max(if base_words(comparison, difference) > 3 { Loss::Rest } else { Loss::None })
        }
        Cut::Tail => end(Stop::Full),
        Cut::End(stop) => end(stop),
    };
    match loss {
        Loss::None => None,
        Loss::Rest => Some(Severity::Note),
        Loss::Sense => Some(Severity::Warning),
    }
}

fn base_words(comparison: &Comparison<'_>, difference: &Difference) -> usize {
    difference.base.clone().filter(|&token| comparison.base.is_word(token)).count()
}

fn draft(comparison: &Comparison<'_>, difference: &Difference, cut: Cut, severity: Severity) -> Draft {
    let (base, other) = (comparison.base, comparison.other);
    let removed = base.span_of(difference.base.clone());
    let shown = excerpt(other, difference.other_context.clone(), difference.other.clone());
    let words = match base.words(removed).chars().count() {
        0..=120 => quoted(base.words(removed)),
        _ => excerpt(base, difference.base.clone(), difference.base.start..difference.base.start),
    };
    let message = match cut {
        Cut::Inside | Cut::Head => {
            format!("{{other}} cuts {words} out of the quotation without a mark: {shown}")
        }
        Cut::Sentence => {
            format!("{{other}} leaves the sentence {words} out of the quotation without a mark: {shown}")
        }
        Cut::Start => format!("{{other}} starts the quotation after {words}: {shown}"),
        Cut::End(_) | Cut::Tail => format!("{{other}} ends the sentence before {words}: {shown}"),
    };
    let confidence = if matches!(cut, Cut::Inside) { 0.95 } else { 0.85 };
    let draft = Draft::new(FindingKind::QuoteTruncated, severity, confidence, message)
        .between(
            base.span_of(difference.base_context.clone()),
            other.span_of(difference.other_context.clone()),
        )
        .focus(Some(removed), Some(other.span_of(difference.other.clone())))
        .toward(Direction::Lost);
    match difference.base_claim {
        Some(claim) => draft.about(claim),
        None => draft,
    }
}
