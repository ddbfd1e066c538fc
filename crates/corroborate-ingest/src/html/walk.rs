//! Writes the visible text of an article, element by element.

use std::ops::Range;

use crate::blocks::Shape;
use crate::html::tree::{Node, is_block};
use crate::html::{Page, entities};
use crate::lexicon::BYLINE_CLASSES;
use crate::writer::Writer;

/// A longer element with a byline's class is no byline.
const MAX_BYLINE: usize = 300;

/// An element that is open.
struct Open {
    end: usize,
    tag: &'static str,
    /// What text in it is.
    shape: Shape,
    /// Whether it starts and ends a line.
    block: bool,
    /// Items or rows seen in it.
    items: bool,
}

/// Writes what is visible in a stretch of nodes.
pub(crate) fn write(page: &Page<'_>, left_out: &[bool], stretch: Range<usize>, writer: &mut Writer<'_>) {
    let end = stretch.end;
    let mut open: Vec<Open> = Vec::new();
    let mut index = stretch.start;
    while index < end {
        let Some(node) = page.nodes.get(index) else { break };
        close_before(index, &mut open, writer, node.range.start);
        if left_out.get(index).copied().unwrap_or(false) {
            index = node.end.max(index + 1);
            continue;
        }
        if node.is_text() {
            text(page, node, &open, writer);
        } else {
            enter(page, index, node, &mut open, writer);
        }
        index += 1;
    }
    close_before(
        end,
        &mut open,
        writer,
        page.nodes.get(end.saturating_sub(1)).map_or(0, |node| node.range.end),
    );
    writer.end();
}

/// Closes the elements that end before the node at `index`.
fn close_before(index: usize, open: &mut Vec<Open>, writer: &mut Writer<'_>, at: usize) {
    while open.last().is_some_and(|last| last.end <= index) {
        let Some(last) = open.pop() else { return };
        if last.block {
            writer.end();
            writer.follow_closely(false);
        } else if last.tag == "q" && writer.is_open() == Some(true) {
            writer.literal("”", at);
        }
    }
}

fn enter(page: &Page<'_>, index: usize, node: &Node, open: &mut Vec<Open>, writer: &mut Writer<'_>) {
    let outer = open.last().map_or(Shape::Paragraph, |last| last.shape);
    match node.tag {
        "br" => return line_break(outer, writer),
        "hr" => return writer.end(),
        "td" | "th" if outer == Shape::Row => {
            writer.space('\t', node.range.start);
            return push(open, node, outer, false);
        }
        _ => {}
    }
    let (shape, block) = shape_of(page, index, node, outer, open);
    if block {
        writer.end();
        let follows = matches!(node.tag, "li" | "tr") && list_has_items(open);
        writer.follow_closely(follows);
    } else if node.tag == "q" {
        open_part(outer, writer);
        writer.literal("“", node.range.start);
    }
    push(open, node, shape, block);
}

fn push(open: &mut Vec<Open>, node: &Node, shape: Shape, block: bool) {
    open.push(Open { end: node.end, tag: node.tag, shape, block, items: false });
}

/// Whether the list or table round an item had one before; notes that it has one now.
fn list_has_items(open: &mut [Open]) -> bool {
    let list =
        open.iter_mut().rev().find(|outer| matches!(outer.tag, "ul" | "ol" | "menu" | "table" | "tbody"));
    list.is_some_and(|list| std::mem::replace(&mut list.items, true))
}

/// One break starts a line that follows closely, two start a paragraph.
fn line_break(shape: Shape, writer: &mut Writer<'_>) {
    match writer.is_open() {
        Some(true) => {
            writer.begin(shape);
            writer.follow_closely(true);
        }
        Some(false) if writer.is_close() => writer.follow_closely(false),
        _ => {}
    }
}

fn open_part(shape: Shape, writer: &mut Writer<'_>) {
    if writer.is_open().is_none() {
        let close = writer.is_close();
        writer.begin(shape);
        writer.follow_closely(close);
    }
}

fn text(page: &Page<'_>, node: &Node, open: &[Open], writer: &mut Writer<'_>) {
    let raw = page.raw(node);
    if raw.trim_ascii().is_empty() {
        return writer.space(' ', node.range.start);
    }
    open_part(open.last().map_or(Shape::Paragraph, |last| last.shape), writer);
    let base = node.range.start;
    let mut from = 0;
    for (at, _) in raw.match_indices('&') {
        if at < from {
            continue;
        }
        if let Some((words, length)) = raw.get(at..).and_then(entities::decode) {
            writer.words(base + from, base + at);
            writer.literal(&words, base + at);
            from = at + length;
        }
    }
    writer.words(base + from, base + raw.len());
}

/// What text in an element is, and whether the element stands by itself.
fn shape_of(page: &Page<'_>, index: usize, node: &Node, outer: Shape, open: &[Open]) -> (Shape, bool) {
    let in_quote = open.iter().any(|outer| outer.shape == Shape::Quote);
    let shape = match node.tag {
        "h1" => Shape::Title(1),
        "h2" => Shape::Title(2),
        "h3" => Shape::Title(3),
        "h4" | "h5" | "h6" => Shape::Title(4),
        "blockquote" => Shape::Quote,
        "cite" | "footer" if in_quote => return (Shape::Cite, true),
        "figcaption" => Shape::Caption,
        "li" | "dd" => Shape::Item,
        "tr" if is_table_row(page, index) => Shape::Row,
        "address" => Shape::Byline,
        "time" if stands_alone(open) => return (Shape::Byline, true),
        _ => by_name(page, index, node, outer),
    };
    let block = is_block(node.tag)
        || (shape != outer && matches!(shape, Shape::Byline | Shape::Credit | Shape::Caption));
    (shape, block)
}

/// The shape that class names give, else the one round it.
fn by_name(page: &Page<'_>, index: usize, node: &Node, outer: Shape) -> Shape {
    if !matches!(
        node.tag,
        "p" | "div" | "span" | "section" | "small" | "ul" | "header" | "aside" | "cite" | ""
    ) {
        return outer;
    }
    let names = page.names(index);
    let has = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    if names.is_empty() {
        outer
    } else if has(&["pullquote", "blockquote", "quote"]) && outer == Shape::Paragraph {
        Shape::Quote
    } else if matches!(outer, Shape::Caption | Shape::Paragraph)
        && has(&["credit", "credits", "copyright", "photographer"])
    {
        Shape::Credit
    } else if outer == Shape::Paragraph && has(&["caption", "figcaption"]) {
        Shape::Caption
    } else if outer == Shape::Paragraph
        && names.iter().any(|name| BYLINE_CLASSES.has(name))
        && (is_block(node.tag) || is_wrapped(page, index))
        && text_length(page, index) <= MAX_BYLINE
    {
        Shape::Byline
    } else {
        outer
    }
}

/// Whether an inline element stands right in a container and not in a paragraph.
fn is_wrapped(page: &Page<'_>, index: usize) -> bool {
    let parent = page.nodes.get(index).and_then(|node| page.nodes.get(node.parent));
    parent.is_some_and(|parent| {
        matches!(parent.tag, "div" | "section" | "header" | "article" | "main" | "body")
    })
}

fn text_length(page: &Page<'_>, index: usize) -> usize {
    let end = page.nodes.get(index).map_or(index, |node| node.end);
    page.nodes
        .get(index..end)
        .unwrap_or_default()
        .iter()
        .filter(|n| n.is_text())
        .map(|n| page.raw(n).trim().len())
        .sum()
}

/// A `<time>` outside any paragraph.
fn stands_alone(open: &[Open]) -> bool {
    open.last()
        .is_none_or(|outer| matches!(outer.tag, "article" | "main" | "header" | "section" | "div" | "body"))
}

/// Tables hold figures, or, on old pages, the layout: then a cell holds paragraphs.
fn is_table_row(page: &Page<'_>, index: usize) -> bool {
    let end = page.nodes.get(index).map_or(index, |node| node.end);
    !page.nodes.get(index..end).unwrap_or_default().iter().skip(1).any(|node| {
        matches!(node.tag, "p" | "div" | "table" | "h1" | "h2" | "h3" | "ul" | "ol" | "article" | "section")
    })
}
