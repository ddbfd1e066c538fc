//! Persons.

use crate::Span;

/// Somebody named in the text; one claim a mention that says something new (name, role or age).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The fullest form of the name in this text, without rank or title.
    pub name: String,
    /// Role, rank or title at this mention ("Detective Inspector", "chief fire officer of …").
    pub role: Option<String>,
    /// Where that role stands.
    pub role_span: Option<Span>,
    /// Age in years.
    pub age: Option<u16>,
    /// Where that age stands.
    pub age_span: Option<Span>,
}
