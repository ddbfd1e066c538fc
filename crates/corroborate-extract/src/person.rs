//! Persons with their roles and ages.
//!
//! A role stands before a name ("chief fire officer Declan Mawe") or after it between commas ("…, its head of
//! operations,"), an age after a comma, in brackets or before the name ("19-year-old"). Deliberately not here: persons
//! without a name, whose age is a quantity, and any guess at somebody's sex.

use std::ops::Range;

use corroborate_model::{Claim, NameClass, Payload, Person, Span, TokenKind};

use crate::lexicon::{Entry, Tags, TitleClass};
use crate::name::{Mention, Names};
use crate::scan::Scan;

/// A person at one place of the text.
#[derive(Clone, Debug)]
pub(crate) struct Appearance {
    /// The name as a whole: an index into [`Names::known`], the fullest form.
    pub(crate) person: usize,
    /// The tokens of the name.
    pub(crate) tokens: Range<usize>,
    /// Name, title, role and age together.
    pub(crate) phrase: Range<usize>,
    /// The tokens of the role.
    pub(crate) role: Option<Range<usize>>,
    /// The age in years, and its tokens.
    pub(crate) age: Option<(u16, Range<usize>)>,
}

/// Every place where a person is named, in order.
pub(crate) fn appearances(scan: &Scan<'_>, names: &Names) -> Vec<Appearance> {
    let persons = names.mentions.iter().filter(|mention| names.class(mention.name) == NameClass::Person);
    persons.map(|mention| appearance(scan, names, mention)).collect()
}

/// One claim for the first place of each person, and for each that tells a role or an age.
pub(crate) fn claims(scan: &Scan<'_>, names: &Names, appearances: &[Appearance]) -> Vec<Claim> {
    let mut seen = vec![false; names.known.len()];
    let mut claims = Vec::new();
    for found in appearances {
        let known = seen.get_mut(found.person).map(|seen| std::mem::replace(seen, true)).unwrap_or(false);
        if known && found.role.is_none() && found.age.is_none() {
            continue;
        }
        let span_of = |tokens: &Range<usize>| scan.span(tokens.clone());
        let role_span = found.role.as_ref().map(span_of);
        let age_span = found.age.as_ref().map(|(_, tokens)| span_of(tokens));
        let name_span = without_ending(scan, found.tokens.clone());
        let person = Person {
            name: names.text(found.person).to_owned(),
            role: role_span.map(|span| span.of(scan.reading.text()).to_owned()),
            role_span,
            age: found.age.as_ref().map(|(age, _)| *age),
            age_span,
        };
        let span = [role_span, age_span].into_iter().flatten().fold(name_span, Span::cover);
        claims.push(Claim::new(span, scan.sentence_at(span.start()), Payload::Person(person)));
    }
    claims
}

fn without_ending(scan: &Scan<'_>, tokens: Range<usize>) -> Span {
    let span = scan.span(tokens);
    let words = crate::phrases::bare(span.of(scan.reading.text()));
    Span::new(span.start(), span.start() + words.len())
}

fn appearance(scan: &Scan<'_>, names: &Names, mention: &Mention) -> Appearance {
    let sentence = scan.sentence(scan.sentence_at(scan.span(mention.tokens.clone()).start()));
    let finder = Finder { scan, names, sentence };
    let tokens = mention.tokens.clone();
    let start = mention.title.as_ref().map_or(tokens.start, |title| title.start);
    let age = finder.age_after(tokens.end).or_else(|| finder.age_before(start));
    let after = age
        .as_ref()
        .filter(|(_, range)| range.start >= tokens.end)
        .map_or(tokens.end, |(_, range)| range.end);
    let role = finder
        .role_after(after)
        .or_else(|| finder.role_before(start, tokens.start))
        .or_else(|| finder.apposed_before(start))
        .or_else(|| mention.title.clone().filter(|title| finder.tells(title)));
    let mut phrase = start..tokens.end;
    for range in role.iter().chain(age.as_ref().map(|(_, range)| range)) {
        phrase = phrase.start.min(range.start)..phrase.end.max(range.end);
    }
    Appearance { person: names.fullest(mention.name), tokens, phrase, role, age }
}

struct Finder<'a, 'b> {
    scan: &'a Scan<'b>,
    names: &'a Names,
    sentence: Range<usize>,
}

impl Finder<'_, '_> {
    /// Whether a title tells more than how to address somebody.
    fn tells(&self, title: &Range<usize>) -> bool {
        let hits = self.scan.hits_in(title.clone());
        hits.iter().any(|hit| matches!(hit.entry, Entry::Title(TitleClass::Rank, _)))
    }

    /// ", 47," and "(47)" and ", aged 47".
    fn age_after(&self, at: usize) -> Option<(u16, Range<usize>)> {
        let scan = self.scan;
        if !matches!(scan.word(at), "," | "(") || at >= self.sentence.end {
            return None;
        }
        let bracket = scan.word(at) == "(";
        if bracket && !scan.has_verb(self.sentence.clone()) {
            return None;
        }
        let number = if scan.word(at + 1) == "aged" { at + 2 } else { at + 1 };
        let ends =
            number + 1 >= self.sentence.end || matches!(scan.word(number + 1), "," | "." | ":" | ";" | "and");
        let closed = if bracket { scan.word(number + 1) == ")" } else { ends || number == at + 2 };
        Some((self.years(number).filter(|years| closed && (!bracket || *years < 100))?, number..number + 1))
    }

    /// "24-year-old" before the name.
    fn age_before(&self, start: usize) -> Option<(u16, Range<usize>)> {
        let first = start.checked_sub(5).filter(|&first| first >= self.sentence.start)?;
        let word = |offset| self.scan.word(first + offset);
        let joined = word(1) == "-" && word(2) == "year" && word(3) == "-" && word(4) == "old";
        Some((self.years(first).filter(|_| joined)?, first..start))
    }

    fn years(&self, token: usize) -> Option<u16> {
        let number = self.scan.kind(token) == Some(TokenKind::Number);
        self.scan.word(token).parse().ok().filter(|age| number && (1..=120).contains(age))
    }

    /// A role noun right before the name (or its title), with what belongs to it on its left.
    fn role_before(&self, start: usize, name: usize) -> Option<Range<usize>> {
        let scan = self.scan;
        let role = Tags::ROLE.or(Tags::MODIFIER);
        let mut first = start;
        while first > self.sentence.start
            && scan.is(first - 1, role)
            && scan.spaced(first)
            && !self.ends_name(first)
        {
            first -= 1;
        }
        let titled = start < name;
        let noun = first < start && (titled || scan.is(start - 1, Tags::ROLE));
        let named = self.name_before(first);
        match (noun, titled) {
            (true, _) => Some(named.unwrap_or(first)..name),
            (false, true) if named.is_some() && self.tells(&(start..name)) => named.map(|from| from..name),
            _ => None,
        }
    }

    /// Whether the word before `at` is the end of a name.
    fn ends_name(&self, at: usize) -> bool {
        let near = self.names.mentions_in(at.saturating_sub(8)..at);
        near.iter().any(|mention| mention.tokens.end == at && mention.tokens.len() > 1)
    }

    /// Where the name of a body that ends right before `at` starts ("Northtown manager").
    fn name_before(&self, at: usize) -> Option<usize> {
        let near = self.names.mentions_in(at.saturating_sub(6)..at);
        let mention = near.iter().rfind(|mention| mention.tokens.end == at)?;
        let body = self.names.class(mention.name) != NameClass::Person
            && mention.tokens.start >= self.sentence.start;
        body.then_some(mention.tokens.start)
    }

    /// A role between commas after the name.
    fn role_after(&self, at: usize) -> Option<Range<usize>> {
        let comma = if self.scan.word(at) == "," || self.scan.word(at) == ")" { at } else { return None };
        let start = if self.scan.word(comma + 1) == "," { comma + 2 } else { comma + 1 };
        self.role_phrase(start)
    }

    /// "Its head of product safety, Dr …": a role with a comma before the name.
    fn apposed_before(&self, start: usize) -> Option<Range<usize>> {
        let comma = start.checked_sub(1).filter(|&at| self.scan.word(at) == ",")?;
        let from = (self.sentence.start..comma)
            .rev()
            .take(14)
            .find(|&at| matches!(self.scan.word(at), "," | "\"" | "“" | ":" | "and" | "but"));
        let first = from.map_or(self.sentence.start, |at| at + 1);
        self.role_phrase(first).filter(|role| role.end == comma)
    }

    /// The role that starts at `start`: words up to a role noun, and its complement ("of …", "for …").
    fn role_phrase(&self, start: usize) -> Option<Range<usize>> {
        let scan = self.scan;
        let mut head = start;
        loop {
            let word = head < self.sentence.end && scan.is(head, Tags::LETTERS);
            if !word
                || head > start + 9
                || self.ends_phrase(head) && !scan.is(head, Tags::DETERMINER.or(Tags::POSSESSIVE))
            {
                return None;
            }
            let next = head + 1;
            let last = next >= self.sentence.end || self.ends_role(next) || scan.is(next, Tags::PREPOSITION);
            if scan.is(head, Tags::ROLE) && last && !scan.is_possessive(head) {
                break;
            }
            head += if scan.word(head + 1) == "-" { 2 } else { 1 };
        }
        let mut end = head + 1;
        if scan.is(end, Tags::PREPOSITION) && end < self.sentence.end {
            while end < self.sentence.end && !self.ends_role(end) {
                end += 1;
            }
        }
        if end > head + 1 && scan.is(end - 1, Tags::PREPOSITION) {
            return Some(start..head + 1);
        }
        let closed = end >= self.sentence.end || self.ends_role(end);
        closed.then_some(start..end)
    }

    fn ends_phrase(&self, token: usize) -> bool {
        let stop =
            Tags::FINITE.or(Tags::RELATIVE).or(Tags::SUBORDINATOR).or(Tags::PRONOUN).or(Tags::PREPOSITION);
        self.scan.is(token, stop) || self.is_cue(token)
    }

    fn ends_role(&self, token: usize) -> bool {
        let scan = self.scan;
        let mark = scan.kind(token) == Some(TokenKind::Mark)
            && !matches!(scan.word(token), "-" | "'" | "’" | "." | "&");
        let stop = scan.word(token) == "." && (token + 1 >= self.sentence.end || scan.spaced(token + 1));
        let verb = scan.is(token, Tags::FINITE.or(Tags::RELATIVE)) && !scan.is(token, Tags::CAPITAL)
            || self.is_cue(token);
        let split = scan.is(token, Tags::COORDINATOR)
            && !(scan.is(token - 1, Tags::CAPITAL) && scan.is(token + 1, Tags::CAPITAL));
        mark || stop || verb || (split && scan.is(token + 1, Tags::FINITE.or(Tags::PRONOUN)))
    }

    fn is_cue(&self, token: usize) -> bool {
        self.scan.is(token, Tags::CUE)
    }
}
