//! Change and direction: "rose by 93%", "a 93 per cent increase", "down 4", "fell to".

use corroborate_model::{Change, TokenKind};

use super::draft::Draft;
use crate::number::{Form, Window};
use crate::vocabulary::{
    ADVERB, AUXILIARY, CARDINAL, CONJUNCTION, DETERMINER, DOWN_ADVERB, DOWN_DEGREE, DOWN_NOUN, DOWN_VERB,
    FRACTION, HOLLOW, PARTICLE, PAST, PREPOSITION, SCALE, SUBORDINATOR, TRANSITIVE, UP_ADVERB, UP_DEGREE,
    UP_NOUN, UP_VERB, VERB,
};

/// How a number hangs on the word that tells its change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// "rose 5%", "up 5%", "a fall of 5%".
    None,
    /// "rose by 5%".
    By,
    /// "rose to 5%".
    To,
    /// "rose from 5%".
    From,
}

/// The word that tells a change, left of a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Governor {
    pub(super) word: usize,
    pub(super) change: Change,
    pub(super) lead: Lead,
    /// Whether it is a verb, so that "to" after its number leads to a level, not to the end of a range.
    pub(super) verb: bool,
}

/// The word to the left that tells which way the number went.
pub(super) fn governor(window: &Window<'_>, start: usize, draft: &Draft) -> Option<Governor> {
    if draft.form == Form::Ordinal {
        return None;
    }
    let (lead, mut at) = lead(window, start, draft.tokens.start);
    let linked = lead != Lead::None;
    // "lifted its annual dividend 8 per cent": the object stands between.
    let reach = linked || draft.is_percent();
    let of = draft.tokens.start > start + 1
        && window.is(draft.tokens.start - 1, "of")
        && !window.entry(draft.tokens.start - 2).is(HOLLOW);
    let mut crossed = false;
    let mut steps = 0;
    while at > start && steps < 16 {
        at -= 1;
        steps += 1;
        let entry = window.entry(at);
        let verb = entry.change(UP_VERB | UP_NOUN, DOWN_VERB | DOWN_NOUN);
        if let Some(change) = verb.filter(|_| governs(window, start, at, draft, lead, crossed)) {
            let verb = entry.is(UP_VERB | DOWN_VERB) && !window.is(draft.tokens.start - 1, "of");
            return Some(Governor { word: at, change, lead, verb });
        }
        let near = !crossed && (steps == 1 || linked && steps <= 3);
        if let Some(change) =
            entry.change(UP_ADVERB, DOWN_ADVERB).filter(|_| near && is_direction(window, start, at, draft))
        {
            return Some(Governor { word: at, change, lead, verb: true });
        }
        if of && entry.is(PREPOSITION) && !window.is(at, "in") && !window.is(at, "of") {
            return None;
        }
        match step(window, at, linked, reach) {
            Step::Stop => return None,
            Step::Cross => crossed = true,
            Step::Pass => {}
        }
    }
    None
}

/// "by", "to", "from", "of" before the number, and where to look on from.
fn lead(window: &Window<'_>, start: usize, at: usize) -> (Lead, usize) {
    let Some(before) = at.checked_sub(1).filter(|&before| before >= start) else { return (Lead::None, at) };
    let before = past_peak(window, start, past_modifiers(window, start, before));
    let lead = match window.word(before) {
        word if word.eq_ignore_ascii_case("by") || word.eq_ignore_ascii_case("of") => Lead::By,
        word if word.eq_ignore_ascii_case("to") => Lead::To,
        word if word.eq_ignore_ascii_case("from") => Lead::From,
        _ => return (Lead::None, at),
    };
    let or = before.checked_sub(1).filter(|&or| or >= start && window.is(or, "or"));
    (lead, or.unwrap_or(before))
}

/// "by an annualised 4.2 per cent", "from a previous 1.3 billion": words between the link and its number.
fn past_modifiers(window: &Window<'_>, start: usize, before: usize) -> usize {
    const MODIFIERS: [&str; 16] = [
        "annualised",
        "annualized",
        "annual",
        "further",
        "average",
        "record",
        "revised",
        "provisional",
        "previous",
        "earlier",
        "initial",
        "combined",
        "total",
        "whopping",
        "staggering",
        "modest",
    ];
    if !MODIFIERS.iter().any(|word| window.is(before, word)) || before <= start + 1 {
        return before;
    }
    if window.entry(before - 1).is(DETERMINER) { before - 2 } else { before - 1 }
}

/// "from a peak of 94,500" leads like "from 94,500".
fn past_peak(window: &Window<'_>, start: usize, of: usize) -> usize {
    let hollow =
        of.checked_sub(1).filter(|&at| window.is(of, "of") && at > start && window.entry(at).is(HOLLOW));
    let Some(hollow) = hollow else { return of };
    let at = if window.entry(hollow - 1).is(DETERMINER) { hollow.saturating_sub(2) } else { hollow - 1 };
    let leads = at >= start && ["from", "to", "by"].iter().any(|word| window.is(at, word));
    if leads { at } else { of }
}

enum Step {
    Pass,
    /// A word of an object or subject stands between.
    Cross,
    Stop,
}

fn step(window: &Window<'_>, at: usize, linked: bool, reach: bool) -> Step {
    let entry = window.entry(at);
    match window.kind(at) {
        Some(TokenKind::Number) if linked => Step::Pass,
        Some(TokenKind::Symbol) if linked => Step::Pass,
        Some(TokenKind::Mark) if linked && matches!(window.word(at), "-" | "'" | "’") => Step::Pass,
        Some(TokenKind::Word | TokenKind::Code) => {
            if entry.is(ADVERB)
                || window.word(at).ends_with("ly")
                || window.is(at, "further")
                || window.is(at, "another")
            {
                return Step::Pass;
            }
            let number =
                entry.unit.is_some() || entry.currency.is_some() || entry.is(CARDINAL | SCALE | FRACTION);
            let prep = ["by", "to", "from"].iter().any(|word| window.is(at, word));
            if linked && (number || prep) {
                return Step::Pass;
            }
            if !reach
                || !linked && entry.is(PREPOSITION)
                || entry.is(CONJUNCTION | SUBORDINATOR | AUXILIARY) && !window.is(at, "or")
            {
                return Step::Stop;
            }
            Step::Cross
        }
        _ => Step::Stop,
    }
}

/// Whether the verb or noun of change at `at` really rules the number.
fn governs(window: &Window<'_>, start: usize, at: usize, draft: &Draft, lead: Lead, crossed: bool) -> bool {
    let entry = window.entry(at);
    let noun = at > start && window.entry(at - 1).is(DETERMINER) || !entry.is(UP_VERB | DOWN_VERB);
    if window.is(at + 1, "up") && window.word(at).to_ascii_lowercase().starts_with("add") {
        return false;
    }
    let near = draft.tokens.start - at <= 6;
    if window.is(draft.tokens.end, "vote")
        || window.is(draft.tokens.end, "votes")
        || window.is(draft.tokens.end, "short")
    {
        return false;
    }
    if noun && lead == Lead::None || crossed && lead == Lead::None && !(entry.is(TRANSITIVE) && near) {
        return false;
    }
    if lead == Lead::None && draft.is_length() {
        return false;
    }
    if crossed && lead == Lead::From && noun {
        return false;
    }
    let points = window.is(draft.tokens.end, "point") || window.is(draft.tokens.end, "points");
    let moved = draft.is_percent()
        || points
        || draft.form == Form::Part
        || draft.unit == Some("cent")
            && window.is(draft.tokens.end, "to")
            && !window.word(at).starts_with("add");
    if entry.is(TRANSITIVE) && lead == Lead::None && !moved {
        return false;
    }
    let of = lead == Lead::By && at + 1 < draft.tokens.start && window.is(draft.tokens.start - 1, "of");
    !(of && !noun && !crossed && entry.is(UP_VERB | DOWN_VERB) && !entry.is(UP_NOUN | DOWN_NOUN))
        && !(entry.multiple > 0.0 && lead == Lead::None)
}

/// Whether "up" or "down" is a direction ("up 10%", "down from 40"), not part of a verb ("set up 3").
fn is_direction(window: &Window<'_>, start: usize, at: usize, draft: &Draft) -> bool {
    let before = at.checked_sub(1).filter(|&before| before >= start).map_or("", |before| window.word(before));
    let moves = [
        "closed", "finished", "ended", "traded", "stayed", "remained", "stood", "settled", "opened", "moved",
        "jumped", "edged", "crept", "inched", "ticked", "nudged", "drifted", "trended", "headed", "pushed",
        "creeping", "edging", "trading", "closing", "moving", "go", "goes", "went", "going",
    ]
    .iter()
    .any(|word| before.eq_ignore_ascii_case(word));
    let entry = at.checked_sub(1).filter(|&before| before >= start).map(|before| window.entry(before));
    let other = !moves
        && (before.ends_with("ed")
            || before.ends_with("ing")
            || entry.is_some_and(|entry| entry.is(PAST | VERB)));
    !entry.is_some_and(|entry| entry.is(PARTICLE))
        && !other
        && !draft.is_time()
        && draft.form != Form::Ordinal
}

/// The noun or adverb of change to the right: "93 per cent increase", "12% higher", "20% more".
pub(super) fn follower(window: &Window<'_>, draft: &Draft) -> Option<(usize, Change)> {
    let points = window.is(draft.tokens.end, "point") || window.is(draft.tokens.end, "points");
    let measured =
        draft.is_percent() || draft.is_money() || draft.unit.is_some() && !draft.is_time() || points;
    if draft.is_percent() && (window.is(draft.tokens.end, "below") || window.is(draft.tokens.end, "above")) {
        let change = if window.is(draft.tokens.end, "below") { Change::Decrease } else { Change::Increase };
        return Some((draft.tokens.end, change));
    }
    let part = draft.form == Form::Part || draft.form == Form::Multiple;
    for at in draft.tokens.end..draft.tokens.end + 6 {
        let entry = window.entry(at);
        let noun = entry.change(UP_NOUN, DOWN_NOUN).filter(|_| measured || part || draft.joined);
        if noun.is_some() {
            return noun.map(|change| (at, change));
        }
        let first = at == draft.tokens.end || points && at == draft.tokens.end + 1;
        let degree = entry.change(UP_DEGREE | UP_ADVERB, DOWN_DEGREE | DOWN_ADVERB);
        if let Some(change) = degree.filter(|_| first && !is_second_bound(window, at)) {
            let plain = entry.is(UP_ADVERB | DOWN_ADVERB);
            let compared = (at + 1..at + 6).any(|i| window.is(i, "than"));
            let fits = if plain {
                measured && !window.is(at + 1, "to")
            } else {
                draft.is_percent() || part || compared
            };
            return fits.then_some((at, change));
        }
        let inner = matches!(window.kind(at), Some(TokenKind::Word)) && !entry.is_function()
            || window.is(at, "-")
            || window.is(at, "on");
        if !inner {
            return None;
        }
    }
    None
}

/// "5,000 or more" and "5 less than": the word belongs to a bound.
fn is_second_bound(window: &Window<'_>, at: usize) -> bool {
    at > 0 && (window.is(at - 1, "or") || window.is(at - 1, "and"))
}
