//! Rule `hedge`: what the base only suspects, expects or holds possible is told as settled, or the other way round.
//!
//! A hedge is held against what it governs: the words behind it in its clause, and the numbers in its scope. It is lost
//! where the other text tells these words in a clause that nothing keeps open. Not here: narrowing words ("one of",
//! "almost"), which belong to scope and to quotations, and words shown verbatim in quotation marks.

use std::ops::Range;
use std::sync::LazyLock;

use corroborate_model::{Bound, Direction, FindingKind, Hedge, HedgeClass, LegalStatus, Payload, Severity, Span};
use foldhash::HashSet;

use super::Draft;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::case;
use crate::equivalence::clause::{self, clause_at, clauses, quoted, trimmed};
use crate::equivalence::cue::{Line, Phrases, entries};
use crate::equivalence::label;
use crate::equivalence::quantity::{self, QuantityMatch};
use crate::equivalence::told::{Told, content, excerpt, told};
use crate::witness::{Class, Witness};
use crate::words;

static SOFTENERS: LazyLock<Phrases> = LazyLock::new(|| Phrases::load(include_str!("../lexicon/softeners.txt")));
static LOSSES: LazyLock<Phrases> = LazyLock::new(|| Phrases::load(include_str!("../lexicon/losses.txt")));

/// Stems of words for crimes.
static OFFENCES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = entries(include_str!("../lexicon/offences.txt")).filter(|(tag, _)| *tag == "offence");
    lines.flat_map(|(_, words)| words.split(',')).map(|word| words::stem(word.trim())).collect()
});

/// How many content words a hedge governs at most.
const REACH: usize = 8;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    let mut told = Vec::new();
    for found in &comparison.quantities {
        if let Some((draft, place)) = bound_quantity(comparison, found).filter(|(_, place)| !told.contains(place)) {
            told.push(place);
            drafts.push(draft);
        }
    }
    let lost = Direction::Lost;
    for (hedge, sentence, draft) in scan(comparison, comparison.base, comparison.other, lost) {
        let other = draft.other.and_then(|span| comparison.other.sentence_at(span.start()));
        let clause = clause_of(comparison.base, sentence, hedge);
        if !told.iter().any(|(base, seen)| Some(*seen) == other && clause.overlaps(*base)) {
            told.extend(other.map(|other| (clause, other)));
            drafts.push(draft);
        }
    }
    drafts.extend(scan(comparison, comparison.other, comparison.base, Direction::Gained).into_iter().map(|(_, _, draft)| draft));
    drafts.extend(label::flat_labels(comparison).into_iter().filter(|l| l.justice.is_none()).map(|l| of_label(comparison, &l)));
}

fn clause_of(witness: &Witness<'_>, sentence: usize, span: Span) -> Span {
    let line = Line::new(witness, sentence);
    trimmed(witness, clause_at(&clauses(witness, &line), witness.tokens_in(span).start))
}

/// The hedges of a sentence, each once.
fn hedges<'a>(witness: &Witness<'a>, sentence: usize) -> Vec<&'a Hedge> {
    let bounds = witness.sentence(sentence).span;
    let mut hedges: Vec<&Hedge> = witness.claims_of(sentence).flat_map(|(_, claim)| &claim.hedges).collect();
    hedges.retain(|hedge| bounds.contains(hedge.span) && counts(hedge));
    hedges.sort_by_key(|hedge| (hedge.span.start(), std::cmp::Reverse(hedge.span.end())));
    hedges.dedup_by(|b, a| a.span.overlaps(b.span));
    hedges
}

/// Steps of a case are told by another rule; "can" and narrowing words open nothing.
fn counts(hedge: &Hedge) -> bool {
    let text = hedge.text.to_lowercase();
    hedge.class != HedgeClass::Limiter
        && !["can", "points to", "charged with", "in connection with", "so-called", "tends to", "tend to", "as if", "as though"]
            .contains(&text.as_str())
        && !text.starts_with("faces charges")
        && !text.starts_with("facing charges")
}

/// Drafts about all hedges of `from` that `to` has lost, with the hedge and its sentence.
fn scan(
    comparison: &Comparison<'_>,
    from: &Witness<'_>,
    to: &Witness<'_>,
    direction: Direction,
) -> Vec<(Span, usize, Draft)> {
    let mut found = Vec::new();
    for sentence in 0..from.analysis.sentences.len() {
        for hedge in hedges(from, sentence) {
            let drafts = lost(comparison, from, to, sentence, hedge, direction);
            found.extend(drafts.into_iter().map(|draft| (hedge.span, sentence, draft)));
        }
    }
    found
}

/// The drafts about one hedge that the other text has not kept.
fn lost(
    comparison: &Comparison<'_>,
    from: &Witness<'_>,
    to: &Witness<'_>,
    sentence: usize,
    hedge: &Hedge,
    direction: Direction,
) -> Vec<Draft> {
    let line = Line::new(from, sentence);
    let parts = clauses(from, &line);
    let cue = from.tokens_in(hedge.span);
    let clause = clause_at(&parts, cue.start);
    let Some(governed) = governed(from, &cue, &clause, hedge.class) else { return Vec::new() };
    let linked = if direction == Direction::Lost {
        comparison.links_of_base(sentence).iter().map(|l| (l.other, l.score, l.other_share)).collect::<Vec<_>>()
    } else {
        comparison.links_of_other(sentence).iter().map(|l| (l.base, l.score, l.base_share)).collect()
    };
    let mut drafts = Vec::new();
    for (candidate, score, share) in linked {
        let Some(found) = told(&comparison.weights, from, &governed.words, to, candidate) else { continue };
        if softened(to, &found) {
            // The same words told with a hedge: kept.
            if found.share >= 0.6 {
                return Vec::new();
            }
        } else if convincing(from, to, &governed, &found, (score, share), &clause)
            && !further_step(to, hedge, &found)
            && !flat_elsewhere(comparison, from, sentence, &governed, &found, to)
        {
            drafts.extend(draft(comparison, (from, sentence, hedge, clause.clone()), (to, &found), score, direction));
        }
    }
    drafts
}

/// Whether the other text has gone on to a charge: the rule about the steps of a case tells of that.
fn further_step(to: &Witness<'_>, hedge: &Hedge, found: &Told) -> bool {
    hedge.class == HedgeClass::Allegation
        && case::steps(to, found.sentence).iter().any(|step| !step.denied && step.status >= LegalStatus::Charged)
}

/// What a hedge governs.
struct Governed {
    words: Vec<usize>,
    /// The last content word before the hedge, its subject as a rule.
    subject: Option<usize>,
}

fn governed(from: &Witness<'_>, cue: &Range<usize>, clause: &Range<usize>, class: HedgeClass) -> Option<Governed> {
    let before: Vec<usize> = (clause.start..cue.start).filter(|&token| from.is_content(token)).collect();
    let mut words = content(from, cue.end..clause.end, REACH);
    let noun_phrase = matches!(class, HedgeClass::Allegation) && !words.is_empty();
    if words.is_empty() || class == HedgeClass::Provisional {
        words.extend(before.iter().rev().take(REACH).rev());
        words.sort_unstable();
    }
    let subject = before.last().copied().filter(|_| !noun_phrase || words.len() == 1);
    (!words.is_empty()).then_some(Governed { words, subject })
}

/// Whether the other text tells what is governed, not merely words of it.
fn convincing(
    from: &Witness<'_>,
    to: &Witness<'_>,
    governed: &Governed,
    found: &Told,
    (score, share): (f32, f32),
    clause: &Range<usize>,
) -> bool {
    // Little of what is governed is enough where the other sentence tells nothing but words of this one.
    let part = found.head && (found.share >= 0.34 && score >= 0.4 || share >= 0.8);
    if found.share < 0.5 && !part {
        return false;
    }
    let sentence = to.sentence(found.sentence).tokens.clone();
    let same = |word: usize| sentence.clone().any(|t| to.terms[t].concept == from.terms[word].concept && to.is_content(t));
    if found.tokens.len() >= 2 {
        return found.head || found.share >= 0.85;
    }
    // One word alone proves nothing without its subject, or most of the clause around it.
    let around: Vec<usize> = content(from, clause.clone(), 24);
    let held = around.iter().filter(|&&word| same(word)).count();
    let heavy = found.tokens.iter().all(|&token| matches!(to.terms[token].class, Class::Word | Class::Name));
    heavy
        && found.head
        && (governed.subject.is_some_and(same) || held * 2 >= around.len() && held >= 2)
}

/// Whether something in the clause, or before it in the sentence, keeps it open.
fn softened(to: &Witness<'_>, found: &Told) -> bool {
    let line = Line::new(to, found.sentence);
    let parts = clauses(to, &line);
    let previous = parts.iter().rfind(|part| part.end <= found.clause.start).map_or(found.clause.start, |part| part.start);
    let last = found.tokens.last().map_or(found.clause.end, |&token| token + 1);
    let near = |tokens: &Range<usize>| found.clause.contains(&tokens.start) || (previous..last).contains(&tokens.start);
    let open = SOFTENERS.find(&line).iter().any(|hit| near(&hit.tokens));
    open || hedges(to, found.sentence).iter().any(|hedge| near(&to.tokens_in(hedge.span)))
        || clause::denials(&line, &parts).iter().any(|denial| found.clause.contains(&denial.cue.start))
        || line.word(found.clause.end) == "?"
}

/// Whether the first text itself tells the words flatly in another place.
fn flat_elsewhere(
    comparison: &Comparison<'_>,
    from: &Witness<'_>,
    sentence: usize,
    governed: &Governed,
    found: &Told,
    to: &Witness<'_>,
) -> bool {
    let told_words: Vec<usize> = governed
        .words
        .iter()
        .copied()
        .filter(|&word| found.tokens.iter().any(|&t| to.terms[t].concept == from.terms[word].concept))
        .collect();
    let sentences = 0..from.analysis.sentences.len();
    sentences.filter(|&other| other != sentence).any(|other| {
        told(&comparison.weights, from, &told_words, from, other)
            .is_some_and(|twin| twin.share >= 0.8 && !softened(from, &twin))
    })
}

fn draft(
    comparison: &Comparison<'_>,
    (from, sentence, hedge, clause): (&Witness<'_>, usize, &Hedge, Range<usize>),
    (to, found): (&Witness<'_>, &Told),
    score: f32,
    direction: Direction,
) -> Option<Draft> {
    let there = trimmed(to, found.clause.clone());
    let focus = to.span_of(found.tokens.first().copied()?..found.tokens.last().copied()? + 1);
    let (from_quoted, to_quoted) = (quoted(from, hedge.span), quoted(to, focus));
    if to_quoted && (from_quoted || direction == Direction::Gained) || direction == Direction::Gained && from_quoted {
        return None;
    }
    let here = trimmed(from, clause.clone());
    let confidence = (0.35 + 0.35 * f64::from(found.share) + 0.2 * f64::from(score)).min(0.95);
    let (kind, lost) = (FindingKind::Hedge, direction == Direction::Lost);
    let attributed = to.claims_of(found.sentence).any(|(_, claim)| claim.attribution.is_some() && claim.span.overlaps(focus));
    let severity = match hedge.class {
        _ if !lost => Severity::Note,
        HedgeClass::Allegation | HedgeClass::Belief if names_offence(from, sentence, &clause) => Severity::Error,
        HedgeClass::Possibility | HedgeClass::Intention | HedgeClass::Provisional if settled_loss(to, found.sentence) => {
            Severity::Error
        }
        HedgeClass::Belief | HedgeClass::Intention | HedgeClass::Probability if attributed => Severity::Note,
        _ => Severity::Warning,
    };
    let (here_words, there_words) = (excerpt(from, here), excerpt(to, there));
    let (hedge_text, focus_here) = (from.words(hedge.span), Some(hedge.span));
    let draft = if lost {
        let message = format!("{{other}} drops “{hedge_text}”: {there_words} where {{base}} has {here_words}.");
        Draft::new(kind, severity, confidence, message).between(here, there).focus(focus_here, Some(focus))
    } else {
        let message = format!("{{other}} adds “{hedge_text}”: {here_words} where {{base}} has {there_words}.");
        Draft::new(kind, severity, confidence * 0.8, message).between(there, here).focus(Some(focus), focus_here)
    };
    let claim = comparison.base.sentence_at(draft.base.map_or(0, Span::start)).and_then(|s| statement_at(comparison, s, draft.base?));
    let draft = draft.toward(direction);
    Some(match claim {
        Some(claim) => draft.about(claim),
        None => draft,
    })
}

fn statement_at(comparison: &Comparison<'_>, sentence: usize, span: Span) -> Option<usize> {
    let mut claims = comparison.base.claims_of(sentence);
    claims.find(|(_, claim)| matches!(claim.payload, Payload::Statement(_)) && claim.span.overlaps(span)).map(|(i, _)| i)
}

fn names_offence(witness: &Witness<'_>, sentence: usize, clause: &Range<usize>) -> bool {
    let line = Line::new(witness, sentence);
    clause.clone().any(|token| OFFENCES.contains(&words::stem(line.word(token))))
}

fn settled_loss(witness: &Witness<'_>, sentence: usize) -> bool {
    !LOSSES.find(&Line::new(witness, sentence)).is_empty()
}

/// A number that the base holds possible, up to a limit or by estimate, told as it is.
fn bound_quantity(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<(Draft, (Span, usize))> {
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    let (qa, qb) = (quantity::payload(a)?, quantity::payload(b)?);
    let same_number = qa.value().or(qa.high).is_some_and(|value| qb.value().or(qb.high) == Some(value));
    if !same_number || comparison.relation == Relation::Within && a.sentence == b.sentence || quoted(other, b.span) {
        return None;
    }
    let line = Line::new(base, a.sentence);
    let clause = clause_at(&clauses(base, &line), base.tokens_in(qa.number_span).start);
    let span = trimmed(base, clause.clone());
    let hedge = a.hedges.iter().chain(hedges(base, a.sentence)).find(|h| counts(h) && holds(h, span, a.hedges.contains(h)))?;
    let there = Line::new(other, b.sentence);
    let other_clause = clause_at(&clauses(other, &there), other.tokens_in(qb.number_span).start);
    let number = other.tokens_in(qb.number_span);
    let told = Told { sentence: b.sentence, tokens: number.collect(), share: 1.0, head: true, clause: other_clause.clone() };
    let open = softened(other, &told) || b.hedges.iter().any(counts);
    if further_step(other, hedge, &told) {
        return None;
    }
    let limit_lost = qa.bound == Bound::AtMost && matches!(qb.bound, Bound::Exact | Bound::About);
    if open && !limit_lost {
        return None;
    }
    let certain = matches!(hedge.class, HedgeClass::Possibility | HedgeClass::Provisional | HedgeClass::Allegation);
    let (lost, confidence) = match (open, limit_lost) {
        (true, _) => (base.words(a.span).split_whitespace().take(2).collect::<Vec<_>>().join(" "), 0.6),
        (false, true) => (format!("up to” and “{}", hedge.text), 0.9),
        (false, false) => (hedge.text.clone(), if certain { 0.8 } else { 0.55 }),
    };
    let accused = matches!(hedge.class, HedgeClass::Allegation | HedgeClass::Belief);
    let harm = settled_loss(other, b.sentence) || accused && names_offence(base, a.sentence, &clause);
    let severity = if harm && !open { Severity::Error } else { Severity::Warning };
    let there = trimmed(other, other_clause);
    let (here_words, there_words) = (excerpt(base, span), excerpt(other, there));
    let message = format!("{{other}} drops “{lost}”: {there_words} where {{base}} has {here_words}.");
    let draft = Draft::new(FindingKind::Hedge, severity, confidence, message)
        .between(span, there)
        .focus(Some(hedge.span), Some(b.span))
        .toward(Direction::Lost)
        .about(found.base);
    Some((draft, (span, b.sentence)))
}

/// Whether a hedge governs a number: extraction says so, or it stands in the same clause and opens what is said.
fn holds(hedge: &Hedge, clause: Span, own: bool) -> bool {
    let open = !matches!(hedge.class, HedgeClass::Belief | HedgeClass::Limiter);
    open && (own || clause.contains(hedge.span) && hedge.class == HedgeClass::Possibility)
}

fn of_label(comparison: &Comparison<'_>, label: &label::FlatLabel) -> Draft {
    let word = comparison.other.words(label.focus);
    let message = format!(
        "{{other}} calls people “{word}” in its own voice ({}), where {{base}} has them only as {}.",
        excerpt(comparison.other, label.other),
        excerpt(comparison.base, label.base),
    );
    Draft::new(FindingKind::Hedge, Severity::Warning, label.confidence, message)
        .between(label.base, label.other)
        .focus(Some(label.base_focus), Some(label.focus))
        .toward(Direction::Lost)
}
