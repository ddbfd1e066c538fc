//! Copies that differ from their text in several ways at once, for load rather than for scores.

use super::operators::OPERATORS;
use super::text::Text;

/// Makes up to `edits` edits, one after another; `below` chooses operators and places, by numbers under the one it is
/// given. An operator that finds no place makes none.
pub(crate) fn spoiled(text: &str, edits: usize, mut below: impl FnMut(usize) -> usize) -> String {
    let mut copy = text.to_owned();
    for _ in 0..edits {
        let operator = &OPERATORS[below(OPERATORS.len())];
        let sites = (operator.sites)(&Text::new(&copy));
        if !sites.is_empty() {
            copy = sites[below(sites.len())].apply(&copy);
        }
    }
    copy
}
