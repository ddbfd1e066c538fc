//! Quotations without marks: blocks set apart, paragraphs with a speaker's label at their end, and paragraphs after
//! "X said:".

use std::collections::BTreeSet;
use std::ops::Range;

use corroborate_model::{Attribution, Block, BlockKind, QuotationForm, Span};

use super::{Quoted, Utterance};
use crate::attribution::{Frames, Intro};
use crate::lexicon::Tags;
use crate::name::Names;
use crate::person::Appearance;
use crate::scan::Scan;

/// Longest label, in tokens.
const LABEL: usize = 24;

/// Longest label before a colon, in tokens.
const TURN: usize = 5;

/// Most paragraphs after "X said:" that are taken for X's words.
const PARAGRAPHS: usize = 12;

/// A block quoted without marks.
#[derive(Clone, Debug)]
pub(crate) struct Label {
    /// The quoted words.
    pub(crate) words: Span,
    /// The speaker, where a label names one.
    pub(crate) person: Option<usize>,
    role: Option<Span>,
    at: Option<Span>,
}

/// Blocks set apart, and paragraphs that start or end with a label.
pub(super) fn labels(scan: &Scan<'_>, persons: &[Appearance], quoted: &Quoted) -> Vec<Label> {
    let finder = Finder { scan, persons };
    let blocks = &scan.reading.document.blocks;
    let mut turns: Vec<(usize, Label)> =
        blocks.iter().enumerate().filter_map(|(index, block)| Some((index, finder.turn(*block)?))).collect();
    // Lines with a colon make a conversation where somebody speaks twice.
    let mut speakers = BTreeSet::new();
    let mut who = turns.iter().map(|(_, turn)| turn.at.map(|at| at.of(scan.reading.text())));
    if who.all(|speaker| speakers.insert(speaker)) {
        turns.clear();
    }
    let mut turns = turns.into_iter().peekable();
    let mut labels = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if let Some((_, turn)) = turns.next_if(|(at, _)| *at == index) {
            if quoted.in_block(index).is_empty() {
                labels.push(turn);
            }
            continue;
        }
        let marked = !quoted.in_block(index).is_empty();
        let own = finder.label_in(index);
        match block.kind {
            BlockKind::Quote if !marked => {
                let next = blocks
                    .get(index + 1)
                    .filter(|next| matches!(next.kind, BlockKind::Cite | BlockKind::Body));
                let label = own.or_else(|| next.and_then(|next| finder.whole_label(index + 1, *next)));
                labels.push(finder.label(block.span, label));
            }
            BlockKind::Body if !marked => {
                labels.extend(own.map(|label| finder.label(block.span, Some(label))))
            }
            _ => {}
        }
    }
    // A block may hold control characters alone, or nothing beside its label.
    labels.retain(|label| !scan.tokens_in(label.words).is_empty());
    labels
}

/// The quotations of labelled blocks.
pub(super) fn labelled<'a>(
    names: &'a Names,
    quoted: &'a Quoted,
    scan: &'a Scan<'_>,
) -> impl Iterator<Item = Utterance> + 'a {
    quoted.labels.iter().map(|label| {
        let role = label.role.map(|role| role.of(scan.reading.text()).to_owned());
        let attribution = label.at.map(|at| Attribution {
            speaker: label.person.map(|person| names.text(person).to_owned()),
            role,
            direct: true,
            span: Some(at),
            ..Attribution::default()
        });
        Utterance { segments: vec![label.words], form: QuotationForm::Block, fragment: false, attribution }
    })
}

struct Finder<'a, 'b> {
    scan: &'a Scan<'b>,
    persons: &'a [Appearance],
}

impl<'a> Finder<'a, '_> {
    fn label(&self, block: Span, label: Option<(usize, &'a Appearance)>) -> Label {
        let Some((start, person)) = label else {
            return Label { words: block, person: None, role: None, at: None };
        };
        let text = self.scan.reading.text();
        let end = if block.holds(start) { start } else { block.end() };
        let words = text
            .get(block.start()..end)
            .unwrap_or("")
            .trim_end()
            .trim_end_matches(['-', '–', '—'])
            .trim_end();
        Label {
            words: Span::new(block.start(), block.start() + words.len()),
            person: Some(person.person),
            role: person.role.clone().map(|role| self.scan.span(role)),
            at: Some(self.scan.span(person.tokens.clone())),
        }
    }

    /// A turn of a conversation: "SMITH: …", or a full name and a colon, before the words.
    fn turn(&self, block: Block) -> Option<Label> {
        if block.kind != BlockKind::Body {
            return None;
        }
        let scan = self.scan;
        let tokens = scan.tokens_in(block.span);
        let colon = tokens.clone().take(TURN + 1).find(|&token| scan.word(token) == ":")?;
        let who = tokens.start..colon;
        let person = self.first_person(&who).filter(|person| person.tokens.end <= colon);
        let loud = |token: usize| scan.is(token, Tags::SHOUTED) || matches!(scan.word(token), "." | "-");
        let named =
            person.is_some_and(|person| person.phrase.start == who.start && person.tokens.end == colon);
        let shouted = !who.is_empty() && who.clone().all(loud) && scan.text(who.clone()).len() > 3;
        let words = Span::new(scan.span(colon + 1..tokens.end).start(), block.span.end());
        let at = Some(scan.span(who.clone()));
        let role =
            if person.is_none() { at } else { person.and_then(|of| of.role.clone()).map(|of| scan.span(of)) };
        let speaks = (named || shouted) && colon + 2 < tokens.end;
        speaks.then_some(Label { words, person: person.map(|person| person.person), role, at })
    }

    /// The label at the end of a block, after its last sentence: where it starts, and whom it names.
    fn label_in(&self, block: usize) -> Option<(usize, &'a Appearance)> {
        let sentences = self.scan.reading.sentences;
        let end = sentences.partition_point(|sentence| sentence.block <= block);
        let last = sentences.get(end.checked_sub(1)?).filter(|sentence| sentence.block == block)?;
        let before = sentences.get(end.checked_sub(2)?).filter(|sentence| sentence.block == block)?;
        let finished = before.span.of(self.scan.reading.text()).ends_with(['.', '!', '?', '…']);
        let person = self.person_of(last.tokens.clone()).filter(|_| finished)?;
        Some((last.span.start(), person))
    }

    /// The label that a whole block is.
    fn whole_label(&self, index: usize, block: Block) -> Option<(usize, &'a Appearance)> {
        let cite = block.kind == BlockKind::Cite;
        let sentences = self.scan.reading.sentences;
        let at = sentences.partition_point(|sentence| sentence.block < index);
        let sentence = sentences
            .get(at)
            .filter(|sentence| sentence.block == index && (cite || sentence.span == block.span))?;
        let person = match self.person_of(sentence.tokens.clone()) {
            None if cite => self.first_person(&sentence.tokens),
            found => found,
        }?;
        Some((block.span.start(), person))
    }

    fn first_person(&self, tokens: &Range<usize>) -> Option<&'a Appearance> {
        let at = self.persons.partition_point(|person| person.tokens.start < tokens.start);
        self.persons.get(at).filter(|person| person.tokens.start < tokens.end)
    }

    /// The person that a label names: it starts with name, title or role, holds no verb, and ends without a full stop.
    fn person_of(&self, tokens: Range<usize>) -> Option<&'a Appearance> {
        let scan = self.scan;
        let mut start = tokens.start;
        while start < tokens.end && matches!(scan.word(start), "-" | "–" | "—" | "~" | "•") {
            start += 1;
        }
        let person = self.first_person(&tokens)?;
        let led = person.phrase.start <= start && person.tokens.end <= tokens.end;
        let verb = tokens.clone().any(|token| scan.is(token, Tags::FINITE) && !scan.is(token, Tags::CAPITAL));
        let stopped = matches!(scan.word(tokens.end - 1), "." | "!" | "?" | ":");
        let told = person.role.is_some() || person.tokens.len() > 1;
        (led && told && !verb && !stopped && tokens.len() <= LABEL).then_some(person)
    }
}

/// Paragraphs without marks after a paragraph that ends in "X said:".
pub(super) fn introduced(scan: &Scan<'_>, names: &Names, quoted: &Quoted, frames: &Frames) -> Vec<Utterance> {
    let mut utterances = Vec::new();
    for frame in frames.list.iter().filter(|frame| frame.intro == Intro::Quotation) {
        let Some(block) = scan.reading.sentences.get(frame.sentence).map(|sentence| sentence.block) else {
            continue;
        };
        let blocks = &scan.reading.document.blocks;
        let ends = blocks.get(block).is_some_and(|block| {
            block.span.of(scan.reading.text()).ends_with(':')
                && scan.tokens_in(block.span).end <= frame.end() + 14
        });
        if !ends {
            continue;
        }
        let speaks = |index: &usize| {
            blocks
                .get(*index)
                .is_some_and(|found| is_speech(scan, names, quoted, frames, *index, *found, frame.name))
        };
        let segments: Vec<Span> = (block + 1..blocks.len())
            .take(PARAGRAPHS)
            .take_while(speaks)
            .filter_map(|index| blocks.get(index))
            .map(|block| block.span)
            .collect();
        if !segments.is_empty() {
            let attribution = Some(frames.attribution(scan, names, frame, true));
            utterances.push(Utterance { segments, form: QuotationForm::Block, fragment: false, attribution });
        }
    }
    utterances
}

/// Whether a block without marks can be the words of the speaker: a paragraph that ends like one, ascribes nothing by
/// name and does not speak of the speaker.
fn is_speech(
    scan: &Scan<'_>,
    names: &Names,
    quoted: &Quoted,
    frames: &Frames,
    index: usize,
    block: Block,
    speaker: Option<usize>,
) -> bool {
    let paragraph = matches!(block.kind, BlockKind::Body | BlockKind::ListItem);
    let marked =
        quoted.in_block(index).iter().any(|marked| marked.stretch.outer.start() == block.span.start());
    let tokens = scan.tokens_in(block.span);
    let labelled =
        quoted.label_before(scan, tokens.end).is_some_and(|label| block.span.contains(label.words));
    let named =
        names.mentions_in(tokens.clone()).iter().any(|mention| Some(names.fullest(mention.name)) == speaker);
    let ascribed = frames.within(tokens).iter().any(|frame| frame.is_named());
    paragraph && !marked && !labelled && !named && !ascribed
}
