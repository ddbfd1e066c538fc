//! The claims of a source as a table for a terminal.

use std::io::{self, Write};

use corroborate::{Analysis, Claim, ContactForm, Payload, Polarity, Quantity};

/// Columns of the kind and of the place.
const KIND: usize = 9;
const PLACE: usize = 8;
/// Columns that the words get at least, however narrow the terminal.
const WORDS: usize = 20;

/// Prints one source with its claims, a claim a line: kind, line and column, words, what was read from them.
pub(crate) fn print(analysis: &Analysis, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let document = &analysis.document;
    let path = document.path.as_deref().unwrap_or("");
    let count = analysis.claims.len();
    writeln!(
        out,
        "{}  {} ({count} {})",
        clean(&document.id),
        clean(path),
        if count == 1 { "claim" } else { "claims" }
    )?;
    for notice in &document.notices {
        writeln!(out, "  note: {}", clean(&notice.message))?;
    }
    let rest = width.saturating_sub(KIND + PLACE + 6);
    let words = (rest * 3 / 5).max(WORDS);
    for claim in &analysis.claims {
        let at = document.map.position(&document.text, claim.span.start());
        let place = format!("{}:{}", at.line, at.column);
        let text = cut(&clean(claim.span.of(&document.text)), words);
        let read = cut(&fields(claim), rest.saturating_sub(words).max(WORDS));
        let line = format!("  {:KIND$}  {place:<PLACE$}  {text:words$}  {read}", claim.kind().name());
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out)
}

/// What was read from the words, in a few of them.
fn fields(claim: &Claim) -> String {
    let mut parts = Vec::new();
    match &claim.payload {
        Payload::Quantity(quantity) => parts.push(number(quantity)),
        Payload::Quotation(quotation) => parts.push(quotation.form.name().to_owned()),
        Payload::Statement(statement) => {
            parts.extend(statement.causal.as_ref().map(|causal| causal.strength.name().to_owned()))
        }
        Payload::Date(date) => parts.extend(
            [date.start, date.end.filter(|_| date.start != date.end)]
                .into_iter()
                .flatten()
                .map(|day| day.to_string()),
        ),
        Payload::Contact(contact) => parts.push(match contact.form {
            ContactForm::Phone => contact.value.clone(),
            form => form.name().to_owned(),
        }),
        Payload::Person(person) => parts.extend(
            [Some(person.name.clone()), person.role.clone(), person.age.map(|age| age.to_string())]
                .into_iter()
                .flatten(),
        ),
    }
    parts.extend(
        claim.attribution.as_ref().and_then(|by| by.speaker.as_ref()).map(|speaker| format!("by {speaker}")),
    );
    parts.extend(claim.hedges.iter().map(|hedge| format!("hedge: {}", hedge.text)));
    parts.extend((claim.polarity == Polarity::Negated).then(|| claim.polarity.name().to_owned()));
    parts.extend(claim.legal_status.map(|status| status.name().to_owned()));
    parts.extend(claim.time_frame.as_ref().map(|frame| frame.text.clone()));
    clean(&parts.join(", "))
}

/// "at least 40 kilometre", "2 to 3 million GBP, increase, from last year".
fn number(quantity: &Quantity) -> String {
    let amount = match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low != high => format!("{low} to {high}"),
        (low, high) => low.or(high).map_or_else(String::new, |value| value.to_string()),
    };
    let unit = quantity.unit.as_ref().map(|unit| unit.name());
    let bound = quantity.bound.name().replace('_', " ");
    let words = [
        Some(bound.as_str()).filter(|bound| *bound != "exact"),
        Some(&amount),
        unit,
        quantity.counted.as_deref(),
    ];
    let mut text = words.into_iter().flatten().collect::<Vec<_>>().join(" ");
    for more in [
        quantity.change.map(|change| change.name()),
        quantity.baseline.as_deref(),
        quantity.age.then_some("age"),
    ]
    .into_iter()
    .flatten()
    {
        text.push_str(", ");
        text.push_str(more);
    }
    text
}

/// Foreign text on one line, without what could steer a terminal or turn the direction of writing.
pub(crate) fn clean(text: &str) -> String {
    let safe = |c: char| match c {
        c if c.is_whitespace() => ' ',
        c if c.is_control() => '\u{fffd}',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c => c,
    };
    text.chars().map(safe).collect()
}

/// At most so many characters, with an ellipsis where something was cut.
fn cut(text: &str, columns: usize) -> String {
    if text.chars().count() <= columns {
        return text.to_owned();
    }
    text.chars().take(columns.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::{clean, cut, number};
    use corroborate::{Bound, Quantity, Unit};

    #[test]
    fn numbers_read_as_phrases() {
        let quantity = Quantity {
            low: Some(40.0),
            bound: Bound::AtLeast,
            unit: Some(Unit::new("kilometre")),
            baseline: Some("last year".to_owned()),
            ..Quantity::default()
        };
        assert_eq!(number(&quantity), "at least 40 kilometre, last year");
    }

    #[test]
    fn foreign_text_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[31m\nb\u{202e}"), "a\u{fffd}[31m b\u{fffd}");
        assert_eq!(cut("nothing", 4), "not…");
    }
}
