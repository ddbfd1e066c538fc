//! Which sentences of two texts stand for one another, without regard to order.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use corroborate_model::BlockKind;

use super::text::Text;

/// Least share of common words, by weight, that links two sentences.
const ALIKE: f64 = 0.38;
/// The same for sentences that a fact or a finding ties together.
const TIED: f64 = 0.12;
/// Least share of a sentence's words that stand in a passage for it to be part of that.
const PART: f64 = 0.6;
/// A word in more sentences than this says nothing of any of them.
const COMMON: usize = 64;

/// Sentences of the left text and the sentences of the right one that stand for them; neighbours on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) left: Range<usize>,
    pub(super) right: Range<usize>,
}

/// Two sentences with words in common.
struct Pair {
    left: usize,
    right: usize,
    /// Share of common words in both together.
    alike: f64,
    /// Share of the shorter one's words that stand in the other.
    part: f64,
    tied: bool,
}

/// The links between two texts. `ties` are sorted.
pub(super) fn links(left: &Text, right: &Text, ties: &[(usize, usize)]) -> Vec<Link> {
    let pairs = pairs(left, right, ties);
    let mut taken = (vec![None; left.sentences.len()], vec![None; right.sentences.len()]);
    let mut links: Vec<Link> = Vec::new();
    // What both begin or end with goes together, though it be said a hundred times.
    for (one, other) in common_ends(left, right) {
        if let (Some(first), Some(second)) = (taken.0.get_mut(one), taken.1.get_mut(other)) {
            (*first, *second) = (Some(links.len()), Some(links.len()));
            links.push(Link { left: one..one + 1, right: other..other + 1 });
        }
    }
    for pair in pairs.iter().filter(|pair| pair.alike >= if pair.tied { TIED } else { ALIKE }) {
        let (Some(one), Some(other)) = (taken.0.get_mut(pair.left), taken.1.get_mut(pair.right)) else {
            continue;
        };
        if one.is_none() && other.is_none() {
            (*one, *other) = (Some(links.len()), Some(links.len()));
            links.push(Link { left: pair.left..pair.left + 1, right: pair.right..pair.right + 1 });
        }
    }
    // A sentence told in two, or two in one.
    for pair in pairs.iter().filter(|pair| pair.part >= PART) {
        let (Some(one), Some(other)) = (taken.0.get_mut(pair.left), taken.1.get_mut(pair.right)) else {
            continue;
        };
        match (*one, *other) {
            (Some(link), None) if widen(&mut links, link, |link| &mut link.right, pair.right) => {
                *other = Some(link)
            }
            (None, Some(link)) if widen(&mut links, link, |link| &mut link.left, pair.left) => {
                *one = Some(link)
            }
            _ => {}
        }
    }
    links.sort_by_key(|link| (link.right.start, link.left.start));
    links
}

/// The sentences that both texts begin with, and those that both end with, word for word.
fn common_ends(left: &Text, right: &Text) -> Vec<(usize, usize)> {
    let (ones, others) = (left.sentences.len(), right.sentences.len());
    let same =
        |one: usize, other: usize| left.words_of(&(one..one + 1)).1 == right.words_of(&(other..other + 1)).1;
    let most = ones.min(others);
    let before = (0..most).take_while(|&n| same(n, n)).count();
    let after = (0..most - before).take_while(|&n| same(ones - 1 - n, others - 1 - n)).count();
    let ends = (0..after).map(|n| (ones - 1 - n, others - 1 - n));
    (0..before).map(|n| (n, n)).chain(ends).collect()
}

/// Takes a sentence into a link, if it stands next to it.
fn widen(links: &mut [Link], link: usize, side: fn(&mut Link) -> &mut Range<usize>, sentence: usize) -> bool {
    let Some(range) = links.get_mut(link).map(side) else { return false };
    if sentence + 1 == range.start {
        range.start = sentence;
        true
    } else if sentence == range.end {
        range.end += 1;
        true
    } else {
        false
    }
}

/// The pairs of sentences with words in common, the most alike first, then those nearest to the same place.
fn pairs(left: &Text, right: &Text, ties: &[(usize, usize)]) -> Vec<Pair> {
    let mut places: HashMap<u32, Vec<usize>> = HashMap::new();
    for (index, sentence) in left.sentences.iter().enumerate().filter(|&(index, _)| !left.is_metadata(index))
    {
        for word in distinct(left, &sentence.words) {
            places.entry(word).or_default().push(index);
        }
    }
    let mut counts: HashMap<u32, usize> = places.iter().map(|(&word, at)| (word, at.len())).collect();
    let right_words: Vec<BTreeSet<u32>> =
        right.sentences.iter().map(|sentence| distinct(right, &sentence.words)).collect();
    right_words.iter().flatten().for_each(|&word| *counts.entry(word).or_default() += 1);
    let total = (left.sentences.len() + right.sentences.len()) as f64;
    let weight = |word: &u32| match counts.get(word) {
        Some(&count) if count <= COMMON => (1.0 + total / count as f64).ln(),
        _ => 0.0,
    };
    let weigh = |words: &BTreeSet<u32>| words.iter().map(&weight).sum::<f64>();
    let left_weights: Vec<f64> =
        left.sentences.iter().map(|sentence| weigh(&distinct(left, &sentence.words))).collect();

    let headlines = |one: usize, other: usize| {
        let is_headline = |text: &Text, at: usize| {
            text.sentences.get(at).is_some_and(|sentence| sentence.kind == BlockKind::Headline)
        };
        is_headline(left, one) && is_headline(right, other)
    };
    let mut pairs = Vec::new();
    let mut shared = vec![0.0; left.sentences.len()];
    for (index, words) in right_words.iter().enumerate().filter(|&(index, _)| !right.is_metadata(index)) {
        let own = weigh(words);
        let mut touched = BTreeSet::new();
        for (word, weight) in words.iter().map(|word| (word, weight(word))).filter(|it| it.1 > 0.0) {
            for &at in places.get(word).into_iter().flatten() {
                if let Some(sum) = shared.get_mut(at) {
                    *sum += weight;
                    touched.insert(at);
                }
            }
        }
        for at in touched {
            let common = shared.get_mut(at).map(std::mem::take).unwrap_or_default();
            let theirs = left_weights.get(at).copied().unwrap_or_default();
            let tied = headlines(at, index) || ties.binary_search(&(at, index)).is_ok();
            let pair = Pair {
                left: at,
                right: index,
                alike: 2.0 * common / (own + theirs).max(f64::MIN_POSITIVE),
                part: common / own.min(theirs).max(f64::MIN_POSITIVE),
                tied,
            };
            if pair.alike >= TIED {
                pairs.push(pair);
            }
        }
    }
    let apart = |pair: &Pair| {
        let place = |at: usize, of: &Text| at as f64 / of.sentences.len().max(1) as f64;
        (place(pair.left, left) - place(pair.right, right)).abs()
    };
    let rank = |pair: &Pair| pair.alike + if pair.tied { 0.15 } else { 0.0 };
    pairs.sort_by(|one, other| {
        rank(other).total_cmp(&rank(one)).then_with(|| apart(one).total_cmp(&apart(other)))
    });
    pairs
}

fn distinct(text: &Text, words: &Range<usize>) -> BTreeSet<u32> {
    text.words.get(words.clone()).unwrap_or_default().iter().copied().collect()
}

/// The links that stand in one order in both texts, so that as many words as can be stand side by side: indexes, in
/// that order. (A longest increasing subsequence by weight, over a binary indexed tree of maxima.)
pub(super) fn in_order(links: &[Link], left: &Text) -> Vec<usize> {
    let mut best: Vec<(usize, Option<usize>)> = vec![(0, None); left.sentences.len() + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(links.len());
    for (index, link) in links.iter().enumerate() {
        // The best chain that ends before this link on the left; on the right, links come in order.
        let (mut sum, mut last) = (0, None);
        let mut at = link.left.start;
        while at > 0 {
            if let Some(&(other, end)) = best.get(at).filter(|best| best.0 > sum) {
                (sum, last) = (other, end);
            }
            at &= at - 1;
        }
        before.push(last);
        sum += left.words_of(&link.left).1.len().max(1);
        let mut at = link.left.end;
        while let Some(slot) = best.get_mut(at).filter(|_| at > 0) {
            if slot.0 < sum {
                *slot = (sum, Some(index));
            }
            at += at & at.wrapping_neg();
        }
    }
    let end = best.iter().fold((0, None), |top, &slot| if slot.0 > top.0 { slot } else { top }).1;
    let mut chain: Vec<usize> =
        std::iter::successors(end, |&index| before.get(index).copied().flatten()).collect();
    chain.reverse();
    chain
}
