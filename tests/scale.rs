//! Much input, long lines, odd arguments.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;

use crate::program::{folder, report, run};

/// Bytes of a long line. Unoptimised builds are more than ten times slower.
const LONG: usize = if cfg!(debug_assertions) { 1 << 20 } else { 50 << 20 };
/// Bytes of a long line that is compared with another.
const LONG_PAIR: usize = if cfg!(debug_assertions) { 1 << 17 } else { 1 << 20 };

const SENTENCE: &str = "The harbour master counted 48 boats on Monday and \"not one\" of them paid. ";

#[test]
fn claims_of_one_very_long_line() {
    let place = folder("long_line");
    fs::write(place.join("a.txt"), SENTENCE.repeat(LONG / SENTENCE.len())).unwrap();
    let output = place.join("claims.jsonl");
    let outcome = run([
        OsString::from("extract"),
        "--format=jsonl".into(),
        "-o".into(),
        output.clone().into(),
        place.join("a.txt").into(),
    ]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    assert!(fs::metadata(output).unwrap().len() > LONG as u64);
}

#[test]
fn two_very_long_lines() {
    pair("long_pair", SENTENCE.repeat(LONG_PAIR / SENTENCE.len()), "The pier was closed.");
}

#[test]
fn two_very_long_lines_without_repetition() {
    let text = |number: usize| {
        format!(
            "On pier {number} the harbour master counted {} boats and {number} of them paid. ",
            number * 7
        )
    };
    pair("long_varied", (0..LONG_PAIR / 64).map(text).collect(), "The pier was closed.");
}

#[test]
fn one_very_long_word() {
    pair("long_digits", "9".repeat(LONG_PAIR), "9");
    pair("long_word", "a".repeat(LONG_PAIR), "b");
}

#[test]
fn marks_without_end() {
    pair("long_quotes", "\"".repeat(LONG_PAIR), "\"");
    pair("long_brackets", "(".repeat(LONG_PAIR), ")");
}

/// Checks a text against itself with an addition.
#[track_caller]
fn pair(name: &str, mut text: String, addition: &str) {
    let place = folder(name);
    fs::write(place.join("a.txt"), &text).unwrap();
    text.push_str(addition);
    fs::write(place.join("b.txt"), &text).unwrap();
    let outcome = run([OsString::from("check"), place.join("a.txt").into(), place.join("b.txt").into()]);
    assert!(matches!(outcome.status, Some(0 | 1)), "{:?}: {}", outcome.status, outcome.stderr);
}

#[test]
fn five_hundred_sources() {
    let place = folder("many");
    for number in 0..500 {
        // Fifty stories of ten sources; each tenth source has another figure.
        let (story, copy) = (number / 10, number % 10);
        let mut text = String::new();
        writeln!(text, "Lock {story} on the Tarn canal was shut for {} hours on 4 May 2023.", 20 + story)
            .unwrap();
        writeln!(
            text,
            "\nKeeper Number{story} Hale said {} narrowboats had to wait at basin {story}.",
            100 + story + copy / 9
        )
        .unwrap();
        fs::write(place.join(format!("{number:03}.txt")), text).unwrap();
    }
    let report = report([OsString::from("check"), "--format=json".into(), place.into()]);
    assert_eq!(report["sources"].as_array().unwrap().len(), 500);
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_utf8() {
    use std::os::unix::ffi::OsStringExt;
    let name = OsString::from_vec(b"caf\xe9.txt".to_vec());
    let place = folder("names");
    let missing = run([OsString::from("check"), place.join(&name).into()]);
    assert_eq!(missing.status, Some(2));
    assert!(missing.stderr.contains("caf\u{fffd}.txt: no such file"), "{}", missing.stderr);

    fs::write(place.join(&name), "Bakers sold 300 loaves on Sunday.").unwrap();
    let outcome = run([OsString::from("extract"), place.join(&name).into()]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    let unknown = run([OsString::from("check"), OsString::from_vec(b"--form\xe9".to_vec())]);
    assert_eq!(unknown.status, Some(2));
}
