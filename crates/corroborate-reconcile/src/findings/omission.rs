//! Rule `omission`: a claim of the base with no counterpart in that source.
//!
//! Graded: a helpline, a qualification, a denial lost is a warning; so is a figure cut out of a sentence whose other figures
//! are kept. Background is a note. Not reported: header, byline, credits; a sentence told in other words or moved.

use corroborate_model::{BlockKind, Claim, Direction, FindingKind, HedgeClass, Payload, Polarity, Severity};

use super::{Draft, figures, halves};
use crate::comparison::{Comparison, Relation};
use crate::equivalence::clause::{clauses, denials, open_questions, quoted, trimmed};
use crate::equivalence::contact;
use crate::equivalence::cue::Line;
use crate::equivalence::quantity::{self, Values};
use crate::equivalence::told::{content, excerpt, told};
use crate::witness::{Class, Witness};

/// A sentence of which the other text holds less than this share is gone.
const GONE: f32 = 0.30;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    if comparison.relation != Relation::Copy {
        return;
    }
    let mut passage: Vec<usize> = Vec::new();
    for sentence in 0..comparison.base.analysis.sentences.len() {
        if !told_by_base(comparison, sentence) {
            continue;
        }
        if gone(comparison, sentence) || struck(comparison, sentence) {
            passage.push(sentence);
        } else {
            drafts.extend(figures_gone(comparison, sentence));
            let denial = denial_gone(comparison, sentence).or_else(|| halves::reply(comparison, sentence));
            let denial = denial.or_else(|| halves::apology(comparison, sentence));
            drafts.extend(denial.or_else(|| halves::half(comparison, sentence)));
        }
    }
    for sentence in passage {
        let mut draft = whole(comparison, sentence);
        match halves::reply(comparison, sentence) {
            Some(reply) => (draft.severity, draft.apart) = (reply.severity, reply.apart),
            // What somebody denied in so many words is gone, whatever else is told of it.
            None => draft.apart = draft.severity == Severity::Note && denied_aloud(comparison, sentence),
        }
        drafts.push(draft);
    }
}

/// Whether a sentence is a quotation that denies something.
fn denied_aloud(comparison: &Comparison<'_>, sentence: usize) -> bool {
    let line = Line::new(comparison.base, sentence);
    let parts = clauses(comparison.base, &line);
    let cues = denials(&line, &parts).into_iter().filter(|denial| denial.plain);
    cues.into_iter().any(|denial| quoted(comparison.base, comparison.base.span_of(denial.cue)))
}

/// A denial cut out of a sentence, or lost from a sentence that only names what others name too: no sentence of the other text
/// tells half of what is denied, or denies anything of it.
fn denial_gone(comparison: &Comparison<'_>, sentence: usize) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let line = Line::new(base, sentence);
    let parts = clauses(base, &line);
    let denial = denials(&line, &parts).into_iter().find(|denial| {
        let cue = base.span_of(denial.cue.clone());
        let weighty = denial.plain || CONTRADICTS.contains(&line.word(denial.cue.start));
        weighty
            && !quoted(base, cue)
            && !open_questions(&line, &parts).iter().any(|open| open.contains(&denial.cue.start))
    })?;
    let words = content(base, denial.scope.clone(), 8);
    if words.len() < 3 {
        return None;
    }
    let told_anywhere = (0..other.analysis.sentences.len()).any(|there| {
        let share = told(&comparison.weights, base, &words, other, there).map_or(0.0, |found| found.share);
        if share >= 0.5 {
            return true;
        }
        let line = Line::new(other, there);
        share >= 0.15 && !denials(&line, &clauses(other, &line)).is_empty()
    });
    if told_anywhere || comparison.links_of_base(sentence).iter().any(|link| link.score >= 0.7) {
        return None;
    }
    let clause = trimmed(base, denial.scope.clone());
    let message = format!("{{other}} leaves out a denial: {}", excerpt(base, clause));
    let mut draft =
        Draft::new(FindingKind::Omission, Severity::Warning, 0.55, message).toward(Direction::Lost);
    draft.base = Some(clause);
    Some(draft)
}

/// Words of somebody who contradicts.
const CONTRADICTS: &[&str] = &[
    "deny", "denies", "denied", "decline", "declines", "declined", "reject", "rejects", "rejected",
    "dispute", "disputes", "disputed",
];

fn told_by_base(comparison: &Comparison<'_>, sentence: usize) -> bool {
    let kind = comparison.base.kind_of(sentence);
    let words =
        comparison.base.sentence(sentence).tokens.clone().filter(|&t| comparison.base.is_word(t)).count();
    // "Notes to editors", "Not for publication.": what a block is called is no claim.
    let label = kind == BlockKind::Boilerplate
        && words < 5
        && comparison
            .base
            .claims_of(sentence)
            .all(|(_, claim)| matches!(claim.payload, Payload::Statement(_)));
    !label
        && kind.is_prose()
        && !matches!(kind, BlockKind::Byline | BlockKind::Headline | BlockKind::Subheading | BlockKind::Cite)
        && words >= 2
}

fn gone(comparison: &Comparison<'_>, sentence: usize) -> bool {
    let links = comparison.links_of_base(sentence);
    let held = links.first().map_or(0.0, |link| link.score);
    held < 0.5 && comparison.support_of_base(sentence) < GONE && !told_briefly(comparison, sentence)
}

/// Whether a sentence was struck from a text that is otherwise repeated: what stands before and after it stands together there,
/// word for word. Then it is gone, though a headline or a list tells part of it.
fn struck(comparison: &Comparison<'_>, sentence: usize) -> bool {
    /// A sentence of so few words is a label.
    const WORDS: usize = 5;
    let own = |base: usize| {
        let best = comparison.links_of_base(base).first().copied()?;
        let back = comparison.links_of_other(best.other).first().copied()?;
        (back.base == base).then_some(*best)
    };
    let told = |base: usize| comparison.base.kind_of(base).is_prose();
    let before = (0..sentence).rev().find(|&s| told(s));
    let after = (sentence + 1..comparison.base.analysis.sentences.len()).find(|&s| told(s));
    let repeated =
        |base: Option<usize>| base.and_then(own).filter(|link| link.score >= 0.95).map(|link| link.other);
    let together = match (repeated(before), repeated(after)) {
        (Some(x), Some(y)) => y == x + 1,
        (Some(x), None) => after.is_none() && x + 1 == comparison.other.analysis.sentences.len(),
        (None, Some(y)) => before.is_none() && y == 0,
        (None, None) => false,
    };
    let words =
        comparison.base.sentence(sentence).tokens.clone().filter(|&t| comparison.base.is_word(t)).count();
    words >= WORDS && together && own(sentence).is_none() && comparison.support_of_base(sentence) < 0.9
}

/// Whether one sentence of the other text holds half of what a short sentence tells: too little for a link, enough not to call it
/// gone.
fn told_briefly(comparison: &Comparison<'_>, sentence: usize) -> bool {
    let bag = &comparison.base.bags[sentence];
    let weight = |entries: &mut dyn Iterator<Item = u32>| {
        entries.map(|concept| comparison.weights.of(concept)).sum::<f32>()
    };
    let total = weight(&mut bag.iter().map(|entry| entry.0));
    // "No deaths have been reported" is told by a denial alone.
    let denies = |witness: &Witness<'_>, sentence: usize| {
        let line = Line::new(witness, sentence);
        denials(&line, &clauses(witness, &line)).iter().any(|denial| denial.plain)
    };
    let denied = denies(comparison.base, sentence);
    bag.len() <= 4
        && comparison.other.bags.iter().enumerate().any(|(there, other)| {
            let shared = &mut bag
                .iter()
                .map(|entry| entry.0)
                .filter(|c| other.binary_search_by_key(c, |e| e.0).is_ok());
            weight(shared) >= 0.38 * total.max(0.01) && (!denied || denies(comparison.other, there))
        })
}

fn whole(comparison: &Comparison<'_>, sentence: usize) -> Draft {
    let span = comparison.base.sentence(sentence).span;
    let (severity, what) = grade(comparison, sentence);
    let links = comparison.links_of_base(sentence);
    let confidence = if links.is_empty() { 0.9 } else { 0.7 };
    let message = format!("{{other}} leaves out {what}: {}", excerpt(comparison.base, span));
    let mut draft = Draft::new(FindingKind::Omission, severity, confidence, message).toward(Direction::Lost);
    draft.base = Some(span);
    draft.claim = comparison.base.claims_of(sentence).map(|(index, _)| index).next();
    draft
}

/// How much the loss of a sentence matters, and what to call it.
fn grade(comparison: &Comparison<'_>, sentence: usize) -> (Severity, &'static str) {
    let claims: Vec<&Claim> = comparison.base.claims_of(sentence).map(|(_, claim)| claim).collect();
    let helpline = claims.iter().filter_map(|claim| contact::payload(claim)).any(|contact| {
        crate::equivalence::contact::contacts(comparison.other).all(|(_, there)| there != contact)
    });
    if comparison.base.kind_of(sentence) == BlockKind::Boilerplate && !public_help(comparison, sentence) {
        return (Severity::Note, "a note to editors");
    }
    if helpline && public_help(comparison, sentence) {
        return (Severity::Warning, "where readers get help");
    }
    // What is half told elsewhere is not lost without a trace.
    let near = touches(comparison, sentence)
        && comparison.support_of_base(sentence) < 0.2
        && !told_otherwise(comparison, sentence);
    let provisional = |claim: &&Claim| {
        claim
            .hedges
            .iter()
            .any(|hedge| matches!(hedge.class, HedgeClass::Provisional | HedgeClass::Allegation))
    };
    let statement = |claim: &&&Claim| matches!(claim.payload, Payload::Statement(_));
    if near && claims.iter().filter(statement).any(|claim| claim.polarity == Polarity::Negated) {
        // What another sentence touches on may be told there in other words.
        let severity = if touched(comparison, sentence) { Severity::Note } else { Severity::Warning };
        return (severity, "a denial or limit");
    }
    if near && claims.iter().any(provisional) {
        return (Severity::Warning, "a qualification");
    }
    (Severity::Note, "a sentence")
}

/// Share of a sentence's weight that is enough for another sentence to touch on it.
const TOUCHED: f32 = 0.12;

/// Whether one sentence of the other text shares a telling word with a sentence.
fn touched(comparison: &Comparison<'_>, sentence: usize) -> bool {
    let bag = &comparison.base.bags[sentence];
    let total: f32 = bag.iter().map(|&(concept, _)| comparison.weights.of(concept)).sum();
    comparison.other.bags.iter().any(|there| {
        let shared = bag.iter().filter(|(c, class)| {
            *class != Class::Name && there.binary_search_by_key(c, |entry| entry.0).is_ok()
        });
        shared.map(|&(concept, _)| comparison.weights.of(concept)).sum::<f32>() >= TOUCHED * total.max(0.01)
    })
}

/// Whether the other text may tell a sentence in other words: a sentence of its own that denies or doubts something has a good part
/// of what is denied here, or one stands just where this one would stand.
fn told_otherwise(comparison: &Comparison<'_>, sentence: usize) -> bool {
    let (base, other) = (comparison.base, comparison.other);
    let linked =
        |there: usize| comparison.links_of_other(there).first().is_some_and(|link| link.score >= 0.6);
    let line = Line::new(base, sentence);
    let parts = clauses(base, &line);
    let words: Vec<usize> = denials(&line, &parts)
        .into_iter()
        .flat_map(|denial| content(base, denial.cue.end..denial.scope.end, 8))
        .filter(|&t| base.terms[t].class == Class::Word)
        .collect();
    let shares = |there: usize| {
        let found = told(&comparison.weights, base, &words, other, there);
        words.len() >= 2 && found.is_some_and(|found| found.share >= 0.2)
    };
    let denies = |there: usize| {
        let line = Line::new(other, there);
        let parts = clauses(other, &line);
        !denials(&line, &parts).is_empty() || !open_questions(&line, &parts).is_empty()
    };
    let near = other.sentences_with(words.iter().map(|&word| base.terms[word].concept));
    near.into_iter().any(|there| !linked(there) && shares(there) && denies(there))
        || comparison.stand_in(sentence).is_some_and(|there| there < other.analysis.sentences.len())
}

/// Whether a sentence tells the public where to turn.
fn public_help(comparison: &Comparison<'_>, sentence: usize) -> bool {
    const CUES: &[&str] =
        &["call", "ring", "dial", "helpline", "hotline", "report", "contact", "visit", "text"];
    let tokens = comparison.base.sentence(sentence).tokens.clone();
    let mut words = tokens.map(|t| comparison.base.folded(t));
    words.any(|word| CUES.contains(&word))
}

/// Whether the other text tells what stands just before or after: then the loss changes what is left.
fn touches(comparison: &Comparison<'_>, sentence: usize) -> bool {
    let neighbours = [sentence.checked_sub(1), Some(sentence + 1)];
    neighbours
        .into_iter()
        .flatten()
        .any(|s| comparison.links_of_base(s).first().is_some_and(|link| link.score > 0.4))
}

/// Figures cut out of a sentence that the other text tells otherwise.
fn figures_gone(comparison: &Comparison<'_>, sentence: usize) -> Option<Draft> {
    let of = |claim: usize| comparison.quantities_of_base(claim);
    let figures: Vec<(usize, &Claim)> = comparison
        .base
        .claims_of(sentence)
        .filter(|(_, claim)| {
            quantity::payload(claim)
                .is_some_and(|q| !q.ordinal && !q.age && q.unit.is_none() && q.counted.is_some())
        })
        .collect();
    let kept = figures.iter().filter(|(index, _)| of(*index).any(|m| m.values != Values::Conflict)).count();
    let gone: Vec<(usize, &Claim)> = figures
        .into_iter()
        .filter(|(index, _)| of(*index).next().is_none() && kept > 0 && !repeated(comparison, *index))
        .filter(|(_, claim)| !noun_told(comparison, claim) && !worked_out(comparison, sentence, claim))
        .collect();
    lost_figures(comparison, &gone)
}

/// Whether a linked sentence gives the figure added to another one of its sentence, or taken from it: "11 of the 16" as "five of 16".
fn worked_out(comparison: &Comparison<'_>, sentence: usize, claim: &Claim) -> bool {
    let value = |claim: &Claim| quantity::payload(claim).and_then(|q| q.value().or(q.low));
    let Some(gone) = value(claim) else { return false };
    let levels: Vec<f64> =
        comparison.base.claims_of(sentence).filter_map(|(_, claim)| value(claim)).collect();
    comparison.links_of_base(sentence).iter().any(|link| {
        let told = comparison.other.claims_of(link.other).filter_map(|(_, claim)| value(claim));
        told.filter(|value| !levels.contains(value))
            .any(|value| levels.iter().any(|level| level + gone == value || (level - gone).abs() == value))
    })
}

/// Whether the sentences that tell the rest still speak of what was counted.
fn noun_told(comparison: &Comparison<'_>, claim: &Claim) -> bool {
    let Some(span) = quantity::payload(claim).and_then(|q| q.counted_span) else { return false };
    let nouns: Vec<u32> = comparison.base.tokens_in(span).map(|t| comparison.base.terms[t].concept).collect();
    comparison.links_of_base(claim.sentence).iter().any(|link| {
        nouns
            .iter()
            .any(|noun| comparison.other.bags[link.other].binary_search_by_key(noun, |entry| entry.0).is_ok())
    })
}

/// Whether the base gives the same figure elsewhere, where the other text has it.
fn repeated(comparison: &Comparison<'_>, claim: usize) -> bool {
    let value = quantity::payload(comparison.base.claim(claim)).and_then(|q| q.value());
    comparison.quantities.iter().any(|m| {
        m.values == Values::Same
            && value.is_some()
            && quantity::payload(comparison.base.claim(m.base)).and_then(|q| q.value()) == value
    })
}

/// One draft for all figures that a sentence lost.
fn lost_figures(comparison: &Comparison<'_>, gone: &[(usize, &Claim)]) -> Option<Draft> {
    let &(index, claim) = gone.first()?;
    let words: Vec<String> =
        gone.iter().map(|(_, claim)| format!("“{}”", comparison.base.words(claim.span))).collect();
    let message = format!("{{other}} keeps other figures of the sentence, but not {}", words.join(" and "));
    let mut draft = Draft::new(FindingKind::Omission, Severity::Warning, 0.6, message)
        .toward(Direction::Lost)
        .about(index);
    draft.base = Some(figures::place(comparison.base, claim));
    draft.base_focus = Some(claim.span);
    Some(draft)
}
