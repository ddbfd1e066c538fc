//! Any bytes under any name: encodings, formats, what is no text.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| holds::bytes(bytes));
