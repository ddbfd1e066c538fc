//! From pairs to groups: average linkage, with a guard against joining twins that have each grown large.
//!
//! The likest groups are joined first, and two groups are joined where their texts fit on the whole: one wrong pair does
//! not fuse two stories. Where both groups are large, their texts have to be about as like across as within, once the
//! words that nearly all of them share (what makes the events of one kind) are left out of account.
//!
//! What has grown to a crowd is looked at again as a whole: it is divided where it tells of two events after all (see
//! `divide`), and strays, a few texts that tell too little to be joined by their pairs, go to the crowd they fit best.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use foldhash::{HashMap, HashMapExt as _};
use rayon::prelude::*;

use super::affinity::Signals;
use super::divide::divide;
use super::space::Space;

/// Pairs across two groups that are looked at, at most.
const SAMPLE: usize = 128;
/// Texts of a group that the guard looks at, at most.
const GUARDED: usize = 32;
/// From this size of the smaller group on, the guard is strict.
const GROWN: usize = 4;
/// Likeness across against likeness within that two groups need: small ones, and grown ones.
const KIN: (f32, f32) = (0.12, 0.6);

/// From this many texts on, a group is a crowd.
const CROWD: usize = 8;
/// Groups up to this size may be strays.
const STRAYS: usize = 4;
/// What strays need on average to be of a crowd: by their pairs, and by those pairs as they count in a crowd.
const STRAYED: (f32, f32) = (-1.0, -0.8);

/// What two groups share so far: the scores of the pairs known, and how many those are.
#[derive(Clone, Copy, Default)]
struct Link {
    sum: f32,
    known: usize,
}

/// A join to be tried, the best first; ties go to the earlier texts.
#[derive(PartialEq)]
struct Candidate {
    score: f32,
    groups: (usize, usize),
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Candidate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Candidate) -> Ordering {
        self.score.total_cmp(&other.score).then(other.groups.cmp(&self.groups))
    }
}

struct Clustering<'a> {
    space: &'a Space<'a>,
    /// Texts of each group; empty for one that went into another.
    groups: Vec<Vec<usize>>,
    links: Vec<HashMap<usize, Link>>,
    queue: BinaryHeap<Candidate>,
}

/// Groups the texts of a batch; `pairs` are those looked at, with their scores.
pub(crate) fn cluster(space: &Space<'_>, pairs: &[(usize, usize, f32)]) -> Vec<Vec<usize>> {
    let texts = space.profiles.len();
    let mut clustering = Clustering {
        space,
        groups: (0..texts).map(|text| vec![text]).collect(),
        links: vec![HashMap::new(); texts],
        queue: BinaryHeap::new(),
    };
    for &(a, b, score) in pairs {
        clustering.link(a, b, Link { sum: score, known: 1 });
    }
    while let Some(Candidate { score, groups: (a, b) }) = clustering.queue.pop() {
        clustering.try_join(a, b, score);
    }
    let (crowds, few): (Vec<Vec<usize>>, Vec<Vec<usize>>) = clustering
        .groups
        .into_iter()
        .filter(|group| !group.is_empty())
        .partition(|group| group.len() >= CROWD);
    let divided = crowds.into_par_iter().flat_map_iter(|crowd| divide(space, &crowd));
    let mut groups: Vec<Vec<usize>> = divided.collect();
    groups.extend(few);
    bring_home(space, &mut groups, pairs);
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable_by_key(|group| group[0]);
    groups
}

impl Clustering<'_> {
    fn link(&mut self, a: usize, b: usize, link: Link) {
        let (a, b) = (a.min(b), a.max(b));
        self.links[a].insert(b, link);
        self.links[b].insert(a, link);
        let score = link.sum / link.known.max(1) as f32;
        if score > 0.0 {
            self.queue.push(Candidate { score, groups: (a, b) });
        }
    }

    fn try_join(&mut self, a: usize, b: usize, score: f32) {
        let Some(&link) = self.links[a].get(&b) else { return };
        if self.groups[a].is_empty() || self.groups[b].is_empty() || link.sum / link.known as f32 != score {
            return;
        }
        let all = self.groups[a].len() * self.groups[b].len();
        if link.known < all {
            let score = |x, y| Signals::of(self.space, x, y).score();
            let average = average(&self.groups[a], &self.groups[b], score);
            self.link(a, b, Link { sum: average * all as f32, known: all });
        } else if self.may_join(a, b) {
            self.join(a, b);
        }
    }

    fn may_join(&self, a: usize, b: usize) -> bool {
        let needed = match self.groups[a].len().min(self.groups[b].len()) {
            0..2 => return true,
            2..GROWN => KIN.0,
            _ => KIN.1,
        };
        kinship(self.space, &self.groups[a], &self.groups[b]) >= needed
    }

    fn join(&mut self, a: usize, b: usize) {
        let gone = std::mem::take(&mut self.links[b]);
        let texts = std::mem::take(&mut self.groups[b]);
        self.links[a].remove(&b);
        for (other, link) in gone {
            self.links[other].remove(&b);
            if other == a {
                continue;
            }
            let own = self.links[a].entry(other).or_default();
            *own = Link { sum: own.sum + link.sum, known: own.known + link.known };
        }
        self.groups[a].extend(texts);
        let mut others: Vec<(usize, Link)> =
            self.links[a].iter().map(|(&other, &link)| (other, link)).collect();
        others.sort_unstable_by_key(|entry| entry.0);
        for (other, link) in others {
            self.link(a, other, link);
        }
    }
}

/// Average of what pairs across two groups score, from a sample where the groups are large.
pub(super) fn average(left: &[usize], right: &[usize], score: impl Fn(usize, usize) -> f32) -> f32 {
    let all = left.len() * right.len();
    let step = all.div_ceil(SAMPLE);
    // A step that shares a factor with a length would pass over texts.
    let step =
        (step..).find(|step| step % 2 == 1 && !right.len().is_multiple_of(*step) || *step == 1).unwrap_or(1);
    let scores = (0..all).step_by(step).map(|at| {
        let (x, y) = (left[at / right.len()], right[at % right.len()]);
        score(x.min(y), x.max(y))
    });
    let (sum, count) = scores.fold((0.0, 0usize), |(sum, count), score| (sum + score, count + 1));
    sum / count.max(1) as f32
}

/// Puts strays to the crowds that they fit best, of those that one of their pairs leads to.
fn bring_home(space: &Space<'_>, groups: &mut Vec<Vec<usize>>, pairs: &[(usize, usize, f32)]) {
    let mut group_of = vec![0; space.profiles.len()];
    for (number, group) in groups.iter().enumerate() {
        group.iter().for_each(|&text| group_of[text] = number);
    }
    let mut near: Vec<(usize, usize)> = pairs
        .iter()
        .flat_map(|&(a, b, _)| [(group_of[a], group_of[b]), (group_of[b], group_of[a])])
        .filter(|&(few, crowd)| groups[few].len() <= STRAYS && groups[crowd].len() >= CROWD)
        .collect();
    near.sort_unstable();
    near.dedup();
    let fits = |&(few, crowd): &(usize, usize)| {
        let (few, crowd) = (&groups[few], &groups[crowd]);
        let plain = average(few, crowd, |a, b| Signals::of(space, a, b).score());
        let fit = average(few, crowd, |a, b| Signals::score_in_crowd(space, a, b));
        (plain > STRAYED.0 && fit > STRAYED.1).then_some(fit)
    };
    let mut homes: HashMap<usize, (f32, usize)> = HashMap::new();
    for (few, crowd) in near {
        if let Some(fit) = fits(&(few, crowd)) {
            let best = homes.entry(few).or_insert((fit, crowd));
            *best = if fit > best.0 { (fit, crowd) } else { *best };
        }
    }
    for few in 0..groups.len() {
        if let Some((_, crowd)) = homes.get(&few) {
            let strays = std::mem::take(&mut groups[few]);
            groups[*crowd].extend(strays);
        }
    }
    groups.retain(|group| !group.is_empty());
}

/// What a group holds of a concept.
#[derive(Clone, Copy, Default)]
struct Held {
    texts: f32,
    sum: f32,
    squares: f32,
}

/// Likeness across two groups against the likeness within each; 1 for no difference.
///
/// A concept counts less the more texts of both groups hold it.
fn kinship(space: &Space<'_>, a: &[usize], b: &[usize]) -> f32 {
    let (left, right) = (sample(a), sample(b));
    let (m, n) = (left.len() as f32, right.len() as f32);
    let mut held: HashMap<u32, [Held; 2]> = HashMap::new();
    for (side, texts) in [&left, &right].into_iter().enumerate() {
        for &(concept, weight) in texts.iter().flat_map(|&text| &space.vectors[text]) {
            let own = &mut held.entry(concept).or_default()[side];
            own.texts += 1.0;
            own.sum += weight;
            own.squares += weight * weight;
        }
    }
    let mut concepts: Vec<(u32, [Held; 2])> = held.into_iter().collect();
    concepts.sort_unstable_by_key(|entry| entry.0);
    let (mut across, mut within_a, mut within_b) = (0.0f32, 0.0f32, 0.0f32);
    for (_, [x, y]) in concepts {
        let share = (x.texts / m + y.texts / n) / 2.0;
        let tells = (-share.ln() / 2.0).min(1.0);
        across += tells * x.sum * y.sum / (m * n);
        within_a += tells * (x.sum * x.sum - x.squares) / (m * (m - 1.0));
        within_b += tells * (y.sum * y.sum - y.squares) / (n * (n - 1.0));
    }
    across / (within_a * within_b).sqrt().max(f32::MIN_POSITIVE)
}

fn sample(group: &[usize]) -> Vec<usize> {
    group.iter().copied().step_by(group.len().div_ceil(GUARDED)).collect()
}
