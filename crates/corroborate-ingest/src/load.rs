//! Files and folders to sources. Nothing is decoded here beyond the look that tells text from binary.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use corroborate_model::Source;

use crate::{IngestError, Limits, assign_ids, decode, format, ids};

/// What a folder holds.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct FolderSources {
    /// Its readable files, sorted by name.
    pub sources: Vec<Source>,
    /// Files that were left out, with the reason, sorted by name.
    pub skipped: Vec<(PathBuf, IngestError)>,
}

/// Reads one file into a source; its id is made from its name. A pipe named here is read to its end.
///
/// # Errors
/// When there is no such file, it may not be read, is a folder, or holds more than the limit.
pub fn load(path: &Path, limits: &Limits) -> Result<Source, IngestError> {
    let name = path.display().to_string();
    let error = |source| IngestError::from_io(path.display().to_string(), source);
    let file = File::open(path).map_err(error)?;
    let meta = file.metadata().map_err(error)?;
    if meta.is_dir() {
        return Err(IngestError::IsFolder { name });
    }
    let limit = limits.bytes();
    if meta.len() > limit as u64 {
        return Err(IngestError::TooLarge { name, limit });
    }
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(error)?;
    if bytes.len() > limit {
        return Err(IngestError::TooLarge { name, limit });
    }
    Ok(Source { id: ids::one(path), path: Some(name), bytes, ..Source::default() })
}

/// Reads every file of a folder, sorted by name; ids as [`assign_ids`] gives them.
///
/// Left out without a word are `gold.json`, hidden files and folders inside. Files that cannot be read, are empty, no
/// text, or no files at all (pipes, devices) are listed with the reason. Links are followed.
///
/// # Errors
/// When there is no such folder, or it may not be listed.
pub fn load_folder(path: &Path, limits: &Limits) -> Result<FolderSources, IngestError> {
    let error = |source| IngestError::from_io(path.display().to_string(), source);
    if !fs::metadata(path).map_err(error)?.is_dir() {
        return Err(IngestError::NotAFolder { name: path.display().to_string() });
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(error)? {
        let file = entry.map_err(error)?.path();
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !name.starts_with('.') && name != "gold.json" {
            files.push(file);
        }
        if files.len() > limits.max_sources {
            let name = path.display().to_string();
            return Err(IngestError::TooManyFiles { name, limit: limits.max_sources });
        }
    }
    files.sort();
    let mut found = FolderSources::default();
    for file in files {
        match load_file(&file, limits) {
            Ok(Some(source)) => found.sources.push(source),
            Ok(None) => {}
            Err(error) => found.skipped.push((file, error)),
        }
    }
    let paths: Vec<&Path> = found.sources.iter().filter_map(|s| s.path.as_deref()).map(Path::new).collect();
    let ids = assign_ids(&paths);
    for (source, id) in found.sources.iter_mut().zip(ids) {
        source.id = id;
    }
    Ok(found)
}

/// One entry of a folder; nothing for a folder inside.
fn load_file(path: &Path, limits: &Limits) -> Result<Option<Source>, IngestError> {
    let name = || path.display().to_string();
    let meta = fs::metadata(path).map_err(|source| IngestError::from_io(name(), source))?;
    if meta.is_dir() {
        return Ok(None);
    }
    if !meta.is_file() {
        return Err(IngestError::NotAFile { name: name() });
    }
    let source = load(path, limits)?;
    decode::decode(source.name(), &source.bytes, format::may_be_html(&source))?;
    Ok(Some(source))
}
