//! Sources that could not be read, in a report of those that could.

use corroborate_model::{
    BaseChoice, Document, Finding, Meta, Notice, Place, Report, Role, Source, SourceReport, Story,
};

use crate::error::Error;

/// A source that could not be read.
pub(crate) struct Unread {
    /// Its place among all sources.
    pub(crate) index: usize,
    /// Stands for it: its fields and the reason, no text.
    pub(crate) document: Document,
}

impl Unread {
    pub(crate) fn new(index: usize, id: String, source: &Source, reason: &Error) -> Unread {
        let meta = Meta {
            title: source.title.clone(),
            publisher: source.publisher.clone(),
            published: source.published,
            published_at: None,
            url: source.url.clone(),
        };
        let notices = vec![Notice::new(format!("Not compared: {reason}"))];
        Unread {
            index,
            document: Document { id, path: source.path.clone(), meta, notices, ..Document::default() },
        }
    }
}

/// Puts the unread sources at their places among the others, each in a story of its own at the end.
///
/// `unread` is in ascending order of `index`.
pub(crate) fn put_back(mut report: Report, unread: Vec<Unread>) -> Report {
    if unread.is_empty() {
        return report;
    }
    let places = places_of_others(report.sources.len(), &unread);
    renumber(&mut report, |old| places.get(old).copied().unwrap_or(old));
    for Unread { index, document } in unread {
        let apart_because = document.notices.first().map(|notice| notice.message.clone());
        let source = SourceReport {
            document,
            role: Role::Unrelated,
            story: report.stories.len(),
            ..SourceReport::default()
        };
        report.sources.insert(index.min(report.sources.len()), source);
        report.stories.push(Story {
            sources: vec![index],
            base_chosen: BaseChoice::None,
            apart_because,
            ..Story::default()
        });
    }
    report
}

/// Where each of the `count` other sources stands once the unread ones are among them.
fn places_of_others(count: usize, unread: &[Unread]) -> Vec<usize> {
    let all = count + unread.len();
    (0..all).filter(|place| unread.binary_search_by_key(place, |source| source.index).is_err()).collect()
}

/// Gives every source a new number.
fn renumber(report: &mut Report, new: impl Fn(usize) -> usize) {
    let change = |number: &mut usize| *number = new(*number);
    report.sources.iter_mut().filter_map(|source| source.derived_from.as_mut()).for_each(change);
    report.claims.iter_mut().for_each(|claim| change(&mut claim.source));
    for story in &mut report.stories {
        story.sources.iter_mut().chain(&mut story.base).for_each(change);
    }
    for Finding { base, other, introduced_by, inherited_by, .. } in &mut report.findings {
        base.iter_mut()
            .chain([other])
            .map(|Place { source, .. }| source)
            .chain(introduced_by)
            .chain(inherited_by)
            .for_each(change);
    }
}
