//! HTML: one page that needs nothing beside it. Style and script stand inside, under a policy that lets nothing else
//! run or load.
//!
//! The page is whole without its script: findings with their words, the texts side by side, the table of facts, the
//! sources. The script only filters, jumps and shows one pair of texts at a time. So there is no data for it but the
//! marked-up text itself. Foreign text is escaped by `maud`, and isolated, so that it cannot turn the writing around it.

mod facts;
mod findings;
mod index;
mod policy;
mod reading;
mod sources;
mod words;

use corroborate_model::{Report, Severity};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use self::index::Index;
use crate::text::clean;
use crate::{Options, select, wire};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// The page.
pub(super) fn render(report: &Report, options: &Options<'_>) -> String {
    let index = Index::new(report, options);
    let summary = wire::Summary::new(report, &select::findings(report, options));
    let title = title(report);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy::policy(STYLE, SCRIPT));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(concat!("corroborate ", env!("CARGO_PKG_VERSION")));
                title { (title) " – fact consistency report" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#findings" { "Skip to the findings" }
                (masthead(&title, &summary))
                main {
                    (sources::head(report))
                    div.desk {
                        (findings::section(&index))
                        (reading::section(&index))
                    }
                    (facts::section(&index))
                    (sources::section(report))
                }
                (footer())
                (help())
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    format!("{}\n", page.into_string())
}

/// What the page is called: the headline of the first base, else of the first source.
fn title(report: &Report) -> String {
    let base = report.stories.first().and_then(|story| story.base).unwrap_or(0);
    let title = report.sources.get(base).and_then(|source| source.document.meta.title.as_deref());
    match title.map(clean) {
        Some(title) if !title.is_empty() => title.into_owned(),
        _ => "Sources compared".to_owned(),
    }
}

fn masthead(title: &str, summary: &wire::Summary<'_>) -> Markup {
    html! {
        header.masthead {
            p.kicker { "Fact consistency report" }
            h1 { bdi { (title) } }
            ul.sum {
                @for &severity in Severity::ALL.iter().rev() {
                    @let n = summary.by_severity.of(severity);
                    li class={ (severity) @if n == 0 { " none" } } {
                        b { (n) } " " span.sign aria-hidden="true" { (words::sign(severity)) } " "
                        (severity) @if n != 1 { "s" }
                    }
                }
                li { b { (summary.disputed) } @if summary.disputed == 1 { " fact disputed" } @else { " facts disputed" } }
                li { b { (summary.agreed) } " agreed" }
                li { b { (summary.single_source) } " in one source" }
            }
            nav.places aria-label="Parts of the report" {
                a href="#findings" { "Findings" } a href="#texts" { "Texts" }
                a href="#facts" { "Facts" } a href="#sources" { "Sources" }
                span.tools {
                    button type="button" id="theme" hidden { "Dark" }
                    button type="button" id="keys" hidden aria-haspopup="dialog" { "Keys " kbd { "?" } }
                }
            }
        }
    }
}

fn footer() -> Markup {
    html! {
        footer {
            p {
                "Made by corroborate " (env!("CARGO_PKG_VERSION")) ". This page holds everything it shows and asks nothing "
                "of any other place. The program reports what differs between the texts; which of them is right is for an editor to find out."
            }
        }
    }
}

fn help() -> Markup {
    let keys = [
        ("j", "next finding"),
        ("k", "finding before"),
        ("f", "to the filters"),
        ("?", "this help"),
        ("Esc", "close this help, or let go of the finding"),
    ];
    html! {
        dialog id="help" aria-labelledby="help-title" {
            h2 id="help-title" { "Keys" }
            dl { @for (key, what) in keys { div { dt { kbd { (key) } } dd { (what) } } } }
            p { label { input type="checkbox" id="single" checked; " Use single keys" } }
            button type="button" id="close" { "Close" }
        }
    }
}
