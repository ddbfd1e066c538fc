//! Rule `place`: a place differs.
//!
//! Looks at linked sentences in which one text has a place that the other lacks, and the other way round. Not reported: a place
//! inside the other, abbreviations, a place left out or added.

use corroborate_model::{FindingKind, Name, NameClass, Severity};
use similar::DiffTag;

use super::Draft;
use crate::align::Link;
use crate::comparison::{Comparison, Relation};
use crate::witness::{Class, Witness};

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    drafts.extend(elsewhere(comparison));
    if comparison.relation == Relation::Siblings {
        drafts.extend(between_copies(comparison));
    }
    for link in comparison.links.iter().filter(|link| link.score >= 0.35) {
        drafts.extend(road(comparison, link));
        drafts.extend(route(comparison, link));
        drafts.extend(exchanged(comparison, link).or_else(|| governed(comparison, link)));
    }
}

fn names<'a>(witness: &'a Witness<'_>, sentence: usize, class: NameClass) -> impl Iterator<Item = &'a Name> {
    let span = witness.sentence(sentence).span;
    witness.names_in(span).filter(move |name| name.class == class)
}

/// Another road number in the same sentence.
fn road(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let holds = |witness: &Witness<'_>, sentence: usize, words: &str| {
        names(witness, sentence, NameClass::Road).any(|name| witness.words(name.span) == words)
    };
    let a = names(base, link.base, NameClass::Road)
        .find(|name| !holds(other, link.other, base.words(name.span)))?;
    let b = names(other, link.other, NameClass::Road)
        .find(|name| !holds(base, link.base, other.words(name.span)))?;
    Some(draft(comparison, link, a, b, Severity::Error, 0.92))
}

/// A place name put for another in otherwise equal words.
fn exchanged(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let placed =
        |witness: &Witness<'_>, sentence| names(witness, sentence, NameClass::Place).next().is_some();
    if !placed(base, link.base) || !placed(other, link.other) {
        return None;
    }
    let chunks = comparison.diff(link);
    chunks.iter().filter(|chunk| chunk.tag == DiffTag::Replace).find_map(|chunk| {
        let at = |witness: &Witness<'_>, tokens: &std::ops::Range<usize>| witness.span_of(tokens.clone());
        let (left, right) = (at(base, &chunk.base), at(other, &chunk.other));
        let a = names(base, link.base, NameClass::Place).find(|name| left.contains(name.span))?;
        let b = names(other, link.other, NameClass::Place).find(|name| right.contains(name.span))?;
        let (x, y) = (base.words(a.span), other.words(b.span));
        let same = x.contains(y) || y.contains(x) || spells(x, y) || spells(y, x);
        let known = same || base.text().contains(y) || other.text().contains(x);
        (!known && chunk.base.len() <= 6 && chunk.other.len() <= 6)
            .then(|| draft(comparison, link, a, b, Severity::Error, f64::from(0.4 + 0.4 * link.score)))
    })
}

/// Whether capitals are the initials of a longer name ("US", "U.S." of "United States").
fn spells(short: &str, long: &str) -> bool {
    let initials =
        long.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase());
    let capitals = || short.chars().filter(|c| *c != '.');
    capitals().count() > 1 && capitals().all(char::is_uppercase) && capitals().eq(initials)
}

/// The other end of a way: "between the harbour and the station" told as "between the harbour and the market".
fn route(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (ends(base, link.base)?, ends(other, link.other)?);
    let concepts = |witness: &Witness<'_>, tokens: &std::ops::Range<usize>| -> Vec<u32> {
        tokens.clone().filter(|&t| witness.is_content(t)).map(|t| witness.terms[t].concept).collect()
    };
    let alike = |x: &std::ops::Range<usize>, y: &std::ops::Range<usize>| {
        let there = concepts(other, y);
        concepts(base, x).iter().any(|concept| there.contains(concept))
    };
    let (x, y) = match (alike(&a.0, &b.0), alike(&a.1, &b.1)) {
        (true, false) => (a.1, b.1),
        (false, true) => (a.0, b.0),
        _ => return None,
    };
    // The two ends may be told the other way round, or be named further on.
    let told =
        concepts(other, &y).iter().any(|c| base.bags[link.base].binary_search_by_key(c, |e| e.0).is_ok());
    let named = |witness: &Witness<'_>, tokens: &std::ops::Range<usize>| {
        tokens.clone().any(|t| witness.terms[t].class == Class::Name)
    };
    if told || !named(base, &x) && !named(other, &y) {
        return None;
    }
    let (here, there) = (base.span_of(x), other.span_of(y));
    let message = format!("{{base}} has “{}”; {{other}} has “{}”", base.words(here), other.words(there));
    Some(
        Draft::new(FindingKind::Place, Severity::Error, f64::from(0.45 + 0.35 * link.score), message)
            .between(base.sentence(link.base).span, other.sentence(link.other).span)
            .focus(Some(here), Some(there)),
    )
}

/// The two places of "between … and …" or "from … to …".
fn ends(witness: &Witness<'_>, sentence: usize) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let tokens = witness.sentence(sentence).tokens.clone();
    let phrase = |start: usize| {
        let article = usize::from(witness.folded(start) == "the");
        let run = (start + article..tokens.end).take_while(|&t| {
            matches!(witness.terms[t].class, Class::Word | Class::Name) && !witness.folded(t).ends_with("ed")
        });
        let end = run.last()? + 1;
        Some(start + article..end)
    };
    tokens.clone().find_map(|t| {
        let joint = match witness.folded(t) {
            "between" => "and",
            "from" => "to",
            _ => return None,
        };
        let first = phrase(t + 1)?;
        let second = (witness.folded(first.end) == joint).then(|| phrase(first.end + 1)).flatten()?;
        witness.terms[first.clone()].iter().any(|term| term.class == Class::Name).then_some((first, second))
    })
}

/// The same act of the same thing in another place, in sentences that are not linked: copies of one base tell what it does not in
/// sentences of their own.
fn between_copies(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let mut drafts = Vec::new();
    for a in 0..base.bags.len() {
        if acts(base, a).is_empty() {
            continue;
        }
        for b in 0..other.bags.len() {
            let shared = base.bags[a]
                .iter()
                .filter(|(concept, _)| other.bags[b].binary_search_by_key(concept, |entry| entry.0).is_ok());
            if comparison.link(a, b).is_none_or(|link| link.score < 0.35) && shared.count() >= 2 {
                let link = Link { base: a, other: b, score: 0.35, base_share: 0.0, other_share: 0.0 };
                drafts.extend(governed(comparison, &link));
            }
        }
    }
    drafts
}

/// The same act told of another place: "made in one town", "assembled in another country".
fn governed(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    acts(base, link.base).into_iter().find_map(|(act, a)| {
        let (_, b) = acts(other, link.other).into_iter().find(|(there, _)| *there == act)?;
        let (x, y) = (base.words(a.span), other.words(b.span));
        let concepts = |witness: &Witness<'_>, name: &Name| -> Vec<u32> {
            witness.tokens_in(name.span).map(|t| witness.terms[t].concept).collect()
        };
        let alike = concepts(base, a).iter().any(|concept| concepts(other, b).contains(concept));
        let known = alike || base.text().contains(y) || other.text().contains(x);
        (!known).then(|| draft(comparison, link, a, b, Severity::Warning, f64::from(0.3 + 0.4 * link.score)))
    })
}

/// Acts with the place that they are told of: the word before "in" or "at", and the name after it.
fn acts<'a>(witness: &'a Witness<'_>, sentence: usize) -> Vec<(u32, &'a Name)> {
    let span = witness.sentence(sentence).span;
    let inside = witness.names_in(span);
    let placed = inside.filter(|name| matches!(name.class, NameClass::Place | NameClass::Other));
    placed
        .filter_map(|name| {
            let at = witness.tokens_in(name.span).start;
            let word = |t: usize| witness.folded(t);
            let tied = at >= 2 && matches!(word(at - 1), "in" | "at") && witness.is_content(at - 2);
            tied.then(|| (witness.terms[at - 2].concept, name))
        })
        .collect()
}

/// Places with the country or region that is named behind them: "Melbury in Kent", "Melbury, Kent".
fn located(witness: &Witness<'_>) -> Vec<(usize, usize)> {
    let name = |t: usize| witness.terms.get(t).is_some_and(|term| term.class == Class::Name);
    let person = |t: usize| {
        let span = witness.analysis.tokens[t].span;
        witness.analysis.names.iter().any(|name| name.class == NameClass::Person && name.span.contains(span))
    };
    (1..witness.terms.len().saturating_sub(1))
        .filter(|&t| matches!(witness.folded(t), "in" | ","))
        .filter(|&t| name(t - 1) && name(t + 1) && !person(t - 1) && !person(t + 1) && !name(t + 2))
        .map(|t| (t - 1, t + 1))
        .collect()
}

/// One place in another country or region.
fn elsewhere(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    if comparison.relation == Relation::Within {
        return Vec::new();
    }
    let here = located(base);
    let there = if here.is_empty() { Vec::new() } else { located(other) };
    let holds = |witness: &Witness<'_>, exact: u32| witness.terms.iter().any(|term| term.exact == exact);
    let pairs = there.into_iter().filter_map(|(place, land)| {
        let same = |&&(p, l): &&(usize, usize)| {
            base.terms[p].exact == other.terms[place].exact && base.terms[l].exact != other.terms[land].exact
        };
        let &(_, own) = here.iter().find(same)?;
        let known = holds(base, other.terms[land].exact) || holds(other, base.terms[own].exact);
        let (x, y) = (base.analysis.tokens[own].span, other.analysis.tokens[land].span);
        // "Calif." is California.
        let (short, long) = (base.words(x), other.words(y));
        let clipped =
            short.starts_with(long) || long.starts_with(short) || spells(short, long) || spells(long, short);
        let (a, b) = (base.sentence_at(x.start())?, other.sentence_at(y.start())?);
        (!known && !clipped).then(|| {
            let message = format!("{{base}} has “{}”; {{other}} has “{}”", base.words(x), other.words(y));
            Draft::new(FindingKind::Place, Severity::Error, 0.8, message)
                .between(base.sentence(a).span, other.sentence(b).span)
                .focus(Some(x), Some(y))
        })
    });
    pairs.collect()
}

fn draft(
    comparison: &Comparison<'_>,
    link: &Link,
    a: &Name,
    b: &Name,
    severity: Severity,
    confidence: f64,
) -> Draft {
    let (base, other) = (comparison.base, comparison.other);
    let message = format!("{{base}} has “{}”; {{other}} has “{}”", base.words(a.span), other.words(b.span));
    Draft::new(FindingKind::Place, severity, confidence, message)
        .between(base.sentence(link.base).span, other.sentence(link.other).span)
        .focus(Some(a.span), Some(b.span))
}
