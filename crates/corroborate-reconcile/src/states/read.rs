//! The states that a text tells, and what each is told of.

use std::ops::Range;

use corroborate_model::{BlockKind, Payload};

use super::lexicon::{Match, Reach, states};
use super::person;
use crate::equivalence::clause::{Denial, clause_at, clauses, denials};
use crate::equivalence::cue::Line;
use crate::equivalence::told::is_light;
use crate::witness::Witness;

/// A state that a clause tells.
#[derive(Debug, PartialEq)]
pub(crate) struct Told {
    pub axis: usize,
    pub state: &'static str,
    pub sentence: usize,
    pub clause: Range<usize>,
    pub tokens: Range<usize>,
    /// Whom it is told of, where the axis is about people: surnames and ages.
    pub people: Vec<String>,
    /// The quantities it is told of, where the axis is about figures.
    pub figures: Vec<usize>,
    /// Concepts of its clause, its own words left out.
    pub near: Vec<u32>,
    /// Concepts that it governs, each of which may be what the other text governs.
    pub governed: Vec<u32>,
    /// Concepts behind what it governs, its object as a rule.
    pub object: Vec<u32>,
    /// Concepts of its sentence, and of the one before where a pronoun leads there.
    pub wide: Vec<u32>,
    /// Whether it stands in a headline or a caption.
    pub label: bool,
    /// Whether words before it leave open whether it holds.
    pub open: bool,
}

/// Words before a phrase in its clause that leave open whether it holds.
const OPEN: &[&str] = &[
    "if",
    "whether",
    "unless",
    "could",
    "may",
    "might",
    "would",
    "should",
    "can",
    "possible",
    "possibly",
    "potential",
    "likely",
    "unlikely",
    "expected",
    "hope",
    "hopes",
    "hoped",
    "wants",
    "wanted",
    "want",
    "calls",
    "called",
    "urged",
    "urges",
    "demanded",
    "demands",
    "feared",
    "fears",
    "until",
    "before",
    "whoever",
    "anyone",
    "risk",
    "risks",
    "asked",
    "threatened",
    "threatens",
    "recommended",
    "recommends",
    "proposed",
    "proposes",
    "suggested",
    "had",
];

/// Words that stand for what was named before.
const PRONOUNS: &[&str] = &[
    "it", "its", "he", "she", "his", "her", "him", "they", "them", "their", "this", "these", "one", "those",
    "neither", "both", "either", "none",
];

/// The states that a text tells, in order.
pub(crate) fn told<'w>(witness: &'w Witness<'_>) -> &'w [Told] {
    witness.states.get_or_init(|| read(witness))
}

fn read(witness: &Witness<'_>) -> Vec<Told> {
    let mut people = None;
    let mut found = Vec::new();
    for sentence in 0..witness.analysis.sentences.len() {
        let line = Line::new(witness, sentence);
        let hits = states().find(&line);
        if hits.is_empty() {
            continue;
        }
        let parts = clauses(witness, &line);
        let denied = denials(&line, &parts);
        let first = found.len();
        for hit in hits.iter().filter(|hit| holds(&line, &denied, hit)) {
            let mut told = place(witness, sentence, &line, clause_at(&parts, hit.tokens.start), hit, &hits);
            if states().axes[hit.axis].reach == Reach::Person {
                let people = people.get_or_insert_with(|| person::mentions(witness));
                told.people = person::of(&line, people, sentence, &told.clause, &hit.tokens);
                if told.people.is_empty() {
                    continue;
                }
            }
            found.push(told);
        }
        give_figures(witness, sentence, &mut found[first..]);
    }
    found
}

/// Whether a phrase is denied where it must be and nowhere else.
fn holds(line: &Line<'_>, denied: &[Denial], hit: &Match) -> bool {
    let figure = states().axes[hit.axis].reach == Reach::Figure;
    let governs = |denial: &&Denial| {
        // "Against a loss of 3m" compares.
        let compares = line.word(denial.cue.start) == "against" || figure && !denial.plain;
        !compares && denial.scope.contains(&hit.tokens.start) && denial.cue.end <= hit.tokens.start
    };
    if hit.denied {
        denied.iter().filter(|denial| denial.plain).any(|denial| governs(&denial))
    } else {
        !denied.iter().any(|denial| governs(&denial))
    }
}

/// How far before a phrase a word may stand that leaves it open.
const REACH: usize = 12;

fn is_open(witness: &Witness<'_>, line: &Line<'_>, token: usize) -> bool {
    match line.word(token) {
        // "Had it been closed" leaves open, "had closed" does not.
        "had" => token == line.start,
        // The month leaves nothing open.
        "may" => !witness.words(witness.span_of(token..token + 1)).starts_with('M') || token == line.start,
        word => OPEN.contains(&word),
    }
}

fn place(
    witness: &Witness<'_>,
    sentence: usize,
    line: &Line<'_>,
    clause: Range<usize>,
    hit: &Match,
    hits: &[Match],
) -> Told {
    let own = |token: usize| hits.iter().any(|other| other.axis == hit.axis && other.tokens.contains(&token));
    let concepts = |tokens: &mut dyn Iterator<Item = usize>| -> Vec<u32> {
        tokens
            .filter(|&token| witness.is_content(token) && !own(token) && !is_light(line.word(token)))
            .map(|token| witness.terms[token].concept)
            .collect()
    };
    let after = concepts(&mut (hit.tokens.end..clause.end));
    let before = concepts(&mut (clause.start..hit.tokens.start).rev());
    let next = line.word(hit.tokens.end);
    // "Is not planning one" is about what was named before; "is to be held" is about its subject too.
    let governed: Vec<u32> = if PRONOUNS.contains(&next) {
        concepts(&mut (line.start..hit.tokens.start).rev())
    } else if next == "be" || line.word(hit.tokens.end - 1) == "be" {
        after.iter().take(1).chain(before.iter().take(GOVERNED)).copied().collect()
    } else {
        after.first().or(before.first()).copied().into_iter().collect()
    };
    let object = after.iter().skip(1).take(OBJECT).copied().collect();
    let own_concepts: Vec<u32> =
        line_tokens(line).filter(|&t| own(t)).map(|t| witness.terms[t].concept).collect();
    let mut wide: Vec<u32> = witness.bags[sentence].iter().map(|entry| entry.0).collect();
    wide.retain(|concept| !own_concepts.contains(concept));
    let pronoun = clause.clone().any(|token| PRONOUNS.contains(&line.word(token)));
    if pronoun && let Some(before) = sentence.checked_sub(1) {
        wide.extend(witness.bags[before].iter().map(|entry| entry.0));
    }
    let mut near = concepts(&mut clause.clone());
    if near.is_empty() {
        near.clone_from(&wide);
    }
    let reach = clause.start.max(hit.tokens.start.saturating_sub(REACH));
    let open = (reach..hit.tokens.start).any(|token| is_open(witness, line, token));
    Told {
        axis: hit.axis,
        state: hit.state,
        sentence,
        near,
        open,
        clause,
        tokens: hit.tokens.clone(),
        people: Vec::new(),
        figures: Vec::new(),
        governed,
        object,
        wide,
        label: is_label(witness, sentence),
    }
}

/// Whether a sentence is a headline or a caption.
pub(crate) fn is_label(witness: &Witness<'_>, sentence: usize) -> bool {
    matches!(witness.kind_of(sentence), BlockKind::Headline | BlockKind::Subheading | BlockKind::Caption)
}

/// Content words of an object that count.
const OBJECT: usize = 3;

/// Content words of a subject that count.
const GOVERNED: usize = 3;

fn line_tokens(line: &Line<'_>) -> Range<usize> {
    line.start..line.start + line.words.len()
}

/// Gives each figure of a sentence to the nearest state of each axis about figures.
fn give_figures(witness: &Witness<'_>, sentence: usize, told: &mut [Told]) {
    if !told.iter().any(|told| states().axes[told.axis].reach == Reach::Figure) {
        return;
    }
    for (index, claim) in witness.claims_of(sentence) {
        let Payload::Quantity(quantity) = &claim.payload else { continue };
        let number = witness.tokens_in(quantity.number_span);
        let distance = |told: &Told| {
            let far = if told.tokens.start >= number.end {
                told.tokens.start - number.end
            } else {
                let between = told.tokens.end..number.start;
                // "A loss of £3m" is as close as can be.
                let light = |token: usize| !witness.is_content(token) && witness.folded(token) != ",";
                if between.len() <= OF && between.clone().all(light) { 0 } else { between.len() }
            };
            let between = told.tokens.end.min(number.end)..told.tokens.start.max(number.start);
            let joints = between.filter(|&token| matches!(witness.folded(token), "and" | "but" | "," | ";"));
            // "Two are missing, one is dead": what is told of a number follows it rather than another one.
            2 * (far + JOINT * joints.count()) + usize::from(told.tokens.start < number.start)
        };
        for axis in 0..states().axes.len() {
            let here = told.iter_mut().filter(|told| told.axis == axis);
            if states().axes[axis].reach == Reach::Figure
                && let Some(nearest) = here.min_by_key(|told| distance(told))
            {
                nearest.figures.push(index);
            }
        }
    }
}

/// At most so many small words stand between a noun and its figure: "a loss of about £3m".
const OF: usize = 4;
/// A comma or an "and" between a state and a figure counts as so many words.
const JOINT: usize = 4;
