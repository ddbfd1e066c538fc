//! Which tokens a claim has already been read from.

use std::ops::Range;

/// The record of taken tokens: what is a telephone number is not read as a quantity once more.
#[derive(Debug)]
pub(crate) struct Claimed {
    taken: Vec<bool>,
}

impl Claimed {
    /// Nothing taken yet of `tokens` tokens.
    pub(crate) fn new(tokens: usize) -> Claimed {
        Claimed { taken: vec![false; tokens] }
    }

    /// Whether the token at `index` is taken.
    pub(crate) fn holds(&self, index: usize) -> bool {
        self.taken.get(index).copied().unwrap_or(false)
    }

    /// Whether none of these tokens is taken.
    pub(crate) fn is_free(&self, mut tokens: Range<usize>) -> bool {
        !tokens.any(|index| self.holds(index))
    }

    /// Takes these tokens.
    pub(crate) fn take(&mut self, tokens: Range<usize>) {
        let end = tokens.end.min(self.taken.len());
        if let Some(taken) = self.taken.get_mut(tokens.start..end) {
            taken.fill(true);
        }
    }
}
