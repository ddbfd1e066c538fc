//! One file a command.

pub(crate) mod batch;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod extract;
pub(crate) mod man;
pub(crate) mod schema;
pub(crate) mod stories;
pub(crate) mod watch;
