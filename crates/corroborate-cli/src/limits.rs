//! Which option raises the limit that an error tells of; the library, whose error it is, knows no options.

use std::error::Error as StdError;

use corroborate::{Error, IngestError};

/// An error with its causes, and with the option for the limit that it is about.
pub(crate) fn told(error: &anyhow::Error) -> String {
    match error.chain().find_map(option) {
        Some(option) => format!("{error:#} ({option})"),
        None => format!("{error:#}"),
    }
}

fn option(error: &(dyn StdError + 'static)) -> Option<&'static str> {
    match error.downcast_ref::<Error>() {
        Some(error) => of_check(error),
        None => of_reading(error.downcast_ref::<IngestError>()?),
    }
}

fn of_check(error: &Error) -> Option<&'static str> {
    match error {
        Error::TooManySources { .. } => Some("--max-sources"),
        Error::TimeUp { .. } => Some("--time-limit"),
        Error::UnreadBase { reason, .. } => of_check(reason),
        Error::NothingRead { reasons } => reasons.iter().find_map(of_check),
        Error::Read(error) => of_reading(error),
        _ => None,
    }
}

fn of_reading(error: &IngestError) -> Option<&'static str> {
    match error {
        IngestError::TooLarge { .. } => Some("--max-size"),
        IngestError::TooManyFiles { .. } => Some("--max-sources"),
        _ => None,
    }
}
