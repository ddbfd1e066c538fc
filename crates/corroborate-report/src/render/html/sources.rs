//! What was compared, and where each source comes from.

use corroborate_model::{Report, Story};
use maud::{Markup, html};

use super::words::id;
use crate::head::{Entry, entries};
use crate::lineage::{describe, imprint, tree};
use crate::place::file;
use crate::text::{clean, count, limit};

/// Lines on what was compared that are shown unfolded.
const ENTRIES: usize = 8;
/// Depth of the lineage that is still set in.
const DEPTH: usize = 8;

/// What was compared with what, and what was not.
pub(super) fn head(report: &Report) -> Markup {
    let entries = entries(report, true);
    let (first, rest) = entries.split_at(limit(false, ENTRIES, entries.len()));
    html! {
        section.head aria-label="What was compared" {
            (lines(first))
            @if !rest.is_empty() { details { summary { "and " (count(rest.len(), "more line")) } (lines(rest)) } }
        }
    }
}

fn lines(entries: &[Entry]) -> Markup {
    html! {
        table { @for entry in entries {
            tr { th scope="row" { (entry.label) } td { bdi { (entry.text) } } }
        } }
    }
}

/// Who copied whom.
pub(super) fn section(report: &Report) -> Markup {
    let branches = report.stories.iter().flat_map(|story: &Story| tree(report, story));
    html! {
        section.sources id="sources" aria-labelledby="sources-title" {
            h2 id="sources-title" { "Sources" }
            ul.lineage {
                @for branch in branches {
                    @if let Some(source) = report.sources.get(branch.source) {
                        li class={ "d" (branch.last.len().min(DEPTH)) } {
                            b { (id(report, branch.source)) } " "
                            @let title = source.document.meta.title.as_deref().map(clean).unwrap_or_default();
                            @if !title.is_empty() { cite { bdi { (title) } } " " }
                            span.imprint { bdi { (imprint(source)) } } " "
                            span.role { (describe(report, source)) } " "
                            code { bdi { (file(report, branch.source)) } }
                        }
                    }
                }
            }
        }
    }
}
