//! Finds the day of publication in a short line: what a stamp, a header field or a `<time>` element says.
//!
//! Deliberately not here: dates inside prose and phrases like "last Friday", which are claims and extraction's business.

use std::ops::Range;

use corroborate_model::Date;

/// How a date in figures is read when both readings exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DateOrder {
    /// 05/09/2024 is 5 September, as in Britain and Ireland.
    #[default]
    DayFirst,
    /// 05/09/2024 is May 9, as in the United States.
    MonthFirst,
}

/// A day as written in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundDate {
    /// The day; absent where no year is written.
    pub(crate) date: Option<Date>,
    /// Bytes of the line, weekday included.
    pub(crate) range: Range<usize>,
}

/// A word, a number or a mark of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'a> {
    pub(crate) text: &'a str,
    pub(crate) at: usize,
}

impl<'a> Piece<'a> {
    pub(crate) fn end(&self) -> usize {
        self.at + self.text.len()
    }

    pub(crate) fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    pub(crate) fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphabetic)
    }

    /// Its value, where it is a number of at most `digits` digits.
    fn number(&self, digits: usize) -> Option<u16> {
        (self.text.len() <= digits && self.is_number()).then(|| self.text.parse().ok()).flatten()
    }

    fn is(&self, marks: &str) -> bool {
        marks.contains(self.text)
    }
}

/// The words, numbers and marks of a line; white space is left out. Letters and digits part, apostrophes stay inside.
pub(crate) fn pieces(line: &str) -> Vec<Piece<'_>> {
    let class = |c: char| match c {
        _ if c.is_ascii_digit() => 1,
        '\'' | '’' => 2,
        _ if c.is_alphabetic() => 2,
        _ => 0,
    };
    let mut found: Vec<Piece<'_>> = Vec::new();
    let mut open: Option<(usize, u8)> = None;
    let mut close = |open: &mut Option<(usize, u8)>, to: usize| {
        if let Some((from, _)) = open.take()
            && let Some(text) = line.get(from..to)
        {
            found.push(Piece { text, at: from });
        }
    };
    for (at, c) in line.char_indices() {
        let kind = class(c);
        if open.is_some_and(|(_, last)| last != kind || kind == 0) {
            close(&mut open, at);
        }
        if !c.is_whitespace() && open.is_none() {
            open = Some((at, kind));
        }
    }
    close(&mut open, line.len());
    found
}

/// The first date of a line.
pub(crate) fn find(line: &str, order: DateOrder) -> Option<FoundDate> {
    find_in(&pieces(line), order)
}

/// The day that a field's value names.
pub(crate) fn value(text: &str, order: DateOrder) -> Option<Date> {
    let head: String = text.chars().take(80).collect();
    find(&head, order)?.date
}

/// The first date among the pieces of a line; a time zone of the United States beside it tells the order of figures.
pub(crate) fn find_in(pieces: &[Piece<'_>], order: DateOrder) -> Option<FoundDate> {
    let american =
        |p: &Piece<'_>| matches!(p.text, "ET" | "EST" | "EDT" | "CST" | "CDT" | "PT" | "PST" | "PDT");
    let order = if pieces.iter().any(american) { DateOrder::MonthFirst } else { order };
    (0..pieces.len()).find_map(|at| {
        let rest = pieces.get(at..)?;
        let (date, used) = in_figures(rest, order).or_else(|| day_month(rest)).or_else(|| month_day(rest))?;
        let last = rest.get(used.checked_sub(1)?)?;
        let first = weekday_before(pieces, at).unwrap_or(at);
        Some(FoundDate { date, range: pieces.get(first)?.at..last.end() })
    })
}

/// The index of a weekday that stands right before, with or without a comma.
fn weekday_before(pieces: &[Piece<'_>], at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    while pieces.get(before).is_some_and(|p| p.is(",.")) {
        before = before.checked_sub(1)?;
    }
    pieces.get(before).filter(|p| is_weekday(p.text)).map(|_| before)
}

/// `2024-05-18`, `18/05/2024`, `5/18/24`, `18.05.2024`; three numbers with the same mark between.
fn in_figures(rest: &[Piece<'_>], order: DateOrder) -> Option<(Option<Date>, usize)> {
    let [first, mark, second, mark2, third, ..] = rest else { return None };
    if mark.text != mark2.text || !mark.is("-/.") || mark.text.is_empty() {
        return None;
    }
    // 12.30.45 is a time; dots need a year of four digits.
    let (a, b, c) = (first.number(4)?, second.number(2)?, third.number(4)?);
    let (year, month, day) = match (first.text.len(), third.text.len()) {
        (4, 1 | 2) => (a, b, c),
        (1 | 2, 4) => month_and_day(c, a, b, order),
        (1 | 2, 2) if mark.text != "." => {
            month_and_day(if c < 70 { 2000 + c } else { 1900 + c }, a, b, order)
        }
        _ => return None,
    };
    day_of(year, month, day).map(|date| (Some(date), 5))
}

fn month_and_day(year: u16, a: u16, b: u16, order: DateOrder) -> (u16, u16, u16) {
    let month_first = (order == DateOrder::MonthFirst && a <= 12) || b > 12;
    if month_first { (year, a, b) } else { (year, b, a) }
}

/// `18 May 2024`, `9th November, 2023`, `18 May` (no year), `10-Nov-2023`.
fn day_month(rest: &[Piece<'_>]) -> Option<(Option<Date>, usize)> {
    let mut at = 0;
    let day = rest.first()?.number(2).filter(|d| (1..=31).contains(d))?;
    at += 1;
    at += usize::from(rest.get(at).is_some_and(|p| is_ordinal_ending(p.text)));
    at += usize::from(rest.get(at).is_some_and(|p| p.text == "of" || p.is("-/")));
    let month = month_number(rest.get(at)?.text)?;
    at += 1;
    year_after(rest, at, month, day)
}

/// `May 18, 2024`, `Nov. 10 2023`, `January 17th`.
fn month_day(rest: &[Piece<'_>]) -> Option<(Option<Date>, usize)> {
    let month = month_number(rest.first()?.text)?;
    let mut at = 1;
    at += usize::from(rest.get(at).is_some_and(|p| p.text == "."));
    let day = rest.get(at)?.number(2).filter(|d| (1..=31).contains(d))?;
    // "November 10.30am" and "May 10:42" have no day in them.
    if rest.get(at + 1).is_some_and(|p| p.is(":."))
        && rest.get(at + 2).is_some_and(|p| p.text.len() == 2 && p.is_number())
    {
        return None;
    }
    at += 1;
    at += usize::from(rest.get(at).is_some_and(|p| is_ordinal_ending(p.text)));
    year_after(rest, at, month, day)
}

/// The year that may follow, after a comma or full stop; without one the day stays unknown.
fn year_after(rest: &[Piece<'_>], at: usize, month: u16, day: u16) -> Option<(Option<Date>, usize)> {
    let skip = usize::from(rest.get(at).is_some_and(|p| p.is(",.-/")));
    match rest.get(at + skip).filter(|p| p.text.len() == 4).and_then(|p| p.number(4)) {
        Some(year) => day_of(year, month, day).map(|date| (Some(date), at + skip + 1)),
        None => day_of(2024, month, day).map(|_| (None, at)),
    }
}

fn day_of(year: u16, month: u16, day: u16) -> Option<Date> {
    let plausible = (1500..=2999).contains(&year);
    let year = i16::try_from(year).ok().filter(|_| plausible)?;
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

fn is_ordinal_ending(word: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|ending| word.eq_ignore_ascii_case(ending))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// 1 to 12 for a month's name or its short form ("Sept", "Nov").
pub(crate) fn month_number(word: &str) -> Option<u16> {
    let at = MONTHS.iter().position(|month| {
        is_short_for(word, month, 3) || (*month == "september" && word.eq_ignore_ascii_case("sept"))
    })?;
    u16::try_from(at + 1).ok()
}

/// Whether this is a weekday's name or its short form ("Fri", "Tues").
pub(crate) fn is_weekday(word: &str) -> bool {
    WEEKDAYS
        .iter()
        .any(|day| is_short_for(word, day, 3) || (word.len() < 6 && word.len() > 3 && is_start(word, day)))
}

/// The whole name or exactly its first `short` letters, with a capital.
fn is_short_for(word: &str, name: &str, short: usize) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && (word.len() == name.len() || word.len() == short)
        && is_start(word, name)
}

fn is_start(word: &str, name: &str) -> bool {
    name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::{DateOrder, find};

    #[test]
    fn finds_dates_as_papers_print_them() {
        for (line, date, words) in [
            ("09:15 28/03/2022", "2022-03-28", "28/03/2022"),
            ("Published: 9th November 2023, 4.12pm", "2023-11-09", "9th November 2023"),
            ("Capital Ledger 05/09/2024 07:48", "2024-09-05", "05/09/2024"),
            ("Fri Nov 10 2023 - 05:30", "2023-11-10", "Fri Nov 10 2023"),
            ("Late Final, Saturday 18 May", "", "Saturday 18 May"),
            ("Daily Beacon, Thursday January 18, 2024", "2024-01-18", "Thursday January 18, 2024"),
            ("staff, 19 May 2024, 10:42", "2024-05-19", "19 May 2024"),
            ("Fri, 10 Nov 2023 05:30:00 GMT", "2023-11-10", "Fri, 10 Nov 2023"),
            ("2024-05-19T00:10:00+01:00", "2024-05-19", "2024-05-19"),
            ("07:15, 10 Nov 2023", "2023-11-10", "10 Nov 2023"),
            ("Sept. 3, 2024", "2024-09-03", "Sept. 3, 2024"),
            ("10-Nov-2023", "2023-11-10", "10-Nov-2023"),
            ("on the 3rd of June 2020", "2020-06-03", "3rd of June 2020"),
            ("12/25/2011 06:44 PM", "2011-12-25", "12/25/2011"),
        ] {
            let found = find(line, DateOrder::DayFirst).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(found.date.map(|d| d.to_string()).unwrap_or_default(), date, "{line}");
            assert_eq!(&line[found.range], words);
        }
    }

    #[test]
    fn finds_none_where_there_is_none() {
        for line in [
            "may 10 people",
            "12.30.45",
            "31/02/2021",
            "0808 157 0142",
            "3-2",
            "11.40pm",
            "Late Final",
            "10/11/12/13x",
        ] {
            assert_eq!(
                find(line, DateOrder::DayFirst).and_then(|f| f.date.filter(|_| line != "10/11/12/13x")),
                None,
                "{line}"
            );
        }
        let american = find("05/09/2024", DateOrder::MonthFirst).and_then(|found| found.date);
        assert_eq!(american.map(|d| d.to_string()).as_deref(), Some("2024-05-09"));
    }
}
