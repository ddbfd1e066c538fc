//! The matrix of facts by sources.

use corroborate_model::{Fact, Finding, Report, Story};
use maud::{Markup, html};

use super::index::Index;
use super::words::id;
use crate::marks::{Mark, Marks, columns, counts};
use crate::text::{clean, cut};

/// A table has at most this many columns of sources; with more, it counts them.
const COLUMNS: usize = 60;
/// More columns than this are headed upright.
const FEW: usize = 8;
/// Characters of a claim's words that a cell tells.
const WORDS: usize = 160;

/// The section.
pub(super) fn section(index: &Index<'_>) -> Markup {
    let (report, marks) = (index.report, Marks::new(index.report));
    let stories = report.stories.iter().enumerate().filter(|(_, story)| story.sources.len() > 1);
    html! {
        section.facts id="facts" aria-labelledby="facts-title" {
            h2 id="facts-title" { "Facts" }
            @if report.stories.iter().all(|story| story.sources.len() < 2) {
                p { "No two texts of one story have been compared." }
            } @else { p.legend {
                @for mark in Mark::ALL { span { b class={ "cell " (class(mark)) } { (mark.sign()) } " " (mark.meaning()) } " " }
            } }
            @for (number, story) in stories {
                @if report.stories.len() > 1 { h3 { "Story " (number + 1) } }
                (tables(index, number, story, &marks))
            }
        }
    }
}

/// Facts of a single source are folded: they are many, and nothing can be held against them.
fn tables(index: &Index<'_>, number: usize, story: &Story, marks: &Marks<'_>) -> Markup {
    let rows = marks.rows(number, true);
    html! {
        @if let Some(origin) = rows.origin() { p.origin { (capital(&origin)) "." } }
        @for (n, (title, rows)) in rows.sections().into_iter().enumerate().filter(|(_, (_, rows))| !rows.is_empty()) {
            details open[n < 2] {
                summary { (capital(title)) " " span.count { (rows.len()) } }
                (table(index, story, marks, title, rows))
            }
        }
    }
}

fn table(index: &Index<'_>, story: &Story, marks: &Marks<'_>, title: &str, rows: &[usize]) -> Markup {
    let counted = story.sources.len() > COLUMNS;
    html! {
        div.scroll role="region" tabindex="0" aria-label={ "Facts, " (title) } { table class=[(story.sources.len() > FEW).then_some("many")] {
            thead { tr {
                th scope="col" { "Fact" }
                @if counted {
                    @for mark in Mark::ALL { th scope="col" { (mark.sign()) } }
                } @else {
                    @for source in columns(story) { th scope="col" { (id(index.report, source)) } }
                }
            } }
            tbody { @for &row in rows { (table_row(index, story, marks, counted, row)) } }
        } }
    }
}

fn table_row(index: &Index<'_>, story: &Story, marks: &Marks<'_>, counted: bool, number: usize) -> Markup {
    let row = marks.row(story, number);
    let Some(fact) = index.report.facts.get(number) else { return html! {} };
    html! {
        tr {
            th scope="row" dir="auto" { (clean(&fact.summary)) }
            @if counted {
                @for count in counts(&row) { td { (count) } }
            } @else {
                @for (mark, source) in row.into_iter().zip(columns(story)) {
                    (cell(index, fact, number, mark, source))
                }
            }
        }
    }
}

/// A mark; where a source says it otherwise, its words and the way to the finding.
fn cell(index: &Index<'_>, fact: &Fact, number: usize, mark: Mark, source: usize) -> Markup {
    let title = matches!(mark, Mark::Changed | Mark::Conflicting | Mark::Added)
        .then(|| words(index.report, fact, source))
        .filter(|words| !words.is_empty());
    let concerns = |finding: &Finding| finding.fact == Some(number) && finding.other.source == source;
    let item = index.items.iter().find(|item| concerns(item.finding));
    html! {
        td class={ "cell " (class(mark)) } title=[title] {
            @match item {
                Some(item) => a href={ "#" (item.anchor) } aria-label={ (mark.meaning()) ": finding " (item.label) } {
                    (mark.sign()) sup { (item.label) }
                },
                None => (mark.sign()),
            }
        }
    }
}

/// What a source says of a fact.
fn words(report: &Report, fact: &Fact, source: usize) -> String {
    let Some(document) = report.sources.get(source).map(|source| &source.document) else {
        return String::new();
    };
    let claim = report.claims_of(fact).find(|claim| claim.source == source);
    let words = claim.map(|claim| clean(claim.span.of(&document.text))).unwrap_or_default();
    cut(&words, WORDS).into_owned()
}

fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Same => "same",
        Mark::Changed => "changed",
        Mark::Conflicting => "conflict",
        Mark::Missing => "missing",
        Mark::Added => "added",
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}
