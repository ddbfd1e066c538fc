//! Milliseconds of one check of a release and three reprints, on one thread and on all, its share of extraction, and
//! the time its page takes.
//!
//! Run with `cargo bench -p corroborate`. The texts are the project's own families.

use std::io::Write;
use std::time::{Duration, Instant};

use corroborate::{Config, Output, RenderOptions, Source, check, extract, render};

const FAMILIES: [(&str, [(&str, &str); 4]); 2] = [
    (
        "storm-damage",
        [
            ("000.txt", include_str!("../../../corpus/storm-damage/000_atlantic_press_wire.txt")),
            ("001.txt", include_str!("../../../corpus/storm-damage/001_derravane_courier.txt")),
            ("002.html", include_str!("../../../corpus/storm-damage/002_harbour_radio.html")),
            ("004.md", include_str!("../../../corpus/storm-damage/004_shamrock_dispatch.md")),
        ],
    ),
    (
        "cup-final",
        [
            ("000.txt", include_str!("../../../corpus/cup-final/000_bsa_report.txt")),
            ("001.txt", include_str!("../../../corpus/cup-final/001_drayford_evening_post.txt")),
            ("002.html", include_str!("../../../corpus/cup-final/002_daily_lantern.html")),
            ("003.md", include_str!("../../../corpus/cup-final/003_port_sennan_packet.md")),
        ],
    ),
];

/// The best and the middle one of many runs.
fn timed(mut run: impl FnMut()) -> (Duration, Duration) {
    let mut times: Vec<Duration> = (0..200)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    (times[0], times[times.len() / 2])
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    for (family, texts) in FAMILIES {
        let sources: Vec<Source> = texts.iter().map(|(id, text)| Source::new(*id, *text)).collect();
        let config = Config::default();
        let report = check(&sources, &config)?;
        let single = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
        let all = timed(|| drop(check(&sources, &config)));
        let one = single.install(|| timed(|| drop(check(&sources, &config))));
        let read =
            single.install(|| timed(|| sources.iter().for_each(|source| drop(extract(source, &config)))));
        let mut page = Vec::new();
        render(&report, Output::Html, &RenderOptions::default(), &mut page)?;
        let html = timed(|| {
            // A vector takes everything.
            let _ = render(&report, Output::Html, &RenderOptions::default(), &mut Vec::new());
        });
        let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        writeln!(
            out,
            "{family:14} {bytes} bytes, {} findings: {:.2} ms on all threads (best {:.2}), {:.2} ms on one, of which reading {:.2}; {:.2} ms to set a page of {} bytes",
            report.findings.len(),
            ms(all.1),
            ms(all.0),
            ms(one.1),
            ms(read.1),
            ms(html.1),
            page.len(),
        )?;
    }
    Ok(())
}
