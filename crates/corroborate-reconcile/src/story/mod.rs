//! Which sources tell of the same event.
//!
//! The twin of a story (the same force's operation a year earlier, last quarter's results) shares half of its words. What
//! tells the two apart: figures in the same surroundings that do not agree, names and figures that only one has, days of
//! publication far apart. Each text is brought down to a [`Profile`]; pairs come from an inverted index (`space`), are
//! weighed one by one (`affinity`) and joined on the whole (`cluster`).
//!
//! Not here: who copied whom (see `lineage`), and any trained model; the weights are a dozen numbers in plain sight.

mod affinity;
mod cluster;
mod figure;
mod profile;
mod space;

use rayon::prelude::*;

pub use self::profile::{Profile, Profiler};

use crate::lineage::{self, Shingles};

use self::affinity::Signals;
use self::space::Space;

/// Texts of one event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoryGroup {
    /// Indexes of its texts, sorted.
    pub sources: Vec<usize>,
    /// What sets it apart from the first story; absent for that one.
    pub apart_because: Option<String>,
    /// The text that the others most likely come from.
    pub base: usize,
    /// Why that text, in one sentence; absent for a text alone.
    pub base_because: Option<String>,
}

/// Groups texts into stories, the story of the text at `anchor` first, the others by their first text.
///
/// The result does not depend on the number of threads.
pub fn stories(profiles: &[Profile], anchor: usize) -> Vec<StoryGroup> {
    let space = Space::new(profiles);
    let pairs: Vec<(usize, usize, f32)> =
        space.propose().into_par_iter().map(|(a, b)| (a, b, Signals::of(&space, a, b).score())).collect();
    let mut groups = cluster::cluster(&space, &pairs);
    groups.sort_by_key(|group| !group.contains(&anchor));
    let first = groups.first().cloned().unwrap_or_default();
    groups
        .into_par_iter()
        .enumerate()
        .map(|(number, sources)| {
            let apart_because = (number > 0).then(|| reason(&space, &first, &sources));
            let own: Vec<&Profile> = sources.iter().map(|&source| &profiles[source]).collect();
            let (base, because) = match own.as_slice() {
                [_] => (0, String::new()),
                own => {
                    let shingles: Vec<Shingles> = own.iter().map(|profile| Shingles::new(profile)).collect();
                    lineage::infer_base(own, &shingles.iter().collect::<Vec<_>>())
                }
            };
            StoryGroup {
                apart_because,
                base: sources[base],
                base_because: Some(because).filter(|_| sources.len() > 1),
                sources,
            }
        })
        .collect()
}

/// Texts of a story that a reason is looked for in, at most.
const REASONED: usize = 8;

/// Why two groups are two stories, said of the likest pair across them.
fn reason(space: &Space<'_>, first: &[usize], apart: &[usize]) -> String {
    let across = first.iter().take(REASONED).flat_map(|&a| apart.iter().take(REASONED).map(move |&b| (a, b)));
    let likest =
        across.max_by(|x, y| space.likeness(x.0, x.1).total_cmp(&space.likeness(y.0, y.1)).then(y.cmp(x)));
    let Some((a, b)) = likest else { return String::new() };
    let signals = Signals::of(space, a, b);
    let mut against = Vec::new();
    if let Some(days) = signals.days.filter(|days| *days > 14) {
        against.push(format!("{days} days lie between the two"));
    }
    let (x, y) = (&space.profiles[a], &space.profiles[b]);
    if let Some((i, j)) = signals.figures.example {
        against.push(format!(
            "figures differ in the same surroundings (“{}”, “{}”)",
            x.figures[i].words, y.figures[j].words
        ));
    }
    let strangers = strangers(space, (a, x), b).chain(strangers(space, (b, y), a));
    let strangers: Vec<&str> = strangers.take(3).collect();
    if !strangers.is_empty() {
        against.push(format!("only one of the two names {}", strangers.join(", ")));
    }
    if signals.likeness < 0.1 {
        return "tells of another event: hardly a name, figure or rare word in common".to_owned();
    }
    if against.is_empty() {
        against.push(format!("only {:.0} % of what is told in common", signals.likeness * 100.0));
    }
    format!("tells of another event: {}", against.join("; "))
}

/// The names that one text turns on and another lacks, as they are written.
fn strangers<'a>(
    space: &'a Space<'_>,
    (of, profile): (usize, &'a Profile),
    to: usize,
) -> impl Iterator<Item = &'a str> {
    space.heroes[of]
        .iter()
        .zip(&profile.heroes)
        .filter(move |(name, _)| !space.holds(to, **name))
        .map(|(_, (_, spelling))| &**spelling)
}
