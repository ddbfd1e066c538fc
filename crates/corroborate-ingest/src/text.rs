//! Plain text: the decoded text itself, with the parts that its empty lines, breaks and header lines give.
//!
//! Dropped are only the byte order mark, carriage returns, soft hyphens and zero-width characters; offsets of a UTF-8
//! file with plain line feeds are offsets of the text.

use std::ops::Range;

use corroborate_model::{Notice, OffsetMap, Span};

use crate::Limits;
use crate::blocks::{Draft, Part, Shape};
use crate::dates::DateOrder;
use crate::decode::Decoded;
use crate::fields::{self, Fields, split_title};
use crate::front::{self, Fence};
use crate::trace::Trace;
use crate::{segment, stamp};

/// Reads plain text.
pub(crate) fn read(decoded: &Decoded<'_>, limits: &Limits) -> Draft {
    let (text, map) = visible(decoded);
    let mut draft = Draft { text, map, ..Draft::default() };
    let body = header(&mut draft, limits);
    let body = leading_stamp(&mut draft, body);
    let rest = segment::parts(&draft.text, body);
    draft.parts.extend(rest);
    draft
}

/// The text without what is never shown, and its map: one run a line and one after each dropped character.
fn visible(decoded: &Decoded<'_>) -> (String, OffsetMap) {
    let source = decoded.text.as_ref();
    let bytes = source.as_bytes();
    let (mut text, mut trace) = (String::with_capacity(source.len()), Trace::new(decoded));
    let mut from = 0;
    let mut flush = |text: &mut String, from: usize, to: usize| {
        if let Some(run) = source.get(from..to).filter(|run| !run.is_empty()) {
            trace.run(text.len(), from, to);
            text.push_str(run);
        }
    };
    let mut at = 0;
    while let Some(step) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|b| matches!(b, b'\n' | b'\r' | 0xC2 | 0xE2 | 0xEF)))
    {
        at += step;
        let rest = bytes.get(at..).unwrap_or_default();
        let (dropped, line_end) = match rest {
            [b'\n', ..] => (0, true),
            [b'\r', b'\n', ..] => (1, false),
            [b'\r', ..] => (1, true),
            [0xC2, 0xAD, ..] => (2, false),
            [0xE2, 0x80, 0x8B, ..] | [0xEF, 0xBB, 0xBF, ..] => (3, false),
            _ => {
                at += 1;
                continue;
            }
        };
        if dropped == 0 {
            at += 1;
            flush(&mut text, from, at);
        } else {
            flush(&mut text, from, at);
            if line_end {
                // A lone carriage return is shown as a line feed and lies in the run before it.
                text.push('\n');
            }
            at += dropped;
        }
        from = at;
    }
    flush(&mut text, from, source.len());
    (text, trace.finish())
}

/// A header between fences at the top: its lines become metadata, its title the headline. Gives the text's start.
fn header(draft: &mut Draft, limits: &Limits) -> usize {
    let text = std::mem::take(&mut draft.text);
    let end = match front::find(&text) {
        Some(fence) => {
            let yaml = text.get(fence.inner.clone()).unwrap_or("");
            let fields = Fields::read(yaml, limits.yaml_depth);
            draft.notices.extend(fields.problem.as_ref().map(|problem| Notice::new(fields::broken(problem))));
            draft.meta = fields.meta(draft.order);
            header_parts(draft, &text, &fence, &fields);
            fence.outer.end
        }
        None => 0,
    };
    draft.text = text;
    end
}

/// Metadata parts for the header; the title's words are a part of their own and so is the line with the date.
fn header_parts(draft: &mut Draft, text: &str, fence: &Fence, fields: &Fields) {
    let place = |at: &Range<usize>| fence.inner.start + at.start..fence.inner.start + at.end;
    let title = fields.title().map(|field| title_range(text, place(&field.at))).filter(|title| {
        let below = text.get(fence.outer.end..).unwrap_or("").trim_start();
        !below.starts_with(text.get(title.clone()).unwrap_or(""))
    });
    let date =
        fields.date().filter(|_| draft.meta.published.is_some()).map(|field| line_of(text, place(&field.at)));
    draft.meta.published_at = date.clone().map(Span::from);
    let mut own: Vec<(Range<usize>, Shape)> = title
        .map(|range| (range, Shape::Title(1)))
        .into_iter()
        .chain(date.map(|range| (range, Shape::Metadata)))
        .collect();
    own.sort_by_key(|(range, _)| range.start);
    let mut at = fence.outer.start;
    for (range, shape) in own {
        push_metadata(draft, text, at..range.start);
        at = if shape == Shape::Metadata { range.end } else { line_of(text, range.clone()).end };
        draft.parts.push(Part { range, shape, tight: true });
    }
    push_metadata(draft, text, at..fence.outer.end);
}

fn push_metadata(draft: &mut Draft, text: &str, range: Range<usize>) {
    let Some(words) = text.get(range.clone()) else { return };
    let start = range.start + words.len() - words.trim_start().len();
    let words = words.trim();
    if !words.is_empty() {
        draft.parts.push(Part { range: start..start + words.len(), shape: Shape::Metadata, tight: true });
    }
}

/// The title's words without quotation marks of YAML and without the publisher after them.
fn title_range(text: &str, at: Range<usize>) -> Range<usize> {
    let raw = text.get(at.clone()).unwrap_or("");
    let bare = raw.trim().trim_matches(['"', '\'']);
    let start = at.start + raw.find(bare).unwrap_or(0);
    start..start + split_title(bare).0.len()
}

/// The whole line or lines round a range.
fn line_of(text: &str, at: Range<usize>) -> Range<usize> {
    let start = text.get(..at.start).and_then(|before| before.rfind('\n')).map_or(0, |line| line + 1);
    let end = text.get(at.end..).and_then(|after| after.find('\n')).map_or(text.len(), |line| at.end + line);
    let line = text.get(start..end).unwrap_or("");
    start + line.len() - line.trim_start().len()..start + line.trim_end().len()
}

/// A date stamp that opens the first line becomes metadata; gives where the text goes on.
fn leading_stamp(draft: &mut Draft, from: usize) -> usize {
    let rest = draft.text.get(from..).unwrap_or("");
    let blank = rest.len() - rest.trim_start().len();
    let line = rest.trim_start().lines().next().unwrap_or("");
    let Some((stamp, end)) = stamp::leading(line, DateOrder::DayFirst) else { return from };
    let base = from + blank;
    let range = base + stamp.at.start..base + stamp.at.end;
    if draft.meta.published.is_none() {
        draft.meta.published = stamp.date;
        draft.meta.published_at = Some(Span::from(range.clone()));
    }
    draft.parts.push(Part { range, shape: Shape::Metadata, tight: false });
    base + end
}
