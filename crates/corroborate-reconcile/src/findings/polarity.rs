//! Rule `polarity`: what one text denies, the other affirms.
//!
//! A word of denial is held against what it denies: the other text has to tell the same words in one clause without any
//! denial near them. Not here: words of opposite meaning ("rose" and "fell"), which are values; verbatim quotations; and a
//! "not" that moved with its verb and left the sense alone ("not asking people to panic").

use std::iter;
use std::ops::Range;

use corroborate_model::{Attribution, Direction, FindingKind, LegalStatus, Sentence, Severity, Span};
use foldhash::{HashMap, HashSet};

use super::{Draft, decisions, nothing};
use crate::comparison::Comparison;
use crate::contrasts;
use crate::equivalence::case::{self, Step};
use crate::equivalence::clause::{Denial, clause_at, clauses, denials, open_questions, quoted, trimmed};
use crate::equivalence::cue::Line;
use crate::equivalence::pair::{Linked, Pair};
use crate::equivalence::speaker::{self, Speakers};
use crate::equivalence::told::{Told, content, excerpt, holds, told};
use crate::witness::Witness;

/// How many content words behind a denial are held against the other text.
const REACH: usize = 6;
/// How many sentences with the words denied are looked at; an article has a few.
const LIKELY: usize = 32;

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
    found.extend(never_taken(comparison));
    found.extend(blamed(comparison));
    found.extend(decided(comparison));
    let known = |found: &[Draft], draft: &Draft| {
        let both = |f: &Draft| f.base.zip(draft.base).is_some_and(|(a, b)| a.overlaps(b));
        found.iter().any(both)
    };
    let searched: Vec<Draft> = nothing::find(comparison)
        .into_iter()
        .chain(decisions::find(comparison))
        .filter(|draft| !known(&found, draft))
        .collect();
    found.extend(searched);
    for direction in [Direction::Lost, Direction::Gained] {
        let pair = Pair::new(comparison, direction);
        let flips = flips(&pair);
        let known = |draft: &Draft| {
            found.iter().any(|f: &Draft| f.base.zip(draft.base).is_some_and(|(a, b)| a.overlaps(b)))
        };
        let new: Vec<Draft> = flips.into_iter().filter(|draft| !known(draft)).collect();
        found.extend(new);
    }
    drafts.extend(found);
}

fn draft(
    pair: &Pair<'_, '_>,
    (here, cue): (Span, Span),
    (there, told): (Span, Span),
    confidence: f64,
) -> Draft {
    let (here_words, there_words) = (excerpt(pair.from, here), excerpt(pair.to, there));
    let message = if pair.lost {
        format!("{{other}} affirms what {{base}} denies: {there_words} where {{base}} has {here_words}.")
    } else {
        format!("{{other}} denies what {{base}} affirms: {here_words} where {{base}} has {there_words}.")
    };
    let ((base, other), (base_focus, other_focus)) = (pair.ordered(here, there), pair.ordered(cue, told));
    Draft::new(FindingKind::Polarity, Severity::Error, confidence, message)
        .between(base, other)
        .focus(Some(base_focus), Some(other_focus))
        .toward(pair.direction())
}

/// The draft about a denial whose words the other text affirms.
fn turned(pair: &Pair<'_, '_>, sentence: usize, line: &Line<'_>, denial: &Denial) -> Option<Draft> {
    let words = content(pair.from, denial.cue.end..denial.scope.end, REACH);
    let parts = clauses(pair.from, line);
    if words.is_empty() || affirmed_too(pair, sentence, line, &words, denial) {
        return None;
    }
    // "If we do nothing": nothing is denied there.
    let clause = clause_at(&parts, denial.cue.start);
    if (clause.start..denial.cue.start).any(|t| matches!(line.word(t), "if" | "unless")) {
        return None;
    }
    let mut best: Option<(Told, Linked)> = None;
    for link in pair.linked(sentence) {
        if matches!(line.word(denial.cue.start), "neither" | "nor") && denies(pair.to, link.sentence) {
            return None;
        }
        let Some(told) = told(&pair.comparison.weights, pair.from, &words, pair.to, link.sentence) else {
            continue;
        };
        if denied(pair.to, &told) {
            if told.share >= 0.5 {
                return None;
            }
            continue;
        }
        if best.as_ref().is_none_or(|(best, _)| told.share > best.share) {
            best = Some((told, link));
        }
    }
    let (found, Linked { score, contained, .. }) = best?;
    // "Nobody in the van was hurt": who it is stands before, in another clause than what befell them.
    let nobody = matches!(line.word(denial.cue.start), "nobody" | "no" | "none") && words.len() >= 2;
    let whole = nobody
        && found.share >= 0.6
        && words.iter().all(|&word| holds(pair.to, found.sentence, pair.from.terms[word].concept));
    // "Not safe" and "dangerous" say the same.
    let opposed = words
        .iter()
        .any(|&word| found.clause.clone().any(|t| contrasts::exclude(line.word(word), pair.to.folded(t))));
    if opposed {
        return None;
    }
    let alone = words.len() == 1 || found.tokens.len() == 1;
    // Who is denied something stands first; what is denied of them has to be told.
    let verb = match line.word(denial.cue.start) {
        "nobody" | "none" => found.share >= 0.85,
        "no" => true,
        _ => found.head,
    };
    // One word that is told has to be that word: a synonym alone ("no part in the research", "led the study") is too little.
    let stem = |witness: &Witness<'_>, token: usize| crate::words::stem(witness.folded(token));
    let spoken = |found: &Told| {
        found.tokens.iter().any(|&t| words.iter().any(|&word| stem(pair.to, t) == stem(pair.from, word)))
    };
    let enough = if alone {
        found.head && found.share >= 0.85 && contained >= 0.55 && spoken(&found)
    } else {
        verb && found.share >= 0.6
    };
    if !enough && !whole || score < 0.34 || verbatim(pair, denial, &found) {
        return None;
    }
    let clause = parts.iter().find(|clause| clause.contains(&denial.cue.start))?.clone();
    let focus = pair.to.span_of(*found.tokens.first()?..found.tokens.last()? + 1);
    let confidence = (0.4 + 0.3 * f64::from(found.share) + 0.25 * f64::from(score)).min(0.95);
    let cue = pair.from.span_of(denial.cue.clone());
    Some(draft(pair, (trimmed(pair.from, clause), cue), (trimmed(pair.to, found.clause), focus), confidence))
}

/// Whether a sentence denies anything outright.
fn denies(witness: &Witness<'_>, sentence: usize) -> bool {
    let line = Line::new(witness, sentence);
    denials(&line, &clauses(witness, &line)).iter().any(|denial| denial.plain)
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
fn void_near(line: &Line<'_>, clause: &Range<usize>) -> bool {
    const PARTLY: &[&str] =
        &["only", "until", "earliest", "except", "unless", "other", "if", "yet", "any", "anyone", "anything"];
    clause.clone().any(|token| PARTLY.contains(&line.word(token)))
}

/// Whether the first text affirms the same words elsewhere, or denies them in part only.
fn affirmed_too(
    pair: &Pair<'_, '_>,
    sentence: usize,
    line: &Line<'_>,
    words: &[usize],
    denial: &Denial,
) -> bool {
    if void_near(line, &denial.scope)
        || line.word(denial.scope.end) == "until"
        || line.word(denial.scope.end) == "unless"
    {
        return true;
    }
    let from = pair.from;
    let likely = |other: &usize| {
        let told = words.iter().filter(|&&word| holds(from, *other, from.terms[word].concept)).count();
        *other != sentence && told * 3 >= words.len() * 2
    };
    let near = from.sentences_with(words.iter().map(|&word| from.terms[word].concept));
    let mut sentences = iter::once(sentence).chain(near.into_iter().filter(likely).take(LIKELY));
    sentences.any(|other| {
        let here = Line::new(from, other);
        clauses(from, &here).iter().filter(|clause| !clause.contains(&denial.cue.start)).any(|clause| {
            let held = |word: &&usize| {
                clause
                    .clone()
                    .any(|t| from.is_content(t) && from.terms[t].concept == from.terms[**word].concept)
            };
            let told = words.iter().filter(held).count();
            // "Not ready in the first half but ready in the second": the head word is affirmed beside its denial.
            let enough = told * 3 >= words.len() * 2
                || other == sentence && words.first().is_some_and(|word| held(&word));
            enough
                && !denied(
                    from,
                    &Told {
                        sentence: other,
                        clause: clause.clone(),
                        tokens: clause.clone().collect(),
                        share: 1.0,
                        head: true,
                    },
                )
        })
    })
}

/// "Had not decided whether to appeal" told as "would not appeal": a question left open becomes a refusal.
fn undecided(pair: &Pair<'_, '_>, sentence: usize, line: &Line<'_>, parts: &[Range<usize>]) -> Option<Draft> {
    let denials = denials(line, parts);
    let mut plain = denials.iter().filter(|denial| denial.plain);
    plain.find_map(|denial| {
        let words = content(pair.from, denial.cue.end..denial.scope.end, REACH);
        let open_here = open_questions(line, parts);
        if open_here.iter().any(|open| words.iter().any(|word| open.contains(word))) {
            return None;
        }
        pair.linked(sentence).iter().find_map(|link| settled(pair, parts, denial, &words, link))
    })
}

/// Whether a linked sentence leaves open the words that a denial settles.
fn settled(
    pair: &Pair<'_, '_>,
    parts: &[Range<usize>],
    denial: &Denial,
    words: &[usize],
    link: &Linked,
) -> Option<Draft> {
    let there = Line::new(pair.to, link.sentence);
    let open = open_questions(&there, &clauses(pair.to, &there)).into_iter().next()?;
    let asked = |word: &usize| {
        let concept = pair.from.terms[*word].concept;
        open.clone().any(|token| pair.to.is_content(token) && pair.to.terms[token].concept == concept)
    };
    let told = words.iter().filter(|word| asked(word)).count();
    if !asked(words.first()?) || told * 2 < words.len() {
        return None;
    }
    let clause =
        parts.iter().find(|clause| clause.contains(&denial.cue.start)).unwrap_or(&denial.scope).clone();
    let here = (trimmed(pair.from, clause), pair.from.span_of(denial.cue.clone()));
    let there = (pair.to.sentence(link.sentence).span, trimmed(pair.to, open));
    Some(draft(pair, here, there, 0.55 + 0.25 * f64::from(link.score)))
}

/// "No charges have been brought" beside a copy that has somebody charged: the step is told in a sentence linked to the
/// base's sentence before, since the denial itself shares one word at most.
fn no_charges(comparison: &Comparison<'_>) -> Vec<Draft> {
    let pair = Pair::new(comparison, Direction::Lost);
    let mut drafts = Vec::new();
    for sentence in 0..pair.from.analysis.sentences.len() {
        let steps = case::steps(pair.from, sentence);
        for step in steps.iter().filter(|step| step.denied && step.status >= LegalStatus::Charged) {
            let mut near: Vec<Linked> =
                (sentence.saturating_sub(2)..=sentence).flat_map(|s| pair.linked(s)).collect();
            near.sort_by_key(|link| link.sentence);
            near.dedup_by_key(|link| link.sentence);
            drafts.extend(near.iter().filter_map(|link| brought(&pair, step, link)));
        }
    }
    drafts
}

/// The draft about a linked sentence that affirms the step.
fn brought(pair: &Pair<'_, '_>, step: &Step, link: &Linked) -> Option<Draft> {
    let steps = case::steps(pair.to, link.sentence);
    let told = steps
        .iter()
        .find(|told| told.status == step.status && !told.denied && !told.open && done(pair.to, told))?;
    let here = trimmed(pair.from, step.clause.clone());
    let there = (trimmed(pair.to, told.clause.clone()), told.span);
    Some(draft(pair, (here, here), there, 0.6 + 0.3 * f64::from(link.score)))
}

/// A step of a case that the base denies and never affirms of anybody, affirmed in the other text, in whatever words.
fn never_taken(comparison: &Comparison<'_>) -> Vec<Draft> {
    let pair = Pair::new(comparison, Direction::Lost);
    let steps = |witness: &Witness<'_>| -> Vec<(usize, Step)> {
        let sentences = 0..witness.analysis.sentences.len();
        sentences.flat_map(|s| case::steps(witness, s).into_iter().map(move |step| (s, step))).collect()
    };
    let here = steps(pair.from);
    let denied =
        here.iter().find(|(_, step)| step.denied && !step.open && step.status >= LegalStatus::Arrested);
    let Some((_, denied)) = denied.filter(|(_, step)| step.status < LegalStatus::Cleared) else {
        return Vec::new();
    };
    if here.iter().any(|(_, step)| !step.denied && step.status >= denied.status) {
        return Vec::new();
    }
    let told = steps(pair.to);
    // A text that has the denial too speaks of somebody else, or of an earlier day.
    if told.iter().any(|(_, step)| step.denied && step.status == denied.status) {
        return Vec::new();
    }
    let affirmed = told.iter().filter(|(_, step)| {
        done(pair.to, step)
            && !step.denied
            && !step.open
            && step.status == denied.status
            && !quoted(pair.to, step.span)
    });
    let cue = pair.from.span_of(denied.clause.clone());
    affirmed
        .map(|(_, step)| {
            let place = trimmed(pair.to, step.clause.clone());
            draft(&pair, (trimmed(pair.from, denied.clause.clone()), cue), (place, step.span), 0.75)
        })
        .collect()
}

/// Whether a step is told as done: "the prosecution", "a charge" may be told of others.
fn done(witness: &Witness<'_>, step: &Step) -> bool {
    let word = witness.words(step.span).to_lowercase();
    ["ed", "arrest", "custody", "guilty", "charges", "charge"].iter().any(|end| word.ends_with(end))
}

/// Words around a "not" that stand in the other text without it: "are not blaming" told as "are blaming".
fn flips(pair: &Pair<'_, '_>) -> Vec<Draft> {
    let (from, to) = (pair.from, pair.to);
    let framed = |&not: &usize| {
        not > 0 && from.folded(not) == "not" && from.is_content(not + 1) && !from.is_content(not - 1)
    };
    let inside = |sentence: &Sentence, not: usize| {
        sentence.tokens.contains(&(not - 1)) && sentence.tokens.contains(&(not + 1))
    };
    let mut nots = Vec::new();
    for (number, sentence) in from.analysis.sentences.iter().enumerate() {
        let found = sentence.tokens.clone().filter(framed).filter(|&not| inside(sentence, not));
        nots.extend(found.map(|not| (number, not)));
    }
    if nots.is_empty() {
        return Vec::new();
    }
    let (here, there) = (Neighbours::of(from), Neighbours::of(to));
    nots.into_iter()
        .filter_map(|(number, not)| {
            let words = (from.terms[not - 1].exact, from.terms[not + 1].exact);
            // Told without "not" anywhere in the first text too, or with it in the other, nothing is turned round.
            if there.denied.contains(&words.1) || here.first.contains_key(&words) {
                return None;
            }
            let &(other, at) = there.first.get(&words)?;
            flip(pair, (number, not), (other?, at))
        })
        .collect()
}

/// Words of a text beside one another, by their terms.
pub(crate) struct Neighbours {
    /// Where two words stand together first: the sentence that holds both, if any does, and the token.
    first: HashMap<(u32, u32), (Option<usize>, usize)>,
    /// Words right behind a "not".
    denied: HashSet<u32>,
}

impl Neighbours {
    fn of<'w>(witness: &'w Witness<'_>) -> &'w Neighbours {
        witness.readings.neighbours.get_or_init(|| Neighbours::read(witness))
    }

    fn read(witness: &Witness<'_>) -> Neighbours {
        let exact = |t: usize| witness.terms[t].exact;
        let mut first: HashMap<(u32, u32), (Option<usize>, usize)> = HashMap::default();
        for (number, sentence) in witness.analysis.sentences.iter().enumerate() {
            for t in sentence.tokens.start..sentence.tokens.end.saturating_sub(1) {
                first.entry((exact(t), exact(t + 1))).or_insert((Some(number), t));
            }
        }
        let pairs = 1..witness.terms.len();
        for t in pairs.clone() {
            first.entry((exact(t - 1), exact(t))).or_insert((None, t - 1));
        }
        let denied = pairs.filter(|&t| witness.folded(t - 1) == "not").map(exact).collect();
        Neighbours { first, denied }
    }
}

/// The draft about a "not" that the other text leaves out.
fn flip(pair: &Pair<'_, '_>, (number, not): (usize, usize), (other, at): (usize, usize)) -> Option<Draft> {
    let (from, to) = (pair.from, pair.to);
    if !akin(pair, number, other) || partly(from, number, not) || partly(to, other, at) {
        return None;
    }
    let place = |witness: &Witness<'_>, t: usize, sentence: usize| {
        let line = Line::new(witness, sentence);
        let parts = clauses(witness, &line);
        parts.iter().find(|clause| clause.contains(&t)).map(|clause| trimmed(witness, clause.clone()))
    };
    let (here, there) = (place(from, not, number)?, place(to, at, other)?);
    let (cue, words) = (from.span_of(not - 1..not + 2), to.span_of(at..at + 2));
    let mut draft = draft(pair, (here, cue), (there, words), 0.8);
    if quoted(from, cue) && quoted(to, words) {
        draft.kind = FindingKind::QuoteAltered;
    }
    Some(draft)
}

/// Whether what is told from a word on holds in part only ("until Friday"), or is denied further on ("asking not to panic").
fn partly(witness: &Witness<'_>, sentence: usize, token: usize) -> bool {
    let line = Line::new(witness, sentence);
    let parts = clauses(witness, &line);
    let rest = token + 1..clause_at(&parts, token).end;
    if matches!(line.word(rest.end), "until" | "unless") {
        return true;
    }
    let denied = denials(&line, &parts).iter().any(|denial| rest.contains(&denial.cue.start));
    denied || void_near(&line, &rest)
}

/// Whether two sentences are linked, or words of one speaker.
fn akin(pair: &Pair<'_, '_>, from: usize, to: usize) -> bool {
    let speakers = |witness: &Witness<'_>, sentence: usize| -> Vec<Attribution> {
        let span = witness.sentence(sentence).span;
        let claims = witness.analysis.claims.iter().filter(|claim| claim.span.overlaps(span));
        claims.filter_map(|claim| claim.attribution.clone()).collect()
    };
    if pair.linked(from).iter().any(|link| link.sentence == to) {
        return true;
    }
    let ((base, other), comparison) = (pair.ordered(from, to), pair.comparison);
    let there = speakers(comparison.other, other);
    speakers(comparison.base, base)
        .iter()
        .any(|x| there.iter().any(|y| speaker::compare(comparison, x, y) == Speakers::Same))
}

/// Words that make something a cause.
const BLAME: &[&str] = &[
    "because",
    "due",
    "blame",
    "blamed",
    "caused",
    "cause",
    "led",
    "result",
    "owing",
    "responsible",
    "behind",
];

/// A cause that the base has somebody deny ("denied that delays had played any part") given as the cause.
fn blamed(comparison: &Comparison<'_>) -> Vec<Draft> {
    const PART: &[&str] =
        &["part", "role", "cause", "caused", "factor", "blame", "responsible", "contributed"];
    const DENIES: &[&str] =
        &["deny", "denies", "denied", "reject", "rejects", "rejected", "dismissed", "no", "not"];
    let pair = Pair::new(comparison, Direction::Lost);
    let mut drafts = Vec::new();
    for sentence in 0..pair.from.analysis.sentences.len() {
        let line = Line::new(pair.from, sentence);
        let parts = clauses(pair.from, &line);
        let denied = denials(&line, &parts);
        if denied.is_empty() {
            continue;
        }
        let Some(part) = parts.iter().find(|part| (*part).clone().any(|t| PART.contains(&line.word(t))))
        else {
            continue;
        };
        let denial = denied
            .into_iter()
            .find(|denial| DENIES.contains(&line.word(denial.cue.start)) && part.contains(&denial.cue.start));
        let Some(denial) = denial else { continue };
        let about = denial.cue.end..part.end;
        let words: Vec<usize> = content(pair.from, about, REACH)
            .into_iter()
            .filter(|&t| {
                !PART.contains(&line.word(t)) && !matches!(line.word(t), "played" | "play" | "contributed")
            })
            .collect();
        if words.is_empty() || words.len() > 4 {
            continue;
        }
        let likely = pair.to.sentences_with(words.iter().map(|&word| pair.from.terms[word].concept));
        drafts.extend(likely.into_iter().find_map(|there| blames(&pair, (&denial, part), &words, there)));
    }
    drafts
}

/// Whether a sentence of the other text gives the words as the cause.
fn blames(
    pair: &Pair<'_, '_>,
    (denial, part): (&Denial, &Range<usize>),
    words: &[usize],
    sentence: usize,
) -> Option<Draft> {
    let found = told(&pair.comparison.weights, pair.from, words, pair.to, sentence)
        .filter(|found| found.share >= 0.85)?;
    let line = Line::new(pair.to, sentence);
    let parts = clauses(pair.to, &line);
    let near = found.clause.start.saturating_sub(1)..found.clause.end;
    // "Led to" and "the result of" blame; "led the study" and "the result was" do not.
    let tied = |t: usize| match line.word(t) {
        "led" => line.word(t + 1) == "to",
        "result" => matches!(line.word(t + 1), "of" | "from"),
        _ => true,
    };
    let blame = near.clone().find(|&t| BLAME.contains(&line.word(t)) && tied(t))?;
    let taken_back = !denials(&line, &parts).is_empty()
        || !open_questions(&line, &parts).is_empty()
        || void_near(&line, &near);
    (!taken_back).then(|| {
        let here = (trimmed(pair.from, part.clone()), pair.from.span_of(denial.cue.clone()));
        draft(pair, here, (trimmed(pair.to, found.clause.clone()), pair.to.span_of(blame..blame + 1)), 0.7)
    })
}

/// "Had not decided whether to sue" told as "would sue": a question left open becomes a decision.
fn decided(comparison: &Comparison<'_>) -> Vec<Draft> {
    let pair = Pair::new(comparison, Direction::Lost);
    let mut drafts = Vec::new();
    for sentence in 0..pair.from.analysis.sentences.len() {
        let line = Line::new(pair.from, sentence);
        if !line.words.iter().any(|word| word == "whether") {
            continue;
        }
        let parts = clauses(pair.from, &line);
        let undecided = denials(&line, &parts).into_iter().find(|denial| {
            (denial.cue.end..denial.scope.end + 1)
                .any(|t| matches!(line.word(t), "decided" | "decide" | "decision"))
        });
        let (Some(undecided), Some(open)) = (undecided, open_questions(&line, &parts).into_iter().next())
        else {
            continue;
        };
        let words = content(pair.from, open.clone(), REACH);
        let told = pair.linked(sentence).into_iter().find_map(|link| {
            let found = told(&comparison.weights, pair.from, &words, pair.to, link.sentence)?;
            let there = Line::new(pair.to, link.sentence);
            let first = *found.tokens.first()?;
            let settled =
                first > 0 && matches!(there.word(first - 1), "will" | "would") && found.share >= 0.7;
            let denied = !denials(&there, &clauses(pair.to, &there)).is_empty();
            (settled && !denied && there.word(first.wrapping_sub(2)) != "if").then_some((found, first))
        });
        drafts.extend(told.map(|(found, first)| {
            let here =
                (trimmed(pair.from, undecided.cue.start..open.end), pair.from.span_of(undecided.cue.clone()));
            let there = (trimmed(pair.to, found.clause.clone()), pair.to.span_of(first - 1..first + 1));
            let mut draft = draft(&pair, here, there, 0.75);
            draft.kind = FindingKind::Hedge;
            draft.message = format!(
                "{{base}} has it undecided, {}; {{other}} tells it as decided, {}",
                excerpt(pair.from, here.0),
                excerpt(pair.to, there.0)
            );
            draft
        }));
    }
    drafts
}
