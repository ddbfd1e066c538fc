//! The periods that sentences speak of.
//!
//! A period is its length or place in time and a basis: "in the past 12 months" and "in the last year" roll back from
//! the day of publication, a bare "last year" is a year of the calendar, "so far this month" ends now. Dates are read
//! by the date grammar; the word before them gives the basis. Deliberately not here: which claim a period belongs to
//! beyond nearness ([`nearest`]).

use std::ops::Range;

use corroborate_model::{Date, Sentence, Span, TimeBasis, TimeFrame};

use crate::Reading;
use crate::date::expression::Expression;
use crate::date::{self, resolve};
use crate::number::{self, Form, Window};
use crate::vocabulary::{DETERMINER, NAMES_PERIOD, STARTS_PERIOD, STEP};

/// The periods named in the document with the index of their sentence, by place.
///
/// `dates` is the result of [`date::read`].
pub(crate) fn find_all(reading: &Reading<'_>, dates: &[(usize, Expression)]) -> Vec<(usize, TimeFrame)> {
    let mut frames = Vec::new();
    let mut rest = dates;
    for (index, sentence) in reading.sentences.iter().enumerate() {
        let count = rest.partition_point(|(at, _)| *at <= index);
        let (dates, later) = rest.split_at(count);
        rest = later;
        let window = Window { reading, end: sentence.tokens.end, money: false };
        let named = sentence.tokens.clone().any(|at| reading.starts(at, NAMES_PERIOD));
        let finder = Finder { reading, sentence, window, named };
        finder.read(dates, |frame| frames.push((index, frame)));
    }
    frames
}

/// Of the frames of one sentence, the one nearest to `span`, those of the same clause first.
pub(crate) fn nearest(reading: &Reading<'_>, frames: &[(usize, TimeFrame)], span: Span) -> Option<TimeFrame> {
    if let [(_, only)] = frames {
        return Some(only.clone());
    }
    let mut best: Option<(usize, &TimeFrame)> = None;
    for (_, frame) in frames {
        let (from, to) = if frame.span.start() >= span.end() {
            (span.end(), frame.span.start())
        } else {
            (frame.span.end(), span.start())
        };
        let gap = reading.text().get(from..to).unwrap_or("");
        // Marks only add to the distance: what is too far by its length alone is not looked at.
        if best.is_none_or(|(least, _)| gap.len() < least) {
            let distance = gap.len() + 60 * breaks(gap);
            if best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, frame));
            }
        }
    }
    best.map(|(_, frame)| frame.clone())
}

/// Marks in a stretch of text that part clauses.
fn breaks(text: &str) -> usize {
    let ascii = text.bytes().filter(|byte| matches!(byte, b',' | b';' | b':' | b'(')).count();
    let dashes = if text.is_ascii() { 0 } else { text.matches(['–', '—']).count() };
    ascii + dashes
}

struct Finder<'a> {
    reading: &'a Reading<'a>,
    sentence: &'a Sentence,
    window: Window<'a>,
    /// Whether the sentence names a period at all ("months", "hour").
    named: bool,
}

/// A period before it is resolved to text.
struct Found {
    tokens: Range<usize>,
    basis: TimeBasis,
    start: Option<Date>,
    end: Option<Date>,
    days: Option<u32>,
}

impl Found {
    fn new(tokens: Range<usize>, basis: TimeBasis) -> Found {
        Found { tokens, basis, start: None, end: None, days: None }
    }
}

impl Finder<'_> {
    fn read(&self, dates: &[(usize, Expression)], mut push: impl FnMut(TimeFrame)) {
        let mut at = self.sentence.tokens.start;
        let mut next_date = 0;
        while at < self.sentence.tokens.end {
            while dates.get(next_date).is_some_and(|(_, date)| date.tokens.start < at) {
                next_date += 1;
            }
            let rest = dates.get(next_date..).unwrap_or(&[]);
            let found = match rest.first() {
                Some((_, date)) if date.tokens.start == at => self.dated(rest),
                _ => self.period(at, rest),
            };
            match found {
                Some(found) => {
                    at = found.tokens.end.max(at + 1);
                    push(self.frame(found));
                }
                None => at += 1,
            }
        }
    }

    fn published(&self) -> Option<Date> {
        self.reading.document.meta.published
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.window.is(at, word)
    }

    fn before(&self, at: usize, back: usize) -> Option<usize> {
        at.checked_sub(back).filter(|&at| at >= self.sentence.tokens.start)
    }

    fn before_is(&self, at: usize, words: &[&str]) -> bool {
        self.before(at, 1).is_some_and(|before| words.iter().any(|word| self.is(before, word)))
    }

    fn frame(&self, found: Found) -> TimeFrame {
        let first = self.reading.tokens.get(found.tokens.start).map(|t| t.span).unwrap_or_default();
        let last = self.reading.tokens.get(found.tokens.end - 1).map_or(first, |t| t.span);
        let span = first.cover(last);
        let text = span.of(self.reading.text()).to_owned();
        TimeFrame { text, span, basis: found.basis, start: found.start, end: found.end, days: found.days }
    }

    /// A date and the word before it.
    fn dated(&self, dates: &[(usize, Expression)]) -> Option<Found> {
        let (_, date) = dates.first()?;
        let at = date.tokens.start;
        let days = resolve::resolve(date, self.published(), date::tense(self.reading, self.sentence, date));
        let (mut found, lead) = match () {
            () if self.before_is(at, &["since"]) => (
                Found {
                    end: self.published(),
                    start: days.start,
                    ..Found::new(at - 1..date.tokens.end, TimeBasis::Since)
                },
                true,
            ),
            () if self.before_is(at, &["by", "until", "till"]) => {
                (Found { end: days.end, ..Found::new(at - 1..date.tokens.end, TimeBasis::Until) }, true)
            }
            () if self.before_is(at, &["between", "from"]) => (self.between(dates, days)?, true),
            () => (
                Found {
                    start: days.start,
                    end: days.end,
                    ..Found::new(at..date.tokens.end, TimeBasis::Calendar)
                },
                false,
            ),
        };
        if !lead {
            if !date.has_date() {
                return None;
            }
            if self.before_is(at, &["in", "on", "during", "at", "over", "of"]) && !self.before_is(at, &["of"])
            {
                found.tokens.start -= 1;
            }
            self.so_far(&mut found);
        }
        Some(found)
    }

    /// "between 6pm on Tuesday and 8am on Wednesday", "from Monday to Friday".
    fn between(&self, dates: &[(usize, Expression)], days: resolve::Days) -> Option<Found> {
        let [(_, first), (_, second), ..] = dates else {
            let (_, first) = dates.first()?;
            // "between January and March", "from April to June" are one expression with two ends.
            let both = first
                .tokens
                .clone()
                .any(|at| ["and", "to", "until", "till", "-", "–"].iter().any(|word| self.is(at, word)));
            let (basis, end) = if both { (TimeBasis::Between, days.end) } else { (TimeBasis::Since, None) };
            let from = Found {
                start: days.start,
                end,
                ..Found::new(first.tokens.start - 1..first.tokens.end, basis)
            };
            return Some(from).filter(|_| first.has_date());
        };
        let joint = first.tokens.end;
        let joined = ["and", "to", "until", "till", "-", "–"].iter().any(|word| self.is(joint, word));
        if !joined || second.tokens.start != joint + 1 {
            let from = Found {
                start: days.start,
                end: days.end,
                ..Found::new(first.tokens.start - 1..first.tokens.end, TimeBasis::Since)
            };
            return Some(from).filter(|_| first.has_date());
        }
        let tense = date::tense(self.reading, self.sentence, second);
        let last = resolve::resolve(second, self.published(), tense);
        let found = Found::new(first.tokens.start - 1..second.tokens.end, TimeBasis::Between);
        Some(Found { start: days.start, end: last.end, ..found })
    }

    /// "so far" before or after a calendar period makes it end now.
    fn so_far(&self, found: &mut Found) {
        let start = found.tokens.start;
        let ahead = self.before(start, 2).filter(|&at| self.is(at, "so") && self.is(at + 1, "far"));
        let behind = self.is(found.tokens.end, "so") && self.is(found.tokens.end + 1, "far")
            || self.is(found.tokens.end, "to") && self.is(found.tokens.end + 1, "date");
        if let Some(at) = ahead {
            found.tokens.start = at;
        } else if behind {
            found.tokens.end += 2;
        } else {
            return;
        }
        found.basis = TimeBasis::SoFar;
        found.end = self.published().or(found.end);
    }

    /// A period without a date.
    fn period(&self, at: usize, dates: &[(usize, Expression)]) -> Option<Found> {
        if !self.reading.starts(at, STARTS_PERIOD) {
            return None;
        }
        let word = self.window.word(at);
        match word {
            "recently" | "Recently" | "lately" => return Some(Found::new(at..at + 1, TimeBasis::Recent)),
            "overnight" | "Overnight" => {
                let from = self.published().and_then(|day| day.plus_days(-1));
                return Some(Found {
                    start: from,
                    end: self.published(),
                    ..Found::new(at..at + 1, TimeBasis::Calendar)
                });
            }
            _ => {}
        }
        if !self.named {
            return None;
        }
        let entry = self.window.entry(at);
        let number = number::may_start(self.reading, at);
        self.stepped(at)
            .map(|found| self.since_start(&found).unwrap_or(found))
            .or_else(|| {
                entry.period.filter(|_| self.before_is(at, &["the"]))?;
                self.since_start(&Found { tokens: at - 1..at + 1, ..self.calendar(at, 0, at) })
            })
            .or_else(|| self.to_date(at))
            .or_else(|| if number || entry.period.is_some() { self.counted(at, dates) } else { None })
    }

    /// "since the start of this year", "since the beginning of the month".
    fn since_start(&self, period: &Found) -> Option<Found> {
        let of = self.before(period.tokens.start, 1).filter(|&of| self.is(of, "of"))?;
        let start = self.before(of, 1).filter(|&at| self.is(at, "start") || self.is(at, "beginning"))?;
        let since = self.before(start, 2).filter(|&at| self.is(at, "since") && self.is(at + 1, "the"))?;
        let found = Found::new(since..period.tokens.end, TimeBasis::Since);
        Some(Found { start: period.start, end: self.published(), ..found })
    }

    /// "the past 12 months", "last year", "this month alone", "recent weeks", "the next few days".
    fn stepped(&self, at: usize) -> Option<Found> {
        if !self.window.entry(at).is(STEP) {
            return None;
        }
        let step = match self.window.word(at).to_ascii_lowercase().as_str() {
            "past" | "preceding" => Step::Past,
            "last" | "previous" => Step::Last,
            "this" | "current" => Step::This,
            "next" | "coming" | "following" => Step::Next,
            "recent" => Step::Recent,
            "first" | "opening" => Step::First,
            "weekend" if self.before_is(at, &["the"]) => return Some(self.weekend(at)),
            _ => return None,
        };
        let (count, unit) = self.count_after(at + 1);
        let days = self.window.entry(unit).period?;
        let plural = crate::noun::is_plural(self.window.word(unit), self.window.entry(unit));
        let mut found = match step {
            Step::Recent => Found::new(at..unit + 1, TimeBasis::Recent),
            Step::First => return self.first_of(at, count?, days, unit),
            _ if count.is_some_and(f64::is_nan) || count.is_none() && plural => {
                Found::new(at..unit + 1, TimeBasis::Recent)
            }
            Step::Past | Step::Last | Step::Next => self.rolling(at, step, count, days, unit),
            Step::This => self.calendar(at, 0, unit),
        };
        self.widen(&mut found);
        Some(found)
    }

    /// The count between "past" and "months", and the token of the period; "few" counts as unknown.
    fn count_after(&self, at: usize) -> (Option<f64>, usize) {
        for vague in ["few", "several", "couple"] {
            if self.is(at, vague) {
                return (Some(f64::NAN), if self.is(at + 1, "of") { at + 2 } else { at + 1 });
            }
        }
        if number::may_start(self.reading, at)
            && self.window.entry(at).period.is_none()
            && let Some(number) = number::read(&self.window, at).filter(|n| n.form == Form::Cardinal)
        {
            return (Some(number.low), self.window.past_hyphen(number.tokens.end));
        }
        (None, at)
    }

    /// "in the last year" rolls back from now; "last year" is the calendar's.
    fn rolling(&self, at: usize, step: Step, count: Option<f64>, days: u32, unit: usize) -> Found {
        let article = self.before_is(at, &["the"]);
        if count.is_none() && (!article || step == Step::Next) && step != Step::Past {
            return self.calendar(at, if step == Step::Next { 1 } else { -1 }, unit);
        }
        let length = total_days(count.unwrap_or(1.0), days, self.window.word(unit));
        let mut found = Found { days: Some(length), ..Found::new(at..unit + 1, TimeBasis::Rolling) };
        let shift = i32::try_from(length).unwrap_or(0);
        if step == Step::Next {
            (found.start, found.end) =
                (self.published(), self.published().and_then(|day| day.plus_days(shift)));
        } else {
            (found.start, found.end) =
                (self.published().and_then(|day| day.plus_days(-shift)), self.published());
        }
        found
    }

    /// The day, week, month or year of the calendar `step` away from now.
    fn calendar(&self, at: usize, step: i32, unit: usize) -> Found {
        let mut found = Found::new(at..unit + 1, TimeBasis::Calendar);
        let Some(today) = self.published() else { return found };
        let bounds = match self.window.entry(unit).period {
            Some(1) => today.plus_days(step).map(|day| (day, day)),
            Some(7) => week(today, step),
            Some(2) => week(today, step).and_then(|(monday, sunday)| Some((monday.plus_days(5)?, sunday))),
            Some(30) => month(today, step),
            Some(91) => quarter(today, step),
            Some(365) => year(today, step),
            _ => None,
        };
        if let Some((start, end)) = bounds {
            (found.start, found.end) = (Some(start), Some(end));
        }
        found
    }

    fn weekend(&self, at: usize) -> Found {
        let mut found = Found::new(at - 1..at + 1, TimeBasis::Calendar);
        if self.before_is(at - 1, &["over", "at", "during"]) {
            found.tokens.start -= 1;
        }
        found
    }

    /// "the first six months of 2024", "the first nine months".
    fn first_of(&self, at: usize, count: f64, days: u32, unit: usize) -> Option<Found> {
        let mut found = Found {
            days: Some(total_days(count, days, self.window.word(unit))),
            ..Found::new(at..unit + 1, TimeBasis::Calendar)
        };
        let of = self.is(unit + 1, "of");
        let year_at = unit + 2;
        let year: Option<i16> = if of {
            self.window.word(year_at).parse().ok().filter(|year| (1800..2200).contains(year))
        } else {
            None
        };
        let this_year =
            of && (self.is(year_at, "the") || self.is(year_at, "this")) && self.is(year_at + 1, "year");
        let year = year.or_else(|| if this_year { self.published().map(Date::year) } else { None });
        if let Some(year) = year {
            found.tokens.end = if this_year { year_at + 2 } else { year_at + 1 };
            found.start = Date::new(year, 1, 1);
            let months = if days == 30 { i32::try_from(total_days(count, 1, "")).ok() } else { None };
            found.end =
                found.start.zip(months).and_then(|(start, months)| start.plus_months(months)?.plus_days(-1));
        }
        self.widen(&mut found);
        (of || self.before_is(at, &["the"])).then_some(found)
    }

    /// Takes the words round a period into it: "in the", "so far", "alone".
    fn widen(&self, found: &mut Found) {
        for words in [&["the"][..], &["in", "over", "during", "within", "for", "throughout", "of"][..]] {
            if self.before_is(found.tokens.start, words) && !self.before_is(found.tokens.start, &["of"]) {
                found.tokens.start -= 1;
            }
        }
        if self.is(found.tokens.end, "alone") {
            found.tokens.end += 1;
        }
        if found.basis == TimeBasis::Calendar {
            self.so_far(found);
        }
    }

    /// "year to date", "the year so far".
    fn to_date(&self, at: usize) -> Option<Found> {
        let days = self.window.entry(at).period?;
        let hyphen = self.window.past_hyphen(at + 1);
        let date = self.window.past_hyphen(hyphen + 1);
        let to_date = self.is(hyphen, "to") && self.is(date, "date");
        if !to_date || days < 7 {
            return None;
        }
        let whole = self.calendar(at, 0, at);
        let start = if self.before_is(at, &["the"]) { at - 1 } else { at };
        let start = if self.before_is(start, &["in", "for", "over"]) { start - 1 } else { start };
        Some(Found {
            start: whole.start,
            end: self.published(),
            ..Found::new(start..date + 1, TimeBasis::SoFar)
        })
    }

    /// "the three months to September", "month-long", "over 12 hours", "two years ago", "in one month".
    fn counted(&self, at: usize, dates: &[(usize, Expression)]) -> Option<Found> {
        let (count, unit) =
            if self.is(at, "a") || self.is(at, "an") { (Some(1.0), at + 1) } else { self.count_after(at) };
        let days = self.window.entry(unit).period.or_else(|| short_period(self.window.entry(unit).unit))?;
        let length = total_days(count.filter(|c| !c.is_nan()).unwrap_or(1.0), days, self.window.word(unit));
        let (length, end) = self.and_more(length, days, unit + 1);
        if self.is(end, "ago") || self.is(end, "earlier") {
            return Some(self.ago(at..end + 1, days, count.unwrap_or(1.0)));
        }
        if let Some(found) = self.ended(at, end, length, dates) {
            return Some(found);
        }
        let long = self.window.past_hyphen(end);
        if long > end && self.is(long, "long") {
            return Some(Found { days: Some(length), ..Found::new(at..long + 1, TimeBasis::Duration) });
        }
        count.filter(|count| !count.is_nan())?;
        let led = self.before_is(at, &["in", "over", "for", "within", "during", "throughout"]);
        let after_age = self.is(end, "old") || self.is(end, "of") && self.is(end + 1, "age");
        let prison = self.is(end, "in") && (self.is(end + 1, "prison") || self.is(end + 1, "jail"));
        let article = self.window.entry(at).is(DETERMINER);
        (led && !after_age && !prison && (!article || !self.before_is(at, &["for"]) || days > 1)).then(|| {
            Found {
                days: Some(length).filter(|days| *days > 0),
                ..Found::new(at - 1..end, TimeBasis::Duration)
            }
        })
    }

    /// "Two years and six months": the smaller period behind "and" is part of the length.
    fn and_more(&self, length: u32, days: u32, end: usize) -> (u32, usize) {
        let number = self.is(end, "and") && number::may_start(self.reading, end + 1);
        if !number {
            return (length, end);
        }
        let (count, unit) = self.count_after(end + 1);
        let small = self.window.entry(unit).period.filter(|small| *small < days);
        match count.zip(small) {
            Some((count, small)) if !count.is_nan() => {
                (length + total_days(count, small, self.window.word(unit)), unit + 1)
            }
            _ => (length, end),
        }
    }

    fn ago(&self, tokens: Range<usize>, days: u32, count: f64) -> Found {
        let mut found = Found::new(tokens, TimeBasis::Calendar);
        let whole = i32::try_from(total_days(count, 1, "")).unwrap_or(0);
        let day =
            self.published().filter(|_| self.is(found.tokens.end - 1, "ago")).and_then(|today| match days {
                365 => today.plus_months(-12 * whole),
                30 => today.plus_months(-whole),
                days => today.plus_days(-i32::try_from(days).ok()? * whole),
            });
        (found.start, found.end) = (day, day);
        found
    }

    /// "months to September", "year ended 30 June": up to a date.
    fn ended(&self, at: usize, end: usize, length: u32, dates: &[(usize, Expression)]) -> Option<Found> {
        let ended = self.is(end, "to") || self.is(end, "ended") || self.is(end, "ending");
        let mut date_at = end + 1;
        while self.window.entry(date_at).is(DETERMINER)
            || self.is(date_at, "on")
            || self.is(date_at, "end")
            || self.is(date_at, "of")
        {
            date_at += 1;
        }
        let (_, date) = dates.iter().find(|(_, date)| date.tokens.start == date_at && ended)?;
        let last = resolve::resolve(date, self.published(), resolve::Tense::Past).end;
        let start = last.and_then(|last| {
            if length >= 28 {
                last.plus_days(1)?.plus_months(-i32::try_from((length + 15) * 12 / 365).ok()?)
            } else {
                last.plus_days(1 - i32::try_from(length).ok()?)
            }
        });
        let mut found = Found {
            start,
            end: last,
            days: Some(length),
            ..Found::new(at..date.tokens.end, TimeBasis::Calendar)
        };
        for words in [&["the"][..], &["in", "for", "over"][..]] {
            if self.before_is(found.tokens.start, words) {
                found.tokens.start -= 1;
            }
        }
        Some(found)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Past,
    Last,
    This,
    Next,
    Recent,
    First,
}

/// Hours and minutes are periods of no full day.
fn short_period(unit: Option<&str>) -> Option<u32> {
    unit.is_some_and(is_short).then_some(0)
}

/// Whether a unit of time is shorter than a day and yet long enough for a period.
pub(crate) fn is_short(unit: &str) -> bool {
    matches!(unit, "hour" | "minute")
}

/// Days in `count` periods; 12 months are 365.
fn total_days(count: f64, days: u32, word: &str) -> u32 {
    let months = days == 30 && word.to_ascii_lowercase().starts_with("month");
    let total = if months { count * 365.0 / 12.0 } else { count * f64::from(days) };
    if (0.0..1e7).contains(&total) { total.round() as u32 } else { 0 }
}

fn week(today: Date, step: i32) -> Option<(Date, Date)> {
    let monday = today.plus_days(1 - i32::from(today.weekday()) + 7 * step)?;
    Some((monday, monday.plus_days(6)?))
}

fn month(today: Date, step: i32) -> Option<(Date, Date)> {
    let day = Date::new(today.year(), today.month(), 1)?.plus_months(step)?;
    Some((day, day.month_end()))
}

fn quarter(today: Date, step: i32) -> Option<(Date, Date)> {
    let first = Date::new(today.year(), (today.month() - 1) / 3 * 3 + 1, 1)?.plus_months(3 * step)?;
    Some((first, first.plus_months(2)?.month_end()))
}

fn year(today: Date, step: i32) -> Option<(Date, Date)> {
    let year = today.year().checked_add(i16::try_from(step).ok()?)?;
    Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?))
}
