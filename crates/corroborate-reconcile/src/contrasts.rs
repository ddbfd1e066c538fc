//! Words that exclude each other beside the same words: "secondary schools" told as "primary schools", "once a week" as
//! "once a day".
//!
//! The words are in a lexicon, by what their exchange means. An exchange counts where the nearest content word before or after
//! it is the same in both linked sentences, and neither sentence has the other's word too. It speaks beside the rules, and what
//! a rule tells of the same words is settled later.
//!
//! Not here: a contrast that a denial on one side takes back ("not safe", "dangerous"), and words that only differ in degree.

use std::ops::Range;
use std::sync::LazyLock;

use corroborate_model::{FindingKind, Payload, Severity};
use foldhash::{HashMap, HashMapExt as _};

use crate::align::Link;
use crate::comparison::Comparison;
use crate::equivalence::clause::{clauses, denials};
use crate::equivalence::cue::{Line, entries};
use crate::equivalence::told::excerpt;
use crate::findings::Draft;
use crate::witness::{Class, Witness};

/// Sentences under this score do not tell the same.
const TOLD: f32 = 0.36;
/// How far from a word its nearest content word may stand, in tokens.
const NEAR: usize = 4;

/// How far from a word the same figure may stand, in tokens.
const FIGURE: usize = 5;

/// A word's place in the lexicon.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Side {
    kind: FindingKind,
    line: usize,
    side: usize,
    /// Whether only the word behind it counts, which it governs.
    strict: bool,
}

static SIDES: LazyLock<HashMap<&'static str, Side>> = LazyLock::new(|| {
    let mut sides = HashMap::new();
    for (line, (kind, rest)) in entries(include_str!("lexicon/contrasts.txt")).enumerate() {
        let (kind, strict) = kind.strip_suffix(" before").map_or((kind, false), |kind| (kind, true));
        let Ok(kind) = kind.parse() else { continue };
        for (side, words) in rest.split('|').enumerate() {
            sides.extend(words.split_whitespace().map(|word| (word, Side { kind, line, side, strict })));
        }
    }
    sides
});

/// Units of time that a rate is told by: "twice a week", "per hour".
const PERIODS: &[&str] =
    &["second", "minute", "hour", "day", "night", "week", "fortnight", "month", "quarter", "season", "year"];

/// A word of the lexicon, or the unit of a rate.
pub(crate) struct Word {
    token: usize,
    side: Side,
}

/// Whether two folded words exclude each other.
pub(crate) fn exclude(a: &str, b: &str) -> bool {
    let sides = SIDES.get(a).zip(SIDES.get(b));
    sides.is_some_and(|(a, b)| (a.kind, a.line) == (b.kind, b.line) && a.side != b.side)
}

/// Adds drafts for the contrasts of all linked sentences.
pub(crate) fn complete(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    let (base, other) = (read(comparison.base), read(comparison.other));
    for link in comparison.links.iter().filter(|link| link.score >= TOLD && link.score < 1.0) {
        let (here, there) = (&base[link.base], &other[link.other]);
        drafts.extend(there.iter().filter_map(|word| exchanged(comparison, link, here, there, word)));
    }
}

/// The words of each sentence that exclude others.
fn read<'w>(witness: &'w Witness<'_>) -> &'w [Vec<Word>] {
    let sentences = 0..witness.analysis.sentences.len();
    witness.readings.contrasts.get_or_init(|| sentences.map(|sentence| words(witness, sentence)).collect())
}

fn words(witness: &Witness<'_>, sentence: usize) -> Vec<Word> {
    let tokens = witness.sentence(sentence).tokens.clone();
    let line = Line::new(witness, sentence);
    let word = |token: usize| {
        let side = rate(witness, &line, token).or_else(|| {
            let named = witness.terms[token].class == Class::Name;
            SIDES.get(line.word(token)).copied().filter(|_| !named)
        })?;
        Some(Word { token, side })
    };
    tokens.clone().filter_map(word).collect()
}

/// "A week" behind a number or a word for how often.
fn rate(witness: &Witness<'_>, line: &Line<'_>, token: usize) -> Option<Side> {
    let (start, word) = (line.start, line.word(token));
    let side = PERIODS.iter().position(|period| *period == word)?;
    if token < start + 2 || !matches!(line.word(token - 1), "a" | "an" | "per" | "each" | "every") {
        return None;
    }
    // "Every month" says by itself how often.
    if matches!(line.word(token - 1), "every" | "each") {
        return Some(Side { kind: FindingKind::TimeFrame, line: usize::MAX - 1, side, strict: false });
    }
    let often = matches!(line.word(token - 2), "once" | "twice" | "times")
        || (start.max(token - 4)..token - 1).any(|t| witness.terms[t].class == Class::Number);
    often.then_some(Side { kind: FindingKind::TimeFrame, line: usize::MAX, side, strict: false })
}

/// The draft about a word of the other text where the base has one that excludes it.
fn exchanged(
    comparison: &Comparison<'_>,
    link: &Link,
    here: &[Word],
    there: &[Word],
    word: &Word,
) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let same = |a: &Word, b: &Word| a.side == b.side;
    let group = |a: &Word, b: &Word| (a.side.kind, a.side.line) == (b.side.kind, b.side.line);
    let near =
        |a: &Word, b: &Word| beside(comparison, a.token, link.base, b.token, link.other, word.side.strict);
    let sexes = word.side.kind == FindingKind::Identity;
    // "A man of 45 and a woman of 39" has both, in whatever order.
    if here.iter().any(|own| same(own, word) && (sexes || near(own, word))) {
        return None;
    }
    // "A man and a woman", "a woman and a man": their ages are another rule's.
    let persons = word.side.kind == FindingKind::Identity;
    let both = |words: &[Word]| {
        words.iter().any(|own| same(own, word))
            && words.iter().any(|own| group(own, word) && !same(own, word))
    };
    if persons && both(here) && both(there) {
        return None;
    }
    let rival = here
        .iter()
        .filter(|own| {
            group(own, word)
                && !same(own, word)
                && !there.iter().any(|kept| same(kept, own) && near(own, kept))
        })
        .find(|own| near(own, word))?;
    let denied = |witness: &Witness<'_>, sentence: usize, token: usize| {
        let line = Line::new(witness, sentence);
        denials(&line, &clauses(witness, &line))
            .iter()
            .any(|denial| denial.scope.contains(&token) && !denial.cue.contains(&token))
    };
    if denied(base, link.base, rival.token) != denied(other, link.other, word.token) {
        return None;
    }
    let words = |witness: &Witness<'_>, sentence: usize, token: usize| {
        let tokens = witness.sentence(sentence).tokens.clone();
        witness.span_of(token.saturating_sub(3).max(tokens.start)..(token + 4).min(tokens.end))
    };
    let message = format!(
        "{{base}} has {}; {{other}} has {}",
        excerpt(base, words(base, link.base, rival.token)),
        excerpt(other, words(other, link.other, word.token))
    );
    // "Regional officer" told as "national officer" is another office.
    let office = |witness: &Witness<'_>, sentence: usize, token: usize| {
        let span = witness.span_of(token..token + 1);
        witness.claims_of(sentence).any(|(_, claim)| {
            matches!(&claim.payload, Payload::Person(person) if person.role_span.is_some_and(|role| role.contains(span)))
        })
    };
    let scope = word.side.kind == FindingKind::Scope;
    let kind = if scope && office(base, link.base, rival.token) && office(other, link.other, word.token) {
        FindingKind::Identity
    } else {
        word.side.kind
    };
    let severity = match word.side.kind {
        FindingKind::Scope | FindingKind::Hedge | FindingKind::CountedThing => Severity::Warning,
        _ => Severity::Error,
    };
    Some(
        Draft::new(kind, severity, f64::from(0.4 + 0.4 * link.score), message)
            .between(base.sentence(link.base).span, other.sentence(link.other).span)
            .focus(
                Some(base.analysis.tokens[rival.token].span),
                Some(other.analysis.tokens[word.token].span),
            ),
    )
}

/// Whether the nearest content word before both, or after both, is the same; after both alone where `strict`.
fn beside(comparison: &Comparison<'_>, a: usize, base: usize, b: usize, other: usize, strict: bool) -> bool {
    let nearest = |witness: &Witness<'_>, tokens: &mut dyn Iterator<Item = usize>| {
        tokens.take(NEAR).find(|&t| witness.is_content(t)).map(|t| witness.terms[t].concept)
    };
    let after = |witness: &Witness<'_>, sentence: usize, token: usize| {
        nearest(witness, &mut (token + 1..witness.sentence(sentence).tokens.end))
    };
    let before = |witness: &Witness<'_>, sentence: usize, token: usize| {
        let tokens: Range<usize> = witness.sentence(sentence).tokens.start..token;
        nearest(witness, &mut tokens.rev())
    };
    let equal = |x: Option<u32>, y: Option<u32>| x.is_some() && x == y;
    // "A grant of 1.2 million", "lent the firm 1.2 million": the same figure stands by both.
    let figure = |witness: &Witness<'_>, sentence: usize, token: usize| -> Vec<u32> {
        let tokens = witness.sentence(sentence).tokens.clone();
        (token.saturating_sub(FIGURE).max(tokens.start)..(token + FIGURE).min(tokens.end))
            .filter(|&t| witness.terms[t].class == Class::Number)
            .map(|t| witness.terms[t].concept)
            .collect()
    };
    let figures = figure(comparison.other, other, b);
    let beside_figure = figure(comparison.base, base, a).iter().any(|concept| figures.contains(concept));
    beside_figure && !strict
        || equal(after(comparison.base, base, a), after(comparison.other, other, b))
        || !strict && equal(before(comparison.base, base, a), before(comparison.other, other, b))
}
