//! Inputs that fuzzing found, and what has to hold of them. `tests/fuzz/kept/<target>/` holds them as they are.

use std::ffi::OsString;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use corroborate::Format;
use serde_json::Value;

use crate::holds;
use crate::program::{command, finish, run};

/// Every kept input of a target.
fn kept(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/kept").join(target);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn kept_inputs_hold() {
    type Target = (&'static str, fn(&[u8]));
    let targets: [Target; 8] = [
        ("text", |bytes| holds::format(Format::Text, bytes)),
        ("extract", |bytes| holds::format(Format::Text, bytes)),
        ("markdown", |bytes| holds::format(Format::Markdown, bytes)),
        ("html", |bytes| holds::format(Format::Html, bytes)),
        ("header", holds::header),
        ("bytes", holds::bytes),
        ("check", holds::pair),
        ("gold", holds::gold),
    ];
    let mut tried = 0;
    for (target, holds) in targets {
        for path in kept(target) {
            let input = fs::read(&path).unwrap();
            assert!(catch_unwind(|| holds(&input)).is_ok(), "{}", path.display());
            tried += 1;
        }
    }
    assert!(tried > 0);
}

#[test]
fn kept_lines_are_answered() {
    for path in kept("batch") {
        let input = fs::read(&path).unwrap();
        let asked = input.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
        let outcome = finish(command(["batch"]), &input);
        let answers: Vec<Value> =
            outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(answers.len(), asked, "{}", path.display());
        assert!(!outcome.stdout.contains("a fault in corroborate"), "{}", path.display());
    }
}

#[test]
fn kept_settings_are_taken_or_refused() {
    for path in kept("settings") {
        let outcome = run([
            OsString::from("check"),
            "--config".into(),
            path.clone().into(),
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/storm-damage").into(),
        ]);
        assert!(matches!(outcome.status, Some(0..=2)), "{}: {}", path.display(), outcome.stderr);
    }
}
