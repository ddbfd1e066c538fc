//! The YAML between the dashes of a Markdown file, and the fields that are read from it.
#![no_main]

use corroborate::{Format, Source};
use corroborate_ingest::{Limits, read};

libfuzzer_sys::fuzz_target!(|header: &[u8]| {
    let bytes = [b"---\n", header, b"\n---\n\nTwo boats sank on Monday.\n"].concat();
    let length = bytes.len();
    let source = Source { format: Some(Format::Markdown), ..Source::from_bytes("x", bytes) };
    if let Ok(document) = read(&source, &Limits::default()) {
        holds::document(&document, length);
    }
});
