//! Which differences between two copies are told: only what neither got from the base.

use corroborate_model::FindingKind;

use crate::comparison::Comparison;
use crate::findings::Draft;

/// Whether a draft between two copies is worth telling by itself.
pub(crate) fn counts(_comparison: &Comparison<'_>, draft: &Draft) -> bool {
    matches!(
        draft.kind,
        FindingKind::ValueConflict | FindingKind::Contact | FindingKind::Date | FindingKind::Place | FindingKind::Polarity
    )
}
