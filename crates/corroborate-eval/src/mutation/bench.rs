//! Makes the edits, checks them, and counts.

use std::path::PathBuf;

use corroborate::{
    Config, Date, Finding, Format, Limits, Place, Report, Severity, Source, check, extract, read_folder,
};
use corroborate_model::{BlockKind, FindingKind, Span};
use rayon::prelude::*;

use super::operators::{OPERATORS, Operator, REWRITES, Rewrite};
use super::results::{MutationFailure, MutationScores, OperatorScores};
use super::site::Site;
use super::text::Text;
use crate::EvalError;

/// How much the benchmark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MutationOptions {
    /// Edits of one operator in one text; of more places, as many are taken at even distances.
    pub edits: usize,
}

impl Default for MutationOptions {
    fn default() -> MutationOptions {
        MutationOptions { edits: 16 }
    }
}

/// A text to be edited.
struct Base {
    name: String,
    text: String,
    published: Option<Date>,
}

/// One edit of one text.
struct Case<'a> {
    base: &'a Base,
    /// Row of the table: operators, then rewrites.
    row: usize,
    kind: CaseKind<'a>,
}

enum CaseKind<'a> {
    Edit(&'a Operator, &'a Text<'a>, Site),
    Rewrite(&'a Rewrite, String),
}

/// What a case came to.
struct Outcome {
    row: usize,
    scores: OperatorScores,
    failures: Vec<MutationFailure>,
}

/// Runs the benchmark over every source in these folders, or in the folders inside one where it holds any. Taken is the visible text
/// behind the header, with the day of publication that the header tells.
///
/// # Errors
/// Where a folder cannot be read, or holds no source.
pub fn mutate_folders(folders: &[PathBuf], options: MutationOptions) -> Result<MutationScores, EvalError> {
    let mut bases = Vec::new();
    for folder in folders {
        let before = bases.len();
        collect(folder, &mut bases)?;
        if bases.len() == before {
            return Err(EvalError::NoText { path: folder.clone() });
        }
    }
    run(&bases, options)
}

/// Runs the benchmark over texts in memory, each with its name.
///
/// # Errors
/// Where a text cannot be checked.
pub fn mutate_texts(texts: &[(&str, &str)], options: MutationOptions) -> Result<MutationScores, EvalError> {
    let base =
        |&(name, text): &(&str, &str)| Base { name: name.to_owned(), text: text.to_owned(), published: None };
    run(&texts.iter().map(base).collect::<Vec<_>>(), options)
}

fn collect(folder: &PathBuf, bases: &mut Vec<Base>) -> Result<(), EvalError> {
    let unreadable = |source| EvalError::Check { path: folder.clone(), source };
    let read = |source| EvalError::Read { path: folder.clone(), source };
    let mut inside = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(read)? {
        let path = entry.map_err(read)?.path();
        if path.is_dir() {
            inside.push(path);
        }
    }
    inside.sort();
    if !inside.is_empty() {
        return inside.iter().try_for_each(|path| collect(path, bases));
    }
    let sources = read_folder(folder, &Limits::default()).map_err(unreadable)?.sources;
    for source in sources {
        let name = source.name().to_owned();
        let Ok(analysis) = extract(&source, &Config::default()) else { continue };
        let document = analysis.document;
        let start = document
            .blocks
            .iter()
            .find(|block| block.kind != BlockKind::Metadata)
            .map(|block| block.span.start());
        let text = document.text.get(start.unwrap_or(0)..).unwrap_or("").to_owned();
        if !text.trim().is_empty() {
            bases.push(Base { name, text, published: document.meta.published });
        }
    }
    Ok(())
}

fn run(bases: &[Base], options: MutationOptions) -> Result<MutationScores, EvalError> {
    let texts: Vec<Text<'_>> = bases.iter().map(|base| Text::new(&base.text)).collect();
    let own: Vec<Vec<Told>> = bases.par_iter().map(own_conflicts).collect::<Result<_, _>>()?;
    let cases: Vec<(usize, Case<'_>)> = bases
        .iter()
        .zip(&texts)
        .enumerate()
        .flat_map(|(number, (base, text))| {
            cases(base, text, options).into_iter().map(move |case| (number, case))
        })
        .collect();
    let outcomes: Vec<Outcome> =
        cases.par_iter().map(|(number, case)| judge(case, &own[*number])).collect::<Result<_, _>>()?;
    let names =
        OPERATORS.iter().map(|operator| operator.name).chain(REWRITES.iter().map(|rewrite| rewrite.name));
    let mut result = MutationScores {
        operators: names
            .map(|name| OperatorScores { operator: name.to_owned(), ..OperatorScores::default() })
            .collect(),
        total: OperatorScores { operator: "total".to_owned(), ..OperatorScores::default() },
        failures: Vec::new(),
    };
    for outcome in outcomes {
        result.total.add(&outcome.scores);
        if let Some(row) = result.operators.get_mut(outcome.row) {
            row.add(&outcome.scores);
        }
        result.failures.extend(outcome.failures);
    }
    Ok(result)
}

fn cases<'a>(base: &'a Base, text: &'a Text<'a>, options: MutationOptions) -> Vec<Case<'a>> {
    let edits = OPERATORS.iter().enumerate().flat_map(|(row, operator)| {
        let sites = spread((operator.sites)(text), options.edits);
        sites.into_iter().map(move |site| Case { base, row, kind: CaseKind::Edit(operator, text, site) })
    });
    let rewrites = REWRITES.iter().enumerate().filter_map(|(row, rewrite)| {
        let rewritten = (rewrite.apply)(text)?;
        Some(Case { base, row: OPERATORS.len() + row, kind: CaseKind::Rewrite(rewrite, rewritten) })
    });
    edits.chain(rewrites).collect()
}

/// At most `limit` of these, at even distances.
fn spread(sites: Vec<Site>, limit: usize) -> Vec<Site> {
    let count = sites.len();
    if count <= limit {
        return sites;
    }
    let chosen: Vec<usize> = (0..limit).map(|number| number * count / limit).collect();
    sites
        .into_iter()
        .enumerate()
        .filter(|(at, _)| chosen.binary_search(at).is_ok())
        .map(|(_, site)| site)
        .collect()
}

fn compare(base: &Base, copy: String) -> Result<Report, EvalError> {
    let source = |id: &str, text: String| Source {
        published: base.published,
        format: Some(Format::Text),
        ..Source::new(id, text)
    };
    let sources = [source("before", base.text.clone()), source("after", copy)];
    check(&sources, &Config::default())
        .map_err(|source| EvalError::Check { path: PathBuf::from(&base.name), source })
}

/// A finding inside one text: kind and both wordings.
type Told = (FindingKind, String, String);

/// What a text says against itself.
fn own_conflicts(base: &Base) -> Result<Vec<Told>, EvalError> {
    let report = compare(base, base.text.clone())?;
    Ok(report
        .findings
        .iter()
        .filter(|finding| is_inside(finding))
        .map(|finding| told(&report, finding))
        .collect())
}

fn is_inside(finding: &Finding) -> bool {
    finding.base.is_some_and(|base| base.source == finding.other.source)
}

fn told(report: &Report, finding: &Finding) -> Told {
    let words = |place: Option<Place>| place.map_or("", |place| report.words(place)).to_owned();
    (finding.kind, words(finding.base), words(Some(finding.other)))
}

/// Findings that the edit brought.
fn brought<'r>(report: &'r Report, own: &[Told]) -> Vec<&'r Finding> {
    let news = |finding: &&Finding| {
        !is_inside(finding) || finding.other.source != 0 && !own.contains(&told(report, finding))
    };
    report.findings.iter().filter(news).collect()
}

fn judge(case: &Case<'_>, own: &[Told]) -> Result<Outcome, EvalError> {
    let (scores, failures) = match &case.kind {
        CaseKind::Edit(operator, text, site) => judge_edit(case, operator, text, site, own)?,
        CaseKind::Rewrite(rewrite, rewritten) => {
            let report = compare(case.base, rewritten.clone())?;
            let mut findings = brought(&report, own);
            // A rewrite changes the wording of what the text says against itself anyway.
            findings.retain(|finding| !is_inside(finding) || !own.iter().any(|told| told.0 == finding.kind));
            let mut scores = OperatorScores::default();
            scores.silent.count(findings.is_empty());
            let failure = || failure(case, rewrite.name, "not silent", &report, &findings);
            (scores, if findings.is_empty() { Vec::new() } else { vec![failure()] })
        }
    };
    Ok(Outcome { row: case.row, scores, failures })
}

fn judge_edit(
    case: &Case<'_>,
    operator: &Operator,
    text: &Text<'_>,
    site: &Site,
    own: &[Told],
) -> Result<(OperatorScores, Vec<MutationFailure>), EvalError> {
    let report = compare(case.base, site.apply(text.text))?;
    let before: Vec<Span> = site.edits.iter().map(|(span, _)| text.sentence(*span)).collect();
    let after: Vec<Span> = before.iter().map(|&span| site.moved(span)).collect();
    let touches = |place: Option<Place>| {
        place.is_some_and(|place| {
            let spans = if place.source == 0 { &before } else { &after };
            place.span.is_some_and(|span| spans.iter().any(|edited| edited.overlaps(span)))
        })
    };
    let (here, elsewhere): (Vec<&Finding>, Vec<&Finding>) = brought(&report, own)
        .into_iter()
        .partition(|finding| touches(finding.base) || touches(Some(finding.other)));
    let counted: Vec<&&Finding> =
        here.iter().filter(|finding| finding.severity >= operator.severity).collect();
    let quoted = site.edits.iter().any(|(span, _)| text.may_be_quoted(*span));
    let named = counted.iter().any(|finding| is_right(operator, quoted, finding.kind));
    let mut scores = OperatorScores { elsewhere: elsewhere.len(), ..OperatorScores::default() };
    scores.found.count(!counted.is_empty());
    scores.named.count(named);
    let mut failures = Vec::new();
    if !named {
        let why = if counted.is_empty() { "missed" } else { "misnamed" };
        failures.push((why, &here));
    }
    if !elsewhere.is_empty() {
        failures.push(("elsewhere", &elsewhere));
    }
    let edited = site.apply(text.text);
    let words = |text: &str, spans: &[Span]| {
        let words: Vec<&str> = spans.iter().map(|span| text.get(span.range()).unwrap_or("")).collect();
        words.join(" / ")
    };
    let failures = failures.into_iter().map(|(why, findings)| MutationFailure {
        before: words(text.text, &before),
        after: words(&edited, &after),
        ..failure(case, operator.name, why, &report, findings)
    });
    Ok((scores, failures.collect()))
}

fn is_right(operator: &Operator, quoted: bool, kind: FindingKind) -> bool {
    operator.kinds.contains(&kind)
        || quoted && matches!(kind, FindingKind::QuoteAltered | FindingKind::QuoteTruncated)
}

fn failure(
    case: &Case<'_>,
    operator: &str,
    why: &'static str,
    report: &Report,
    findings: &[&Finding],
) -> MutationFailure {
    let line = |finding: &&Finding| {
        let inside = if is_inside(finding) { " (inside)" } else { "" };
        let severity: Severity = finding.severity;
        let (_, base, other) = told(report, finding);
        format!("{} {severity}{inside}: {} [{base:?} / {other:?}]", finding.kind, finding.message)
    };
    MutationFailure {
        operator: operator.to_owned(),
        text: case.base.name.clone(),
        why,
        reported: findings.iter().map(line).collect(),
        ..MutationFailure::default()
    }
}
