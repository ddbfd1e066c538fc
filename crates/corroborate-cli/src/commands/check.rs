//! `corroborate check`

use std::path::Path;

use anyhow::Result;
use corroborate::{Report, check_with_progress, render};

use crate::accepted::Known;
use crate::args::{CheckArgs, Judging};
use crate::exit::Status;
use crate::inputs::Inputs;
use crate::settings::Settings;
use crate::{output, progress};

pub(crate) fn run(args: &CheckArgs, settings: &Settings) -> Result<Status> {
    let known = Known::read(&args.judging)?;
    let Judging { baseline, write_baseline, .. } = &args.judging;
    let own_files = [&settings.path, baseline, write_baseline];
    let base = args.base.as_deref().map(Path::new).filter(|base| base.is_file());
    let read = args.sources.iter().map(Path::new).chain(settings.path.as_deref()).chain(base);
    output::spare(write_baseline.as_deref(), read)?;
    output::spare(args.common.output.as_deref(), base)?;
    let mut inputs = Inputs::gather(&args.sources, &args.common, &own_files)?;
    let base = inputs.base(args.base.as_deref())?;
    // Each source is read, then compared.
    let bar = progress::bar(inputs.sources.len(), 2, "read and compared", args.common.quiet);
    let config = args.judging.config(base, &args.common, settings);
    let mut report = check_with_progress(&inputs.sources, &config, &|| bar.inc(1))?;
    bar.finish_and_clear();
    inputs.note_skipped(&mut report);
    known.apply("", &mut report);
    let unread = tell_unread(&report, &inputs);
    let options = args.shown.options(&args.judging, &args.common);
    output::write(args.common.output.as_deref(), |out| Ok(render(&report, args.format, &options, out)?))?;
    known.finish(args.common.quiet, |kind| args.judging.wants(kind, settings))?;
    let found = if known.accepts_all() { Status::Clean } else { Status::of(&report, args.judging.fail_on) };
    let unfinished = if report.cut_short { unfinished() } else { Status::Clean };
    Ok(found.max(inputs.status).max(unread).max(unfinished))
}

/// Tells that not everything was compared.
fn unfinished() -> Status {
    output::warn("the time limit was reached (--time-limit); the report holds what was found until then");
    Status::Failed
}

/// Tells of the sources that are no text.
fn tell_unread(report: &Report, inputs: &Inputs) -> Status {
    let unread = report.sources.iter().enumerate().filter(|(_, source)| source.document.text.is_empty());
    unread
        .flat_map(|(index, source)| {
            source.document.notices.iter().map(move |notice| inputs.unread(index, &notice.message))
        })
        .max()
        .unwrap_or_default()
}
