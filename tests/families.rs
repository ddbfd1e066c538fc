//! The command line on the corpus.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use corroborate::wire;

use crate::program::{command, corpus, families, finish, folder, report, run, sources};

/// A check of a whole family, as a user would call it.
fn check(family: &Path, more: &[&str]) -> Vec<std::ffi::OsString> {
    let mut arguments: Vec<_> = ["check", "--fail-on", "never"].map(Into::into).into();
    arguments.extend(more.iter().map(Into::into));
    arguments.push(family.into());
    arguments
}

#[test]
fn reports_hold_together() {
    for family in families() {
        let outcome = run(check(&family, &["--format", "json"]));
        assert_eq!((outcome.status, outcome.stderr.as_str()), (Some(0), ""), "{family:?}");
        let report: wire::Report<'static> = serde_json::from_str(&outcome.stdout).unwrap();
        assert_eq!(report.schema, "corroborate-report/1");
        assert_eq!(report.sources.len(), sources(&family).len());
        holds_together(&report);
    }
}

/// Spans resolve to the words given, names lead somewhere, ids are unique.
fn holds_together(report: &wire::Report<'_>) {
    let text =
        |id: &str| report.sources.iter().find(|source| source.id == id).unwrap().text.as_deref().unwrap();
    for claim in &report.claims {
        assert_eq!(
            text(&claim.source).get(claim.start..claim.end),
            Some(claim.text.as_ref()),
            "{}",
            claim.id
        );
    }
    let claims: HashSet<_> = report.claims.iter().map(|claim| claim.id.as_ref()).collect();
    assert_eq!(claims.len(), report.claims.len());
    assert!(report.facts.iter().flat_map(|fact| &fact.claims).all(|claim| claims.contains(claim.as_ref())));
    for finding in &report.findings {
        for place in [finding.base.as_ref(), Some(&finding.other)].into_iter().flatten() {
            let Some(words) = &place.words else { continue };
            assert_eq!(
                text(&place.source).get(words.start..words.end),
                Some(words.text.as_ref()),
                "{}",
                finding.id
            );
        }
        assert!((0.0..=1.0).contains(&finding.confidence), "{}", finding.id);
        assert!(!finding.message.is_empty(), "{}", finding.id);
    }
    let findings: HashSet<_> = report.findings.iter().map(|finding| finding.id.as_ref()).collect();
    assert_eq!(findings.len(), report.findings.len());
    let stories: usize = report.stories.iter().map(|story| story.sources.len()).sum();
    assert_eq!(stories, report.sources.len());
}

#[test]
fn every_format_is_written() {
    let family = &families()[0];
    for (format, start) in [
        ("terminal", ""),
        ("json", "{"),
        ("jsonl", "{"),
        ("markdown", "#"),
        ("html", "<!DOCTYPE html>"),
        ("sarif", "{"),
        ("dot", "digraph"),
        ("csv", ""),
    ] {
        let outcome = run(check(family, &["--format", format]));
        assert_eq!(outcome.status, Some(0), "{format}: {}", outcome.stderr);
        let found = outcome.stdout.get(..start.len()).unwrap_or_default();
        assert!(!outcome.stdout.trim().is_empty() && found.eq_ignore_ascii_case(start), "{format}: {found}");
    }
}

#[test]
fn output_is_the_same_on_any_number_of_threads() {
    for family in families() {
        for format in ["json", "terminal"] {
            let on = |threads: &str| {
                let mut command = command(check(&family, &["--format", format, "--base", "auto"]));
                command.env("RAYON_NUM_THREADS", threads);
                finish(command, b"").stdout
            };
            assert_eq!(on("1"), on("8"), "{family:?}");
        }
    }
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let family = &families()[0];
    let place = folder("output");
    let target = place.join("report.json");
    let path = target.to_str().unwrap();
    let outcome = run(check(family, &["--format", "json", "-o", path]));
    assert_eq!((outcome.status, outcome.stdout.as_str()), (Some(0), ""));
    let printed = run(check(family, &["--format", "json"])).stdout;
    assert_eq!(fs::read_to_string(&target).unwrap(), printed);

    fs::write(&target, "old").unwrap();
    assert_eq!(run(["check", "-o", path, "nowhere.txt"]).status, Some(2));
    assert_eq!(fs::read_to_string(&target).unwrap(), "old");
    let inside = place.join("missing/report.json");
    let outcome = run(check(family, &["-o", inside.to_str().unwrap()]));
    assert_eq!(outcome.status, Some(2));
    assert!(outcome.stderr.contains("could not be written"), "{}", outcome.stderr);
    assert_eq!(fs::read_dir(&place).unwrap().count(), 1, "drafts are left");
}

#[test]
fn milder_findings_can_be_left_out() {
    let family = &families()[0];
    let count = |severity: &str| {
        let report = report(check(family, &["--format", "json", "--min-severity", severity]));
        report["findings"].as_array().unwrap().len()
    };
    let [all, warnings, errors] = ["note", "warning", "error"].map(count);
    assert!(all > warnings && warnings > errors && errors > 0, "{all} {warnings} {errors}");
}

#[test]
fn the_scores_are_printed() {
    let outcome = run([OsStr::new("eval"), corpus().as_os_str()]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    for family in families() {
        let name = family.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(outcome.stdout.contains(&name), "{}", outcome.stdout);
    }
    let json = run([OsStr::new("eval"), OsStr::new("--format=json"), families()[0].as_os_str()]);
    let scores: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(scores["families"].as_array().unwrap().len(), 1);
    let verbose = run([OsStr::new("eval"), OsStr::new("--verbose"), families()[0].as_os_str()]);
    assert!(verbose.stdout.len() > outcome.stdout.len() / 2);
}

/// What holds for every annotated family, leniently: recall and precision of errors and warnings, in hundredths.
const FLOORS: &[(&str, u64, u64)] = &[
    ("court-sentencing", 75, 93),
    ("cup-final", 85, 93),
    ("hospital-inspection", 73, 93),
    ("library-inquiry", 82, 95),
    ("plant-closure", 75, 93),
    ("product-recall", 72, 90),
    ("quarry-vote", 76, 92),
    ("quarterly-results", 90, 94),
    ("sleep-study", 82, 92),
    ("storm-damage", 90, 92),
    ("tram-derailment", 84, 95),
    ("wildfire-update", 75, 93),
];

#[test]
fn what_is_found_stays_found() {
    let outcome = run([OsStr::new("eval"), OsStr::new("--format=json"), corpus().as_os_str()]);
    let scores: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    for family in scores["families"].as_array().unwrap() {
        let name = family["family"].as_str().unwrap();
        let (_, recall, precision) = FLOORS.iter().find(|(known, ..)| *known == name).unwrap();
        for (what, floor) in [("recall", recall), ("precision", precision)] {
            let share = &family["findings"]["lenient"][what];
            let (part, whole) = (share["part"].as_u64().unwrap(), share["whole"].as_u64().unwrap());
            assert!(part * 100 >= floor * whole, "{name}: {what} {part}/{whole} is under {floor} of 100");
        }
    }
    let total = &scores["total"];
    let harmless = &total["harmless_flagged"];
    assert!(harmless["part"].as_u64().unwrap() <= 2, "{harmless}");
}
