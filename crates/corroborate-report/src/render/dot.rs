//! DOT, the language of Graphviz: the stories with their sources, who copied whom, and the disputed facts.
//!
//! Facts that are agreed on are left out: there are too many to read in a picture.

use corroborate_model::{Finding, Report, Role, Severity};

use crate::lineage::{imprint, parts, percent};
use crate::marks::{Mark, Marks, columns};
use crate::text::{clean, count};
use crate::{Options, select};

/// The report as one directed graph; edges lead from a source to its copies.
pub(super) fn render(report: &Report, options: &Options<'_>) -> String {
    let mut text =
        String::from("digraph corroborate {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
    text.push_str("  edge [fontname=\"sans-serif\"];\n");
    let found = select::findings(report, options);
    for (number, story) in report.stories.iter().enumerate() {
        let label = format!("Story {}", number + 1);
        text.push_str(&format!("  subgraph cluster_{number} {{\n    label={};\n", quote(&[&label])));
        for &source in &story.sources {
            text.push_str(&node(report, &found, source));
        }
        text.push_str("  }\n");
    }
    for (source, it) in report.sources.iter().enumerate() {
        if let Some(from) = it.derived_from.filter(|&from| from < report.sources.len()) {
            let share = quote(&[&it.shares.map_or_else(|| percent(it.containment), parts)]);
            text.push_str(&format!("  s{from} -> s{source} [label={share}];\n"));
        }
    }
    text.push_str(&disputes(report));
    text.push_str("}\n");
    text
}

fn node(report: &Report, found: &[&Finding], source: usize) -> String {
    let Some(it) = report.sources.get(source) else { return String::new() };
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|severity| {
            (severity, found.iter().filter(|f| f.other.source == source && f.severity == severity).count())
        })
        .filter(|&(_, n)| n > 0)
        .map(|(severity, n)| count(n, severity.name()))
        .collect();
    let style = if it.role == Role::Base { ", style=bold" } else { "" };
    let label = quote(&[report.source_id(source), &imprint(it), &counts.join(", ")]);
    format!("    s{source} [label={label}{style}];\n")
}

/// Each disputed fact, with an edge to every source that holds it: whole where it agrees, dashed where it does not.
fn disputes(report: &Report) -> String {
    let marks = Marks::new(report);
    let mut text = String::new();
    for (number, story) in report.stories.iter().enumerate() {
        let rows = marks.rows(number, false);
        for &index in rows.disputed() {
            let summary = report.facts.get(index).map_or("", |fact| &fact.summary);
            text.push_str(&format!("  f{index} [shape=ellipse, label={}];\n", quote(&[summary])));
            for (source, mark) in columns(story).zip(marks.row(story, index)) {
                let style = match mark {
                    Mark::Missing => continue,
                    Mark::Conflicting => ", style=dashed, label=\"conflicts\"",
                    Mark::Same | Mark::Changed | Mark::Added => "",
                };
                text.push_str(&format!("  s{source} -> f{index} [dir=none{style}];\n"));
            }
        }
    }
    text
}

/// A quoted string of these lines, empty ones left out.
fn quote(lines: &[&str]) -> String {
    let lines: Vec<String> = lines
        .iter()
        .map(|line| clean(line).replace('\\', "\\\\").replace('"', "\\\""))
        .filter(|line| !line.is_empty())
        .collect();
    format!("\"{}\"", lines.join("\\n"))
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn labels_stay_inside_their_marks() {
        assert_eq!(quote(&["a\"];x[\\", "", "b\nc"]), "\"a\\\"];x[\\\\\\nb c\"");
    }
}
