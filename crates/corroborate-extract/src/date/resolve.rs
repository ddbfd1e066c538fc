//! Works out which days an expression means, from the day of publication.

use corroborate_model::Date;

use super::expression::Expression;

/// First and last day, and whether the day of publication was needed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) start: Option<Date>,
    pub(crate) end: Option<Date>,
    pub(crate) relative: bool,
}

impl Days {
    fn one(day: Option<Date>, relative: bool) -> Days {
        Days { start: day, end: day, relative }
    }

    fn span(start: Option<Date>, end: Option<Date>, relative: bool) -> Days {
        Days { start, end: end.or(start), relative }
    }
}

/// Which way a date without a year or week lies from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
}

/// The days meant; none where the text is undated and the expression needs that.
pub(crate) fn resolve(expression: &Expression, published: Option<Date>, tense: Tense) -> Days {
    let found = expression;
    if let Some(days) = found.relative {
        return Days::one(published.and_then(|day| day.plus_days(days)), true);
    }
    if let (Some(year), None) = (found.year, found.month) {
        return Days::span(Date::new(year, 1, 1), Date::new(found.last_year.unwrap_or(year), 12, 31), false);
    }
    if found.month.is_some() {
        let year = found.year.or_else(|| year_of(found, published, tense));
        let days = year.map(|year| in_year(found, year)).unwrap_or_default();
        return Days { relative: found.year.is_none(), ..days };
    }
    let Some(weekday) = found.weekday else { return Days::default() };
    Days::one(published.and_then(|day| nearest_weekday(day, weekday, found.step, tense)), true)
}

fn in_year(found: &Expression, year: i16) -> Days {
    let Some(month) = found.month else { return Days::default() };
    if let Some(day) = found.day {
        let end = Date::new(year, month, found.last_day.unwrap_or(day));
        return Days::span(Date::new(year, month, day), end, false);
    }
    let (first, last) = found.part.unwrap_or((1, 31));
    let last_month = found.last_month.unwrap_or(month);
    let last_year = if last_month < month { year.saturating_add(1) } else { year };
    let month_end = Date::new(last_year, last_month, 1).map(Date::month_end);
    let end = if last < 28 { Date::new(last_year, last_month, last) } else { month_end };
    // "The last day of June" is the 30th.
    let length = Date::new(year, month, 1).map_or(first, |day| day.month_end().day());
    Days::span(Date::new(year, month, first.min(length)), end, false)
}

/// The year of a month or day without one: the one whose day lies nearest, on the side of the tense.
fn year_of(found: &Expression, published: Option<Date>, tense: Tense) -> Option<i16> {
    let published = published?;
    let this = published.year();
    if let Some(step) = found.step.and_then(|step| i16::try_from(step).ok()) {
        let ahead = step < 0 && found.month > Some(published.month())
            || step == 1 && found.month < Some(published.month());
        let bare = found.last_month.is_none() && found.day.is_none();
        return Some(if bare && step != 0 && !ahead && !found.of_year {
            month_step(found, published, step)
        } else {
            this + step
        });
    }
    let distance = |year: i16| {
        let days = in_year(found, year);
        let (start, end) = (days.start?, days.end?);
        let weekday = found.weekday.is_none_or(|weekday| start.weekday() == weekday);
        let (to_start, to_end) = (published.days_until(start), published.days_until(end));
        let inside = to_start <= 0 && to_end >= 0;
        let wrong_side = match tense {
            Tense::Past if to_start > 0 => 200,
            Tense::Future if to_end < 0 => 400,
            _ => 0,
        };
        let far = if inside { 0 } else { to_start.abs().min(to_end.abs()) };
        Some((!weekday, far + wrong_side, year))
    };
    [this - 1, this, this + 1].into_iter().filter_map(distance).min().map(|(.., year)| year)
}

/// "last March" before March is last year's; "next March" after it is next year's.
fn month_step(found: &Expression, published: Date, step: i16) -> i16 {
    let month = found.month.unwrap_or(1);
    match step {
        -1 if month < published.month() => published.year(),
        1 if month > published.month() => published.year(),
        _ => published.year() + step,
    }
}

fn nearest_weekday(published: Date, weekday: u8, step: Option<i32>, tense: Tense) -> Option<Date> {
    let ahead = (i32::from(weekday) - i32::from(published.weekday())).rem_euclid(7);
    let back = (7 - ahead) % 7;
    let days = match (step, tense) {
        (Some(-1), _) => -(if back == 0 { 7 } else { back }),
        (Some(1), _) => {
            if ahead == 0 {
                7
            } else {
                ahead
            }
        }
        (Some(_), _) | (None, Tense::Future) => ahead,
        (None, Tense::Past) => -back,
    };
    published.plus_days(days)
}

#[cfg(test)]
mod tests {
    use super::{Tense, resolve};
    use crate::date::expression::Expression;
    use corroborate_model::Date;

    #[track_caller]
    fn check(expression: Expression, tense: Tense, expected: (&str, &str)) {
        let published: Option<Date> = "2024-01-19".parse().ok();
        let days = resolve(&expression, published, tense);
        let show = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
        assert_eq!((show(days.start).as_str(), show(days.end).as_str()), expected);
        assert!(days.relative);
        assert_eq!(resolve(&expression, None, tense).start, None);
    }

    #[test]
    fn finds_the_nearest_day_on_the_right_side() {
        let tuesday = Expression { weekday: Some(2), ..Expression::default() };
        check(tuesday.clone(), Tense::Past, ("2024-01-16", "2024-01-16"));
        check(tuesday.clone(), Tense::Future, ("2024-01-23", "2024-01-23"));
        let friday = Expression { weekday: Some(5), ..Expression::default() };
        check(friday.clone(), Tense::Past, ("2024-01-19", "2024-01-19"));
        check(Expression { step: Some(-1), ..friday }, Tense::Past, ("2024-01-12", "2024-01-12"));
        let december = Expression { month: Some(12), ..Expression::default() };
        check(december.clone(), Tense::Past, ("2023-12-01", "2023-12-31"));
        check(december, Tense::Future, ("2024-12-01", "2024-12-31"));
        check(
            Expression { month: Some(12), last_month: Some(2), ..Expression::default() },
            Tense::Past,
            ("2023-12-01", "2024-02-29"),
        );
        check(
            Expression { relative: Some(-1), ..Expression::default() },
            Tense::Past,
            ("2024-01-18", "2024-01-18"),
        );
    }
}
