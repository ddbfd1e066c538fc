//! The command line of the corroborate fact consistency checker.

mod args;
mod claims;
mod commands;
mod exit;
mod inputs;
mod jsonl;
mod options;
mod output;
mod progress;
mod settings;
mod story;
mod suggest;

use std::process::ExitCode;

use anyhow::Result;

use crate::args::{Cli, Command};
use crate::exit::Status;

fn main() -> ExitCode {
    match settings::parse(std::env::args_os().collect()).and_then(|cli| run(&cli)) {
        Ok(status) => status.into(),
        Err(error) if output::is_broken_pipe(&error) => Status::Clean.into(),
        Err(error) => match error.downcast::<clap::Error>() {
            // Help and version come this way too, and go to standard output with status 0.
            Ok(usage) => {
                let _ = usage.print();
                ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2))
            }
            Err(error) => {
                output::warn(format_args!("{error:#}"));
                Status::Failed.into()
            }
        },
    }
}

fn run(cli: &Cli) -> Result<Status> {
    let done = |()| Status::Clean;
    match &cli.command {
        Command::Check(args) => commands::check::run(args),
        Command::Stories(args) => commands::stories::run(args),
        Command::Extract(args) => commands::extract::run(args),
        Command::Batch(args) => commands::batch::run(args),
        Command::Eval(args) => commands::eval::run(args).map(done),
        Command::Explain(args) => commands::explain::run(args).map(done),
        Command::Schema { of } => commands::schema::run(*of).map(done),
        Command::Completions { shell } => commands::completions::run(*shell).map(done),
        Command::Man { folder } => commands::man::run(folder.as_deref()).map(done),
    }
}
