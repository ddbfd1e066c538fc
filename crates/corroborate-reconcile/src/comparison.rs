//! Two texts held against each other: links between their sentences, and what differs inside each linked pair.
//!
//! This is all that the rules see. It depends on the two texts alone, so what a rule finds does not change with whatever
//! else is checked.

use std::cell::OnceCell;
use std::ops::Range;

use corroborate_model::Span;
use foldhash::HashMap;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::align::{self, Link, Weights};
use crate::equivalence::date::{self, DateMatch};
use crate::equivalence::quantity::{self, QuantityMatch};
use crate::equivalence::quotation::Quotations;
use crate::equivalence::statement;
use crate::witness::Witness;

/// How the two texts stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The first is the base of the second.
    Copy,
    /// Two copies of one base: only what neither got from the base is told.
    Siblings,
    /// Two texts of a story without a base.
    Peers,
    /// One text against itself: headline and captions against the body.
    Within,
}

/// A stretch of words that stayed, went, came or was exchanged; ranges are token indexes of each text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    /// What happened.
    pub tag: DiffTag,
    /// Tokens of the base; empty for an insertion.
    pub base: Range<usize>,
    /// Tokens of the other text; empty for a deletion.
    pub other: Range<usize>,
}

/// Two texts held against each other.
pub(crate) struct Comparison<'a> {
    /// The text that is held to be right.
    pub base: &'a Witness<'a>,
    /// The text that is checked.
    pub other: &'a Witness<'a>,
    /// How they stand to each other.
    pub relation: Relation,
    /// Whether both are so short that nearly all their figures are held against each other.
    pub brief: bool,
    /// What each concept weighs.
    pub weights: Weights,
    /// Linked sentences, by base sentence, then other sentence.
    pub links: Vec<Link>,
    /// Quantities of the two that are the same quantity.
    pub quantities: Vec<QuantityMatch>,
    /// Their places, by claim of the base.
    quantities_by_base: OnceCell<HashMap<usize, Vec<usize>>>,
    /// The other text's direct quotations and where their words stand in the base.
    pub quotations: Quotations,
    /// Dates of the two that belong to the same event.
    pub dates: Vec<DateMatch>,
    diffs: Vec<OnceCell<Vec<Chunk>>>,
    statements: OnceCell<Vec<(usize, usize, f32)>>,
    /// Where figures and dates of both texts stand that differ and can both be true, where asked for.
    pub compatible: OnceCell<Vec<(Span, Span)>>,
    of_base: Vec<Vec<usize>>,
    of_other: Vec<Vec<usize>>,
}

impl<'a> Comparison<'a> {
    /// Aligns two texts and matches their claims.
    pub(crate) fn new(base: &'a Witness<'a>, other: &'a Witness<'a>, relation: Relation) -> Comparison<'a> {
        let weights = Weights::new(base, other);
        let within = relation == Relation::Within;
        let checked = |number| !within || crate::within::is_checked(other, number);
        let mut links = align::links(base, other, &weights, checked);
        let brief = !within && crate::equivalence::brief::is_brief(base, other);
        if brief {
            align::link_all(base, other, &mut links);
        }
        let mut of_base = vec![Vec::new(); base.bags.len()];
        let mut of_other = vec![Vec::new(); other.bags.len()];
        for (number, link) in links.iter().enumerate() {
            of_base[link.base].push(number);
            of_other[link.other].push(number);
        }
        let quotations = Quotations::new(base, other, relation);
        let (quantities, dates) = (Vec::new(), Vec::new());
        let diffs = vec![OnceCell::new(); links.len()];
        let mut comparison = Comparison {
            base,
            other,
            relation,
            brief,
            weights,
            links,
            quantities,
            quantities_by_base: OnceCell::new(),
            quotations,
            dates,
            diffs,
            statements: OnceCell::new(),
            compatible: OnceCell::new(),
            of_base,
            of_other,
        };
        comparison.quantities = quantity::matches(&comparison);
        comparison.dates = date::matches(&comparison);
        comparison
    }

    /// The links of a base sentence, best first.
    pub(crate) fn links_of_base(&self, sentence: usize) -> Vec<&Link> {
        best_first(self.of_base.get(sentence).into_iter().flatten().map(|&number| &self.links[number]))
    }

    /// The sentence of the other text that stands where an untold base sentence would stand, and is of nothing else of the base:
    /// alone between the counterparts of the sentences before and after.
    pub(crate) fn stand_in(&self, sentence: usize) -> Option<usize> {
        let place = |base: usize| {
            self.links_of_base(base).first().filter(|link| link.score >= 0.4).map(|link| link.other)
        };
        let behind = sentence.checked_sub(1).and_then(place).map(|other| other + 1);
        let before = place(sentence + 1).and_then(|other| other.checked_sub(1));
        let free = |other: &usize| {
            let prose = self.other.bags.get(*other).is_some_and(|bag| bag.len() >= 3)
                && self.other.kind_of(*other).is_prose();
            prose && self.links_of_other(*other).first().is_none_or(|link| link.score < 0.36)
        };
        behind.filter(|&other| Some(other) == before).filter(free)
    }

    /// The links of a sentence of the other text, best first.
    pub(crate) fn links_of_other(&self, sentence: usize) -> Vec<&Link> {
        best_first(self.of_other.get(sentence).into_iter().flatten().map(|&number| &self.links[number]))
    }

    /// The matched quantities of a claim of the other text.
    pub(crate) fn quantities_of(&self, other: usize) -> &[QuantityMatch] {
        let from = self.quantities.partition_point(|m| m.other < other);
        let to = self.quantities.partition_point(|m| m.other <= other);
        &self.quantities[from..to]
    }

    /// The matched quantities of a claim of the base.
    pub(crate) fn quantities_of_base(&self, base: usize) -> impl Iterator<Item = &QuantityMatch> {
        let places = self.quantities_by_base.get_or_init(|| {
            let mut places: HashMap<usize, Vec<usize>> = HashMap::default();
            for (place, found) in self.quantities.iter().enumerate() {
                places.entry(found.base).or_default().push(place);
            }
            places
        });
        places.get(&base).into_iter().flatten().map(|&place| &self.quantities[place])
    }

    /// Whether a claim of the other text is a quantity that the base has.
    pub(crate) fn is_matched(&self, other: usize) -> bool {
        !self.quantities_of(other).is_empty()
    }

    /// The link between two sentences, if there is one.
    pub(crate) fn link(&self, base: usize, other: usize) -> Option<&Link> {
        self.of_base.get(base)?.iter().map(|&number| &self.links[number]).find(|link| link.other == other)
    }

    /// What stayed, went, came and was exchanged between two linked sentences, marks left out.
    pub(crate) fn diff(&self, link: &Link) -> Vec<Chunk> {
        let mut numbers = self.of_base.get(link.base).into_iter().flatten();
        let cell = numbers.find(|&&number| self.links[number].other == link.other).map(|&n| &self.diffs[n]);
        match cell {
            Some(cell) => cell.get_or_init(|| self.word_diff(link)).clone(),
            None => self.word_diff(link),
        }
    }

    /// Statement claims of both texts that say the same, with how much both share, 0 to 1.
    pub(crate) fn statements(&self) -> &[(usize, usize, f32)] {
        self.statements.get_or_init(|| statement::same(self))
    }

    fn word_diff(&self, link: &Link) -> Vec<Chunk> {
        diff(
            self.base,
            self.base.sentence(link.base).tokens.clone(),
            self.other,
            self.other.sentence(link.other).tokens.clone(),
        )
    }

    /// Share of a sentence's weight that the linked sentences of the base hold together.
    pub(crate) fn support_of_other(&self, sentence: usize) -> f32 {
        let linked = self.links_of_other(sentence);
        self.share_held(&self.other.bags[sentence], linked.iter().map(|link| &self.base.bags[link.base]))
    }

    /// Share of a base sentence's weight that the linked sentences of the other text hold together.
    pub(crate) fn support_of_base(&self, sentence: usize) -> f32 {
        let linked = self.links_of_base(sentence);
        self.share_held(&self.base.bags[sentence], linked.iter().map(|link| &self.other.bags[link.other]))
    }

    fn share_held<'b>(
        &self,
        bag: &[(u32, crate::witness::Class)],
        holders: impl Iterator<Item = &'b Vec<(u32, crate::witness::Class)>>,
    ) -> f32 {
        let holders: Vec<_> = holders.collect();
        let total: f32 = bag.iter().map(|&(concept, _)| self.weights.of(concept)).sum();
        let held: f32 = bag
            .iter()
            .map(|&(concept, _)| {
                let held =
                    holders.iter().any(|bag| bag.binary_search_by_key(&concept, |entry| entry.0).is_ok());
                let all = || holders.iter().flat_map(|bag| bag.iter().map(|entry| entry.0));
                let alike = || all().map(|other| self.weights.alike(concept, other)).fold(0.0, f32::max);
                self.weights.of(concept) * if held { 1.0 } else { alike() }
            })
            .sum();
        if total > 0.0 { held / total } else { f32::from(u8::from(!holders.is_empty())) }
    }

    /// Weight of the concepts of `tokens` of the base that also stand among `others` of the other text.
    pub(crate) fn shared_weight(&self, tokens: Range<usize>, others: Range<usize>) -> (f32, f32) {
        let others: Vec<u32> =
            others.filter(|&t| self.other.is_content(t)).map(|t| self.other.terms[t].concept).collect();
        let (mut shared, mut total) = (0.0, 0.0);
        for term in tokens.filter(|&t| self.base.is_content(t)).map(|t| self.base.terms[t]) {
            let weight = self.weights.of(term.concept);
            total += weight;
            shared += weight * self.weights.most_alike(term.concept, &others);
        }
        (shared, total)
    }
}

fn best_first<'b>(links: impl Iterator<Item = &'b Link>) -> Vec<&'b Link> {
    let mut links: Vec<&Link> = links.collect();
    links.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.base.cmp(&b.base)).then(a.other.cmp(&b.other)));
    links
}

/// Beyond this many word pairs no word by word difference is taken: such a stretch is no sentence.
const DIFF_LIMIT: usize = 4_000_000;

/// Word by word difference of two stretches of tokens, marks left out.
pub(crate) fn diff(
    base: &Witness<'_>,
    left: Range<usize>,
    other: &Witness<'_>,
    right: Range<usize>,
) -> Vec<Chunk> {
    let left: Vec<usize> = left.filter(|&token| base.is_word(token)).collect();
    let right: Vec<usize> = right.filter(|&token| other.is_word(token)).collect();
    let a: Vec<u32> = left.iter().map(|&token| base.terms[token].exact).collect();
    let b: Vec<u32> = right.iter().map(|&token| other.terms[token].exact).collect();
    if a.len().saturating_mul(b.len()) > DIFF_LIMIT {
        return Vec::new();
    }
    let tokens = |list: &[usize], range: Range<usize>| match (list.get(range.start), range.end.checked_sub(1))
    {
        (Some(&start), Some(last)) if !range.is_empty() => start..list[last] + 1,
        (Some(&start), _) => start..start,
        (None, _) => list.last().map_or(0..0, |&last| last + 1..last + 1),
    };
    capture_diff_slices(Algorithm::Myers, &a, &b)
        .into_iter()
        .map(|op| Chunk {
            tag: op.tag(),
            base: tokens(&left, op.old_range()),
            other: tokens(&right, op.new_range()),
        })
        .collect()
}
