//! Web pages.
#![no_main]

use corroborate::Format;
use corroborate_ingest::{Limits, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let source = corroborate::Source { format: Some(Format::Html), ..corroborate::Source::from_bytes("x", bytes.to_vec()) };
    if let Ok(document) = read(&source, &Limits::default()) {
        holds::document(&document, bytes.len());
    }
});
