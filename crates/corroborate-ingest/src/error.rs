//! Why a source could not be read, in words for the person who handed it in.

use std::fmt;
use std::io;

/// A source that could not be read. Every message names the file, what was found where, and what to do.
///
/// A broken header or broken markup is never an error; it is a [`Notice`](corroborate_model::Notice).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// There is no such file.
    #[error("{name}: no such file; check the spelling of the path")]
    NotFound {
        /// The path as given.
        name: String,
    },
    /// The file may not be read by this user.
    #[error("{name}: permission denied; make the file readable for the user who runs this")]
    Permission {
        /// The path as given.
        name: String,
    },
    /// A folder where a file was asked for.
    #[error("{name}: is a folder; name one file in it, or read it as a folder")]
    IsFolder {
        /// The path as given.
        name: String,
    },
    /// A file where a folder was asked for.
    #[error("{name}: is no folder; read it as a file")]
    NotAFolder {
        /// The path as given.
        name: String,
    },
    /// A pipe, device or socket found in a folder; reading it could wait for ever.
    #[error("{name}: is a pipe, device or socket and not a file; name it by itself to read it")]
    NotAFile {
        /// The path as given.
        name: String,
    },
    /// There is nothing in the file.
    #[error("{name}: is empty (0 bytes); there is nothing to compare in it")]
    Empty {
        /// The path or id of the source.
        name: String,
    },
    /// The content is no text.
    #[error("{name}: is {what} and not text (seen at byte {byte}); {}", what.advice())]
    Binary {
        /// The path or id of the source.
        name: String,
        /// What it was recognised as.
        what: BinaryKind,
        /// The byte that shows it, from 0.
        byte: usize,
    },
    /// There is more in it than the limit allows.
    #[error("{name}: holds more than {limit} bytes; split it, or raise the limit on the size of a source")]
    TooLarge {
        /// The path or id of the source.
        name: String,
        /// [`Limits::max_bytes`](crate::Limits::max_bytes).
        limit: usize,
    },
    /// There are more files in a folder than the limit allows.
    #[error("{name}: holds more than {limit} files; split it, or raise the limit on the number of sources")]
    TooManyFiles {
        /// The path as given.
        name: String,
        /// [`Limits::max_sources`](crate::Limits::max_sources).
        limit: usize,
    },
    /// The bytes fit no encoding that is known here.
    #[error("{name}: cannot be decoded as {encoding} (byte {byte}); save it as UTF-8 and try again")]
    Undecodable {
        /// The path or id of the source.
        name: String,
        /// What was tried.
        encoding: &'static str,
        /// The first byte that does not fit, from 0.
        byte: usize,
    },
    /// The system could not read it for another reason.
    #[error("{name}: cannot be read ({reason}); check the path and the disk it is on")]
    Io {
        /// The path as given.
        name: String,
        /// What the system said. Part of the message, and so not its source.
        reason: io::Error,
    },
}

/// What a file that is no text was recognised as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BinaryKind {
    /// Portable Document Format.
    Pdf,
    /// Word (`.docx`, `.doc`) or OpenDocument text.
    WordProcessor,
    /// Another office file: a spreadsheet, a presentation.
    Office,
    /// Rich Text Format: text, but buried in control words.
    Rtf,
    /// A ZIP archive.
    Zip,
    /// Data packed with gzip, bzip2, xz, zstd, 7-Zip or RAR.
    Compressed,
    /// A picture.
    Image,
    /// Sound or film.
    Media,
    /// A program or library.
    Program,
    /// Control characters without a known format.
    Unknown,
}

impl BinaryKind {
    fn advice(self) -> &'static str {
        match self {
            BinaryKind::Pdf | BinaryKind::WordProcessor | BinaryKind::Rtf | BinaryKind::Office => {
                "save it as plain text, Markdown or HTML first"
            }
            BinaryKind::Zip | BinaryKind::Compressed => "unpack it first",
            BinaryKind::Image => "copy its text into a file first",
            BinaryKind::Media => "write down what is said in it first",
            BinaryKind::Program | BinaryKind::Unknown => "hand in plain text, Markdown or HTML",
        }
    }
}

impl fmt::Display for BinaryKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            BinaryKind::Pdf => "a PDF file",
            BinaryKind::WordProcessor => "a word processor file (DOCX, DOC or ODT)",
            BinaryKind::Office => "an office file",
            BinaryKind::Rtf => "an RTF file",
            BinaryKind::Zip => "a ZIP archive",
            BinaryKind::Compressed => "compressed data",
            BinaryKind::Image => "a picture",
            BinaryKind::Media => "sound or film",
            BinaryKind::Program => "a program",
            BinaryKind::Unknown => "binary data",
        })
    }
}

impl IngestError {
    /// The error for what the system said of `name`.
    pub(crate) fn from_io(name: String, reason: io::Error) -> IngestError {
        match reason.kind() {
            io::ErrorKind::NotFound => IngestError::NotFound { name },
            io::ErrorKind::PermissionDenied => IngestError::Permission { name },
            io::ErrorKind::IsADirectory => IngestError::IsFolder { name },
            io::ErrorKind::NotADirectory => IngestError::NotFound { name },
            _ => IngestError::Io { name, reason },
        }
    }
}
