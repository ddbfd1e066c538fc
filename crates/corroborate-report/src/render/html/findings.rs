//! The list of findings with its filters.

use std::collections::{BTreeMap, BTreeSet};

use corroborate_model::{FindingKind, Place, Report, Severity, Span};
use maud::{Markup, html};

use super::index::{Index, Item};
use super::words::{self, id, visible};
use crate::excerpt::{Emphasis, cells, runs};
use crate::head::silence;
use crate::place::at;
use crate::select::Group;
use crate::text::clean;

/// The section.
pub(super) fn section(index: &Index<'_>) -> Markup {
    html! {
        section.list id="findings" aria-labelledby="findings-title" {
            h2 id="findings-title" { "Findings" }
            @if index.groups.is_empty() {
                p { (silence(index.report)) }
            } @else {
                (filters(index))
                ol.cards { (cards(index)) }
            }
        }
    }
}

/// Shown by the script alone.
fn filters(index: &Index<'_>) -> Markup {
    let mut kinds: BTreeMap<FindingKind, usize> = BTreeMap::new();
    let mut severities: BTreeMap<Severity, usize> = BTreeMap::new();
    let mut sources: BTreeSet<usize> = BTreeSet::new();
    for group in &index.groups {
        *kinds.entry(group.head.kind).or_default() += 1;
        *severities.entry(group.head.severity).or_default() += 1;
        sources.extend(heard(group));
    }
    html! {
        div.filters id="filters" role="group" aria-label="Filter the findings" hidden {
            div.severities {
                @for (severity, n) in severities.iter().rev() {
                    label class=(severity) {
                        input type="checkbox" name="severity" value=(severity) checked;
                        span aria-hidden="true" { (words::sign(*severity)) } " " (n) " " (severity) @if *n != 1 { "s" }
                    }
                }
            }
            div.choices {
                label { "Kind"
                    select id="kind" {
                        option value="" { "all kinds" }
                        @for (kind, n) in &kinds { option value=(kind) { (words::kind(*kind)) " (" (n) ")" } }
                    }
                }
                label { "Source"
                    select id="source" {
                        option value="" { "all sources" }
                        @for &source in &sources {
                            option value=(source) { (clean(index.report.source_id(source))) }
                        }
                    }
                }
            }
            p.shown { span id="shown" role="status" {} " " button type="button" id="reset" hidden { "Show all" } }
        }
    }
}

/// The sources that a finding and its repeats are about.
fn heard<'a>(group: &'a Group<'_>) -> impl Iterator<Item = usize> + 'a {
    [group.head].into_iter().chain(group.repeats.iter().copied()).map(|finding| finding.other.source)
}

fn cards(index: &Index<'_>) -> Markup {
    let mut items = index.items.iter().enumerate();
    html! {
        @for group in &index.groups {
            @let own: Vec<(usize, &Item<'_>)> = items.by_ref().take(1 + group.repeats.len()).collect();
            @if let Some((head, repeats)) = own.split_first() { (card(index, group, *head, repeats)) }
        }
    }
}

fn card(
    index: &Index<'_>,
    group: &Group<'_>,
    (number, item): (usize, &Item<'_>),
    repeats: &[(usize, &Item<'_>)],
) -> Markup {
    let (report, finding) = (index.report, item.finding);
    let elsewhere = |source: &usize| *source != finding.other.source || !repeats.is_empty();
    let sources: Vec<String> = heard(group).collect::<BTreeSet<_>>().iter().map(usize::to_string).collect();
    html! {
        li class={ "finding " (finding.severity) } id=(item.anchor) data-i=(number) data-pair=[pair(index, item)]
            data-severity=(finding.severity) data-kind=(finding.kind) data-sources=(sources.join(" ")) {
            h3 { a href={ "#" (item.anchor) } {
                span.n { (item.label) } " "
                span.severity { span aria-hidden="true" { (words::sign(finding.severity)) } " " (finding.severity) } " "
                span.kind { (words::kind(finding.kind)) } " "
                span.in { "in " (id(report, finding.other.source)) }
            } }
            p.message dir="auto" { (clean(&finding.message)) }
            div.more {
                @if let Some(base) = finding.base { (side(report, base, finding.base_focus)) }
                (side(report, finding.other, finding.other_focus))
                @if let Some(direction) = finding.direction { p.aside { "Seen from the base: " (direction.name()) "." } }
                @if let Some(source) = finding.introduced_by.filter(elsewhere) {
                    p.aside { "Came in with " (id(report, source)) "." }
                }
                @if !repeats.is_empty() {
                    p.aside { (if repeats.iter().all(|(_, item)| item.finding.part_of.is_some()) { "And:" } else { "Also in:" }) }
                    ul.repeats { @for &(number, item) in repeats { (repeat(index, number, item)) } }
                }
                @if item.pair.is_some() { p.aside { a.go href={ "#m" (number) } { "Read it in the text" } } }
            }
        }
    }
}

fn repeat(index: &Index<'_>, number: usize, item: &Item<'_>) -> Markup {
    let other = item.finding.shown_at();
    html! {
        li id=(item.anchor) data-i=(number) data-pair=[pair(index, item)] {
            a href={ "#" (item.anchor) } { span.n { (item.label) } " " (id(index.report, other.source)) } " "
            q dir="auto" { (clean(index.report.words(other))) } " " code { bdi { (at(index.report, other)) } }
        }
    }
}

fn pair(index: &Index<'_>, item: &Item<'_>) -> Option<String> {
    Some(index.pairs.get(item.pair?)?.name())
}

/// One wording inside its sentence, the changed words marked.
fn side(report: &Report, place: Place, focus: Option<Span>) -> Markup {
    html! {
        figure {
            figcaption { b { (id(report, place.source)) } " " code { bdi { (at(report, place)) } } }
            @match (report.sources.get(place.source), place.span) {
                (Some(source), Some(span)) => blockquote dir="auto" {
                    @for (emphasis, words) in runs(&cells(&source.document, span, focus)) {
                        @match emphasis {
                            Emphasis::Context => span.context { (visible(&words)) },
                            Emphasis::Words => (visible(&words)),
                            Emphasis::Focus => mark { (visible(&words)) },
                        }
                    }
                },
                _ => p.absent { "not there" },
            }
        }
    }
}
