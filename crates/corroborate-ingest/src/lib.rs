//! Reads the bytes of one source into a [`Document`]: visible text, blocks with a kind, and an offset map back to the
//! original file.
//!
//! Plain text, Markdown and HTML are read here. The stage knows one source at a time and no other. Broken headers and
//! broken markup give notices; only bytes that are no text give an error. Deliberately not here: claims, sentences and
//! who speaks (`corroborate-extract`), PDF and word processor files, and anything that needs a network.
//!
//! ```
//! use corroborate_ingest::{Limits, read};
//! use corroborate_model::{BlockKind, Source};
//!
//! let source = Source::new("a", "Two hurt in harbour fire\n\nTwo people were hurt on Monday.\n");
//! let document = read(&source, &Limits::default())?;
//! assert_eq!(document.blocks[0].kind, BlockKind::Headline);
//! assert_eq!(document.blocks[1].span.of(&document.text), "Two people were hurt on Monday.");
//! # Ok::<(), corroborate_ingest::IngestError>(())
//! ```

mod blocks;
mod dates;
mod decode;
mod error;
mod fields;
mod format;
mod front;
mod html;
mod ids;
mod lexicon;
mod load;
mod markdown;
mod segment;
mod sniff;
mod stamp;
mod text;
mod trace;
mod writer;

pub use error::{BinaryKind, IngestError};
pub use ids::assign_ids;
pub use load::{FolderSources, load, load_folder};

use corroborate_model::{Document, Format, Notice, Source};

/// How much one source may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one source; 64 MiB unless set. Texts are limited to 4 GiB in any case.
    pub max_bytes: usize,
    /// Elements of a page inside one another; deeper ones are read as if they stood at this depth. 256 unless set.
    pub html_depth: usize,
    /// Header fields inside one another; a deeper header is read line by line. 16 unless set.
    pub yaml_depth: usize,
    /// Sources of one check, and files of one folder; 100,000 unless set.
    pub max_sources: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { max_bytes: 64 << 20, html_depth: 256, yaml_depth: 16, max_sources: 100_000 }
    }
}

impl Limits {
    /// Bytes of one source that may be read at all.
    fn bytes(&self) -> usize {
        self.max_bytes.min(u32::MAX as usize)
    }
}

/// Reads one source.
///
/// The format is the source's own, else told by its path and content. The id is the source's own, else made from its
/// path as [`assign_ids`] makes it for a single file. Title, publisher, day and address are the source's own where
/// set, else what header fields, the page's data or visible stamps say.
///
/// # Errors
/// When the bytes are more than the limit, none at all, no text, or in no encoding known here.
pub fn read(source: &Source, limits: &Limits) -> Result<Document, IngestError> {
    let name = source.name();
    if source.bytes.len() > limits.bytes() {
        return Err(IngestError::TooLarge { name: name.to_owned(), limit: limits.bytes() });
    }
    let decoded = decode::decode(name, &source.bytes, format::may_be_html(source))?;
    let mut draft = match format::detect(source, &decoded.text) {
        Format::Text => text::read(&decoded, limits),
        Format::Markdown => markdown::read(&decoded, limits),
        Format::Html => html::read(&decoded, limits),
    };
    draft.notices.splice(0..0, decoded.notices.iter().cloned());
    if draft.text.trim().is_empty() {
        draft.notices.push(Notice::new("There is no visible text in it, so nothing could be compared"));
    }
    Ok(own_fields(blocks::finish(draft), source))
}

/// What the source says of itself wins over what was read.
fn own_fields(mut document: Document, source: &Source) -> Document {
    document.id = match (source.id.is_empty(), &source.path) {
        (false, _) => source.id.clone(),
        (true, Some(path)) => ids::one(path.as_ref()),
        (true, None) => String::new(),
    };
    document.path.clone_from(&source.path);
    let meta = &mut document.meta;
    if source.published.is_some() && source.published != meta.published {
        meta.published_at = None;
    }
    meta.title = source.title.clone().or(meta.title.take());
    meta.publisher = source.publisher.clone().or(meta.publisher.take());
    meta.published = source.published.or(meta.published);
    meta.url = source.url.clone().or(meta.url.take());
    document
}
