//! Walks along the decoded original and records where each run of the visible text came from.

use corroborate_model::OffsetMap;

use crate::decode::{Decoded, Width};

/// Runs are cut after so many bytes: a look-up counts the characters of one run.
const MAX_RUN: usize = 1024;

/// A place in the decoded original that only moves forward, and the map built on the way.
#[derive(Debug)]
pub(crate) struct Trace<'a> {
    source: &'a Decoded<'a>,
    /// Offset in the decoded original.
    at: usize,
    byte: usize,
    line: usize,
    column: usize,
    map: OffsetMap,
}

impl<'a> Trace<'a> {
    pub(crate) fn new(source: &'a Decoded<'a>) -> Trace<'a> {
        Trace { source, at: 0, byte: source.start, line: 1, column: 1, map: OffsetMap::new() }
    }

    /// The map of all runs so far.
    pub(crate) fn finish(self) -> OffsetMap {
        self.map
    }

    /// From `text_offset` on, the visible text runs along `from..to` of the decoded original.
    pub(crate) fn run(&mut self, text_offset: usize, from: usize, to: usize) {
        self.skip(from);
        self.push(text_offset);
        let source = self.source;
        let Some(run) = source.text.get(from..to) else { return };
        if self.at > from {
            return;
        }
        let line = run.strip_suffix('\n').unwrap_or(run);
        if matches!(source.width, Width::Utf8) && !line.contains(['\n', '\r']) {
            self.long_run(text_offset, from, from + line.len());
            return self.skip(to);
        }
        let mut pushed = from;
        for (offset, c) in run.char_indices() {
            let (at, length) = (from + offset, c.len_utf8());
            let width = source.width.of(c, at);
            let ends_line = self.ends_line(at);
            self.byte += width;
            self.column = if ends_line { 1 } else { self.column + 1 };
            self.line += usize::from(ends_line);
            self.at = at + length;
            if self.at < to && (ends_line || width != length || self.at - pushed >= MAX_RUN) {
                self.push(text_offset + offset + length);
                pushed = self.at;
            }
        }
    }

    /// A run inside one line whose bytes are those of the original.
    fn long_run(&mut self, text_offset: usize, from: usize, to: usize) {
        while to - self.at > MAX_RUN {
            let mut next = self.at + MAX_RUN;
            while !self.source.text.is_char_boundary(next) {
                next += 1;
            }
            self.skip(next);
            if next < to {
                self.push(text_offset + next - from);
            }
        }
        self.skip(to);
    }

    /// Whether the byte at `at` ends a line: a line feed, or a carriage return without one.
    fn ends_line(&self, at: usize) -> bool {
        let bytes = self.source.text.as_bytes();
        match bytes.get(at) {
            Some(b'\n') => true,
            Some(b'\r') => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        }
    }

    /// One place of the original that the visible text at `text_offset` stands for (an entity, a collapsed space).
    pub(crate) fn point(&mut self, text_offset: usize, at: usize) {
        self.skip(at);
        self.push(text_offset);
    }

    /// The visible text at `text_offset` has no counterpart; it is led to where the last run ended.
    pub(crate) fn here(&mut self, text_offset: usize) {
        self.push(text_offset);
    }

    fn push(&mut self, text_offset: usize) {
        self.map.push(text_offset, self.byte, self.line, self.column);
    }

    /// Moves on to `to`, counting bytes, lines and columns.
    fn skip(&mut self, to: usize) {
        let source = self.source;
        let Some(passed) = source.text.get(self.at..to) else { return };
        self.byte += match source.width {
            Width::Utf8 => passed.len(),
            _ => passed.char_indices().map(|(offset, c)| source.width.of(c, self.at + offset)).sum(),
        };
        let mut tail = 0;
        for (offset, _) in passed.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'\n' | b'\r')) {
            if self.ends_line(self.at + offset) {
                self.line += 1;
                self.column = 1;
                tail = offset + 1;
            }
        }
        self.column += passed.get(tail..).map_or(0, |rest| rest.chars().count());
        self.at = to;
    }
}

#[cfg(test)]
mod tests {
    use super::Trace;
    use crate::decode::decode;

    #[test]
    fn counts_bytes_of_the_original_encoding() {
        let decoded = decode("x", b"caf\xE9 \xA35\r\nn\xE9", false).unwrap();
        let mut trace = Trace::new(&decoded);
        let text = "café £5\r\nné";
        trace.run(0, 0, text.len());
        let map = trace.finish();
        for (word, byte, line, column) in [("£", 5, 1, 6), ("5", 6, 1, 7), ("né", 9, 2, 1), ("é", 3, 1, 4)]
        {
            let at = map.position(text, text.find(word).unwrap());
            assert_eq!((at.byte, at.line, at.column), (byte, line, column), "{word}");
        }
    }
}
