//! `--baseline` and `--write-baseline`: findings that were accepted before, and those that are accepted now.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Mutex;

use anyhow::{Context, Result};
use corroborate::{Accepted, Baseline, FindingKind, Notice, Report, Severity};

use crate::args::Judging;
use crate::claims::clean;
use crate::output;

/// Stale entries that are told one by one.
const TOLD: usize = 20;

/// The baseline of a run. Stories may be answered on any thread.
pub(crate) struct Known<'a> {
    path: Option<&'a Path>,
    baseline: Baseline,
    write: Option<&'a Path>,
    min_severity: Severity,
    seen: Mutex<Seen>,
}

/// What the reports so far had.
#[derive(Default)]
struct Seen {
    /// Entries of the baseline.
    met: BTreeSet<usize>,
    /// Findings to accept, by story, place in its report and id.
    found: BTreeMap<(String, usize, String), Accepted>,
}

impl Known<'_> {
    /// Reads the baseline, if there is one.
    ///
    /// # Errors
    /// When there is no such file, or it is no baseline. A file that this run writes need not be there.
    pub(crate) fn read(judging: &Judging) -> Result<Known<'_>> {
        let (path, write) = (judging.baseline.as_deref(), judging.write_baseline.as_deref());
        let text = match path.map(std::fs::read_to_string) {
            Some(Err(error)) if error.kind() == io::ErrorKind::NotFound && write.is_some() => None,
            text => text.transpose().with_context(|| named(path, "could not be read"))?,
        };
        let baseline = text.map(|text| Baseline::from_json(&text)).transpose();
        let baseline = baseline.with_context(|| named(path, "is not used"))?.unwrap_or_default();
        Ok(Known { path, baseline, write, min_severity: judging.min_severity, seen: Mutex::default() })
    }

    /// Takes the findings accepted before out of the report of a story, and says so in it.
    pub(crate) fn apply(&self, story: &str, report: &mut Report) {
        let found = self.write.map(|_| Baseline::of(report, self.min_severity).findings);
        let before = report.findings.len();
        let met = self.baseline.apply(report);
        let left_out = before - report.findings.len();
        if let (Some(source), Some(path), 1..) = (report.sources.first_mut(), self.path, left_out) {
            let findings = if left_out == 1 { "finding is" } else { "findings are" };
            let message = format!("{left_out} {findings} left out: accepted in {}.", path.display());
            source.document.notices.push(Notice::new(message));
        }
        let Ok(mut seen) = self.seen.lock() else { return };
        seen.met.extend(met.iter().enumerate().filter(|(_, met)| **met).map(|(index, _)| index));
        for (place, accepted) in found.into_iter().flatten().enumerate() {
            seen.found.insert((story.to_owned(), place, accepted.id.clone()), accepted);
        }
    }

    /// Whether what is found is accepted, and so no failure.
    pub(crate) fn accepts_all(&self) -> bool {
        self.write.is_some()
    }

    /// Tells which entries no report had, and writes the new baseline. `wanted` are the kinds that were looked for.
    ///
    /// # Errors
    /// When the new baseline cannot be written.
    pub(crate) fn finish(&self, quiet: bool, wanted: impl Fn(FindingKind) -> bool) -> Result<()> {
        let Ok(seen) = self.seen.lock() else { return Ok(()) };
        if let Some(path) = self.write {
            let mut ids = BTreeSet::new();
            let findings =
                seen.found.values().filter(|found| ids.insert(found.id.clone())).cloned().collect();
            let new = Baseline::new(findings).with_reasons_of(&self.baseline);
            output::write(Some(path), |out| Ok(out.write_all(new.to_json().as_bytes())?))?;
            if !quiet {
                let count = new.findings.len();
                let findings = if count == 1 { "finding" } else { "findings" };
                output::warn(format_args!("{}: {count} {findings} accepted", path.display()));
            }
            return Ok(());
        }
        let Some(path) = self.path.filter(|_| !quiet) else { return Ok(()) };
        let off = |accepted: &Accepted| accepted.kind.parse().is_ok_and(|kind| !wanted(kind));
        let entries = self.baseline.findings.iter().enumerate();
        let stale: Vec<&Accepted> = entries
            .filter(|(index, accepted)| !seen.met.contains(index) && !off(accepted))
            .map(|(_, it)| it)
            .collect();
        for accepted in stale.iter().take(TOLD) {
            let told = clean(&accepted.to_string());
            output::warn(format_args!("{}: not found any more: {told}", path.display()));
        }
        if stale.len() > TOLD {
            let rest = stale.len() - TOLD;
            output::warn(format_args!("{}: not found any more: {rest} others", path.display()));
        }
        Ok(())
    }
}

fn named(path: Option<&Path>, what: &str) -> String {
    format!("the baseline {} {what}", path.unwrap_or(Path::new("")).display())
}
