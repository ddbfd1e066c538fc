//! Which words differ between two passages.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Where fewer of the words than this are kept, the passage is told anew, and no single word is marked.
const KEPT: f64 = 0.3;

/// The words that differ, counted from the start of their passage.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Words of the left passage that the right one has not.
    pub(super) left: Vec<usize>,
    /// Words of the right passage that the left one has not.
    pub(super) right: Vec<usize>,
    /// Whether anything differs, marked or not.
    pub(super) any: bool,
}

/// Compares two passages.
pub(super) fn changes(left: &[u32], right: &[u32]) -> Changes {
    if left == right {
        return Changes::default();
    }
    let mut changes = Changes { any: true, ..Changes::default() };
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
    if (kept as f64) < KEPT * left.len().min(right.len()) as f64 {
        changes.left.clear();
        changes.right.clear();
    }
    changes
}
