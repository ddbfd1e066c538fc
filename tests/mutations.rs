//! Single edits of the corpus: found, rightly named, and nothing said elsewhere or of harmless rewrites.

use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;

use corroborate_eval::{MutationOptions, mutate_folders};

use crate::program::{families, folder, run, sources};

/// Families whose bases hold what is not found when it is edited: the day over a release, pairs of days, sentences at court.
const HARD: &[&str] = &["court-sentencing", "hospital-inspection", "plant-closure", "wildfire-update"];

/// A folder with the bases of the families, the hard ones or the others: enough to see a rule fail, and few enough for a test.
fn bases(name: &str, hard: bool) -> PathBuf {
    let place = folder(name);
    for family in families() {
        let base = &sources(&family)[0];
        let family = family.file_name().unwrap().to_str().unwrap();
        if HARD.contains(&family) != hard {
            continue;
        }
        let extension = base.extension().unwrap().to_str().unwrap();
        fs::copy(base, place.join(format!("{family}.{extension}"))).unwrap();
    }
    place
}

#[test]
fn edits_are_found_and_rewrites_met_by_silence() {
    let scores = mutate_folders(&[bases("mutations", false)], MutationOptions { edits: 1 }).unwrap();
    let (total, details) = (&scores.total, scores.to_details());
    assert!(total.found.whole > 40, "{}", scores.to_table());
    assert_eq!(total.found.part, total.found.whole, "{details}");
    assert!(total.named.part * 100 >= total.named.whole * 98, "{details}");
    assert_eq!(total.elsewhere, 0, "{details}");
    assert_eq!(total.silent.part, total.silent.whole, "{details}");
}

#[test]
fn edits_of_hard_texts_are_mostly_found() {
    let scores = mutate_folders(&[bases("hard-mutations", true)], MutationOptions { edits: 1 }).unwrap();
    let (total, details) = (&scores.total, scores.to_details());
    assert!(total.found.whole > 20, "{}", scores.to_table());
    assert!(total.found.part * 100 >= total.found.whole * 80, "{}\n{details}", scores.to_table());
    assert!(total.elsewhere <= 1 && total.silent.part + 1 >= total.silent.whole, "{details}");
}

#[test]
fn the_benchmark_is_printed() {
    let place = folder("mutated");
    fs::write(
        place.join("ferry.txt"),
        "Ferry aground\n\nThe ferry ran aground with 31 people on board on Friday.\n",
    )
    .unwrap();
    let run = |format: &str| {
        run([
            OsStr::new("eval"),
            OsStr::new("--mutations"),
            OsStr::new("--verbose"),
            OsStr::new(format),
            place.as_os_str(),
        ])
    };
    let outcome = run("--format=terminal");
    assert_eq!((outcome.status, outcome.stderr.as_str()), (Some(0), ""));
    for name in ["operator", "found", "digit changed", "paragraphs swapped", "total"] {
        assert!(outcome.stdout.contains(name), "{}", outcome.stdout);
    }
    let outcome = run("--format=json");
    let scores: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(scores["total"]["found"]["share"].as_f64(), Some(1.0), "{}", outcome.stdout);
}

#[test]
fn folders_without_texts_are_told() {
    let outcome = run(["eval", "--mutations", "no/such/folder"]);
    assert_eq!(outcome.status, Some(2), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("no/such/folder"), "{}", outcome.stderr);
    let empty = folder("unwritten");
    let outcome = run([OsStr::new("eval"), OsStr::new("--mutations"), empty.as_os_str()]);
    assert_eq!(outcome.status, Some(2));
    assert!(outcome.stderr.contains("no source in"), "{}", outcome.stderr);
}
