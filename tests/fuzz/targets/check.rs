//! Two texts against each other, and the report in every format.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| holds::pair(bytes));
