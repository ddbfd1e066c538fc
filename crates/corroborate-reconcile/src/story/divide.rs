//! Dividing a crowd: many texts that tell of one kind of event, along the line on which they differ most.
//!
//! Texts of two events of one kind share the words of the kind. Once what all have in common is taken out (each text less
//! the average one), what is left points in two directions, and the first principal direction tells the events apart (as
//! in principal direction divisive partitioning, Boley 1998). The halves are settled by two means, and stay apart where
//! their texts do not fit on the whole; each half is tried again.

use foldhash::{HashMap, HashMapExt as _};

use super::affinity::Signals;
use super::cluster::average;
use super::space::Space;

/// Texts that the direction is taken from, at most.
const SAMPLE: usize = 96;
/// Steps towards the direction.
const STEPS: usize = 60;
/// Rounds of moving texts to the nearer half.
const ROUNDS: usize = 8;
/// What two halves need on average to be one story: from [`GROWN`] texts each on, with fewer, and where one text stands
/// against all others. One text that tells little of an event is no event of its own.
const NEEDED: (f32, f32, f32) = (0.0, -1.0, -1.5);
/// From this size of the smaller half on, both are large.
const GROWN: usize = 5;

/// The stories of a crowd.
pub(super) fn divide(space: &Space<'_>, crowd: &[usize]) -> Vec<Vec<usize>> {
    let mut sorted = crowd.to_vec();
    sorted.sort_unstable();
    let score = |a, b| Signals::score_in_crowd(space, a, b);
    let (mut open, mut stories) = (vec![sorted], Vec::new());
    while let Some(group) = open.pop() {
        match halves(space, &group) {
            Some((left, right)) if average(&left, &right, score) < needed(left.len().min(right.len())) => {
                open.extend([left, right]);
            }
            _ => stories.push(group),
        }
    }
    stories
}

fn needed(size: usize) -> f32 {
    match size {
        0..2 => NEEDED.2,
        2..GROWN => NEEDED.1,
        _ => NEEDED.0,
    }
}

/// The two halves of a group that differ most; nothing where all its texts go one way.
fn halves(space: &Space<'_>, group: &[usize]) -> Option<(Vec<usize>, Vec<usize>)> {
    let sample: Vec<usize> = group.iter().copied().step_by(group.len().div_ceil(SAMPLE)).collect();
    if sample.len() < 3 {
        return None;
    }
    let direction = direction(&centred(space, &sample));
    let (mut left, mut right): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for (&text, place) in sample.iter().zip(direction) {
        if place > 0.0 { left.push(text) } else { right.push(text) }
    }
    for _ in 0..ROUNDS {
        let (x, y) = (Middle::of(space, &left), Middle::of(space, &right));
        let (nearer, farther): (Vec<usize>, Vec<usize>) =
            group.iter().partition(|&&text| x.likeness(space, text) > y.likeness(space, text));
        if nearer.is_empty() || farther.is_empty() {
            return None;
        }
        let settled = nearer == left;
        (left, right) = (nearer, farther);
        if settled {
            break;
        }
    }
    Some((left, right))
}

/// Likeness of all pairs once the average text is taken off each.
fn centred(space: &Space<'_>, texts: &[usize]) -> Vec<Vec<f32>> {
    let count = texts.len();
    let mut alike = vec![vec![0.0f32; count]; count];
    for (i, &text) in texts.iter().enumerate() {
        for (j, &other) in texts.iter().enumerate().skip(i) {
            let likeness = space.likeness(text, other);
            (alike[i][j], alike[j][i]) = (likeness, likeness);
        }
    }
    let means: Vec<f32> = alike.iter().map(|row| row.iter().sum::<f32>() / count as f32).collect();
    let mean = means.iter().sum::<f32>() / count as f32;
    for (i, row) in alike.iter_mut().enumerate() {
        for (j, cell) in row.iter_mut().enumerate() {
            *cell += mean - means[i] - means[j];
        }
    }
    alike
}

/// The first eigenvector, by repeated multiplication from the row that differs most from the average.
fn direction(centred: &[Vec<f32>]) -> Vec<f32> {
    let farthest =
        (0..centred.len()).max_by(|&a, &b| centred[a][a].total_cmp(&centred[b][b]).then(b.cmp(&a)));
    let mut direction = farthest.map_or_else(Vec::new, |row| centred[row].clone());
    for _ in 0..STEPS {
        let mut next: Vec<f32> =
            centred.iter().map(|row| row.iter().zip(&direction).map(|(x, y)| x * y).sum()).collect();
        let length = next.iter().map(|x| x * x).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        next.iter_mut().for_each(|x| *x /= length);
        direction = next;
    }
    direction
}

/// The average of a few texts, of length 1.
struct Middle(HashMap<u32, f32>);

impl Middle {
    fn of(space: &Space<'_>, texts: &[usize]) -> Middle {
        let mut middle: HashMap<u32, f32> = HashMap::new();
        for &(concept, weight) in texts.iter().flat_map(|&text| &space.vectors[text]) {
            *middle.entry(concept).or_default() += weight;
        }
        // Summed in the order of the texts, not of the map, so that rounding is the same each time.
        let own = Middle(middle);
        let length = texts.iter().map(|&text| own.likeness(space, text)).sum::<f32>().sqrt();
        Middle(
            own.0.into_iter().map(|(concept, sum)| (concept, sum / length.max(f32::MIN_POSITIVE))).collect(),
        )
    }

    fn likeness(&self, space: &Space<'_>, text: usize) -> f32 {
        space.vectors[text].iter().map(|(concept, weight)| weight * self.0.get(concept).unwrap_or(&0.0)).sum()
    }
}
