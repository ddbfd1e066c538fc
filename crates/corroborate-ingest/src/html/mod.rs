//! Web pages: the article alone, its words led back to the file, title and day from the page's data.
//!
//! An `<article>` or `<main>` is read as it stands, navigation, asides and the like left out. A page without either is
//! handed to the Readability algorithm (Mozilla; the crate `dom_smoothie`) with a private-use character before each
//! text, and the characters that come back tell which texts belong to the article, so that every word keeps its place.

mod article;
mod entities;
mod meta;
#[cfg(feature = "readability")]
mod readable;
mod tree;
mod walk;

use std::ops::Range;

use crate::Limits;
use crate::blocks::Draft;
use crate::decode::Decoded;
use crate::writer::Writer;

use tree::Node;

/// A page with its nodes.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    source: &'a str,
    nodes: Vec<Node>,
}

impl Page<'_> {
    /// The page as written at a node: its start tag, or its text.
    fn raw(&self, node: &Node) -> &str {
        self.source.get(node.range.clone()).unwrap_or("")
    }

    /// An attribute of an element, entities not decoded.
    fn attribute(&self, index: usize, name: &str) -> Option<&str> {
        tree::attribute(self.raw(self.nodes.get(index)?), name)
    }

    /// The visible words under a node, white space collapsed.
    fn text_of(&self, index: usize) -> String {
        let end = self.nodes.get(index).map_or(index, |node| node.end);
        let mut words = String::new();
        for node in self.nodes.get(index..end).unwrap_or_default().iter().filter(|node| node.is_text()) {
            words.push_str(&decoded(self.raw(node)));
        }
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words of an element's class and id names, in lower case.
    fn names(&self, index: usize) -> Vec<String> {
        let both = ["class", "id"].into_iter().filter_map(|name| self.attribute(index, name));
        both.flat_map(|value| value.split(|c: char| !c.is_alphanumeric())).flat_map(split_capitals).collect()
    }
}

/// "siteHeader" to "site" and "header".
fn split_capitals(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut lower = false;
    for c in name.chars() {
        if words.is_empty() || (c.is_uppercase() && lower) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
        lower = c.is_lowercase();
    }
    words
}

/// Text with its character references decoded.
fn decoded(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at_checked(at).unwrap_or((rest, ""));
        text.push_str(before);
        let (words, length) = entities::decode(reference).unwrap_or_else(|| ("&".to_owned(), 1));
        text.push_str(&words);
        rest = reference.get(length..).unwrap_or("");
    }
    text.push_str(rest);
    text
}

/// Reads a page.
pub(crate) fn read(source: &Decoded<'_>, limits: &Limits) -> Draft {
    let nodes = tree::parse(&source.text, 0..source.text.len(), limits.html_depth);
    let page = Page { source: &source.text, nodes };
    let mut draft = Draft::default();
    meta::read(&page, &mut draft);
    let content = article::find(&page, draft.fallback.title.as_deref());
    let mut writer = Writer::new(source);
    walk::write(&page, &content.left_out, content.heading, &mut writer);
    walk::write(&page, &content.left_out, content.body, &mut writer);
    (draft.text, draft.parts, draft.map) = writer.finish();
    meta::settle(&mut draft);
    draft
}

/// Writes the visible text of a piece of HTML inside another format.
pub(crate) fn fragment(writer: &mut Writer<'_>, source: &str, range: Range<usize>, limits: &Limits) {
    let page = Page { source, nodes: tree::parse(source, range, limits.html_depth) };
    let content = article::whole(&page);
    walk::write(&page, &content.left_out, content.body, writer);
}

#[cfg(test)]
mod tests {
    use super::{decoded, split_capitals};

    #[test]
    fn names_and_references() {
        assert_eq!(split_capitals("siteHeader"), ["site", "header"]);
        assert_eq!(split_capitals("BIG"), ["big"]);
        assert_eq!(decoded("a &amp; b &c &#163;5"), "a & b &c £5");
    }
}
