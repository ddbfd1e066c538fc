//! The sources that the command line names: files, folders, standard input.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use corroborate::{Base, Limits, Notice, Report, Source, assign_ids, read_folder, read_path};

use crate::args::Common;
use crate::exit::Status;
use crate::limits::told;
use crate::output;
use crate::suggest::nearest;

/// What could be read of the sources named.
#[derive(Debug)]
pub(crate) struct Inputs {
    /// With ids.
    pub(crate) sources: Vec<Source>,
    /// [`Status::Failed`] where a source that was named is missing.
    pub(crate) status: Status,
    /// For each source, whether it was named by itself rather than found in a folder.
    named: Vec<bool>,
    /// Why files of folders were left out.
    skipped: Vec<String>,
    first: First,
    limits: Limits,
    quiet: bool,
    /// Files that belong to the run: of a folder they are left out.
    own_files: Vec<PathBuf>,
}

/// What the first SOURCE turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum First {
    Text,
    Folder,
    Missing,
}

impl Inputs {
    /// Reads the sources; `own_files` are the settings and the like, which may lie among them. What cannot be read is told on standard error and left out.
    ///
    /// # Errors
    /// When nothing is left, standard input is named twice, or the output would replace a source or another file of the run.
    pub(crate) fn gather(
        arguments: &[OsString],
        common: &Common,
        own_files: &[&Option<PathBuf>],
    ) -> Result<Inputs> {
        if arguments.iter().filter(|argument| *argument == "-").count() > 1 {
            bail!("`-` is named twice, but standard input can be read only once");
        }
        let own_files: Vec<&PathBuf> = own_files.iter().copied().flatten().collect();
        let read = arguments.iter().map(Path::new).chain(own_files.iter().map(|path| path.as_path()));
        output::spare(common.output.as_deref(), read)?;
        let mut inputs = Inputs {
            sources: Vec::new(),
            status: Status::Clean,
            named: Vec::new(),
            skipped: Vec::new(),
            first: First::Text,
            limits: common.limits(),
            quiet: common.quiet,
            own_files: own_files.into_iter().chain(&common.output).cloned().collect(),
        };
        for (place, argument) in arguments.iter().enumerate() {
            let found = inputs.take(argument);
            if place == 0 {
                inputs.first = found;
            }
        }
        if !inputs.quiet || inputs.sources.is_empty() {
            inputs.skipped.iter().for_each(output::warn);
        }
        if inputs.sources.is_empty() {
            bail!("there is nothing to read in {}", names(arguments));
        }
        assign_ids(&mut inputs.sources);
        Ok(inputs)
    }

    /// What the sources are held against, by the word of `--base` or, without it, by what was named.
    pub(crate) fn base(&mut self, asked: Option<&OsStr>) -> Result<Base> {
        let Some(asked) = asked else {
            // Where the base is missing, the next file must not pass for it.
            return Ok(if self.first == First::Text { Base::First } else { Base::Auto });
        };
        match asked.to_str() {
            Some("auto") => return Ok(Base::Auto),
            Some("none") => return Ok(Base::None),
            Some("first") => return Ok(Base::First),
            _ => {}
        }
        let name = asked.to_string_lossy();
        let place =
            self.sources.iter().position(|source| source.id == name || is_file(source, Path::new(asked)));
        match place.and_then(|place| self.sources.get(place)) {
            Some(source) => Ok(Base::Named(source.id.clone())),
            None if Path::new(asked).is_file() => self.base_from(Path::new(asked)),
            None => bail!("--base {name}: no source and no file of that name{}", self.meant(&name)),
        }
    }

    /// Whether the source was named by itself.
    pub(crate) fn is_named(&self, index: usize) -> bool {
        self.named.get(index).copied().unwrap_or(false)
    }

    /// Tells that a source is no text. In a folder that is no failure, of one named by itself it is.
    pub(crate) fn unread(&self, index: usize, reason: impl fmt::Display) -> Status {
        let named = self.is_named(index);
        if named || !self.quiet {
            output::warn(reason);
        }
        if named { Status::Failed } else { Status::Clean }
    }

    /// Puts into the report which files of the folders are not in it.
    pub(crate) fn note_skipped(&self, report: &mut Report) {
        if let Some(first) = report.sources.first_mut() {
            first
                .document
                .notices
                .extend(self.skipped.iter().map(|reason| Notice::new(format!("Left out: {reason}"))));
        }
    }

    fn take(&mut self, argument: &OsStr) -> First {
        let path = Path::new(argument);
        if path.is_dir() {
            self.take_folder(path);
            return First::Folder;
        }
        let source = if argument == "-" {
            standard_input(&self.limits, self.quiet)
        } else {
            read_path(path, &self.limits).map_err(Into::into)
        };
        match source {
            Ok(source) => {
                self.add([source], true);
                First::Text
            }
            Err(error) => {
                self.fail(error);
                First::Missing
            }
        }
    }

    fn take_folder(&mut self, path: &Path) {
        match read_folder(path, &self.limits) {
            Ok(folder) => {
                let own = |source: &Source| {
                    self.own_files.iter().any(|file| is_named(source, file) && is_file(source, file))
                };
                let sources: Vec<Source> = folder.sources.into_iter().filter(|source| !own(source)).collect();
                self.add(sources, false);
                self.skipped.extend(folder.skipped.into_iter().map(|(_, reason)| told(&reason.into())));
            }
            Err(error) => self.fail(error.into()),
        }
    }

    fn add(&mut self, sources: impl IntoIterator<Item = Source>, named: bool) {
        // Ids are given once all sources are known.
        self.sources.extend(sources.into_iter().map(|source| Source { id: String::new(), ..source }));
        self.named.resize(self.sources.len(), named);
    }

    fn fail(&mut self, error: anyhow::Error) {
        output::warn(told(&error));
        self.status = Status::Failed;
    }

    /// A base that is not among the sources joins them, in front.
    fn base_from(&mut self, path: &Path) -> Result<Base> {
        let source = read_path(path, &self.limits)?;
        self.sources.insert(0, Source { id: String::new(), ..source });
        self.named.insert(0, true);
        assign_ids(&mut self.sources);
        Ok(self.sources.first().map_or(Base::First, |base| Base::Named(base.id.clone())))
    }

    fn meant(&self, name: &str) -> String {
        let ids = || self.sources.iter().map(|source| source.id.as_str());
        match nearest(name, ids()) {
            Some(near) => format!("; `{near}` was meant?"),
            None => format!("; ids: {}", ids().take(20).collect::<Vec<_>>().join(", ")),
        }
    }
}

/// Whether the last part of a source's path is that of `path`, which spares asking the disk.
fn is_named(source: &Source, path: &Path) -> bool {
    source.path.as_deref().is_some_and(|own| Path::new(own).file_name() == path.file_name())
}

fn is_file(source: &Source, path: &Path) -> bool {
    source.path.as_deref().is_some_and(|own| {
        let own = Path::new(own);
        own == path || own.canonicalize().is_ok_and(|own| path.canonicalize().is_ok_and(|path| own == path))
    })
}

fn standard_input(limits: &Limits, quiet: bool) -> Result<Source> {
    if io::stdin().is_terminal() && !quiet {
        output::warn("reading from the terminal; end with Ctrl-D");
    }
    let mut bytes = Vec::new();
    // One byte more than allowed is enough for the reader to refuse it.
    let mut input = io::stdin().lock().take(limits.max_bytes as u64 + 1);
    input.read_to_end(&mut bytes).context("standard input could not be read")?;
    Ok(Source { path: Some("stdin".to_owned()), ..Source::from_bytes("", bytes) })
}

fn names(arguments: &[OsString]) -> String {
    arguments.iter().map(|argument| argument.to_string_lossy()).collect::<Vec<_>>().join(", ")
}
