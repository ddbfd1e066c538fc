//! How each source of a story stands to a fact: what a table of facts shows.
//!
//! Read from the data alone: from the findings that name the fact, and from the values of its claims.

use std::collections::{BTreeMap, BTreeSet};

use corroborate_model::{
    Claim, ClaimKind, Fact, FactStatus, Finding, FindingKind, Payload, Quantity, Report, Severity, Story,
};

use crate::text::count;

/// Agreed facts that are shown at most, unless all is asked for.
const AGREED: usize = 24;

/// How a source stands to a fact, against the base of its story (or the first source that holds it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// It says the same.
    Same,
    /// It says so more vaguely, or a finding tells what it changed.
    Changed,
    /// It says something that cannot be true as well.
    Conflicting,
    /// It says nothing of it.
    Missing,
    /// It says so, the base does not.
    Added,
}

impl Mark {
    /// Every mark, in the order of the legend.
    pub(crate) const ALL: [Mark; 5] =
        [Mark::Same, Mark::Changed, Mark::Conflicting, Mark::Missing, Mark::Added];

    /// One ASCII character, so that columns stand straight everywhere.
    pub(crate) fn sign(self) -> char {
        match self {
            Mark::Same => '=',
            Mark::Changed => '~',
            Mark::Conflicting => '!',
            Mark::Missing => '-',
            Mark::Added => '+',
        }
    }

    /// What the legend says.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Mark::Same => "says so",
            Mark::Changed => "vaguer or changed",
            Mark::Conflicting => "conflicts",
            Mark::Missing => "not there",
            Mark::Added => "not in the base",
        }
    }
}

/// The facts of a story, sorted out: indexes into the report's facts.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    disputed: Vec<usize>,
    agreed: Vec<usize>,
    single: Vec<usize>,
    /// Agreed facts that are not shown.
    folded: usize,
    /// Facts of one source that are not shown.
    folded_single: usize,
    /// Facts that several sources tell, and how many of them come from one source.
    shared: usize,
    single_origin: usize,
}

impl Rows {
    /// The facts to show, under their titles.
    pub(crate) fn sections(&self) -> [(&'static str, &[usize]); 3] {
        [("disputed", &self.disputed), ("agreed", &self.agreed), ("in one source", &self.single)]
    }

    /// The facts on which sources contradict one another.
    pub(crate) fn disputed(&self) -> &[usize] {
        &self.disputed
    }

    /// How many of the facts that several sources tell have a single origin: copies are no second witness.
    pub(crate) fn origin(&self) -> Option<String> {
        let facts = count(self.shared, "fact");
        (self.single_origin > 0)
            .then(|| format!("with a single origin: {} of {facts} told more than once", self.single_origin))
    }

    /// What is not shown, a line each.
    pub(crate) fn left_out(&self) -> Vec<String> {
        let line = |n, noun, what| (n > 0).then(|| format!("and {} {what}", count(n, noun)));
        [
            line(self.folded, "more fact", "on which the sources agree"),
            line(self.folded_single, "fact", "that one source alone tells"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// The sources of a story as columns: the base first, wherever it was handed in.
pub(crate) fn columns(story: &Story) -> impl Iterator<Item = usize> {
    let others = story.sources.iter().copied().filter(|&source| Some(source) != story.base);
    story.base.into_iter().chain(others)
}

/// How many sources have each mark, in the order of the legend; empty for none.
pub(crate) fn counts(marks: &[Mark]) -> [String; 5] {
    Mark::ALL.map(|mark| match marks.iter().filter(|&&it| it == mark).count() {
        0 => String::new(),
        n => n.to_string(),
    })
}

/// The facts of a report with the findings that name them.
pub(crate) struct Marks<'a> {
    report: &'a Report,
    findings: BTreeMap<usize, Vec<&'a Finding>>,
    /// For each story the facts that its sources hold, in report order.
    facts: Vec<Vec<usize>>,
}

impl<'a> Marks<'a> {
    /// Prepares the rows of a report.
    pub(crate) fn new(report: &'a Report) -> Marks<'a> {
        let mut findings: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
        for finding in &report.findings {
            if let Some(fact) = finding.fact {
                findings.entry(fact).or_default().push(finding);
            }
        }
        Marks { report, findings, facts: facts_by_story(report) }
    }

    /// The facts of a story (an index into the report's) that are shown, in report order, and how many are not.
    pub(crate) fn rows(&self, story: usize, all: bool) -> Rows {
        let mut rows = Rows::default();
        for &index in self.facts.get(story).into_iter().flatten() {
            let Some(fact) = self.report.facts.get(index) else { continue };
            rows.shared += usize::from(fact.support.sources > 1);
            rows.single_origin += usize::from(fact.support.sources > 1 && fact.support.independent == 1);
            match fact.status {
                FactStatus::Disputed => rows.disputed.push(index),
                FactStatus::Agreed if all || rows.agreed.len() < AGREED && self.is_telling(fact) => {
                    rows.agreed.push(index);
                }
                FactStatus::Agreed => rows.folded += 1,
                FactStatus::SingleSource if all => rows.single.push(index),
                FactStatus::SingleSource => rows.folded_single += 1,
            }
        }
        rows
    }

    /// Whether a fact is of a kind that an editor checks one by one.
    fn is_telling(&self, fact: &Fact) -> bool {
        let kind = self.report.claims_of(fact).next().map(Claim::kind);
        matches!(kind, Some(ClaimKind::Quantity | ClaimKind::Quotation | ClaimKind::Contact))
    }

    /// One mark for each source of the story, in the order of its [`columns`].
    pub(crate) fn row(&self, story: &Story, index: usize) -> Vec<Mark> {
        let Some(fact) = self.report.facts.get(index) else { return Vec::new() };
        let claims: Vec<&Claim> = self.report.claims_of(fact).collect();
        let in_base = story.base.and_then(|base| claims.iter().find(|claim| claim.source == base));
        let added = story.base.is_some() && in_base.is_none();
        let Some(&reference) = in_base.or(claims.first()) else {
            return vec![Mark::Missing; story.sources.len()];
        };
        let mark = |source: usize| {
            let mut own = claims.iter().copied().filter(|claim| claim.source == source).peekable();
            if own.peek().is_none() {
                return Mark::Missing;
            }
            match own.map(|claim| self.compare(index, fact, reference, claim)).max() {
                Some(Mark::Conflicting) => Mark::Conflicting,
                _ if added => Mark::Added,
                mark => mark.unwrap_or(Mark::Same),
            }
        };
        columns(story).map(mark).collect()
    }

    fn compare(&self, index: usize, fact: &Fact, reference: &Claim, claim: &Claim) -> Mark {
        if claim.source == reference.source {
            return Mark::Same;
        }
        let disputed = fact.status == FactStatus::Disputed;
        let findings = self.findings.get(&index).map(Vec::as_slice).unwrap_or_default();
        let mut own = findings.iter().filter(|finding| finding.other.source == claim.source).peekable();
        let told = own.peek().is_some();
        if disputed && (own.any(|finding| contradicts(finding)) || values_differ(reference, claim)) {
            return Mark::Conflicting;
        }
        if told || is_looser(reference, claim) { Mark::Changed } else { Mark::Same }
    }
}

/// For each story the facts that its sources hold.
fn facts_by_story(report: &Report) -> Vec<Vec<usize>> {
    let mut stories: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, story) in report.stories.iter().enumerate() {
        for &source in &story.sources {
            stories.entry(source).or_default().push(number);
        }
    }
    let mut facts = vec![Vec::new(); report.stories.len()];
    for (index, fact) in report.facts.iter().enumerate() {
        let held: BTreeSet<usize> = report
            .claims_of(fact)
            .filter_map(|claim| stories.get(&claim.source))
            .flatten()
            .copied()
            .collect();
        for story in held {
            facts[story].push(index);
        }
    }
    facts
}

/// Whether a finding on a disputed fact is what the dispute is about, rather than a loss.
fn contradicts(finding: &Finding) -> bool {
    finding.severity > Severity::Note
        && !matches!(finding.kind, FindingKind::PrecisionLoss | FindingKind::Omission)
}

/// Whether two claims of one fact hold values that exclude one another.
fn values_differ(one: &Claim, other: &Claim) -> bool {
    fn both<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
        matches!((one, other), (Some(one), Some(other)) if one != other)
    }
    if one.polarity != other.polarity || both(&one.legal_status, &other.legal_status) {
        return true;
    }
    match (&one.payload, &other.payload) {
        (Payload::Quantity(one), Payload::Quantity(other)) => {
            let ((low, high), (other_low, other_high)) = (interval(one), interval(other));
            high < other_low
                || other_high < low
                || one.unit != other.unit
                || both(&one.counted, &other.counted)
        }
        (Payload::Date(one), Payload::Date(other)) => {
            both(&one.start, &other.start) || both(&one.end, &other.end) || both(&one.minute, &other.minute)
        }
        (Payload::Contact(one), Payload::Contact(other)) => one.value != other.value,
        (Payload::Person(one), Payload::Person(other)) => {
            one.name != other.name || both(&one.age, &other.age)
        }
        _ => false,
    }
}

fn interval(quantity: &Quantity) -> (f64, f64) {
    (quantity.low.unwrap_or(f64::NEG_INFINITY), quantity.high.unwrap_or(f64::INFINITY))
}

/// Whether a quantity is put more vaguely than the one it is held against.
fn is_looser(reference: &Claim, claim: &Claim) -> bool {
    let (Payload::Quantity(reference), Payload::Quantity(claim)) = (&reference.payload, &claim.payload)
    else {
        return false;
    };
    let ((low, high), (claim_low, claim_high)) = (interval(reference), interval(claim));
    let wider = claim_low <= low && high <= claim_high && (claim_low, claim_high) != (low, high);
    wider || (reference.bound == Default::default() && claim.bound != reference.bound)
}
