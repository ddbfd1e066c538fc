//! Finds claims in one document: quantities, quotations, statements, dates, contacts, persons.
//!
//! Knows one [`Document`] and the lexicons, and nothing of other documents or of severities. It is total: odd text
//! gives fewer claims, never an error or a panic. Spans are bytes of the document's text.

mod reading;
mod sentences;
mod tokens;

pub use reading::Reading;

use corroborate_model::{Analysis, Document};

/// Reads everything out of one document.
pub fn extract(document: Document) -> Analysis {
    let tokens = tokens::tokenize(&document);
    let sentences = sentences::split(&document, &tokens);
    Analysis { document, tokens, sentences, ..Analysis::default() }
}
