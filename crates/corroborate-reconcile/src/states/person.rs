//! Whom a state is told of: people by their surname or their age.
//!
//! Without a parser: the subject is the last mention before the phrase that no preposition governs, with those joined to it;
//! a pronoun leads to the subject of an earlier sentence. Where nobody can be told, there is no guess.

use std::ops::Range;

use corroborate_model::{NameClass, Payload};

use crate::equivalence::cue::Line;
use crate::witness::Witness;

/// A human being named or told by age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Surname and age, as far as they are told here.
    keys: Vec<String>,
    /// Whether a preposition governs it.
    oblique: bool,
    /// Whether it is joined to the one before.
    joined: bool,
}

const PREPOSITIONS: &[&str] = &[
    "by",
    "with",
    "of",
    "to",
    "for",
    "against",
    "alongside",
    "from",
    "under",
    "told",
    "about",
    "beside",
    "like",
];

/// Words that stand for one or several people as the subject of a clause.
const SUBJECTS: &[&str] = &["he", "she", "they", "both"];
/// Words that stand for them as its object.
const OBJECTS: &[&str] = &["him", "her", "them"];

/// Words that show that two people are not told of together.
const APART: &[&str] = &["was", "were", "is", "are", "had", "has", "while", "but", "who"];
/// Words that open a clause about the person before.
const RELATIVES: &[&str] = &["who", "whose", "whom", "which"];

/// How many tokens may stand between two people who are told of together.
const JOINED: usize = 9;
/// How many sentences back a pronoun may lead.
const BACK: usize = 3;

/// The people of each sentence, in order.
pub(crate) fn mentions(witness: &Witness<'_>) -> Vec<Vec<Mention>> {
    let mut surnames: Vec<&str> = Vec::new();
    for name in witness.analysis.names.iter().filter(|name| name.class == NameClass::Person) {
        let tokens = witness.tokens_in(name.span);
        if tokens.len() > 1 {
            surnames.push(witness.folded(tokens.end - 1));
        }
    }
    (0..witness.analysis.sentences.len()).map(|sentence| of_sentence(witness, sentence, &surnames)).collect()
}

fn of_sentence(witness: &Witness<'_>, sentence: usize, surnames: &[&str]) -> Vec<Mention> {
    let tokens = witness.sentence(sentence).tokens.clone();
    let span = witness.sentence(sentence).span;
    let names = &witness.analysis.names;
    let first = names.partition_point(|name| name.span.start() < span.start());
    let mut found: Vec<Mention> = Vec::new();
    for name in names[first..].iter().take_while(|name| name.span.start() < span.end()) {
        let name = witness.tokens_in(name.span);
        if let Some(last) = name.end.checked_sub(1).map(|last| witness.folded(last))
            && surnames.contains(&last)
        {
            let oblique = name.start > tokens.start && PREPOSITIONS.contains(&witness.folded(name.start - 1));
            found.push(Mention { keys: vec![last.to_owned()], tokens: name, oblique, joined: false });
        }
    }
    for (_, claim) in witness.claims_of(sentence) {
        let Payload::Quantity(quantity) = &claim.payload else { continue };
        let (Some(age), true) = (quantity.value(), quantity.age) else { continue };
        let number = witness.tokens_in(quantity.number_span);
        // "Ann Lee, 34," is one person, "a man of 34" is another mention.
        match found.iter_mut().find(|named| (named.tokens.end..named.tokens.end + 3).contains(&number.start))
        {
            Some(named) => named.keys.push(age.to_string()),
            None => found.push(Mention {
                keys: vec![age.to_string()],
                tokens: number,
                oblique: false,
                joined: false,
            }),
        }
    }
    found.sort_by_key(|mention| mention.tokens.start);
    for at in 1..found.len() {
        let between: Vec<&str> =
            (found[at - 1].tokens.end..found[at].tokens.start).map(|token| witness.folded(token)).collect();
        let has = |words: &[&str]| between.iter().any(|word| words.contains(word));
        found[at].joined = between.len() <= JOINED && has(&["and", ","]) && !has(APART);
        // "Lee, a clerk who had hired Hall, was charged" is about Lee.
        found[at].oblique |= has(RELATIVES) && !has(&["and", "while", "but", ";"]);
    }
    found
}

/// Whom a phrase of a clause is told of.
pub(crate) fn of(
    line: &Line<'_>,
    all: &[Vec<Mention>],
    sentence: usize,
    clause: &Range<usize>,
    phrase: &Range<usize>,
) -> Vec<String> {
    let Some(here) = all.get(sentence) else { return Vec::new() };
    let before: Vec<usize> = (0..here.len()).filter(|&at| here[at].tokens.end <= phrase.start).collect();
    // "Jailed: Ann Lee, left, and Bo Hall."
    if before.is_empty()
        && let Some(first) = here.iter().find(|mention| mention.tokens.start >= phrase.end)
        && (phrase.end..first.tokens.start).any(|token| line.word(token) == ":")
    {
        return keys(here.iter());
    }
    let object = [phrase.start + 1, phrase.end].iter().any(|&token| OBJECTS.contains(&line.word(token)));
    if object {
        return antecedent(all, sentence, &before);
    }
    if let Some(inside) = here.iter().position(|mention| phrase.contains(&mention.tokens.start)) {
        return together(here, inside, true);
    }
    let own: Vec<usize> =
        before.iter().copied().filter(|&at| clause.contains(&here[at].tokens.start)).collect();
    if let Some(subject) = subject(here, &own) {
        return together(here, subject, false);
    }
    let pronoun = (clause.start..phrase.start).any(|token| SUBJECTS.contains(&line.word(token)));
    if pronoun {
        return antecedent(all, sentence, &before);
    }
    let after = (0..here.len())
        .find(|&at| here[at].tokens.start >= phrase.end && clause.contains(&here[at].tokens.start));
    match after {
        Some(after) => together(here, after, true),
        None => subject(here, &before).map_or_else(Vec::new, |subject| together(here, subject, false)),
    }
}

/// The last of some mentions that no preposition governs; the last one where all are governed.
fn subject(here: &[Mention], among: &[usize]) -> Option<usize> {
    among.iter().rev().find(|&&at| !here[at].oblique).or_else(|| among.last()).copied()
}

/// A mention with those joined to it, before or after.
fn together(here: &[Mention], at: usize, forward: bool) -> Vec<String> {
    let (mut start, mut end) = (at, at + 1);
    if forward {
        while here.get(end).is_some_and(|mention| mention.joined) {
            end += 1;
        }
    } else {
        while start > 0 && here[start].joined {
            start -= 1;
        }
    }
    keys(here[start..end].iter())
}

/// Whom a pronoun stands for: the subject of its own sentence so far, or of an earlier one.
fn antecedent(all: &[Vec<Mention>], sentence: usize, before: &[usize]) -> Vec<String> {
    if let Some(main) = before.iter().copied().find(|&at| !all[sentence][at].oblique) {
        return together(&all[sentence], main, true);
    }
    let earlier = (sentence.saturating_sub(BACK)..sentence).rev().find(|&at| !all[at].is_empty());
    let Some(earlier) = earlier else { return Vec::new() };
    let here = &all[earlier];
    let main = here.iter().position(|mention| !mention.oblique).unwrap_or(0);
    together(here, main, true)
}

fn keys<'m>(mentions: impl Iterator<Item = &'m Mention>) -> Vec<String> {
    mentions.flat_map(|mention| mention.keys.iter().cloned()).collect()
}
