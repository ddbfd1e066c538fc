//! What a source reads like once its format is taken off.

use crate::{Date, Span};

/// The visible text of one source, its blocks, and the way back to the original bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The id of its source.
    pub id: String,
    /// The path of its source, as given.
    pub path: Option<String>,
    /// Title, publisher, date, address: from the source's own fields, else from the text.
    pub meta: Meta,
    /// The visible text; every span of this document refers to it.
    pub text: String,
    /// The blocks in reading order; they do not overlap, and all prose stands in one of them.
    pub blocks: Vec<Block>,
    /// From offsets of `text` to the original.
    pub map: OffsetMap,
    /// What the reader should know: an encoding guessed, a header that could not be read, an empty text.
    pub notices: Vec<Notice>,
}

/// What is known of a document as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Headline or page title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Where that day stands in the text, if it does.
    pub published_at: Option<Span>,
    /// Address of the page.
    pub url: Option<String>,
}

/// One paragraph, heading, caption, list item and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands, white space at both ends left out.
    pub span: Span,
}

/// What a block is for its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Header fields of the file (front matter, a date stamp): for dates only, never prose.
    Metadata,
    /// The headline, or the first line that serves as one.
    Headline,
    /// A heading inside the text.
    Subheading,
    /// Who wrote it, where and when ("By …", dateline, publication stamp).
    Byline,
    /// A paragraph of the text.
    Body,
    /// A line under a picture or film.
    Caption,
    /// A quotation set apart without marks (a block quote, a pull quote).
    Quote,
    /// The line under a block quotation that names its speaker.
    Cite,
    /// One item of a list.
    ListItem,
    /// A picture credit or a writer's initials.
    Credit,
    /// Helplines, notes to editors, contact lists: text that goes with many stories.
    Boilerplate,
}

impl BlockKind {
    /// Whether claims are read from it.
    pub fn is_prose(self) -> bool {
        !matches!(self, BlockKind::Metadata | BlockKind::Credit)
    }
}

/// A remark on one source for the reader of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// One sentence: what was seen, and what it means for the result.
    pub message: String,
}

impl Notice {
    /// A notice with this message.
    pub fn new(message: impl Into<String>) -> Notice {
        Notice { message: message.into() }
    }
}

/// A place in the original file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Byte of the original file.
    pub byte: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Leads from offsets of a document's text to bytes, lines and columns of the original file.
///
/// Pieces and lines are kept sorted; a look-up is two binary searches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    /// (offset in the text, byte in the original) where a run of equal progress starts.
    pieces: Vec<(u32, u32)>,
    /// (offset in the text, line, column) at the start of each run inside one original line.
    lines: Vec<(u32, u32, u32)>,
}

impl OffsetMap {
    /// A map without content; runs are added in the order of the text.
    pub fn new() -> OffsetMap {
        OffsetMap::default()
    }

    /// From `text_offset` on, the text runs along the original from `byte`, which is at `line` and `column`
    /// (both from 1). Offsets have to grow; a run at the same offset replaces the last.
    pub fn push(&mut self, text_offset: usize, byte: usize, line: usize, column: usize) {
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        if self.pieces.last().is_some_and(|last| last.0 == clip(text_offset)) {
            self.pieces.pop();
            self.lines.pop();
        }
        self.pieces.push((clip(text_offset), clip(byte)));
        self.lines.push((clip(text_offset), clip(line), clip(column)));
    }

    /// Where the byte at `offset` of `text` stands in the original. `text` is the document's text.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let at = self.pieces.partition_point(|piece| piece.0 as usize <= offset);
        let Some(index) = at.checked_sub(1) else {
            return Position { byte: 0, line: 1, column: 1 };
        };
        let (start, byte) = self.pieces[index];
        let (_, line, column) = self.lines[index];
        let run = text.get(start as usize..offset.min(text.len())).unwrap_or("");
        Position {
            byte: byte as usize + run.len(),
            line: line as usize,
            column: column as usize + run.chars().count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OffsetMap, Position};

    #[test]
    fn leads_back_through_cut_pieces() {
        // "é<b>two</b>\nthree" shown as "étwo\nthree"
        let text = "étwo\nthree";
        let mut map = OffsetMap::new();
        map.push(0, 0, 1, 1);
        map.push(2, 5, 1, 5);
        map.push(5, 12, 1, 12);
        map.push(6, 13, 2, 1);
        assert_eq!(map.position(text, 2), Position { byte: 5, line: 1, column: 5 });
        assert_eq!(map.position(text, 8), Position { byte: 15, line: 2, column: 3 });
        assert_eq!(OffsetMap::new().position(text, 3), Position { byte: 0, line: 1, column: 1 });
    }
}
