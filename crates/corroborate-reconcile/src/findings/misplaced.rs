//! A figure of one thing given to another: "11 addresses and 27 phones" told as "27 addresses", "35 per cent of 60 records" as
//! "35 records", last week's figure as this week's.
//!
//! The numbers themselves are the evidence: the base has the other text's number, but counts something else by it. So nothing is
//! asked of the words around, other than where the numbers are small. Not here: a number that the base has nowhere.

use corroborate_model::{BlockKind, Bound, Claim, FindingKind, Quantity, Severity};

use super::figures::{self, phrase};
use super::{Draft, counted_thing};
use crate::comparison::{Comparison, Relation};
use crate::equivalence::quantity::{self, QuantityMatch, Values};
use crate::witness::Witness;

/// Drafts for figures of another thing.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    if super::figures::is_dump(comparison) {
        return Vec::new();
    }
    if comparison.relation == Relation::Within || comparison.brief {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    for (other, claim) in comparison.other.analysis.claims.iter().enumerate() {
        let Some(own) = quantity::payload(claim) else { continue };
        drafts.extend(
            count_of_another(comparison, other, own).or_else(|| share_as_count(comparison, other, own)),
        );
        drafts.extend(reckoned(comparison, claim, own));
        drafts.extend(in_step(comparison, other, own));
    }
    for found in &comparison.quantities {
        drafts.extend(earlier_state(comparison, found).or_else(|| rest(comparison, found)));
        drafts.extend(others_added(comparison, found));
    }
    drafts.extend(old_grade(comparison));
    drafts.extend(headlines(comparison));
    drafts.extend(all_of_them(comparison));
    drafts
}

fn draft(
    comparison: &Comparison<'_>,
    base: usize,
    other: usize,
    severity: Severity,
    message: String,
) -> Draft {
    let (a, b) = (comparison.base.claim(base), comparison.other.claim(other));
    Draft::new(FindingKind::ValueConflict, severity, 0.7, message)
        .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
        .focus(figures::number(a), figures::number(b))
        .about(base)
}

/// The exact value of a plain count, with its noun.
fn count(quantity: &Quantity) -> Option<(f64, &str)> {
    let plain =
        quantity.unit.is_none() && !quantity.age && !quantity.ordinal && quantity.bound == Bound::Exact;
    let value = quantity.value().filter(|value| plain && *value >= 2.0)?;
    Some((value, quantity.counted.as_deref()?))
}

fn figures<'a>(witness: &'a Witness<'_>) -> impl Iterator<Item = (usize, &'a Quantity)> {
    witness.analysis.claims.iter().enumerate().filter_map(|(at, claim)| Some((at, quantity::payload(claim)?)))
}

/// Whether a counted noun stands for the same as another, or for anything.
fn alike(comparison: &Comparison<'_>, a: &str, b: &str) -> bool {
    comparison.base.synonyms.same(a, b) || a.ends_with(b) || b.ends_with(a)
}

/// "11 addresses, 27 phones" told as "27 addresses".
fn count_of_another(comparison: &Comparison<'_>, other: usize, own: &Quantity) -> Option<Draft> {
    let (value, noun) = count(own)?;
    if value <= 10.0 || counted_thing::any(noun) {
        return None;
    }
    // The base counts the same noun once, by another number, and this number of something else.
    let mut same = figures(comparison.base)
        .filter(|(_, q)| q.counted.as_deref().is_some_and(|n| alike(comparison, n, noun)));
    let (base, rival) = same.next().filter(|_| same.next().is_none())?;
    let (was, _) = count(rival).filter(|(was, _)| *was != value)?;
    let mut holders = figures(comparison.base).filter(|(_, q)| q.unit.is_none() && q.value() == Some(value));
    let (place, held) = holders.next().filter(|_| holders.next().is_none())?;
    let holder = held.counted.as_deref()?;
    // The sentence that gives the number by another noun tells the same: the noun was changed, not the number.
    let (here, sentence) = (comparison.base, comparison.other.claim(other).sentence);
    let link =
        |claim: usize| comparison.link(here.claim(claim).sentence, sentence).map_or(0.0, |link| link.score);
    let people = counted_thing::human(noun) && matches!(holder, "person" | "people" | "personnel" | "staff");
    // So many people, so many households: the noun was changed.
    let homes =
        matches!(noun, "household" | "home" | "house" | "family" | "customer" | "property" | "couple")
            && matches!(holder, "person" | "people");
    if people || homes || link(place) > link(base) {
        return None;
    }
    let kept = figures(comparison.other).any(|(_, q)| {
        q.value() == Some(was) && q.counted.as_deref().is_some_and(|n| alike(comparison, n, noun))
    });
    if kept || alike(comparison, holder, noun) {
        return None;
    }
    let message = format!(
        "{{base}} has “{}”, and {value} of something else ({holder}); {{other}} says “{}”",
        phrase(comparison.base, comparison.base.claim(base)),
        phrase(comparison.other, comparison.other.claim(other))
    );
    Some(draft(comparison, base, other, Severity::Error, message))
}

/// "35 per cent" told as "35 records".
fn share_as_count(comparison: &Comparison<'_>, other: usize, own: &Quantity) -> Option<Draft> {
    let percent = |q: &Quantity| q.unit.as_ref().is_some_and(|unit| unit.name() == "percent");
    let value = own.value().filter(|value| *value > 2.0 && !own.age && !own.ordinal)?;
    let swapped = percent(own);
    if !swapped && (own.unit.is_some() || own.counted.is_none()) {
        return None;
    }
    let fits =
        |q: &Quantity| if swapped { q.unit.is_none() && q.counted.is_some() && !q.age } else { percent(q) };
    let same = |q: &Quantity| q.value() == Some(value);
    let mut holders = figures(comparison.base).filter(|(_, q)| same(q));
    let (base, _) = holders.next().filter(|(_, q)| fits(q) && holders.next().is_none())?;
    // The other text has it rightly too.
    if figures(comparison.other).any(|(_, q)| same(q) && fits(q)) {
        return None;
    }
    let (a, b) = (comparison.base.claim(base), comparison.other.claim(other));
    let (here, there) = (&comparison.base.bags[a.sentence], &comparison.other.bags[b.sentence]);
    let shared = there.iter().filter(|(c, _)| here.binary_search_by_key(c, |entry| entry.0).is_ok()).count();
    let linked = comparison.link(a.sentence, b.sentence).is_some();
    if shared < if linked { 2 } else { 3 } {
        return None;
    }
    let message = format!(
        "{{base}} has “{}”; {{other}} has the same number as “{}”",
        phrase(comparison.base, a),
        phrase(comparison.other, b)
    );
    Some(draft(comparison, base, other, Severity::Error, message))
}

/// The claim that another one is measured against: "286, down from 412".
fn measured_against(witness: &Witness<'_>, reference: usize) -> Option<usize> {
    let claim = witness.claim(reference);
    let named = witness.claims_of(claim.sentence).find_map(|(index, other)| {
        let span = quantity::payload(other)?.baseline_span?;
        (index != reference && span.overlaps(claim.span)).then_some(index)
    });
    named.or_else(|| behind_from(witness, reference))
}

/// The figure right before "from": "profit to 19.8 million from 24.2 million".
fn behind_from(witness: &Witness<'_>, reference: usize) -> Option<usize> {
    let claim = witness.claim(reference);
    let own = quantity::payload(claim)?;
    let start = witness.tokens_in(claim.span).start;
    let from = start.checked_sub(1).filter(|&t| witness.folded(t) == "from")?;
    witness.claims_of(claim.sentence).find_map(|(index, other)| {
        let q = quantity::payload(other)?;
        let end = witness.tokens_in(other.span).end;
        (q.unit == own.unit && end <= from && from - end <= 2 && index != reference).then_some(index)
    })
}

/// "286 people, down from 412" told as "412 people".
fn earlier_state(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    const EARLIER: &[&str] = &[
        "from",
        "earlier",
        "before",
        "previous",
        "previously",
        "compared",
        "against",
        "was",
        "were",
        "had",
        "been",
        "former",
        "formerly",
        "once",
        "ago",
        "last",
        "than",
        "after",
    ];
    let (base, other) = (comparison.base, comparison.other);
    if !matches!(found.values, Values::Same | Values::Looser) {
        return None;
    }
    let now = measured_against(base, found.base)?;
    let b = other.claim(found.other);
    let tokens = other.analysis.sentences.get(b.sentence)?.tokens.clone();
    let state = quantity::payload(base.claim(now))?;
    let told = figures(other).any(|(at, q)| {
        at.abs_diff(found.other) < 12
            && other.claim(at).sentence.abs_diff(b.sentence) <= 1
            && quantity::compare(state, q, false) != Values::Conflict
    });
    let past = tokens.clone().any(|t| EARLIER.contains(&other.folded(t)) || other.folded(t).ends_with("ed"));
    let reference = measured_against(other, found.other).is_some();
    let size = quantity::payload(base.claim(found.base))?.value()?;
    (!told && !past && !reference && size > 10.0).then(|| {
        let message = format!(
            "{{base}} has “{}” as the earlier figure, and “{}” as the present one; {{other}} says “{}”",
            phrase(base, base.claim(found.base)),
            phrase(base, base.claim(now)),
            phrase(other, b)
        );
        draft(comparison, now, found.other, Severity::Warning, message)
    })
}

/// A change in per cent that the base's two figures do not give: "to 19.8 million from 24.2 million" told as "down 22 per cent".
fn reckoned(comparison: &Comparison<'_>, claim: &Claim, own: &Quantity) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let percent = |q: &Quantity| q.unit.as_ref().is_some_and(|unit| unit.name() == "percent");
    let rate = own.value().filter(|rate| percent(own) && own.change.is_some() && *rate > 1.0)?;
    if figures(base).any(|(_, q)| percent(q) && q.value().is_some_and(|known| (known - rate).abs() < 0.6)) {
        return None;
    }
    let index = other.analysis.claims.iter().position(|known| std::ptr::eq(known, claim))?;
    let shown: Vec<&Quantity> = other
        .claims_of(claim.sentence)
        .filter_map(|(_, c)| quantity::payload(c))
        .filter(|q| !percent(q))
        .collect();
    // The nearest figure behind or before the rate is the one that changed.
    let near = |q: &&&Quantity| q.number_span.start().abs_diff(claim.span.start()) < 60;
    let found = shown.iter().filter(near).find_map(|q| {
        let mut pairs = figures(base).filter_map(|(at, before)| {
            let now = measured_against(base, at)?;
            let state = quantity::payload(base.claim(now))?;
            let same = quantity::compare(state, q, false) == Values::Same
                || quantity::compare(before, q, false) == Values::Same;
            (same && !percent(state) && state.unit == before.unit).then_some((
                now,
                state.value()?,
                before.value()?,
            ))
        });
        pairs.next()
    });
    let (now, after, before) = found.filter(|(_, _, before)| *before > 0.0)?;
    let true_rate = (after - before).abs() / before * 100.0;
    let off = (true_rate - rate).abs();
    // "More than double" and roundings of a point are right enough.
    (off > 1.5 && off > 0.1 * true_rate && own.bound == Bound::Exact).then(|| {
        let message = format!(
            "the figures of {{base}} give {true_rate:.1} per cent; {{other}} says “{}”",
            phrase(other, claim)
        );
        draft(comparison, now, index, Severity::Warning, message)
    })
}

/// What is done told as what is left: "have surveyed 60 per cent" as "still have 60 per cent to cover".
fn rest(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    const DONE: &[&str] = &["far", "already", "completed", "finished", "done", "had", "have", "has"];
    const LEFT: &[&str] = &["still", "remaining", "remains", "left", "yet"];
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    let share = quantity::payload(a)?.unit.as_ref().is_some_and(|unit| unit.name() == "percent");
    let says = |witness: &Witness<'_>, claim: &Claim, list: &[&str]| {
        let tokens = witness.sentence(claim.sentence).tokens.clone();
        tokens.into_iter().any(|t| list.contains(&witness.folded(t)))
    };
    let to_do = {
        let end = other.tokens_in(b.span).end;
        let sentence = other.sentence(b.sentence).tokens.end;
        (end..sentence.min(end + 8)).any(|t| other.folded(t) == "to" && other.is_content(t + 1))
    };
    let turned = found.values == Values::Same
        && share
        && says(base, a, DONE)
        && !says(base, a, LEFT)
        && says(other, b, LEFT)
        && (to_do || says(other, b, &["remaining", "left"]));
    turned.then(|| {
        let message = format!(
            "{{base}} says that “{}” is done; {{other}} that as much is left: “{}”",
            base.words(figures::place(base, a)),
            other.words(figures::place(other, b))
        );
        draft(comparison, found.base, found.other, Severity::Error, message)
    })
}

/// "All 347 people are members" where the base counts 260 members.
fn all_of_them(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let mut drafts = Vec::new();
    for (at, whole) in figures(other) {
        let Some((total, _)) = count(whole) else { continue };
        let claim = other.claim(at);
        let start = other.tokens_in(claim.span).start;
        let all = start.checked_sub(1).is_some_and(|t| matches!(other.folded(t), "all" | "every"));
        if !all || total <= 10.0 {
            continue;
        }
        let end = other.sentence(claim.sentence).tokens.end;
        let named = |noun: &str| {
            (other.tokens_in(claim.span).end..end)
                .any(|t| other.synonyms.same(other.words(other.analysis.tokens[t].span), noun))
        };
        let part = figures(base).find(|(_, q)| {
            let fits = q.unit.is_none() && !q.age && !q.ordinal;
            let less = q.value().is_some_and(|value| value < total && value > total * 0.2);
            fits && less && q.counted.as_deref().is_some_and(|noun| !counted_thing::any(noun) && named(noun))
        });
        if let Some((index, _)) = part {
            let message = format!(
                "{{base}} counts “{}”; {{other}} says it of all: “{}”",
                phrase(base, base.claim(index)),
                other.words(figures::place(other, claim))
            );
            drafts.push(draft(comparison, index, at, Severity::Error, message));
        }
    }
    drafts
}

/// A grade and the one after it: "from fair to good", as token ranges.
fn steps(witness: &Witness<'_>, sentence: usize) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let tokens = witness.sentence(sentence).tokens.clone();
    let word = |t: usize| witness.folded(t);
    let words_in =
        |range: std::ops::Range<usize>| -> Vec<usize> { range.filter(|&t| witness.is_word(t)).collect() };
    let from = tokens
        .clone()
        .find(|&t| word(t) == "from" && (t + 1..tokens.end.min(t + 8)).any(|n| word(n) == "to"))?;
    let to = (from + 1..tokens.end.min(from + 8)).find(|&t| word(t) == "to")?;
    let end = (to + 1..tokens.end.min(to + 6))
        .skip(1)
        .find(|&t| matches!(word(t), "," | "." | ";" | "”" | "\"" | "in" | "and" | "for" | "on" | "since"))
        .unwrap_or(tokens.end.min(to + 4));
    let (old, new) = (words_in(from + 1..to), words_in(to + 1..end));
    let named = |list: &[usize]| {
        !list.is_empty()
            && list.len() <= 3
            && list.iter().all(|&t| witness.terms[t].class == crate::witness::Class::Word)
    };
    let graded = from > tokens.start
        && (tokens.start..from).rev().take(3).any(|t| {
            matches!(
                word(t),
                "up" | "down"
                    | "upgraded"
                    | "downgraded"
                    | "raised"
                    | "lowered"
                    | "promoted"
                    | "changed"
                    | "moved"
            )
        });
    (graded && named(&old) && named(&new))
        .then(|| (old[0]..old[old.len() - 1] + 1, new[0]..new[new.len() - 1] + 1))
}

/// The old grade told as the present one: "up from fair to good" as "is rated fair".
fn old_grade(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let mut drafts = Vec::new();
    for sentence in 0..base.analysis.sentences.len() {
        let Some((old, new)) = steps(base, sentence) else { continue };
        let exact = |range: &std::ops::Range<usize>| -> Vec<u32> {
            range.clone().filter(|&t| base.is_word(t)).map(|t| base.terms[t].exact).collect()
        };
        let (was, is) = (exact(&old), exact(&new));
        let tokens = base.sentence(sentence).tokens.clone();
        let Some(subject) = tokens.clone().find(|&t| base.is_content(t)) else { continue };
        let concept = base.terms[subject].concept;
        for (there, words) in other.exact.iter().enumerate() {
            let run = |list: &[u32]| words.windows(list.len().max(1)).any(|window| window == list);
            let says = other.bags[there].binary_search_by_key(&concept, |entry| entry.0).is_ok();
            let past = other.sentence(there).tokens.clone().any(|t| {
                matches!(
                    other.folded(t),
                    "from"
                        | "was"
                        | "were"
                        | "had"
                        | "previously"
                        | "earlier"
                        | "before"
                        | "formerly"
                        | "last"
                )
            });
            if says && run(&was) && !run(&is) && !past {
                let at = other.sentence(there).span;
                let message = format!(
                    "{{base}} has “{}” as the earlier state and “{}” as the present one; {{other}} says “{}”",
                    base.words(base.span_of(old.clone())),
                    base.words(base.span_of(new.clone())),
                    other.words(at)
                );
                drafts.push(
                    Draft::new(FindingKind::ValueConflict, Severity::Error, 0.65, message)
                        .between(base.sentence(sentence).span, at)
                        .focus(Some(base.span_of(old.clone())), Some(at)),
                );
            }
        }
    }
    drafts
}

/// "17 patients, one of them a man of 84" told as "a man of 84 and 17 other patients".
fn others_added(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    let (x, y) = (quantity::payload(a)?, quantity::payload(b)?);
    let apart = |witness: &Witness<'_>, quantity: &Quantity| {
        let end = witness.tokens_in(quantity.number_span).end;
        matches!(witness.folded(end), "other" | "others" | "more" | "further")
    };
    let last = base.analysis.sentences.len().checked_sub(1)?;
    let among = (a.sentence..=(a.sentence + 1).min(last)).any(|sentence| {
        let mut tokens = base.sentence(sentence).tokens.clone();
        tokens.any(|t| {
            base.folded(t) == "of"
                && base.folded(t + 1) == "them"
                && matches!(base.folded(t.wrapping_sub(1)), "one" | "1")
        })
    });
    let added = found.values == Values::Same
        && x.value().is_some_and(|v| v >= 3.0)
        && apart(other, y)
        && !apart(base, x);
    (added && among).then(|| {
        let message = format!(
            "{{base}} has “{}” in all; {{other}} sets one apart and has “{}” besides",
            phrase(base, a),
            phrase(other, b)
        );
        draft(comparison, found.base, found.other, Severity::Warning, message)
    })
}

/// A share or a sum that the base has by a near value in the sentence that comes next there too: "The average was 70.2 per cent" behind
/// what is told alike, as "The country managed 72 per cent".
fn in_step(comparison: &Comparison<'_>, other: usize, own: &Quantity) -> Option<Draft> {
    let b = comparison.other.claim(other);
    let exact = |q: &Quantity| {
        let telling = q.unit.as_ref().is_some_and(|unit| unit.is_currency() || unit.name() == "percent");
        telling && q.bound == Bound::Exact && q.change.is_none() && q.value().is_some_and(|value| value > 0.0)
    };
    let taken = |claim: usize, base: bool| {
        comparison.quantities.iter().any(|m| if base { m.base == claim } else { m.other == claim })
    };
    let linked = comparison.links_of_other(b.sentence).first().is_some_and(|link| link.score >= 0.45);
    let block = comparison.other.sentence(b.sentence).block;
    let before = b.sentence.checked_sub(1).filter(|&s| comparison.other.sentence(s).block == block)?;
    if !exact(own) || taken(other, false) || linked {
        return None;
    }
    let led = comparison.links_of_other(before).first().filter(|link| link.score >= 0.4)?.base;
    let near = |q: &Quantity| {
        let ratio = q.value().zip(own.value()).map(|(x, y)| x / y);
        ratio.is_some_and(|ratio| (0.85..1.18).contains(&ratio))
            && quantity::compare(q, own, false) == Values::Conflict
    };
    let shown =
        |value: Option<f64>| figures(comparison.other).any(|(_, q)| q.unit == own.unit && q.value() == value);
    let mut rivals = figures(comparison.base).filter(|(at, q)| {
        let sentence = comparison.base.claim(*at).sentence;
        (sentence == led || sentence == led + 1)
            && q.unit == own.unit
            && exact(q)
            && !taken(*at, true)
            && !shown(q.value())
            && near(q)
    });
    let (base, _) = rivals.next().filter(|_| rivals.next().is_none())?;
    let known = figures(comparison.base).any(|(_, q)| q.unit == own.unit && q.value() == own.value());
    let message = format!(
        "{{base}} has “{}” at this place; {{other}} says “{}”",
        comparison.base.words(figures::place(comparison.base, comparison.base.claim(base))),
        comparison.other.words(figures::place(comparison.other, b))
    );
    (!known).then(|| Draft { confidence: 0.55, ..draft(comparison, base, other, Severity::Warning, message) })
}

/// The same thing counted by two headlines, whatever else they say.
fn headlines(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let titles = |witness: &Witness<'_>| -> Vec<usize> {
        let headed = |claim: usize| witness.kind_of(witness.claim(claim).sentence) == BlockKind::Headline;
        figures(witness).filter(|(at, q)| headed(*at) && count(q).is_some()).map(|(at, _)| at).collect()
    };
    let told = |a: usize, b: usize| comparison.quantities.iter().any(|m| m.base == a && m.other == b);
    let here = titles(base);
    let mut drafts = Vec::new();
    for b in titles(other) {
        let Some(own) = quantity::payload(other.claim(b)).and_then(count) else { continue };
        let same = |a: &&usize| {
            let there = quantity::payload(base.claim(**a)).and_then(count);
            there.is_some_and(|(value, noun)| value != own.0 && base.synonyms.same(noun, own.1))
        };
        // The base has the other's number of the same thing in its text.
        let known = figures(base).any(|(_, q)| {
            q.value() == Some(own.0)
                && q.counted.as_deref().is_some_and(|noun| base.synonyms.same(noun, own.1))
        });
        let rounded = |a: usize| {
            let pair = quantity::payload(base.claim(a)).zip(quantity::payload(other.claim(b)));
            pair.is_some_and(|(x, y)| quantity::compare(x, y, false) != Values::Conflict)
        };
        if let Some(&a) =
            here.iter().find(same).filter(|&&a| !known && !told(a, b) && !rounded(a) && own.0 > 10.0)
        {
            let message = format!(
                "the headline of {{base}} has “{}”; that of {{other}} has “{}”",
                phrase(base, base.claim(a)),
                phrase(other, other.claim(b))
            );
            drafts.push(draft(comparison, a, b, Severity::Error, message));
        }
    }
    drafts
}
