//! `corroborate eval`

use std::io;

use anyhow::Result;
use corroborate::Config;
use corroborate_eval::{MutationOptions, SEED, evaluate, mutate_folders, score_stories, stories_table};
use serde::Serialize;

use crate::args::{EvalArgs, ScoreFormat};
use crate::output;

pub(crate) fn run(args: &EvalArgs) -> Result<()> {
    if args.mutations {
        let scores = mutate_folders(&args.corpora, MutationOptions::default())?;
        return write(args, &scores, scores.to_table(), || scores.to_details());
    }
    if !args.stories.is_empty() {
        return sorted(args);
    }
    let evaluation = evaluate(&args.corpora, &Config::default())?;
    write(args, &evaluation, evaluation.to_table(), || evaluation.to_details())
}

fn write(
    args: &EvalArgs,
    scores: &impl Serialize,
    table: String,
    details: impl Fn() -> String,
) -> Result<()> {
    output::write(None, |out| match args.format {
        ScoreFormat::Terminal => {
            write!(out, "{table}")?;
            if args.verbose {
                write!(out, "\n{}", details())?;
            }
            Ok(())
        }
        ScoreFormat::Json => {
            serde_json::to_writer_pretty(&mut *out, scores).map_err(io::Error::from)?;
            Ok(writeln!(out)?)
        }
    })
}

/// Scores the sorting of generated texts, one row a size.
fn sorted(args: &EvalArgs) -> Result<()> {
    let rows = args.stories.iter().map(|&texts| score_stories(texts, SEED)).collect::<Result<Vec<_>, _>>()?;
    write(args, &rows, stories_table(&rows), String::new)
}
