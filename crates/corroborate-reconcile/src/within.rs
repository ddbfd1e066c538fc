//! Which sentences of one text are held against each other: what is told twice, in headline or caption and in the body.

use corroborate_model::BlockKind;

use crate::witness::Witness;

/// Whether a sentence is held against the body: headline, subheadings and captions.
pub(crate) fn is_checked(witness: &Witness<'_>, sentence: usize) -> bool {
    matches!(witness.kind_of(sentence), BlockKind::Headline | BlockKind::Subheading | BlockKind::Caption)
}

/// Whether a sentence pair of one text is compared: the body is the base.
pub(crate) fn compares(witness: &Witness<'_>, base: usize, other: usize) -> bool {
    let body = matches!(witness.kind_of(base), BlockKind::Body | BlockKind::ListItem);
    base != other && body && is_checked(witness, other)
}
