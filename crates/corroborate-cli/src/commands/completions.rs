//! `corroborate completions`

use anyhow::Result;
use clap::CommandFactory;
use clap_complete::{Generator, Shell};

use crate::args::Cli;
use crate::output;

pub(crate) fn run(shell: Shell) -> Result<()> {
    let mut command = Cli::command().bin_name("corroborate");
    command.build();
    output::write(None, |out| Ok(shell.try_generate(&command, out)?))
}
