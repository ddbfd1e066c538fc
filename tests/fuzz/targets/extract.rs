//! Sentences and claims of blocks of any kind and any content, as no reader would hand them on. The first character of
//! a block chooses its kind.
#![no_main]

use corroborate::{Block, BlockKind, Document, Span};

const KINDS: [BlockKind; 11] = [
    BlockKind::Body,
    BlockKind::Headline,
    BlockKind::Metadata,
    BlockKind::Subheading,
    BlockKind::Byline,
    BlockKind::Caption,
    BlockKind::Quote,
    BlockKind::Cite,
    BlockKind::ListItem,
    BlockKind::Credit,
    BlockKind::Boilerplate,
];

libfuzzer_sys::fuzz_target!(|text: &str| {
    let mut blocks = Vec::new();
    let mut start = 0;
    for words in text.split_inclusive("\n\n") {
        let (from, to) = (start + words.len() - words.trim_start().len(), start + words.trim_end().len());
        start += words.len();
        if from < to {
            let kind = KINDS[text.as_bytes()[from] as usize % KINDS.len()];
            blocks.push(Block { kind, span: Span::new(from, to) });
        }
    }
    let mut document = Document { text: text.to_owned(), blocks, ..Document::default() };
    document.meta.published = "2024-02-29".parse().ok();
    holds::analysis(&corroborate_extract::extract(document));
});
