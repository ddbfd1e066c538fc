//! The YAML between the dashes of a Markdown file, and the fields that are read from it.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| holds::header(bytes));
