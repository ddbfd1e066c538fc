//! What became of one person in court: a plea told as a verdict, an acquittal as an escape, a suspended sentence as prison.
//!
//! States are phrases of a lexicon, each given to the person named before it in the sentence, else to those named behind it,
//! else to whom the sentence before was about. Somebody without a name is known by an age. A state counts against another one
//! where each text tells only its own of the same person. Not here: steps of a case that are told of numbers of people.

use std::ops::Range;
use std::sync::LazyLock;

use corroborate_model::{BlockKind, FindingKind, NameClass, Severity, Span};

use super::Draft;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::clause::{clause_at, clauses, denials, quoted, trimmed};
use crate::equivalence::cue::{Line, Phrases};
use crate::equivalence::person::name_words;
use crate::equivalence::quantity;
use crate::equivalence::told::{content, excerpt, told};
use crate::witness::{Class, Witness};

static VERDICTS: LazyLock<Phrases> = LazyLock::new(|| Phrases::load(include_str!("../lexicon/verdicts.txt")));

/// States of the base, and states of the other text that exclude them.
const RIVALS: &[(&str, &[&str])] = &[
    ("plea", &["verdict", "cleared", "denial"]),
    ("denial", &["plea"]),
    ("verdict", &["plea", "cleared", "hung"]),
    ("cleared", &["verdict", "plea", "prison", "freed", "hung"]),
    ("hung", &["cleared", "verdict", "plea", "prison"]),
    ("suspended", &["prison", "term"]),
    ("prison", &["suspended", "cleared"]),
    ("inquiry", &["charged", "plea", "verdict", "prison"]),
    ("charged", &["plea", "verdict", "prison"]),
];

/// A state told of somebody.
struct State {
    /// Last word of a name, or an age.
    who: String,
    state: &'static str,
    sentence: usize,
    tokens: Range<usize>,
}

/// Drafts for persons whose case came to another end.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    if comparison.relation == Relation::Within {
        return Vec::new();
    }
    let other = states(comparison.other);
    let base = states(comparison.base);
    let mut drafts: Vec<Draft> =
        other.iter().filter_map(|there| rival(comparison, &base, &other, there)).collect();
    drafts.extend(all_jailed(comparison, &base));
    drafts.extend(wrong_charge(comparison));
    drafts
}

/// The persons and ages of a sentence, in order.
pub(super) fn people(witness: &Witness<'_>, sentence: usize) -> Vec<(usize, String)> {
    let span = witness.sentence(sentence).span;
    let names = &witness.analysis.names;
    let first = names.partition_point(|name| name.span.start() < span.start());
    let names = names.iter().skip(first).take_while(|name| name.span.start() < span.end());
    let names = names.filter(|name| name.class == NameClass::Person);
    let named = names.filter_map(|name| {
        Some((witness.tokens_in(name.span).start, name_words(witness.words(name.span)).pop()?))
    });
    let ages = witness.claims_of(sentence).filter_map(|(_, claim)| {
        let age = quantity::payload(claim).filter(|q| q.age)?.value()?;
        Some((witness.tokens_in(claim.span).start, format!("#{age}")))
    });
    let mut people: Vec<(usize, String)> = named.collect();
    // "A man of 31": an age without a name near it is somebody of its own.
    let nameless: Vec<(usize, String)> = ages
        .chain(aged(witness, sentence))
        .filter(|(token, _)| !people.iter().any(|(name, _)| token.abs_diff(*name) <= 4))
        .collect();
    people.extend(nameless);
    people.sort();
    people.dedup_by(|a, b| a.1 == b.1);
    people
}

/// "A man of 31", "a woman, 45,".
fn aged(witness: &Witness<'_>, sentence: usize) -> Vec<(usize, String)> {
    let tokens = witness.sentence(sentence).tokens.clone();
    let word = |t: usize| witness.folded(t);
    let noun =
        |t: usize| matches!(word(t), "man" | "woman" | "boy" | "girl" | "teenager" | "pensioner" | "driver");
    let age =
        |t: &usize| *t >= tokens.start + 2 && matches!(word(*t - 1), "of" | "," | "aged") && noun(*t - 2);
    let number = |t: &usize| word(*t).parse::<u8>().is_ok_and(|age| (10..110).contains(&age));
    tokens.clone().filter(|t| number(t) && age(t)).map(|t| (t, format!("#{}", word(t)))).collect()
}

fn states(witness: &Witness<'_>) -> Vec<State> {
    let mut found: Vec<State> = Vec::new();
    let mut about: Option<String> = None;
    for sentence in 0..witness.analysis.sentences.len() {
        let people = people(witness, sentence);
        let line = Line::new(witness, sentence);
        let hits = VERDICTS.find(&line);
        let parts = if hits.is_empty() { Vec::new() } else { clauses(witness, &line) };
        for hit in hits {
            let span = witness.span_of(hit.tokens.clone());
            let denied = denials(&line, &parts).iter().any(|denial| {
                denial.plain && denial.scope.contains(&hit.tokens.start) && denial.cue.end <= hit.tokens.start
            });
            let open = (clause_at(&parts, hit.tokens.start).start..hit.tokens.start).any(|t| {
                matches!(line.word(t), "if" | "could" | "may" | "whether" | "would" | "seek" | "will")
            });
            if quoted(witness, span) || open || denied && hit.tag != "hung" {
                continue;
            }
            for who in owners(witness, &line, &people, &hit.tokens, about.as_ref()) {
                found.push(State { who, state: hit.tag, sentence, tokens: hit.tokens.clone() });
            }
        }
        if let Some((_, first)) = people.first() {
            about = Some(first.clone());
        }
    }
    found
}

/// Of whom a state is told.
fn owners(
    witness: &Witness<'_>,
    line: &Line<'_>,
    people: &[(usize, String)],
    hit: &Range<usize>,
    about: Option<&String>,
) -> Vec<String> {
    // "Recruited by Hale at a gym, Moss pleaded guilty": whoever stands behind a preposition is not the one.
    let by = |token: usize| {
        let before = |n: usize| line.word(token.wrapping_sub(n));
        let small = |word: &str| matches!(word, "by" | "with" | "to" | "from" | "of" | "for" | "alongside");
        small(before(1)) || before(1).is_empty() && small(before(2))
    };
    let earlier = || people.iter().filter(|(token, _)| *token < hit.start);
    if let Some((_, who)) = earlier().rfind(|(token, _)| !by(*token)).or_else(|| earlier().next_back()) {
        return vec![who.clone()];
    }
    let stop =
        (hit.end..hit.end + 40).find(|&t| matches!(line.word(t), "while" | "but" | ";" | "who" | "whose"));
    let after: Vec<String> = people
        .iter()
        .filter(|(token, _)| {
            *token >= hit.end && (stop.is_none_or(|stop| *token < stop) || hit.end + 6 > *token)
        })
        .map(|(_, who)| who.clone())
        .collect();
    let pronoun = line.words.iter().any(|word| matches!(word.as_ref(), "he" | "she" | "him" | "her"));
    let close = people.first().is_some_and(|(token, _)| *token < hit.end + 6);
    if pronoun && !close && witness.sentence(0).tokens.start != hit.start {
        return about.cloned().into_iter().collect();
    }
    after
}

fn rival(comparison: &Comparison<'_>, base: &[State], other: &[State], there: &State) -> Option<Draft> {
    let here = || base.iter().filter(|state| state.who == there.who);
    let told = |list: &[State], state: &str| list.iter().any(|s| s.who == there.who && s.state == state);
    let excludes =
        |state: &str| RIVALS.iter().any(|(own, rivals)| *own == state && rivals.contains(&there.state));
    if told(base, there.state) || there.state == "term" && !term(comparison.other, there) {
        return None;
    }
    // A headline or caption stands for itself, whatever the text below it has.
    let alone = matches!(comparison.other.kind_of(there.sentence), BlockKind::Caption | BlockKind::Headline);
    let own = here().find(|state| excludes(state.state) && (alone || !told(other, state.state)))?;
    // A charge told beside a later step is the same case; a verdict may follow a charge in a later text.
    if own.state == "charged" && there.state != "plea" && told(base, "verdict") {
        return None;
    }
    // "Convicted" may be said of whoever pleaded guilty, unless a jury is there.
    Some(draft(comparison, own, there))
}

/// "Handed 20 months": a term of imprisonment behind or before the word.
fn term(witness: &Witness<'_>, state: &State) -> bool {
    let tokens = witness.sentence(state.sentence).tokens.clone();
    let near = state.tokens.start.saturating_sub(5).max(tokens.start)..(state.tokens.end + 6).min(tokens.end);
    let time = |t: usize| matches!(witness.folded(t), "month" | "months" | "year" | "years" | "weeks");
    near.clone().any(|t| witness.terms[t].class == Class::Number) && near.clone().any(time)
}

fn place(witness: &Witness<'_>, state: &State) -> (Span, Span) {
    let line = Line::new(witness, state.sentence);
    let focus = witness.span_of(state.tokens.clone());
    (trimmed(witness, clause_at(&clauses(witness, &line), state.tokens.start)).cover(focus), focus)
}

fn draft(comparison: &Comparison<'_>, own: &State, there: &State) -> Draft {
    let (here, cue) = place(comparison.base, own);
    let (told, focus) = place(comparison.other, there);
    let message = format!(
        "the end of one person's case differs: {{base}} has {}; {{other}} has {}",
        excerpt(comparison.base, here),
        excerpt(comparison.other, told)
    );
    Draft::new(FindingKind::LegalStatus, Severity::Error, 0.75, message)
        .between(here, told)
        .focus(Some(cue), Some(focus))
}

/// "Three jailed" where three were sentenced, one of them to a suspended sentence.
fn all_jailed(comparison: &Comparison<'_>, base: &[State]) -> Vec<Draft> {
    let Some(own) = base.iter().find(|state| state.state == "suspended") else { return Vec::new() };
    let counts = |witness: &Witness<'_>, sentence: usize, cue: &[&str]| -> Vec<(usize, u32)> {
        let tokens = witness.sentence(sentence).tokens.clone();
        let Some(at) = tokens.clone().find(|&t| cue.contains(&witness.folded(t))) else { return Vec::new() };
        let near = at.saturating_sub(5).max(tokens.start)..(at + 3).min(tokens.end);
        near.filter(|&t| witness.terms[t].class == Class::Number)
            .map(|t| (at, witness.terms[t].concept))
            .collect()
    };
    const JAILED: &[&str] = &["jailed", "imprisoned", "caged"];
    let all = |witness: &Witness<'_>, cue: &[&str]| -> Vec<(usize, usize, u32)> {
        let sentences = 0..witness.analysis.sentences.len();
        sentences.flat_map(|s| counts(witness, s, cue).into_iter().map(move |(t, n)| (s, t, n))).collect()
    };
    let sentenced = all(comparison.base, &["sentenced"]);
    let jailed = all(comparison.base, JAILED);
    let found = all(comparison.other, JAILED).into_iter().filter(|(_, _, number)| {
        sentenced.iter().any(|s| s.2 == *number) && !jailed.iter().any(|s| s.2 == *number)
    });
    found
        .map(|(sentence, token, _)| {
            let there = State { who: String::new(), state: "prison", sentence, tokens: token..token + 1 };
            draft(comparison, own, &there)
        })
        .collect()
}

/// Words that only name a charge as one.
const CHARGE: &[&str] = &["charge", "charges", "count", "counts", "offence", "offences"];

/// A charge that the base has somebody cleared of, told as one of those somebody is guilty of.
fn wrong_charge(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let hits = |witness: &Witness<'_>, sentence: usize, tags: &[&str]| -> Vec<Range<usize>> {
        let found = VERDICTS.find(&Line::new(witness, sentence)).into_iter();
        found.filter(|hit| tags.contains(&hit.tag)).map(|hit| hit.tokens).collect()
    };
    let guilty = |witness: &Witness<'_>, sentence: usize| {
        let tokens = witness.sentence(sentence).tokens.clone();
        let plain = tokens.clone().find(|&t| {
            matches!(witness.folded(t), "guilty" | "convicted")
                && !(t > tokens.start && witness.folded(t - 1) == "not")
        });
        plain.filter(|_| hits(witness, sentence, &["cleared", "denial"]).is_empty())
    };
    let mut drafts = Vec::new();
    for sentence in 0..base.analysis.sentences.len() {
        for cue in hits(base, sentence, &["cleared"]) {
            let end = base.sentence(sentence).tokens.end;
            let stop = (cue.end..end)
                .find(|&t| !base.is_word(t) || matches!(base.folded(t), "and" | "but"))
                .unwrap_or(end);
            let words: Vec<usize> = content(base, cue.end..stop, 4)
                .into_iter()
                .filter(|&t| !CHARGE.contains(&base.folded(t)) && base.terms[t].class == Class::Word)
                .collect();
            let tells = |witness: &Witness<'_>, s: usize| {
                guilty(witness, s).filter(|_| {
                    told(&comparison.weights, base, &words, witness, s)
                        .is_some_and(|found| found.share >= 0.7)
                })
            };
            if words.is_empty() || (0..base.analysis.sentences.len()).any(|s| tells(base, s).is_some()) {
                continue;
            }
            let told = (0..other.analysis.sentences.len()).find_map(|s| tells(other, s).map(|t| (s, t)));
            drafts.extend(told.map(|(s, t)| {
                let own = State { who: String::new(), state: "cleared", sentence, tokens: cue.clone() };
                draft(
                    comparison,
                    &own,
                    &State { who: String::new(), state: "verdict", sentence: s, tokens: t..t + 1 },
                )
            }));
        }
    }
    drafts
}
