//! From the model's report to the JSON report.

use std::borrow::Cow;

use corroborate_model::{self as model, Finding as ModelFinding, Severity, Span};

use super::claim::{day, optional};
use super::{
    BySeverity, Claim, Fact, Finding, Notice, Place, Report, SCHEMA, Shares, Source, Story, Summary, Support,
    Tool, Words,
};
use crate::Options;
use crate::select;
use crate::text::count;

impl<'a> Report<'a> {
    /// The whole report.
    pub fn new(report: &'a model::Report) -> Report<'a> {
        Report::selected(report, &Options::default())
    }

    /// The report with the findings that the options select; all else is whole. The counts of findings in `summary`
    /// are those of the findings listed.
    pub fn selected(report: &'a model::Report, options: &Options<'_>) -> Report<'a> {
        let findings = select::findings(report, options);
        let claims = claims(report);
        let first = report.stories.first();
        Report {
            schema: SCHEMA.into(),
            tool: Tool { name: "corroborate".into(), version: env!("CARGO_PKG_VERSION").into() },
            base: first.and_then(|story| story.base).map(|base| report.source_id(base).into()),
            base_chosen: first.map(|story| story.base_chosen).unwrap_or_default().name().into(),
            base_because: first.and_then(|story| optional(&story.base_because)),
            stories: report.stories.iter().enumerate().map(|(n, it)| story(report, n, it)).collect(),
            sources: report.sources.iter().map(|it| source(report, it)).collect(),
            facts: report.facts.iter().map(|it| fact(it, &claims)).collect(),
            summary: Summary::new(report, &findings),
            findings: findings.into_iter().map(|it| finding(report, it)).collect(),
            claims,
        }
    }
}

impl<'a> Summary<'a> {
    /// Counts of these findings and of the report's facts.
    pub(crate) fn new(report: &model::Report, findings: &[&ModelFinding]) -> Summary<'a> {
        let facts = report.summary();
        let mut summary = Summary {
            agreed: facts.agreed,
            disputed: facts.disputed,
            single_source: facts.single_source,
            ..Summary::default()
        };
        for finding in findings {
            if finding.told_under().is_some() {
                summary.repeats += 1;
                continue;
            }
            *summary.by_kind.entry(Cow::Borrowed(finding.kind.name())).or_default() += 1;
            *match finding.severity {
                Severity::Error => &mut summary.by_severity.error,
                Severity::Warning => &mut summary.by_severity.warning,
                Severity::Note => &mut summary.by_severity.note,
            } += 1;
        }
        summary
    }

    /// The counts in one sentence of two parts: findings, facts.
    pub(crate) fn sentence(&self) -> [String; 2] {
        let found: Vec<String> = Severity::ALL
            .iter()
            .rev()
            .map(|&severity| count(self.by_severity.of(severity), severity.name()))
            .collect();
        let repeats = match self.repeats {
            0 => String::new(),
            n => format!(" ({n} folded)"),
        };
        let (agreed, disputed, single) = (count(self.agreed, "fact"), self.disputed, self.single_source);
        [
            format!("{}{repeats};", found.join(", ")),
            format!("{agreed} agreed, {disputed} disputed, {single} in a single source."),
        ]
    }
}

impl BySeverity {
    /// The count of one severity.
    pub fn of(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Note => self.note,
        }
    }
}

/// All claims, numbered inside their sources.
fn claims(report: &model::Report) -> Vec<Claim<'_>> {
    let mut counts = vec![0; report.sources.len()];
    let mut number = |claim: &model::Claim| match counts.get_mut(claim.source) {
        Some(count) => {
            *count += 1;
            *count
        }
        None => 0,
    };
    report
        .claims
        .iter()
        .map(|claim| {
            let n = number(claim);
            match report.sources.get(claim.source) {
                Some(source) => Claim::new(claim, &source.document, n),
                // Keeps the indexes of the facts right, whatever the report holds.
                None => Claim::default(),
            }
        })
        .collect()
}

fn story<'a>(report: &'a model::Report, number: usize, it: &'a model::Story) -> Story<'a> {
    Story {
        story: number,
        base: it.base.map(|base| report.source_id(base).into()),
        base_chosen: it.base_chosen.name().into(),
        base_because: optional(&it.base_because),
        sources: it.sources.iter().map(|&source| report.source_id(source).into()).collect(),
        apart_because: optional(&it.apart_because),
    }
}

fn source<'a>(report: &'a model::Report, it: &'a model::SourceReport) -> Source<'a> {
    let document = &it.document;
    Source {
        id: document.id.as_str().into(),
        path: optional(&document.path),
        title: optional(&document.meta.title),
        publisher: optional(&document.meta.publisher),
        published: day(document.meta.published),
        url: optional(&document.meta.url),
        text: Some(document.text.as_str().into()),
        role: it.role.name().into(),
        story: it.story,
        derived_from: it.derived_from.map(|from| report.source_id(from).into()),
        containment: it.containment,
        shares: it.shares.map(|it| Shares { verbatim: it.verbatim, reworded: it.reworded, new: it.new }),
        notices: document
            .notices
            .iter()
            .map(|notice| Notice { message: notice.message.as_str().into() })
            .collect(),
    }
}

fn fact<'a>(it: &'a model::Fact, claims: &[Claim<'a>]) -> Fact<'a> {
    Fact {
        id: it.id.as_str().into(),
        claims: it
            .claims
            .iter()
            .filter_map(|&claim| claims.get(claim))
            .map(|claim| claim.id.clone())
            .collect(),
        summary: it.summary.as_str().into(),
        status: it.status.name().into(),
        support: Support { sources: it.support.sources, independent: it.support.independent },
    }
}

fn finding<'a>(report: &'a model::Report, it: &'a ModelFinding) -> Finding<'a> {
    let words = |place: Option<model::Place>, focus: Option<Span>| {
        let text = &report.sources.get(place?.source)?.document.text;
        focus.map(|span| words(text, span))
    };
    Finding {
        id: it.id.as_str().into(),
        kind: it.kind.name().into(),
        severity: it.severity.name().into(),
        confidence: it.confidence,
        message: it.message.as_str().into(),
        fact: it.fact.and_then(|fact| report.facts.get(fact)).map(|fact| fact.id.as_str().into()),
        direction: it.direction.map(|direction| direction.name().into()),
        base: it.base.map(|base| place(report, base)),
        other: place(report, it.other),
        base_focus: words(it.base, it.base_focus),
        other_focus: words(Some(it.other), it.other_focus),
        introduced_by: it.introduced_by.map(|source| report.source_id(source).into()),
        inherited_by: it.inherited_by.iter().map(|&source| report.source_id(source).into()).collect(),
        repeat_of: optional(&it.repeat_of),
        part_of: optional(&it.part_of),
    }
}

fn place(report: &model::Report, it: model::Place) -> Place<'_> {
    let position = report.position(it);
    Place {
        source: report.source_id(it.source).into(),
        words: it.span.and_then(|span| Some(words(&report.sources.get(it.source)?.document.text, span))),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
    }
}

fn words(text: &str, span: Span) -> Words<'_> {
    Words { start: span.start(), end: span.end(), text: span.of(text).into() }
}
