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
use crate::comparison::Comparison;
use crate::equivalence::quantity::{self, QuantityMatch, Values};
use crate::equivalence::unit;
use crate::witness::Witness;
use crate::words;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for found in &comparison.quantities {
        let found = &with_noun(comparison, found);
        let noun = if found.values == Values::Conflict { None } else { other_noun(comparison, found) };
        drafts.extend(noun.or_else(|| other_unit(comparison, found)));
    }
    drafts.extend(changes::find(comparison));
}

/// The match against the base's fullest mention of the figure: a headline may give the number without its noun.
fn with_noun(comparison: &Comparison<'_>, found: &QuantityMatch) -> QuantityMatch {
    let own = quantity::payload(comparison.base.claim(found.base));
    let fuller = own.filter(|q| q.counted.is_none() && q.unit.is_none()).and_then(|own| {
        comparison.base.analysis.claims.iter().position(|claim| {
            quantity::payload(claim).is_some_and(|q| {
                q.counted.is_some() && q.unit.is_none() && q.low == own.low && q.high == own.high
            })
        })
    });
    fuller.map_or(*found, |base| QuantityMatch { base, ..*found })
}

fn other_noun(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
    let (x, y) = (quantity::payload(a)?, quantity::payload(b)?);
    let (from, to) = (x.counted.as_deref()?, y.counted.as_deref()?);
    let narrowed = listed(comparison, found);
    if x.unit.is_some()
        || y.unit.is_some()
        || words::same_concept(from, to) && !narrowed
        || b.resolved
        || x.ordinal
        || any(from)
        || any(to)
        || human(from) && matches!(to, "people" | "person")
        || !narrowed && same_things(comparison, found, (from, to))
    {
        return None;
    }
    // "Employs 640 people" and "640 staff": the verb says what they are.
    let verb = |claim: &Claim, noun: &str| {
        let concept = words::concept(&words::fold(noun));
        comparison.base.tokens_in(figures::place(comparison.base, claim)).any(|t| {
            words::concept(&words::fold(comparison.base.words(comparison.base.analysis.tokens[t].span)))
                == concept
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
        |phrase: &str, noun: &str| phrase.split_whitespace().any(|word| words::same_concept(word, noun));
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
    if !quantity::unit_exchanged(x, y) || money {
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
fn any(noun: &str) -> bool {
    matches!(noun, "other" | "one" | "more" | "total" | "number" | "thing" | "case" | "time")
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
        "swimmer",
        "cyclist",
    ];
    HUMAN.contains(&noun)
}
