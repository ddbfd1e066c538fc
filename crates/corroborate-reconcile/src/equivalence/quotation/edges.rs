//! What hangs on the words at which a quotation was cut: a lexicon of openings and endings.

use std::ops::Range;
use std::sync::LazyLock;

use foldhash::HashMap;

use super::difference::Stop;
use super::wording;
use crate::witness::{Class, Witness};

static CLASSES: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines =
        include_str!("../../lexicon/quotation_edges.txt").lines().filter(|line| !line.starts_with('#'));
    let classes = lines.filter_map(|line| line.split_once(':'));
    classes.map(|(class, phrases)| (class, phrases.split(',').map(str::trim).collect())).collect()
});

/// Whether `words` start with a phrase of the class.
fn opens(class: &str, words: &str) -> bool {
    let phrases = CLASSES.get(class).map_or(&[][..], Vec::as_slice);
    phrases
        .iter()
        .any(|phrase| words.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// Whether `words` end with a phrase of the class.
fn closes(class: &str, words: &str) -> bool {
    let phrases = CLASSES.get(class).map_or(&[][..], Vec::as_slice);
    phrases
        .iter()
        .any(|phrase| words.strip_suffix(phrase).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
}

fn is(class: &str, word: &str) -> bool {
    CLASSES.get(class).is_some_and(|phrases| phrases.contains(&word))
}

/// What the loss of words at the end or the start of a sentence does to the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Loss {
    /// Nothing: what is left stands by itself.
    None,
    /// Something more was said.
    Rest,
    /// What limits or turns the rest.
    Sense,
}

/// Words of a sentence, marks left out.
fn phrase(witness: &Witness<'_>, tokens: Range<usize>) -> String {
    let words: Vec<usize> = tokens.filter(|&token| witness.is_word(token)).collect();
    wording::phrase(witness, &words)
}

/// What is lost with the end of a sentence.
pub(crate) fn loss_of_end(witness: &Witness<'_>, tail: Range<usize>, stop: Stop) -> Loss {
    let words = phrase(witness, tail.clone());
    let clause = tail.start > 0 && !witness.is_word(tail.start - 1);
    let goes_on = opens("go on", &words);
    match stop {
        Stop::None if opens("turn", &words) => Loss::Rest,
        Stop::None => Loss::None,
        // "… on nearly every beach | north of here": the words belong to what stands before.
        _ if opens("turn", &words) || !clause && !goes_on => Loss::Sense,
        Stop::Comma if clause => Loss::None,
        Stop::Full if clause || opens("and", &words) => Loss::Rest,
        Stop::Comma if words.split(' ').count() > 4 => Loss::Rest,
        _ => Loss::Sense,
    }
}

/// What is lost with words in the middle of a sentence.
pub(crate) fn loss_of_middle(witness: &Witness<'_>, words: Range<usize>) -> Loss {
    if is("phrase", &phrase(witness, words)) { Loss::Rest } else { Loss::Sense }
}

/// What is lost with the start of a sentence; `rest` is what is left of it.
pub(crate) fn loss_of_start(witness: &Witness<'_>, head: Range<usize>, rest: Range<usize>) -> Loss {
    let words = phrase(witness, head.clone());
    let clause = !witness.is_word(head.end) || rest.start > head.end;
    if words.split(' ').all(|word| is("joint", word) || is("light", word)) {
        return if words.contains("but") { Loss::Rest } else { Loss::None };
    }
    if asks(witness, rest) {
        return Loss::None;
    }
    let denies = words.split(' ').any(|word| is("negation", word) || word.ends_with("n't"));
    if closes("joint", &words) {
        return if denies && words.ends_with("but") { Loss::Sense } else { Loss::None };
    }
    if opens("limit", &words) || !clause {
        return Loss::Sense;
    }
    if words.split(' ').count() <= 3 { Loss::None } else { Loss::Rest }
}

/// Whether a clause asks for something, so that it needs nothing before it.
fn asks(witness: &Witness<'_>, rest: Range<usize>) -> bool {
    let first: Vec<usize> = rest.filter(|&token| witness.is_word(token)).take(2).collect();
    let words = wording::phrase(witness, &first);
    let mut parts = words.split(' ');
    let (one, two) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let name = first.first().is_some_and(|&token| witness.terms[token].class == Class::Name);
    opens("request", &words) || !name && !is("subject", one) && !is("finite", two) && !one.contains('\'')
}

/// How many words of denial stand among these tokens.
pub(crate) fn negations(witness: &Witness<'_>, tokens: Range<usize>) -> usize {
    let words = phrase(witness, tokens);
    words.split(' ').filter(|word| is("negation", word) || word.ends_with("n't")).count()
}

/// Whether these words change the form alone.
pub(crate) fn is_light(witness: &Witness<'_>, tokens: Range<usize>) -> bool {
    phrase(witness, tokens).split(' ').all(|word| word.is_empty() || is("light", word))
}

/// The limiting word right before a token, if there is one.
pub(crate) fn bound_before(witness: &Witness<'_>, token: usize) -> Option<Range<usize>> {
    let before: Vec<usize> =
        (0..token).rev().take(6).filter(|&token| witness.is_word(token)).take(2).collect();
    [2, 1].into_iter().find_map(|count| {
        let mut words = before.get(..count)?.to_vec();
        words.reverse();
        let start = *words.first()?;
        is("bound", &wording::phrase(witness, &words)).then_some(start..token)
    })
}
