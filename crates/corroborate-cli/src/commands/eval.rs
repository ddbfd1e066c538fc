//! `corroborate eval`

use std::io;

use anyhow::Result;
use corroborate::Config;
use corroborate_eval::evaluate;

use crate::args::{EvalArgs, ScoreFormat};
use crate::output;

pub(crate) fn run(args: &EvalArgs) -> Result<()> {
    let evaluation = evaluate(&args.corpora, &Config::default())?;
    output::write(None, |out| match args.format {
        ScoreFormat::Terminal => {
            write!(out, "{}", evaluation.to_table())?;
            if args.verbose {
                write!(out, "\n{}", evaluation.to_details())?;
            }
            Ok(())
        }
        ScoreFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &evaluation).map_err(io::Error::from)?;
            Ok(writeln!(out)?)
        }
    })
}
