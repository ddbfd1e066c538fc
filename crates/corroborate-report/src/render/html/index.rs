//! What the parts of the page share: the findings with their numbers, and the pairs of texts to be read.

use std::collections::{BTreeMap, BTreeSet};

use corroborate_model::{Finding, Report};

use crate::Options;
use crate::select::{self, Group};
use crate::text::clean;

/// Pairs of texts that are shown side by side at most.
const PAIRS: usize = 80;

/// The report as the page shows it.
pub(super) struct Index<'a> {
    pub(super) report: &'a Report,
    /// The findings, repeats under what they repeat.
    pub(super) groups: Vec<Group<'a>>,
    /// The findings in the order of the groups, each followed by its repeats.
    pub(super) items: Vec<Item<'a>>,
    /// The texts to be read side by side.
    pub(super) pairs: Vec<Pair>,
}

/// A finding of the page.
pub(super) struct Item<'a> {
    pub(super) finding: &'a Finding,
    /// "3", or "3b" for a repeat.
    pub(super) label: String,
    /// The name of its place on the page.
    pub(super) anchor: String,
    /// The pair of texts that shows it: an index into [`Index::pairs`].
    pub(super) pair: Option<usize>,
}

/// Two texts side by side.
pub(super) struct Pair {
    /// The base, or the first of the two.
    pub(super) left: usize,
    pub(super) right: usize,
    /// The findings between them: indexes into [`Index::items`].
    pub(super) items: Vec<usize>,
}

impl Pair {
    /// The name of its part of the page.
    pub(super) fn name(&self) -> String {
        format!("p{}-{}", self.left, self.right)
    }
}

impl<'a> Index<'a> {
    pub(super) fn new(report: &'a Report, options: &Options<'_>) -> Index<'a> {
        let groups = select::groups(report, options);
        let mut items: Vec<Item<'_>> = Vec::new();
        let mut names = BTreeSet::new();
        for (n, group) in groups.iter().enumerate() {
            for (k, &finding) in [&group.head].into_iter().chain(&group.repeats).enumerate() {
                let label = format!("{}{}", n + 1, if k == 0 { String::new() } else { letters(k) });
                let mut anchor = format!("finding-{}", clean(&finding.id).replace(' ', "_"));
                if !names.insert(anchor.clone()) {
                    anchor = format!("{anchor}.{label}");
                }
                items.push(Item { finding, label, anchor, pair: None });
            }
        }
        let mut index = Index { report, groups, items, pairs: Vec::new() };
        index.pair_up();
        index
    }

    /// Each source beside the base of its story (or its first source), then other pairs that findings lie between, the
    /// worst first.
    fn pair_up(&mut self) {
        let mut known: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let first = |source: usize| {
            let story = self.report.stories.iter().find(|story| story.sources.contains(&source))?;
            story.base.or(story.sources.first().copied())
        };
        let stories = self.report.stories.iter().flat_map(|story| {
            let left = story.base.or(story.sources.first().copied());
            story.sources.iter().filter_map(move |&right| Some((left?, right)))
        });
        let between: Vec<Option<(usize, usize)>> = self
            .items
            .iter()
            .map(|item| {
                let right = item.finding.other.source;
                Some((item.finding.base.map(|base| base.source).or_else(|| first(right))?, right))
            })
            .collect();
        let exists = |source: usize| source < self.report.sources.len();
        for (left, right) in stories.chain(between.iter().copied().flatten()) {
            let told = known.contains_key(&(left, right)) || known.contains_key(&(right, left));
            if left != right && !told && exists(left) && exists(right) && self.pairs.len() < PAIRS {
                known.insert((left, right), self.pairs.len());
                self.pairs.push(Pair { left, right, items: Vec::new() });
            }
        }
        for (number, (item, between)) in self.items.iter_mut().zip(between).enumerate() {
            let Some((left, right)) = between else { continue };
            item.pair = known.get(&(left, right)).or(known.get(&(right, left))).copied();
            if let Some(pair) = item.pair.and_then(|pair| self.pairs.get_mut(pair)) {
                pair.items.push(number);
            }
        }
    }
}

/// 1 as "b", 2 as "c", 26 as "ba": the finding itself would be "a".
fn letters(mut n: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
        if n == 0 {
            return letters.iter().rev().collect();
        }
    }
}
