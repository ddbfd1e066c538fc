//! Which noun a quantity counts or measures.
//!
//! In this order: the noun to the right ("31 arrests", "two of the men", "38% of revenue", "a £3m grant"), persons
//! where a casualty word follows ("nine hurt"), the noun to the left ("charges of £8.4m"), the object or subject of
//! the verb of change ("revenue rose 7%"), and last the noun of the quantity before ("… and safeguarded 32").

use std::ops::Range;

use corroborate_model::TokenKind;

use super::change::Lead;
use super::draft::Draft;
use crate::noun::{self, Phrase};
use crate::number::{Form, Window};
use crate::vocabulary::{
    ADVERB, AUXILIARY, CARDINAL, CONJUNCTION, DETERMINER, DOWN_ADVERB, DOWN_NOUN, DOWN_VERB, HOLLOW, LEVEL,
    LOOSE, PAST, PERSON_VERB, PREPOSITION, PRONOUN, SUBORDINATOR, UP_ADVERB, UP_NOUN, UP_VERB, VERB,
};

/// Finds the counted noun of a draft; `previous` are the drafts before it in the sentence.
pub(super) fn resolve(window: &Window<'_>, start: usize, draft: &mut Draft, lead: Lead, previous: &[Draft]) {
    if draft.age || draft.unit == Some("score") {
        return;
    }
    if let Some(head) = leading(window, start, draft) {
        draft.set_noun(window.reading, Phrase { tokens: head..head + 1, head });
        return;
    }
    let found = if draft.unit.is_none() || matches!(draft.form, Form::Ordinal | Form::Multiple) {
        right_of_count(window, draft)
    } else {
        right_of_measure(window, draft)
    };
    if let Some(phrase) = found {
        return take(window, draft, phrase);
    }
    if draft.form == Form::Ordinal || draft.counted.is_some() {
        return;
    }
    let plain = draft.unit.is_none() && draft.form != Form::Multiple;
    let by = draft.tokens.start.checked_sub(1).is_some_and(|before| window.is(before, "by"));
    if plain && !by && noun::means_persons(window, draft.tokens.end) {
        (draft.counted, draft.resolved) = (Some("person".to_owned()), true);
        return;
    }
    if let Some(head) = heading(window, start, draft)
        .or_else(|| left_of(window, start, draft))
        .or_else(|| by_verb(window, start, draft, lead))
    {
        draft.set_noun(window.reading, Phrase { tokens: head..head + 1, head });
        return;
    }
    if plain && person_verb_before(window, start, draft) {
        (draft.counted, draft.resolved) = (Some("person".to_owned()), true);
        return;
    }
    inherit(window, draft, previous);
}

/// Gives the phrase to the draft; of "226 of the 450 seats" it belongs to the number of the whole.
fn take(window: &Window<'_>, draft: &mut Draft, phrase: Phrase) {
    let whole = (draft.tokens.end..phrase.tokens.start)
        .any(|at| window.kind(at) == Some(TokenKind::Number) && window.spaced(at));
    if whole {
        draft.counted = Some(noun::singular(window.word(phrase.head), window.entry(phrase.head)));
        draft.resolved = true;
    } else {
        draft.set_noun(window.reading, phrase);
    }
}

/// "gusts of up to 110 mph toppled trees", "magnitude 6.8": a noun before a measure goes before any noun after it.
fn leading(window: &Window<'_>, start: usize, draft: &Draft) -> Option<usize> {
    let before = draft.tokens.start.checked_sub(1).filter(|&at| at >= start)?;
    if draft.unit.is_none() && draft.form == Form::Cardinal && window.is(before, "magnitude") {
        return Some(before);
    }
    let measured =
        draft.unit.is_some() && !draft.is_percent() && !draft.joined && !window.is(draft.tokens.end, "of");
    if measured && window.is(before, "of") { left_of(window, start, draft) } else { None }
}

/// Whether "of" leads on from a number to what it counts; the token after it and its determiners.
fn past_of(window: &Window<'_>, at: usize) -> Option<usize> {
    window.is(at, "of").then(|| past_determiners(window, at + 1))
}

fn past_determiners(window: &Window<'_>, mut at: usize) -> usize {
    while window.entry(at).is(DETERMINER)
        || window.entry(at).is(CARDINAL)
        || window.kind(at) == Some(TokenKind::Number) && window.kind(at + 1) == Some(TokenKind::Word)
        || window.is(at, "more")
        || window.is(at, "further")
    {
        at += 1;
    }
    at
}

fn right_of_count(window: &Window<'_>, draft: &mut Draft) -> Option<Phrase> {
    let end = draft.tokens.end;
    if draft.form == Form::Multiple {
        let as_many = window.is(end, "as") && (window.is(end + 1, "many") || window.is(end + 1, "much"));
        return if as_many { noun::after(window, end + 2, window.is(end + 1, "many")) } else { None };
    }
    let those = window.is(end, "of") && window.is(end + 1, "those");
    if those && entry_is_participle(window.word(end + 2), window.entry(end + 2).is(crate::vocabulary::NOUN)) {
        return None;
    }
    let plural = draft.value().abs() != 1.0 && draft.form == Form::Cardinal || draft.form == Form::Vague;
    if let Some(at) = past_of(window, end) {
        if window.entry(at).is(PRONOUN) || window.entry(at - 1).is(PRONOUN) {
            return None;
        }
        if window.entry(at).is(crate::vocabulary::CASUALTY) && window.is(at - 1, "the") {
            (draft.counted, draft.resolved) = (Some("person".to_owned()), true);
            return None;
        }
        let part = draft.form == Form::Part;
        let many = noun::after(window, at, true)
            .or_else(|| if part { noun::after(window, at, false) } else { None });
        return many.map(|phrase| past_hollow(window, phrase));
    }
    let at = if draft.form == Form::Part { past_determiners(window, end) } else { window.past_hyphen(end) };
    if at > end && draft.form == Form::Cardinal {
        draft.joined = true;
        return joined(window, at);
    }
    let limits = window.entry(at).is(ADVERB) && !window.entry(at + 1).is(ADVERB);
    let phrase =
        noun::after(window, if limits && draft.form == Form::Cardinal { at + 1 } else { at }, plural)?;
    Some(if plural { phrase } else { past_hollow(window, phrase) })
}

/// "three-bedroom house": the noun that the hyphen joins to the number.
fn joined(window: &Window<'_>, at: usize) -> Option<Phrase> {
    if window.is(at, "strong") {
        return noun::after(window, at + 1, false);
    }
    (window.kind(at) == Some(TokenKind::Word)).then_some(Phrase { tokens: at..at + 1, head: at })
}

/// "half the number of homes" is about homes.
fn past_hollow(window: &Window<'_>, phrase: Phrase) -> Phrase {
    let end = phrase.tokens.end;
    if !window.entry(phrase.head).is(HOLLOW) || !window.is(end, "of") {
        return phrase;
    }
    let at = past_determiners(window, end + 1);
    let inner = noun::after(window, at, true).or_else(|| noun::after(window, at, false));
    inner.map_or(phrase.clone(), |inner| Phrase {
        tokens: phrase.tokens.start..inner.tokens.end,
        head: inner.head,
    })
}

fn right_of_measure(window: &Window<'_>, draft: &Draft) -> Option<Phrase> {
    let end = draft.tokens.end;
    if let Some(at) = past_of(window, end) {
        let near = draft.tokens.start.checked_sub(1).is_some_and(|before| window.is(before, "within"));
        if window.entry(at).is(PRONOUN) || near {
            return None;
        }
        return mass_or_count(window, at);
    }
    if let Some((at, _)) = super::change::follower(window, draft) {
        if window.is(at, "below") || window.is(at, "above") {
            return None;
        }
        let joint = window.is(at + 1, "in") || window.is(at + 1, "of") || window.is(at + 1, "to");
        let more = !window.entry(at).is(UP_NOUN | DOWN_NOUN);
        if joint && !more {
            return mass_or_count(window, past_determiners(window, at + 2));
        }
        return if more {
            mass_or_count(window, at + 1)
                .filter(|_| !window.is(at + 1, "than") && !window.word(at + 1).ends_with("ly"))
        } else {
            None
        };
    }
    if draft.is_money() && window.is(end, "in") {
        let phrase = noun::after(window, end + 1, true).or_else(|| noun::after(window, end + 1, false))?;
        let word = window.word(phrase.tokens.start);
        let odd = window.entry(phrase.head).period.is_some() || word.starts_with(char::is_uppercase);
        return (!odd).then_some(phrase);
    }
    if draft.is_time() && !draft.joined {
        return None;
    }
    let phrase = attributive(window, end, draft.joined)?;
    // "was 94% effective": an adjective, not what the share is of.
    let said_of = draft.is_percent()
        && !noun::is_plural(window.word(phrase.head), window.entry(phrase.head))
        && draft.tokens.start.checked_sub(1).is_some_and(|before| window.entry(before).is(AUXILIARY));
    (!said_of).then_some(phrase)
}

/// "£24 million investment", "12-mile stretch", "143km/h winds": a noun right after a measure.
fn attributive(window: &Window<'_>, at: usize, joined: bool) -> Option<Phrase> {
    let entry = window.entry(at);
    let dated = entry.relative.is_some() || entry.weekday.is_some() || entry.month.is_some();
    let word = window.word(at);
    let acts = !joined && entry_is_participle(word, entry.is(crate::vocabulary::NOUN)) || entry.is(PAST);
    if dated || acts || entry.is(LOOSE) || word.ends_with("ly") {
        return None;
    }
    let phrase = noun::after(window, at, true).or_else(|| noun::after(window, at, false))?;
    let word = window.word(phrase.head);
    let participle = word.ends_with("ed") || word.ends_with("ing") && !joined;
    (!participle && !window.entry(phrase.head).is(PAST)).then_some(phrase)
}

/// "110 mph toppled trees": a verb in "-ed", no noun phrase, stands after the measure.
fn entry_is_participle(word: &str, noun: bool) -> bool {
    word.len() > 4 && word.ends_with("ed") && !noun
}

fn mass_or_count(window: &Window<'_>, at: usize) -> Option<Phrase> {
    let noun = window.entry(at).is(crate::vocabulary::NOUN);
    if at > 0 && window.is(at - 1, "those") && entry_is_participle(window.word(at), noun) {
        return None;
    }
    let phrase = noun::after(window, at, true).or_else(|| noun::after(window, at, false))?;
    Some(past_hollow(window, phrase))
}

/// "Attendance: 21,864": the words before a colon name what is counted.
fn heading(window: &Window<'_>, start: usize, draft: &Draft) -> Option<usize> {
    let colon = draft.tokens.start.checked_sub(1).filter(|&at| window.is(at, ":"))?;
    let first = window.reading.sentences.get(window.reading.sentence_at(colon))?.tokens.start;
    let head = noun::before(window, first, colon)?;
    (start > colon && colon - first <= 4).then_some(head)
}

/// "restructuring charges of £8.4m", "gusts of 143km/h".
fn left_of(window: &Window<'_>, start: usize, draft: &Draft) -> Option<usize> {
    let mut of = draft.tokens.start.checked_sub(1).filter(|&at| at >= start)?;
    if window.entry(of).is(DETERMINER) && of > start {
        of -= 1;
    }
    let of = Some(of).filter(|&at| window.is(at, "of"))?;
    let head = noun::before(window, start, of)?;
    let entry = window.entry(head);
    if is_place(window, head) {
        return None;
    }
    let spans = window.is(head, "range") && draft.bound == corroborate_model::Bound::Range;
    let hollow = entry.is(HOLLOW) && (spans || draft.unit.is_none() || says_nothing(window, head));
    if !hollow && !entry.is(UP_NOUN | DOWN_NOUN) {
        return Some(head);
    }
    let from = head.checked_sub(1).filter(|&at| at >= start)?;
    let compound = noun::before(window, start, from + 1).filter(|_| !window.entry(from).is(DETERMINER));
    compound.filter(|&at| entry.is(UP_NOUN | DOWN_NOUN) && !is_adjective(window, at))
}

/// "on top of the 18,000", "at the end of the 12 months": where, not what.
fn is_place(window: &Window<'_>, head: usize) -> bool {
    [
        "top",
        "end",
        "start",
        "beginning",
        "middle",
        "side",
        "back",
        "front",
        "course",
        "part",
        "period",
        "space",
        "matter",
    ]
    .iter()
    .any(|word| window.is(head, word))
}

/// Whether the noun stands for a number only.
fn says_nothing(window: &Window<'_>, head: usize) -> bool {
    const EMPTY: [&str; 12] = [
        "number", "numbers", "total", "totals", "figure", "figures", "peak", "count", "sum", "average",
        "minimum", "maximum",
    ];
    EMPTY.iter().any(|word| window.is(head, word))
}

fn is_adjective(window: &Window<'_>, at: usize) -> bool {
    let word = window.word(at);
    [
        "al", "ic", "ous", "ive", "less", "ful", "ant", "ary", "sharp", "big", "small", "huge", "slight",
        "further", "new", "record", "net", "average",
    ]
    .iter()
    .any(|ending| word.ends_with(ending))
}

/// The object ("cut net debt by") or the subject ("revenue rose") of the verb that leads to the number.
fn by_verb(window: &Window<'_>, start: usize, draft: &Draft, lead: Lead) -> Option<usize> {
    if draft.is_time() {
        return None;
    }
    if draft.form == Form::Multiple {
        let verb = draft
            .tokens
            .start
            .checked_sub(1)
            .filter(|&at| at >= start && window.entry(at).is(UP_VERB | DOWN_VERB));
        return subject(window, start, verb.unwrap_or(draft.tokens.start));
    }
    let before = draft.change_word.filter(|&word| word < draft.tokens.start);
    let bounding = Some(draft.tokens.start)
        .filter(|&at| draft.bound != corroborate_model::Bound::Exact && window.entry(at).is(LEVEL));
    let before = before.or(bounding);
    let verb = before.or_else(|| copula(window, start, draft.tokens.start))?;
    let comma = usize::from(verb > start && window.word(verb - 1) == ",");
    let worth = noun::before(window, start, verb - comma).filter(|_| window.is(verb, "worth"));
    if worth.is_some() {
        return worth;
    }
    let takes = lead != Lead::None || window.entry(verb).is(crate::vocabulary::TRANSITIVE);
    if before.is_some()
        && takes
        && bounding.is_none()
        && let Some(head) = object(window, verb + 1, draft.tokens.start)
    {
        return Some(head);
    }
    if before.is_some()
        && bounding.is_none()
        && !window.entry(verb).is(UP_VERB | DOWN_VERB | AUXILIARY | PAST | VERB)
        && !window.is(verb, "up")
        && !window.is(verb, "down")
    {
        return None;
    }
    subject(window, start, verb)
}

/// A form of "be", or "reached", "stood at", "totalled" right before the number.
fn copula(window: &Window<'_>, start: usize, at: usize) -> Option<usize> {
    let near = (1..=4).filter_map(|back| at.checked_sub(back)).take_while(|&i| i >= start);
    for i in near {
        let entry = window.entry(i);
        if entry.is(LEVEL) {
            return Some(i);
        }
        let passes = entry.is(ADVERB)
            || ["at", "in", "to", "for", "the", "a", "record", "new"].iter().any(|word| window.is(i, word));
        if !passes {
            return None;
        }
    }
    None
}

/// The head of the noun phrase between a verb of change and its "by" or "to".
fn object(window: &Window<'_>, from: usize, to: usize) -> Option<usize> {
    let from = if window.is(from, "in") || window.is(from, "of") { from + 1 } else { from };
    let end = (from..to)
        .find(|&at| {
            let inner = window.past_hyphen(at) > at || window.kind(at) == Some(TokenKind::Word);
            window.entry(at).is(PREPOSITION) || !inner
        })
        .unwrap_or(to);
    let head = noun::before(window, from, end)?;
    let entry = window.entry(head);
    let number =
        entry.unit.is_some() || entry.multiple > 0.0 || entry.currency.is_some() || entry.value > 0.0;
    if entry.is(HOLLOW) && window.is(end, "of") {
        return first_head(window, end + 1, to);
    }
    (!number && !entry.is(ADVERB)).then_some(head)
}

/// Where the subject of the verb ends: before its auxiliaries, "expected to" and, of a direction, its verb.
fn subject_end(window: &Window<'_>, start: usize, verb: usize) -> usize {
    let mut end = past_auxiliaries(window, start, verb);
    if end > start && window.is(end - 1, "to") {
        end = past_auxiliaries(window, start, end - 1);
        let planned =
            ["expected", "set", "due", "likely", "forecast", "projected", "predicted", "going", "scheduled"];
        if end > start && planned.iter().any(|word| window.is(end - 1, word)) {
            end = past_auxiliaries(window, start, end - 1);
        }
    }
    let moved =
        end > start && window.entry(verb).is(UP_ADVERB | DOWN_ADVERB) && window.word(end - 1).ends_with("ed");
    if moved { end - 1 } else { end }
}

/// The first of the auxiliaries and adverbs before `end`.
fn past_auxiliaries(window: &Window<'_>, start: usize, mut end: usize) -> usize {
    while end > start
        && (window.entry(end - 1).is(AUXILIARY | ADVERB) || window.word(end - 1).ends_with("ly"))
    {
        end -= 1;
    }
    end
}

/// The head of the subject left of the verb.
fn subject(window: &Window<'_>, start: usize, verb: usize) -> Option<usize> {
    let end = subject_end(window, start, verb);
    let mut from = end;
    while from > start {
        let entry = window.entry(from - 1);
        let stops = window.kind(from - 1) == Some(TokenKind::Mark)
            && !matches!(window.word(from - 1), "-" | "'" | "’")
            || entry.is(SUBORDINATOR | VERB | PAST)
            || entry.is(AUXILIARY)
            || entry.is(CONJUNCTION) && from < end && starts_clause(window, from)
            || window.word(from - 1).len() > 4 && window.word(from - 1).ends_with("ed");
        if stops {
            break;
        }
        from -= 1;
    }
    if from == end && from > start {
        return across_aside(window, start, from);
    }
    if window.entry(from).is(PREPOSITION) {
        from = past_period(window, from, end)?;
    }
    first_head(window, from, end)
}

/// "the shares, which have risen", "exports, a third of output, fell": the noun before what stands aside and ends
/// before `from`.
fn across_aside(window: &Window<'_>, start: usize, from: usize) -> Option<usize> {
    let names = |head: &usize| {
        let entry = window.entry(*head);
        !entry.is(HOLLOW) && entry.unit.is_none() && entry.currency.is_none() && entry.period.is_none()
    };
    if relative(window, from - 1) {
        let comma = usize::from(from > start + 1 && window.word(from - 2) == ",");
        return noun::before(window, start, from - 1 - comma).filter(names);
    }
    if window.word(from - 1) != "," {
        return None;
    }
    let opened = (start..from - 1).rev().take(14).find(|&at| window.word(at) == ",")?;
    noun::before(window, start, opened).filter(names)
}

/// "[the shares,] which have risen".
fn relative(window: &Window<'_>, at: usize) -> bool {
    ["which", "who", "that"].iter().any(|word| window.is(at, word))
}

/// "In the past 12 months [referrals …]": the token after a period that opens the clause.
fn past_period(window: &Window<'_>, from: usize, end: usize) -> Option<usize> {
    let period = (from..end.min(from + 6)).find(|&at| {
        let entry = window.entry(at);
        entry.period.is_some() || entry.month.is_some() || entry.weekday.is_some()
    });
    period.map(|at| at + 1).filter(|&at| at < end)
}

/// Whether a determiner or noun and no coordination follows the conjunction before `at`.
fn starts_clause(window: &Window<'_>, at: usize) -> bool {
    window.entry(at).is(DETERMINER | PRONOUN) || window.is(at - 1, "but") || window.is(at - 1, "so")
}

/// The head of the first noun phrase in these tokens, hollow nouns passed over.
fn first_head(window: &Window<'_>, from: usize, to: usize) -> Option<usize> {
    let stop = (from..to).find(|&at| {
        let entry = window.entry(at);
        let number =
            matches!(window.kind(at), Some(TokenKind::Number | TokenKind::Symbol)) && window.spaced(at);
        let owned = at > from && window.word(at - 1).contains(['\'', '’']);
        let number = number && !owned;
        entry.is(PREPOSITION) && !window.is(at, "up") && at > from || number
    });
    let end = stop.unwrap_or(to);
    let head = noun::before(window, from, end)?;
    let entry = window.entry(head);
    let of = window.is(end, "of") || window.is(end, "in");
    if let Some(behind) = behind_name(window, head, end, to) {
        return Some(behind);
    }
    if entry.is(HOLLOW | UP_NOUN | DOWN_NOUN) && of && end < to {
        return first_head(window, end + 1, to);
    }
    if entry.is(HOLLOW) {
        let compound = noun::before(window, from, head)
            .filter(|&at| !window.entry(at).is(HOLLOW) && !is_adjective(window, at));
        return compound.or(Some(head).filter(|&at| !says_nothing(window, at)));
    }
    let vain =
        entry.is(PRONOUN) || entry.period.is_some() || entry.weekday.is_some() || entry.month.is_some();
    (!vain).then_some(head)
}

/// "Bank of America shares": the noun behind a name of several words.
fn behind_name(window: &Window<'_>, head: usize, of: usize, to: usize) -> Option<usize> {
    let capital = |at: usize| window.word(at).starts_with(char::is_uppercase);
    if !window.is(of, "of") || !capital(head) || !capital(of + 1) {
        return None;
    }
    let next = (of + 1..to).find(|&at| !capital(at))?;
    (next > of + 1 && noun::is_plural(window.word(next), window.entry(next))).then_some(next)
}

/// "arrested 31", "has safeguarded 32".
fn person_verb_before(window: &Window<'_>, start: usize, draft: &Draft) -> bool {
    let before = draft.tokens.start.checked_sub(1).filter(|&at| at >= start);
    before.is_some_and(|at| window.entry(at).is(PERSON_VERB))
}

/// The noun of the quantity before it in the same sentence.
fn inherit(window: &Window<'_>, draft: &mut Draft, previous: &[Draft]) {
    let aside = draft.change_word.is_some_and(|at| window.entry(at).is(UP_ADVERB | DOWN_ADVERB));
    let alike = |other: &&Draft| {
        let measured = draft.change_word.is_some() && draft.change_word == other.change_word;
        other.counted.as_deref().is_some_and(|noun| noun != "point" || draft.unit.is_none() && !measured)
            && !other.age
            && !other.is_time()
            && other.form != Form::Ordinal
            && (measured || aside || draft.unit == other.unit && draft.unit.is_none())
    };
    if let Some(other) = previous.iter().rev().find(alike) {
        draft.counted.clone_from(&other.counted);
        draft.resolved = true;
    }
}

/// Where the clause of a draft starts: after the last mark that parts clauses.
pub(super) fn clause_start(window: &Window<'_>, range: Range<usize>) -> usize {
    range
        .clone()
        .rev()
        .find(|&at| matches!(window.word(at), ";" | ":" | "—" | "\"" | "“"))
        .map_or(range.start, |at| at + 1)
}
