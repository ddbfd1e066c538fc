//! Who says it.

use crate::Span;

/// Who a claim is ascribed to, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attribution {
    /// The speaker's fullest name in this text, or the group's name; absent where only a role is known.
    pub speaker: Option<String>,
    /// Role or rank with the name ("Detective Inspector", "managing director of …").
    pub role: Option<String>,
    /// The word that ascribes it ("said", "according to", "believes").
    pub cue: Option<String>,
    /// Whether the words are given as the speaker's own.
    pub direct: bool,
    /// Where the speaker is named for this claim (a pronoun or role too); absent where only carried on.
    pub span: Option<Span>,
    /// Whether the speaker was resolved from a pronoun, a role or an earlier sentence.
    pub resolved: bool,
}
