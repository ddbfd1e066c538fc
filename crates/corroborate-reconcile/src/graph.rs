//! The claim graph: claims as nodes, equivalences as edges, facts as what hangs together.
//!
//! Edges are taken strongest first. No bare transitive closure: two claims of one source that tell different values never
//! come into one fact, so a wrong edge cannot fuse two facts.

use corroborate_model::{Claim, ClaimKind, Payload};
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef as _;

use crate::equivalence::date::{self, Dates};
use crate::equivalence::quantity::{self, Values};

/// Claims of one story joined by equivalence.
pub(crate) struct ClaimGraph<'a> {
    claims: &'a [Claim],
    graph: UnGraph<usize, f32>,
}

impl<'a> ClaimGraph<'a> {
    /// A graph over all claims of a report, without edges.
    pub(crate) fn new(claims: &'a [Claim]) -> ClaimGraph<'a> {
        let mut graph = UnGraph::with_capacity(claims.len(), claims.len());
        for index in 0..claims.len() {
            graph.add_node(index);
        }
        ClaimGraph { claims, graph }
    }

    /// Two claims tell the same fact, with this much certainty.
    pub(crate) fn join(&mut self, a: usize, b: usize, weight: f32) {
        if a != b && a.max(b) < self.claims.len() {
            self.graph.add_edge(NodeIndex::new(a), NodeIndex::new(b), weight);
        }
    }

    /// The facts: groups of claims, each sorted, in the order of their first claim.
    pub(crate) fn facts(&self) -> Vec<Vec<usize>> {
        let mut edges: Vec<(f32, usize, usize)> = self
            .graph
            .edge_references()
            .map(|e| (*e.weight(), e.source().index(), e.target().index()))
            .collect();
        edges.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut sets = UnionFind::<usize>::new(self.claims.len());
        let mut members: Vec<Vec<usize>> = (0..self.claims.len()).map(|index| vec![index]).collect();
        for (_, a, b) in edges {
            let (a, b) = (sets.find(a), sets.find(b));
            if a == b || !self.may_fuse(&members[a], &members[b]) {
                continue;
            }
            sets.union(a, b);
            let root = sets.find(a);
            let gone = if root == a { b } else { a };
            let moved = std::mem::take(&mut members[gone]);
            members[root].extend(moved);
        }
        let mut facts: Vec<Vec<usize>> = members.into_iter().filter(|group| !group.is_empty()).collect();
        for group in &mut facts {
            group.sort_unstable();
        }
        facts.sort_by_key(|group| group[0]);
        facts
    }

    /// Whether no source would contradict itself in the fused fact.
    fn may_fuse(&self, a: &[usize], b: &[usize]) -> bool {
        // A fact of hundreds of claims is checked on a few of them only.
        a.iter().take(64).all(|&x| {
            b.iter().take(64).all(|&y| {
                let (x, y) = (&self.claims[x], &self.claims[y]);
                x.source != y.source || agree(x, y)
            })
        })
    }
}

/// Whether two claims of one source may stand in one fact.
fn agree(a: &Claim, b: &Claim) -> bool {
    match (&a.payload, &b.payload) {
        (Payload::Quantity(x), Payload::Quantity(y)) => quantity::compare(x, y, false) != Values::Conflict,
        (Payload::Date(x), Payload::Date(y)) => date::compare(x, y) != Dates::Conflict,
        (Payload::Contact(x), Payload::Contact(y)) => x == y,
        (Payload::Person(x), Payload::Person(y)) => x.name == y.name,
        // A long sentence may tell in one what another text tells in two; three are another matter.
        (Payload::Statement(_) | Payload::Quotation(_), Payload::Statement(_) | Payload::Quotation(_)) => {
            true
        }
        _ => false,
    }
}

/// Whether the claims of one fact contradict one another.
pub(crate) fn disputed(claims: &[&Claim]) -> bool {
    let conflict = |a: &Claim, b: &Claim| match (&a.payload, &b.payload) {
        (Payload::Quantity(x), Payload::Quantity(y)) => quantity::compare(x, y, false) == Values::Conflict,
        (Payload::Date(x), Payload::Date(y)) => date::compare(x, y) == Dates::Conflict,
        (Payload::Contact(x), Payload::Contact(y)) => x != y,
        _ => false,
    };
    claims.iter().enumerate().any(|(i, a)| claims[i + 1..].iter().take(64).any(|b| conflict(a, b)))
}

/// Which claim of a fact speaks for it: the most telling kind, then the first.
pub(crate) fn speaker<'a>(claims: &[&'a Claim]) -> Option<&'a Claim> {
    let rank = |kind| match kind {
        ClaimKind::Quantity => 0,
        ClaimKind::Contact => 1,
        ClaimKind::Date => 2,
        ClaimKind::Person => 3,
        ClaimKind::Quotation => 4,
        ClaimKind::Statement => 5,
    };
    claims.iter().copied().min_by_key(|claim| rank(claim.kind()))
}
