//! Whether two numbers are the same quantity, and how their values stand to each other.
//!
//! Two quantities are one when they count the same thing in the same surroundings, whatever their values: only so can a
//! changed figure be told from another figure. The evidence is the counted noun, the unit, the words and names around,
//! the link between the sentences, and the value itself; pairs are chosen over all quantities together, each once, other
//! than where a text tells the same value again.

use corroborate_model::{Bound, Claim, Payload, Quantity, Span, Unit};

use super::assign::{self, Candidate};
use super::context::{Core, context};
use super::figure_index::{FigureIndex, digits_key, quantities};
use super::unit;
use crate::comparison::{Comparison, Relation};
use crate::witness::{Class, Witness};

/// How the value of the other text stands to the value of the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Values {
    /// The same number, in whatever notation or unit.
    Same,
    /// The other is a rounding or a wider interval that holds the base's value.
    Looser,
    /// The base is a rounding or a wider interval that holds the other's value.
    Tighter,
    /// Both cannot be true.
    Conflict,
}

/// Two quantities that are the same one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QuantityMatch {
    /// Claim of the base.
    pub base: usize,
    /// Claim of the other text.
    pub other: usize,
    /// How their values stand to each other.
    pub values: Values,
    /// Whether the nouns counted mean the same; where one has none, whether nothing speaks against it.
    pub same_noun: bool,
    /// Whether the units measure the same thing.
    pub same_unit: bool,
    /// Whether the number is the base's with digits exchanged, and neither text has both.
    pub slip: bool,
    /// Whether the same noun is counted and the same word stands by it.
    pub governed: bool,
    /// How much speaks for it; comparable between matches.
    pub score: f32,
    /// Share of the words around that both have, 0 to 1.
    pub context: f32,
}

/// A pair under this score is no match.
const FLOOR: f32 = 3.0;

/// The payload of a quantity claim.
pub(crate) fn payload(claim: &Claim) -> Option<&Quantity> {
    match &claim.payload {
        Payload::Quantity(quantity) => Some(quantity),
        _ => None,
    }
}

/// Whether one number is the other with two neighbouring digits exchanged; three digits at least, so that it is no chance.
pub(crate) fn is_slip(a: &Quantity, b: &Quantity) -> bool {
    let (Some(x), Some(y)) = (a.value(), b.value()) else { return false };
    if x == y {
        return false;
    }
    let (x, y) = (x.to_string(), y.to_string());
    x != y
        && x.len() == y.len()
        && x.len() >= 3
        && digits_key(a) == digits_key(b)
        && strsim::osa_distance(&x, &y) == 1
}

/// All matches between two texts, by claims of the other text.
pub(crate) fn matches(comparison: &Comparison<'_>) -> Vec<QuantityMatch> {
    let indexes = (comparison.base.figures(), comparison.other.figures());
    let mut candidates = Vec::new();
    for (other, quantity) in quantities(comparison.other) {
        let sentence = comparison.other.claim(other).sentence;
        let linked = comparison.links_of_other(sentence);
        let mut bases: Vec<usize> =
            linked.iter().flat_map(|link| near(comparison, link.base, other)).collect();
        // In a list, a number's place is what tells it from its neighbours.
        if linked.is_empty() || comparison.other.claims_of(sentence).count() <= LIST {
            bases.extend(indexes.0.candidates(quantity, comparison.other.synonyms));
        }
        bases.sort_unstable();
        bases.dedup();
        for base in bases {
            let weighed = weigh(comparison, &indexes, base, other);
            candidates.extend(weighed.filter(|candidate| comparison.brief || candidate.score >= FLOOR));
        }
    }
    assign(&candidates)
}

/// Claims of a base sentence that a claim of a linked sentence is held against; in any longer list only those at its place.
const LIST: usize = 48;
/// How many claims to either side of its place a claim of a list is held against.
const BESIDE: usize = 5;

/// The claims of a sentence of the base that a claim of the other text may be: all, or in a long list those at its place.
pub(crate) fn near(comparison: &Comparison<'_>, sentence: usize, other: usize) -> Vec<usize> {
    let claims: Vec<usize> = comparison.base.claims_of(sentence).map(|(base, _)| base).collect();
    if claims.len() <= LIST {
        return claims;
    }
    let mut beside = comparison.other.claims_of(comparison.other.claim(other).sentence);
    let place = beside.position(|(index, _)| index == other).unwrap_or(0);
    let from = place.saturating_sub(BESIDE).min(claims.len() - 2 * BESIDE - 1);
    claims.get(from..=from + 2 * BESIDE).map_or_else(Vec::new, <[usize]>::to_vec)
}

/// Each quantity once, other than where a text tells the same value again, or the surroundings leave no doubt.
fn assign(candidates: &[QuantityMatch]) -> Vec<QuantityMatch> {
    let pairs: Vec<Candidate> = candidates
        .iter()
        .map(|m| Candidate {
            base: m.base,
            other: m.other,
            weight: m.score,
            repeats: m.values != Values::Conflict || m.context > 0.6 || m.governed || m.slip,
        })
        .collect();
    let mut taken: Vec<QuantityMatch> = assign::assign(&pairs).into_iter().map(|at| candidates[at]).collect();
    taken.sort_by_key(|m| (m.other, m.base));
    taken
}

fn weigh(
    comparison: &Comparison<'_>,
    indexes: &(&FigureIndex, &FigureIndex),
    base: usize,
    other: usize,
) -> Option<QuantityMatch> {
    let (a, b) = (comparison.base.claim(base), comparison.other.claim(other));
    let (qa, qb) = (payload(a)?, payload(b)?);
    if qa.ordinal != qb.ordinal || qa.age != qb.age {
        return None;
    }
    // "A third" is held against "35 per cent", where both can be true.
    let percents = (as_percent(qa, qb), as_percent(qb, qa));
    let (qa, qb) = (percents.0.as_ref().unwrap_or(qa), percents.1.as_ref().unwrap_or(qb));
    if (percents.0.is_some() || percents.1.is_some()) && compare(qa, qb, false) == Values::Conflict {
        return None;
    }
    let same_unit = match (&qa.unit, &qb.unit) {
        (Some(a), Some(b)) => unit::comparable(a.name(), b.name()),
        (None, None) => true,
        _ => false,
    };
    let values = compare(qa, qb, comparison.brief);
    let framed = |witness: &Witness<'_>, claim: &Claim, q: &Quantity| frame(witness, claim, q.number_span);
    if values == Values::Conflict && framed(comparison.base, a, qa) != framed(comparison.other, b, qb) {
        return None;
    }
    let noun = noun(comparison, qa, qb);
    let link = comparison.link(a.sentence, b.sentence);
    let context = context(
        comparison,
        Core { claim: base, span: qa.number_span },
        Core { claim: other, span: qb.number_span },
    );
    let equal = matches!(values, Values::Same) || unit_exchanged(qa, qb);
    let near = matches!(values, Values::Looser | Values::Tighter);
    // Units of another kind are only compared where the number is the same, or the surroundings leave no doubt.
    let number = qa.low.is_some() && qa.low == qb.low;
    let kin = same_unit || equal || number && link.is_some();
    let one_bare = qa.counted.is_some() != qb.counted.is_some() && qa.unit.is_none() && qb.unit.is_none();
    let measured =
        noun > 0.0 && qa.change.is_none() && qb.change.is_none() && is_measure(qa) && is_measure(qb);
    let governed = (noun > 1.0 || one_bare || measured) && governed_alike(comparison, a, b);
    if comparison.brief {
        let same_noun = noun >= 0.0;
        let found = QuantityMatch {
            base,
            other,
            values,
            same_noun,
            same_unit,
            slip: false,
            governed,
            score: 0.0,
            context,
        };
        return super::brief::weigh(qa, qb, found, noun);
    }
    if !kin && context < 0.75 {
        return None;
    }
    let slip = same_unit
        && (noun >= 0.0 || qb.value().is_some_and(|v| v >= 10_000.0))
        && is_slip(qa, qb)
        && lone(comparison, indexes, qa, qb);
    // A small number says nothing by itself: "nine people" and "nine worktops" are two figures.
    if noun < 0.0 && distinctiveness(qa) < 0.1 && context < 0.5 || is_share(qa) != is_share(qb) {
        return None;
    }
    // Inside one text, what is not linked is compared from first to second mention only.
    if comparison.relation == Relation::Within && link.is_none() && (base >= other || !slip) {
        return None;
    }
    // Between copies, what either counts once is one thing wherever it stands.
    let alone = comparison.relation == Relation::Siblings
        && values == Values::Conflict
        && noun > 1.0
        && is_alone(comparison.base, qa)
        && is_alone(comparison.other, qb);
    if values == Values::Conflict
        && !slip
        && !alone
        && (link.is_none() && !governed || noun < 0.0 && context < 0.6)
    {
        return None;
    }
    let distinct = distinctiveness(qa);
    // A telling number that the base has once is a key by itself, whatever it is said to count.
    let key = equal && distinct > 0.5 && indexes.0.count(qa) == 1;
    // "At least 41" has the number too.
    let number = number && distinct > 0.5 && indexes.0.count(qa) == 1;
    let renamed = (key || number)
        && noun < 0.0
        && qa.unit.is_none()
        && qb.unit.is_none()
        && comparison.relation == Relation::Copy;
    let score = if equal {
        1.0 + 2.0 * distinct
    } else if near {
        0.8 + 1.0 * distinct
    } else {
        0.0
    } + if key { 0.5 } else { 0.0 }
        + if renamed { if key { 0.5 } else { 1.0 } } else { 0.0 }
        + if alone { 1.2 } else { 0.0 }
        + if same_unit { 0.6 } else { -0.8 }
        + if equal && qb.unit.as_ref().is_some_and(Unit::is_currency) { noun.max(-0.2) } else { noun }
        + 3.0 * context
        + link.map_or(0.0, |link| 0.5 + link.score)
        + if qa.change.is_some() && qa.change == qb.change { 0.4 } else { 0.0 }
        + if slip { slip_bonus(qb) } else { 0.0 }
        + if link.is_some() && unit_exchanged(qa, qb) { 1.5 } else { 0.0 }
        + if governed && values == Values::Conflict { 1.0 } else { 0.0 };
    Some(QuantityMatch {
        base,
        other,
        values,
        same_noun: noun >= 0.0,
        same_unit,
        slip,
        governed,
        score,
        context,
    })
}

/// A fraction as a percentage, where the other figure is one.
fn as_percent(fraction: &Quantity, other: &Quantity) -> Option<Quantity> {
    let percent = other.unit.as_ref().filter(|unit| unit.name() == "percent")?;
    is_share(fraction).then(|| Quantity {
        low: fraction.low.map(|value| value * 100.0),
        high: fraction.high.map(|value| value * 100.0),
        unit: Some(percent.clone()),
        ..fraction.clone()
    })
}

/// Whether the base never has the other's number, and the other, where the number is short, never has the base's: a slip,
/// not two numbers.
fn lone(
    comparison: &Comparison<'_>,
    indexes: &(&FigureIndex, &FigureIndex),
    a: &Quantity,
    b: &Quantity,
) -> bool {
    let long = a.value().is_some_and(|value| value >= 10_000.0);
    match comparison.relation {
        Relation::Within => long && a.unit.is_none(),
        _ => indexes.0.count(b) == 0 && (long || indexes.1.count(a) == 0),
    }
}

/// Three digits exchanged may be chance; five are none, whatever stands around.
fn slip_bonus(quantity: &Quantity) -> f32 {
    match quantity.value().map_or(0.0, f64::abs) {
        value if value >= 10_000.0 && value % 1000.0 != 0.0 => 3.6,
        value if value >= 1000.0 => 2.6,
        _ => 1.5,
    }
}

/// The same number with another unit of the same dimension, or another currency.
pub(crate) fn unit_exchanged(a: &Quantity, b: &Quantity) -> bool {
    let (Some(x), Some(y)) = (&a.unit, &b.unit) else { return false };
    x != y
        && a.low.is_some()
        && a.low == b.low
        && (unit::comparable(x.name(), y.name()) || x.is_currency() && y.is_currency())
}

/// Whether the same word governs both numbers: it stands next to the counted phrase ("nine hurt", "seven people injured").
fn governed_alike(comparison: &Comparison<'_>, a: &Claim, b: &Claim) -> bool {
    let (left, right) = (governors(comparison.base, a), governors(comparison.other, b));
    left.iter().any(|concept| right.contains(concept))
}

pub(crate) fn governors(witness: &Witness<'_>, claim: &Claim) -> Vec<u32> {
    let tokens = witness.tokens_in(claim.span);
    let sentence = witness.analysis.sentences.get(claim.sentence).map_or(0..0, |s| s.tokens.clone());
    let word = |t: &usize| witness.terms[*t].class == Class::Word;
    let after = (tokens.end..sentence.end.min(tokens.end + 4)).filter(word).take(1);
    let before =
        (sentence.start.max(tokens.start.saturating_sub(3))..tokens.start).rev().filter(word).take(1);
    after.chain(before).map(|t| witness.terms[t].concept).collect()
}

/// Whether an exact count that is not small is the only one of its noun in a text.
pub(crate) fn is_alone(witness: &Witness<'_>, quantity: &Quantity) -> bool {
    let exact = quantity.unit.is_none() && quantity.bound == Bound::Exact && !quantity.age;
    exact
        && quantity.value().is_some_and(|value| value > 10.0)
        && witness.figures().like(quantity, witness.synonyms) == 1
}

/// Whether both are counts, or measure the same thing.
pub(crate) fn same_dimension(a: &Quantity, b: &Quantity) -> bool {
    match (&a.unit, &b.unit) {
        (Some(a), Some(b)) => unit::comparable(a.name(), b.name()),
        (None, None) => true,
        _ => false,
    }
}

/// What the words around a number make of it, where it is not simply counted: those left out ("all but nine"), how many there
/// is room for ("seats 300"), by how many it differs ("12 fewer than").
fn frame(witness: &Witness<'_>, claim: &Claim, number: Span) -> Option<&'static str> {
    const ROOM: &[&str] =
        &["room", "capacity", "space", "seats", "seating", "sleeps", "accommodate", "accommodates"];
    const WHOLE: &[&str] = &["all", "none", "every", "everyone", "everything", "nothing"];
    let start = witness.sentence(claim.sentence).tokens.start;
    let at = witness.tokens_in(number).start;
    let before = (start.max(at.saturating_sub(4))..at).rev();
    let words: Vec<&str> = before.map(|t| witness.folded(t)).collect();
    if words.first() == Some(&"but") && words.get(1).is_some_and(|word| WHOLE.contains(word)) {
        return Some("exception");
    }
    let after = witness.tokens_in(claim.span.cover(number)).end;
    let differs = matches!(witness.folded(after), "fewer" | "more" | "less" | "higher" | "lower" | "than")
        && matches!(witness.folded(after + 1), "than" | "on" | "in");
    if differs {
        return Some("difference");
    }
    words.iter().any(|word| ROOM.contains(word)).then_some("room")
}

/// Whether it has a unit that says by itself what is measured: a time, a length, a weight.
fn is_measure(quantity: &Quantity) -> bool {
    quantity.unit.as_ref().is_some_and(|unit| !unit.is_currency() && !unit.name().starts_with("percent"))
}

/// Whether it is a part of something ("two thirds") rather than a count.
fn is_share(quantity: &Quantity) -> bool {
    quantity.unit.is_none() && quantity.value().is_some_and(|value| value > 0.0 && value < 1.0)
}

/// How unlikely it is to meet this number twice by chance: 0 for one, two, ten; 1 for 94,500 or 41.3.
fn distinctiveness(quantity: &Quantity) -> f32 {
    let Some(value) = quantity.value().map(f64::abs) else { return 0.6 };
    let digits = value.to_string().bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    let significant = digits.iter().rposition(|&d| d != b'0').map_or(0, |last| last + 1);
    match (significant, value) {
        (_, v) if v <= 10.0 && v.fract() == 0.0 => 0.0,
        (0 | 1, _) => 0.3,
        (2, _) => 0.6,
        _ => 1.0,
    }
}

/// What the counted nouns say: positive for the same thing, negative for another.
fn noun(comparison: &Comparison<'_>, a: &Quantity, b: &Quantity) -> f32 {
    let (Some(a_noun), Some(b_noun)) = (&a.counted, &b.counted) else {
        return if a.counted.is_none() && b.counted.is_none() { 0.3 } else { 0.0 };
    };
    let synonyms = comparison.base.synonyms;
    if synonyms.same(a_noun, b_noun) {
        return 1.5;
    }
    // "homes, farms and businesses" against "homes": the noun stands somewhere in the other's phrase.
    let holds = |witness: &Witness<'_>, quantity: &Quantity, noun: &str| {
        quantity.counted_span.is_some_and(|span| {
            witness.words(span).split(|c: char| !c.is_alphanumeric()).any(|word| synonyms.same(word, noun))
        })
    };
    if holds(comparison.base, a, b_noun) || holds(comparison.other, b, a_noun) {
        return 0.8;
    }
    -0.8
}

/// How the value of `b` stands to the value of `a`; units are converted where they measure the same thing. An open end
/// is meant to be near the value, unless it is known that both are one quantity (`known`).
pub(crate) fn compare(a: &Quantity, b: &Quantity, known: bool) -> Values {
    let rate = |value: Option<f64>| match (&a.unit, &b.unit, value) {
        (Some(to), Some(from), Some(value)) => {
            Some(unit::convert(value, from.name(), to.name()).unwrap_or(value))
        }
        (_, _, value) => value,
    };
    if let (Some(x), Some(y)) = (&a.unit, &b.unit)
        && !unit::comparable(x.name(), y.name())
    {
        return Values::Conflict;
    }
    let converted = a.unit != b.unit && a.unit.is_some() && b.unit.is_some();
    let (a_low, a_high) = (a.low, a.high);
    let (b_low, b_high) = (rate(b.low), rate(b.high));
    if same_end(a_low, b_low, converted) && same_end(a_high, b_high, converted) {
        return Values::Same;
    }
    // "Thousands" is said of 2,000 and of 48,600 alike.
    let vague = |vague: &Quantity, low: Option<f64>, value: Option<f64>| {
        vague.bound == Bound::Vague && low.zip(value).is_some_and(|(low, value)| value >= low * 0.8)
    };
    if vague(b, b_low, a.value()) {
        return Values::Looser;
    }
    if vague(a, a_low, b_low.or(b_high)) {
        return Values::Tighter;
    }
    let points = |q: &Quantity| matches!(q.bound, Bound::Exact | Bound::About);
    if let (true, true, Some(x), Some(y)) = (points(a), points(b), a_low, b_low) {
        return compare_points(x, y, a.bound == Bound::About, b.bound == Bound::About, converted);
    }
    // Roundings are forgiven where a number was rounded or converted, and nowhere else: 16 is not less than 16.
    let rounded = converted || a.bound == Bound::About || b.bound == Bound::About;
    let slack = if rounded { 0.01 } else { 0.0 };
    let holds = |bound: Bound, low: Option<f64>, high: Option<f64>, x: f64| {
        let equal = |end: f64| (x - end).abs() <= 1e-9 * x.abs().max(end.abs());
        let above =
            |low: f64| if equal(low) { rounded || bound != Bound::MoreThan } else { x > low * (1.0 - slack) };
        let below = |high: f64| {
            if equal(high) { rounded || bound != Bound::LessThan } else { x < high * (1.0 + slack) }
        };
        low.is_none_or(above) && high.is_none_or(below)
    };
    // Of two open ends, "over 800" goes beyond what "over 790" says.
    let beyond = match ((a_low, a_high), (b_low, b_high)) {
        ((Some(a), None), (Some(b), None)) => b > a,
        ((None, Some(a)), (None, Some(b))) => b < a,
        _ => false,
    };
    if beyond {
        return Values::Conflict;
    }
    // "Over 800" and "under 810" can both be true.
    let between = match ((a_low, a_high), (b_low, b_high)) {
        ((Some(low), None), (None, Some(high))) | ((None, Some(high)), (Some(low), None)) => low < high,
        _ => false,
    };
    if between && (known || near_enough(a, (b_low, b_high))) {
        return Values::Looser;
    }
    let inside = |bound, low, high, inner: (Option<f64>, Option<f64>)| match inner {
        (Some(x), Some(y)) => holds(bound, low, high, x) && holds(bound, low, high, y),
        // An open end lies in no interval that is closed on that side.
        (Some(x), None) => high.is_none() && holds(bound, low, high, x),
        (None, Some(x)) => low.is_none() && holds(bound, low, high, x),
        (None, None) => true,
    };
    if inside(b.bound, b_low, b_high, (a_low, a_high)) && (known || near_enough(a, (b_low, b_high))) {
        Values::Looser
    } else if inside(a.bound, a_low, a_high, (b_low, b_high)) && (known || near_enough(b, (a_low, a_high))) {
        Values::Tighter
    } else {
        Values::Conflict
    }
}

/// "More than 7,000" is a looser 7,400, and no looser 60,000: an open end is meant to be near.
fn near_enough(point: &Quantity, interval: (Option<f64>, Option<f64>)) -> bool {
    let Some(value) = point.value().or(point.low).or(point.high) else { return true };
    match interval {
        (Some(low), None) => low.abs() > value.abs() * 0.55,
        (None, Some(high)) => high.abs() < value.abs() * 1.8 + 1.0,
        _ => true,
    }
}

fn same_end(a: Option<f64>, b: Option<f64>, converted: bool) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => {
            let tolerance = if converted { 0.006 } else { 1e-9 };
            (a - b).abs() <= tolerance * a.abs().max(b.abs()).max(1e-9)
        }
        _ => false,
    }
}

fn compare_points(a: f64, b: f64, a_about: bool, b_about: bool, converted: bool) -> Values {
    let off = (a - b).abs() / a.abs().max(b.abs()).max(1e-9);
    if rounds_to(a, b) && (b_about || off < 0.02) || b_about && off <= 0.06 {
        // Roundings keep most of the value; 143 km/h told as 89 mph is no loss at all.
        return if converted && off < 0.012 { Values::Same } else { Values::Looser };
    }
    if rounds_to(b, a) && (a_about || off < 0.02) || a_about && off <= 0.06 {
        return if converted && off < 0.012 { Values::Same } else { Values::Tighter };
    }
    Values::Conflict
}

/// Whether `rough` is `exact` rounded to fewer digits.
fn rounds_to(exact: f64, rough: f64) -> bool {
    (-2..=9).any(|power| {
        let step = 10f64.powi(power);
        let rounded = (exact / step).round() * step;
        (rounded - rough).abs() <= 1e-9 * rough.abs().max(1.0) && (rounded - exact).abs() > 1e-12
    })
}

#[cfg(test)]
mod tests {
    use super::{Values, compare};
    use corroborate_model::{Bound, Quantity, Unit};

    fn quantity(low: Option<f64>, high: Option<f64>, bound: Bound, unit: Option<&'static str>) -> Quantity {
        Quantity { low, high, bound, unit: unit.map(Unit::new), ..Quantity::default() }
    }

    fn exact(value: f64, unit: Option<&'static str>) -> Quantity {
        quantity(Some(value), Some(value), Bound::Exact, unit)
    }

    #[test]
    fn tells_roundings_from_conflicts() {
        let about = |value: f64| quantity(Some(value), Some(value), Bound::About, None);
        let over = |value: f64| quantity(Some(value), None, Bound::MoreThan, None);
        let under = |value: f64| quantity(None, Some(value), Bound::LessThan, None);
        let cases = [
            (exact(31.0, None), exact(31.0, None), Values::Same),
            (exact(31.0, None), exact(32.0, None), Values::Conflict),
            (exact(276.0, None), over(270.0), Values::Looser),
            (exact(61_000.0, None), over(270.0), Values::Conflict),
            (exact(16.0, None), under(16.0), Values::Conflict),
            (exact(16.0, None), under(17.0), Values::Looser),
            (over(810.0), under(810.0), Values::Conflict),
            (over(800.0), under(810.0), Values::Looser),
            (over(800.0), under(8100.0), Values::Conflict),
            (over(790.0), over(800.0), Values::Conflict),
            (over(810.0), over(800.0), Values::Looser),
            (exact(310.0, None), about(300.0), Values::Looser),
            (exact(48_600.0, None), about(50_000.0), Values::Looser),
            (exact(118.0, None), exact(181.0, None), Values::Conflict),
            (exact(12.1, Some("percent")), exact(12.0, Some("percent")), Values::Looser),
            (exact(143.0, Some("kilometre_per_hour")), exact(89.0, Some("mile_per_hour")), Values::Same),
            (exact(25.0, Some("yard")), exact(25.0, Some("metre")), Values::Conflict),
            (exact(10.0, Some("day")), exact(14.0, Some("day")), Values::Conflict),
        ];
        for (a, b, expected) in cases {
            assert_eq!(compare(&a, &b, false), expected, "{a:?}\n{b:?}");
        }
    }
}
