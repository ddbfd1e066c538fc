//! Which words differ between two passages.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Where a smaller share of the longer passage's words is kept, it is told anew.
const KEPT: f64 = 0.5;

/// The words that differ, counted from the start of their passage.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Words of the left passage that the right one has not.
    pub(super) left: Vec<usize>,
    /// Words of the right passage that the left one has not.
    pub(super) right: Vec<usize>,
    /// What became of the passage as a whole.
    pub(super) change: Change,
}

/// What became of a passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing.
    #[default]
    None,
    /// Words were changed.
    Words,
    /// It is told in other words.
    Retold,
}

/// Compares two passages.
pub(super) fn changes(left: &[u32], right: &[u32]) -> Changes {
    if left == right {
        return Changes::default();
    }
    let mut changes = Changes::default();
    let mut kept = 0;
    for op in capture_diff_slices(Algorithm::Myers, left, right) {
        match op {
            DiffOp::Equal { len, .. } => kept += len,
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                changes.left.extend(op.old_range());
                changes.right.extend(op.new_range());
            }
        }
    }
    let retold = (kept as f64) < KEPT * left.len().max(right.len()) as f64;
    changes.change = if retold { Change::Retold } else { Change::Words };
    changes
}
