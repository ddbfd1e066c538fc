//! Exit statuses.

use std::process::ExitCode;

use corroborate::{Report, Severity};

use crate::args::FailOn;

/// How a run ended, from good to bad; of two, the worse one counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Nothing found at or over the severity asked for.
    #[default]
    Clean,
    /// Something found.
    Found,
    /// Something could not be done.
    Failed,
}

impl Status {
    /// What the findings of a report come down to.
    pub(crate) fn of(report: &Report, fail_on: FailOn) -> Status {
        let threshold = match fail_on {
            FailOn::Error => Severity::Error,
            FailOn::Warning => Severity::Warning,
            FailOn::Note => Severity::Note,
            FailOn::Never => return Status::Clean,
        };
        if report.worst().is_some_and(|worst| worst >= threshold) { Status::Found } else { Status::Clean }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Clean => 0,
            Status::Found => 1,
            Status::Failed => 2,
        })
    }
}
