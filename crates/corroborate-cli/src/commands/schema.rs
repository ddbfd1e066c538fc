//! `corroborate schema`

use anyhow::Result;

use crate::args::SchemaOf;
use crate::output;

pub(crate) fn run(of: SchemaOf) -> Result<()> {
    let schema = match of {
        SchemaOf::Report => corroborate::schema(),
        SchemaOf::Stories => corroborate::stories_schema(),
    };
    output::write(None, |out| Ok(writeln!(out, "{schema}")?))
}
