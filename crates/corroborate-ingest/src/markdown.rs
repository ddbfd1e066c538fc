//! Markdown: front matter to fields, markup off, every word led back to its place.
//!
//! Deliberately not here: footnotes, mathematics and other extensions; their marks stay in the text.

use std::ops::Range;

use corroborate_model::Notice;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::blocks::{Draft, Shape};
use crate::decode::Decoded;
use crate::fields::Fields;
use crate::writer::Writer;
use crate::{Limits, fields, front, html};

/// Reads Markdown.
pub(crate) fn read(decoded: &Decoded<'_>, limits: &Limits) -> Draft {
    let mut draft = Draft::default();
    let source = decoded.text.as_ref();
    let fence = front::find(source);
    let base = fence.as_ref().map_or(0, |fence| fence.outer.end);
    if let Some(fence) = fence {
        let fields = Fields::read(source.get(fence.inner).unwrap_or(""), limits.yaml_depth);
        draft.notices.extend(fields.problem.as_ref().map(|problem| Notice::new(fields::broken(problem))));
        draft.meta = fields.meta(draft.order);
    }
    let mut reader = Reader {
        writer: Writer::new(decoded),
        decoded,
        limits,
        quotes: 0,
        lists: Vec::new(),
        images: 0,
        html: None,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(source.get(base..).unwrap_or(""), options).into_offset_iter() {
        reader.event(event, base + range.start..base + range.end);
    }
    (draft.text, draft.parts, draft.map) = reader.writer.finish();
    draft
}

/// Walks the events and keeps what is open.
struct Reader<'a> {
    writer: Writer<'a>,
    decoded: &'a Decoded<'a>,
    limits: &'a Limits,
    quotes: usize,
    /// For each open list, whether it has an item already.
    lists: Vec<bool>,
    /// Images that are open: their words are not visible.
    images: usize,
    /// A block of HTML that is being passed.
    html: Option<Range<usize>>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.images == 0 => self.text(&words, at),
            Event::Code(words) if self.images == 0 => self.text(&words, at),
            Event::SoftBreak => self.writer.space(' ', at.start),
            Event::HardBreak => self.line_break(),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.line_break(),
            Event::Html(_) => {
                let start = self.html.take().map_or(at.start, |open| open.start);
                self.html = Some(start..at.end);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: Range<usize>) {
        match tag {
            Tag::Paragraph if self.lists.is_empty() => {
                self.writer.begin(if self.quotes > 0 { Shape::Quote } else { Shape::Paragraph });
            }
            Tag::Paragraph if self.writer.is_open() != Some(false) => self.writer.begin(Shape::Paragraph),
            Tag::CodeBlock(_) => self.writer.begin(Shape::Paragraph),
            Tag::Heading { level, .. } => self.writer.begin(Shape::Title(depth(*level))),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::List(_) => self.lists.push(false),
            Tag::Item => {
                self.writer.begin(Shape::Item);
                let nested = self.lists.len() > 1;
                let followed = self.lists.last_mut().is_some_and(|seen| std::mem::replace(seen, true));
                self.writer.follow_closely(followed || nested);
            }
            Tag::TableHead => self.writer.begin(Shape::Row),
            Tag::TableRow => {
                self.writer.begin(Shape::Row);
                self.writer.follow_closely(true);
            }
            Tag::TableCell => self.writer.space('\t', at.start),
            Tag::Image { .. } => self.images += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Item | TagEnd::TableRow => {
                self.writer.end();
            }
            TagEnd::TableHead => self.writer.end(),
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::List(_) => {
                self.writer.end();
                self.lists.pop();
            }
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::HtmlBlock => {
                if let Some(range) = self.html.take() {
                    html::fragment(&mut self.writer, &self.decoded.text, range, self.limits);
                }
            }
            _ => {}
        }
    }

    /// Words that stand in the source as they are, or that an entity or escape stands for.
    fn text(&mut self, words: &str, at: Range<usize>) {
        let raw = self.decoded.text.get(at.clone()).unwrap_or("");
        match raw.find(words).filter(|_| !words.is_empty()) {
            Some(offset) => self.writer.words(at.start + offset, at.start + offset + words.len()),
            None => self.writer.literal(words, at.start),
        }
    }

    fn line_break(&mut self) {
        let shape = match (self.quotes, self.lists.len()) {
            (0, 0) => Shape::Paragraph,
            (0, _) => Shape::Item,
            _ => Shape::Quote,
        };
        self.writer.begin(shape);
        self.writer.follow_closely(true);
    }
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        _ => 4,
    }
}
