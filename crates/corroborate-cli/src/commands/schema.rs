//! `corroborate schema`

use anyhow::Result;

use crate::output;

pub(crate) fn run() -> Result<()> {
    output::write(None, |out| Ok(writeln!(out, "{}", corroborate::schema())?))
}
