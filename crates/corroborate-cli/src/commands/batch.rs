//! `corroborate batch`

use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result};
use corroborate::{Base, Config, RenderOptions, check, wire};
use serde::Serialize;
use serde_json::Value;

use crate::accepted::Known;
use crate::args::{BatchArgs, Judging};
use crate::exit::Status;
use crate::jsonl::{Tally, answer_lines};
use crate::output;
use crate::settings::Settings;
use crate::story::StoryLine;

pub(crate) fn run(args: &BatchArgs, settings: &Settings) -> Result<Status> {
    let default_base = match args.base.as_str() {
        "first" => Base::First,
        "auto" => Base::Auto,
        "none" => Base::None,
        id => Base::Named(id.to_owned()),
    };
    let config = args.judging.config(default_base, &args.common, settings);
    let shown = RenderOptions { min_severity: args.judging.min_severity, ..RenderOptions::default() };
    let known = Known::read(&args.judging)?;
    let answer = |story: StoryLine| answer(story, &config, &shown, &known, args);

    let limit = args.lines.limit();
    let file = args.file.as_deref().filter(|file| *file != Path::new("-"));
    spare(args, settings, file)?;
    // A file that is not there is no fault of the output.
    let input = file.map(|file| File::open(file).with_context(|| named(file))).transpose()?;
    let mut tally = Tally::default();
    output::write(args.common.output.as_deref(), |out| {
        tally = match input.zip(file) {
            None => answer_lines(std::io::stdin(), limit, out, answer)?,
            Some((input, file)) => {
                answer_lines(input, limit, out, answer).with_context(|| file.display().to_string())?
            }
        };
        Ok(())
    })?;
    tally.warn(args.common.quiet);
    // A line that failed may have had what the baseline accepts.
    known.finish(args.common.quiet || tally.failed > 0, |kind| args.judging.wants(kind, settings))?;
    Ok(tally.status)
}

fn named(file: &Path) -> String {
    format!("{} could not be opened", file.display())
}

/// Sees to it that nothing that is written replaces what is read.
fn spare(args: &BatchArgs, settings: &Settings, file: Option<&Path>) -> Result<()> {
    let Judging { baseline, write_baseline, .. } = &args.judging;
    let read = || file.into_iter().chain(settings.path.as_deref());
    output::spare(write_baseline.as_deref(), read())?;
    let own = [baseline, write_baseline].into_iter().flatten().map(|path| path.as_path());
    output::spare(args.common.output.as_deref(), read().chain(own))
}

fn answer(
    mut story: StoryLine,
    config: &Config,
    shown: &RenderOptions<'_>,
    known: &Known<'_>,
    args: &BatchArgs,
) -> Result<(Vec<u8>, Status)> {
    let sources = story.take_sources()?;
    let mut report = match story.base {
        Some(base) => check(&sources, &config.clone().with_base(base))?,
        None => check(&sources, config)?,
    };
    known.apply(&story.id.to_string(), &mut report);
    let json =
        serde_json::to_vec(&Checked { id: &story.id, report: wire::Report::selected(&report, shown) })?;
    let found = if known.accepts_all() { Status::Clean } else { Status::of(&report, args.judging.fail_on) };
    Ok((json, found))
}

/// A line of output.
#[derive(Serialize)]
struct Checked<'a> {
    id: &'a Value,
    report: wire::Report<'a>,
}
