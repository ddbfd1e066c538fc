//! Settings files.
#![no_main]
#![allow(dead_code, unreachable_pub)]

#[path = "../../../crates/corroborate-cli/src/args.rs"]
mod args;
#[path = "../../../crates/corroborate-cli/src/settings/mod.rs"]
mod settings;
#[path = "../../../crates/corroborate-cli/src/suggest.rs"]
mod suggest;

use std::ffi::OsString;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let file = std::env::temp_dir().join(format!("corroborate-fuzz-{}.toml", std::process::id()));
    if std::fs::write(&file, bytes).is_err() {
        return;
    }
    for command in ["check", "batch", "extract"] {
        let arguments = ["corroborate", command, "--config"].map(OsString::from).into_iter();
        let mut arguments: Vec<OsString> = arguments.chain([file.clone().into()]).collect();
        arguments.push("a.txt".into());
        if let Err(error) = settings::parse(&arguments) {
            assert!(!format!("{error:#}").is_empty());
        }
    }
});
