//! Days, months, years, hours.

use crate::Date;

/// A point in time or a stretch of days that the text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateClaim {
    /// First day meant; absent where the text gives no anchor ("on Friday" in an undated text).
    pub start: Option<Date>,
    /// Last day meant; equal to `start` for a single day.
    pub end: Option<Date>,
    /// Minutes after midnight, where an hour is named ("by 10pm", "noon").
    pub minute: Option<u16>,
    /// Day of the week named, 1 is Monday.
    pub weekday: Option<u8>,
    /// Month named, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month named.
    pub day: Option<u8>,
    /// Year named in so many digits.
    pub year: Option<i16>,
    /// Whether the days were worked out from the source's own date or a neighbouring one.
    pub relative: bool,
}
