//! Rule `hedge`: what the base only suspects, expects or holds possible is told as settled, or the other way round.
//!
//! A hedge is held against what it governs: the words behind it in its clause, and the numbers in its scope. It is lost
//! where the other text tells these words in a clause that nothing keeps open. Not here: narrowing words ("one of",
//! "almost"), which belong to scope and to quotations, and words shown verbatim in quotation marks.

use std::ops::Range;
use std::sync::LazyLock;

use corroborate_model::{
    Bound, Claim, Direction, FindingKind, Hedge, HedgeClass, LegalStatus, Payload, Severity, Span,
};
use foldhash::HashSet;

use super::{Draft, unsettled};
use crate::comparison::{Comparison, Relation};
use crate::equivalence::case;
use crate::equivalence::clause::{self, clause_at, clauses, quoted, trimmed};
use crate::equivalence::cue::{Line, Phrases, entries};
use crate::equivalence::label;
use crate::equivalence::pair::{Linked, Pair};
use crate::equivalence::quantity::{self, QuantityMatch};
use crate::equivalence::told::{Told, content, excerpt, holds, told};
use crate::witness::{Class, Witness};
use crate::words;

static SOFTENERS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::load(include_str!("../lexicon/softeners.txt")));
static LOSSES: LazyLock<Phrases> = LazyLock::new(|| Phrases::load(include_str!("../lexicon/losses.txt")));

/// Stems of words for crimes.
static OFFENCES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let lines = entries(include_str!("../lexicon/offences.txt")).filter(|(tag, _)| *tag == "offence");
    lines.flat_map(|(_, words)| words.split(',')).map(|word| words::stem(word.trim())).collect()
});

/// How many content words a hedge governs at most.
const REACH: usize = 8;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    // Which clauses of the base are told without their hedge in which sentences.
    let mut told: Vec<(Span, usize)> = Vec::new();
    for found in &comparison.quantities {
        if let Some((draft, place)) =
            bound_quantity(comparison, found).filter(|(_, place)| !told.contains(place))
        {
            told.push(place);
            drafts.push(draft);
        }
    }
    drafts.extend(comparison.quantities.iter().filter_map(|found| bounded(comparison, found)));
    for draft in scan(&Pair::new(comparison, Direction::Lost)) {
        let (Some(base), Some(other)) = (draft.base, draft.other) else { continue };
        let Some(sentence) = comparison.other.sentence_at(other.start()) else { continue };
        if !told.iter().any(|(clause, seen)| *seen == sentence && clause.overlaps(base)) {
            told.push((base, sentence));
            drafts.push(draft);
        }
    }
    drafts.extend(scan(&Pair::new(comparison, Direction::Gained)));
    drafts.extend(conditions(comparison));
    drafts.extend(unsettled::find(comparison));
    let labels = label::flat_labels(comparison);
    drafts.extend(
        labels.iter().filter(|label| label.justice.is_none()).map(|label| of_label(comparison, label)),
    );
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

/// What a notice says that one may do.
const PERMITTED: &[&str] =
    &["made", "sent", "apply", "call", "contact", "visit", "register", "donate", "claim", "write", "addressed"];

/// "Could not" says that something did not happen; a proposal or plan with nothing behind it is a thing that is spoken of.
fn opens_something(witness: &Witness<'_>, hedge: &Hedge) -> bool {
    let next = witness.folded(witness.tokens_in(hedge.span).end);
    match hedge.text.to_lowercase().as_str() {
        "could" => next != "not",
        // "Donations may be made to" permits.
        "may" | "may be" => !PERMITTED.contains(&next),
        "proposal" | "proposals" | "plan" | "plans" => matches!(next, "to" | "for" | "that" | "would"),
        _ => true,
    }
}

/// Steps of a case are told by another rule; "can" and narrowing words open nothing.
fn counts(hedge: &Hedge) -> bool {
    let text = hedge.text.to_lowercase();
    hedge.class != HedgeClass::Limiter
        && ![
            "can",
            "points to",
            "charged with",
            "in connection with",
            "so-called",
            "tends to",
            "tend to",
            "as if",
            "as though",
        ]
        .contains(&text.as_str())
        && !text.starts_with("faces charges")
        && !text.starts_with("facing charges")
}

/// A hedge in its clause.
struct Cue<'a> {
    hedge: &'a Hedge,
    sentence: usize,
    clause: Range<usize>,
}

/// Drafts about all hedges that the other side has not.
fn scan(pair: &Pair<'_, '_>) -> Vec<Draft> {
    let mut found = Vec::new();
    for sentence in 0..pair.from.analysis.sentences.len() {
        let mut hedges = hedges(pair.from, sentence);
        hedges.retain(|hedge| opens_something(pair.from, hedge));
        if hedges.is_empty() {
            continue;
        }
        let parts = clauses(pair.from, &Line::new(pair.from, sentence));
        for hedge in hedges {
            let clause = clause_at(&parts, pair.from.tokens_in(hedge.span).start);
            found.extend(dropped(pair, &Cue { hedge, sentence, clause }));
        }
    }
    found
}

/// The drafts about one hedge that the other side has not kept.
fn dropped(pair: &Pair<'_, '_>, cue: &Cue<'_>) -> Vec<Draft> {
    let Some(governed) = governed(pair.from, cue) else { return Vec::new() };
    let mut drafts = Vec::new();
    for link in pair.linked(cue.sentence) {
        let Some(found) = told(&pair.comparison.weights, pair.from, &governed.words, pair.to, link.sentence)
        else {
            continue;
        };
        if softened(pair.to, &found) {
            // The same words told with a hedge: kept.
            if found.share >= 0.6 {
                return Vec::new();
            }
        } else if convincing(pair, &governed, &found, &link, cue)
            && !since(pair.to, found.sentence)
            && !further_step(pair.to, cue.hedge, &found)
            && !flat_elsewhere(pair, cue.sentence, &governed, &found)
        {
            drafts.extend(draft(pair, cue, &found, link.score));
        }
    }
    drafts
}

/// Whether the other text has gone on to a charge: the rule about the steps of a case tells of that.
fn further_step(to: &Witness<'_>, hedge: &Hedge, found: &Told) -> bool {
    hedge.class == HedgeClass::Allegation
        && case::steps(to, found.sentence)
            .iter()
            .any(|step| !step.denied && step.status >= LegalStatus::Charged)
}

/// What a hedge governs.
struct Governed {
    words: Vec<usize>,
    /// The last content word before the hedge, its subject as a rule.
    subject: Option<usize>,
}

fn governed(from: &Witness<'_>, cue: &Cue<'_>) -> Option<Governed> {
    let (clause, tokens) = (&cue.clause, from.tokens_in(cue.hedge.span));
    let before: Vec<usize> = (clause.start..tokens.start).filter(|&token| from.is_content(token)).collect();
    let mut words = content(from, tokens.end..clause.end, REACH);
    let noun_phrase = cue.hedge.class == HedgeClass::Allegation && !words.is_empty();
    if words.is_empty() || cue.hedge.class == HedgeClass::Provisional {
        words.extend(before.iter().rev().take(REACH).rev());
        words.sort_unstable();
    }
    let subject = before.last().copied().filter(|_| !noun_phrase || words.len() == 1);
    (!words.is_empty()).then_some(Governed { words, subject })
}

/// Whether the other text tells what is governed, not merely words of it.
fn convincing(pair: &Pair<'_, '_>, governed: &Governed, found: &Told, link: &Linked, cue: &Cue<'_>) -> bool {
    let (from, to) = (pair.from, pair.to);
    // Little of what is governed is enough where the other sentence tells nothing but words of this one.
    let part = found.head && (found.share >= 0.34 && link.score >= 0.4 || link.held >= 0.8);
    if found.share < 0.5 && !part {
        return false;
    }
    if found.tokens.len() >= 2 {
        return found.head || found.share >= 0.85;
    }
    // One word alone proves nothing without its subject, or most of the clause around it.
    let same = |word: usize| holds(to, found.sentence, from.terms[word].concept);
    let around: Vec<usize> = content(from, cue.clause.clone(), 24);
    let held = around.iter().filter(|&&word| same(word)).count();
    let word = found.tokens.iter().all(|&token| matches!(to.terms[token].class, Class::Word | Class::Name));
    word && found.head && (governed.subject.is_some_and(same) || held * 2 >= around.len() && held >= 2)
}

/// Whether something in the clause, or before it in the sentence, keeps it open.
fn softened(to: &Witness<'_>, found: &Told) -> bool {
    let line = Line::new(to, found.sentence);
    let parts = clauses(to, &line);
    let previous = parts
        .iter()
        .rfind(|part| part.end <= found.clause.start)
        .map_or(found.clause.start, |part| part.start);
    let last = found.tokens.last().map_or(found.clause.end, |&token| token + 1);
    let near = |tokens: &Range<usize>| {
        found.clause.contains(&tokens.start) || (previous..last).contains(&tokens.start)
    };
    let open = SOFTENERS.find(&line).iter().any(|hit| near(&hit.tokens));
    open || hedges(to, found.sentence).iter().any(|hedge| near(&to.tokens_in(hedge.span)))
        || clause::denials(&line, &parts).iter().any(|denial| found.clause.contains(&denial.cue.start))
        || line.word(found.clause.end) == "?"
}

/// Whether a sentence keeps open in words of its own what another text hedges.
pub(crate) fn keeps_open(to: &Witness<'_>, sentence: usize, from: &Witness<'_>, own: usize) -> bool {
    let line = Line::new(to, sentence);
    let known = Line::new(from, own);
    SOFTENERS.find(&line).iter().filter(|hit| hit.tag == "worded").any(|hit| {
        let mut words = hit.tokens.clone().map(|t| line.word(t));
        words.any(|word| !known.words.iter().any(|own| own == word))
    })
}

/// Whether the first text itself tells the words flatly in another place.
fn flat_elsewhere(pair: &Pair<'_, '_>, sentence: usize, governed: &Governed, found: &Told) -> bool {
    let (from, to) = (pair.from, pair.to);
    let concept = |word: usize| from.terms[word].concept;
    let told_here =
        |word: &usize| found.tokens.iter().any(|&token| to.terms[token].concept == concept(*word));
    let words: Vec<usize> = governed.words.iter().copied().filter(told_here).collect();
    let likely = |other: &usize| {
        let held = words.iter().filter(|&&word| holds(from, *other, concept(word))).count();
        *other != sentence && held * 3 >= words.len() * 2
    };
    (0..from.analysis.sentences.len()).filter(likely).any(|other| {
        let twin = told(&pair.comparison.weights, from, &words, from, other);
        twin.is_some_and(|twin| twin.share >= 0.8 && !softened(from, &twin))
    })
}

fn draft(pair: &Pair<'_, '_>, cue: &Cue<'_>, found: &Told, score: f32) -> Option<Draft> {
    let (from, to, hedge) = (pair.from, pair.to, cue.hedge.span);
    let focus = to.span_of(*found.tokens.first()?..*found.tokens.last()? + 1);
    let (from_quoted, to_quoted) = (quoted(from, hedge), quoted(to, focus));
    if from_quoted && to_quoted || !pair.lost && (from_quoted || to_quoted) {
        return None;
    }
    let (here, there) = (trimmed(from, cue.clause.clone()), trimmed(to, found.clause.clone()));
    let (verb, confidence) = if pair.lost { ("drops", 1.0) } else { ("adds", 0.8) };
    let confidence = confidence * (0.35 + 0.35 * f64::from(found.share) + 0.2 * f64::from(score)).min(0.95);
    let (base_words, other_words) = pair.ordered(excerpt(from, here), excerpt(to, there));
    let message =
        format!("{{other}} {verb} “{}”: {other_words} where {{base}} has {base_words}.", from.words(hedge));
    let ((base, other), (base_focus, other_focus)) = (pair.ordered(here, there), pair.ordered(hedge, focus));
    let draft = Draft::new(FindingKind::Hedge, severity(pair, cue, found, focus), confidence, message)
        .between(base, other)
        .focus(Some(base_focus), Some(other_focus))
        .toward(pair.direction());
    Some(match statement_at(pair.comparison.base, base) {
        Some(claim) => draft.about(claim),
        None => draft,
    })
}

fn severity(pair: &Pair<'_, '_>, cue: &Cue<'_>, found: &Told, focus: Span) -> Severity {
    use HedgeClass as C;
    let attributed =
        || pair.to.claims_of(found.sentence).any(|(_, c)| c.attribution.is_some() && c.span.overlaps(focus));
    match cue.hedge.class {
        _ if !pair.lost => Severity::Note,
        C::Allegation | C::Belief if names_offence(pair.from, &cue.clause) => Severity::Error,
        C::Possibility | C::Intention | C::Provisional if settled_loss(pair.to, found.sentence) => {
            Severity::Error
        }
        C::Belief | C::Intention | C::Probability if attributed() => Severity::Note,
        _ => Severity::Warning,
    }
}

fn statement_at(base: &Witness<'_>, span: Span) -> Option<usize> {
    let mut claims = base.claims_of(base.sentence_at(span.start())?);
    claims
        .find(|(_, claim)| matches!(claim.payload, Payload::Statement(_)) && claim.span.overlaps(span))
        .map(|c| c.0)
}

fn names_offence(witness: &Witness<'_>, clause: &Range<usize>) -> bool {
    Line::of(witness, clause.clone()).words.iter().any(|word| OFFENCES.contains(&words::stem(word)))
}

fn settled_loss(witness: &Witness<'_>, sentence: usize) -> bool {
    !LOSSES.find(&Line::new(witness, sentence)).is_empty()
}

/// A number that the base holds possible, up to a limit or by estimate, told as it is; with the base's clause and the
/// sentence of the other text.
fn bound_quantity(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<(Draft, (Span, usize))> {
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    let (qa, qb) = (quantity::payload(a)?, quantity::payload(b)?);
    let same_number = qa.value().or(qa.high).is_some_and(|value| qb.value().or(qb.high) == Some(value));
    if !same_number || quoted(other, b.span) {
        return None;
    }
    let clause = clause_of(base, a.sentence, qa.number_span);
    let here = trimmed(base, clause.clone());
    let mut nearby = hedges(base, a.sentence);
    nearby.retain(|hedge| opens_something(base, hedge));
    let own = a.hedges.iter().filter(|hedge| opens_something(base, hedge));
    let hedge = own.chain(nearby).find(|hedge| opens(hedge, here, a.hedges.contains(hedge)))?;
    let place = clause_of(other, b.sentence, qb.number_span);
    let there = trimmed(other, place.clone());
    let tokens = other.tokens_in(qb.number_span).collect();
    let told = Told { sentence: b.sentence, tokens, share: 1.0, head: true, clause: place };
    let open = softened(other, &told) || b.hedges.iter().any(counts);
    let limit_lost = qa.bound == Bound::AtMost
        && matches!(qb.bound, Bound::Exact | Bound::About)
        && !(open && (comparison.relation == Relation::Within || rises_to(other, b, qb.number_span)));
    // "An estimated £3 million" and "about £3 million" leave as much open; and it is no estimate of the figure behind it.
    let guess = hedge.class == HedgeClass::Provisional
        && (qb.bound == Bound::About || of_another(base, hedge, a, qa.number_span));
    if guess || since(other, b.sentence) {
        return None;
    }
    if open && !limit_lost || further_step(other, hedge, &told) {
        return None;
    }
    let (lost, confidence) = loss(hedge, open, limit_lost);
    let accused =
        matches!(hedge.class, HedgeClass::Allegation | HedgeClass::Belief) && names_offence(base, &clause);
    let harm = !open && (accused || settled_loss(other, b.sentence));
    let severity = match (harm, open) {
        (true, _) => Severity::Error,
        // Still open in other words: only the limit is gone.
        (_, true) => Severity::Note,
        _ => Severity::Warning,
    };
    let (here_words, there_words) = (excerpt(base, here), excerpt(other, there));
    let message = format!("{{other}} drops {lost}: {there_words} where {{base}} has {here_words}.");
    let draft = Draft::new(FindingKind::Hedge, severity, confidence, message)
        .between(here, there)
        .focus(Some(hedge.span), Some(b.span))
        .toward(Direction::Lost)
        .about(found.base);
    Some((draft, (here, b.sentence)))
}

/// "At least 41" told as 41, or 60 as "at least 60".
fn bounded(comparison: &Comparison<'_>, found: &QuantityMatch) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (a, b) = (base.claim(found.base), other.claim(found.other));
    let (qa, qb) = (quantity::payload(a)?, quantity::payload(b)?);
    let number = |q: &corroborate_model::Quantity| q.low.or(q.high);
    let within = qb.value().is_some_and(|value| qa.low.is_some_and(|low| low <= value) && qa.high.is_some_and(|high| value <= high));
    let same = number(qa) == number(qb) || qa.bound == Bound::Range && within;
    if comparison.relation == Relation::Within || !same || qa.age || qa.ordinal || quoted(other, b.span) || found.context < 0.3 {
        return None;
    }
    let least = |bound: Bound| matches!(bound, Bound::AtLeast);
    let direction = match (qa.bound, qb.bound) {
        (a, Bound::Exact) if least(a) || a == Bound::Range => Direction::Lost,
        (Bound::About, b) if least(b) || b == Bound::MoreThan => Direction::Gained,
        _ => return None,
    };
    let (here, there) = (
        trimmed(base, clause_of(base, a.sentence, qa.number_span)).cover(a.span),
        trimmed(other, clause_of(other, b.sentence, qb.number_span)).cover(b.span),
    );
    let verb = if direction == Direction::Lost { "drops the limit of a figure" } else { "makes a rough figure a lower limit" };
    let message = format!("{{other}} {verb}: {} where {{base}} has {}.", excerpt(other, there), excerpt(base, here));
    Some(
        Draft::new(FindingKind::Hedge, Severity::Warning, 0.6, message)
            .between(here, there)
            .focus(Some(a.span), Some(b.span))
            .toward(direction)
            .about(found.base),
    )
}

/// Whether a verb leads to the number as the highest: "could gust to 50", "may reach 30".
fn rises_to(witness: &Witness<'_>, claim: &Claim, number: Span) -> bool {
    let start = witness.tokens_in(claim.span.cover(number)).start;
    start
        .checked_sub(1)
        .is_some_and(|before| matches!(witness.folded(before), "to" | "reach" | "hit" | "top"))
}

/// Whether a hedge stands right before another number of the sentence, and so speaks of that one.
fn of_another(witness: &Witness<'_>, hedge: &Hedge, claim: &Claim, number: Span) -> bool {
    let end = witness.tokens_in(hedge.span).end;
    witness.claims_of(claim.sentence).filter_map(|(_, c)| quantity::payload(c)).any(|q| {
        let at = witness.tokens_in(q.number_span).start;
        (end..end + 3).contains(&at) && q.number_span.end() <= number.start()
    })
}

/// Whether a sentence tells what came later as such: "has since agreed to sell".
fn since(witness: &Witness<'_>, sentence: usize) -> bool {
    let line = Line::new(witness, sentence);
    let tokens = witness.sentence(sentence).tokens.clone();
    tokens.into_iter().any(|t| {
        matches!(line.word(t), "has" | "have" | "had") && matches!(line.word(t + 1), "since" | "now")
            || line.word(t) == "since" && line.word(t + 1) == "then"
    })
}

/// What a number has lost, and how sure that is.
fn loss(hedge: &Hedge, open: bool, limit_lost: bool) -> (String, f64) {
    let certain =
        matches!(hedge.class, HedgeClass::Possibility | HedgeClass::Provisional | HedgeClass::Allegation);
    match (open, limit_lost) {
        (true, _) => ("the upper limit".to_owned(), 0.6),
        (false, true) => (format!("the upper limit and “{}”", hedge.text), 0.9),
        (false, false) => (format!("“{}”", hedge.text), if certain { 0.8 } else { 0.55 }),
    }
}

fn clause_of(witness: &Witness<'_>, sentence: usize, span: Span) -> Range<usize> {
    clause_at(&clauses(witness, &Line::new(witness, sentence)), witness.tokens_in(span).start)
}

/// Whether a hedge leaves a number open: extraction says so, or it stands in the same clause and opens what is said.
fn opens(hedge: &Hedge, clause: Span, own: bool) -> bool {
    let open = counts(hedge) && hedge.class != HedgeClass::Belief;
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

/// Words that open a condition.
const CONDITION: &[&str] = &[
    "provided",
    "providing",
    "if",
    "unless",
    "subject",
    "conditional",
    "condition",
    "conditions",
    "return",
    "exchange",
];

/// A promise or plan that the base ties to a condition ("provided that the rest is raised") told without it.
fn conditions(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let tied = |line: &Line<'_>, t: usize| match line.word(t) {
        "provided" | "providing" => line.word(t + 1) == "that" || line.word(t.wrapping_sub(1)) == ",",
        "subject" => line.word(t + 1) == "to",
        "condition" => line.word(t.wrapping_sub(1)) == "on",
        _ => false,
    };
    let mut drafts = Vec::new();
    for sentence in 0..base.analysis.sentences.len() {
        let line = Line::new(base, sentence);
        let tokens = base.sentence(sentence).tokens.clone();
        let Some(cue) = tokens.clone().find(|&t| tied(&line, t)) else { continue };
        let words = content(base, tokens.start..cue, REACH);
        for link in comparison.links_of_base(sentence) {
            let last = (link.other + 2).min(other.analysis.sentences.len() - 1);
            let rest = other.sentence(link.other).tokens.start..other.sentence(last).tokens.end;
            let kept = rest.clone().any(|t| CONDITION.contains(&other.folded(t)));
            let found = told(&comparison.weights, base, &words, other, link.other);
            let Some(found) = found.filter(|found| !kept && found.share >= 0.6 && link.score >= 0.4) else {
                continue;
            };
            // Told in other words, the condition may be told so too.
            let severity = if link.score >= 0.55 { Severity::Warning } else { Severity::Note };
            let span = trimmed(base, cue..tokens.end);
            let place = trimmed(other, found.clause.clone());
            let message =
                format!("{{other}} drops the condition {}: {}", excerpt(base, span), excerpt(other, place));
            drafts.push(
                Draft::new(FindingKind::Hedge, severity, f64::from(0.4 + 0.4 * link.score), message)
                    .between(base.sentence(sentence).span, place)
                    .focus(Some(span), None)
                    .toward(Direction::Lost),
            );
        }
    }
    drafts
}
