//! Sentences left out in a row are one passage: told once, by the finding of the first of them.
//!
//! Only what is a note by itself is folded. A helpline or a denial lost among other sentences keeps its own finding, but does not
//! break the passage.

use corroborate_model::{Finding, FindingKind, Report, Severity, Span};

use crate::words;

/// Folds the omissions of neighbouring sentences: all but the first name the first.
pub(crate) fn fold(report: &Report, findings: &mut [Finding]) {
    let mut lost: Vec<(usize, usize, Span, usize)> = (0..findings.len())
        .filter_map(|at| {
            let finding = &findings[at];
            let base = finding.base?;
            let whole = finding.kind == FindingKind::Omission && finding.base_focus.is_none();
            whole.then_some((base.source, finding.other.source, base.span?, at))
        })
        .collect();
    lost.sort_by_key(|&(base, other, span, at)| (base, other, span.start(), at));
    let mut from = 0;
    for to in 1..=lost.len() {
        let goes_on = lost.get(to).is_some_and(|&(base, other, span, _)| {
            let (last_base, last_other, last, _) = lost[to - 1];
            (base, other) == (last_base, last_other) && adjoins(report, base, last, span)
        });
        if !goes_on {
            let notes = lost[from..to].iter().map(|entry| entry.3);
            let notes: Vec<usize> = notes.filter(|&at| is_note(&findings[at])).collect();
            name(report, findings, &notes);
            from = to;
        }
    }
}

fn is_note(finding: &Finding) -> bool {
    finding.severity == Severity::Note && finding.repeat_of.is_none()
}

/// Whether nothing is told between two sentences.
fn adjoins(report: &Report, source: usize, a: Span, b: Span) -> bool {
    let text = report.sources.get(source).map_or("", |source| source.document.text.as_str());
    let between = text.get(a.end()..b.start());
    between.is_some_and(|between| !between.chars().any(char::is_alphanumeric))
}

/// Makes one finding out of several: the first tells of all.
fn name(report: &Report, findings: &mut [Finding], parts: &[usize]) {
    let (&[first, .., last], count) = (parts, parts.len()) else { return };
    let words = |at: usize| findings[at].base.map_or("", |place| report.words(place));
    let message = format!(
        "{} leaves out a passage of {count} sentences, from “{}” to “{}”",
        report.source_id(findings[first].other.source),
        words::shorten(words(first), 70),
        words::shorten(words(last), 70),
    );
    let id = findings[first].id.clone();
    findings[first].message = message;
    for &part in &parts[1..] {
        findings[part].part_of = Some(id.clone());
    }
}
