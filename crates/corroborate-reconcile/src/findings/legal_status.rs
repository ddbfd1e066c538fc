//! Rule `legal_status`: a case stands further, or less far, than in the base.
//!
//! Steps are suspected, arrested, charged, convicted, cleared. A step of the other text is held against the steps of the
//! sentences that tell of the same people: linked ones, and those that hold the same number of them. Not here: a step that
//! may come ("could be charged"), and one that is denied, which is a matter of polarity.

use corroborate_model::{Direction, FindingKind, LegalStatus, Severity};

use super::Draft;
use crate::comparison::Comparison;
use crate::equivalence::case::{Step, steps};
use crate::equivalence::clause::{quoted, trimmed};
use crate::equivalence::label::{self, FlatLabel};
use crate::equivalence::told::{content, excerpt, told};
use crate::witness::Witness;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    let told = told_steps(comparison.other);
    if !told.is_empty() {
        let base = told_steps(comparison.base);
        drafts.extend(told.iter().filter_map(|(sentence, step)| moved(comparison, &base, *sentence, step)));
    }
    let labels = label::flat_labels(comparison);
    drafts.extend(
        labels.iter().filter(|label| label.justice.is_some()).map(|label| of_label(comparison, label)),
    );
}

/// The steps that a text tells as taken, with their sentences.
fn told_steps(witness: &Witness<'_>) -> Vec<(usize, Step)> {
    let all = (0..witness.analysis.sentences.len())
        .flat_map(|sentence| steps(witness, sentence).into_iter().map(move |step| (sentence, step)));
    all.filter(|(_, step)| !step.denied && !step.open).collect()
}

/// The draft about a step that the base does not tell of these people.
fn moved(
    comparison: &Comparison<'_>,
    base_steps: &[(usize, Step)],
    sentence: usize,
    step: &Step,
) -> Option<Draft> {
    let mut candidates: Vec<(usize, f32)> =
        comparison.links_of_other(sentence).iter().map(|link| (link.base, link.score)).collect();
    let counted =
        comparison.quantities.iter().filter(|m| comparison.other.claim(m.other).sentence == sentence);
    candidates.extend(counted.map(|m| (comparison.base.claim(m.base).sentence, 0.5)));
    let words = content(comparison.other, step.clause.clone(), 24);
    let near: Vec<(usize, f32, &Step)> = candidates
        .iter()
        .flat_map(|&(base, score)| {
            base_steps.iter().filter(move |(s, _)| *s == base).map(move |(s, step)| (*s, score, step))
        })
        .filter(|&(base, ..)| same_people(comparison, &words, base))
        .collect();
    let same = |status: LegalStatus| rank(status) == rank(step.status);
    if near.is_empty()
        || near.iter().any(|(.., base)| same(base.status))
        || told_elsewhere(comparison, base_steps, step, &words)
    {
        return None;
    }
    let &(_, score, base) = near.iter().max_by(|a, b| {
        (a.2.status, a.1).partial_cmp(&(b.2.status, b.1)).unwrap_or(std::cmp::Ordering::Equal)
    })?;
    if quoted(comparison.other, step.span) && quoted(comparison.base, base.span) {
        return None;
    }
    let up = step.status > base.status || base.status == LegalStatus::Cleared;
    if !up && keeps_step(comparison, base.status) {
        return None;
    }
    let severity = if up { Severity::Error } else { Severity::Warning };
    let (here, there) =
        (trimmed(comparison.base, base.clause.clone()), trimmed(comparison.other, step.clause.clone()));
    let message = format!(
        "{{other}} has somebody {} ({}) whom {{base}} has {} ({}).",
        step.status.name(),
        excerpt(comparison.other, there),
        base.status.name(),
        excerpt(comparison.base, here),
    );
    let confidence = if up { 0.6 } else { 0.45 } + 0.35 * f64::from(score.min(1.0));
    let draft = Draft::new(FindingKind::LegalStatus, severity, confidence, message)
        .between(here, there)
        .focus(Some(base.span), Some(step.span));
    Some(draft.toward(if up { Direction::Stronger } else { Direction::Weaker }))
}

/// Whether the other text tells the base's step too, in whatever sentence: the lower one is then background.
fn keeps_step(comparison: &Comparison<'_>, status: LegalStatus) -> bool {
    let sentences = 0..comparison.other.analysis.sentences.len();
    sentences
        .flat_map(|sentence| steps(comparison.other, sentence))
        .any(|step| rank(step.status) == rank(status))
}

/// Suspicion and arrest go together in one clause and stand for one another; the other steps do not.
fn rank(status: LegalStatus) -> u8 {
    match status {
        LegalStatus::Suspected | LegalStatus::Arrested => 0,
        LegalStatus::Charged => 1,
        LegalStatus::Convicted => 2,
        LegalStatus::Cleared => 3,
    }
}

/// Whether a base sentence tells of what the step's clause tells of: a name, a number or the offence.
fn same_people(comparison: &Comparison<'_>, words: &[usize], base: usize) -> bool {
    told(&comparison.weights, comparison.other, words, comparison.base, base)
        .is_some_and(|told| told.share >= 0.25)
}

/// Whether the base tells the same step of the same case elsewhere.
fn told_elsewhere(
    comparison: &Comparison<'_>,
    base_steps: &[(usize, Step)],
    step: &Step,
    words: &[usize],
) -> bool {
    base_steps.iter().filter(|(_, base)| rank(base.status) == rank(step.status)).any(|(sentence, _)| {
        told(&comparison.weights, comparison.other, words, comparison.base, *sentence)
            .is_some_and(|told| told.share >= 0.2)
    })
}

fn of_label(comparison: &Comparison<'_>, label: &FlatLabel) -> Draft {
    let message = format!(
        "{{other}} calls people “{}” and ties them to an outcome of justice ({}), where {{base}} reports no more than {}.",
        comparison.other.words(label.focus),
        excerpt(comparison.other, label.other),
        excerpt(comparison.base, label.base),
    );
    Draft::new(FindingKind::LegalStatus, Severity::Error, label.confidence, message)
        .between(label.base, label.other)
        .focus(Some(label.base_focus), Some(label.focus))
        .toward(Direction::Stronger)
}
