//! Markdown (CommonMark with GitHub's tables), for a ticket or a wiki page.

use corroborate_model::{Place, Report, Severity, Span, Story};

use crate::excerpt::{Emphasis, cells, runs};
use crate::head::{entries, silence};
use crate::lineage::{describe, imprint, tree};
use crate::marks::{Mark, Marks, columns, counts};
use crate::place::at;
use crate::select::{self, Group};
use crate::text::clean;
use crate::{Options, wire};

/// A table has at most this many columns of sources; with more, it counts them.
const COLUMNS: usize = 12;

/// The report as one document.
pub(super) fn render(report: &Report, options: &Options<'_>) -> String {
    let mut text = String::from("# Fact consistency report\n\n");
    for entry in entries(report, options.all_notes) {
        let label = if entry.label.is_empty() { String::new() } else { format!("**{}:** ", entry.label) };
        text.push_str(&format!("- {label}{}\n", escape(&entry.text)));
    }
    let groups = select::groups(report, options);
    for &severity in Severity::ALL.iter().rev() {
        let of_severity: Vec<&Group<'_>> =
            groups.iter().filter(|group| group.head.severity == severity).collect();
        if !of_severity.is_empty() {
            text.push_str(&format!("\n## {} ({})\n", title(severity), of_severity.len()));
        }
        for group in of_severity {
            text.push_str(&finding(report, group));
        }
    }
    if groups.is_empty() {
        text.push_str(&format!("\n{}\n", escape(&silence(report))));
    }
    text.push_str(&facts(report, options));
    text.push_str(&lineage(report));
    text.push_str(&sum(report, options));
    text
}

fn title(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Errors",
        Severity::Warning => "Warnings",
        Severity::Note => "Notes",
    }
}

fn finding(report: &Report, group: &Group<'_>) -> String {
    let finding = group.head;
    let source = escape(report.source_id(finding.other.source));
    let mut text = format!("\n### {} in {source}\n\n", escape(finding.kind.name()));
    text.push_str(&format!("{}\n\n", escape(&finding.message)));
    if let Some(base) = finding.base {
        text.push_str(&side(report, base, finding.base_focus));
    }
    text.push_str(&side(report, finding.other, finding.other_focus));
    let elsewhere = |source: &usize| *source != finding.other.source || !group.repeats.is_empty();
    if let Some(source) = finding.introduced_by.filter(elsewhere) {
        text.push_str(&format!("- came in with {}\n", escape(report.source_id(source))));
    }
    for repeat in group.repeats.iter().filter(|repeat| repeat.part_of.is_none()) {
        let (id, place) = (report.source_id(repeat.other.source), at(report, repeat.other));
        let words = report.words(repeat.other);
        let words = if words.is_empty() { String::new() } else { format!(": “{}”", escape(words)) };
        text.push_str(&format!("- also {} ({}){words}\n", escape(id), escape(&place)));
    }
    text
}

/// One wording, the changed words bold.
fn side(report: &Report, place: Place, focus: Option<Span>) -> String {
    let mut text = format!("- **{}** {}", escape(report.source_id(place.source)), escape(&at(report, place)));
    let (Some(source), Some(span)) = (report.sources.get(place.source), place.span) else {
        return text + " (not there)\n";
    };
    text.push_str("\n  > ");
    for (emphasis, words) in runs(&cells(&source.document, span, focus)) {
        let trimmed = words.trim();
        if emphasis == Emphasis::Focus && !trimmed.is_empty() {
            // Marks of emphasis hold only where no space stands inside.
            let (before, after) =
                (words.len() - words.trim_start().len(), words.len() - words.trim_end().len());
            text.push_str(&format!(
                "{}**{}**{}",
                " ".repeat(before),
                escape_inline(trimmed),
                " ".repeat(after)
            ));
        } else {
            text.push_str(&escape_inline(&words));
        }
    }
    text.push('\n');
    text
}

fn facts(report: &Report, options: &Options<'_>) -> String {
    let marks = Marks::new(report);
    let mut text = String::new();
    for (number, story) in report.stories.iter().enumerate().filter(|(_, story)| story.sources.len() > 1) {
        let rows = marks.rows(number, options.all_notes);
        if rows.sections().iter().all(|(_, rows)| rows.is_empty()) {
            continue;
        }
        let heading = if text.is_empty() { "\n## Facts\n\n" } else { "\n" };
        text.push_str(heading);
        let headings = headings(report, story);
        text.push_str(&format!("| Fact | Status | {} |\n", headings.join(" | ")));
        text.push_str(&format!("| --- | --- |{}\n", " :-: |".repeat(headings.len())));
        for (title, rows) in rows.sections() {
            for &row in rows {
                text.push_str(&table_row(report, story, &marks, title, row));
            }
        }
        for line in rows.left_out().into_iter().chain(rows.origin()) {
            text.push_str(&format!("\n{line}\n"));
        }
    }
    if text.is_empty() {
        return text;
    }
    let legend = Mark::ALL.map(|mark| format!("`{}` {}", mark.sign(), mark.meaning()));
    text + &format!("\n{}\n", legend.join(", "))
}

fn headings(report: &Report, story: &Story) -> Vec<String> {
    if story.sources.len() > COLUMNS {
        return Mark::ALL.map(|mark| format!("`{}`", mark.sign())).to_vec();
    }
    columns(story).map(|source| escape(report.source_id(source))).collect()
}

fn table_row(report: &Report, story: &Story, marks: &Marks<'_>, status: &str, index: usize) -> String {
    let row = marks.row(story, index);
    let cells: Vec<String> = if story.sources.len() > COLUMNS {
        counts(&row).to_vec()
    } else {
        row.iter().map(|mark| format!("`{}`", mark.sign())).collect()
    };
    let summary = report.facts.get(index).map(|fact| escape(&fact.summary)).unwrap_or_default();
    format!("| {summary} | {status} | {} |\n", cells.join(" | "))
}

fn lineage(report: &Report) -> String {
    let mut text = String::new();
    for story in report.stories.iter().filter(|story| story.sources.len() > 1) {
        for branch in tree(report, story) {
            let Some(source) = report.sources.get(branch.source) else { continue };
            let what = [imprint(source), describe(report, source)].map(|part| escape(&part));
            let what = what.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            let id = escape(report.source_id(branch.source));
            text.push_str(&format!("{}- **{id}** {what}\n", "  ".repeat(branch.last.len())));
        }
    }
    if text.is_empty() { text } else { format!("\n## Lineage\n\n{text}") }
}

fn sum(report: &Report, options: &Options<'_>) -> String {
    let summary = wire::Summary::new(report, &select::findings(report, options));
    format!("\n---\n\n{}\n", summary.sentence().join(" "))
}

/// Foreign text at the start of a line or cell.
fn escape(text: &str) -> String {
    let text = escape_inline(&clean(text));
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{text}"),
        _ => text,
    }
}

/// Foreign text inside a line: what Markdown could take for its own gets a backslash.
fn escape_inline(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | '$' | '!') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn foreign_text_stays_text() {
        let cases = [
            ("| a | <b>", "\\| a \\| \\<b\\>"),
            ("[x](javascript:y) ![z](u)", "\\[x\\](javascript:y) \\!\\[z\\](u)"),
            ("1. one", "1\\. one"),
            ("10 people", "10 people"),
            ("- no list", "\\- no list"),
            ("# no\nheading", "\\# no heading"),
            ("&lt; *b* ~~s~~ $x$ `c` \\", "\\&lt; \\*b\\* \\~\\~s\\~\\~ \\$x\\$ \\`c\\` \\\\"),
        ];
        for (text, expected) in cases {
            assert_eq!(escape(text), expected);
        }
    }
}
