//! Settings that are found, and what a newsroom's own words do.

use std::fs;
use std::path::Path;

use crate::program::{Outcome, command, finish, folder};

const RELEASE: &str = "The word in the harbour is that the Orrin lock will close for repairs on 3 June 2024, the port said.\n\n\
    Wardens counted 31 wherries on the Orrin on Monday, compared with 12 on the same day last year.\n\n\
    The Orrin Navigation Board, which owns the lock, spent £24,000 on its gates in 2023.\n";
const PAPER: &str = "The Orrin lock will close for repairs on 3 June 2024, the port said.\n\n\
    Wardens counted 31 lighters on the Orrin on Monday, compared with 12 on the same day last year.\n\n\
    The ONBO, which owns the lock, spent £24,000 on its gates in 2023.\n";

const SYNONYMS: &str = "words.synonyms = [[\"wherry\", \"lighter\"]]\n";
const HEDGES: &str = "words.hedges.belief = [\"the word in the harbour is\"]\n";

/// A folder with the two texts in `desk/story`.
fn desk(name: &str) -> std::path::PathBuf {
    let place = folder(name);
    fs::create_dir_all(place.join("desk/story")).unwrap();
    fs::write(place.join("desk/story/release.txt"), RELEASE).unwrap();
    fs::write(place.join("desk/story/paper.txt"), PAPER).unwrap();
    place
}

/// Checks in `desk/story`.
fn check(place: &Path, more: &[&str]) -> Outcome {
    let mut command = command(["check", "release.txt", "paper.txt"]);
    command.args(more).current_dir(place.join("desk/story"));
    finish(command, b"")
}

/// The kinds that are found with these settings, as `kind severity`.
#[track_caller]
fn found(place: &Path, settings: &str) -> Vec<String> {
    fs::write(place.join("corroborate.toml"), settings).unwrap();
    let outcome = check(place, &["--format", "json"]);
    assert!(matches!(outcome.status, Some(0 | 1)), "{}", outcome.stderr);
    let report: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|it| format!("{} {}", text(&it["kind"]), text(&it["severity"]))).collect()
}

fn has(found: &[String], kind: &str) -> bool {
    found.iter().any(|it| it.starts_with(kind))
}

#[test]
fn the_nearest_file_above_is_found_and_told_of() {
    let place = desk("settings-upwards");
    fs::write(place.join("corroborate.toml"), "fail-on = \"error\"\nkind = [\"counted_thing\"]\n").unwrap();
    fs::write(place.join("desk/corroborate.toml"), "fail-on = \"never\"\n").unwrap();
    let outcome = check(&place, &[]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.stdout);
    assert!(outcome.stdout.contains("counted_thing"), "{}", outcome.stdout);
    assert_eq!(outcome.stderr, "corroborate: settings from ../corroborate.toml\n");
    assert_eq!(check(&place, &["--quiet"]).stderr, "");

    fs::remove_file(place.join("desk/corroborate.toml")).unwrap();
    let above = check(&place, &["--fail-on", "warning"]);
    assert_eq!(above.stderr, "corroborate: settings from ../../corroborate.toml\n");
    assert_eq!(above.status, Some(1), "{}", above.stdout);
    assert_eq!(check(&place, &["--no-config", "--fail-on", "never"]).stderr, "");
}

#[test]
fn own_synonyms_are_one_thing_counted() {
    let place = desk("settings-synonyms");
    assert!(has(&found(&place, ""), "counted_thing"));
    assert!(!has(&found(&place, SYNONYMS), "counted_thing"));
}

#[test]
fn own_hedges_are_missed_where_they_are_lost() {
    let place = desk("settings-hedges");
    assert!(!has(&found(&place, ""), "hedge"));
    assert!(has(&found(&place, HEDGES), "hedge"));
}

#[test]
fn own_short_forms_stand_for_their_long_ones() {
    let place = desk("settings-short");
    fs::write(
        place.join("desk/story/release.txt"),
        "\"The gates of the Orrin Navigation Board are safe for another winter,\" said Ailsa Crombie, the harbour master.\n",
    )
    .unwrap();
    fs::write(
        place.join("desk/story/paper.txt"),
        "\"The gates of the ONBO are safe for another winter,\" said Ailsa Crombie, the harbour master.\n",
    )
    .unwrap();
    assert!(has(&found(&place, ""), "quote_altered"));
    let settings = "[words.abbreviations]\nONBO = \"Orrin Navigation Board\"\n";
    assert!(!has(&found(&place, settings), "quote_altered"), "{:?}", found(&place, settings));
}

#[test]
fn synonyms_do_not_excuse_a_changed_quotation() {
    let place = desk("settings-quotation");
    for (name, noun) in [("release.txt", "wherry"), ("paper.txt", "lighter")] {
        let text = format!(
            "\"We lost one {noun} in the night and we will find it,\" said Ailsa Crombie, the harbour master.\n"
        );
        fs::write(place.join("desk/story").join(name), text).unwrap();
    }
    assert!(has(&found(&place, SYNONYMS), "quote_altered"));
}

#[test]
fn severities_are_those_of_the_file() {
    let place = desk("settings-severities");
    let before = found(&place, "");
    assert!(
        before.contains(&"counted_thing warning".to_owned()) || has(&before, "counted_thing error"),
        "{before:?}"
    );
    let after = found(&place, "[kinds]\ncounted_thing = \"note\"\n");
    assert!(after.contains(&"counted_thing note".to_owned()), "{after:?}");
    assert_eq!(before.len(), after.len());
}

#[test]
fn paths_in_a_file_are_seen_from_its_folder() {
    let place = desk("settings-paths");
    fs::write(place.join("corroborate.toml"), "baseline = \"known.json\"\n").unwrap();
    fs::write(place.join("known.json"), r#"{"schema": "corroborate-baseline/1", "findings": [{"id": "x"}]}"#)
        .unwrap();
    let outcome = check(&place, &[]);
    let told = "corroborate: ../../known.json: not found any more: finding x\n";
    assert!(outcome.stderr.ends_with(told), "{}", outcome.stderr);
}

#[test]
fn words_reach_the_other_commands() {
    let place = desk("settings-commands");
    fs::write(place.join("corroborate.toml"), HEDGES).unwrap();
    let mut extract = command(["extract", "--width", "200", "release.txt"]);
    extract.current_dir(place.join("desk/story"));
    let claims = finish(extract, b"").stdout;
    assert!(claims.contains("hedge: The word in the harbour is"), "{claims}");
}

#[test]
fn settings_reports_and_baselines_in_a_folder_are_no_sources() {
    let place = desk("settings-folder");
    let story = place.join("desk/story");
    fs::write(story.join("corroborate.toml"), "baseline = \"known.json\"\n").unwrap();
    fs::write(story.join("known.json"), r#"{"schema": "corroborate-baseline/1", "findings": []}"#).unwrap();
    for _ in 0..2 {
        let mut check =
            command(["check", "--format", "json", "--fail-on", "never", ".", "-o", "report.json"]);
        check.current_dir(&story);
        assert_eq!(finish(check, b"").status, Some(0));
        let report: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(story.join("report.json")).unwrap()).unwrap();
        assert_eq!(report["sources"].as_array().unwrap().len(), 2);
    }
}
