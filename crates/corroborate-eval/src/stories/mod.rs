//! How well, how fast and in how little memory texts are sorted into stories, on texts made for it.
//!
//! Scored by pairs of texts: of those put into one story, how many tell one (precision); of those that tell one, how many
//! are put together (recall).

mod generator;

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::time::Instant;

use corroborate::{Config, stories};
use corroborate_model::Source;
use serde::Serialize;

pub use generator::{GeneratedText, copied_stories, generate_stories};

use crate::scores::Share;

/// The seed that results are reported for.
pub const SEED: u64 = 20_210_331;

/// How texts were sorted into stories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct StoryScores {
    /// How many texts.
    pub texts: usize,
    /// Pairs put together that tell one story.
    pub precision: Share,
    /// Pairs that tell one story and were put together.
    pub recall: Share,
    /// From the texts in memory to the stories.
    pub seconds: f64,
    /// The most memory that this process has held so far, where the system tells it.
    pub peak_mebibytes: Option<u64>,
}

/// Makes `texts` texts, sorts them and scores the result.
///
/// # Errors
/// Where there is nothing to sort.
pub fn score_stories(texts: usize, seed: u64) -> Result<StoryScores, corroborate::Error> {
    let (sources, told): (Vec<Source>, Vec<usize>) =
        generate_stories(texts, seed).into_iter().map(|made| (made.source, made.story)).unzip();
    let start = Instant::now();
    let found = stories(&sources, &Config::default(), &|| ())?;
    let seconds = start.elapsed().as_secs_f64();
    let pairs = |count: usize| count * count.saturating_sub(1) / 2;
    let mut right = 0;
    for story in &found.stories {
        let mut shares: HashMap<usize, usize> = HashMap::new();
        for text in &story.sources {
            if let Some(&story) = told.get(*text) {
                *shares.entry(story).or_default() += 1;
            }
        }
        right += shares.values().map(|&count| pairs(count)).sum::<usize>();
    }
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    for &story in &told {
        *sizes.entry(story).or_default() += 1;
    }
    Ok(StoryScores {
        texts,
        precision: Share {
            part: right,
            whole: found.stories.iter().map(|story| pairs(story.sources.len())).sum(),
        },
        recall: Share { part: right, whole: sizes.values().map(|&count| pairs(count)).sum() },
        seconds,
        peak_mebibytes: peak_mebibytes(),
    })
}

/// The most memory this process has held; Linux tells it.
fn peak_mebibytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kibibytes| kibibytes / 1024)
}

/// A table of results, one row a size.
pub fn stories_table(rows: &[StoryScores]) -> String {
    let mut text = format!(
        "{:>8} {:>24} {:>24} {:>9} {:>12} {:>9}\n",
        "texts", "pair precision", "pair recall", "seconds", "texts/s", "peak MiB"
    );
    let share = |share: Share| {
        let value = share.value().map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"));
        format!("{}/{} = {value}", share.part, share.whole)
    };
    for row in rows {
        let peak = row.peak_mebibytes.map_or_else(|| "-".to_owned(), |peak| peak.to_string());
        let _ = writeln!(
            text,
            "{:>8} {:>24} {:>24} {:>9.2} {:>12.0} {peak:>9}",
            row.texts,
            share(row.precision),
            share(row.recall),
            row.seconds,
            row.texts as f64 / row.seconds.max(1e-9)
        );
    }
    text
}
