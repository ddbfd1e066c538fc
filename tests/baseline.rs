//! `--baseline` and `--write-baseline`.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::files;
use crate::program::{Outcome, command, finish, folder};

fn place(name: &str) -> std::path::PathBuf {
    let place = folder(name);
    files::make(&place);
    place
}

fn run(place: &Path, arguments: &[&str], input: &str) -> Outcome {
    let mut command = command(arguments);
    command.current_dir(place);
    finish(command, input.as_bytes())
}

fn check(place: &Path, more: &[&str]) -> Outcome {
    run(place, &[&["check", "release.txt", "changed.txt", "--fail-on", "note"], more].concat(), "")
}

fn entries(place: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(place.join("known.json")).unwrap()).unwrap()
}

#[test]
fn accepted_findings_are_left_out_and_fail_nothing() {
    let place = place("baseline-check");
    assert_eq!(check(&place, &[]).status, Some(1));

    let written = check(&place, &["--write-baseline", "known.json"]);
    assert_eq!(written.status, Some(0), "{}", written.stderr);
    assert!(written.stdout.contains("value_conflict"), "{}", written.stdout);
    assert_eq!(written.stderr, "corroborate: known.json: 1 finding accepted\n");
    let entry = &entries(&place)["findings"][0];
    assert_eq!((&entry["kind"], &entry["source"]), (&"value_conflict".into(), &"changed".into()));
    assert!(entry["message"].as_str().unwrap().contains("412"), "{entry}");

    let after = check(&place, &["--baseline", "known.json"]);
    assert_eq!((after.status, after.stderr.as_str()), (Some(0), ""));
    assert!(!after.stdout.contains("value_conflict"), "{}", after.stdout);
    assert!(after.stdout.contains("1 finding is left out: accepted in known.json."), "{}", after.stdout);
}

#[test]
fn what_is_new_still_fails() {
    let place = place("baseline-new");
    check(&place, &["--write-baseline", "known.json"]);
    let text = fs::read_to_string(place.join("changed.txt")).unwrap();
    fs::write(place.join("changed.txt"), text.replace("4.5", "5.4")).unwrap();
    let after = check(&place, &["--baseline", "known.json"]);
    assert_eq!(after.status, Some(1), "{}", after.stdout);
    assert!(after.stdout.contains("5.4") && !after.stdout.contains("has “412"), "{}", after.stdout);
}

#[test]
fn stale_entries_are_told_unless_their_kind_was_not_looked_for() {
    let place = place("baseline-stale");
    check(&place, &["--write-baseline", "known.json"]);
    let gone = run(&place, &["check", "release.txt", "twin.txt", "--baseline", "known.json"], "");
    assert_eq!(gone.status, Some(0));
    let told = "corroborate: known.json: not found any more: value_conflict in changed: ";
    assert!(gone.stderr.starts_with(told), "{}", gone.stderr);
    for more in [["--kind-off", "value_conflict"], ["--kind", "hedge"], ["--quiet", "--quiet"]] {
        let more = if more[0] == more[1] { &more[..1] } else { &more[..] };
        let arguments = [&["check", "release.txt", "twin.txt", "--baseline", "known.json"], more].concat();
        assert_eq!(run(&place, &arguments, "").stderr, "", "{more:?}");
    }
}

#[test]
fn a_new_baseline_keeps_reasons_and_drops_what_is_stale() {
    let place = place("baseline-renew");
    check(&place, &["--baseline", "known.json", "--write-baseline", "known.json"]);
    let mut known = entries(&place);
    known["findings"][0]["reason"] = "the operator corrected it".into();
    let mut stale = known["findings"][0].clone();
    stale["id"] = "0123456789abcdef".into();
    known["findings"].as_array_mut().unwrap().push(stale);
    fs::write(place.join("known.json"), known.to_string()).unwrap();

    check(&place, &["--baseline", "known.json", "--write-baseline", "known.json"]);
    let renewed = entries(&place);
    assert_eq!(renewed["findings"].as_array().unwrap().len(), 1);
    assert_eq!(renewed["findings"][0]["reason"], "the operator corrected it");
}

#[test]
fn files_that_are_no_baseline_are_refused() {
    let place = place("baseline-bad");
    let missing = check(&place, &["--baseline", "known.json"]);
    assert_eq!(missing.status, Some(2));
    assert!(missing.stderr.contains("the baseline known.json could not be read"), "{}", missing.stderr);
    fs::write(place.join("known.json"), "[]").unwrap();
    let wrong = check(&place, &["--baseline", "known.json"]);
    assert_eq!(wrong.status, Some(2));
    assert!(wrong.stderr.contains("the baseline known.json is not used: no baseline as"), "{}", wrong.stderr);
}

#[test]
fn many_stories_share_one_baseline() {
    let place = place("baseline-batch");
    let story = |id: &str, count: &str| {
        let text =
            |count: &str| format!("Patrols seized {count} boats in March, compared with 12 in March 2023.");
        serde_json::json!({"id": id, "sources": [{"id": "a", "text": text("31")}, {"id": "b", "text": text(count)}]})
            .to_string()
            + "\n"
    };
    let both = story("one", "37") + &story("two", "39");
    let written = run(&place, &["batch", "--write-baseline", "known.json"], &both);
    assert_eq!(written.status, Some(0), "{}", written.stderr);
    assert_eq!(entries(&place)["findings"].as_array().unwrap().len(), 2);
    let known = run(&place, &["batch", "--baseline", "known.json"], &both);
    assert_eq!((known.status, known.stderr.as_str()), (Some(0), ""), "{}", known.stdout);
    let half =
        run(&place, &["batch", "--baseline", "known.json"], &(story("one", "37") + &story("two", "38")));
    assert_eq!(half.status, Some(1), "{}", half.stdout);
    assert!(half.stderr.contains("not found any more: value_conflict in b: "), "{}", half.stderr);
    let failed = run(&place, &["batch", "--baseline", "known.json"], &(both.replace("two", "one") + "{}\n"));
    assert!(!failed.stderr.contains("not found any more"), "{}", failed.stderr);
}
