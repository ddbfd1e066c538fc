//! Whether two mentions name the same person.

use std::cmp::Ordering;

use corroborate_model::{Claim, Payload, Person};

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
    let mut pairs = Vec::new();
    let persons = persons(comparison.base);
    for (other, b, name) in self::persons(comparison.other) {
        for (base, a, _) in persons.iter().filter(|(_, _, known)| same_words(known, &name)) {
            if a.age.zip(b.age).is_some_and(|(a, b)| a != b) {
                continue;
            }
            match (&a.role, &b.role) {
                (Some(x), Some(y)) => match role::compare(x, y) {
                    Roles::Same => pairs.push((*base, other, 0.9)),
                    Roles::Open => pairs.push((*base, other, 0.6)),
                    Roles::Near | Roles::Different => {}
                },
                _ => pairs.push((*base, other, 0.6)),
            }
        }
    }
    pairs
}

/// The persons of a text with the words of their names, by claim.
fn persons<'a>(witness: &Witness<'a>) -> Vec<(usize, &'a Person, Vec<String>)> {
    let claims = witness.analysis.claims.iter().enumerate();
    claims
        .filter_map(|(index, claim)| payload(claim).map(|person| (index, person, name_words(&person.name))))
        .collect()
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

fn same_words(a: &[String], b: &[String]) -> bool {
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
