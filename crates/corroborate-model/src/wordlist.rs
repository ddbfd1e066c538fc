//! Words of a newsroom's own.

use crate::{Abbreviation, HedgeClass};

/// Words that are read beside those of the built-in lexicons, in every text of a check.
///
/// Words are compared without regard to capitals and typography; short forms as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wordlist {
    /// Groups of single words that mean the same wherever they stand. A word brings its inflections and the built-in
    /// group it belongs to. Inside quotations words are compared as they are.
    pub synonyms: Vec<Vec<String>>,
    /// Short forms, each of one word without a full stop, that need not be explained in a text.
    pub abbreviations: Vec<Abbreviation>,
    /// Words and phrases that weaken a clause, with what they do to it.
    pub hedges: Vec<(HedgeClass, String)>,
}
