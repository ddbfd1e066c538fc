//! A share of one thing told as a share of another: "six of the 120 samples" as "one in 20 of the products".
//!
//! Shares are read from "one in five …", "six of the 120 …" and "38 per cent of …". Told only where the base has one share of
//! that size. Not here: a half, which is said of anything.

use corroborate_model::{Direction, FindingKind, Severity, Span};

use super::Draft;
use super::counted_thing::human;
use crate::comparison::Comparison;
use crate::equivalence::quantity;
use crate::witness::{Class, Witness};

/// A share of something.
struct Share {
    ratio: f64,
    /// Concepts of the words that name what it is a share of.
    whole: Vec<u32>,
    noun: String,
    sentence: usize,
    span: Span,
}

/// Drafts for shares of another whole.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    let base = read(comparison.base);
    let mut drafts = Vec::new();
    for there in read(comparison.other) {
        let mut same = base.iter().filter(|here| (here.ratio - there.ratio).abs() < 0.0015);
        let (Some(here), None) = (same.next(), same.next()) else { continue };
        let linked = comparison.link(here.sentence, there.sentence).is_some();
        let shared = here.whole.iter().any(|concept| there.whole.contains(concept));
        let loose = human(&here.noun) && matches!(there.noun.as_str(), "people" | "them" | "those");
        if shared || loose || !linked && here.ratio > 0.3 {
            continue;
        }
        let message = format!(
            "{{base}} has a share of something else, “{}”, than {{other}}, “{}”",
            comparison.base.words(here.span),
            comparison.other.words(there.span)
        );
        drafts.push(
            Draft::new(FindingKind::Scope, Severity::Warning, if linked { 0.7 } else { 0.55 }, message)
                .between(here.span, there.span)
                .focus(Some(here.span), Some(there.span))
                .toward(Direction::Wider),
        );
    }
    drafts
}

fn read(witness: &Witness<'_>) -> Vec<Share> {
    let mut shares = Vec::new();
    for (sentence, found) in witness.analysis.sentences.iter().enumerate() {
        let tokens = found.tokens.clone();
        let value = |t: usize| number(witness, sentence, t);
        for t in tokens.clone().filter(|&t| witness.terms[t].class == Class::Number) {
            let word = |at: usize| witness.folded(at);
            // "One in five families", "one in 20 of the kettles".
            let (ratio, mut at) = if word(t + 1) == "in" {
                let (Some(part), Some(of)) = (value(t), value(t + 2)) else { continue };
                (part / of, t + 3)
            } else if word(t + 1) == "of" && word(t + 2) == "the" {
                let (Some(part), Some(of)) = (value(t), value(t + 3)) else { continue };
                (part / of, t + 4)
            } else {
                continue;
            };
            while at < tokens.end && matches!(word(at), "of" | "the" | "all" | "its" | "their" | "those") {
                at += 1;
            }
            let whole: Vec<usize> =
                (at..tokens.end).take_while(|&n| witness.terms[n].class == Class::Word).take(3).collect();
            let (Some(&first), Some(&last)) = (whole.first(), whole.last()) else { continue };
            if ratio <= 0.0 || ratio >= 0.49 {
                continue;
            }
            shares.push(Share {
                ratio,
                whole: whole.iter().map(|&n| witness.terms[n].concept).collect(),
                noun: word(first).trim_end_matches('s').to_owned(),
                sentence,
                span: witness.span_of(t..last + 1),
            });
        }
    }
    shares
}

/// The value of the number that a token is part of.
fn number(witness: &Witness<'_>, sentence: usize, token: usize) -> Option<f64> {
    let span = witness.analysis.tokens.get(token)?.span;
    let read = witness.claims_of(sentence).filter_map(|(_, claim)| quantity::payload(claim));
    let claimed = read.filter(|q| q.number_span == span).find_map(|q| q.value());
    claimed
        .or_else(|| witness.words(span).replace(',', "").parse().ok())
        .or_else(|| spelled(witness.folded(token)))
}

fn spelled(word: &str) -> Option<f64> {
    const WORDS: &[&str] =
        &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.iter().position(|known| *known == word).map(|at| (at + 1) as f64)
}
