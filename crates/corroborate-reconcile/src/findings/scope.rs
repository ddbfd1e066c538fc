//! Rule `scope`: wider or narrower reach.
//!
//! In a sentence that the other text otherwise keeps, a limiting word or phrase is gone or has come. Not reported: words that
//! another rule speaks of (figures, hedges, negations, names), free rewordings, colour adjectives.

use std::sync::LazyLock;

use corroborate_model::{BlockKind, Direction, FindingKind, NameClass, Payload, Severity, Span};
use foldhash::HashSet;
use similar::DiffTag;

use super::{Draft, figures, parts, reach, records, shares};
use crate::align::Link;
use crate::comparison::{Chunk, Comparison};
use crate::equivalence::quantity::{self, QuantityMatch, Values};
use crate::witness::{Class, Witness};
use crate::words;

static LIMITS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../lexicon/limits.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Sentences closer than this tell the same.
const TOLD: f32 = 0.4;
/// Sentences closer than this are compared word by word.
const CLOSE: f32 = 0.55;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for link in comparison.links.iter().filter(|link| link.score >= TOLD && link.score < 1.0) {
        if quoted(comparison.other, link.other) || quoted(comparison.base, link.base) {
            continue;
        }
        let lost = limits_lost(comparison, link);
        if lost.is_empty() && link.score >= CLOSE {
            drafts.extend(
                comparison.diff(link).iter().filter_map(|chunk| limit_changed(comparison, link, chunk)),
            );
        }
        drafts.extend(lost);
    }
    for found in comparison.quantities.iter().filter(|m| matches!(m.values, Values::Same | Values::Looser)) {
        drafts.extend(origin_gained(comparison, found).or_else(|| owner_gained(comparison, found)));
    }
    drafts.extend(reach::find(comparison));
    drafts.extend(parts::find(comparison));
    drafts.extend(records::find(comparison));
    drafts.extend(shares::find(comparison));
}

/// Limits whose noun the other text tells without them: "minor burns" told as "burns".
fn limits_lost(comparison: &Comparison<'_>, link: &Link) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let tokens = base.sentence(link.base).tokens.clone();
    // "Adjusted operating profit": the noun that the other text keeps may stand behind further words.
    let next = |t: usize| {
        let held = |n: &usize| {
            other.bags[link.other].binary_search_by_key(&base.terms[*n].concept, |entry| entry.0).is_ok()
        };
        let phrase = || (t + 1..tokens.end.min(t + 4)).take_while(|&n| base.is_content(n));
        phrase().find(held).or_else(|| phrase().next())
    };
    let mut drafts = Vec::new();
    let limits = |t: &usize| {
        base.terms[*t].class != Class::Name && (LIMITS.contains(base.folded(*t)) || is_first(base, *t))
    };
    for limit in tokens.clone().filter(limits) {
        let Some(noun) = next(limit).filter(|&n| !LIMITS.contains(base.folded(n))) else { continue };
        let concept = base.terms[noun].concept;
        let there = other.sentence(link.other).tokens.clone().find(|&t| other.terms[t].concept == concept);
        let Some(there) = there.filter(|&t| base.terms[noun].class == Class::Word && !definite(other, t))
        else {
            continue;
        };
        // Told of it with this limit anywhere, the other text has not lost it.
        let limited = (0..other.terms.len()).any(|t| {
            other.terms[t].concept == base.terms[limit].concept
                && (t + 1..other.terms.len().min(t + 4)).any(|n| other.terms[n].concept == concept)
        });
        let near = other.sentence(link.other).tokens.clone().any(|t| LIMITS.contains(other.folded(t)));
        if limited || near {
            continue;
        }
        let (lost, kept) = (base.span_of(limit..noun + 1), other.analysis.tokens[there].span);
        let message = format!(
            "{{base}} limits it to “{}”; {{other}} says “{}” without that limit",
            base.words(lost),
            other.words(kept)
        );
        drafts.push(
            Draft::new(FindingKind::Scope, Severity::Warning, f64::from(0.3 + 0.45 * link.score), message)
                .between(clause(base, link.base, lost), clause(other, link.other, kept))
                .focus(Some(lost), Some(kept))
                .toward(Direction::Wider),
        );
    }
    drafts
}

/// "First findings", "the first phase": there are more to come.
fn is_first(witness: &Witness<'_>, token: usize) -> bool {
    witness.words(witness.analysis.tokens[token].span).eq_ignore_ascii_case("first")
        && matches!(
            witness.folded(token + 1),
            "findings"
                | "results"
                | "conclusions"
                | "figures"
                | "estimates"
                | "report"
                | "phase"
                | "stage"
                | "draft"
        )
}

/// Whether a sentence is somebody's own words: the rules on quotations speak of it.
fn quoted(witness: &Witness<'_>, sentence: usize) -> bool {
    let span = witness.sentence(sentence).span;
    witness.kind_of(sentence) == BlockKind::Quote
        || witness.claims_of(sentence).any(|(_, claim)| {
            matches!(&claim.payload, Payload::Statement(statement) if statement.quoted)
                && claim.span.len() * 2 > span.len()
        })
}

/// Whether "the" stands before: "the dividend" is the one told before, with all its limits.
fn definite(witness: &Witness<'_>, token: usize) -> bool {
    let before = token.checked_sub(1).and_then(|t| witness.analysis.tokens.get(t));
    before.is_some_and(|token| {
        matches!(words::fold(witness.words(token.span)).as_str(), "the" | "this" | "these" | "that")
    })
}

/// The limiting words among some tokens.
fn limits(witness: &Witness<'_>, tokens: std::ops::Range<usize>) -> Option<Span> {
    let found: Vec<usize> = tokens.filter(|&t| LIMITS.contains(witness.folded(t))).collect();
    Some(witness.span_of(*found.first()?..found.last()? + 1))
}

fn limit_changed(comparison: &Comparison<'_>, link: &Link, chunk: &Chunk) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (tag, words) = (chunk.tag, chunk.base.len().max(chunk.other.len()));
    // A long stretch that went or came is another matter than a limiting word, and so is a rewording.
    if !matches!(tag, DiffTag::Delete | DiffTag::Insert) || words > 3 || definite(base, chunk.base.start) {
        return None;
    }
    let numbers = |witness: &Witness<'_>, mut tokens: std::ops::Range<usize>| {
        tokens.any(|t| witness.terms[t].class == Class::Number)
    };
    if numbers(base, chunk.base.clone()) || numbers(other, chunk.other.clone()) {
        return None;
    }
    let (here, there) = (limits(base, chunk.base.clone()), limits(other, chunk.other.clone()));
    let lost = here.filter(|_| there.is_none()).filter(|span| !told(other, link.other, base.words(*span)));
    let gained = there.filter(|_| here.is_none()).filter(|span| !told(base, link.base, other.words(*span)));
    let (span, severity, direction) = match (lost, gained) {
        (Some(span), None) => (span, Severity::Warning, Direction::Wider),
        (None, Some(span)) => (span, Severity::Note, Direction::Narrower),
        _ => return None,
    };
    let message = match direction {
        Direction::Wider => {
            format!("{{other}} drops “{}”, so that more is said than in {{base}}", base.words(span))
        }
        _ => format!("{{other}} limits it to “{}”, which {{base}} does not", other.words(span)),
    };
    Some(
        Draft::new(FindingKind::Scope, severity, f64::from(0.35 + 0.4 * link.score), message)
            .between(clause(base, link.base, span), clause(other, link.other, span))
            .focus(lost, gained)
            .toward(direction),
    )
}

fn clause(witness: &Witness<'_>, sentence: usize, inside: Span) -> Span {
    let whole = witness.sentence(sentence).span;
    let statements =
        witness.claims_of(sentence).filter(|(_, claim)| matches!(claim.payload, Payload::Statement(_)));
    statements.map(|(_, claim)| claim.span).find(|span| span.contains(inside)).unwrap_or(whole)
}

fn told(witness: &Witness<'_>, sentence: usize, phrase: &str) -> bool {
    let tokens = witness.sentence(sentence).tokens.clone();
    phrase.split_whitespace().all(|word| {
        tokens.clone().any(|t| witness.synonyms.same(witness.words(witness.analysis.tokens[t].span), word))
    })
}

/// The same figure, now of one named origin: "43 referrals" told as "43 referrals from the agency".
fn origin_gained(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
    let (x, y) = (quantity::payload(a)?, quantity::payload(b)?);
    let name = attached_name(comparison.other, y.counted_span?)?;
    if x.counted_span.is_none() || attached_name(comparison.base, x.counted_span?).is_some() {
        return None;
    }
    let words = comparison.other.words(name);
    if told(comparison.base, a.sentence, words) {
        return None;
    }
    let message = format!(
        "{{other}} says that “{}” are of “{words}”; {{base}} does not limit “{}” so",
        comparison.other.words(b.span),
        comparison.base.words(a.span)
    );
    Some(
        Draft::new(FindingKind::Scope, Severity::Warning, f64::from(0.45 + 0.35 * found.context), message)
            .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
            .focus(Some(a.span), Some(name))
            .toward(Direction::Narrower)
            .about(found.base),
    )
}

/// The same figure, now of one name's people or things: "14 people" told as "14 Harrow fans".
fn owner_gained(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
    let (x, y) = (quantity::payload(a)?, quantity::payload(b)?);
    let phrase = comparison.other.tokens_in(y.counted_span?);
    let name = phrase
        .clone()
        .take(phrase.len().saturating_sub(1))
        .find(|&t| comparison.other.terms[t].class == Class::Name)?;
    let concept = comparison.other.terms[name].concept;
    let bag = &comparison.base.bags[a.sentence];
    let told = bag.binary_search_by_key(&concept, |entry| entry.0).is_ok();
    if told || x.counted.is_none() || x.unit.is_some() {
        return None;
    }
    let words = comparison.other.words(comparison.other.analysis.tokens[name].span);
    let message = format!(
        "{{other}} makes “{}” of {{base}}'s “{}”: nothing there ties them to {words}",
        comparison.other.words(b.span),
        comparison.base.words(a.span)
    );
    Some(
        Draft::new(FindingKind::Scope, Severity::Warning, f64::from(0.4 + 0.35 * found.context), message)
            .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
            .focus(None, Some(comparison.other.analysis.tokens[name].span))
            .toward(Direction::Narrower)
            .about(found.base),
    )
}

/// The name that a preposition of origin ties to a counted noun right after it.
fn attached_name(witness: &Witness<'_>, noun: Span) -> Option<Span> {
    let after = witness.tokens_in(noun).end;
    let word =
        |t: usize| witness.analysis.tokens.get(t).map(|token| witness.words(token.span)).unwrap_or_default();
    let named = match (word(after), word(after + 1)) {
        ("from", "the") => after + 2,
        ("from", _) => after + 1,
        _ => return None,
    };
    let start = witness.analysis.tokens.get(named)?.span.start();
    let names =
        witness.analysis.names.iter().filter(|name| {
            matches!(name.class, NameClass::Organisation | NameClass::Place | NameClass::Other)
        });
    names.map(|name| name.span).find(|span| span.start() == start)
}
