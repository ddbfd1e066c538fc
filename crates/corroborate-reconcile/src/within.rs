//! Which sentences of one text are held against each other: what is told twice, in headline or caption and in the body.

use corroborate_model::BlockKind;

use crate::witness::Witness;

/// Whether a sentence pair of one text is compared: the body is the base, headline, captions and list items are checked.
pub(crate) fn compares(witness: &Witness<'_>, base: usize, other: usize) -> bool {
    let short = |kind| matches!(kind, BlockKind::Headline | BlockKind::Subheading | BlockKind::Caption);
    base != other
        && short(witness.kind_of(other))
        && matches!(witness.kind_of(base), BlockKind::Body | BlockKind::ListItem)
}
