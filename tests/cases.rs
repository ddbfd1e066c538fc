//! The cases in `cases/*.md`.
//!
//! A case is a heading and an indented block: `$ corroborate ...`, what is typed in (`< text`), the exit status, and
//! words that standard output (`out`) or standard error (`err`) must hold, or must not hold (`no out`, `no err`); `\e`
//! is the escape character.

use std::fs;
use std::path::Path;

use crate::files;
use crate::program::{Outcome, command, finish, folder};

#[derive(Debug, Default)]
struct Case<'a> {
    title: &'a str,
    arguments: Vec<&'a str>,
    input: String,
    status: Option<i32>,
    /// Stream, whether it must hold the words, the words.
    expected: Vec<(&'a str, bool, String)>,
}

#[test]
fn sources_on_the_command_line() {
    run_all("sources");
}

#[test]
fn options() {
    run_all("options");
}

#[test]
fn settings_files() {
    run_all("settings");
}

#[test]
fn the_other_commands() {
    run_all("commands");
}

#[track_caller]
fn run_all(name: &str) {
    let place = folder(name);
    files::make(&place);
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases").join(format!("{name}.md"));
    let page = fs::read_to_string(page).unwrap();
    let cases = parse(&page);
    assert!(!cases.is_empty());
    let failures: Vec<String> = cases.iter().filter_map(|case| failure(case, &place)).collect();
    assert!(
        failures.is_empty(),
        "{} of {} cases in {name}.md failed\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}

fn parse(page: &str) -> Vec<Case<'_>> {
    let mut cases: Vec<Case<'_>> = Vec::new();
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title, ..Case::default() });
        }
        let (Some(line), Some(case)) = (line.strip_prefix("    "), cases.last_mut()) else { continue };
        match line.split_once(' ').unwrap_or((line, "")) {
            ("$", call) => {
                case.arguments = call.strip_prefix("corroborate").unwrap().split_whitespace().collect()
            }
            ("<", text) => case.input += &format!("{text}\n"),
            ("status", status) => case.status = Some(status.parse().unwrap()),
            (stream @ ("out" | "err"), words) => case.expected.push((stream, true, unescaped(words))),
            ("no", rest) => {
                let (stream, words) = rest.split_once(' ').unwrap();
                case.expected.push((stream, false, unescaped(words)));
            }
            _ => panic!("{}: `{line}` is no line of a case", case.title),
        }
    }
    cases
}

fn unescaped(words: &str) -> String {
    words.replace("\\e", "\u{1b}")
}

fn failure(case: &Case<'_>, place: &Path) -> Option<String> {
    let mut program = command(&case.arguments);
    program.current_dir(place);
    let Outcome { status, stdout, stderr } = finish(program, case.input.as_bytes());
    let holds = |(stream, wanted, words): &(&str, bool, String)| {
        let text = if *stream == "out" { &stdout } else { &stderr };
        text.contains(words.as_str()) == *wanted
    };
    let wrong: Vec<_> = case.expected.iter().filter(|expected| !holds(expected)).collect();
    let fine = status == case.status && wrong.is_empty();
    (!fine).then(|| {
        let Case { title, arguments, .. } = case;
        format!("{title}: {arguments:?}\nstatus {status:?}; not as expected: {wrong:?}\nout: {stdout}\nerr: {stderr}")
    })
}
