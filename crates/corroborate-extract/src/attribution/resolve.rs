//! Finds the name behind a pronoun or a role.
//!
//! "he said" goes to the last person who spoke, or to a later one who is the subject of a sentence; "it said" and "the
//! company said" to the last body that spoke or acted, if it can be called so. What cannot be told is left open.

use corroborate_model::NameClass;

use super::{Frames, Who};
use crate::lexicon::Tags;
use crate::name::{Mention, Names};
use crate::phrases::{Key, KeyMap};
use crate::quotation::Quoted;
use crate::scan::Scan;

/// How far into its sentence a name can be its subject, in tokens.
const SUBJECT: usize = 7;

/// Words for bodies that are usually part of the name, or that mean no single body.
const OWN: [&str; 26] = [
    "police",
    "council",
    "club",
    "university",
    "hospital",
    "school",
    "court",
    "government",
    "ministry",
    "union",
    "party",
    "people",
    "source",
    "sources",
    "staff",
    "family",
    "management",
    "media",
    "newspaper",
    "paper",
    "magazine",
    "broadcaster",
    "station",
    "website",
    "outlet",
    "army",
];

#[derive(Default)]
struct Focus {
    person: Option<usize>,
    body: Option<usize>,
}

pub(super) fn resolve(scan: &Scan<'_>, names: &Names, quoted: &Quoted, frames: &mut Frames) {
    let index = Index::new(scan, names, frames);
    let mut focus = Focus::default();
    let mut mentions = names.mentions.iter().peekable();
    for at in 0..frames.list.len() {
        let Some(frame) = frames.list.get(at) else { break };
        // What the speaker says names nobody who could be the speaker.
        let start = frame.start().min(if frame.scope.is_empty() { usize::MAX } else { frame.scope.start });
        while let Some(mention) = mentions.next_if(|mention| mention.tokens.start < start) {
            focus.see(scan, names, quoted, mention);
        }
        let (name, resolved) = match frame.who {
            Who::Name(name) => (Some(names.fullest(name)), false),
            Who::Pronoun => (focus.person.or(focus.body), true),
            Who::Body => (focus.body, true),
            Who::Role(head) => (role(scan, names, &index, &focus, head), true),
        };
        match name {
            Some(name) if names.class(name) == NameClass::Person => focus.person = Some(name),
            Some(name) => focus.body = Some(name),
            None => {}
        }
        if let Some(frame) = frames.list.get_mut(at) {
            (frame.name, frame.resolved) = (name, resolved && name.is_some());
        }
    }
}

impl Focus {
    fn see(&mut self, scan: &Scan<'_>, names: &Names, quoted: &Quoted, mention: &Mention) {
        let sentence = scan.sentence(scan.sentence_at(scan.span(mention.tokens.clone()).start()));
        let subject = mention.tokens.start < sentence.start + SUBJECT
            && !(sentence.start..mention.tokens.start)
                .any(|token| scan.is(token, Tags::PREPOSITION) || scan.is_verb(token))
            && !scan.is_possessive(mention.tokens.end - 1)
            && !quoted.holds(mention.tokens.start);
        match names.class(mention.name) {
            NameClass::Person if subject || self.person.is_none() => {
                self.person = Some(names.fullest(mention.name))
            }
            NameClass::Organisation if subject || self.body.is_none() => {
                self.body = Some(names.fullest(mention.name))
            }
            _ => {}
        }
    }
}

/// Names by the words of their roles and, for bodies, of their names.
#[derive(Default)]
struct Index {
    roles: KeyMap<Key, Vec<usize>>,
    bodies: KeyMap<Key, usize>,
}

impl Index {
    fn new(scan: &Scan<'_>, names: &Names, frames: &Frames) -> Index {
        let mut index = Index::default();
        for (name, role) in frames.roles.iter().enumerate() {
            for token in role.clone().into_iter().flatten() {
                index.roles.entry(scan.bare_key(token)).or_default().push(name);
            }
        }
        for (name, known) in names.known.iter().enumerate() {
            if known.class == NameClass::Organisation && known.fullest == name {
                known.keys.iter().for_each(|&key| _ = index.bodies.entry(key).or_insert(name));
            }
        }
        index
    }
}

/// The name of somebody or something known by a role: the only one whose role holds the word, the body in focus or the
/// first whose name holds it, else the body in focus where the word can mean any body.
fn role(scan: &Scan<'_>, names: &Names, index: &Index, focus: &Focus, head: usize) -> Option<usize> {
    let word = scan.keys.get(head).copied()?;
    if scan.is(head, Tags::ROLE) && !scan.is(head, Tags::GROUP) {
        let known = |name: &&usize| names.known.get(**name).is_some_and(|known| known.first < head);
        let mut found = index.roles.get(&word)?.iter().filter(known);
        let first = found.next()?;
        return found.all(|name| name == first).then_some(*first);
    }
    let named = |name: &usize| names.known.get(*name).is_some_and(|known| known.keys.contains(&word));
    if let Some(body) = focus.body.filter(named).or_else(|| index.bodies.get(&word).copied()) {
        return Some(body);
    }
    let general = !OWN.contains(&scan.word(head).to_lowercase().as_str());
    let single = scan.is(head, Tags::GROUP) && !scan.word(head).ends_with('s');
    focus.body.filter(|_| general && single)
}
