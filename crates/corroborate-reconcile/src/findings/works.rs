//! Whose study, audit or survey it is: who made it, and who paid for it.
//!
//! A work is a noun of the trade ("study", "audit", "tests") with "by" and a doer behind it, or with a word for paying
//! between ("paid for by"). Told where linked sentences give the same work to two doers, and where the one who paid is gone.
//! Not here: doers that may be the same body in other words ("experts"), and works whose doer the base does not tell.

use std::ops::Range;

use corroborate_model::{Direction, FindingKind, Severity, Span};

use super::Draft;
use crate::align::Link;
use crate::comparison::{Comparison, Relation};
use crate::equivalence::quantity::Values;
use crate::equivalence::told::excerpt;
use crate::witness::{Class, Witness};

/// Sentences under this score do not tell the same.
const TOLD: f32 = 0.36;
/// How far behind its noun a doer may stand, in tokens.
const REACH: usize = 10;

/// Nouns for what is made to find something out.
const WORKS: &[&str] = &[
    "study",
    "studies",
    "research",
    "survey",
    "poll",
    "audit",
    "review",
    "report",
    "analysis",
    "inspection",
    "inquiry",
    "enquiry",
    "investigation",
    "test",
    "tests",
    "trial",
    "assessment",
    "modelling",
    "estimate",
    "forecast",
    "valuation",
    "examination",
];

/// Words for paying, behind which "by" names the one who paid.
const PAYS: &[&str] =
    &["paid", "funded", "commissioned", "financed", "sponsored", "bankrolled", "backed", "supported"];

/// Words that end the phrase around a work.
const ENDS: &[&str] = &[
    "found",
    "finds",
    "showed",
    "shows",
    "said",
    "says",
    "suggests",
    "suggested",
    "concluded",
    "concludes",
    "discovered",
    "revealed",
    "that",
    ";",
    ":",
    "\"",
    "“",
    "”",
];

/// Nouns that may stand for any doer of such a work.
const ANYBODY: &[&str] = &[
    "expert",
    "experts",
    "scientist",
    "scientists",
    "researcher",
    "researchers",
    "academic",
    "academics",
    "team",
    "consultant",
    "consultants",
    "specialist",
    "specialists",
    "analyst",
    "analysts",
    "official",
    "officials",
    "investigator",
    "investigators",
    "inspector",
    "inspectors",
    "watchdog",
    "regulator",
    "engineer",
    "engineers",
    "body",
    "agency",
];

/// A work and whose it is.
pub(crate) struct Work {
    noun: usize,
    doer: Range<usize>,
    paid: bool,
}

/// Drafts for works that are given to another doer, and for those whose payer is gone.
pub(super) fn find(comparison: &Comparison<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for sentence in 0..comparison.base.analysis.sentences.len() {
        for work in works(comparison.base, sentence) {
            let links = comparison.links_of_base(sentence);
            let mut links = links.iter().filter(|link| link.score >= TOLD && link.score < 1.0);
            let draft = links.clone().find_map(|link| exchanged(comparison, link, work));
            let draft = draft.or_else(|| {
                links.find_map(|link| lost(comparison, link, work).or_else(|| taken(comparison, link, work)))
            });
            let by_figures = || {
                let told = figures_of(comparison, sentence);
                told.into_iter().find_map(|link| taken(comparison, &link, work))
            };
            drafts.extend(draft.or_else(by_figures));
        }
    }
    drafts.extend(payers(comparison));
    drafts.extend(
        comparison
            .links
            .iter()
            .filter(|link| link.score >= TOLD)
            .filter_map(|link| requested(comparison, link)),
    );
    drafts
}

/// The sentences of the other text that give figures of a base sentence, or of the one behind it, which goes on with the work.
fn figures_of(comparison: &Comparison<'_>, sentence: usize) -> Vec<Link> {
    let mut told: Vec<usize> = comparison
        .quantities
        .iter()
        .filter(|found| found.values != Values::Conflict)
        .filter(|found| (sentence..sentence + 2).contains(&comparison.base.claim(found.base).sentence))
        .map(|found| comparison.other.claim(found.other).sentence)
        .collect();
    told.sort_unstable();
    told.dedup();
    let link = |other| Link { base: sentence, other, score: TOLD, base_share: 0.0, other_share: 0.0 };
    told.into_iter().map(link).collect()
}

/// Nouns for money that comes from somebody.
const MONEY: &[&str] = &["grant", "grants", "funding", "donation", "donations", "subsidy", "sponsorship"];

/// Who pays, behind the sentence it is told in.
pub(crate) type Payer = (usize, Range<usize>);

/// Who pays in a text: "funded by the trust", "a grant of £18,000 from the council".
fn paid<'w>(witness: &'w Witness<'_>) -> &'w [Payer] {
    witness.readings.payers.get_or_init(|| read_payers(witness))
}

fn read_payers(witness: &Witness<'_>) -> Vec<Payer> {
    let mut found = Vec::new();
    for (sentence, bounds) in witness.analysis.sentences.iter().enumerate() {
        let word = |t: usize| witness.folded(t);
        let end = bounds.tokens.end;
        for t in bounds.tokens.clone() {
            let cue = match word(t) {
                verb if PAYS.contains(&verb) => (t + 1..end.min(t + 3)).find(|&t| word(t) == "by"),
                noun if MONEY.contains(&noun) => (t + 1..end.min(t + 9)).find(|&t| word(t) == "from"),
                _ => None,
            };
            found.extend(cue.and_then(|cue| doer(witness, cue + 1, end)).map(|doer| (sentence, doer)));
        }
    }
    found
}

/// The one payer of each text, where they are two that the base tells apart.
fn payers(comparison: &Comparison<'_>) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    if comparison.relation != Relation::Copy {
        return None;
    }
    let (here, there) = (paid(base), paid(other));
    let ([(sentence, ours)], [(place, theirs)]) = (here, there) else { return None };
    let (a, b) = (concepts(base, ours), concepts(other, theirs));
    let known = (0..base.analysis.sentences.len()).any(|s| holds(base, s, &b));
    let all = |witness: &Witness<'_>, sentence: usize, words: &[u32]| {
        words.iter().all(|word| holds(witness, sentence, std::slice::from_ref(word)))
    };
    let apart = !a.is_empty()
        && !b.is_empty()
        && !a.iter().any(|concept| b.contains(concept))
        && !all(base, *sentence, &b)
        && !all(other, *place, &a);
    if !known || !apart {
        return None;
    }
    let (x, y) = (base.span_of(ours.clone()), other.span_of(theirs.clone()));
    let message =
        format!("{{base}} has the money from “{}”; {{other}} from “{}”", base.words(x), other.words(y));
    Some(
        Draft::new(FindingKind::Attribution, Severity::Error, 0.55, message)
            .between(base.sentence(*sentence).span, other.sentence(*place).span)
            .focus(Some(x), Some(y)),
    )
}

/// "At the request of" another one in linked sentences, where the base has that one as the doer.
fn requested(comparison: &Comparison<'_>, link: &Link) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let request = |witness: &Witness<'_>, sentence: usize| {
        let tokens = witness.sentence(sentence).tokens.clone();
        let word = |t: usize| witness.folded(t);
        let at = tokens.clone().find(|&t| {
            matches!(word(t), "request" | "behest" | "urging" | "instigation") && word(t + 1) == "of"
        })?;
        doer(witness, at + 2, tokens.end)
    };
    let (ours, theirs) = (request(base, link.base)?, request(other, link.other)?);
    let (a, b) = (concepts(base, &ours), concepts(other, &theirs));
    let swapped = !a.iter().any(|concept| b.contains(concept)) && holds(base, link.base, &b);
    let (x, y) = (base.span_of(ours), other.span_of(theirs));
    let message =
        format!("{{base}} has it at the request of “{}”; {{other}} of “{}”", base.words(x), other.words(y));
    swapped.then(|| draft(comparison, link, Severity::Error, message).focus(Some(x), Some(y)))
}

/// The works of a sentence whose doer is told.
fn works<'w>(witness: &'w Witness<'_>, sentence: usize) -> &'w [Work] {
    let sentences = 0..witness.analysis.sentences.len();
    let all = witness.readings.works.get_or_init(|| sentences.map(|s| read_works(witness, s)).collect());
    all.get(sentence).map_or(&[], Vec::as_slice)
}

fn read_works(witness: &Witness<'_>, sentence: usize) -> Vec<Work> {
    let tokens = witness.sentence(sentence).tokens.clone();
    let nouns = tokens.clone().filter(|&t| WORKS.contains(&witness.folded(t)));
    nouns.filter_map(|noun| work(witness, noun, tokens.end)).collect()
}

fn work(witness: &Witness<'_>, noun: usize, end: usize) -> Option<Work> {
    let reach = noun + 1..end.min(noun + 1 + REACH);
    let by = reach
        .clone()
        .take_while(|&t| !ENDS.contains(&witness.folded(t)))
        .find(|&t| witness.folded(t) == "by")?;
    let paid = (by.saturating_sub(2).max(noun + 1)..by).any(|t| PAYS.contains(&witness.folded(t)));
    let doer = doer(witness, by + 1, end)?;
    Some(Work { noun, doer, paid })
}

/// The phrase behind "by": content words, with an article before them.
fn doer(witness: &Witness<'_>, from: usize, end: usize) -> Option<Range<usize>> {
    let small = |t: &usize| matches!(witness.folded(*t), "the" | "a" | "an" | "its" | "their");
    let first = (from..end).find(|t| !small(t))?;
    // A name goes on over "of" and "&"; a common noun ends before the verb.
    let named = witness.terms[first].class == Class::Name;
    let joins = |t: usize| {
        matches!(witness.folded(t), "of" | "&")
            && named
            && t + 1 < end
            && witness.terms[t + 1].class == Class::Name
    };
    let goes_on = |t: &usize| {
        let class = witness.terms[*t].class;
        let word = class == Class::Word
            && !ENDS.contains(&witness.folded(*t))
            && !witness.folded(*t).ends_with("ed");
        class == Class::Name || word && (!named || *t == first) || joins(*t)
    };
    let last = (first..end.min(first + 6)).take_while(goes_on).last()?;
    Some(first..last + 1)
}

/// Concepts of the content words of some tokens.
fn concepts(witness: &Witness<'_>, tokens: &Range<usize>) -> Vec<u32> {
    tokens.clone().filter(|&t| witness.is_content(t)).map(|t| witness.terms[t].concept).collect()
}

fn holds(witness: &Witness<'_>, sentence: usize, concepts: &[u32]) -> bool {
    let bag = &witness.bags[sentence];
    concepts.iter().any(|concept| bag.binary_search_by_key(concept, |entry| entry.0).is_ok())
}

/// The same work, given to somebody whom the base knows as somebody else, or whom it does not name.
fn exchanged(comparison: &Comparison<'_>, link: &Link, here: &Work) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let rival = works(other, link.other)
        .iter()
        .find(|there| other.terms[there.noun].concept == base.terms[here.noun].concept)?;
    let (ours, theirs) = (concepts(base, &here.doer), concepts(other, &rival.doer));
    if holds(other, link.other, &ours) || holds(base, link.base, &theirs) {
        return None;
    }
    let named = rival.doer.clone().any(|t| other.terms[t].class == Class::Name);
    let anybody = rival.doer.clone().any(|t| ANYBODY.contains(&other.folded(t)));
    let known = (0..base.analysis.sentences.len()).any(|sentence| holds(base, sentence, &theirs));
    if !named && (anybody || !known) {
        return None;
    }
    let (a, b) = (base.span_of(here.doer.clone()), other.span_of(rival.doer.clone()));
    let message = format!(
        "{{other}} gives the {} to “{}”; {{base}} has it {} “{}”",
        base.folded(here.noun),
        other.words(b),
        if here.paid { "paid for by" } else { "from" },
        base.words(a)
    );
    Some(draft(comparison, link, Severity::Error, message).focus(Some(a), Some(b)))
}

fn draft(comparison: &Comparison<'_>, link: &Link, severity: Severity, message: String) -> Draft {
    let (here, there) =
        (comparison.base.sentence(link.base).span, comparison.other.sentence(link.other).span);
    Draft::new(FindingKind::Attribution, severity, f64::from(0.4 + 0.4 * link.score), message)
        .between(here, there)
}

/// The same work without the one who paid for it, who is told nowhere beside it; the loss of who made it is a note.
fn lost(comparison: &Comparison<'_>, link: &Link, here: &Work) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let noun = base.terms[here.noun].concept;
    let at = other.sentence(link.other).tokens.clone().find(|&t| other.terms[t].concept == noun)?;
    let ours = concepts(base, &here.doer);
    let pays =
        |sentence: usize| other.sentence(sentence).tokens.clone().any(|t| PAYS.contains(&other.folded(t)));
    // Another payer there is another finding.
    if pays(link.other) {
        return None;
    }
    let told = (0..other.analysis.sentences.len()).any(|sentence| {
        let about = sentence == link.other || holds(other, sentence, &[noun]) || pays(sentence);
        about && holds(other, sentence, &ours)
    });
    if told || work(other, at, other.sentence(link.other).tokens.end).is_some() {
        return None;
    }
    let a = base.span_of(here.doer.clone());
    let (severity, what) = if here.paid { (Severity::Warning, "paid for") } else { (Severity::Note, "made") };
    let message = format!(
        "{{other}} no longer says who {what} the {}, “{}”: {}",
        base.folded(here.noun),
        base.words(a),
        excerpt(other, other.sentence(link.other).span)
    );
    let focus: Option<Span> = Some(other.span_of(at..at + 1));
    Some(draft(comparison, link, severity, message).focus(Some(a), focus).toward(Direction::Lost))
}

/// What a work found, told by somebody whom the base knows as somebody else: "the company says" for an outside laboratory.
fn taken(comparison: &Comparison<'_>, link: &Link, here: &Work) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    let tokens = base.sentence(link.base).tokens.clone();
    let subject = here.noun <= tokens.start + 3;
    let noun = base.terms[here.noun].concept;
    let ours = concepts(base, &here.doer);
    let near = link.other.saturating_sub(1)..(link.other + 2).min(other.analysis.sentences.len());
    if here.paid || !subject || near.into_iter().any(|s| holds(other, s, &ours) || holds(other, s, &[noun])) {
        return None;
    }
    let (span, name) = other.claims_of(link.other).find_map(|(_, claim)| {
        let attribution = claim.attribution.as_ref().filter(|a| !a.direct && !a.resolved)?;
        Some((attribution.span?, attribution.speaker.as_deref().or(attribution.role.as_deref())?))
    })?;
    let theirs = concepts(other, &other.tokens_in(span));
    let known = (0..base.analysis.sentences.len()).any(|sentence| holds(base, sentence, &theirs));
    if !known || holds(base, link.base, &theirs) {
        return None;
    }
    let a = base.span_of(here.doer.clone());
    let message = format!(
        "{{other}} has from {name} what {{base}} has from the {} by “{}”: {}",
        base.folded(here.noun),
        base.words(a),
        excerpt(other, other.sentence(link.other).span)
    );
    Some(draft(comparison, link, Severity::Warning, message).focus(Some(a), Some(span)))
}
