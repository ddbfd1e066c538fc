//! The table of dates and periods.

use corroborate_model::{Block, BlockKind, Claim, Date, Document, Meta, Payload, Span, TimeFrame};

fn document(text: &str) -> Document {
    let block = Block { kind: BlockKind::Body, span: Span::new(0, text.len()) };
    let meta = Meta { published: "2024-01-19".parse().ok(), ..Meta::default() };
    Document { text: text.to_owned(), blocks: vec![block], meta, ..Document::default() }
}

fn days(start: Option<Date>, end: Option<Date>) -> String {
    let show = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
    match (start, end) {
        (None, None) => String::new(),
        (start, end) if start == end => show(start),
        (start, end) => format!("{}..{}", show(start), show(end)),
    }
}

fn show_date(claim: &Claim) -> Option<String> {
    let Payload::Date(date) = &claim.payload else { return None };
    let day = if date.start.is_none() { "?".to_owned() } else { days(date.start, date.end) };
    let hour = date.minute.map_or(String::new(), |minute| format!(" {:02}:{:02}", minute / 60, minute % 60));
    Some(day + &hour)
}

fn show_frame(frame: &TimeFrame) -> String {
    let length = frame.days.map_or(String::new(), |days| format!(" {days}"));
    format!("{}|{}|{}{length}", frame.text, frame.basis.name(), days(frame.start, frame.end))
}

fn shown(text: &str) -> (String, String) {
    crate::testing::read(&document(text), |reading| {
        let mut claimed = crate::claimed::Claimed::new(reading.tokens.len());
        crate::contact::find(&reading, &mut claimed);
        let dates = crate::date::read(&reading, &claimed);
        let frames = crate::time_frame::find_all(&reading, &dates);
        let shown: Vec<String> =
            super::find(&reading, &mut claimed, &dates).iter().filter_map(show_date).collect();
        let frames: Vec<String> = frames.iter().map(|(_, frame)| show_frame(frame)).collect();
        (shown.join("; "), frames.join("; "))
    })
}

#[test]
fn reads_dates_and_periods_as_the_table_says() {
    let table = include_str!("../../tests/dates.md");
    let mut count = 0;
    let mut wrong = Vec::new();
    for line in table.lines() {
        let Some((text, expected)) = line.strip_prefix("- ").and_then(|line| line.split_once("=>")) else {
            continue;
        };
        let (dates, frames) = expected.split_once("//").unwrap_or((expected, ""));
        let expected = (dates.trim().to_owned(), frames.trim().to_owned());
        let found = shown(text.trim());
        count += 1;
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 50, "{count} sentences");
}
