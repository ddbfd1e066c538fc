//! Reading, extracting and comparing in one call.

use std::collections::HashMap;

use corroborate_ingest::IngestError;
use corroborate_model::{Analysis, Notice, Report, Source};
use corroborate_reconcile::{BaseRule, Options, reconcile};
use rayon::prelude::*;

use crate::config::{Base, Config};
use crate::error::Error;
use crate::unread::{Unread, put_back};

/// Compares the sources of one or more stories.
///
/// Sources without an id get one. A source that cannot be read stays in the report, without text, with the reason as
/// its notice, in a story of its own. Sources that tell of other events than the first are set apart; each story
/// gets its own base.
///
/// Sources are read in parallel; the result does not depend on the number of threads.
///
/// # Errors
/// - [`Error::NoSources`], [`Error::NothingRead`]: there is nothing to compare.
/// - [`Error::DuplicateId`]: two sources were given one id.
/// - [`Error::UnknownBase`], [`Error::UnreadBase`]: the base named in `config` is not there or not readable.
pub fn check(sources: &[Source], config: &Config) -> Result<Report, Error> {
    if sources.is_empty() {
        return Err(Error::NoSources);
    }
    let ids = ids(sources)?;
    let named = named_base(config, &ids)?;
    let results: Vec<Result<Analysis, IngestError>> =
        sources.par_iter().zip(&ids).map(|(source, id)| analysis(source, id, config)).collect();

    let mut analyses = Vec::with_capacity(sources.len());
    let mut unread = Vec::new();
    let mut reasons = Vec::new();
    let mut base = base_rule(&config.base);
    for (index, (result, id)) in results.into_iter().zip(ids).enumerate() {
        match result {
            Ok(analysis) => {
                if named == Some(index) {
                    base = BaseRule::Named(analyses.len());
                }
                analyses.push(analysis);
            }
            Err(reason) if named == Some(index) => return Err(Error::UnreadBase { id, reason }),
            Err(reason) => {
                if let Some(source) = sources.get(index) {
                    unread.push(Unread::new(index, id, source, &reason));
                }
                reasons.push(reason);
            }
        }
    }
    if analyses.is_empty() {
        return Err(Error::NothingRead { reasons });
    }
    remark(&mut analyses);
    let options = Options { base, kinds: config.kinds.clone(), min_confidence: config.min_confidence };
    Ok(put_back(reconcile(analyses, &options), unread))
}

/// Reads the claims of one source.
///
/// # Errors
/// [`Error::Read`] when its bytes are no text, or too many.
pub fn extract(source: &Source, config: &Config) -> Result<Analysis, Error> {
    let ids = ids(std::slice::from_ref(source))?;
    Ok(analysis(source, ids.first().map_or("", String::as_str), config)?)
}

fn analysis(source: &Source, id: &str, config: &Config) -> Result<Analysis, IngestError> {
    let mut document = corroborate_ingest::read(source, &config.limits)?;
    document.id.clear();
    document.id.push_str(id);
    Ok(corroborate_extract::extract(document))
}

/// The ids of all sources: as given, else made from the path.
fn ids(sources: &[Source]) -> Result<Vec<String>, Error> {
    let mut names: Vec<Source> = sources
        .iter()
        .map(|source| Source { id: source.id.clone(), path: source.path.clone(), ..Source::default() })
        .collect();
    let mut seen: HashMap<&str, &Source> = HashMap::new();
    for source in sources.iter().filter(|source| !source.id.is_empty()) {
        if let Some(first) = seen.insert(&source.id, source) {
            let (first, second) = (first.name().to_owned(), source.name().to_owned());
            return Err(Error::DuplicateId { id: source.id.clone(), first, second });
        }
    }
    corroborate_ingest::assign_ids(&mut names);
    Ok(names.into_iter().map(|source| source.id).collect())
}

/// The place of the base that `config` names.
fn named_base(config: &Config, ids: &[String]) -> Result<Option<usize>, Error> {
    let Base::Named(base) = &config.base else { return Ok(None) };
    match ids.iter().position(|id| id == base) {
        Some(place) => Ok(Some(place)),
        None => Err(Error::UnknownBase { id: base.clone(), known: ids.to_vec() }),
    }
}

fn base_rule(base: &Base) -> BaseRule {
    match base {
        Base::First | Base::Named(_) => BaseRule::First,
        Base::Auto => BaseRule::Auto,
        Base::None => BaseRule::None,
    }
}

/// Says why a comparison has to come out empty: one source alone, or the same text twice.
fn remark(analyses: &mut [Analysis]) {
    if let [only] = analyses {
        let message = "The only source: there is nothing to compare it with. Contradictions inside it are reported.";
        only.document.notices.push(Notice::new(message));
        return;
    }
    let mut first_with: HashMap<&str, &str> = HashMap::new();
    let twins: Vec<Option<String>> = analyses
        .iter()
        .map(|Analysis { document, .. }| match first_with.get(document.text.as_str()) {
            Some(first) => Some((*first).to_owned()),
            None => {
                first_with.insert(&document.text, &document.id);
                None
            }
        })
        .collect();
    for (analysis, twin) in analyses.iter_mut().zip(twins) {
        if let Some(twin) = twin {
            analysis.document.notices.push(Notice::new(format!("Its text is the same as that of {twin}.")));
        }
    }
}
