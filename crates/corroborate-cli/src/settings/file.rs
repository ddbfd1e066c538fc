//! A settings file with all that is wrong in it, and its plain keys as options.

use std::error::Error as _;
use std::ffi::OsString;
use std::ops::Range;
use std::path::Path;

use clap::{Arg, ArgAction, Command, ValueHint};
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::{beside, keys};
use crate::suggest::nearest;

/// The text of a settings file, and what is wrong in it.
pub(super) struct File<'a> {
    path: &'a Path,
    text: &'a str,
    /// Bytes of the text, and what is wrong there.
    complaints: Vec<(usize, String)>,
}

impl<'a> File<'a> {
    pub(super) fn new(path: &'a Path, text: &'a str) -> File<'a> {
        File { path, text, complaints: Vec::new() }
    }

    /// Its keys and values, or nothing where it is no TOML.
    pub(super) fn parse(&mut self) -> Option<Spanned<DeTable<'a>>> {
        let table = DeTable::parse(self.text);
        table.map_err(|error| self.complain(error.span().unwrap_or_default(), error.message())).ok()
    }

    pub(super) fn complain(&mut self, at: Range<usize>, message: impl Into<String>) {
        self.complaints.push((at.start, message.into()));
    }

    /// What is wrong, in the order of the file, as `path:line:column: message`.
    pub(super) fn complaints(mut self) -> Vec<String> {
        self.complaints.sort();
        let path = self.path.display();
        self.complaints
            .iter()
            .map(|(at, message)| {
                let before = self.text.get(..*at).unwrap_or(self.text);
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
                format!("{path}:{line}:{column}: {message}")
            })
            .collect()
    }

    /// Complains of a name that is none of the known ones.
    pub(super) fn unknown<'k>(
        &mut self,
        at: Range<usize>,
        what: &str,
        name: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        let hint = match nearest(name, known.clone()) {
            Some(near) => format!("`{near}` was meant?"),
            None => format!("known: {}", known.collect::<Vec<_>>().join(", ")),
        };
        self.complain(at, format!("unknown {what} `{name}`; {hint}"));
    }

    /// A text, or a complaint that `what` has to be one.
    pub(super) fn text<'v>(&mut self, value: &'v Spanned<DeValue<'_>>, what: &str) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.complain(value.span(), format!("{what} is a text in quotation marks"));
        }
        text
    }

    /// The members of a list, or a complaint that `what` has to be one.
    pub(super) fn list<'v, 't>(
        &mut self,
        value: &'v Spanned<DeValue<'t>>,
        what: &str,
    ) -> &'v [Spanned<DeValue<'t>>] {
        match value.get_ref().as_array() {
            Some(list) => list,
            None => {
                self.complain(value.span(), format!("{what} is a list in brackets"));
                &[]
            }
        }
    }

    /// The keys of a table, or a complaint that `what` has to be one.
    pub(super) fn table<'v, 't>(
        &mut self,
        value: &'v Spanned<DeValue<'t>>,
        what: &str,
    ) -> Vec<(&'v Spanned<DeString<'t>>, &'v Spanned<DeValue<'t>>)> {
        match value.get_ref().as_table() {
            Some(table) => table.iter().collect(),
            None => {
                self.complain(value.span(), format!("{what} is a table"));
                Vec::new()
            }
        }
    }

    /// A plain key as options of the command `name`, with its key. A key or value for another command is no mistake: one
    /// file serves them all.
    pub(super) fn options(
        &mut self,
        command: &Command,
        name: &str,
        key: &Spanned<DeString<'_>>,
        value: &Spanned<DeValue<'_>>,
    ) -> Vec<(String, OsString)> {
        let long = key.get_ref().as_ref();
        let known = keys(command);
        if !known.contains(&long) {
            self.unknown(key.span(), "key", long, known.iter().copied());
            return Vec::new();
        }
        let of_command = |command: &&Command| command.get_arguments().any(|arg| arg.get_long() == Some(long));
        let takers: Vec<&Command> = command.get_subcommands().filter(of_command).collect();
        let own = takers.iter().find(|command| command.get_name() == name);
        let Some(taker) = own.or(takers.first()) else { return Vec::new() };
        let Some(arg) = taker.get_arguments().find(|arg| arg.get_long() == Some(long)) else {
            return Vec::new();
        };
        let mut options = Vec::new();
        for (at, text) in self.values(arg, long, value) {
            let option = option(arg, long, &text, self.path);
            match refused(command, taker, &option) {
                None => options.push((long.to_owned(), option)),
                Some(_) if takers.iter().any(|other| refused(command, other, &option).is_none()) => {}
                Some(error) => self.refuse(at, arg, &text, &error),
            }
        }
        if own.is_some() { options } else { Vec::new() }
    }

    /// The values of a key as they are typed on a command line, with their places.
    fn values(&mut self, arg: &Arg, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<(Range<usize>, String)> {
        let at = value.span();
        let is_switch = matches!(arg.get_action(), ArgAction::SetTrue);
        let text = match value.get_ref() {
            DeValue::Boolean(on) if is_switch => {
                return on.then(|| (at, String::new())).into_iter().collect();
            }
            _ if is_switch => {
                self.complain(at, format!("`{key}` is true or false"));
                return Vec::new();
            }
            DeValue::Array(items) if matches!(arg.get_action(), ArgAction::Append) => {
                let what = format!("each member of `{key}`");
                return items
                    .iter()
                    .filter_map(|item| Some((item.span(), self.text(item, &what)?.to_owned())))
                    .collect();
            }
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            _ => {
                self.complain(at, format!("`{key}` is a text or a number"));
                return Vec::new();
            }
        };
        vec![(at, text)]
    }

    /// Complains of a value that the command line would not take.
    fn refuse(&mut self, at: Range<usize>, arg: &Arg, text: &str, error: &clap::Error) {
        let known = arg.get_possible_values();
        let what = format!("value of `{}`", arg.get_long().unwrap_or_default());
        match error.source() {
            _ if !known.is_empty() => self.unknown(at, &what, text, known.iter().map(|it| it.get_name())),
            Some(cause) => self.complain(at, format!("{text} is no {what}: {cause}")),
            None => self.complain(at, brief(error)),
        }
    }
}

/// A setting as an option; paths are seen from the folder of the file.
fn option(arg: &Arg, key: &str, text: &str, path: &Path) -> OsString {
    let mut option = OsString::from(format!("--{key}"));
    if matches!(arg.get_action(), ArgAction::SetTrue) {
        return option;
    }
    option.push("=");
    match arg.get_value_hint() {
        ValueHint::FilePath => option.push(beside(path, text)),
        _ => option.push(text),
    }
    option
}

/// Why a command does not take an option, if it does not.
fn refused(command: &Command, taker: &Command, option: &OsString) -> Option<clap::Error> {
    // Whatever else it needs, it gets: the option alone is looked at.
    let arguments = [OsString::new(), taker.get_name().into(), option.clone(), "-".into()];
    command.clone().try_get_matches_from(arguments).err()
}

/// A complaint of the command line without its heading and its usage lines.
pub(super) fn brief(error: &clap::Error) -> String {
    let text = error.to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text);
    text.split("\n\nUsage").next().unwrap_or(text).split("\n\nFor more").next().unwrap_or(text).to_owned()
}
