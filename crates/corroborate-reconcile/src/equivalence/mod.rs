//! Whether two claims are the same fact: one question a claim kind.

pub(crate) mod contact;
pub(crate) mod context;
pub(crate) mod date;
pub(crate) mod quantity;
mod unit;
