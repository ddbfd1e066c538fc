//! Finds claims in one document: quantities, quotations, statements, dates, contacts, persons.
//!
//! Knows one [`Document`] and the lexicons, and nothing of other documents or of severities. It is total: odd text
//! gives fewer claims, never an error or a panic. Spans are bytes of the document's text.

mod abbreviation;
mod attribution;
mod causal;
mod claimed;
mod clause;
mod contact;
mod date;
mod hedge;
mod legal;
mod lexicon;
mod name;
mod noun;
mod number;
mod number_power;
mod number_words;
mod own;
mod person;
mod phrases;
mod polarity;
mod quantity;
mod quotation;
mod reading;
mod scan;
mod sentences;
mod statement;
#[cfg(test)]
mod testing;
mod time_frame;
mod tokens;
mod unit;
mod vocabulary;
mod words;

pub use own::OwnWords;
pub use reading::Reading;

use corroborate_model::{Abbreviation, Analysis, Claim, Document, Name, TimeFrame};

use attribution::Frames;
use name::Names;
use quotation::Quoted;
use scan::Scan;
use statement::Sources;
use words::Words;

/// Reads everything out of one document.
pub fn extract(document: Document) -> Analysis {
    extract_with(document, &OwnWords::default())
}

/// Reads everything out of one document, with words beside those of the lexicons.
pub fn extract_with(document: Document, own: &OwnWords) -> Analysis {
    let tokens = tokens::tokenize(&document);
    let sentences = sentences::split(&document, &tokens);
    let words = Words::new(&document, &tokens);
    let reading = Reading { document: &document, tokens: &tokens, sentences: &sentences, words: &words };
    let mut claimed = claimed::Claimed::new(tokens.len());
    let mut claims = Vec::with_capacity(tokens.len() / 6 + 8);
    claims.extend(contact::find(&reading, &mut claimed));
    let dates = date::read(&reading, &claimed);
    let periods = time_frame::find_all(&reading, &dates);
    claims.extend(date::find(&reading, &mut claimed, &dates));
    claims.extend(quantity::find(&reading, &mut claimed, &periods));
    let (abbreviations, names) = read_speech(reading, own, &periods, &mut claims);
    // A claim is large: sorting keys and moving each claim once is cheaper than sorting claims.
    claims.sort_by_cached_key(|claim| (claim.span, claim.kind()));
    Analysis { document, tokens, sentences, claims, abbreviations, names }
}

/// Adds persons, quotations and statements to the claims, and sets on all of them who says so and how surely.
fn read_speech(
    reading: Reading<'_>,
    own: &OwnWords,
    periods: &[(usize, TimeFrame)],
    claims: &mut Vec<Claim>,
) -> (Vec<Abbreviation>, Vec<Name>) {
    let scan = Scan::new(reading, own);
    let names = Names::find(&scan);
    let persons = person::appearances(&scan, &names);
    let mut quoted = Quoted::find(&scan, &persons);
    let mut frames = Frames::find(&scan, &names, &persons, &quoted);
    let utterances = quotation::find(&scan, &names, &mut quoted, &mut frames);
    let sources = Sources {
        scan: &scan,
        names: &names,
        quoted: &quoted,
        frames: &frames,
        utterances: &utterances,
        segments: statement::segments(&utterances),
        periods,
    };
    let statements = sources.statements();
    sources.hand_down(&statements, claims);
    claims.extend(person::claims(&scan, &names, &persons));
    claims.extend(statements);
    let abbreviations = abbreviation::learn(&scan, &names, own);
    let listed = names.listed(&scan);
    claims.extend(utterances.into_iter().map(|utterance| utterance.claim(&scan)));
    (abbreviations, listed)
}
