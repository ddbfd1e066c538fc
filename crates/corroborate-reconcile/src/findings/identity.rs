//! Rule `identity`: another role, age, name or model number for the same person or thing.
//!
//! Persons are the same by name, ages also by the words around them. Not here: roles without a known office, offices that
//! one person may hold together, and persons who are not named.

use std::borrow::Cow;
use std::collections::BTreeSet;

use corroborate_model::{Claim, FindingKind, NameClass, Payload, Quantity, Severity, Span};
use foldhash::HashSet;

use super::{Draft, introduced};
use crate::comparison::{Comparison, Relation};
use crate::equivalence::clause::{clause_at, clauses, trimmed};
use crate::equivalence::cue::Line;
use crate::equivalence::person::{Namesakes, name_words, same_name};
use crate::equivalence::quantity::{self, Values};
use crate::equivalence::role::{self, Roles};
use crate::equivalence::told::excerpt;
use crate::witness::Witness;
use crate::{within, words};

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    roles(comparison, drafts);
    drafts.extend(introduced::find(comparison));
    ages(comparison, drafts);
    sexes(comparison, drafts);
    spellings(comparison, drafts);
    identifiers(comparison, drafts);
}

/// The clause around a span.
fn around(witness: &Witness<'_>, span: Span) -> Span {
    let Some(sentence) = witness.sentence_at(span.start()) else { return span };
    let line = Line::new(witness, sentence);
    trimmed(witness, clause_at(&clauses(witness, &line), witness.tokens_in(span).start)).cover(span)
}

fn draft(
    comparison: &Comparison<'_>,
    severity: Severity,
    confidence: f64,
    what: &str,
    here: Span,
    there: Span,
) -> Draft {
    let (base, other) = (around(comparison.base, here), around(comparison.other, there));
    let message = format!(
        "{{other}} gives {what}: “{}” ({}) where {{base}} has “{}” ({}).",
        comparison.other.words(there),
        excerpt(comparison.other, other),
        comparison.base.words(here),
        excerpt(comparison.base, base),
    );
    Draft::new(FindingKind::Identity, severity, confidence, message)
        .between(base, other)
        .focus(Some(here), Some(there))
}

/// A role or rank, where the text gives one.
struct Mention<'a> {
    name: &'a str,
    role: Cow<'a, str>,
    span: Span,
    claim: usize,
}

fn mentions<'a>(witness: &Witness<'a>) -> Vec<Mention<'a>> {
    let claims = witness.analysis.claims.iter().enumerate();
    let persons = claims.filter_map(|(claim, c)| match &c.payload {
        Payload::Person(person) => Some((claim, c.span, person)),
        _ => None,
    });
    let stated = persons.filter_map(|(claim, span, person)| {
        let span = person.role_span.unwrap_or(span);
        let role = match before_role(witness, span) {
            Some(word) => Cow::Owned(format!("{word} {}", person.role.as_deref()?)),
            None => Cow::Borrowed(person.role.as_deref()?),
        };
        Some(Mention { name: &person.name, role, span, claim })
    });
    // "Who chairs the board" is a role too.
    let told = introduced::offices(witness).into_iter().filter_map(|(name, role, span)| {
        let named = |claim: &Claim| matches!(&claim.payload, Payload::Person(person) if same_name(&person.name, name));
        let claim = witness.analysis.claims.iter().position(named)?;
        Some(Mention { name, role: Cow::Borrowed(role), span, claim })
    });
    stated.chain(told).collect()
}

/// "Former" or "retired" in the same phrase, a few words before the office: "former fire service manager".
fn before_role<'a>(witness: &'a Witness<'_>, role: Span) -> Option<&'a str> {
    let start = witness.sentence_at(role.start()).map(|s| witness.sentence(s).tokens.start)?;
    let first = witness.tokens_in(role).start;
    let near = (first.saturating_sub(4).max(start)..first).rev();
    near.take_while(|&t| witness.is_content(t))
        .map(|t| witness.folded(t))
        .find(|word| matches!(*word, "former" | "retired"))
}

/// The same person in an office that excludes the one the base gives.
fn roles(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    let mut seen = HashSet::default();
    let mut base = mentions(comparison.base);
    base.retain(|here| seen.insert((here.name, here.role.clone())));
    let names = Namesakes::new(base.iter().map(|here| name_words(here.name)));
    for there in mentions(comparison.other) {
        let alike = names.of(&name_words(there.name)).into_iter().map(|at| &base[at]);
        let known: Vec<(Roles, &Mention<'_>)> =
            alike.map(|here| (role::compare(&here.role, &there.role), here)).collect();
        let Some(&(verdict, here)) = known.iter().min_by_key(|(verdict, here)| (*verdict, here.claim)) else {
            continue;
        };
        let verdict = match verdict {
            // An open pair settles nothing where another pair contradicts.
            Roles::Open => known.iter().map(|(verdict, _)| *verdict).max().unwrap_or(verdict),
            verdict => verdict,
        };
        let (severity, confidence) = match verdict {
            Roles::Same | Roles::Open => continue,
            Roles::Near => (Severity::Warning, 0.7),
            Roles::Different => (Severity::Error, 0.85),
        };
        let here = known.iter().find(|(v, _)| *v == verdict).map_or(here, |(_, here)| here);
        let what = format!("{} another role", there.name);
        drafts.push(draft(comparison, severity, confidence, &what, here.span, there.span).about(here.claim));
    }
}

/// Somebody's age.
struct Age<'a> {
    name: &'a str,
    years: (f64, f64),
    span: Span,
}

/// Ages of named persons: beside the name, or "the 24-year-old …" in the sentence after it.
fn named_ages<'a>(witness: &Witness<'a>) -> Vec<Age<'a>> {
    let mut ages = Vec::new();
    for claim in &witness.analysis.claims {
        match &claim.payload {
            Payload::Person(person) => {
                ages.extend(person.age.zip(person.age_span).filter(|&(_, span)| !scored(witness, span)).map(
                    |(age, span)| {
                        let years = f64::from(age);
                        Age { name: &person.name, years: (years, years), span }
                    },
                ))
            }
            Payload::Quantity(quantity) => ages.extend(age_of(witness, claim, quantity)),
            _ => {}
        }
    }
    ages
}

/// The age that a number tells of somebody named: "Hale is 24", or "The 24-year-old …" in the sentence after the name.
fn age_of<'a>(witness: &Witness<'a>, claim: &Claim, quantity: &Quantity) -> Option<Age<'a>> {
    let years = quantity.low.or(quantity.high).zip(quantity.high.or(quantity.low))?;
    let nothing_follows = quantity.counted_span.is_none_or(|span| span.end() <= quantity.number_span.start());
    let plain = quantity.unit.is_none() && nothing_follows && (1.0..110.0).contains(&years.0);
    if !quantity.age && !plain {
        return None;
    }
    let opening = quantity.age && witness.sentence(claim.sentence).span.start() + 5 >= claim.span.start();
    let earlier = opening.then(|| claim.sentence.checked_sub(1)).flatten();
    let name = stated_of(witness, claim.span).or_else(|| first_person(witness, earlier?))?;
    Some(Age { name, years, span: claim.span })
}

/// Whom "is 22" speaks of: the person named right before it.
fn stated_of<'a>(witness: &Witness<'a>, number: Span) -> Option<&'a str> {
    let token = witness.tokens_in(number).start;
    let verb = token.checked_sub(1).and_then(|token| witness.analysis.tokens.get(token))?;
    if !matches!(witness.words(verb.span), "is" | "was" | "turned" | "turns") {
        return None;
    }
    let names = &witness.analysis.names;
    let before = names.get(..names.partition_point(|name| name.span.start() < verb.span.start()))?;
    let named = before.iter().rev().take(2).find(|name| {
        let gap = verb.span.start().checked_sub(name.span.end());
        name.class == NameClass::Person && gap.is_some_and(|gap| gap <= 1)
    });
    named.map(|name| witness.words(name.span))
}

/// Whether a number behind a name is one of a list of goals, cards or results: "(23, 117)", "Sent off: Hale (103)".
fn scored(witness: &Witness<'_>, span: Span) -> bool {
    let token = witness.tokens_in(span).start;
    let word =
        |token: usize| witness.analysis.tokens.get(token).map_or("", |token| witness.words(token.span));
    let bracketed = word(token.wrapping_sub(1)) == "(";
    let sentence =
        witness.sentence_at(span.start()).map_or(token..token, |s| witness.sentence(s).tokens.clone());
    bracketed && (word(token + 1) != ")" || sentence.clone().any(|token| word(token) == ":"))
}

fn first_person<'a>(witness: &Witness<'a>, sentence: usize) -> Option<&'a str> {
    let span = witness.sentence(sentence).span;
    let first = witness.names_in(span).find(|name| name.class == NameClass::Person);
    first.map(|name| witness.words(name.span))
}

fn ages(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    let (mut base, mut other) = (named_ages(comparison.base), named_ages(comparison.other));
    if comparison.relation == Relation::Within {
        // Headline and caption are held against the body.
        let checked = |age: &Age<'_>| {
            comparison.base.sentence_at(age.span.start()).is_some_and(|s| within::is_checked(comparison.base, s))
        };
        base.retain(|age| !checked(age));
        other.retain(checked);
    }
    let mut seen = HashSet::default();
    base.retain(|age| seen.insert((age.name, [age.years.0.to_bits(), age.years.1.to_bits()])));
    let names = Namesakes::new(base.iter().map(|here| name_words(here.name)));
    for there in &other {
        let known: Vec<&Age<'_>> =
            names.of(&name_words(there.name)).into_iter().map(|at| &base[at]).collect();
        let agrees = |here: &&Age<'_>| here.years.0 <= there.years.1 && there.years.0 <= here.years.1;
        if let Some(here) = known.first().filter(|_| !known.iter().any(agrees)) {
            let what = format!("{} another age", there.name);
            drafts.push(draft(comparison, Severity::Error, 0.85, &what, here.span, there.span));
        }
    }
    for found in &comparison.quantities {
        let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
        let ages = quantity::payload(a).zip(quantity::payload(b)).is_some_and(|(a, b)| a.age && b.age);
        let taken = |ages: &[Age<'_>], span: Span| ages.iter().any(|age| age.span.overlaps(span));
        let linked = comparison.link(a.sentence, b.sentence).is_some();
        // "In his 60s" told as "60" is another age; "2 to 3" told as "3" is one of the two.
        let decade =
            quantity::payload(a).and_then(|a| a.low.zip(a.high)).is_some_and(|(low, high)| high - low >= 9.0);
        let exact = quantity::payload(b).is_some_and(|b| b.value().is_some());
        let conflict = found.values == Values::Conflict;
        if ages && linked && (conflict || decade && exact) && !taken(&other, b.span) {
            let confidence = if conflict { 0.7 } else { 0.6 };
            drafts.push(
                draft(comparison, Severity::Error, confidence, "another age", a.span, b.span)
                    .about(found.base),
            );
        }
    }
}

/// Nouns for a woman and for a man, side by side.
const SEXES: &[(&str, &str)] = &[
    ("woman", "man"),
    ("girl", "boy"),
    ("mother", "father"),
    ("daughter", "son"),
    ("sister", "brother"),
    ("wife", "husband"),
    ("grandmother", "grandfather"),
    ("widow", "widower"),
    ("schoolgirl", "schoolboy"),
];

/// A woman of some age told as a man of that age, where each text knows one such age.
fn sexes(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    let (base, other) = (aged(comparison.base), aged(comparison.other));
    for (years, there, female) in &other {
        let same = |list: &[(f64, Span, bool)]| {
            list.iter().filter(|aged| aged.0 == *years).map(|aged| aged.2).collect::<Vec<_>>()
        };
        let here = base.iter().find(|aged| aged.0 == *years && aged.2 != *female);
        let one = |list: Vec<bool>| list.iter().all(|sex| Some(sex) == list.first());
        let Some((_, here, _)) = here.filter(|_| one(same(&base)) && one(same(&other))) else { continue };
        drafts.push(draft(comparison, Severity::Error, 0.75, "another sex", *here, *there));
    }
}

/// Ages with the noun for a woman or a man right beside them.
fn aged(witness: &Witness<'_>) -> Vec<(f64, Span, bool)> {
    let ages = witness.analysis.claims.iter().filter_map(|claim| {
        let quantity =
            quantity::payload(claim).filter(|q| q.value().is_some_and(|v| (1.0..110.0).contains(&v)))?;
        let sentence = witness.analysis.sentences.get(claim.sentence)?;
        let number = witness.tokens_in(claim.span);
        let near = number.start.saturating_sub(2).max(sentence.tokens.start)
            ..(number.end + 2).min(sentence.tokens.end);
        let (token, female) = near.clone().find_map(|t| {
            let word = witness.folded(t);
            SEXES.iter().find(|(f, m)| *f == word || *m == word).map(|(f, _)| (t, *f == word))
        })?;
        let word = witness.folded(token);
        // "Woman, 58," and "woman of 58" give an age without saying so.
        let tied = quantity.age
            || quantity.unit.is_none()
                && token < number.start
                && (token + 1..number.start).all(|t| matches!(witness.folded(t), "," | "of"))
                && token + 1 < number.start;
        (tied && !word.is_empty())
            .then(|| (quantity.value().unwrap_or(0.0), witness.span_of(token..token + 1), female))
    });
    ages.collect()
}

/// A name that is spelled otherwise, or another name in the same office.
fn spellings(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    let (base, other) = (mentions(comparison.base), mentions(comparison.other));
    let (known_here, known_there) = (named(comparison.base, &base), named(comparison.other, &other));
    for there in &other {
        if !known_here.of(&name_words(there.name)).is_empty() {
            continue;
        }
        let candidate = base
            .iter()
            .filter(|here| role::compare(&here.role, &there.role) == Roles::Same)
            .find_map(|here| {
                let (a, b) = (comparison.base.claim(here.claim), comparison.other.claim(there.claim));
                let link = comparison.link(a.sentence, b.sentence)?;
                known_there.of(&name_words(here.name)).is_empty().then_some((here, link.score))
            });
        let Some((here, score)) = candidate else { continue };
        let (a, b) = (comparison.base.claim(here.claim).span, comparison.other.claim(there.claim).span);
        let similar = strsim::jaro_winkler(&folded(here.name), &folded(there.name)) >= 0.86;
        if similar {
            drafts.push(
                draft(comparison, Severity::Note, 0.7, "another spelling of a name", a, b).about(here.claim),
            );
        } else if score >= 0.6 {
            drafts.push(
                draft(comparison, Severity::Warning, 0.5, "another name in the same role", a, b)
                    .about(here.claim),
            );
        }
    }
}

fn folded(name: &str) -> String {
    name_words(name).join(" ")
}

/// Everybody that a text names.
fn named(witness: &Witness<'_>, mentions: &[Mention<'_>]) -> Namesakes {
    let names = witness.analysis.names.iter().map(|found| witness.words(found.span));
    let distinct: BTreeSet<&str> = names.chain(mentions.iter().map(|mention| mention.name)).collect();
    Namesakes::new(distinct.into_iter().map(name_words))
}

/// A model, batch or flight number that stands in one text alone, where the other has one of the same make.
fn identifiers(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    let codes = |witness: &Witness<'_>| -> Vec<(Span, String)> {
        let names = witness.analysis.names.iter().filter(|name| name.class == NameClass::Identifier);
        names.map(|name| (name.span, code(witness.words(name.span)))).collect()
    };
    let (base, other) = (codes(comparison.base), codes(comparison.other));
    for (there, text) in &other {
        if base.iter().any(|(_, known)| known == text) {
            continue;
        }
        let twin = base
            .iter()
            .find(|(_, known)| same_make(known, text) && !other.iter().any(|(_, found)| found == known));
        if let Some((here, known)) = twin {
            let confidence = if anagram(known, text) { 0.9 } else { 0.7 };
            drafts.push(draft(
                comparison,
                Severity::Error,
                confidence,
                "another number or code",
                *here,
                *there,
            ));
        }
    }
}

fn code(text: &str) -> String {
    words::fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The same letters at the start and as many digits, with one or two exchanged: another number of the same series.
fn same_make(a: &str, b: &str) -> bool {
    let letters = |text: &str| text.chars().take_while(|c| c.is_alphabetic()).collect::<String>();
    let differing = a.chars().zip(b.chars()).filter(|(x, y)| x != y).count();
    a.chars().count() == b.chars().count() && letters(a) == letters(b) && (anagram(a, b) || differing == 1)
}

fn anagram(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut chars: Vec<char> = text.chars().collect();
        chars.sort_unstable();
        chars
    };
    sorted(a) == sorted(b)
}

#[cfg(test)]
mod tests {
    use super::same_make;

    #[test]
    fn codes_of_one_series() {
        assert!(same_make("ls170", "ls710") && same_make("bx9", "bx8"));
        assert!(
            !same_make("ls170", "ls1700") && !same_make("ls170", "kt170") && !same_make("ls170", "ls385")
        );
    }
}
