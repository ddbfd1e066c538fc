//! Who copied whom: containment, and shared edits that the base does not have.
//!
//! Containment is the share of a text's words that stand in runs of three or more equal words of another text (shingles, as
//! in text-reuse detection). A copy made from another copy is known by what both share and the base lacks, figures above all,
//! and by how little it shares with the base that the other copy lacks.

use std::sync::LazyLock;

use corroborate_model::{Analysis, BlockKind, Date, Shares};
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

use crate::story::Profile;
use crate::witness::{Class, Witness};
use crate::words;

/// Words in a run that counts as copied.
const RUN: usize = 3;

/// The word runs of one text.
pub(crate) struct Shingles {
    /// All words of the prose, typography folded, in order.
    words: Vec<u32>,
    /// Its runs of three, each as one number.
    runs: HashSet<u128>,
}

impl Shingles {
    /// The runs of a text.
    pub(crate) fn new(profile: &Profile) -> Shingles {
        let words = profile.words.clone();
        let mut shingles = Shingles { runs: HashSet::with_capacity(words.len()), words };
        let windows = shingles.words.windows(RUN).map(number);
        shingles.runs.extend(windows);
        shingles
    }

    fn windows(&self) -> impl Iterator<Item = u128> + '_ {
        self.words.windows(RUN).map(number)
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
}

/// A run as one number.
fn number(run: &[u32]) -> u128 {
    run.iter().fold(0, |number, &word| number << 32 | u128::from(word))
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
    let edits = Edits::new(shingles, base);
    let mastheads = Mastheads::new(witnesses);
    let figures: Vec<HashSet<u32>> = witnesses.iter().map(|witness| figures(witness)).collect();
    let changed = |text: usize, other: usize| {
        figures[text].iter().filter(|&it| figures[other].contains(it) && !figures[base].contains(it)).count()
    };
    (0..witnesses.len())
        .map(|text| {
            if text == base {
                return Descent { parent: None, containment: 0.0 };
            }
            let from_base = shingles[text].contained_in(shingles[base]);
            let credited = mastheads.credited_by(witnesses[text]);
            let mut rivals = edits.rivals(shingles, text);
            rivals.extend(credited.iter().map(|&other| (other, edits.shared(shingles, text, other))));
            let rival = rivals
                .into_iter()
                .filter(|&(other, _)| {
                    other != text && other != base && may_precede(witnesses[other], witnesses[text])
                })
                .map(|(other, edits)| {
                    let edits = edits + FIGURE * changed(text, other);
                    let kinship = kinship(shingles, (text, other, base), edits);
                    (other, kinship + if credited.contains(&other) { CREDITED } else { 0.0 })
                })
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

/// Other texts that are looked at as the parent of one, at most: those that share most edits with it.
const RIVALS: usize = 16;
/// How many edits a figure stands for that two copies have and the base has not.
const FIGURE: usize = 3;
/// What a credit says for the text credited, as a share of what is enough.
const CREDITED: f64 = 0.8;
/// Of the runs that a text shares with the other copy or with the base, but not with both, those with the copy are at least
/// this share where it was made from the copy alone.
const MEDIATED: f64 = 0.6;

/// The runs that the base has not, with the texts that have them: copies that share none are never held together.
struct Edits {
    holders: HashMap<u128, Vec<usize>>,
    base: usize,
}

impl Edits {
    fn new(shingles: &[&Shingles], base: usize) -> Edits {
        let mut holders: HashMap<u128, Vec<usize>> = HashMap::new();
        for (text, own) in shingles.iter().enumerate().filter(|(text, _)| *text != base) {
            for run in own.runs.iter().filter(|run| !shingles[base].runs.contains(*run)) {
                holders.entry(*run).or_default().push(text);
            }
        }
        holders.retain(|_, texts| texts.len() > 1);
        Edits { holders, base }
    }

    /// The texts that share most edits with one, with how many those are.
    fn rivals(&self, shingles: &[&Shingles], text: usize) -> Vec<(usize, usize)> {
        let mut shared = vec![0usize; shingles.len()];
        for texts in shingles[text].runs.iter().filter_map(|run| self.holders.get(run)) {
            texts.iter().for_each(|&other| shared[other] += 1);
        }
        let mut rivals: Vec<(usize, usize)> =
            shared.into_iter().enumerate().filter(|&(other, edits)| edits > 0 && other != text).collect();
        rivals.sort_unstable_by_key(|&(other, edits)| (std::cmp::Reverse(edits), other));
        rivals.truncate(RIVALS);
        rivals
    }

    /// How many edits two texts share.
    fn shared(&self, shingles: &[&Shingles], text: usize, other: usize) -> usize {
        let base = shingles[self.base];
        shingles[text]
            .runs
            .iter()
            .filter(|&run| shingles[other].runs.contains(run) && !base.runs.contains(run))
            .count()
    }
}

/// The numbers of two digits and more in a text.
fn figures(witness: &Witness<'_>) -> HashSet<u32> {
    let sentences = witness.analysis.sentences.iter().enumerate();
    sentences
        .filter(|(number, _)| in_shingles(witness, *number))
        .flat_map(|(_, sentence)| sentence.tokens.clone())
        .filter(|&token| witness.folded(token).chars().filter(char::is_ascii_digit).count() > 1)
        .filter_map(|token| witness.terms.get(token).map(|term| term.exact))
        .collect()
}

/// How much their words say for `other` as the parent of `text` rather than the base; 1 and more is enough.
fn kinship(shingles: &[&Shingles], (text, other, base): (usize, usize, usize), edits: usize) -> f64 {
    // What it has from the base without the other's mediation says that it had the base itself.
    let passed = shingles[text]
        .runs
        .iter()
        .filter(|&run| shingles[base].runs.contains(run) && !shingles[other].runs.contains(run));
    let (edits, passed) = (edits as f64, passed.count() as f64);
    let mediated = (edits / (edits + passed).max(1.0) / MEDIATED).min(1.0);
    let share = edits / (shingles[text].words.len().max(1) as f64);
    // Two in a hundred words that only the other copy has are no chance; nor is a handful in a short text.
    (share / 0.035).min(2.0) * (edits / 5.0).min(1.0) * mediated
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

/// The publishers of a story by the names under which others may credit them.
struct Mastheads(Vec<(Vec<String>, usize)>);

impl Mastheads {
    fn new(witnesses: &[&Witness<'_>]) -> Mastheads {
        let named = witnesses.iter().enumerate().filter_map(|(text, witness)| {
            let publisher = witness.analysis.document.meta.publisher.as_deref()?;
            let name: Vec<String> =
                publisher.split_whitespace().map(words::fold).filter(|w| !words::is_stop(w)).collect();
            (!name.is_empty()).then_some((name, text))
        });
        Mastheads(named.collect())
    }

    /// The texts whose publishers a text credits in its prose ("the Daily Example reports").
    fn credited_by(&self, text: &Witness<'_>) -> Vec<usize> {
        static REPORTS: LazyLock<Vec<String>> = LazyLock::new(|| {
            ["reports", "reported", "according", "writes", "told", "says"].map(words::concept).to_vec()
        });
        if self.0.is_empty() {
            return Vec::new();
        }
        let mut credited = Vec::new();
        for (number, sentence) in text.analysis.sentences.iter().enumerate() {
            if text.kind_of(number) != BlockKind::Body {
                continue;
            }
            let tokens: Vec<usize> = sentence.tokens.clone().filter(|&token| text.is_word(token)).collect();
            if tokens.iter().any(|&token| REPORTS.contains(&words::concept(text.folded(token)))) {
                credited.extend(self.0.iter().filter(|(name, _)| names(text, &tokens, name)).map(|m| m.1));
            }
        }
        credited.sort_unstable();
        credited.dedup();
        credited
    }
}

/// Whether words of a sentence are a publisher's name, or its last word after the article; written as a name.
fn names(text: &Witness<'_>, tokens: &[usize], name: &[String]) -> bool {
    let capital = |token: usize| {
        let token = text.analysis.tokens.get(token);
        token.is_some_and(|token| text.words(token.span).starts_with(char::is_uppercase))
    };
    let whole = tokens.windows(name.len()).any(|run| {
        run.iter().zip(name).all(|(&token, word)| text.folded(token) == word)
            && run.iter().all(|&token| capital(token))
    });
    whole
        || tokens.windows(2).any(|pair| {
            text.folded(pair[0]) == "the"
                && name.last().is_some_and(|last| text.folded(pair[1]) == last)
                && capital(pair[1])
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
