//! The HTML page: what stands where, and how large it grows. What it does in a browser is tested in `tests/browser`.

use corroborate_model::{
    BaseChoice, Claim, Fact, FactStatus, FindingKind, Payload, Report, Role, Severity, SourceReport, Span,
    Statement, Story, Support,
};
use corroborate_report::{Options, Output};

use crate::{sample, text};

fn page(report: &Report) -> String {
    text(report, Output::Html, &Options::default())
}

#[test]
fn changed_left_out_and_added_passages_stand_in_their_place() {
    let page = page(&sample::report());
    let told = |words: &str| assert!(page.contains(words), "{words}\n{page}");
    // The words of a finding, with its number, on both sides.
    told("<td><p dir=\"auto\"><mark class=\"error\" data-f=\"0 1\"><del>Ten</del></mark><sup>");
    told(
        "data-f=\"0\" id=\"m0\"><ins>Nine</ins></mark><sup><a href=\"#finding-value_conflict-1-20\" aria-label=\"finding 1\">1</a></sup>",
    );
    // What 001 adds, and what it leaves out of a quotation.
    told("<p class=\"gap\">not in this text</p></td><td><p dir=\"auto\">The ferry carried 40 cars.");
    told(
        "<del>and we are checking every buoy in the channel</del></mark><sup><a href=\"#finding-quote_truncated-1-85\"",
    );
    // A copy of a copy is read against the base; the echo has a story, and a pair, of its own.
    for pair in ["p0-1", "p0-2", "p3-4"] {
        told(&format!("<section class=\"pair based\" id=\"{pair}\""));
    }
    assert_eq!(page.matches("<section class=\"pair").count(), 3);
}

#[test]
fn every_link_inside_the_page_leads_somewhere() {
    let page = page(&sample::report());
    let links: Vec<&str> =
        page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect();
    assert!(links.len() > 20, "{links:?}");
    for link in links {
        let target = format!("id=\"{link}\"");
        assert_eq!(page.matches(&target).count(), 1, "{link}");
    }
}

#[test]
fn sources_without_a_base_are_read_beside_the_first_and_where_findings_lie() {
    let mut report = sample::report();
    report.stories[0].base = None;
    report.findings[0].base =
        report.findings[2].base.map(|place| corroborate_model::Place { source: 2, ..place });
    let page = page(&report);
    for pair in ["p0-1", "p0-2", "p2-1"] {
        assert!(page.contains(&format!("<section class=\"pair\" id=\"{pair}\"")), "{pair}");
    }
}

/// A story in many papers: paragraphs in another order here and there, a figure changed in some.
fn many(sources: usize) -> Report {
    let paragraph = |n: usize, figure: usize| {
        format!(
            "Paragraph {n} tells that {figure} boats left the harbour of Skea{n} before the storm, and that the master \
             of boat {n} kept {} men aboard. “We waited for tide {n},” the master said.",
            n + 3
        )
    };
    let mut report = Report::default();
    for source in 0..sources {
        let mut order: Vec<usize> = (0..16).collect();
        if source > 0 {
            order.swap(source % 16, (source * 7) % 16);
            order.remove(source % 5);
        }
        let paragraphs: Vec<String> = order
            .iter()
            .map(|&n| paragraph(n, if source % 3 == 1 && n == 9 { 77 } else { 40 + n }))
            .collect();
        let id = format!("{source:03}");
        let document = sample::document(&id, &format!("boats/{id}.txt"), &paragraphs.join("\n\n"));
        let (role, derived_from) = if source == 0 { (Role::Base, None) } else { (Role::Copy, Some(0)) };
        report.sources.push(SourceReport {
            document,
            role,
            derived_from,
            containment: 0.9,
            ..SourceReport::default()
        });
    }
    report.stories = vec![Story {
        sources: (0..sources).collect(),
        base: Some(0),
        base_chosen: BaseChoice::First,
        ..Story::default()
    }];
    for n in 0..16 {
        for part in
            [format!("Skea{n} before"), format!("boat {n} kept"), format!("“We waited for tide {n},”")]
        {
            let first = report.claims.len();
            for source in 0..sources {
                let text = &report.sources[source].document.text;
                let Some(at) = text.find(&part) else { continue };
                let payload = Payload::Statement(Statement::default());
                report
                    .claims
                    .push(Claim { source, ..Claim::new(Span::new(at, at + part.len()), 0, payload) });
            }
            let claims: Vec<usize> = (first..report.claims.len()).collect();
            let support = Support { sources: claims.len(), independent: 1 };
            let id = format!("f{}", report.facts.len());
            report.facts.push(Fact { id, claims, summary: part, status: FactStatus::Agreed, support });
        }
    }
    for source in (1..sources).filter(|source| source % 3 == 1) {
        let (base, other) = ("49 boats left the harbour of Skea9", "77 boats left the harbour of Skea9");
        if report.sources[source].document.text.contains(other) {
            let finding = sample::finding(
                &report,
                FindingKind::ValueConflict,
                Severity::Error,
                (0, base),
                (source, other),
            );
            report.findings.push(finding);
        }
    }
    report
}

#[test]
fn fifty_sources_stay_under_three_megabytes() {
    let page = page(&many(50));
    assert_eq!(page.matches("<section class=\"pair").count(), 49);
    assert!(page.matches("class=\"away\"").count() > 30, "paragraphs have been moved");
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
}
