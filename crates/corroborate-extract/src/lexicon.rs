//! The lexicons, compiled once from the data files under `lexicon/`.

use std::sync::LazyLock;

use corroborate_model::{CausalStrength, HedgeClass, LegalStatus};

use crate::phrases::{Key, KeyMap, Phrases, key, lines};

/// What a word may be, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tags(u64);

macro_rules! tags {
    ($($name:ident = $bit:literal,)+) => {
        impl Tags { $(pub(crate) const $name: Tags = Tags(1 << $bit);)+ }
    };
}

tags! {
    DETERMINER = 0, PRONOUN = 1, POSSESSIVE = 2, PREPOSITION = 3, COORDINATOR = 4, SUBORDINATOR = 5, RELATIVE = 6,
    BE = 7, FINITE = 8, NONFINITE = 9, ADVERB = 10, CALENDAR = 11, NATIONALITY = 12, STARTER = 13, CONTRACTED = 14,
    ROLE = 15, GROUP = 16, MODIFIER = 17, ORGANISATION = 18, ORGPART = 19, PLACE_WORD = 20, PLACE = 21, GIVEN = 22,
    CAPITAL = 23, SHOUTED = 24, LETTERS = 25, FEATURE = 26, PAST = 27, TITLE = 28, CUE = 29,
    FEMALE = 30, MALE = 31, PERSONA = 32, SOLO = 33,
}

impl Tags {
    /// The empty set.
    pub(crate) const NONE: Tags = Tags(0);

    /// Both sets together.
    pub(crate) const fn or(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }

    /// Whether one of `other` is among them.
    pub(crate) const fn any(self, other: Tags) -> bool {
        self.0 & other.0 != 0
    }

    fn named(class: &str) -> Option<Tags> {
        Some(match class {
            "determiner" => Tags::DETERMINER,
            "pronoun" => Tags::PRONOUN,
            "contracted" => Tags::CONTRACTED.or(Tags::FINITE),
            "possessive" => Tags::POSSESSIVE,
            "preposition" => Tags::PREPOSITION,
            "coordinator" => Tags::COORDINATOR,
            "subordinator" => Tags::SUBORDINATOR,
            "relative" => Tags::RELATIVE,
            "be" => Tags::BE,
            "finite" => Tags::FINITE,
            "nonfinite" => Tags::NONFINITE,
            "adverb" => Tags::ADVERB,
            "calendar" => Tags::CALENDAR,
            "nationality" => Tags::NATIONALITY,
            "starter" => Tags::STARTER,
            "person" => Tags::ROLE,
            "group" => Tags::GROUP,
            "modifier" => Tags::MODIFIER,
            "organisation" => Tags::ORGANISATION,
            "orgpart" => Tags::ORGPART,
            "place" => Tags::PLACE_WORD,
            "feature" => Tags::FEATURE.or(Tags::PLACE_WORD),
            "country" | "county" | "state" | "city" => Tags::PLACE,
            "given" => Tags::GIVEN,
            "female" => Tags::GIVEN.or(Tags::FEMALE),
            "male" => Tags::GIVEN.or(Tags::MALE),
            "woman" => Tags::FEMALE,
            "man" => Tags::MALE,
            "persona" => Tags::ROLE.or(Tags::PERSONA),
            "solo" => Tags::SOLO,
            _ => return None,
        })
    }
}

/// How a word ascribes a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CueClass {
    /// Takes a clause or quoted words.
    Say,
    /// The same, where these follow.
    Weak,
    /// Has the hearer for an object.
    Tell,
    /// Gives an opinion.
    Think,
    /// Names a thing with quoted words.
    Label,
    /// Stands before the speaker.
    Source,
}

/// How a word denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Negation {
    /// The verb it stands with.
    Verb,
    /// From the place of the subject or object.
    Subject,
    /// A verb that denies what follows.
    Denial,
    /// Not at all, though it holds a negative word.
    Void,
}

/// What a title tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitleClass {
    /// Nothing of the work ("Ms").
    Honorific,
    /// Learning, nobility, clergy, rank, office.
    Rank,
}

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// A cue of attribution.
    Cue(CueClass),
    /// A hedge.
    Hedge(HedgeClass),
    /// A word of denial.
    Negation(Negation),
    /// A step of a criminal case; nothing for a phrase that only looks like one.
    Legal(Option<LegalStatus>),
    /// A causal link; nothing for a phrase that only looks like one.
    Causal(Option<CausalStrength>),
    /// A title or rank, and what it stands for in full.
    Title(TitleClass, Option<&'static str>),
    /// A known place of several words.
    Place,
}

impl Entry {
    /// Number of lexicons that phrases come from.
    pub(crate) const LEXICONS: usize = 7;

    /// The lexicon a phrase comes from; inside one lexicon, matches do not overlap.
    pub(crate) fn lexicon(self) -> usize {
        match self {
            Entry::Cue(_) => 0,
            Entry::Hedge(_) => 1,
            Entry::Negation(_) => 2,
            Entry::Legal(_) => 3,
            Entry::Causal(_) => 4,
            Entry::Title(..) => 5,
            Entry::Place => 6,
        }
    }
}

/// All lexicons.
#[derive(Debug)]
pub(crate) struct Lexicon {
    words: KeyMap<Key, Word>,
    /// Phrases of one word and more.
    pub(crate) phrases: Phrases<Entry>,
    /// General words for somebody who is called by a special one.
    kinds: KeyMap<Key, Vec<Key>>,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// What it may be.
    pub(crate) tags: Tags,
    /// Where the phrases that start with it are found.
    pub(crate) root: Option<u32>,
}

impl Lexicon {
    /// What is known of a word that is no token at hand.
    pub(crate) fn word(&self, key: Key) -> Word {
        self.words.get(&key).copied().unwrap_or_default()
    }

    /// All words with what is known of them.
    pub(crate) fn words(&self) -> impl Iterator<Item = (Key, Word)> + '_ {
        self.words.iter().map(|(&key, &word)| (key, word))
    }

    /// The general words for somebody who is called by this one ("lawmaker" for "senator").
    pub(crate) fn kinds(&self, key: Key) -> &[Key] {
        self.kinds.get(&key).map_or(&[], Vec::as_slice)
    }
}

/// The compiled lexicons.
pub(crate) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon { words: KeyMap::default(), phrases: Phrases::new(), kinds: KeyMap::default() };
    for (kind, word) in lines(include_str!("lexicon/kinds.txt")) {
        lexicon.kinds.entry(key(word)).or_default().push(key(kind));
    }
    for file in [
        include_str!("lexicon/words.txt"),
        include_str!("lexicon/roles.txt"),
        include_str!("lexicon/orgs.txt"),
        include_str!("lexicon/given_names.txt"),
    ] {
        for (class, word) in lines(file) {
            match Tags::named(class) {
                Some(Tags::PLACE) if word.contains(' ') => lexicon.phrases.add(word, Entry::Place),
                Some(tags) => {
                    let known = lexicon.words.entry(key(word)).or_default();
                    known.tags = known.tags.or(tags);
                }
                None => {}
            }
        }
    }
    let mut phrases = |file, entry: fn(&str) -> Option<Entry>| {
        for (class, phrase) in lines(file) {
            if let Some(entry) = entry(class) {
                lexicon.phrases.add(phrase, entry);
            }
        }
    };
    phrases(include_str!("lexicon/cues.txt"), cue);
    phrases(include_str!("lexicon/hedges.txt"), |class| hedge(class).map(Entry::Hedge));
    phrases(include_str!("lexicon/negation.txt"), negation);
    phrases(include_str!("lexicon/legal.txt"), legal);
    phrases(include_str!("lexicon/causal.txt"), causal);
    titles(&mut lexicon);
    for (first, root) in lexicon.phrases.roots() {
        lexicon.words.entry(first).or_default().root = Some(root);
    }
    lexicon
});

fn titles(lexicon: &mut Lexicon) {
    for line in include_str!("lexicon/titles.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(title), Some(class)) = (fields.next(), fields.next()) else { continue };
        let class = if class == "honorific" { TitleClass::Honorific } else { TitleClass::Rank };
        lexicon.phrases.add(title, Entry::Title(class, fields.next()));
    }
}

fn cue(class: &str) -> Option<Entry> {
    Some(Entry::Cue(match class {
        "say" => CueClass::Say,
        "weak" => CueClass::Weak,
        "tell" => CueClass::Tell,
        "think" => CueClass::Think,
        "label" => CueClass::Label,
        "source" => CueClass::Source,
        _ => return None,
    }))
}

fn hedge(class: &str) -> Option<HedgeClass> {
    HedgeClass::ALL.into_iter().find(|known| known.name() == class)
}

fn negation(class: &str) -> Option<Entry> {
    Some(Entry::Negation(match class {
        "verb" => Negation::Verb,
        "subject" => Negation::Subject,
        "denial" => Negation::Denial,
        "void" => Negation::Void,
        _ => return None,
    }))
}

fn legal(class: &str) -> Option<Entry> {
    Some(Entry::Legal(match class {
        "suspected" => Some(LegalStatus::Suspected),
        "arrested" => Some(LegalStatus::Arrested),
        "charged" => Some(LegalStatus::Charged),
        "convicted" => Some(LegalStatus::Convicted),
        "cleared" => Some(LegalStatus::Cleared),
        "void" => None,
        _ => return None,
    }))
}

fn causal(class: &str) -> Option<Entry> {
    Some(Entry::Causal(match class {
        "cause" => Some(CausalStrength::Cause),
        "contribution" => Some(CausalStrength::Contribution),
        "association" => Some(CausalStrength::Association),
        "coincidence" => Some(CausalStrength::Coincidence),
        "void" => None,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::{LEXICON, Tags, cue, hedge, legal};
    use crate::phrases::{key, lines};

    #[test]
    fn every_line_has_a_known_class() {
        let named = |class: &str| Tags::named(class).is_some();
        for (file, known) in [
            (include_str!("lexicon/words.txt"), named as fn(&str) -> bool),
            (include_str!("lexicon/roles.txt"), named),
            (include_str!("lexicon/orgs.txt"), named),
            (include_str!("lexicon/given_names.txt"), named),
            (include_str!("lexicon/cues.txt"), |class| cue(class).is_some()),
            (include_str!("lexicon/hedges.txt"), |class| hedge(class).is_some()),
            (include_str!("lexicon/negation.txt"), |class| super::negation(class).is_some()),
            (include_str!("lexicon/legal.txt"), |class| legal(class).is_some()),
            (include_str!("lexicon/causal.txt"), |class| super::causal(class).is_some()),
        ] {
            assert!(lines(file).count() > 10);
            for (class, phrase) in lines(file) {
                assert!(known(class), "{class}: {phrase}");
            }
        }
        assert!(LEXICON.word(key("Because")).tags.any(Tags::SUBORDINATOR));
    }
}
