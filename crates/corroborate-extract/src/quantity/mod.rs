//! Numbers of something: value, bound, unit, counted noun, change and baseline.
//!
//! Each sentence is walked once; a number is read, then its unit, a second number that makes a range, its bounds, and
//! last the noun and the verb it belongs to. What contacts and dates have claimed is left alone. Deliberately not
//! here: hedges, polarity and attribution, which belong to the sentence, and any conversion of units.

mod age;
mod baseline;
mod bound;
mod change;
mod counted;
mod draft;
mod filter;
mod range;
#[cfg(test)]
mod tests;

use corroborate_model::{Claim, Sentence, TimeFrame, TokenKind};

use crate::Reading;
use crate::claimed::Claimed;
use crate::number::{self, Form, Number, Window};
use crate::unit;
use crate::vocabulary::{IS_PERIOD, STARTS_NUMBER};
use change::Lead;
use draft::Draft;
use filter::Verdict;

/// The quantities of a document, by place. `frames` is the result of [`find_all`](crate::time_frame::find_all).
pub(crate) fn find(
    reading: &Reading<'_>,
    claimed: &mut Claimed,
    frames: &[(usize, TimeFrame)],
) -> Vec<Claim> {
    let mut claims = Vec::with_capacity(reading.tokens.len() / 32);
    let mut drafts = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        drafts.clear();
        collect(reading, claimed, sentence, &mut drafts);
        let window = Window { reading, end: sentence.tokens.end, money: false };
        baseline::assign(&window, sentence.tokens.start, &mut drafts);
        let from = frames.partition_point(|(at, _)| *at < index);
        let to = frames.partition_point(|(at, _)| *at <= index);
        for draft in drafts.drain(..) {
            claimed.take(draft.number.clone());
            let mut claim = draft.into_claim(reading, index);
            claim.time_frame =
                crate::time_frame::nearest(reading, frames.get(from..to).unwrap_or(&[]), claim.span);
            claims.push(claim);
        }
    }
    claims
}

/// Reads the drafts of one sentence.
fn collect(reading: &Reading<'_>, claimed: &Claimed, sentence: &Sentence, drafts: &mut Vec<Draft>) {
    let start = sentence.tokens.start;
    let mut at = start;
    let mut free = start;
    while at < sentence.tokens.end {
        let starts = reading.starts(at, STARTS_NUMBER | IS_PERIOD);
        if !starts || claimed.holds(at) {
            at += 1;
            continue;
        }
        free = free.max(at);
        while free < sentence.tokens.end && free < at + 40 && !claimed.holds(free) {
            free += 1;
        }
        let window = Window { reading, end: free, money: false };
        match candidate(&window, start, at, drafts) {
            Some(draft) => {
                at = draft.number.end.max(draft.unit_end).max(at + 1);
                match drafts.last_mut().filter(|last| range::is_two_sided(&window, last, &draft)) {
                    Some(last) => range::merge(last, draft),
                    None => drafts.push(draft),
                }
            }
            None => at += skip(&window, at),
        }
        free = at;
    }
}

/// How far to go on where no quantity starts at `at`.
fn skip(window: &Window<'_>, at: usize) -> usize {
    if window.kind(at) != Some(TokenKind::Number) || window.spaced(at + 1) {
        return 1;
    }
    let mut end = at + 1;
    while end < window.end && !window.spaced(end) && matches!(window.word(end), "/" | ":" | "." | "=") {
        end += if window.spaced(end + 1) { 1 } else { 2 };
    }
    end - at
}

/// The quantity whose number starts at `at`.
fn candidate(window: &Window<'_>, start: usize, at: usize, previous: &[Draft]) -> Option<Draft> {
    if let Some(draft) = long_period(window, at) {
        return Some(draft);
    }
    let coin = unit::before(window, start, at);
    let inner = Window { money: coin.is_some(), ..*window };
    let number = number::read(&inner, at).or_else(|| lone_article(&inner, at))?;
    let measure = measure(&inner, start, &number, coin.is_some());
    let verdict = filter::judge(window, start, &number, coin.is_some(), measure.is_some());
    let mut draft = Draft::new(&number);
    match verdict {
        Verdict::Nothing => return None,
        Verdict::Label => {
            range::join(window, start, &mut draft, |_| false);
            filter::make_label(window, &mut draft);
            return Some(draft);
        }
        Verdict::Quantity => {}
    }
    if let Some(measure) = measure {
        draft.set_unit(measure);
    }
    if let Some((name, first)) = coin {
        draft.unit = Some(name);
        draft.tokens.start = first;
    }
    if draft.form == Form::Multiple {
        draft.unit = Some("time");
    }
    if draft.is_money() {
        scale_behind_coin(&inner, &mut draft);
    }
    compound(&inner, &mut draft);
    finish(window, start, draft, previous)
}

fn measure(window: &Window<'_>, start: usize, number: &Number, coin: bool) -> Option<unit::Measure> {
    if coin || number.form == Form::Ordinal || number.form == Form::Multiple {
        let coined = |m: &unit::Measure| !m.joined && m.name.bytes().all(|b| b.is_ascii_uppercase());
        return unit::after(window, number).filter(|m| coin && coined(m));
    }
    let weighs =
        (1..=3).filter_map(|back| number.tokens.start.checked_sub(back)).take_while(|&at| at >= start);
    let is_weight = |word: &str| word.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("weigh"));
    let weighs = weighs.into_iter().any(|at| is_weight(window.word(at)));
    let measure = unit::after(window, number).or_else(|| unit::behind_of(window, number));
    match measure {
        Some(found) if weighs && found.name == "GBP" => unit::weighed(window, number),
        Some(found) => Some(found),
        None => unit::weighed(window, number),
    }
}

/// What stands round the number: ages, ranges, bounds, change, noun.
fn finish(window: &Window<'_>, start: usize, mut draft: Draft, previous: &[Draft]) -> Option<Draft> {
    let clause = counted::clause_start(window, start..draft.tokens.start);
    if draft.form != Form::Multiple {
        let levels = |draft: &Draft| change::governor(window, clause, draft).is_some_and(|found| found.verb);
        range::join(window, start, &mut draft, levels);
    }
    if age::read(window, start, &mut draft, previous.last()) {
        bound::before(window, start, &mut draft);
        return Some(draft);
    }
    bound::before(window, start, &mut draft);
    let bounded = bound::after(window, draft.tokens.end, &mut draft);
    let governor = change::governor(window, clause, &draft);
    let mut lead = Lead::None;
    if let Some(other) = previous.last().filter(|other| in_other_terms(window, &draft, other)) {
        (draft.change, draft.change_word) = (other.change, other.change_word);
    } else if let Some(found) = governor {
        lead = found.lead;
        draft.change_word = Some(found.word);
        draft.change = Some(found.change).filter(|_| lead != Lead::From);
    } else if let Some(other) = previous.last().filter(|other| shares_verb(window, &draft, other)) {
        draft.change = other.change;
    } else if let Some((word, direction)) = change::follower(window, &draft) {
        draft.change = Some(direction);
        draft.change_word = Some(word);
    } else if draft.form == Form::Multiple {
        draft.change =
            window.entry(draft.number.start).change(crate::vocabulary::UP_VERB, crate::vocabulary::DOWN_VERB);
        draft.change_word = draft.change.map(|_| draft.number.start);
    }
    counted::resolve(window, clause, &mut draft, lead, previous);
    if !bounded {
        bound::after(window, draft.tokens.end, &mut draft);
    }
    let bare_part = draft.form == Form::Vague
        && draft.counted.is_none()
        && draft.unit.is_none()
        && draft.tokens.len() == 1;
    (!bare_part || !window.is(draft.number.start, "scores")).then_some(draft)
}

/// "…, or by 9.1% at constant rates", "214 points, or 0.6%": the change of the number before in other terms.
fn in_other_terms(window: &Window<'_>, draft: &Draft, other: &Draft) -> bool {
    if other.change.is_none() {
        return false;
    }
    let start = draft.tokens.start;
    let by = start.checked_sub(2).is_some_and(|at| window.is(at, "or") && window.is(at + 1, "by"));
    let or = start.checked_sub(2).is_some_and(|at| window.word(at) == "," && window.is(at + 1, "or"));
    by || or
        && !window.is(draft.tokens.end, "of")
        && start == other.tokens.end + 2
        && (draft.is_percent() || draft.is_money())
}

/// "fell 7%, the insurer 4% and the broker 9%": the verb of the share before is not said again.
fn shares_verb(window: &Window<'_>, draft: &Draft, other: &Draft) -> bool {
    let between = other.tokens.end..draft.tokens.start;
    let joint = matches!(window.word(between.start), "," | "and");
    let alike = draft.is_percent()
        && other.is_percent()
        && other.change.is_some()
        && other.change_word.is_none_or(|at| at < other.tokens.start);
    joint
        && alike
        && (2..6).contains(&between.len())
        && change::follower(window, draft).is_none()
        && !window.is(draft.tokens.end, "of")
        && between.clone().skip(1).all(|at| {
            let entry = window.entry(at);
            window.is(at, "the")
                || window.is(at, "and")
                || !entry.is_function()
                    && !entry.is(crate::vocabulary::VERB | crate::vocabulary::PAST)
                    && window.kind(at) == Some(TokenKind::Word)
                    && !window.word(at).ends_with("ed")
        })
}

/// "75 USD million", "30 MUSD": the scale stands behind the currency, or before it in one word.
fn scale_behind_coin(window: &Window<'_>, draft: &mut Draft) {
    let end = draft.unit_end;
    let factor = match unit::scaled_code(window.word(end - 1)) {
        Some((_, factor)) => Some((factor, end)),
        None => window.entry(end).is(crate::vocabulary::SCALE).then(|| (window.entry(end).value, end + 1)),
    };
    let Some((factor, end)) = factor.filter(|_| draft.scale == 1.0 && draft.unit_end > draft.number.end)
    else {
        return;
    };
    draft.low = draft.low.map(|low| low * factor);
    draft.high = draft.high.map(|high| high * factor);
    draft.scale = factor;
    (draft.tokens.end, draft.unit_end) = (end, end);
}

/// "5 feet 2 inches", "3 dollars 50 cents", "two years and six months": the smaller unit is added.
fn compound(window: &Window<'_>, draft: &mut Draft) {
    let Some(big) = draft.unit else { return };
    let end = draft.tokens.end;
    let at = if window.is(end, "and") { end + 1 } else { window.past_hyphen(end) };
    if draft.form != Form::Cardinal || draft.low != draft.high || !number::may_start(window.reading, at) {
        return;
    }
    let joined = at > end && window.word(end) == "-";
    let Some(second) = number::read(window, at).filter(|n| n.form == Form::Cardinal && n.is_whole()) else {
        return;
    };
    let inches = big == "foot" && (window.is(second.tokens.end, "in") || joined);
    let after = if joined { second.tokens.end } else { second.tokens.end + 1 };
    let whole = unit::Measure { name: "inch", end: after, joined: false };
    let bare = ends_in_coins(window, draft, &second);
    let cents = unit::Measure { name: "cent", end: second.tokens.end, joined: false };
    let Some(small) = unit::after(window, &second).or(inches.then_some(whole)).or(bare.then_some(cents))
    else {
        return;
    };
    let small_name = if small.name == "foot" { "inch" } else { small.name };
    let Some(size) = unit::smaller_part(big, small_name).filter(|&size| second.low < size) else { return };
    // "Two weeks and three days respectively" are two stretches, and so are the ends of "between a week and ten days".
    let opener = draft.tokens.start.checked_sub(1).map_or("", |before| window.word(before));
    if window.is(small.end, "respectively") || opener.eq_ignore_ascii_case("between") {
        return;
    }
    let value = draft.value() + second.low / size;
    (draft.low, draft.high) = (Some(value), Some(value));
    draft.number.end = second.tokens.end;
    draft.tokens.end = small.end;
    draft.unit_end = small.end;
}

/// "15 dollars 50", "17 USD 25": the second number has no name and nothing after it that it could count.
fn ends_in_coins(window: &Window<'_>, draft: &Draft, second: &Number) -> bool {
    let code = matches!(window.word(draft.unit_end.wrapping_sub(1)), "usd" | "eur" | "gbp");
    let next = window.kind(second.tokens.end);
    draft.is_money()
        && !code
        && (10.0..100.0).contains(&second.low)
        && !matches!(next, Some(TokenKind::Word | TokenKind::Symbol))
        && window.spaced(second.tokens.start)
}

/// "a month-long", "a month of action": one of that period.
fn long_period(window: &Window<'_>, at: usize) -> Option<Draft> {
    let entry = window.entry(at);
    entry.period?;
    let long = window.past_hyphen(at + 1);
    let joined = long > at + 1 && window.is(long, "long");
    let counted = window.reading.word(at.wrapping_sub(1)) == "-" && !window.spaced(at);
    if !joined || counted {
        return None;
    }
    let number = Number::new(at..at + 1, 1.0, Form::Cardinal);
    let mut draft = Draft::new(&number);
    draft.unit = entry.unit;
    draft.joined = true;
    draft.tokens.end = long + 1;
    counted::resolve(window, at, &mut draft, Lead::None, &[]);
    Some(draft)
}

/// "a month of", "a mile from": the article counts one before a unit that something is measured in.
fn lone_article(window: &Window<'_>, at: usize) -> Option<Number> {
    if !window.is(at, "a") && !window.is(at, "an") {
        return None;
    }
    let entry = window.entry(at + 1);
    let unit = entry.unit.filter(|_| !entry.is(crate::vocabulary::UNIT_STRICT))?;
    if crate::noun::is_plural(window.word(at + 1), entry) {
        return None;
    }
    let of = window.is(at + 2, "of") && !window.is(at + 3, "the") && !window.is(at + 3, "age");
    let away = entry.period.is_none() && (window.is(at + 2, "from") || window.is(at + 2, "away"));
    let counts = entry.period.is_some() && unit != "day"
        || matches!(unit, "hour" | "kilogram" | "tonne" | "ton" | "kilometre" | "mile" | "metre");
    let small =
        matches!(unit, "inch" | "foot" | "day" | "minute" | "acre" | "hectare" | "gram" | "pound" | "litre");
    let fits = counts && (of || away) || (counts || small) && is_bounded(window, at);
    fits.then(|| Number::new(at..at + 1, 1.0, Form::Cardinal))
}

/// "less than an inch", "nearly a decade", "up to a mile".
fn is_bounded(window: &Window<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let to = before > 0 && window.is(before, "to") && window.is(before - 1, "up");
    let than = before > 0
        && window.is(before, "than")
        && !["earlier", "before"].iter().any(|word| window.is(at + 2, word))
        && ["more", "less", "longer", "fewer", "shorter"].iter().any(|word| window.is(before - 1, word));
    to || than
        || ["nearly", "almost", "least", "roughly", "approximately"]
            .iter()
            .any(|word| window.is(before, word))
}
