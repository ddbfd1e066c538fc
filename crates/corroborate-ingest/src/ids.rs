//! Short names for sources, made from the names of their files.

use std::collections::BTreeSet;
use std::path::Path;

/// Ids for the files of one check, in their order.
///
/// An id is the file's stem ("release.txt": `release`). Where every stem is three digits, an underscore and a rest, and
/// no two have the same digits, the ids are the digits ("000_release.txt": `000`). Where two ids would be the same, the
/// later ones get `-2`, `-3` and so on.
pub fn assign_ids(paths: &[&Path]) -> Vec<String> {
    let stems: Vec<String> = paths.iter().map(|path| stem(path)).collect();
    let numbers: Vec<&str> = stems.iter().filter_map(|stem| number(stem)).collect();
    let distinct: BTreeSet<&str> = numbers.iter().copied().collect();
    if !stems.is_empty() && distinct.len() == stems.len() {
        return numbers.into_iter().map(str::to_owned).collect();
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut ids = Vec::with_capacity(stems.len());
    for stem in &stems {
        let first = (!taken.contains(stem)).then(|| stem.clone());
        let other = || {
            (2usize..).map(|n| format!("{stem}-{n}")).find(|id| !taken.contains(id) && !stems.contains(id))
        };
        let id = first.or_else(other).unwrap_or_default();
        taken.insert(id.clone());
        ids.push(id);
    }
    ids
}

/// The id of a single file.
pub(crate) fn one(path: &Path) -> String {
    assign_ids(&[path]).pop().unwrap_or_default()
}

fn stem(path: &Path) -> String {
    match path.file_stem() {
        Some(stem) => stem.to_string_lossy().into_owned(),
        None => path.to_string_lossy().into_owned(),
    }
}

/// The three digits that a stem starts with, where an underscore and more follow.
fn number(stem: &str) -> Option<&str> {
    let (digits, rest) = stem.split_once('_')?;
    (digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit()) && !rest.is_empty()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::assign_ids;
    use std::path::Path;

    #[track_caller]
    fn ids(paths: &[&str], expected: &[&str]) {
        let paths: Vec<&Path> = paths.iter().map(Path::new).collect();
        assert_eq!(assign_ids(&paths), expected);
    }

    #[test]
    fn ids_are_short_and_unique() {
        ids(&["a/000_release.txt", "a/001_paper.html"], &["000", "001"]);
        ids(&["00_mirror.txt", "01_paper.txt"], &["00_mirror", "01_paper"]);
        ids(&["000_release.txt", "copy.txt"], &["000_release", "copy"]);
        ids(&["000_a.txt", "000_b.txt"], &["000_a", "000_b"]);
        ids(&["a/x.txt", "b/x.txt", "x-2.md"], &["x", "x-3", "x-2"]);
        ids(&["-"], &["-"]);
        ids(&[], &[]);
    }
}
