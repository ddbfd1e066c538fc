//! Two texts seen from one of them, so that a rule is written once for what is lost and for what is gained.

use corroborate_model::Direction;

use crate::comparison::Comparison;
use crate::witness::Witness;

/// One text seen from the other: something that `from` has is looked for in `to`.
#[derive(Clone, Copy)]
pub(crate) struct Pair<'c, 'a> {
    pub comparison: &'c Comparison<'a>,
    pub from: &'c Witness<'a>,
    pub to: &'c Witness<'a>,
    /// Whether `from` is the base: then what `to` lacks is lost.
    pub lost: bool,
}

/// A linked sentence of the other side.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Linked {
    pub sentence: usize,
    /// Score of the link.
    pub score: f32,
    /// Share of that sentence's weight that this side's sentence holds.
    pub held: f32,
    /// Share of the shorter of both.
    pub contained: f32,
}

impl<'c, 'a> Pair<'c, 'a> {
    /// The base seen by the other text (`Lost`), or the other text seen by the base.
    pub(crate) fn new(comparison: &'c Comparison<'a>, direction: Direction) -> Pair<'c, 'a> {
        let (base, other) = (comparison.base, comparison.other);
        let lost = direction == Direction::Lost;
        let (from, to) = if lost { (base, other) } else { (other, base) };
        Pair { comparison, from, to, lost }
    }

    /// Which way a change goes.
    pub(crate) fn direction(&self) -> Direction {
        if self.lost { Direction::Lost } else { Direction::Gained }
    }

    /// The sentences of the other side that are linked to a sentence of this side, best first.
    pub(crate) fn linked(&self, sentence: usize) -> Vec<Linked> {
        let links = if self.lost {
            self.comparison.links_of_base(sentence)
        } else {
            self.comparison.links_of_other(sentence)
        };
        let linked = links.into_iter().map(|link| {
            let (sentence, held) =
                if self.lost { (link.other, link.other_share) } else { (link.base, link.base_share) };
            Linked { sentence, score: link.score, held, contained: link.base_share.max(link.other_share) }
        });
        linked.collect()
    }

    /// A pair of things of this side and the other one, in the order base, other.
    pub(crate) fn ordered<T>(&self, here: T, there: T) -> (T, T) {
        if self.lost { (here, there) } else { (there, here) }
    }
}
