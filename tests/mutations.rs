//! Single edits of the corpus: found, rightly named, and nothing said elsewhere or of harmless rewrites.

use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;

use corroborate_eval::{MutationOptions, mutate_folders};

use crate::program::{families, folder, run, sources};

/// Longest base that is edited here, in bytes; `eval --mutations corpus` edits every text.
const LONGEST: u64 = 3_600;

/// A folder with the shorter bases of the families: enough to see a rule fail, and few enough for a test.
fn bases(name: &str) -> PathBuf {
    let place = folder(name);
    for family in families() {
        let base = &sources(&family)[0];
        if fs::metadata(base).unwrap().len() > LONGEST {
            continue;
        }
        let family = family.file_name().unwrap().to_str().unwrap();
        let extension = base.extension().unwrap().to_str().unwrap();
        fs::copy(base, place.join(format!("{family}.{extension}"))).unwrap();
    }
    place
}

#[test]
fn edits_are_found_and_rewrites_met_by_silence() {
    let scores = mutate_folders(&[bases("mutations")], MutationOptions { edits: 1 }).unwrap();
    let (total, details) = (&scores.total, scores.to_details());
    assert!(total.found.whole > 40, "{}", scores.to_table());
    assert_eq!(total.found.part, total.found.whole, "{details}");
    assert!(total.named.part * 100 >= total.named.whole * 98, "{details}");
    assert_eq!(total.elsewhere, 0, "{details}");
    assert_eq!(total.silent.part, total.silent.whole, "{details}");
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
