//! What bears a name.

use corroborate_model::{NameClass, TokenKind};

use super::{Mention, Names};
use crate::lexicon::{CueClass, Entry, Tags};
use crate::phrases::{Key, KeyMap};
use crate::scan::Scan;

/// What the places of a name tell of its bearer.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Evidence {
    title: bool,
    role: bool,
    age: bool,
    given: bool,
    speaks: bool,
    article: bool,
    /// How often "in", "at", "near" and so on stand before it, and how often nothing of the kind.
    located: u32,
    free: u32,
    road: bool,
    /// Whether its last word stands alone elsewhere.
    surname: bool,
    /// Whether its first word does, as the short name of a body.
    shortened: bool,
}

impl Evidence {
    /// Whether its first word is a usual given name.
    pub(crate) fn is_given(self) -> bool {
        self.given
    }
}

/// Sets the class of every name.
pub(super) fn judge(scan: &Scan<'_>, names: &mut Names) {
    for index in 0..names.mentions.len() {
        let Some(mention) = names.mentions.get(index).cloned() else { continue };
        if let Some(known) = names.known.get_mut(mention.name) {
            note(scan, &mention, &mut known.evidence);
        }
    }
    let firm_single =
        |known: &&super::Known| known.keys.len() == 1 && (known.evidence.title || known.evidence.age);
    let surnames: KeyMap<Key, ()> =
        names.known.iter().filter(firm_single).filter_map(|known| Some((*known.keys.first()?, ()))).collect();
    let single = |known: &&super::Known| known.keys.len() == 1;
    // Words that stand alone as a name, and whether they say something there.
    let mut alone: KeyMap<Key, bool> = KeyMap::default();
    for known in names.known.iter().filter(single) {
        if let Some(key) = known.keys.first() {
            *alone.entry(*key).or_default() |= known.evidence.speaks;
        }
    }
    for known in &mut names.known {
        let last = known.keys.last().filter(|_| (2..=4).contains(&known.keys.len()));
        known.evidence.title |= last.is_some_and(|key| surnames.contains_key(key));
        let surname = known.keys.last().and_then(|key| alone.get(key));
        known.evidence.surname = surname.is_some();
        let first = known.keys.first().filter(|_| known.keys.len() > 1);
        known.evidence.shortened = first.is_some_and(|key| alone.contains_key(key));
        known.evidence.speaks |= known.keys.len() > 1 && surname == Some(&true);
        (known.class, known.firm) = class(scan, known.first..known.first + known.keys.len(), known.evidence);
    }
}

fn note(scan: &Scan<'_>, mention: &Mention, evidence: &mut Evidence) {
    let (start, end) = (mention.tokens.start, mention.tokens.end);
    let before = start.checked_sub(1);
    evidence.title |= mention.title.is_some();
    evidence.given |= scan.is(start, Tags::GIVEN);
    evidence.role |= before.is_some_and(|token| scan.is(token, Tags::ROLE) && scan.spaced(start));
    evidence.role |= is_apposed(scan, start, end);
    evidence.role |= scan.word(end) == "," && matches!(scan.word(end + 1), "who" | "whose");
    let aged = scan.word(end) == "," && scan.kind(end + 1) == Some(TokenKind::Number);
    evidence.age |= aged && matches!(scan.word(end + 2), "," | ".") && scan.word(end + 1).len() < 3;
    evidence.age |= scan.word(end) == "," && scan.word(end + 1) == "aged";
    let cue = |token: usize| {
        scan.hits_in(token..token + 1)
            .iter()
            .any(|hit| matches!(hit.entry, Entry::Cue(CueClass::Say | CueClass::Tell | CueClass::Weak)))
    };
    let closed = matches!(scan.word(end), "," | "." | "");
    evidence.speaks |= cue(end) || closed && before.is_some_and(|token| scan.word(token) == "said");
    let place = before.is_some_and(|token| {
        matches!(
            scan.word(token),
            "in" | "at" | "near" | "outside" | "across" | "around" | "In" | "At" | "to" | "from" | "towards"
        )
    });
    let road = before.is_some_and(|token| {
        matches!(scan.word(token), "the" | "on" | "along" | "off" | "and" | "road" | "The")
    });
    evidence.road |= road
        || matches!(
            scan.word(end),
            "near"
                | "at"
                | "between"
                | "road"
                | "motorway"
                | "northbound"
                | "southbound"
                | "eastbound"
                | "westbound"
        );
    let article = before.is_some_and(|token| matches!(scan.word(token), "the" | "The"));
    evidence.article |= article;
    let spot = (end..end + 2)
        .any(|token| scan.is(token, Tags::PLACE_WORD) && !scan.is(token, Tags::CAPITAL.or(Tags::ROLE)));
    if (place || article && spot) && !cue(end) { evidence.located += 1 } else { evidence.free += 1 }
}

/// Whether a role stands beside the name between commas ("X, head of …", "the mayor, X,").
fn is_apposed(scan: &Scan<'_>, start: usize, end: usize) -> bool {
    let role = |token: usize| scan.is(token, Tags::ROLE) && !scan.is(token, Tags::GROUP);
    let before = start >= 2
        && scan.word(start - 1) == ","
        && role(start - 2)
        && matches!(scan.word(end), "," | "." | "");
    // "The driver of the last bus, X, has …"
    let sentence = scan.sentence(scan.sentence_at(scan.span(start..end).start()));
    let lead = sentence.start..start.saturating_sub(1);
    let fronted = scan.word(start.wrapping_sub(1)) == ","
        && scan.word(end) == ","
        && lead.len() < 16
        && lead.clone().take(6).any(role)
        && !scan.has_verb(lead);
    let lead = Tags::DETERMINER.or(Tags::POSSESSIVE).or(Tags::MODIFIER).or(Tags::NATIONALITY);
    let leads = |&token: &usize| !role(token) && (scan.is(token, lead) || scan.is_possessive(token));
    let after = scan.word(end) == "," && {
        let noun = end + 1 + (end + 1..end + 6).take_while(leads).count();
        role(noun) && !scan.is_possessive(noun)
    };
    before || fronted || after
}

/// The class of a name, and whether the name itself or a title tells it, not only its neighbours.
fn class(scan: &Scan<'_>, tokens: std::ops::Range<usize>, evidence: Evidence) -> (NameClass, bool) {
    let (first, last, len) = (tokens.start, tokens.end - 1, tokens.len());
    let text = crate::phrases::bare(scan.text(tokens.clone()));
    if let Some(class) = coded(text, evidence.road) {
        return (class, true);
    }
    let any = |tags: Tags| tokens.clone().any(|token| scan.is(token, tags));
    let county = len > 1 && scan.word(first) == "Co";
    let known = county
        || scan
            .hits_in(first..first + 1)
            .iter()
            .any(|hit| hit.entry == Entry::Place && hit.end == tokens.end);
    if known || (len == 1 && scan.is(first, Tags::PLACE) && !evidence.title && !evidence.age) {
        return (NameClass::Place, true);
    }
    let noble = scan.is(first, Tags::TITLE) && len > 2 && scan.word(first + 1) == "of";
    let told = evidence.title || evidence.age || noble;
    let site = len > 1
        && any(Tags::PLACE_WORD)
        && (scan.is(last, Tags::PLACE_WORD) || scan.is(first, Tags::FEATURE));
    // "Simon Fell", "Grace Hill": a surname that is a word for a place, told by what the text says of its bearer.
    let acts = evidence.role || evidence.speaks || evidence.surname;
    let site = site && !(evidence.given && len == 2 && acts && evidence.located == 0);
    let body = scan.is(last, Tags::ORGANISATION) || (len > 1 && any(Tags::ORGANISATION));
    let acronym = len == 1 && scan.is(first, Tags::SHOUTED) && text.len() < 7;
    match () {
        () if (told || evidence.given && (2..=4).contains(&len) && !site)
            && !scan.is(last, Tags::ORGANISATION) =>
        {
            (NameClass::Person, true)
        }
        () if body => (NameClass::Organisation, true),
        () if site => (NameClass::Place, true),
        () if evidence.role && (len > 1 || evidence.given) => (NameClass::Person, true),
        () if acronym => (NameClass::Organisation, true),
        () if len > 1 && any(Tags::GROUP) => (NameClass::Organisation, true),
        () => (by_neighbours(evidence, len), false),
    }
}

/// The class that prepositions, articles and verbs of speech beside a name suggest.
fn by_neighbours(evidence: Evidence, len: usize) -> NameClass {
    match () {
        () if evidence.located > 0 && evidence.located >= evidence.free => NameClass::Place,
        () if evidence.speaks
            && (2..=3).contains(&len)
            && (evidence.surname || !evidence.article && !evidence.shortened) =>
        {
            NameClass::Person
        }
        () if evidence.speaks => NameClass::Organisation,
        () if evidence.located > 0 => NameClass::Place,
        () => NameClass::Other,
    }
}

/// Roads and identifiers by their shape.
fn coded(text: &str, road: bool) -> Option<NameClass> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let letters = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - letters.len();
    let known = matches!(letters, "M" | "A" | "B" | "R" | "N" | "L" | "E") && (1..=4).contains(&digits);
    let numbered = matches!(letters, "I-" | "US-" | "SR-") && (1..=3).contains(&digits);
    Some(if known && (road || digits > 2) || numbered { NameClass::Road } else { NameClass::Identifier })
}
