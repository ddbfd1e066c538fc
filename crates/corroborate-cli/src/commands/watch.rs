//! `corroborate check --watch`: checks again whenever a source, the settings or the baseline change.
//!
//! Files are looked at, not subscribed to: that works on any file system, also one shared over a network, and a file
//! that an editor saves by putting another in its place is the same file here. A look costs one `stat` a file.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Result, bail};

use crate::args::{CheckArgs, Cli, Command};
use crate::exit::Status;
use crate::output;
use crate::settings::{self, Settings};

/// Time between two looks.
const LOOK: Duration = Duration::from_millis(200);
/// Time that a change has to be over for.
const QUIET: Duration = Duration::from_millis(60);
/// How long a file that is gone may take to come back.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Runs until it is interrupted, which is its good end.
///
/// # Errors
/// When standard input is a source, or the output takes no more. A check that fails is told, and tried again after the
/// next change.
pub(crate) fn run(arguments: &[OsString], args: &CheckArgs, settings: &Settings) -> Result<Status> {
    if args.sources.iter().any(|source| source == "-") {
        bail!("--watch: standard input cannot be read again; name files or folders");
    }
    output::end_well_on_interrupt();
    let mut watched = Watched::of(args, settings);
    loop {
        let seen = watched.look();
        if args.common.output.is_none() && io::stdout().is_terminal() {
            // Clears the screen and starts at its top; what was scrolled out stays.
            io::stdout().write_all(b"\x1b[2J\x1b[H")?;
        }
        if let Some(now) = check(arguments)? {
            watched = now;
        }
        if !args.common.quiet {
            let files = seen.len();
            output::warn(format_args!("watching {files} file{}", if files == 1 { "" } else { "s" }));
        }
        watched.wait(&seen);
    }
}

/// Checks once, with the settings as they are now; what to watch from then on, where that could be told.
fn check(arguments: &[OsString]) -> Result<Option<Watched>> {
    let checked = settings::parse(arguments).and_then(|(cli, settings)| match cli {
        Cli { command: Command::Check(args) } => {
            Ok((Watched::of(&args, &settings), super::check::run(&args, &settings)))
        }
        _ => bail!("--watch goes with `check`"),
    });
    let (watched, done) = match checked {
        Ok((watched, done)) => (Some(watched), done.map(|_| ())),
        Err(error) => (None, Err(error)),
    };
    match done {
        Err(error) if output::is_broken_pipe(&error) => Err(error),
        Err(error) => {
            output::warn(format_args!("{error:#}"));
            Ok(watched)
        }
        Ok(()) => Ok(watched),
    }
}

/// What a file looks like from outside; nothing for one that is not there.
type Look = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

/// The files and folders that a check depends on.
struct Watched {
    paths: Vec<PathBuf>,
    /// Whether a settings file may appear.
    searched: bool,
    /// What the check itself writes.
    output: Option<PathBuf>,
}

impl Watched {
    fn of(args: &CheckArgs, settings: &Settings) -> Watched {
        let base = args.base.as_ref().map(PathBuf::from).filter(|base| base.is_file());
        let paths = args.sources.iter().map(PathBuf::from).chain(base);
        Watched {
            paths: paths.chain(settings.path.clone()).chain(args.judging.baseline.clone()).collect(),
            searched: args.common.config.is_none() && !args.common.no_config,
            output: args.common.output.clone(),
        }
    }

    fn look(&self) -> Look {
        let mut look = Look::new();
        let found = if self.searched { settings::search() } else { None };
        for path in self.paths.iter().cloned().chain(found) {
            match fs::read_dir(&path) {
                Ok(folder) => look.extend(
                    folder
                        .filter_map(|entry| Some(entry.ok()?.path()))
                        .filter(|path| !is_hidden(path) && path.is_file())
                        .map(|path| (path.clone(), outside(&path))),
                ),
                Err(_) => {
                    look.insert(path.clone(), outside(&path));
                }
            }
        }
        look.retain(|path, _| self.output.as_ref().is_none_or(|output| !is_same(path, output)));
        look
    }

    /// Returns once the files look otherwise than `seen`, and do so no longer change.
    fn wait(&self, seen: &Look) {
        loop {
            thread::sleep(LOOK);
            let mut now = self.look();
            let begin = Instant::now();
            while now != *seen {
                thread::sleep(QUIET);
                let again = self.look();
                // A file that is being put in place of another is gone for a moment.
                let gone = again.iter().any(|(path, look)| look.is_none() && seen.contains_key(path));
                let over = begin.elapsed() > PATIENCE;
                if over || again == now && !gone {
                    return;
                }
                now = again;
            }
        }
    }
}

fn outside(path: &Path) -> Option<(SystemTime, u64)> {
    let meta = fs::metadata(path).ok()?;
    Some((meta.modified().unwrap_or(SystemTime::UNIX_EPOCH), meta.len()))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_same(a: &Path, b: &Path) -> bool {
    a == b || a.canonicalize().is_ok_and(|a| b.canonicalize().is_ok_and(|b| a == b))
}
