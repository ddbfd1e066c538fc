//! Finds the noun that a number counts.
//!
//! Without a parser: the words to the right of a number up to the first word that cannot belong to its noun phrase;
//! of these the first plural is the head (after "one" the last word), unless it is a noun that stands before others
//! ("sports clubs"). Deliberately not here: relative clauses and anything across a sentence.

use std::ops::Range;

use crate::number::Window;
use crate::vocabulary::{
    ADVERB, CASUALTY, Entry, MODIFIER, NOUN, PAST, PREPOSITION, SINGULAR_S, UNMARKED, VERB,
};
use corroborate_model::TokenKind;

/// A counted noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Its tokens, modifiers included, coordinated nouns too.
    pub(crate) tokens: Range<usize>,
    /// Its head.
    pub(crate) head: usize,
}

/// Whether the word looks like the plural of a noun.
pub(crate) fn is_plural(word: &str, entry: &Entry) -> bool {
    if word.ends_with(['\'', '’']) || word.ends_with("'s") || word.ends_with("’s") {
        return false;
    }
    if entry.singular.is_some() || entry.is(UNMARKED) {
        return true;
    }
    let bytes = word.as_bytes();
    let [.., before, b's' | b'S'] = bytes else { return false };
    let closed = matches!(before, b's' | b'u' | b'i' | b'S' | b'\'');
    bytes.len() > 2 && !closed && !entry.is(SINGULAR_S | VERB | PAST) && !entry.is_function()
}

/// The singular of a noun in lower case; the word itself where it is no plural.
pub(crate) fn singular(word: &str, entry: &Entry) -> String {
    if let Some(singular) = entry.singular {
        return singular.to_owned();
    }
    let mut noun = word.to_lowercase();
    if noun.ends_with("'s") {
        noun.truncate(noun.len() - 2);
    } else if let Some(stem) = noun.strip_suffix("’s") {
        noun = stem.to_owned();
    }
    if !(is_plural(&noun, entry) || entry.is(VERB) && noun.ends_with('s')) || entry.is(UNMARKED) {
        return noun;
    }
    let sibilant = ["sses", "shes", "ches", "xes", "zzes"].iter().any(|ending| noun.ends_with(ending));
    if noun.len() > 4 && noun.ends_with("ies") {
        noun.truncate(noun.len() - 3);
        noun.push('y');
    } else {
        noun.truncate(noun.len() - if sibilant { 2 } else { 1 });
    }
    noun
}

/// Whether the word looks like a participle in "-ed".
fn is_participle(word: &str, entry: &Entry) -> bool {
    word.len() > 3 && word.ends_with("ed") && !entry.is(NOUN) || entry.is(PAST)
}

/// The noun phrase that starts at `at` and whose head a number counts; `plural` where the number is not one.
pub(crate) fn after(window: &Window<'_>, at: usize, plural: bool) -> Option<Phrase> {
    let mut scan = Scan { window, start: at, at, last: None };
    let head = scan.head(plural)?;
    let end = if plural { coordinated(window, head + 1) } else { head + 1 };
    Some(Phrase { tokens: at..end.max(head + 1), head })
}

struct Scan<'a> {
    window: &'a Window<'a>,
    /// Where the phrase starts; a verb in "s" cannot stand right after a plural number ("six carries").
    start: usize,
    at: usize,
    /// The last word that can be a head.
    last: Option<usize>,
}

impl Scan<'_> {
    fn head(&mut self, plural: bool) -> Option<usize> {
        for _ in 0..9 {
            let at = self.at;
            match self.window.kind(at) {
                Some(TokenKind::Mark) if self.skips_mark() => {
                    self.at += 1;
                    continue;
                }
                Some(TokenKind::Number) if self.skips_age() || self.skips_count() => continue,
                Some(TokenKind::Word | TokenKind::Code) => {}
                _ => break,
            }
            if self.window.past_hyphen(at + 1) > at + 1 {
                let model = self.window.kind(at + 2) == Some(TokenKind::Number);
                self.at = if model { at + 3 } else { at + 2 };
                if model {
                    continue;
                }
                self.last = self.window.kind(at + 2).map(|_| at + 2);
                continue;
            }
            let (word, entry) = (self.window.word(at), self.window.entry(at));
            let joined = at > 0 && self.window.reading.word(at - 1) == "-" && !self.window.spaced(at);
            let first = plural && at == self.start && entry.is(VERB) && word.ends_with('s') && word.len() > 3;
            if !joined && !first && (entry.is_function() || entry.is(VERB)) {
                break;
            }
            if first || is_plural(word, entry) {
                let stands_before = entry.is(MODIFIER)
                    && (self.plural_follows(at + 1) || !plural && self.plural_or_noun_follows(at + 1, false));
                if !stands_before && !self.is_apposed(at) {
                    return Some(at);
                }
            } else if is_participle(word, entry) && !joined && !self.plural_or_noun_follows(at + 1, plural) {
                break;
            }
            if word.ends_with("ing") && self.last.is_some() && !self.plural_or_noun_follows(at + 1, plural) {
                break;
            }
            if !entry.is(crate::vocabulary::UP_DEGREE | crate::vocabulary::DOWN_DEGREE) {
                self.last = Some(at);
            }
            self.at = at + 1;
        }
        self.last.filter(|_| !plural)
    }

    /// A quotation mark before a word, or a hyphen inside one.
    fn skips_mark(&self) -> bool {
        let mark = self.window.word(self.at);
        let quote = matches!(mark, "\"" | "“" | "”" | "‘" | "’" | "'");
        quote
            && self.window.kind(self.at + 1) == Some(TokenKind::Word)
            && self.last.is_none_or(|l| l + 3 > self.at)
    }

    /// "two 19-year-old men", "three 10-year sentences".
    fn skips_age(&mut self) -> bool {
        let age = self.window.is(self.at + 1, "-")
            && self.window.is(self.at + 2, "year")
            && self.window.is(self.at + 4, "old");
        let joined = self.window.past_hyphen(self.at + 1);
        let measure = joined > self.at + 1 && self.window.entry(joined).unit.is_some();
        let made_of = joined > self.at + 1 && is_plural(self.window.word(joined), self.window.entry(joined));
        if age {
            self.at += 5;
        } else if made_of && !measure {
            self.at = joined;
            return true;
        } else if measure {
            self.at = joined + 1;
        }
        age || measure
    }

    /// "the company's 48,000 employees": the whole behind its owner.
    fn skips_count(&mut self) -> bool {
        let owner = self.at > self.start && self.window.word(self.at - 1).ends_with(['s', 'S']);
        let owns = owner && self.window.word(self.at - 1).contains(['\'', '’']);
        self.at += usize::from(owns);
        owns
    }

    /// Whether a plural noun comes within three words that can stand before one.
    fn plural_follows(&self, from: usize) -> bool {
        for at in from..from + 3 {
            let (word, entry) = (self.window.word(at), self.window.entry(at));
            let open = matches!(self.window.kind(at), Some(TokenKind::Word | TokenKind::Code));
            if !open || entry.is_function() || entry.is(VERB) {
                return false;
            }
            if is_plural(word, entry) {
                return true;
            }
            if is_participle(word, entry) || word.ends_with("ing") && at > from {
                return false;
            }
        }
        false
    }

    fn plural_or_noun_follows(&self, from: usize, plural: bool) -> bool {
        let entry = self.window.entry(from);
        let noun = self.window.kind(from) == Some(TokenKind::Word)
            && !entry.is_function()
            && !entry.is(VERB)
            && !self.window.word(from).starts_with(char::is_uppercase);
        if plural { self.plural_follows(from) } else { noun && entry.period.is_none() }
    }

    /// A capitalised plural before another ("two United States senators", "500 Windows users").
    fn is_apposed(&self, at: usize) -> bool {
        let capital = |at: usize| self.window.word(at).starts_with(char::is_uppercase);
        capital(at) && !capital(at + 1) && self.plural_follows(at + 1)
    }
}

/// The end of nouns joined to the one before `at` ("homes, farms and businesses"); `at` where there are none.
fn coordinated(window: &Window<'_>, at: usize) -> usize {
    let mut next = at;
    for _ in 0..6 {
        let comma = window.is(next, ",");
        let from = if comma { next + 1 } else { next };
        let and = window.is(from, "and") || window.is(from, "or");
        let Some(noun) = (if and || comma { joined_noun(window, from + usize::from(and)) } else { None })
        else {
            return at;
        };
        if and {
            return noun + 1;
        }
        next = noun + 1;
    }
    at
}

/// A plural noun at `at`, with up to two words before it, that is no new clause.
fn joined_noun(window: &Window<'_>, at: usize) -> Option<usize> {
    for noun in at..at + 3 {
        let (word, entry) = (window.word(noun), window.entry(noun));
        let fits = window.kind(noun) == Some(TokenKind::Word)
            && !entry.is_function()
            && !entry.is(VERB)
            && entry.value == 0.0
            && entry.change(crate::vocabulary::UP_VERB, crate::vocabulary::DOWN_VERB).is_none()
            && !is_participle(word, entry);
        if !fits {
            return None;
        }
        if is_plural(word, entry) {
            let object = window.entry(noun + 1).is(crate::vocabulary::DETERMINER)
                || matches!(window.kind(noun + 1), Some(TokenKind::Number | TokenKind::Symbol))
                || window.entry(noun + 1).is(crate::vocabulary::CARDINAL | VERB | PAST);
            return (!object).then_some(noun);
        }
    }
    None
}

/// Whether persons are meant by a bare number before `at` ("nine hurt", "two seriously injured", "31 were arrested").
pub(crate) fn means_persons(window: &Window<'_>, at: usize) -> bool {
    (at..at + 5)
        .find(|&i| {
            let entry = window.entry(i);
            let passes = entry.is(crate::vocabulary::AUXILIARY | ADVERB)
                || window.word(i).ends_with("ly")
                || window.is(i, "more")
                || window.is(i, "others");
            !passes || entry.is(CASUALTY)
        })
        .is_some_and(|i| window.entry(i).is(CASUALTY))
}

/// The head of the noun phrase that ends before `at`, walking left ("restructuring charges [of £8.4m]").
pub(crate) fn before(window: &Window<'_>, start: usize, at: usize) -> Option<usize> {
    let head = at.checked_sub(1).filter(|&head| head >= start)?;
    let entry = window.entry(head);
    let noun = window.kind(head) == Some(TokenKind::Word)
        && !entry.is_function()
        && !entry.is(VERB | PREPOSITION | crate::vocabulary::UP_DEGREE | crate::vocabulary::DOWN_DEGREE)
        && !is_participle(window.word(head), entry)
        && !window.word(head).ends_with("ly");
    noun.then_some(head)
}
