//! Whom a pronoun or a role can mean: the persons and bodies of the text so far, latest last.

use std::ops::Range;

use corroborate_model::NameClass;

use crate::lexicon::Tags;
use crate::name::Names;
use crate::person::Appearance;
use crate::phrases::Key;
use crate::scan::Scan;

/// Most candidates that are kept.
const KEPT: usize = 24;

/// Somebody or something that can speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Referent {
    /// A name: an index into [`Names::known`].
    Name(usize),
    /// Somebody without a name who speaks for a body: the noun for him and the name of the body.
    Agent(usize, usize),
    /// The words for somebody without a name.
    Phrase(Range<usize>),
}

/// What a pronoun tells of whom it stands for, and a name or role of its bearer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sex {
    Female,
    Male,
    #[default]
    Unknown,
}

impl Sex {
    /// What the tags of a word tell.
    pub(super) fn of(tags: Tags) -> Sex {
        match (tags.any(Tags::FEMALE), tags.any(Tags::MALE)) {
            (true, false) => Sex::Female,
            (false, true) => Sex::Male,
            _ => Sex::Unknown,
        }
    }

    /// Whether two may be told of one person.
    pub(super) fn fits(self, other: Sex) -> bool {
        self == other || self == Sex::Unknown || other == Sex::Unknown
    }
}

/// What can be referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Person,
    Body,
    /// Several persons.
    Group,
}

#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) referent: Referent,
    pub(super) kind: Kind,
    pub(super) sex: Sex,
    /// The noun of a role.
    pub(super) head: Option<Key>,
    /// Whether it spoke or was the subject of a sentence, not only named.
    pub(super) firm: bool,
}

/// The candidates.
#[derive(Default)]
pub(super) struct Focus {
    list: Vec<Candidate>,
}

impl Focus {
    /// Makes a candidate the latest one.
    pub(super) fn touch(&mut self, mut fresh: Candidate) {
        let same = |known: &Candidate| known.referent == fresh.referent && known.kind == fresh.kind;
        if let Some(at) = self.list.iter().position(same) {
            let known = self.list.remove(at);
            fresh.firm |= known.firm;
            fresh.head = fresh.head.or(known.head);
            if fresh.sex == Sex::Unknown {
                fresh.sex = known.sex;
            }
        } else if self.list.len() == KEPT {
            self.list.remove(0);
        }
        self.list.push(fresh);
    }

    /// Notes somebody who is only named, without making him the latest.
    pub(super) fn mention(&mut self, fresh: Candidate) {
        if !self.list.iter().any(|known| known.referent == fresh.referent) {
            self.list.insert(0, fresh);
            self.list.truncate(KEPT);
        }
    }

    /// The latest candidate that passes, those that spoke or acted before those only named.
    pub(super) fn latest(&self, fits: impl Fn(&Candidate) -> bool) -> Option<&Candidate> {
        let firm = self.list.iter().rev().find(|known| known.firm && fits(known));
        firm.or_else(|| self.list.iter().rev().find(|known| fits(known)))
    }

    /// The latest person of this sex who is not `but`.
    pub(super) fn person(&self, sex: Sex, but: Option<&Referent>) -> Option<&Candidate> {
        self.latest(|known| known.kind == Kind::Person && known.sex.fits(sex) && Some(&known.referent) != but)
    }

    /// Whom "they" means: a group or body among the last that spoke or acted, else the latest person.
    pub(super) fn several(&self) -> Option<&Candidate> {
        let firm = self.list.iter().rev().filter(|known| known.firm);
        firm.take(3).find(|known| known.kind != Kind::Person).or_else(|| self.person(Sex::Unknown, None))
    }

    /// The latest body.
    pub(super) fn body(&self) -> Option<&Candidate> {
        self.latest(|known| known.kind == Kind::Body && matches!(known.referent, Referent::Name(_)))
    }
}

/// What titles, roles and given names tell of the sex of each name's bearer.
pub(super) fn sexes(scan: &Scan<'_>, names: &Names, persons: &[Appearance]) -> Vec<Sex> {
    let mut given = vec![Sex::Unknown; names.known.len()];
    let mut told = vec![Sex::Unknown; names.known.len()];
    let set = |list: &mut Vec<Sex>, name: usize, sex: Sex| {
        if let Some(slot) = list.get_mut(name).filter(|slot| **slot == Sex::Unknown) {
            *slot = sex;
        }
    };
    for mention in names.mentions.iter().filter(|mention| names.class(mention.name) == NameClass::Person) {
        let full = names.fullest(mention.name);
        for token in mention.title.clone().into_iter().flatten() {
            set(&mut told, full, Sex::of(scan.tags(token)));
        }
        if mention.tokens.len() > 1 || full == mention.name {
            set(&mut given, full, Sex::of(scan.tags(mention.tokens.start)));
        }
    }
    for person in persons {
        let role = person.role.clone().into_iter().flatten();
        let noun = role.filter(|&token| scan.is(token, Tags::ROLE) && !scan.is_possessive(token));
        for token in noun.take(1) {
            set(&mut told, person.person, Sex::of(scan.tags(token)));
        }
    }
    let either = |(told, given): (Sex, Sex)| if told == Sex::Unknown { given } else { told };
    told.into_iter().zip(given).map(either).collect()
}
