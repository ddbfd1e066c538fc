//! Word lists that an editor can read and mend: one entry a line, `#` starts a comment.

use std::sync::LazyLock;

/// One list, read once.
#[derive(Debug)]
pub(crate) struct Words {
    /// Sorted, for look-up.
    entries: Vec<(&'static str, bool)>,
}

impl Words {
    fn read(text: &'static str) -> Words {
        let mut entries: Vec<_> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(|line| match line.strip_prefix(['>', '!']) {
                Some(rest) => (rest.trim_start(), true),
                None => (line, false),
            })
            .collect();
        entries.sort_unstable();
        entries.dedup();
        Words { entries }
    }

    /// Whether `word`, in lower case, is in the list.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.flag(word).is_some()
    }

    /// Whether the entry `word` bears the list's mark (`>` or `!`); absent where it is not in the list.
    pub(crate) fn flag(&self, word: &str) -> Option<bool> {
        let at = self.entries.binary_search_by_key(&word, |entry| entry.0).ok()?;
        self.entries.get(at).map(|entry| entry.1)
    }

    /// Every entry with its mark, sorted.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, bool)> {
        self.entries.iter().copied()
    }

    /// The longest entry that `text`, in lower case, starts with, a word's end after it.
    pub(crate) fn start_of(&self, text: &str) -> Option<&'static str> {
        let first = text.as_bytes().first()?;
        let from = self.entries.partition_point(|entry| entry.0.as_bytes().first() < Some(first));
        let fits = |entry: &&'static str| {
            text.strip_prefix(*entry).is_some_and(|rest| {
                !rest.starts_with(char::is_alphanumeric) || !entry.ends_with(char::is_alphanumeric)
            })
        };
        let same_start = self.entries.iter().skip(from).map(|entry| entry.0);
        same_start
            .take_while(|entry| entry.as_bytes().first() == Some(first))
            .filter(fits)
            .max_by_key(|e| e.len())
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal;)*) => {
        $($(#[$doc])* pub(crate) static $name: LazyLock<Words> =
            LazyLock::new(|| Words::read(include_str!(concat!("lexicon/", $file))));)*
    };
}

lists! {
    /// Words of a publication stamp beside date and names.
    STAMP_WORDS = "stamp_words.txt";
    /// Editions and sections, which are no publishers.
    EDITION_WORDS = "edition_words.txt";
    /// Last words of an organisation's name.
    ORGANISATION_WORDS = "organisation_words.txt";
    /// Labels of header lines.
    HEADER_LABELS = "header_labels.txt";
    /// Headings of notes, contacts and the like; marked: all that follows belongs to them.
    BOILERPLATE_HEADINGS = "boilerplate_headings.txt";
    /// Starts of blocks that go with many stories.
    BOILERPLATE_STARTS = "boilerplate_starts.txt";
    /// Words of a helpline paragraph; marked: enough by themselves.
    HELPLINE = "helpline.txt";
    /// What announces a picture credit.
    CREDITS = "credits.txt";
    /// What lines start with that tell where a text came from.
    PROVENANCE = "provenance.txt";
    /// How a byline starts.
    BYLINES = "bylines.txt";
    /// Words in class names of what stands round an article.
    FURNITURE = "furniture.txt";
    /// Words in class names of writer, place and time.
    BYLINE_CLASSES = "byline_classes.txt";
}

/// `text` in lower case with straight apostrophes, for look-ups; its offsets are its own.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().flat_map(|c| if c == '’' { '\''.to_lowercase() } else { c.to_lowercase() }).collect()
}

/// The start of `text`, at most `bytes` long, cut at a character.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::{BOILERPLATE_HEADINGS, BOILERPLATE_STARTS, fold};

    #[test]
    fn lists_are_lower_case_and_found() {
        assert_eq!(BOILERPLATE_HEADINGS.flag("notes to editors"), Some(true));
        assert_eq!(BOILERPLATE_HEADINGS.flag("enquiries"), Some(false));
        assert_eq!(BOILERPLATE_STARTS.start_of(&fold("Read more: other news")), Some("read more"));
        assert_eq!(BOILERPLATE_STARTS.start_of("readmore"), None);
        assert_eq!(fold("Editors’ NOTES"), "editors' notes");
    }
}
