//! Finds the words of an anchor in a text, and the sentence that holds them.
//!
//! Annotators copy anchors from files, and ingest takes formats off; so both sides are folded before they are compared:
//! white space and Markdown emphasis are left out, curly quotation marks made straight, all dashes one hyphen. Case and
//! everything else counts. The splitter of sentences is this crate's own on purpose: a scorer that used the program's
//! sentences would forgive the program its wrong ones.

use corroborate_model::{BlockKind, Document, Span};

/// A text without white space and typography, and the way back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folded {
    text: String,
    /// For each byte of `text`: the bytes of the original that its character stands for.
    origin: Vec<Span>,
}

impl Folded {
    /// Folds a text.
    pub(crate) fn new(text: &str) -> Folded {
        let mut folded = Folded::default();
        for (at, c) in text.char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            let Some(replacement) = fold(c) else { continue };
            if replacement == "-" && folded.text.ends_with('-') {
                continue;
            }
            folded.text.push_str(replacement);
            if replacement.is_empty() {
                folded.text.push(c);
            }
            folded.origin.resize(folded.text.len(), span);
        }
        folded
    }

    /// Where `words` stand, in the original, first to last; whole words only, unless there is no such place.
    pub(crate) fn find(&self, words: &str) -> Vec<Span> {
        let needle = Folded::new(words).text;
        if needle.is_empty() {
            return Vec::new();
        }
        let all: Vec<(bool, Span)> =
            self.text.match_indices(&needle).filter_map(|(at, _)| self.hit(at, needle.len())).collect();
        let any_whole = all.iter().any(|&(whole, _)| whole);
        all.into_iter().filter(|&(whole, _)| whole || !any_whole).map(|(_, span)| span).collect()
    }

    /// The original span of a hit, and whether no digit or letter of the same word stands next to it.
    fn hit(&self, at: usize, len: usize) -> Option<(bool, Span)> {
        let (first, last) = (*self.origin.get(at)?, *self.origin.get(at + len - 1)?);
        let glued = |left: usize, right: usize| {
            let char_before = self.text.get(..left).and_then(|text| text.chars().next_back());
            let char_after = self.text.get(left..).and_then(|text| text.chars().next());
            let adjacent =
                match (left.checked_sub(1).and_then(|i| self.origin.get(i)), self.origin.get(right)) {
                    (Some(before), Some(after)) => before.end() == after.start(),
                    _ => false,
                };
            adjacent
                && char_before.is_some_and(char::is_alphanumeric)
                && char_after.is_some_and(char::is_alphanumeric)
        };
        let whole = !glued(at, at) && !glued(at + len, at + len);
        Some((whole, first.cover(last)))
    }
}

/// What a character becomes: nothing at all, another text, or (empty) itself.
fn fold(c: char) -> Option<&'static str> {
    Some(match c {
        c if c.is_whitespace() => return None,
        '*' | '_' | '`' | '\\' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => return None,
        '‘' | '’' | '‚' | '‛' | '′' => "'",
        '“' | '”' | '„' | '‟' | '″' => "\"",
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        '…' => "...",
        _ => "",
    })
}

/// One place of an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    /// The words of the anchor.
    pub(crate) anchor: Span,
    /// The sentence (or sentences) that hold them.
    pub(crate) sentence: Span,
}

/// The places meant by an anchor: the given occurrence, else all of them. Occurrences in header fields count only where
/// there are no others, because nothing is claimed there.
pub(crate) fn spots(
    document: &Document,
    folded: &Folded,
    words: &str,
    occurrence: Option<usize>,
) -> Vec<Spot> {
    let all = folded.find(words);
    let header = |span: &Span| {
        document.blocks.iter().any(|block| block.kind == BlockKind::Metadata && block.span.overlaps(*span))
    };
    let chosen = match occurrence.and_then(|n| all.get(n.saturating_sub(1))) {
        Some(&span) => vec![span],
        None if all.iter().all(header) => all,
        None => all.into_iter().filter(|span| !header(span)).collect(),
    };
    chosen.into_iter().map(|anchor| Spot { anchor, sentence: sentence(document, anchor) }).collect()
}

/// The sentences of its block that a span touches; from the first to the last block where it crosses blocks.
fn sentence(document: &Document, span: Span) -> Span {
    let first = around(document, span.start());
    let last = around(document, span.end().saturating_sub(1));
    let text = |bounds: Span| bounds.of(&document.text);
    let start = starts(text(first)).map(|at| at + first.start()).take_while(|&at| at <= span.start()).last();
    let end = starts(text(last)).map(|at| at + last.start()).find(|&at| at >= span.end());
    Span::new(start.unwrap_or(first.start()), end.unwrap_or(last.end()))
}

/// The block around an offset; the line, where no block is there.
fn around(document: &Document, offset: usize) -> Span {
    if let Some(block) = document.blocks.iter().find(|block| block.span.holds(offset)) {
        return block.span;
    }
    let bytes = document.text.as_bytes();
    let offset = offset.min(bytes.len());
    let start = bytes[..offset].iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
    let end = bytes[offset..].iter().position(|&b| b == b'\n').map_or(bytes.len(), |at| offset + at);
    Span::new(start, end)
}

/// Offsets at which sentences start, the first at 0.
pub(crate) fn starts(text: &str) -> impl Iterator<Item = usize> {
    let ends = text.char_indices().filter(|&(_, c)| matches!(c, '.' | '!' | '?' | '…'));
    std::iter::once(0).chain(ends.filter_map(|(at, mark)| next_start(text, at, mark)))
}

/// Where the next sentence starts, if one ends with the mark at `at`.
fn next_start(text: &str, at: usize, mark: char) -> Option<usize> {
    let rest = text.get(at + mark.len_utf8()..)?;
    let after_closers = rest.trim_start_matches(['"', '”', '\'', '’', ')', ']']);
    let after_space = after_closers.trim_start();
    let next = after_space.trim_start_matches(['"', '“', '\'', '‘', '(', '[']).chars().next()?;
    let spaced = after_space.len() < after_closers.len();
    let before = text.get(..at)?;
    let opens = next.is_uppercase() || next.is_numeric();
    let glued = next.is_uppercase() && before.ends_with(char::is_lowercase) && !before.ends_with("www");
    let fits = if spaced { opens && !(mark == '.' && abbreviated(before)) } else { glued };
    fits.then(|| text.len() - after_space.len())
}

/// Whether the text ends with an initial or an abbreviation that a name or a number follows.
fn abbreviated(before: &str) -> bool {
    const ABBREVIATIONS: &[&str] = &[
        "Mr", "Mrs", "Ms", "Dr", "Prof", "Rev", "Sir", "St", "Co", "No", "Nos", "Sgt", "Insp", "Supt", "Det",
        "Lt", "Col", "Gen", "Capt", "Gov", "Sen", "Rep", "Hon", "vs", "Jan", "Feb", "Mar", "Apr", "Aug",
        "Sept", "Oct", "Nov", "Dec", "Ref", "Att", "approx",
    ];
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || ABBREVIATIONS.contains(&word)
}

#[cfg(test)]
mod tests {
    use corroborate_model::{Block, BlockKind, Document, Span};

    use super::{Folded, spots};

    fn document(parts: &[(BlockKind, &str)]) -> Document {
        let mut document = Document::default();
        for (kind, part) in parts {
            let start = document.text.len();
            document.text.push_str(part);
            document.blocks.push(Block { kind: *kind, span: Span::new(start, document.text.len()) });
            document.text.push_str("\n\n");
        }
        document
    }

    #[track_caller]
    fn sentences(document: &Document, anchor: &str, occurrence: Option<usize>, expected: &[&str]) {
        let folded = Folded::new(&document.text);
        let found: Vec<&str> = spots(document, &folded, anchor, occurrence)
            .iter()
            .map(|spot| spot.sentence.of(&document.text).trim_end())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn typography_and_white_space_do_not_matter() {
        let document =
            document(&[(BlockKind::Body, "He said:\u{a0}“We *can’t*\nwait” – twice. So did she.")]);
        sentences(
            &document,
            "\"We can't wait\" -- twice",
            None,
            &["He said:\u{a0}“We *can’t*\nwait” – twice."],
        );
        sentences(&document, "  ", None, &[]);
        sentences(&document, "so did she", None, &[]);
    }

    #[test]
    fn numbers_are_not_found_inside_numbers() {
        let document = document(&[(BlockKind::Body, "Some 143 homes were hit. Of these, 43 homes flooded.")]);
        sentences(&document, "43 homes", None, &["Of these, 43 homes flooded."]);
        sentences(&document, "3 homes f", None, &["Of these, 43 homes flooded."]);
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let text =
            "Dr. J. Penn came at 3 p.m. on Friday. \"It was bad.\" Nobody (he said) left.He stayed. Twice!";
        let document = document(&[(BlockKind::Headline, "Bad day"), (BlockKind::Body, text)]);
        sentences(&document, "Penn came", None, &["Dr. J. Penn came at 3 p.m. on Friday."]);
        sentences(&document, "It was", None, &["\"It was bad.\""]);
        sentences(&document, "left. He stayed.", None, &["Nobody (he said) left.He stayed."]);
        sentences(&document, "Bad day", None, &["Bad day"]);
        sentences(&document, "day Dr. J", None, &["Bad day\n\nDr. J. Penn came at 3 p.m. on Friday."]);
    }

    #[test]
    fn header_fields_come_last() {
        let words = "Storm hits town";
        let mut twice = document(&[(BlockKind::Metadata, words), (BlockKind::Headline, words)]);
        sentences(&twice, words, None, &[words]);
        sentences(&twice, words, Some(2), &[words]);
        twice.blocks.pop();
        twice.text.truncate(words.len());
        sentences(&twice, words, None, &[words]);
        sentences(&Document::default(), words, None, &[]);
    }
}
