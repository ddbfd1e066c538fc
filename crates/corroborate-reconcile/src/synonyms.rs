//! What words mean for one check: the built-in concepts, with a newsroom's own synonyms joined.
//!
//! Deliberately not here: what words of several words mean; they are told by their words.

use foldhash::{HashMap, HashMapExt as _};

use crate::words;

/// Concepts of words, with own synonym groups.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    /// From a built-in concept to the one that stands for its own group; absent where there are no groups.
    joined: Option<HashMap<String, String>>,
}

impl Synonyms {
    /// Joins the concepts of the words of each group. A word of two groups joins these too.
    pub fn new(groups: &[Vec<String>]) -> Synonyms {
        let mut joined: HashMap<String, String> = HashMap::new();
        for group in groups {
            let mut names = group.iter().map(|word| {
                let name = words::concept(&words::fold(word.trim()));
                joined.get(&name).cloned().unwrap_or(name)
            });
            let Some(first) = names.next() else { continue };
            let others: Vec<String> = names.filter(|name| *name != first).collect();
            for name in others {
                joined
                    .values_mut()
                    .filter(|value| **value == name)
                    .for_each(|value| value.clone_from(&first));
                joined.insert(name, first.clone());
            }
        }
        Synonyms { joined: (!joined.is_empty()).then_some(joined) }
    }

    /// The name of a folded word's concept.
    pub(crate) fn concept(&self, folded: &str) -> String {
        let concept = words::concept(folded);
        match &self.joined {
            None => concept,
            Some(joined) => joined.get(&concept).cloned().unwrap_or(concept),
        }
    }

    /// Whether two words mean the same thing for a comparison.
    pub(crate) fn same(&self, a: &str, b: &str) -> bool {
        a == b || self.concept(&words::fold(a)) == self.concept(&words::fold(b))
    }
}

#[cfg(test)]
mod tests {
    use super::Synonyms;

    #[track_caller]
    fn same(groups: &[&[&str]], pairs: &[(&str, &str, bool)]) {
        let groups: Vec<Vec<String>> =
            groups.iter().map(|group| group.iter().map(|word| (*word).to_owned()).collect()).collect();
        let synonyms = Synonyms::new(&groups);
        for &(a, b, expected) in pairs {
            assert_eq!(synonyms.same(a, b), expected, "{a} / {b} with {groups:?}");
        }
    }

    #[test]
    fn inflection_spelling_and_built_in_synonyms_are_folded_away() {
        same(
            &[],
            &[
                ("risen", "rose", true),
                ("rise", "increase", true),
                ("harbor", "harbour", true),
                ("center", "centre", true),
                ("arrested", "charged", false),
                ("hurt", "killed", false),
                ("increase", "decrease", false),
                ("water", "industrial", false),
            ],
        );
    }

    #[test]
    fn own_groups_join_whole_concepts() {
        same(&[&["tram", "streetcar"]], &[("Trams", "streetcars", true), ("tram", "bus", false)]);
        // A group that reaches into a built-in one brings all of it.
        same(&[&["banger", "car"]], &[("bangers", "vehicles", true)]);
        same(&[&["a1", "b1"], &["c1", "d1"], &["d1", "a1"]], &[("b1", "c1", true), ("b1", "e1", false)]);
        same(&[&[], &["lonely"], &["same", "same"]], &[("lonely", "same", false)]);
    }
}
