//! Rule `order`.

use super::Draft;
use crate::comparison::Comparison;

pub(super) fn find(_comparison: &Comparison<'_>, _drafts: &mut Vec<Draft>) {}
