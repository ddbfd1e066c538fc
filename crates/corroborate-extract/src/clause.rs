//! Cuts sentences into main clauses.
//!
//! A cut is made at a semicolon, and at a coordinator ("and", "but", "while", …) that is followed by a subject and a
//! verb of its own where the clause before it has one too. Subordinate and relative clauses stay with their main
//! clause. Deliberately not here: a parser; where the words do not tell, nothing is cut.

use std::ops::Range;

use corroborate_model::TokenKind;

use crate::lexicon::Tags;
use crate::scan::Scan;

/// How far after a coordinator the verb of its clause is looked for, in tokens.
const REACH: usize = 14;

/// The main clauses of a row of tokens, in order, without the coordinators and marks between them.
pub(crate) fn clauses(scan: &Scan<'_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = tokens.start;
    let mut verb = false;
    for at in tokens.clone() {
        if verb && at > start {
            let mark = scan.kind(at) == Some(TokenKind::Mark);
            let next =
                if mark && scan.word(at) == ";" { Some(at + 1) } else { splits(scan, &tokens, at, start) };
            if let Some(next) = next {
                push(scan, &mut clauses, start..at);
                (start, verb) = (next, false);
            }
        }
        verb |= scan.is_verb(at);
    }
    push(scan, &mut clauses, start..tokens.end);
    clauses
}

fn push(scan: &Scan<'_>, clauses: &mut Vec<Range<usize>>, range: Range<usize>) {
    let trimmed = trim(scan, range);
    if !trimmed.is_empty() {
        clauses.push(trimmed);
    }
}

/// Without marks at both ends; a bracket or quotation mark whose partner stands inside stays.
pub(crate) fn trim(scan: &Scan<'_>, range: Range<usize>) -> Range<usize> {
    let mark = |at: usize| scan.kind(at) == Some(TokenKind::Mark);
    let (mut start, mut end) = (range.start, range.end);
    while start < end && mark(start) && !is_paired(scan, start, start + 1..end) {
        start += 1;
    }
    while end > start && mark(end - 1) && !is_paired(scan, end - 1, start..end - 1) {
        end -= 1;
    }
    start..end
}

/// Tokens between which two marks can be a pair.
const PAIR_REACH: usize = 512;

/// Whether the partner of the mark at `at` stands in `range`, and no other mark of its kind.
fn is_paired(scan: &Scan<'_>, at: usize, range: Range<usize>) -> bool {
    let partner = match scan.word(at) {
        ")" => "(",
        "(" => ")",
        "]" => "[",
        "[" => "]",
        "”" => "“",
        "“" => "”",
        "’" => "‘",
        "‘" => "’",
        mark @ ("\"" | "'") => mark,
        _ => return false,
    };
    // A partner further off is none, and a second one is enough to know.
    range.take(PAIR_REACH).filter(|&token| scan.word(token) == partner).take(2).count() == 1
}

/// Where the next clause starts, if one is split off at `at`.
fn splits(scan: &Scan<'_>, tokens: &Range<usize>, at: usize, start: usize) -> Option<usize> {
    let comma = scan.kind(at) == Some(TokenKind::Mark) && scan.word(at) == ",";
    let joint = if comma { at + 1 } else { at };
    if !scan.is(joint, Tags::COORDINATOR.or(Tags::SUBORDINATOR)) {
        return None;
    }
    if joint + 2 >= tokens.end || (!comma && scan.word(at.wrapping_sub(1)) == ",") {
        return None;
    }
    let coordinates = matches!(scan.word(joint), "and" | "but" | "so" | "yet" | "or" | "nor");
    let contrasts = matches!(scan.word(joint), "while" | "although" | "though" | "whereas" | "whilst");
    let subject = joint + 1;
    let found = match (comma, coordinates, contrasts) {
        (true, true, _) => own_clause(scan, tokens, subject, REACH),
        (true, _, true) => own_clause(scan, tokens, subject, REACH),
        (false, true, _) if scan.word(joint) != "or" => {
            let helped = (start..at).any(|token| scan.is(token, Tags::FINITE));
            let opens = scan.is(subject, Tags::PRONOUN.or(Tags::DETERMINER).or(Tags::POSSESSIVE))
                || scan.is(subject, Tags::CAPITAL);
            helped && opens && own_clause(scan, tokens, subject, 6) && !inside_subordinate(scan, start, at)
        }
        _ => false,
    };
    found.then_some(subject)
}

/// Whether a subject and then a verb that carries a clause stand at `subject`.
fn own_clause(scan: &Scan<'_>, tokens: &Range<usize>, subject: usize, reach: usize) -> bool {
    if scan.is(subject, Tags::CONTRACTED) {
        return true;
    }
    let opens = Tags::PREPOSITION.or(Tags::FINITE).or(Tags::BE).or(Tags::RELATIVE);
    let noun = Tags::PRONOUN.or(Tags::CAPITAL);
    if scan.is(subject, opens) && !scan.is(subject, noun) && !scan.is_verb(subject + 1) {
        return false;
    }
    let end = tokens.end.min(subject + reach);
    let stop = |at: usize| {
        matches!(scan.word(at), "," | ";" | ":" | "–" | "—" | "to")
            || (at > subject && scan.is(at, Tags::RELATIVE.or(Tags::SUBORDINATOR).or(Tags::COORDINATOR)))
    };
    let range = subject..(subject..end).find(|&at| stop(at)).unwrap_or(end);
    if range.clone().skip(1).any(|at| scan.is(at, Tags::FINITE)) {
        return true;
    }
    // "X rescued 23 people": a past form needs a short subject before it.
    range
        .skip(1)
        .take(4)
        .any(|at| scan.is_verb(at) && !scan.is(at - 1, Tags::DETERMINER.or(Tags::POSSESSIVE)))
}

/// Whether a word that opens a subordinate clause stands in the clause so far, so that "and" may join inside it.
fn inside_subordinate(scan: &Scan<'_>, start: usize, at: usize) -> bool {
    (start..at).rev().take(12).any(|token| {
        scan.is(token, Tags::RELATIVE)
            || matches!(scan.word(token), "that" | "if" | "because" | "when" | "between" | "both")
    })
}

#[cfg(test)]
mod tests {
    use super::clauses;
    use crate::scan::Scan;
    use crate::testing::{body, read};

    #[test]
    fn cuts_where_a_new_subject_and_verb_follow() {
        for (text, expected) in [
            (
                "The fault is old, but no cause has been found.",
                vec!["The fault is old", "no cause has been found"],
            ),
            ("The road was shut; it opens on Friday.", vec!["The road was shut", "it opens on Friday"]),
            ("It took 40 calls and rescued 23 people.", vec!["It took 40 calls and rescued 23 people"]),
            (
                "The work is continuing and no date has been set.",
                vec!["The work is continuing", "no date has been set"],
            ),
            ("Homes, farms and shops were flooded.", vec!["Homes, farms and shops were flooded"]),
            ("Sales rose, while costs fell by half.", vec!["Sales rose", "costs fell by half"]),
            ("Ann and Bob were there.", vec!["Ann and Bob were there"]),
        ] {
            read(&body(text), |reading| {
                let scan = Scan::new(reading, &crate::OwnWords::default());
                let found: Vec<&str> =
                    clauses(&scan, 0..scan.keys.len()).into_iter().map(|range| scan.text(range)).collect();
                assert_eq!(found, expected, "{text}");
            });
        }
    }
}
