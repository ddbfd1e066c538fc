//! From arguments to what the library takes.

use std::env;
use std::io::{self, IsTerminal};

use corroborate::{Base, Config, FindingKind, Limits, RenderOptions};

use crate::args::{Color, Common, Judging, Lines, Shown};
use crate::settings::Settings;

/// Columns where there is no terminal to ask.
const DEFAULT_WIDTH: usize = 80;

impl Common {
    /// How large a source may be, and how many there may be.
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            max_bytes: usize::from(self.max_size) << 20,
            html_depth: self.html_depth.into(),
            yaml_depth: self.yaml_depth.into(),
            max_sources: usize::try_from(self.max_sources).unwrap_or(usize::MAX),
        }
    }
}

impl Lines {
    /// Longest line, in bytes.
    pub(crate) fn limit(&self) -> u64 {
        u64::from(self.max_line) << 20
    }
}

impl Settings {
    /// How sources are read.
    pub(crate) fn config(&self, common: &Common) -> Config {
        Config::default().with_limits(common.limits()).with_words(self.words.clone())
    }
}

impl Judging {
    /// How the check is done.
    pub(crate) fn config(&self, base: Base, common: &Common, settings: &Settings) -> Config {
        let mut config = settings.config(common).with_min_confidence(self.min_confidence);
        config.base = base;
        config.time_limit = self.time_limit;
        config.severities = settings
            .kinds
            .iter()
            .filter_map(|&(kind, severity)| severity.map(|severity| (kind, severity)))
            .collect();
        if self.kinds.is_empty() && self.kinds_off.is_empty() && settings.kinds.is_empty() {
            return config;
        }
        let wanted = |kind: &FindingKind| self.wants(*kind, settings);
        config.with_kinds(FindingKind::ALL.iter().copied().filter(wanted))
    }

    /// Whether a kind is looked for. A kind that is asked for by name is, though the table of kinds has it off.
    pub(crate) fn wants(&self, kind: FindingKind, settings: &Settings) -> bool {
        let named = self.kinds.contains(&kind);
        let off = settings.kinds.contains(&(kind, None));
        (named || self.kinds.is_empty() && !off) && !self.kinds_off.contains(&kind)
    }
}

impl Shown {
    /// How the report is rendered.
    pub(crate) fn options(&self, judging: &Judging, common: &Common) -> RenderOptions<'static> {
        RenderOptions {
            width: width(self.width, common),
            color: common.output.is_none() && colored(self.color) || matches!(self.color, Color::Always),
            min_severity: judging.min_severity,
            quiet: common.quiet,
            all_notes: self.all_notes,
            ..RenderOptions::default()
        }
    }
}

/// Columns of a line: as asked for, else the terminal's.
pub(crate) fn width(asked: Option<u16>, common: &Common) -> usize {
    let own = || {
        let on_terminal = common.output.is_none() && io::stdout().is_terminal();
        let (width, _) = on_terminal.then(terminal_size::terminal_size)??;
        Some(width.0)
    };
    asked.or_else(own).map_or(DEFAULT_WIDTH, usize::from)
}

/// Whether to colour standard output: the conventions of no-color.org and of bixense.com/clicolors.
fn colored(when: Color) -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    match when {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => false,
        Color::Auto if set("CLICOLOR_FORCE") => true,
        Color::Auto => io::stdout().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}
