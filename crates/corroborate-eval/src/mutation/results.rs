//! What the benchmark counted, as data and as a table.

use std::fmt::Write as _;

use serde::Serialize;

use crate::scores::Share;

/// The counts of one operator or rewrite.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OperatorScores {
    /// Its name; `total` for several together.
    pub operator: String,
    /// Edits that were found, of those made; nothing for a harmless rewrite.
    pub found: Share,
    /// Edits that were found and rightly named, of those made.
    pub named: Share,
    /// Findings that touch no edited sentence.
    pub elsewhere: usize,
    /// Harmless rewrites without any finding, of those made.
    pub silent: Share,
}

impl OperatorScores {
    pub(super) fn add(&mut self, other: &OperatorScores) {
        self.found.add(other.found);
        self.named.add(other.named);
        self.elsewhere += other.elsewhere;
        self.silent.add(other.silent);
    }
}

/// One edit that was not met as it should be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MutationFailure {
    /// The operator or rewrite.
    pub operator: String,
    /// The text.
    pub text: String,
    /// What went wrong: `missed`, `misnamed`, `elsewhere`, `not silent`.
    pub why: &'static str,
    /// The edited words in their sentence before; empty for a rewrite of the whole text.
    pub before: String,
    /// The same after.
    pub after: String,
    /// What was reported: kind, severity and message.
    pub reported: Vec<String>,
}

/// The result of the benchmark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MutationScores {
    /// By operator, then by harmless rewrite, in the order of their table.
    pub operators: Vec<OperatorScores>,
    /// All together.
    pub total: OperatorScores,
    /// Every edit that was not met as it should be, in the order of the texts.
    pub failures: Vec<MutationFailure>,
}

impl MutationScores {
    /// One row an operator, and the total.
    pub fn to_table(&self) -> String {
        let mut table = format!(
            "{:<22} {:>6} {:>8} {:>8} {:>10} {:>12}\n",
            "operator", "cases", "found", "named", "elsewhere", "silent"
        );
        for row in self.operators.iter().chain([&self.total]) {
            let share =
                |share: Share| share.value().map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"));
            let silent = match row.silent.whole {
                0 => "-".to_owned(),
                whole => format!("{}/{whole}", row.silent.part),
            };
            let _ = writeln!(
                table,
                "{:<22} {:>6} {:>8} {:>8} {:>10} {silent:>12}",
                row.operator,
                row.found.whole + row.silent.whole,
                share(row.found),
                share(row.named),
                row.elsewhere,
            );
        }
        table
    }

    /// Every edit that was not met as it should be, with both wordings and what was reported.
    pub fn to_details(&self) -> String {
        let mut details = String::new();
        for failure in &self.failures {
            let _ = writeln!(details, "{} ({}): {}", failure.operator, failure.text, failure.why);
            for (name, words) in [("before", &failure.before), ("after", &failure.after)] {
                if !words.is_empty() {
                    let _ = writeln!(details, "  {name:<7}{}", words.replace('\n', " "));
                }
            }
            for line in &failure.reported {
                let _ = writeln!(details, "  {line}");
            }
        }
        details
    }
}
