//! "Nobody" and "no difference" told as somebody and as a difference, in whatever sentence.
//!
//! Who or what a flat "none" is said of stands in few words, often too few for a link. So the other text is searched as a
//! whole: for a sentence that tells all of them close together without a denial, or for the same outcome measured better or
//! worse. Not here: denials in part ("nobody else", "no other"), and what the first text affirms in another place.

use std::ops::Range;

use corroborate_model::{Direction, FindingKind, Severity};

use super::Draft;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::clause::{clause_at, clauses, denials, quoted, trimmed};
use crate::equivalence::cue::Line;
use crate::equivalence::told::{content, excerpt, holds, is_light, told};
use crate::witness::Witness;

/// Words that deny flatly.
const NONE: &[&str] = &["nobody", "none", "no", "noone"];
/// Words that make a denial hold in part only.
const PARTLY: &[&str] = &["else", "other", "others", "further", "more", "longer", "new", "yet", "immediate"];
/// Within how many tokens the words have to stand together.
const TOGETHER: usize = 14;

/// Nouns of an outcome that did not come.
const OUTCOMES: &[&str] = &[
    "difference",
    "differences",
    "change",
    "changes",
    "effect",
    "effects",
    "improvement",
    "increase",
    "rise",
    "reduction",
    "decrease",
    "fall",
    "benefit",
    "impact",
    "deterioration",
];

/// Words of an outcome that did come.
const COMPARED: &[&str] = &[
    "better",
    "worse",
    "improved",
    "improve",
    "improves",
    "improving",
    "rose",
    "risen",
    "rise",
    "rises",
    "fell",
    "fallen",
    "falls",
    "higher",
    "lower",
    "more",
    "fewer",
    "less",
    "boosted",
    "boosts",
    "boost",
    "increased",
    "increases",
    "cut",
    "cuts",
    "reduced",
    "reduces",
    "worsened",
    "faster",
    "slower",
    "longer",
    "shorter",
    "soared",
    "plunged",
    "grew",
];

/// Drafts for flat denials of either text that the other one affirms.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    if comparison.relation == Relation::Within {
        return Vec::new();
    }
    let mut drafts = nobody(comparison, true);
    drafts.extend(nobody(comparison, false));
    drafts.extend(outcomes(comparison));
    drafts
}

/// The witness that denies and the one that may affirm.
fn sides<'c, 'a>(comparison: &'c Comparison<'a>, lost: bool) -> (&'c Witness<'a>, &'c Witness<'a>) {
    if lost { (comparison.base, comparison.other) } else { (comparison.other, comparison.base) }
}

fn nobody(comparison: &Comparison<'_>, lost: bool) -> Vec<Draft> {
    let (from, to) = sides(comparison, lost);
    let mut drafts = Vec::new();
    for sentence in 0..from.analysis.sentences.len() {
        let line = Line::new(from, sentence);
        let parts = clauses(from, &line);
        for denial in denials(&line, &parts).into_iter().filter(|denial| denial.plain) {
            let cue = denial.cue.clone();
            let partly = (cue.end..denial.scope.end).any(|t| PARTLY.contains(&line.word(t)));
            if !NONE.contains(&line.word(cue.start)) || partly || quoted(from, from.span_of(cue.clone())) {
                continue;
            }
            let words = content(from, cue.end..denial.scope.end, 6);
            let telling = words.iter().filter(|&&t| !is_light(from.folded(t))).count();
            if !(2..=4).contains(&words.len()) || telling < 2 || told_elsewhere(from, sentence, &words) {
                continue;
            }
            let all = |witness: &Witness<'_>, s: usize| {
                words.iter().all(|&w| holds(witness, s, from.terms[w].concept))
            };
            let holders: Vec<usize> = (0..to.analysis.sentences.len()).filter(|&s| all(to, s)).collect();
            let denied = |s: &usize| {
                let line = Line::new(to, *s);
                !denials(&line, &clauses(to, &line)).is_empty()
                    || to.folded(to.sentence(*s).tokens.end - 1) == "?"
            };
            if holders.iter().any(denied) {
                continue;
            }
            let place = holders.into_iter().find_map(|s| near(from, &words, to, s).map(|tokens| (s, tokens)));
            let Some((_, tokens)) = place else { continue };
            let clause = clause_at(&parts, cue.start);
            drafts.push(draft(comparison, lost, (clause, cue), tokens, 0.6));
        }
    }
    drafts
}

/// Whether a text tells all the words in another of its sentences.
fn told_elsewhere(from: &Witness<'_>, sentence: usize, words: &[usize]) -> bool {
    (0..from.analysis.sentences.len())
        .any(|s| s != sentence && words.iter().all(|&word| holds(from, s, from.terms[word].concept)))
}

/// Where a sentence tells all the words close together.
fn near(from: &Witness<'_>, words: &[usize], to: &Witness<'_>, sentence: usize) -> Option<Range<usize>> {
    let tokens = to.sentence(sentence).tokens.clone();
    let last = words.last().map(|&word| from.terms[word].concept)?;
    // What befell them comes last: "in the van" may be told long before "hurt", but not far.
    let end = tokens.clone().rev().find(|&t| to.is_content(t) && to.terms[t].concept == last)?;
    let reach = end.saturating_sub(TOGETHER).max(tokens.start)..(end + TOGETHER).min(tokens.end);
    let places: Option<Vec<usize>> = words
        .iter()
        .map(|&word| {
            let concept = from.terms[word].concept;
            reach
                .clone()
                .filter(|&t| to.is_content(t) && to.terms[t].concept == concept)
                .min_by_key(|t| t.abs_diff(end))
        })
        .collect();
    let places = places?;
    let (first, last) = (*places.iter().min()?, *places.iter().max()?);
    (last - first <= TOGETHER).then_some(first..last + 1)
}

fn outcomes(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let mut drafts = Vec::new();
    for sentence in 0..base.analysis.sentences.len() {
        let line = Line::new(base, sentence);
        let tokens = base.sentence(sentence).tokens.clone();
        let Some((no, about)) = tokens.clone().find_map(|t| unchanged(&line, t, tokens.end)) else {
            continue;
        };
        let words = content(base, about.clone(), 3);
        if words.is_empty() || quoted(base, base.span_of(no.clone())) {
            continue;
        }
        let measured = |witness: &Witness<'_>, s: usize| {
            let found =
                told(&comparison.weights, base, &words, witness, s).filter(|found| found.share >= 0.45)?;
            let line = Line::new(witness, s);
            let parts = clauses(witness, &line);
            let denied = denials(&line, &parts).iter().any(|denial| found.clause.contains(&denial.cue.start));
            let compared = found.clause.clone().find(|&t| COMPARED.contains(&line.word(t)))?;
            let near = found.tokens.iter().any(|&t| t.abs_diff(compared) <= 5);
            (near && !denied).then_some((compared, found.clause))
        };
        if (0..base.analysis.sentences.len()).any(|s| s != sentence && measured(base, s).is_some()) {
            continue;
        }
        let told = (0..other.analysis.sentences.len()).find_map(|s| measured(other, s));
        drafts.extend(told.map(|(compared, clause)| {
            let mut draft = draft(comparison, true, (no.start..about.end, no), clause.clone(), 0.65);
            draft.other_focus = Some(other.span_of(compared..compared + 1));
            draft
        }));
    }
    drafts
}

/// "No difference was found in exam results": the denial, and what it is about.
fn unchanged(line: &Line<'_>, token: usize, end: usize) -> Option<(Range<usize>, Range<usize>)> {
    const ABOUT: &[&str] = &["in", "on", "to", "of", "between"];
    if line.word(token) != "no" {
        return None;
    }
    let noun = (token + 1..end.min(token + 4)).find(|&t| OUTCOMES.contains(&line.word(t)))?;
    let about = (noun + 1..end.min(noun + 6)).find(|&t| ABOUT.contains(&line.word(t)))?;
    let stop = (about + 1..end.min(about + 8))
        .find(|&t| matches!(line.word(t), "," | "." | ";" | "and" | "but" | "between"));
    Some((token..noun + 1, about + 1..stop.unwrap_or(end.min(about + 8))))
}

fn draft(
    comparison: &Comparison<'_>,
    lost: bool,
    (clause, cue): (Range<usize>, Range<usize>),
    told: Range<usize>,
    confidence: f64,
) -> Draft {
    let (from, to) = sides(comparison, lost);
    let (here, there) = (trimmed(from, clause), trimmed(to, told));
    let (denies, affirms) = (excerpt(from, here), excerpt(to, there));
    let message = if lost {
        format!("{{other}} affirms what {{base}} denies: {affirms} where {{base}} has {denies}.")
    } else {
        format!("{{other}} denies what {{base}} affirms: {denies} where {{base}} has {affirms}.")
    };
    let order = |a, b| if lost { (a, b) } else { (b, a) };
    let ((base, other), focus) = (order(here, there), order(from.span_of(cue), there));
    let direction = if lost { Direction::Lost } else { Direction::Gained };
    Draft::new(FindingKind::Polarity, Severity::Error, confidence, message)
        .between(base, other)
        .focus(Some(focus.0), Some(focus.1))
        .toward(direction)
}
