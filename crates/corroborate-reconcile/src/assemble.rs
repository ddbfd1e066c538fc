//! From the comparisons of a story to the findings and facts of the report.

use std::collections::hash_map::Entry;

use corroborate_model::{
    Claim, Fact, FactStatus, Finding, FindingKind, Payload, Place, Report, Span, Support,
};

use foldhash::{HashMap, HashMapExt as _};

use crate::comparison::{Comparison, Relation};
use crate::equivalence::{contact, date, person, quotation};
use crate::findings::{Draft, RULES};
use crate::graph::{self, ClaimGraph};
use crate::witness::{Class, Term, Witness};
use crate::{Options, contrasts, passages, settle, siblings, slots, stances, states, words};

/// What one comparison brings: settled drafts, and pairs of claims that are one fact (indexes inside each text).
pub(crate) struct Outcome {
    pub base: usize,
    pub other: usize,
    pub drafts: Vec<Draft>,
    pub joins: Vec<(usize, usize, f32)>,
    /// Whether the time was up before every rule had looked.
    pub cut_short: bool,
}

impl Outcome {
    /// A comparison for which no time was left.
    pub(crate) fn cut(base: usize, other: usize) -> Outcome {
        Outcome { base, other, drafts: Vec::new(), joins: Vec::new(), cut_short: true }
    }
}

/// Runs all rules over one comparison.
pub(crate) fn judge(
    comparison: &Comparison<'_>,
    options: &Options,
    counts: impl Fn(&Draft) -> bool,
) -> Outcome {
    let mut drafts = Vec::new();
    let joins = joins(comparison);
    let (base, other) = (comparison.base.index, comparison.other.index);
    if are_twins(comparison) {
        return Outcome { base, other, drafts, joins, cut_short: false };
    }
    let siblings = comparison.relation == Relation::Siblings;
    for rule in RULES.iter().filter(|rule| !siblings || siblings::concerns(rule.kind)) {
        if options.is_over() {
            break;
        }
        (rule.find)(comparison, &mut drafts);
    }
    let cut_short = options.is_over();
    contrasts::complete(comparison, &mut drafts);
    stances::complete(comparison, &mut drafts);
    states::complete(comparison, &mut drafts);
    slots::complete(comparison, &mut drafts);
    let told = |kind| !siblings || siblings::concerns(kind);
    drafts.retain(|draft| told(draft.kind) && !is_echo(comparison, draft) && counts(draft));
    let mut drafts = settle::settle(drafts);
    drafts.retain(|draft| options.keeps(draft.kind, draft.confidence));
    for draft in &mut drafts {
        draft.severity = options.severities.get(&draft.kind).copied().unwrap_or(draft.severity);
    }
    Outcome { base, other, drafts, joins, cut_short }
}

/// Whether two sources have one and the same text: whatever it says, they do not differ.
fn are_twins(comparison: &Comparison<'_>) -> bool {
    let (base, other) = (&comparison.base.analysis.document, &comparison.other.analysis.document);
    comparison.relation != Relation::Within && base.text == other.text && base.blocks == other.blocks
}

/// Whether a draft about what is said shows the same words on both sides: nothing was changed there. How it is shown may
/// still differ, and so may the day that "today" means. Who says it is told by words elsewhere only where a pronoun stands for
/// the speaker, and there the same words are no change either.
fn is_echo(comparison: &Comparison<'_>, draft: &Draft) -> bool {
    use FindingKind as K;
    let (Some(base), Some(other)) = (draft.base, draft.other) else { return false };
    match draft.kind {
        K::ValueConflict
        | K::CountedThing
        | K::PrecisionLoss
        | K::Scope
        | K::Hedge
        | K::LegalStatus
        | K::Polarity
        | K::Causal
        | K::Identity
        | K::Place => same_words(comparison, base, other),
        K::Attribution => {
            let sentence = |witness: &Witness<'_>, span: Span| witness.sentence_at(span.start());
            let (Some(a), Some(b)) = (sentence(comparison.base, base), sentence(comparison.other, other))
            else {
                return false;
            };
            told_by_pronoun(comparison, a, b) || told_twice(comparison, a, b)
        }
        _ => false,
    }
}

/// Whether both sentences are the same, and name their speaker by a pronoun or not at all.
fn told_by_pronoun(comparison: &Comparison<'_>, base: usize, other: usize) -> bool {
    let resolved = |witness: &Witness<'_>, sentence: usize| {
        let mut claims = witness.claims_of(sentence);
        claims.any(|(_, claim)| claim.resolved && claim.attribution.is_some())
    };
    resolved(comparison.base, base)
        && resolved(comparison.other, other)
        && same_words(comparison, comparison.base.sentence(base).span, comparison.other.sentence(other).span)
}

/// Whether the base has the other text's sentence too, from the same speaker: it gives the same words to two.
fn told_twice(comparison: &Comparison<'_>, base: usize, other: usize) -> bool {
    let speakers = |witness: &Witness<'_>, sentence: usize| -> Vec<Option<String>> {
        let attributions = witness.claims_of(sentence).filter_map(|(_, claim)| claim.attribution.as_ref());
        attributions.map(|attribution| attribution.speaker.clone()).collect()
    };
    comparison.links_of_other(other).iter().any(|link| {
        let (here, there) = (comparison.base.sentence(link.base).span, comparison.other.sentence(other).span);
        link.base != base
            && same_words(comparison, here, there)
            && speakers(comparison.base, link.base) == speakers(comparison.other, other)
    })
}

/// Whether two stretches have the same words, in any typography, and the same numbers.
fn same_words(comparison: &Comparison<'_>, base: Span, other: Span) -> bool {
    let words = |witness: &Witness<'_>, span| -> Vec<u32> {
        let tokens = witness.tokens_in(span).filter(|&token| witness.is_word(token));
        let number = |term: &Term| if term.class == Class::Number { term.concept } else { term.exact };
        tokens.map(|token| number(&witness.terms[token])).collect()
    };
    words(comparison.base, base) == words(comparison.other, other)
}

fn joins(comparison: &Comparison<'_>) -> Vec<(usize, usize, f32)> {
    let mut joins: Vec<(usize, usize, f32)> =
        comparison.quantities.iter().filter(|m| m.same_unit).map(|m| (m.base, m.other, m.score)).collect();
    joins.extend(date::same(comparison, &comparison.dates));
    joins.extend(contact::same(comparison));
    joins.extend(person::same(comparison));
    joins.extend(quotation::same(comparison));
    joins.extend_from_slice(comparison.statements());
    joins
}

/// The facts of a report, from all pairs of claims that tell the same (indexes into the report's claims).
pub(crate) fn facts(report: &Report, joins: &[(usize, usize, f32)]) -> Vec<Fact> {
    let mut graph = ClaimGraph::new(&report.claims);
    for &(a, b, weight) in joins {
        graph.join(a, b, weight);
    }
    let mut facts = graph.facts();
    // What the base tells comes first, in its order; the others may stand before it in the report.
    facts.sort_by_cached_key(|claims| {
        let own = claims.iter().copied().find(|&claim| is_of_base(report, &report.claims[claim]));
        (own.is_none(), own.unwrap_or(claims[0]))
    });
    facts.into_iter().map(|claims| fact(report, claims)).collect()
}

/// Whether a claim is one of the base of its story.
fn is_of_base(report: &Report, claim: &Claim) -> bool {
    let story = report.sources.get(claim.source).and_then(|source| report.stories.get(source.story));
    story.is_some_and(|story| story.base == Some(claim.source))
}

fn fact(report: &Report, indexes: Vec<usize>) -> Fact {
    let claims: Vec<&Claim> = indexes.iter().map(|&index| &report.claims[index]).collect();
    let mut sources: Vec<usize> = claims.iter().map(|claim| claim.source).collect();
    sources.sort_unstable();
    sources.dedup();
    let independent = sources.iter().filter(|&&source| !copied(report, source, &sources)).count();
    let status = if graph::disputed(&claims) {
        FactStatus::Disputed
    } else if sources.len() > 1 {
        FactStatus::Agreed
    } else {
        FactStatus::SingleSource
    };
    let words = |claim: &Claim| claim.span.of(&report.sources[claim.source].document.text);
    let mut speakers = claims.clone();
    speakers.sort_by_key(|claim| !is_of_base(report, claim));
    let summary =
        graph::speaker(&speakers).map_or_else(String::new, |claim| words::shorten(words(claim), 60));
    let fingerprint = claims.iter().map(|claim| {
        format!(
            "{}:{}-{}:{}",
            report.source_id(claim.source),
            claim.span.start(),
            claim.span.end(),
            claim.kind()
        )
    });
    Fact {
        id: format!("f{}", fingerprint_of(&fingerprint.collect::<Vec<_>>())),
        claims: indexes,
        summary,
        status,
        support: Support { sources: sources.len(), independent },
    }
}

/// Whether a source got it from another one of these, over any number of steps.
fn copied(report: &Report, source: usize, sources: &[usize]) -> bool {
    let mut at = source;
    for _ in 0..report.sources.len() {
        match report.sources[at].derived_from {
            Some(parent) if sources.contains(&parent) => return true,
            Some(parent) => at = parent,
            None => return false,
        }
    }
    false
}

/// The findings of a report from the drafts of all comparisons.
pub(crate) fn findings(report: &Report, outcomes: &[Outcome]) -> Vec<Finding> {
    let fact_of: HashMap<usize, usize> = report
        .facts
        .iter()
        .enumerate()
        .flat_map(|(number, fact)| fact.claims.iter().map(move |&claim| (claim, number)))
        .collect();
    let first_claim = first_claims(report);
    let mut findings: Vec<Finding> = outcomes
        .iter()
        .flat_map(|outcome| outcome.drafts.iter().map(move |draft| (outcome, draft)))
        .map(|(outcome, draft)| {
            let claim = draft.claim.map(|claim| first_claim[outcome.base] + claim);
            finding(report, outcome, draft, claim.and_then(|claim| fact_of.get(&claim).copied()))
        })
        .collect();
    number_doubles(&mut findings);
    trace(report, &mut findings);
    passages::fold(report, &mut findings);
    findings.sort_by(|a, b| {
        b.severity
            .cmp(&a.severity)
            .then(b.confidence.total_cmp(&a.confidence))
            .then(a.base.map(order).cmp(&b.base.map(order)))
            .then(order(a.other).cmp(&order(b.other)))
            .then(a.kind.cmp(&b.kind))
    });
    findings
}

fn order(place: Place) -> (usize, Option<usize>) {
    (place.source, place.span.map(|span| span.start()))
}

/// Where each source's claims start in the report's list.
pub(crate) fn first_claims(report: &Report) -> Vec<usize> {
    (0..report.sources.len())
        .map(|source| report.claims.partition_point(|claim| claim.source < source))
        .collect()
}

fn finding(report: &Report, outcome: &Outcome, draft: &Draft, fact: Option<usize>) -> Finding {
    let (base, other) = (report.source_id(outcome.base), report.source_id(outcome.other));
    let place = |source: usize, span| Place { source, span };
    let base_place = draft.base.map(|span| place(outcome.base, Some(span)));
    let other_place = place(outcome.other, draft.other);
    let id = fingerprint_of(&[
        draft.kind.name().to_owned(),
        base.to_owned(),
        base_place.map_or_else(String::new, |place| report.words(place).to_owned()),
        other.to_owned(),
        report.words(other_place).to_owned(),
    ]);
    let name = |id: &str| if outcome.base == outcome.other { "the text".to_owned() } else { id.to_owned() };
    let message = draft.message.replace("{base}", &name(base)).replace(
        "{other}",
        &if outcome.base == outcome.other { format!("another place of {other}") } else { other.to_owned() },
    );
    Finding {
        id,
        kind: draft.kind,
        severity: draft.severity,
        confidence: (draft.confidence * 100.0).round() / 100.0,
        message,
        fact,
        direction: draft.direction,
        base: base_place,
        other: other_place,
        base_focus: draft.base_focus,
        other_focus: draft.other_focus,
        introduced_by: Some(outcome.other),
        inherited_by: Vec::new(),
        repeat_of: None,
        part_of: None,
    }
}

/// The same words in the same two sources twice: the second gets a number.
fn number_doubles(findings: &mut [Finding]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for finding in findings {
        let count = seen.entry(finding.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            finding.id = format!("{}-{count}", finding.id);
        }
    }
}

/// Where each change came in: the earliest ancestor that shows the same change of the same words; a copy's inherited change, and
/// one told twice in a source, repeat the first.
fn trace(report: &Report, findings: &mut [Finding]) {
    let values = values(report);
    let keys: Vec<_> = findings.iter().map(|finding| change(report, &values, finding)).collect();
    // The first finding of each change in each source.
    let mut firsts: HashMap<(usize, &Change), usize> = HashMap::new();
    for (index, finding) in findings.iter().enumerate() {
        firsts.entry((finding.other.source, &keys[index])).or_insert(index);
    }
    for index in 0..findings.len() {
        let source = findings[index].other.source;
        if findings[index].kind == FindingKind::Omission {
            continue;
        }
        let mut ancestor = report.sources[source].derived_from;
        for _ in 0..report.sources.len() {
            let Some(parent) = ancestor else { break };
            if let Some(&origin) = firsts.get(&(parent, &keys[index])) {
                findings[index].introduced_by = Some(parent);
                findings[index].repeat_of = Some(findings[origin].id.clone());
            }
            ancestor = report.sources[parent].derived_from;
        }
    }
    inherit(findings, &keys);
    let mut told: HashMap<(usize, &Change), usize> = HashMap::new();
    for index in 0..findings.len() {
        if findings[index].repeat_of.is_some() || findings[index].kind == FindingKind::Omission {
            continue;
        }
        match told.entry((findings[index].other.source, &keys[index])) {
            Entry::Occupied(twin) => findings[index].repeat_of = Some(findings[*twin.get()].id.clone()),
            Entry::Vacant(free) => drop(free.insert(index)),
        }
    }
}

/// Tells every finding of one change which sources have it from the one that made it.
fn inherit(findings: &mut [Finding], keys: &[Change]) {
    let mut heirs: HashMap<(Option<usize>, &Change), Vec<usize>> = HashMap::new();
    for (finding, key) in findings.iter().zip(keys) {
        if finding.introduced_by.is_some_and(|origin| origin != finding.other.source) {
            heirs.entry((finding.introduced_by, key)).or_default().push(finding.other.source);
        }
    }
    for list in heirs.values_mut() {
        list.sort_unstable();
        list.dedup();
    }
    for (finding, key) in findings.iter_mut().zip(keys) {
        if let Some(list) = heirs.get(&(finding.introduced_by, key)) {
            finding.inherited_by.clone_from(list);
        }
    }
}

/// Kind, the base's words in question, and what the other text has instead.
type Change = (FindingKind, Option<(usize, usize)>, String);

/// What makes two findings the same change: kind, the base's words in question, and the value that the other text has instead.
fn change(report: &Report, values: &Figures, finding: &Finding) -> Change {
    let focus = |place: Place, focus: Option<corroborate_model::Span>| {
        report.words(Place { span: focus.or(place.span), ..place }).to_lowercase()
    };
    let base = finding
        .base
        .map(|place| (place.source, finding.base_focus.or(place.span).map_or(0, |span| span.start())));
    let other = match finding.kind {
        FindingKind::ValueConflict
        | FindingKind::Contact
        | FindingKind::Date
        | FindingKind::Place
        | FindingKind::Identity => {
            value_at(values, finding).unwrap_or_else(|| focus(finding.other, finding.other_focus))
        }
        FindingKind::Addition => focus(finding.other, None),
        _ => String::new(),
    };
    (finding.kind, base, other)
}

/// Values of quantities by source and place of the number.
type Figures = HashMap<(usize, Span), Option<f64>>;

fn values(report: &Report) -> Figures {
    let mut values = HashMap::new();
    for claim in &report.claims {
        if let Payload::Quantity(quantity) = &claim.payload {
            values.entry((claim.source, quantity.number_span)).or_insert_with(|| quantity.value());
        }
    }
    values
}

/// The value of the quantity that a finding points at, so that "nine" and "9" are one change.
fn value_at(values: &Figures, finding: &Finding) -> Option<String> {
    let value = values.get(&(finding.other.source, finding.other_focus?))?;
    value.map(|value| value.to_string())
}

/// FNV-1a over the parts: 64 bits in hexadecimal. Written out here because ids must never change with a library's version.
fn fingerprint_of(parts: &[String]) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0x1f])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}
