//! Sources from files and folders.

use std::path::Path;

use corroborate_ingest::{FolderSources, Limits};
use corroborate_model::Source;

use crate::error::Error;

/// Takes a file as a source: its bytes and its path as given, with an id made from its name. What is in it is looked
/// at only by [`check`](crate::check).
///
/// # Errors
/// When there is no such file, it cannot be opened, or it holds more than the limit.
pub fn read_path(path: impl AsRef<Path>, limits: &Limits) -> Result<Source, Error> {
    Ok(corroborate_ingest::load(path.as_ref(), limits)?)
}

/// Takes every readable file of a folder as a source, sorted by name, with ids made from the names. Hidden files,
/// folders inside and `gold.json` are left out.
///
/// # Errors
/// When there is no such folder. Files in it that cannot be read are no error; the result lists them with the reason.
pub fn read_folder(path: impl AsRef<Path>, limits: &Limits) -> Result<FolderSources, Error> {
    Ok(corroborate_ingest::load_folder(path.as_ref(), limits)?)
}
