//! Phrases that cannot both hold of one matter: "entered no plea" told as "pleaded not guilty".
//!
//! The phrases are in a lexicon, by matter and state. A matter that comes once in a story is read from the whole text, any
//! other from linked sentences. Not here: a text that has both states, which tells of two people or two days, and states
//! inside quotation marks.

use std::sync::LazyLock;

use corroborate_model::{FindingKind, Severity, Span};

use crate::comparison::{Comparison, Relation};
use crate::equivalence::clause::{clause_at, clauses, quoted, trimmed};
use crate::equivalence::cue::{Line, Phrases};
use crate::equivalence::told::excerpt;
use crate::findings::Draft;
use crate::witness::{Class, Witness};

static STANCES: LazyLock<Phrases> = LazyLock::new(|| Phrases::load(include_str!("lexicon/stances.txt")));

/// Sentences under this score do not tell the same.
const TOLD: f32 = 0.34;
/// How many phrases of a matter are looked at in one text; a story has a few.
const LIMIT: usize = 64;

/// A phrase of the lexicon in a text.
pub(crate) struct Stance {
    kind: FindingKind,
    /// Whether its matter comes once in a story.
    story: bool,
    matter: &'static str,
    state: &'static str,
    sentence: usize,
    span: Span,
    clause: Span,
    /// Whether it stands between quotation marks.
    quoted: bool,
}

/// Adds drafts for the matters on which the two texts cannot both be right.
pub(crate) fn complete(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    if comparison.relation == Relation::Within {
        return;
    }
    let other = stances(comparison.other);
    if other.is_empty() {
        return;
    }
    let base = stances(comparison.base);
    for there in other {
        // A matter that may come twice in a story is settled by the sentences that tell of the same alone.
        let akin = |here: usize, other: usize| {
            there.story
                || comparison.link(here, other).is_some_and(|link| link.score >= TOLD)
                || same_subject(comparison, here, other)
        };
        let same = |stance: &&Stance| stance.matter == there.matter;
        let near = || base.iter().filter(same).take(LIMIT).filter(|here| akin(here.sentence, there.sentence));
        let settled = near().any(|here| here.state == there.state);
        let rival = near().find(|here| here.state != there.state && !there.quoted);
        let Some(here) = rival.filter(|_| !settled) else { continue };
        let own = other.iter().filter(same).take(LIMIT).filter(|own| akin(here.sentence, own.sentence));
        if own.into_iter().any(|own| own.state == here.state) {
            continue;
        }
        let message = format!(
            "{{base}} has {}; {{other}} has {}",
            excerpt(comparison.base, here.clause),
            excerpt(comparison.other, there.clause)
        );
        // What is settled on one side and open on the other is a hedge.
        let open = here.state == "open" || there.state == "open";
        let (kind, severity) =
            if open { (FindingKind::Hedge, Severity::Warning) } else { (there.kind, Severity::Error) };
        drafts.push(
            Draft::new(kind, severity, 0.8, message)
                .between(here.clause, there.clause)
                .focus(Some(here.span), Some(there.span)),
        );
    }
}

/// Whether two sentences tell of the same in other words: a name or number and another telling word stand in both.
fn same_subject(comparison: &Comparison<'_>, base: usize, other: usize) -> bool {
    let there = &comparison.other.bags[other];
    let shared = comparison.base.bags[base]
        .iter()
        .filter(|(concept, _)| there.binary_search_by_key(concept, |entry| entry.0).is_ok());
    let (mut count, mut named) = (0, false);
    for (_, class) in shared {
        count += 1;
        named |= matches!(class, Class::Name | Class::Number);
    }
    count >= 2 && named
}

/// The phrases of a text.
fn stances<'w>(witness: &'w Witness<'_>) -> &'w [Stance] {
    witness.readings.stances.get_or_init(|| read(witness))
}

fn read(witness: &Witness<'_>) -> Vec<Stance> {
    let mut found = Vec::new();
    for sentence in 0..witness.analysis.sentences.len() {
        let line = Line::new(witness, sentence);
        let hits = STANCES.find(&line);
        if hits.is_empty() {
            continue;
        }
        let parts = clauses(witness, &line);
        for hit in hits {
            let span = witness.span_of(hit.tokens.clone());
            let mut tag = hit.tag.splitn(3, ' ');
            let (kind, reach, rest) =
                (tag.next(), tag.next(), tag.next().and_then(|rest| rest.split_once('/')));
            let (Some(Ok(kind)), Some((matter, state))) = (kind.map(str::parse), rest) else { continue };
            let clause = trimmed(witness, clause_at(&parts, hit.tokens.start)).cover(span);
            let story = reach == Some("story");
            let quoted = quoted(witness, span);
            found.push(Stance { kind, story, matter, state, sentence, span, clause, quoted });
        }
    }
    found
}
