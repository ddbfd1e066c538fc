//! `corroborate explain`

use std::io::Write;

use anyhow::Result;
use corroborate::{FindingKind, explain};

use crate::args::ExplainArgs;
use crate::output;

pub(crate) fn run(args: &ExplainArgs) -> Result<()> {
    output::write(None, |out| match args.kind {
        Some(kind) => Ok(writeln!(out, "{}", explain(kind).trim_end())?),
        None => list(out),
    })
}

/// Every kind with the first sentence of its page.
fn list(out: &mut dyn Write) -> Result<()> {
    let width = FindingKind::ALL.iter().map(|kind| kind.name().len()).max().unwrap_or(0);
    for &kind in FindingKind::ALL {
        writeln!(out, "{:width$}  {}", kind.name(), first_line(explain(kind)))?;
    }
    writeln!(out, "\n`corroborate explain KIND` tells more, with an example.")?;
    Ok(())
}

/// The first line of a Markdown page that is neither heading nor blank.
fn first_line(page: &str) -> &str {
    page.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or("")
}
