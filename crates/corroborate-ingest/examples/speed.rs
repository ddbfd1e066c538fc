//! Reads files and prints how long each took: seconds, MB/s, blocks.
//!
//! `cargo run --release -p corroborate-ingest --example speed -- FILE...`

use std::io::Write;
use std::path::Path;
use std::time::Instant;

use corroborate_ingest::{Limits, load, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    let limits = Limits::default();
    for path in std::env::args().skip(1) {
        let source = load(Path::new(&path), &limits)?;
        let (start, mut rounds, mut blocks) = (Instant::now(), 0u32, 0);
        while rounds == 0 || start.elapsed().as_millis() < 100 {
            blocks = read(&source, &limits)?.blocks.len();
            rounds += 1;
        }
        let seconds = start.elapsed().as_secs_f64() / f64::from(rounds);
        let speed = source.bytes.len() as f64 / seconds / 1e6;
        writeln!(out, "{seconds:>10.6} s {speed:>8.1} MB/s {blocks:>8} blocks  {path}")?;
    }
    Ok(())
}
