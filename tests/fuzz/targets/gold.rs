//! Annotations: read, then a report scored against them.
#![no_main]

use std::sync::LazyLock;

use corroborate::{Config, Report, Source, check};
use corroborate_eval::{Gold, score};

static REPORT: LazyLock<Option<Report>> = LazyLock::new(|| {
    let release = "Divers found 31 anchors off the pier on Monday.\n\n\"We expected two,\" said Ann Lee.";
    let sources = [Source::new("000", release), Source::new("001", release.replace("31", "37"))];
    check(&sources, &Config::default()).ok()
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (Ok(gold), Some(report)) = (serde_json::from_slice::<Gold>(bytes), REPORT.as_ref()) else { return };
    let scores = score(report, &gold);
    assert!(serde_json::to_vec(&scores).is_ok());
});
