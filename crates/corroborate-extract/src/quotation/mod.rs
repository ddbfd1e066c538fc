//! Quotations: whose words, where, and how the text shows them.
//!
//! Marks are paired block by block ([`marks`]), told apart from scare quotes and titles ([`fragment`]), and joined to
//! utterances over paragraphs and inserted captions ([`utterance`]); quotations without marks are known by a speaker's
//! label or an introduction ([`block`]), indirect speech by its verb ([`indirect`]). Deliberately not here: who speaks
//! (`attribution` tells), and any comparison of wording.

mod block;
mod fragment;
mod indirect;
mod marks;
mod utterance;

use std::ops::Range;

use corroborate_model::{Attribution, Claim, Payload, Quotation, QuotationForm, Span};

use crate::attribution::Frames;
use crate::name::Names;
use crate::person::Appearance;
use crate::scan::Scan;
pub(crate) use block::Label;
pub(crate) use fragment::Nature;
pub(crate) use marks::Stretch;

/// A stretch with what it is.
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    pub(crate) stretch: Stretch,
    pub(crate) nature: Nature,
    /// Its tokens, marks among them.
    pub(crate) tokens: Range<usize>,
}

/// All words of the text that are given as somebody's own.
#[derive(Debug, Default)]
pub(crate) struct Quoted {
    /// Between marks, in order.
    pub(crate) marked: Vec<Marked>,
    /// Blocks quoted without marks, with the label that names the speaker.
    pub(crate) labels: Vec<Label>,
    /// The tokens of all utterances, in order.
    utterances: Vec<Range<usize>>,
}

impl Quoted {
    /// Finds quoted words, before it is known who speaks.
    pub(crate) fn find(scan: &Scan<'_>, persons: &[Appearance]) -> Quoted {
        let mut quoted = Quoted::default();
        let mut last: Option<(usize, usize)> = None;
        for stretch in marks::stretches(scan.reading.document) {
            let tokens = scan.tokens_in(stretch.outer);
            let sentence = scan.sentence_at(stretch.outer.start());
            let follows = last == Some((stretch.block, sentence));
            let nature = fragment::nature(scan, &stretch, follows);
            if nature == Nature::Utterance {
                last = Some((stretch.block, scan.sentence_at(stretch.outer.end())));
                quoted.utterances.push(tokens.clone());
            }
            quoted.marked.push(Marked { stretch, nature, tokens });
        }
        quoted.labels = block::labels(scan, persons, &quoted);
        let labelled: Vec<_> = quoted.labels.iter().map(|label| scan.tokens_in(label.words)).collect();
        quoted.utterances.extend(labelled);
        quoted.utterances.sort_by_key(|tokens| tokens.start);
        quoted
    }

    /// The marked stretches of a block.
    pub(crate) fn in_block(&self, block: usize) -> &[Marked] {
        let from = self.marked.partition_point(|marked| marked.stretch.block < block);
        let to = self.marked.partition_point(|marked| marked.stretch.block <= block);
        self.marked.get(from..to).unwrap_or(&[])
    }

    /// The last label before a token.
    fn label_before(&self, scan: &Scan<'_>, token: usize) -> Option<&Label> {
        let offset = scan.span(token..token + 1).start();
        let at = self.labels.partition_point(|label| label.words.start() < offset);
        self.labels.get(at.checked_sub(1)?)
    }

    /// The tokens of the utterances that share a token with a range.
    pub(crate) fn overlapping(&self, tokens: Range<usize>) -> &[Range<usize>] {
        let from = self.utterances.partition_point(|utterance| utterance.end <= tokens.start);
        let to = self.utterances.partition_point(|utterance| utterance.start < tokens.end);
        self.utterances.get(from..to).unwrap_or(&[])
    }

    /// Whether the token lies in an utterance.
    pub(crate) fn holds(&self, token: usize) -> bool {
        let at = self.utterances.partition_point(|tokens| tokens.start <= token);
        at.checked_sub(1).and_then(|at| self.utterances.get(at)).is_some_and(|tokens| token < tokens.end)
    }

    /// Where the last utterance ends that ends at or before `token`.
    pub(crate) fn end_before(&self, token: usize) -> Option<usize> {
        let at = self.utterances.partition_point(|tokens| tokens.end <= token);
        at.checked_sub(1).and_then(|at| self.utterances.get(at)).map(|tokens| tokens.end)
    }

    /// Where the first utterance starts that starts at or after `token`.
    pub(crate) fn start_after(&self, token: usize) -> Option<usize> {
        let at = self.utterances.partition_point(|tokens| tokens.start < token);
        self.utterances.get(at).map(|tokens| tokens.start)
    }

    /// Where the first fragment starts that starts at or after `token`.
    pub(crate) fn fragment_after(&self, token: usize) -> Option<usize> {
        let at = self.marked.partition_point(|marked| marked.tokens.start < token);
        let rest = self.marked.get(at..).unwrap_or(&[]);
        rest.iter().find(|marked| marked.nature != Nature::Utterance).map(|marked| marked.tokens.start)
    }

    /// Where the last stretch between marks ends that ends at or before `token`, if it is no title.
    pub(crate) fn fragment_before(&self, token: usize) -> Option<usize> {
        let at = self.marked.partition_point(|marked| marked.tokens.end <= token);
        let last = at.checked_sub(1).and_then(|at| self.marked.get(at))?;
        (last.nature != Nature::Title).then_some(last.tokens.end)
    }

    /// Adds an utterance that was found later.
    fn add(&mut self, tokens: Range<usize>) {
        let at = self.utterances.partition_point(|known| known.start < tokens.start);
        self.utterances.insert(at, tokens);
    }
}

/// One utterance with its speaker.
#[derive(Clone, Debug)]
pub(crate) struct Utterance {
    /// The quoted words.
    pub(crate) segments: Vec<Span>,
    pub(crate) form: QuotationForm,
    pub(crate) fragment: bool,
    pub(crate) attribution: Option<Attribution>,
}

impl Utterance {
    /// From the first word to the last.
    pub(crate) fn span(&self) -> Span {
        self.segments.iter().copied().reduce(Span::cover).unwrap_or_default()
    }

    /// Whether the words are given as the speaker's own.
    pub(crate) fn is_direct(&self) -> bool {
        self.form != QuotationForm::Indirect
    }

    pub(crate) fn claim(self, scan: &Scan<'_>) -> Claim {
        let span = self.span();
        let payload = Quotation {
            direct: self.is_direct(),
            segments: self.segments,
            form: self.form,
            fragment: self.fragment,
        };
        let resolved = self.attribution.as_ref().is_some_and(|attribution| attribution.resolved);
        let attribution = self.attribution;
        let claim = Claim::new(span, scan.sentence_at(span.start()), Payload::Quotation(payload));
        Claim { attribution, resolved, ..claim }
    }
}

/// All quotations, by place. Paragraphs that an introduction turns out to quote are added to `quoted`, and the frames
/// inside them taken out of `frames`.
pub(crate) fn find(
    scan: &Scan<'_>,
    names: &Names,
    quoted: &mut Quoted,
    frames: &mut Frames,
) -> Vec<Utterance> {
    let introduced = block::introduced(scan, names, quoted, frames);
    for utterance in &introduced {
        for segment in &utterance.segments {
            quoted.add(scan.tokens_in(*segment));
        }
    }
    if !introduced.is_empty() {
        frames.list.retain(|frame| !quoted.holds(frame.cue.start));
    }
    let mut utterances = utterance::marked(scan, names, quoted, frames);
    utterances.extend(introduced);
    utterances.extend(block::labelled(names, quoted, scan));
    utterances.extend(indirect::find(scan, names, quoted, frames));
    utterances.retain(|utterance| !utterance.span().is_empty());
    utterances.sort_by_key(|utterance| utterance.span());
    utterances
}
