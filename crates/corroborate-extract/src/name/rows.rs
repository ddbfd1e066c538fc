//! Rows of capitalised words that can be names.

use std::ops::Range;

use corroborate_model::{BlockKind, TokenKind};

use super::Names;
use crate::lexicon::{Entry, Tags};
use crate::phrases::{Key, KeyMap};
use crate::scan::Scan;

/// A row with the title before it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) tokens: Range<usize>,
    pub(super) title: Option<Range<usize>>,
    /// One capitalised word where a capital says little: kept only where the text or a lexicon confirms it.
    tentative: bool,
}

/// Words that no name goes on with.
const SMALL: Tags = Tags::DETERMINER
    .or(Tags::PRONOUN)
    .or(Tags::POSSESSIVE)
    .or(Tags::PREPOSITION)
    .or(Tags::COORDINATOR)
    .or(Tags::SUBORDINATOR)
    .or(Tags::RELATIVE)
    .or(Tags::BE)
    .or(Tags::ADVERB)
    .or(Tags::CALENDAR);

/// Words that no name starts with.
const FUNCTION: Tags = SMALL.or(Tags::FINITE);

/// All rows of the text, and the sentences in which capitals tell nothing.
pub(super) fn collect(scan: &Scan<'_>) -> (Vec<Row>, Vec<Range<usize>>) {
    let mut rows = Vec::new();
    let mut loud = Vec::new();
    for sentence in scan.reading.sentences {
        let kind = scan.reading.kind_of(sentence);
        if is_loud(scan, sentence.tokens.clone(), kind) {
            loud.push(sentence.tokens.clone());
        } else {
            Finder { scan, sentence: sentence.tokens.clone() }.run(&mut rows);
        }
    }
    confirm(scan, &mut rows);
    (rows, loud)
}

/// Whether a sentence is in capitals throughout, or a heading in title case.
fn is_loud(scan: &Scan<'_>, tokens: Range<usize>, kind: BlockKind) -> bool {
    let (mut words, mut capitals, mut shouted) = (0, 0, 0);
    let kinds = scan.reading.tokens.get(tokens.clone()).unwrap_or(&[]);
    let tags = scan.tags.get(tokens).unwrap_or(&[]);
    for (token, tags) in kinds.iter().zip(tags).skip(1) {
        if token.kind == TokenKind::Word && !tags.any(FUNCTION) {
            words += 1;
            capitals += usize::from(tags.any(Tags::CAPITAL));
            shouted += usize::from(tags.any(Tags::SHOUTED));
        }
    }
    let heading = matches!(kind, BlockKind::Headline | BlockKind::Subheading);
    (words >= 3 && shouted * 10 >= words * 8) || (heading && words >= 4 && capitals * 10 >= words * 7)
}

/// Leaves out tentative rows whose word stands nowhere else with a capital that tells something.
fn confirm(scan: &Scan<'_>, rows: &mut Vec<Row>) {
    // Whether a word stands in a sure name, and has no place in small letters.
    let mut sure: KeyMap<Key, bool> = KeyMap::default();
    for token in rows.iter().filter(|row| !row.tentative).flat_map(|row| row.tokens.clone()) {
        sure.insert(scan.bare_key(token), true);
    }
    for (token, (key, tags)) in scan.keys.iter().zip(&scan.tags).enumerate() {
        if tags.any(Tags::LETTERS)
            && !tags.any(Tags::CAPITAL)
            && let Some(sure) = sure.get_mut(key)
            && !is_address(scan, token)
        {
            *sure = false;
        }
    }
    rows.retain(|row| !row.tentative || sure.get(&scan.bare_key(row.tokens.start)) == Some(&true));
}

/// Whether a word in small letters is part of a web address.
fn is_address(scan: &Scan<'_>, token: usize) -> bool {
    !scan.spaced(token)
        || (scan.word(token + 1) == "." && !scan.spaced(token + 2))
        || scan.word(token + 1) == "@"
}

struct Finder<'a, 'b> {
    scan: &'a Scan<'b>,
    sentence: Range<usize>,
}

impl Finder<'_, '_> {
    fn run(&self, rows: &mut Vec<Row>) {
        let mut at = self.sentence.start;
        while at < self.sentence.end {
            let tags = self.scan.tags(at);
            if !(tags.any(Tags::CAPITAL) || tags.any(Tags::TITLE) && self.starts_title(at)) {
                at += 1;
                continue;
            }
            at = match self.row(at) {
                Some(row) => {
                    let end = row.tokens.end;
                    self.push(row, rows);
                    end
                }
                None => at + 1,
            };
        }
    }

    /// Adds a row; roles at its ends, and a body before a person ("Fox host Dana Ash"), are cut off.
    fn push(&self, row: Row, rows: &mut Vec<Row>) {
        let Row { tokens, title, tentative } = row;
        let person = if title.is_none() { self.person_in(&tokens) } else { None };
        if let Some(person) = person {
            let body = self.without_role(tokens.start..person);
            if body.len() > 1 || body.clone().any(|at| self.scan.is(at, Tags::PLACE.or(Tags::SHOUTED))) {
                rows.push(Row { tokens: body, title: None, tentative: false });
            }
            rows.push(Row { tokens: person..tokens.end, title, tentative: false });
            return;
        }
        let bare = if title.is_none() { self.without_role(tokens.clone()) } else { tokens.clone() };
        if !bare.is_empty() {
            rows.push(Row { tokens: bare, title, tentative });
        }
    }

    /// Where a given name and a surname start at the end of a row that starts with words for a role or a body.
    fn person_in(&self, tokens: &Range<usize>) -> Option<usize> {
        let scan = self.scan;
        let lead = Tags::ROLE.or(Tags::MODIFIER).or(Tags::GROUP).or(Tags::ORGANISATION);
        let lead = lead.or(Tags::NATIONALITY).or(Tags::PLACE).or(Tags::ORGPART);
        if scan.is(tokens.start, Tags::GIVEN) && !scan.is(tokens.start, Tags::ROLE.or(Tags::MODIFIER)) {
            return None;
        }
        let given = (tokens.start + 1..tokens.end - 1)
            .find(|&at| scan.is(at, Tags::GIVEN) && scan.spaced(at) && scan.is(at + 1, Tags::CAPITAL))?;
        let thing = Tags::ORGANISATION.or(Tags::PLACE_WORD).or(Tags::ORGPART);
        let named = tokens.end - given <= 3 && !scan.is(tokens.end - 1, thing);
        let joint = (tokens.start..given).any(|at| !scan.is(at, Tags::LETTERS) && scan.word(at) != "-")
            || scan.is(given - 1, Tags::PREPOSITION)
            || scan.word(given - 1).len() < 2;
        let led = scan.is(given - 1, lead) || given - tokens.start > 1 || self.is_initial(tokens.start);
        (named && led && !joint).then_some(given)
    }

    /// A row without the words for a role at its end ("Labour MP", "Halden Mayor").
    fn without_role(&self, tokens: Range<usize>) -> Range<usize> {
        let role = |&at: &usize| {
            let noun = Tags::ROLE.or(Tags::MODIFIER);
            self.scan.is(at, noun)
                && !self.scan.is(at, Tags::GIVEN.or(Tags::ORGANISATION).or(Tags::PLACE_WORD))
        };
        let cut = tokens.clone().rev().take_while(role).count();
        let noun = tokens.end.checked_sub(1).is_some_and(|last| self.scan.is(last, Tags::ROLE));
        if cut == 0 || !noun || cut == tokens.len() && tokens.len() > 1 && !self.all_roles(&tokens) {
            return tokens;
        }
        let bare = tokens.start..tokens.end - cut;
        let kind = Tags::NATIONALITY.or(Tags::GROUP);
        if bare.clone().all(|at| self.scan.is(at, kind)) { bare.start..bare.start } else { bare }
    }

    fn all_roles(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().all(|at| self.scan.is(at, Tags::ROLE.or(Tags::MODIFIER)))
    }

    fn starts_title(&self, at: usize) -> bool {
        self.title(at).is_some()
    }

    /// The end of the title that starts at `at` before a name.
    fn title(&self, at: usize) -> Option<usize> {
        if !self.scan.is(at, Tags::TITLE) {
            return None;
        }
        let hits = self.scan.hits_in(at..at + 1);
        let hit = hits.iter().find(|hit| matches!(hit.entry, Entry::Title(..)))?;
        let mut end = hit.end;
        if self.scan.word(end) == "." && !self.scan.spaced(end) {
            end += 1;
        }
        (end < self.sentence.end && self.can_start(end) && !self.is_role(end)).then_some(end)
    }

    /// The row that starts at `at`, after its title.
    fn row(&self, at: usize) -> Option<Row> {
        if self.is_noble(at) {
            return Some(Row { tokens: at..self.grow(at + 2), title: None, tentative: false });
        }
        if let Some(start) = self.title(at) {
            let tokens = start..self.grow(start);
            let last = tokens.end - 1;
            let thing = tokens.len() > 1 && self.scan.is(last, Tags::ORGANISATION.or(Tags::PLACE_WORD));
            let street = tokens.len() == 1 && self.scan.is(last, Tags::PLACE_WORD.or(Tags::ORGANISATION));
            if !thing && !street {
                return Some(Row { tokens, title: Some(at..start), tentative: false });
            }
        }
        if !self.can_start(at) || self.is_role(at) {
            return None;
        }
        let tokens = at..self.grow(at);
        let alone = tokens.len() == 1;
        let initial = self.is_initial(at);
        let shouted = self.scan.is(at, Tags::SHOUTED) && alone;
        if (initial || shouted)
            && self.scan.is(at, Tags::STARTER)
            && !(tokens.len() > 1 && self.scan.is(at, Tags::GIVEN.or(Tags::PLACE)))
        {
            let first = (at + 1..tokens.end).find(|&token| self.scan.is(token, Tags::CAPITAL))?;
            let body =
                first == at + 1 && self.scan.is(at, Tags::ORGANISATION) && self.scan.is(first, Tags::PLACE);
            let tokens = if body { tokens } else { first..tokens.end };
            return Some(Row { tokens, title: None, tentative: false });
        }
        if tokens.clone().all(|token| {
            self.scan.is(token, Tags::ROLE.or(Tags::MODIFIER).or(Tags::NATIONALITY).or(Tags::GROUP))
        }) && !tokens.clone().any(|token| self.scan.is(token, Tags::PLACE.or(Tags::SHOUTED)))
        {
            return None;
        }
        let drop_capitals =
            at < self.sentence.start + 4 && self.scan.is(at, Tags::SHOUTED) && self.scan.word(at).len() > 5;
        let sure =
            self.scan.is(at, Tags::PLACE.or(Tags::GIVEN)) || self.scan.kind(at) == Some(TokenKind::Code);
        let acronym = self.scan.is(at, Tags::SHOUTED) && !drop_capitals && self.scan.word(at).len() < 6;
        let tentative = alone
            && (initial && !acronym || drop_capitals)
            && !sure
            && !self.has_age(tokens.end)
            && !self.speaks(at);
        Some(Row { tokens, title: None, tentative })
    }

    /// "Duchess of Marle": a title that is the name.
    fn is_noble(&self, at: usize) -> bool {
        let scan = self.scan;
        scan.is(at, Tags::TITLE)
            && scan.is(at, Tags::FEMALE.or(Tags::MALE))
            && scan.is(at, Tags::CAPITAL)
            && scan.word(at + 1) == "of"
            && at + 2 < self.sentence.end
            && scan.is(at + 2, Tags::CAPITAL)
    }

    /// Whether a word that is in no lexicon and no plural says something ("Halden said").
    fn speaks(&self, at: usize) -> bool {
        let known =
            FUNCTION.or(Tags::STARTER).or(Tags::ROLE).or(Tags::GROUP).or(Tags::MODIFIER).or(Tags::PAST);
        let known = known.or(Tags::NONFINITE).or(Tags::ORGANISATION).or(Tags::ORGPART).or(Tags::NATIONALITY);
        self.scan.is(at + 1, Tags::CUE) && !self.scan.is(at, known) && !self.scan.word(at).ends_with('s')
    }

    fn has_age(&self, end: usize) -> bool {
        self.scan.word(end) == ","
            && self.scan.kind(end + 1) == Some(TokenKind::Number)
            && self.scan.word(end + 2) == ","
    }

    /// Whether a capital at `at` only marks the start of a sentence, a quotation or a list.
    fn is_initial(&self, at: usize) -> bool {
        match at.checked_sub(1) {
            Some(before) if at > self.sentence.start => {
                let word = self.scan.word(before);
                let lead =
                    (self.sentence.start..at).all(|token| self.scan.kind(token) != Some(TokenKind::Word));
                lead || matches!(word, "\"" | "“" | "‘" | "'" | ":" | "•" | "." | "!" | "?")
                    && self.scan.kind(before) == Some(TokenKind::Mark)
            }
            _ => true,
        }
    }

    fn can_start(&self, at: usize) -> bool {
        let unit = at > self.sentence.start
            && !self.scan.spaced(at)
            && self.scan.kind(at - 1) == Some(TokenKind::Number);
        if !self.scan.is(at, Tags::CAPITAL) || unit {
            return false;
        }
        let next =
            at + 1 < self.sentence.end && self.scan.is(at + 1, Tags::CAPITAL) && self.scan.spaced(at + 1);
        let place = self.scan.is(at, Tags::PLACE) && !self.is_initial(at);
        !self.scan.is(at, FUNCTION)
            || (self.scan.is(at, Tags::GIVEN) && next && !self.scan.is(at, Tags::CALENDAR))
            || place
    }

    /// Whether the capitalised word at `at` is part of a role before a name ("Managing Director Ann Reyes").
    fn is_role(&self, at: usize) -> bool {
        let mut token = at;
        while token < self.sentence.end
            && self.scan.is(token, Tags::MODIFIER)
            && !self.scan.is(token, Tags::ROLE)
        {
            token += 1;
        }
        let named = self.scan.is(token + 1, Tags::CAPITAL)
            && !self.scan.is(token + 1, Tags::ORGANISATION.or(Tags::PLACE_WORD));
        token < self.sentence.end
            && self.scan.is(token, Tags::ROLE)
            && !self.scan.is(at, Tags::GIVEN)
            && (named || token == at && !self.scan.is(at, Tags::PLACE_WORD))
    }

    /// The token after the last of the row that starts at `at`.
    fn grow(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < self.sentence.end && (!self.scan.is_possessive(end - 1) || self.is_body_of(end)) {
            match self.step(at, end) {
                Some(next) => end = next,
                None => break,
            }
        }
        end
    }

    /// "Operators' Group", "Women's Institute": a possessive inside the name of a body.
    fn is_body_of(&self, end: usize) -> bool {
        let plural = self.scan.word(end - 1).ends_with(['\'', '’'])
            || matches!(self.scan.word(end - 1).get(..3), Some("Wom" | "Chi" | "Peo" | "Vet" | "Men"));
        plural && self.scan.is(end, Tags::CAPITAL) && self.scan.is(end, Tags::ORGANISATION)
    }

    /// One more piece of the row `start..end`: where it ends then.
    fn step(&self, start: usize, end: usize) -> Option<usize> {
        let scan = self.scan;
        let inside = |token: usize| token < self.sentence.end;
        let capital =
            |token: usize| inside(token) && scan.is(token, Tags::CAPITAL) && !scan.is(token, Tags::CALENDAR);
        let last = end - 1;
        if !scan.spaced(end) {
            return match scan.word(end) {
                "-" if !scan.spaced(end + 1)
                    && (capital(end + 1) || self.is_code(start, end))
                    && inside(end + 1) =>
                {
                    Some(end + 2)
                }
                "." if scan.word(last).chars().count() == 1 && capital(end + 1) => Some(end + 2),
                "&" if capital(end + 1) && !scan.spaced(end + 1) => Some(end + 2),
                _ => None,
            };
        }
        if capital(end) {
            let role =
                scan.is(end, Tags::ROLE) && !scan.is(last, Tags::GIVEN) && !scan.is(end, Tags::PLACE_WORD);
            let breaks = role && (capital(end + 1) || scan.is(end, Tags::MODIFIER)) || self.starts_title(end);
            let function =
                scan.is(end, SMALL) && !scan.is(end, Tags::GIVEN.or(Tags::PLACE_WORD).or(Tags::PLACE));
            return (!breaks && !function).then_some(end + 1);
        }
        let body = Tags::ORGANISATION.or(Tags::PLACE_WORD).or(Tags::ORGPART).or(Tags::GROUP);
        match scan.word(end) {
            "of" | "for" if scan.is(last, body) && capital(end + 1) => Some(end + 2),
            "of" | "for" if scan.is(last, body) && scan.word(end + 1) == "the" && capital(end + 2) => {
                Some(end + 3)
            }
            "of" if (start..end).any(|token| scan.is(token, body))
                && capital(end + 1)
                && scan.is(last, Tags::ORGPART) =>
            {
                Some(end + 2)
            }
            "to" | "of" if (start..end).any(|token| scan.word(token) == "for") && capital(end + 1) => {
                Some(end + 2)
            }
            "and"
                if scan.is(last, Tags::ORGPART)
                    && scan.is(end + 1, Tags::ORGPART.or(Tags::ORGANISATION))
                    && capital(end + 1) =>
            {
                Some(end + 2)
            }
            "&" if capital(end + 1) => Some(end + 2),
            "plc" | "ltd" | "llp" | "inc" => Some(end + 1),
            "de" | "van" | "von" | "der" | "la" | "le" | "du" | "di" | "da" | "bin" | "al" | "el" | "del"
                if capital(end + 1) =>
            {
                Some(end + 2)
            }
            "van" | "de" if matches!(scan.word(end + 1), "der" | "den" | "la") && capital(end + 2) => {
                Some(end + 3)
            }
            _ => None,
        }
    }

    /// Whether capitals and a number follow one another ("LS-170").
    fn is_code(&self, start: usize, hyphen: usize) -> bool {
        hyphen == start + 1
            && self.scan.kind(hyphen + 1) == Some(TokenKind::Number)
            && (self.scan.is(start, Tags::SHOUTED) || self.scan.word(start).len() == 1)
    }
}

/// Finds names known from the rest of the text where capitals tell nothing.
pub(super) fn rediscover(
    scan: &Scan<'_>,
    loud: &[Range<usize>],
    names: &mut Names,
    index: &mut KeyMap<Vec<Key>, usize>,
) {
    let mut starts: KeyMap<Key, Vec<usize>> = KeyMap::default();
    for (at, known) in names.known.iter().enumerate() {
        if let Some(&first) = known.keys.first() {
            starts.entry(first).or_default().push(at);
        }
    }
    for sentence in loud {
        let mut at = sentence.start;
        while at < sentence.end {
            let fits = |&&known: &&usize| {
                let keys = names.known.get(known).map_or(&[][..], |known| known.keys.as_slice());
                at + keys.len() <= sentence.end
                    && keys.iter().enumerate().all(|(i, &key)| scan.bare_key(at + i) == key)
            };
            let len = |&&known: &&usize| names.known.get(known).map_or(0, |known| known.keys.len());
            let found = starts.get(&scan.bare_key(at)).into_iter().flatten().filter(fits).max_by_key(len);
            match found.map(|known| names.known.get(*known).map_or(1, |known| known.keys.len())) {
                Some(len) if scan.is(at, Tags::CAPITAL) => {
                    names.add(scan, at..at + len, None, index);
                    at += len;
                }
                _ => at += 1,
            }
        }
    }
}
