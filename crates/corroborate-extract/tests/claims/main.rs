//! What `extract` finds, checked against tables that editors can read.

mod articles;
mod common;
mod names;
mod speech;
mod statements;
mod total;
