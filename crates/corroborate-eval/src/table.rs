//! Scores as text for a terminal.

use std::fmt::Write as _;

use crate::evaluation::Evaluation;
use crate::scores::{FalseAlarm, Graded, Miss, Scores, Share, Tally, Wrong};

impl Evaluation {
    /// One row a family, the total by kind, and what else is to know.
    pub fn to_table(&self) -> String {
        let mut text = String::new();
        header(&mut text);
        for scores in &self.families {
            row(&mut text, scores);
        }
        row(&mut text, &self.total);
        text.push('\n');
        summary(&mut text, &self.total);
        text.push('\n');
        kinds(&mut text, &self.total);
        text.push('\n');
        confidence(&mut text, &self.total);
        text
    }

    /// Every miss, false alarm, harmless difference flagged and remark, family by family.
    pub fn to_details(&self) -> String {
        self.families.iter().map(Scores::to_details).collect()
    }
}

impl Scores {
    /// The scores of one family as a table.
    pub fn to_table(&self) -> String {
        let mut text = String::new();
        header(&mut text);
        row(&mut text, self);
        text.push('\n');
        summary(&mut text, self);
        text.push('\n');
        kinds(&mut text, self);
        text.push('\n');
        confidence(&mut text, self);
        text
    }

    /// Every miss, false alarm, harmless difference flagged and remark.
    pub fn to_details(&self) -> String {
        let mut text = format!("{}\n", self.family);
        section(&mut text, "missed", self.misses.iter().map(miss));
        section(&mut text, "wrong", self.false_alarms.iter().map(false_alarm));
        section(&mut text, "agreements missed", self.agreement_misses.iter().map(miss));
        section(&mut text, "remarks", self.remarks.iter().cloned());
        text
    }
}

const COLUMNS: [&str; 10] = [
    "strict: recall",
    "precision",
    "F1",
    "lenient: recall",
    "precision",
    "F1",
    "agreements",
    "harmless",
    "apart",
    "lineage",
];
const WIDTHS: [usize; 10] = [16, 16, 6, 16, 16, 6, 16, 10, 7, 9];

fn header(text: &mut String) {
    let cells: String = COLUMNS.iter().zip(WIDTHS).map(|(name, width)| format!(" {name:>width$}")).collect();
    let _ = writeln!(text, "{:<20}{cells}", "family");
}

fn row(text: &mut String, scores: &Scores) {
    let _ = write!(text, "{:<20}", scores.family);
    let (strict, lenient) = (scores.findings.strict, scores.findings.lenient);
    let mut agreements = scores.agreements;
    agreements.part += scores.agreements_reworded.part;
    agreements.whole += scores.agreements_reworded.whole;
    let cells = [
        share(strict.recall),
        share(strict.precision),
        number(strict.f1()),
        share(lenient.recall),
        share(lenient.precision),
        number(lenient.f1()),
        share(agreements),
        of(scores.harmless_flagged),
        of(scores.apart),
        of(scores.parents),
    ];
    for (cell, width) in cells.iter().zip(WIDTHS) {
        let _ = write!(text, " {cell:>width$}");
    }
    text.push('\n');
}

fn summary(text: &mut String, scores: &Scores) {
    let graded =
        |shares: Graded<Share>| format!("{}, lenient {}", share(shares.strict), share(shares.lenient));
    let lines = [
        ("found as error or warning", graded(scores.recall_flagged)),
        ("whole span in the sentence", graded(scores.recall_inside)),
        ("one finding for one annotation", graded(scores.recall_once)),
        ("notes that are right", graded(scores.notes)),
        ("errors and warnings not judged", scores.unjudged.to_string()),
        ("agreements in the same words", share(scores.agreements)),
        ("agreements in other words", share(scores.agreements_reworded)),
        ("harmless, reported as a note", of(scores.harmless_noted)),
        ("sources kept in their story", of(scores.kept)),
        ("traps sprung", of(scores.sprung)),
    ];
    for (name, value) in lines {
        let _ = writeln!(text, "{name:<32}{value}");
    }
}

fn kinds(text: &mut String, scores: &Scores) {
    let _ = writeln!(
        text,
        "{:<20} {:>16} {:>16} {:>16} {:>16}",
        "kind", "strict: recall", "precision", "lenient: recall", "precision"
    );
    for (kind, Graded { strict, lenient }) in &scores.kinds {
        let pair = |tally: &Tally| format!("{:>16} {:>16}", share(tally.recall), share(tally.precision));
        let _ = writeln!(text, "{kind:<20} {} {}", pair(strict), pair(lenient));
    }
}

/// What the confidence of errors and warnings is worth.
fn confidence(text: &mut String, scores: &Scores) {
    let _ = writeln!(text, "{:<20} {:>16}", "confidence", "right, leniently");
    for (tenth, shares) in scores.confidence.iter().enumerate().filter(|(_, shares)| shares.whole > 0) {
        let name = format!(".{tenth} and over");
        let _ = writeln!(text, "{name:<20} {:>16}", share(*shares));
    }
}

fn section(text: &mut String, title: &str, entries: impl ExactSizeIterator<Item = String>) {
    if entries.len() > 0 {
        let _ = writeln!(text, "  {title}: {}", entries.len());
    }
    for entry in entries {
        let _ = writeln!(text, "    {entry}");
    }
}

fn miss(miss: &Miss) -> String {
    let base = miss.base.as_ref().map(|base| format!("{base} / ")).unwrap_or_default();
    let mut text = format!("{} {} ({}): {base}{}", miss.id, miss.kind, miss.severity, miss.other);
    if !miss.note.is_empty() {
        let _ = write!(text, " -- {}", miss.note);
    }
    if !miss.instead.is_empty() {
        let lenient = if miss.lenient { ", right leniently" } else { "" };
        let _ = write!(text, " [reported: {}{lenient}]", miss.instead.join(", "));
    }
    text
}

fn false_alarm(alarm: &FalseAlarm) -> String {
    let why = match &alarm.why {
        Wrong::NotAnnotated => "not annotated".to_owned(),
        Wrong::OtherKind => "right leniently".to_owned(),
        Wrong::Harmless(why) => format!("harmless: {why}"),
        Wrong::Unrelated => "another story".to_owned(),
    };
    let base = alarm.base.as_ref().map(|base| format!("{base} / ")).unwrap_or_default();
    let here = if alarm.gold_here.is_empty() {
        String::new()
    } else {
        format!("; gold here: {}", alarm.gold_here.join(", "))
    };
    format!("{} ({}): {base}{} -- {} [{why}{here}]", alarm.kind, alarm.severity, alarm.other, alarm.message)
}

/// "12/40 = .300"
fn share(share: Share) -> String {
    match share.value() {
        Some(value) => format!("{} = {}", of(share), number(Some(value))),
        None => "-".to_owned(),
    }
}

fn of(share: Share) -> String {
    format!("{}/{}", share.part, share.whole)
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"))
}
