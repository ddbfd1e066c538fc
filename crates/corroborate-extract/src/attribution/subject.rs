//! The noun phrase that names a speaker.

use std::ops::Range;

use corroborate_model::{NameClass, TokenKind};

use super::Who;
use crate::lexicon::Tags;
use crate::name::{Mention, Names};
use crate::phrases::{bare, key};
use crate::scan::Scan;

pub(super) struct Subjects<'a, 'b> {
    pub(super) scan: &'a Scan<'b>,
    pub(super) names: &'a Names,
}

impl Subjects<'_, '_> {
    /// The subject of the verb at `cue`, in `bounds`.
    pub(super) fn before(&self, bounds: Range<usize>, cue: usize) -> Option<(Range<usize>, Who)> {
        let scan = self.scan;
        let start = bounds.start;
        let mut end = self.skip_adverbs(start, cue);
        let relative = end > start && scan.is(end - 1, Tags::RELATIVE);
        if relative {
            end -= 1;
            end -= usize::from(end > start && scan.word(end - 1) == ",");
        }
        let last = end.checked_sub(1).filter(|&last| last >= start)?;
        if scan.is(last, Tags::PRONOUN) && !scan.is(last, Tags::DETERMINER) && !relative {
            return self.phrase(last..end);
        }
        let left = self.left_edge(start, last);
        let participle = scan.word(cue).ends_with("ing") && end == cue;
        if scan.word(last) == "," {
            return if participle { self.first(left..last) } else { self.apposed(left..last) };
        }
        if scan.is(last, Tags::COORDINATOR) {
            return self.first(left..last);
        }
        if participle && scan.is(last, Tags::PREPOSITION.or(Tags::SUBORDINATOR)) {
            return self.first(left..last);
        }
        if participle {
            // "with the union calling it …"
            let with = (left..end).rev().find(|&at| scan.word(at) == "with")?;
            return if end - with < 8 { self.phrase(with + 1..end) } else { None };
        }
        let mut from = self.phrase_start(left, end);
        if relative {
            from = self.object_start(from, end);
        }
        // "a man who knew X said": X is no subject.
        if from > left && scan.is(from - 1, Tags::FINITE.or(Tags::PAST)) {
            let relative = (left + 1..from).rev().find(|&at| scan.is(at, Tags::RELATIVE));
            if let Some(relative) = relative.filter(|&at| scan.word(at - 1) != ",") {
                return self.phrase(self.phrase_start(left, relative)..relative);
            }
        }
        self.phrase(from..end)
    }

    /// Where the noun phrase before a relative clause starts, if the verb before it stands in the range.
    fn object_start(&self, from: usize, end: usize) -> usize {
        let scan = self.scan;
        let verb = |&at: &usize| scan.is(at, Tags::PAST) && !scan.is(at, Tags::CAPITAL);
        let mut start = (from..end - 1).rev().find(verb).map_or(from, |at| at + 1);
        let noun = |at: usize| scan.is(at, Tags::ROLE.or(Tags::GROUP).or(Tags::DETERMINER).or(Tags::CAPITAL));
        let lead = (start..end - 1).take_while(|&at| !noun(at) || scan.is(at, Tags::ADVERB));
        if let Some(joint) = lead.filter(|&at| scan.is(at, Tags::PREPOSITION.or(Tags::ADVERB))).last() {
            start = joint + 1;
        }
        start
    }

    /// Where the noun phrase that ends at `end` starts.
    fn phrase_start(&self, left: usize, end: usize) -> usize {
        (left..end).rev().find(|&at| self.breaks(at)).map_or(left, |at| at + 1)
    }

    /// Whether somebody is known to be one who can speak, by a name or by a noun of the lexicons.
    pub(super) fn is_agent(&self, who: &Who) -> bool {
        match who {
            Who::Role(head) => {
                self.scan.is(*head, Tags::ROLE.or(Tags::GROUP)) || self.scan.word(*head) == "old"
            }
            _ => true,
        }
    }

    /// The phrase that starts right after a cue ("said X, Y of Z").
    pub(super) fn after(&self, range: Range<usize>) -> Option<(Range<usize>, Who)> {
        let scan = self.scan;
        let mut end = range.start;
        while end < range.end.min(range.start + 14) && !self.closes(end) {
            end += 1;
        }
        let tokens = range.start..end;
        let first = tokens.clone().next()?;
        let contracted = scan.is(first, Tags::PRONOUN) && scan.is(first, Tags::FINITE.or(Tags::CONTRACTED));
        if contracted || scan.is(first, Tags::PREPOSITION) {
            return None;
        }
        let (mut speaker, mut who) = self.phrase(tokens.clone())?;
        // "said the club's owner, X, …"
        if matches!(who, Who::Role(_)) && scan.word(end) == "," {
            let named = self.names.mentions_in(end + 1..end + 3).iter().find(|mention| {
                let start = mention.title.as_ref().map_or(mention.tokens.start, |title| title.start);
                start == end + 1 && self.names.class(mention.name) == NameClass::Person
            });
            if let Some(mention) = named {
                (speaker, who) = (speaker.start..mention.tokens.end, Who::Name(mention.name));
            }
        }
        // Something else between the cue and the name: "said on Friday that X".
        let gap = tokens.start..speaker.start;
        let clean = gap.clone().all(|token| {
            !scan.is(token, Tags::PREPOSITION.or(Tags::FINITE))
                || scan.is(token, Tags::MODIFIER.or(Tags::ROLE))
        });
        (clean && !(matches!(who, Who::Pronoun) && tokens.len() > 1)).then_some((speaker, who))
    }

    fn skip_adverbs(&self, start: usize, cue: usize) -> usize {
        let scan = self.scan;
        let mut end = cue;
        while end > start {
            let before = end - 1;
            let helper = scan.is(before, Tags::FINITE.or(Tags::BE))
                && !scan.is(before, Tags::PRONOUN.or(Tags::CONTRACTED).or(Tags::CAPITAL));
            let dated = scan.is(before, Tags::CALENDAR)
                || (scan.word(before) == "on" && scan.is(end, Tags::CALENDAR));
            let adverb = scan.is(before, Tags::ADVERB) && !scan.is(before, Tags::PRONOUN);
            let manner = !scan.is(before, Tags::CAPITAL)
                && (scan.word(before) == "long" || scan.word(before).ends_with("ly"))
                && !scan.is(before, Tags::ROLE.or(Tags::GROUP));
            if !helper && !dated && !adverb && !manner {
                break;
            }
            end = before;
        }
        end
    }

    /// Where the clause that ends at `last` starts at the earliest.
    fn left_edge(&self, start: usize, last: usize) -> usize {
        let scan = self.scan;
        let far = last.saturating_sub(45).max(start);
        let edge = |&at: &usize| match scan.word(at) {
            ";" | ":" | "–" | "—" | "--" => true,
            "-" => scan.spaced(at) && scan.spaced(at + 1),
            _ => false,
        };
        (far..last).rev().find(edge).map_or(far, |at| at + 1)
    }

    fn breaks(&self, token: usize) -> bool {
        let scan = self.scan;
        let stop = Tags::FINITE.or(Tags::RELATIVE).or(Tags::SUBORDINATOR).or(Tags::COORDINATOR);
        let joined = scan.is(token, Tags::COORDINATOR) && self.inside_name(token);
        (scan.is(token, stop) && !joined && !scan.is(token, Tags::CAPITAL))
            || matches!(scan.word(token), "," | "(" | ")")
    }

    fn inside_name(&self, token: usize) -> bool {
        let near = self.names.mentions_in(token.saturating_sub(8)..token);
        near.iter().any(|mention| mention.tokens.end > token)
    }

    fn closes(&self, token: usize) -> bool {
        let scan = self.scan;
        let word = scan.word(token);
        let mark = scan.kind(token) == Some(TokenKind::Mark) && !matches!(word, "-" | "&" | ".");
        let stop = word == "."
            && !scan.is(token.wrapping_sub(1), Tags::SHOUTED)
            && !self.inside_name(token)
            && !self.is_title(token.wrapping_sub(1));
        let verb = scan.is(token, Tags::FINITE.or(Tags::RELATIVE).or(Tags::SUBORDINATOR))
            && !scan.is(token, Tags::CAPITAL);
        mark || stop || verb || (scan.is(token, Tags::COORDINATOR) && !self.inside_name(token))
    }

    fn is_title(&self, token: usize) -> bool {
        self.scan.is(token, Tags::TITLE)
    }

    /// A phrase with something between commas: the name in it, or its first noun phrase.
    fn apposed(&self, range: Range<usize>) -> Option<(Range<usize>, Who)> {
        let person = self.person_in(range.clone());
        if let Some(found) = person {
            return Some(found);
        }
        let first = self.first(range.clone())?;
        // "The company, X, said"
        let named = self.names.mentions_in(first.0.end..range.end).first().filter(|mention| {
            mention.tokens.start == first.0.end + 1
                && mention.tokens.end == range.end
                && self.names.class(mention.name) != NameClass::Place
        });
        match (named, &first.1) {
            (Some(mention), Who::Role(_)) => Some((mention.tokens.clone(), Who::Name(mention.name))),
            _ => Some(first),
        }
    }

    fn person_in(&self, range: Range<usize>) -> Option<(Range<usize>, Who)> {
        let near = self.names.mentions_in(range.clone());
        let mut persons = near.iter().filter(|mention| {
            self.names.class(mention.name) == NameClass::Person
                && mention.tokens.end <= range.end
                && !self.scan.is_possessive(mention.tokens.end - 1)
        });
        // The subject is followed by a comma or its clause; a name after a preposition is none.
        let acts = |mention: &&Mention| {
            let start = mention.title.as_ref().map_or(mention.tokens.start, |title| title.start);
            start == range.start || !self.scan.is(start - 1, Tags::PREPOSITION)
        };
        let person = persons.clone().find(acts).or_else(|| persons.next())?;
        let start = person.title.as_ref().map_or(person.tokens.start, |title| title.start);
        Some((start..person.tokens.end, Who::Name(person.name)))
    }

    /// The first noun phrase of a clause: its subject.
    fn first(&self, range: Range<usize>) -> Option<(Range<usize>, Who)> {
        let mut start = range.start;
        let fronted = Tags::PREPOSITION.or(Tags::SUBORDINATOR);
        if self.scan.is(start, fronted)
            && let Some(comma) = range.clone().find(|&at| self.scan.word(at) == ",")
        {
            start = comma + 1;
        }
        while start < range.end && self.scan.kind(start) == Some(TokenKind::Mark) {
            start += 1;
        }
        let mut end = start;
        while end < range.end && (end == start || !self.breaks(end) && !self.scan.is_verb(end)) {
            end += 1;
        }
        self.phrase(start..end)
    }

    /// Who a noun phrase names.
    fn phrase(&self, mut range: Range<usize>) -> Option<(Range<usize>, Who)> {
        let scan = self.scan;
        let joint = Tags::COORDINATOR.or(Tags::SUBORDINATOR);
        while range.len() > 1
            && (scan.is(range.start, joint) && !scan.is(range.start, Tags::PRONOUN.or(Tags::GIVEN))
                || !scan.is(range.start, Tags::LETTERS) && scan.kind(range.start) == Some(TokenKind::Mark))
        {
            range.start += 1;
        }
        if range.is_empty() {
            return None;
        }
        if let Some(found) = self.person_in(range.clone())
            && !self.depends(range.start, found.0.start)
        {
            return Some(found);
        }
        if range.len() == 1 {
            let word = scan.keys.get(range.start).copied().unwrap_or_default();
            if ["he", "she", "they", "it"].iter().any(|&pronoun| word == key(pronoun)) {
                return Some((range, Who::Pronoun));
            }
            if ["one", "another", "others", "some", "many", "both", "several"]
                .iter()
                .any(|&few| word == key(few))
            {
                return Some((range.clone(), Who::Role(range.start)));
            }
            if scan.is(range.start, Tags::PRONOUN) {
                return None;
            }
        }
        let named = self.names.mentions_in(range.clone()).iter().rfind(|mention| {
            mention.tokens.end <= range.end && self.names.class(mention.name) != NameClass::Road
        });
        if let Some(mention) = named
            && (self.names.class(mention.name) != NameClass::Place || mention.tokens.len() == range.len())
            && self.names.class(mention.name) != NameClass::Person
            && !(scan.is_possessive(mention.tokens.end - 1) && mention.tokens.end < range.end)
        {
            let before = self.head(range.start..mention.tokens.start);
            let depends = self.depends(range.start, mention.tokens.start);
            if let Some(head) =
                before.filter(|&head| depends && self.stands_beside(head, mention.tokens.start))
            {
                return Some((range, Who::Role(head)));
            }
            // "a draft seen by X"
            if let (true, None, Some(noun)) = (depends, before, self.noun(range.start..mention.tokens.start))
            {
                return Some((range, Who::Role(noun)));
            }
            let agent = self.head(mention.tokens.end..range.end).or(before.filter(|_| depends));
            let body = self.names.class(mention.name) == NameClass::Organisation;
            return Some(match agent {
                Some(head) if !body => (range, Who::Role(head)),
                Some(head) => (range, Who::Agent(head, mention.name)),
                None => (mention.tokens.clone(), Who::Name(mention.name)),
            });
        }
        let head = self.head(range.clone()).or_else(|| self.noun(range.clone()))?;
        Some((range, Who::Role(head)))
    }

    /// Whether a name at `at` only belongs to the noun before it in its phrase ("a friend of X", "a spokesman for the
    /// X").
    fn depends(&self, start: usize, at: usize) -> bool {
        let article = at > start && self.scan.is(at - 1, Tags::DETERMINER);
        let joint = at - usize::from(article);
        joint > start + 1 && self.scan.is(joint - 1, Tags::PREPOSITION)
    }

    /// The noun that a role without a name is known by.
    fn head(&self, range: Range<usize>) -> Option<usize> {
        let scan = self.scan;
        let noun = Tags::ROLE.or(Tags::GROUP);
        let old = range.end.wrapping_sub(1);
        if range.len() > 4 && scan.word(old) == "old" && scan.word(old - 2) == "year" {
            return Some(old);
        }
        let edge = range.clone().skip(1).find(|&at| scan.is(at, Tags::PREPOSITION)).unwrap_or(range.end);
        (range.start..edge).rev().find(|&at| scan.is(at, noun) && !scan.is_possessive(at))
    }

    /// Whether a name only tells where something is or who saw it ("a sign outside the X", "a draft seen by X").
    fn stands_beside(&self, head: usize, name: usize) -> bool {
        let scan = self.scan;
        let joint = (head + 1..name).rev().find(|&at| scan.is(at, Tags::PREPOSITION));
        let Some(joint) = joint else { return false };
        let passive = scan.word(joint) == "by" && scan.is(joint - 1, Tags::PAST.or(Tags::NONFINITE));
        let passive = passive || scan.word(joint) == "by" && matches!(scan.word(joint - 1), "seen" | "shown");
        let belongs = matches!(scan.word(joint), "of" | "for" | "at" | "with" | "from" | "by" | "in");
        passive || !scan.is(head, Tags::ROLE) && !belongs
    }

    /// The last word of a noun phrase whose noun no lexicon knows.
    fn noun(&self, range: Range<usize>) -> Option<usize> {
        let scan = self.scan;
        let edge = range.clone().skip(1).find(|&at| scan.is(at, Tags::PREPOSITION)).unwrap_or(range.end);
        let last = edge.checked_sub(1).filter(|&last| last >= range.start)?;
        let function =
            Tags::PRONOUN.or(Tags::ADVERB).or(Tags::PREPOSITION).or(Tags::CALENDAR).or(Tags::FINITE);
        let phrase = scan.is(range.start, Tags::DETERMINER.or(Tags::POSSESSIVE)) && last > range.start
            || scan.word(last).ends_with('s')
            || scan.is(last, Tags::CAPITAL);
        (phrase && scan.is(last, Tags::LETTERS) && !scan.is(last, function) && !scan.is_possessive(last))
            .then_some(last)
    }

    /// The role in front of or behind the name of a body ("a spokesman for X", "power firm X").
    pub(super) fn role_in(&self, speaker: Range<usize>) -> Option<String> {
        let scan = self.scan;
        let before = speaker.start.checked_sub(1)?;
        let joint = if scan.is(before, Tags::DETERMINER) { before.checked_sub(1)? } else { before };
        let noun = if scan.is(joint, Tags::PREPOSITION) { joint.checked_sub(1)? } else { joint };
        (scan.is(noun, Tags::ROLE) && noun != joint).then(|| bare(scan.word(noun)).to_owned())
    }
}
