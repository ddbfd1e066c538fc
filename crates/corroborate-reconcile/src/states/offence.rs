//! What somebody is accused of, guilty of or cleared of: "cleared of bribery" told as "guilty of bribery", an arrest for one
//! offence told as an arrest for another.
//!
//! The offence is read from the words behind the step. Not here: a charge that is described in other words of the same
//! kind, for which there is a lexicon, and steps that name no offence.

use std::sync::LazyLock;

use corroborate_model::{Direction, FindingKind, Severity};
use foldhash::{HashMap, HashMapExt as _};

use super::read::Told;
use super::{draft, is_later};
use crate::comparison::Comparison;
use crate::equivalence::told::is_light;
use crate::findings::Draft;
use crate::witness::{Class, Witness};
use crate::words;

/// Offences by kind: the stems of the words that name them, then those that describe them, with the line they stand in.
static KINDS: LazyLock<HashMap<String, Vec<(usize, bool)>>> = LazyLock::new(|| {
    let mut kinds: HashMap<String, Vec<(usize, bool)>> = HashMap::new();
    let lines = include_str!("../lexicon/accusations.txt").lines().filter(|line| !line.starts_with('#'));
    for (number, line) in lines.enumerate() {
        for (side, list) in line.split('|').enumerate() {
            for word in list.split(',').map(str::trim) {
                kinds.entry(words::stem(word)).or_default().push((number, side == 0));
            }
        }
    }
    kinds
});

/// Words behind a step that say nothing of the offence.
const EMPTY: &[&str] = &[
    "suspicion",
    "charge",
    "charges",
    "count",
    "counts",
    "offence",
    "offences",
    "offense",
    "offenses",
    "connection",
    "jury",
    "court",
    "trial",
    "verdict",
    "crown",
    "judge",
    "hearing",
    "sentence",
    "sentenced",
    "month",
    "months",
    "year",
    "years",
    "week",
    "weeks",
    "day",
    "days",
];

/// Words behind a step that may be about the offence.
const BEHIND: usize = 10;

/// Steps of the same people that are looked at; a case has a few.
const STEPS: usize = 32;

const GUILTY: &[&str] = &["convicted", "jury", "admitted"];
const ACCUSED: &[&str] = &["suspected", "arrested", "charged"];

/// The draft about the offence of a step of the other text.
pub(super) fn exchanged(
    comparison: &Comparison<'_>,
    base: &[Told],
    other: &[Told],
    there: &Told,
) -> Option<Draft> {
    if there.people.is_empty() || there.open || is_later(comparison, there) {
        return None;
    }
    let (base, other) = (Side::new(comparison.base, base, there), Side::new(comparison.other, other, there));
    let offence = words_behind(comparison.other, there);
    let here = if GUILTY.contains(&there.state) {
        let same = |cleared: &[usize]| {
            offence
                .iter()
                .any(|&word| base.has(cleared, other.concept(word)) && !base.any(GUILTY, other.concept(word)))
        };
        let found = base.of(&["acquitted"]).find(|(_, words)| same(words));
        found.filter(|(_, words)| !other.shares(&["acquitted"], &base, words)).map(|(told, _)| told)
    } else if ACCUSED.contains(&there.state) {
        base.of(ACCUSED)
            .find(|(_, words)| !words.is_empty())
            .map(|(told, _)| told)
            .filter(|_| offence.iter().any(|&word| base.is_new_offence(&other, word)))
    } else {
        None
    }?;
    let what = (FindingKind::LegalStatus, Severity::Error, 0.75);
    let draft = draft(comparison, here, there, what, |before, after| {
        format!("{{other}} has another offence ({after}) than {{base}} ({before}).")
    })?;
    Some(draft.toward(Direction::Stronger))
}

/// What one text tells of the people of a step: each step with the words behind it.
struct Side<'t, 'w> {
    witness: &'t Witness<'w>,
    steps: Vec<(&'t Told, Vec<usize>)>,
}

impl<'t, 'w> Side<'t, 'w> {
    fn new(witness: &'t Witness<'w>, all: &'t [Told], there: &Told) -> Side<'t, 'w> {
        let same = |told: &&Told| told.people.iter().any(|key| there.people.contains(key));
        let steps = all.iter().filter(|told| told.axis == there.axis).filter(same).take(STEPS);
        Side { witness, steps: steps.map(|told| (told, words_behind(witness, told))).collect() }
    }

    fn of<'s>(&'s self, states: &'s [&str]) -> impl Iterator<Item = (&'t Told, &'s [usize])> + 's {
        self.steps
            .iter()
            .filter(|(told, _)| states.contains(&told.state))
            .map(|(told, words)| (*told, words.as_slice()))
    }

    fn concept(&self, word: usize) -> u32 {
        self.witness.terms[word].concept
    }

    fn has(&self, words: &[usize], concept: u32) -> bool {
        words.iter().any(|&word| self.concept(word) == concept)
    }

    /// Whether a step of these states names a concept.
    fn any(&self, states: &[&str], concept: u32) -> bool {
        self.of(states).any(|(_, words)| self.has(words, concept))
    }

    /// Whether a step of these states names one of the words of the base.
    fn shares(&self, states: &[&str], base: &Side<'_, '_>, words: &[usize]) -> bool {
        words.iter().any(|&word| self.any(states, base.concept(word)))
    }

    /// Whether a word names an offence that no step of this text names or describes.
    fn is_new_offence(&self, other: &Side<'_, '_>, word: usize) -> bool {
        let named: Vec<usize> =
            kinds(other.witness, word).filter(|(_, names)| *names).map(|(line, _)| line).collect();
        let known = self.steps.iter().flat_map(|(_, words)| words).any(|&own| {
            self.concept(own) == other.concept(word)
                || kinds(self.witness, own).any(|(line, _)| named.contains(&line))
        });
        !named.is_empty() && !known
    }
}

fn kinds(witness: &Witness<'_>, word: usize) -> impl Iterator<Item = (usize, bool)> {
    KINDS.get(&words::stem(witness.folded(word))).into_iter().flatten().copied()
}

/// The words behind a step that may tell the offence.
fn words_behind(witness: &Witness<'_>, told: &Told) -> Vec<usize> {
    let end = told.clause.end.min(told.tokens.end + BEHIND);
    let content = (told.tokens.end..end).filter(|&token| {
        let word = witness.folded(token);
        witness.terms[token].class == Class::Word && !is_light(word) && !EMPTY.contains(&word)
    });
    content.collect()
}
