//! Families from disk, checked and scored.

use std::error::Error as _;
use std::fs;
use std::path::{Path, PathBuf};

use corroborate::Config;
use corroborate_eval::{EvalError, evaluate};

fn family() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quill-market")
}

/// A fresh folder with these files.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    for (file, text) in files {
        fs::write(folder.join(file), text).expect("a file can be written");
    }
    folder
}

#[track_caller]
fn fails(folder: &Path, message: &str) -> EvalError {
    let error = evaluate(&[folder.to_owned()], &Config::default()).expect_err("no scores");
    assert_eq!(error.to_string(), message.replace("{}", &folder.display().to_string()));
    error
}

#[test]
fn a_path_is_a_family_or_holds_families() {
    let parent = family().parent().expect("the tests").to_owned();
    let evaluation = evaluate(&[family(), parent], &Config::default()).expect("both can be scored");
    let names: Vec<&str> = evaluation.families.iter().map(|scores| scores.family.as_str()).collect();
    assert_eq!(names, ["quill-market", "quill-market"]);
    assert_eq!(evaluation.families[0], evaluation.families[1]);
    assert_eq!(evaluation.total.findings.strict.recall.whole, 12);
    assert_eq!(evaluation.total.kept.whole, 6);
    assert_eq!(evaluation.total.apart.whole, 2);
    assert_eq!(evaluation.total.remarks.iter().filter(|text| text.contains("no such words")).count(), 0);
}

#[test]
fn errors_name_the_file() {
    fails(Path::new("no/such/folder"), "cannot read {}");
    fails(&folder("empty", &[]), "no gold.json in {} or in a folder in it");

    let error =
        fails(&folder("broken", &[("gold.json", "{\"family\": 1}")]), "{}/gold.json is no annotation");
    assert!(error.source().expect("a reason").to_string().contains("expected a string"));

    let gold = r#"{"family": "f", "base": "a", "sources": {"b": {"file": "b.txt"}}}"#;
    fails(&folder("baseless", &[("gold.json", gold)]), "{}/gold.json: the base `a` is none of the sources");

    let gold = gold.replace("\"base\": \"a\"", "\"base\": \"b\"");
    fails(&folder("sourceless", &[("gold.json", &gold)]), "cannot read {}/b.txt");
}
