//! JSON lines: order, bad lines, pipes.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::program::{command, finish, run};

fn story(id: usize) -> String {
    let text =
        |number: usize| format!("The council mended {number} bridges in 2023. No road was closed for it.");
    let sources = json!([{"id": "a", "text": text(id)}, {"id": "b", "text": text(id + id % 2)}]);
    json!({"id": format!("s{id}"), "sources": sources}).to_string()
}

fn answers(input: &str, arguments: &[&str]) -> (Option<i32>, Vec<Value>) {
    let outcome = finish(command(arguments), input.as_bytes());
    (outcome.status, outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

#[test]
fn answers_come_in_input_order() {
    let input: String = (10..310).map(|id| story(id) + "\n").collect();
    let (status, answers) = answers(&input, &["batch", "-"]);
    assert_eq!((status, answers.len()), (Some(1), 300));
    for (answer, id) in answers.iter().zip(10..) {
        assert_eq!(answer["id"], format!("s{id}"));
        let findings = answer["report"]["findings"].as_array().unwrap();
        assert_eq!(findings.is_empty(), id % 2 == 0, "{id}: {findings:?}");
    }
}

#[test]
fn bad_lines_never_stop_the_rest() {
    let (first, last) = (story(10), story(12));
    let bad = [
        ("{\"id\": \"cut", Value::Null, "line 2: not a story"),
        ("[1, 2]", Value::Null, "line 3: not a story"),
        ("{\"id\": 7}", json!(7), "missing field `sources`"),
        (r#"{"id": "x", "sources": [{"id": "a"}]}"#, json!("x"), "missing field `text`"),
        (
            r#"{"id": "x", "sources": [{"id": "a", "text": "T.", "format": "docx"}]}"#,
            json!("x"),
            "no format; known: text",
        ),
        (r#"{"id": "x", "sources": [{"id": "a", "text": ""}]}"#, json!("x"), "is empty"),
        (
            r#"{"id": "x", "sources": [{"id": "a", "text": "T."}], "base": "b"}"#,
            json!("x"),
            "line 8: no source has the id `b`",
        ),
        (
            r#"{"id": "x", "sources": [{"id": "a", "text": "T."}, {"id": "a", "text": "T."}]}"#,
            json!("x"),
            "have the same id `a`",
        ),
    ];
    let middle: String = bad.iter().map(|(line, ..)| format!("{line}\n")).collect();
    let (status, answers) = answers(&format!("{first}\n{middle}\n{last}"), &["batch"]);
    assert_eq!((status, answers.len()), (Some(0), bad.len() + 2));
    for (answer, (line, id, message)) in answers[1..].iter().zip(&bad) {
        let error = answer["error"].as_str().unwrap();
        assert!(answer["id"] == *id && error.contains(message), "{line}: {answer}");
    }
    assert!(answers[0]["report"].is_object() && answers[bad.len() + 1]["report"].is_object());
}

#[test]
fn lines_choose_their_base() {
    let source = |id: &str, number: usize| json!({"id": id, "text": format!("Divers found {number} anchors off the pier.")});
    let line = |base: Value| {
        let mut line = json!({"id": 1, "sources": [source("a", 3), source("b", 4)]});
        if !base.is_null() {
            line["base"] = base;
        }
        format!("{line}\n")
    };
    let (_, answers) = answers(&(line(Value::Null) + &line(json!("b"))), &["batch"]);
    assert_eq!(answers[0]["report"]["base"], "a");
    assert_eq!(answers[1]["report"]["base"], "b");
    assert_eq!(answers[1]["report"]["findings"][0]["other"]["source"], "a");
}

#[test]
fn whoever_waits_gets_the_answer() {
    let mut child = command(["batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for id in [10, 11, 12] {
        writeln!(stdin, "{}", story(id)).unwrap();
        let answer: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
        assert_eq!(answer["id"], format!("s{id}"));
    }
    drop(stdin);
    assert!(lines.next().is_none());
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    for arguments in [&["batch"][..], &["schema"], &["--help"]] {
        let mut child = command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut stdin = child.stdin.take().unwrap();
        // It may be gone before everything is written.
        let _ = (10..100).try_for_each(|id| writeln!(stdin, "{}", story(id)));
        drop(stdin);
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{arguments:?}");
    }
}

#[test]
fn filters_apply_to_batches_too() {
    let input = story(11);
    let (status, answers) = answers(&input, &["batch", "--fail-on", "never", "--kind-off", "value_conflict"]);
    assert_eq!(status, Some(0));
    assert_eq!(answers[0]["report"]["findings"], json!([]));
    let none = run(["batch", "--base", "nobody", "nowhere.jsonl"]);
    assert_eq!((none.status, none.stdout.as_str()), (Some(2), ""));
}
