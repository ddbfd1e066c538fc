//! Which sentence of one text tells what which sentence of another tells, in whatever order.
//!
//! Links are many-to-many: a sentence may be split, merged or told twice. Candidates come from an inverted index of
//! concepts; a pair is scored by the weight of what both share against what each holds, and by the longest run of equal
//! words. A moved sentence is linked like any other: order plays no part in the score.
//! Only the two texts themselves are looked at, so a result does not depend on what else is checked.

use foldhash::{HashMap, HashMapExt as _, HashSet};

use crate::witness::{Class, Witness};

/// Sentences that tell the same thing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Link {
    /// Sentence of the base.
    pub base: usize,
    /// Sentence of the other text.
    pub other: usize,
    /// 0 to 1; 1 for the same words in the same order.
    pub score: f32,
    /// Share of the base sentence's weight that the other one holds.
    pub base_share: f32,
    /// Share of the other sentence's weight that the base one holds.
    pub other_share: f32,
}

/// A pair under this score is no link.
const FLOOR: f32 = 0.30;
/// Beyond this many word pairs two sentences (whole files in one line) are scored by their shared words alone.
const RUN_LIMIT: usize = 4_000_000;
/// A second link of a sentence needs this share of the best link's score.
const SECOND: f32 = 0.62;

/// What each concept weighs in a comparison of two texts: rare ones more, names and numbers more.
pub(crate) struct Weights {
    /// By concept; 0 for one that stands in neither text.
    weight: Vec<f32>,
}

impl Weights {
    /// From how many sentences of the two texts hold a concept.
    pub(crate) fn new(base: &Witness<'_>, other: &Witness<'_>) -> Weights {
        let held = || base.bags.iter().chain(&other.bags).flatten();
        let room = held().map(|&(concept, _)| concept as usize + 1).max().unwrap_or(0);
        let mut counts = vec![0u32; room];
        let mut weight = vec![0f32; room];
        for &(concept, class) in held() {
            counts[concept as usize] += 1;
            let class_weight = class_weight(class);
            let known = &mut weight[concept as usize];
            *known = known.max(class_weight);
        }
        let total = (base.bags.len() + other.bags.len()).max(2) as f32;
        let top = (1.0 + total / 2.0).ln();
        for (weight, &count) in weight.iter_mut().zip(&counts).filter(|(_, count)| **count > 0) {
            *weight *= (1.0 + total / count as f32).ln().min(top) / top;
        }
        Weights { weight }
    }

    /// Weight of a concept; 0 for one that stands in neither text.
    #[inline]
    pub(crate) fn of(&self, concept: u32) -> f32 {
        self.weight.get(concept as usize).copied().unwrap_or(0.0)
    }

    /// Weight of what two bags share, and how many concepts that are.
    fn shared(&self, a: &[(u32, Class)], b: &[(u32, Class)]) -> (f32, u32) {
        let (mut i, mut j, mut weight, mut count) = (0, 0, 0.0, 0);
        while let (Some(&(x, _)), Some(&(y, _))) = (a.get(i), b.get(j)) {
            match x.cmp(&y) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    weight += self.of(x);
                    (i, j, count) = (i + 1, j + 1, count + 1);
                }
            }
        }
        (weight, count)
    }

    fn of_bag(&self, bag: &[(u32, Class)]) -> f32 {
        bag.iter().map(|&(concept, _)| self.of(concept)).sum()
    }
}

fn class_weight(class: Class) -> f32 {
    match class {
        Class::Mark | Class::Stop => 0.0,
        Class::Word => 1.0,
        Class::Name => 1.2,
        Class::Number => 1.5,
    }
}

/// Candidates of a sentence beyond which only its rarest words are followed.
const CANDIDATES: usize = 64;

/// Which base sentences hold what.
struct Index {
    /// Sentences by concept.
    holders: HashMap<u32, Vec<usize>>,
    /// Sentences by their words.
    verbatim: HashMap<Vec<u32>, Vec<usize>>,
    /// Weight of each sentence.
    weights: Vec<f32>,
}

impl Index {
    fn new(base: &Witness<'_>, weights: &Weights) -> Index {
        let mut index = Index {
            holders: HashMap::new(),
            verbatim: HashMap::new(),
            weights: base.bags.iter().map(|bag| weights.of_bag(bag)).collect(),
        };
        for (number, bag) in base.bags.iter().enumerate() {
            for &(concept, _) in bag {
                index.holders.entry(concept).or_default().push(number);
            }
            index.verbatim.entry(base.exact[number].clone()).or_default().push(number);
        }
        index
    }

    /// Base sentences that share something with a bag, found by its rarest concepts first.
    fn candidates(&self, bag: &[(u32, Class)]) -> Vec<usize> {
        let mut lists: Vec<&Vec<usize>> =
            bag.iter().filter_map(|(concept, _)| self.holders.get(concept)).collect();
        lists.sort_by_key(|list| list.len());
        let mut found: Vec<usize> = Vec::new();
        for list in lists {
            if !found.is_empty() && found.len() + list.len() > CANDIDATES {
                break;
            }
            found.extend(list.iter().take(CANDIDATES));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The sentence with the same words: the first for the first, the second for the second.
    fn twin(&self, words: &[u32], occurrence: usize) -> Option<usize> {
        let list = self.verbatim.get(words)?;
        list.get(occurrence).or_else(|| list.last()).copied()
    }
}

/// All links between two texts, by base sentence, then other sentence; `checked` says which sentences of the other text are
/// looked at.
pub(crate) fn links(
    base: &Witness<'_>,
    other: &Witness<'_>,
    weights: &Weights,
    checked: impl Fn(usize) -> bool,
) -> Vec<Link> {
    let index = Index::new(base, weights);
    let mut seen: HashMap<&[u32], usize> = HashMap::new();
    let mut all = Vec::new();
    // Inside one text a sentence is its own best counterpart, beside which no other would be kept.
    let same_text = std::ptr::eq(base, other);
    for (number, bag) in other.bags.iter().enumerate().filter(|(number, _)| checked(*number)) {
        let words = &other.exact[number];
        let occurrence = seen.entry(words).or_default();
        let twin =
            index.twin(words, *occurrence).filter(|_| !same_text && (!bag.is_empty() || words.len() > 1));
        *occurrence += 1;
        all.extend(twin.map(|base| Link {
            base,
            other: number,
            score: 1.0,
            base_share: 1.0,
            other_share: 1.0,
        }));
        let own = weights.of_bag(bag);
        for candidate in index.candidates(bag) {
            if same_text && !crate::within::compares(base, candidate, number) {
                continue;
            }
            let (shared, count) = weights.shared(&base.bags[candidate], bag);
            let link = score(base, other, candidate, number, shared, count, index.weights[candidate], own);
            // A sentence told word for word several times is linked to its own place alone.
            all.extend(link.filter(|link| {
                link.score >= FLOOR && Some(candidate) != twin && (link.score < 1.0 || twin.is_none())
            }));
        }
    }
    keep_best(&mut all, base.bags.len(), other.bags.len());
    if !same_text {
        fill_gaps(base, other, &mut all);
    }
    all
}

/// Share of the words of the longer one that two sentences in the same gap have in common, small words counted.
const ALIKE: f32 = 0.7;

/// Links sentences of few content words that stand between sentences told word for word: "They have until 4 March to do
/// so." is known by its place and its small words.
fn fill_gaps(base: &Witness<'_>, other: &Witness<'_>, links: &mut Vec<Link>) {
    let mut of_base = vec![false; base.exact.len()];
    let mut of_other = vec![false; other.exact.len()];
    for link in links.iter().filter(|link| link.score >= ALIKE) {
        (of_base[link.base], of_other[link.other]) = (true, true);
    }
    let before: Vec<(usize, usize)> =
        links.iter().filter(|l| l.score >= 0.99).map(|l| (l.base, l.other)).collect();
    let mut filled = Vec::new();
    for (a, b) in before {
        let (a, b) = (a + 1, b + 1);
        if of_base.get(a) != Some(&false) || of_other.get(b) != Some(&false) {
            continue;
        }
        let (x, y) = (&base.exact[a], &other.exact[b]);
        let held: HashSet<u32> = y.iter().copied().collect();
        let shared = x.iter().filter(|word| held.contains(word)).count() as f32;
        let score = shared / x.len().max(y.len()).max(1) as f32;
        if (ALIKE..1.0).contains(&score) {
            filled.push(Link { base: a, other: b, score, base_share: score, other_share: score });
            (of_base[a], of_other[b]) = (true, true);
        }
    }
    // In front of a weaker link of the same two sentences, which goes.
    links.splice(0..0, filled);
    links.sort_by_key(|link| (link.base, link.other));
    links.dedup_by_key(|link| (link.base, link.other));
}

/// Strength of a link that stands only because the texts are held against each other at all.
const FAINT: f32 = 0.25;

/// Links every sentence with every other, faintly where nothing else links them.
pub(crate) fn link_all(base: &Witness<'_>, other: &Witness<'_>, links: &mut Vec<Link>) {
    for (a, b) in (0..base.bags.len()).flat_map(|a| (0..other.bags.len()).map(move |b| (a, b))) {
        if !links.iter().any(|link| (link.base, link.other) == (a, b)) {
            links.push(Link { base: a, other: b, score: FAINT, base_share: 0.0, other_share: 0.0 });
        }
    }
    links.sort_by_key(|link| (link.base, link.other));
}

#[allow(clippy::too_many_arguments, reason = "all eight are numbers of one sentence pair")]
fn score(
    base: &Witness<'_>,
    other: &Witness<'_>,
    base_sentence: usize,
    other_sentence: usize,
    shared: f32,
    count: u32,
    base_weight: f32,
    other_weight: f32,
) -> Option<Link> {
    let (base_share, other_share) = (shared / base_weight.max(0.01), shared / other_weight.max(0.01));
    let dice = 2.0 * shared / (base_weight + other_weight).max(0.01);
    // One shared word makes no link, unless it is all there is.
    if count < 2 && dice < 0.8 {
        return None;
    }
    let evidence = (count as f32 / 4.0).min(1.0);
    let contained = base_share.max(other_share) * evidence * 0.8;
    let mut score = dice.max(contained);
    if score >= FLOOR * 0.6 {
        let (a, b) = (&base.exact[base_sentence], &other.exact[other_sentence]);
        if a == b {
            score = 1.0;
        } else if a.len().saturating_mul(b.len()) <= RUN_LIMIT {
            let run = longest_run(a, b) as f32 / a.len().min(b.len()).max(1) as f32;
            score = (score + 0.25 * run * evidence).min(0.99);
        }
    }
    Some(Link { base: base_sentence, other: other_sentence, score, base_share, other_share })
}

/// Length of the longest run of equal words.
fn longest_run(a: &[u32], b: &[u32]) -> usize {
    let mut best = 0;
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = std::mem::replace(&mut row[j + 1], if x == y { diagonal + 1 } else { 0 });
            best = best.max(row[j + 1]);
            diagonal = above;
        }
    }
    best
}

/// Keeps the best link of every sentence and those that come near it.
fn keep_best(links: &mut Vec<Link>, base_len: usize, other_len: usize) {
    let (mut best_base, mut best_other) = (vec![0f32; base_len], vec![0f32; other_len]);
    for link in links.iter() {
        best_base[link.base] = best_base[link.base].max(link.score);
        best_other[link.other] = best_other[link.other].max(link.score);
    }
    links.retain(|link| {
        let of_base = link.score / best_base[link.base];
        let of_other = link.score / best_other[link.other];
        // A verbatim twin elsewhere takes the sentence for itself, other than where this pair is just as close.
        of_base.max(of_other) >= 0.999 && of_base.min(of_other) >= 0.45 || of_base.min(of_other) >= SECOND
    });
    links.sort_by_key(|link| (link.base, link.other));
}
