//! Claims: what a source says, in typed pieces.

mod attribution;
mod contact;
mod date;
mod hedge;
mod person;
mod quantity;
mod quotation;
mod statement;
mod time_frame;

use std::fmt;

pub use attribution::Attribution;
pub use contact::{Contact, ContactForm};
pub use date::DateClaim;
pub use hedge::{Hedge, HedgeClass, LegalStatus, Polarity};
pub use person::Person;
pub use quantity::{Bound, Change, Quantity, Unit};
pub use quotation::{Quotation, QuotationForm};
pub use statement::{Causal, CausalStrength, Statement};
pub use time_frame::{TimeBasis, TimeFrame};

use crate::Span;

/// One thing that one source says, with the words it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The source's place in [`Report::sources`](crate::Report::sources).
    pub source: usize,
    /// The words it was read from, as narrow as the thing itself.
    pub span: Span,
    /// The sentence it starts in: an index into [`Analysis::sentences`](crate::Analysis::sentences).
    pub sentence: usize,
    /// Who says so, where it is not the source's own voice.
    pub attribution: Option<Attribution>,
    /// Hedges and allegation markers whose scope it lies in, in text order.
    pub hedges: Vec<Hedge>,
    /// Whether it is affirmed or denied.
    pub polarity: Polarity,
    /// The step of a criminal case that it puts somebody on.
    pub legal_status: Option<LegalStatus>,
    /// The period it speaks of.
    pub time_frame: Option<TimeFrame>,
    /// Whether part of it was resolved from elsewhere in the text (a pronoun, an inherited noun or subject).
    pub resolved: bool,
    /// What it is.
    pub payload: Payload,
}

impl Claim {
    /// A bare claim: affirmed, in the source's own voice, without hedge or period.
    pub fn new(span: Span, sentence: usize, payload: Payload) -> Claim {
        Claim {
            source: 0,
            span,
            sentence,
            attribution: None,
            hedges: Vec::new(),
            polarity: Polarity::Affirmed,
            legal_status: None,
            time_frame: None,
            resolved: false,
            payload,
        }
    }

    /// Its kind.
    pub fn kind(&self) -> ClaimKind {
        match self.payload {
            Payload::Quantity(_) => ClaimKind::Quantity,
            Payload::Quotation(_) => ClaimKind::Quotation,
            Payload::Statement(_) => ClaimKind::Statement,
            Payload::Date(_) => ClaimKind::Date,
            Payload::Contact(_) => ClaimKind::Contact,
            Payload::Person(_) => ClaimKind::Person,
        }
    }
}

/// What a claim holds, by kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// A number of something.
    Quantity(Quantity),
    /// Somebody's words.
    Quotation(Quotation),
    /// What a sentence or clause says.
    Statement(Statement),
    /// A day, a month, a year, an hour.
    Date(DateClaim),
    /// A way to reach somebody.
    Contact(Contact),
    /// Somebody, with role and age.
    Person(Person),
}

/// The kinds of claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimKind {
    /// See [`Quantity`].
    Quantity,
    /// See [`Quotation`].
    Quotation,
    /// See [`Statement`].
    Statement,
    /// See [`DateClaim`].
    Date,
    /// See [`Contact`].
    Contact,
    /// See [`Person`].
    Person,
}

impl ClaimKind {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            ClaimKind::Quantity => "quantity",
            ClaimKind::Quotation => "quotation",
            ClaimKind::Statement => "statement",
            ClaimKind::Date => "date",
            ClaimKind::Contact => "contact",
            ClaimKind::Person => "person",
        }
    }
}

impl fmt::Display for ClaimKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
