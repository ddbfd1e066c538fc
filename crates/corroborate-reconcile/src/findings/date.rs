//! Rule `date`: a date, a weekday, an hour differs.
//!
//! Not reported: the same day told in another way (today, on Wednesday, 17 January), a stretch that holds the day, dates of
//! other events, days of publication.

use corroborate_model::{BlockKind, Claim, DateClaim, FindingKind, Severity};

use super::{Draft, figures};
use crate::comparison::{Comparison, Relation};
use crate::equivalence::date::{self, DateMatch, Dates};
use crate::equivalence::told::holds;
use crate::witness::Witness;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for found in comparison.dates.iter().filter(|m| m.dates == Dates::Conflict) {
        drafts.extend(judge(comparison, found));
    }
    drafts.extend(announced(comparison));
}

/// The day on which a release was put out: "announced a recall on Wednesday" of a release dated Thursday.
fn announced(comparison: &Comparison<'_>) -> Option<Draft> {
    const ACTS: &[&str] =
        &["announced", "announces", "unveiled", "published", "issued", "released", "announcing"];
    let (base, other) = (comparison.base, comparison.other);
    let document = &base.analysis.document;
    let (day, at) = document.meta.published.zip(document.meta.published_at)?;
    let first = (0..base.bags.len()).find(|&s| base.kind_of(s) == BlockKind::Headline)?;
    if comparison.relation != Relation::Copy || comparison.brief {
        return None;
    }
    let named = |date: &DateClaim| {
        base.analysis.claims.iter().any(|claim| {
            !claim.span.overlaps(at)
                && date::payload(claim).is_some_and(|own| {
                    own.start == date.start || own.weekday.is_some() && own.weekday == date.weekday
                })
        })
    };
    other.analysis.claims.iter().find_map(|claim| {
        let date = date::payload(claim).filter(|date| date.weekday.is_some() && date.start == date.end)?;
        let told = date.start?;
        let tokens = other.tokens_in(claim.span);
        let start = other.analysis.sentences.get(claim.sentence)?.tokens.start;
        let act = (start.max(tokens.start.saturating_sub(6))..tokens.start)
            .find(|&t| ACTS.contains(&other.folded(t)))?;
        let title = &base.bags[first];
        let shared =
            other.bags[claim.sentence].iter().filter(|(c, _)| title.binary_search_by_key(c, |e| e.0).is_ok());
        let near = day != told && day.days_until(told).abs() <= 6 && other.folded(tokens.start - 1) == "on";
        (near && shared.count() >= 2 && !named(date)).then(|| {
            let there = other.span_of(act..tokens.end);
            let message =
                format!("{{base}} is dated “{}”; {{other}} says “{}”", base.words(at), other.words(there));
            Draft::new(FindingKind::Date, Severity::Error, 0.6, message)
                .between(at, other.sentence(claim.sentence).span)
                .focus(Some(at), Some(claim.span))
        })
    })
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
    // "The remaining orders were lifted at five": what is left is another set than the one told before.
    let rest = |witness: &Witness<'_>, sentence: usize| {
        witness.sentence(sentence).tokens.clone().any(|t| witness.folded(t) == "remaining")
    };
    if rest(comparison.base, a.sentence) != rest(comparison.other, b.sentence)
        || beside(comparison, found, a, b)
    {
        return None;
    }
    let (base, other) = (comparison.base, comparison.other);
    if apart((base, a), (other, b)) || apart((other, b), (base, a)) {
        return None;
    }
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
    // Charged in one month, sentenced in another.
    let act = |witness: &Witness<'_>, claim: &Claim| {
        date::lead(witness, claim)?;
        let verb = witness.folded(witness.tokens_in(claim.span).start.checked_sub(2)?).to_owned();
        verb.ends_with("ed").then_some(verb)
    };
    let acts = act(comparison.base, a).zip(act(comparison.other, b));
    let apart = acts.is_some_and(|(x, y)| !comparison.base.synonyms.same(&x, &y));
    let led = led - if apart && found.context < 0.6 { 0.1 } else { 0.0 };
    let led = led + if same_lead { 0.25 } else { 0.0 } + if year { 0.2 } else { 0.0 };
    let certain = (0.55 * found.context + 0.45 * score + led).min(1.0);
    let day = x.start.is_some() && x.start == y.start || x.weekday.is_some() && x.weekday == y.weekday;
    let hours = day && x.minute.zip(y.minute).is_some_and(|(x, y)| x != y);
    let floor = match (x.relative || y.relative, exact(x) && exact(y)) {
        // Two hours of a day that both name.
        (true, _) if hours => 0.42,
        (true, false) => 0.62,
        (true, true) => 0.5,
        _ => 0.42,
    };
    if told || !comparison.brief && certain < floor {
        return None;
    }
    let words = |witness: &Witness<'_>, claim: &Claim| witness.words(claim.span).to_owned();
    let message = format!(
        "{{base}} has “{}”; {{other}} has “{}”",
        words(comparison.base, a),
        words(comparison.other, b)
    );
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

/// Whether a date stands in an aside of which the other sentence tells nothing: "the mill, which opened in 1962, …".
fn apart((witness, claim): (&Witness<'_>, &Claim), (other, there): (&Witness<'_>, &Claim)) -> bool {
    let Some(aside) = figures::aside(witness, claim.sentence, claim.span) else { return false };
    let date = witness.tokens_in(claim.span);
    let mut words = aside.filter(|t| witness.is_content(*t) && !date.contains(t)).peekable();
    words.peek().is_some() && words.all(|t| !holds(other, there.sentence, witness.terms[t].concept))
}

/// Whether the sentence beside the base's has the other's date, of something that the other text tells in this sentence too, and
/// the words around the two dates differ: the two dates of one matter, and only one of them is kept.
fn beside(comparison: &Comparison<'_>, found: &DateMatch, a: &Claim, b: &Claim) -> bool {
    let Some(there) = date::payload(b) else { return false };
    let near = [a.sentence.checked_sub(1), Some(a.sentence + 1)];
    let told =
        near.into_iter().flatten().filter(|&s| s < comparison.base.analysis.sentences.len()).any(|s| {
            let mut dates = comparison.base.claims_of(s).filter_map(|(_, claim)| date::payload(claim));
            dates.any(|date| date::compare(date, there) == Dates::Same && date::is_as_long(date, there))
        });
    told && found.context < 0.6
}

/// A word before a date that makes it the end or the start of something.
fn term<'w>(witness: &'w Witness<'_>, claim: &Claim) -> Option<&'w str> {
    let before = witness.tokens_in(claim.span).start.checked_sub(1).map(|token| witness.folded(token));
    before.filter(|word| matches!(*word, "since" | "until" | "till" | "by"))
}
