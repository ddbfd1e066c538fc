//! Finds the name behind a pronoun or a role.
//!
//! "he said" goes to the latest man who spoke, or who was the subject of a later sentence; "it said" and "the company
//! said" to the last body that spoke or acted, if it can be called so; "the minister said" to whom the text calls a
//! minister. What cannot be told is left open.

use std::ops::Range;

use corroborate_model::NameClass;

use super::focus::{Candidate, Focus, Kind, Referent, Sex, sexes};
use super::{Frame, Frames, Who};
use crate::lexicon::{Entry, LEXICON, Tags};
use crate::name::{Mention, Names};
use crate::person::Appearance;
use crate::phrases::{Key, KeyMap, key};
use crate::quotation::Quoted;
use crate::scan::Scan;

/// How far into its sentence a name can be its subject, in tokens.
const SUBJECT: usize = 7;

/// The same for a name between commas after a role or a place.
const APPOSED: usize = 20;

/// Sets the speaker of every frame, and tells who spoke or acted where.
pub(super) fn resolve(
    scan: &Scan<'_>,
    names: &Names,
    persons: &[Appearance],
    quoted: &Quoted,
    frames: &mut Frames,
) {
    let sexes = sexes(scan, names, persons);
    let index = Index::new(scan, names, persons);
    let focus = Focus::default();
    let mut resolver = Resolver { scan, names, persons, quoted, index, sexes, focus, asked: None };
    let mut timeline = Vec::new();
    let mut mentions = names.mentions.iter().peekable();
    for frame in &mut frames.list {
        // What the speaker says names nobody who could be the speaker.
        let start = frame.start().min(if frame.scope.is_empty() { usize::MAX } else { frame.scope.start });
        while let Some(mention) = mentions.next_if(|mention| mention.tokens.start < start) {
            timeline.extend(resolver.see(mention));
        }
        resolver.speak(frame);
        timeline.push((frame.start(), frame.referent()));
    }
    for mention in mentions {
        timeline.extend(resolver.see(mention));
    }
    timeline.sort_by_key(|(token, _)| *token);
    frames.timeline = timeline;
}

struct Resolver<'a, 'b> {
    scan: &'a Scan<'b>,
    names: &'a Names,
    persons: &'a [Appearance],
    quoted: &'a Quoted,
    index: Index,
    sexes: Vec<Sex>,
    focus: Focus,
    /// Who asked last, if nobody spoke since.
    asked: Option<Referent>,
}

impl Resolver<'_, '_> {
    /// Takes note of a name, and tells where a person became the subject of a sentence.
    fn see(&mut self, mention: &Mention) -> Option<(usize, Referent)> {
        let name = self.names.fullest(mention.name);
        let kind = match self.names.class(mention.name) {
            NameClass::Person => Kind::Person,
            NameClass::Organisation => Kind::Body,
            _ => return None,
        };
        let firm = self.is_subject(mention);
        let fresh = self.named(name, kind, firm);
        if firm {
            self.focus.touch(fresh);
        } else {
            self.focus.mention(fresh);
        }
        (firm && kind == Kind::Person).then_some((mention.tokens.start, Referent::Name(name)))
    }

    fn named(&self, name: usize, kind: Kind, firm: bool) -> Candidate {
        let sex = self.sexes.get(name).copied().unwrap_or_default();
        Candidate { referent: Referent::Name(name), kind, sex, head: None, firm }
    }

    /// Whether a name is the subject of its sentence: at its start, or between commas after a role or a place.
    fn is_subject(&self, mention: &Mention) -> bool {
        let scan = self.scan;
        let at = self.persons.partition_point(|person| person.tokens.start < mention.tokens.start);
        let person = self.persons.get(at).filter(|person| person.tokens == mention.tokens);
        let title = mention.title.as_ref().map_or(mention.tokens.start, |title| title.start);
        let start = person.map_or(title, |person| person.phrase.start.min(title));
        let sentence = scan.sentence(scan.sentence_at(scan.span(mention.tokens.clone()).start()));
        let lead = sentence.start..start;
        let apposed = lead.len() <= APPOSED && !lead.is_empty() && scan.word(start - 1) == ",";
        let near = lead.len() < SUBJECT && !lead.clone().any(|token| scan.is(token, Tags::PREPOSITION));
        let asks = lead.len() == 1 && scan.is(lead.start, Tags::FINITE);
        let fronted = Tags::PREPOSITION.or(Tags::SUBORDINATOR).or(Tags::PAST);
        let fronted = apposed && (scan.is(lead.start, fronted) || scan.word(lead.start).ends_with("ing"));
        // "For X, that was the end."
        let topic =
            lead.len() < SUBJECT && scan.word(lead.start) == "For" && scan.word(mention.tokens.end) == ",";
        (near || apposed || topic)
            && (fronted
                || asks
                || !lead.clone().any(|token| scan.is_verb(token) && !scan.is(token, Tags::CAPITAL)))
            && !scan.is_possessive(mention.tokens.end - 1)
            && !self.quoted.holds(mention.tokens.start)
    }

    /// Resolves the speaker of a frame, who is the latest one then.
    fn speak(&mut self, frame: &mut Frame) {
        let found = match &frame.who {
            Who::Name(name) => Some((Referent::Name(self.names.fullest(*name)), false)),
            Who::Agent(head, body) => {
                let person = self.role(frame, *head).map(|found| (found, true));
                person.or_else(|| Some((Referent::Agent(*head, self.names.fullest(*body)), false)))
            }
            Who::Pronoun => self.pronoun(frame).map(|found| (found, true)),
            Who::Role(head) => self.role(frame, *head).map(|found| (found, true)),
        };
        if let Some((referent, resolved)) = found {
            match referent {
                Referent::Name(name) => frame.name = Some(name),
                Referent::Agent(head, name) => (frame.name, frame.agent) = (Some(name), Some(head)),
                Referent::Phrase(phrase) => frame.phrase = Some(phrase),
            }
            frame.resolved = resolved;
        }
        let asks = self.scan.word(frame.cue.start).starts_with("ask");
        self.asked = asks.then(|| frame.referent());
        self.touch(frame);
    }

    fn touch(&mut self, frame: &Frame) {
        let scan = self.scan;
        let (mut kind, mut sex, mut head) = (Kind::Person, Sex::Unknown, None);
        let body = |name: usize| self.names.class(name) != NameClass::Person;
        match &frame.who {
            Who::Pronoun => {
                sex = pronoun_sex(scan.keys.get(frame.speaker.start).copied());
                kind = match frame.name {
                    Some(name) if body(name) && frame.agent.is_none() => Kind::Body,
                    _ => Kind::Person,
                };
            }
            Who::Role(noun) | Who::Agent(noun, _) if frame.name.is_none_or(body) => {
                let agent = scan.is(*noun, Tags::ROLE) && !scan.is(*noun, Tags::GROUP);
                let word = scan.word(*noun);
                let plural = word.ends_with('s') && !word.ends_with("ss") || word.ends_with("men");
                kind = match () {
                    () if plural => Kind::Group,
                    () if agent || matches!(word, "one" | "another" | "One" | "Another") => Kind::Person,
                    () => Kind::Body,
                };
                sex = Sex::of(scan.tags(*noun));
                head = scan.keys.get(*noun).copied();
            }
            _ => {
                if let Some(name) = frame.name {
                    sex = self.sexes.get(name).copied().unwrap_or_default();
                    kind = if body(name) { Kind::Body } else { Kind::Person };
                }
            }
        }
        if let (Who::Agent(..), Some(name)) = (&frame.who, frame.name)
            && body(name)
        {
            self.focus.touch(self.named(name, Kind::Body, true));
        }
        self.focus.touch(Candidate { referent: frame.referent(), kind, sex, head, firm: true });
    }

    /// Whom a pronoun means.
    fn pronoun(&self, frame: &Frame) -> Option<Referent> {
        let word = self.scan.keys.get(frame.speaker.start).copied();
        let found = if word == Some(key("it")) {
            self.focus.body()
        } else if word == Some(key("they")) {
            self.focus.several()
        } else {
            const REPLIES: [&str; 5] = ["repl", "answer", "respond", "counter", "shot"];
            let replies = REPLIES.iter().any(|stem| self.scan.word(frame.cue.start).starts_with(stem));
            let asker = self.asked.as_ref().filter(|_| replies);
            self.focus.person(pronoun_sex(word), asker)
        };
        found.map(|found| found.referent.clone())
    }

    /// Who or what is known by a role: whoever the text calls so, the body whose name holds the word, else the body
    /// or person in focus where the word can mean any.
    fn role(&self, frame: &Frame, head: usize) -> Option<Referent> {
        let scan = self.scan;
        let word = scan.keys.get(head).copied()?;
        let first = scan.word(frame.speaker.start);
        let one = ["a", "an", "one", "another", "some", "two", "three", "several", "many", "other", "most"];
        if one.iter().any(|other| first.eq_ignore_ascii_case(other)) {
            return None;
        }
        let definite = scan.is(frame.speaker.start, Tags::DETERMINER.or(Tags::POSSESSIVE));
        if self.is_aged(head) && definite {
            let years = head.checked_sub(4).and_then(|at| scan.word(at).parse().ok());
            let aged =
                |years: u16| self.index.ages.iter().find(|(age, _)| *age == years).map(|(_, name)| *name);
            let known = years.and_then(aged);
            let latest = || self.focus.person(Sex::Unknown, None).map(|found| found.referent.clone());
            return known.map(Referent::Name).or_else(latest);
        }
        let plural = scan.word(head).ends_with('s');
        if scan.is(head, Tags::ROLE) && (!scan.is(head, Tags::GROUP) || self.index.roles.contains_key(&word))
        {
            let called = || self.called(word, head, frame.speaker.clone());
            let again = || {
                let same = |known: &Candidate| known.head == Some(word) && known.firm;
                self.focus.latest(same).filter(|known| same(known)).map(|known| known.referent.clone())
            };
            let persona = || self.persona(head).filter(|_| definite && self.is_bare(&frame.speaker));
            return called().or_else(|| again().filter(|_| definite)).or_else(persona);
        }
        if !scan.is(head, Tags::GROUP) {
            return None;
        }
        let named =
            |name: &usize| self.names.known.get(*name).is_some_and(|known| known.keys.contains(&word));
        let body = self.focus.body().and_then(|known| match known.referent {
            Referent::Name(name) => Some(name),
            _ => None,
        });
        let apt = body.filter(named).or_else(|| self.index.bodies.get(&word).copied());
        let general = !scan.is(head, Tags::SOLO) && !plural && self.is_bare(&frame.speaker);
        let latest = self.focus.latest(|known| {
            let solo =
                |head| LEXICON.word(head).tags.any(Tags::SOLO) || !LEXICON.word(head).tags.any(Tags::GROUP);
            known.kind == Kind::Body && !known.head.is_some_and(solo)
        });
        let latest = latest.map(|known| known.referent.clone());
        apt.map(Referent::Name).or_else(|| latest.filter(|_| general && definite))
    }

    /// The only person, or the latest one, whom the text has called by this word.
    fn called(&self, word: Key, head: usize, speaker: Range<usize>) -> Option<Referent> {
        let known = |name: &usize| self.names.known.get(*name).is_some_and(|known| known.first < head);
        let mut found = self.index.roles.get(&word)?.iter().copied().filter(known);
        let first = found.next()?;
        if found.clone().all(|name| name == first) {
            return Some(Referent::Name(first));
        }
        // "the Tarn mayor": whose role holds the other words too.
        let others = speaker.filter(|&token| token != head && self.scan.is(token, Tags::CAPITAL));
        let keys: Vec<Key> = others.map(|token| self.scan.bare_key(token)).collect();
        let holds = |name: usize| {
            keys.iter().any(|key| self.index.roles.get(key).is_some_and(|of| of.contains(&name)))
        };
        let all: Vec<usize> = std::iter::once(first).chain(found).collect();
        if let Some(&apt) = all.iter().find(|&&name| holds(name)) {
            return Some(Referent::Name(apt));
        }
        let is = |known: &Candidate| matches!(known.referent, Referent::Name(name) if all.contains(&name));
        self.focus.latest(is).map(|known| known.referent.clone())
    }

    /// Whom "the singer" means though nobody was called so: the latest person not known by some other work.
    fn persona(&self, head: usize) -> Option<Referent> {
        if !self.scan.is(head, Tags::PERSONA) {
            return None;
        }
        // "a teenager" before is somebody else, without a name.
        let word = self.scan.keys.get(head)?;
        let earlier = self.scan.keys.get(..head)?.iter().enumerate().filter(|(_, key)| *key == word);
        let article = |at: usize| matches!(self.scan.word(at), "a" | "an" | "A" | "An");
        let mut introduced = earlier.map(|(at, _)| at.saturating_sub(3)..at);
        if introduced.any(|mut lead| lead.any(article)) {
            return None;
        }
        let sex = Sex::of(self.scan.tags(head));
        let trade = !self.scan.is(head, Tags::NATIONALITY);
        let free = |known: &Candidate| {
            known.kind == Kind::Person
                && known.sex.fits(sex)
                && !matches!(known.referent, Referent::Name(name) if trade && self.index.trades.contains(&name))
        };
        let found = self.focus.latest(free).or_else(|| self.focus.person(sex, None))?;
        Some(found.referent.clone())
    }

    /// Whether a phrase holds neither a complement nor a possessor.
    fn is_bare(&self, phrase: &Range<usize>) -> bool {
        let scan = self.scan;
        phrase.len() < 6
            && !phrase.clone().skip(1).any(|at| scan.is(at, Tags::PREPOSITION) || scan.is_possessive(at))
    }

    /// "the 34-year-old".
    fn is_aged(&self, head: usize) -> bool {
        self.scan.word(head) == "old" && head.checked_sub(2).is_some_and(|at| self.scan.word(at) == "year")
    }
}

fn pronoun_sex(word: Option<Key>) -> Sex {
    match word {
        Some(word) if word == key("he") => Sex::Male,
        Some(word) if word == key("she") => Sex::Female,
        _ => Sex::Unknown,
    }
}

/// Names by the words of their roles and, for bodies, of their names.
#[derive(Default)]
struct Index {
    roles: KeyMap<Key, Vec<usize>>,
    bodies: KeyMap<Key, usize>,
    /// Persons by their age.
    ages: Vec<(u16, usize)>,
    /// Persons known by a role that is no mere description.
    trades: Vec<usize>,
}

impl Index {
    fn new(scan: &Scan<'_>, names: &Names, persons: &[Appearance]) -> Index {
        let mut index = Index::default();
        for found in persons {
            if let Some((age, _)) = &found.age {
                index.ages.push((*age, found.person));
            }
            let role = found.role.clone().into_iter().flatten();
            let trade = |token: usize| {
                scan.is(token, Tags::ROLE)
                    && !scan.is(token, Tags::PERSONA.or(Tags::PLACE))
                    && !scan.is_possessive(token)
            };
            if role.into_iter().any(trade) {
                index.trades.push(found.person);
            }
            let title = found.phrase.start..found.tokens.start;
            for token in title.chain(found.role.clone().into_iter().flatten()) {
                index.role(scan.bare_key(token), found.person);
                for hit in scan.hits_in(token..token + 1) {
                    if let Entry::Title(_, Some(full)) = hit.entry {
                        full.split(' ').for_each(|word| index.role(key(word), found.person));
                    }
                }
            }
        }
        for (name, known) in names.known.iter().enumerate() {
            // "the Duchess of X", "the duchess"
            if known.class == NameClass::Person && scan.is(known.first, Tags::TITLE) {
                known.keys.first().into_iter().for_each(|&key| index.role(key, name));
            }
            if known.class == NameClass::Organisation && known.fullest == name {
                known.keys.iter().for_each(|&key| _ = index.bodies.entry(key).or_insert(name));
            }
        }
        index
    }

    fn role(&mut self, word: Key, person: usize) {
        for &word in std::iter::once(&word).chain(LEXICON.kinds(word)) {
            let known = self.roles.entry(word).or_default();
            if !known.contains(&person) {
                known.push(person);
            }
        }
    }
}
