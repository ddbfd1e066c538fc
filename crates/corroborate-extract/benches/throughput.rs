//! Megabytes a second of the whole extraction and of its first steps, beside `unicode-segmentation` words.
//!
//! Run with `cargo bench -p corroborate-extract`. The text is the project's own corpus, repeated.

use std::io::Write;
use std::time::{Duration, Instant};

use corroborate_extract::extract;
use corroborate_model::{Block, BlockKind, Document, Span};
use unicode_segmentation::UnicodeSegmentation;

const TEXTS: [&str; 4] = [
    include_str!("../../../corpus/storm-damage/000_atlantic_press_wire.txt"),
    include_str!("../../../corpus/cup-final/000_bsa_report.txt"),
    include_str!("../../../corpus/product-recall/000_corriemoor_release.md"),
    include_str!("../../../corpus/quarterly-results/000_thornbeck_announcement.md"),
];

fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let span = Span::new(start, start + paragraph.len());
        if !span.is_empty() {
            blocks.push(Block { kind: BlockKind::Body, span });
        }
        start += paragraph.len() + 2;
    }
    let mut document = Document { text: text.to_owned(), blocks, ..Document::default() };
    document.meta.published = "2024-01-19".parse().ok();
    document
}

/// The best of several runs.
fn best(mut run: impl FnMut()) -> Duration {
    let once = |run: &mut dyn FnMut()| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..30).map(|_| once(&mut run)).min().unwrap_or_default()
}

fn main() -> std::io::Result<()> {
    let documents: Vec<Document> = TEXTS.iter().cycle().take(40).map(|text| document(text)).collect();
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    let mut claims = 0;
    let whole =
        best(|| claims = documents.iter().map(|document| extract(document.clone()).claims.len()).sum());
    let words =
        best(|| claims += documents.iter().map(|d| d.text.unicode_words().count()).sum::<usize>() & 1);
    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    let mut out = std::io::stdout().lock();
    writeln!(out, "extract        {:8.1} MB/s  ({claims} claims in {bytes} bytes)", rate(whole))?;
    writeln!(out, "unicode words  {:8.1} MB/s", rate(words))
}
