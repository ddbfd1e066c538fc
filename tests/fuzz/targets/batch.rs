//! Lines of JSON as `batch` reads them: one answer for each that is not blank.
#![no_main]
#![allow(dead_code, unreachable_pub)]

#[path = "../../../crates/corroborate-cli/src/args.rs"]
mod args;
#[path = "../../../crates/corroborate-cli/src/exit.rs"]
mod exit;
#[path = "../../../crates/corroborate-cli/src/jsonl.rs"]
mod jsonl;
#[path = "../../../crates/corroborate-cli/src/limits.rs"]
mod limits;
#[path = "../../../crates/corroborate-cli/src/output.rs"]
mod output;
#[path = "../../../crates/corroborate-cli/src/story.rs"]
mod story;

use std::io::Cursor;

use corroborate::{Config, check, wire};

/// Bytes of a line.
const LINE: u64 = 1 << 20;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut answers = Vec::new();
    let answer = |mut story: story::StoryLine| {
        let sources = story.take_sources()?;
        let report = check(&sources, &Config::default())?;
        let line = serde_json::to_vec(&wire::Report::new(&report))?;
        Ok((line, exit::Status::Clean))
    };
    let tally = jsonl::answer_lines(Cursor::new(bytes.to_vec()), LINE, &mut answers, answer);
    let asked = bytes.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    let answered = answers.split(|&byte| byte == b'\n').filter(|line| !line.is_empty());
    let mut count = 0;
    for line in answered {
        assert!(serde_json::from_slice::<serde_json::Value>(line).is_ok());
        assert!(!String::from_utf8_lossy(line).contains("a fault in corroborate"));
        count += 1;
    }
    assert_eq!((tally.map(|tally| tally.lines).ok(), count), (Some(asked), asked));
});
