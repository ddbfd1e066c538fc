//! Builds visible text out of pieces of marked-up text: white space collapsed as a browser does, every run traced.

use corroborate_model::OffsetMap;

use crate::blocks::{Part, Shape, looks};
use crate::decode::Decoded;
use crate::trace::Trace;

/// Collects the visible text, its parts and its map.
#[derive(Debug)]
pub(crate) struct Writer<'a> {
    source: &'a Decoded<'a>,
    text: String,
    trace: Trace<'a>,
    parts: Vec<Part>,
    /// The part being written: its shape, and where its words start once there are any.
    open: Option<(Shape, Option<usize>)>,
    /// The next part follows after a single line feed.
    tight: bool,
    /// White space waiting for a word after it: what to write and where it stood.
    gap: Option<(char, usize)>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(source: &'a Decoded<'a>) -> Writer<'a> {
        Writer {
            source,
            text: String::new(),
            trace: Trace::new(source),
            parts: Vec::new(),
            open: None,
            tight: false,
            gap: None,
        }
    }

    /// Opens a part; one that is open ends first.
    pub(crate) fn begin(&mut self, shape: Shape) {
        self.end();
        self.open = Some((shape, None));
    }

    /// Ends the part that is open.
    pub(crate) fn end(&mut self) {
        if let Some((shape, Some(start))) = self.open.take() {
            self.parts.push(Part { range: start..self.text.len(), shape, tight: self.tight });
            self.tight = false;
        }
        self.gap = None;
    }

    /// The next part is to follow the last one closely, as lines and list items do.
    pub(crate) fn follow_closely(&mut self, tight: bool) {
        self.tight = tight;
    }

    /// Whether a part is open, and whether it has words.
    pub(crate) fn is_open(&self) -> Option<bool> {
        self.open.map(|(_, start)| start.is_some())
    }

    /// Whether the next part is to follow closely.
    pub(crate) fn is_close(&self) -> bool {
        self.tight
    }

    /// White space at `at` of the original; `mark` is written where words come on both sides.
    pub(crate) fn space(&mut self, mark: char, at: usize) {
        if self.is_open() == Some(true) && self.gap.is_none_or(|(c, _)| c == ' ') {
            self.gap = Some((mark, at));
        }
    }

    /// Words as they stand in `from..to` of the original.
    pub(crate) fn words(&mut self, from: usize, to: usize) {
        let Some(run) = self.source.text.get(from..to) else { return };
        let mut start = None;
        for (offset, c) in run.char_indices() {
            let at = from + offset;
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{0C}');
            if blank || matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}') {
                if let Some(start) = start.take() {
                    self.run(start, at);
                }
                if blank {
                    self.space(' ', at);
                }
            } else {
                start.get_or_insert(at);
            }
        }
        if let Some(start) = start {
            self.run(start, to);
        }
    }

    /// Characters that stand for what is written at `at` of the original (an entity, a quotation mark of `<q>`).
    pub(crate) fn literal(&mut self, words: &str, at: usize) {
        for c in words.chars() {
            match c {
                ' ' | '\t' | '\n' | '\r' | '\u{0C}' => self.space(' ', at),
                '\u{AD}' | '\u{200B}' | '\u{FEFF}' => {}
                _ => {
                    self.lead();
                    self.trace.point(self.text.len(), at);
                    self.text.push(c);
                }
            }
        }
    }

    /// The text, its parts and its map.
    pub(crate) fn finish(mut self) -> (String, Vec<Part>, OffsetMap) {
        self.end();
        let mut parts: Vec<Part> = Vec::with_capacity(self.parts.len());
        for part in self.parts {
            match parts.last_mut() {
                Some(last) if goes_on(&self.text, last, &part) => last.range.end = part.range.end,
                _ => parts.push(part),
            }
        }
        (self.text, parts, self.trace.finish())
    }

    /// A run without white space to be collapsed.
    fn run(&mut self, from: usize, to: usize) {
        self.lead();
        self.trace.run(self.text.len(), from, to);
        self.text.push_str(self.source.text.get(from..to).unwrap_or(""));
    }

    /// What stands before the next word: the gap to the last part, or a space.
    fn lead(&mut self) {
        let (_, start) = self.open.get_or_insert((Shape::Paragraph, None));
        if start.is_some() {
            if let Some((mark, at)) = self.gap.take() {
                self.trace.point(self.text.len(), at);
                self.text.push(mark);
            }
            return;
        }
        self.tight &= !self.text.is_empty();
        let feeds = if self.text.is_empty() { 0 } else { 2 - usize::from(self.tight) };
        for _ in 0..feeds {
            self.trace.here(self.text.len());
            self.text.push('\n');
        }
        *start = Some(self.text.len());
    }
}

/// Whether a line goes on with the sentence of the line before.
fn goes_on(text: &str, last: &Part, part: &Part) -> bool {
    let words = |part: &Part| text.get(part.range.clone()).unwrap_or("");
    part.tight
        && part.shape == Shape::Paragraph
        && last.shape == Shape::Paragraph
        && words(part).starts_with(char::is_lowercase)
        && !looks::ends_sentence(words(last))
        && !words(last).ends_with(':')
}
