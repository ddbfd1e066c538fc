//! The settings file: TOML whose keys are the long options of the command line.
//!
//! Its values are put before the arguments as options, so that they are checked, and complained of, like those.
//! Deliberately not here: settings found by searching folders; what a run does must be visible in its command.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use clap::parser::ValueSource;
use clap::{ArgAction, ArgMatches, Command, CommandFactory, FromArgMatches};

use crate::args::Cli;

/// Options that make no sense in a settings file.
const NOT_SETTINGS: [&str; 3] = ["help", "config", "output"];

/// Reads the command line, and the settings file where it names one.
pub(crate) fn parse(arguments: Vec<OsString>) -> Result<Cli> {
    let command = Cli::command();
    let matches = command.clone().try_get_matches_from(&arguments)?;
    let Some((name, given)) = matches.subcommand() else { return Ok(Cli::from_arg_matches(&matches)?) };
    let Ok(Some(path)) = given.try_get_one::<PathBuf>("config") else {
        return Ok(Cli::from_arg_matches(&matches)?);
    };
    let in_file = || format!("settings file {}", path.display());

    let options = options(&command, name, given, path).with_context(in_file)?;
    let mut all = arguments;
    // The command's name is the first argument: the program itself has no options that take a value.
    all.splice(2..2, options);
    let matches =
        command.try_get_matches_from(all).map_err(|error| anyhow!(brief(&error))).with_context(in_file)?;
    Ok(Cli::from_arg_matches(&matches)?)
}

/// The settings of `path` as options for the command `name`, those given on the command line left out.
fn options(command: &Command, name: &str, given: &ArgMatches, path: &Path) -> Result<Vec<OsString>> {
    let text = std::fs::read_to_string(path).context("could not be read")?;
    let table: toml::Table = text.parse()?;
    let mut options = Vec::new();
    for (key, value) in table {
        if !known(command).any(|long| long == key) {
            bail!("unknown key `{key}`{}", meant(command, &key));
        }
        let arg = command
            .find_subcommand(name)
            .and_then(|command| command.get_arguments().find(|arg| arg.get_long() == Some(key.as_str())));
        // A key for another command is no mistake: one file serves them all.
        let Some(arg) = arg else { continue };
        if given.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine) {
            continue;
        }
        options.extend(option(&key, &value, matches!(arg.get_action(), ArgAction::SetTrue))?);
    }
    Ok(options)
}

/// The long options of all commands that can be set.
fn known(command: &Command) -> impl Iterator<Item = &str> {
    command
        .get_subcommands()
        .filter(|command| command.get_arguments().any(|arg| arg.get_id() == "config"))
        .flat_map(|command| command.get_arguments().filter_map(|arg| arg.get_long()))
        .filter(|long| !NOT_SETTINGS.contains(long))
}

fn meant(command: &Command, key: &str) -> String {
    match crate::suggest::nearest(key, known(command)) {
        Some(near) => format!("; `{near}` was meant?"),
        None => {
            let mut keys: Vec<&str> = known(command).collect();
            keys.sort_unstable();
            keys.dedup();
            format!("; known: {}", keys.join(", "))
        }
    }
}

/// One setting as an option.
fn option(key: &str, value: &toml::Value, is_switch: bool) -> Result<Option<OsString>> {
    let text = match value {
        toml::Value::Boolean(on) if is_switch => return Ok(on.then(|| format!("--{key}").into())),
        _ if is_switch => bail!("`{key}` is true or false"),
        toml::Value::Array(items) => items
            .iter()
            .map(|item| item.as_str().ok_or_else(|| anyhow!("`{key}` is a list of texts")))
            .collect::<Result<Vec<_>>>()?
            .join(","),
        toml::Value::String(text) => text.clone(),
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        _ => bail!("`{key}` is a text, a number or a list of texts"),
    };
    Ok(Some(format!("--{key}={text}").into()))
}

/// A complaint of the command line without its heading and its usage lines.
fn brief(error: &clap::Error) -> String {
    let text = error.to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    text.split("\n\nUsage").next().unwrap_or(text).split("\n\nFor more").next().unwrap_or(text).to_owned()
}
