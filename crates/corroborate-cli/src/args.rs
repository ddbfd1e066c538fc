//! What the command line takes. Completions, manual pages and the keys of a settings file come from these same
//! definitions.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use corroborate::{FindingKind, Output, Severity};

const EXAMPLES: &str = "\
Examples:
  corroborate check release.md paper-a.txt paper-b.html   hold two papers against a release
  corroborate check story/                                a folder; the base is inferred
  corroborate check -o report.html --format html story/   a page to pass on
  corroborate check --fail-on warning old.txt new.txt     exit status 1 from warnings on
  cat draft.txt | corroborate check release.md -          a text from standard input
  corroborate explain hedge                               what a finding kind means

Exit status: 0 nothing found at or over --fail-on, 1 something found, 2 it could not be done.";

/// Finds what reprints of a story changed, cut or added, and where each change came in.
#[derive(Debug, Parser)]
#[command(name = "corroborate", version, after_help = EXAMPLES, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Compare the sources of one story and print a report.
    #[command(after_help = "\
A SOURCE is a file (text, Markdown or a web page), `-` for standard input, or a folder. Without --base, the first
file is the one that the others are held against, as in `diff OLD NEW`; for a folder it is inferred, and the report
says why.")]
    Check(CheckArgs),
    /// Sort sources into stories: which of them tell of the same event.
    #[command(after_help = "\
Nothing else is compared, so this takes many thousands of texts. For each story the source that the others most likely
come from is named, and why; `check` on the same folder compares each story with its own base.")]
    Stories(StoriesArgs),
    /// Print the claims of each source.
    #[command(after_help = "\
With --format jsonl, standard input and files ending in .jsonl hold one source a line, as for `batch`, and each line
is answered with {\"id\", \"source\", \"claims\"}.")]
    Extract(ExtractArgs),
    /// Check many stories: JSON lines in, JSON lines out, in the same order.
    #[command(after_help = "\
A line in:  {\"id\": \"s1\", \"sources\": [{\"id\": \"a\", \"text\": \"...\"}, {\"id\": \"b\", \"text\": \"...\"}], \"base\": \"a\"}
            A source may also tell title, publisher, published (YYYY-MM-DD), url and format (text, markdown, html).
A line out: {\"id\": \"s1\", \"report\": {...}} or {\"id\": \"s1\", \"error\": \"line 1: ...\"}
A bad line is answered in its place, counted on standard error, and does not change the exit status.")]
    Batch(BatchArgs),
    /// Run story families against their gold.json and print the scores.
    Eval(EvalArgs),
    /// Tell what a finding kind means, with an example; without KIND, list the kinds.
    Explain(ExplainArgs),
    /// Print the JSON Schema of the report, or of what `stories` prints.
    Schema {
        /// What to print the schema of.
        #[arg(value_name = "FORM", value_enum, default_value_t)]
        of: SchemaOf,
    },
    /// Print the completions for a shell.
    Completions {
        /// The shell to complete in.
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write the pages of all commands into a folder.
    Man {
        /// Folder for the pages; it has to exist.
        #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
        folder: Option<PathBuf>,
    },
}

impl Command {
    /// What all commands that read sources take.
    pub(crate) fn common(&self) -> Option<&Common> {
        match self {
            Command::Check(CheckArgs { common, .. })
            | Command::Stories(StoriesArgs { common, .. })
            | Command::Extract(ExtractArgs { common, .. })
            | Command::Batch(BatchArgs { common, .. }) => Some(common),
            _ => None,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    /// Files, folders, or `-` for standard input.
    #[arg(value_name = "SOURCE", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) sources: Vec<OsString>,
    /// Source that the others are held against: a path or an id, `auto` (inferred) or `none` (all against all).
    #[arg(long, value_name = "SOURCE")]
    pub(crate) base: Option<OsString>,
    /// Form of the report.
    #[arg(long, value_name = "FORMAT", value_parser = formats(), default_value = "terminal")]
    pub(crate) format: Output,
    #[command(flatten)]
    pub(crate) judging: Judging,
    #[command(flatten)]
    pub(crate) shown: Shown,
    /// Check again whenever a source, the settings or the baseline change; Ctrl-C ends it.
    #[arg(long, conflicts_with = "write_baseline")]
    pub(crate) watch: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct StoriesArgs {
    /// Files, folders, or `-` for standard input.
    #[arg(value_name = "SOURCE", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) sources: Vec<OsString>,
    /// Form of the output; with `jsonl`, one story a line.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(crate) format: ClaimFormat,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    /// Files, folders, or `-` for standard input.
    #[arg(value_name = "SOURCE", required = true, value_hint = ValueHint::AnyPath)]
    pub(crate) sources: Vec<OsString>,
    /// Form of the output.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(crate) format: ClaimFormat,
    /// Columns of a terminal line; the terminal's own where it can be told.
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub(crate) width: Option<u16>,
    #[command(flatten)]
    pub(crate) lines: Lines,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct BatchArgs {
    /// File of JSON lines; standard input where absent or `-`.
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: Option<PathBuf>,
    /// Base of the lines that name none: `first`, `auto`, `none`, or an id.
    #[arg(long, value_name = "SOURCE", default_value = "first")]
    pub(crate) base: String,
    #[command(flatten)]
    pub(crate) lines: Lines,
    #[command(flatten)]
    pub(crate) judging: Judging,
    #[command(flatten)]
    pub(crate) common: Common,
}

#[derive(Debug, Args)]
pub(crate) struct EvalArgs {
    /// Folders of one family, or of several.
    #[arg(value_name = "CORPUS", required_unless_present = "stories", value_hint = ValueHint::DirPath)]
    pub(crate) corpora: Vec<PathBuf>,
    /// Edit the texts in these folders at known places instead, and tell which edits are found. Needs no annotation.
    #[arg(long)]
    pub(crate) mutations: bool,
    /// Sort this many generated texts into stories instead, and print precision, recall, time and memory; several numbers
    /// show how these grow.
    #[arg(long, value_name = "TEXTS,...", value_delimiter = ',', conflicts_with = "corpora")]
    pub(crate) stories: Vec<usize>,
    /// List each miss and each false alarm.
    #[arg(long, short)]
    pub(crate) verbose: bool,
    /// Form of the scores.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub(crate) format: ScoreFormat,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// Name of a finding kind.
    #[arg(hide_possible_values = true, value_parser = kinds())]
    pub(crate) kind: Option<FindingKind>,
}

/// What `schema` describes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The report of `check` and of each line of `batch`.
    #[default]
    Report,
    /// The stories of `stories --format json`; a line of `jsonl` is one of them.
    Stories,
}

/// What is reported and what fails.
#[derive(Debug, Args)]
pub(crate) struct Judging {
    /// Leave out findings milder than this.
    #[arg(long, value_name = "SEVERITY", value_parser = severities(), default_value = "note")]
    pub(crate) min_severity: Severity,
    /// Exit with status 1 from findings of this severity on.
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t)]
    pub(crate) fail_on: FailOn,
    /// Look for these kinds of findings only; `corroborate explain` lists them.
    #[arg(long = "kind", value_name = "KIND,...", value_delimiter = ',', hide_possible_values = true, value_parser = kinds())]
    pub(crate) kinds: Vec<FindingKind>,
    /// Do not look for these kinds of findings.
    #[arg(long = "kind-off", value_name = "KIND,...", value_delimiter = ',', hide_possible_values = true, value_parser = kinds())]
    pub(crate) kinds_off: Vec<FindingKind>,
    /// Leave out findings that the program is less sure of, from 0 to 1.
    #[arg(long, value_name = "SHARE", value_parser = share, default_value = "0")]
    pub(crate) min_confidence: f64,
    /// Leave out the findings that this file accepts; those of its entries that are not found any more are told.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) baseline: Option<PathBuf>,
    /// Accept what is found: write it into this file, for --baseline. The exit status is 0.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) write_baseline: Option<PathBuf>,
    /// End after so many seconds with what was found until then; the report says so. In `batch`, for each line.
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) time_limit: Option<Duration>,
}

/// How the report looks in a terminal.
#[derive(Debug, Args)]
pub(crate) struct Shown {
    /// When to colour the terminal report.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub(crate) color: Color,
    /// Columns of a terminal line; the terminal's own where it can be told.
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    pub(crate) width: Option<u16>,
    /// List every note instead of counting them.
    #[arg(long)]
    pub(crate) all_notes: bool,
}

/// How JSON lines are read.
#[derive(Debug, Args)]
pub(crate) struct Lines {
    /// Longest line of JSON that is read, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) max_line: u16,
}

#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Write to this file; it is replaced only once the output is whole.
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// Print no warnings; errors are still printed. The terminal report of `check` has one line a finding and no more.
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Largest source that is read, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) max_size: u16,
    /// Most sources of one run.
    #[arg(long, value_name = "NUMBER", default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_sources: u32,
    /// How deep the elements of a page are read inside one another.
    #[arg(long, value_name = "LEVELS", default_value_t = 256, value_parser = clap::value_parser!(u16).range(1..=2048))]
    pub(crate) html_depth: u16,
    /// How deep the fields of a Markdown header are read inside one another.
    #[arg(long, value_name = "LEVELS", default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) yaml_depth: u16,
    /// Settings file (TOML); else the nearest `corroborate.toml` of this folder and those above it is taken. Its keys are
    /// the long options of this page, and the tables `kinds` and `words`. Options on the command line win.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) config: Option<PathBuf>,
    /// Look for no settings file.
    #[arg(long, conflicts_with = "config")]
    pub(crate) no_config: bool,
}

/// From which severity on the exit status is 1.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum FailOn {
    /// Contradictions, and what could harm somebody.
    #[default]
    Error,
    /// Changes of meaning too.
    Warning,
    /// Any finding.
    Note,
    /// Whatever is found, the exit status is 0.
    Never,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal; NO_COLOR and CLICOLOR_FORCE are honoured.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Forms that claims and stories are printed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClaimFormat {
    /// A table to read.
    #[default]
    Terminal,
    /// One JSON document.
    Json,
    /// One JSON line a source, or a story.
    Jsonl,
}

/// Forms that scores are printed in.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(crate) enum ScoreFormat {
    /// Tables to read.
    #[default]
    Terminal,
    /// One JSON document.
    Json,
}

fn kinds() -> impl TypedValueParser<Value = FindingKind> {
    PossibleValuesParser::new(FindingKind::ALL.iter().map(|kind| kind.name()))
        .try_map(|name| name.parse::<FindingKind>())
}

fn severities() -> impl TypedValueParser<Value = Severity> {
    PossibleValuesParser::new(Severity::ALL.map(Severity::name)).try_map(|name| name.parse::<Severity>())
}

fn formats() -> impl TypedValueParser<Value = Output> {
    PossibleValuesParser::new(Output::ALL.iter().map(|output| output.name()))
        .try_map(|name| name.parse::<Output>())
}

fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok().filter(|seconds| *seconds > 0.0);
    let limit = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    limit.ok_or_else(|| "give a number of seconds over 0".to_owned())
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("give a number from 0 to 1".to_owned()),
    }
}
