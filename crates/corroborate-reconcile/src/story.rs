//! Which sources tell of the same event.
//!
//! The twin of a story (the same force's operation a year earlier, last quarter's results) shares half of its words. What
//! tells the two apart: figures in the same surroundings that do not agree, names and figures that only one has, days of
//! publication far apart. Boilerplate is left out by what it is, not by how often it comes.
//! Sources are joined pair by pair, strongest first, and a source joins a group only where it fits the group on the whole:
//! one wrong pair does not fuse two stories.

use corroborate_model::BlockKind;
use foldhash::{HashMap, HashMapExt as _};

use crate::comparison::{Comparison, Relation};
use crate::equivalence::quantity::Values;
use crate::witness::{Class, Witness};

/// The stories: each a list of sources, the first source's story first; and why a source is not in the first one.
pub(crate) struct Stories {
    pub groups: Vec<Vec<usize>>,
    pub apart: Vec<Option<String>>,
}

impl Stories {
    /// All of `count` sources in one story.
    pub(crate) fn together(count: usize) -> Stories {
        Stories { groups: vec![(0..count).collect()], apart: vec![None; count] }
    }
}

/// How well two sources fit into one story.
#[derive(Clone, Debug, Default)]
pub(crate) struct Affinity {
    /// Positive for the same event; the further from 0, the surer.
    pub score: f32,
    /// What speaks against it, for the report.
    pub against: String,
}

/// A pair whose features share less than this is not looked at closer.
const PROPOSE: f32 = 0.08;

/// Groups sources into stories. `anchor` is a source that has to be in the first story.
pub(crate) fn group(witnesses: &[Witness<'_>], anchor: usize) -> Stories {
    let features: Vec<Features> = witnesses.iter().map(Features::new).collect();
    let frequency = document_frequency(&features);
    let mut pairs = Vec::new();
    for (a, b) in propose(&features, &frequency) {
        let overlap = features[a].overlap(&features[b], &frequency, witnesses.len());
        if overlap >= PROPOSE {
            let affinity = affinity(&witnesses[a], &witnesses[b], overlap);
            pairs.push((a, b, affinity));
        }
    }
    let groups = cluster(witnesses.len(), &pairs, anchor);
    let first = groups.first().cloned().unwrap_or_default();
    let apart =
        (0..witnesses.len()).map(|source| (!first.contains(&source)).then(|| reason(source, anchor, &pairs)));
    Stories { apart: apart.collect(), groups }
}

fn reason(source: usize, anchor: usize, pairs: &[(usize, usize, Affinity)]) -> String {
    let pair = pairs.iter().find(|(a, b, _)| (*a, *b) == (source.min(anchor), source.max(anchor)));
    match pair {
        Some((_, _, affinity)) if !affinity.against.is_empty() => {
            format!("tells of another event: {}", affinity.against)
        }
        _ => "tells of another event: hardly a name, figure or rare word in common".to_owned(),
    }
}

/// What a text is about: its concepts outside boilerplate.
struct Features {
    concepts: Vec<(u32, f32)>,
}

impl Features {
    fn new(witness: &Witness<'_>) -> Features {
        let mut weights: HashMap<u32, f32> = HashMap::new();
        for (number, bag) in witness.bags.iter().enumerate() {
            if matches!(
                witness.kind_of(number),
                BlockKind::Boilerplate | BlockKind::Byline | BlockKind::Credit
            ) {
                continue;
            }
            // What stands at the top says what a text is about.
            let top = if number < 4 { 1.5 } else { 1.0 };
            for &(concept, class) in bag {
                let weight = weights.entry(concept).or_default();
                *weight = weight.max(top * class_weight(class));
            }
        }
        let mut concepts: Vec<(u32, f32)> = weights.into_iter().collect();
        concepts.sort_unstable_by_key(|entry| entry.0);
        Features { concepts }
    }

    /// Share of the weight of the poorer text that the other one has.
    fn overlap(&self, other: &Features, frequency: &HashMap<u32, u32>, sources: usize) -> f32 {
        let weigh = |concept: u32, weight: f32| {
            let frequency = frequency.get(&concept).copied().unwrap_or(1) as f32;
            weight * (1.0 + (sources as f32 + 8.0) / (frequency + 2.0)).ln()
        };
        let total = |features: &Features| features.concepts.iter().map(|&(c, w)| weigh(c, w)).sum::<f32>();
        let shared: f32 = self
            .concepts
            .iter()
            .filter_map(|&(concept, weight)| {
                let at = other.concepts.binary_search_by_key(&concept, |entry| entry.0).ok()?;
                Some(weigh(concept, weight.min(other.concepts[at].1)))
            })
            .sum();
        let (a, b) = (total(self), total(other));
        shared / (0.7 * a.min(b) + 0.3 * a.max(b)).max(1.0)
    }
}

fn class_weight(class: Class) -> f32 {
    match class {
        Class::Mark | Class::Stop => 0.0,
        Class::Word => 1.0,
        Class::Name | Class::Number => 2.0,
    }
}

fn document_frequency(features: &[Features]) -> HashMap<u32, u32> {
    let mut frequency = HashMap::new();
    for &(concept, _) in features.iter().flat_map(|f| &f.concepts) {
        *frequency.entry(concept).or_default() += 1;
    }
    frequency
}

/// Sources up to this number are held against one another without an index.
const FEW: usize = 40;

/// Pairs worth a look: all of a few sources, else those that share enough rare concepts.
fn propose(features: &[Features], frequency: &HashMap<u32, u32>) -> Vec<(usize, usize)> {
    if features.len() <= FEW {
        return (0..features.len()).flat_map(|a| (a + 1..features.len()).map(move |b| (a, b))).collect();
    }
    let rare = (features.len() as u32 / 50).clamp(12, 60);
    let mut holders: HashMap<u32, Vec<usize>> = HashMap::new();
    for (source, feature) in features.iter().enumerate() {
        for &(concept, _) in feature.concepts.iter().filter(|(concept, _)| frequency[concept] <= rare) {
            holders.entry(concept).or_default().push(source);
        }
    }
    let mut shared: HashMap<(usize, usize), u32> = HashMap::new();
    for list in holders.values() {
        for (at, &a) in list.iter().enumerate() {
            for &b in &list[at + 1..] {
                *shared.entry((a, b)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> =
        shared.into_iter().filter(|&(_, count)| count >= 3).map(|(pair, _)| pair).collect();
    pairs.sort_unstable();
    pairs
}

/// Weighs what speaks for one event against what speaks for two.
fn affinity(a: &Witness<'_>, b: &Witness<'_>, overlap: f32) -> Affinity {
    let comparison = Comparison::new(a, b, Relation::Peers);
    let (mut same, mut conflict) = (0.0f32, 0.0f32);
    let mut example = None;
    for found in &comparison.quantities {
        let weight = found.context;
        match found.values {
            Values::Same => same += 0.4 + weight,
            Values::Looser | Values::Tighter => same += 0.3 + 0.6 * weight,
            Values::Conflict if weight > 0.35 => {
                conflict += weight;
                example.get_or_insert(found);
            }
            Values::Conflict => {}
        }
    }
    let figures = if same + conflict > 0.0 { (same - 1.6 * conflict) / (same + conflict + 1.0) } else { 0.0 };
    let days = match (a.analysis.document.meta.published, b.analysis.document.meta.published) {
        (Some(a), Some(b)) => Some(a.days_until(b).unsigned_abs()),
        _ => None,
    };
    let apart = match days {
        Some(0..=3) => 0.06,
        Some(4..=14) => 0.0,
        Some(15..=45) => -0.12,
        Some(46..) => -0.3,
        None => 0.0,
    };
    let names = (names_held(a, b) + names_held(b, a)) / 2.0;
    // Figures that disagree in the same surroundings speak louder than figures that agree: twins share house figures.
    let told = if figures < 0.0 { 0.60 } else { 0.30 } * figures;
    let strange = if names < 0.35 { -0.1 } else { 0.0 };
    let aliens = aliens(a, b).len() + aliens(b, a).len();
    let score = (overlap - 0.37) + told + apart + 0.4 * (names - 0.6) + strange - 0.07 * aliens.min(4) as f32
        + benefit(a, b);
    let mut against = Vec::new();
    if let Some(days) = days.filter(|days| *days > 14) {
        against.push(format!("{days} days lie between the two"));
    }
    if let Some(found) = example.filter(|_| figures < 0.0) {
        let (x, y) = (a.claim(found.base), b.claim(found.other));
        against.push(format!(
            "figures differ in the same surroundings (“{}”, “{}”)",
            a.words(x.span),
            b.words(y.span)
        ));
    }
    if against.is_empty() {
        against.push(format!("only {:.0} % of what is told in common", overlap.min(1.0) * 100.0));
    }
    Affinity { score, against: against.join("; ") }
}

/// The benefit of the doubt: a text of a sentence or two shows too little of itself to be set apart for what it lacks.
fn benefit(a: &Witness<'_>, b: &Witness<'_>) -> f32 {
    let told = |witness: &Witness<'_>| witness.bags.iter().map(Vec::len).sum::<usize>();
    0.8 * (1.0 - told(a).min(told(b)) as f32 / 32.0).max(0.0)
}

/// How many sentences make the top of a text: headline and lead.
const TOP: usize = 4;

/// Share of the names at the top of one text that the other has anywhere; what a text is about is named there. Where a text
/// names nothing, nothing can be said.
fn names_held(a: &Witness<'_>, b: &Witness<'_>) -> f32 {
    let names = top_names(a);
    if names.is_empty() {
        return 0.6;
    }
    let held =
        |name: &&u32| b.bags.iter().any(|bag| bag.binary_search_by_key(*name, |entry| entry.0).is_ok());
    names.iter().filter(held).count() as f32 / names.len() as f32
}

/// The names in headline and lead.
fn top_names(a: &Witness<'_>) -> Vec<u32> {
    let told = |number: &usize| {
        !matches!(a.kind_of(*number), BlockKind::Byline | BlockKind::Boilerplate | BlockKind::Credit)
    };
    let mut names: Vec<u32> = (0..a.bags.len())
        .filter(told)
        .take(TOP)
        .flat_map(|number| a.bags[number].iter().filter(|entry| entry.1 == Class::Name).map(|entry| entry.0))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Names that stand at the top of one text, come again in it, and are nowhere in the other: another storm, another team.
fn aliens(a: &Witness<'_>, b: &Witness<'_>) -> Vec<u32> {
    let has = |witness: &Witness<'_>, number: usize, name: u32| {
        witness.bags[number].binary_search_by_key(&name, |entry| entry.0).is_ok()
    };
    top_names(a)
        .into_iter()
        .filter(|&name| (0..b.bags.len()).all(|number| !has(b, number, name)))
        .filter(|&name| {
            (0..a.bags.len()).filter(|&number| a.kind_of(number).is_prose() && has(a, number, name)).count()
                > 2
        })
        .collect()
}

/// Joins pairs strongest first; two groups are joined where they fit on the whole.
fn cluster(sources: usize, pairs: &[(usize, usize, Affinity)], anchor: usize) -> Vec<Vec<usize>> {
    let scores: HashMap<(usize, usize), f32> =
        pairs.iter().map(|(a, b, affinity)| ((*a, *b), affinity.score)).collect();
    let score = |a: usize, b: usize| scores.get(&(a.min(b), a.max(b))).copied().unwrap_or(-0.2);
    let mut order: Vec<&(usize, usize, Affinity)> =
        pairs.iter().filter(|(_, _, affinity)| affinity.score > 0.0).collect();
    order.sort_by(|x, y| y.2.score.total_cmp(&x.2.score).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut group_of: Vec<usize> = (0..sources).collect();
    let mut groups: Vec<Vec<usize>> = (0..sources).map(|source| vec![source]).collect();
    for (a, b, _) in order {
        let (x, y) = (group_of[*a], group_of[*b]);
        if x == y {
            continue;
        }
        let total: f32 = groups[x].iter().map(|&a| groups[y].iter().map(|&b| score(a, b)).sum::<f32>()).sum();
        if total / (groups[x].len() * groups[y].len()) as f32 > 0.05 {
            let moved = std::mem::take(&mut groups[y]);
            for &source in &moved {
                group_of[source] = x;
            }
            groups[x].extend(moved);
        }
    }
    let mut groups: Vec<Vec<usize>> = groups.into_iter().filter(|group| !group.is_empty()).collect();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_by_key(|group| (!group.contains(&anchor), group[0]));
    groups
}
