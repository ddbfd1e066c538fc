//! What a text is about, in numbers: all that is needed to tell its story from another one.
//!
//! A profile is small and made from one text alone, so that thousands of texts can be read and let go of one by one.
//! Boilerplate, bylines and credits are left out by what they are, not by how often they come. Words are led to their
//! concepts (see `words`) and those to 64-bit hashes, so that profiles made on any thread compare.

use corroborate_model::{Analysis, BlockKind, Date, Payload, Sentence, Token, TokenKind};
use foldhash::{HashMap, HashMapExt as _};

use super::figure::{self, Figure};
use crate::{Synonyms, lineage, words};

/// How a concept is used in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    /// A common word.
    Word,
    /// A number or an identifier.
    Number,
    /// Part of a proper name at least once.
    Name,
}

/// One concept of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    /// Hash of the concept.
    pub concept: u64,
    /// How often it stands there.
    pub count: u16,
    /// In how many sentences.
    pub sentences: u16,
    /// The sentence it first stands in, boilerplate left out.
    pub first: u16,
    /// How it is used.
    pub usage: Use,
}

impl Entry {
    /// Whether the text turns on it: told in the headline and again, or in three sentences.
    fn comes_back(&self) -> bool {
        self.sentences > 2 || self.first == 0 && self.sentences > 1
    }
}

/// What one text is about.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Its concepts, by hash.
    pub(crate) entries: Vec<Entry>,
    /// Its first figures, in order.
    pub(crate) figures: Vec<Figure>,
    /// Names of its top that it comes back to: hash and spelling.
    pub(crate) heroes: Vec<(u64, Box<str>)>,
    /// Day of publication.
    pub(crate) published: Option<Date>,
    /// Words that carry story.
    pub(crate) length: usize,
    /// Hashes of all words of the prose, typography folded, in order.
    pub(crate) words: Vec<u32>,
    /// Whether it is made for newsrooms.
    pub(crate) release: bool,
}

/// Makes profiles. It remembers words it has seen, so one reader for many texts is faster; the profiles are the same.
#[derive(Debug, Default)]
pub struct Profiler {
    synonyms: Synonyms,
    words: HashMap<String, Known>,
}

/// A word as hashes.
#[derive(Clone, Copy, Debug)]
struct Known {
    concept: u64,
    exact: u32,
    stop: bool,
}

/// Words remembered before the memory is cleared.
const REMEMBERED: usize = 200_000;
/// Sentences that make the top of a text: headline and lead.
pub(super) const TOP: u16 = 4;

/// A token that carries story.
struct Told {
    concept: u64,
    usage: Use,
    token: usize,
}

impl Profiler {
    /// Makes profiles in which these synonyms mean the same. Only profiles made with the same ones compare.
    pub fn new(synonyms: &Synonyms) -> Profiler {
        Profiler { synonyms: synonyms.clone(), words: HashMap::new() }
    }

    /// The profile of one text.
    pub fn profile(&mut self, analysis: &Analysis) -> Profile {
        if self.words.len() > REMEMBERED {
            self.words.clear();
        }
        let values = values(analysis);
        let mut entries: HashMap<u64, Entry> = HashMap::new();
        let mut profile = Profile { published: analysis.document.meta.published, ..Profile::default() };
        profile.release = lineage::is_release(analysis);
        profile.words = self.words_of(analysis);
        let mut number = 0u16;
        for (at, sentence) in analysis.sentences.iter().enumerate().filter(|(_, s)| tells(analysis, s)) {
            let told = self.told(analysis, sentence, &values);
            for word in &told {
                let entry = entries.entry(word.concept).or_insert(Entry {
                    concept: word.concept,
                    count: 0,
                    sentences: 0,
                    first: number,
                    usage: word.usage,
                });
                entry.count = entry.count.saturating_add(1);
                entry.usage = entry.usage.max(word.usage);
            }
            let mut concepts: Vec<u64> = told.iter().map(|word| word.concept).collect();
            concepts.sort_unstable();
            concepts.dedup();
            for concept in &concepts {
                if let Some(entry) = entries.get_mut(concept) {
                    entry.sentences = entry.sentences.saturating_add(1);
                }
            }
            figure::collect(&mut profile.figures, analysis, at, &concepts, &self.synonyms);
            self.heroes(analysis, &told, number, &mut profile);
            profile.length += told.len();
            number = number.saturating_add(1);
        }
        profile.heroes.retain(|(name, _)| {
            entries.get(name).is_some_and(|entry| entry.usage == Use::Name && entry.comes_back())
        });
        profile.entries = entries.into_values().collect();
        profile.entries.sort_unstable_by_key(|entry| entry.concept);
        profile
    }

    /// The words of a sentence that carry story.
    fn told(&mut self, analysis: &Analysis, sentence: &Sentence, values: &HashMap<usize, u64>) -> Vec<Told> {
        let text = analysis.document.text.as_str();
        let mut told = Vec::with_capacity(sentence.tokens.len());
        for token in sentence.tokens.clone() {
            let Some(it) = analysis.tokens.get(token) else { continue };
            if let Some(&concept) = values.get(&token) {
                told.push(Told { concept, usage: Use::Number, token });
                continue;
            }
            match it.kind {
                TokenKind::Mark | TokenKind::Symbol => {}
                TokenKind::Number | TokenKind::Code => {
                    let concept = numeral(it.span.of(text));
                    told.push(Told { concept, usage: Use::Number, token });
                }
                TokenKind::Word => {
                    let Known { concept, stop, .. } = self.word(it.span.of(text));
                    if !stop {
                        told.push(Told { concept, usage: Use::Word, token });
                    }
                }
            }
        }
        mark_names(analysis, &mut told);
        told
    }

    /// All words of the prose; header fields, bylines and credits are left out.
    fn words_of(&mut self, analysis: &Analysis) -> Vec<u32> {
        let prose = |sentence: &&Sentence| {
            analysis.document.blocks.get(sentence.block).is_none_or(|block| {
                !matches!(block.kind, BlockKind::Metadata | BlockKind::Byline | BlockKind::Credit)
            })
        };
        let sentences = analysis.sentences.iter().filter(prose);
        let tokens = sentences.filter_map(|s| analysis.tokens.get(s.tokens.clone())).flatten();
        tokens
            .filter(|token| token.kind != TokenKind::Mark)
            .map(|token| self.word(token.span.of(&analysis.document.text)).exact)
            .collect()
    }

    fn word(&mut self, word: &str) -> Known {
        if let Some(&known) = self.words.get(word) {
            return known;
        }
        let folded = words::fold(word);
        let exact = words::hash(&folded);
        let found = Known {
            concept: words::hash(&self.synonyms.concept(&folded)),
            exact: (exact ^ exact >> 32) as u32,
            stop: words::is_stop(&folded),
        };
        self.words.insert(word.to_owned(), found);
        found
    }

    fn heroes(&self, analysis: &Analysis, told: &[Told], number: u16, profile: &mut Profile) {
        if number >= TOP {
            return;
        }
        for word in told.iter().filter(|word| word.usage == Use::Name) {
            if profile.heroes.iter().all(|(known, _)| *known != word.concept)
                && let Some(token) = analysis.tokens.get(word.token)
            {
                profile.heroes.push((word.concept, token.span.of(&analysis.document.text).into()));
            }
        }
    }
}

/// Whether a sentence is the text's own.
fn tells(analysis: &Analysis, sentence: &Sentence) -> bool {
    analysis.document.blocks.get(sentence.block).is_none_or(|block| {
        !matches!(
            block.kind,
            BlockKind::Metadata | BlockKind::Boilerplate | BlockKind::Byline | BlockKind::Credit
        )
    })
}

/// Hash of a number as its digits, thousands separators left out.
fn numeral(digits: &str) -> u64 {
    words::hash(&format!("#{}", digits.replace(',', "")))
}

/// For each token of a number, the hash of its value, so that "Thirty one" meets "31".
fn values(analysis: &Analysis) -> HashMap<usize, u64> {
    let mut values = HashMap::new();
    for claim in &analysis.claims {
        let Payload::Quantity(quantity) = &claim.payload else { continue };
        let Some(value) = quantity.value() else { continue };
        let start = analysis.tokens.partition_point(|t| t.span.start() < quantity.number_span.start());
        let tokens = analysis.tokens.iter().enumerate().skip(start);
        let inside = |token: &Token| token.span.end() <= quantity.number_span.end();
        for (at, _) in
            tokens.take_while(|(_, token)| inside(token)).filter(|(_, token)| token.kind != TokenKind::Mark)
        {
            values.insert(at, words::hash(&format!("#{value}")));
        }
    }
    values
}

/// Marks what is known for a name, and what is written like one inside a sentence that is not all in capitals.
fn mark_names(analysis: &Analysis, told: &mut [Told]) {
    let capital = |word: &Told| {
        analysis
            .tokens
            .get(word.token)
            .and_then(|token| token.span.of(&analysis.document.text).chars().next())
            .is_some_and(char::is_uppercase)
    };
    let shouted = told.len() > 2 && told.iter().filter(|word| capital(word)).count() * 10 > told.len() * 7;
    for (at, word) in told.iter_mut().enumerate() {
        let Some(token) = analysis.tokens.get(word.token) else { continue };
        let after = analysis.names.partition_point(|name| name.span.end() <= token.span.start());
        let named = analysis.names.get(after).is_some_and(|name| name.span.overlaps(token.span));
        if word.usage == Use::Word && (named || at > 0 && !shouted && capital(word)) {
            word.usage = Use::Name;
        }
    }
}
