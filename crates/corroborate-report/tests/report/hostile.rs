//! Foreign text that tries to leave its place, and reports that lead nowhere.

use corroborate_model::{
    Claim, Fact, FactStatus, Finding, FindingKind, Payload, Place, Report, Severity, Span, Statement,
};
use corroborate_report::{Options, Output};

use crate::{sample, text};

/// Breaks out of HTML, Markdown tables, CSV cells, DOT strings, SARIF; steers a terminal; turns the writing.
const EVIL: &str = "=2+2,\"x\"|<script>alert(1)</script> </style> \u{1b}[2J\u{9b}31m\u{7} \u{202e}txt.exe\u{2066} `a` ${b} \\\" ]; }\r\n- x";

/// A report with that text in every place that holds foreign text.
pub(crate) fn hostile() -> Report {
    let mut report = sample::report();
    for source in &mut report.sources {
        source.document = sample::document(EVIL, EVIL, &format!("{EVIL} {EVIL}"));
        source.document.meta.title = Some(EVIL.to_owned());
        source.document.meta.publisher = Some(EVIL.to_owned());
        source.document.notices = vec![corroborate_model::Notice::new(EVIL)];
    }
    for story in &mut report.stories {
        story.base_because = Some(EVIL.to_owned());
        story.apart_because = Some(EVIL.to_owned());
    }
    report.facts.iter_mut().for_each(|fact| fact.summary = EVIL.to_owned());
    for finding in &mut report.findings {
        finding.message = EVIL.to_owned();
        finding.base_focus = Some(Span::new(5, 20));
    }
    report
}

#[test]
fn nothing_steers_the_terminal() {
    for output in Output::ALL {
        for color in [false, true] {
            let options = Options { color, all_notes: true, ..Options::default() };
            let shown = text(&hostile(), output, &options);
            let steers = |c: char| {
                c.is_control() && !matches!(c, '\n' | '\r') || ('\u{202a}'..='\u{2069}').contains(&c)
            };
            // The colours of the terminal format are its own.
            let shown = if color && output == Output::Terminal { without_colors(&shown) } else { shown };
            assert_eq!(shown.chars().find(|&c| steers(c)), None, "{output}");
        }
    }
}

/// The text without the sequences that this crate writes.
fn without_colors(text: &str) -> String {
    let mut plain = text.to_owned();
    for code in ["0", "1", "2", "1;4", "1;31", "1;33", "1;36"] {
        plain = plain.replace(&format!("\u{1b}[{code}m"), "");
    }
    plain
}

#[test]
fn html_stays_text() {
    let page = text(&hostile(), Output::Html, &Options::default());
    assert_eq!(page.matches("<script").count(), 1, "{page}");
    assert!(page.contains("&lt;script&gt;"));
    assert_eq!(page.matches("</style>").count(), 1);
    assert_eq!(page.matches("</script>").count(), 1);
    for fetched in ["http:", "https:", "src=\"", "url(", "@import"] {
        assert!(!page.contains(fetched), "nothing is fetched from elsewhere: {fetched}");
    }
    assert!(page.contains(">U+202E</span>"), "what turns the writing is shown by its number");
}

#[test]
fn markdown_tables_keep_their_columns() {
    let page = text(&hostile(), Output::Markdown, &Options::default());
    assert_eq!(page.matches('<').count(), page.matches("\\<").count(), "{page}");
    let bars = |line: &str| line.replace("\\\\", "").replace("\\|", "").matches('|').count();
    let rows: Vec<usize> = page.lines().filter(|line| line.starts_with('|')).map(bars).collect();
    assert!(rows.len() > 6 && rows.iter().all(|&n| n == 6 || n == 5), "{rows:?}");
}

#[test]
fn csv_rows_keep_their_cells_and_hold_no_formula() {
    let table = text(&hostile(), Output::Csv, &Options::default());
    for row in table.split_terminator("\r\n") {
        let cells = cells(row);
        assert_eq!(cells.len(), 19, "{row}");
        assert!(cells.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{row}");
    }
    assert_eq!(table.matches("\r\n").count(), hostile().findings.len() + 1);
}

/// The cells of one row, after RFC 4180.
fn cells(row: &str) -> Vec<String> {
    let (mut cells, mut quoted) = (vec![String::new()], false);
    for c in row.chars() {
        match (c, quoted) {
            ('"', _) => quoted = !quoted,
            (',', false) => cells.push(String::new()),
            _ => cells.last_mut().expect("a cell").push(c),
        }
    }
    cells
}

#[test]
fn dot_strings_are_closed() {
    let graph = text(&hostile(), Output::Dot, &Options::default());
    for line in graph.lines() {
        let marks = line.replace("\\\\", "").replace("\\\"", "").matches('"').count();
        assert_eq!(marks % 2, 0, "{line}");
    }
}

#[test]
fn json_keeps_the_exact_words() {
    for output in [Output::Json, Output::Sarif] {
        let parsed: serde_json::Value =
            serde_json::from_str(&text(&hostile(), output, &Options::default())).expect("JSON");
        if output == Output::Json {
            assert_eq!(parsed["sources"][0]["id"], EVIL);
        }
    }
    for line in text(&hostile(), Output::Jsonl, &Options::default()).lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("one object a line");
    }
}

#[test]
fn reports_that_lead_nowhere_are_rendered() {
    let nowhere = Place { source: 77, span: Some(Span::new(3, 9_000)) };
    let outside = Place { source: 0, span: Some(Span::new(2, 9_000)) };
    let mut report = sample::report();
    report.sources[0].derived_from = Some(2);
    report.sources[3].derived_from = Some(3);
    report.sources[4].derived_from = Some(99);
    report.sources[1].containment = f64::NAN;
    report.stories[0].sources.push(88);
    report.stories[0].base = Some(66);
    for (base, other) in [(nowhere, outside), (outside, nowhere), (outside, outside)] {
        report.findings.push(Finding {
            base: Some(base),
            other,
            base_focus: Some(Span::new(1, 2)),
            other_focus: Some(Span::new(70, 71)),
            fact: Some(55),
            introduced_by: Some(44),
            repeat_of: Some("nothing".to_owned()),
            confidence: f64::INFINITY,
            ..sample::finding(&sample::report(), FindingKind::Scope, Severity::Error, (0, "Ten"), (1, "Nine"))
        });
    }
    let claim =
        Claim { source: 33, ..Claim::new(Span::new(4, 4_000), 0, Payload::Statement(Statement::default())) };
    report.claims.push(claim);
    let claims = vec![2_222, report.claims.len() - 1];
    let (id, summary) = ("lost".to_owned(), String::new());
    report.facts.push(Fact {
        id,
        claims,
        summary,
        status: FactStatus::Disputed,
        support: Default::default(),
    });
    for output in Output::ALL {
        for (width, quiet, all_notes) in [(0, false, true), (1_000, true, false), (80, false, false)] {
            let options = Options { width, quiet, all_notes, ..Options::default() };
            assert_ne!(text(&report, output, &options), "", "{output}");
            text(&Report::default(), output, &options);
        }
    }
}
