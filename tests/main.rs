//! End-to-end tests: the command line on the corpus, on bad input and on much input.
//!
//! `cases/*.md` holds the cases that need no more than arguments, files and words to look for; what has to be
//! computed stands in the modules.

mod baseline;
mod batch;
mod book;
mod cases;
mod families;
#[cfg(unix)]
mod faults;
mod files;
#[allow(unreachable_pub, reason = "a library of the fuzz targets")]
#[path = "fuzz/src/lib.rs"]
mod holds;
mod hostile;
mod kept;
mod lineage;
mod long_runs;
mod mutations;
mod news;
mod odd_texts;
mod program;
mod properties;
mod scale;
mod settings;
mod stories;
mod supply;
mod watch;
