//! The types that travel through `corroborate`: sources, documents, claims, facts, findings, reports.
//!
//! Plain data without input or output. Every other crate speaks in these types, and none of them knows
//! how another one came to its result. Deliberately not here: reading bytes (`corroborate-ingest`), finding
//! claims (`corroborate-extract`), comparing them (`corroborate-reconcile`) and any output format
//! (`corroborate-report`).
//!
//! Offsets are bytes of [`Document::text`], UTF-8, half open, and always on character bounds; the
//! [`OffsetMap`] of a document leads from there to the bytes, line and column of the original file.

mod analysis;
mod claim;
mod date;
mod document;
mod fact;
mod finding;
mod report;
mod source;
mod span;
mod token;
mod wordlist;

pub use analysis::{Abbreviation, Analysis, Name, NameClass};
pub use claim::{
    Attribution, Bound, Causal, CausalStrength, Change, Claim, ClaimKind, Contact, ContactForm, DateClaim,
    Hedge, HedgeClass, LegalStatus, Payload, Person, Polarity, Quantity, Quotation, QuotationForm, Statement,
    TimeBasis, TimeFrame, Unit,
};
pub use date::{Date, DateError};
pub use document::{Block, BlockKind, Document, Meta, Notice, OffsetMap, Position};
pub use fact::{Fact, FactStatus, Support};
pub use finding::{Direction, Finding, FindingKind, Place, Severity, UnknownName};
pub use report::{BaseChoice, Report, Role, Shares, SourceReport, Story, Summary};
pub use source::{Format, Source};
pub use span::Span;
pub use token::{Sentence, Token, TokenKind};
pub use wordlist::Wordlist;
