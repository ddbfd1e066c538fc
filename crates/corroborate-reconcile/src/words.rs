//! What a word means for comparison: typography, inflection, spelling and close synonyms folded away.
//!
//! Every word becomes two numbers: `exact` (the same word in any typography) and `concept` (the same word in any
//! inflection or spelling, or a close synonym). Not here: meaning in context; a group of the synonym lexicon is taken to
//! hold everywhere, so what differs in law or in degree is in no group.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt as _, HashSet};
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization as _;

use crate::Synonyms;

struct Lexicon {
    stemmer: Stemmer,
    stop: HashSet<&'static str>,
    irregular: HashMap<&'static str, &'static str>,
    /// Stem to the first word of its synonym group.
    group: HashMap<String, &'static str>,
    /// Stem to the first word of its kin.
    kin: HashMap<String, &'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Lexicon {
    fn load() -> Lexicon {
        let mut lexicon = Lexicon {
            stemmer: Stemmer::create(Algorithm::English),
            stop: lines(include_str!("lexicon/stopwords.txt")).flat_map(str::split_whitespace).collect(),
            irregular: HashMap::new(),
            group: HashMap::new(),
            kin: HashMap::new(),
        };
        for line in lines(include_str!("lexicon/irregular.txt")) {
            let mut forms = line.split_whitespace();
            let base = forms.next().unwrap_or_default();
            lexicon.irregular.extend(forms.map(|form| (form, base)));
        }
        lexicon.group = lexicon.groups(include_str!("lexicon/synonyms.txt"));
        lexicon.kin = lexicon.groups(include_str!("lexicon/kin.txt"));
        lexicon
    }

    /// The stems of a list of groups, each with the first word of its group.
    fn groups(&self, text: &'static str) -> HashMap<String, &'static str> {
        let mut groups = HashMap::new();
        for line in lines(text) {
            let first = line.split_whitespace().next().unwrap_or_default();
            for word in line.split_whitespace() {
                groups.entry(self.stem(word)).or_insert(first);
            }
        }
        groups
    }

    fn stem(&self, folded: &str) -> String {
        let base = self.irregular.get(folded).copied().unwrap_or(folded);
        self.stemmer.stem(&british(base)).into_owned()
    }
}

/// American spelling led to British by ending alone; both sides of a comparison go through it, so a wrong guess is
/// wrong on both.
fn british(word: &str) -> String {
    const ENDINGS: &[(&str, &str)] = &[
        ("izing", "ising"),
        ("ization", "isation"),
        ("ized", "ised"),
        ("izes", "ises"),
        ("ize", "ise"),
        ("yze", "yse"),
        ("yzed", "ysed"),
        ("enter", "entre"),
        ("enters", "entres"),
        ("eter", "etre"),
        ("eters", "etres"),
        ("bor", "bour"),
        ("bors", "bours"),
        ("lor", "lour"),
        ("lors", "lours"),
        ("vor", "vour"),
        ("vors", "vours"),
        ("nor", "nour"),
        ("efense", "efence"),
        ("ffense", "ffence"),
    ];
    for (american, spelled) in ENDINGS {
        if let Some(stem) = word.strip_suffix(american).filter(|stem| !stem.is_empty()) {
            return format!("{stem}{spelled}");
        }
    }
    word.to_owned()
}

/// A word without typography: lower case, diacritics off, straight apostrophe, possessive ending off.
pub(crate) fn fold(word: &str) -> String {
    let mut folded: String = if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        word.nfkd()
            .filter(|c| !('\u{300}'..='\u{36f}').contains(c) && *c != '\u{ad}')
            .flat_map(char::to_lowercase)
            .map(|c| if matches!(c, '’' | '‘' | 'ʼ') { '\'' } else { c })
            .collect()
    };
    if let Some(stem) =
        folded.strip_suffix("'s").map(str::len).or_else(|| folded.strip_suffix('\'').map(str::len))
    {
        folded.truncate(stem);
    }
    folded
}

/// A word without typography; borrowed where folding changes nothing, which is nearly everywhere.
pub(crate) fn folded(word: &str) -> Cow<'_, str> {
    let plain = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    let possessive = word.ends_with("'s") || word.ends_with('\'');
    if plain && !possessive { Cow::Borrowed(word) } else { Cow::Owned(fold(word)) }
}

/// A word in lower case; borrowed where it is anyway.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    let plain = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if plain { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// Whether a folded word carries no story.
pub(crate) fn is_stop(folded: &str) -> bool {
    LEXICON.stop.contains(folded) || folded.len() < 2 && !folded.chars().any(char::is_numeric)
}

/// The stem of a folded word.
pub(crate) fn stem(folded: &str) -> String {
    LEXICON.stem(folded)
}

/// The name of a folded word's built-in concept: its synonym group, else its stem. A comparison asks its
/// [`Synonyms`](crate::Synonyms), which know the newsroom's own groups too.
pub(crate) fn concept(folded: &str) -> String {
    meaning(folded, |meaning| meaning.concept.clone())
}

/// The name of the kin of a folded word: words of one idea, whatever their part of speech.
fn kin(folded: &str) -> Option<&'static str> {
    meaning(folded, |meaning| meaning.kin)
}

/// What the lexicons say of a word.
struct Meaning {
    concept: String,
    kin: Option<&'static str>,
}

impl Meaning {
    fn of(folded: &str) -> Meaning {
        let stem = LEXICON.stem(folded);
        let group = LEXICON.group.get(&stem).copied();
        let of = |stem: &str| LEXICON.kin.get(stem).copied();
        let kin = of(&stem).or_else(|| of(&LEXICON.stem(group?)));
        Meaning { concept: group.map_or(stem, str::to_owned), kin }
    }
}

/// Words whose meanings a thread remembers: more than the vocabulary of a day's news.
const MEANINGS_KEPT: usize = 50_000;

thread_local! {
    /// Meanings by folded word: stemming is dear, and most words come again.
    static MEANINGS: RefCell<HashMap<String, Meaning>> = RefCell::new(HashMap::new());
}

/// Reads the meaning of a folded word.
fn meaning<T>(folded: &str, read: impl FnOnce(&Meaning) -> T) -> T {
    MEANINGS.with_borrow_mut(|known| {
        if let Some(meaning) = known.get(folded) {
            return read(meaning);
        }
        if known.len() >= MEANINGS_KEPT {
            known.clear();
        }
        read(known.entry(folded.to_owned()).or_insert(Meaning::of(folded)))
    })
}

/// FNV-1a of a text: the same on any thread and in any version of a library.
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// Running words for a message: line ends folded, cut behind `limit` characters.
pub(crate) fn shorten(words: &str, limit: usize) -> String {
    let flat = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(limit) {
        Some((at, _)) => format!("{}…", flat[..at].trim_end()),
        None => flat,
    }
}

/// A word as numbers.
#[derive(Clone, Copy)]
pub(crate) struct Word {
    /// The same word in any typography.
    pub exact: u32,
    /// The same word in any inflection or spelling, or a close synonym.
    pub concept: u32,
    /// A word of the same idea; 0 for a word without kin.
    pub kin: u32,
    /// Whether it carries no story.
    pub stop: bool,
}

/// Numbers for strings, in the order they come.
pub(crate) struct Interner<'a> {
    /// What words mean.
    pub synonyms: &'a Synonyms,
    ids: HashMap<String, u32>,
    /// Words as they stand in a text: stemming and folding are done once for each.
    words: HashMap<String, Word>,
    /// Where marked strings are put together.
    marked: String,
}

impl<'a> Interner<'a> {
    /// No words yet.
    pub(crate) fn new(synonyms: &'a Synonyms) -> Interner<'a> {
        Interner { synonyms, ids: HashMap::new(), words: HashMap::new(), marked: String::new() }
    }

    /// The number of a string, the same for the same string.
    pub(crate) fn id(&mut self, text: &str) -> u32 {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = u32::try_from(self.ids.len()).unwrap_or(u32::MAX);
        self.ids.insert(text.to_owned(), id);
        id
    }

    /// The number of a string of a kind of its own, which a mark tells from others.
    fn marked(&mut self, mark: char, text: &str) -> u32 {
        let mut marked = std::mem::take(&mut self.marked);
        marked.clear();
        marked.push(mark);
        marked.push_str(text);
        let id = self.id(&marked);
        self.marked = marked;
        id
    }

    /// The numbers of a word as it stands in a text.
    pub(crate) fn word(&mut self, word: &str) -> Word {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let folded = fold(word);
        let found = Word {
            exact: self.marked('\'', &folded),
            concept: self.id(&self.synonyms.concept(&folded)),
            kin: kin(&folded).map_or(0, |kin| self.marked('~', kin)),
            stop: is_stop(&folded),
        };
        self.words.insert(word.to_owned(), found);
        found
    }

    /// The number of a numeral: its digits, thousands separators left out.
    pub(crate) fn numeral(&mut self, digits: &str) -> u32 {
        self.marked('#', &digits.replace(',', ""))
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, is_stop};

    #[test]
    fn folds_typography_away() {
        assert_eq!(fold("Gráinne’s"), "grainne");
        assert_eq!(fold("ISN’T"), "isn't");
        assert_eq!(fold("crews'"), "crews");
    }

    #[test]
    fn function_words_carry_no_story() {
        assert!(is_stop("the") && is_stop("a") && !is_stop("7"));
    }
}
