//! Web pages.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| holds::format(corroborate::Format::Html, bytes));
