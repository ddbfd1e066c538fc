//! Which claim of one text goes with which of the other, over all of them together.
//!
//! Taken best first, one pair too good can leave two others with strangers. Here the pairs are chosen so that the sum of their
//! weights is highest (the assignment problem; shortest augmenting paths over potentials, after Jonker and Volgenant, 1987),
//! each claim in one pair. A weight is squared first: one pair beyond doubt is worth more than two doubtful ones.
//! Claims with no candidate in common do not meet, so each group of them is solved for itself; a group beyond all reason
//! (a table told twice) is taken best first after all.

use petgraph::unionfind::UnionFind;

/// A pair that may be chosen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    /// Claim of the base.
    pub base: usize,
    /// Claim of the other text.
    pub other: usize,
    /// What speaks for the pair; what is not over 0 is taken last.
    pub weight: f32,
    /// Whether the base's claim may be given away a second time: the other text tells it again.
    pub repeats: bool,
}

/// A group with more claims than this on either side is taken best first.
const LIMIT: usize = 64;

/// The places of the chosen pairs in the list, best first.
pub(crate) fn assign(candidates: &[Candidate]) -> Vec<usize> {
    let bases = Numbers::of(candidates.iter().map(|c| c.base));
    let others = Numbers::of(candidates.iter().map(|c| c.other));
    let order = best_first(candidates);
    let mut partner: Vec<Option<usize>> = vec![None; others.len()];
    let mut given = vec![false; bases.len()];
    for group in groups(candidates, &order, &bases, &others) {
        let chosen = solve(candidates, &group);
        for at in chosen {
            partner[others.place(candidates[at].other)] = Some(at);
            given[bases.place(candidates[at].base)] = true;
        }
    }
    // What is left over tells something once more, or nothing that is known.
    for at in order {
        let candidate = &candidates[at];
        let (base, other) = (bases.place(candidate.base), others.place(candidate.other));
        if partner[other].is_none() && (candidate.repeats || !given[base]) {
            partner[other] = Some(at);
            given[base] = true;
        }
    }
    partner.into_iter().flatten().collect()
}

/// The different numbers of a list, in order.
struct Numbers(Vec<usize>);

impl Numbers {
    fn of(numbers: impl Iterator<Item = usize>) -> Numbers {
        let mut all: Vec<usize> = numbers.collect();
        all.sort_unstable();
        all.dedup();
        Numbers(all)
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn place(&self, number: usize) -> usize {
        self.0.binary_search(&number).unwrap_or_else(|place| place)
    }
}

fn best_first(candidates: &[Candidate]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&candidates[a], &candidates[b]);
        b.weight.total_cmp(&a.weight).then((a.base, a.other).cmp(&(b.base, b.other)))
    });
    order
}

/// Candidates that compete with one another, each group best first.
fn groups(candidates: &[Candidate], order: &[usize], bases: &Numbers, others: &Numbers) -> Vec<Vec<usize>> {
    let mut sets = UnionFind::<usize>::new(bases.len() + others.len());
    for candidate in candidates {
        sets.union(bases.place(candidate.base), bases.len() + others.place(candidate.other));
    }
    let mut by_root: Vec<Vec<usize>> = vec![Vec::new(); bases.len() + others.len()];
    for &at in order {
        by_root[sets.find(bases.place(candidates[at].base))].push(at);
    }
    by_root.into_iter().filter(|group| !group.is_empty()).collect()
}

/// The pairs of one group.
fn solve(candidates: &[Candidate], group: &[usize]) -> Vec<usize> {
    if let &[only] = group {
        return vec![only];
    }
    let rows = Numbers::of(group.iter().map(|&at| candidates[at].base));
    let columns = Numbers::of(group.iter().map(|&at| candidates[at].other));
    if rows.len() == 1 || columns.len() == 1 {
        return group[..1].to_vec();
    }
    if rows.len().max(columns.len()) > LIMIT {
        return one_each(candidates, group);
    }
    // A column of its own for every row says that the row goes with nobody.
    let width = columns.len() + rows.len();
    let mut cost = vec![0.0; rows.len() * width];
    let mut at_place = vec![None; rows.len() * width];
    for &at in group {
        let candidate = &candidates[at];
        let place = rows.place(candidate.base) * width + columns.place(candidate.other);
        let weight = f64::from(candidate.weight.max(0.0));
        cost[place] = -weight * weight;
        at_place[place] = Some(at);
    }
    let chosen = cheapest(&cost, rows.len(), width);
    chosen.into_iter().enumerate().filter_map(|(row, column)| at_place[row * width + column]).collect()
}

/// Best first, each claim once.
fn one_each(candidates: &[Candidate], group: &[usize]) -> Vec<usize> {
    let (mut bases, mut others) = (foldhash::HashSet::default(), foldhash::HashSet::default());
    let mut chosen = Vec::new();
    for &at in group {
        let candidate = &candidates[at];
        if !bases.contains(&candidate.base) && others.insert(candidate.other) {
            bases.insert(candidate.base);
            chosen.push(at);
        }
    }
    chosen
}

/// The column of each row for the lowest sum of costs; no more rows than columns.
fn cheapest(cost: &[f64], rows: usize, columns: usize) -> Vec<usize> {
    // Row and column 0 stand for none; `owner` is the row of a column.
    let (mut of_row, mut of_column) = (vec![0.0; rows + 1], vec![0.0; columns + 1]);
    let mut owner = vec![0usize; columns + 1];
    for row in 1..=rows {
        owner[0] = row;
        let mut at = 0;
        let mut nearest = vec![f64::INFINITY; columns + 1];
        let mut from = vec![0usize; columns + 1];
        let mut done = vec![false; columns + 1];
        while owner[at] != 0 {
            done[at] = true;
            let here = owner[at];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for column in (1..=columns).filter(|&column| !done[column]) {
                let reduced = cost[(here - 1) * columns + column - 1] - of_row[here] - of_column[column];
                if reduced < nearest[column] {
                    (nearest[column], from[column]) = (reduced, at);
                }
                if nearest[column] < step {
                    (step, next) = (nearest[column], column);
                }
            }
            for column in 0..=columns {
                if done[column] {
                    of_row[owner[column]] += step;
                    of_column[column] -= step;
                } else {
                    nearest[column] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            owner[at] = owner[from[at]];
            at = from[at];
        }
    }
    let mut chosen = vec![0; rows];
    for (column, &row) in owner.iter().enumerate().skip(1).filter(|(_, row)| **row > 0) {
        chosen[row - 1] = column - 1;
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::{Candidate, assign};

    fn pairs(list: &[(usize, usize, f32)]) -> Vec<(usize, usize)> {
        let candidates: Vec<Candidate> = list
            .iter()
            .map(|&(base, other, weight)| Candidate { base, other, weight, repeats: false })
            .collect();
        let mut chosen: Vec<_> =
            assign(&candidates).into_iter().map(|at| (candidates[at].base, candidates[at].other)).collect();
        chosen.sort_unstable();
        chosen
    }

    #[test]
    fn the_sum_decides_and_not_the_best_pair() {
        assert_eq!(pairs(&[(0, 0, 5.0), (0, 1, 4.8), (1, 0, 4.7), (1, 1, 0.1)]), [(0, 1), (1, 0)]);
        assert_eq!(
            pairs(&[(0, 0, 9.0), (0, 1, 5.0), (1, 0, 5.0)]),
            [(0, 0)],
            "one beyond doubt beats two in doubt"
        );
        assert_eq!(pairs(&[(7, 3, 1.0)]), [(7, 3)]);
        assert_eq!(pairs(&[]), []);
    }

    /// All ways to pair five with five, tried out.
    #[test]
    fn no_other_choice_is_better() {
        let mut state = 7u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as f32 / 65536.0
        };
        for _ in 0..200 {
            let weights: Vec<f32> = (0..25).map(|_| 0.1 + random()).collect();
            let list: Vec<_> = (0..25).map(|at| (at / 5, at % 5, weights[at])).collect();
            let sum = |pairs: &[(usize, usize)]| -> f32 {
                pairs.iter().map(|(a, b)| weights[a * 5 + b] * weights[a * 5 + b]).sum()
            };
            let all = permutations(5);
            let sums = all.iter().map(|p| sum(&p.iter().copied().enumerate().collect::<Vec<_>>()));
            let best = sums.fold(0.0f32, f32::max);
            assert!((sum(&pairs(&list)) - best).abs() < 1e-4);
        }
    }

    fn permutations(n: usize) -> Vec<Vec<usize>> {
        if n == 0 {
            return vec![Vec::new()];
        }
        let shorter = permutations(n - 1);
        let insert = |p: &Vec<usize>, at: usize| {
            let mut p = p.clone();
            p.insert(at, n - 1);
            p
        };
        shorter.iter().flat_map(|p| (0..n).map(move |at| insert(p, at))).collect()
    }
}
