//! Civil dates, without a time zone: what a paper prints.

use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(jiff::civil::Date);

/// A date that does not exist or is not written as `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a date written as YYYY-MM-DD")]
pub struct DateError(String);

impl Date {
    /// The given day, or nothing where the calendar has no such day.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Date> {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        jiff::civil::Date::new(year, month, day).ok().map(Date)
    }

    /// Year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Month, 1 to 12.
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }

    /// Day of the week, 1 is Monday and 7 is Sunday.
    pub fn weekday(self) -> u8 {
        self.0.weekday().to_monday_one_offset().unsigned_abs()
    }

    /// The day `days` later (or earlier, where negative), or nothing past the calendar's ends.
    pub fn plus_days(self, days: i32) -> Option<Date> {
        self.0.checked_add(jiff::Span::new().try_days(days).ok()?).ok().map(Date)
    }

    /// The same day `months` later (or earlier), at the month's last day where it has no such day.
    pub fn plus_months(self, months: i32) -> Option<Date> {
        self.0.checked_add(jiff::Span::new().try_months(months).ok()?).ok().map(Date)
    }

    /// Days from `self` to `other`; negative where `other` is earlier.
    pub fn days_until(self, other: Date) -> i32 {
        self.0.until(other.0).map_or(0, |span| span.get_days())
    }

    /// The month's last day.
    pub fn month_end(self) -> Date {
        Date(self.0.last_of_month())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Date, DateError> {
        let mut parts = text.splitn(3, '-');
        let mut part = || parts.next().and_then(|p| p.parse::<u16>().ok());
        let date = match (part(), part(), part()) {
            (Some(y), Some(m), Some(d)) => i16::try_from(y)
                .ok()
                .zip(u8::try_from(m).ok().zip(u8::try_from(d).ok()))
                .and_then(|(y, (m, d))| Date::new(y, m, d)),
            _ => None,
        };
        date.ok_or_else(|| DateError(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn prints_and_reads_iso() {
        let date: Date = "2024-02-29".parse().unwrap();
        assert_eq!(date.to_string(), "2024-02-29");
        assert_eq!(date.weekday(), 4);
        assert!("2023-02-29".parse::<Date>().is_err());
        assert!("31/03/2021".parse::<Date>().is_err());
    }

    #[test]
    fn counts_days_over_a_leap_day() {
        let date: Date = "2024-01-31".parse().unwrap();
        assert_eq!(date.plus_days(30).unwrap().to_string(), "2024-03-01");
        assert_eq!(date.plus_months(1).unwrap().to_string(), "2024-02-29");
        assert_eq!(date.days_until("2025-01-31".parse().unwrap()), 366);
    }
}
