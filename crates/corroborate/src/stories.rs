//! Sorting texts into stories without comparing them.

use corroborate_extract::OwnWords;
use corroborate_model::{BaseChoice, Document, Notice, Source, Story};
use corroborate_reconcile::{Profile, Profiler, Synonyms};
use rayon::prelude::*;

use crate::check::checked_ids;
use crate::config::Config;
use crate::error::Error;

/// Texts sorted into stories.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Stories {
    /// The sources in the order they were handed in: id, path, title and so on; their texts are let go of.
    pub sources: Vec<Document>,
    /// The stories, each with its base; the first story holds the first source that could be read.
    pub stories: Vec<Story>,
}

/// Sorts sources into stories: those that tell of one event. Nothing else is compared; [`check`](crate::check) does
/// that.
///
/// The texts are read one by one, in parallel, and only what they are about is kept, so many thousands can be sorted. A
/// source that cannot be read is in no story and has the reason as its notice. `progress` is told of every source
/// read, from any thread. The result does not depend on the number of threads.
///
/// # Errors
/// As for [`check`](crate::check), other than about bases: the base of each story is inferred from who copied whom.
pub fn stories(sources: &[Source], config: &Config, progress: &(dyn Fn() + Sync)) -> Result<Stories, Error> {
    let ids = checked_ids(sources, config)?;
    let (own, synonyms) = (OwnWords::new(&config.words), Synonyms::new(&config.words.synonyms));
    let read: Vec<(Document, Result<Profile, Error>)> = sources
        .par_iter()
        .zip(&ids)
        .map_init(
            || Profiler::new(&synonyms),
            |profiler, (source, id)| {
                let read = profile(source, id, config, &own, profiler);
                progress();
                read
            },
        )
        .collect();
    let mut found = Stories::default();
    let (mut profiles, mut places, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
    for (place, (document, profile)) in read.into_iter().enumerate() {
        found.sources.push(document);
        match profile {
            Ok(profile) => {
                profiles.push(profile);
                places.push(place);
            }
            Err(reason) => reasons.push((place, reason)),
        }
    }
    if profiles.is_empty() {
        return Err(Error::NothingRead { reasons: reasons.into_iter().map(|(_, reason)| reason).collect() });
    }
    for (place, reason) in reasons {
        if let Some(document) = found.sources.get_mut(place) {
            document.notices.push(Notice::new(reason.to_string()));
        }
    }
    let place = |index: usize| places.get(index).copied().unwrap_or(index);
    found.stories = corroborate_reconcile::stories(&profiles, 0)
        .into_iter()
        .map(|group| Story {
            sources: group.sources.iter().map(|&index| place(index)).collect(),
            base: Some(place(group.base)),
            base_chosen: BaseChoice::Inferred,
            base_because: group.base_because,
            apart_because: group.apart_because,
        })
        .collect();
    Ok(found)
}

/// What a source is about, and the source without its text.
fn profile(
    source: &Source,
    id: &str,
    config: &Config,
    own: &OwnWords,
    profiler: &mut Profiler,
) -> (Document, Result<Profile, Error>) {
    match crate::check::analysis(source, id, config, own) {
        Ok(analysis) => {
            let profile = profiler.profile(&analysis);
            let document = analysis.document;
            (
                Document { id: document.id, path: document.path, meta: document.meta, ..Document::default() },
                Ok(profile),
            )
        }
        Err(reason) => {
            let document = Document { id: id.to_owned(), path: source.path.clone(), ..Document::default() };
            (document, Err(reason))
        }
    }
}
