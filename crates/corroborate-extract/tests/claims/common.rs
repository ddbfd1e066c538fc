//! Cases in Markdown, and documents made from plain paragraphs.

use corroborate_model::{Block, BlockKind, Document, Span};

/// One case: a heading, a text between fences, and the lines expected of it.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) expected: Vec<String>,
}

/// The cases of a file, each under a heading of the second level.
pub(crate) fn cases(file: &str) -> Vec<Case> {
    let case = |part: &str| {
        let (name, rest) = part.split_once('\n')?;
        let (_, rest) = rest.split_once("```\n")?;
        let (text, rest) = rest.split_once("\n```")?;
        let expected = rest.lines().filter_map(|line| line.strip_prefix("- ")).map(str::to_owned).collect();
        Some(Case { name: name.to_owned(), text: text.to_owned(), expected })
    };
    file.split("\n## ").skip(1).filter_map(case).collect()
}

/// A document of paragraphs separated by empty lines; "[caption] " and the like in front give the kind.
pub(crate) fn document(text: &str) -> Document {
    let mut clean = String::new();
    let mut blocks = Vec::new();
    for paragraph in text.split("\n\n") {
        let (kind, words) = match paragraph.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
            Some((kind, words)) => (named(kind), words),
            None => (BlockKind::Body, paragraph),
        };
        let start = clean.len();
        clean.push_str(words);
        blocks.push(Block { kind, span: Span::new(start, clean.len()) });
        clean.push_str("\n\n");
    }
    Document { text: clean, blocks, ..Document::default() }
}

fn named(kind: &str) -> BlockKind {
    match kind {
        "headline" => BlockKind::Headline,
        "subheading" => BlockKind::Subheading,
        "caption" => BlockKind::Caption,
        "quote" => BlockKind::Quote,
        "cite" => BlockKind::Cite,
        "item" => BlockKind::ListItem,
        "byline" => BlockKind::Byline,
        "boilerplate" => BlockKind::Boilerplate,
        other => panic!("no such kind of block: {other}"),
    }
}
