//! Any bytes under any name: encodings, formats, what is no text. The first byte chooses the name.
#![no_main]

use corroborate::Source;
use corroborate_ingest::{Limits, read};

const NAMES: [Option<&str>; 6] = [None, Some("a.txt"), Some("b.md"), Some("c.HTML"), Some("d"), Some("-")];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let path = NAMES[usize::from(*first) % NAMES.len()].map(str::to_owned);
    let source = Source { path, ..Source::from_bytes("x", bytes.to_vec()) };
    if let Ok(document) = read(&source, &Limits::default()) {
        holds::document(&document, bytes.len());
    }
});
