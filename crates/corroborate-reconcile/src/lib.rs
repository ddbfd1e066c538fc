//! Holds the sources of a check against one another: stories, lineage, alignment, facts, findings.
//!
//! Takes what extraction found in each source and gives the finished [`Report`]. Knows nothing of formats, neither those
//! that come in nor those that go out. It is total and deterministic: the same analyses give the same report.

mod align;
mod assemble;
mod comparison;
mod contrasts;
mod equivalence;
mod findings;
mod graph;
mod lineage;
mod marked;
mod passages;
mod readings;
mod settle;
mod siblings;
mod slots;
mod stances;
mod states;
mod story;
mod synonyms;
mod within;
mod witness;
mod words;

use std::collections::BTreeMap;
use std::time::Instant;

use corroborate_model::{
    Analysis, BaseChoice, FindingKind, Notice, Report, Role, Severity, SourceReport, Story,
};
use rayon::prelude::*;

use crate::assemble::Outcome;
use crate::comparison::{Comparison, Relation};
use crate::lineage::Shingles;
use crate::witness::Witness;

pub use crate::story::{Profile, Profiler, StoryGroup, stories};
pub use crate::synonyms::Synonyms;

/// What is compared with what, and which findings are kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// Which source the others are held against.
    pub base: BaseRule,
    /// The kinds to look for; all where absent.
    pub kinds: Option<Vec<FindingKind>>,
    /// Findings under this confidence are left out, 0 to 1.
    pub min_confidence: f64,
    /// Severities that all findings of a kind get in place of their own.
    pub severities: BTreeMap<FindingKind, Severity>,
    /// Groups of words that mean the same, beside the built-in ones.
    pub synonyms: Vec<Vec<String>>,
    /// When to end with what was found until then; without one, the clock is not looked at.
    pub deadline: Option<Instant>,
}

/// Which source the others are held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BaseRule {
    /// The first one.
    #[default]
    First,
    /// The one the others derive from, inferred from the lineage.
    Auto,
    /// None: all against all, no omissions.
    None,
    /// The one at this index.
    Named(usize),
}

impl Options {
    /// Whether the time is up.
    fn is_over(&self) -> bool {
        self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }

    fn keeps(&self, kind: FindingKind, confidence: f64) -> bool {
        confidence >= self.min_confidence && self.kinds.as_ref().is_none_or(|kinds| kinds.contains(&kind))
    }
}

/// Compares the sources and reports what agrees and what differs.
pub fn reconcile(analyses: Vec<Analysis>, options: &Options) -> Report {
    reconcile_with_progress(analyses, options, &|| {})
}

/// The same; `progress` is told of every source compared, from any thread.
pub fn reconcile_with_progress(
    analyses: Vec<Analysis>,
    options: &Options,
    progress: &(dyn Fn() + Sync),
) -> Report {
    let long_forms = witness::long_forms(analyses.iter());
    let synonyms = Synonyms::new(&options.synonyms);
    let mut interner = words::Interner::new(&synonyms);
    let witnesses: Vec<Witness<'_>> = analyses
        .iter()
        .enumerate()
        .map(|(index, analysis)| Witness::new(analysis, index, &mut interner, &long_forms))
        .collect();
    let profiles: Vec<Profile> = analyses
        .par_iter()
        .map_init(|| Profiler::new(&synonyms), |profiler, it| profiler.profile(it))
        .collect();
    let shingles: Vec<Shingles> = profiles.iter().map(Shingles::new).collect();
    let anchor = match options.base {
        BaseRule::Named(index) if index < analyses.len() => index,
        _ => 0,
    };
    let grouped = match witnesses.as_slice() {
        // Too little text to tell two stories apart: whoever hands in two sentences means them to be compared.
        [a, b] if equivalence::brief::is_brief(a, b) => vec![story::together(&profiles)],
        _ => story::stories(&profiles, anchor),
    };
    let mut report = Report { sources: source_reports(&analyses), ..Report::default() };
    let mut outcomes = Vec::new();
    for (number, group) in grouped.into_iter().enumerate() {
        let (story, found) = tell(&mut report, (&witnesses, &shingles), &group, number, options, progress);
        report.stories.push(story);
        outcomes.extend(found);
    }
    for (index, analysis) in analyses.iter().enumerate() {
        report.claims.extend(analysis.claims.iter().map(|claim| {
            let mut claim = claim.clone();
            claim.source = index;
            claim
        }));
    }
    let first = assemble::first_claims(&report);
    let joins: Vec<(usize, usize, f32)> = outcomes
        .iter()
        .flat_map(|outcome| {
            outcome
                .joins
                .iter()
                .map(|&(a, b, weight)| (first[outcome.base] + a, first[outcome.other] + b, weight))
        })
        .collect();
    report.facts = assemble::facts(&report, &joins);
    report.findings = assemble::findings(&report, &outcomes);
    report.cut_short = outcomes.iter().any(|outcome| outcome.cut_short);
    if let Some(first) = report.sources.first_mut().filter(|_| report.cut_short) {
        let whole = outcomes.iter().filter(|outcome| !outcome.cut_short).count();
        first.document.notices.push(Notice::new(format!(
            "The time limit was reached: {whole} of {} comparisons were finished, so more may differ than is told here.",
            outcomes.len()
        )));
    }
    report
}

fn source_reports(analyses: &[Analysis]) -> Vec<SourceReport> {
    analyses
        .iter()
        .map(|analysis| SourceReport { document: analysis.document.clone(), ..SourceReport::default() })
        .collect()
}

/// Chooses the base of one story, fills in roles and lineage, and runs its comparisons.
fn tell(
    report: &mut Report,
    (witnesses, shingles): (&[Witness<'_>], &[Shingles]),
    grouped: &StoryGroup,
    number: usize,
    options: &Options,
    progress: &(dyn Fn() + Sync),
) -> (Story, Vec<Outcome>) {
    let group = grouped.sources.as_slice();
    let members: Vec<&Witness<'_>> = group.iter().map(|&source| &witnesses[source]).collect();
    let runs: Vec<&Shingles> = group.iter().map(|&source| &shingles[source]).collect();
    let named = |index: usize| group.iter().position(|&source| source == index);
    let inferred = named(grouped.base).unwrap_or(0);
    let (base, chosen) = match options.base {
        BaseRule::None => (None, BaseChoice::None),
        BaseRule::First if number == 0 => (named(0), BaseChoice::First),
        BaseRule::Named(index) if number == 0 => (named(index), BaseChoice::Named),
        _ => (Some(inferred), BaseChoice::Inferred),
    };
    let descents = lineage::descend(&members, &runs, base.unwrap_or(inferred));
    for (place, &source) in group.iter().enumerate() {
        let entry = &mut report.sources[source];
        entry.story = number;
        entry.derived_from = descents[place].parent.map(|parent| group[parent]);
        entry.containment = (descents[place].containment * 1000.0).round() / 1000.0;
        entry.shares = descents[place]
            .parent
            .map(|parent| lineage::shares((members[place], runs[place]), (members[parent], runs[parent])));
        entry.role = match (number, base) {
            (1.., _) => Role::Unrelated,
            (_, Some(base)) if base == place => Role::Base,
            _ if entry.derived_from.is_some() => Role::Copy,
            _ => Role::Independent,
        };
    }
    let parents: Vec<Option<usize>> = descents.iter().map(|descent| descent.parent).collect();
    let story = Story {
        sources: group.to_vec(),
        base: base.map(|base| group[base]),
        base_chosen: chosen,
        base_because: grouped.base_because.clone().filter(|_| chosen == BaseChoice::Inferred),
        apart_because: grouped.apart_because.clone(),
    };
    // A source that stands alone beside the first story is set apart and left in peace.
    let outcomes = if number > 0 && group.len() == 1 {
        progress();
        Vec::new()
    } else {
        compare(&members, &parents, base, options, progress)
    };
    (story, outcomes)
}

/// Sources of one story up to this number are held against one another too, not only against the base.
const PEERS: usize = 16;

fn compare(
    members: &[&Witness<'_>],
    parents: &[Option<usize>],
    base: Option<usize>,
    options: &Options,
    progress: &(dyn Fn() + Sync),
) -> Vec<Outcome> {
    let all = 0..members.len();
    let Some(base) = base else {
        let pairs = all.clone().flat_map(|a| (a..members.len()).map(move |b| (a, b))).collect::<Vec<_>>();
        let relation = |a, b| if a == b { Relation::Within } else { Relation::Peers };
        let judge = |(a, b): (usize, usize)| {
            if options.is_over() {
                return Outcome::cut(members[a].index, members[b].index);
            }
            if a == b {
                progress();
            }
            assemble::judge(&Comparison::new(members[a], members[b], relation(a, b)), options, |_| true)
        };
        return pairs.into_par_iter().map(judge).collect();
    };
    let held: Vec<(Vec<Outcome>, siblings::Held)> = all
        .clone()
        .into_par_iter()
        .map(|copy| {
            if options.is_over() {
                return (
                    vec![Outcome::cut(members[base].index, members[copy].index)],
                    siblings::Held::default(),
                );
            }
            let within = Comparison::new(members[copy], members[copy], Relation::Within);
            let mut outcomes = vec![assemble::judge(&within, options, |_| true)];
            let held = if copy == base {
                siblings::Held::default()
            } else {
                let comparison = Comparison::new(members[base], members[copy], Relation::Copy);
                outcomes.push(assemble::judge(&comparison, options, |_| true));
                siblings::held_by_base(&comparison)
            };
            progress();
            (outcomes, held)
        })
        .collect();
    let between = siblings::pairs(members, base, PEERS);
    let between: Vec<Outcome> = between
        .into_par_iter()
        .map(|(a, b)| {
            if options.is_over() {
                return Outcome::cut(members[a].index, members[b].index);
            }
            let comparison = Comparison::new(members[a], members[b], Relation::Siblings);
            assemble::judge(&comparison, options, |draft| {
                let own = parents.get(b) == Some(&Some(a));
                siblings::counts(&comparison, draft, (members[base], own), (&held[a].1, &held[b].1))
            })
        })
        .collect();
    held.into_iter().flat_map(|(outcomes, _)| outcomes).chain(between).collect()
}

/// The page of a finding kind, in Markdown: what it says, an example, what it does not report.
pub fn explain(kind: FindingKind) -> &'static str {
    findings::page(kind)
}
