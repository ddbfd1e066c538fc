//! What somebody means to do, told otherwise in other words: a question left open as settled, a plan denied as a plan made.
//!
//! A phrase of the lexicon opens, closes or settles a matter, told by the words it governs. Two phrases of different states
//! contradict each other where they govern the same head word, or two of the same words, and neither text has the other's
//! state of that matter too. Then come answers: what somebody denies told as admitted, and what is told as not told.
//! Not here: possibilities ("could"), which are hedges, and what stands in quotation marks on both sides.

use std::ops::Range;
use std::sync::LazyLock;

use corroborate_model::{Direction, FindingKind, Severity, Span};

use super::Draft;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::clause::{clause_at, clauses, denials, quoted, trimmed};
use crate::equivalence::cue::{Line, Phrases};
use crate::equivalence::told::{content, excerpt, is_light, told};
use crate::witness::{Class, Witness};

static DECISIONS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::load(include_str!("../lexicon/decisions.txt")));

/// A matter and how it stands.
pub(crate) struct Frame {
    state: &'static str,
    sentence: usize,
    cue: Range<usize>,
    /// Concepts of the words it governs.
    words: Vec<u32>,
    /// Of these, the first behind the phrase and, of a passive, the last before it.
    heads: Vec<u32>,
}

/// A head word that stands in more sentences of a text says little.
const COMMON: usize = 3;

/// Drafts for matters that stand otherwise, and for answers that were turned.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    if comparison.relation == Relation::Within {
        return Vec::new();
    }
    let (base, other) = (frames(comparison.base), frames(comparison.other));
    let mut drafts = Vec::new();
    for there in other {
        let rival = base
            .iter()
            .find(|here| rivals(here.state, there.state) && same_matter(comparison, here, there))
            .filter(|here| {
                !base.iter().any(|own| own.state == there.state && same_matter(comparison, own, there))
                    && !other.iter().any(|own| own.state == here.state && same_matter(comparison, here, own))
            });
        drafts.extend(rival.map(|here| contrary(comparison, here, there)));
    }
    drafts.extend(answers(comparison));
    drafts.extend(declined(comparison));
    drafts
}

/// The matters of a text.
fn frames<'w>(witness: &'w Witness<'_>) -> &'w [Frame] {
    witness.readings.decisions.get_or_init(|| read(witness))
}

fn read(witness: &Witness<'_>) -> Vec<Frame> {
    let mut frames = Vec::new();
    for sentence in 0..witness.analysis.sentences.len() {
        let line = Line::new(witness, sentence);
        let hits = DECISIONS.find(&line);
        if hits.is_empty() {
            continue;
        }
        let parts = clauses(witness, &line);
        for hit in hits {
            let clause = clause_at(&parts, hit.tokens.start);
            let end = clause_at(&parts, hit.tokens.end.saturating_sub(1)).end;
            let after = content(witness, hit.tokens.end..end, 6);
            let before: Vec<usize> =
                content(witness, clause.start..hit.tokens.start, 12).into_iter().rev().take(4).collect();
            let be = |t: usize| matches!(line.word(t), "be" | "been" | "was" | "were");
            let passive = after.is_empty() || be(hit.tokens.end) || hit.tokens.clone().any(be);
            let telling = |t: &usize| witness.terms[*t].class == Class::Word && !is_light(witness.folded(*t));
            let object = after.iter().copied().find(telling);
            let subject = before.iter().copied().find(telling).filter(|_| passive);
            let concept = |t: usize| witness.terms[t].concept;
            // "If", "unless": what would follow is no plan; "since" tells of a later day.
            let before_cue = |word: &str| matches!(word, "if" | "unless" | "whether" | "since");
            let later = hit.tokens.clone().any(|t| line.word(t) == "since");
            // "Not until Friday" settles nothing but the day.
            let partly = (hit.tokens.end..clause.end + 1)
                .any(|t| matches!(line.word(t), "until" | "before" | "unless" | "only"));
            if later || partly || (clause.start..hit.tokens.start).any(|t| before_cue(line.word(t))) {
                continue;
            }
            // "Nobody would be arrested": settled, but that it will not be.
            let none = (clause.start..hit.tokens.start)
                .any(|t| matches!(line.word(t), "nobody" | "no" | "none" | "neither" | "never"));
            frames.push(Frame {
                state: if none && hit.tag == "yes" { "no" } else { hit.tag },
                sentence,
                cue: hit.tokens,
                words: after.iter().chain(&before).copied().filter(telling).map(concept).collect(),
                heads: object.into_iter().chain(subject).map(concept).collect(),
            });
        }
    }
    frames
}

/// Whether two states exclude each other: decisions among themselves, and "good" and "bad".
fn rivals(a: &str, b: &str) -> bool {
    let judged = |state: &str| matches!(state, "good" | "bad");
    a != b && judged(a) == judged(b)
}

/// Whether two frames, one of each text or both of one, are about the same.
fn same_matter(comparison: &Comparison<'_>, a: &Frame, b: &Frame) -> bool {
    let shared: Vec<u32> = a.words.iter().copied().filter(|word| b.words.contains(word)).collect();
    let rare = |word: &u32| {
        let held = |witness: &Witness<'_>| witness.postings(*word).len();
        held(comparison.base) <= COMMON && held(comparison.other) <= COMMON
    };
    let head = a.heads.iter().any(|head| b.heads.contains(head) && rare(head));
    head || shared.len() >= 2 && shared.iter().any(rare) && a.heads.iter().any(|head| b.words.contains(head))
}

fn contrary(comparison: &Comparison<'_>, here: &Frame, there: &Frame) -> Draft {
    let (a, cue) = place(comparison.base, here.sentence, &here.cue);
    let (b, focus) = place(comparison.other, there.sentence, &there.cue);
    let open = here.state == "open" || there.state == "open";
    let settled = here.state == "open" && there.state == "yes";
    let (kind, severity) = match (settled, open) {
        (true, _) => (FindingKind::Hedge, Severity::Warning),
        _ => (FindingKind::Polarity, Severity::Error),
    };
    let message = format!(
        "{{base}} has {}; {{other}} has {}",
        excerpt(comparison.base, a),
        excerpt(comparison.other, b)
    );
    let confidence = if open { 0.6 } else { 0.65 };
    let draft = Draft::new(kind, severity, confidence, message).between(a, b).focus(Some(cue), Some(focus));
    if settled { draft.toward(Direction::Lost) } else { draft }
}

fn place(witness: &Witness<'_>, sentence: usize, cue: &Range<usize>) -> (Span, Span) {
    let line = Line::new(witness, sentence);
    let focus = witness.span_of(cue.clone());
    (trimmed(witness, clause_at(&clauses(witness, &line), cue.start)).cover(focus), focus)
}

/// Verbs by which somebody denies, and by which somebody admits.
const DENIES: &[&str] =
    &["denied", "denies", "rejected", "rejects", "disputed", "disputes", "refuted", "refutes"];
const ADMITS: &[&str] = &[
    "admitted",
    "admits",
    "conceded",
    "concedes",
    "acknowledged",
    "acknowledges",
    "accepted",
    "accepts",
    "confessed",
];

/// Who says it with such a verb: the concept of the word before the verb, the sentence, and the verb.
pub(crate) type Answer = (u32, usize, usize);

/// Who denies and who admits in a text.
fn answers_of<'w>(witness: &'w Witness<'_>) -> &'w (Vec<Answer>, Vec<Answer>) {
    witness.readings.answers.get_or_init(|| (says(witness, DENIES), says(witness, ADMITS)))
}

fn says(witness: &Witness<'_>, verbs: &[&str]) -> Vec<Answer> {
    let mut found = Vec::new();
    for (sentence, bounds) in witness.analysis.sentences.iter().enumerate() {
        for t in
            bounds.tokens.clone().filter(|&t| verbs.contains(&witness.folded(t)) && t > bounds.tokens.start)
        {
            let aux = usize::from(matches!(witness.folded(t - 1), "has" | "have" | "had" | "also"));
            let claims = matches!(
                witness.folded(t + 1),
                "that" | "it" | "they" | "he" | "she" | "the" | "there" | "any" | "having"
            );
            let speaker =
                t.checked_sub(1 + aux).filter(|&s| s >= bounds.tokens.start && witness.is_content(s));
            if let Some(speaker) = speaker.filter(|_| claims && !quoted(witness, witness.span_of(t..t + 1))) {
                found.push((witness.terms[speaker].concept, sentence, t));
            }
        }
    }
    found
}

/// What somebody denies in the base, admitted by the same in the other text.
fn answers(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let ((denied, known), (kept, admitted)) = (answers_of(base), answers_of(other));
    let mut drafts = Vec::new();
    for &(who, sentence, verb) in admitted {
        let own = denied.iter().find(|d| d.0 == who);
        let Some(&(_, here, cue)) =
            own.filter(|_| !known.iter().any(|k| k.0 == who) && !kept.iter().any(|k| k.0 == who))
        else {
            continue;
        };
        let ((a, x), (b, y)) =
            (place(base, here, &(cue..cue + 1)), place(other, sentence, &(verb..verb + 1)));
        let message = format!(
            "{{base}} has a denial, {}; {{other}} has an admission, {}",
            excerpt(base, a),
            excerpt(other, b)
        );
        drafts.push(
            Draft::new(FindingKind::Polarity, Severity::Error, 0.55, message)
                .between(a, b)
                .focus(Some(x), Some(y)),
        );
    }
    drafts
}

/// "Has declined to say when the line was inspected", where the base has it that the line was inspected in May.
fn declined(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let cue = |witness: &Witness<'_>, sentence: usize| {
        let tokens = witness.sentence(sentence).tokens.clone();
        let word = |t: usize| witness.folded(t);
        tokens.clone().find(|&t| {
            matches!(word(t), "declined" | "refused" | "declines" | "refuses")
                && word(t + 1) == "to"
                && matches!(word(t + 2), "say" | "disclose" | "reveal" | "confirm" | "discuss")
                && t + 3 < tokens.end
        })
    };
    let mut drafts = Vec::new();
    for sentence in 0..other.analysis.sentences.len() {
        let Some(at) = cue(other, sentence) else { continue };
        let words = content(other, at + 3..other.sentence(sentence).tokens.end, 6);
        if words.len() < 2 {
            continue;
        }
        let share = |s: usize| told(&comparison.weights, other, &words, base, s).filter(|f| f.share >= 0.55);
        let likely = base.sentences_with(words.iter().map(|&word| other.terms[word].concept));
        if likely.iter().any(|&s| cue(base, s).is_some() && share(s).is_some()) {
            continue;
        }
        let found = likely.into_iter().find_map(|s| {
            let line = Line::new(base, s);
            let denied = !denials(&line, &clauses(base, &line)).is_empty();
            share(s).filter(|_| !denied)
        });
        drafts.extend(found.map(|found| {
            let here = trimmed(base, found.clause);
            let (there, focus) = place(other, sentence, &(at..at + 3));
            let message = format!(
                "{{other}} says that nobody would tell, {}, what {{base}} tells, {}",
                excerpt(other, there),
                excerpt(base, here)
            );
            Draft::new(FindingKind::Polarity, Severity::Error, 0.55, message)
                .between(here, there)
                .focus(None, Some(focus))
        }));
    }
    drafts
}
