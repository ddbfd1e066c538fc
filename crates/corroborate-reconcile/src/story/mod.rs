//! Which sources tell of the same event.
//!
//! The twin of a story (the same force's operation a year earlier, last quarter's results) shares half of its words. What
//! tells the two apart: figures in the same surroundings that do not agree, names and figures that only one has, days of
//! publication far apart. Each text is brought down to a [`Profile`]; pairs come from an inverted index (`space`), are
//! weighed one by one (`affinity`) and joined on the whole (`cluster`). Where many texts tell of one kind of event, they
//! are looked at again as a crowd, and divided along the line on which they differ most (`divide`).
//!
//! Not here: who copied whom (see `lineage`), and any trained model; the weights are a dozen numbers in plain sight.

mod affinity;
mod cluster;
mod divide;
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
    let nearest = nearest(&space, &groups, &pairs);
    groups
        .into_par_iter()
        .enumerate()
        .map(|(number, sources)| {
            let apart_because = (number > 0).then(|| reason(&space, nearest[number]));
            StoryGroup { apart_because, ..group(profiles, sources) }
        })
        .collect()
}

/// All texts in one story, unasked.
pub(crate) fn together(profiles: &[Profile]) -> StoryGroup {
    group(profiles, (0..profiles.len()).collect())
}

/// A story with the text that the others most likely come from.
fn group(profiles: &[Profile], sources: Vec<usize>) -> StoryGroup {
    let own: Vec<&Profile> = sources.iter().map(|&source| &profiles[source]).collect();
    let (base, because) = match own.as_slice() {
        [_] => (0, String::new()),
        own => {
            let shingles: Vec<Shingles> = own.iter().map(|profile| Shingles::new(profile)).collect();
            lineage::infer_base(own, &shingles.iter().collect::<Vec<_>>())
        }
    };
    StoryGroup {
        apart_because: None,
        base: sources[base],
        base_because: Some(because).filter(|_| sources.len() > 1),
        sources,
    }
}

/// For each group the likest pair of one of its texts and one of another group, if any was looked at.
fn nearest(
    space: &Space<'_>,
    groups: &[Vec<usize>],
    pairs: &[(usize, usize, f32)],
) -> Vec<Option<(usize, usize)>> {
    let mut group_of = vec![0; space.profiles.len()];
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|&text| group_of[text] = number);
    }
    let mut nearest: Vec<Option<(f32, (usize, usize))>> = vec![None; groups.len()];
    for &(a, b, _) in pairs.iter().filter(|(a, b, _)| group_of[*a] != group_of[*b]) {
        let likeness = space.likeness(a, b);
        for (own, other) in [(a, b), (b, a)] {
            let best = &mut nearest[group_of[own]];
            if best.is_none_or(|(known, _)| likeness > known) {
                *best = Some((likeness, (own, other)));
            }
        }
    }
    nearest.into_iter().map(|best| best.map(|(_, pair)| pair)).collect()
}

/// Under this likeness there is nothing to be said of a pair.
const HARDLY: f32 = 0.1;

/// Why a group is a story of its own, said of the pair that is likest to one of another story.
fn reason(space: &Space<'_>, nearest: Option<(usize, usize)>) -> String {
    let nothing = "tells of another event: hardly a name, figure or rare word in common";
    let Some((a, b)) = nearest else { return nothing.to_owned() };
    let signals = Signals::of(space, a, b);
    if signals.likeness < HARDLY {
        return nothing.to_owned();
    }
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
