//! Rule `order`: parts of one speech shown in another order, and a sentence moved so that its pronoun means somebody else.

use std::ops::Range;

use corroborate_model::{FindingKind, NameClass, Severity, Span};
use foldhash::{HashMap, HashMapExt as _};

use super::Draft;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::quotation::{Piece, excerpt};
use crate::witness::Witness;

/// A piece of so many words is a part of the speech, not a catchword.
const PART: usize = 6;

/// At most two drafts: a sentence whose pronoun came to mean somebody else, and the first place where a speech goes back.
pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    if comparison.relation != Relation::Copy {
        return;
    }
    drafts.extend(pronouns(comparison));
    let mut seen = vec![false; comparison.base.terms.len()];
    let mut last: HashMap<Result<&str, usize>, (Segment, &Piece)> = HashMap::new();
    for found in &comparison.quotations.matches {
        for piece in found.pieces.iter().filter(|piece| piece.words >= PART) {
            let Some(claim) = piece.base_claim.filter(|_| !seen[piece.base.clone()].contains(&true)) else {
                continue;
            };
            seen[piece.base.clone()].fill(true);
            let attribution = comparison.base.claim(claim).attribution.as_ref();
            // Unnamed speakers are told apart by their quotations.
            let speaker = attribution.and_then(|attribution| attribution.speaker.as_deref()).ok_or(claim);
            let segment = (found.other, found.segment);
            let passed = last.insert(speaker, (segment, piece));
            if let Some((_, before)) = passed.filter(|&first| turned(comparison, first, (segment, piece))) {
                drafts.push(draft(comparison, before, piece).about(claim));
                return;
            }
        }
    }
}

/// A sentence that begins with a pronoun, kept word for word but set behind a sentence about somebody else.
fn pronouns(comparison: &Comparison<'_>) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let leads = |witness: &Witness<'_>, sentence: usize| {
        let first = witness.sentence(sentence).tokens.clone().find(|&t| witness.is_word(t));
        first.is_some_and(|t| {
            ["he", "she"]
                .iter()
                .any(|word| witness.words(witness.analysis.tokens[t].span).eq_ignore_ascii_case(word))
        })
    };
    comparison.links.iter().filter(|link| link.score >= 0.97).find_map(|link| {
        if !leads(base, link.base) || !leads(other, link.other) {
            return None;
        }
        let (was, is) = (person_before(base, link.base)?, person_before(other, link.other)?);
        // What stood before it is still told: it was not left out, but parted from it.
        let kept = comparison.links_of_base(link.base - 1).first().is_some_and(|link| link.score >= 0.5);
        let apart =
            |witness: &Witness<'_>, s: usize| witness.sentence(s).block != witness.sentence(s - 1).block;
        if !kept || apart(base, link.base) || apart(other, link.other) {
            return None;
        }
        let surname = |name: Span, witness: &Witness<'_>| {
            witness.tokens_in(name).last().map(|t| witness.terms[t].exact)
        };
        let (a, b) = (surname(was, base), surname(is, other));
        // Both have to be people of the base.
        let known = base.analysis.names.iter().any(|name| surname(name.span, base) == b);
        let (here, there) = (base.sentence(link.base).span, other.sentence(link.other).span);
        (a != b && known).then(|| {
            let message = format!(
                "“{}” follows “{}” in {{base}} and “{}” in {{other}}, so that it is told of somebody else",
                other.words(there),
                base.words(was),
                other.words(is)
            );
            Draft::new(FindingKind::Order, Severity::Error, 0.75, message)
                .between(here, there)
                .focus(Some(here), Some(there))
        })
    })
}

/// The first person named in the nearest of the three sentences before that names one.
fn person_before(witness: &Witness<'_>, sentence: usize) -> Option<Span> {
    (sentence.saturating_sub(3)..sentence).rev().find_map(|before| {
        let before = witness.sentence(before).span;
        let mut names = witness.analysis.names.iter().filter(|name| name.class == NameClass::Person);
        names.find(|name| before.contains(name.span)).map(|name| name.span)
    })
}

/// Claim and segment of the other text.
type Segment = (usize, usize);

/// Whether the second piece stands before the first in the base, in another paragraph or quotation, and is shown apart.
fn turned(comparison: &Comparison<'_>, first: (Segment, &Piece), second: (Segment, &Piece)) -> bool {
    let (before, after) = (first.1, second.1);
    let block = |piece: &Piece| block(comparison.base, &piece.base);
    after.base.end <= before.base.start
        && (before.base_claim != after.base_claim || block(before) != block(after))
        && first.0 != second.0
}

fn block(witness: &Witness<'_>, tokens: &Range<usize>) -> Option<usize> {
    let sentence = witness.sentence_at(witness.span_of(tokens.clone()).start())?;
    Some(witness.sentence(sentence).block)
}

fn draft(comparison: &Comparison<'_>, before: &Piece, after: &Piece) -> Draft {
    let show = |tokens: &Range<usize>| excerpt(comparison.other, tokens.clone(), tokens.start..tokens.start);
    let message = format!(
        "{{other}} gives the parts of the speech in another order: {} comes before {}, which {{base}} has first",
        show(&before.other),
        show(&after.other),
    );
    Draft::new(FindingKind::Order, Severity::Note, 0.7, message)
        .between(comparison.base.span_of(after.base.clone()), comparison.other.span_of(after.other.clone()))
}
