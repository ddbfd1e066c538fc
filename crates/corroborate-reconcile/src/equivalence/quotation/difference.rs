//! From runs of equal words to what differs: words changed, words cut, utterances joined.

use std::ops::Range;

use super::place::{Ground, Run, Words};
use super::sides::{LONGEST, Sides};
use super::{Located, Piece, QuoteMatch, speakers_differ, wording};
use crate::witness::Witness;

/// The mark after the last quoted word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stop {
    /// None, as in headlines and pull quotes.
    None,
    /// A comma, before the speaker is named.
    Comma,
    /// A full stop: the sentence is shown as finished.
    Full,
}

/// Where words were cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// In the middle of a sentence.
    Inside,
    /// Before the first word shown.
    Start,
    /// After the last word shown.
    End(Stop),
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

/// From so many words on, it does not matter any more what stands between.
const FAR: usize = 2000;
/// Changes with at most so many words between them are one change.
const TOGETHER: usize = 3;
/// A sentence counts as the base's from this share of equal words on.
const SHARE: f32 = 0.5;

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
    matches
        .map(|(segment, differences)| QuoteMatch {
            other: segment.claim,
            segment: segment.segment,
            pieces: segment.runs.iter().map(|run| piece(ground, &segment.words, run)).collect(),
            differences,
        })
        .collect()
}

fn piece(ground: &Ground<'_, '_>, words: &Words, run: &Run) -> Piece {
    Piece {
        base: ground.words.token_range(run.base.clone()),
        base_claim: ground.voice[run.base.start].map(|voice| voice.claim),
        other: words.token_range(run.other.clone()),
        words: run.other.len(),
    }
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
        let differ =
            base.is_some_and(|base| speakers_differ(base, self.sides.other.claim(self.segment.claim)));
        share < 0.35 || differ && share < 0.9
    }

    fn voice(&self, word: usize) -> Option<usize> {
        self.sides.ground.voice.get(word).copied().flatten().map(|voice| voice.claim)
    }

    fn difference(
        &self,
        what: What,
        base: Range<usize>,
        other: Range<usize>,
        at: (usize, usize),
    ) -> Difference {
        let (left, right) =
            (self.sides.other_sentence(other.start), self.sides.other_sentence(other.end.max(1) - 1));
        let ground = &self.sides.ground.words;
        Difference {
            what,
            gone: matches!(what, What::Cut(_)),
            base: ground.token_range(base),
            other: self.sides.words.token_range(other),
            base_context: ground
                .token_range(self.sides.base_sentence(at.0).start..self.sides.base_sentence(at.1).end),
            other_context: self.sides.words.token_range(left.start..right.end.max(left.end)),
            base_claim: self.voice(at.0),
        }
    }

    /// What stands between two runs.
    fn seam(&self, left: &Run, right: &Run, changes: &mut Vec<Gap>, found: &mut Vec<Difference>) {
        let sentence = &self.sides.ground.words.sentence;
        if right.base.start < left.base.end {
            let same = sentence.get(left.base.start) == sentence.get(right.base.start)
                && self.sides.words.sentence[left.other.end - 1]
                    == self.sides.words.sentence[right.other.start];
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
        if gap.base.is_empty()
            && gap.other.is_empty()
            && self.voice(left.base.end - 1) == self.voice(right.base.start)
        {
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
        let back = (1..left.other.len().min(LONGEST))
            .take_while(|&n| exact(gap.base.start - n) == exact(gap.base.end - n))
            .count();
        let on = (0..(right.other.len() - 1).min(LONGEST))
            .take_while(|&n| exact(gap.base.start + n) == exact(gap.base.end + n))
            .count();
        let moved = |by: isize| Gap {
            base: gap.base.start.saturating_add_signed(by)..gap.base.end.saturating_add_signed(by),
            other: gap.other.start.saturating_add_signed(by)..gap.other.end.saturating_add_signed(by),
        };
        let worth = |gap: &Gap| {
            let sentence = &self.sides.ground.words.sentence;
            let seam =
                self.sides.words.sentence[gap.other.start - 1] != self.sides.words.sentence[gap.other.start];
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
        let spoken = self.voice(left).is_some() && self.voice(right).is_some();
        let seam = gap.other.start - 1..gap.other.end + 1;
        if sentence[left] == sentence[right] {
            if self.voice(left).is_none() || gap.base.clone().any(|word| self.voice(word).is_some()) {
                changes.push(gap);
            }
        } else if spoken && gap.base.len() > FAR {
            let what = self.joined(left, right, sentence[right] - sentence[left], false, false);
            found.push(self.difference(what, gap.base, seam, (left, left)));
        } else if spoken {
            found.extend(self.gap_between_sentences(gap, seam));
        }
    }

    /// What is gone where the seam lies between two sentences of the base.
    fn gap_between_sentences(&self, gap: Gap, seam: Range<usize>) -> Option<Difference> {
        let sentence = &self.sides.ground.words.sentence;
        let (left, right) = (gap.base.start - 1, gap.base.end);
        let (first, last) = (sentence[left], sentence[right]);
        let quoted: Vec<usize> = gap.base.clone().filter(|&word| self.voice(word).is_some()).collect();
        let count = |number: usize| quoted.iter().filter(|&&word| sentence[word] == number).count();
        let mut between: Vec<usize> =
            quoted.iter().map(|&word| sentence[word]).filter(|&s| s != first && s != last).collect();
        between.dedup();
        let (tail, head, apart) = (count(first), count(last), self.voice(left) != self.voice(right));
        let cut = |cut, words, at| Some(self.difference(What::Cut(cut), words, seam.clone(), (at, at)));
        match (tail > 0, head > 0, between.len()) {
            (false, false, 0) if !apart => None,
            (true, false, 0) if !apart => cut(Cut::Tail, gap.base.start..gap.base.start + tail, left),
            (false, true, 0) if !apart => cut(Cut::Head, gap.base.end - head..gap.base.end, right),
            (false, false, 1) if !apart => cut(Cut::Sentence, self.sides.base_sentence(quoted[0]), quoted[0]),
            (tail, head, missing) => {
                let what = self.joined(left, right, missing, false, tail || head);
                Some(self.difference(what, gap.base, seam, (left, left)))
            }
        }
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
        let open = self.sides.is_open_about(None, Some(other.start))
            || self.sides.is_open_about(Some(from), Some(first.other.start));
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
        let changes =
            changes.into_iter().filter(|gap| !self.is_harmless(gap) && self.is_told_here(gap)).collect();
        let groups = grouped(changes).into_iter().filter(|group| !self.is_harmless(&around(group)));
        groups.map(|group| self.change(&group)).collect()
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
        let sentence =
            self.sides.other_sentence(gap.other.start.min(self.sides.words.len().saturating_sub(1)));
        let overlap =
            |run: &Run| run.other.end.min(sentence.end).saturating_sub(run.other.start.max(sentence.start));
        let runs = &self.segment.runs;
        let from = runs.partition_point(|run| run.other.end <= sentence.start);
        let here = runs[from..].iter().take_while(|run| run.other.start < sentence.end);
        let equal: usize = here.map(overlap).sum();
        equal as f32 / sentence.len().max(1) as f32 >= SHARE
    }

    fn is_harmless(&self, gap: &Gap) -> bool {
        let (base, other) = (self.sides.ground.witness, self.sides.other);
        let (left, right) =
            (self.sides.base_tokens(gap.base.clone()), self.sides.other_tokens(gap.other.clone()));
        let verb = |witness: &Witness<'_>, tokens: &[usize]| {
            matches!(wording::phrase(witness, tokens).as_str(), "is" | "has" | "us")
        };
        let before = |list: &[usize], at: usize| at.checked_sub(1).and_then(|at| list.get(at)).copied();
        wording::same(base, left, other, right)
            || wording::all_measures(base, left) && wording::all_measures(other, right)
            || wording::abbreviates(base, left, other, right)
            || left.is_empty() && wording::all_fillers(other, right)
            || right.is_empty() && wording::all_fillers(base, left)
            || right.is_empty()
                && verb(base, left)
                && wording::swallows_verb(other, before(&self.sides.words.tokens, gap.other.start))
            || left.is_empty()
                && verb(other, right)
                && wording::swallows_verb(base, before(&self.sides.ground.words.tokens, gap.base.start))
    }

    /// What the base's sentence has before the first word of the segment.
    fn start_cut(&self, first: &Run) -> Option<Difference> {
        let whole = self.sides.base_sentence(first.base.start);
        let head = whole.start..first.base.start;
        let goes_on = self
            .before
            .and_then(|before| before.runs.last())
            .is_some_and(|run| run.base.end >= first.base.start);
        if first.other.start > 0 || head.is_empty() || goes_on || !self.is_capital(0) || self.segment.fragment
        {
            return None;
        }
        // A condition is no less cut where its words are told beside the quotation.
        let first_word = self
            .sides
            .base_tokens(head.clone())
            .first()
            .map(|&t| wording::word(self.sides.ground.witness, t));
        let condition = first_word.is_some_and(|word| matches!(word.as_str(), "if" | "unless" | "provided"));
        if self.sides.is_open_about(None, Some(0))
            || self.is_kept(&head)
            || !condition && self.is_told_beside(&head)
        {
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
        let goes_on = self
            .after
            .and_then(|after| after.runs.first())
            .is_some_and(|run| run.base.start >= tail.start && run.base.start <= tail.end);
        if last.other.end < end || tail.is_empty() || goes_on || self.segment.fragment {
            return None;
        }
        let open = self.sides.is_open_about(Some(end - 1), None);
        if open || self.is_kept(&tail) || self.is_told_beside(&tail) || !self.is_clause(end - 1) {
            return None;
        }
        self.voice(last.base.end - 1)?;
        let stop = self.sides.marks_between(Some(end - 1), None).map(|mark| match mark.chars().next() {
            Some('.' | '!' | '?') => Stop::Full,
            Some(',') => Stop::Comma,
            _ => Stop::None,
        });
        let what = What::Cut(Cut::End(stop.max().unwrap_or(Stop::None)));
        Some(self.difference(what, tail, end - 1..end, (last.base.end - 1, last.base.end - 1)))
    }

    fn is_capital(&self, word: usize) -> bool {
        let token = self
            .segment
            .words
            .tokens
            .get(word)
            .and_then(|&token| self.sides.other.analysis.tokens.get(token));
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
        let content: Vec<u32> = self
            .sides
            .base_tokens(words.clone())
            .iter()
            .filter(|&&token| base.is_content(token))
            .map(|&token| base.terms[token].concept)
            .collect();
        let Some(&last) = self.segment.words.tokens.last() else { return false };
        let first = self.segment.words.tokens[0];
        let sentence =
            |token: usize| other.analysis.tokens.get(token).and_then(|t| other.sentence_at(t.span.start()));
        let (Some(from), Some(to)) = (sentence(first), sentence(last)) else { return false };
        let outside =
            (from..=to + 1).filter_map(|s| other.analysis.sentences.get(s)).flat_map(|s| s.tokens.clone());
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
    let apart = |left: &Range<usize>, right: &Range<usize>| {
        right.start.checked_sub(left.end).is_some_and(|n| n <= TOGETHER)
    };
    apart(&left.other, &right.other) && apart(&left.base, &right.base)
}

/// From the first to the last of some changes.
fn around(group: &[Gap]) -> Gap {
    let (first, last) = (group.first(), group.last());
    let span =
        |of: fn(&Gap) -> &Range<usize>| first.map_or(0, |g| of(g).start)..last.map_or(0, |g| of(g).end);
    Gap { base: span(|gap| &gap.base), other: span(|gap| &gap.other) }
}
