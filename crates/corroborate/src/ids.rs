//! Ids for sources that bring none.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use corroborate_model::Source;

use crate::error::Error;

/// Gives every source without an id one, made from its path, else from its place (`source-2`).
///
/// Files named `000_release.txt`, `001_paper.txt` and so on are called by their digits where all are named so, others
/// by their name without the ending; where two would be the same, the later one gets `-2`. [`check`](crate::check)
/// does this by itself; it is for those who want to know the ids before.
pub fn assign_ids(sources: &mut [Source]) {
    let ids = made(sources);
    for (source, id) in sources.iter_mut().zip(ids) {
        source.id = id;
    }
}

/// The ids of all sources: as given, else made.
pub(crate) fn of(sources: &[Source]) -> Result<Vec<String>, Error> {
    let mut given: HashMap<&str, &Source> = HashMap::new();
    for source in sources.iter().filter(|source| !source.id.is_empty()) {
        if let Some(first) = given.insert(&source.id, source) {
            let (first, second) = (first.name().to_owned(), source.name().to_owned());
            return Err(Error::DuplicateId { id: source.id.clone(), first, second });
        }
    }
    Ok(made(sources))
}

fn made(sources: &[Source]) -> Vec<String> {
    let anonymous: Vec<String> = sources
        .iter()
        .zip(1..)
        .filter(|(source, _)| source.id.is_empty())
        .map(|(source, n)| source.path.clone().unwrap_or_else(|| format!("source-{n}")))
        .collect();
    let paths: Vec<&Path> = anonymous.iter().map(Path::new).collect();
    let mut from_paths = corroborate_ingest::assign_ids(&paths).into_iter();
    let mut taken: HashSet<String> = sources.iter().map(|source| source.id.clone()).collect();
    let mut id_of = |source: &Source| {
        if !source.id.is_empty() {
            return source.id.clone();
        }
        let id = from_paths.next().unwrap_or_default();
        let free = (2..).map(|n| format!("{id}-{n}")).find(|other| !taken.contains(other));
        let id = if taken.contains(&id) { free.unwrap_or_default() } else { id };
        taken.insert(id.clone());
        id
    };
    sources.iter().map(&mut id_of).collect()
}

#[cfg(test)]
mod tests {
    use super::{assign_ids, of};
    use corroborate_model::Source;

    fn source(id: &str, path: &str) -> Source {
        let path = Some(path.to_owned()).filter(|path| !path.is_empty());
        Source { id: id.to_owned(), path, ..Source::default() }
    }

    #[track_caller]
    fn assigned(sources: &[(&str, &str)], expected: &[&str]) {
        let mut sources: Vec<Source> = sources.iter().map(|(id, path)| source(id, path)).collect();
        assign_ids(&mut sources);
        assert_eq!(sources.iter().map(|source| source.id.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn ids_are_made_where_there_are_none() {
        assigned(&[("", "a/000_release.txt"), ("", "a/001_paper.html")], &["000", "001"]);
        assigned(&[("", "a/x.txt"), ("", "b/x.txt")], &["x", "x-2"]);
        assigned(&[("wire", "x.txt"), ("", "wire.txt")], &["wire", "wire-2"]);
        assigned(&[("", ""), ("", ""), ("mine", "")], &["source-1", "source-2", "mine"]);
    }

    #[test]
    fn a_given_id_twice_names_both() {
        let message = of(&[source("a", "one.txt"), source("a", "two.txt")]).unwrap_err().to_string();
        assert!(message.starts_with("one.txt and two.txt have the same id `a`;"), "{message}");
    }
}
