//! Prints the blocks of a file: kind, place in the file, words.
//!
//! `cargo run -p corroborate-ingest --example blocks -- FILE...`

use std::io::Write;
use std::path::Path;

use corroborate_ingest::{Limits, load, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    let limits = Limits::default();
    for path in std::env::args().skip(1) {
        let document = read(&load(Path::new(&path), &limits)?, &limits)?;
        writeln!(out, "== {} {:?}", document.id, document.meta)?;
        for notice in &document.notices {
            writeln!(out, "!! {}", notice.message)?;
        }
        for block in &document.blocks {
            let at = document.map.position(&document.text, block.span.start());
            let words = block.span.of(&document.text).replace('\n', "⏎").replace('\t', "⇥");
            writeln!(out, "{:<12} {:>3}:{:<4} {words}", format!("{:?}", block.kind), at.line, at.column)?;
        }
    }
    Ok(())
}
