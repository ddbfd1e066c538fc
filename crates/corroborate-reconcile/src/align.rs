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
    /// By concept: the words of one idea that it belongs to; 0 for none.
    kin: Vec<u32>,
    /// By kin.
    kin_weight: HashMap<u32, f32>,
}

/// What kin weighs beside the same concept.
const KIN: f32 = 0.5;

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
        let rarity = |count: u32| (1.0 + total / count as f32).ln().min(top) / top;
        for (weight, &count) in weight.iter_mut().zip(&counts).filter(|(_, count)| **count > 0) {
            *weight *= rarity(count);
        }
        let mut kin = vec![0; room];
        let mut kin_counts: HashMap<u32, u32> = HashMap::new();
        for term in base.terms.iter().chain(&other.terms).filter(|term| term.kin > 0) {
            if let Some(place) = kin.get_mut(term.concept as usize) {
                *place = term.kin;
            }
            *kin_counts.entry(term.kin).or_default() += 1;
        }
        let kin_weight = kin_counts.into_iter().map(|(kin, count)| (kin, KIN * rarity(count))).collect();
        Weights { weight, kin, kin_weight }
    }

    /// Weight of a concept; 0 for one that stands in neither text.
    #[inline]
    pub(crate) fn of(&self, concept: u32) -> f32 {
        self.weight.get(concept as usize).copied().unwrap_or(0.0)
    }

    /// What a concept belongs to; 0 for none.
    fn kin(&self, concept: u32) -> u32 {
        self.kin.get(concept as usize).copied().unwrap_or(0)
    }

    /// How far one concept tells of the other, 0 to 1: wholly where they are the same, partly where they are kin.
    pub(crate) fn alike(&self, a: u32, b: u32) -> f32 {
        if a == b {
            1.0
        } else if self.kin(a) > 0 && self.kin(a) == self.kin(b) {
            KIN
        } else {
            0.0
        }
    }

    /// How far the best of some concepts tells of one, 0 to 1.
    pub(crate) fn most_alike(&self, concept: u32, others: &[u32]) -> f32 {
        if others.contains(&concept) {
            return 1.0;
        }
        others.iter().map(|&other| self.alike(concept, other)).fold(0.0, f32::max)
    }

    /// The kin of the words of a bag, sorted.
    fn kin_of(&self, bag: &[(u32, Class)]) -> Vec<u32> {
        let mut kin: Vec<u32> =
            bag.iter().map(|&(concept, _)| self.kin(concept)).filter(|&kin| kin > 0).collect();
        kin.sort_unstable();
        kin.dedup();
        kin
    }

    /// Weight of what two bags share, and how many concepts that are; kin counts half where the concept itself is not shared.
    fn shared(&self, a: &Bag<'_>, b: &Bag<'_>) -> (f32, f32) {
        let (mut weight, mut count) = (0.0, 0.0);
        let mut told: Vec<u32> = Vec::new();
        for concept in common(a.concepts, b.concepts, |entry| entry.0).map(|entry| entry.0) {
            weight += self.of(concept);
            count += 1.0;
            told.extend(Some(self.kin(concept)).filter(|&kin| kin > 0));
        }
        for &kin in common(a.kin, b.kin, |kin| *kin).filter(|kin| !told.contains(kin)) {
            weight += self.kin_weight.get(&kin).copied().unwrap_or(0.0);
            count += KIN;
        }
        (weight, count)
    }

    fn of_bag(&self, bag: &[(u32, Class)]) -> f32 {
        bag.iter().map(|&(concept, _)| self.of(concept)).sum()
    }
}

/// A sentence as what it holds.
#[derive(Clone, Copy)]
struct Bag<'b> {
    concepts: &'b [(u32, Class)],
    kin: &'b [u32],
}

impl<'b> Bag<'b> {
    /// Its concepts and its kin.
    fn keys(&self) -> impl Iterator<Item = u32> + use<'b> {
        self.concepts.iter().map(|entry| entry.0).chain(self.kin.iter().copied())
    }
}

/// What stands in both of two sorted lists.
fn common<'b, T>(a: &'b [T], b: &'b [T], key: impl Fn(&T) -> u32) -> impl Iterator<Item = &'b T> {
    let (mut i, mut j) = (0, 0);
    std::iter::from_fn(move || {
        while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
            match key(x).cmp(&key(y)) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    (i, j) = (i + 1, j + 1);
                    return Some(x);
                }
            }
        }
        None
    })
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

/// Sentences by concept and by kin, whose numbers are never the same.
struct Holders {
    /// Where the sentences of each key begin, and behind the last key where they end.
    starts: Vec<usize>,
    sentences: Vec<usize>,
}

impl Holders {
    fn new<'b>(bags: impl Iterator<Item = Bag<'b>> + Clone) -> Holders {
        let keys =
            || bags.clone().enumerate().flat_map(|(number, bag)| bag.keys().map(move |key| (key, number)));
        let mut starts = vec![0; keys().map(|(key, _)| key as usize + 2).max().unwrap_or(1)];
        for (key, _) in keys() {
            starts[key as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut sentences = vec![0; starts.last().copied().unwrap_or(0)];
        for (key, number) in keys() {
            let place = &mut next[key as usize];
            sentences[*place] = number;
            *place += 1;
        }
        Holders { starts, sentences }
    }

    fn of(&self, key: u32) -> &[usize] {
        let bounds = self.starts.get(key as usize).zip(self.starts.get(key as usize + 1));
        bounds.and_then(|(&start, &end)| self.sentences.get(start..end)).unwrap_or(&[])
    }
}

/// Which base sentences hold what.
struct Index<'b> {
    holders: Holders,
    /// The kin of the words of each sentence.
    kin: Vec<Vec<u32>>,
    /// Sentences by their words.
    verbatim: HashMap<&'b [u32], Vec<usize>>,
    /// Weight of each sentence.
    weights: Vec<f32>,
}

impl<'b> Index<'b> {
    fn new(base: &'b Witness<'_>, weights: &Weights) -> Index<'b> {
        let kin: Vec<Vec<u32>> = base.bags.iter().map(|bag| weights.kin_of(bag)).collect();
        let bags = base.bags.iter().zip(&kin).map(|(concepts, kin)| Bag { concepts, kin });
        let mut verbatim: HashMap<&[u32], Vec<usize>> = HashMap::new();
        for (number, words) in base.exact.iter().enumerate() {
            verbatim.entry(words).or_default().push(number);
        }
        Index {
            holders: Holders::new(bags),
            kin,
            verbatim,
            weights: base.bags.iter().map(|bag| weights.of_bag(bag)).collect(),
        }
    }

    /// Base sentences that share something with a bag, found by its rarest concepts first.
    fn candidates(&self, bag: &Bag<'_>) -> Vec<usize> {
        let lists = bag.keys().map(|key| self.holders.of(key)).filter(|list| !list.is_empty());
        let mut lists: Vec<&[usize]> = lists.collect();
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
    let (mut all, mut faint) = (Vec::new(), Vec::new());
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
        let kin = weights.kin_of(bag);
        let bag = Bag { concepts: bag, kin: &kin };
        for candidate in index.candidates(&bag) {
            if same_text && !crate::within::compares(base, candidate, number) {
                continue;
            }
            let held = Bag { concepts: &base.bags[candidate], kin: &index.kin[candidate] };
            let (shared, count) = weights.shared(&held, &bag);
            let Some(link) =
                score(base, other, candidate, number, shared, count, index.weights[candidate], own)
            else {
                continue;
            };
            // A sentence told word for word several times is linked to its own place alone.
            if link.score < FLOOR {
                faint.push(link);
            } else if Some(candidate) != twin && (link.score < 1.0 || twin.is_none()) {
                all.push(link);
            }
        }
    }
    keep_best(&mut all, base.bags.len(), other.bags.len());
    if !same_text {
        fill_gaps(base, other, &mut all);
        follow_order(base.bags.len(), other.bags.len(), faint, &mut all);
    }
    all
}

/// A link that says where a text goes along with the other has at least this score.
const ANCHOR: f32 = 0.45;
/// How far before or after a sentence such links count.
const REACH: usize = 2;
/// What a pair of sentences needs that stands where it is expected.
const EXPECTED: f32 = 0.13;

/// Links sentences that share little, but stand where the texts go along with each other: what comes before or after the one is
/// told before or after the other. Both have no counterpart so far, and none that fits better.
fn follow_order(base_len: usize, other_len: usize, mut faint: Vec<Link>, links: &mut Vec<Link>) {
    let mut best_of_base: Vec<Option<usize>> = vec![None; base_len];
    let mut linked = vec![false; other_len];
    let mut top = vec![0f32; base_len];
    for link in links.iter() {
        linked[link.other] = true;
        if link.score > top[link.base] {
            top[link.base] = link.score;
            best_of_base[link.base] = (link.score >= ANCHOR).then_some(link.other);
        }
    }
    let along = |link: &Link| {
        let near = |at: usize, anchor: usize, before: bool| {
            if before {
                (1..=REACH).contains(&at.wrapping_sub(anchor))
            } else {
                (1..=REACH).contains(&anchor.wrapping_sub(at))
            }
        };
        let from = link.base.saturating_sub(REACH);
        let anchors = (from..(link.base + REACH + 1).min(base_len)).filter(|&at| at != link.base);
        anchors
            .filter(|&at| best_of_base[at].is_some_and(|other| near(link.other, other, at < link.base)))
            .count()
    };
    faint.retain_mut(|link| {
        let supported = if top[link.base] == 0.0 && !linked[link.other] { along(link) } else { 0 };
        link.score += 0.04 * supported as f32;
        supported > 0 && link.score >= EXPECTED
    });
    faint.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.base, a.other).cmp(&(b.base, b.other))));
    let mut taken = vec![false; base_len];
    for link in faint {
        if !taken[link.base] && !linked[link.other] {
            (taken[link.base], linked[link.other]) = (true, true);
            links.push(link);
        }
    }
    links.sort_by_key(|link| (link.base, link.other));
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
    count: f32,
    base_weight: f32,
    other_weight: f32,
) -> Option<Link> {
    let (base_share, other_share) = (shared / base_weight.max(0.01), shared / other_weight.max(0.01));
    let dice = 2.0 * shared / (base_weight + other_weight).max(0.01);
    if count <= 0.0 {
        return None;
    }
    // One shared word makes no link by itself, unless it is all there is.
    if count < 2.0 && dice < 0.8 {
        return Some(Link {
            base: base_sentence,
            other: other_sentence,
            score: dice.min(FLOOR * 0.9),
            base_share,
            other_share,
        });
    }
    let evidence = (count / 4.0).min(1.0);
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
