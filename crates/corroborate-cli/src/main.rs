//! The command line of the corroborate fact consistency checker.

mod accepted;
mod args;
mod claims;
mod commands;
mod exit;
mod inputs;
mod jsonl;
mod limits;
mod options;
mod output;
mod progress;
mod settings;
mod story;
mod suggest;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;

use crate::args::{Cli, Command};
use crate::exit::Status;
use crate::settings::Settings;

/// More threads than this speed up nothing and may use up the machine's.
const THREADS: usize = 256;

/// Keeps a number of threads in the environment within bounds.
fn bound_threads() {
    let asked = std::env::var("RAYON_NUM_THREADS").ok().and_then(|number| number.parse::<usize>().ok());
    if asked.is_some_and(|asked| asked > THREADS) {
        // It fails where the threads are there already, which they are not.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(THREADS).build_global();
    }
}

fn main() -> ExitCode {
    bound_threads();
    let arguments: Vec<_> = std::env::args_os().collect();
    match settings::parse(&arguments).and_then(|(cli, settings)| run(&arguments, &cli, &settings)) {
        Ok(status) => status.into(),
        Err(error) if output::is_broken_pipe(&error) => Status::Clean.into(),
        Err(error) => match error.downcast::<clap::Error>() {
            // Help and version come this way too, and go to standard output with status 0.
            Ok(usage) => {
                let _ = usage.print();
                ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2))
            }
            Err(error) => {
                output::warn(limits::told(&error));
                Status::Failed.into()
            }
        },
    }
}

fn run(arguments: &[OsString], cli: &Cli, settings: &Settings) -> Result<Status> {
    // What changes the result without being asked for has to be seen.
    if let (Some(path), true, Some(false)) =
        (&settings.path, settings.found, cli.command.common().map(|common| common.quiet))
    {
        output::warn(format_args!("settings from {}", path.display()));
    }
    let done = |()| Status::Clean;
    match &cli.command {
        Command::Check(args) if args.watch => commands::watch::run(arguments, args, settings),
        Command::Check(args) => commands::check::run(args, settings),
        Command::Stories(args) => commands::stories::run(args, settings),
        Command::Extract(args) => commands::extract::run(args, settings),
        Command::Batch(args) => commands::batch::run(args, settings),
        Command::Eval(args) => commands::eval::run(args).map(done),
        Command::Explain(args) => commands::explain::run(args).map(done),
        Command::Schema { of } => commands::schema::run(*of).map(done),
        Command::Completions { shell } => commands::completions::run(*shell).map(done),
        Command::Man { folder } => commands::man::run(folder.as_deref()).map(done),
    }
}
