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
    /// For each text the names it is about.
    pub heroes: Vec<Vec<u32>>,
    /// In how many texts each concept stands.
    frequency: Vec<u32>,
}

/// What a name weighs against a word.
const NAME: f32 = 1.5;
/// What the first mention at the top adds.
const TOP_WEIGHT: f32 = 1.3;
/// How steeply rare concepts outweigh common ones.
const RARITY: f32 = 1.3;
/// Concepts in more texts than this propose no pair, in a large batch.
const COMMON: u32 = 64;
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
        let weigh = |profile: &Profile, numbers: &[u32]| vector(profile, numbers, &rarity);
        let vectors = profiles.par_iter().zip(&numbered).map(|(p, n)| weigh(p, n)).collect();
        let leads = profiles.iter().zip(&numbered).map(|(p, n)| leads(p, n, &rarity)).collect();
        let heroes = profiles
            .iter()
            .map(|profile| profile.heroes.iter().filter_map(|(name, _)| numbers.get(name).copied()).collect())
            .collect();
        Space { profiles, vectors, leads, heroes, frequency }
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

    /// Whether a text holds a concept.
    pub(crate) fn holds(&self, text: usize, concept: u32) -> bool {
        self.vectors[text].binary_search_by_key(&concept, |entry| entry.0).is_ok()
    }

    /// Pairs worth a closer look, each with the smaller index first, sorted.
    pub(crate) fn propose(&self) -> Vec<(usize, usize)> {
        let few = self.vectors.len() <= FEW;
        let mut holders: Vec<Vec<(u32, f32)>> = vec![Vec::new(); self.frequency.len()];
        for (text, vector) in self.vectors.iter().enumerate() {
            for &(concept, weight) in vector {
                let frequency = self.frequency[concept as usize];
                if frequency > 1 && (few || frequency <= COMMON) {
                    holders[concept as usize].push((text as u32, weight));
                }
            }
        }
        let mut pairs: Vec<(usize, usize)> = (0..self.vectors.len())
            .into_par_iter()
            .map_init(
                || vec![0.0f32; self.vectors.len()],
                |likeness, text| proposals(text, &self.vectors[text], &holders, likeness, few),
            )
            .flatten_iter()
            .collect();
        pairs.par_sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// The likest texts of one; `likeness` holds zeros, before and after.
fn proposals(
    text: usize,
    vector: &[(u32, f32)],
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

fn vector(profile: &Profile, numbers: &[u32], rarity: &[f32]) -> Vec<(u32, f32)> {
    let mut vector: Vec<(u32, f32)> = profile
        .entries
        .iter()
        .zip(numbers)
        .map(|(entry, &number)| {
            let usage = if entry.usage == Use::Name { NAME } else { 1.0 };
            let top = if entry.first < TOP { TOP_WEIGHT } else { 1.0 };
            let often = 1.0 + f32::from(entry.count).ln();
            (number, often * usage * top * rarity[number as usize].powf(RARITY))
        })
        .collect();
    vector.sort_unstable_by_key(|entry| entry.0);
    let length = vector.iter().map(|entry| entry.1 * entry.1).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    vector.iter_mut().for_each(|entry| entry.1 /= length);
    vector
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
