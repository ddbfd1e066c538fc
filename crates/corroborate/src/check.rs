//! Reading, extracting and comparing in one call.

use std::collections::HashMap;
use std::time::Instant;

use corroborate_extract::OwnWords;
use corroborate_model::{Analysis, Document, Notice, Report, Source};
use corroborate_reconcile::{BaseRule, Options, reconcile_with_progress};
use rayon::prelude::*;

use crate::config::{Base, Config};
use crate::error::Error;
use crate::ids;
use crate::unread::{Unread, put_back};

/// Compares the sources of one or more stories.
///
/// Sources without an id get one. A source that cannot be read stays in the report, without text, with the reason as
/// its notice, in a story of its own; where it is the first, the base is inferred instead. Sources that tell of other
/// events than the first are set apart; each story gets its own base.
///
/// Sources are read in parallel; the result does not depend on the number of threads.
///
/// # Errors
/// - [`Error::NoSources`], [`Error::NothingRead`]: there is nothing to compare.
/// - [`Error::TooManySources`]: there are more than [`Limits::max_sources`](crate::Limits::max_sources).
/// - [`Error::DuplicateId`]: two sources were given one id.
/// - [`Error::UnknownBase`], [`Error::UnreadBase`]: the base named in `config` is not there or not readable.
pub fn check(sources: &[Source], config: &Config) -> Result<Report, Error> {
    check_with_progress(sources, config, &|| {})
}

/// As [`check`]; `progress` is told twice of every source, from any thread: when it is read, and when it is compared. A
/// source that cannot be read is told of once.
///
/// # Errors
/// As for [`check`].
pub fn check_with_progress(
    sources: &[Source],
    config: &Config,
    progress: &(dyn Fn() + Sync),
) -> Result<Report, Error> {
    let deadline = config.time_limit.and_then(|limit| Instant::now().checked_add(limit));
    let ids = checked_ids(sources, config)?;
    let named = named_base(config, &ids)?;
    let own = OwnWords::new(&config.words);
    let read: Vec<Result<Analysis, Error>> = sources
        .par_iter()
        .zip(&ids)
        .map(|(source, id)| in_time(source, id, config, &own, deadline))
        .inspect(|_| progress())
        .collect();

    let unfinished = read.iter().any(|result| matches!(result, Err(Error::TimeUp { .. })));
    let mut base = base_rule(&config.base);
    let mut analyses = Vec::with_capacity(sources.len());
    let mut reasons = Vec::new();
    for (index, result) in read.into_iter().enumerate() {
        match result {
            Ok(analysis) => {
                if named == Some(index) {
                    base = BaseRule::Named(analyses.len());
                }
                analyses.push(analysis);
            }
            Err(reason) => reasons.push((index, reason)),
        }
    }
    if analyses.is_empty() {
        return Err(Error::NothingRead { reasons: reasons.into_iter().map(|(_, reason)| reason).collect() });
    }
    let mut unread = Vec::with_capacity(reasons.len());
    for (index, reason) in reasons {
        let (Some(id), Some(source)) = (ids.get(index), sources.get(index)) else { continue };
        if named == Some(index) {
            return Err(Error::UnreadBase { id: id.clone(), reason: Box::new(reason) });
        }
        // The next source must not pass for the base.
        if index == 0 && base == BaseRule::First {
            base = BaseRule::Auto;
        }
        unread.push(Unread::new(index, id.clone(), source, &reason));
    }
    remark(&mut analyses);
    let options = Options {
        base,
        kinds: config.kinds.clone(),
        min_confidence: config.min_confidence,
        severities: config.severities.clone(),
        synonyms: config.words.synonyms.clone(),
        deadline,
    };
    let mut report = put_back(reconcile_with_progress(analyses, &options, progress), unread);
    report.cut_short |= unfinished;
    Ok(report)
}

/// The ids of sources that are neither none nor too many.
pub(crate) fn checked_ids(sources: &[Source], config: &Config) -> Result<Vec<String>, Error> {
    let (count, limit) = (sources.len(), config.limits.max_sources);
    match count {
        0 => Err(Error::NoSources),
        _ if count > limit => Err(Error::TooManySources { count, limit }),
        _ => ids::of(sources),
    }
}

/// Reads a source, unless the time is up.
fn in_time(
    source: &Source,
    id: &str,
    config: &Config,
    own: &OwnWords,
    deadline: Option<Instant>,
) -> Result<Analysis, Error> {
    if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
        return Err(Error::TimeUp { name: source.name().to_owned() });
    }
    analysis(source, id, config, own)
}

/// Reads the claims of one source.
///
/// # Errors
/// [`Error::Read`] when its bytes are no text, or too many; [`Error::Blank`] when there is no visible text in it.
pub fn extract(source: &Source, config: &Config) -> Result<Analysis, Error> {
    let ids = ids::of(std::slice::from_ref(source))?;
    analysis(source, ids.first().map_or("", String::as_str), config, &OwnWords::new(&config.words))
}

/// `own` holds the words of `config`, made ready once for all sources.
pub(crate) fn analysis(
    source: &Source,
    id: &str,
    config: &Config,
    own: &OwnWords,
) -> Result<Analysis, Error> {
    let document = corroborate_ingest::read(source, &config.limits)?;
    if document.text.trim().is_empty() {
        return Err(Error::Blank { name: source.name().to_owned() });
    }
    Ok(corroborate_extract::extract_with(Document { id: id.to_owned(), ..document }, own))
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
        let message =
            "The only source: there is nothing to compare it with. Contradictions inside it are reported.";
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
