//! The mutation benchmark: single edits with a known place and a known kind, made to any text.
//!
//! An operator changes one thing that a finding should tell of: a digit, a month, a hedge, a word inside a quotation. The text
//! before is the base, the text after the copy. Where the change is made is chosen from the text alone, by scanners of this
//! module that know nothing of what extraction finds; of many places, some are taken at even distances. Then
//! - *found* is a change where a finding of the operator's severity at least touches the edited sentence, on either side;
//! - *rightly named* is one where such a finding is of a kind that the table of operators names; inside quotation marks,
//!   `quote_altered` and `quote_truncated` are right for every operator;
//! - *elsewhere* counts findings that touch no edited sentence.
//!
//! A harmless rewrite changes how a text looks, and should be met by silence: no finding of any severity. What a text
//! says against itself (a headline against its body) is told before the edit too, and is left out.
//!
//! Deliberately not scored: several edits at once, which [`spoil`] makes for load, and edits whose meaning has to be understood. The module of each operator
//! says which places it leaves alone, and why.

mod bench;
mod calendar;
mod figures;
mod harmless;
mod operators;
mod passages;
mod quotes;
mod results;
mod site;
mod spoil;
mod stance;
mod text;

pub use bench::{MutationOptions, mutate_folders, mutate_texts};
pub(crate) use spoil::spoiled;

pub use results::{MutationFailure, MutationScores, OperatorScores};
