//! Causal links, from mere coincidence to a cause.
//!
//! The strongest link of a clause counts. Deliberately not here: what is the cause and what the effect, and links that
//! no word tells.

use std::ops::Range;

use corroborate_model::{Causal, CausalStrength, TokenKind};

use crate::lexicon::{Entry, Tags};
use crate::scan::{Hit, Scan};

/// The strongest causal link among the phrases of a clause; of several, the first.
pub(crate) fn link(scan: &Scan<'_>, hits: &[Hit], clause: Range<usize>) -> Option<Causal> {
    let mut best: Option<(CausalStrength, &Hit)> = None;
    for hit in hits {
        if let Entry::Causal(Some(strength)) = hit.entry
            && hit.end <= clause.end
            && is_meant(scan, &clause, hit, strength)
            && best.is_none_or(|(known, _)| strength > known)
        {
            best = Some((strength, hit));
        }
    }
    let (strength, hit) = best?;
    let span = scan.span(hit.start..hit.end);
    Some(Causal { cue: span.of(scan.reading.text()).to_owned(), span, strength })
}

/// Leaves out nouns ("the cause", "one result"), dates ("after 54 minutes" is kept, "since 2014" is not), and words
/// that link no two events.
fn is_meant(scan: &Scan<'_>, clause: &Range<usize>, hit: &Hit, strength: CausalStrength) -> bool {
    let before = hit.start.checked_sub(1).filter(|&before| before >= clause.start);
    let single = hit.end == hit.start + 1;
    let noun = single
        && before.is_some_and(|before| {
            scan.is(before, Tags::DETERMINER.or(Tags::POSSESSIVE))
                && !scan.is(before, Tags::PRONOUN.or(Tags::RELATIVE))
                || matches!(scan.word(before), "no" | "the" | "a" | "to" | "-")
        });
    match (strength, scan.word(hit.start)) {
        (CausalStrength::Coincidence, "since" | "before" | "once") if single => {
            let month = scan.is(hit.end, Tags::CALENDAR) && scan.is(hit.end, Tags::CAPITAL);
            scan.kind(hit.end) != Some(TokenKind::Number)
                && !month
                && scan.has_verb(hit.end..(hit.end + 8).min(clause.end))
        }
        (CausalStrength::Coincidence, "with") if single => {
            hit.start == clause.start || before.is_some_and(|at| scan.word(at) == ",")
        }
        (CausalStrength::Coincidence, "as" | "while" | "when") if single => {
            hit.start == clause.start || scan.has_verb(hit.end..(hit.end + 10).min(clause.end))
        }
        (CausalStrength::Association, "saw" | "seen" | "see" | "sees" | "seeing") if single => {
            scan.is(hit.end, Tags::DETERMINER)
                || (hit.end..(hit.end + 4).min(clause.end)).any(|at| is_change(scan.word(at)))
        }
        (CausalStrength::Cause, "down") => {
            scan.word(before.unwrap_or(usize::MAX)) != "come"
                && before.is_some_and(|before| scan.is(before, Tags::BE.or(Tags::ADVERB)))
        }
        (
            CausalStrength::Cause,
            "trigger" | "cause" | "causes" | "drives" | "powers" | "forces" | "prompts" | "sparks",
        ) => !noun && before.is_some(),
        (CausalStrength::Contribution, "helped" | "allowed" | "enabled") if single => !noun,
        _ => !noun || strength == CausalStrength::Coincidence,
    }
}

fn is_change(word: &str) -> bool {
    matches!(
        word,
        "rise"
            | "rises"
            | "increase"
            | "increases"
            | "fall"
            | "drop"
            | "surge"
            | "growth"
            | "decline"
            | "jump"
            | "spike"
            | "decrease"
            | "offenders"
    )
}
