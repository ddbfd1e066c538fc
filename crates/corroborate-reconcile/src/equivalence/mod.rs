//! Whether two claims are the same fact: one question a claim kind.

pub(crate) mod assign;
pub(crate) mod brief;
pub(crate) mod case;
#[cfg(test)]
mod cases;
pub(crate) mod clause;
pub(crate) mod contact;
pub(crate) mod context;
pub(crate) mod cue;
pub(crate) mod date;
pub(crate) mod figure_index;
pub(crate) mod label;
pub(crate) mod pair;
pub(crate) mod person;
pub(crate) mod quantity;
pub(crate) mod quotation;
pub(crate) mod reckoning;
pub(crate) mod role;
pub(crate) mod speaker;
pub(crate) mod statement;
pub(crate) mod told;
pub(crate) mod unit;
