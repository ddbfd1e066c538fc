//! Whether two roles of one person can both be true.
//!
//! Roles are free text; what is compared is the office named in them. One person holds one office of a group ("board":
//! chief executive, finance director, …), so two of one group contradict each other. Offices of different groups, and
//! roles without a known office, never do.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::cue::{Line, Phrases};
use crate::words;

static OFFICES: LazyLock<Phrases> = LazyLock::new(|| Phrases::load(include_str!("../lexicon/offices.txt")));

/// How two roles stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Roles {
    /// The same office in other words.
    Same,
    /// Nothing says that they are the same or that they are not.
    Open,
    /// Offices that papers mix up, or one with a "deputy" or "former" that the other lacks.
    Near,
    /// Different offices.
    Different,
}

/// An office named in a role.
struct Office<'r> {
    group: &'static str,
    name: &'static str,
    top: bool,
    qualifiers: Vec<&'r str>,
}

/// Words before an office that make it another one.
const QUALIFIERS: &[&str] =
    &["deputy", "assistant", "vice", "former", "ex", "shadow", "junior", "retired", "trainee"];

/// Compares two roles.
pub(crate) fn compare(a: &str, b: &str) -> Roles {
    let (a, b) = (folded(a), folded(b));
    if a.words == b.words {
        return Roles::Same;
    }
    let (left, right) = (offices(&a), offices(&b));
    let mut best = None;
    for a in &left {
        for b in &right {
            let found = pair(a, b);
            best = Some(best.map_or(found, |best: Roles| best.min(found)));
        }
    }
    best.unwrap_or_else(|| qualified(&a, &b))
}

/// Words that put a post higher or lower, beside those that make it another one.
const LEVELS: &[&str] = &["regional", "national", "local", "area", "senior", "acting", "interim"];

/// The same post of no known office, with a "deputy" or another level on one side alone.
fn qualified(a: &Line<'_>, b: &Line<'_>) -> Roles {
    let split = |line: &Line<'_>| -> (Vec<String>, Vec<String>) {
        line.words
            .iter()
            .map(|word| word.to_string())
            .partition(|word| QUALIFIERS.contains(&word.as_str()) || LEVELS.contains(&word.as_str()))
    };
    let ((levels_a, rest_a), (levels_b, rest_b)) = (split(a), split(b));
    let heads = !rest_a.is_empty() && rest_a.first() == rest_b.first();
    // "Director of inspection" may stand for "director", but not for "deputy director".
    let raised =
        levels_a.iter().chain(&levels_b).any(|level| level != "senior" && level != "former" && level != "ex");
    let deputy = |line: &Line<'_>| {
        line.words.iter().any(|word| matches!(word.as_ref(), "deputy" | "assistant" | "vice"))
    };
    let chief = |line: &Line<'_>| {
        line.words.iter().any(|word| matches!(word.as_ref(), "chief" | "head" | "boss" | "leader"))
    };
    if deputy(a) != deputy(b) && (chief(a) && !deputy(a) || chief(b) && !deputy(b)) {
        return Roles::Near;
    }
    if heads && levels_a != levels_b && raised { Roles::Near } else { Roles::Open }
}

fn pair(a: &Office<'_>, b: &Office<'_>) -> Roles {
    if a.group == b.group && a.name == b.name {
        return if a.qualifiers == b.qualifiers { Roles::Same } else { Roles::Near };
    }
    if a.group == "any" && b.top || b.group == "any" && a.top {
        // A former manager, or a deputy, is no boss.
        let lower = |office: &Office<'_>| {
            office.qualifiers.iter().any(|q| matches!(*q, "former" | "deputy" | "assistant" | "vice"))
        };
        return if lower(a) == lower(b) { Roles::Same } else { Roles::Near };
    }
    if a.group != b.group {
        return Roles::Open;
    }
    let leads = |office: &Office<'_>| matches!(office.name, "chief executive" | "managing director");
    if leads(a) && leads(b) { Roles::Near } else { Roles::Different }
}

fn folded(role: &str) -> Line<'static> {
    let mut words: Vec<Cow<'static, str>> = Vec::new();
    for word in role.split_whitespace() {
        let parts: Vec<&str> = word.split('-').collect();
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                words.push(Cow::Borrowed("-"));
            }
            let part =
                words::fold(part.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’'));
            if !part.is_empty()
                && !matches!(part.as_str(), "the" | "a" | "an" | "its" | "his" | "her" | "their")
            {
                words.push(Cow::Owned(part));
            }
        }
    }
    Line { start: 0, words: Cow::Owned(words), notes: None }
}

fn offices<'l>(line: &'l Line<'_>) -> Vec<Office<'l>> {
    OFFICES
        .find(line)
        .into_iter()
        .filter_map(|hit| {
            let (group, name) = hit.tag.split_once('/')?;
            let before = &line.words[..hit.tokens.start];
            let qualifiers = before.iter().map(Cow::as_ref).filter(|word| QUALIFIERS.contains(word));
            let qualifiers = qualifiers.map(|word| if word == "ex" { "former" } else { word }).collect();
            Some(Office {
                group: group.trim_end_matches("-top"),
                name,
                top: group.ends_with("-top"),
                qualifiers,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Roles, compare};

    #[test]
    fn tells_offices_apart() {
        let cases = [
            ("chief financial officer", "finance director", Roles::Same),
            ("managing director of Holt Foods", "Holt boss", Roles::Same),
            ("chief fire officer", "the county's fire chief", Roles::Same),
            ("goalkeeper", "keeper", Roles::Same),
            ("detective inspector", "DI", Roles::Same),
            ("managing director", "chief executive", Roles::Near),
            ("deputy chief constable", "chief constable", Roles::Near),
            ("chief executive", "finance director", Roles::Different),
            ("sergeant", "inspector", Roles::Different),
            ("striker", "captain", Roles::Open),
            ("gardener", "head of research", Roles::Open),
        ];
        for (a, b, expected) in cases {
            assert_eq!(compare(a, b), expected, "{a} / {b}");
            assert_eq!(compare(b, a), expected, "{b} / {a}");
        }
    }
}
