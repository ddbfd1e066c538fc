//! The result of a check.

use std::collections::BTreeMap;

use crate::{Claim, Document, Fact, FactStatus, Finding, FindingKind, Place, Position, Severity};

/// Everything a check found: plain data, ready to be walked or rendered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The sources in the order they were handed in.
    pub sources: Vec<SourceReport>,
    /// The stories they fall into, each with its own base; the first story holds the first source.
    pub stories: Vec<Story>,
    /// All claims, by source and place.
    pub claims: Vec<Claim>,
    /// What the claims come down to, in the order of the base's text, then of the others.
    pub facts: Vec<Fact>,
    /// What differs, worst first.
    pub findings: Vec<Finding>,
    /// Whether a time limit ended the check before everything was compared; a notice of the first source says so too.
    pub cut_short: bool,
}

/// One source in a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceReport {
    /// Its text, fields and notices.
    pub document: Document,
    /// What it is to its story.
    pub role: Role,
    /// The story it belongs to: an index into [`Report::stories`].
    pub story: usize,
    /// The source it was copied from: an index into [`Report::sources`].
    pub derived_from: Option<usize>,
    /// Share of its words that stand in what it derives from (or in the base), 0 to 1.
    pub containment: f64,
    /// What became of the words of the source it derives from; absent where it derives from none.
    pub shares: Option<Shares>,
}

/// Where the words of a copy come from: shares of all its words, 0 to 1, that add up to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shares {
    /// They stand in runs of at least three words of the source it derives from.
    pub verbatim: f64,
    /// They stand in no such run, but in a sentence that tells what a sentence of that source tells.
    pub reworded: f64,
    /// They tell what that source does not.
    pub new: f64,
}

/// What a source is to its story.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// The others are held against it.
    Base,
    /// It derives from another source of the story.
    Copy,
    /// It tells the same story in its own words.
    #[default]
    Independent,
    /// It tells another story than the base.
    Unrelated,
}

impl Role {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Role::Base => "base",
            Role::Copy => "copy",
            Role::Independent => "independent",
            Role::Unrelated => "unrelated",
        }
    }
}

/// Sources that tell of the same event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Story {
    /// Its sources: indexes into [`Report::sources`].
    pub sources: Vec<usize>,
    /// The source the others are held against.
    pub base: Option<usize>,
    /// How that base was chosen.
    pub base_chosen: BaseChoice,
    /// Why this base, in one sentence, where it was inferred.
    pub base_because: Option<String>,
    /// Why these sources were set apart from the first story; absent for the first.
    pub apart_because: Option<String>,
}

/// How a base was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum BaseChoice {
    /// The user named it.
    Named,
    /// It was the first of the files named.
    First,
    /// From the lineage.
    Inferred,
    /// There is none: all are held against all.
    #[default]
    None,
}

impl BaseChoice {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            BaseChoice::Named => "named",
            BaseChoice::First => "first",
            BaseChoice::Inferred => "inferred",
            BaseChoice::None => "none",
        }
    }
}

/// Counts for a last line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings by severity; repeats of a finding are not counted.
    pub by_severity: BTreeMap<Severity, usize>,
    /// Findings by kind; repeats of a finding are not counted.
    pub by_kind: BTreeMap<FindingKind, usize>,
    /// Findings that repeat another.
    pub repeats: usize,
    /// Facts on which at least two sources agree.
    pub agreed: usize,
    /// Facts on which sources contradict one another.
    pub disputed: usize,
    /// Facts that one source alone holds.
    pub single_source: usize,
}

impl Report {
    /// The findings of one severity, in report order.
    pub fn findings_by_severity(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.severity == severity)
    }

    /// The findings of one kind, in report order.
    pub fn findings_by_kind(&self, kind: FindingKind) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.kind == kind)
    }

    /// The facts of one status, in report order.
    pub fn facts_by_status(&self, status: FactStatus) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.status == status)
    }

    /// The claims of a fact.
    pub fn claims_of<'a>(&'a self, fact: &'a Fact) -> impl Iterator<Item = &'a Claim> {
        fact.claims.iter().filter_map(|&index| self.claims.get(index))
    }

    /// The worst severity found.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// The id of a source.
    pub fn source_id(&self, source: usize) -> &str {
        self.sources.get(source).map_or("", |source| source.document.id.as_str())
    }

    /// The words at a place; empty where it has no span.
    pub fn words(&self, place: Place) -> &str {
        match (self.sources.get(place.source), place.span) {
            (Some(source), Some(span)) => span.of(&source.document.text),
            _ => "",
        }
    }

    /// Line and column of a place in its original file; absent where it has no span.
    pub fn position(&self, place: Place) -> Option<Position> {
        let document = &self.sources.get(place.source)?.document;
        Some(document.map.position(&document.text, place.span?.start()))
    }

    /// The counts.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for finding in &self.findings {
            if finding.repeat_of.is_some() {
                summary.repeats += 1;
                continue;
            }
            *summary.by_severity.entry(finding.severity).or_default() += 1;
            *summary.by_kind.entry(finding.kind).or_default() += 1;
        }
        for fact in &self.facts {
            match fact.status {
                FactStatus::Agreed => summary.agreed += 1,
                FactStatus::Disputed => summary.disputed += 1,
                FactStatus::SingleSource => summary.single_source += 1,
            }
        }
        summary
    }
}
