//! Sentences and claims of a text.
#![no_main]

use corroborate::Format;

libfuzzer_sys::fuzz_target!(|text: &str| {
    holds::read(Some(Format::Text), text.as_bytes());
});
