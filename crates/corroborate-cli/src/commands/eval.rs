//! `corroborate eval`

use std::io;

use anyhow::Result;
use corroborate::Config;
use corroborate_eval::{SEED, evaluate, score_stories, stories_table};

use crate::args::{EvalArgs, ScoreFormat};
use crate::output;

pub(crate) fn run(args: &EvalArgs) -> Result<()> {
    if !args.stories.is_empty() {
        return sorted(args);
    }
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

/// Scores the sorting of generated texts, one row a size.
fn sorted(args: &EvalArgs) -> Result<()> {
    let rows = args.stories.iter().map(|&texts| score_stories(texts, SEED)).collect::<Result<Vec<_>, _>>()?;
    output::write(None, |out| match args.format {
        ScoreFormat::Terminal => Ok(write!(out, "{}", stories_table(&rows))?),
        ScoreFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, &rows).map_err(io::Error::from)?;
            Ok(writeln!(out)?)
        }
    })
}
