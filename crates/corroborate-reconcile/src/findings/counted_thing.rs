//! Rule `counted_thing`: same number, other thing counted.
//!
//! Not reported: synonyms, singular and plural, a noun that one text leaves out, people told by what they are where the
//! base does so too.

use std::sync::LazyLock;

use corroborate_model::{Claim, Direction, FindingKind, Severity};
use foldhash::HashMap;

use super::Draft;
use super::changes;
use super::figures::{self, phrase};
use crate::comparison::{Comparison, Relation};
use crate::equivalence::quantity::{self, QuantityMatch, Values};
use crate::equivalence::unit;
use crate::witness::{Class, Witness};
use crate::words;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for found in &comparison.quantities {
        let found = &with_noun(comparison, found);
        let noun = if found.values == Values::Conflict { None } else { other_noun(comparison, found) };
        drafts.extend(noun.or_else(|| other_unit(comparison, found)).or_else(|| joined(comparison, found)));
    }
    drafts.extend(changes::find(comparison));
}

/// The match against the base's fullest mention of the figure: a headline may give the number without its noun.
fn with_noun(comparison: &Comparison<'_>, found: &QuantityMatch) -> QuantityMatch {
    let own = quantity::payload(comparison.base.claim(found.base));
    let fuller = own
        .filter(|q| q.counted.is_none() && q.unit.is_none())
        .and_then(|own| comparison.base.figures().first_count(own));
    fuller.map_or(*found, |base| QuantityMatch { base, ..*found })
}

fn other_noun(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
    let (x, y) = (quantity::payload(a)?, quantity::payload(b)?);
    let (from, to) = (x.counted.as_deref()?, y.counted.as_deref()?);
    let narrowed = listed(comparison, found);
    if x.unit.is_some()
        || y.unit.is_some()
        || comparison.base.synonyms.same(from, to) && !narrowed
        || b.resolved
        || x.ordinal
        || any(from)
        || any(to)
        || human(from) && matches!(to, "people" | "person")
        || !narrowed && same_things(comparison, found, (from, to))
    {
        return None;
    }
    if !narrowed && (named_too(comparison, found, from, to) || grouped(comparison, found, from, to)) {
        return None;
    }
    // "Employs 640 people" and "640 staff": the verb says what they are.
    let verb = |claim: &Claim, noun: &str| {
        comparison.base.tokens_in(figures::place(comparison.base, claim)).any(|t| {
            let word = comparison.base.words(comparison.base.analysis.tokens[t].span);
            comparison.base.synonyms.same(word, noun)
        })
    };
    if !narrowed && verb(a, to) {
        return None;
    }
    // Elsewhere the base counts the same figure in the other's words.
    if !narrowed && figures::base_counts(comparison, found, to) {
        return None;
    }
    let linked = comparison.link(a.sentence, b.sentence).map_or(0.0, |link| link.score);
    let message = format!(
        "{{base}} counts “{}”; {{other}} counts “{}”",
        phrase(comparison.base, a),
        phrase(comparison.other, b)
    );
    let draft = Draft::new(
        FindingKind::CountedThing,
        Severity::Warning,
        f64::from(0.5 + 0.3 * found.context + 0.1 * linked),
        message,
    )
    .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
    .focus(x.counted_span, y.counted_span)
    .about(found.base);
    Some(if narrowed { draft.toward(Direction::Narrower) } else { draft })
}

/// The two things joined by "and" right behind a figure: "96,000 in cash and gold".
fn pair_behind(witness: &Witness<'_>, claim: &Claim) -> Option<(usize, usize)> {
    let q = quantity::payload(claim)?;
    let start = witness.tokens_in(q.number_span).end;
    let end = witness.analysis.sentences.get(claim.sentence)?.tokens.end;
    let small = |t: &usize| {
        matches!(
            witness.folded(*t),
            "in" | "of"
                | "its"
                | "the"
                | "their"
                | "million"
                | "billion"
                | "m"
                | "per"
                | "cent"
                | "%"
                | "current"
        )
    };
    let first = (start..end.min(start + 5)).find(|t| !small(t))?;
    let second = first + 2;
    let word = |t: usize| witness.is_content(t) && witness.terms[t].class == Class::Word;
    let joint = second < end && witness.folded(first + 1) == "and";
    (joint && word(first) && word(second) && !witness.folded(second).ends_with("ed"))
        .then_some((first, second))
}

/// "Half its revenue" told as "half its revenue and profit", "96,000 in cash and gold worth 40,000" as "96,000 in cash and gold".
fn joined(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    if comparison.relation == Relation::Within || !matches!(found.values, Values::Same) {
        return None;
    }
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    let (x, y) = (quantity::payload(a)?, quantity::payload(b)?);
    let telling = x.value().is_some_and(|value| value > 10.0 || value.fract() != 0.0);
    let (first, second) = pair_behind(other, b)?;
    let tokens = base.analysis.sentences.get(a.sentence)?.tokens.clone();
    let number = base.tokens_in(x.number_span).end;
    let stands = |t: usize, concept: u32| base.is_content(t) && base.terms[t].concept == concept;
    let kept = (number..tokens.end.min(number + 5)).find(|&t| stands(t, other.terms[first].concept))?;
    let held = tokens.clone().find(|&t| stands(t, other.terms[second].concept));
    let gained = match held {
        // The second thing has a figure of its own in the base, which the other text lacks.
        Some(at) => (at + 1..tokens.end.min(at + 7)).any(|t| {
            base.terms[t].class == Class::Number
                && other.bags[b.sentence]
                    .binary_search_by_key(&base.terms[t].concept, |entry| entry.0)
                    .is_err()
        }),
        None => {
            let near = a.sentence.saturating_sub(1)..=(a.sentence + 1).min(base.bags.len() - 1);
            let concept = other.terms[second].concept;
            near.into_iter().all(|s| base.bags[s].binary_search_by_key(&concept, |entry| entry.0).is_err())
        }
    };
    (telling && gained && quantity::same_dimension(x, y)).then(|| {
        let (here, there) =
            (a.span.cover(base.analysis.tokens[kept].span), b.span.cover(other.analysis.tokens[second].span));
        let message = format!(
            "{{base}} counts “{}”; {{other}} takes “{}” into it: “{}”",
            base.words(here),
            other.words(other.analysis.tokens[second].span),
            other.words(there)
        );
        Draft::new(
            FindingKind::CountedThing,
            Severity::Warning,
            f64::from(0.5 + 0.3 * found.context),
            message,
        )
        .between(figures::place(base, a), figures::place(other, b))
        .focus(Some(here), Some(there))
        .toward(Direction::Wider)
        .about(found.base)
    })
}

/// Whether one text uses the other's noun too: "16 consultants" and "16 consultant posts", "six people, all of them firefighters",
/// "11 bulldozers" and "11 dozers".
fn named_too(comparison: &Comparison<'_>, found: &QuantityMatch, from: &str, to: &str) -> bool {
    let holds = |phrase: &str, noun: &str| {
        phrase.split(|c: char| !c.is_alphanumeric()).any(|word| comparison.base.synonyms.same(word, noun))
    };
    let clipped = from.len().min(to.len()) >= 5 && (from.ends_with(to) || to.ends_with(from));
    let sentence = comparison.other.sentence(comparison.other.claim(found.other).sentence).span;
    clipped
        || holds(counted(comparison.other, found.other), from)
        || (human(from) || human(to)) && holds(comparison.other.words(sentence), from)
}

/// Whether people are called by what the base calls them elsewhere, or told by sex: "63 people" and "63 victims", "63 men and women".
fn grouped(comparison: &Comparison<'_>, found: &QuantityMatch, from: &str, to: &str) -> bool {
    if !matches!(from, "person" | "people") {
        return false;
    }
    let phrase = counted(comparison.other, found.other);
    let sentence =
        comparison.other.words(comparison.other.sentence(comparison.other.claim(found.other).sentence).span);
    let sexes = |text: &str| text.contains(" men and women") || text.contains(" women and men");
    let synonyms = comparison.base.synonyms;
    let tokens = &comparison.base.analysis.tokens;
    let called = || {
        tokens.iter().any(|token| synonyms.same(comparison.base.words(token.span), to))
    };
    sexes(phrase)
        || matches!(to, "man" | "woman") && sexes(sentence)
        || matches!(to, "victim" | "casualty" | "survivor" | "evacuee" | "patient") && called()
}

/// Whether two nouns count the same things: words for one thing, people told as those it befell or as men and women, and the
/// posts of those that the other text counts ("12 pilots", "12 pilot posts").
fn same_things(comparison: &Comparison<'_>, found: &QuantityMatch, (from, to): (&str, &str)) -> bool {
    let group = |noun: &str| COUNTED.get(&words::concept(noun)).copied();
    if group(from).is_some() && group(from) == group(to) {
        return true;
    }
    let persons = |noun: &str| matches!(noun, "person" | "people");
    let (here, there) = (counted(comparison.base, found.base), counted(comparison.other, found.other));
    let both = |phrase: &str| ["men and women", "women and men"].iter().any(|pair| phrase.contains(pair));
    let befell = |noun: &str| matches!(noun, "victim" | "casualty" | "individual" | "soul");
    let held =
        |phrase: &str, noun: &str| phrase.split_whitespace().any(|word| comparison.base.synonyms.same(word, noun));
    let posts = |noun: &str| group(noun).is_some() && group(noun) == group("post");
    persons(from) && (both(there) || befell(to))
        || persons(to) && both(here)
        || posts(to) && held(there, from)
        || posts(from) && held(here, to)
}

/// Concept of a counted noun to the group of nouns that count the same.
static COUNTED: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let lines = include_str!("../lexicon/counted.txt").lines().filter(|line| !line.starts_with('#'));
    let nouns =
        lines.enumerate().flat_map(|(group, line)| line.split_whitespace().map(move |noun| (noun, group)));
    nouns.map(|(noun, group)| (words::concept(noun), group)).collect()
});

/// Whether the base counts a list ("homes, farms and businesses") and the other text only part of it.
fn listed(comparison: &Comparison<'_>, found: &QuantityMatch) -> bool {
    let list = |words: &str| words.contains(" and ") || words.contains(" or ");
    let told = counted(comparison.other, found.other);
    list(counted(comparison.base, found.base)) && !list(told) && !told.is_empty()
}

/// The whole counted phrase of a claim.
fn counted<'a>(witness: &Witness<'a>, claim: usize) -> &'a str {
    quantity::payload(witness.claim(claim))
        .and_then(|q| q.counted_span)
        .map_or("", |span| witness.words(span))
}

/// The same number of another unit: yards told as metres.
fn other_unit(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
    let (x, y) = (quantity::payload(a)?, quantity::payload(b)?);
    let money = x.unit.as_ref().is_some_and(|unit| unit.is_currency());
    let apart = found.context < 0.35 && comparison.link(a.sentence, b.sentence).is_none();
    if !quantity::unit_exchanged(x, y) || money || apart {
        return None;
    }
    // Weeks told as months are another length; yards told as metres are another measure.
    let timed = |q: &corroborate_model::Quantity| {
        q.unit.as_ref().is_some_and(|unit| unit::comparable(unit.name(), "day"))
    };
    let kind = if timed(x) { FindingKind::ValueConflict } else { FindingKind::CountedThing };
    let message = format!(
        "{{base}} has “{}”; {{other}} has the same number as “{}”",
        phrase(comparison.base, a),
        phrase(comparison.other, b)
    );
    Some(
        Draft::new(kind, Severity::Error, f64::from(0.55 + 0.35 * found.context), message)
            .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
            .focus(Some(a.span), Some(b.span))
            .about(found.base),
    )
}

/// Whether a noun stands for anything at all ("seven others").
pub(super) fn any(noun: &str) -> bool {
    matches!(noun, "other" | "one" | "more" | "total" | "number" | "thing" | "case" | "time" | "occasion")
}

/// Whether a noun stands for human beings by what they do or where they are: each of them is a person, so "70 people" says less
/// than "70 passengers" and nothing else. Customers, members and owners are not here: they may be households or firms.
pub(super) fn human(noun: &str) -> bool {
    const HUMAN: &[&str] = &[
        "passenger",
        "pupil",
        "student",
        "resident",
        "worker",
        "employee",
        "fan",
        "supporter",
        "spectator",
        "visitor",
        "patient",
        "guest",
        "motorist",
        "driver",
        "runner",
        "player",
        "tourist",
        "pensioner",
        "adult",
        "man",
        "woman",
        "protester",
        "demonstrator",
        "evacuee",
        "victim",
        "casualty",
        "survivor",
        "officer",
        "firefighter",
        "paramedic",
        "climber",
        "miner",
        "farmer",
        "sailor",
        "juror",
        "volunteer",
        "voter",
        "teenager",
        "commuter",
        "traveller",
        "walker",
        "swimmer",
        "villager",
        "islander",
        "refugee",
        "migrant",
        "prisoner",
        "inmate",
        "soldier",
        "nurse",
        "teacher",
        "doctor",
        "participant",
        "delegate",
        "marcher",
        "cyclist",
        "firefighter",
        "paramedic",
        "climber",
        "sailor",
        "trader",
        "farmer",
    ];
    HUMAN.contains(&noun)
}
