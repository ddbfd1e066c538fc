//! The JSON report: its types, and how a [`corroborate_model::Report`] becomes one.
//!
//! Names and meanings are public interface, versioned by [`SCHEMA`]; fields may be added, never renamed. All types
//! are read as well as written: `serde_json::from_str::<wire::Report<'static>>(text)`. Offsets are bytes of the
//! source's `text`, UTF-8, half open. Whole numbers are written without a fraction (43, not 43.0).
//!
//! Values out of closed lists (kinds, severities, roles …) are kept as strings, so that a reader of today still reads
//! the report of a later version; the schema names the values of this one. Deliberately not here: the way back to the
//! model's types.

mod build;
mod claim;
mod names;
mod number;
mod stories;

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use claim::{
    Attribution, Causal, Claim, Contact, DateClaim, Person, Quantity, Quotation, Statement, TimeFrame,
};
pub use stories::{STORIES_SCHEMA, SortedSource, SortedStory, Stories};

/// Name and version of the report's form.
pub const SCHEMA: &str = "corroborate-report/1";

/// A report of corroborate: which facts of several sources stand, which differ, which are missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "corroborate report")]
pub struct Report<'a> {
    /// Name and version of this form: `corroborate-report/1`.
    pub schema: Cow<'a, str>,
    /// What made the report.
    pub tool: Tool<'a>,
    /// The source that the others of the first story are held against.
    pub base: Option<Cow<'a, str>>,
    /// How that base was chosen.
    #[schemars(schema_with = "names::base_choice")]
    pub base_chosen: Cow<'a, str>,
    /// Why this base, in one sentence, where it was inferred.
    pub base_because: Option<Cow<'a, str>>,
    /// The stories that the sources fall into.
    pub stories: Vec<Story<'a>>,
    /// The sources in the order they were handed in.
    pub sources: Vec<Source<'a>>,
    /// What the sources say, in typed pieces, by source and place.
    pub claims: Vec<Claim<'a>>,
    /// Equivalent claims over all sources.
    pub facts: Vec<Fact<'a>>,
    /// What differs, worst first.
    pub findings: Vec<Finding<'a>>,
    /// Counts.
    pub summary: Summary<'a>,
}

/// A program and its version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Its version.
    pub version: Cow<'a, str>,
}

/// Sources that tell of the same event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Story<'a> {
    /// Its number, from 0; the first story holds the first source.
    pub story: usize,
    /// The source that the others are held against.
    pub base: Option<Cow<'a, str>>,
    /// How that base was chosen.
    #[schemars(schema_with = "names::base_choice")]
    pub base_chosen: Cow<'a, str>,
    /// Why this base, in one sentence, where it was inferred.
    pub base_because: Option<Cow<'a, str>>,
    /// The ids of its sources.
    pub sources: Vec<Cow<'a, str>>,
    /// Why these sources were set apart from the first story.
    pub apart_because: Option<Cow<'a, str>>,
}

/// One source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source<'a> {
    /// Its id; claims and findings name it.
    pub id: Cow<'a, str>,
    /// Where it came from, as given.
    pub path: Option<Cow<'a, str>>,
    /// Headline or page title.
    pub title: Option<Cow<'a, str>>,
    /// Who published it.
    pub publisher: Option<Cow<'a, str>>,
    /// Day of publication, as YYYY-MM-DD.
    pub published: Option<Cow<'a, str>>,
    /// Its address.
    pub url: Option<Cow<'a, str>>,
    /// The visible text as extracted; all offsets of this source refer to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
    /// What it is to its story.
    #[schemars(schema_with = "names::role")]
    pub role: Cow<'a, str>,
    /// The number of its story.
    pub story: usize,
    /// The id of the source it was copied from.
    pub derived_from: Option<Cow<'a, str>>,
    /// Share of its words that stand in what it derives from (or in the base), 0 to 1.
    #[serde(serialize_with = "number::ratio")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub containment: f64,
    /// Where its words come from; null where it derives from no source.
    pub shares: Option<Shares>,
    /// What its reader should know: an encoding guessed, a header that could not be read.
    pub notices: Vec<Notice<'a>>,
}

/// Where the words of a copy come from: shares of all its words, which add up to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Shares {
    /// They stand in runs of at least three words of the source it derives from.
    #[serde(serialize_with = "number::ratio")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub verbatim: f64,
    /// They stand in no such run, but in a sentence that tells what a sentence of that source tells.
    #[serde(serialize_with = "number::ratio")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub reworded: f64,
    /// They tell what that source does not.
    #[serde(serialize_with = "number::ratio")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub new: f64,
}

/// A remark on one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Notice<'a> {
    /// One sentence.
    pub message: Cow<'a, str>,
}

/// What one or more sources say of the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Fact<'a> {
    /// Stable: depends on the claims alone.
    pub id: Cow<'a, str>,
    /// The ids of its claims.
    pub claims: Vec<Cow<'a, str>>,
    /// A few words for a table row ("43 referrals").
    pub summary: Cow<'a, str>,
    /// Whether the sources agree.
    #[schemars(schema_with = "names::fact_status")]
    pub status: Cow<'a, str>,
    /// Who stands behind it.
    pub support: Support,
}

/// Who stands behind a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Support {
    /// Sources that hold the claim.
    pub sources: usize,
    /// Of these, independent ones: a release and its reprints count once.
    pub independent: usize,
}

/// One difference between two sources, or inside one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding<'a> {
    /// Stable: the same inputs give the same id, whatever else is in the report.
    pub id: Cow<'a, str>,
    /// What sort of difference.
    #[schemars(schema_with = "names::finding_kind")]
    pub kind: Cow<'a, str>,
    /// How much it matters.
    #[schemars(schema_with = "names::severity")]
    pub severity: Cow<'a, str>,
    /// How sure the program is, 0 to 1.
    #[serde(serialize_with = "number::ratio")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub confidence: f64,
    /// One sentence with both wordings.
    pub message: Cow<'a, str>,
    /// The id of the fact it belongs to.
    pub fact: Option<Cow<'a, str>>,
    /// Which way it goes, seen from the base.
    #[schemars(schema_with = "names::direction")]
    pub direction: Option<Cow<'a, str>>,
    /// The wording it is held against; null for an addition.
    pub base: Option<Place<'a>>,
    /// The wording that differs; for an omission the source alone.
    pub other: Place<'a>,
    /// The changed words inside `base`, where the change is narrower than it.
    pub base_focus: Option<Words<'a>>,
    /// The changed words inside `other`.
    pub other_focus: Option<Words<'a>>,
    /// The id of the source in which the change entered.
    pub introduced_by: Option<Cow<'a, str>>,
    /// The ids of the sources that have the same change from that one.
    #[serde(default)]
    pub inherited_by: Vec<Cow<'a, str>>,
    /// The id of the finding that this one repeats.
    pub repeat_of: Option<Cow<'a, str>>,
    /// For one of several sentences left out in a row: the id of the finding that tells of the whole passage.
    #[serde(default)]
    pub part_of: Option<Cow<'a, str>>,
}

/// A place in one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place<'a> {
    /// The id of the source.
    pub source: Cow<'a, str>,
    /// Where it stands; absent where the whole source is meant.
    #[serde(flatten)]
    pub words: Option<Words<'a>>,
    /// Line in the original file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Column in the original file, in characters, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
}

/// Words of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Words<'a> {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The words themselves.
    pub text: Cow<'a, str>,
}

/// A stretch of a source's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Range {
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// Counts of the findings listed and of all facts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Summary<'a> {
    /// Findings by severity, without those told under another.
    pub by_severity: BySeverity,
    /// Findings by kind, without those told under another; kinds that were not found are left out.
    pub by_kind: BTreeMap<Cow<'a, str>, usize>,
    /// Findings told under another: repeats of a change, and all but the first sentence of a passage left out.
    pub repeats: usize,
    /// Facts on which at least two sources agree.
    pub agreed: usize,
    /// Facts on which sources contradict one another.
    pub disputed: usize,
    /// Facts that one source alone holds.
    pub single_source: usize,
}

/// Counts by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BySeverity {
    /// Cannot both be true, or could harm or libel someone.
    pub error: usize,
    /// The meaning changes.
    pub warning: usize,
    /// Framing or loss that an editor may accept.
    pub note: usize,
}
