//! Every format against a file under `tests/snapshots`; `UPDATE_SNAPSHOTS=1` writes them anew.

use std::path::Path;

use corroborate_model::{FindingKind, Report, Severity};
use corroborate_report::{Options, Output, RuleHelp};
use unicode_width::UnicodeWidthStr;

use crate::{sample, text};

/// Compares with the snapshot of that name, or writes it.
#[track_caller]
fn check(name: &str, actual: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, actual).expect("the snapshot can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == actual, "{name} differs from what is rendered now:\n{actual}");
}

#[test]
fn terminal() {
    for width in [80, 140] {
        let options = Options { width, ..Options::default() };
        check(&format!("terminal_{width}.txt"), &text(&sample::report(), Output::Terminal, &options));
    }
    let all = Options { all_notes: true, color: true, ..Options::default() };
    check("terminal_all_color.txt", &text(&sample::report(), Output::Terminal, &all));
    let quiet = Options { quiet: true, ..Options::default() };
    check("terminal_quiet.txt", &text(&sample::report(), Output::Terminal, &quiet));
}

#[test]
fn the_terminal_is_not_overrun() {
    for width in [50, 80, 140] {
        let options = Options { width, all_notes: true, ..Options::default() };
        for line in text(&sample::report(), Output::Terminal, &options).lines() {
            // A place is never cut: it has to open.
            let is_place = line.contains("ferry/") || line.contains("fair/");
            assert!(is_place || line.width() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn terminal_says_why_nothing_was_found() {
    let mut shown = String::new();
    let mut add = |title: &str, report: &Report, options: &Options<'_>| {
        shown.push_str(&format!("## {title}\n{}\n", text(report, Output::Terminal, options)));
    };
    let options = Options::default();
    add("no sources", &Report::default(), &options);
    let mut report = sample::report();
    let kinds = vec![FindingKind::Date];
    add("findings of another kind", &report, &Options { kinds, ..Options::default() });
    report.findings.clear();
    add("nothing differs", &report, &options);
    report.claims.clear();
    report.facts.clear();
    add("no claims", &report, &options);
    report.sources.truncate(1);
    report.stories.truncate(1);
    report.stories[0].sources.truncate(1);
    add("one source", &report, &options);
    check("terminal_silence.txt", &shown);
}

#[test]
fn terminal_folds_what_is_many() {
    let mut report = sample::report();
    let note = report.findings.iter().find(|it| it.severity == Severity::Note).cloned().expect("a note");
    for n in 0..14 {
        report.findings.push(corroborate_model::Finding { id: format!("n{n}"), ..note.clone() });
    }
    for n in 0..45 {
        let mut copy = report.sources[1].clone();
        copy.document.id = format!("reprint-{n:02}");
        report.stories[0].sources.push(report.sources.len());
        report.sources.push(copy);
    }
    let options = Options { width: 80, ..Options::default() };
    check("terminal_many.txt", &text(&report, Output::Terminal, &options));
}

#[test]
fn other_formats() {
    let help = [RuleHelp { kind: FindingKind::Hedge, markdown: "# hedge\n\nA hedge was lost\nor gained.\n" }];
    let options = Options { rules: &help, ..Options::default() };
    for (output, extension) in [
        (Output::Json, "json"),
        (Output::Jsonl, "jsonl"),
        (Output::Markdown, "md"),
        (Output::Html, "html"),
        (Output::Sarif, "sarif"),
        (Output::Dot, "dot"),
        (Output::Csv, "csv"),
    ] {
        let mut rendered = text(&sample::report(), output, &options);
        if output == Output::Html {
            // Style and script, and with them the policy's hashes, are files of their own.
            for (from, to) in
                [("<style>", "</style>"), ("<script>", "</script>"), ("content=\"default-src", "\"")]
            {
                rendered = without(&rendered, from, to);
            }
        }
        check(&format!("report.{extension}"), &rendered);
    }
}

/// The text without what stands between the first `from` and the `to` after it.
fn without(text: &str, from: &str, to: &str) -> String {
    let (before, rest) = text.split_once(from).expect("its start");
    let (_, after) = rest.split_once(to).expect("its end");
    format!("{before}{from}…{to}{after}")
}

#[test]
fn json_schema() {
    check("schema.json", &corroborate_report::schema());
}

#[test]
fn the_same_report_gives_the_same_bytes_and_findings() {
    let options = Options { min_severity: Severity::Warning, ..Options::default() };
    for output in Output::ALL {
        let first = text(&sample::report(), output, &options);
        assert_eq!(first, text(&sample::report(), output, &options), "{output}");
        // Notes are left out everywhere, warnings stand everywhere.
        assert!(!first.contains("precision_loss") || output == Output::Sarif, "{output}: {first}");
        assert!(first.contains("hedge") || output == Output::Dot, "{output}: {first}");
    }
}
