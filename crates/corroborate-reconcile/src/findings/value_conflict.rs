//! Rule `value_conflict`: numbers that cannot both be true.
//!
//! Only quantities matched as the same one are held against each other; not reported are roundings and conversions that
//! hold, intervals that contain the figure, and later counts that the text dates later.

use corroborate_model::{Bound, Claim, FindingKind, Quantity, Severity};

use super::figures::{self, phrase};
use super::{Draft, counted_thing, limits, misplaced, swaps};
use crate::comparison::{Comparison, Relation};
use crate::equivalence::quantity::{self, QuantityMatch, Values};
use crate::equivalence::reckoning;
use crate::witness::Witness;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    for found in comparison.quantities.iter().filter(|m| m.values == Values::Conflict) {
        if let Some(draft) = judge(comparison, found) {
            drafts.push(draft);
        }
    }
    points(comparison, drafts);
    drafts.extend(swaps::find(comparison));
    drafts.extend(misplaced::find(comparison));
    drafts.extend(limits::find(comparison));
}

/// A rise by percentage points told as one by per cent: the unit exchanged, or the difference of two shares given as a rate.
fn points(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    let unit = |claim: &Claim, name: &str| {
        quantity::payload(claim)
            .filter(|q| q.unit.as_ref().is_some_and(|unit| unit.name() == name))
            .and_then(|q| q.value())
    };
    let near = |x: f64, y: f64| (x - y).abs() < 1e-6;
    for (number, b) in comparison.other.analysis.claims.iter().enumerate() {
        let Some(rate) = unit(b, "percent").filter(|rate| *rate > 0.0) else { continue };
        let same = |m: &&QuantityMatch| m.same_unit && matches!(m.values, Values::Same);
        let told = comparison
            .quantities_of(number)
            .iter()
            .filter(same)
            .any(|m| unit(comparison.base.claim(m.base), "percent").is_some());
        let known = drafts.iter().any(|draft| {
            draft.kind == FindingKind::ValueConflict
                && draft.other_focus.is_some()
                && draft.other_focus == figures::number(b)
        });
        if told || known {
            continue;
        }
        let linked = comparison.links_of_other(b.sentence);
        let found = linked.iter().find_map(|link| {
            let claims: Vec<(&Claim, usize)> =
                comparison.base.claims_of(link.base).map(|(index, claim)| (claim, index)).collect();
            let exchanged =
                claims.iter().find(|(a, _)| unit(a, "percentage_point").is_some_and(|x| near(x, rate)));
            let shares: Vec<(f64, usize)> =
                claims.iter().filter_map(|(a, index)| Some((unit(a, "percent")?, *index))).collect();
            let apart = shares
                .windows(2)
                .find(|pair| near((pair[0].0 - pair[1].0).abs(), rate))
                .map(|pair| pair[0].1);
            exchanged.map(|(_, index)| *index).or(apart)
        });
        let Some(base) = found else { continue };
        let a = comparison.base.claim(base);
        let message = format!(
            "{{other}} says “{}”; in {{base}} it is a difference of percentage points, “{}”",
            phrase(comparison.other, b),
            comparison.base.words(figures::place(comparison.base, a))
        );
        drafts.push(
            Draft::new(FindingKind::ValueConflict, Severity::Warning, 0.7, message)
                .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
                .focus(figures::number(a), figures::number(b))
                .about(base),
        );
    }
}

/// Whether the other text sets those apart that the base's figure includes: "eleven people" is "a woman and ten others".
fn others(comparison: &Comparison<'_>, a: &Claim, b: &Claim) -> bool {
    let (Some(x), Some(y)) =
        (quantity::payload(a).and_then(|q| q.value()), quantity::payload(b).and_then(|q| q.value()))
    else {
        return false;
    };
    let after = |witness: &Witness<'_>, claim: &Claim| {
        let end = quantity::payload(claim).map_or(0, |q| witness.tokens_in(q.number_span).end);
        matches!(witness.folded(end), "other" | "others" | "more" | "further")
    };
    let apart = x - y;
    let single = |t: usize| matches!(comparison.other.folded(t), "a" | "an" | "one");
    let sentence = comparison.other.sentence(b.sentence).tokens.clone();
    let told = apart == 1.0 && sentence.into_iter().any(single)
        || comparison
            .other
            .claims_of(b.sentence)
            .filter_map(|(_, c)| quantity::payload(c)?.value())
            .any(|value| value == apart);
    after(comparison.other, b) && !after(comparison.base, a) && apart > 0.0 && told
}

/// Whether a number is told as somebody's age: "a woman of 39". Who that is, names and roles tell.
fn of_age(witness: &Witness<'_>, quantity: &Quantity) -> bool {
    let start = witness.tokens_in(quantity.number_span).start;
    let noun = start.checked_sub(2).map_or("", |t| witness.folded(t));
    start > 0
        && witness.folded(start - 1) == "of"
        && (counted_thing::human(noun) || matches!(noun, "boy" | "girl" | "child" | "baby" | "person"))
}

/// Whether the base has the other's number elsewhere, of the same thing in the same sentence, or of something that it may be
/// where the nouns of the pair differ.
fn known_elsewhere(comparison: &Comparison<'_>, found: &QuantityMatch, x: &Quantity, y: &Quantity) -> bool {
    let sentence = comparison.base.claim(found.base).sentence;
    let nouns = |a: &Quantity, b: &Quantity| {
        a.counted.as_deref().zip(b.counted.as_deref()).map(|(a, b)| comparison.base.synonyms.same(a, b))
    };
    let resolved = comparison.other.claim(found.other).resolved;
    let unsure = (nouns(x, y) != Some(true) || resolved) && x.unit.is_none();
    comparison.base.figures().near(y).filter(|at| *at != found.base).any(|at| {
        let claim = comparison.base.claim(at);
        let Some(known) = quantity::payload(claim) else { return false };
        let same = known.unit == y.unit && quantity::compare(known, y, false) == Values::Same;
        let beside = claim.sentence == sentence && nouns(known, y) == Some(true);
        let maybe = unsure && nouns(known, y) != Some(false) && y.value().is_some_and(|value| value > 10.0);
        same && (beside || maybe)
    })
}

/// Whether both sentences count the same noun, each once, by exact numbers.
fn sentence_noun(comparison: &Comparison<'_>, found: &QuantityMatch, x: &Quantity, y: &Quantity) -> bool {
    let (Some(a), Some(b)) = (x.counted.as_deref(), y.counted.as_deref()) else { return false };
    let once = |witness: &Witness<'_>, claim: usize, noun: &str| {
        let claims = witness
            .claims_of(witness.claim(claim).sentence)
            .filter_map(|(_, claim)| quantity::payload(claim));
        claims.filter(|q| q.counted.as_deref().is_some_and(|own| witness.synonyms.same(own, noun))).count() == 1
    };
    let exact = |q: &Quantity| q.unit.is_none() && q.bound == Bound::Exact && !q.ordinal;
    comparison.base.synonyms.same(a, b)
        && exact(x)
        && exact(y)
        && once(comparison.base, found.base, a)
        && once(comparison.other, found.other, b)
}

/// Whether both count the same thing, by exact numbers that are not small, and either text counts it once.
fn lone_noun(comparison: &Comparison<'_>, x: &Quantity, y: &Quantity) -> bool {
    let (Some(a), Some(b)) = (x.counted.as_deref(), y.counted.as_deref()) else { return false };
    comparison.base.synonyms.same(a, b)
        && !counted_thing::any(a)
        && quantity::is_alone(comparison.base, x)
        && quantity::is_alone(comparison.other, y)
}

/// Whether the other's figure is a sum or a difference of figures beside the base's, told in words of its own.
fn worked_out(comparison: &Comparison<'_>, a: &Claim, y: &Quantity) -> bool {
    let repeated = comparison.links_of_base(a.sentence).first().is_some_and(|link| link.score >= 0.85);
    !comparison.brief && !repeated && reckoning::follows_in(comparison.base, a.sentence, y)
}

/// Whether the other text tells what the base's figure lacks of a whole that both give: "nine of the 14 posts" as "of 14 posts, five
/// stood empty".
fn lacking(comparison: &Comparison<'_>, a: &Claim, b: &Claim) -> bool {
    const LACKS: &[&str] = &[
        "empty",
        "vacant",
        "unfilled",
        "vacancies",
        "short",
        "missing",
        "lacking",
        "without",
        "remaining",
        "rest",
        "left",
        "not",
    ];
    let value = |claim: &Claim| quantity::payload(claim).and_then(|q| q.value());
    let Some((held, lacked)) = value(a).zip(value(b)) else { return false };
    let gives = |witness: &Witness<'_>, claim: &Claim| {
        witness.claims_of(claim.sentence).any(|(_, own)| value(own) == Some(held + lacked))
    };
    let other = comparison.other;
    let told = other.sentence(b.sentence).tokens.clone().any(|t| LACKS.contains(&other.folded(t)));
    told && gives(comparison.base, a) && gives(other, b)
}

fn judge(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (a, b) = (comparison.base.claim(found.base), comparison.other.claim(found.other));
    let link = comparison.link(a.sentence, b.sentence).map_or(0.0, |link| link.score);
    let (x, y) = (quantity::payload(a)?, quantity::payload(b)?);
    let money = x.unit.as_ref().is_some_and(|unit| unit.is_currency());
    // Two copies tell the ages of two people, unless the sentences are one.
    if (x.age || y.age) && comparison.relation == Relation::Siblings && link < 0.5 {
        return None;
    }
    // Inside one text, a range and a figure beside it are two figures: "growth of 5% to 7%", "rose 7.3%".
    let ranged = (x.bound == Bound::Range) != (y.bound == Bound::Range);
    if comparison.relation == Relation::Within && ranged {
        return None;
    }
    if quantity::unit_exchanged(x, y) && !money {
        return None;
    }
    if of_age(comparison.base, x) && of_age(comparison.other, y)
        || others(comparison, a, b)
        || lacking(comparison, a, b)
        || worked_out(comparison, a, y)
        || figures::told_elsewhere(comparison, found)
        || figures::later_state(comparison, found)
    {
        return None;
    }
    if !comparison.brief
        && !found.slip
        && !figures::is_dump(comparison)
        && known_elsewhere(comparison, found, x, y)
    {
        return None;
    }
    let mut certain = found.context * 0.6 + link * 0.4;
    // The same sum in another coin is the same sum.
    let coin = money && quantity::unit_exchanged(x, y) && link > 0.0;
    if comparison.brief {
        certain = certain.max(0.55);
    } else if coin {
        certain = certain.max(0.7);
    } else if found.slip {
        certain = certain.max(0.75);
    } else if found.governed {
        certain = certain.max(0.5);
    }
    // The same people or things of two sentences that tell the same, counted once in either.
    if link >= 0.36 && sentence_noun(comparison, found, x, y) {
        certain = certain.max(0.5);
    }
    // A noun that either text counts once: "41 witnesses", "47 witnesses".
    if (link > 0.0 || comparison.relation == Relation::Siblings) && lone_noun(comparison, x, y) {
        certain = certain.max(0.5);
    }
    if link < 0.6 && !found.slip && !comparison.brief && figures::other_subject(comparison, found) {
        return None;
    }
    // Bare numbers have to stand in the same words.
    let bare =
        x.unit.is_none() && (x.counted.is_none() || y.counted.is_none()) && !found.slip && !comparison.brief;
    // "Thirteen of the 57 reports": the body has the headline's number in the same sentence.
    let written = comparison
        .other
        .tokens_in(y.number_span)
        .map(|t| comparison.other.terms[t].exact)
        .collect::<Vec<_>>();
    let beside = comparison.base.sentence(a.sentence).tokens.clone();
    let told = beside.into_iter().any(|t| written.first() == Some(&comparison.base.terms[t].exact));
    if comparison.relation == Relation::Within && told {
        return None;
    }
    let floor = if comparison.relation == Relation::Within { 0.3 } else { 0.42 };
    if bare && (found.context < 0.5 || comparison.relation == Relation::Siblings)
        || certain < floor
        || !found.same_unit && found.context < 0.6 && !comparison.brief && !coin
    {
        return None;
    }
    let message = format!(
        "{{base}} has “{}”; {{other}} says “{}”",
        phrase(comparison.base, a),
        phrase(comparison.other, b)
    );
    let severity = if certain > 0.5 { Severity::Error } else { Severity::Warning };
    let confidence = f64::from(0.45 + certain / 2.0).min(0.97);
    Some(
        Draft::new(FindingKind::ValueConflict, severity, confidence, message)
            .between(figures::place(comparison.base, a), figures::place(comparison.other, b))
            .focus(figures::number(a), figures::number(b))
            .about(found.base),
    )
}
