//! From runs of equal words to what differs: words changed, words cut, utterances joined.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::place::{Ground, Run, Words};
use super::{Located, Piece, QuoteMatch, speakers_differ, wording};
use crate::witness::Witness;

/// Where words were cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// In the middle of a sentence.
    Inside,
    /// Before the first word shown.
    Start,
    /// After the last word shown; `stopped` where a full stop shows the sentence as finished.
    End { stopped: bool },
    /// The start of a sentence inside the quotation.
    Head,
    /// The end of a sentence inside the quotation.
    Tail,
    /// One sentence between two.
    Sentence,
}

/// What became of the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Words are gone without a mark.
    Cut(Cut),
    /// Words that stood apart are shown as one utterance.
    Joined {
        /// Whole quoted sentences that stood between.
        missing: usize,
        /// Whether what comes first in the base comes second.
        turned: bool,
        /// Whether a sentence was cut at the seam.
        torn: bool,
        /// Whether they belong to different quotations of the base.
        apart: bool,
    },
    /// Words were exchanged, put in, or moved.
    Altered,
    /// A whole sentence was put in between two of the speaker's.
    Invented,
}

/// One difference; all ranges are token indexes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// What became of the words.
    pub what: What,
    /// Whether the base's words are gone and nothing stands for them.
    pub gone: bool,
    /// The base's words at issue; empty where words were only put in.
    pub base: Range<usize>,
    /// The other text's words at issue; for a cut, the words on both sides of the seam.
    pub other: Range<usize>,
    /// The sentence of the base, as far as it is quoted.
    pub base_context: Range<usize>,
    /// The sentence of the other text, as far as it lies in the segment; both sentences at a seam between two.
    pub other_context: Range<usize>,
    /// The base's quotation; absent where the base tells these words in its own voice.
    pub base_claim: Option<usize>,
}

/// A stretch of words on both sides between two runs; one of them may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Gap {
    base: Range<usize>,
    other: Range<usize>,
}

/// Longest gap that is compared word by word.
const LONGEST: usize = 200;
/// From so many words on, it does not matter any more what stands between.
const FAR: usize = 2000;
/// Changes with at most so many words between them are one change.
const TOGETHER: usize = 3;
/// A sentence counts as the base's from this share of equal words on.
const SHARE: f32 = 0.5;

/// The runs with the equal words in the gaps between them, and before and after them in the same sentence.
pub(super) fn refined(ground: &Ground<'_, '_>, other: &Witness<'_>, words: &Words, runs: Vec<Run>) -> Vec<Run> {
    let Some(first) = runs.first() else { return runs };
    let sides = Sides { ground, other, words };
    let from = sides.other_sentence(first.other.start).start.min(first.other.start);
    let start = sides.base_sentence(first.base.start).start.max(first.base.start.saturating_sub(LONGEST));
    let mut refined = sides.equal(start..first.base.start, from..first.other.start, true);
    for (at, run) in runs.iter().enumerate() {
        refined.push(run.clone());
        match runs.get(at + 1) {
            Some(next) if next.base.start >= run.base.end => {
                refined.extend(sides.equal(run.base.end..next.base.start, run.other.end..next.other.start, false));
            }
            Some(_) => {}
            None => {
                let to = sides.other_sentence(run.other.end - 1).end;
                let end = sides.base_sentence(run.base.end - 1).end.min(run.base.end + LONGEST);
                refined.extend(sides.equal(run.base.end..end, run.other.end..to, false));
            }
        }
    }
    refined
}

/// The differences of all segments.
pub(super) fn judged(
    ground: &Ground<'_, '_>,
    other: &Witness<'_>,
    segments: Vec<Located>,
    kept: &[bool],
) -> Vec<QuoteMatch> {
    let differences: Vec<Vec<Difference>> = segments
        .iter()
        .enumerate()
        .map(|(at, segment)| {
            let neighbour = |index: Option<usize>| {
                index.and_then(|index| segments.get(index)).filter(|there| there.claim == segment.claim)
            };
            let judge = Judge {
                sides: Sides { ground, other, words: &segment.words },
                segment,
                before: neighbour(at.checked_sub(1)),
                after: neighbour(Some(at + 1)),
                kept,
            };
            judge.differences()
        })
        .collect();
    let matches = segments.into_iter().zip(differences).filter(|(segment, _)| !segment.runs.is_empty());
    matches.map(|(segment, differences)| QuoteMatch {
        other: segment.claim,
        segment: segment.segment,
        pieces: segment.runs.iter().map(|run| piece(ground, &segment.words, run)).collect(),
        differences,
    }).collect()
}

fn piece(ground: &Ground<'_, '_>, words: &Words, run: &Run) -> Piece {
    Piece {
        base: ground.words.token_range(run.base.clone()),
        base_claim: ground.voice[run.base.start].map(|voice| voice.claim),
        other: words.token_range(run.other.clone()),
        words: run.other.len(),
    }
}

/// The words of a segment and those of the base.
#[derive(Clone, Copy)]
struct Sides<'s, 'g, 'a> {
    ground: &'s Ground<'g, 'a>,
    other: &'s Witness<'a>,
    words: &'s Words,
}

impl Sides<'_, '_, '_> {
    /// The equal words of two stretches, in order.
    fn equal(&self, base: Range<usize>, other: Range<usize>, from_end: bool) -> Vec<Run> {
        let room = other.len() * 2 + 12;
        let base = match from_end {
            true => base.start.max(base.end.saturating_sub(room))..base.end,
            false => base,
        };
        if base.is_empty() || other.is_empty() || base.len() > LONGEST || other.len() > LONGEST {
            return Vec::new();
        }
        let (left, right) = (self.ground.words.exact(base.clone()), self.words.exact(other.clone()));
        capture_diff_slices(Algorithm::Myers, left, right)
            .into_iter()
            .filter(|op| op.tag() == DiffTag::Equal)
            .map(|op| Run {
                base: base.start + op.old_range().start..base.start + op.old_range().end,
                other: other.start + op.new_range().start..other.start + op.new_range().end,
            })
            .collect()
    }

    /// The words of the segment in the same sentence.
    fn other_sentence(&self, word: usize) -> Range<usize> {
        let sentence = &self.words.sentence;
        let Some(&number) = sentence.get(word) else { return word..word };
        sentence.partition_point(|&s| s < number)..sentence.partition_point(|&s| s <= number)
    }

    /// The words of the base in the same sentence and the same quotation.
    fn base_sentence(&self, word: usize) -> Range<usize> {
        self.ground.part_around(word)
    }

    fn base_tokens(&self, words: Range<usize>) -> &[usize] {
        self.ground.words.tokens.get(words).unwrap_or(&[])
    }

    fn other_tokens(&self, words: Range<usize>) -> &[usize] {
        self.words.tokens.get(words).unwrap_or(&[])
    }

    /// The marks between two neighbouring words of the other text, or after the last.
    fn marks_between(&self, left: Option<usize>, right: Option<usize>) -> impl Iterator<Item = &str> {
        let token = |word: Option<usize>| word.and_then(|word| self.words.tokens.get(word)).copied();
        let (from, to) = match (token(left), token(right)) {
            (Some(left), Some(right)) => (left + 1, right),
            (Some(left), None) => (left + 1, left + 4),
            (None, Some(right)) => (right.saturating_sub(3), right),
            (None, None) => (0, 0),
        };
        marks(self.other, from..to, left.is_none())
    }

    /// Whether an ellipsis or brackets stand there.
    fn is_open_about(&self, left: Option<usize>, right: Option<usize>) -> bool {
        self.marks_between(left, right).any(|mark| mark.contains('…') || mark.contains("...") || mark == "[" || mark == "(")
    }
}

/// Marks next to a word: up to the next word, or, seen backward, back to the one before.
fn marks<'w>(witness: &'w Witness<'_>, tokens: Range<usize>, backward: bool) -> impl Iterator<Item = &'w str> {
    let count = witness.terms.len();
    let tokens = tokens.start.min(count)..tokens.end.min(count);
    let list: Vec<usize> = if backward { tokens.rev().collect() } else { tokens.collect() };
    let marks = list.into_iter().take_while(|&token| !witness.is_word(token));
    marks.filter_map(|token| witness.analysis.tokens.get(token)).map(|token| witness.words(token.span))
}

/// What one segment's runs come to.
struct Judge<'s, 'g, 'a> {
    sides: Sides<'s, 'g, 'a>,
    segment: &'s Located,
    before: Option<&'s Located>,
    after: Option<&'s Located>,
    kept: &'s [bool],
}

impl Judge<'_, '_, '_> {
    fn differences(&self) -> Vec<Difference> {
        let runs = &self.segment.runs;
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return Vec::new() };
        if self.is_of_another(first) {
            return Vec::new();
        }
        let mut changes: Vec<Gap> = self.lead(first).into_iter().collect();
        let mut found = Vec::new();
        for pair in runs.windows(2) {
            self.seam(&pair[0], &pair[1], &mut changes, &mut found);
        }
        changes.extend(self.trail(last));
        found.extend(self.altered(changes));
        found.extend(self.start_cut(first));
        found.extend(self.end_cut(last));
        found.sort_by_key(|difference| (difference.other.start, difference.base.start));
        found
    }

    /// Whether another speaker's own words only resemble the base's.
    fn is_of_another(&self, first: &Run) -> bool {
        let matched: usize = self.segment.runs.iter().map(|run| run.other.len()).sum();
        let share = matched as f32 / self.segment.words.len().max(1) as f32;
        let base = self.voice(first.base.start).map(|base| self.sides.ground.witness.claim(base));
        let differ = base.is_some_and(|base| speakers_differ(base, self.sides.other.claim(self.segment.claim)));
        share < 0.35 || differ && share < 0.9
    }

    fn voice(&self, word: usize) -> Option<usize> {
        self.sides.ground.voice.get(word).copied().flatten().map(|voice| voice.claim)
    }

    fn difference(&self, what: What, base: Range<usize>, other: Range<usize>, at: (usize, usize)) -> Difference {
        let (left, right) = (self.sides.other_sentence(other.start), self.sides.other_sentence(other.end.max(1) - 1));
        let ground = &self.sides.ground.words;
        Difference {
            what,
            gone: matches!(what, What::Cut(_)),
            base: ground.token_range(base),
            other: self.sides.words.token_range(other),
            base_context: ground.token_range(self.sides.base_sentence(at.0).start..self.sides.base_sentence(at.1).end),
            other_context: self.sides.words.token_range(left.start..right.end.max(left.end)),
            base_claim: self.voice(at.0),
        }
    }

    /// What stands between two runs.
    fn seam(&self, left: &Run, right: &Run, changes: &mut Vec<Gap>, found: &mut Vec<Difference>) {
        let sentence = &self.sides.ground.words.sentence;
        if right.base.start < left.base.end {
            let same = sentence.get(left.base.start) == sentence.get(right.base.start)
                && self.sides.words.sentence[left.other.end - 1] == self.sides.words.sentence[right.other.start];
            let what = match same {
                true => What::Altered,
                false => self.joined(left.base.end - 1, right.base.start, 0, true, false),
            };
            let words = right.base.start..right.base.end;
            let seam = left.other.end - 1..right.other.start + 1;
            found.push(self.difference(what, words, seam, (right.base.start, right.base.end - 1)));
            return;
        }
        let gap = Gap { base: left.base.end..right.base.start, other: left.other.end..right.other.start };
        if gap.base.is_empty() && gap.other.is_empty() && self.voice(left.base.end - 1) == self.voice(right.base.start) {
            return;
        }
        if self.sides.is_open_about(Some(gap.other.start - 1), Some(gap.other.end)) {
            return;
        }
        if gap.other.is_empty() {
            self.pure_gap(self.slid(gap, left, right), changes, found);
        } else {
            self.mixed_gap(gap, changes, found);
        }
    }

    fn joined(&self, left: usize, right: usize, missing: usize, turned: bool, torn: bool) -> What {
        What::Joined { missing, turned, torn, apart: self.voice(left) != self.voice(right) }
    }

    /// Moves a gap along equal words to where sentences and clauses end.
    fn slid(&self, gap: Gap, left: &Run, right: &Run) -> Gap {
        let exact = |word: usize| self.sides.ground.words.exact(word..word + 1).first();
        let back = (1..left.other.len().min(LONGEST)).take_while(|&n| exact(gap.base.start - n) == exact(gap.base.end - n)).count();
        let on = (0..(right.other.len() - 1).min(LONGEST)).take_while(|&n| exact(gap.base.start + n) == exact(gap.base.end + n)).count();
        let moved = |by: isize| Gap {
            base: gap.base.start.saturating_add_signed(by)..gap.base.end.saturating_add_signed(by),
            other: gap.other.start.saturating_add_signed(by)..gap.other.end.saturating_add_signed(by),
        };
        let worth = |gap: &Gap| {
            let sentence = &self.sides.ground.words.sentence;
            let seam = self.sides.words.sentence[gap.other.start - 1] != self.sides.words.sentence[gap.other.start];
            let ends = |word: usize| sentence.get(word - 1) != sentence.get(word);
            let mark = |word: usize| self.base_mark_before(word);
            4 * u8::from(seam && (ends(gap.base.start) || ends(gap.base.end)))
                + 2 * u8::from(mark(gap.base.start))
                + u8::from(mark(gap.base.end))
        };
        let best = (-(back as isize)..=on as isize).max_by_key(|&by| (worth(&moved(by)), -by.abs()));
        moved(best.unwrap_or(0))
    }

    /// Whether a mark stands right before a word of the base.
    fn base_mark_before(&self, word: usize) -> bool {
        let token = self.sides.ground.words.tokens.get(word).copied().unwrap_or(0);
        token > 0 && !self.sides.ground.witness.is_word(token - 1)
    }

    /// Words of the base are gone, and nothing stands for them.
    fn pure_gap(&self, gap: Gap, changes: &mut Vec<Gap>, found: &mut Vec<Difference>) {
        let sentence = &self.sides.ground.words.sentence;
        let (left, right) = (gap.base.start - 1, gap.base.end);
        let (first, last) = (sentence[left], sentence[right]);
        let seam = gap.other.start - 1..gap.other.end + 1;
        if gap.base.len() > FAR {
            if self.voice(left).is_some() && self.voice(right).is_some() {
                let what = self.joined(left, right, last - first, false, false);
                found.push(self.difference(what, gap.base, seam, (left, left)));
            }
            return;
        }
        let quoted: Vec<usize> = gap.base.clone().filter(|&word| self.voice(word).is_some()).collect();
        let count = |number: usize| quoted.iter().filter(|&&word| sentence[word] == number).count();
        if first == last {
            if !quoted.is_empty() || self.voice(left).is_none() {
                changes.push(gap);
            }
            return;
        }
        if self.voice(left).is_none() || self.voice(right).is_none() {
            return;
        }
        let mut between: Vec<usize> =
            quoted.iter().map(|&word| sentence[word]).filter(|&s| s != first && s != last).collect();
        between.dedup();
        let (tail, head, apart) = (count(first), count(last), self.voice(left) != self.voice(right));
        let at = |word: usize| (word, word);
        let found_one = match (tail > 0, head > 0, between.len()) {
            (false, false, 0) if !apart => return,
            (true, false, 0) if !apart => {
                let words = gap.base.start..gap.base.start + tail;
                self.difference(What::Cut(Cut::Tail), words, seam, at(left))
            }
            (false, true, 0) if !apart => {
                let words = gap.base.end - head..gap.base.end;
                self.difference(What::Cut(Cut::Head), words, seam, at(right))
            }
            (false, false, 1) if !apart => {
                let words = self.sides.base_sentence(quoted[0]);
                self.difference(What::Cut(Cut::Sentence), words, seam, at(quoted[0]))
            }
            (tail, head, missing) => {
                self.difference(self.joined(left, right, missing, false, tail || head), gap.base, seam, at(left))
            }
        };
        found.push(found_one);
    }

    /// Other words stand where the base has words, or where it has none.
    fn mixed_gap(&self, gap: Gap, changes: &mut Vec<Gap>, found: &mut Vec<Difference>) {
        let sentence = &self.sides.ground.words.sentence;
        let inserted = self.sides.other_sentence(gap.other.start);
        if gap.other.start <= inserted.start && inserted.end <= gap.other.end {
            if gap.base.is_empty() {
                found.push(self.difference(
                    What::Invented,
                    gap.base.clone(),
                    inserted,
                    (gap.base.start - 1, gap.base.start),
                ));
            }
            return;
        }
        let (left, right) = (gap.base.start - 1, gap.base.end);
        let missing = sentence[right].saturating_sub(sentence[left]).saturating_sub(1);
        if missing > 0 && gap.base.len() > 2 * gap.other.len() {
            if self.voice(left).is_some() && self.voice(right).is_some() {
                let what = self.joined(left, right, missing, false, true);
                let seam = gap.other.start - 1..gap.other.end + 1;
                found.push(self.difference(what, gap.base, seam, (left, left)));
            }
            return;
        }
        changes.push(gap);
    }

    /// Words before the first run in the same sentence.
    fn lead(&self, first: &Run) -> Option<Gap> {
        let from = self.sides.other_sentence(first.other.start).start;
        let other = from..first.other.start;
        let start = self.sides.base_sentence(first.base.start).start;
        let replaced = first.base.start - start <= 2 * other.len() + 2;
        let base = if replaced { start..first.base.start } else { first.base.start..first.base.start };
        let open = self.sides.is_open_about(None, Some(other.start)) || self.sides.is_open_about(Some(from), Some(first.other.start));
        (!other.is_empty() && !open).then_some(Gap { base, other })
    }

    /// Words after the last run in the same sentence.
    fn trail(&self, last: &Run) -> Option<Gap> {
        let other = last.other.end..self.sides.other_sentence(last.other.end - 1).end;
        let end = self.sides.base_sentence(last.base.end - 1).end;
        let replaced = end - last.base.end <= 2 * other.len() + 2;
        let base = if replaced { last.base.end..end } else { last.base.end..last.base.end };
        let open = self.sides.is_open_about(Some(last.other.end - 1), Some(last.other.end));
        (!other.is_empty() && !open).then_some(Gap { base, other })
    }

    /// Changed words that matter, neighbours taken together.
    fn altered(&self, changes: Vec<Gap>) -> Vec<Difference> {
        let mut left = Vec::new();
        for group in grouped(changes) {
            let whole = around(&group);
            if !self.is_harmless(&whole) {
                left.extend(group.into_iter().filter(|gap| !self.is_harmless(gap) && self.is_told_here(gap)));
            }
        }
        grouped(left).iter().map(|group| self.change(group)).collect()
    }

    fn change(&self, group: &[Gap]) -> Difference {
        let whole = around(group);
        let gone = whole.other.is_empty();
        let what = if gone && whole.base.len() > 1 { What::Cut(Cut::Inside) } else { What::Altered };
        let at = if whole.base.is_empty() { whole.base.start.saturating_sub(1) } else { whole.base.start };
        let seam = match gone {
            true => whole.other.start.saturating_sub(1)..(whole.other.end + 1).min(self.sides.words.len()),
            false => whole.other.clone(),
        };
        let last = if whole.base.is_empty() { at } else { whole.base.end - 1 };
        Difference { gone, ..self.difference(what, whole.base, seam, (at, last)) }
    }

    /// Whether the sentence around a change is the base's at all.
    fn is_told_here(&self, gap: &Gap) -> bool {
        let sentence = self.sides.other_sentence(gap.other.start.min(self.sides.words.len().saturating_sub(1)));
        let overlap = |run: &Run| run.other.end.min(sentence.end).saturating_sub(run.other.start.max(sentence.start));
        let runs = &self.segment.runs;
        let from = runs.partition_point(|run| run.other.end <= sentence.start);
        let here = runs[from..].iter().take_while(|run| run.other.start < sentence.end);
        let equal: usize = here.map(overlap).sum();
        equal as f32 / sentence.len().max(1) as f32 >= SHARE
    }

    fn is_harmless(&self, gap: &Gap) -> bool {
        let (base, other) = (self.sides.ground.witness, self.sides.other);
        let (left, right) = (self.sides.base_tokens(gap.base.clone()), self.sides.other_tokens(gap.other.clone()));
        let verb = |witness: &Witness<'_>, tokens: &[usize]| matches!(wording::phrase(witness, tokens).as_str(), "is" | "has" | "us");
        let before = |list: &[usize], at: usize| at.checked_sub(1).and_then(|at| list.get(at)).copied();
        wording::same(base, left, other, right)
            || wording::all_measures(base, left) && wording::all_measures(other, right)
            || wording::abbreviates(base, left, other, right)
            || left.is_empty() && wording::all_fillers(other, right)
            || right.is_empty() && wording::all_fillers(base, left)
            || right.is_empty() && verb(base, left) && wording::swallows_verb(other, before(&self.sides.words.tokens, gap.other.start))
            || left.is_empty() && verb(other, right) && wording::swallows_verb(base, before(&self.sides.ground.words.tokens, gap.base.start))
    }

    /// What the base's sentence has before the first word of the segment.
    fn start_cut(&self, first: &Run) -> Option<Difference> {
        let whole = self.sides.base_sentence(first.base.start);
        let head = whole.start..first.base.start;
        let goes_on = self.before.and_then(|before| before.runs.last()).is_some_and(|run| run.base.end >= first.base.start);
        if first.other.start > 0 || head.is_empty() || goes_on || !self.is_capital(0) || self.segment.fragment {
            return None;
        }
        if self.sides.is_open_about(None, Some(0)) || self.is_kept(&head) || self.is_told_beside(&head) {
            return None;
        }
        self.voice(first.base.start)?;
        Some(self.difference(What::Cut(Cut::Start), head, 0..1, (first.base.start, first.base.start)))
    }

    /// What the base's sentence has after the last word of the segment.
    fn end_cut(&self, last: &Run) -> Option<Difference> {
        let end = self.segment.words.len();
        let whole = self.sides.base_sentence(last.base.end - 1);
        let tail = last.base.end..whole.end;
        let goes_on = self.after.and_then(|after| after.runs.first()).is_some_and(|run| {
            run.base.start >= tail.start && run.base.start <= tail.end
        });
        if last.other.end < end || tail.is_empty() || goes_on || self.segment.fragment {
            return None;
        }
        let open = self.sides.is_open_about(Some(end - 1), None);
        if open || self.is_kept(&tail) || self.is_told_beside(&tail) || !self.is_clause(end - 1) {
            return None;
        }
        self.voice(last.base.end - 1)?;
        let stopped = self.sides.marks_between(Some(end - 1), None).any(|mark| mark.starts_with(['.', '!', '?']));
        Some(self.difference(What::Cut(Cut::End { stopped }), tail, end - 1..end, (last.base.end - 1, last.base.end - 1)))
    }

    fn is_capital(&self, word: usize) -> bool {
        let token = self.segment.words.tokens.get(word).and_then(|&token| self.sides.other.analysis.tokens.get(token));
        token.is_some_and(|token| self.sides.other.words(token.span).starts_with(char::is_uppercase))
    }

    /// Whether the sentence that ends with this word is shown from its start: a mere part is openly a part.
    fn is_clause(&self, word: usize) -> bool {
        let start = self.sides.other_sentence(word).start;
        start > 0 || self.is_capital(0) || self.segment.segment > 0
    }

    /// Whether the other text quotes most of these words of the base elsewhere.
    fn is_kept(&self, words: &Range<usize>) -> bool {
        let tokens = self.sides.base_tokens(words.clone());
        let kept = tokens.iter().filter(|&&token| self.kept.get(token) == Some(&true)).count();
        kept * 2 > tokens.len()
    }

    /// Whether the other text tells these words of the base in its own voice, in the sentence around the quotation or
    /// the next.
    fn is_told_beside(&self, words: &Range<usize>) -> bool {
        let (base, other) = (self.sides.ground.witness, self.sides.other);
        let content: Vec<u32> = self.sides.base_tokens(words.clone()).iter()
            .filter(|&&token| base.is_content(token)).map(|&token| base.terms[token].concept).collect();
        let Some(&last) = self.segment.words.tokens.last() else { return false };
        let first = self.segment.words.tokens[0];
        let sentence = |token: usize| other.analysis.tokens.get(token).and_then(|t| other.sentence_at(t.span.start()));
        let (Some(from), Some(to)) = (sentence(first), sentence(last)) else { return false };
        let outside = (from..=to + 1).filter_map(|s| other.analysis.sentences.get(s)).flat_map(|s| s.tokens.clone());
        let outside: Vec<u32> = outside
            .filter(|token| !(first..=last).contains(token) && other.is_content(*token))
            .map(|token| other.terms[token].concept)
            .collect();
        let told = content.iter().filter(|concept| outside.contains(concept)).count();
        !content.is_empty() && told * 2 >= content.len()
    }
}

/// Changes with few words between them, together.
fn grouped(changes: Vec<Gap>) -> Vec<Vec<Gap>> {
    let mut groups: Vec<Vec<Gap>> = Vec::new();
    for change in changes {
        match groups.last_mut() {
            Some(group) if group.last().is_some_and(|last| near(last, &change)) => group.push(change),
            _ => groups.push(vec![change]),
        }
    }
    groups
}

fn near(left: &Gap, right: &Gap) -> bool {
    let apart = |left: &Range<usize>, right: &Range<usize>| right.start.checked_sub(left.end).is_some_and(|n| n <= TOGETHER);
    apart(&left.other, &right.other) && apart(&left.base, &right.base)
}

/// From the first to the last of some changes.
fn around(group: &[Gap]) -> Gap {
    let (first, last) = (group.first(), group.last());
    let span = |of: fn(&Gap) -> &Range<usize>| first.map_or(0, |g| of(g).start)..last.map_or(0, |g| of(g).end);
    Gap { base: span(|gap| &gap.base), other: span(|gap| &gap.other) }
}
