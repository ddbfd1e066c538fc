//! Texts sorted into stories, as JSON: what `stories` prints.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Name and version of this form.
pub const STORIES_SCHEMA: &str = "corroborate-stories/1";

/// Texts sorted into stories by corroborate: which of them tell of the same event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "corroborate stories")]
pub struct Stories<'a> {
    /// Name and version of this form: `corroborate-stories/1`.
    pub schema: Cow<'a, str>,
    /// The stories; the first one holds the first source that could be read. In JSON Lines each stands on a line of its own.
    pub stories: Vec<SortedStory<'a>>,
}

/// One story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SortedStory<'a> {
    /// Its number, from 0.
    pub story: usize,
    /// The id of the source that the others most likely come from.
    pub base: Option<Cow<'a, str>>,
    /// Why that source; absent for a source alone.
    pub base_because: Option<Cow<'a, str>>,
    /// What sets this story apart from the one likest to it; absent for the first.
    pub apart_because: Option<Cow<'a, str>>,
    /// Its sources, in the order they were handed in.
    pub sources: Vec<SortedSource<'a>>,
}

/// One source of a story.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SortedSource<'a> {
    /// Its id.
    pub id: Cow<'a, str>,
    /// Where it was read from, as given.
    pub path: Option<Cow<'a, str>>,
    /// Its title.
    pub title: Option<Cow<'a, str>>,
    /// Who published it.
    pub publisher: Option<Cow<'a, str>>,
    /// Its day of publication, YYYY-MM-DD.
    pub published: Option<Cow<'a, str>>,
}
