//! States of processes and commitments: "is being reviewed" told as "has been closed", "has not decided" as "will".
//!
//! The lexicon has axes. Each is a matter with states that exclude each other or go one beyond the other, the phrases that
//! tell them, and what a move from one to another means. A state is read with its denial; one that its clause leaves open
//! ("could be lifted") is no state. Two places speak of one matter where they tell of the same person, give the same figure,
//! or share enough words, whether or not their sentences are linked.
//!
//! Not here: what the other text marks as later, states that both texts tell, and words inside quotation marks of the
//! other text, which the rules about quotations read.

mod flat;
mod lexicon;
mod offence;
mod person;
mod read;

use corroborate_model::{Date, FindingKind, Payload, Severity, Span};

use self::lexicon::{Move, Reach, states};
pub(crate) use self::read::Told;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::clause::{quoted, trimmed};
use crate::equivalence::quantity::{QuantityMatch, Values};
use crate::equivalence::told::excerpt;
use crate::findings::Draft;
use crate::witness::Witness;

/// Words of a sentence that tell of a later state.
const LATER: &[&str] =
    &["since", "later", "latest", "update", "updated", "subsequently", "eventually", "previously"];

/// A link of this score makes two sentences tell of one matter.
const LINKED: f32 = 0.36;

/// Adds drafts for the states that the two texts cannot both be right about.
pub(crate) fn complete(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    if comparison.relation == Relation::Within {
        return;
    }
    let (base, other) = (read::told(comparison.base), read::told(comparison.other));
    if !base.is_empty() {
        drafts.extend(other.iter().filter_map(|there| moved(comparison, base, other, there)));
        drafts.extend(flat::told_as_done(comparison, base));
        drafts.extend(other.iter().filter_map(|there| offence::exchanged(comparison, base, other, there)));
    }
}

/// States of one matter that are looked at in a text; a story has a few.
const MANY: usize = 256;

fn of_axis(all: &[Told], axis: usize) -> impl Iterator<Item = &Told> {
    all.iter().filter(move |own| own.axis == axis).take(MANY)
}

/// The draft about a state of the other text that the base has otherwise.
fn moved(comparison: &Comparison<'_>, base: &[Told], other: &[Told], there: &Told) -> Option<Draft> {
    let axis = states().axes.get(there.axis)?;
    if there.open || is_later(comparison, there) {
        return None;
    }
    let step = |here: &Told| {
        let fits = |step: &&Move| step.from == here.state && step.to == there.state;
        axis.moves.iter().find(fits)
    };
    let stands = |here: &Told, step: &Move| {
        let settled = of_axis(base, there.axis).any(|own| {
            let rules_out = own.state == there.state || step.unless.contains(&own.state);
            rules_out && !own.open && joins(comparison, here, there, own, true)
        });
        let kept = of_axis(other, there.axis).any(|own| {
            own.state == here.state
                && (!there.label || own.sentence == there.sentence)
                && joins(comparison, here, there, own, false)
        });
        let given = step.given.iter().all(|state| base.iter().any(|own| own.state == *state));
        given && !settled && (!kept || step.always)
    };
    let mut moves: Vec<(&Told, &Move, f32)> = of_axis(base, there.axis)
        .filter_map(|here| Some((here, step(here)?, same_matter(comparison, here, there)?)))
        .collect();
    // What speaks against a move is looked for in both texts: the likeliest first, and no further than the first that stands.
    moves.sort_by(|a, b| a.2.total_cmp(&b.2).then(b.0.sentence.cmp(&a.0.sentence)));
    let (here, step, score) = moves.into_iter().rev().find(|(here, step, _)| stands(here, step))?;
    let draft =
        draft(comparison, here, there, (step.kind, step.severity, f64::from(score)), |before, after| {
            format!("{{other}} has {after} where {{base}} has {before}.")
        })?;
    Some(match step.direction {
        Some(direction) => draft.toward(direction),
        None => draft,
    })
}

/// The draft about what both texts tell, unless the other one quotes it; `message` gets the words of the base and of the other.
fn draft(
    comparison: &Comparison<'_>,
    here: &Told,
    there: &Told,
    (kind, severity, confidence): (FindingKind, Severity, f64),
    message: impl FnOnce(String, String) -> String,
) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let (was, is) = (base.span_of(here.tokens.clone()), other.span_of(there.tokens.clone()));
    if quoted(other, is) {
        return None;
    }
    let (before, after) = (span_of_clause(base, here), span_of_clause(other, there));
    let message = message(excerpt(base, before), excerpt(other, after));
    let draft = Draft::new(kind, severity, confidence, message).between(before, after);
    Some(draft.focus(Some(was), Some(is)))
}

/// The clause of a state, which holds at least its phrase.
fn span_of_clause(witness: &Witness<'_>, told: &Told) -> Span {
    trimmed(witness, told.clause.clone()).cover(witness.span_of(told.tokens.clone()))
}

/// How sure it is that two places speak of one matter; nothing where it is not.
fn same_matter(comparison: &Comparison<'_>, here: &Told, there: &Told) -> Option<f32> {
    let link = comparison.link(here.sentence, there.sentence).map_or(0.0, |link| link.score);
    match states().axes.get(here.axis)?.reach {
        Reach::Person => shares(&here.people, &there.people).then_some(0.85),
        Reach::Figure => {
            comparison.quantities.iter().any(|pair| same_figure(pair, here, there)).then_some(0.75)
        }
        Reach::Around(least) | Reach::Clause(least)
            if link < LINKED && shared(&here.wide, &there.wide) < least =>
        {
            None
        }
        Reach::Around(_) => {
            let close = shared_any(&here.near, &there.wide) || shared_any(&there.near, &here.wide);
            (close || link >= LINKED).then(|| confidence(shared(&here.wide, &there.wide), link))
        }
        Reach::Clause(_) => {
            shared_any(&here.near, &there.near).then(|| confidence(shared(&here.wide, &there.wide), link))
        }
        Reach::Governed => {
            let shared = shared(&here.wide, &there.wide);
            // "To open a hall" and "to open a road" are two matters.
            let apart = !here.object.is_empty()
                && !there.object.is_empty()
                && here.governed.len() == 1
                && there.governed.len() == 1
                && !shared_any(&here.object, &there.object);
            let close = link >= LINKED || shared >= 2 && !apart;
            (shared_any(&here.governed, &there.governed) && close).then(|| confidence(shared, link))
        }
    }
}

/// Whether a third place, of the base or of the other text, may speak of the matter of two: what it tells takes a conflict back.
fn joins(comparison: &Comparison<'_>, here: &Told, there: &Told, own: &Told, of_base: bool) -> bool {
    let told = if of_base { there } else { here };
    match states().axes.get(own.axis).map(|axis| axis.reach) {
        Some(Reach::Person) => {
            own.people.iter().any(|key| here.people.contains(key) && there.people.contains(key))
        }
        Some(Reach::Figure) => {
            let pairs = &comparison.quantities;
            pairs.iter().filter(|pair| same_figure(pair, here, there)).any(|pair| {
                pairs.iter().any(|next| {
                    if of_base {
                        next.other == pair.other && own.figures.contains(&next.base)
                    } else {
                        next.base == pair.base && own.figures.contains(&next.other)
                    }
                })
            })
        }
        Some(Reach::Around(least) | Reach::Clause(least)) => {
            shared_any(&own.near, &told.near) || shared(&own.wide, &told.wide) >= least
        }
        Some(Reach::Governed) => {
            shared_any(&own.governed, &told.wide) || shared_any(&told.governed, &own.wide)
        }
        None => false,
    }
}

fn confidence(shared: usize, link: f32) -> f32 {
    (0.55 + 0.05 * shared.min(5) as f32).max(0.5 + 0.4 * link)
}

fn shares(a: &[String], b: &[String]) -> bool {
    a.iter().any(|key| b.contains(key))
}

fn shared(a: &[u32], b: &[u32]) -> usize {
    let mut both: Vec<u32> = a.iter().filter(|concept| b.contains(concept)).copied().collect();
    both.sort_unstable();
    both.dedup();
    both.len()
}

fn shared_any(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|concept| b.contains(concept))
}

fn same_figure(pair: &QuantityMatch, here: &Told, there: &Told) -> bool {
    pair.values == Values::Same && here.figures.contains(&pair.base) && there.figures.contains(&pair.other)
}

/// Whether the other text marks a state as later than the base: by a word, or by a day after the base was published.
fn is_later(comparison: &Comparison<'_>, there: &Told) -> bool {
    let (base, other) = (comparison.base, comparison.other);
    let (published, own) = (base.analysis.document.meta.published, other.analysis.document.meta.published);
    let day = |sentence: usize| -> Option<Date> {
        let days = other.claims_of(sentence).filter_map(|(_, claim)| match &claim.payload {
            Payload::Date(date) => date.start,
            _ => None,
        });
        // A day to come is no news of a later day.
        days.filter(|day| own.is_some_and(|own| *day <= own)).max()
    };
    let marked = |sentence: usize| {
        let mut tokens = other.sentence(sentence).tokens.clone();
        tokens.any(|token| match other.folded(token) {
            // "Has since" tells of a later state, "since the autumn" does not.
            "since" => token > 0 && matches!(other.folded(token - 1), "has" | "have" | "had"),
            word => LATER.contains(&word),
        })
    };
    let after = day(there.sentence).zip(published).is_some_and(|(day, published)| day > published);
    after || (there.sentence.saturating_sub(1)..=there.sentence).any(marked)
}
