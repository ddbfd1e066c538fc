//! What was read out of one document.

use crate::{Claim, Document, Sentence, Span, Token};

/// One document with everything that extraction found in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// The document; all spans refer to its text.
    pub document: Document,
    /// Its words and marks, in order.
    pub tokens: Vec<Token>,
    /// Its sentences, in order; they do not cross block bounds.
    pub sentences: Vec<Sentence>,
    /// Its claims by start, then end, then kind; `Claim::source` is left 0 for the caller to set.
    pub claims: Vec<Claim>,
    /// Short forms that the text itself explains.
    pub abbreviations: Vec<Abbreviation>,
    /// Proper names and identifiers, in order.
    pub names: Vec<Name>,
}

/// A short form and what it stands for, learned from the text ("National Crime Agency (NCA)").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Abbreviation {
    /// "NCA".
    pub short: String,
    /// "National Crime Agency".
    pub long: String,
}

/// A proper name or an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where it stands, without article or possessive ending.
    pub span: Span,
    /// What sort of thing bears it.
    pub class: NameClass,
}

/// What sort of thing bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NameClass {
    /// A human being.
    Person,
    /// A town, region, building, river and so on.
    Place,
    /// A company, public body, team or group.
    Organisation,
    /// A road number ("R417", "M6").
    Road,
    /// A model, batch, flight or other code with digits ("LS-170").
    Identifier,
    /// A name whose bearer the text does not tell.
    Other,
}
