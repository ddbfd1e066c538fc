//! The words of a finding inside their sentence, cut to size, the changed words marked.
//!
//! Sentences are told from full stops alone: a report does not hold those that claims were read from.

use std::ops::Range;

use corroborate_model::{Document, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::{is_space, is_unsafe};

/// Characters shown at most on either side of the marked words.
const CONTEXT: usize = 120;
/// Marked words longer than this are cut in the middle …
const LONG: usize = 300;
/// … to this many characters at their start …
const HEAD: usize = 160;
/// … and this many at their end.
const TAIL: usize = 100;

/// What a character of an excerpt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Emphasis {
    /// It stands around the words.
    Context,
    /// It belongs to the words.
    Words,
    /// It belongs to the changed words, or to the words where no change is told.
    Focus,
}

/// One character as a reader sees it, fit to be shown.
pub(crate) struct Cell {
    /// The character with what combines with it.
    pub(crate) text: String,
    /// Columns that it takes in a terminal.
    pub(crate) columns: usize,
    /// What it is.
    pub(crate) emphasis: Emphasis,
}

/// Neighbouring characters of one sort, joined.
pub(crate) fn runs(cells: &[Cell]) -> impl Iterator<Item = (Emphasis, String)> {
    cells.chunk_by(|one, next| one.emphasis == next.emphasis).map(|run| {
        let emphasis = run.first().map_or(Emphasis::Context, |cell| cell.emphasis);
        (emphasis, run.iter().map(|cell| cell.text.as_str()).collect())
    })
}

/// The words of `span` in their sentence. An empty focus marks nothing, nor does one that leaves nothing
/// unmarked.
pub(crate) fn cells(document: &Document, span: Span, focus: Option<Span>) -> Vec<Cell> {
    let text = document.text.as_str();
    let core = focus.filter(|focus| !focus.is_empty() && !focus.of(text).is_empty()).unwrap_or(span);
    let window = sentence(document, span.cover(core));
    let marked = if focus.is_some_and(Span::is_empty) { Span::default() } else { core };
    let mut cells = Vec::new();
    let mut reached = window.start;
    for range in shown(text, core, &window) {
        if range.start > reached {
            push(&mut cells, "…", Emphasis::Context);
        }
        for (at, grapheme) in text.get(range.clone()).unwrap_or("").grapheme_indices(true) {
            let at = range.start + at;
            let emphasis = match () {
                () if marked.holds(at) => Emphasis::Focus,
                () if span.holds(at) => Emphasis::Words,
                () => Emphasis::Context,
            };
            push(&mut cells, grapheme, emphasis);
        }
        reached = range.end;
    }
    if reached < window.end {
        push(&mut cells, "…", Emphasis::Context);
    }
    while cells.last().is_some_and(|cell| cell.text == " ") {
        cells.pop();
    }
    if cells.iter().all(|cell| cell.emphasis == Emphasis::Focus) {
        cells.iter_mut().for_each(|cell| cell.emphasis = Emphasis::Words);
    }
    cells
}

/// Adds a character; white space runs become one space, unsafe characters U+FFFD.
fn push(cells: &mut Vec<Cell>, grapheme: &str, emphasis: Emphasis) {
    let text: String = if grapheme.chars().all(is_space) {
        if cells.last().is_none_or(|cell| cell.text == " ") {
            return;
        }
        " ".to_owned()
    } else {
        grapheme.chars().map(|c| if is_unsafe(c) { '\u{fffd}' } else { c }).collect()
    };
    cells.push(Cell { columns: text.width(), text, emphasis });
}

/// The ranges of the text to show: the core (its middle left out where it is long) and some context.
fn shown(text: &str, core: Span, window: &Range<usize>) -> [Range<usize>; 2] {
    let start = backwards(text, core.start(), CONTEXT, window.start);
    let end = forwards(text, core.end(), CONTEXT, window.end);
    if core.of(text).chars().count() <= LONG {
        return [start..end, end..end];
    }
    let head = forwards(text, core.start(), HEAD, core.end());
    let tail = backwards(text, core.end(), TAIL, core.start());
    [start..head, tail..end]
}

/// Up to `characters` before `from`, not before `floor`, at the start of a word where one can be had.
fn backwards(text: &str, from: usize, characters: usize, floor: usize) -> usize {
    let Some(before) = text.get(floor..from) else { return from };
    match before.char_indices().rev().nth(characters) {
        None => floor,
        Some((at, _)) => {
            let rest = before.get(at..).unwrap_or("");
            floor + at + rest.find(is_space).map_or(0, |space| space + 1)
        }
    }
}

/// Up to `characters` after `from`, not past `ceiling`, at the end of a word where one can be had.
fn forwards(text: &str, from: usize, characters: usize, ceiling: usize) -> usize {
    let Some(after) = text.get(from..ceiling) else { return from };
    match after.char_indices().nth(characters) {
        None => ceiling,
        Some((at, _)) => from + after.get(..at).unwrap_or("").rfind(is_space).unwrap_or(at),
    }
}

/// Bytes on either side of a span in which the ends of its sentence are looked for: far more than is shown.
const SEARCHED: usize = 4096;

/// The character bound at or before an offset.
fn near(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The sentences around a span, inside its block. A full stop of an abbreviation may end one early: then less
/// context is shown.
fn sentence(document: &Document, span: Span) -> Range<usize> {
    let text = document.text.as_str();
    let whole = Span::new(0, text.len());
    let at = document.blocks.partition_point(|block| block.span.start() <= span.start());
    let block = at.checked_sub(1).and_then(|at| document.blocks.get(at)).map(|block| block.span);
    let block = block.filter(|block| block.holds(span.start())).unwrap_or(whole);
    let before = text.get(near(text, span.start().saturating_sub(SEARCHED)).max(block.start())..span.start());
    let after = text.get(span.end()..near(text, span.end() + SEARCHED).min(block.end()));
    let (before, after) = (before.unwrap_or(""), after.unwrap_or(""));
    let from = text.get(span.start()..).unwrap_or("");
    let start = ends(before).filter(|(_, rest)| starts_sentence(rest, from)).last().map(|(end, _)| end);
    let ended = span.of(text).trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?']);
    let end = if ended && after.starts_with(is_space) { Some(0) } else { next_end(after) };
    let start = span.start() - before.len() + start.unwrap_or(0);
    start..span.end() + end.unwrap_or(after.len())
}

/// The offsets at which sentences of a block end, closing marks included; the end of the block is not among them.
pub(crate) fn sentence_ends(text: &str) -> impl Iterator<Item = usize> {
    ends(text)
        .filter(|&(end, rest)| {
            starts_sentence(rest, "") && !is_short_form(text.get(..end).unwrap_or(""), rest)
        })
        .map(|(end, _)| end)
}

/// Whether the full stop at the end of a text is that of an initial, or of a short form before a number ("Jan. 17").
fn is_short_form(text: &str, rest: &str) -> bool {
    let Some(text) = text.trim_end().strip_suffix('.') else { return false };
    let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let before_number = rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    capital && (word.chars().count() == 1 || before_number && word.chars().count() <= 4)
}

/// How many marks are looked past: behind a full stop for those that close with it, and for the next word.
const MARKS: usize = 200;

/// Whether what follows a full stop looks like the start of a sentence: no lower-case letter.
fn starts_sentence(rest: &str, then: &str) -> bool {
    rest.chars()
        .chain(then.chars())
        .take(MARKS)
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_lowercase())
}

fn next_end(text: &str) -> Option<usize> {
    sentence_ends(text).next()
}

/// The offsets just after each full stop and its closing marks, with what follows.
fn ends(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')).filter_map(|(at, c)| {
        let rest = text.get(at + c.len_utf8()..)?;
        let closing = |c: &char| matches!(c, '"' | '”' | '’' | ')' | '.' | '!' | '?');
        let closed: usize = rest.chars().take(MARKS).take_while(closing).map(char::len_utf8).sum();
        let rest = rest.get(closed..)?;
        rest.starts_with(is_space).then_some((text.len() - rest.len(), rest))
    })
}
