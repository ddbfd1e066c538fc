//! Checks story families and scores the reports.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use corroborate::{Config, Source, check};
use serde::Serialize;

use crate::gold::Gold;
use crate::score::score;
use crate::scores::Scores;

/// Scores by family, and of all together.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Evaluation {
    /// One entry a family, in the order of the paths given and of names inside a folder.
    pub families: Vec<Scores>,
    /// All families together.
    pub total: Scores,
}

/// Why families could not be scored.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// A file or folder cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A `gold.json` is not what it should be.
    #[error("{} is no annotation", path.display())]
    Gold {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
    /// A `gold.json` names a base that is none of its sources.
    #[error("{}: the base `{base}` is none of the sources", path.display())]
    Base {
        /// The file.
        path: PathBuf,
        /// The base it names.
        base: String,
    },
    /// Neither the folder nor a folder in it holds a `gold.json`.
    #[error("no gold.json in {} or in a folder in it", path.display())]
    NoFamily {
        /// The folder.
        path: PathBuf,
    },
    /// Neither the folder nor a folder in it holds a text.
    #[error("no source in {} or in a folder in it", path.display())]
    NoText {
        /// The folder.
        path: PathBuf,
    },
    /// The sources of a family cannot be checked.
    #[error("cannot check {}", path.display())]
    Check {
        /// The folder of the family.
        path: PathBuf,
        /// Why.
        source: corroborate::Error,
    },
}

/// Checks and scores every family in the given folders. A folder is one family (it holds `gold.json`) or holds
/// families; its other folders are passed over. The base of each family is the one its annotation names, whatever
/// `config` says; nothing else is told from the annotation, so that the program has to read titles and dates itself.
///
/// # Errors
/// Where a folder, an annotation or a source cannot be read, and where a folder holds no family.
pub fn evaluate(corpora: &[PathBuf], config: &Config) -> Result<Evaluation, EvalError> {
    let mut evaluation = Evaluation::default();
    evaluation.total.family = "total".to_owned();
    for corpus in corpora {
        for folder in families(corpus)? {
            let scores = evaluate_family(&folder, config)?;
            evaluation.total.add(&scores);
            evaluation.families.push(scores);
        }
    }
    Ok(evaluation)
}

fn evaluate_family(folder: &Path, config: &Config) -> Result<Scores, EvalError> {
    let gold = Gold::read(folder)?;
    let mut sources = Vec::with_capacity(gold.sources.len());
    for (id, entry) in &gold.sources {
        let path = folder.join(&entry.file);
        let bytes = fs::read(&path).map_err(|source| EvalError::Read { path: path.clone(), source })?;
        let path = Some(path.to_string_lossy().into_owned());
        sources.push(Source { path, ..Source::from_bytes(id.as_str(), bytes) });
    }
    let config = config.clone().with_base(gold.base.as_str());
    let report =
        check(&sources, &config).map_err(|source| EvalError::Check { path: folder.to_owned(), source })?;
    Ok(score(&report, &gold))
}

/// The folder itself, or the folders in it, that hold a `gold.json`, by name.
fn families(corpus: &Path) -> Result<Vec<PathBuf>, EvalError> {
    let holds_gold = |folder: &Path| folder.join("gold.json").is_file();
    if holds_gold(corpus) {
        return Ok(vec![corpus.to_owned()]);
    }
    let unreadable = |source| EvalError::Read { path: corpus.to_owned(), source };
    let entries = fs::read_dir(corpus).map_err(unreadable)?;
    let mut folders = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .filter(|path| path.as_ref().map_or(true, |path| holds_gold(path)))
        .collect::<Result<Vec<PathBuf>, io::Error>>()
        .map_err(unreadable)?;
    if folders.is_empty() {
        return Err(EvalError::NoFamily { path: corpus.to_owned() });
    }
    folders.sort();
    Ok(folders)
}
