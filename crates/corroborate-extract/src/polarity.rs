//! Whether a clause affirms or denies.
//!
//! The main verb counts, and what a verb of speech reports. A denied complement ("asked people not to panic") leaves
//! the clause affirmed, a relative or subordinate clause after the verb does not count, and "not only", "no fewer than"
//! and the like deny nothing. Deliberately not here: "without", which denies a circumstance, not the clause.

use std::ops::Range;

use corroborate_model::Polarity;

use crate::lexicon::{CueClass, Entry, Negation, Tags};
use crate::scan::{Hit, Scan};

/// The polarity of a clause with these phrases.
pub(crate) fn polarity(scan: &Scan<'_>, hits: &[Hit], clause: Range<usize>) -> Polarity {
    if !hits.iter().any(|hit| matches!(hit.entry, Entry::Negation(_))) {
        return Polarity::Affirmed;
    }
    let negated = main_parts(scan, clause).into_iter().any(|part| {
        scan.hits_in(part.clone()).iter().any(|hit| match hit.entry {
            Entry::Negation(negation) => hit.end <= part.end && denies(scan, &part, hit, negation),
            _ => false,
        })
    });
    if negated { Polarity::Negated } else { Polarity::Affirmed }
}

/// The clause without a subordinate clause in front, without those after its verb, and without a relative clause that
/// stands between its subject and its verb.
fn main_parts(scan: &Scan<'_>, clause: Range<usize>) -> [Range<usize>; 2] {
    let mut start = clause.start;
    if scan.is(start, Tags::SUBORDINATOR)
        && let Some(comma) = clause.clone().find(|&at| scan.word(at) == ",")
    {
        start = comma + 1;
    }
    let mut verb = false;
    for at in start..clause.end {
        let relative = scan.is(at, Tags::RELATIVE) && !scan.is(at, Tags::CAPITAL);
        let opens = relative || scan.is(at, Tags::SUBORDINATOR) && !scan.is(at, Tags::CAPITAL);
        if opens && verb && at > start && !is_reported(scan, start, at) && !is_preposition(scan, at) {
            return [start..at, at..at];
        }
        if relative && !verb && at > start {
            return [start..at, after_relative(scan, at..clause.end)..clause.end];
        }
        verb |= scan.is_verb(at);
    }
    [start..clause.end, clause.end..clause.end]
}

/// Where the main verb stands after a relative clause: the second group of verbs from there.
fn after_relative(scan: &Scan<'_>, range: Range<usize>) -> usize {
    let group = Tags::FINITE.or(Tags::BE).or(Tags::ADVERB).or(Tags::NONFINITE).or(Tags::PAST);
    let first = range.clone().find(|&at| scan.is_verb(at)).unwrap_or(range.end);
    let after = (first..range.end).find(|&at| !scan.is(at, group)).unwrap_or(range.end);
    (after..range.end).find(|&at| scan.is(at, Tags::FINITE)).unwrap_or(range.end)
}

/// Whether "that" (or "whether") follows a verb of speech or thought, so that the clause after it is what is said.
fn is_reported(scan: &Scan<'_>, start: usize, at: usize) -> bool {
    let cue = |hit: &Hit| matches!(hit.entry, Entry::Cue(class) if class != CueClass::Source);
    scan.word(at) == "that" && scan.hits_in(at.saturating_sub(8).max(start)..at).iter().any(cue)
}

/// "before the match", "after 54 minutes", "since 2014": prepositions there.
fn is_preposition(scan: &Scan<'_>, at: usize) -> bool {
    scan.is(at, Tags::PREPOSITION) && !scan.has_verb(at + 1..at + 6)
}

fn denies(scan: &Scan<'_>, main: &Range<usize>, hit: &Hit, negation: Negation) -> bool {
    let before = hit.start.checked_sub(1).filter(|&before| before >= main.start);
    let last = scan.word(hit.end - 1);
    match negation {
        Negation::Void => false,
        Negation::Verb if last == "not" && scan.word(hit.end) == "to" => {
            // "decided not to appeal" denies the appeal as a whole; "asked people not to panic" asks.
            before.is_some_and(|before| {
                const VERBS: [&str; 6] = ["decid", "chose", "appear", "seem", "tend", "prove"];
                VERBS.iter().any(|stem| scan.word(before).starts_with(stem))
            })
        }
        Negation::Verb if last.eq_ignore_ascii_case("never") && scan.word(hit.end) == "to" => false,
        Negation::Verb => true,
        Negation::Subject => {
            let adjunct =
                before.is_some_and(|before| scan.is(before, Tags::PREPOSITION) && !scan.is(before, Tags::BE));
            !adjunct && scan.word(hit.end) != "."
        }
        Negation::Denial => {
            before.is_none_or(|before| !scan.is(before, Tags::DETERMINER.or(Tags::PREPOSITION)))
        }
    }
}
