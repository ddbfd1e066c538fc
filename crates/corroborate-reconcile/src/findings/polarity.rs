//! Rule `polarity`: what one text denies, the other affirms.
//!
//! A word of denial is held against what it denies: the other text has to tell the same words in one clause without any
//! denial near them. Not here: words of opposite meaning ("rose" and "fell"), which are values; verbatim quotations; and a
//! "not" that moved with its verb and left the sense alone ("not asking people to panic").

use std::ops::Range;

use corroborate_model::{Direction, FindingKind, LegalStatus, Severity, Span};

use super::Draft;
use crate::comparison::Comparison;
use crate::equivalence::case;
use crate::equivalence::clause::{Denial, clauses, denials, open_questions, quoted, trimmed};
use crate::equivalence::cue::Line;
use crate::equivalence::told::{Told, content, excerpt, told};
use crate::witness::Witness;

/// How many content words behind a denial are held against the other text.
const REACH: usize = 6;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    let mut found = Vec::new();
    for direction in [Direction::Lost, Direction::Gained] {
        let pair = Pair::new(comparison, direction);
        for sentence in 0..pair.from.analysis.sentences.len() {
            let line = Line::new(pair.from, sentence);
            let parts = clauses(pair.from, &line);
            for denial in denials(&line, &parts).iter().filter(|denial| denial.plain) {
                found.extend(turned(&pair, sentence, &line, denial));
            }
            if direction == Direction::Gained {
                found.extend(undecided(&pair, sentence, &line, &parts));
            }
        }
    }
    found.extend(no_charges(comparison));
    drafts.extend(found);
}

/// One text seen from the other: denials of `from` are looked for in `to`.
struct Pair<'c, 'a> {
    comparison: &'c Comparison<'a>,
    from: &'c Witness<'a>,
    to: &'c Witness<'a>,
    direction: Direction,
}

impl<'c, 'a> Pair<'c, 'a> {
    fn new(comparison: &'c Comparison<'a>, direction: Direction) -> Pair<'c, 'a> {
        let (base, other) = (comparison.base, comparison.other);
        let (from, to) = if direction == Direction::Lost { (base, other) } else { (other, base) };
        Pair { comparison, from, to, direction }
    }

    /// Linked sentences of the other side with the link's score and how much of the shorter sentence both share.
    fn linked(&self, sentence: usize) -> Vec<(usize, f32, f32)> {
        let lost = self.direction == Direction::Lost;
        let links = if lost { self.comparison.links_of_base(sentence) } else { self.comparison.links_of_other(sentence) };
        let side = |base, other| if lost { other } else { base };
        links.iter().map(|l| (side(l.base, l.other), l.score, l.base_share.max(l.other_share))).collect()
    }

    fn draft(&self, here: Span, cue: Span, there: Span, told: Span, confidence: f64) -> Draft {
        let (here_words, there_words) = (excerpt(self.from, here), excerpt(self.to, there));
        let lost = self.direction == Direction::Lost;
        let message = if lost {
            format!("{{other}} affirms what {{base}} denies: {there_words} where {{base}} has {here_words}.")
        } else {
            format!("{{other}} denies what {{base}} affirms: {here_words} where {{base}} has {there_words}.")
        };
        let draft = Draft::new(FindingKind::Polarity, Severity::Error, confidence, message);
        let draft = if lost {
            draft.between(here, there).focus(Some(cue), Some(told))
        } else {
            draft.between(there, here).focus(Some(told), Some(cue))
        };
        draft.toward(self.direction)
    }
}

/// The draft about a denial whose words the other text affirms.
fn turned(pair: &Pair<'_, '_>, sentence: usize, line: &Line, denial: &Denial) -> Option<Draft> {
    let words = content(pair.from, denial.cue.end..denial.scope.end, REACH);
    let parts = clauses(pair.from, line);
    if words.is_empty() || affirmed_too(pair, sentence, line, &words, denial) {
        return None;
    }
    let mut best: Option<(Told, f32, f32)> = None;
    for (candidate, score, share) in pair.linked(sentence) {
        let Some(told) = told(&pair.comparison.weights, pair.from, &words, pair.to, candidate) else { continue };
        if denied(pair.to, &told) {
            if told.share >= 0.5 {
                return None;
            }
            continue;
        }
        if best.as_ref().is_none_or(|(best, ..)| told.share > best.share) {
            best = Some((told, score, share));
        }
    }
    let (found, score, share) = best?;
    let alone = words.len() == 1 || found.tokens.len() == 1;
    let enough = if alone { found.head && found.share >= 0.85 && share >= 0.55 } else { found.share >= 0.6 };
    if !enough || score < 0.34 || verbatim(pair, denial, &found) {
        return None;
    }
    let clause = parts.iter().find(|clause| clause.contains(&denial.cue.start))?.clone();
    let focus = pair.to.span_of(*found.tokens.first()?..found.tokens.last()? + 1);
    let confidence = (0.4 + 0.3 * f64::from(found.share) + 0.25 * f64::from(score)).min(0.95);
    let cue = pair.from.span_of(denial.cue.clone());
    Some(pair.draft(trimmed(pair.from, clause), cue, trimmed(pair.to, found.clause), focus, confidence))
}

/// Whether both stand in quotation marks: the rules about quotations tell of it.
fn verbatim(pair: &Pair<'_, '_>, denial: &Denial, found: &Told) -> bool {
    let told = found.tokens.first().map_or(Span::default(), |&token| pair.to.span_of(token..token + 1));
    quoted(pair.from, pair.from.span_of(denial.cue.clone())) && quoted(pair.to, told)
}

/// Whether some word of denial stands near the words told: around them, before them in the sentence, or in a question.
fn denied(witness: &Witness<'_>, told: &Told) -> bool {
    let line = Line::new(witness, told.sentence);
    let parts = clauses(witness, &line);
    let touches = |range: &Range<usize>| told.tokens.iter().any(|token| range.contains(token));
    let denials = denials(&line, &parts);
    let contrary = (told.clause.clone()).any(|token| {
        let word = line.word(token);
        word.len() > 5 && (word.starts_with("un") || word.starts_with("non"))
    });
    contrary
        || denials.iter().any(|denial| touches(&denial.scope) || told.clause.contains(&denial.cue.start))
        || open_questions(&line, &parts).iter().any(touches)
        || void_near(&line, &told.clause)
}

/// "Only", "until", "before", "except": what is told holds in part, and so does its denial.
fn void_near(line: &Line, clause: &Range<usize>) -> bool {
    const PARTLY: &[&str] = &["only", "until", "except", "unless", "other", "if", "yet", "any", "anyone", "anything"];
    clause.clone().any(|token| PARTLY.contains(&line.word(token)))
}

/// Whether the first text affirms the same words elsewhere, or denies them in part only.
fn affirmed_too(pair: &Pair<'_, '_>, sentence: usize, line: &Line, words: &[usize], denial: &Denial) -> bool {
    if void_near(line, &denial.scope) || line.word(denial.scope.end) == "until" || line.word(denial.scope.end) == "unless" {
        return true;
    }
    let from = pair.from;
    let sentences = 0..from.analysis.sentences.len();
    sentences.filter(|&other| other.abs_diff(sentence) <= 40).any(|other| {
        let here = Line::new(from, other);
        clauses(from, &here).into_iter().filter(|clause| !clause.contains(&denial.cue.start)).any(|clause| {
            let held = |word: &&usize| clause.clone().any(|t| from.is_content(t) && from.terms[t].concept == from.terms[**word].concept);
            let told = words.iter().filter(held).count();
            // "Not ready in the first half but ready in the second": the head word is affirmed beside its denial.
            let enough = told * 3 >= words.len() * 2 || other == sentence && words.first().is_some_and(|word| held(&word));
            enough && !denied(from, &Told { sentence: other, clause: clause.clone(), tokens: clause.clone().collect(), share: 1.0, head: true })
        })
    })
}

/// "Had not decided whether to appeal" told as "would not appeal": a question left open becomes a refusal.
fn undecided(pair: &Pair<'_, '_>, sentence: usize, line: &Line, parts: &[Range<usize>]) -> Option<Draft> {
    let denials = denials(line, parts);
    denials.iter().filter(|denial| denial.plain).find_map(|denial| {
        let words = content(pair.from, denial.cue.end..denial.scope.end, REACH);
        pair.linked(sentence).into_iter().filter(|&(_, score, _)| score >= 0.3).find_map(|(candidate, score, _)| {
            let there = Line::new(pair.to, candidate);
            let open = open_questions(&there, &clauses(pair.to, &there));
            let range = open.first()?.clone();
            let held = |word: &usize| range.clone().any(|t| pair.to.is_content(t) && pair.to.terms[t].concept == pair.from.terms[*word].concept);
            let told = words.iter().filter(|word| held(word)).count();
            let fixed = !open_questions(line, parts).iter().any(|open| words.iter().any(|word| open.contains(word)));
            (told > 0 && held(words.first()?) && told * 2 >= words.len() && fixed).then(|| {
                let clause = parts.iter().find(|clause| clause.contains(&denial.cue.start)).cloned().unwrap_or(denial.scope.clone());
                let (cue, whole) = (pair.from.span_of(denial.cue.clone()), pair.to.sentence(candidate).span);
                let confidence = 0.55 + 0.25 * f64::from(score);
                pair.draft(trimmed(pair.from, clause), cue, whole, trimmed(pair.to, range.clone()), confidence)
            })
        })
    })
}

/// "No charges have been brought" beside a copy that has somebody charged: the step is told in a sentence linked to the
/// base's sentence before, since the denial itself shares one word at most.
fn no_charges(comparison: &Comparison<'_>) -> Vec<Draft> {
    let pair = Pair::new(comparison, Direction::Lost);
    let mut drafts = Vec::new();
    for sentence in 0..pair.from.analysis.sentences.len() {
        for step in case::steps(pair.from, sentence).iter().filter(|step| step.denied && step.status >= LegalStatus::Charged) {
            let around = [Some(sentence), sentence.checked_sub(1), sentence.checked_sub(2)];
            let mut near: Vec<(usize, f32)> = around.into_iter().flatten().flat_map(|s| pair.linked(s)).map(|l| (l.0, l.1)).collect();
            near.sort_by_key(|&(there, _)| there);
            near.dedup_by_key(|&mut (there, _)| there);
            for (there, score) in near {
                let steps = case::steps(pair.to, there);
                let affirmed = steps.iter().find(|s| s.status == step.status && !s.denied && !s.open);
                drafts.extend(affirmed.map(|told| {
                    let (here, clause) = (trimmed(pair.from, step.clause.clone()), trimmed(pair.to, told.clause.clone()));
                    pair.draft(here, here, clause, told.span, 0.6 + 0.3 * f64::from(score))
                }));
            }
        }
    }
    drafts
}
