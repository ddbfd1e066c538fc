//! What is true of a part, told of the whole: "312 fires, 41 of them at shops" told as "312 fires at shops".
//!
//! Three forms: a figure with what is said of some of it, a part of a thing ("the eastern half of the site"), and the days or
//! the people that something is limited to ("on weekdays", "customers who …"). Not here: a limit told in other words in the
//! same sentence.

use std::ops::Range;

use corroborate_model::{Claim, Direction, FindingKind, Severity, Span};

use super::{Draft, figures};
use crate::align::Link;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::quantity::{self, QuantityMatch, Values};
use crate::equivalence::told::excerpt;
use crate::witness::{Class, Witness};

/// Sentences under this score do not tell the same.
const TOLD: f32 = 0.4;
/// Words that show that something is said of a part only.
const PARTIAL: &[&str] = &[
    "half",
    "third",
    "thirds",
    "quarter",
    "quarters",
    "fifths",
    "tenth",
    "part",
    "parts",
    "partly",
    "portion",
    "section",
    "sections",
    "some",
    "most",
    "mostly",
    "mainly",
    "many",
    "several",
    "few",
    "majority",
    "minority",
    "including",
    "include",
    "included",
    "includes",
    "among",
    "them",
    "whom",
    "which",
    "whose",
    "cent",
    "percent",
    "%",
    "one",
    "other",
    "others",
    "rest",
    "side",
    "end",
    "edge",
    "corner",
    "wing",
    "area",
    "areas",
];
/// Words for a part of a thing, before "of".
const PIECES: &[&str] = &[
    "part",
    "parts",
    "half",
    "third",
    "quarter",
    "portion",
    "section",
    "sections",
    "majority",
    "minority",
    "most",
    "some",
    "cent",
    "percent",
    "%",
    "two-thirds",
    "thirds",
    "quarters",
    "stretch",
    "area",
    "areas",
];

/// Drafts for limits to a part that are gone.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    if figures::is_dump(comparison) {
        return Vec::new();
    }
    let mut drafts = Vec::new();
    if comparison.relation == Relation::Within {
        return drafts;
    }
    for found in comparison.quantities.iter().filter(|m| m.values == Values::Same) {
        drafts.extend(given_to_all(comparison, found).or_else(|| of_some_lost(comparison, found)));
        drafts.extend(about_another(comparison, found));
        let full = in_full(comparison, found)
            .filter(|draft| drafts.iter().all(|told| told.other_focus != draft.other_focus));
        drafts.extend(full);
    }
    for found in comparison.quantities.iter().filter(|m| matches!(m.values, Values::Same | Values::Looser)) {
        drafts.extend(sampled(comparison, found));
    }
    drafts.extend(whole_hit(comparison));
    for link in comparison.links.iter().filter(|link| (TOLD..1.0).contains(&link.score)) {
        drafts.extend(piece_lost(comparison, link));
        drafts.extend(everyone(comparison, link));
        drafts.extend(days_lost(comparison, link));
    }
    drafts
}

fn draft(link: f32, message: String, (here, there): (Span, Span), around: (Span, Span)) -> Draft {
    Draft::new(FindingKind::Scope, Severity::Warning, f64::from(0.4 + 0.35 * link), message)
        .between(around.0, around.1)
        .focus(Some(here), Some(there))
        .toward(Direction::Wider)
}

fn sentences(comparison: &Comparison<'_>, base: usize, other: usize) -> (Span, Span) {
    (comparison.base.sentence(base).span, comparison.other.sentence(other).span)
}

/// What the base says of a part of a figure: the part's claim, and the words.
fn said_of_part(witness: &Witness<'_>, total: usize) -> Option<(usize, Vec<usize>)> {
    let whole = witness.claim(total);
    let count = quantity::payload(whole)?;
    let sentence = witness.analysis.sentences.get(whole.sentence)?.tokens.clone();
    let word = |t: usize| witness.folded(t);
    let (index, part, number) = witness.claims_of(whole.sentence).find_map(|(index, claim)| {
        let part = quantity::payload(claim)?;
        let less = part.value().zip(count.value()).is_some_and(|(part, all)| part < all && part > 0.0);
        let fraction = part.value().is_some_and(|value| value < 1.0);
        let later = claim.span.start() >= whole.span.end();
        let fits = less && later && (part.unit == count.unit || fraction);
        fits.then_some((index, claim, witness.tokens_in(part.number_span)))
    })?;
    let of_them =
        |t: usize| word(t) == "of" && matches!(word(t + 1), "them" | "which" | "whom" | "these" | "those");
    let start = witness.tokens_in(part.span).start;
    let back = |by: usize| start.checked_sub(by).is_some_and(of_them);
    let behind = |by: usize| number.end + by < sentence.end && of_them(number.end + by);
    let led = start > sentence.start && matches!(word(start - 1), "including" | "them") || back(2);
    let from = if behind(0) { number.end + 2 } else { number.end };
    if !led && !behind(0) {
        return None;
    }
    let known: Vec<u32> = (sentence.start..start).map(|t| witness.terms[t].concept).collect();
    let end = (from..sentence.end)
        .find(|&t| matches!(word(t), "," | ";" | "(" | ")" | "–" | "—"))
        .unwrap_or(sentence.end);
    let words: Vec<usize> = (from..end)
        .filter(|&t| witness.is_content(t) && !known.contains(&witness.terms[t].concept))
        .take(6)
        .collect();
    (!words.is_empty()).then_some((index, words))
}

/// "Four points, three of them in Hillside" told as "four points in Hillside".
fn given_to_all(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    let (part, words) = said_of_part(base, found.base)?;
    let tokens = other.analysis.sentences.get(b.sentence)?.tokens.clone();
    let said = |t: usize| {
        let concept = base.terms[t].concept;
        tokens.clone().any(|there| other.is_content(there) && other.terms[there].concept == concept)
    };
    let held = words.iter().filter(|&&t| said(t)).count();
    let kept = quantity::payload(base.claim(part)).and_then(|q| q.value());
    let told = other
        .claims_of(b.sentence)
        .filter_map(|(_, claim)| quantity::payload(claim)?.value())
        .any(|value| Some(value) == kept);
    let limited = tokens.clone().any(|t| PARTIAL.contains(&other.folded(t)));
    (held * 2 >= words.len() && held > 0 && !told && !limited).then(|| {
        let message = format!(
            "{{base}} says it of a part only, {}; {{other}} of all: {}",
            excerpt(base, figures::place(base, a).cover(base.claim(part).span)),
            excerpt(other, figures::place(other, b))
        );
        draft(
            0.6 + 0.4 * found.context,
            message,
            (base.claim(part).span, b.span),
            sentences(comparison, a.sentence, b.sentence),
        )
        .about(found.base)
    })
}

/// "Refunded £400,000, to 22 of the victims" told as "refunded the victims £400,000".
fn of_some_lost(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    quantity::payload(a).and_then(|q| q.value()).filter(|&value| value > 10.0)?;
    let tokens = base.analysis.sentences.get(a.sentence)?.tokens.clone();
    let there = other.analysis.sentences.get(b.sentence)?.tokens.clone();
    let own = base.tokens_in(a.span);
    let number = |t: usize| base.terms[t].class == Class::Number && !own.contains(&t);
    let (count, noun) = tokens.clone().filter(|&t| number(t)).find_map(|t| {
        let tied =
            base.folded(t + 1) == "of" && matches!(base.folded(t + 2), "the" | "its" | "their" | "those");
        let noun = tied.then(|| noun_of(base, t + 1, tokens.end)).flatten()?;
        base.folded(noun).ends_with('s').then_some((t, noun))
    })?;
    let concept = base.terms[noun].concept;
    let kept = there.clone().find(|&t| other.is_content(t) && other.terms[t].concept == concept)?;
    let numbered = there.clone().any(|t| {
        other.terms[t].class == Class::Number && other.terms[t].concept == base.terms[count].concept
    });
    let limited = there.clone().any(|t| PARTIAL.contains(&other.folded(t)));
    let whole =
        kept > there.start && matches!(other.folded(kept - 1), "the" | "all" | "its" | "their" | "every");
    (whole && !numbered && !limited).then(|| {
        let (here, gone) = (base.span_of(count..noun + 1), other.span_of(kept - 1..kept + 1));
        let message =
            format!("{{base}} says it of “{}”; {{other}} of “{}”", base.words(here), other.words(gone));
        draft(0.6, message, (here, gone), sentences(comparison, a.sentence, b.sentence))
    })
}

/// The preposition behind a counted thing, and the head noun of what it leads to.
fn complement(witness: &Witness<'_>, claim: &Claim) -> Option<(usize, usize)> {
    const TIES: &[&str] = &["about", "against", "from", "in", "at", "of", "on", "with", "for", "to"];
    let joint = witness.tokens_in(claim.span).end;
    let end = witness.analysis.sentences.get(claim.sentence)?.tokens.end;
    if joint >= end || !TIES.contains(&witness.folded(joint)) {
        return None;
    }
    let article = usize::from(matches!(witness.folded(joint + 1), "the" | "its" | "their" | "this"));
    let run = (joint + 1 + article..end).take_while(|&t| witness.is_content(t)).take(4).collect::<Vec<_>>();
    let plain = run.iter().all(|&t| witness.terms[t].class == Class::Word);
    run.last().copied().filter(|_| plain && article == 1).map(|head| (joint, head))
}

/// "143 complaints about the ward" told as "143 complaints about the hospital".
fn about_another(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    let counted =
        quantity::payload(a).is_some_and(|q| q.counted.is_some() && q.value().is_some_and(|v| v > 2.0));
    if !counted || !found.same_noun {
        return None;
    }
    let (here, there) = (complement(base, a)?, complement(other, b)?);
    let (x, y) = (base.terms[here.1].concept, other.terms[there.1].concept);
    let holds = |witness: &Witness<'_>, sentence: usize, concept: u32| {
        witness.bags[sentence].binary_search_by_key(&concept, |entry| entry.0).is_ok()
    };
    let same = base.folded(here.0) == other.folded(there.0);
    // The other text's word has to be one that the base uses of something else.
    let known = base.terms.iter().any(|term| term.concept == y);
    let beside = holds(base, a.sentence, y) || holds(other, b.sentence, x);
    (same && x != y && known && !beside).then(|| {
        let (left, right) = (
            a.span.cover(base.analysis.tokens[here.1].span),
            b.span.cover(other.analysis.tokens[there.1].span),
        );
        let message = format!("{{base}} has “{}”; {{other}} has “{}”", base.words(left), other.words(right));
        draft(0.5, message, (left, right), sentences(comparison, a.sentence, b.sentence))
    })
}

/// A share of a sample told as a share of all.
fn sampled(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    const SAMPLES: &[&str] = &[
        "sample",
        "sampled",
        "samples",
        "survey",
        "surveyed",
        "poll",
        "polled",
        "respondents",
        "questioned",
        "interviewed",
    ];
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    let share = |claim: &Claim| {
        quantity::payload(claim).is_some_and(|q| {
            q.unit.as_ref().is_some_and(|unit| unit.name() == "percent")
                || q.unit.is_none() && q.value().is_some_and(|value| value > 0.0 && value < 1.0)
        })
    };
    let near = |witness: &Witness<'_>, sentence: usize| -> Option<usize> {
        let block = witness.sentence(sentence).block;
        (sentence.saturating_sub(2)..=sentence)
            .filter(|&s| witness.sentence(s).block == block)
            .find_map(|s| witness.sentence(s).tokens.clone().find(|&t| SAMPLES.contains(&witness.folded(t))))
    };
    if !share(a) || !share(b) {
        return None;
    }
    let sample = near(base, a.sentence)?;
    let noun = (sample + 1..sample + 6)
        .filter(|&t| t < base.terms.len() && base.terms[t].class == Class::Word && base.is_content(t))
        .last();
    let said = |concept: u32| {
        (b.sentence.saturating_sub(1)..=b.sentence)
            .any(|s| other.bags[s].binary_search_by_key(&concept, |entry| entry.0).is_ok())
    };
    if near(other, b.sentence).is_some() || noun.is_some_and(|t| said(base.terms[t].concept)) {
        return None;
    }
    let here = base.span_of(sample..noun.unwrap_or(sample) + 1);
    let message = format!(
        "{{base}} gives “{}” of a {}; {{other}} gives “{}” of all",
        base.words(a.span),
        base.words(here),
        other.words(b.span)
    );
    Some(draft(0.5, message, (here, b.span), sentences(comparison, a.sentence, b.sentence)).about(found.base))
}

/// "Refunded 412,000" told as "refunded in full, 412,000".
fn in_full(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    const WHOLE: &[&str] = &["fully", "entirely", "completely", "totally", "wholly"];
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    let whole = |witness: &Witness<'_>, sentence: usize| {
        let tokens = witness.analysis.sentences.get(sentence)?.tokens.clone();
        let full =
            |t: usize| t > tokens.start && witness.folded(t) == "full" && witness.folded(t - 1) == "in";
        tokens.clone().find(|&t| full(t) || WHOLE.contains(&witness.folded(t)))
    };
    quantity::payload(a).and_then(|q| q.value()).filter(|&value| value > 10.0)?;
    let gained = whole(other, b.sentence)?;
    let linked = comparison.link(a.sentence, b.sentence).is_some();
    (linked && whole(base, a.sentence).is_none()).then(|| {
        let there = other.span_of(gained..gained + 1);
        let message = format!(
            "{{other}} says “{}”, which {{base}} does not: {}",
            other.words(there),
            excerpt(base, figures::place(base, a))
        );
        draft(0.5, message, (a.span, there), sentences(comparison, a.sentence, b.sentence))
    })
}

/// What befell one of a whole's parts: "one of the mill's four kilns", as tokens of the whole and the part.
fn part_of_whole(witness: &Witness<'_>, sentence: usize) -> Option<(usize, usize, Range<usize>)> {
    let tokens = witness.sentence(sentence).tokens.clone();
    tokens.clone().skip(1).find_map(|of| {
        let some = witness.words(witness.analysis.tokens[of - 1].span);
        let number = witness.terms[of - 1].class == Class::Number || some.eq_ignore_ascii_case("one");
        if witness.folded(of) != "of" || !number {
            return None;
        }
        let end = tokens.end.min(of + 6);
        let owner = (of + 1..end).find(|&t| {
            let word = witness.words(witness.analysis.tokens[t].span);
            word.ends_with("'s") || word.ends_with("’s")
        })?;
        let part =
            (owner + 1..end).find(|&t| witness.is_content(t) && witness.terms[t].class == Class::Word)?;
        witness.folded(part).ends_with('s').then_some((owner, part, of - 1..part + 1))
    })
}

/// "Damaged one of the mill's four kilns" told as "gutted the mill".
fn whole_hit(comparison: &Comparison<'_>) -> Vec<Draft> {
    const STRUCK: &[&str] = &[
        "through",
        "gutted",
        "destroyed",
        "damaged",
        "hit",
        "struck",
        "wrecked",
        "closed",
        "shut",
        "ravaged",
    ];
    let (base, other) = (comparison.base, comparison.other);
    let mut drafts = Vec::new();
    for a in 0..base.analysis.sentences.len() {
        let Some((owner, part, phrase)) = part_of_whole(base, a) else { continue };
        let noun = base.terms[owner].concept;
        for (b, bag) in other.bags.iter().enumerate() {
            let tokens = other.sentence(b).tokens.clone();
            let whole = tokens.clone().find(|&t| other.terms[t].concept == noun);
            let Some(whole) = whole else { continue };
            let holds = |concept: u32| bag.binary_search_by_key(&concept, |entry| entry.0).is_ok();
            let struck = matches!(other.folded(whole + 1), "was" | "were" | "has" | "had")
                || whole >= tokens.start + 2 && STRUCK.contains(&other.folded(whole - 2));
            let shared = base.bags[a].iter().filter(|(concept, _)| holds(*concept)).count();
            let limited = holds(base.terms[part].concept)
                || tokens.clone().any(|t| PARTIAL.contains(&other.folded(t)) && other.folded(t) != "which");
            if struck && shared >= 2 && !limited {
                let (here, there) = (base.span_of(phrase.clone()), other.span_of(whole..whole + 1));
                let message = format!(
                    "{{base}} says it of “{}”; {{other}} of “{}” as a whole",
                    base.words(here),
                    other.words(there)
                );
                drafts.push(draft(0.5, message, (here, there), sentences(comparison, a, b)));
            }
        }
    }
    drafts
}

/// The noun behind "of", with articles left out.
fn noun_of(witness: &Witness<'_>, of: usize, end: usize) -> Option<usize> {
    (of + 1..end.min(of + 4))
        .find(|&t| witness.is_content(t))
        .filter(|&t| matches!(witness.terms[t].class, Class::Word | Class::Name))
}

/// "In the upper part of the town" told as "in the town".
fn piece_lost(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let tokens = base.sentence(link.base).tokens.clone();
    let there = other.sentence(link.other).tokens.clone();
    let partial = |word: &str| PIECES.contains(&word) || PARTIAL.contains(&word) || word.ends_with("fths");
    if there.clone().any(|t| partial(other.folded(t))) {
        return None;
    }
    let once = |witness: &Witness<'_>, tokens: &Range<usize>, concept: u32| {
        let mut found =
            tokens.clone().filter(|&t| witness.is_content(t) && witness.terms[t].concept == concept);
        found.next().filter(|_| found.next().is_none())
    };
    tokens.clone().filter(|&t| t > tokens.start && base.folded(t) == "of").find_map(|of| {
        let piece =
            (tokens.start.max(of.saturating_sub(1))..of).find(|&t| PIECES.contains(&base.folded(t)))?;
        let noun = noun_of(base, of, tokens.end)?;
        let concept = base.terms[noun].concept;
        once(base, &tokens, concept)?;
        let kept = once(other, &there, concept)?;
        // "35 files" are told by their number.
        if kept > there.start && other.terms[kept - 1].class == Class::Number {
            return None;
        }
        // The nearest word on one side is the same in both, other than the words of the part itself.
        let start = (tokens.start..piece)
            .rev()
            .take_while(|&t| base.is_content(t) && base.terms[t].class != Class::Name)
            .last()
            .unwrap_or(piece);
        let near = |witness: &Witness<'_>, range: &mut dyn Iterator<Item = usize>| {
            range.take(4).find(|&t| witness.is_content(t)).map(|t| witness.terms[t].concept)
        };
        let after = near(base, &mut (noun + 1..tokens.end)).zip(near(other, &mut (kept + 1..there.end)));
        let before =
            near(base, &mut (tokens.start..start).rev()).zip(near(other, &mut (there.start..kept).rev()));
        let closing = near(base, &mut (noun + 1..tokens.end)).is_none()
            && near(other, &mut (kept + 1..there.end)).is_none()
            && link.score >= 0.4;
        let framed = closing || after.is_some_and(|(a, b)| a == b) || before.is_some_and(|(a, b)| a == b);
        framed.then(|| {
            let (here, gone) = (base.span_of(start..noun + 1), other.span_of(kept..kept + 1));
            let message = format!(
                "{{base}} speaks of “{}”; {{other}} of “{}” as a whole",
                base.words(here),
                other.words(gone)
            );
            draft(link.score, message, (here, gone), sentences(comparison, link.base, link.other))
        })
    })
}

/// "Customers who were cut off" told as "all customers".
fn everyone(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    const ALL: &[&str] = &["all", "every", "each"];
    const LIMITED: &[&str] =
        &["who", "whose", "that", "with", "without", "over", "under", "aged", "affected"];
    let (base, other) = (comparison.base, comparison.other);
    let tokens = base.sentence(link.base).tokens.clone();
    let there = other.sentence(link.other).tokens.clone();
    let whole = |witness: &Witness<'_>, tokens: &Range<usize>| {
        tokens.clone().find(|&t| {
            ALL.iter().any(|all| witness.words(witness.analysis.tokens[t].span).eq_ignore_ascii_case(all))
        })
    };
    let all = whole(other, &there).filter(|_| whole(base, &tokens).is_none())?;
    let noun = noun_of(other, all, there.end)?;
    if LIMITED.contains(&other.folded(noun + 1)) || PARTIAL.contains(&other.folded(noun + 1)) {
        return None;
    }
    let concept = other.terms[noun].concept;
    let own = tokens.clone().find(|&t| base.terms[t].concept == concept)?;
    let limited = LIMITED
        .contains(&base.folded(own + 1))
        .then(|| (own + 1..tokens.end.min(own + 8)).last())
        .flatten()?;
    let (here, gained) = (base.span_of(own..limited + 1), other.span_of(all..noun + 1));
    let message =
        format!("{{base}} says it of “{}”; {{other}} of “{}”", base.words(here), other.words(gained));
    Some(draft(link.score, message, (here, gained), sentences(comparison, link.base, link.other)))
}

/// The days that hours are limited to ("on school days", "at weekends").
fn days(witness: &Witness<'_>, sentence: usize) -> Option<Range<usize>> {
    const DAYS: &[&str] = &[
        "weekdays",
        "weekends",
        "weekend",
        "days",
        "mondays",
        "tuesdays",
        "wednesdays",
        "thursdays",
        "fridays",
        "saturdays",
        "sundays",
        "evenings",
        "mornings",
        "nights",
        "holidays",
        "term-time",
    ];
    let tokens = witness.sentence(sentence).tokens.clone();
    let led = |t: usize| matches!(witness.folded(t), "on" | "at" | "during");
    tokens.clone().filter(|&t| led(t)).find_map(|at| {
        let last = (at + 1..tokens.end.min(at + 4)).find(|&t| DAYS.contains(&witness.folded(t)))?;
        let counted = (at + 1..last).any(|t| witness.terms[t].class == Class::Number);
        (!counted).then_some(at..last + 1)
    })
}

/// "From 8am to 6pm on weekdays" told as "from 8am to 6pm".
fn days_lost(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let limit = days(base, link.base)?;
    let hour =
        |claim: &Claim| crate::equivalence::date::payload(claim).is_some_and(|date| date.minute.is_some());
    let kept = comparison.dates.iter().find(|m| {
        let (a, b) = (base.claim(m.base), other.claim(m.other));
        a.sentence == link.base && b.sentence == link.other && hour(a) && hour(b)
    })?;
    let last = base.folded(limit.end - 1);
    let told = other.sentence(link.other).tokens.clone().any(|t| other.folded(t) == last)
        || days(other, link.other).is_some();
    let daily = other.sentence(link.other).tokens.clone().any(|t| {
        let word = other.folded(t);
        word.ends_with("days") || word.len() > 5 && word.ends_with("day") || matches!(word, "daily" | "term")
    });
    (!told && !daily).then(|| {
        let (here, there) = (base.span_of(limit.clone()), other.claim(kept.other).span);
        let message = format!(
            "{{base}} says it of “{}” only; {{other}} says “{}” without that limit",
            base.words(here),
            other.words(there)
        );
        draft(link.score, message, (here, there), sentences(comparison, link.base, link.other))
    })
}
