//! Whether two wordings are the same words in another house style: contractions, spelling, number words, units, dates.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt as _};

use crate::witness::{Class, Witness};
use crate::words;

/// What a word of the style lexicon is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    /// A unit, a currency, a magnitude, a month, a small number: it may change places with its number.
    Measure,
    /// Any other word with two spellings.
    Word,
    /// Left out when speech is cleaned up.
    Filler,
}

/// A word in every writing, and the one that stands for all.
static STYLES: LazyLock<HashMap<&'static str, (&'static str, Sort)>> = LazyLock::new(|| {
    let mut styles = HashMap::new();
    for line in include_str!("../../lexicon/house_style.txt").lines() {
        let Some((sort, writings)) = line.split_once(':') else { continue };
        let sort = match sort {
            "measure" => Sort::Measure,
            "filler" => Sort::Filler,
            _ => Sort::Word,
        };
        let first = writings.split_whitespace().next().unwrap_or_default();
        styles.extend(writings.split_whitespace().map(|writing| (writing, (first, sort))));
    }
    styles
});

/// A word as it is compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Plain {
    text: String,
    measure: bool,
}

/// Whether the words at two places are the same but for house style.
pub(super) fn same(base: &Witness<'_>, left: &[usize], other: &Witness<'_>, right: &[usize]) -> bool {
    let (mut left, mut right) = (plain(base, left), plain(other, right));
    let glue = |words: &[Plain]| words.iter().map(|word| word.text.as_str()).collect::<String>();
    if glue(&left) == glue(&right) {
        return true;
    }
    // "£5 million" and "5 million pounds", "4 May" and "May 4".
    left.sort();
    right.sort();
    left.iter().chain(&right).all(|word| word.measure) && left == right
}

/// Whether all words are numbers, units and months: what differs there is for the rules on numbers and dates.
pub(super) fn all_measures(witness: &Witness<'_>, tokens: &[usize]) -> bool {
    !tokens.is_empty() && plain(witness, tokens).iter().all(|word| word.measure)
}

/// Whether a short form that either text explains, or that the newsroom knows, stands for the words on the other side.
pub(crate) fn abbreviates(base: &Witness<'_>, left: &[usize], other: &Witness<'_>, right: &[usize]) -> bool {
    let (left, right) = (phrase(base, left), phrase(other, right));
    let known = base.analysis.abbreviations.iter().chain(&other.analysis.abbreviations);
    known
        .map(|a| (fold(&a.short), fold(&a.long)))
        .any(|(short, long)| (left == short && right == long) || (left == long && right == short))
}

/// The words themselves, folded, with single spaces.
pub(super) fn phrase(witness: &Witness<'_>, tokens: &[usize]) -> String {
    let words: Vec<String> = tokens.iter().map(|&token| word(witness, token)).collect();
    words.join(" ")
}

/// A word with typography folded away, its possessive ending kept.
pub(super) fn word(witness: &Witness<'_>, token: usize) -> String {
    witness.analysis.tokens.get(token).map_or_else(String::new, |t| words::fold(witness.words(t.span)))
}

fn fold(text: &str) -> String {
    text.split_whitespace().map(words::fold).collect::<Vec<_>>().join(" ")
}

fn plain(witness: &Witness<'_>, tokens: &[usize]) -> Vec<Plain> {
    let mut plain: Vec<Plain> = Vec::new();
    for &token in tokens {
        let raw = witness.analysis.tokens.get(token).map_or("", |t| witness.words(t.span));
        for part in expand(&raw.to_lowercase().replace(['’', 'ʼ', '‘'], "'")) {
            let Some(word) = canonical(witness, token, &part) else { continue };
            // A number in two words is one number.
            let again = word.text.starts_with('#') && plain.last() == Some(&word);
            if !again {
                plain.push(word);
            }
        }
    }
    plain
}

/// The one writing of a word; nothing for a filler.
fn canonical(witness: &Witness<'_>, token: usize, part: &str) -> Option<Plain> {
    let folded = words::fold(part);
    if let Some(&(text, sort)) = STYLES.get(folded.as_str()) {
        let measure = sort == Sort::Measure;
        return (sort != Sort::Filler).then(|| Plain { text: text.to_owned(), measure });
    }
    if let Some(number) = digits(&folded) {
        return Some(Plain { text: number, measure: true });
    }
    match witness.terms.get(token) {
        Some(term) if term.class == Class::Number => {
            Some(Plain { text: format!("#{}", term.concept), measure: true })
        }
        _ => Some(Plain { text: spelling(&folded), measure: false }),
    }
}

/// "1,200" and "24th" as digits alone.
fn digits(folded: &str) -> Option<String> {
    let stem =
        ["st", "nd", "rd", "th"].iter().find_map(|ending| folded.strip_suffix(ending)).unwrap_or(folded);
    let number = stem.replace(',', "");
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    is_number.then_some(number)
}

/// The long form of a contraction.
fn expand(lower: &str) -> Vec<String> {
    const ENDINGS: &[(&str, &str)] = &[("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am")];
    let two = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
    match lower {
        "won't" => return two("will", "not"),
        "can't" | "cannot" => return two("can", "not"),
        "shan't" => return two("shall", "not"),
        "gonna" => return two("going", "to"),
        _ => {}
    }
    if let Some(verb) = lower.strip_suffix("n't") {
        return two(verb, "not");
    }
    match ENDINGS.iter().find_map(|(ending, word)| lower.strip_suffix(ending).map(|stem| (stem, word))) {
        Some((stem, word)) => two(stem, word),
        None => vec![lower.to_owned()],
    }
}

/// A word without what British and American spelling differ in; two other words seldom meet in it.
fn spelling(folded: &str) -> String {
    let mut key = folded
        .replace("ou", "o")
        .replace("ae", "e")
        .replace("oe", "e")
        .replace("ogue", "og")
        .replace("ll", "l");
    key = key.replace('z', "s").replace("ence", "ense");
    for (british, american) in [("tre", "ter"), ("tres", "ters"), ("gramme", "gram"), ("grammes", "grams")] {
        if let Some(stem) = key.strip_suffix(british).filter(|stem| !stem.is_empty()) {
            key = format!("{stem}{american}");
        }
    }
    key
}

/// Whether the text at `token` writes "is" or "has" as an apostrophe and "s".
pub(super) fn swallows_verb(witness: &Witness<'_>, token: Option<usize>) -> bool {
    let raw =
        token.and_then(|token| witness.analysis.tokens.get(token)).map_or("", |t| witness.words(t.span));
    raw.ends_with("'s") || raw.ends_with("’s")
}

/// Whether all words are fillers, which the cleaning up of speech leaves out.
pub(super) fn all_fillers(witness: &Witness<'_>, tokens: &[usize]) -> bool {
    tokens.iter().all(|&token| {
        STYLES.get(word(witness, token).as_str()).is_some_and(|(_, sort)| *sort == Sort::Filler)
    })
}

#[cfg(test)]
mod tests {
    use super::{digits, expand, spelling};

    #[test]
    fn house_style_is_no_change() {
        assert_eq!(expand("doesn't"), ["does", "not"]);
        assert_eq!(expand("cannot"), expand("can't"));
        assert_eq!(digits("24th").as_deref(), Some("24"));
        assert_eq!(digits("1,200"), digits("1200"));
        assert_eq!(digits("th"), None);
        for (a, b) in
            [("colour", "color"), ("centre", "center"), ("organise", "organize"), ("travelled", "traveled")]
        {
            assert_eq!(spelling(a), spelling(b));
        }
        for (a, b) in [("fact", "act"), ("night", "nights"), ("rise", "rose"), ("sure", "sore")] {
            assert_ne!(spelling(a), spelling(b));
        }
    }
}
