//! Rule `date`: a date, a weekday, an hour differs.
//!
//! Not reported: the same day told in another way (today, on Wednesday, 17 January), a stretch that holds the day, dates of
//! other events, days of publication.

use corroborate_model::{BlockKind, Claim, DateClaim, FindingKind, Severity};

use super::{Draft, figures};
use crate::comparison::Comparison;
use crate::equivalence::date::{self, DateMatch, Dates};
use crate::witness::Witness;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for found in comparison.dates.iter().filter(|m| m.dates == Dates::Conflict) {
        drafts.extend(judge(comparison, found));
    }
}

fn judge(comparison: &Comparison<'_>, found: &DateMatch) -> Option<Draft> {
    let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
    let (x, y) = (date::payload(a)?, date::payload(b)?);
    let linked = comparison.link(a.sentence, b.sentence).map(|link| link.score);
    // Only between copies are days of sentences matched that are not linked: the words before them are the same.
    let score = linked.unwrap_or(0.4);
    let stamp = |witness: &crate::witness::Witness<'_>, sentence: usize| {
        matches!(witness.kind_of(sentence), BlockKind::Byline | BlockKind::Metadata)
            || date::is_stamp(witness, sentence)
    };
    if stamp(comparison.base, a.sentence) || stamp(comparison.other, b.sentence) {
        return None;
    }
    // The other's date stands in the base's sentence too, or the other way round: two dates, no conflict.
    let fits = |m: &&DateMatch| {
        let (a, b) = (comparison.base.claim(m.base), comparison.other.claim(m.other));
        let alike = date::payload(a).zip(date::payload(b)).is_none_or(|(a, b)| date::is_as_long(a, b));
        m.dates != Dates::Conflict && (alike || !comparison.brief)
    };
    let told = comparison.dates.iter().filter(fits).any(|m| {
        m.base == found.base && comparison.other.claim(m.other).sentence == b.sentence
            || m.other == found.other && comparison.base.claim(m.base).sentence == a.sentence
    });
    // A stretch of weeks and a day are seldom told of the same thing.
    let uneven = !date::is_as_long(x, y);
    if uneven && found.context < 0.8 && !comparison.brief {
        return None;
    }
    let lead = term(comparison.base, a);
    let led = if lead.is_some() && lead == term(comparison.other, b) { 0.1 } else { 0.0 };
    // The same words right before both, or the same day and month of two written years, leave little doubt.
    let before = |witness: &crate::witness::Witness<'_>, claim: &corroborate_model::Claim| -> Vec<u32> {
        let first = witness.tokens_in(claim.span).start;
        witness.terms[first.saturating_sub(2)..first].iter().map(|term| term.exact).collect()
    };
    let lead_words = before(comparison.base, a);
    let telling =
        comparison.base.tokens_in(a.span).start.checked_sub(2).is_some_and(|t| comparison.base.is_content(t));
    let same_lead = telling && lead_words == before(comparison.other, b);
    let year = x.month.is_some()
        && (x.month, x.day) == (y.month, y.day)
        && x.year.zip(y.year).is_some_and(|(x, y)| x != y);
    let led = led + if same_lead { 0.25 } else { 0.0 } + if year { 0.2 } else { 0.0 };
    let certain = (0.55 * found.context + 0.45 * score + led).min(1.0);
    let floor = match (x.relative || y.relative, exact(x) && exact(y)) {
        (true, false) => 0.62,
        (true, true) => 0.5,
        _ => 0.42,
    };
    if told || !comparison.brief && certain < floor {
        return None;
    }
    let words = |witness: &Witness<'_>, claim: &Claim| witness.words(claim.span).to_owned();
    let message = format!("{{base}} has “{}”; {{other}} has “{}”", words(comparison.base, a), words(comparison.other, b));
    Some(
        Draft::new(FindingKind::Date, Severity::Error, f64::from(0.4 + 0.5 * certain), message)
            .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
            .focus(Some(a.span), Some(b.span))
            .about(found.base),
    )
}

/// Whether a day is named by day and month, though the year has to be worked out.
fn exact(date: &DateClaim) -> bool {
    date.day.is_some() && date.month.is_some()
}

/// A word before a date that makes it the end or the start of something.
fn term<'w>(witness: &'w Witness<'_>, claim: &Claim) -> Option<&'w str> {
    let before = witness.tokens_in(claim.span).start.checked_sub(1).map(|token| witness.folded(token));
    before.filter(|word| matches!(*word, "since" | "until" | "till" | "by"))
}
