//! The settings file: `corroborate.toml` in the working folder or in a folder above it, or the file that `--config` names.
//!
//! Its plain keys are the long options of the command line. They are put before the arguments as options, so that those
//! given by hand win. The tables `kinds` and `words` say what options cannot. Everything that is wrong in a file is told
//! at once, with its line and column. Deliberately not here: what the settings do.

mod file;
mod tables;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::parser::ValueSource;
use clap::{ArgMatches, Command, CommandFactory, FromArgMatches};
use corroborate::{FindingKind, Severity, Wordlist};

use crate::args::Cli;
use crate::settings::file::File;

/// Name of the file that is looked for.
const NAME: &str = "corroborate.toml";
/// Options that make no sense in a settings file.
const NOT_SETTINGS: [&str; 6] = ["help", "config", "no-config", "output", "watch", "write-baseline"];

/// What a settings file says beyond options.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// The file.
    pub(crate) path: Option<PathBuf>,
    /// Whether it was found rather than named.
    pub(crate) found: bool,
    /// Severities of kinds; none for a kind that is off.
    pub(crate) kinds: Vec<(FindingKind, Option<Severity>)>,
    /// The newsroom's own words.
    pub(crate) words: Wordlist,
}

/// Reads the command line, and the settings that go with it.
pub(crate) fn parse(arguments: &[OsString]) -> Result<(Cli, Settings)> {
    let command = Cli::command();
    let matches = command.clone().try_get_matches_from(arguments)?;
    let plain = || Ok((Cli::from_arg_matches(&matches)?, Settings::default()));
    let Some((name, given)) = matches.subcommand() else { return plain() };
    // Asking for an option that a command does not have is an error in one build of clap and a panic in another.
    let takes_settings = command
        .find_subcommand(name)
        .is_some_and(|own| own.get_arguments().any(|arg| arg.get_id() == "config"));
    let Some((path, found)) = takes_settings.then(|| path(given)).flatten() else { return plain() };
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("the settings in {} could not be read", path.display()))?;
    let mut file = File::new(&path, &text);
    let mut settings = Settings { path: Some(path.clone()), found, ..Settings::default() };
    let mut options = Vec::new();
    if let Some(table) = file.parse() {
        for (key, value) in table.get_ref() {
            match key.get_ref().as_ref() {
                "kinds" => settings.kinds = tables::kinds(&mut file, value),
                "words" => settings.words = tables::words(&mut file, value),
                _ => options.extend(file.options(&command, name, key, value)),
            }
        }
    }
    let complaints = file.complaints();
    if !complaints.is_empty() {
        bail!(complaints.join("\ncorroborate: "));
    }
    // An option given by hand wins over the file, also one that takes a list.
    let by_hand = |key: &str| {
        let arg = command.find_subcommand(name)?.get_arguments().find(|arg| arg.get_long() == Some(key))?;
        Some(given.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine))
    };
    let mut all = arguments.to_vec();
    let kept = options.into_iter().filter(|(key, _)| by_hand(key) != Some(true)).map(|(_, option)| option);
    // The command's name is the first argument: the program itself has no options that take a value.
    all.splice(2..2, kept);
    let matches = command.try_get_matches_from(all).map_err(|error| {
        anyhow!("{} does not go with these arguments: {}", path.display(), file::brief(&error))
    })?;
    Ok((Cli::from_arg_matches(&matches)?, settings))
}

/// The settings file for these arguments, and whether it was found rather than named.
fn path(given: &ArgMatches) -> Option<(PathBuf, bool)> {
    match given.get_one::<PathBuf>("config") {
        Some(path) => Some((path.clone(), false)),
        None if given.get_flag("no_config") => None,
        None => Some((search()?, true)),
    }
}

/// The nearest file of that name, from the working folder upwards.
pub(crate) fn search() -> Option<PathBuf> {
    let folder = std::env::current_dir().ok()?;
    let mut upwards = PathBuf::new();
    for at in folder.ancestors() {
        if at.join(NAME).is_file() {
            return Some(upwards.join(NAME));
        }
        upwards.push("..");
    }
    None
}

/// The long options of all commands that can be set, each once.
fn keys(command: &Command) -> Vec<&str> {
    let mut keys: Vec<&str> = command
        .get_subcommands()
        .filter(|command| command.get_arguments().any(|arg| arg.get_id() == "config"))
        .flat_map(|command| command.get_arguments().filter_map(|arg| arg.get_long()))
        .filter(|long| !NOT_SETTINGS.contains(long))
        .chain(["kinds", "words"])
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A path of a settings file: seen from the folder that the file stands in.
fn beside(settings: &Path, path: &str) -> PathBuf {
    settings.parent().unwrap_or(Path::new("")).join(path)
}
