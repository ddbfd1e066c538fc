//! A quantity on its way to a claim.

use std::ops::Range;

use corroborate_model::{Bound, Change, Claim, Payload, Quantity, Span, Unit};

use crate::Reading;
use crate::noun;
use crate::number::{Form, Number};
use crate::unit::Measure;

/// What has been read of one quantity so far; positions are tokens.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The whole claim.
    pub(super) tokens: Range<usize>,
    /// The number, or both numbers of a range.
    pub(super) number: Range<usize>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) bound: Bound,
    pub(super) form: Form,
    pub(super) digits: bool,
    pub(super) scale: f64,
    pub(super) unit: Option<&'static str>,
    /// The token after the unit.
    pub(super) unit_end: usize,
    /// Whether a hyphen joins unit or noun to the number.
    pub(super) joined: bool,
    /// Counted noun, singular.
    pub(super) counted: Option<String>,
    pub(super) counted_tokens: Option<Range<usize>>,
    pub(super) change: Option<Change>,
    /// The word that tells the change.
    pub(super) change_word: Option<usize>,
    pub(super) baseline: Option<Range<usize>>,
    pub(super) age: bool,
    pub(super) resolved: bool,
}

impl Draft {
    pub(super) fn new(number: &Number) -> Draft {
        let bound = if number.form == Form::Vague { Bound::Vague } else { Bound::Exact };
        Draft {
            tokens: number.tokens.clone(),
            number: number.tokens.clone(),
            low: Some(number.low),
            high: Some(number.high),
            bound,
            form: number.form,
            digits: number.digits,
            scale: number.scale,
            unit: None,
            unit_end: number.tokens.end,
            joined: false,
            counted: None,
            counted_tokens: None,
            change: None,
            change_word: None,
            baseline: None,
            age: false,
            resolved: false,
        }
    }

    /// The number, as long as no bound has taken one end.
    pub(super) fn value(&self) -> f64 {
        self.low.or(self.high).unwrap_or_default()
    }

    pub(super) fn set_unit(&mut self, measure: Measure) {
        self.unit = Some(measure.name);
        self.joined = measure.joined;
        self.tokens.end = measure.end;
        self.unit_end = measure.end;
    }

    /// Sets the counted noun and, where it follows, takes it into the claim.
    pub(super) fn set_noun(&mut self, reading: &Reading<'_>, phrase: noun::Phrase) {
        self.counted = Some(noun::singular(reading.word(phrase.head), reading.entry(phrase.head)));
        if phrase.tokens.start >= self.tokens.end {
            self.tokens.end = phrase.tokens.end;
        }
        self.counted_tokens = Some(phrase.tokens);
    }

    pub(super) fn set_bound(&mut self, bound: Bound) {
        if matches!(self.bound, Bound::Range | Bound::Vague) {
            return;
        }
        // A second bound ("under a dozen or more") speaks of the number, whichever end the first one left.
        let value = self.low.or(self.high);
        (self.low, self.high) = match bound {
            Bound::AtLeast | Bound::MoreThan => (value, None),
            Bound::AtMost | Bound::LessThan => (None, value),
            _ => (value, value),
        };
        self.bound = bound;
    }

    pub(super) fn is_percent(&self) -> bool {
        matches!(self.unit, Some("percent" | "percentage_point" | "basis_point"))
    }

    pub(super) fn is_money(&self) -> bool {
        self.unit.is_some_and(|unit| {
            matches!(unit, "penny" | "cent")
                || unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
        })
    }

    /// Whether it is a distance: who falls 200ft has not decreased by it.
    pub(super) fn is_length(&self) -> bool {
        matches!(self.unit, Some("metre" | "kilometre" | "foot" | "yard" | "mile"))
    }

    pub(super) fn is_time(&self) -> bool {
        matches!(
            self.unit,
            Some(
                "second"
                    | "minute"
                    | "hour"
                    | "day"
                    | "week"
                    | "fortnight"
                    | "month"
                    | "year"
                    | "decade"
                    | "century"
            )
        )
    }

    /// The finished claim of the sentence with this index.
    pub(super) fn into_claim(self, reading: &Reading<'_>, sentence: usize) -> Claim {
        let quantity = Quantity {
            low: self.low,
            high: self.high,
            bound: self.bound,
            unit: self.unit.map(Unit::new),
            counted: self.counted,
            counted_span: self.counted_tokens.map(|tokens| span_of(reading, tokens)),
            number_span: span_of(reading, self.number),
            change: self.change,
            baseline: self
                .baseline
                .clone()
                .map(|tokens| span_of(reading, tokens).of(reading.text()).to_owned()),
            baseline_span: self.baseline.map(|tokens| span_of(reading, tokens)),
            age: self.age,
            ordinal: self.form == Form::Ordinal,
        };
        let span = span_of(reading, self.tokens);
        Claim { resolved: self.resolved, ..Claim::new(span, sentence, Payload::Quantity(quantity)) }
    }
}

/// Where these tokens stand.
pub(super) fn span_of(reading: &Reading<'_>, tokens: Range<usize>) -> Span {
    let first = reading.tokens.get(tokens.start).map_or(Span::default(), |token| token.span);
    let last = reading.tokens.get(tokens.end.saturating_sub(1)).map_or(first, |token| token.span);
    first.cover(last)
}
