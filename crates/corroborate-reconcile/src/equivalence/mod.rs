//! Whether two claims are the same fact: one question a claim kind.

pub(crate) mod quantity;
mod unit;
