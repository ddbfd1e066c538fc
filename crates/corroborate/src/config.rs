//! How a check is done.

use std::collections::BTreeMap;
use std::time::Duration;

use corroborate_ingest::Limits;
use corroborate_model::{FindingKind, Severity, Wordlist};

/// How a check is done. The default holds everything against the first source and looks for every kind of finding.
///
/// ```
/// use corroborate::{Base, Config, FindingKind};
///
/// let config = Config::default().with_base("release").with_kinds([FindingKind::ValueConflict, FindingKind::Hedge]);
/// assert_eq!(config.base, Base::Named("release".to_owned()));
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Config {
    /// What the sources are held against.
    pub base: Base,
    /// The kinds of findings looked for; all, where absent.
    pub kinds: Option<Vec<FindingKind>>,
    /// Findings the program is less sure of are left out, 0 to 1.
    pub min_confidence: f64,
    /// Severities that all findings of a kind get in place of their own.
    pub severities: BTreeMap<FindingKind, Severity>,
    /// Words of the newsroom's own, read and compared beside the built-in ones.
    pub words: Wordlist,
    /// How large a source may be, and how many there may be.
    pub limits: Limits,
    /// How long a check may take. What was found until then is reported, with a notice, and
    /// [`Report::cut_short`](crate::Report::cut_short) is set; how much that is differs from run to run. A step that is under
    /// way is ended first. Without one, the clock is not looked at.
    pub time_limit: Option<Duration>,
}

/// What the sources are held against.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// The first source, as in `diff OLD NEW`.
    #[default]
    First,
    /// The source that the lineage shows to be the origin; the report says which and why.
    Auto,
    /// None: all are held against all, and nothing is an omission.
    None,
    /// The source with this id.
    Named(String),
}

impl Config {
    /// Holds the sources against the one with this id.
    pub fn with_base(self, id: impl Into<String>) -> Config {
        Config { base: Base::Named(id.into()), ..self }
    }

    /// Infers the base from the lineage.
    pub fn with_inferred_base(self) -> Config {
        Config { base: Base::Auto, ..self }
    }

    /// Holds all sources against all.
    pub fn without_base(self) -> Config {
        Config { base: Base::None, ..self }
    }

    /// Looks for these kinds of findings only.
    pub fn with_kinds(self, kinds: impl IntoIterator<Item = FindingKind>) -> Config {
        Config { kinds: Some(kinds.into_iter().collect()), ..self }
    }

    /// Leaves out findings the program is less sure of, 0 to 1.
    pub fn with_min_confidence(self, min_confidence: f64) -> Config {
        Config { min_confidence, ..self }
    }

    /// Gives all findings of a kind this severity.
    pub fn with_severity(mut self, kind: FindingKind, severity: Severity) -> Config {
        self.severities.insert(kind, severity);
        self
    }

    /// Reads and compares with words of the newsroom's own beside the built-in ones.
    ///
    /// ```
    /// use corroborate::{Config, FindingKind, Source, Wordlist, check};
    ///
    /// # fn main() -> Result<(), corroborate::Error> {
    /// let sources = [
    ///     Source::new("release", "Patrols seized 31 wherries in March, compared with 12 in March 2023."),
    ///     Source::new("paper", "Patrols seized 31 barges in March, compared with 12 in March 2023."),
    /// ];
    /// let other_thing = |config: &Config| -> Result<usize, corroborate::Error> {
    ///     Ok(check(&sources, config)?.findings_by_kind(FindingKind::CountedThing).count())
    /// };
    /// assert_eq!(other_thing(&Config::default())?, 1);
    ///
    /// let words = Wordlist { synonyms: vec![vec!["wherry".into(), "barge".into()]], ..Wordlist::default() };
    /// assert_eq!(other_thing(&Config::default().with_words(words))?, 0);
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_words(self, words: Wordlist) -> Config {
        Config { words, ..self }
    }

    /// Ends a check after this time with what was found until then.
    pub fn with_time_limit(self, time_limit: Duration) -> Config {
        Config { time_limit: Some(time_limit), ..self }
    }

    /// Sets how large a source may be.
    pub fn with_limits(self, limits: Limits) -> Config {
        Config { limits, ..self }
    }
}
