//! `corroborate man`

use std::path::Path;

use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_mangen::Man;

use crate::args::Cli;
use crate::output;

pub(crate) fn run(folder: Option<&Path>) -> Result<()> {
    match folder {
        None => output::write(None, |out| Ok(Man::new(Cli::command()).render(out)?)),
        Some(folder) => clap_mangen::generate_to(Cli::command(), folder)
            .with_context(|| format!("the pages could not be written into {}", folder.display())),
    }
}
