//! The period a claim speaks of.

use crate::{Date, Span};

/// A period and the way it is laid: "in the past 12 months" and "in the last year" are equal, a bare "last year"
/// is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeFrame {
    /// As it stands.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// How the period is laid.
    pub basis: TimeBasis,
    /// First day, where it can be worked out.
    pub start: Option<Date>,
    /// Last day, where it can be worked out.
    pub end: Option<Date>,
    /// Length of the period in days where the text tells it ("past 12 months" is 365); comparable without dates.
    pub days: Option<u32>,
}

/// How a period is laid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeBasis {
    /// Back from the day of publication ("in the past 12 months").
    Rolling,
    /// A unit of the calendar ("last year", "in March", "on Tuesday").
    Calendar,
    /// From the start of a calendar unit until now ("so far this month", "year to date").
    SoFar,
    /// From a named point until now ("since April").
    Since,
    /// Up to a named point ("by 10pm on Thursday").
    Until,
    /// Between two named points ("between 6pm on Tuesday and 8am on Wednesday").
    Between,
    /// Recent, without a length ("in recent weeks", "recently").
    Recent,
    /// A length without a place in time ("month-long", "over 12 hours").
    Duration,
}

impl TimeBasis {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            TimeBasis::Rolling => "rolling",
            TimeBasis::Calendar => "calendar",
            TimeBasis::SoFar => "so_far",
            TimeBasis::Since => "since",
            TimeBasis::Until => "until",
            TimeBasis::Between => "between",
            TimeBasis::Recent => "recent",
            TimeBasis::Duration => "duration",
        }
    }
}
