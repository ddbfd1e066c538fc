//! Hedges: words that weaken a clause or mark it as not proven.
//!
//! Deliberately not here: bounds of numbers ("up to", "about"), which belong to quantities.

use std::ops::Range;

use corroborate_model::{Hedge, HedgeClass, Span};

use crate::lexicon::{Entry, Tags};
use crate::scan::{Hit, Scan};

/// The hedges among the phrases of a clause, in order.
pub(crate) fn hedges(scan: &Scan<'_>, hits: &[Hit], clause: Range<usize>) -> Vec<Hedge> {
    hits.iter().filter(|hit| hit.end <= clause.end).filter_map(|hit| hedge(scan, hit)).collect()
}

fn hedge(scan: &Scan<'_>, hit: &Hit) -> Option<Hedge> {
    let Entry::Hedge(class) = hit.entry else { return None };
    if !is_meant(scan, hit) {
        return None;
    }
    let span = scan.span(hit.start..hit.end);
    Some(Hedge { text: span.of(scan.reading.text()).to_owned(), span, class })
}

/// Leaves out words that only look like hedges where they stand: the month of May, "can" with a brand, a plan that is a
/// drawing, a suspect that is a noun.
fn is_meant(scan: &Scan<'_>, hit: &Hit) -> bool {
    let before = hit.start.wrapping_sub(1);
    let initial = scan
        .reading
        .sentences
        .get(scan.sentence_at(scan.span(hit.start..hit.end).start()))
        .is_some_and(|s| s.tokens.start == hit.start);
    match scan.word(hit.start) {
        "May" | "Can" | "Might" if hit.end == hit.start + 1 => {
            initial && scan.is(hit.end, Tags::PRONOUN.or(Tags::DETERMINER).or(Tags::POSSESSIVE))
        }
        "can" if hit.end == hit.start + 1 => !scan.is(before, Tags::DETERMINER.or(Tags::PREPOSITION)),
        "appeared" | "appear" | "appears" => {
            !matches!(scan.word(hit.end), "in" | "before" | "on" | "at" | "with")
        }
        "draft" | "target" => scan.word(before) != "the",
        // "The proposal" names a plan; "a proposal to" makes one.
        "proposal" | "proposals" if hit.end == hit.start + 1 => {
            !["the", "The", "this", "This", "that", "these", "These"].contains(&scan.word(before))
                || matches!(scan.word(hit.end), "to" | "for" | "that")
        }
        // "Could not agree" says what did not happen.
        "could" if hit.end == hit.start + 1 && scan.word(hit.end) == "not" => {
            scan.word(hit.end + 1) == "have"
        }
        // "Donations may be made to": readers are allowed to.
        "may" if scan.word(hit.end.wrapping_sub(1)) == "be" => !PUBLIC.contains(&scan.word(before)),
        _ => {
            let name = scan.is(hit.start, Tags::CAPITAL) && !scan.is(hit.start, Tags::SHOUTED);
            !name || initial || hit.end > hit.start + 1
        }
    }
}

/// What the public is invited to send or ask.
const PUBLIC: &[&str] = &[
    "donations",
    "Donations",
    "contributions",
    "Contributions",
    "questions",
    "Questions",
    "comments",
    "Comments",
    "objections",
    "Objections",
    "applications",
    "Applications",
    "tickets",
    "Tickets",
    "flowers",
    "Flowers",
    "tributes",
    "Tributes",
    "copies",
    "Copies",
];

/// The hedges among these in whose scope something at `span` lies: those before it in its clause, and those after it
/// that speak of it (a verb or a judgement, with no relative clause between).
pub(crate) fn over(scan: &Scan<'_>, hedges: &[Hedge], span: Span) -> Vec<Hedge> {
    let reaches = |hedge: &&Hedge| {
        if hedge.span.overlaps(span) {
            return true;
        }
        let before = hedge.span.end() <= span.start();
        match hedge.class {
            HedgeClass::Limiter => before && span.start() - hedge.span.end() < 12,
            HedgeClass::Allegation => before,
            _ if before => true,
            _ => {
                let between = scan.tokens_in(Span::new(span.end(), hedge.span.start()));
                !between.clone().any(|token| scan.is(token, Tags::RELATIVE.or(Tags::SUBORDINATOR)))
                    && between.len() < 16
            }
        }
    };
    hedges.iter().filter(reaches).cloned().collect()
}
