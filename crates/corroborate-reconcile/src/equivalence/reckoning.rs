//! Figures that follow from others by arithmetic: a sum, a difference, the time between two hours of the clock.
//!
//! "Rises from £45 to £52" is "£7 more"; "187 passengers and 24 crew" are "211 aboard"; from 6.31am to 6.42am are 11 minutes.
//! Only figures of one sentence are added and taken apart. Not here: percentages worked out of two figures, and products.

use corroborate_model::Quantity;

use super::{date, quantity, unit};
use crate::witness::Witness;

/// Whether a figure follows from two figures of one sentence.
pub(crate) fn follows_in(witness: &Witness<'_>, sentence: usize, figure: &Quantity) -> bool {
    let Some(wanted) = figure.value().filter(|_| !figure.age && !figure.ordinal) else { return false };
    // A sentence of many figures would yield any number.
    let values: Vec<(f64, Option<&str>)> = witness
        .claims_of(sentence)
        .filter_map(|(_, claim)| {
            let held = quantity::payload(claim)?;
            Some((in_terms_of(held, figure)?, held.counted.as_deref()))
        })
        .take(FIGURES + 1)
        .collect();
    let near = |value: f64| (value - wanted).abs() <= 0.005 * wanted.abs();
    let pairs = values.iter().enumerate().flat_map(|(at, &a)| values[at + 1..].iter().map(move |&b| (a, b)));
    // "Seven people, two of them seriously" are seven; passengers and crew are added, votes for and against taken apart.
    let fits = |(a, x): (f64, Option<&str>), (b, y): (f64, Option<&str>)| {
        let same = x.zip(y).is_none_or(|(x, y)| witness.synonyms.same(x, y));
        let measured = figure.unit.is_some();
        a != b && ((measured || !same) && near(a + b) || (measured || same) && near((a - b).abs()))
    };
    values.len() <= FIGURES && wanted > 1.0 && pairs.into_iter().any(|(a, b)| fits(a, b))
}

/// Whether a figure follows from two figures of some sentence, or is the time between two hours that the text names.
pub(crate) fn follows(witness: &Witness<'_>, figure: &Quantity) -> bool {
    (0..witness.analysis.sentences.len()).any(|sentence| follows_in(witness, sentence, figure))
        || between_hours(witness, figure)
}

/// More figures than this in one sentence are a table.
const FIGURES: usize = 5;
/// More hours than this are a timetable.
const HOURS: usize = 24;

/// The value of a figure in the unit of another; nothing where they do not measure or count alike.
fn in_terms_of(figure: &Quantity, other: &Quantity) -> Option<f64> {
    let value = figure.value().filter(|_| !figure.age && !figure.ordinal)?;
    match (&figure.unit, &other.unit) {
        (Some(from), Some(to)) if from == to => Some(value),
        (Some(from), Some(to)) => unit::convert(value, from.name(), to.name()),
        (None, None) => Some(value),
        _ => None,
    }
}

fn between_hours(witness: &Witness<'_>, figure: &Quantity) -> bool {
    let minutes = figure.unit.as_ref().zip(figure.value());
    let Some(wanted) = minutes.and_then(|(unit, value)| unit::convert(value, unit.name(), "minute")) else {
        return false;
    };
    let dates = witness.analysis.claims.iter().filter_map(date::payload);
    let mut hours: Vec<u16> = dates.filter_map(|date| date.minute).collect();
    hours.sort_unstable();
    hours.dedup();
    hours.len() <= HOURS
        && wanted >= 1.0
        && hours.iter().any(|&a| hours.iter().any(|&b| b > a && (f64::from(b - a) - wanted).abs() < 0.5))
}
