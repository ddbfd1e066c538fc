//! The texts of a batch as vectors, and which of them are worth a closer look.
//!
//! A concept weighs more the rarer it is in the batch, and more as a name and near the top. In a batch of two all weigh
//! nearly the same, so that two texts alone are held against each other by the same measure. Pairs are proposed from
//! an inverted index of rare concepts; common ones (boilerplate that was not known for it among them) propose nothing.

use foldhash::{HashMap, HashMapExt as _};
use rayon::prelude::*;

use super::profile::{Profile, TOP, Use};

/// A batch of profiles with what their concepts weigh in it.
pub(crate) struct Space<'a> {
    /// The texts.
    pub profiles: &'a [Profile],
    /// For each text its concepts by number, with weights; of length 1.
    pub vectors: Vec<Vec<(u32, f32)>>,
    /// For each text the names at its top, with what they weigh.
    pub leads: Vec<Vec<(u32, f32)>>,
    /// Beside `vectors`: how each concept is used.
    uses: Vec<Vec<Use>>,
    /// For each text the length of its names, its numbers and its other words alone.
    lengths: Vec<[f32; 3]>,
    /// For each text the names it is about.
    pub heroes: Vec<Vec<u32>>,
    /// In how many texts each concept stands.
    frequency: Vec<u32>,
}

/// How alike two texts are, 0 to 1 each.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Likeness {
    /// In their names alone.
    pub names: f32,
    /// In their numbers alone.
    pub numbers: f32,
}

/// What a name weighs against a word.
const NAME: f32 = 1.5;
/// What the first mention at the top adds.
const TOP_WEIGHT: f32 = 1.3;
/// How steeply rare concepts outweigh common ones.
const RARITY: f32 = 1.3;
/// Concepts in more texts than this propose no pair in a large batch, as a rule.
const COMMON: u32 = 64;
/// So many of its concepts propose pairs for a text in any case, the rarest ones: in a story of hundreds of texts, all are
/// common. Concepts in more texts than the second number never do.
const RARE: usize = 8;
const MOST: u32 = 1024;
/// Batches up to this size propose every pair that shares anything.
const FEW: usize = 40;
/// Pairs under this likeness are not looked at.
const ALIKE: f32 = 0.05;
/// Pairs that one text of a large batch proposes at most, the likest first.
const PROPOSALS: usize = 48;

impl<'a> Space<'a> {
    /// Weighs the concepts of a batch.
    pub(crate) fn new(profiles: &'a [Profile]) -> Space<'a> {
        let mut numbers: HashMap<u64, u32> = HashMap::new();
        let mut frequency: Vec<u32> = Vec::new();
        let numbered: Vec<Vec<u32>> = profiles
            .iter()
            .map(|profile| {
                let number = |concept: u64| {
                    let number = *numbers.entry(concept).or_insert_with(|| {
                        frequency.push(0);
                        frequency.len() as u32 - 1
                    });
                    frequency[number as usize] += 1;
                    number
                };
                profile.entries.iter().map(|entry| entry.concept).map(number).collect()
            })
            .collect();
        let texts = profiles.len() as f32;
        let rarity: Vec<f32> =
            frequency.iter().map(|&f| (1.0 + (texts + 8.0) / (f as f32 + 2.0)).ln()).collect();
        let weighed: Vec<Weighed> =
            profiles.par_iter().zip(&numbered).map(|(p, n)| weigh(p, n, &rarity)).collect();
        let leads = profiles.iter().zip(&numbered).map(|(p, n)| leads(p, n, &rarity)).collect();
        let (mut vectors, mut uses, mut lengths) = (Vec::new(), Vec::new(), Vec::new());
        for text in weighed {
            vectors.push(text.vector);
            uses.push(text.uses);
            lengths.push(text.lengths);
        }
        let heroes = profiles
            .iter()
            .map(|profile| profile.heroes.iter().filter_map(|(name, _)| numbers.get(name).copied()).collect())
            .collect();
        Space { profiles, vectors, leads, uses, lengths, heroes, frequency }
    }

    /// How alike two texts are in what they are about: the cosine of their vectors, 0 to 1.
    pub(crate) fn likeness(&self, a: usize, b: usize) -> f32 {
        let (a, b) = (&self.vectors[a], &self.vectors[b]);
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            match x.0.cmp(&y.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += x.1 * y.1;
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        sum
    }

    /// How alike two texts are in their names and in their numbers, each taken alone. A concept counts where both texts use
    /// it alike.
    pub(crate) fn likeness_by_use(&self, a: usize, b: usize) -> Likeness {
        let (x, y) = (&self.vectors[a], &self.vectors[b]);
        let (mut i, mut j, mut apart) = (0, 0, [0.0f32; 3]);
        while let (Some(left), Some(right)) = (x.get(i), y.get(j)) {
            match left.0.cmp(&right.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    if self.uses[a][i] == self.uses[b][j] {
                        apart[self.uses[a][i] as usize] += left.1 * right.1;
                    }
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        let of = |usage: Use| {
            let lengths = self.lengths[a][usage as usize] * self.lengths[b][usage as usize];
            if lengths > 0.0 { apart[usage as usize] / lengths } else { 0.0 }
        };
        Likeness { names: of(Use::Name), numbers: of(Use::Number) }
    }

    /// Whether a text holds a concept.
    pub(crate) fn holds(&self, text: usize, concept: u32) -> bool {
        self.vectors[text].binary_search_by_key(&concept, |entry| entry.0).is_ok()
    }

    /// Pairs worth a closer look, each with the smaller index first, sorted.
    pub(crate) fn propose(&self) -> Vec<(usize, usize)> {
        let few = self.vectors.len() <= FEW;
        let reach: Vec<u32> = (0..self.vectors.len()).map(|text| self.reach(text, few)).collect();
        let mut asked = vec![false; self.frequency.len()];
        for (vector, &reach) in self.vectors.iter().zip(&reach) {
            for &(concept, _) in vector.iter().filter(|(concept, _)| self.proposes(*concept, reach)) {
                asked[concept as usize] = true;
            }
        }
        let mut holders: Vec<Vec<(u32, f32)>> = vec![Vec::new(); self.frequency.len()];
        for (text, vector) in self.vectors.iter().enumerate() {
            for &(concept, weight) in vector.iter().filter(|(concept, _)| asked[*concept as usize]) {
                holders[concept as usize].push((text as u32, weight));
            }
        }
        let mut pairs: Vec<(usize, usize)> = (0..self.vectors.len())
            .into_par_iter()
            .map_init(
                || vec![0.0f32; self.vectors.len()],
                |likeness, text| {
                    let own = self.vectors[text].iter().filter(|entry| self.proposes(entry.0, reach[text]));
                    proposals(text, own, &holders, likeness, few)
                },
            )
            .flatten_iter()
            .collect();
        pairs.par_sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Whether a concept leads to other texts, for a text of this reach.
    fn proposes(&self, concept: u32, reach: u32) -> bool {
        (2..=reach).contains(&self.frequency[concept as usize])
    }

    /// In how many texts a concept may stand to propose pairs for a text.
    fn reach(&self, text: usize, few: bool) -> u32 {
        if few {
            return u32::MAX;
        }
        let frequencies = self.vectors[text].iter().map(|entry| self.frequency[entry.0 as usize]);
        let mut shared: Vec<u32> = frequencies.filter(|&frequency| frequency > 1).collect();
        shared.sort_unstable();
        let rare = shared.get(RARE - 1).or(shared.last()).copied().unwrap_or_default();
        rare.clamp(COMMON, MOST)
    }
}

/// The likest texts of one; `likeness` holds zeros, before and after.
fn proposals<'a>(
    text: usize,
    vector: impl Iterator<Item = &'a (u32, f32)>,
    holders: &[Vec<(u32, f32)>],
    likeness: &mut [f32],
    few: bool,
) -> Vec<(usize, usize)> {
    let mut touched: Vec<u32> = Vec::new();
    for &(concept, weight) in vector {
        for &(other, its) in &holders[concept as usize] {
            let sum = &mut likeness[other as usize];
            if *sum == 0.0 {
                touched.push(other);
            }
            *sum += weight * its;
        }
    }
    let floor = if few { 0.0 } else { ALIKE };
    let mut found: Vec<(f32, usize)> = Vec::new();
    for other in touched {
        let sum = std::mem::take(&mut likeness[other as usize]);
        if sum > floor && other as usize != text {
            found.push((sum, other as usize));
        }
    }
    found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(PROPOSALS);
    found.into_iter().map(|(_, other)| (text.min(other), text.max(other))).collect()
}

/// The concepts of a text with what they weigh.
struct Weighed {
    vector: Vec<(u32, f32)>,
    uses: Vec<Use>,
    lengths: [f32; 3],
}

fn weigh(profile: &Profile, numbers: &[u32], rarity: &[f32]) -> Weighed {
    let mut concepts: Vec<(u32, f32, Use)> = profile
        .entries
        .iter()
        .zip(numbers)
        .map(|(entry, &number)| {
            let usage = if entry.usage == Use::Name { NAME } else { 1.0 };
            let top = if entry.first < TOP { TOP_WEIGHT } else { 1.0 };
            let often = 1.0 + f32::from(entry.count).ln();
            (number, often * usage * top * rarity[number as usize].powf(RARITY), entry.usage)
        })
        .collect();
    concepts.sort_unstable_by_key(|concept| concept.0);
    let length = concepts.iter().map(|concept| concept.1 * concept.1).sum::<f32>().sqrt();
    let mut lengths = [0.0f32; 3];
    for (_, weight, usage) in &mut concepts {
        *weight /= length.max(f32::MIN_POSITIVE);
        lengths[*usage as usize] += *weight * *weight;
    }
    Weighed {
        vector: concepts.iter().map(|&(number, weight, _)| (number, weight)).collect(),
        uses: concepts.into_iter().map(|(_, _, usage)| usage).collect(),
        lengths: lengths.map(f32::sqrt),
    }
}

fn leads(profile: &Profile, numbers: &[u32], rarity: &[f32]) -> Vec<(u32, f32)> {
    profile
        .entries
        .iter()
        .zip(numbers)
        .filter(|(entry, _)| entry.usage == Use::Name && entry.first < TOP)
        .map(|(_, &number)| (number, rarity[number as usize]))
        .collect()
}
