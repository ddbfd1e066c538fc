//! Much input, long lines, odd arguments.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use crate::program::{folder, report, run};

/// Far more than is needed, so that a busy machine does not fail the test; quadratic cost would exceed it.
const PATIENCE: Duration = Duration::from_secs(60);

/// Bytes of the long line. Unoptimised builds are some ten times slower.
const LONG_LINE: usize = if cfg!(debug_assertions) { 5 << 20 } else { 50 << 20 };

#[test]
fn one_very_long_line() {
    let place = folder("long_line");
    let sentence = "The harbour master counted 48 boats on Monday and \"not one\" of them paid. ";
    let mut text = sentence.repeat(LONG_LINE / sentence.len());
    fs::write(place.join("a.txt"), &text).unwrap();
    text.push_str("The pier was closed.");
    fs::write(place.join("b.txt"), &text).unwrap();
    let start = Instant::now();
    let outcome = run([OsString::from("check"), place.join("a.txt").into(), place.join("b.txt").into()]);
    assert!(matches!(outcome.status, Some(0 | 1)), "{:?}: {}", outcome.status, outcome.stderr);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

#[test]
fn one_very_long_word() {
    let place = folder("long_word");
    fs::write(place.join("a.txt"), "9".repeat(LONG_LINE / 5)).unwrap();
    fs::write(place.join("b.txt"), "\"".repeat(LONG_LINE / 5)).unwrap();
    let start = Instant::now();
    let outcome = run([OsString::from("check"), place.join("a.txt").into(), place.join("b.txt").into()]);
    assert!(matches!(outcome.status, Some(0 | 1)), "{:?}: {}", outcome.status, outcome.stderr);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
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
    let start = Instant::now();
    let report = report([OsString::from("check"), "--format=json".into(), place.into()]);
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
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
