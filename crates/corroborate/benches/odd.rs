//! The slowest of odd texts: each pattern against itself with an addition, at a quarter of a megabyte and at a whole one.
//!
//! Run with `cargo bench -p corroborate --bench odd`; `-- N` for other sizes, in bytes. The texts are those of tests/hostile.rs, which
//! asserts the growth; here are the times.

#[path = "../../../tests/odd_texts.rs"]
#[allow(unreachable_pub, reason = "a module of the tests")]
mod odd_texts;

use std::io::Write;
use std::time::{Duration, Instant};

use corroborate::{Config, Source, check};
use odd_texts::{PATTERNS, VARIED, repeated, varied};

/// How many of the slowest are printed.
const SHOWN: usize = 20;

fn timed(text: String) -> Duration {
    let other = format!("{text} The pier was closed by 12 men.");
    let sources = [Source::new("a", text), Source::new("b", other)];
    let start = Instant::now();
    // What cannot be read is no slow text.
    drop(check(&sources, &Config::default()));
    start.elapsed()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bytes = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let single = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let patterns = PATTERNS.iter().map(|pattern| {
        (format!("{pattern:?} repeated"), [bytes / 4, bytes].map(|bytes| repeated(pattern, bytes)))
    });
    let pieces = VARIED.iter().map(|&piece| {
        (format!("{:?} varied", piece(1)), [bytes / 4, bytes].map(|bytes| varied(piece, 0, bytes)))
    });
    let mut rows: Vec<(Duration, Duration, String)> = patterns
        .chain(pieces)
        .map(|(name, [small, large])| single.install(|| (timed(large), timed(small), name)))
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.0));
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} texts of {bytes} bytes on one thread; the slowest:", rows.len())?;
    for (large, small, name) in rows.iter().take(SHOWN) {
        let name: String = name.chars().take(60).collect();
        let (large, small) = (large.as_secs_f64(), small.as_secs_f64());
        writeln!(
            out,
            "{large:7.2} s, {:4.1} times a quarter of it, {:6.2} MB/s  {name}",
            large / small.max(1e-6),
            bytes as f64 / 1e6 / large.max(1e-6)
        )?;
    }
    Ok(())
}
