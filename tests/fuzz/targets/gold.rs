//! Annotations: read, then a report scored against them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| holds::gold(bytes));
