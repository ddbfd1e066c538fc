//! The formats.

use std::fmt;
use std::str::FromStr;

use corroborate_model::UnknownName;

/// A format that a report is rendered in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Output {
    /// For people at a terminal.
    #[default]
    Terminal,
    /// One JSON document, see [`wire`](crate::wire) and [`schema`](crate::schema).
    Json,
    /// A header line, then one finding a line, then one fact a line; the same objects as in the JSON report, each with
    /// a `type` (`report`, `finding`, `fact`). Texts and claims are left out.
    Jsonl,
    /// For a ticket or a wiki page.
    Markdown,
    /// One page that needs nothing beside it.
    Html,
    /// SARIF 2.1.0, for editors and code review tools.
    Sarif,
    /// A graph for Graphviz: who copied whom, and what is disputed.
    Dot,
    /// The findings as a table after RFC 4180.
    Csv,
}

impl Output {
    /// Every format.
    pub const ALL: [Output; 8] = [
        Output::Terminal,
        Output::Json,
        Output::Jsonl,
        Output::Markdown,
        Output::Html,
        Output::Sarif,
        Output::Dot,
        Output::Csv,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Output::Terminal => "terminal",
            Output::Json => "json",
            Output::Jsonl => "jsonl",
            Output::Markdown => "markdown",
            Output::Html => "html",
            Output::Sarif => "sarif",
            Output::Dot => "dot",
            Output::Csv => "csv",
        }
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Output {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Output, UnknownName> {
        Output::ALL
            .into_iter()
            .find(|output| output.name() == name)
            .ok_or_else(|| UnknownName::new("output format", name, Output::ALL.iter().map(|o| o.name())))
    }
}

#[cfg(test)]
mod tests {
    use super::Output;

    #[test]
    fn names_lead_back_to_their_formats() {
        for output in Output::ALL {
            assert_eq!(output.to_string().parse::<Output>(), Ok(output));
        }
        assert!("yaml".parse::<Output>().is_err());
    }
}
