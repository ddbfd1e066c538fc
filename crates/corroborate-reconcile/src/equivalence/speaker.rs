//! Whether two attributions name the same speaker.

use corroborate_model::{Attribution, NameClass};

use super::person;
use crate::comparison::Comparison;
use crate::witness::Witness;
use crate::words;

/// How two speakers stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speakers {
    /// The same, in whatever form of the name.
    Same,
    /// Not to be told: a role or a group noun on one side, or a person and a body that may be theirs.
    Open,
    /// A person's words told as a body's.
    PersonToBody,
    /// Different persons, or different bodies.
    Different,
}

/// Nouns that stand for any body that the story is about.
const GROUPS: &[&str] = &[
    "company",
    "firm",
    "group",
    "business",
    "charity",
    "council",
    "club",
    "force",
    "police",
    "officers",
    "detectives",
    "airline",
    "operator",
    "service",
    "team",
    "union",
    "party",
    "board",
    "management",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "officials",
    "authorities",
    "statement",
    "report",
    "people",
    "sources",
    "experts",
    "researchers",
    "bosses",
    "chiefs",
    "crews",
    "organisation",
    "agency",
    "department",
    "government",
    "ministry",
    "university",
    "school",
    "hospital",
    "trust",
    "bank",
    "maker",
    "manufacturer",
    "retailer",
    "supplier",
    "owner",
    "owners",
    "society",
    "shelter",
];

/// Compares the speaker of the base with the speaker of the other text.
pub(crate) fn compare(comparison: &Comparison<'_>, base: &Attribution, other: &Attribution) -> Speakers {
    let (Some(a), Some(b)) = (&base.speaker, &other.speaker) else { return Speakers::Open };
    let (a_words, b_words) = (person::name_words(a), person::name_words(b));
    if others(&a_words, &b_words) {
        return Speakers::Different;
    }
    if a_words.is_empty() || b_words.is_empty() || generic(&a_words) || generic(&b_words) {
        return Speakers::Open;
    }
    if a_words == b_words || short_form(comparison, a, b) {
        return Speakers::Same;
    }
    match (is_person(comparison.base, a), is_person(comparison.other, b)) {
        (Some(true), Some(true)) if person::same_name(a, b) => Speakers::Same,
        // "Teel" and "Teale": a slip of the pen, which the rule on names tells of.
        (Some(true), Some(true)) if strsim::jaro_winkler(&a_words.join(" "), &b_words.join(" ")) >= 0.9 => {
            Speakers::Open
        }
        (Some(true), Some(true)) => Speakers::Different,
        (Some(false), Some(false)) if share_word(&a_words, &b_words) => Speakers::Same,
        (Some(false), Some(false)) => Speakers::Different,
        (Some(true), Some(false)) => Speakers::PersonToBody,
        // A capitalised name of several words that is nobody's is a body's.
        (None | Some(false), None | Some(false)) if a_words.len() > 1 && b_words.len() > 1 => {
            if share_word(&a_words, &b_words) { Speakers::Same } else { Speakers::Different }
        }
        _ => Speakers::Open,
    }
}

/// Bodies told by a common noun that are never one another.
const BODIES: &[&[&str]] = &[
    &["police", "officers", "detectives"],
    &["prosecutors", "prosecution"],
    &["union", "unions"],
    &["company", "firm", "airline", "manufacturer", "retailer"],
    &["council", "councillors"],
    &["ministers", "government"],
    &["doctors", "hospital"],
    &["scientists", "researchers"],
    &["residents", "neighbours", "villagers"],
];

/// Whether two speakers are common nouns for bodies that are never one another.
fn others(a: &[String], b: &[String]) -> bool {
    let body = |words: &[String]| {
        let mut telling = words.iter().filter(|word| !words::is_stop(word));
        let first = telling.next()?;
        let alone = telling.next().is_none();
        BODIES.iter().position(|body| alone && body.contains(&first.as_str()))
    };
    body(a).zip(body(b)).is_some_and(|(a, b)| a != b)
}

fn generic(words: &[String]) -> bool {
    words.iter().all(|word| GROUPS.contains(&word.as_str()) || words::is_stop(word))
}

/// Whether a name belongs to a human being, as far as the text tells.
fn is_person(witness: &Witness<'_>, name: &str) -> Option<bool> {
    let claimed =
        witness.analysis.claims.iter().filter_map(person::payload).any(|person| person.name == name);
    let class = witness
        .analysis
        .names
        .iter()
        .find(|found| witness.words(found.span) == name)
        .map(|found| found.class);
    match class {
        _ if claimed => Some(true),
        Some(NameClass::Person) => Some(true),
        Some(NameClass::Organisation) => Some(false),
        _ => None,
    }
}

/// Bodies share a word that is no group noun, or all words of the shorter name.
fn share_word(a: &[String], b: &[String]) -> bool {
    let telling = |word: &&String| !GROUPS.contains(&word.as_str()) && !words::is_stop(word);
    a.iter().filter(telling).any(|word| b.contains(word))
}

/// "NCA" and "National Crime Agency": learned from a text, or the initials.
fn short_form(comparison: &Comparison<'_>, a: &str, b: &str) -> bool {
    let learned =
        comparison.base.analysis.abbreviations.iter().chain(&comparison.other.analysis.abbreviations);
    let known = learned
        .into_iter()
        .any(|form| form.short == a && form.long == b || form.short == b && form.long == a);
    let initials = |name: &str| {
        name.split([' ', '-'])
            .filter_map(|w| w.chars().next())
            .filter(|c| c.is_uppercase())
            .collect::<String>()
    };
    let stands_for = |short: &str, long: &str| {
        let letters: String = short.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.len() >= 2
            && letters.chars().all(char::is_uppercase)
            && long.contains(' ')
            && initials(long) == letters
    };
    known || stands_for(a, b) || stands_for(b, a)
}
