//! The table of news sentences.

use corroborate_model::{Bound, Change, Payload, Quantity};

fn shown(text: &str) -> String {
    let claims = crate::testing::read(&crate::testing::body(text), |reading| {
        let mut claimed = crate::claimed::Claimed::new(reading.tokens.len());
        crate::contact::find(&reading, &mut claimed);
        let dates = crate::date::read(&reading, &claimed);
        let frames = crate::time_frame::find_all(&reading, &dates);
        crate::date::find(&reading, &mut claimed, &dates);
        super::find(&reading, &mut claimed, &frames)
    });
    let shown: Vec<String> = claims
        .iter()
        .filter_map(|claim| match &claim.payload {
            Payload::Quantity(quantity) => Some(show(quantity)),
            _ => None,
        })
        .collect();
    if shown.is_empty() { "none".to_owned() } else { shown.join("; ") }
}

fn show(quantity: &Quantity) -> String {
    let mut shown = String::new();
    if quantity.age {
        shown.push('@');
    }
    if quantity.ordinal {
        shown.push('#');
    }
    let number = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
    shown.push_str(match quantity.bound {
        Bound::About => "~",
        Bound::AtLeast => ">=",
        Bound::MoreThan => ">",
        Bound::AtMost => "<=",
        Bound::LessThan => "<",
        Bound::Exact | Bound::Range | Bound::Vague => "",
    });
    match quantity.value() {
        Some(value) if quantity.unit.as_ref().is_none_or(|unit| unit.name() != "score") => {
            shown.push_str(&value.to_string())
        }
        _ => shown.push_str(&format!("{}..{}", number(quantity.low), number(quantity.high))),
    }
    if quantity.bound == Bound::Vague {
        shown.push('*');
    }
    if let Some(unit) = quantity.unit.as_ref().filter(|_| !quantity.age) {
        shown.push_str(&format!("[{}]", unit.name()));
    }
    if let Some(counted) = quantity.counted.as_ref().filter(|_| !quantity.age) {
        shown.push_str(&format!(" {counted}"));
    }
    match quantity.change {
        Some(Change::Increase) => shown.push_str(" +"),
        Some(Change::Decrease) => shown.push_str(" -"),
        None => {}
    }
    if let Some(baseline) = &quantity.baseline {
        shown.push_str(&format!("{}{{{baseline}}}", if quantity.change.is_none() { " " } else { "" }));
    }
    shown
}

#[test]
fn reads_news_sentences_as_the_table_says() {
    let table = include_str!("../../tests/quantities.md");
    let mut count = 0;
    let mut wrong = Vec::new();
    for line in table.lines() {
        let Some((text, expected)) = line.strip_prefix("- ").and_then(|line| line.split_once(" => ")) else {
            continue;
        };
        count += 1;
        let found = shown(text);
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count >= 200, "{count} sentences");
}
