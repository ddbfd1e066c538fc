//! Half of a sentence told, the other half gone: a denial by those who are accused, the "but" behind a concession.
//!
//! A denial is gone where no sentence of the other text that denies or contests anything tells its words. The half of a
//! sentence that "but" joins is gone where a linked sentence tells the other half, and none near it this one.
//! Not here: sentences that are gone as a whole, and halves that only go on.

use std::ops::Range;

use corroborate_model::{Direction, FindingKind, Severity};

use super::Draft;
use crate::comparison::Comparison;
use crate::equivalence::clause::{clause_at, clauses, denials, trimmed};
use crate::equivalence::cue::Line;
use crate::equivalence::told::{content, excerpt, told};
use crate::witness::{Class, Witness};

/// Words of somebody who answers an accusation.
const REPLIES: &[&str] = &[
    "deny",
    "denies",
    "denied",
    "denying",
    "reject",
    "rejects",
    "rejected",
    "dispute",
    "disputes",
    "disputed",
    "refute",
    "refutes",
    "refuted",
    "contest",
    "contests",
    "contested",
];
/// Words by which another text may keep a reply.
const KEEPS: &[&str] =
    &["contest", "contests", "contested", "insist", "insists", "insisted", "innocent", "defend", "defended"];

/// A reply that a base sentence gives, lost though the sentence is not.
pub(super) fn reply(comparison: &Comparison<'_>, sentence: usize) -> Option<Draft> {
    let base = comparison.base;
    let line = Line::new(base, sentence);
    let parts = clauses(base, &line);
    let cue = base.sentence(sentence).tokens.clone().find(|&t| REPLIES.contains(&line.word(t)))?;
    let clause = clause_at(&parts, cue);
    let words = content(base, cue + 1..clause.end, 8);
    if words.is_empty() || kept(comparison, &words) {
        return None;
    }
    let place = trimmed(base, clause);
    let message = format!("{{other}} leaves out a denial: {}", excerpt(base, place));
    Some(draft(place, message, 0.6))
}

/// Whether a sentence that denies something, or one linked closely, tells the words.
fn kept(comparison: &Comparison<'_>, words: &[usize]) -> bool {
    let other = comparison.other;
    let likely = other.sentences_with(words.iter().map(|&word| comparison.base.terms[word].concept));
    likely.into_iter().any(|there| {
        let share =
            told(&comparison.weights, comparison.base, words, other, there).map_or(0.0, |found| found.share);
        let line = Line::new(other, there);
        share >= 0.2
            && (!denials(&line, &clauses(other, &line)).is_empty()
                || line
                    .words
                    .iter()
                    .any(|word| KEEPS.contains(&word.as_ref()) || REPLIES.contains(&word.as_ref())))
    })
}

fn draft(place: corroborate_model::Span, message: String, confidence: f64) -> Draft {
    let mut draft =
        Draft::new(FindingKind::Omission, Severity::Warning, confidence, message).toward(Direction::Lost);
    (draft.base, draft.apart) = (Some(place), true);
    draft
}

/// Words by which somebody says sorry.
const SORRY: &[&str] =
    &["sorry", "apologise", "apologised", "apologises", "apologize", "apologized", "apology"];

/// An apology of the base, in a text that has none.
pub(super) fn apology(comparison: &Comparison<'_>, sentence: usize) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let says = |witness: &Witness<'_>, s: usize| {
        witness.sentence(s).tokens.clone().find(|&t| SORRY.contains(&witness.folded(t)))
    };
    let at = says(base, sentence)?;
    let line = Line::new(base, sentence);
    let parts = clauses(base, &line);
    let denied = denials(&line, &parts).iter().any(|denial| denial.scope.contains(&at) && denial.plain);
    if denied || (0..other.analysis.sentences.len()).any(|s| says(other, s).is_some()) {
        return None;
    }
    let place = trimmed(base, clause_at(&parts, at));
    let message = format!("{{other}} leaves out an apology: {}", excerpt(base, place));
    Some(draft(place, message, 0.6))
}

/// The half of a sentence behind or before a "but", where only the other half is told.
pub(super) fn half(comparison: &Comparison<'_>, sentence: usize) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let tokens = base.sentence(sentence).tokens.clone();
    let line = Line::new(base, sentence);
    let parts = clauses(base, &line);
    let denials = denials(&line, &parts);
    // "And we are not close to a cause" limits what stands before it, as "but" does.
    let turn = |t: &usize| match base.folded(*t) {
        "but" | "although" | "though" | ";" => true,
        // "Which the firm started with $250,000": a figure that the other text has nowhere.
        "which" | "who" | "whose" => figure_gone(comparison, clause_at(&parts, *t)),
        "and" => {
            denials.iter().any(|denial| denial.plain && clause_at(&parts, *t).contains(&denial.cue.start))
        }
        _ => false,
    };
    let at = (tokens.start + 3..tokens.end.saturating_sub(3).max(tokens.start + 3)).find(turn)?;
    let (first, second) =
        (distinct(base, tokens.start..at, at..tokens.end), distinct(base, at..tokens.end, tokens.start..at));
    let links = comparison.links_of_base(sentence);
    let share = |words: &[usize], there: usize| {
        told(&comparison.weights, base, words, other, there).map_or(0.0, |found| found.share)
    };
    let told_anywhere = |words: &[usize]| {
        let likely = other.sentences_with(words.iter().map(|&word| base.terms[word].concept));
        likely.into_iter().any(|there| share(words, there) >= 0.4)
    };
    let near = |words: &[usize]| links.iter().map(|link| share(words, link.other)).fold(0.0, f32::max);
    let lost = |kept: &[usize], gone: &[usize]| {
        !gone.is_empty() && kept.len() >= 2 && near(kept) >= 0.6 && !told_anywhere(gone)
    };
    let gone = if lost(&first, &second) {
        at..tokens.end
    } else if lost(&second, &first) {
        tokens.start..at
    } else {
        return None;
    };
    let place = trimmed(base, gone);
    let message = format!("{{other}} tells one half of a sentence, but not {}", excerpt(base, place));
    let mut draft = draft(place, message, 0.55);
    draft.severity = Severity::Note;
    Some(draft)
}

/// Whether a clause has a number that the other text has nowhere.
fn figure_gone(comparison: &Comparison<'_>, clause: Range<usize>) -> bool {
    let (base, other) = (comparison.base, comparison.other);
    let held = |t: usize| !other.postings(base.terms[t].concept).is_empty();
    clause.into_iter().any(|t| base.terms[t].class == Class::Number && !held(t))
}

/// The content words of one half that the other half has not.
fn distinct(base: &Witness<'_>, half: Range<usize>, rest: Range<usize>) -> Vec<usize> {
    let known = |t: &usize| {
        rest.clone().any(|r| base.is_content(r) && base.terms[r].concept == base.terms[*t].concept)
    };
    content(base, half, 12).into_iter().filter(|t| !known(t)).collect()
}
