//! Statements: what each sentence or main clause says, and what holds for all claims in it.
//!
//! One statement for each main clause of prose, in the source's voice or inside quoted words; a phrase that only
//! names a speaker makes none. Hedges, polarity, case step, period and speaker of a clause are set on it and handed to
//! the quantities inside. Deliberately not here: what a clause means beyond these slots.

use std::ops::Range;

use corroborate_model::{Attribution, BlockKind, Claim, Payload, Sentence, Span, Statement, TimeFrame};

use crate::attribution::{Frame, Frames};
use crate::lexicon::{CueClass, Tags};
use crate::name::Names;
use crate::quotation::{Quoted, Utterance};
use crate::scan::Scan;
use crate::{causal, clause, hedge, legal, polarity};

/// Shortest statement, in words.
const SHORTEST: usize = 3;

/// Most pieces of direct speech that start inside one another.
const NESTED: usize = 4;

/// The pieces of direct speech with their utterances, in order; fragments left out.
pub(crate) fn segments(utterances: &[Utterance]) -> Vec<(Span, usize)> {
    let direct =
        utterances.iter().enumerate().filter(|(_, utterance)| utterance.is_direct() && !utterance.fragment);
    let mut segments: Vec<_> = direct
        .flat_map(|(index, utterance)| utterance.segments.iter().map(move |&span| (span, index)))
        .collect();
    segments.sort();
    segments
}

/// What statements are made from.
pub(crate) struct Sources<'a, 'b> {
    pub(crate) scan: &'a Scan<'b>,
    pub(crate) names: &'a Names,
    pub(crate) quoted: &'a Quoted,
    pub(crate) frames: &'a Frames,
    pub(crate) utterances: &'a [Utterance],
    /// The pieces of direct speech with their utterances, in order.
    pub(crate) segments: Vec<(Span, usize)>,
    /// Periods with their sentences, in order.
    pub(crate) periods: &'a [(usize, TimeFrame)],
}

impl Sources<'_, '_> {
    /// The statements of all sentences, in order; they do not overlap.
    pub(crate) fn statements(&self) -> Vec<Claim> {
        let mut claims = Vec::new();
        for (index, sentence) in self.scan.reading.sentences.iter().enumerate() {
            if !makes_statements(self.scan.reading.kind_of(sentence)) {
                continue;
            }
            for (run, quoted) in self.runs(sentence) {
                if !quoted && self.only_ascribes(index, &run) {
                    continue;
                }
                for clause in clause::clauses(self.scan, run) {
                    claims.extend(self.statement(index, clause, quoted));
                }
            }
        }
        claims
    }

    /// The sentence cut into stretches of utterances (`true`) and of the source's own words.
    fn runs(&self, sentence: &Sentence) -> Vec<(Range<usize>, bool)> {
        let (mut at, end) = (sentence.tokens.start, sentence.tokens.end);
        let mut runs = Vec::with_capacity(1);
        for utterance in self.quoted.overlapping(sentence.tokens.clone()) {
            if at < utterance.start {
                runs.push((at..utterance.start, false));
            }
            let stop = utterance.end.min(end);
            if at.max(utterance.start) < stop {
                runs.push((at.max(utterance.start)..stop, true));
                at = stop;
            }
        }
        if at < end {
            runs.push((at..end, false));
        }
        runs
    }

    /// Whether a run of the source's own words does nothing but name the speaker of quoted words.
    fn only_ascribes(&self, sentence: usize, run: &Range<usize>) -> bool {
        let frame = self.frames.of_sentence(sentence).iter().find(|frame| run.contains(&frame.cue.start));
        let Some(frame) = frame else { return false };
        // What the next paragraph quotes does not stand beside it.
        let here = |token: usize| self.scan.block_of(token) == self.scan.block_of(run.start);
        let beside = self.quoted.end_before(run.start).is_some_and(|end| end == run.start && here(end - 1))
            || self.quoted.start_after(run.end).is_some_and(|start| start == run.end && here(start))
            || self.scan.word(run.end.wrapping_sub(1)) == ":";
        let told = frame.scope.clone().any(|token| run.contains(&token) && !self.quoted.holds(token));
        let relative =
            run.clone().any(|token| token + 1 < frame.cue.start && self.scan.is(token, Tags::RELATIVE));
        let content = matches!(frame.intro, crate::attribution::Intro::Clause(_)) && told;
        beside && !content && !relative
    }

    fn statement(&self, sentence: usize, clause: Range<usize>, quoted: bool) -> Option<Claim> {
        let scan = self.scan;
        let words = clause.clone().filter(|&token| scan.is(token, Tags::LETTERS)).count();
        if words < SHORTEST && !(quoted && words > 0) {
            return None;
        }
        if !quoted && self.is_furniture(sentence, &clause) {
            return None;
        }
        let span = scan.span(clause.clone());
        let hits = scan.hits_in(clause.clone());
        let payload = Statement { quoted, causal: causal::link(scan, hits, clause.clone()) };
        let mut claim = Claim::new(span, sentence, Payload::Statement(payload));
        claim.attribution = self.attribution(sentence, &clause, quoted);
        claim.resolved = claim.attribution.as_ref().is_some_and(|attribution| attribution.resolved);
        claim.hedges = hedge::hedges(scan, hits, clause.clone());
        claim.polarity = polarity::polarity(scan, hits, clause.clone());
        claim.legal_status = legal::status(scan, hits, clause);
        claim.time_frame = self.period(sentence, span);
        Some(claim)
    }

    /// Whether a line of the body says nothing: no verb in it, and no full stop after it.
    fn is_furniture(&self, sentence: usize, clause: &Range<usize>) -> bool {
        let Some(found) = self.scan.reading.sentences.get(sentence) else { return true };
        let kind = self.scan.reading.kind_of(found);
        let body = matches!(kind, BlockKind::Body | BlockKind::Subheading | BlockKind::Boilerplate);
        let stopped = found.span.of(self.scan.reading.text()).ends_with(['.', '!', '?', '…', '"', '”']);
        body && !stopped && !self.scan.has_verb(clause.clone())
    }

    /// The first period that the clause names.
    fn period(&self, sentence: usize, span: Span) -> Option<TimeFrame> {
        let from = self.periods.partition_point(|(index, _)| *index < sentence);
        let of_sentence = self.periods.get(from..)?.iter().take_while(|(index, _)| *index == sentence);
        of_sentence.map(|(_, frame)| frame).find(|frame| span.overlaps(frame.span)).cloned()
    }

    fn attribution(&self, sentence: usize, clause: &Range<usize>, quoted: bool) -> Option<Attribution> {
        if quoted {
            // The marks round a clause are no part of the segment.
            let first =
                clause.clone().find(|&token| self.scan.is(token, Tags::LETTERS)).unwrap_or(clause.start);
            let start = self.scan.span(first..first + 1).start();
            let after = self.segments.partition_point(|(span, _)| span.start() <= start);
            let near = self.segments.get(after.saturating_sub(NESTED)..after)?;
            let (_, utterance) = near.iter().rfind(|(span, _)| span.holds(start))?;
            return self.utterances.get(*utterance)?.attribution.clone();
        }
        let covers = |frame: &&Frame| {
            frame.scope.start < clause.end && clause.start < frame.scope.end && frame.class != CueClass::Label
        };
        let frame =
            self.frames.of_sentence(sentence).iter().filter(covers).min_by_key(|frame| frame.scope.len())?;
        Some(self.frames.attribution(self.scan, self.names, frame, false))
    }

    /// Sets on other claims what holds for the clause they stand in.
    pub(crate) fn hand_down(&self, statements: &[Claim], claims: &mut [Claim]) {
        for claim in claims {
            let at = statements.partition_point(|statement| statement.span.start() <= claim.span.start());
            let statement = at.checked_sub(1).and_then(|at| statements.get(at));
            let Some(statement) = statement.filter(|statement| statement.span.overlaps(claim.span)) else {
                continue;
            };
            if !matches!(claim.payload, Payload::Quantity(_) | Payload::Date(_)) {
                continue;
            }
            claim.attribution = claim.attribution.take().or_else(|| statement.attribution.clone());
            claim.hedges = hedge::over(self.scan, &statement.hedges, claim.span);
            claim.polarity = statement.polarity;
            claim.legal_status = claim.legal_status.or(statement.legal_status);
            if claim.time_frame.is_none() {
                claim.time_frame.clone_from(&statement.time_frame);
            }
        }
    }
}

fn makes_statements(kind: BlockKind) -> bool {
    kind.is_prose() && !matches!(kind, BlockKind::Byline | BlockKind::Cite)
}
