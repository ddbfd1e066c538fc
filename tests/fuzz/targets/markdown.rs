//! Markdown with and without a header.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| holds::format(corroborate::Format::Markdown, bytes));
