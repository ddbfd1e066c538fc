//! Whether two dates are the same point in time, and how they stand to each other.

use corroborate_model::{Claim, Date, DateClaim, Payload};

use super::assign::{self, Candidate};
use super::context::{Core, context};
use super::quantity;
use crate::comparison::{Comparison, Relation};
use crate::witness::Witness;

/// How two dates stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dates {
    /// The same, as far as both tell.
    Same,
    /// One tells a stretch that holds the other.
    Wider,
    /// Both cannot be meant.
    Conflict,
    /// Nothing both tell.
    Unknown,
}

/// Two dates of linked sentences that speak of the same event.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DateMatch {
    /// Claim of the base.
    pub base: usize,
    /// Claim of the other text.
    pub other: usize,
    /// How they stand to each other.
    pub dates: Dates,
    /// Whether one of them is only a limit ("before 17 May").
    pub limited: bool,
    /// Share of the words around that both have, 0 to 1.
    pub context: f32,
}

/// The payload of a date claim.
pub(crate) fn payload(claim: &Claim) -> Option<&DateClaim> {
    match &claim.payload {
        Payload::Date(date) => Some(date),
        _ => None,
    }
}

/// Whether a line holds a date and nothing else: the day of publication is no claim of the story.
pub(crate) fn is_stamp(witness: &Witness<'_>, sentence: usize) -> bool {
    let dates: Vec<_> = dates_of(witness, sentence).map(|(index, _)| witness.claim(index).span).collect();
    let dated = |t: &usize| dates.iter().any(|date| date.contains(witness.analysis.tokens[*t].span));
    let words = || witness.sentence(sentence).tokens.clone().filter(|&t| witness.is_word(t));
    // "On", "at": a line with more small words is a sentence ("They have until 4 March to do so.").
    let small = words().filter(|t| !dated(t)).count() <= 2;
    !dates.is_empty() && small && words().filter(|&t| witness.is_content(t)).all(|t| dated(&t))
}

/// Dates of linked sentences that speak of the same event: equal ones before others, by their surroundings; each once, over all
/// of them together.
pub(crate) fn matches(comparison: &Comparison<'_>) -> Vec<DateMatch> {
    let mut candidates = Vec::new();
    for link in &comparison.links {
        for (other, b) in dates_of(comparison.other, link.other) {
            for base in quantity::near(comparison, link.base, other) {
                let Some(a) = payload(comparison.base.claim(base)) else { continue };
                let limits = (Limit::of(comparison.base, base), Limit::of(comparison.other, other));
                let bounded = within_limits((a, limits.0), (b, limits.1));
                let limited = bounded.is_some();
                let dates = bounded.unwrap_or_else(|| compare(a, b));
                let (x, y) = (comparison.base.claim(base), comparison.other.claim(other));
                let context = context(
                    comparison,
                    Core { claim: base, span: x.span },
                    Core { claim: other, span: y.span },
                );
                let plain = |words: &'_ str| {
                    let words = words.to_ascii_lowercase();
                    let rest = words.strip_prefix("this ").or_else(|| words.strip_prefix("the "));
                    rest.map_or(words.clone(), str::to_owned)
                };
                let told = plain(comparison.base.words(x.span)) == plain(comparison.other.words(y.span));
                let dates = match dates {
                    _ if year_lost(comparison.other, a, b) => Dates::Conflict,
                    _ if told && limits.0 == limits.1 => Dates::Same,
                    Dates::Conflict if shortened(comparison, x, y) => Dates::Wider,
                    dates => dates,
                };
                if dates != Dates::Unknown {
                    candidates.push((DateMatch { base, other, dates, limited, context }, link.score));
                }
            }
        }
    }
    let rank = |m: &DateMatch, link: f32| {
        let value = match m.dates {
            Dates::Same => 1.0,
            Dates::Wider => 0.7,
            Dates::Conflict | Dates::Unknown => 0.0,
        };
        // In a sentence or two, a day is meant by a day and a year by a year.
        let (a, b) = (payload(comparison.base.claim(m.base)), payload(comparison.other.claim(m.other)));
        let alike = comparison.brief && a.zip(b).is_some_and(|(a, b)| is_as_long(a, b));
        value + m.context + 0.3 * link + if alike { 0.8 } else { 0.0 }
    };
    let pairs: Vec<Candidate> = candidates
        .iter()
        .map(|(m, link)| Candidate {
            base: m.base,
            other: m.other,
            weight: rank(m, *link),
            repeats: m.dates != Dates::Conflict,
        })
        .collect();
    let mut taken: Vec<DateMatch> = assign::assign(&pairs).into_iter().map(|at| candidates[at].0).collect();
    if comparison.relation == Relation::Siblings {
        let told =
            |m: &DateMatch| taken.iter().any(|known| known.other == m.other && known.dates == Dates::Same);
        let added: Vec<DateMatch> = led_alike(comparison).filter(|found| !told(found)).collect();
        taken.extend(added);
    }
    taken.sort_by_key(|m| (m.other, m.base));
    taken
}

/// Whether one date is the other without what places it ("this winter", "winter"), or has a year behind it that was not read with it
/// ("February of last year").
fn shortened(comparison: &Comparison<'_>, a: &Claim, b: &Claim) -> bool {
    let (x, y) =
        (comparison.base.words(a.span).to_lowercase(), comparison.other.words(b.span).to_lowercase());
    let bare = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
            && !short.contains(|c: char| c.is_ascii_digit())
    };
    let placed = |witness: &Witness<'_>, claim: &Claim| {
        let end = witness.tokens_in(claim.span).end;
        let word = |at: usize| witness.folded(at);
        word(end) == "of"
            && matches!(word(end + 1), "last" | "this" | "that" | "next")
            && word(end + 2) == "year"
    };
    bare(&x, &y) || bare(&y, &x) || placed(comparison.base, a) || placed(comparison.other, b)
}

/// The content word and the preposition right before a date: "opened on".
pub(crate) fn lead(witness: &Witness<'_>, claim: &Claim) -> Option<(u32, u32)> {
    let joint = witness.tokens_in(claim.span).start.checked_sub(1)?;
    let word = joint.checked_sub(1)?;
    let tied = matches!(witness.folded(joint), "on" | "in" | "at" | "until" | "by" | "from" | "since");
    (tied && witness.is_content(word)).then(|| (witness.terms[joint].exact, witness.terms[word].concept))
}

/// Days of sentences that are not linked, but have the same words before the day and two more around it. Copies of one base tell
/// what it does not in sentences that are their own.
fn led_alike<'c>(comparison: &'c Comparison<'_>) -> impl Iterator<Item = DateMatch> + 'c {
    let (base, other) = (comparison.base, comparison.other);
    let days = |witness: &'c Witness<'_>| {
        let claims = witness.analysis.claims.iter().enumerate();
        claims.filter_map(move |(at, claim)| {
            payload(claim).filter(|date| date.start.is_some() && date.start == date.end)?;
            Some((at, claim, lead(witness, claim)?))
        })
    };
    days(base).flat_map(move |(a, x, lead)| {
        let alike = days(other).filter(move |(_, _, own)| *own == lead);
        alike.filter_map(move |(b, y, _)| {
            let core = |claim: usize, span| Core { claim, span };
            let context = context(comparison, core(a, x.span), core(b, y.span));
            let dates = payload(x).zip(payload(y)).map(|(x, y)| compare(x, y))?;
            let unlinked = comparison.link(x.sentence, y.sentence).is_none();
            (unlinked && context >= 0.3 && dates == Dates::Conflict).then_some(DateMatch {
                base: a,
                other: b,
                dates,
                limited: false,
                context,
            })
        })
    })
}

fn dates_of<'a>(witness: &'a Witness<'_>, sentence: usize) -> impl Iterator<Item = (usize, &'a DateClaim)> {
    witness.claims_of(sentence).filter_map(|(index, claim)| payload(claim).map(|date| (index, date)))
}

/// Pairs of claims that tell the same date: claim of the base, claim of the other text, weight.
///
/// The days of publication are one fact where they are the same day.
pub(crate) fn same(comparison: &Comparison<'_>, matches: &[DateMatch]) -> Vec<(usize, usize, f32)> {
    let mut pairs: Vec<(usize, usize, f32)> = matches
        .iter()
        .filter(|m| m.dates == Dates::Same)
        .map(|m| (m.base, m.other, 0.5 + 0.4 * m.context))
        .collect();
    if let Some((base, other)) = stamp(comparison.base).zip(stamp(comparison.other)) {
        let (a, b) = (comparison.base.claim(base), comparison.other.claim(other));
        if payload(a).zip(payload(b)).is_some_and(|(a, b)| a.start.is_some() && a.start == b.start) {
            pairs.push((base, other, 0.9));
        }
    }
    pairs
}

/// The claim over the text's own day of publication.
fn stamp(witness: &Witness<'_>) -> Option<usize> {
    let at = witness.analysis.document.meta.published_at?;
    witness.analysis.claims.iter().position(|claim| payload(claim).is_some() && at.overlaps(claim.span))
}

/// How `b` stands to `a`, by what both tell: the hour, the days, the weekday.
pub(crate) fn compare(a: &DateClaim, b: &DateClaim) -> Dates {
    let differ = |x: Option<u16>, y: Option<u16>| x.zip(y).is_some_and(|(x, y)| x != y);
    let days = match (a.start.zip(a.end), b.start.zip(b.end)) {
        (Some(_), Some(_)) if same_up_to_anchor(a, b) => Dates::Same,
        (Some((a0, a1)), Some((b0, b1))) if a0 == b0 && a1 == b1 => Dates::Same,
        (Some((a0, a1)), Some((b0, b1))) if a0 <= b0 && b1 <= a1 || b0 <= a0 && a1 <= b1 => Dates::Wider,
        (Some(_), Some(_)) => Dates::Conflict,
        _ => parts(a, b),
    };
    // A day each, and hours on top that differ; or hours alone.
    match days {
        Dates::Conflict => Dates::Conflict,
        _ if differ(a.minute, b.minute) => Dates::Conflict,
        Dates::Unknown if a.minute.is_some() && a.minute == b.minute => Dates::Same,
        other => other,
    }
}

/// What a word before a date makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Limit {
    /// The day itself.
    Day,
    /// An earlier one.
    Before,
    /// A later one.
    After,
    /// The one before it ("the day before").
    Eve,
    /// The one after it.
    Morrow,
}

impl Limit {
    /// Of the date claim `index`.
    fn of(witness: &Witness<'_>, index: usize) -> Limit {
        let span = witness.claim(index).span;
        let tokens = witness.tokens_in(span);
        let word = |back: usize| {
            let token = tokens.start.checked_sub(back).and_then(|at| witness.analysis.tokens.get(at));
            token.map_or("", |token| witness.words(token.span))
        };
        let is = |back: usize, wanted: &str| word(back).eq_ignore_ascii_case(wanted);
        // "After Thursday's vote": the day belongs to the vote.
        let owner = witness.words(span).ends_with("'s") || witness.words(span).ends_with("’s");
        let names = tokens.end < witness.terms.len() && witness.is_content(tokens.end);
        if owner || names && witness.claim(index).span.len() < 5 {
            return Limit::Day;
        }
        match () {
            () if is(1, "before") && is(2, "day") => Limit::Eve,
            () if is(1, "after") && is(2, "day") => Limit::Morrow,
            () if is(1, "before") || is(1, "to") && is(2, "prior") => Limit::Before,
            () if is(1, "after") => Limit::After,
            () => Limit::Day,
        }
    }
}

/// How two dates stand to each other where one of them is only a limit; nothing where neither is, or both are alike.
fn within_limits(a: (&DateClaim, Limit), b: (&DateClaim, Limit)) -> Option<Dates> {
    if a.1 == b.1 {
        return None;
    }
    let (x, y) = (reach(a, b.0)?, reach(b, a.0)?);
    let above = |low: Option<Date>, high: Option<Date>| low.zip(high).is_some_and(|(low, high)| low > high);
    if above(x.0, y.1) || above(y.0, x.1) {
        return Some(Dates::Conflict);
    }
    Some(if x == y { Dates::Same } else { Dates::Wider })
}

/// First and last day that a date with its limit allows; an open end is nothing. A day of the year without one is taken
/// to be of the year of the date beside it.
fn reach((date, limit): (&DateClaim, Limit), beside: &DateClaim) -> Option<(Option<Date>, Option<Date>)> {
    let lent = || Date::new(beside.start?.year(), date.month?, date.day?).map(|day| (day, day));
    let (start, end) = date.start.zip(date.end).or_else(lent)?;
    let shifted = |day: Date, by: i32| day.plus_days(by);
    Some(match limit {
        Limit::Day => (Some(start), Some(end)),
        Limit::Before => (None, Some(shifted(start, -1)?)),
        Limit::After => (Some(shifted(end, 1)?), None),
        Limit::Eve => (Some(shifted(start, -1)?), Some(shifted(start, -1)?)),
        Limit::Morrow => (Some(shifted(end, 1)?), Some(shifted(end, 1)?)),
    })
}

/// Whether two dates are stretches of one length; months and years differ in length by days.
pub(crate) fn is_as_long(a: &DateClaim, b: &DateClaim) -> bool {
    let length = |date: &DateClaim| date.start.zip(date.end).map(|(start, end)| start.days_until(end));
    length(a).zip(length(b)).is_none_or(|(a, b)| (a - b).abs() <= 3)
}

/// Whether the base writes out the year of a day to come, and the other text, without a year, is read as the one before.
fn year_lost(other: &Witness<'_>, a: &DateClaim, b: &DateClaim) -> bool {
    let (Some(x), Some(y), Some(published)) = (a.start, b.start, other.analysis.document.meta.published)
    else {
        return false;
    };
    let written = a.year == Some(x.year()) && a.day.is_some() && b.year.is_none();
    written && (a.day, a.month) == (b.day, b.month) && x.year() == y.year() + 1 && y > published
}

/// Whether two dates differ only in what was worked out: the year of "1 August", the week of "on Thursday".
fn same_up_to_anchor(a: &DateClaim, b: &DateClaim) -> bool {
    let (Some(x), Some(y)) = (a.start, b.start) else { return false };
    let single = a.start == a.end && b.start == b.end;
    let years = a.year.is_some() && b.year.is_some();
    let named = a.day.is_some() && a.day == b.day && a.month.is_some() && a.month == b.month;
    let week =
        (a.relative || b.relative) && single && x.weekday() == y.weekday() && x.days_until(y).abs() <= 7;
    !years && (named || week)
}

/// Where no days are known: what the words name.
fn parts(a: &DateClaim, b: &DateClaim) -> Dates {
    let fields = [
        (a.weekday.map(i32::from), b.weekday.map(i32::from)),
        (a.month.map(i32::from), b.month.map(i32::from)),
        (a.day.map(i32::from), b.day.map(i32::from)),
        (a.year.map(i32::from), b.year.map(i32::from)),
    ];
    let both: Vec<bool> = fields.iter().filter_map(|(x, y)| x.zip(*y).map(|(x, y)| x == y)).collect();
    match both.as_slice() {
        [] => Dates::Unknown,
        list if list.iter().all(|equal| *equal) => Dates::Same,
        _ => Dates::Conflict,
    }
}
