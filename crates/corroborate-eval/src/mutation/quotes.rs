//! Quotations tampered with: words cut, a word changed, speakers exchanged.
//!
//! Words with digits, denials, hedges and number words are neither cut nor changed here: other operators change those, and other
//! kinds of findings tell of them.

use corroborate_model::Span;

use super::figures::NUMBER_WORDS;
use super::site::Site;
use super::text::{Text, folded, is_mark};

/// Words in a row that are cut.
const CUT: usize = 3;
/// A quotation needs this many words for a cut in its middle.
const LONG: usize = 9;

/// The words inside a span.
fn words_in(text: &Text<'_>, span: Span) -> Vec<Span> {
    text.words.iter().copied().filter(|word| span.contains(*word)).collect()
}

/// Whether a word carries no number, denial, hedge or name, so that it is words alone that change.
fn is_plain(text: &Text<'_>, span: Span) -> bool {
    const TELLING: &[&str] = &[
        "not",
        "no",
        "never",
        "none",
        "nobody",
        "nothing",
        "without",
        "cannot",
        "could",
        "may",
        "might",
        "likely",
        "believe",
        "think",
        "hope",
        "alleged",
        "suspected",
        "probably",
        "possibly",
        "perhaps",
        "some",
        "about",
        "almost",
        "nearly",
        "would",
        "should",
        "if",
        "only",
        "one",
        "seems",
        "appears",
        "because",
        "today",
        "tomorrow",
        "yesterday",
    ];
    let word = folded(text.of(span));
    !word.ends_with("n't")
        && !TELLING.contains(&word.as_str())
        && !NUMBER_WORDS.iter().any(|row| row.contains(&word.as_str()))
        && !word.contains(|c: char| c.is_ascii_digit())
        && !text.of(span).starts_with(char::is_uppercase)
}

/// Three words in a row gone from the middle of a sentence inside a quotation.
pub(super) fn words_cut(text: &Text<'_>) -> Vec<Site> {
    let site = |quoted: &Span| {
        let words = words_in(text, *quoted);
        let run = |at: &usize| {
            let run = &words[*at..*at + CUT + 1];
            run.windows(2).all(|pair| text.adjacent(pair[0], pair[1]))
                && text.adjacent(words[*at - 1], run[0])
                && run[..CUT].iter().all(|&word| is_plain(text, word))
                && run[..CUT].iter().any(|&word| text.of(word).len() > 4)
        };
        let middle = words.len() / 2;
        let last = words.len().checked_sub(CUT + 1)?;
        let at = (middle.max(1)..last.max(1))
            .chain((2..middle).rev())
            .filter(|&at| at >= 1 && at <= last)
            .find(run)?;
        (words.len() >= LONG).then(|| Site::one(Span::new(words[at].start(), words[at + CUT].start()), ""))
    };
    text.quoted.iter().filter_map(site).collect()
}

/// A word inside a quotation another, one that the text has nowhere.
pub(super) fn word_changed(text: &Text<'_>) -> Vec<Site> {
    const STRANGERS: &[&str] = &["lantern", "gentle", "orchard", "velvet"];
    let all: Vec<String> = text.words.iter().map(|&word| folded(text.of(word))).collect();
    let Some(stranger) = STRANGERS.iter().find(|word| !all.iter().any(|other| other == *word)) else {
        return Vec::new();
    };
    let site = |quoted: &Span| {
        let words = words_in(text, *quoted);
        let fits = |word: &&Span| is_plain(text, **word) && text.of(**word).chars().count() >= 5;
        let word = words.iter().skip(words.len() / 3).find(fits)?;
        (words.len() >= LONG / 2).then(|| Site::one(*word, *stranger))
    };
    text.quoted.iter().filter_map(site).collect()
}

/// Verbs of saying that stand beside a speaker.
const SAYING: &[&str] = &["said", "says", "added", "told", "explained"];

/// A name beside a verb of saying, in a paragraph with a quotation.
fn speakers(text: &Text<'_>) -> Vec<Span> {
    let capital = |index: usize| {
        text.words.get(index).is_some_and(|&word| {
            let word = text.of(word);
            word.starts_with(char::is_uppercase)
                && !is_pronoun(word)
                && word.chars().all(|c| c.is_alphabetic() || c == '’')
        })
    };
    let tied = |left: usize, right: usize| text.adjacent(text.words[left], text.words[right]);
    let mut found = Vec::new();
    for index in 0..text.words.len() {
        if !SAYING.contains(&text.of(text.words[index])) || !beside_quotation(text, text.words[index]) {
            continue;
        }
        let mut first = index;
        while first > 0 && capital(first - 1) && tied(first - 1, first) {
            first -= 1;
        }
        let mut last = index;
        while last + 1 < text.words.len() && capital(last + 1) && tied(last, last + 1) {
            last += 1;
        }
        if first < index {
            found.push(text.words[first].cover(text.words[index - 1]));
        } else if last > index {
            found.push(text.words[index + 1].cover(text.words[last]));
        }
    }
    found.dedup();
    found
}

fn is_pronoun(word: &str) -> bool {
    const PRONOUNS: &[&str] =
        &["He", "She", "They", "It", "I", "We", "You", "But", "And", "The", "A", "That", "This", "Who"];
    PRONOUNS.contains(&word)
}

/// Whether a mark of quotation stands in the sentence of a word, and the word itself is not quoted.
fn beside_quotation(text: &Text<'_>, word: Span) -> bool {
    !text.in_quotation(word) && text.sentence_at(word.start()).contains(is_mark)
}

/// Two speakers who follow one another, exchanged. Names with the same last word are one speaker.
pub(super) fn speakers_exchanged(text: &Text<'_>) -> Vec<Site> {
    let speakers = speakers(text);
    let last = |span: Span| text.of(span).rsplit(' ').next().unwrap_or("");
    let differ = |pair: &&[Span]| last(pair[0]) != last(pair[1]) && !pair[0].overlaps(pair[1]);
    let exchange = |pair: &[Span]| Site {
        edits: vec![(pair[0], text.of(pair[1]).to_owned()), (pair[1], text.of(pair[0]).to_owned())],
    };
    speakers.windows(2).filter(differ).map(exchange).collect()
}
