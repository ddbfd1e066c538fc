//! What a user hands in.

use std::fmt;
use std::str::FromStr;

use crate::{Date, UnknownName};

/// One text as it was handed in: bytes, and what is known of them from outside.
///
/// What is set here wins over what the text says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Short name, unique in one check; findings name it. Left empty, one is made from the path.
    pub id: String,
    /// Where it came from, as given; for messages only, nothing is read from it here.
    pub path: Option<String>,
    /// The content, undecoded.
    pub bytes: Vec<u8>,
    /// Its format; detected from the path and the content where absent.
    pub format: Option<Format>,
    /// Title or headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Its address.
    pub url: Option<String>,
}

impl Source {
    /// A source from text in memory, format detected.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Source {
        Source::from_bytes(id, text.into().into_bytes())
    }

    /// A source from bytes in memory; encoding and format are detected.
    pub fn from_bytes(id: impl Into<String>, bytes: Vec<u8>) -> Source {
        Source { id: id.into(), bytes, ..Source::default() }
    }

    /// What messages call it: the path where there is one, else the id.
    pub fn name(&self) -> &str {
        self.path.as_deref().unwrap_or(&self.id)
    }
}

/// Formats that sources come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text, paragraphs separated by empty lines.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 3] = [Format::Text, Format::Markdown, Format::Html];

    /// Its name: `text`, `markdown`, `html`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Format, UnknownName> {
        Format::ALL
            .into_iter()
            .find(|format| format.name() == name)
            .ok_or_else(|| UnknownName::new("format", name, Format::ALL.iter().map(|f| f.name())))
    }
}
