//! Short forms that the text itself explains.
//!
//! "National Crime Agency (NCA)", "NCA (National Crime Agency)", initials of a name that stands in full elsewhere in the
//! text, and the usual short forms of ranks ("DI"); besides, a newsroom's own. Deliberately not here: a list of the
//! world's abbreviations.

use std::ops::Range;

use corroborate_model::{Abbreviation, NameClass, TokenKind};

use crate::OwnWords;
use crate::lexicon::{Entry, Tags};
use crate::name::Names;
use crate::phrases::bare;
use crate::scan::Scan;

/// Words that initials may skip.
const SKIPPED: [&str; 8] = ["of", "the", "and", "for", "to", "in", "on", "&"];

/// All short forms with what they stand for, sorted, each once.
pub(crate) fn learn(scan: &Scan<'_>, names: &Names, own: &OwnWords) -> Vec<Abbreviation> {
    let mut found = Vec::new();
    for token in 0..scan.keys.len() {
        if is_short(scan, token) {
            found.extend(bracketed(scan, token).or_else(|| initials(scan, names, token)));
        }
    }
    found.extend(scan.hits.iter().filter_map(|hit| rank(scan, hit.start..hit.end, hit.entry)));
    found.extend(own.abbreviations_in(scan));
    found.sort();
    found.dedup();
    found
}

/// Whether the token is written like an abbreviation: two to six capitals.
fn is_short(scan: &Scan<'_>, token: usize) -> bool {
    if !scan.is(token, Tags::SHOUTED) {
        return false;
    }
    let word = bare(scan.word(token));
    let coded = scan.word(token + 1) == "-" && !scan.spaced(token + 1);
    !coded
        && scan.kind(token) == Some(TokenKind::Word)
        && (2..=6).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_uppercase())
}

fn abbreviation(short: &str, long: &str) -> Abbreviation {
    Abbreviation { short: short.to_owned(), long: long.split_whitespace().collect::<Vec<_>>().join(" ") }
}

fn bracketed(scan: &Scan<'_>, token: usize) -> Option<Abbreviation> {
    let short = scan.word(token);
    if token > 0 && scan.word(token - 1) == "(" && scan.word(token + 1) == ")" {
        let long = long_before(scan, token - 1, short)?;
        return Some(abbreviation(short, bare(scan.text(long))));
    }
    if scan.word(token + 1) == "(" {
        let close = (token + 2..token + 14).find(|&at| scan.word(at) == ")")?;
        let long = token + 2..close;
        let fits = matches_initials(scan, long.clone(), short) || shares_most(scan, long.clone(), short);
        return fits.then(|| abbreviation(short, scan.text(long)));
    }
    None
}

/// The words before the bracket at `end` whose initials are `short`: the shortest row that fits.
fn long_before(scan: &Scan<'_>, end: usize, short: &str) -> Option<Range<usize>> {
    let first = end.saturating_sub(short.len() * 2 + 2);
    (first..end)
        .rev()
        .find(|&start| !skips(scan.word(start)) && matches_initials(scan, start..end, short))
        .map(|start| start..end)
}

fn skips(word: &str) -> bool {
    SKIPPED.contains(&word.to_lowercase().as_str())
}

/// Whether the initials of the words, without the small ones or with them, spell `short`.
fn matches_initials(scan: &Scan<'_>, words: Range<usize>, short: &str) -> bool {
    let short = bare(short);
    let initial = |token: usize| {
        scan.word(token).chars().next().filter(|c| c.is_alphabetic()).map(|c| c.to_ascii_uppercase())
    };
    let spelled = |small: bool| {
        let mut letters = short.chars();
        let fits = words
            .clone()
            .filter(|&token| small || !skips(scan.word(token)))
            .filter_map(initial)
            .all(|c| letters.next() == Some(c));
        fits && letters.next().is_none()
    };
    words.len() > 1 && (spelled(false) || spelled(true))
}

/// "RSPCA (Royal Society …, founded …)": most letters fit in order.
fn shares_most(scan: &Scan<'_>, words: Range<usize>, short: &str) -> bool {
    let mut letters = short.chars().peekable();
    for token in words.clone() {
        if let Some(c) = scan.word(token).chars().next()
            && letters.peek() == Some(&c)
        {
            letters.next();
        }
    }
    words.len() > 2 && letters.peek().is_none()
}

/// A name of the text whose initials are the short form at `token`.
fn initials(scan: &Scan<'_>, names: &Names, token: usize) -> Option<Abbreviation> {
    let short = bare(scan.word(token));
    let known = names.known.iter().find(|known| {
        let len = known.keys.len();
        known.class != NameClass::Person
            && (2..=8).contains(&len)
            && matches_initials(scan, known.first..known.first + len, short)
    })?;
    Some(abbreviation(short, &known.text))
}

/// A rank in its short form before a name.
fn rank(scan: &Scan<'_>, tokens: Range<usize>, entry: Entry) -> Option<Abbreviation> {
    let Entry::Title(_, Some(long)) = entry else { return None };
    let name = if scan.word(tokens.end) == "." { tokens.end + 1 } else { tokens.end };
    if !scan.is(tokens.start, Tags::CAPITAL) || !scan.is(name, Tags::CAPITAL) {
        return None;
    }
    let mut words = String::new();
    for word in long.split(' ') {
        let mut chars = word.chars();
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        words.push_str(chars.as_str());
    }
    Some(abbreviation(scan.text(tokens), &words))
}
