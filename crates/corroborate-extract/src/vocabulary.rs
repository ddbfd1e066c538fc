//! What single words mean to numbers, units, time and grammar.
//!
//! The lexicon files are read once; each token of a document is looked up once (see [`words`](crate::words)), and
//! everything after that asks its entry. Words are compared in lower case, with straight apostrophes, possessive
//! ending taken off.
//! Deliberately not here: phrases of several words; whoever needs one looks at neighbouring tokens.

use std::sync::LazyLock;

use corroborate_model::Change;

use crate::phrases::{Key, KeyMap, key};

/// What one word can be. A word may be several things at once ("second", "may", "march").
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    flags: u64,
    /// Of a number word; the divisor of a fraction word; the lower end of a vague number.
    pub(crate) value: f64,
    /// The upper end of a vague number.
    pub(crate) high: f64,
    /// What a scale letter after digits multiplies by; 0 where it is none.
    pub(crate) letter: f64,
    /// What was before is multiplied by it ("doubled"); 0 where it is none.
    pub(crate) multiple: f64,
    /// Name of the unit of measure.
    pub(crate) unit: Option<&'static str>,
    /// Name of the currency.
    pub(crate) currency: Option<&'static str>,
    /// Currency of the country, where the word names one ("Canadian dollars").
    pub(crate) country_coin: Option<&'static str>,
    /// Month, 1 to 12.
    pub(crate) month: Option<u8>,
    /// Day of the week, 1 is Monday.
    pub(crate) weekday: Option<u8>,
    /// First month of the season.
    pub(crate) season: Option<u8>,
    /// Days of the period ("month" is 30).
    pub(crate) period: Option<u32>,
    /// Days from the day of publication ("yesterday" is -1).
    pub(crate) relative: Option<i8>,
    /// Singular of an irregular plural.
    pub(crate) singular: Option<&'static str>,
}

macro_rules! flags {
    ($($name:ident $doc:literal),* $(,)?) => { flags!(@ 0; $($name $doc,)*); };
    (@ $n:expr;) => {};
    (@ $n:expr; $name:ident $doc:literal, $($rest:tt)*) => {
        #[doc = $doc] pub(crate) const $name: u64 = 1 << ($n);
        flags!(@ $n + 1; $($rest)*);
    };
}

flags! {
    CARDINAL "Number word of one to ninety.",
    SCALE "Hundred, thousand, million, dozen.",
    ORDINAL "Third, fourth; parts after a cardinal.",
    FRACTION "Half, quarter.",
    VAGUE "Dozens, hundreds, handful.",
    UNIT_STRICT "A unit only right after digits.",
    UNIT_UPPER "A unit only in upper case.",
    COIN_STRICT "A currency only right after digits.",
    UP_VERB "Rose.",
    DOWN_VERB "Fell.",
    UP_NOUN "Increase.",
    DOWN_NOUN "Decline.",
    UP_ADVERB "Up, higher.",
    DOWN_ADVERB "Down, lower.",
    UP_DEGREE "More.",
    DOWN_DEGREE "Fewer.",
    DETERMINER "The, a, its.",
    PREPOSITION "Of, in, by.",
    CONJUNCTION "And, but.",
    SUBORDINATOR "That, which, as.",
    PRONOUN "They.",
    AUXILIARY "Was, has, will.",
    ADVERB "Now, also.",
    VERB "Present tense that is hardly ever a noun.",
    PAST "Past form or participle without -ed.",
    NOUN "Ends like a participle and is none.",
    UNMARKED "Singular and plural are the same.",
    SINGULAR_S "Ends in s and is no plural.",
    MODIFIER "Plural that stands before another noun.",
    HOLLOW "Number of, total of: stands for the thing after it.",
    LABEL "Stands before its number: page 4.",
    CASUALTY "Said of persons: killed, missing.",
    PERSON_VERB "Takes persons: arrested.",
    NUMBERED "Bears a number in its name: Windows 11.",
    ADDRESS "Street, road.",
    VAIN "Makes no count after one: one way.",
    TRANSITIVE "A verb of change that also takes plain objects: raised.",
    BOUND_END "Last word of a bound phrase.",
    MINUS "The sign of a negative number.",
    OPENER "Can open a number in words: a, several, minus.",
    DATE_OPENER "Can open a date without being part of one: early, end, noon.",
    STEP "Places a period: past, last, this, next, recent.",
    AHEAD "Makes the sentence look ahead: will, due.",
    BACK "Makes the sentence look back: was, said.",
    LEVEL "Leads to a level: reached, was, worth.",
    YOUNG "Persons before an age limit: children.",
    PARTICLE "Takes up or down as part of a verb: set.",
    LOOSE "Ends a measure: more, high.",
    CALLING "Leads to a telephone number: call, helpline.",
    BOUND_START "First word of a bound that follows its number.",
}

impl Entry {
    /// Of a word that no lexicon knows.
    pub(crate) const NONE: Entry = Entry {
        flags: 0,
        value: 0.0,
        high: 0.0,
        letter: 0.0,
        multiple: 0.0,
        unit: None,
        currency: None,
        country_coin: None,
        month: None,
        weekday: None,
        season: None,
        period: None,
        relative: None,
        singular: None,
    };

    /// Whether the word is one of these.
    #[inline]
    pub(crate) fn is(&self, flags: u64) -> bool {
        self.flags & flags != 0
    }

    /// Which way a word of one of these classes goes.
    pub(crate) fn change(&self, up: u64, down: u64) -> Option<Change> {
        if self.is(up) { Some(Change::Increase) } else { self.is(down).then_some(Change::Decrease) }
    }

    /// What may start with it.
    fn starts(&self) -> u8 {
        let number =
            self.is(CARDINAL | SCALE | ORDINAL | FRACTION | VAGUE | OPENER | MINUS) || self.multiple > 0.0;
        let period = number || self.is(STEP) || self.period.is_some();
        (if number { STARTS_NUMBER } else { 0 })
            | (if self.opens_date() { STARTS_DATE } else { 0 })
            | (if period { STARTS_PERIOD } else { 0 })
            | (if self.period.is_some() { IS_PERIOD } else { 0 })
            | (if self.names_period() { NAMES_PERIOD } else { 0 })
    }

    /// Whether it is a period, or a unit of time that makes one.
    fn names_period(&self) -> bool {
        self.period.is_some() || self.unit.is_some_and(crate::time_frame::is_short)
    }

    /// Whether a date can start with it.
    fn opens_date(&self) -> bool {
        self.is(ORDINAL | CARDINAL | DATE_OPENER)
            || self.month.is_some()
            || self.weekday.is_some()
            || self.relative.is_some()
            || self.season.is_some()
    }

    /// Whether a noun phrase cannot go on with it.
    pub(crate) fn is_function(&self) -> bool {
        const FUNCTION: u64 =
            DETERMINER | PREPOSITION | CONJUNCTION | SUBORDINATOR | PRONOUN | AUXILIARY | ADVERB;
        self.is(FUNCTION)
    }
}

/// What the lexicons say of one token, and what may start there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag {
    entry: &'static Entry,
    starts: u8,
}

/// A number may start with the token.
pub(crate) const STARTS_NUMBER: u8 = 1;
/// A date may start with the token.
pub(crate) const STARTS_DATE: u8 = 2;
/// A period may start with the token.
pub(crate) const STARTS_PERIOD: u8 = 4;
/// The token is the name of a period.
pub(crate) const IS_PERIOD: u8 = 8;
/// The token is the name of a period or of a shorter unit of time ("hour").
pub(crate) const NAMES_PERIOD: u8 = 16;

impl Tag {
    /// Of a token that no lexicon knows.
    pub(crate) const NONE: Tag = Tag::starting(0);

    /// Of a token that no lexicon knows, where these may start nevertheless.
    pub(crate) const fn starting(starts: u8) -> Tag {
        static NONE: Entry = Entry::NONE;
        Tag { entry: &NONE, starts }
    }

    /// Whether one of these may start with the token.
    #[inline]
    pub(crate) fn starts(self, what: u8) -> bool {
        self.starts & what != 0
    }

    /// The entry.
    #[inline]
    pub(crate) fn entry(self) -> &'static Entry {
        self.entry
    }
}

/// A bound phrase: its words and the name of the bound.
pub(crate) type Phrase = (Vec<&'static str>, &'static str);

struct Vocabulary {
    /// Indices of entries.
    words: KeyMap<Key, usize>,
    entries: Vec<Entry>,
    /// By the last word.
    before: KeyMap<Key, Vec<Phrase>>,
    after: Vec<Phrase>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::read);

/// Bound phrases that stand before a number and end with this word, longest first.
pub(crate) fn bounds_before(last: Key) -> &'static [Phrase] {
    VOCABULARY.before.get(&last).map_or(&[], Vec::as_slice)
}

/// Bound phrases that follow a number, longest first.
pub(crate) fn bounds_after() -> &'static [Phrase] {
    &VOCABULARY.after
}

/// The words of these lexicons with their tags.
pub(crate) fn words() -> impl Iterator<Item = (Key, Tag)> {
    let vocabulary = &*VOCABULARY;
    vocabulary.words.iter().filter_map(|(&key, &index)| {
        let entry = vocabulary.entries.get(index)?;
        Some((key, Tag { entry, starts: entry.starts() }))
    })
}

impl Vocabulary {
    fn read() -> Vocabulary {
        let mut new = Vocabulary {
            words: KeyMap::default(),
            entries: Vec::new(),
            before: KeyMap::default(),
            after: Vec::new(),
        };
        lines(include_str!("lexicon/numbers.txt"), |class, words| new.number(class, words));
        lines(include_str!("lexicon/units.txt"), |name, words| new.unit(name, words));
        lines(include_str!("lexicon/currencies.txt"), |name, words| new.currency(name, words));
        lines(include_str!("lexicon/time.txt"), |class, words| new.time(class, words));
        lines(include_str!("lexicon/changes.txt"), |class, words| new.change(class, words));
        lines(include_str!("lexicon/bounds.txt"), |bound, words| new.bound(bound, words));
        lines(include_str!("lexicon/openers.txt"), |class, words| new.grammar(class, words));
        lines(include_str!("lexicon/nouns.txt"), |class, words| new.grammar(class, words));
        lines(include_str!("lexicon/grammar.txt"), |class, words| new.grammar(class, words));
        for phrases in new.before.values_mut() {
            phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        new.after.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        new
    }

    fn entry(&mut self, word: &str) -> &mut Entry {
        let index = *self.words.entry(key(word)).or_insert(self.entries.len());
        if index == self.entries.len() {
            self.entries.push(Entry::NONE);
        }
        &mut self.entries[index]
    }

    fn number(&mut self, class: &str, words: Words<'_>) {
        let mut words = words.peekable();
        let mut value =
            || words.next_if(|word| word.parse::<f64>().is_ok()).and_then(|word| word.parse().ok());
        let (value, high): (f64, f64) = (value().unwrap_or_default(), value().unwrap_or_default());
        for word in words {
            let entry = self.entry(word);
            match class {
                "letter" => entry.letter = value,
                "multiple" => entry.multiple = value,
                _ => (entry.value, entry.high) = (value, high),
            }
            entry.flags |= match class {
                "cardinal" => CARDINAL,
                "scale" => SCALE,
                "ordinal" => ORDINAL,
                "fraction" => FRACTION,
                "vague" => VAGUE,
                _ => 0,
            };
        }
    }

    fn unit(&mut self, name: &'static str, words: Words<'_>) {
        for word in words {
            let (form, strict) = word.strip_prefix('~').map_or((word, false), |form| (form, true));
            let upper = form.bytes().all(|b| b.is_ascii_uppercase());
            let entry = self.entry(&form.to_ascii_lowercase());
            entry.unit = Some(name);
            entry.flags |= if strict { UNIT_STRICT } else { 0 } | if upper { UNIT_UPPER } else { 0 };
        }
    }

    fn currency(&mut self, name: &'static str, words: Words<'_>) {
        if let Some(code) = name.strip_prefix('@') {
            words.for_each(|word| self.entry(word).country_coin = Some(code));
            return;
        }
        for word in words {
            let (form, strict) = word.strip_prefix('~').map_or((word, false), |form| (form, true));
            let entry = self.entry(form);
            entry.currency = Some(name);
            entry.flags |= if strict { COIN_STRICT } else { 0 };
        }
    }

    fn time(&mut self, class: &str, mut words: Words<'_>) {
        let Some(value) = words.next().and_then(|word| word.parse::<i32>().ok()) else { return };
        let small = u8::try_from(value).ok();
        for word in words {
            let entry = self.entry(word);
            match class {
                "month" => entry.month = small,
                "weekday" => entry.weekday = small,
                "season" => entry.season = small,
                "period" => entry.period = u32::try_from(value).ok(),
                _ => entry.relative = i8::try_from(value).ok(),
            }
        }
    }

    fn change(&mut self, direction: &str, mut words: Words<'_>) {
        let up = direction == "up";
        let flag = match (words.next(), up) {
            (Some("transitive"), true) => UP_VERB | TRANSITIVE,
            (Some("transitive"), false) => DOWN_VERB | TRANSITIVE,
            (Some("verb"), true) => UP_VERB,
            (Some("verb"), false) => DOWN_VERB,
            (Some("noun"), true) => UP_NOUN,
            (Some("noun"), false) => DOWN_NOUN,
            (Some("adverb"), true) => UP_ADVERB,
            (Some("adverb"), false) => DOWN_ADVERB,
            (_, true) => UP_DEGREE,
            (_, false) => DOWN_DEGREE,
        };
        for word in words {
            self.entry(word).flags |= flag;
        }
    }

    fn bound(&mut self, bound: &'static str, words: Words<'static>) {
        let mut phrase: Vec<&'static str> = words.collect();
        let Some(first) = phrase.first_mut() else { return };
        if let Some(rest) = first.strip_prefix('+') {
            *first = rest;
            self.entry(rest).flags |= BOUND_START;
            self.after.push((phrase, bound));
        } else {
            let last = phrase.last().copied().unwrap_or_default();
            self.entry(last).flags |= BOUND_END;
            self.before.entry(key(last)).or_default().push((phrase, bound));
        }
    }

    fn grammar(&mut self, class: &str, mut words: Words<'static>) {
        if class == "plural" {
            if let (Some(plural), Some(singular)) = (words.next(), words.next()) {
                self.entry(plural).singular = Some(singular);
            }
            return;
        }
        let flag = match class {
            "determiner" => DETERMINER,
            "preposition" => PREPOSITION,
            "conjunction" => CONJUNCTION,
            "subordinator" => SUBORDINATOR,
            "pronoun" => PRONOUN,
            "auxiliary" => AUXILIARY,
            "adverb" => ADVERB,
            "verb" => VERB,
            "past" => PAST,
            "noun" => NOUN,
            "unmarked" => UNMARKED,
            "singular" => SINGULAR_S,
            "modifier" => MODIFIER,
            "hollow" => HOLLOW,
            "label" => LABEL,
            "numbered" => NUMBERED,
            "casualty" => CASUALTY,
            "opener" => OPENER,
            "minus" => MINUS,
            "date_opener" => DATE_OPENER,
            "step" => STEP,
            "ahead" => AHEAD,
            "back" => BACK,
            "level" => LEVEL,
            "young" => YOUNG,
            "particle" => PARTICLE,
            "loose" => LOOSE,
            "calling" => CALLING,
            "person_verb" => PERSON_VERB,
            "vain" => VAIN,
            "address" => ADDRESS,
            _ => 0,
        };
        for word in words {
            self.entry(word).flags |= flag;
        }
    }
}

type Words<'a> = std::str::SplitAsciiWhitespace<'a>;

/// Hands each line's first word and the rest to `read`, comments left out.
fn lines(file: &'static str, mut read: impl FnMut(&'static str, Words<'static>)) {
    for line in file.lines().filter(|line| !line.starts_with("# ")) {
        let mut words = line.split_ascii_whitespace();
        if let Some(first) = words.next() {
            read(first, words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CARDINAL, ORDINAL, PREPOSITION, bounds_before};
    use crate::words::look_up;

    #[test]
    fn reads_every_lexicon() {
        assert!(look_up("Three").is(CARDINAL) && look_up("three").value == 3.0);
        assert!(look_up("second").is(ORDINAL) && look_up("second").unit == Some("second"));
        assert_eq!(look_up("year’s").period, Some(365));
        assert_eq!(look_up("£").currency, Some("GBP"));
        assert_eq!(look_up("children").singular, Some("child"));
        assert_eq!(look_up("Sept").month, Some(9));
        assert!(look_up("of").is(PREPOSITION));
        assert!(
            bounds_before(crate::phrases::key("than"))
                .iter()
                .any(|(words, bound)| words.join(" ") == "more than" && *bound == "more_than")
        );
    }

    #[test]
    fn unknown_and_odd_words_have_an_empty_entry() {
        for word in ["", "'", "’s", "xqz", "ÀÉÎ", "a-very-long-word-that-does-not-fit-anywhere"] {
            assert!(look_up(word).unit.is_none() && !look_up(word).is(CARDINAL), "{word}");
        }
    }
}
