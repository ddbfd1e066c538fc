//! Joins stretches between marks to utterances.
//!
//! One utterance is what stands under one attribution: "…," said X. "…" with its two pieces, and paragraphs that open
//! with a mark though the last was not closed, whatever caption stands between them. A quoted paragraph after a closed
//! one is an utterance of its own, carried on from the last speaker.

use std::ops::Range;

use corroborate_model::{Attribution, BlockKind, QuotationForm, Span};

use super::{Marked, Nature, Quoted, Utterance};
use crate::attribution::{Frames, Intro, Referent};
use crate::lexicon::{CueClass, Tags};
use crate::name::Names;
use crate::scan::Scan;

/// Most blocks between two paragraphs of one utterance.
const SKIPPED: usize = 2;

/// How many utterances away a pull quote may stand from its source.
const PULLED: usize = 40;

/// The utterances and fragments between marks.
pub(super) fn marked(scan: &Scan<'_>, names: &Names, quoted: &Quoted, frames: &Frames) -> Vec<Utterance> {
    let joiner = Joiner { scan, names, quoted, frames };
    let mut utterances = joiner.utterances();
    lend(scan, &mut utterances);
    for marked in &quoted.marked {
        if marked.nature == Nature::Fragment {
            utterances.push(joiner.fragment(marked));
        }
    }
    utterances
}

/// Gives a pull quote the speaker of the utterance that it repeats.
fn lend(scan: &Scan<'_>, utterances: &mut [Utterance]) {
    let text = scan.reading.text();
    for index in 0..utterances.len() {
        let Some(pulled) = utterances.get(index).filter(|pulled| is_lent(pulled)) else { continue };
        let Some(words) =
            pulled.segments.first().map(|span| span.of(text)).filter(|_| pulled.segments.len() == 1)
        else {
            continue;
        };
        let words = words.trim_end_matches(['.', ',', '!', '?']);
        let near = index.saturating_sub(PULLED)..(index + PULLED).min(utterances.len());
        let mut around = utterances.iter().enumerate().take(near.end).skip(near.start);
        let source = around.find(|(other, utterance)| {
            *other != index
                && !is_lent(utterance)
                && utterance.segments.iter().any(|span| span.of(text).contains(words))
        });
        let lent = source.and_then(|(_, utterance)| utterance.attribution.clone());
        if let (Some(lent), Some(pulled)) = (lent, utterances.get_mut(index)) {
            pulled.attribution = Some(Attribution { cue: None, span: None, resolved: true, ..lent });
        }
    }
}

fn is_lent(utterance: &Utterance) -> bool {
    utterance.attribution.as_ref().is_none_or(|attribution| attribution.span.is_none())
}

/// Where the frame of a stretch stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

struct Joiner<'a, 'b> {
    scan: &'a Scan<'b>,
    names: &'a Names,
    quoted: &'a Quoted,
    frames: &'a Frames,
}

/// An utterance while it grows.
struct Open<'a> {
    segments: Vec<Span>,
    last: &'a Marked,
    frame: Option<(usize, Side)>,
    /// The token at which its first stretch starts.
    start: usize,
}

impl<'a> Joiner<'a, '_> {
    fn utterances(&self) -> Vec<Utterance> {
        let mut done = Vec::new();
        let mut open: Option<Open<'a>> = None;
        let stretches = self.quoted.marked.iter().filter(|marked| marked.nature == Nature::Utterance);
        let stretches: Vec<&Marked> = stretches.collect();
        for (index, &marked) in stretches.iter().enumerate() {
            let next = stretches.get(index + 1).map_or(usize::MAX, |next| next.tokens.start);
            let own = self.own_frame(marked, next);
            match &mut open {
                Some(current) if self.continues(current, marked, own) => {
                    current.segments.push(marked.stretch.inner);
                    current.last = marked;
                    current.frame = current.frame.or(own);
                }
                _ => {
                    let start = marked.tokens.start;
                    let fresh =
                        Open { segments: vec![marked.stretch.inner], last: marked, frame: own, start };
                    done.extend(open.replace(fresh).map(|open| self.close(open)));
                }
            }
        }
        done.extend(open.map(|open| self.close(open)));
        done
    }

    fn close(&self, open: Open<'_>) -> Utterance {
        let frame = open.frame.and_then(|(frame, _)| self.frames.list.get(frame));
        let attribution = match frame {
            Some(frame) => Some(self.frames.attribution(self.scan, self.names, frame, true)),
            None => self.carried(open.start),
        };
        Utterance { segments: open.segments, form: QuotationForm::Marked, fragment: false, attribution }
    }

    /// The speaker carried on to an utterance that names none: who spoke or acted last before it.
    fn carried(&self, start: usize) -> Option<Attribution> {
        let last = self.frames.last_before(start).cloned();
        let label = self.quoted.label_before(self.scan, start).and_then(|label| {
            let person = Referent::Name(label.person?);
            Some((self.scan.tokens_in(label.words).start, person))
        });
        let (_, referent) = last.into_iter().chain(label).max_by_key(|(at, _)| *at)?;
        Some(self.frames.carried(self.scan, self.names, &referent))
    }

    /// The frame that ascribes this stretch: right after it, else right before it.
    fn own_frame(&self, marked: &Marked, next: usize) -> Option<(usize, Side)> {
        let list = &self.frames.list;
        let end = marked.tokens.end;
        let near = list.partition_point(|frame| frame.cue.start < end);
        let after = list.get(near).filter(|frame| {
            frame.start() >= end
                && frame.cue.start < next.min(end + 18)
                && (frame.intro == Intro::Nothing || self.pauses(marked) && frame.intro == Intro::Quotation)
                && self.joined(end, frame.start(), marked)
        });
        // The words that introduce the next stretch are not the end of this one.
        if after.is_some() {
            return Some((near, Side::After));
        }
        let before = list.partition_point(|frame| frame.cue.start < marked.tokens.start).checked_sub(1)?;
        let frame = list.get(before)?;
        let start = marked.tokens.start;
        let gap = frame.end()..start;
        let introduces = match frame.intro {
            Intro::Quotation => gap.len() < 40,
            Intro::Clause(_) => frame.scope.contains(&start) || frame.scope.end + 2 >= start,
            Intro::Nothing => false,
        };
        let free = !gap.clone().any(|token| self.quoted.holds(token) || self.is_stop(token));
        (introduces && free && self.near_block(frame.cue.start, marked)).then_some((before, Side::Before))
    }

    /// Whether the stretch ends as if its sentence went on, before "he said".
    fn pauses(&self, marked: &Marked) -> bool {
        let inner = marked.stretch.inner.of(self.scan.reading.text());
        inner.ends_with([',', '?', '!', '…']) || self.scan.word(marked.tokens.end) == ","
    }

    /// Whether nothing but the frame's own phrase stands between the end of a stretch and its speaker.
    fn joined(&self, end: usize, start: usize, marked: &Marked) -> bool {
        let text = self.scan.reading.text();
        let inner = marked.stretch.inner.of(text);
        let sentence = |token: usize| self.scan.sentence_at(self.scan.span(token..token + 1).start());
        let cut = inner.ends_with('.') && sentence(start) != sentence(end - 1);
        let same_block = self.scan.block_of(start) == Some(marked.stretch.block);
        start <= end + 10
            && same_block
            && !cut
            && !(end..start).any(|token| {
                // "…," was all he could say.
                let copula = token == end && inner.ends_with(',') && self.scan.is(token, Tags::BE);
                self.is_stop(token) || self.scan.is(token, Tags::FINITE) && !copula
            })
    }

    /// One word before the noun that it qualifies ("a “final” offer").
    fn is_attributive(&self, marked: &Marked) -> bool {
        let scan = self.scan;
        let noun = Tags::PREPOSITION
            .or(Tags::FINITE)
            .or(Tags::COORDINATOR)
            .or(Tags::SUBORDINATOR)
            .or(Tags::RELATIVE);
        scan.tokens_in(marked.stretch.inner).len() == 1
            && marked.tokens.start > 0
            && scan.is(marked.tokens.start - 1, Tags::DETERMINER.or(Tags::POSSESSIVE))
            && scan.is(marked.tokens.end, Tags::LETTERS)
            && !scan.is(marked.tokens.end, noun)
    }

    fn ends_between(&self, tokens: Range<usize>) -> bool {
        tokens.len() > 40 || tokens.into_iter().any(|token| self.is_stop(token))
    }

    fn is_stop(&self, token: usize) -> bool {
        let word = self.scan.word(token);
        (word == "."
            && self.scan.spaced(token + 1)
            && !self.scan.is(token.wrapping_sub(1), Tags::SHOUTED)
            && self.scan.word(token.wrapping_sub(1)).len() > 4)
            || matches!(word, "!" | "?" | ";")
    }

    /// Whether the frame stands in the block of the stretch, or ends the block before it with a colon.
    fn near_block(&self, cue: usize, marked: &Marked) -> bool {
        let block = self.scan.block_of(cue);
        block == Some(marked.stretch.block)
            || (self.starts_block(marked)
                && block.is_some_and(|block| self.between(block, marked.stretch.block)))
    }

    fn starts_block(&self, marked: &Marked) -> bool {
        let block = self.scan.reading.document.blocks.get(marked.stretch.block);
        block.is_some_and(|block| block.span.start() == marked.stretch.outer.start())
    }

    /// Whether only captions, headings and the like stand between two blocks.
    fn between(&self, first: usize, second: usize) -> bool {
        second > first
            && second - first <= SKIPPED + 1
            && (first + 1..second).all(|block| self.is_skipped(block))
    }

    /// Whether a block can stand between two paragraphs of one utterance: a caption, a heading, a credit, or a
    /// short line that is none of the story's sentences.
    fn is_skipped(&self, block: usize) -> bool {
        let document = self.scan.reading.document;
        let Some(found) = document.blocks.get(block) else { return false };
        let text = found.span.of(&document.text);
        let utters = self.quoted.in_block(block).iter().any(|marked| marked.nature == Nature::Utterance);
        match found.kind {
            BlockKind::Body | BlockKind::ListItem | BlockKind::Headline => {
                let short = text.split_whitespace().nth(40).is_none();
                let credited =
                    ["Credit:", "Picture:", "Pictured:", "Photo:", "Pic:", "Image:", "Photograph:"]
                        .iter()
                        .any(|word| text.contains(word));
                let unfinished = !text.ends_with(['.', '!', '?', ':', '"', '”']);
                !utters && short && (credited || unfinished)
            }
            _ => !utters || found.kind == BlockKind::Quote,
        }
    }

    fn continues(&self, open: &Open<'_>, marked: &Marked, own: Option<(usize, Side)>) -> bool {
        let same_frame = own.is_none() || own.map(|(frame, _)| frame) == open.frame.map(|(frame, _)| frame);
        if open.last.stretch.block == marked.stretch.block {
            return same_frame && self.is_split(open, marked);
        }
        if !self.starts_block(marked) || !self.between(open.last.stretch.block, marked.stretch.block) {
            return false;
        }
        if !open.last.stretch.closed {
            return same_frame || open.frame.is_none() || self.same_speaker(open, own);
        }
        // "…," said X. and a new paragraph of quoted words.
        let handed = open.frame.is_some_and(|(_, side)| side == Side::After) && self.ends_with_frame(open);
        own.is_none() && handed
    }

    fn same_speaker(&self, open: &Open<'_>, own: Option<(usize, Side)>) -> bool {
        let frame = |of: Option<(usize, Side)>| of.and_then(|(frame, _)| self.frames.list.get(frame));
        match (frame(open.frame), frame(own)) {
            (Some(first), Some(second)) => first.name == second.name || !second.is_named(),
            _ => true,
        }
    }

    /// Whether only the attribution stands between the last piece and this one.
    fn is_split(&self, open: &Open<'_>, marked: &Marked) -> bool {
        let gap = open.last.tokens.end..marked.tokens.start;
        let Some(frame) = open.frame.and_then(|(frame, _)| self.frames.list.get(frame)) else {
            return gap.len() < 2;
        };
        let stops = gap.clone().filter(|&token| self.is_stop(token)).count();
        let other = self.frames.within(gap.clone()).iter().any(|other| other.cue != frame.cue);
        !other && (gap.is_empty() || (gap.contains(&frame.cue.start) && stops <= 1 && gap.len() < 40))
    }

    /// Whether nothing but the attribution follows the last piece in its block.
    fn ends_with_frame(&self, open: &Open<'_>) -> bool {
        let Some(block) = self.scan.reading.document.blocks.get(open.last.stretch.block) else {
            return false;
        };
        let tail = open.last.tokens.end..self.scan.tokens_in(block.span).end;
        let Some(frame) = open.frame.and_then(|(frame, _)| self.frames.list.get(frame)) else { return false };
        tail.is_empty()
            || (tail.contains(&frame.cue.start)
                && tail.clone().filter(|&token| self.is_stop(token)).count() <= 1
                && tail.len() < 40)
    }

    /// A fragment with the speaker whose frame covers it.
    fn fragment(&self, marked: &Marked) -> Utterance {
        let start = self.scan.tokens_in(marked.stretch.inner).start;
        let sentence = self.scan.sentence_at(marked.stretch.inner.start());
        let frames = self.frames.of_sentence(sentence);
        let covers = |frame: &&crate::attribution::Frame| {
            frame.scope.contains(&start) || (frame.cue.end <= start && start <= frame.cue.end + 2)
        };
        // "…, he said, but “…”": the speaker of the sentence, where no other clause has come between.
        let told = |frame: &&crate::attribution::Frame| {
            let gap = frame.cue.end..start;
            frame.cue.end <= start
                && frame.class != CueClass::Think
                && !self.ends_between(gap.clone())
                && !gap.into_iter().any(|token| self.scan.is(token, Tags::RELATIVE))
        };
        let attributive = self.is_attributive(marked);
        // "said Moscow would respond “in kind”": who would respond says nothing.
        let modal = |frame: &crate::attribution::Frame| {
            let before = frame.cue.start.checked_sub(1).map_or("", |before| self.scan.word(before));
            matches!(before, "would" | "will" | "could" | "should" | "might" | "may" | "must" | "to")
        };
        let frames = frames
            .iter()
            .rev()
            .filter(|frame| !modal(frame) && (!attributive || frame.class != CueClass::Label));
        let frame =
            frames.clone().find(covers).or_else(|| frames.clone().find(told).filter(|_| !attributive));
        let attribution = frame.map(|frame| self.frames.attribution(self.scan, self.names, frame, true));
        Utterance {
            segments: vec![marked.stretch.inner],
            form: QuotationForm::Marked,
            fragment: true,
            attribution,
        }
    }
}
