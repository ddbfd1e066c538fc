//! Copies of copies: who has a mistake from whom, and how it is told.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::{folder, report, run};

const RELEASE: &str = "Ferry fares on the Orrin crossing will rise by 4.5 per cent on 1 June 2024.\n\n\
    The operator said 312 sailings were cancelled last winter, compared with 140 the winter before.\n\n\
    \"We are sorry for every missed journey,\" said Ailsa Crombie, the operator's managing director.\n\n\
    The pier at Kintallan will be closed for repairs from 3 May, and buses will meet the early boat.\n";

/// A release, a copy with a mistake, and two copies of that copy. Each has words of its own, so that the lineage shows.
fn family(name: &str) -> PathBuf {
    let place = folder(name);
    let copy = RELEASE
        .replace("312 sailings", "412 sailings")
        .replace("will rise by", "are to go up yet again by")
        .replace("and buses will meet the early boat", "and islanders fear for their only link in spring");
    let shorter = copy.replace("\"We are sorry for every missed journey,\" said Ailsa Crombie, the operator's managing director.\n\n", "");
    let longer = format!("{copy}\nA meeting of residents was called for Friday in the village hall.\n");
    let texts = [
        ("000_release.md", "2024-04-02", RELEASE.to_owned()),
        ("001_herald.md", "2024-04-03", copy),
        ("002_mail.md", "2024-04-04", shorter),
        ("003_post.md", "2024-04-05", longer),
    ];
    for (file, day, text) in texts {
        fs::write(place.join(file), format!("---\ndate: {day}\n---\n\n{text}")).unwrap();
    }
    place
}

fn check(place: &Path, more: &[&str]) -> Vec<OsString> {
    let arguments = ["check", "--base=000"].iter().chain(more).map(OsString::from);
    arguments.chain([place.as_os_str().to_owned()]).collect()
}

fn source<'a>(report: &'a Value, id: &str) -> &'a Value {
    report["sources"].as_array().unwrap().iter().find(|source| source["id"] == id).unwrap()
}

#[test]
fn a_mistake_that_two_copies_took_over_is_one_finding_with_three_places() {
    let place = family("inherited");
    let report = report(check(&place, &["--format=json"]));
    assert_eq!(report["base"], "000");
    for (copy, parent) in [("001", "000"), ("002", "001"), ("003", "001")] {
        assert_eq!(source(&report, copy)["derived_from"], parent, "{copy}");
    }
    let conflicts: Vec<&Value> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["kind"] == "value_conflict")
        .collect();
    let [head, repeats @ ..] = conflicts.as_slice() else { panic!("nothing found") };
    assert_eq!((&head["other"]["source"], &head["introduced_by"]), (&"001".into(), &"001".into()));
    assert_eq!(head["inherited_by"], serde_json::json!(["002", "003"]));
    assert_eq!(head["repeat_of"], Value::Null);
    assert_eq!(repeats.len(), 2);
    for (repeat, heir) in repeats.iter().zip(["002", "003"]) {
        assert_eq!(repeat["other"]["source"], heir);
        assert_eq!((&repeat["repeat_of"], &repeat["introduced_by"]), (&head["id"], &"001".into()));
    }
    assert_eq!(report["summary"]["by_kind"]["value_conflict"], 1, "repeats are not counted");
    assert_eq!(report["summary"]["by_severity"]["error"], 1, "{}", report["summary"]);

    let page = run(check(&place, &["--color=never"])).stdout;
    assert_eq!(page.matches("value_conflict in").count(), 1, "{page}");
    for heir in ["002", "003"] {
        assert!(page.contains(&format!("also  {heir} (inherited)")), "{page}");
    }
}

#[test]
fn words_of_a_copy_are_shared_out() {
    let place = family("shares");
    let report = report(check(&place, &["--format=json"]));
    assert_eq!(source(&report, "000")["shares"], Value::Null);
    for (copy, new) in [("001", 0.3), ("002", 0.05), ("003", 0.3)] {
        let shares = &source(&report, copy)["shares"];
        let [verbatim, reworded, fresh] =
            ["verbatim", "reworded", "new"].map(|part| shares[part].as_f64().unwrap());
        assert!((verbatim + reworded + fresh - 1.0).abs() < 0.002, "{copy}: {shares}");
        assert!(verbatim > 0.5 && fresh <= new, "{copy}: {shares}");
    }
    // What was added to the copy of the copy is new.
    assert!(source(&report, "003")["shares"]["new"].as_f64().unwrap() > 0.05);
}

#[test]
fn copies_are_no_second_witness_and_the_tree_shows_them() {
    let place = family("origin");
    let terminal = run(check(&place, &["--color=never"])).stdout;
    assert!(terminal.contains("single origin"), "{terminal}");
    assert!(terminal.contains("copy of 001"), "{terminal}");
    let html = run(check(&place, &["--format=html"])).stdout;
    assert!(html.contains("single origin"), "the page says so in words");
    let dot = run(check(&place, &["--format=dot"])).stdout;
    for edge in ["s0 -> s1 ", "s1 -> s2 ", "s1 -> s3 "] {
        assert!(dot.contains(edge), "{edge} in {dot}");
    }
}
