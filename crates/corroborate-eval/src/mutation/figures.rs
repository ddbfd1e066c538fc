//! Numbers changed: digits, digits transposed, number words, telephone numbers, and the numbers of dates.
//!
//! What a number is decides which operator changes it. Left alone: digits in addresses and in stamps of publication, digits that belong to a code
//! (R471, LS-170) or number a line ("3."), ordinals, and "one", which is rarely a count.

use corroborate_model::Span;

use super::calendar;
use super::site::Site;
use super::text::{Text, folded};

/// What a run of digits stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A count, an amount, a score.
    Figure,
    /// An hour ("11.40pm", "15:30").
    Clock,
    /// The day beside a month.
    Day,
    /// 1900 to 2099, where the words around show that it is a year.
    Year,
    /// Part of a telephone number.
    Phone,
    /// Nothing that is changed.
    Other,
}

/// A run of digits, separators inside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    /// Where it stands.
    pub(super) span: Span,
    /// What it stands for.
    pub(super) role: Role,
}

/// The figures of a text.
pub(super) fn figures(text: &Text<'_>) -> Vec<Figure> {
    let runs = runs(text.text);
    (0..runs.len()).map(|at| Figure { span: runs[at], role: role(text, &runs, at) }).collect()
}

fn runs(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let start = at;
        while digit(at) || matches!(bytes.get(at), Some(b'.' | b',' | b':')) && digit(at + 1) && digit(at - 1)
        {
            at += 1;
        }
        found.push(Span::new(start, at));
    }
    found
}

fn role(text: &Text<'_>, runs: &[Span], at: usize) -> Role {
    let span = runs[at];
    let (before, after) = (text.before(span.start()), text.after(span.end()));
    let suffix: String = folded(&after.chars().take_while(|c| c.is_alphabetic()).collect::<String>());
    let line_start = before.is_empty() || before.ends_with('\n');
    let code = before.ends_with(char::is_alphabetic)
        || before.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_uppercase))
        || before.ends_with(['#', '@', '_']);
    let numbers_line = line_start && after.starts_with([')', '.']);
    if text.in_address(span)
        || text.in_stamp(span)
        || code
        || numbers_line
        || matches!(suffix.as_str(), "st" | "nd" | "rd" | "th" | "s")
    {
        Role::Other
    } else if in_phone(text, runs, at) {
        Role::Phone
    } else if is_clock(text.of(span), &suffix, after) {
        Role::Clock
    } else if calendar::is_year(text, span) || calendar::ends_years(text, span) {
        Role::Year
    } else if calendar::beside_month(text, span) {
        Role::Day
    } else if text.of(span).len() == 4 && calendar::looks_like_year(text.of(span)) {
        Role::Other
    } else {
        Role::Figure
    }
}

fn is_clock(digits: &str, suffix: &str, after: &str) -> bool {
    let spaced = folded(after.trim_start().get(..2).unwrap_or(""));
    digits.contains(':')
        || matches!(suffix, "am" | "pm")
        || after.trim_start().starts_with(['a', 'p']) && after.trim_start().get(1..4) == Some(".m.")
        || after.starts_with(' ')
            && matches!(spaced.as_str(), "am" | "pm")
            && !after.trim_start()[2..].starts_with(char::is_alphabetic)
}

/// Whether a run belongs to runs that only a space, hyphen or bracket parts, with nine digits or more in all.
fn in_phone(text: &Text<'_>, runs: &[Span], at: usize) -> bool {
    let tied = |left: usize, right: usize| {
        let gap = runs.get(left).zip(runs.get(right));
        gap.and_then(|(l, r)| text.text.get(l.end()..r.start()))
            .is_some_and(|gap| matches!(gap, " " | "-" | ") " | " (0)" | "\u{a0}" | "-(" | ")-" | ") (0"))
    };
    let mut first = at;
    while first > 0 && tied(first - 1, first) {
        first -= 1;
    }
    let mut last = at;
    while last + 1 < runs.len() && tied(last, last + 1) {
        last += 1;
    }
    let digits: usize = runs[first..=last].iter().map(|run| text.of(*run).len()).sum();
    let opens = text.of(runs[first]).starts_with('0')
        || text.before(runs[first].start()).ends_with(['+', '('])
        || last - first >= 2;
    digits >= 9 && opens && runs[first..=last].iter().all(|run| !text.of(*run).contains([',', '.', ':']))
}

/// Sites of one role with a change of their digits.
fn sites(text: &Text<'_>, role: Role, change: impl Fn(&str, usize) -> Option<String>) -> Vec<Site> {
    figures(text)
        .into_iter()
        .filter(|figure| figure.role == role)
        .enumerate()
        .filter_map(|(number, figure)| {
            let changed = change(text.of(figure.span), number)?;
            Some(Site::one(figure.span, changed))
        })
        .collect()
}

/// One digit another: the first, or the last that is not 0, in turn.
pub(super) fn digit_changed(text: &Text<'_>) -> Vec<Site> {
    sites(text, Role::Figure, |digits, number| {
        let at = if number % 2 == 0 { 0 } else { digits.rfind(|c| ('1'..='9').contains(&c))? };
        Some(with_digit(digits, at, |digit| digit % 9 + 1))
    })
}

/// Two neighbouring digits exchanged, the last two that differ and are not 0.
pub(super) fn digits_transposed(text: &Text<'_>) -> Vec<Site> {
    sites(text, Role::Figure, |digits, _| {
        let bytes = digits.as_bytes();
        let fits = |at: &usize| {
            let pair = &bytes[*at..*at + 2];
            pair.iter().all(|b| (b'1'..=b'9').contains(b)) && pair[0] != pair[1]
        };
        let at = (0..bytes.len().saturating_sub(1)).rev().find(fits)?;
        let mut swapped = bytes.to_vec();
        swapped.swap(at, at + 1);
        String::from_utf8(swapped).ok()
    })
}

/// The last digit of a telephone number's part another.
pub(super) fn phone_changed(text: &Text<'_>) -> Vec<Site> {
    sites(text, Role::Phone, |digits, _| Some(with_digit(digits, digits.len() - 1, |digit| (digit + 3) % 10)))
}

/// The hour two later.
pub(super) fn clock_changed(text: &Text<'_>) -> Vec<Site> {
    sites(text, Role::Clock, |digits, _| {
        let hour_end = digits.find(['.', ':']).unwrap_or(digits.len());
        let hour: u32 = digits.get(..hour_end)?.parse().ok()?;
        let later = if hour > 12 { (hour + 2) % 24 } else { (hour + 1) % 12 + 1 };
        Some(format!("{later}{}", digits.get(hour_end..)?))
    })
}

/// The day of a month another one of the same month.
pub(super) fn day_changed(text: &Text<'_>) -> Vec<Site> {
    sites(text, Role::Day, |digits, _| {
        let day: u32 = digits.parse().ok()?;
        (1..=31).contains(&day).then(|| ((day + 2) % 28 + 1).to_string())
    })
}

/// The year another one.
pub(super) fn year_changed(text: &Text<'_>) -> Vec<Site> {
    sites(text, Role::Year, |digits, number| {
        let year: u32 = digits.parse().ok()?;
        let other = if number % 2 == 0 { year.saturating_sub(1) } else { year + 1 };
        Some(format!("{other:0width$}", width = digits.len())).filter(|other| other != digits)
    })
}

fn with_digit(digits: &str, at: usize, change: impl Fn(u8) -> u8) -> String {
    let changed = |(index, c): (usize, char)| match c.to_digit(10) {
        Some(digit) if index == at => char::from(b'0' + change(u8::try_from(digit).unwrap_or(0))),
        _ => c,
    };
    digits.char_indices().map(changed).collect()
}

/// Number words from two on; each is changed to the next, the last to the first, inside its row.
pub(super) const NUMBER_WORDS: [&[&str]; 3] = [
    &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
    &["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
    &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
];

/// A number word another.
pub(super) fn number_word_changed(text: &Text<'_>) -> Vec<Site> {
    let changed = |span: &Span| {
        let word = folded(text.of(*span));
        NUMBER_WORDS.iter().find_map(|row| {
            let at = row.iter().position(|&number| number == word)?;
            let next = row[(at + 1) % row.len()];
            Some(Site::one(*span, like(text.of(*span), next)))
        })
    };
    text.words.iter().filter(|span| !text.in_address(**span)).filter_map(changed).collect()
}

/// `word` with a capital where `model` has one.
pub(super) fn like(model: &str, word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) if model.starts_with(char::is_uppercase) => first.to_uppercase().chain(chars).collect(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, Text, figures};

    #[test]
    fn numbers_are_told_apart_by_what_stands_around_them() {
        let text = Text::new(
            "On 9 November 2023 at 3pm some 48,600 kettles (LS-170) went. Call 0808 800 5000 or see a.example/12.\n\
             About 2000 came by 15:30, the 3rd time since 1998; 20% won 2-1.",
        );
        let roles: Vec<(&str, Role)> =
            figures(&text).into_iter().map(|figure| (text.of(figure.span), figure.role)).collect();
        assert_eq!(
            roles,
            [
                ("9", Role::Day),
                ("2023", Role::Year),
                ("3", Role::Clock),
                ("48,600", Role::Figure),
                ("170", Role::Other),
                ("0808", Role::Phone),
                ("800", Role::Phone),
                ("5000", Role::Phone),
                ("12", Role::Other),
                ("2000", Role::Other),
                ("15:30", Role::Clock),
                ("3", Role::Other),
                ("1998", Role::Year),
                ("20", Role::Figure),
                ("2", Role::Figure),
                ("1", Role::Figure),
            ]
        );
    }
}
