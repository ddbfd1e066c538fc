//! Publication stamps: short lines that say when a text was published, and often by whom.
//!
//! A line is a stamp when nothing is left of it beside a date, a time, stamp words ("Published", "Updated", "BST") and
//! a few capitalised names: no sentence passes that.

use std::ops::Range;

use corroborate_model::Date;

use crate::dates::{self, DateOrder, FoundDate, Piece};
use crate::lexicon::{EDITION_WORDS, ORGANISATION_WORDS, STAMP_WORDS, fold};

/// A longer line is no stamp.
const MAX_BYTES: usize = 140;
/// More names than this make a headline and not a stamp.
const MAX_NAMES: usize = 8;

/// What a stamp says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The day; absent where the stamp has no year.
    pub(crate) date: Option<Date>,
    /// Where it stands in the line.
    pub(crate) at: Range<usize>,
    /// The publisher, where one is evident.
    pub(crate) publisher: Option<String>,
    /// Words that are neither date nor stamp words.
    pub(crate) names: usize,
}

/// Reads a line that is a stamp and nothing else.
pub(crate) fn read(line: &str, order: DateOrder) -> Option<Stamp> {
    if line.len() > MAX_BYTES {
        return None;
    }
    let pieces = dates::pieces(line);
    let found = dates::find_in(&pieces, order).or_else(|| time_alone(&pieces))?;
    let outside = |p: &&Piece<'_>| p.end() <= found.range.start || p.at >= found.range.end;
    let (mut names, mut clock) = (0, false);
    for (index, piece) in pieces.iter().enumerate().filter(|(_, p)| outside(p)) {
        if piece.is_number() {
            is_clock(&pieces, index).then_some(())?;
            clock = true;
        } else if piece.is_word() && !is_stamp_word(piece.text) {
            piece.text.starts_with(char::is_uppercase).then_some(())?;
            names += 1;
        } else if "\"“”?!;".contains(piece.text) {
            return None;
        }
    }
    // "Secretaries Must Act by May 9" has a day, but no year, weekday or time, as stamps have.
    let sure =
        found.date.is_some() || clock || names == 0 || pieces.iter().any(|p| dates::is_weekday(p.text));
    (sure && names <= MAX_NAMES).then(|| Stamp {
        date: found.date,
        publisher: publisher_before(line, found.range.start),
        at: found.range,
        names,
    })
}

/// "Updated 5.40pm": a stamp that names no day has to say what it is.
fn time_alone(pieces: &[Piece<'_>]) -> Option<FoundDate> {
    let first =
        pieces.first().filter(|p| matches!(fold(p.text).as_str(), "updated" | "published" | "posted"))?;
    pieces.get(1).filter(|p| p.is_number() || p.text == ":")?;
    Some(FoundDate { date: None, range: first.at..first.end() })
}

/// A stamp that opens a line which goes on with text: "date 2021-03-31 Police have …". Gives its end.
pub(crate) fn leading(line: &str, order: DateOrder) -> Option<(Stamp, usize)> {
    let head_end = line.char_indices().map(|(at, _)| at).take_while(|&at| at <= 60).last()?;
    let head = line.get(..head_end)?;
    let pieces = dates::pieces(head);
    let label = pieces
        .first()
        .filter(|p| matches!(fold(p.text).as_str(), "date" | "published" | "posted" | "updated"))?;
    let found = dates::find_in(&pieces, order).filter(|f| f.date.is_some())?;
    let between = head.get(label.end()..found.range.start)?;
    if !between.trim_matches(|c: char| c.is_whitespace() || c == ':').is_empty() || between.is_empty() {
        return None;
    }
    let rest = line.get(found.range.end..)?;
    let end = found.range.end + rest.find(char::is_whitespace)?;
    let stamp = Stamp { date: found.date, at: label.at..end, publisher: None, names: 0 };
    (!line.get(end..)?.trim().is_empty()).then_some((stamp, end))
}

/// A short line that is the name of an organisation.
pub(crate) fn organisation(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let last = words.last().map(|word| fold(word.trim_end_matches(['.', ','])));
    (2..=6).contains(&words.len())
        && line.len() <= 60
        && words.iter().all(|word| is_name_word(word))
        && last.is_some_and(|last| ORGANISATION_WORDS.has(&last))
}

/// Whether a word may stand in a name: a capital, a particle or "&".
pub(crate) fn is_name_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        || matches!(word, "&" | "and" | "of" | "the" | "for" | "plc" | "de" | "van" | "von")
}

fn is_stamp_word(word: &str) -> bool {
    let word = fold(word);
    STAMP_WORDS.has(&word) || dates::is_weekday(&word)
}

/// A number is part of a time of day: "10:40", "4.12pm", "19.25", "5 pm", "3 min".
fn is_clock(pieces: &[Piece<'_>], index: usize) -> bool {
    let text = |at: Option<usize>| at.and_then(|at| pieces.get(at)).map_or("", |p| p.text);
    let (before, after) = (text(index.checked_sub(1)), text(index.checked_add(1)));
    let small = pieces.get(index).is_some_and(|p| p.text.len() <= 2) || text(Some(index)).len() == 6;
    small && (matches!(before, ":" | ".") || matches!(after, ":" | ".") || is_stamp_word(after))
}

/// The name before the date: "Capital Ledger 05/09/2024", "Flow & Valve Review - 9 September 2024".
fn publisher_before(line: &str, date: usize) -> Option<String> {
    let before = line.get(..date)?.trim_end_matches(|c: char| !c.is_alphanumeric());
    let name = before.rsplit([',', '|', ':']).next_back()?.split(" - ").next()?.trim();
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words
        .last()
        .is_some_and(|word| matches!(fold(word).as_str(), "staff" | "reporter" | "reporters" | "team"))
    {
        words.pop();
    }
    let named = |word: &&str| !EDITION_WORDS.has(&fold(word)) && !is_stamp_word(word) && word.len() > 1;
    let fits = (1..=6).contains(&words.len())
        && words.iter().all(|word| is_name_word(word))
        && words
            .first()
            .is_some_and(|word| !matches!(fold(word).as_str(), "by" | "posted" | "published" | "updated"))
        && words.iter().any(named);
    fits.then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::{leading, organisation, read};
    use crate::dates::DateOrder::DayFirst;

    #[test]
    fn reads_stamps_and_their_publishers() {
        for (line, date, publisher) in [
            ("Published: 9th November 2023, 4.12pm", "2023-11-09", ""),
            ("Capital Ledger 05/09/2024 07:48", "2024-09-05", "Capital Ledger"),
            ("Posted by Team HearthNotes on 13/11/2023", "2023-11-13", ""),
            ("Fri Nov 10 2023 - 05:30", "2023-11-10", ""),
            ("Flow & Valve Review - 9 September 2024 - Market news", "2024-09-09", "Flow & Valve Review"),
            ("Late Final, Saturday 18 May", "", ""),
            ("Daily Beacon, Thursday January 18, 2024", "2024-01-18", "Daily Beacon"),
            ("TerraceTalk staff, 19 May 2024, 10:42", "2024-05-19", "TerraceTalk"),
            ("Thursday 9 November 2023 - for immediate release", "2023-11-09", ""),
            ("Wednesday 17 January 2024, 1.30pm", "2024-01-17", ""),
            ("First published: 10/11/2023 06:44 PM ET", "2023-10-11", ""),
            ("Updated 5.40pm", "", ""),
            ("JAN. 18, 2024, 8:12 PM", "2024-01-18", ""),
        ] {
            let stamp = read(line, DayFirst).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(stamp.date.map(|d| d.to_string()).unwrap_or_default(), date, "{line}");
            assert_eq!(stamp.publisher.unwrap_or_default(), publisher, "{line}");
        }
    }

    #[test]
    fn sentences_are_no_stamps() {
        for line in [
            "The recall will stay open until 30 November 2024.",
            "Three injured in crash on 3 May 2024",
            "Ferries are cancelled until Friday 19 January",
            "Two Towns Must Act by May 9",
            "Interim dividend of 6.6p on 25 October 2024",
        ] {
            assert_eq!(read(line, DayFirst), None, "{line}");
        }
    }

    #[test]
    fn a_stamp_may_open_a_line() {
        let (stamp, end) = leading(" date 2023-11-13 Storm: two hurt", DayFirst).unwrap();
        assert_eq!((stamp.at.clone(), end), (1..16, 16));
        assert_eq!(leading("Date palms were sold on 3 May 2024 in town", DayFirst), None);
        assert!(organisation("Penhallow Brands plc") && !organisation("Police said so"));
    }
}
