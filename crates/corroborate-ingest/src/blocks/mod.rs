//! From the parts of a text, as its format cuts them, to blocks with a kind.
//!
//! A format hands in a [`Draft`]: the visible text and its parts in order, each with the shape that markup or lines
//! give it. [`finish`] decides the kind of each from its looks, its neighbours and its place. No rule reads what a
//! sentence means.

mod body;
mod boilerplate;
mod credit;
mod header;
pub(crate) mod looks;

use std::ops::Range;

use corroborate_model::{Block, BlockKind, Document, Meta, Notice, OffsetMap, Span};

use crate::dates::DateOrder;

/// What the format says of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Header fields.
    Metadata,
    /// A heading of this level; 1 is the title.
    Title(u8),
    /// Text, or a line of it.
    Paragraph,
    /// An item of a list, its marker left out.
    Item,
    /// A row of a table.
    Row,
    /// Set apart as a quotation.
    Quote,
    /// Names the speaker of the quotation before.
    Cite,
    /// Belongs to a picture.
    Caption,
    /// Marked as a picture credit.
    Credit,
    /// Marked as writer, place or time.
    Byline,
}

/// A stretch of the text that the format keeps together.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Bytes of the text, white space at both ends left out.
    pub(crate) range: Range<usize>,
    /// What the format says of it.
    pub(crate) shape: Shape,
    /// Whether it follows the part before without an empty line.
    pub(crate) tight: bool,
}

/// What a format read out of a source.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    /// The visible text.
    pub(crate) text: String,
    /// From its offsets to the original.
    pub(crate) map: OffsetMap,
    /// Its parts, in order, without overlap.
    pub(crate) parts: Vec<Part>,
    /// What header fields say.
    pub(crate) meta: Meta,
    /// What is taken where neither header fields nor visible lines say it.
    pub(crate) fallback: Meta,
    /// Remarks for the reader.
    pub(crate) notices: Vec<Notice>,
    /// How dates in figures are read.
    pub(crate) order: DateOrder,
}

/// The parts being classified and the blocks made of them.
#[derive(Debug)]
struct Pass<'a> {
    text: &'a str,
    parts: &'a [Part],
    order: DateOrder,
    blocks: Vec<Block>,
    meta: Meta,
}

impl Pass<'_> {
    /// The words of a part; empty past the end.
    fn words(&self, index: usize) -> &str {
        self.parts.get(index).and_then(|part| self.text.get(part.range.clone())).unwrap_or("")
    }

    fn shape(&self, index: usize) -> Option<Shape> {
        self.parts.get(index).map(|part| part.shape)
    }

    /// Adds a block over `range`, emphasis marks and white space at both ends left out.
    fn push(&mut self, kind: BlockKind, range: Range<usize>) {
        let range = trim(self.text, range);
        if !range.is_empty() {
            self.blocks.push(Block { kind, span: Span::from(range) });
        }
    }

    /// Adds a whole part.
    fn push_part(&mut self, kind: BlockKind, index: usize) {
        if let Some(part) = self.parts.get(index) {
            self.push(kind, part.range.clone());
        }
    }
}

/// Turns a draft into a document; what the source's fields say is the caller's to add.
pub(crate) fn finish(draft: Draft) -> Document {
    let meta = draft.meta;
    let mut pass =
        Pass { text: &draft.text, parts: &draft.parts, order: draft.order, blocks: Vec::new(), meta };
    let from = header::classify(&mut pass);
    body::classify(&mut pass, from);
    let (blocks, mut meta) = (pass.blocks, pass.meta);
    meta.title = meta.title.or_else(|| headline(&draft.text, &blocks)).or(draft.fallback.title);
    meta.publisher = meta.publisher.or(draft.fallback.publisher);
    meta.published = meta.published.or(draft.fallback.published);
    meta.url = meta.url.or(draft.fallback.url);
    Document { text: draft.text, map: draft.map, blocks, meta, notices: draft.notices, ..Document::default() }
}

fn headline(text: &str, blocks: &[Block]) -> Option<String> {
    let block = blocks.iter().find(|block| block.kind == BlockKind::Headline)?;
    Some(block.span.of(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The range without white space at both ends, and without emphasis marks round the whole.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(words) = text.get(range.clone()) else { return 0..0 };
    let start = range.start + (words.len() - words.trim_start().len());
    let words = words.trim();
    for mark in ["**", "__", "*", "_"] {
        let inner = words.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains(mark)) {
            let from = start + mark.len();
            return trim(text, from..from + inner.len());
        }
    }
    start..start + words.len()
}
