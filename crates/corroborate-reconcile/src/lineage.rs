//! Who copied whom: containment, and shared edits that the base does not have.
//!
//! Containment is the share of a text's words that stand in runs of three or more equal words of another text (shingles, as
//! in text-reuse detection). A copy made from another copy is known by what both share and the base lacks.

use std::sync::LazyLock;

use corroborate_model::{Analysis, BlockKind, Date, Shares};
use foldhash::{HashSet, HashSetExt as _};

use crate::story::Profile;
use crate::witness::{Class, Witness};
use crate::words;

/// Words in a run that counts as copied.
const RUN: usize = 3;

/// The word runs of one text.
pub(crate) struct Shingles {
    /// All words of the prose, typography folded, in order.
    words: Vec<u32>,
    /// Its runs of three.
    runs: HashSet<[u32; RUN]>,
}

impl Shingles {
    /// The runs of a text.
    pub(crate) fn new(profile: &Profile) -> Shingles {
        let mut shingles = Shingles { words: profile.words.clone(), runs: HashSet::new() };
        shingles.runs = shingles.windows().collect();
        shingles
    }

    fn windows(&self) -> impl Iterator<Item = [u32; RUN]> + '_ {
        self.words.windows(RUN).filter_map(|run| run.try_into().ok())
    }

    /// For each word of this text whether it stands in a run of `other`.
    fn covered_by(&self, other: &Shingles) -> Vec<bool> {
        let mut covered = vec![false; self.words.len()];
        for (start, run) in self.windows().enumerate() {
            if other.runs.contains(&run) {
                covered[start..start + RUN].fill(true);
            }
        }
        covered
    }

    /// Share of this text's words that stand in runs of `other`, 0 to 1.
    pub(crate) fn contained_in(&self, other: &Shingles) -> f64 {
        let covered = self.covered_by(other);
        covered.iter().filter(|c| **c).count() as f64 / self.words.len().max(1) as f64
    }

    /// How many runs this text shares with `other` that `base` has not.
    fn edits_shared_with(&self, other: &Shingles, base: &Shingles) -> usize {
        self.runs.iter().filter(|run| other.runs.contains(*run) && !base.runs.contains(*run)).count()
    }
}

/// Where a text comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Descent {
    /// The text it was made from.
    pub parent: Option<usize>,
    /// Share of its words that stand in its parent, or in the base.
    pub containment: f64,
}

/// A sentence that holds this share of its concepts from one sentence of the other text tells what that one tells.
const RETOLD: f64 = 0.4;

/// Where the words of a copy come from.
pub(crate) fn shares(copy: (&Witness<'_>, &Shingles), parent: (&Witness<'_>, &Shingles)) -> Shares {
    let ((copy, words), (parent, source)) = (copy, parent);
    let covered = words.covered_by(source);
    let (mut at, mut reworded) = (0, 0usize);
    // The words of the shingles are those of the prose sentences, in order.
    for (number, sentence) in
        copy.analysis.sentences.iter().enumerate().filter(|(n, _)| in_shingles(copy, *n))
    {
        let length = sentence.tokens.clone().filter(|&token| copy.is_word(token)).count();
        let own = covered.get(at..at + length).unwrap_or(&[]);
        at += length;
        let left = own.iter().filter(|covered| !**covered).count();
        if left > 0 && retold(&copy.bags[number], parent) {
            reworded += left;
        }
    }
    let all = words.words.len().max(1) as f64;
    let round = |share: f64| (share * 1000.0).round() / 1000.0;
    let verbatim = round(covered.iter().filter(|covered| **covered).count() as f64 / all);
    let reworded = round(reworded as f64 / all);
    Shares { verbatim, reworded, new: round((1.0 - verbatim - reworded).max(0.0)) }
}

/// Whether one sentence of a text holds enough of these concepts.
fn retold(bag: &[(u32, Class)], text: &Witness<'_>) -> bool {
    text.bags.iter().any(|other| {
        let held = bag.iter().filter(|(c, _)| other.binary_search_by_key(c, |entry| entry.0).is_ok()).count();
        held > 1 && held as f64 >= RETOLD * bag.len() as f64
    })
}

/// Whether the words of a sentence are among the shingles.
fn in_shingles(witness: &Witness<'_>, sentence: usize) -> bool {
    !matches!(witness.kind_of(sentence), BlockKind::Metadata | BlockKind::Byline | BlockKind::Credit)
}

/// A text with less of its words from the base is no copy of it.
const COPY: f64 = 0.12;

/// Where each text of a story comes from, beside `witnesses`; `base` is one of them.
pub(crate) fn descend(witnesses: &[&Witness<'_>], shingles: &[&Shingles], base: usize) -> Vec<Descent> {
    (0..witnesses.len())
        .map(|text| {
            if text == base {
                return Descent { parent: None, containment: 0.0 };
            }
            let from_base = shingles[text].contained_in(shingles[base]);
            let rival = (0..witnesses.len())
                .filter(|&other| {
                    other != text && other != base && may_precede(witnesses[other], witnesses[text])
                })
                .map(|other| (other, kinship(witnesses, shingles, text, other, base)))
                .filter(|&(_, kinship)| kinship >= 1.0)
                .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            match rival {
                Some((parent, _)) => Descent {
                    parent: Some(parent),
                    containment: shingles[text].contained_in(shingles[parent]),
                },
                None if from_base >= COPY => Descent { parent: Some(base), containment: from_base },
                None => Descent { parent: None, containment: from_base },
            }
        })
        .collect()
}

/// How much speaks for `other` as the parent of `text` rather than the base; 1 and more is enough.
fn kinship(
    witnesses: &[&Witness<'_>],
    shingles: &[&Shingles],
    text: usize,
    other: usize,
    base: usize,
) -> f64 {
    let edits = shingles[text].edits_shared_with(shingles[other], shingles[base]) as f64;
    let share = edits / (shingles[text].words.len().max(1) as f64);
    let credited = if credits(witnesses[text], witnesses[other]) { 0.8 } else { 0.0 };
    // Two in a hundred words that only the other copy has are no chance; nor is a handful in a short text.
    (share / 0.035).min(2.0) * (edits / 5.0).min(1.0) + credited
}

/// Whether `other` may have been there before `text`: its day of publication does not speak against it, and of two texts of
/// one day the longer one is the older.
fn may_precede(other: &Witness<'_>, text: &Witness<'_>) -> bool {
    match (date(other), date(text)) {
        (Some(a), Some(b)) if a != b => a < b,
        _ => other.text().len() > text.text().len(),
    }
}

fn date(witness: &Witness<'_>) -> Option<Date> {
    witness.analysis.document.meta.published
}

/// Whether `text` names the publisher of `other` in its prose ("the Daily Example reports").
fn credits(text: &Witness<'_>, other: &Witness<'_>) -> bool {
    static REPORTS: LazyLock<Vec<String>> =
        LazyLock::new(|| ["reports", "reported", "according", "writes", "told"].map(words::concept).to_vec());
    let Some(publisher) = other.analysis.document.meta.publisher.as_deref() else { return false };
    let names: Vec<String> =
        publisher.split_whitespace().map(words::fold).filter(|w| !words::is_stop(w)).collect();
    let Some(last) = names.last() else { return false };
    text.analysis.sentences.iter().enumerate().any(|(number, sentence)| {
        let tokens: Vec<String> = sentence
            .tokens
            .clone()
            .filter(|&token| text.is_word(token))
            .map(|token| words::fold(text.words(text.analysis.tokens[token].span)))
            .collect();
        let named = tokens.windows(names.len()).any(|run| run == names.as_slice())
            || tokens.windows(2).any(|run| run[0] == "the" && run[1] == *last);
        text.kind_of(number) == BlockKind::Body
            && named
            && tokens.iter().any(|w| REPORTS.contains(&words::concept(w)))
    })
}

/// The text that the others most likely come from, and why.
pub(crate) fn infer_base(profiles: &[&Profile], shingles: &[&Shingles]) -> (usize, String) {
    let texts: Vec<usize> = sampled(profiles.len(), WITNESSES);
    let earliest = profiles.iter().filter_map(|profile| profile.published).min();
    let scored = candidates(profiles).into_iter().map(|candidate| {
        let others = texts.iter().filter(|&&other| other != candidate);
        let (held, count) = others.fold((0.0, 0usize), |(sum, count), &other| {
            (sum + shingles[other].contained_in(shingles[candidate]), count + 1)
        });
        let held = held / count.max(1) as f64;
        let profile = profiles[candidate];
        let first = profile.published.is_some() && profile.published == earliest;
        let score = held + if first { 0.08 } else { 0.0 } + if profile.release { 0.12 } else { 0.0 };
        (candidate, score, held, first)
    });
    let best = scored.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
    let Some((base, _, held, first)) = best else { return (0, String::new()) };
    let mut why = format!("{:.0} % of the others' words stand in it", held * 100.0);
    if first {
        why.push_str(", none is dated earlier");
    }
    if profiles[base].release {
        why.push_str(", and it carries notes to editors");
    }
    (base, why)
}

/// Texts of a large story that are tried as its base, at most.
const BASES: usize = 48;
/// Texts that each of them is held against, at most.
const WITNESSES: usize = 96;

/// What may be the base of a story: all of a few texts; of many the releases, the earliest and the longest.
fn candidates(profiles: &[&Profile]) -> Vec<usize> {
    let mut all: Vec<usize> = (0..profiles.len()).collect();
    all.sort_by_key(|&at| {
        let profile = profiles[at];
        let undated = profile.published.is_none();
        (!profile.release, undated, profile.published, std::cmp::Reverse(profile.words.len()), at)
    });
    all.truncate(BASES);
    all.sort_unstable();
    all
}

fn sampled(all: usize, most: usize) -> Vec<usize> {
    (0..all).step_by(all.div_ceil(most).max(1)).collect()
}

/// Whether a text is made for newsrooms: notes to editors, a press contact, a slug.
pub(crate) fn is_release(analysis: &Analysis) -> bool {
    const MARKS: [&str; 8] = [
        "notes to editors",
        "note to editors",
        "editors:",
        "for immediate release",
        "media enquiries",
        "press office",
        "newsdesk",
        "slug:",
    ];
    let blocks = analysis.document.blocks.iter();
    blocks.filter(|block| block.kind == BlockKind::Boilerplate || block.span.len() < 80).any(|block| {
        let words = block.span.of(&analysis.document.text).to_lowercase();
        MARKS.iter().any(|mark| words.contains(mark))
    })
}
