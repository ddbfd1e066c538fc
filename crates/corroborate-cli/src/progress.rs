//! How far a long run has come: on standard error, and only where that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Runs of fewer sources are over before anybody has read of them.
const LONG: usize = 200;

/// A bar over `sources` sources; it shows nothing for a short run, for `quiet`, and where nobody sees it.
pub(crate) fn bar(sources: usize, quiet: bool) -> ProgressBar {
    if quiet || sources < LONG {
        return ProgressBar::hidden();
    }
    // The target draws nothing where standard error is no terminal.
    let bar = ProgressBar::with_draw_target(Some(sources as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:40} {pos} of {len} sources read, {eta} left");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
