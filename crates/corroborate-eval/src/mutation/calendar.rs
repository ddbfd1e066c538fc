//! Months and weekdays changed, and what tells a year or a day from another number.
//!
//! Left alone: "may" and "march" where no number, year or preposition shows that months are meant, and weekdays that
//! are names ("Black Friday"); and stamps of publication.

use corroborate_model::Span;

use super::figures::like;
use super::site::Site;
use super::text::{Text, folded};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SHORT_MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Words that a month or a year follows.
const LEADS: &[&str] = &[
    "in", "of", "since", "until", "till", "by", "from", "to", "before", "after", "during", "last", "next",
    "this", "early", "late", "mid", "between", "and", "through", "than", "with",
];

fn month_of(word: &str) -> Option<(usize, bool)> {
    let full = MONTHS.iter().position(|&month| month == word).map(|at| (at, true));
    full.or_else(|| SHORT_MONTHS.iter().position(|&month| month == word).map(|at| (at, false)))
}

/// Whether a word is the name of a month, whole or short.
pub(super) fn is_month_name(word: &str) -> bool {
    month_of(word).is_some()
}

/// Whether the word at `index` is a month.
fn is_month(text: &Text<'_>, index: usize) -> bool {
    let Some((month, _)) = text.words.get(index).and_then(|&span| month_of(text.of(span))) else {
        return false;
    };
    let number =
        |word: Option<String>| word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let shown = number(text.word_before(index))
        || number(text.word_behind(index))
        || text.word_before(index).is_some_and(|word| LEADS.contains(&word.as_str()));
    shown || !matches!(month, 2 | 4)
}

/// Whether a month stands next to a number.
pub(super) fn beside_month(text: &Text<'_>, span: Span) -> bool {
    let Some(index) = text.words.iter().position(|word| word.overlaps(span)) else { return false };
    let near = |at: usize| {
        let (left, right) = if at < index { (at, index) } else { (index, at) };
        let gap = text
            .words
            .get(left)
            .zip(text.words.get(right))
            .and_then(|(l, r)| text.text.get(l.end()..r.start()));
        is_month(text, at) && gap.is_some_and(|gap| matches!(gap, " " | ". " | "\u{a0}"))
    };
    index.checked_sub(1).is_some_and(near) || near(index + 1)
}

/// Whether four digits could be a year.
pub(super) fn looks_like_year(digits: &str) -> bool {
    digits.len() == 4 && matches!(digits.get(..2), Some("19" | "20"))
}

/// Whether two digits end a span of years ("1981-82").
pub(super) fn ends_years(text: &Text<'_>, span: Span) -> bool {
    let before = text.before(span.start());
    let years =
        before.strip_suffix(['-', '–', '/']).and_then(|years| years.get(years.len().checked_sub(4)?..));
    text.of(span).len() == 2 && years.is_some_and(looks_like_year)
}

/// Whether a number is a year: a month, a preposition or another year stands before it, and no counted noun behind it.
pub(super) fn is_year(text: &Text<'_>, span: Span) -> bool {
    let Some(index) = text.words.iter().position(|word| word.overlaps(span)) else { return false };
    if !looks_like_year(text.of(span)) || text.words[index] != span {
        return false;
    }
    let before = text.before(span.start());
    let dated = before.trim_end_matches([',', ' ', '.']).rsplit(char::is_whitespace).take(2);
    let after_month = dated.clone().any(|word| month_of(word.trim_matches(['.', ','])).is_some());
    let lead = text.word_before(index).is_some_and(|word| LEADS.contains(&word.as_str()));
    let span_of_years = before
        .strip_suffix(['-', '–', '/'])
        .is_some_and(|before| before.get(before.len().saturating_sub(4)..).is_some_and(looks_like_year));
    let ends = text.word_behind(index).is_none_or(|word| {
        [
            "and", "to", "or", "when", "but", "after", "for", "the", "with", "as", "at", "by", "in", "he",
            "she", "it", "they",
        ]
        .contains(&word.as_str())
    });
    after_month || (lead || span_of_years) && ends
}

/// A month another one, five later.
pub(super) fn month_changed(text: &Text<'_>) -> Vec<Site> {
    let site = |index: usize| {
        let span = *text.words.get(index)?;
        let (month, full) = month_of(text.of(span))
            .filter(|_| is_month(text, index) && !text.in_address(span) && !text.in_stamp(span))?;
        // A short form in the place of a short form: "May" has none.
        let names = if full { MONTHS } else { SHORT_MONTHS };
        let step = if !full && (month + 5) % 12 == 4 { 6 } else { 5 };
        Some(Site::one(span, names[(month + step) % 12]))
    };
    (0..text.words.len()).filter_map(site).collect()
}

/// A weekday another one, three later.
pub(super) fn weekday_changed(text: &Text<'_>) -> Vec<Site> {
    const NAMED: &[&str] = &[
        "black", "good", "easter", "boxing", "super", "ash", "palm", "whit", "holy", "cyber", "bloody",
        "shrove", "maundy",
    ];
    let site = |index: usize| {
        let span = *text.words.get(index)?;
        let day = WEEKDAYS.iter().position(|&day| day == text.of(span))?;
        let named = text.word_before(index).is_some_and(|word| NAMED.contains(&folded(&word).as_str()));
        (!named && !text.in_stamp(span))
            .then(|| Site::one(span, like(text.of(span), WEEKDAYS[(day + 3) % 7])))
    };
    (0..text.words.len()).filter_map(site).collect()
}
