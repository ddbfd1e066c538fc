//! Which findings are shown: decided once, for every format.

use std::collections::{BTreeMap, BTreeSet};

use corroborate_model::{Finding, Report};

use crate::Options;

/// The findings that the options select, in report order.
pub(crate) fn findings<'a>(report: &'a Report, options: &Options<'_>) -> Vec<&'a Finding> {
    let kind_selected = |finding: &Finding| options.kinds.is_empty() || options.kinds.contains(&finding.kind);
    report
        .findings
        .iter()
        .filter(|finding| finding.severity >= options.min_severity && kind_selected(finding))
        .collect()
}

/// A finding with those that are told under it.
pub(crate) struct Group<'a> {
    /// The finding that is shown.
    pub(crate) head: &'a Finding,
    /// The same change elsewhere, or the other sentences of a passage, in report order.
    pub(crate) repeats: Vec<&'a Finding>,
}

/// The selected findings, repeats folded under what they repeat, worst first, else in report order.
///
/// A repeat whose finding is not selected (or is itself a repeat) stands alone.
pub(crate) fn groups<'a>(report: &'a Report, options: &Options<'_>) -> Vec<Group<'a>> {
    let selected = findings(report, options);
    let heads: BTreeSet<&str> =
        selected.iter().filter(|it| it.told_under().is_none()).map(|it| it.id.as_str()).collect();
    let mut repeats: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    let mut groups = Vec::new();
    for finding in selected {
        match finding.told_under().filter(|head| heads.contains(head)) {
            Some(head) => repeats.entry(head).or_default().push(finding),
            None => groups.push(Group { head: finding, repeats: Vec::new() }),
        }
    }
    for group in groups.iter_mut().filter(|group| group.head.told_under().is_none()) {
        group.repeats = repeats.remove(group.head.id.as_str()).unwrap_or_default();
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.head.severity));
    groups
}
