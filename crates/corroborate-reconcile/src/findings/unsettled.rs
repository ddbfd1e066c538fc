//! What the base leaves open without a hedge before it: a day "at the earliest", a cause that "is not known".
//!
//! A day with a limit counts where the other text gives the same day without one; an open question where the other text
//! tells its words in a clause that nothing keeps open. Not here: questions opened by a hedge, which the rule reads itself.

use std::ops::Range;

use corroborate_model::{Claim, Direction, FindingKind, Severity, Span};

use super::Draft;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::clause::{clause_at, clauses, denials, open_questions, quoted, trimmed};
use crate::equivalence::cue::Line;
use crate::equivalence::date;
use crate::equivalence::told::{content, excerpt, told};
use crate::witness::Witness;

/// Drafts for limits of days and open questions that the other text has not kept.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    if comparison.relation == Relation::Within {
        return Vec::new();
    }
    let mut drafts = days(comparison);
    drafts.extend(questions(comparison));
    drafts.extend(unproven(comparison));
    drafts
}

/// How far from a day its limit may stand, in tokens.
const NEAR: usize = 6;

/// The words that limit a day to "not sooner" or "not later": "at the earliest", "no earlier than".
fn limit(witness: &Witness<'_>, claim: &Claim) -> Option<Range<usize>> {
    let sentence = witness.analysis.sentences.get(claim.sentence)?.tokens.clone();
    let day = witness.tokens_in(claim.span);
    let near = day.start.saturating_sub(NEAR).max(sentence.start)..(day.end + NEAR).min(sentence.end);
    let word = |t: usize| witness.folded(t);
    near.clone().find_map(|t| match word(t) {
        "earliest" | "soonest" | "latest" if matches!(word(t.wrapping_sub(1)), "the" | "very") => {
            Some(t - 1..t + 1)
        }
        "earlier" | "sooner" | "later" if word(t.wrapping_sub(1)) == "no" => Some(t - 1..t + 1),
        "least" if word(t.wrapping_sub(1)) == "at" => Some(t - 1..t + 1),
        "later" if word(t.wrapping_sub(1)) == "or" => Some(t - 1..t + 1),
        _ => None,
    })
}

/// "No evidence that it was so" told as "it was not so": the words that say no more than that nothing was found.
fn unproven(comparison: &Comparison<'_>) -> Vec<Draft> {
    const PROOF: &[&str] = &["evidence", "proof", "sign", "record", "indication"];
    let (base, other) = (comparison.base, comparison.other);
    let proof = |witness: &Witness<'_>, sentence: usize| {
        witness.sentence(sentence).tokens.clone().find(|&t| PROOF.contains(&witness.folded(t)))
    };
    let mut drafts = Vec::new();
    for sentence in 0..base.analysis.sentences.len() {
        let tokens = base.sentence(sentence).tokens.clone();
        let cue = proof(base, sentence).filter(|&t| t > tokens.start && base.folded(t - 1) == "no");
        let Some(cue) = cue.filter(|&t| matches!(base.folded(t + 1), "that" | "of")) else { continue };
        let words = content(base, cue + 2..tokens.end, 7);
        if words.len() < 2 {
            continue;
        }
        // "The police know of nothing" says no more than "no evidence".
        let knows = |s: usize| {
            let mut tokens = other.sentence(s).tokens.clone();
            tokens.any(|t| {
                matches!(other.folded(t), "know" | "knows" | "knew" | "known" | "aware" | "found" | "find")
            })
        };
        let open = |s: &usize| proof(other, *s).is_none() && !knows(*s);
        let found = (0..other.analysis.sentences.len()).filter(open).find_map(|s| {
            let found =
                told(&comparison.weights, base, &words, other, s).filter(|found| found.share >= 0.5)?;
            let line = Line::new(other, s);
            let denied = denials(&line, &clauses(other, &line))
                .into_iter()
                .any(|denial| denial.plain && found.tokens.iter().any(|t| denial.scope.contains(t)));
            denied.then_some(found)
        });
        drafts.extend(found.map(|found| {
            let (here, place) = (trimmed(base, cue - 1..tokens.end), trimmed(other, found.clause));
            let message = format!(
                "{{base}} has no evidence, {}; {{other}} tells that it is not so, {}",
                excerpt(base, here),
                excerpt(other, place)
            );
            Draft::new(FindingKind::Hedge, Severity::Warning, 0.6, message)
                .between(here, place)
                .focus(Some(base.span_of(cue - 1..cue + 1)), None)
                .toward(Direction::Lost)
        }));
    }
    drafts
}

/// Days that the base gives with a limit only, told without it.
fn days(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let dates = |witness: &Witness<'_>| -> Vec<usize> {
        let claims = witness.analysis.claims.iter().enumerate();
        claims.filter(|(_, claim)| date::payload(claim).is_some()).map(|(index, _)| index).collect()
    };
    let equal = |a: &Claim, b: &Claim| {
        let day = |claim: &Claim| date::payload(claim).map(|d| (d.start, d.end, d.weekday));
        let (Some(a), Some(b)) = (day(a), day(b)) else { return false };
        // "Before Thursday" and "on Thursday" name the same day of the week, whatever days they mean.
        a.0.is_some() && (a.0, a.1) == (b.0, b.1) || a.2.is_some() && a.2 == b.2
    };
    let here = dates(base);
    let mut drafts = Vec::new();
    for &index in &here {
        let claim = base.claim(index);
        let Some(cue) = limit(base, claim) else { continue };
        // A day that the base tells without a limit too may be another matter's.
        if here.iter().any(|&twin| equal(claim, base.claim(twin)) && limit(base, base.claim(twin)).is_none())
        {
            continue;
        }
        for there in
            dates(other).into_iter().map(|index| other.claim(index)).filter(|there| equal(claim, there))
        {
            let line = Line::new(other, there.sentence);
            let clause = clause_at(&clauses(other, &line), other.tokens_in(there.span).start);
            let open = |t: usize| {
                matches!(line.word(t), "could" | "may" | "might" | "hope" | "hopes" | "before" | "if")
            };
            if limit(other, there).is_some() || clause.clone().any(open) || quoted(other, there.span) {
                continue;
            }
            let place = trimmed(other, clause);
            let day = trimmed(base, clause_at(&clauses(base, &Line::new(base, claim.sentence)), cue.start));
            let message = format!(
                "{{other}} drops “{}”: {} where {{base}} has {}",
                base.words(base.span_of(cue.clone())),
                excerpt(other, place),
                excerpt(base, day)
            );
            drafts.push(
                Draft::new(FindingKind::Hedge, Severity::Warning, 0.7, message)
                    .between(day.cover(claim.span), place.cover(there.span))
                    .focus(Some(base.span_of(cue.clone())), Some(there.span))
                    .toward(Direction::Lost),
            );
        }
    }
    drafts
}

/// Words that ask.
const ASKS: &[&str] = &["how", "why", "what", "who", "when", "where", "whether", "if", "which"];

/// The words of a question that the base leaves open: "it is not known how the fire started".
fn question(line: &Line<'_>, clause: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let asks = (clause.start + 1..clause.end).find(|&t| ASKS.contains(&line.word(t)))?;
    let back = |n: usize| line.word(asks.wrapping_sub(n));
    let open = match back(1) {
        "known" | "clear" | "established" | "determined" | "decided" | "confirmed" | "said" | "disclosed" => {
            (2..5).any(|n| matches!(back(n), "not" | "yet" | "never") || back(n).ends_with("n't"))
        }
        "unclear" | "unknown" | "uncertain" | "undecided" => true,
        "say" | "tell" | "know" | "establish" | "determine" => (2..5).any(|n| {
            matches!(back(n), "early" | "cannot" | "not" | "could" | "trying") || back(n).ends_with("n't")
        }),
        "investigating" | "examining" | "considering" => true,
        _ => false,
    };
    open.then_some((asks.saturating_sub(2).max(clause.start)..asks, asks + 1..clause.end))
}

/// Open questions of the base that the other text answers.
fn questions(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let mut drafts = Vec::new();
    for sentence in 0..base.analysis.sentences.len() {
        let line = Line::new(base, sentence);
        let parts = clauses(base, &line);
        // A question may be cut off from what opens it by a word like "when".
        let whole = base.sentence(sentence).tokens.clone();
        let Some((cue, asked)) = question(&line, &whole) else { continue };
        let words = content(base, asked.start..clause_at(&parts, asked.start).end.max(asked.start), 7);
        if words.len() < 2 {
            continue;
        }
        let settled = |witness: &Witness<'_>, place: usize| {
            let found = told(&comparison.weights, base, &words, witness, place)
                .filter(|f| f.share >= 0.75 && f.head)?;
            let line = Line::new(witness, place);
            let parts = clauses(witness, &line);
            let span: Range<usize> = witness.sentence(place).tokens.clone();
            let open = !denials(&line, &parts).is_empty()
                || !open_questions(&line, &parts).is_empty()
                || span.clone().any(|t| {
                    matches!(
                        witness.folded(t),
                        "unclear"
                            | "unknown"
                            | "if"
                            | "may"
                            | "might"
                            | "could"
                            | "investigating"
                            | "would"
                            | "can"
                            | "how"
                            | "why"
                    )
                })
                || witness.claims_of(place).any(|(_, claim)| !claim.hedges.is_empty());
            (!open).then_some(found)
        };
        if (0..base.analysis.sentences.len()).any(|s| s != sentence && settled(base, s).is_some()) {
            continue;
        }
        let Some(found) = (0..other.analysis.sentences.len()).find_map(|s| settled(other, s)) else {
            continue;
        };
        let here: Span = trimmed(base, cue.start..asked.end);
        let place = trimmed(other, found.clause.clone());
        let message = format!(
            "{{base}} leaves it open, {}; {{other}} tells it as known, {}",
            excerpt(base, here),
            excerpt(other, place)
        );
        drafts.push(
            Draft::new(FindingKind::Hedge, Severity::Warning, 0.6, message)
                .between(here, place)
                .focus(Some(base.span_of(cue)), None)
                .toward(Direction::Lost),
        );
    }
    drafts
}
