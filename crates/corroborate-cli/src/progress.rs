//! How far a long run has come: on standard error, and only where that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Runs of fewer sources are over before anybody has read of them.
const LONG: usize = 200;

/// A bar over `sources` sources, each of which moves it `rounds` times; `done` says what becomes of them. It shows nothing for
/// a short run, for `quiet`, and where nobody sees it.
pub(crate) fn bar(sources: usize, rounds: u64, done: &str, quiet: bool) -> ProgressBar {
    if quiet || sources < LONG {
        return ProgressBar::hidden();
    }
    // The target draws nothing where standard error is no terminal.
    let bar = ProgressBar::with_draw_target(Some(rounds * sources as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:40} {percent} % of {msg}, {eta} left");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(format!("{sources} sources {done}"));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
