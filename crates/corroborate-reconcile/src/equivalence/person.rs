//! Whether two mentions name the same person.

use std::cmp::Ordering;

use corroborate_model::{Claim, Payload, Person};
use foldhash::{HashMap, HashMapExt as _};

use super::contact;
use super::role::{self, Roles};
use crate::comparison::Comparison;
use crate::witness::Witness;
use crate::words;

/// The payload of a person claim.
pub(crate) fn payload(claim: &Claim) -> Option<&Person> {
    match &claim.payload {
        Payload::Person(person) => Some(person),
        _ => None,
    }
}

/// Person claims of both texts that tell the same of the same person, with their weight: 0.9 where the roles agree too.
pub(crate) fn same(comparison: &Comparison<'_>) -> Vec<(usize, usize, f32)> {
    let (bases, others) = (persons(comparison.base), persons(comparison.other));
    let names = Namesakes::new(bases.iter().map(|person| person.words.clone()));
    let mut pairs = Vec::new();
    for other in &others {
        for base in names.of(&other.words).into_iter().map(|at| &bases[at]) {
            if base.age.zip(other.age).is_some_and(|(a, b)| a != b) {
                continue;
            }
            let weight = match (base.role, other.role) {
                (Some(x), Some(y)) => match role::compare(x, y) {
                    Roles::Same => 0.9,
                    Roles::Open => 0.6,
                    Roles::Near | Roles::Different => continue,
                },
                _ => 0.6,
            };
            let claims = contact::pairs(&base.claims, &other.claims);
            pairs.extend(claims.into_iter().map(|(base, other)| (base, other, weight)));
        }
    }
    pairs
}

/// Names of a list that are looked at for one name; more are alike in no story.
const NAMESAKES: usize = 512;

/// A list of names, by the words that any other form of them shares.
pub(crate) struct Namesakes {
    names: Vec<Vec<String>>,
    by_edge: HashMap<String, Vec<usize>>,
}

impl Namesakes {
    /// Lists names as [`name_words`] cuts them.
    pub(crate) fn new(names: impl Iterator<Item = Vec<String>>) -> Namesakes {
        let names: Vec<Vec<String>> = names.collect();
        let mut by_edge: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, name) in names.iter().enumerate() {
            for edge in edges(name) {
                by_edge.entry(edge.clone()).or_default().push(at);
            }
        }
        Namesakes { names, by_edge }
    }

    /// The places of the names that may be the same person's, in order.
    pub(crate) fn of(&self, name: &[String]) -> Vec<usize> {
        let listed = edges(name).filter_map(|edge| self.by_edge.get(edge));
        let mut near: Vec<usize> = listed.flat_map(|list| list.iter().take(NAMESAKES)).copied().collect();
        near.sort_unstable();
        near.dedup();
        near.retain(|&at| same_words(&self.names[at], name));
        near
    }
}

/// The first and the last word of a name: one of them is in any other form of it.
fn edges(name: &[String]) -> impl Iterator<Item = &String> {
    name.first().filter(|_| name.len() > 1).into_iter().chain(name.last())
}

/// The claims of a text that tell the same of a person.
struct Told<'a> {
    role: Option<&'a str>,
    age: Option<u16>,
    words: Vec<String>,
    claims: Vec<usize>,
}

/// What a text tells of persons, in the order of the first claim.
fn persons<'a>(witness: &Witness<'a>) -> Vec<Told<'a>> {
    let mut told: Vec<Told<'a>> = Vec::new();
    let mut known: HashMap<(&'a str, Option<&'a str>, Option<u16>), usize> = HashMap::new();
    let claims = witness.analysis.claims.iter().enumerate();
    for (index, person) in claims.filter_map(|(index, claim)| Some((index, payload(claim)?))) {
        let (role, age) = (person.role.as_deref(), person.age);
        let at = *known.entry((&person.name, role, age)).or_insert_with(|| {
            told.push(Told { role, age, words: name_words(&person.name), claims: Vec::new() });
            told.len() - 1
        });
        told[at].claims.push(index);
    }
    told
}

/// The words of a name, folded, without particles of courtesy.
pub(crate) fn name_words(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || c == '-')
        .map(|word| words::fold(word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')))
        .filter(|word| {
            !word.is_empty()
                && !matches!(
                    word.as_str(),
                    "mr" | "mrs" | "ms" | "miss" | "sir" | "dame" | "dr" | "lord" | "lady"
                )
        })
        .collect()
}

/// Whether two names may be one person's: the same surname, and first names that do not exclude each other.
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    same_words(&name_words(a), &name_words(b))
}

/// The same of two names as [`name_words`] cuts them.
pub(crate) fn same_words(a: &[String], b: &[String]) -> bool {
    let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else { return false };
    match (a.len().cmp(&1), b.len().cmp(&1)) {
        (Ordering::Greater, Ordering::Greater) => {
            let (first_a, first_b) = (&a[..a.len() - 1], &b[..b.len() - 1]);
            last_a == last_b && first_a.iter().any(|x| first_b.iter().any(|y| fits(x, y)))
        }
        // A single name is a surname, or a first name as sport and children have it.
        (Ordering::Greater, _) => last_a == last_b || &a[0] == last_b,
        (_, Ordering::Greater) => last_a == last_b || last_a == &b[0],
        _ => last_a == last_b,
    }
}

/// First names: equal, an initial, or a short form ("Dan", "Danny", "Daniel").
fn fits(a: &str, b: &str) -> bool {
    let initial = |x: &str, y: &str| x.chars().count() == 1 && y.starts_with(x);
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    a == b || initial(a, b) || initial(b, a) || shared >= 3
}

#[cfg(test)]
mod tests {
    use super::same_name;

    #[test]
    fn joins_forms_of_one_name() {
        for (a, b) in [
            ("Gráinne Tuohy", "Grainne Tuohy"),
            ("Okafor", "Danny Okafor"),
            ("Dan Hale", "Daniel Hale"),
            ("S Loxley", "Sian Loxley"),
        ] {
            assert!(same_name(a, b) && same_name(b, a), "{a} / {b}");
        }
        for (a, b) in [("Peter Hale", "Daniel Hale"), ("Peter Hale", "Peter Hill"), ("", "Hale")] {
            assert!(!same_name(a, b) && !same_name(b, a), "{a} / {b}");
        }
    }
}
