//! Where a clause of a sentence begins and ends, what is denied in it, and what stands in quotation marks.
//!
//! Without a parser: a clause ends at a mark or a word that opens another one. Too long a clause makes a rule careful,
//! too short a one makes it blind to a hedge; the words are chosen for the first.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use corroborate_model::Span;

use super::cue::{Hit, Line, Phrases};
use crate::witness::Witness;

/// Words that open a clause wherever they stand.
const OPENERS: &[&str] =
    &["but", "although", "though", "while", "whereas", "because", "unless", "after", "when", "until"];
/// Words that open a clause behind a comma.
const AFTER_COMMA: &[&str] = &[
    "and",
    "or",
    "so",
    "yet",
    "as",
    "before",
    "since",
    "which",
    "who",
    "whose",
    "whom",
    "where",
    "with",
    "if",
    "despite",
    "including",
    "saying",
    "adding",
    "according",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
    "you",
    "there",
    "that",
];
/// Words that, behind "and" or "or", show that a new predicate begins.
const PREDICATES: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might",
    "should", "do", "does", "did", "he", "she", "it", "they", "we", "i", "you", "there", "no", "not",
    "nobody", "that", "said", "says",
];
/// Words for none at all.
const NOBODY: &[&str] = &["nobody", "no", "none", "nothing", "noone"];
/// Words that leave open what follows.
const QUESTIONS: &[&str] = &["whether", "if", "how", "why", "until", "unless", "before"];

static NEGATION: LazyLock<Phrases> = LazyLock::new(|| Phrases::load(include_str!("../lexicon/negation.txt")));

/// The clauses of a sentence as token ranges, in order.
pub(crate) fn clauses<'t>(witness: &Witness<'_>, line: &Line<'t>) -> Cow<'t, [Range<usize>]> {
    match line.notes {
        Some(notes) => Cow::Borrowed(notes.clauses.get_or_init(|| cut(witness, line))),
        None => Cow::Owned(cut(witness, line)),
    }
}

fn cut(witness: &Witness<'_>, line: &Line<'_>) -> Vec<Range<usize>> {
    let end = line.start + line.words.len();
    let mut clauses = Vec::new();
    let mut start = line.start;
    for token in line.start..end {
        if token > start && opens(witness, line, token) {
            clauses.push(start..token);
            start = token;
        }
    }
    clauses.push(start..end);
    clauses
}

fn opens(witness: &Witness<'_>, line: &Line<'_>, token: usize) -> bool {
    let (before, word, next) = (line.word(token.wrapping_sub(1)), line.word(token), line.word(token + 1));
    let spaced = |token: usize| witness.analysis.tokens.get(token).is_some_and(|token| token.spaced);
    match word {
        ";" | ":" | "(" | ")" | "—" | "“" | "”" | "\"" => true,
        "–" | "--" | "-" => spaced(token) && spaced(token + 1),
        "and" | "or" if PREDICATES.contains(&next) => true,
        _ if OPENERS.contains(&word) => true,
        _ => before == "," && AFTER_COMMA.contains(&word),
    }
}

/// The clause that a token stands in; its sentence where it stands in none.
pub(crate) fn clause_at(clauses: &[Range<usize>], token: usize) -> Range<usize> {
    clauses.iter().find(|clause| clause.contains(&token)).cloned().unwrap_or(token..token + 1)
}

/// The span of some tokens without the marks and joining words at both ends.
pub(crate) fn trimmed(witness: &Witness<'_>, tokens: Range<usize>) -> Span {
    let word = |token: &usize| witness.is_word(*token);
    match (tokens.clone().find(word), tokens.rev().find(word)) {
        (Some(first), Some(last)) => witness.span_of(first..last + 1),
        _ => Span::default(),
    }
}

/// What a word of denial denies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Denial {
    /// The word itself.
    pub cue: Range<usize>,
    /// From the word to the end of what it denies.
    pub scope: Range<usize>,
    /// Whether it says "not" outright; "declined to" and "without" only keep others from saying so.
    pub plain: bool,
}

/// What is denied in a sentence.
pub(crate) fn denials(line: &Line<'_>, clauses: &[Range<usize>]) -> Vec<Denial> {
    let mut denials = Vec::new();
    let own;
    let negations = match line.notes {
        Some(notes) => notes.negations.get_or_init(|| negation_words(line)),
        None => {
            own = negation_words(line);
            &own
        }
    };
    for Hit { tokens, tag } in negations.iter().filter(|hit| hit.tag != "void") {
        let clause = clause_at(clauses, tokens.start);
        let end = (tokens.end..clause.end)
            .find(|&token| QUESTIONS.contains(&line.word(token)))
            .unwrap_or(clause.end);
        // "If nothing is done, the roof will fall": nothing is denied, a case is supposed.
        let supposed = (clause.start.max(tokens.start.saturating_sub(4))..tokens.start)
            .any(|token| line.word(token) == "if");
        // "Nobody lost more than she did" says that she lost most.
        let ranked = NOBODY.contains(&line.word(tokens.start))
            && (tokens.end..end.min(tokens.end + 6)).any(|token| {
                matches!(line.word(token), "more" | "less" | "fewer" | "longer" | "better" | "worse")
                    && line.word(token + 1) == "than"
            });
        denials.push(Denial {
            scope: tokens.start..end,
            cue: tokens.clone(),
            plain: *tag == "plain" && !supposed && !ranked,
        });
    }
    denials
}

fn negation_words(line: &Line<'_>) -> Vec<Hit> {
    let mut hits = NEGATION.find(line);
    for (at, word) in line.words.iter().enumerate() {
        let token = line.start + at;
        let contracted = word.ends_with("n't") || word.ends_with("n’t");
        if contracted && !hits.iter().any(|hit| hit.tokens.contains(&token)) {
            hits.push(Hit { tokens: token..token + 1, tag: "plain" });
        }
    }
    hits.sort_by_key(|hit| hit.tokens.start);
    hits
}

/// Words that a question leaves open: "whether to appeal".
pub(crate) fn open_questions(line: &Line<'_>, clauses: &[Range<usize>]) -> Vec<Range<usize>> {
    let words = line.words.iter().enumerate().filter(|(_, word)| *word == "whether");
    words.map(|(at, _)| line.start + at..clause_at(clauses, line.start + at).end).collect()
}

/// Whether a stretch lies inside words that the text gives as somebody's own.
pub(crate) fn quoted(witness: &Witness<'_>, span: Span) -> bool {
    witness.marked().holds(span)
}
