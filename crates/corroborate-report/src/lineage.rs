//! Who copied whom, as a tree.

use corroborate_model::{Report, Role, Shares, SourceReport, Story};

use crate::text::clean;

/// One source in the tree of its story.
pub(crate) struct Branch {
    /// Index into the report's sources.
    pub(crate) source: usize,
    /// For each level above it, the outermost first: whether the branch there is the last of its parent.
    pub(crate) last: Vec<bool>,
}

/// The sources of a story, each after the one it derives from, else in the order of the story.
///
/// A source whose lineage leaves the story or runs in a circle stands as a root.
pub(crate) fn tree(report: &Report, story: &Story) -> Vec<Branch> {
    let parent = |source: usize| {
        let from = report.sources.get(source)?.derived_from?;
        (from != source && story.sources.contains(&from)).then_some(from)
    };
    let mut branches = Vec::new();
    let mut seen = vec![false; report.sources.len()];
    let roots = story.sources.iter().copied().filter(|&source| parent(source).is_none());
    // After the roots come circles: their first source is entered as a root.
    for root in roots.chain(story.sources.iter().copied()) {
        let mut open = vec![Branch { source: root, last: Vec::new() }];
        while let Some(branch) = open.pop() {
            match seen.get_mut(branch.source) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            let children: Vec<usize> =
                story.sources.iter().copied().filter(|&child| parent(child) == Some(branch.source)).collect();
            for (n, &child) in children.iter().enumerate().rev() {
                let last = branch.last.iter().copied().chain([n + 1 == children.len()]).collect();
                open.push(Branch { source: child, last });
            }
            branches.push(branch);
        }
    }
    branches
}

/// What a source is, in a few words: "base", "copy of 000 (97 % of its words)".
pub(crate) fn describe(report: &Report, source: &SourceReport) -> String {
    let share = percent(source.containment);
    match (source.derived_from, source.role) {
        (Some(from), _) => {
            let from = clean(report.source_id(from));
            match source.shares {
                Some(shares) => format!("copy of {from} ({})", parts(shares)),
                None => format!("copy of {from} ({share} of its words)"),
            }
        }
        (None, Role::Independent) if source.containment > 0.0 => {
            format!("independent ({share} of its words shared)")
        }
        (None, role) => role.name().to_owned(),
    }
}

/// "80 % verbatim, 15 % reworded, 5 % new".
pub(crate) fn parts(shares: Shares) -> String {
    let [verbatim, reworded, new] = [shares.verbatim, shares.reworded, shares.new].map(percent);
    format!("{verbatim} verbatim, {reworded} reworded, {new} new")
}

/// "97 %".
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0} %", share.clamp(0.0, 1.0) * 100.0)
}

/// Publisher and day, or the title where neither is known; empty where nothing is.
pub(crate) fn imprint(source: &SourceReport) -> String {
    let meta = &source.document.meta;
    let parts: Vec<String> = [
        meta.publisher.as_deref().map(|publisher| clean(publisher).into_owned()),
        meta.published.map(|day| day.to_string()),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        meta.title.as_deref().map(clean).unwrap_or_default().into_owned()
    } else {
        parts.join(", ")
    }
}
