//! Passages lost: a sentence dropped.
//!
//! Left alone: sentences of fewer than six words, lines that no full stop ends (headlines, captions, credits), sentences that open
//! or close a quotation without the other mark, and sentences whose words another sentence nearly all repeats, since
//! nothing is lost with them.

use std::collections::BTreeSet;

use corroborate_model::Span;

use super::site::Site;
use super::text::{Text, folded, is_mark};

/// Words a sentence needs.
const WORDS: usize = 6;

/// A sentence gone, with the space behind it.
pub(super) fn sentence_dropped(text: &Text<'_>) -> Vec<Site> {
    let bags: Vec<BTreeSet<String>> = text.sentences.iter().map(|&sentence| bag(text, sentence)).collect();
    let site = |index: usize| {
        let sentence = text.sentences[index];
        let words = text.of(sentence);
        let ends = words
            .trim_end_matches(|c| is_mark(c) || matches!(c, '\'' | '’' | ')'))
            .ends_with(['.', '!', '?']);
        let marks = words.chars().filter(|&c| is_mark(c)).count();
        let long = text.words.iter().filter(|word| sentence.contains(**word)).count() >= WORDS;
        let repeated = bags.iter().enumerate().any(|(other, bag)| {
            other != index && bags[index].intersection(bag).count() * 5 >= bags[index].len() * 4
        });
        let furniture = ["Copyright", "©", "Story from", "Photo", "Picture", "Image", "By "]
            .iter()
            .any(|word| words.contains(word));
        let fits = ends && marks % 2 == 0 && long && !repeated && !furniture;
        fits.then(|| {
            let after = text.after(sentence.end());
            let space = after.len() - after.trim_start_matches([' ', '\u{a0}']).len();
            Site::one(Span::new(sentence.start(), sentence.end() + space), "")
        })
    };
    (0..text.sentences.len()).filter_map(site).collect()
}

/// The words of four letters or more, and all numbers.
fn bag(text: &Text<'_>, sentence: Span) -> BTreeSet<String> {
    let telling = |word: &&str| word.chars().count() > 3 || word.contains(|c: char| c.is_ascii_digit());
    let words = text.words.iter().filter(|word| sentence.contains(**word)).map(|&word| text.of(word));
    words.filter(telling).map(folded).collect()
}
