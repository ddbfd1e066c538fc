//! HTML: one page that needs nothing beside it, neither scripts nor fonts nor pictures.

use corroborate_model::{Place, Report, Severity, Span, Story};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::excerpt::{Emphasis, cells, runs};
use crate::head::{entries, silence};
use crate::lineage::{describe, imprint, tree};
use crate::marks::{Mark, Marks, counts};
use crate::place::at;
use crate::select::{self, Group};
use crate::text::clean;
use crate::{Options, wire};

/// A table has at most this many columns of sources; with more, it counts them.
const COLUMNS: usize = 24;

/// The page.
pub(super) fn render(report: &Report, options: &Options<'_>) -> String {
    let groups = select::groups(report, options);
    let summary = wire::Summary::new(report, &select::findings(report, options));
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(concat!("corroborate ", env!("CARGO_PKG_VERSION")));
                title { "Fact consistency report" }
                style { (PreEscaped(include_str!("html.css"))) }
            }
            body {
                h1 { "Fact consistency report" }
                p.sum { (summary.sentence().join(" ")) }
                (head(report))
                @if groups.is_empty() { p { (silence(report)) } }
                @for &severity in Severity::ALL.iter().rev() { (section(report, &groups, severity)) }
                (facts(report))
                (lineage(report))
            }
        }
    };
    format!("{}\n", page.into_string())
}

fn head(report: &Report) -> Markup {
    html! {
        table.head {
            @for entry in entries(report, true) {
                tr { th scope="row" { (entry.label) } td { (entry.text) } }
            }
        }
    }
}

fn section(report: &Report, groups: &[Group<'_>], severity: Severity) -> Markup {
    let groups: Vec<&Group<'_>> = groups.iter().filter(|group| group.head.severity == severity).collect();
    html! {
        @if !groups.is_empty() {
            h2 { (severity) @if groups.len() > 1 { "s" } " (" (groups.len()) ")" }
            @for group in groups { (finding(report, group)) }
        }
    }
}

fn finding(report: &Report, group: &Group<'_>) -> Markup {
    let finding = group.head;
    let elsewhere = |source: &usize| *source != finding.other.source || !group.repeats.is_empty();
    html! {
        article class={ "finding " (finding.severity) } id={ "finding-" (clean(&finding.id)) } {
            h3 {
                span.severity { (finding.severity) } " " (finding.kind) " in " bdi { (id(report, finding.other.source)) }
                @if let Some(direction) = finding.direction { " (" (direction.name()) ")" }
            }
            p { (clean(&finding.message)) }
            div.sides {
                @if let Some(base) = finding.base { (side(report, base, finding.base_focus)) }
                (side(report, finding.other, finding.other_focus))
            }
            @if let Some(source) = finding.introduced_by.filter(elsewhere) { p { "Came in with " (id(report, source)) } }
            @if !group.repeats.is_empty() {
                ul {
                    @for repeat in &group.repeats {
                        li { "Also in " (at(report, repeat.other)) ": " q { (clean(report.words(repeat.other))) } }
                    }
                }
            }
        }
    }
}

/// One wording inside its sentence, the changed words marked.
fn side(report: &Report, place: Place, focus: Option<Span>) -> Markup {
    html! {
        figure {
            figcaption { b { (id(report, place.source)) } " " code { (at(report, place)) } }
            @match (report.sources.get(place.source), place.span) {
                (Some(source), Some(span)) => blockquote dir="auto" {
                    @for (emphasis, words) in runs(&cells(&source.document, span, focus)) {
                        @match emphasis {
                            Emphasis::Context => span.context { (words) },
                            Emphasis::Words => (words),
                            Emphasis::Focus => mark { (words) },
                        }
                    }
                },
                _ => p { "Not there." },
            }
        }
    }
}

fn facts(report: &Report) -> Markup {
    let marks = Marks::new(report);
    html! {
        @for (number, story) in report.stories.iter().enumerate().filter(|(_, story)| story.sources.len() > 1) {
            h2 { "Facts" @if report.stories.len() > 1 { " of story " (number + 1) } }
            (table(report, number, story, &marks))
        }
        @if !report.facts.is_empty() {
            p.legend { @for mark in Mark::ALL { span { code { (mark.sign()) } " " (mark.meaning()) } " " } }
        }
    }
}

fn table(report: &Report, number: usize, story: &Story, marks: &Marks<'_>) -> Markup {
    let counted = story.sources.len() > COLUMNS;
    html! {
        div.scroll { table.facts {
            thead { tr {
                th scope="col" { "Fact" }
                @if counted {
                    @for mark in Mark::ALL { th scope="col" title=(mark.meaning()) { (mark.sign()) } }
                } @else {
                    @for &source in &story.sources { th scope="col" { (id(report, source)) } }
                }
            } }
            @for (title, rows) in marks.rows(number, true).sections() {
                @if !rows.is_empty() {
                    tbody {
                        tr { th.status colspan=(1 + if counted { Mark::ALL.len() } else { story.sources.len() }) { (title) } }
                        @for &row in rows { (table_row(report, story, marks, counted, row)) }
                    }
                }
            }
        } }
    }
}

fn table_row(report: &Report, story: &Story, marks: &Marks<'_>, counted: bool, index: usize) -> Markup {
    let row = marks.row(story, index);
    html! {
        tr {
            th scope="row" dir="auto" { @if let Some(fact) = report.facts.get(index) { (clean(&fact.summary)) } }
            @if counted {
                @for count in counts(&row) { td { (count) } }
            } @else {
                @for mark in row { td title=(mark.meaning()) { (mark.sign()) } }
            }
        }
    }
}

fn lineage(report: &Report) -> Markup {
    let stories: Vec<&Story> = report.stories.iter().filter(|story| story.sources.len() > 1).collect();
    html! {
        @if !stories.is_empty() {
            h2 { "Lineage" }
            ul.lineage {
                @for branch in stories.into_iter().flat_map(|story| tree(report, story)) {
                    @if let Some(source) = report.sources.get(branch.source) {
                        li style={ "margin-left:" (branch.last.len() * 2) "em" } {
                            b { (id(report, branch.source)) } " " (imprint(source)) " · " (describe(report, source))
                        }
                    }
                }
            }
        }
    }
}

fn id(report: &Report, source: usize) -> String {
    clean(report.source_id(source)).into_owned()
}
