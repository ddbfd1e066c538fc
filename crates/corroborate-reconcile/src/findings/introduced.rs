//! How a person is brought in: by a clause ("who chairs the board") or a title ("Dr"), held against how the base does it.
//!
//! A verb that only one office does tells that office. A clause that puts somebody on a side ("who voted against") counts
//! where the base has the person with an office or on the other side, and says nothing of the kind about them.
//! Not here: titles of courtesy, and clauses that tell what somebody did on the day.

use std::cell::OnceCell;
use std::ops::Range;

use corroborate_model::{FindingKind, NameClass, Severity, Span};
use foldhash::HashSet;

use super::Draft;
use crate::comparison::Comparison;
use crate::equivalence::person::{Namesakes, name_words};
use crate::witness::Witness;

/// Verbs of an office, and the office.
const OFFICES: &[(&str, &str)] = &[
    ("chairs", "chair"),
    ("chaired", "chair"),
    ("heads", "head"),
    ("leads", "head"),
    ("runs", "head"),
    ("manages", "manager"),
    ("managed", "manager"),
    ("owns", "owner"),
    ("captains", "captain"),
    ("captained", "captain"),
    ("coaches", "coach"),
    ("defends", "lawyer"),
    ("defended", "lawyer"),
    ("represents", "lawyer"),
    ("represented", "lawyer"),
    ("prosecuted", "prosecutor"),
    ("prosecutes", "prosecutor"),
    ("founded", "founder"),
    ("edits", "editor"),
];

/// Verbs that put somebody on a side.
const SIDES: &[(&str, bool)] = &[
    ("opposed", false),
    ("opposes", false),
    ("objected", false),
    ("objects", false),
    ("complained", false),
    ("criticised", false),
    ("criticized", false),
    ("condemned", false),
    ("supported", true),
    ("supports", true),
    ("backed", true),
    ("backs", true),
    ("proposed", true),
    ("welcomed", true),
    ("approved", true),
];

/// How far a clause behind a name is read, in tokens.
const REACH: usize = 12;

/// A name with the clause behind it.
struct Clause<'a> {
    name: &'a str,
    tokens: Range<usize>,
}

fn clauses<'a>(witness: &Witness<'a>) -> Vec<Clause<'a>> {
    let persons = witness.analysis.names.iter().filter(|name| name.class == NameClass::Person);
    let clause = |name: &corroborate_model::Name| {
        let sentence = witness.sentence(witness.sentence_at(name.span.start())?).tokens.clone();
        let after = witness.tokens_in(name.span).end;
        // An age, a party or a constituency may stand between: "Ann Moss, 47, who …".
        let who = (after..sentence.end.min(after + 8)).find(|&t| witness.folded(t) == "who")?;
        if who == after || witness.folded(who - 1) != "," || witness.folded(after) != "," {
            return None;
        }
        let marks = (after + 1..who).filter(|&t| witness.folded(t) == ",").count();
        let end = (who + 1..sentence.end.min(who + REACH)).find(|&t| !witness.is_word(t));
        let end = end.unwrap_or(sentence.end.min(who + REACH));
        let verb = |t: usize| matches!(witness.folded(t), "has" | "had" | "is" | "was" | "also" | "have");
        let start = (who + 1..end).find(|&t| !verb(t))?;
        (marks <= 1).then(|| Clause { name: witness.words(name.span), tokens: start..end })
    };
    persons.filter_map(clause).collect()
}

/// Offices told by a verb: name, office, place.
pub(super) fn offices<'a>(witness: &Witness<'a>) -> Vec<(&'a str, &'static str, Span)> {
    let told = |clause: Clause<'a>| {
        let verb = witness.folded(clause.tokens.start);
        let office = OFFICES.iter().find(|(word, _)| *word == verb)?.1;
        Some((clause.name, office, witness.span_of(clause.tokens)))
    };
    clauses(witness).into_iter().filter_map(told).collect()
}

/// On which side a clause puts somebody.
fn side(witness: &Witness<'_>, tokens: &Range<usize>) -> Option<bool> {
    let word = witness.folded(tokens.start);
    let next = witness.folded(tokens.start + 1);
    match (word, next) {
        ("voted" | "campaigned" | "spoke" | "argued", "against") => Some(false),
        ("voted" | "campaigned" | "spoke" | "argued", "for" | "to") => Some(true),
        _ => SIDES.iter().find(|(verb, _)| *verb == word).map(|(_, side)| *side),
    }
}

/// Drafts for persons whom only the other text puts on a side, and for titles of learning or sex that differ.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    let mut drafts = sided(comparison);
    drafts.extend(titled(comparison));
    drafts.extend(bodies(comparison));
    drafts
}

/// Last words of the names of bodies.
const BODIES: &[&str] = &[
    "board",
    "council",
    "agency",
    "authority",
    "office",
    "service",
    "commission",
    "trust",
    "union",
    "association",
    "institute",
    "department",
    "ministry",
    "committee",
    "fund",
    "society",
    "party",
    "group",
    "bank",
    "university",
    "college",
    "hospital",
    "centre",
    "inspectorate",
    "executive",
    "tribunal",
    "court",
    "federation",
    "foundation",
];

/// Names of bodies by their words: a row of capitalised words that ends in what bodies are called, three or more.
fn bodies_of<'w>(witness: &'w Witness<'_>) -> &'w [(Vec<String>, Span)] {
    witness.readings.bodies.get_or_init(|| read_bodies(witness))
}

fn read_bodies(witness: &Witness<'_>) -> Vec<(Vec<String>, Span)> {
    let capital = |t: usize| {
        let word = witness.analysis.tokens.get(t).map_or("", |token| witness.words(token.span));
        word.starts_with(char::is_uppercase) && !matches!(witness.folded(t), "the" | "a" | "an")
    };
    let mut found = Vec::new();
    for bounds in witness.analysis.sentences.iter().map(|sentence| sentence.tokens.clone()) {
        for last in bounds.clone().filter(|&t| capital(t) && BODIES.contains(&witness.folded(t))) {
            let first = (bounds.start..=last).rev().take_while(|&t| capital(t)).last().unwrap_or(last);
            let span = witness.span_of(first..last + 1);
            let words = name_words(witness.words(span));
            if words.len() >= 3 {
                found.push((words, span));
            }
        }
    }
    found
}

/// Bodies of the base that another name is held against.
const TWINS: usize = 512;

/// A body's name of three words or more, one of which is another: "Health Safety Board" for "Workplace Safety Board".
fn bodies(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (bodies_of(comparison.base), bodies_of(comparison.other));
    let mut drafts: Vec<Draft> = Vec::new();
    let distinct = |list: &'_ [(Vec<String>, Span)]| -> HashSet<Vec<String>> {
        list.iter().map(|body| body.0.clone()).collect()
    };
    let (known, told) = (distinct(base), distinct(other));
    let mut seen: HashSet<&[String]> = HashSet::default();
    for (words, span) in other {
        if known.contains(words) || !seen.insert(words) {
            continue;
        }
        let twin = base.iter().take(TWINS).find(|(here, _)| {
            let differing = here.iter().zip(words).filter(|(a, b)| a != b).count();
            here.len() == words.len() && differing == 1 && here.last() == words.last() && !told.contains(here)
        });
        let Some((_, here)) = twin else { continue };
        let place = |witness: &Witness<'_>, span: Span| {
            witness.sentence_at(span.start()).map_or(span, |sentence| witness.sentence(sentence).span)
        };
        let message = format!(
            "{{other}} names “{}” where {{base}} names “{}”",
            comparison.other.words(*span),
            comparison.base.words(*here)
        );
        drafts.push(
            Draft::new(FindingKind::Identity, Severity::Warning, 0.6, message)
                .between(place(comparison.base, *here), place(comparison.other, *span))
                .focus(Some(*here), Some(*span)),
        );
    }
    drafts
}

fn sided(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let own = clauses(base);
    let introduced = Namesakes::new(own.iter().map(|here| name_words(here.name)));
    let all = OnceCell::new();
    let mut drafts = Vec::new();
    for there in clauses(other) {
        let Some(new) = side(other, &there.tokens) else { continue };
        let all = all.get_or_init(|| {
            Namesakes::new(base.analysis.names.iter().map(|name| name_words(base.words(name.span))))
        });
        let namesakes = all.of(&name_words(there.name));
        let names = || namesakes.iter().map(|&at| &base.analysis.names[at]);
        let known = introduced.of(&name_words(there.name)).first().map(|&at| &own[at]);
        let opposed = known.is_some_and(|here| side(base, &here.tokens) == Some(!new));
        // What the base says of the person anywhere: the same verb beside the name is the same story.
        let verb = other.terms[there.tokens.start].concept;
        let told = names().any(|name| {
            let at = base.sentence_at(name.span.start());
            at.is_some_and(|s| base.bags[s].binary_search_by_key(&verb, |entry| entry.0).is_ok())
        });
        let Some(name) = names().next().filter(|_| opposed || known.is_some() && !told) else { continue };
        let here = match known {
            Some(here) => name.span.cover(base.span_of(here.tokens.clone())),
            None => name.span,
        };
        let place = other.span_of(there.tokens.clone());
        let message = format!(
            "{{other}} has {} as one “who {}”; {{base}} has “{}”",
            there.name,
            other.words(place),
            base.words(here)
        );
        drafts.push(
            Draft::new(FindingKind::Identity, Severity::Error, 0.65, message)
                .between(here, place)
                .focus(known.map(|here| base.span_of(here.tokens.clone())), Some(place)),
        );
    }
    drafts
}

/// Titles before a name that exclude each other, by sort.
const TITLES: &[(&str, u8, u8)] = &[
    ("dr", 0, 0),
    ("doctor", 0, 0),
    ("professor", 0, 1),
    ("prof", 0, 1),
    ("mr", 1, 0),
    ("mrs", 1, 1),
    ("ms", 1, 1),
    ("miss", 1, 1),
];

fn titles<'a>(witness: &Witness<'a>) -> Vec<(&'a str, u8, u8, Span)> {
    let persons = witness.analysis.names.iter().filter(|name| name.class == NameClass::Person);
    let titled = |name: &corroborate_model::Name| {
        let first = witness.tokens_in(name.span).start;
        let mut places = [Some(first), first.checked_sub(1), first.checked_sub(2)].into_iter().flatten();
        let found = places.find_map(|t| {
            let word = witness.folded(t).trim_end_matches('.');
            let near = t + 1 >= first || witness.folded(t + 1) == ".";
            TITLES.iter().find(|(title, ..)| *title == word).filter(|_| near).map(|title| (t, title))
        });
        let (token, &(_, sort, value)) = found?;
        Some((witness.words(name.span), sort, value, witness.span_of(token..token + 1)))
    };
    persons.filter_map(titled).collect()
}

fn titled(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (titles(comparison.base), titles(comparison.other));
    let named = Namesakes::new(base.iter().map(|title| name_words(title.0)));
    let mut drafts: Vec<Draft> = Vec::new();
    let surname = |name: &str| name_words(name).pop();
    for &(name, sort, value, there) in &other {
        // Two of one family bear the same name.
        let full = |witness: &Witness<'_>| {
            let names = witness.analysis.names.iter().filter(|found| found.class == NameClass::Person);
            let mut bearers: Vec<Vec<String>> = names
                .map(|found| name_words(witness.words(found.span)))
                .filter(|words| words.len() > 1 && words.last() == surname(name).as_ref())
                .collect();
            bearers.sort();
            bearers.dedup();
            bearers.len()
        };
        let same = named.of(&name_words(name)).into_iter().map(|at| &base[at]);
        let here: Vec<(u8, Span)> =
            same.filter(|title| title.1 == sort).map(|title| (title.2, title.3)).collect();
        let clash = !here.is_empty() && here.iter().all(|title| title.0 != value);
        let one = || full(comparison.base) <= 1 && full(comparison.other) <= 1;
        if !clash || !one() || drafts.iter().any(|draft| draft.message.contains(&format!("{name} ("))) {
            continue;
        }
        let place = |witness: &Witness<'_>, span: Span| {
            witness.sentence_at(span.start()).map_or(span, |sentence| witness.sentence(sentence).span)
        };
        let from = here[0].1;
        let message = format!(
            "{{other}} gives {name} (“{}”) another title than {{base}} (“{}”)",
            comparison.other.words(there),
            comparison.base.words(from)
        );
        drafts.push(
            Draft::new(FindingKind::Identity, Severity::Warning, 0.7, message)
                .between(place(comparison.base, from), place(comparison.other, there))
                .focus(Some(from), Some(there)),
        );
    }
    drafts
}
