//! Numbers of something.

use std::borrow::Cow;

use crate::Span;

/// A number, or an interval of numbers, of something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quantity {
    /// Lower end, inclusive; absent where the text sets none ("up to 40").
    pub low: Option<f64>,
    /// Upper end, inclusive; absent where the text sets none ("at least 40").
    pub high: Option<f64>,
    /// How the number is meant.
    pub bound: Bound,
    /// Unit of measure, currency, per cent; absent for plain counts.
    pub unit: Option<Unit>,
    /// Head of the noun phrase that is counted, lower case, singular ("arrest"); absent where there is none.
    pub counted: Option<String>,
    /// Where the whole counted noun phrase stands, modifiers included ("homes, farms and businesses").
    pub counted_span: Option<Span>,
    /// Where the number itself stands, without bound, noun and change.
    pub number_span: Span,
    /// Whether it tells a change, and which way.
    pub change: Option<Change>,
    /// What the change is measured against, as it stands ("the same time period in 2018-2019").
    pub baseline: Option<String>,
    /// Where that stands.
    pub baseline_span: Option<Span>,
    /// Whether it is somebody's or something's age.
    pub age: bool,
    /// Whether it ranks rather than counts ("the third arrest", "No 2").
    pub ordinal: bool,
}

impl Quantity {
    /// The number, where it is a single one.
    pub fn value(&self) -> Option<f64> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => Some(low),
            (Some(value), None) | (None, Some(value)) => Some(value),
            _ => None,
        }
    }
}

/// How a number is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bound {
    /// As it stands.
    #[default]
    Exact,
    /// "about", "around", "some", "nearly", "or so".
    About,
    /// "at least", "no fewer than", "or more".
    AtLeast,
    /// "more than", "over", "above".
    MoreThan,
    /// "up to", "at most", "as many as".
    AtMost,
    /// "fewer than", "under", "below".
    LessThan,
    /// "between 40 and 50", "9-12".
    Range,
    /// "dozens", "hundreds", "a handful".
    Vague,
}

impl Bound {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::About => "about",
            Bound::AtLeast => "at_least",
            Bound::MoreThan => "more_than",
            Bound::AtMost => "at_most",
            Bound::LessThan => "less_than",
            Bound::Range => "range",
            Bound::Vague => "vague",
        }
    }
}

/// Which way something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Rose, grew, up.
    Increase,
    /// Fell, shrank, down.
    Decrease,
}

impl Change {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Change::Increase => "increase",
            Change::Decrease => "decrease",
        }
    }
}

/// A unit of measure: `percent`, `percentage_point`, `basis_point`, an ISO 4217 code (`GBP`), or the singular English
/// name with underscores (`kilometre`, `degree_celsius`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unit(Cow<'static, str>);

impl Unit {
    /// A unit from the built-in lexicon.
    pub const fn new(name: &'static str) -> Unit {
        Unit(Cow::Borrowed(name))
    }

    /// A unit from a user's lexicon.
    pub fn custom(name: String) -> Unit {
        Unit(Cow::Owned(name))
    }

    /// Its name in reports.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Whether it is a currency: three capital letters.
    pub fn is_currency(&self) -> bool {
        self.0.len() == 3 && self.0.bytes().all(|b| b.is_ascii_uppercase())
    }
}
