//! The JSON report against its schema, and back.

use corroborate_model::FindingKind;
use corroborate_report::{Options, Output, RuleHelp, schema, stories_schema, wire};
use serde_json::Value;

use crate::hostile::hostile;
use crate::{sample, text};

#[test]
fn the_report_fits_its_schema() {
    let schema: Value = serde_json::from_str(&schema()).expect("the schema is JSON");
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("report.json", schema).expect("the schema has an address");
    let compiled = compiler.compile("report.json", &mut schemas).expect("the schema is sound");
    for report in [sample::report(), corroborate_model::Report::default()] {
        let report: Value =
            serde_json::from_str(&text(&report, Output::Json, &Options::default())).expect("JSON");
        assert!(schemas.validate(&report, compiled).is_ok(), "{:?}", schemas.validate(&report, compiled));
        let mut wrong = report;
        wrong["base_chosen"] = "guessed".into();
        assert!(schemas.validate(&wrong, compiled).is_err(), "the closed lists are in the schema");
    }
}

#[test]
fn sarif_fits_the_published_schema() {
    let schema: Value = serde_json::from_str(include_str!("../sarif/sarif-schema-2.1.0.json")).expect("JSON");
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    compiler.add_resource("sarif.json", schema).expect("the schema has an address");
    let compiled = compiler.compile("sarif.json", &mut schemas).expect("the schema is sound");
    let rules = [RuleHelp { kind: FindingKind::Hedge, markdown: "# hedge\n\nA hedge lost.\n\nMore." }];
    for (report, rules) in
        [(sample::report(), rules.as_slice()), (hostile(), &[]), (corroborate_model::Report::default(), &[])]
    {
        let options = Options { rules, ..Options::default() };
        let log: Value = serde_json::from_str(&text(&report, Output::Sarif, &options)).expect("JSON");
        assert!(schemas.validate(&log, compiled).is_ok(), "{:?}", schemas.validate(&log, compiled));
        let mut wrong = log;
        wrong["runs"][0]["tool"]["driver"]["rules"][0]["id"] = 7.into();
        assert!(schemas.validate(&wrong, compiled).is_err(), "a number is no name of a rule");
    }
}

#[test]
fn every_field_is_described() {
    for (schema, least) in [(schema(), 80), (stories_schema(), 12)] {
        let schema: Value = serde_json::from_str(&schema).expect("the schema is JSON");
        let types = schema["$defs"].as_object().expect("definitions").values().chain([&schema]);
        let mut fields = 0;
        for definition in types {
            for (name, field) in definition["properties"].as_object().into_iter().flatten() {
                assert!(field["description"].is_string(), "{name} of {definition}");
                fields += 1;
            }
        }
        assert!(fields >= least, "{fields}");
    }
}

#[test]
fn the_report_is_read_back_as_it_was() {
    let report = sample::report();
    let written = text(&report, Output::Json, &Options::default());
    let read: wire::Report<'static> = serde_json::from_str(&written).expect("own reports are read");
    let mut expected = wire::Report::new(&report);
    // Shares are written with four decimals.
    expected.sources[2].containment = 0.6667;
    expected.findings.iter_mut().filter(|it| it.confidence < 0.8).for_each(|it| it.confidence = 0.725);
    assert_eq!(read, expected);
    let finding =
        read.findings.iter().find(|finding| finding.kind == "value_conflict").expect("the conflict");
    let words = finding.other.words.as_ref().expect("its words");
    let source = read.sources.iter().find(|source| source.id == finding.other.source).expect("its source");
    assert_eq!(source.text.as_deref().and_then(|text| text.get(words.start..words.end)), Some(&*words.text));
}
