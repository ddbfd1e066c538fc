//! Reads the bytes of one source into a [`Document`].

use corroborate_model::{Document, Source};

/// Reads one source.
///
/// # Errors
/// When its bytes are no text.
pub fn read(_source: &Source) -> Result<Document, IngestError> {
    Err(IngestError)
}

/// Why a source could not be read.
#[derive(Debug, thiserror::Error)]
#[error("not read")]
pub struct IngestError;
