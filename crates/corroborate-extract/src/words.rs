//! Every token with what the lexicons say of it.
//!
//! Each token is folded and looked up once, for both halves of this crate: the grammar of numbers and time
//! ([`vocabulary`](crate::vocabulary)), and the words of speech, names and law ([`lexicon`](crate::lexicon)). Deliberately
//! not here: phrases of several words.

use std::sync::LazyLock;

use corroborate_model::{Document, Token, TokenKind};

use crate::lexicon::{LEXICON, Tags};
use crate::phrases::{Key, KeyMap, bare, key};
use crate::vocabulary::{self, Entry, STARTS_DATE, STARTS_NUMBER, STARTS_PERIOD, Tag};

/// What is known of a word.
#[derive(Clone, Copy)]
struct Known {
    tag: Tag,
    tags: Tags,
    /// Where the phrases that start with it are found.
    root: Option<u32>,
}

impl Known {
    const NOTHING: Known = Known { tag: Tag::NONE, tags: Tags::NONE, root: None };

    fn of(key: Key) -> Known {
        KNOWN.get(&key).copied().unwrap_or(Known::NOTHING)
    }
}

static KNOWN: LazyLock<KeyMap<Key, Known>> = LazyLock::new(|| {
    let mut known: KeyMap<Key, Known> = KeyMap::default();
    for (key, tag) in vocabulary::words() {
        known.entry(key).or_insert(Known::NOTHING).tag = tag;
    }
    for (key, word) in LEXICON.words() {
        let known = known.entry(key).or_insert(Known::NOTHING);
        (known.tags, known.root) = (word.tags, word.root);
    }
    known
});

/// The entry of a word that is not a token of its own ("us$").
pub(crate) fn look_up(word: &str) -> &'static Entry {
    Known::of(key(bare(word))).tag.entry()
}

/// The tokens of a document as words.
#[derive(Debug, Default)]
pub(crate) struct Words<'a> {
    /// The words themselves.
    pub(crate) words: Vec<&'a str>,
    /// Folded words.
    pub(crate) keys: Vec<Key>,
    /// What the lexicons of numbers, units, time and grammar say of each.
    pub(crate) entries: Vec<Tag>,
    /// What each may be in speech, names and law; the bits of its shape come from the text itself.
    pub(crate) tags: Vec<Tags>,
    /// The tokens that a phrase may start with, and where those phrases are found.
    pub(crate) roots: Vec<(usize, u32)>,
}

impl<'a> Words<'a> {
    /// Looks all tokens up.
    pub(crate) fn new(document: &'a Document, tokens: &[Token]) -> Words<'a> {
        let count = tokens.len();
        let mut all = Words {
            words: Vec::with_capacity(count),
            keys: Vec::with_capacity(count),
            entries: Vec::with_capacity(count),
            tags: Vec::with_capacity(count),
            roots: Vec::with_capacity(count / 4),
        };
        for token in tokens {
            all.add(token.span.of(&document.text), token.kind);
        }
        all
    }

    fn add(&mut self, word: &'a str, kind: TokenKind) {
        let key = key(word);
        let mut known = Known::of(key);
        let bare = bare(word);
        if bare.len() < word.len() {
            let stem = Known::of(self::key(bare));
            known.tag = stem.tag;
            known.tags = if known.tags == Tags::NONE { stem.tags } else { known.tags };
        }
        if let Some(root) = known.root {
            self.roots.push((self.words.len(), root));
        }
        self.words.push(word);
        self.keys.push(key);
        self.entries.push(match kind {
            TokenKind::Word | TokenKind::Symbol | TokenKind::Code => known.tag,
            TokenKind::Number => Tag::starting(STARTS_NUMBER | STARTS_DATE | STARTS_PERIOD),
            TokenKind::Mark if matches!(word, "-" | "–" | "−") => Tag::starting(STARTS_NUMBER),
            TokenKind::Mark => Tag::NONE,
        });
        self.tags.push(match kind {
            TokenKind::Word | TokenKind::Code => known.tags.or(shape(word, bare)),
            _ => Tags::NONE,
        });
    }
}

/// What the letters of a word tell; `bare` is the word without a possessive ending.
fn shape(word: &str, bare: &str) -> Tags {
    let bytes = word.as_bytes();
    let past = bytes.len() > 3 && bytes.ends_with(b"ed");
    let tags = if past { Tags::LETTERS.or(Tags::PAST) } else { Tags::LETTERS };
    let first = bytes.first().copied().unwrap_or(0);
    let capital = match first {
        b'a'..=b'z' => bytes.iter().any(u8::is_ascii_uppercase),
        0x80.. => word.starts_with(char::is_uppercase),
        first => first.is_ascii_uppercase(),
    };
    if !capital {
        return tags;
    }
    let shouted = bare.len() > 1 && !bare.contains(char::is_lowercase);
    if shouted { tags.or(Tags::CAPITAL).or(Tags::SHOUTED) } else { tags.or(Tags::CAPITAL) }
}
