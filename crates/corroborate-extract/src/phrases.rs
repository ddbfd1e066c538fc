//! Finds the phrases of lexicons in a row of tokens.
//!
//! Words are compared by a hash of their folded form, so that no word of the text is ever copied; all phrases stand in
//! one trie, and one walk from each token finds all that start there. Deliberately not here: what a phrase means.

use std::hash::BuildHasherDefault;
use std::hash::Hasher;

/// The folded form of a word as a number: lower case, typographic apostrophes made straight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) struct Key(u64);

/// The key of a word.
pub(crate) fn key(word: &str) -> Key {
    if let Some(hash) = hash_ascii(word.as_bytes()) {
        return Key(hash);
    }
    let mut folded = [0; 64];
    let mut len = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let c = if matches!(c, '’' | 'ʼ') { '\'' } else { c };
        match folded.get_mut(len..len + c.len_utf8()) {
            Some(room) => len += c.encode_utf8(room).len(),
            None => break,
        }
    }
    Key(hash(folded.get(..len).unwrap_or(&[])))
}

/// Eight bytes at a time; the bit that tells capitals from small letters is set everywhere, which only ever joins
/// letters with letters and marks with marks.
fn hash(bytes: &[u8]) -> u64 {
    blend(bytes).0
}

/// The hash of a word of ASCII letters and marks only.
fn hash_ascii(bytes: &[u8]) -> Option<u64> {
    let (hash, all) = blend(bytes);
    (all & 0x8080_8080_8080_8080 == 0).then_some(hash)
}

/// The hash, and all bytes laid over one another.
fn blend(bytes: &[u8]) -> (u64, u64) {
    let mut hash = bytes.len() as u64;
    let mut all = 0;
    let mut mix = |eight: u64| {
        all |= eight;
        hash = (hash ^ (eight | 0x2020_2020_2020_2020)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^= hash >> 32;
    };
    let (chunks, rest) = bytes.as_chunks::<8>();
    chunks.iter().for_each(|chunk| mix(u64::from_le_bytes(*chunk)));
    if !rest.is_empty() {
        mix(rest.iter().rev().fold(0, |eight, &byte| eight << 8 | u64::from(byte)));
    }
    (hash, all)
}

/// A word without a possessive ending ("force's" is "force", "officers'" is "officers").
pub(crate) fn bare(word: &str) -> &str {
    let cut = match word.as_bytes() {
        [.., b'\'', b's' | b'S'] => 2,
        [.., 0xe2, 0x80, 0x99, b's' | b'S'] => 4,
        [.., b'\''] => 1,
        [.., 0xe2, 0x80, 0x99] => 3,
        _ => return word,
    };
    match word.get(..word.len() - cut) {
        Some(rest) if !rest.is_empty() => rest,
        _ => word,
    }
}

/// Keys are hashes already: this only spreads their bits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(u64::from(byte)));
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0 ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(26);
    }
}

/// A map from keys.
pub(crate) type KeyMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<KeyHasher>>;

/// Phrases with what they stand for.
#[derive(Debug, Default)]
pub(crate) struct Phrases<T> {
    roots: KeyMap<Key, u32>,
    edges: KeyMap<(u32, Key), u32>,
    /// What the phrases that end at each node stand for.
    values: Vec<Vec<T>>,
}

impl<T: Copy> Phrases<T> {
    /// No phrases.
    pub(crate) fn new() -> Phrases<T> {
        Phrases { roots: KeyMap::default(), edges: KeyMap::default(), values: Vec::new() }
    }

    /// Adds a phrase; hyphens, slashes and full stops count as words, as they do in tokens.
    pub(crate) fn add(&mut self, phrase: &str, value: T) {
        let mut node: Option<u32> = None;
        for word in words(phrase) {
            let fresh = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
            let slot = match node {
                None => self.roots.entry(key(word)).or_insert(fresh),
                Some(node) => self.edges.entry((node, key(word))).or_insert(fresh),
            };
            if *slot == fresh {
                self.values.push(Vec::new());
            }
            node = Some(*slot);
        }
        if let Some(values) = node.and_then(|node| self.values.get_mut(node as usize)) {
            values.push(value);
        }
    }

    /// First words with the nodes of the phrases that start with them, for [`Phrases::at`].
    pub(crate) fn roots(&self) -> impl Iterator<Item = (Key, u32)> + '_ {
        self.roots.iter().map(|(&key, &node)| (key, node))
    }

    /// The node of the phrases that start with this word, for [`Phrases::at`].
    pub(crate) fn root(&self, first: Key) -> Option<u32> {
        self.roots.get(&first).copied()
    }

    /// Calls `found` with the length in tokens and the values of each phrase that starts at `at`, shortest first.
    /// `root` is the node of the first word.
    pub(crate) fn at(&self, root: u32, keys: &[Key], at: usize, mut found: impl FnMut(usize, &[T])) {
        let mut node = root;
        let mut len = 1;
        loop {
            match self.values.get(node as usize) {
                Some(values) if !values.is_empty() => found(len, values),
                _ => {}
            }
            let next = keys.get(at + len).and_then(|&key| self.edges.get(&(node, key)));
            let Some(&next) = next else { return };
            (node, len) = (next, len + 1);
        }
    }
}

/// The words of a phrase as the tokenizer would cut them.
fn words(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split_whitespace().flat_map(|word| word.split_inclusive(['-', '/', '.'])).flat_map(|piece| {
        let cut = piece.len() - piece.ends_with(['-', '/', '.']) as usize;
        let (word, mark) = piece.split_at(cut);
        [word, mark].into_iter().filter(|part| !part.is_empty())
    })
}

/// The lines of a lexicon file: its class and each phrase of it. A line is `class: phrases`, the phrases separated by
/// commas, else by tabs, else by blanks; `#` starts a remark.
pub(crate) fn lines(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':')).flat_map(
        |(class, rest)| {
            let separator: fn(char) -> bool = if rest.contains(',') {
                |c| c == ','
            } else if rest.contains('\t') {
                |c| c == '\t'
            } else {
                char::is_whitespace
            };
            rest.split(separator)
                .map(str::trim)
                .filter(|phrase| !phrase.is_empty())
                .map(move |phrase| (class, phrase))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::{Phrases, bare, key, words};

    #[test]
    fn finds_every_phrase_that_starts_at_a_token() {
        let mut phrases = Phrases::new();
        phrases.add("at risk", 1);
        phrases.add("at risk of", 2);
        phrases.add("At", 3);
        let keys: Vec<_> = ["jobs", "AT", "risk", "of"].map(key).to_vec();
        let mut found = Vec::new();
        assert_eq!(phrases.roots().count(), 1);
        let (first, root) = phrases.roots().next().unwrap();
        assert_eq!(first, keys[1]);
        phrases.at(root, &keys, 1, |len, values| found.push((len, values.to_vec())));
        assert_eq!(found, [(1, vec![3]), (2, vec![1]), (3, vec![2])]);
    }

    #[test]
    fn folds_case_and_apostrophes() {
        assert_eq!(key("Isn’t"), key("isn't"));
        assert_eq!(key("ÉLAN"), key("élan"));
        assert_eq!(bare("Town’s"), "Town");
        assert_eq!(bare("officers'"), "officers");
        assert_eq!(bare("'"), "'");
        assert_eq!(
            words("year-on-year no. 2").collect::<Vec<_>>(),
            ["year", "-", "on", "-", "year", "no", ".", "2"]
        );
    }
}
