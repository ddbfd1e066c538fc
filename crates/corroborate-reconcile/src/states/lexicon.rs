//! The lexicon of states: axes, the phrases of their states, and what a move from one state to another means.
//!
//! The file explains its own format. It is read once; a line that cannot be read is left out, and a test sees to it that
//! there is none.

use std::ops::Range;
use std::sync::LazyLock;

use corroborate_model::{Direction, FindingKind, Severity};
use foldhash::{HashMap, HashMapExt as _};

use crate::equivalence::cue::Line;

static STATES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::load(include_str!("../lexicon/states.txt")));

/// What makes two places speak of one matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// The same human being.
    Person,
    /// The same figure.
    Figure,
    /// So many shared words in their sentences, one of them in the clause.
    Around(usize),
    /// So many shared words in their sentences, one of them in both clauses.
    Clause(usize),
    /// The words that the phrase governs.
    Governed,
}

/// A matter that has states.
pub(crate) struct Axis {
    pub reach: Reach,
    pub moves: Vec<Move>,
}

/// What it means that the other text has the second state where the base has the first.
pub(crate) struct Move {
    pub from: &'static str,
    pub to: &'static str,
    pub kind: FindingKind,
    pub severity: Severity,
    pub direction: Option<Direction>,
    /// Whether it counts though the other text tells the first state too.
    pub always: bool,
    /// States that the base must tell somewhere.
    pub given: Vec<&'static str>,
    /// States that the base must not have of the same matter.
    pub unless: Vec<&'static str>,
}

/// A phrase in a sentence: its tokens, by their number in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub tokens: Range<usize>,
    pub axis: usize,
    pub state: &'static str,
    /// Whether it counts only where it is denied.
    pub denied: bool,
}

/// A part of a phrase.
enum Part {
    /// One of these words.
    Words(Vec<&'static str>),
    /// Up to so many words.
    Gap,
}

/// Most words that a gap stands for.
const GAP: usize = 5;

struct Phrase {
    parts: Vec<Part>,
    axis: usize,
    state: &'static str,
    denied: bool,
}

/// All axes.
pub(crate) struct Lexicon {
    pub axes: Vec<Axis>,
    phrases: Vec<Phrase>,
    /// Phrases by each word that may open them.
    by_first: HashMap<&'static str, Vec<usize>>,
    /// Lines that could not be read.
    #[cfg(test)]
    pub unread: Vec<&'static str>,
}

/// The lexicon.
pub(crate) fn states() -> &'static Lexicon {
    &STATES
}

impl Lexicon {
    fn load(text: &'static str) -> Lexicon {
        let mut lexicon = Lexicon {
            axes: Vec::new(),
            phrases: Vec::new(),
            by_first: HashMap::new(),
            #[cfg(test)]
            unread: Vec::new(),
        };
        let mut macros: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            if let Some((name, words)) = line.split_once(" = ") {
                macros.insert(name, words.split_whitespace().collect());
            } else if lexicon.read(line, &macros).is_none() {
                #[cfg(test)]
                lexicon.unread.push(line);
            }
        }
        for (number, phrase) in lexicon.phrases.iter().enumerate() {
            if let Some(Part::Words(words)) = phrase.parts.first() {
                for word in words {
                    lexicon.by_first.entry(word).or_default().push(number);
                }
            }
        }
        lexicon
    }

    /// Reads a line: an axis, a move or the phrases of a state; nothing where it is none of these.
    fn read(&mut self, line: &'static str, macros: &HashMap<&'static str, Vec<&'static str>>) -> Option<()> {
        if let Some(head) = line.strip_prefix('[') {
            let reach = reach(head.split_once(']')?.1.trim())?;
            self.axes.push(Axis { reach, moves: Vec::new() });
            return Some(());
        }
        let (tag, rest) = line.split_once(':')?;
        let axis = self.axes.len().checked_sub(1)?;
        if let Some((from, to)) = tag.split_once('>') {
            for from in from.split(',').map(str::trim) {
                for to in to.split(',').map(str::trim) {
                    let step = read_move(from, to, rest)?;
                    self.axes.get_mut(axis)?.moves.push(step);
                }
            }
            return Some(());
        }
        for phrase in rest.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
            let (denied, words) = phrase.strip_prefix('!').map_or((false, phrase), |words| (true, words));
            let part = |word: &'static str| match (word, macros.get(word)) {
                ("..", _) => Part::Gap,
                (_, Some(words)) => Part::Words(words.clone()),
                _ => Part::Words(word.split('|').collect()),
            };
            let parts: Vec<Part> = words.split_whitespace().map(part).collect();
            self.phrases.push(Phrase { parts, axis, state: tag.trim(), denied });
        }
        Some(())
    }

    /// The phrases of a sentence in order, of each axis the longest ones that do not overlap.
    pub(crate) fn find(&self, line: &Line<'_>) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        for (at, word) in line.words.iter().enumerate() {
            for &number in self.by_first.get(word.as_ref()).into_iter().flatten() {
                let phrase = &self.phrases[number];
                // Its first part holds the word it is found by.
                if let Some(end) = fits(phrase.parts.get(1..).unwrap_or_default(), line, at + 1) {
                    let tokens = line.start + at..line.start + end;
                    found.push(Match {
                        tokens,
                        axis: phrase.axis,
                        state: phrase.state,
                        denied: phrase.denied,
                    });
                }
            }
        }
        found.sort_by_key(|hit| (hit.axis, std::cmp::Reverse(hit.tokens.len()), hit.tokens.start));
        let mut kept: Vec<Match> = Vec::new();
        for hit in found {
            let apart = |other: &Match| {
                other.axis != hit.axis
                    || other.tokens.end <= hit.tokens.start
                    || hit.tokens.end <= other.tokens.start
                    // Denied and told outright, the same words are two phrases, of which one counts.
                    || other.tokens == hit.tokens && other.denied != hit.denied
            };
            if kept.iter().all(apart) {
                kept.push(hit);
            }
        }
        kept.sort_by_key(|hit| (hit.tokens.start, hit.axis));
        kept
    }
}

/// Where a phrase that begins at a word ends, if it fits; the fewest words are taken for a gap.
fn fits(parts: &[Part], line: &Line<'_>, at: usize) -> Option<usize> {
    match parts.split_first() {
        None => Some(at),
        Some((Part::Words(words), rest)) => {
            let word = line.words.get(at)?;
            if words.iter().any(|other| other == word) { fits(rest, line, at + 1) } else { None }
        }
        Some((Part::Gap, rest)) => (at..=at + GAP)
            .take_while(|&end| end == at || line.words.get(end - 1).is_some_and(|word| is_inside(word)))
            .find_map(|end| fits(rest, line, end)),
    }
}

/// Whether a gap may hold a word: a mark ends it, other than a hyphen.
fn is_inside(word: &str) -> bool {
    word == "-" || word.chars().any(char::is_alphanumeric) && !matches!(word, "and" | "but" | "who" | "which")
}

fn reach(words: &str) -> Option<Reach> {
    match words.split_once(' ').unwrap_or((words, "")) {
        ("person", "") => Some(Reach::Person),
        ("figure", "") => Some(Reach::Figure),
        ("governed", "") => Some(Reach::Governed),
        ("around", count) => count.parse().ok().map(Reach::Around),
        ("clause", count) => count.parse().ok().map(Reach::Clause),
        _ => None,
    }
}

fn read_move(from: &'static str, to: &'static str, rest: &'static str) -> Option<Move> {
    let (rest, unless) = rest.split_once(" unless ").unwrap_or((rest, ""));
    let (head, given) = rest.split_once(" given ").unwrap_or((rest, ""));
    let mut words = head.split_whitespace();
    let (kind, severity) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let mut step = Move {
        from,
        to,
        kind,
        severity,
        direction: None,
        always: false,
        given: given.split_whitespace().collect(),
        unless: unless.split_whitespace().collect(),
    };
    for word in words {
        match word {
            "always" => step.always = true,
            word => step.direction = Some(direction(word)?),
        }
    }
    Some(step)
}

fn direction(word: &str) -> Option<Direction> {
    use Direction as D;
    [D::Lost, D::Gained, D::Stronger, D::Weaker, D::Wider, D::Narrower]
        .into_iter()
        .find(|direction| direction.name() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_every_move_leads_between_states_that_have_phrases() {
        let lexicon = states();
        assert!(lexicon.unread.is_empty(), "{:?}", lexicon.unread);
        for (number, axis) in lexicon.axes.iter().enumerate() {
            assert!(!axis.moves.is_empty(), "axis {number}");
            let unless = axis.moves.iter().flat_map(|step| step.unless.iter().copied());
            for state in axis.moves.iter().flat_map(|step| [step.from, step.to]).chain(unless) {
                let told =
                    lexicon.phrases.iter().any(|phrase| phrase.axis == number && phrase.state == state);
                assert!(told, "axis {number}: no phrase for {state}");
            }
        }
        for phrase in &lexicon.phrases {
            assert!(matches!(phrase.parts.first(), Some(Part::Words(_))), "a phrase opens with a gap");
        }
    }
}
