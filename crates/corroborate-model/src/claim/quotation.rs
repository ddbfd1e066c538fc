//! Somebody's words.

use crate::Span;

/// Words that a source gives as somebody's own.
///
/// One quotation is one utterance: what stands under one attribution, paragraphs that reopen without closing
/// joined. Its segments are the quoted words alone, without marks and without the source's own words between.
/// Who said it stands in [`Claim::attribution`](crate::Claim::attribution).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Whether the words are given as the speaker's own.
    pub direct: bool,
    /// The quoted words, marks left out, in order; at least one.
    pub segments: Vec<Span>,
    /// How the text shows it.
    pub form: QuotationForm,
    /// Whether it is only a few words inside a sentence of the source ("exceptional").
    pub fragment: bool,
}

/// How a text shows that words are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuotationForm {
    /// Between quotation marks.
    Marked,
    /// A block of its own, without marks.
    Block,
    /// In indirect speech ("she said that …").
    Indirect,
}

impl QuotationForm {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            QuotationForm::Marked => "marked",
            QuotationForm::Block => "block",
            QuotationForm::Indirect => "indirect",
        }
    }
}
