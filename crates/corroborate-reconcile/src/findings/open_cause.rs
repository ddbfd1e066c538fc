//! A cause that the base leaves open, told as known: "no evidence that the death was connected with the fraud" told as "died of the
//! shock of being robbed".
//!
//! The base has to say that the link is not known, or is none; the other text has to speak of the same matter with words that give
//! a cause, or that set both side by side. Not here: the other text keeps it open itself, or the base gives that cause elsewhere.

use std::sync::LazyLock;

use corroborate_model::{BlockKind, Direction, FindingKind, Severity, Span};

use super::Draft;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::clause::quoted;
use crate::equivalence::cue::{Hit, Line, Phrases};
use crate::equivalence::told::{excerpt, is_light};
use crate::witness::{Class, Witness};

static CUES: LazyLock<Phrases> = LazyLock::new(|| Phrases::load(include_str!("../lexicon/open_causes.txt")));

/// A sentence that leaves a cause open.
struct Open {
    sentence: usize,
    /// The words that leave it open.
    span: Span,
    /// Concepts of what it is about; the sentence before belongs to it where a pronoun points there.
    own: Vec<u32>,
    /// Concepts of the sentences before it in the paragraph.
    around: Vec<u32>,
    /// Concepts of the headline.
    title: Vec<u32>,
}

/// Drafts for causes told as known, one a sentence.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    if matches!(comparison.relation, Relation::Within | Relation::Siblings)
        || super::figures::is_dump(comparison)
    {
        return Vec::new();
    }
    let open = left_open(comparison.base);
    if open.is_empty() {
        return Vec::new();
    }
    let given: Vec<(usize, Vec<u32>)> = (0..comparison.base.analysis.sentences.len())
        .filter(|&sentence| asserted(comparison.base, sentence).is_some_and(|(_, strong)| strong))
        .map(|sentence| (sentence, concepts(comparison.base, sentence)))
        .collect();
    let sentences = 0..comparison.other.analysis.sentences.len();
    sentences.filter_map(|sentence| told_as_known(comparison, &open, &given, sentence)).collect()
}

/// Content words of a sentence that say something of their own.
fn concepts(witness: &Witness<'_>, sentence: usize) -> Vec<u32> {
    let tokens = witness.sentence(sentence).tokens.clone();
    let telling = |t: &usize| {
        witness.is_content(*t)
            && (witness.terms[*t].class != Class::Word || !is_light(&witness.folded(*t).to_lowercase()))
    };
    let mut found: Vec<u32> = tokens.filter(telling).map(|t| witness.terms[t].concept).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn left_open(witness: &Witness<'_>) -> Vec<Open> {
    const POINTERS: &[&str] =
        &["it", "its", "that", "this", "they", "their", "her", "his", "he", "she", "the"];
    let mut found = Vec::new();
    for sentence in 0..witness.analysis.sentences.len() {
        let line = Line::new(witness, sentence);
        let hits = CUES.find(&line);
        let Some(open) = hits.iter().find(|hit| hit.tag == "open") else { continue };
        let tied = line.words.iter().any(|word| TIES.contains(&word.as_ref()));
        if !tied {
            continue;
        }
        let block = witness.sentence(sentence).block;
        let before = |back: usize| {
            sentence
                .checked_sub(back)
                .filter(|&s| witness.sentence(s).block == block)
                .map_or_else(Vec::new, |s| concepts(witness, s))
        };
        let mut own = concepts(witness, sentence);
        if line.words.iter().take(6).any(|word| POINTERS.contains(&word.as_ref())) {
            own.extend(before(1));
        }
        // What the story is about says what the cause is of.
        let title =
            (0..witness.analysis.sentences.len()).find(|&s| witness.kind_of(s) == BlockKind::Headline);
        let title = title.map_or_else(Vec::new, |s| concepts(witness, s));
        let around = [before(1), before(2)].concat();
        found.push(Open { sentence, span: witness.span_of(open.tokens.clone()), own, around, title });
    }
    found
}

/// What is left open has to be a cause or a link.
const TIES: &[&str] = &[
    "cause",
    "causes",
    "caused",
    "link",
    "linked",
    "links",
    "connected",
    "connection",
    "connect",
    "role",
    "part",
    "due",
    "because",
    "blame",
    "excuse",
    "responsible",
    "reason",
    "explain",
    "explanation",
];

/// The words of a sentence that give a cause in its own voice, and whether outright.
fn asserted(witness: &Witness<'_>, sentence: usize) -> Option<(Span, bool)> {
    let line = Line::new(witness, sentence);
    let hits = CUES.find(&line);
    let kept = |hit: &&Hit| matches!(hit.tag, "open" | "shut");
    if hits.iter().any(|hit| kept(&hit))
        || line.words.iter().any(|word| word.ends_with("n't") || word.ends_with("n’t"))
    {
        return None;
    }
    let first = |tag: &str| {
        let mut found =
            hits.iter().filter(|hit| hit.tag == tag).map(|hit| witness.span_of(hit.tokens.clone()));
        found.find(|&span| !quoted(witness, span))
    };
    first("strong").map(|span| (span, true)).or_else(|| first("weak").map(|span| (span, false)))
}

fn told_as_known(
    comparison: &Comparison<'_>,
    open: &[Open],
    given: &[(usize, Vec<u32>)],
    sentence: usize,
) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (cue, strong) = asserted(other, sentence)?;
    let words = concepts(other, sentence);
    let shared = |list: &[u32]| words.iter().filter(|concept| list.contains(concept)).count();
    // The base gives a cause in a sentence of its own that this one was made of.
    let taken = given.iter().any(|(from, list)| {
        shared(list) >= 2 && (comparison.link(*from, sentence).is_some() || shared(list) * 2 >= words.len())
    });
    // The base sets the same two things beside each other, by the same word.
    let cue_word = other.words(cue);
    let beside = comparison.links_of_other(sentence).iter().any(|link| {
        let tokens = base.sentence(link.base).tokens.clone();
        tokens.into_iter().any(|t| cue_word.eq_ignore_ascii_case(base.words(base.analysis.tokens[t].span)))
    });
    if taken || !strong && beside {
        return None;
    }
    let blamed = other.words(cue).to_lowercase().starts_with("blame");
    let enough = |open: &&Open| {
        let own = shared(&open.own);
        let titled = |concept: &u32| strong && open.title.contains(concept);
        let all =
            words.iter().filter(|c| open.own.contains(c) || open.around.contains(c) || titled(c)).count();
        let needed = if blamed {
            1
        } else if strong {
            2
        } else {
            3
        };
        own >= 1 && all >= needed && (strong || own >= 2 && all >= 4)
    };
    let found = open
        .iter()
        .filter(enough)
        .max_by_key(|open| (shared(&open.own), std::cmp::Reverse(open.sentence)))?;
    let (here, there) = (base.sentence(found.sentence).span, other.sentence(sentence).span);
    let message = format!(
        "{{base}} leaves the cause open, {}; {{other}} tells it as known: {}",
        excerpt(base, here),
        excerpt(other, there)
    );
    let (severity, confidence) = if strong { (Severity::Error, 0.65) } else { (Severity::Warning, 0.55) };
    Some(
        Draft::new(FindingKind::Causal, severity, confidence, message)
            .between(here, there)
            .focus(Some(found.span), Some(cue))
            .toward(Direction::Stronger),
    )
}
