//! Single edits of the corpus: found, rightly named, and nothing said elsewhere or of harmless rewrites.

use std::ffi::OsStr;

use corroborate_eval::{MutationOptions, mutate_folders};

use crate::program::{corpus, families, run};

/// Edits of one operator in one text: few, so that the test is quick.
const EDITS: usize = 2;

#[test]
fn edits_of_the_corpus_are_found_and_rewrites_met_by_silence() {
    let scores = mutate_folders(&[corpus()], MutationOptions { edits: EDITS }).unwrap();
    let (total, details) = (&scores.total, scores.to_details());
    let share = |part: usize| part as f64 / total.found.whole as f64;
    assert!(total.found.whole > 500, "{}", scores.to_table());
    assert!(share(total.found.part) >= 0.99, "{details}");
    assert!(share(total.named.part) >= 0.985, "{details}");
    assert!(share(total.elsewhere) <= 0.005, "{details}");
    assert_eq!(total.silent.part, total.silent.whole, "{details}");
}

#[test]
fn the_benchmark_is_printed() {
    let family = &families()[0];
    let outcome = run([OsStr::new("eval"), OsStr::new("--mutations"), family.as_os_str()]);
    assert_eq!((outcome.status, outcome.stderr.as_str()), (Some(0), ""));
    for name in ["operator", "found", "digit changed", "paragraphs swapped", "total"] {
        assert!(outcome.stdout.contains(name), "{}", outcome.stdout);
    }
    let outcome =
        run([OsStr::new("eval"), OsStr::new("--mutations"), OsStr::new("--format=json"), family.as_os_str()]);
    let scores: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert!(
        scores["total"]["found"]["share"].as_f64().is_some_and(|share| share > 0.9),
        "{}",
        outcome.stdout
    );
    let outcome = run(["eval", "--mutations", "no/such/folder"]);
    assert_eq!(outcome.status, Some(2), "{}", outcome.stderr);
}
