//! `corroborate check`

use anyhow::Result;
use corroborate::{Report, check, render};

use crate::args::CheckArgs;
use crate::exit::Status;
use crate::inputs::Inputs;
use crate::output;

pub(crate) fn run(args: &CheckArgs) -> Result<Status> {
    let mut inputs = Inputs::gather(&args.sources, &args.common)?;
    let base = inputs.base(args.base.as_deref())?;
    let mut report = check(&inputs.sources, &args.judging.config(base, &args.common))?;
    inputs.note_skipped(&mut report);
    let unread = tell_unread(&report, &inputs);
    let options = args.shown.options(&args.judging, &args.common);
    output::write(args.common.output.as_deref(), |out| Ok(render(&report, args.format, &options, out)?))?;
    let unfinished = if report.cut_short { unfinished() } else { Status::Clean };
    Ok(Status::of(&report, args.judging.fail_on).max(inputs.status).max(unread).max(unfinished))
}

/// Tells that not everything was compared.
fn unfinished() -> Status {
    output::warn("the time limit was reached; the report holds what was found until then");
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
