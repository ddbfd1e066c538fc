//! Scores reports written by hand against the annotation of one small family.

use std::path::{Path, PathBuf};

use corroborate_eval::{Evaluation, Gold, Scores, Share, Wrong, score};
use corroborate_model::{
    Block, BlockKind, Claim, Document, Fact, FactStatus, Finding, Payload, Place, Report, Role, SourceReport,
    Span, Statement, Support,
};

const IDS: [&str; 4] = ["release", "herald", "observer", "flood"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quill-market")
}

fn gold() -> Gold {
    Gold::read(&folder()).expect("the annotation can be read")
}

fn document(id: &str) -> Document {
    let text = std::fs::read_to_string(folder().join(format!("{id}.txt"))).expect("the source can be read");
    let mut blocks = Vec::new();
    let mut start = 0;
    for part in text.split("\n\n") {
        let kind = if start == 0 { BlockKind::Headline } else { BlockKind::Body };
        blocks.push(Block { kind, span: Span::new(start, start + part.trim_end().len()) });
        start += part.len() + 2;
    }
    Document { id: id.to_owned(), text, blocks, ..Document::default() }
}

/// A report without findings that has set the flood apart.
fn empty() -> Report {
    let source = |id: &str| SourceReport {
        document: document(id),
        role: if id == "flood" { Role::Unrelated } else { Role::Copy },
        derived_from: (!matches!(id, "release" | "flood")).then_some(0),
        ..SourceReport::default()
    };
    Report { sources: IDS.map(source).into(), ..Report::default() }
}

/// A place written as `source: words`, or `source` alone.
#[track_caller]
fn place(report: &Report, text: &str) -> Place {
    let (id, words) = text.split_once(": ").unwrap_or((text, ""));
    let source = IDS.iter().position(|known| *known == id).expect("a known source");
    let at = report.sources[source].document.text.find(words).expect("words of the source");
    Place { source, span: (!words.is_empty()).then(|| Span::new(at, at + words.len())) }
}

/// A finding written as `kind severity | base | other`, with `-` for no base.
#[track_caller]
fn finding(report: &Report, line: &str) -> Finding {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let [head, base, other] = parts[..] else { panic!("`{line}` has not three parts") };
    let (kind, severity) = head.split_once(' ').expect("kind and severity");
    Finding {
        id: line.to_owned(),
        kind: kind.parse().expect("a kind"),
        severity: severity.parse().expect("a severity"),
        confidence: 1.0,
        message: String::new(),
        fact: None,
        direction: None,
        base: (base != "-").then(|| place(report, base)),
        other: place(report, other),
        base_focus: None,
        other_focus: None,
        introduced_by: None,
        inherited_by: Vec::new(),
        repeat_of: None,
        part_of: None,
    }
}

#[track_caller]
fn scores(lines: &[&str]) -> Scores {
    let mut report = empty();
    report.findings = lines.iter().map(|line| finding(&report, line)).collect();
    score(&report, &gold())
}

/// What one finding brings: the required annotations found strictly, those found only leniently, and whether it is
/// right itself (strictly, leniently).
#[track_caller]
fn brings(line: &str, strict: &[&str], lenient: &[&str], right: (bool, bool)) {
    let scores = scores(&[line]);
    let missed = |id: &str| scores.misses.iter().find(|miss| miss.id == id);
    let required = ["stalls", "heater", "weeks", "reopening", "angry", "headline"];
    let found: Vec<&str> = required.into_iter().filter(|id| missed(id).is_none()).collect();
    let found_leniently: Vec<&str> =
        required.into_iter().filter(|id| missed(id).is_some_and(|miss| miss.lenient)).collect();
    assert_eq!((&found[..], &found_leniently[..]), (strict, lenient), "{line}");
    let counts = scores.findings;
    assert_eq!(counts.strict.recall, Share { part: strict.len(), whole: required.len() }, "{line}");
    assert_eq!(counts.lenient.recall.part, strict.len() + lenient.len(), "{line}");
    let precision = if line.contains(" note |") {
        (scores.notes.strict, scores.notes.lenient)
    } else {
        (counts.strict.precision, counts.lenient.precision)
    };
    let one = |hit: bool| Share { part: usize::from(hit), whole: 1 };
    assert_eq!(precision, (one(right.0), one(right.1)), "{line}");
}

#[test]
fn kinds_are_equal_of_one_group_or_defensible() {
    let at = "| release: 40 stalls | herald: 44 stalls";
    brings(&format!("value_conflict error {at}"), &["stalls"], &[], (true, true));
    brings(&format!("value_conflict note {at}"), &["stalls"], &[], (true, true));
    brings(&format!("precision_loss warning {at}"), &[], &["stalls"], (false, true));
    brings(&format!("hedge warning {at}"), &[], &[], (false, false));
    let at = "| release: suspect | herald: A heater";
    brings(&format!("hedge error {at}"), &["heater"], &[], (true, true));
    brings(&format!("causal error {at}"), &["heater"], &[], (true, true));
    brings(&format!("legal_status error {at}"), &[], &["heater"], (false, true));
    brings(&format!("scope error {at}"), &[], &[], (false, false));
}

#[test]
fn the_place_is_a_sentence_on_the_side_of_the_kind() {
    // Another sentence, another source, sides exchanged.
    brings("value_conflict error | release: 40 stalls | herald: Nobody was", &[], &[], (false, false));
    brings("value_conflict error | release: 40 stalls | observer: 40 stalls", &[], &[], (false, true));
    brings("value_conflict error | release: Nobody | herald: 44 stalls", &["stalls"], &[], (true, true));
    brings("value_conflict error | herald: 44 stalls | release: 40 stalls", &["stalls"], &[], (true, true));
    // An omission is about the base, an addition names the other source alone.
    brings("omission warning | release: the council said | herald", &["reopening"], &[], (true, true));
    brings("omission warning | release: Ann Orr | herald", &[], &[], (false, false));
    brings("omission warning | release: the council said | observer", &[], &[], (false, false));
    brings("addition warning | - | herald: Stallholders", &["angry"], &[], (true, true));
    brings("scope note | release: Ann Orr | herald: Stallholders", &["angry"], &[], (true, true));
    // Inside one source either place will do.
    brings("place warning | herald: at Quill Market | herald: Market fire", &["headline"], &[], (true, true));
}

#[test]
fn a_long_span_counts_where_its_focus_lies() {
    let mut report = empty();
    let line = "value_conflict error | release: 40 stalls | herald: Exactly 44 stalls burned down at Quill Market on \
                Monday night. A heater caused the fire. Nobody was hurt.";
    report.findings.push(finding(&report, line));
    let scores = score(&report, &gold());
    assert_eq!((scores.findings.strict.recall.part, scores.recall_inside.strict.part), (1, 0));
    report.findings[0].other_focus = place(&report, "herald: Nobody was hurt").span;
    assert_eq!(score(&report, &gold()).findings.strict.recall.part, 0);
}

#[test]
fn every_annotation_makes_a_finding_right() {
    brings("precision_loss warning | release: About | observer: Some 40", &[], &[], (true, true));
    brings("time_frame error | release: night | observer: on Monday", &[], &[], (true, true));
    brings("date error | release: night | observer: on Monday", &[], &[], (false, true));
    // Two copies may differ because one of them changed what the base says.
    brings("value_conflict error | herald: 44 stalls | observer: 40 stalls", &[], &[], (true, true));
    brings("value_conflict error | herald: Nobody | observer: No one", &[], &[], (false, false));
}

#[test]
fn kinds_not_annotated_exhaustively_are_not_judged() {
    let scores = scores(&["addition warning | - | observer: Quill Market burns"]);
    assert_eq!((scores.unjudged, scores.findings.strict.precision), (1, Share::default()));
    assert_eq!(scores.findings.strict.f1(), None);
}

#[test]
fn harmless_differences_are_harmless_against_one_source() {
    let reopened = "date warning | release: 4 May | observer: will open again";
    let nobody = "identity warning | release: Nobody | observer: No one";
    let noted = "identity note | herald: Nobody | observer: No one";
    let scores = scores(&[reopened, nobody, noted]);
    let one_of_two = Share { part: 1, whole: 2 };
    assert_eq!((scores.harmless_flagged, scores.harmless_noted), (one_of_two, one_of_two));
    let why: Vec<&Wrong> = scores.false_alarms.iter().map(|alarm| &alarm.why).collect();
    assert_eq!(why, [&Wrong::Harmless("reopen, open again".to_owned()), &Wrong::NotAnnotated]);
}

#[test]
fn distractors_stand_apart_and_are_not_named() {
    let clean = scores(&[]);
    assert_eq!((clean.apart, clean.kept), (Share { part: 1, whole: 1 }, Share { part: 3, whole: 3 }));
    assert_eq!((clean.sprung, &clean.remarks[..]), (Share { part: 0, whole: 1 }, &[][..]));

    assert_eq!(clean.parents, Share { part: 2, whole: 2 });

    let named = scores(&["value_conflict error | release: About 40 stalls | flood: About 12 stalls"]);
    assert_eq!((named.apart.part, named.sprung.part), (0, 1));
    assert_eq!(named.false_alarms[0].why, Wrong::Unrelated);
    assert_eq!(named.remarks.len(), 2, "{:?}", named.remarks);

    let mut report = empty();
    report.sources[3].role = Role::Independent;
    report.sources[2].role = Role::Unrelated;
    report.sources[2].derived_from = None;
    let confused = score(&report, &gold());
    assert_eq!(confused.parents, Share { part: 1, whole: 2 });
    assert_eq!((confused.apart.part, confused.kept.part), (0, 2));
}

/// Adds a fact that holds a claim over each place.
#[track_caller]
fn agree(report: &mut Report, places: &[&str]) {
    let claims = places.iter().map(|text| {
        let place = place(report, text);
        let span = place.span.expect("words");
        Claim { source: place.source, ..Claim::new(span, 0, Payload::Statement(Statement::default())) }
    });
    let claims: Vec<Claim> = claims.collect();
    let first = report.claims.len();
    report.claims.extend(claims);
    report.facts.push(Fact {
        id: places.concat(),
        claims: (first..report.claims.len()).collect(),
        summary: String::new(),
        status: FactStatus::Agreed,
        support: Support::default(),
    });
}

#[test]
fn an_agreement_is_one_fact_over_both_places() {
    let mut report = empty();
    agree(&mut report, &["release: Nobody was hurt", "herald: was hurt"]);
    agree(&mut report, &["release: Nobody was hurt"]);
    agree(&mut report, &["observer: No one was hurt"]);
    let found = score(&report, &gold());
    assert_eq!(
        (found.agreements, found.agreements_reworded),
        (Share { part: 1, whole: 1 }, Share { part: 0, whole: 1 })
    );
    assert_eq!(found.agreement_misses[0].id, "unhurt-too");
    agree(&mut report, &["release: 40 stalls", "flood: 12 stalls"]);
    assert_eq!(score(&report, &gold()).sprung.part, 1);
}

#[test]
fn one_finding_may_meet_several_annotations() {
    let mut gold = gold();
    let twin = gold.findings[0].clone();
    gold.findings.push(twin);
    let mut report = empty();
    report.findings.push(finding(&report, "value_conflict error | release: 40 stalls | herald: 44 stalls"));
    let scores = score(&report, &gold);
    assert_eq!((scores.findings.strict.recall.part, scores.recall_once.strict.part), (2, 1));
}

#[test]
fn faults_of_an_annotation_are_told() {
    let mut gold = gold();
    gold.findings[0].other.anchor = Some("45 stalls".to_owned());
    let text = serde_json::json!({"family": "f", "base": "b", "sources": {"b": {"file": "b.txt"}},
        "findings": [{"id": "odd", "kind": "typo", "other": {"source": "b"}}]});
    let odd: Gold = serde_json::from_value(text).expect("tolerant reading");
    gold.findings.extend(odd.findings);
    gold.sources.extend(odd.sources);
    let remarks = score(&empty(), &gold).remarks;
    assert_eq!(
        remarks,
        [
            "quill-market: the report has no source b",
            "quill-market: stalls: no such words in the text: herald \"45 stalls\"",
            "quill-market: odd: unknown kind `typo`",
        ]
    );
}

#[test]
fn scores_add_up_and_print() {
    let one = scores(&["value_conflict error | release: 40 stalls | herald: 44 stalls"]);
    let two = scores(&["hedge warning | release: 40 stalls | herald: 44 stalls"]);
    let mut total = Scores { family: "total".to_owned(), ..Scores::default() };
    total.add(&one);
    total.add(&two);
    assert_eq!(total.findings.strict.recall, Share { part: 1, whole: 12 });
    assert_eq!(total.kinds["value_conflict"].strict.precision, Share { part: 1, whole: 1 });
    assert_eq!(total.kinds["hedge"].strict.precision, Share { part: 0, whole: 1 });
    let evaluation = Evaluation { families: vec![one, two], total };
    let table = evaluation.to_table();
    assert!(table.contains("1/12 = 0.083"), "{table}");
    assert_eq!(table.lines().filter(|line| line.starts_with("quill-market")).count(), 2);
    let details = evaluation.to_details();
    let miss = "stalls value_conflict (error): release \"About 40 stalls\" / herald \"Exactly 44 stalls\" -- 44 for 40 \
                [reported: hedge (warning)]";
    assert!(details.contains(miss), "{details}");
    assert!(details.contains("[not annotated; gold here: stalls value_conflict]"), "{details}");
    let json = serde_json::to_value(&evaluation).expect("plain data");
    assert_eq!(json["total"]["findings"]["strict"]["recall"]["whole"], 12);
    assert_eq!(json["families"][1]["false_alarms"][0]["why"], "not_annotated");
}

#[test]
fn a_note_finds_but_does_not_flag() {
    let noted = scores(&["value_conflict note | release: 40 stalls | herald: 44 stalls"]);
    assert_eq!((noted.findings.strict.recall.part, noted.recall_flagged.strict.part), (1, 0));
}

#[test]
fn a_byte_order_mark_before_an_annotation_is_passed_over() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("marked_gold");
    std::fs::create_dir_all(&place).expect("a folder can be made");
    let plain = std::fs::read_to_string(folder().join("gold.json")).expect("the annotation can be read");
    std::fs::write(place.join("gold.json"), format!("\u{feff}{plain}"))
        .expect("the folder can be written to");
    assert_eq!(Gold::read(&place).expect("it is read all the same").base, gold().base);
}
