//! Disks that are full, files that change or are none, folders that may not be written to, and Ctrl-C.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::program::{command, finish, folder, run};

const TEXT: &str = "Bakers in the town sold 300 loaves on Sunday 4 June 2023, the guild said.\n";

/// What a check of a folder with two readable texts has to give, whatever else is in it.
#[track_caller]
fn check_goes_on(place: &Path) -> String {
    fs::write(place.join("a.txt"), TEXT).unwrap();
    fs::write(place.join("b.txt"), TEXT.replace("300", "400")).unwrap();
    let outcome = run([OsString::from("check"), "--format=json".into(), place.into()]);
    assert_eq!(outcome.status, Some(1), "{}", outcome.stderr);
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(report["sources"].as_array().unwrap().len(), 2);
    outcome.stderr
}

/// The names of what is in a folder.
fn names(place: &Path) -> Vec<String> {
    let entries = fs::read_dir(place).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_full_disk_is_told() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/storm-damage");
    for format in ["terminal", "json", "html"] {
        let mut printed =
            command([OsString::from("check"), "--format".into(), format.into(), story.clone().into()]);
        let status =
            printed.stdout(OpenOptions::new().write(true).open("/dev/full").unwrap()).output().unwrap();
        let message = String::from_utf8_lossy(&status.stderr).into_owned();
        assert_eq!(status.status.code(), Some(2), "{format}: {message}");
        assert!(message.contains("space"), "{format}: {message}");
    }
    let written = run([OsString::from("check"), "-o".into(), "/dev/full".into(), story.into()]);
    assert_eq!(written.status, Some(2));
    assert!(written.stderr.contains("/dev/full could not be written"), "{}", written.stderr);
}

#[test]
fn what_fails_leaves_the_old_file_and_no_other() {
    let place = folder("old_file");
    let output = place.join("answers.jsonl");
    fs::write(&output, "old").unwrap();
    // A folder can be opened, but not read.
    let outcome = run([OsString::from("batch"), "-o".into(), output.clone().into(), place.clone().into()]);
    assert_eq!(outcome.status, Some(2), "{}", outcome.stderr);
    assert_eq!(fs::read_to_string(&output).unwrap(), "old");
    assert_eq!(names(&place), ["answers.jsonl"]);
}

#[test]
fn ctrl_c_leaves_the_old_file_and_no_other() {
    let place = folder("ctrl_c");
    let output = place.join("answers.jsonl");
    fs::write(&output, "old").unwrap();
    let mut batch = command([OsString::from("batch"), "-o".into(), output.clone().into()]);
    let mut child = batch.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let line = r#"{"id": 1, "sources": [{"id": "a", "text": "Some 12 boats sank."}]}"#;
    writeln!(stdin, "{line}").unwrap();
    while names(&place).len() < 2 {
        thread::sleep(Duration::from_millis(5));
    }
    // The handler is set right after the draft is made.
    thread::sleep(Duration::from_millis(200));
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(fs::read_to_string(&output).unwrap(), "old");
    assert_eq!(names(&place), ["answers.jsonl"]);
}

#[test]
fn what_is_no_file_in_a_folder_is_told() {
    let place = folder("no_files");
    symlink(place.join("nowhere"), place.join("dangling.txt")).unwrap();
    symlink(place.join("two.txt"), place.join("one.txt")).unwrap();
    symlink(place.join("one.txt"), place.join("two.txt")).unwrap();
    symlink(&place, place.join("itself")).unwrap();
    assert!(Command::new("mkfifo").arg(place.join("pipe.txt")).status().unwrap().success());
    let told = check_goes_on(&place);
    for name in ["dangling.txt", "one.txt", "two.txt", "pipe.txt"] {
        assert!(told.contains(name), "{name}: {told}");
    }
}

#[test]
fn what_has_no_end_is_refused() {
    let outcome = run(["check", "--max-size=1", "/dev/zero"]);
    assert_eq!(outcome.status, Some(2));
    assert!(outcome.stderr.contains("holds more than 1048576 bytes"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("a source (--max-size)"), "{}", outcome.stderr);
}

#[test]
fn a_folder_that_changes_is_read_as_it_is() {
    let place = folder("changing");
    fs::write(place.join("a.txt"), TEXT).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for number in 0.. {
                let file = place.join(format!("{}.txt", number % 7));
                if done.load(Ordering::Relaxed) {
                    break;
                }
                // Made, grown and gone again.
                fs::write(&file, TEXT).unwrap();
                let mut more = OpenOptions::new().append(true).open(&file).unwrap();
                more.write_all(TEXT.repeat(50).as_bytes()).unwrap();
                if number % 2 == 0 {
                    let _ = fs::remove_file(&file);
                }
            }
        });
        for _ in 0..20 {
            let outcome = run([OsString::from("check"), "--format=json".into(), place.clone().into()]);
            done.store(!matches!(outcome.status, Some(0 | 1)), Ordering::Relaxed);
            assert!(matches!(outcome.status, Some(0 | 1)), "{}", outcome.stderr);
            let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
            assert!(!report["sources"].as_array().unwrap().is_empty());
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_file_that_grows_is_read_up_to_its_end() {
    let place = folder("growing");
    let path = place.join("a.txt");
    fs::write(&path, TEXT).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = OpenOptions::new().append(true).open(&path).unwrap();
            while !done.load(Ordering::Relaxed) && file.metadata().unwrap().len() < 200_000 {
                file.write_all(TEXT.as_bytes()).unwrap();
            }
        });
        let outcomes: Vec<_> =
            (0..5).map(|_| run([OsString::from("extract"), path.clone().into()])).collect();
        done.store(true, Ordering::Relaxed);
        for outcome in outcomes {
            assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
            assert!(outcome.stdout.contains("300"), "{}", outcome.stdout);
        }
    });
}

#[test]
fn no_home_and_nowhere_to_write_are_no_matter() {
    let place = folder("no_home");
    check_goes_on(&place);
    let story = fs::canonicalize(&place).unwrap();
    let mut check = command([OsString::from("check"), story.into()]);
    // Nobody can write there, not even a superuser.
    let readonly = if Path::new("/proc/self").exists() { "/proc/self" } else { "/" };
    check.env_clear().current_dir(readonly);
    let outcome = finish(check, b"");
    assert_eq!(outcome.status, Some(1), "{}", outcome.stderr);
    assert!(outcome.stdout.contains("400"), "{}", outcome.stdout);
    let mut missing = command(["check", "-o", "/proc/self/nowhere/report.txt", "/dev/null"]);
    missing.env_clear();
    assert_eq!(finish(missing, b"").status, Some(2));
}

#[test]
fn a_line_of_a_hundred_megabytes_is_answered() {
    let mut input = b"{\"id\": 1, \"sources\": [{\"id\": \"a\", \"text\": \"".to_vec();
    input.resize(100 << 20, b'x');
    input.extend(b"\"}]}\n{\"id\": 2, \"sources\": [{\"id\": \"a\", \"text\": \"Some 12 boats sank.\"}]}\n");
    let outcome = finish(command(["batch"]), &input);
    let answers: Vec<Value> =
        outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((outcome.status, answers.len()), (Some(0), 2), "{}", outcome.stderr);
    assert!(answers[0]["error"].as_str().unwrap().contains("longer than 64 MiB"), "{}", answers[0]);
    assert!(answers[1]["report"].is_object());
}

#[test]
fn limits_of_lines_and_of_their_sources_are_told_with_their_options() {
    let text = |bytes: usize| {
        format!("{{\"id\": 1, \"sources\": [{{\"id\": \"a\", \"text\": \"{}\"}}]}}\n", "x ".repeat(bytes / 2))
    };
    let input = text(3 << 20) + &text(3 << 19);
    for (name, options, told) in [
        (
            "batch",
            &["--max-line=2", "--max-size=1"][..],
            [
                "line 1: longer than 2 MiB; split the story, or raise the limit on a line (--max-line)",
                "(--max-size)",
            ],
        ),
        ("extract", &["--format=jsonl", "--max-line=1", "-"], ["longer than 1 MiB", "longer than 1 MiB"]),
        ("batch", &["--max-line=4", "--max-size=1"], ["(--max-size)", "(--max-size)"]),
    ] {
        let outcome = finish(command([&[name], options].concat()), input.as_bytes());
        let answers: Vec<Value> =
            outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((outcome.status, answers.len()), (Some(0), 2), "{options:?}: {}", outcome.stderr);
        for (answer, told) in answers.iter().zip(told) {
            assert!(
                answer["error"].as_str().is_some_and(|error| error.contains(told)),
                "{options:?}: {answer}"
            );
        }
    }
}

#[test]
fn a_file_that_may_not_be_replaced_is_told() {
    let place = folder("blocked");
    fs::write(place.join("a.txt"), TEXT).unwrap();
    // The folder for the output is a file.
    File::create(place.join("results")).unwrap();
    let output = place.join("results/report.txt");
    let outcome = run([OsString::from("check"), "-o".into(), output.into(), place.join("a.txt").into()]);
    assert_eq!(outcome.status, Some(2));
    assert!(outcome.stderr.contains("could not be written"), "{}", outcome.stderr);
}
