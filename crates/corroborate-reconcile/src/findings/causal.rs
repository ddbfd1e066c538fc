//! Rule `causal`: a link between cause and effect is put more strongly than in the base, or another cause is given.
//!
//! Each causal claim of the other text is cut into its two sides and looked for in the base. Where the base tells both
//! sides, its own link, or none, is held against it. Not here: weaker links, and chains over several sentences.

use std::ops::Range;
use std::sync::LazyLock;

use corroborate_model::{
    Causal, CausalStrength, Claim, Direction, FindingKind, HedgeClass, Payload, Severity, Span,
};

use super::{Draft, open_cause};
use crate::comparison::{Comparison, Relation};
use crate::equivalence::clause::{self, clauses, quoted, trimmed};
use crate::equivalence::cue::{Hit, Line, Phrases};
use crate::equivalence::told::{self, content, excerpt};
use crate::witness::Witness;

static CAUSES: LazyLock<Phrases> = LazyLock::new(|| Phrases::load(include_str!("../lexicon/causes.txt")));

/// How many content words of each side are looked for.
const REACH: usize = 8;

pub(super) fn find(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    drafts.extend(proven(comparison));
    drafts.extend(open_cause::find(comparison));
    drafts.extend(between_copies(comparison));
    let other = comparison.other;
    let sentences = 0..other.analysis.sentences.len();
    let asserted = |link: &Link| link.strength >= CausalStrength::Contribution && !quoted(other, link.span);
    let told: Vec<(usize, Link)> = sentences
        .flat_map(|sentence| links(other, sentence).into_iter().map(move |link| (sentence, link)))
        .filter(|(_, link)| asserted(link))
        .collect();
    if told.is_empty() {
        return;
    }
    let bases: Vec<Vec<Link>> =
        (0..comparison.base.analysis.sentences.len()).map(|base| links(comparison.base, base)).collect();
    let mut seen = Vec::new();
    for (sentence, link) in &told {
        let Some(draft) = judge(comparison, *sentence, link, &bases) else { continue };
        let place = (*sentence, draft.base.map(Span::start));
        if !seen.contains(&place) {
            seen.push(place);
            drafts.push(draft);
        }
    }
}

/// Two copies that give the same cause of the same thing, the later one more weakly: neither of them has it from the base.
fn between_copies(comparison: &Comparison<'_>) -> Vec<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    if comparison.relation != Relation::Siblings {
        return Vec::new();
    }
    let shared = |mine: &[usize], theirs: &[usize]| {
        let concepts: Vec<u32> = theirs.iter().map(|&t| other.terms[t].concept).collect();
        mine.iter().filter(|&&t| concepts.contains(&base.terms[t].concept)).count()
    };
    let close = comparison.links.iter().filter(|link| link.score >= 0.5);
    let pairs = close.filter_map(|link| {
        let here = links(base, link.base).into_iter().find(|own| own.strength == CausalStrength::Cause)?;
        let there = links(other, link.other).into_iter().find(|rival| {
            rival.strength < CausalStrength::Contribution
                && shared(&here.cause, &rival.cause) >= 1
                && shared(&here.effect, &rival.effect) >= 2
        })?;
        let (a, b) = (trimmed(base, here.clause.clone()), trimmed(other, there.clause.clone()));
        let message = format!(
            "{{other}} tells this more weakly than {{base}}: {} where {{base}} has {}.",
            excerpt(other, b),
            excerpt(base, a)
        );
        let spoken = quoted(base, here.span) || quoted(other, there.span);
        let draft = Draft::new(FindingKind::Causal, Severity::Warning, 0.6, message)
            .between(a, b)
            .focus(Some(here.span), Some(there.span))
            .toward(Direction::Weaker);
        (!spoken).then_some(draft)
    });
    pairs.collect()
}

/// A causal link cut into its sides, as content tokens.
struct Link {
    span: Span,
    strength: CausalStrength,
    cause: Vec<usize>,
    effect: Vec<usize>,
    clause: Range<usize>,
    /// Whether the cause stands in an earlier sentence.
    anaphor: bool,
}

/// The causal links of a sentence, each once.
fn links(witness: &Witness<'_>, sentence: usize) -> Vec<Link> {
    let mut causals: Vec<&Causal> =
        witness.claims_of(sentence).filter_map(|(_, claim)| causal(claim)).collect();
    causals.sort_by_key(|causal| causal.span);
    causals.dedup_by_key(|causal| causal.span);
    let bounds = witness.sentence(sentence).span;
    causals.retain(|causal| bounds.contains(causal.span));
    if causals.is_empty() {
        return Vec::new();
    }
    let line = Line::new(witness, sentence);
    let hits = CAUSES.find(&line);
    causals.into_iter().filter_map(|causal| cut(witness, sentence, &line, &hits, causal)).collect()
}

fn causal(claim: &Claim) -> Option<&Causal> {
    match &claim.payload {
        Payload::Statement(statement) => statement.causal.as_ref(),
        _ => None,
    }
}

fn cut(
    witness: &Witness<'_>,
    sentence: usize,
    line: &Line<'_>,
    hits: &[Hit],
    causal: &Causal,
) -> Option<Link> {
    let cue = witness.tokens_in(causal.span);
    let hit = hits
        .iter()
        .find(|hit| hit.tokens.start < cue.end && cue.start < hit.tokens.end && hit.tag != "doubt")?;
    let whole = witness.sentence(sentence).tokens.clone();
    let clauses = clauses(witness, line);
    let before = whole.start..cue.start.min(hit.tokens.start);
    let after = cue.end.max(hit.tokens.end)..whole.end;
    let tail = |range: Range<usize>| {
        let words = content(witness, range, usize::MAX);
        words[words.len().saturating_sub(REACH)..].to_vec()
    };
    let anaphor = hit.tag == "anaphor";
    let (cause, effect) = match hit.tag {
        "anaphor" => {
            let earlier = sentence.checked_sub(1).map(|s| witness.sentence(s).tokens.clone());
            (earlier.map_or_else(Vec::new, |tokens| content(witness, tokens, REACH)), tail(before))
        }
        "frame" => (tail(before), content(witness, after, REACH)),
        // "Because of X, Y": the cause ends at the comma.
        _ if content(witness, before.clone(), 1).is_empty() => {
            let comma = after.clone().find(|&token| line.word(token) == ",").unwrap_or(after.end);
            (content(witness, after.start..comma, REACH), content(witness, comma..after.end, REACH))
        }
        _ => (content(witness, after.start..clause_end(&clauses, after.start), REACH), tail(before)),
    };
    let clause = clause::clause_at(&clauses, cue.start);
    Some(Link { span: causal.span, strength: causal.strength, cause, effect, clause, anaphor })
}

fn clause_end(clauses: &[Range<usize>], token: usize) -> usize {
    clauses.iter().find(|clause| clause.contains(&token)).map_or(token, |clause| clause.end)
}

/// What the base has to say to a link: a sentence with both sides, one with the effect and another cause, one with the
/// effect alone.
#[derive(Default)]
struct Found<'b> {
    both: Option<Base<'b>>,
    exchanged: Option<Base<'b>>,
    effect: Option<Base<'b>>,
}

fn judge(comparison: &Comparison<'_>, sentence: usize, link: &Link, bases: &[Vec<Link>]) -> Option<Draft> {
    if link.effect.is_empty() || link.cause.is_empty() || keeps_open(comparison.other, sentence, link) {
        return None;
    }
    let found = search(comparison, sentence, link, bases);
    match found.both {
        Some(base) if !link.anaphor => return stronger(comparison, link, &base),
        _ => {}
    }
    let exchanged = found.exchanged.and_then(|base| other_cause(comparison, link, &base));
    let gained = found.effect.filter(|_| !link.anaphor);
    exchanged.or_else(|| gained.and_then(|base| from_nothing(comparison, link, &base)))
}

fn search<'b>(
    comparison: &Comparison<'_>,
    sentence: usize,
    link: &Link,
    bases: &'b [Vec<Link>],
) -> Found<'b> {
    let mut found = Found::default();
    for (base, links) in bases.iter().enumerate() {
        let linked = comparison.link(base, sentence).map_or(0.0, |link| link.score);
        if comparison.relation == Relation::Within && linked == 0.0 {
            continue;
        }
        let (cause, _) = whole(comparison, &link.cause, base);
        let (effect, told) = whole(comparison, &link.effect, base);
        if cause + effect < 0.3 {
            continue;
        }
        let entry = Base { sentence: base, cause, effect, linked, links };
        let both = cause >= 0.3 && effect >= 0.12 || cause >= 0.15 && effect >= 0.4;
        if same_cause(comparison, link, links) || both && !links.is_empty() {
            keep(&mut found.both, entry);
        } else if effect >= 0.55 && told >= 2 && linked > 0.0 && cause < 0.1 {
            keep(&mut found.exchanged, entry);
        }
        if effect >= 0.6 && told >= 3 && linked >= 0.3 {
            keep(&mut found.effect, entry);
        }
    }
    found
}

/// Whether the base gives the same cause, in whatever weaker link: "helped by orders" told as "orders drove".
fn same_cause(comparison: &Comparison<'_>, link: &Link, links: &[Link]) -> bool {
    links.iter().any(|theirs| {
        let concepts: Vec<u32> = theirs.cause.iter().map(|&t| comparison.base.terms[t].concept).collect();
        let held =
            link.cause.iter().filter(|&&t| concepts.contains(&comparison.other.terms[t].concept)).count();
        let explicit = matches!(theirs.strength, CausalStrength::Association | CausalStrength::Contribution);
        explicit && held >= 2 && held * 2 >= link.cause.len()
    })
}

/// A base sentence and how much of both sides it tells.
#[derive(Clone, Copy)]
struct Base<'b> {
    sentence: usize,
    cause: f32,
    effect: f32,
    linked: f32,
    /// The links it tells itself.
    links: &'b [Link],
}

impl Base<'_> {
    fn weight(&self) -> f32 {
        self.cause + self.effect + 0.5 * self.linked + if self.links.is_empty() { 0.0 } else { 0.3 }
    }
}

fn keep<'b>(best: &mut Option<Base<'b>>, entry: Base<'b>) {
    if best.is_none_or(|best| entry.weight() > best.weight()) {
        *best = Some(entry);
    }
}

/// Share of some words, and their number, that a whole sentence of the base tells.
fn whole(comparison: &Comparison<'_>, words: &[usize], base: usize) -> (f32, usize) {
    let bag = &comparison.base.bags[base];
    let (mut held, mut total, mut count) = (0.0, 0.0, 0);
    for &word in words {
        let concept = comparison.other.terms[word].concept;
        let weight = told::weight(comparison.other, &comparison.weights, word);
        total += weight;
        if bag.binary_search_by_key(&concept, |entry| entry.0).is_ok() {
            held += weight;
            count += 1;
        }
    }
    (if total > 0.0 { held / total } else { 0.0 }, count)
}

/// Whether the link itself is hedged or denied in the other text.
fn keeps_open(other: &Witness<'_>, sentence: usize, link: &Link) -> bool {
    let open = |class| !matches!(class, HedgeClass::Limiter | HedgeClass::Intention);
    let line = Line::new(other, sentence);
    let parts = clauses(other, &line);
    let start = link.clause.start;
    let previous = parts.iter().rfind(|part| part.end <= start).map_or(start, |part| part.start);
    let token = |span: Span| other.tokens_in(span).start;
    let hedged = other.claims_of(sentence).flat_map(|(_, claim)| &claim.hedges);
    let cue = other.tokens_in(link.span).start;
    let near = |at: usize| (previous..=cue).contains(&at);
    hedged.filter(|hedge| open(hedge.class)).any(|hedge| near(token(hedge.span)))
        || clause::denials(&line, &parts).iter().any(|denial| near(denial.cue.start))
}

fn stronger(comparison: &Comparison<'_>, link: &Link, base: &Base<'_>) -> Option<Draft> {
    let top = base.links.iter().max_by_key(|link| link.strength);
    let strength = top.map_or(CausalStrength::Coincidence, |link| link.strength);
    let doubted = doubted(comparison.base, base.sentence, top);
    if !doubted && strength >= link.strength.min(CausalStrength::Cause) {
        return None;
    }
    let severity = if doubted { Severity::Error } else { Severity::Warning };
    let confidence = if doubted { 0.75 } else { 0.5 } + 0.12 * f64::from(base.weight().min(2.0));
    let verb = if doubted { "as settled, which {base} leaves open" } else { "more strongly than {base}" };
    Some(draft(comparison, link, base, severity, confidence, verb, top).toward(Direction::Stronger))
}

/// Whether the base says that its link is not established.
fn doubted(base: &Witness<'_>, sentence: usize, link: Option<&Link>) -> bool {
    let Some(link) = link else { return false };
    let line = Line::new(base, sentence);
    let near = CAUSES.find(&line).iter().any(|hit| hit.tag == "doubt");
    let hedged = base.claims_of(sentence).flat_map(|(_, claim)| &claim.hedges).any(|hedge| {
        let cue = base.tokens_in(hedge.span);
        // "Could cause" tells what a thing is able to do, "may have caused" that nobody knows.
        let guess = hedge.class == HedgeClass::Possibility && hedge.text.contains(' ');
        (guess
            || matches!(hedge.class, HedgeClass::Belief | HedgeClass::Allegation | HedgeClass::Provisional))
            && (link.clause.contains(&cue.start) || near)
    });
    link.strength >= CausalStrength::Association && (near || hedged)
}

/// Both texts give a cause for one effect, and the causes have no word in common.
fn other_cause(comparison: &Comparison<'_>, link: &Link, base: &Base<'_>) -> Option<Draft> {
    let theirs = links(comparison.base, base.sentence);
    let told =
        theirs.iter().find(|l| l.strength == CausalStrength::Cause && !l.anaphor && l.cause.len() >= 2)?;
    if link.strength < CausalStrength::Cause {
        return None;
    }
    let concepts: Vec<u32> = told.cause.iter().map(|&t| comparison.base.terms[t].concept).collect();
    let shared = link.cause.iter().any(|&t| concepts.contains(&comparison.other.terms[t].concept));
    let confidence = 0.4 + 0.35 * f64::from(base.effect) + 0.15 * f64::from(base.linked);
    let verb = "from another cause than {base}";
    (!shared).then(|| draft(comparison, link, base, Severity::Error, confidence, verb, Some(told)))
}

/// The base tells the effect and no cause at all.
fn from_nothing(comparison: &Comparison<'_>, link: &Link, base: &Base<'_>) -> Option<Draft> {
    let apart = comparison.relation != Relation::Copy || link.strength < CausalStrength::Cause;
    if apart || base.links.iter().any(|link| link.strength > CausalStrength::Coincidence) {
        return None;
    }
    let confidence = 0.35 + 0.2 * f64::from(base.effect);
    let verb = "as caused, which {base} does not";
    Some(draft(comparison, link, base, Severity::Warning, confidence, verb, None).toward(Direction::Stronger))
}

fn draft(
    comparison: &Comparison<'_>,
    link: &Link,
    base: &Base<'_>,
    severity: Severity,
    confidence: f64,
    verb: &str,
    theirs: Option<&Link>,
) -> Draft {
    let there = trimmed(comparison.other, link.clause.clone());
    let whole = comparison.base.sentence(base.sentence).tokens.clone();
    let here = trimmed(comparison.base, theirs.map_or(whole, |link| link.clause.clone()));
    let message = format!(
        "{{other}} tells this {verb}: {} where {{base}} has {}.",
        excerpt(comparison.other, there),
        excerpt(comparison.base, here),
    );
    Draft::new(FindingKind::Causal, severity, confidence.min(0.95), message)
        .between(here, there)
        .focus(theirs.map(|link| link.span), Some(link.span))
}

/// The first token that speaks of proof, and the first that speaks of a link.
fn proofs(witness: &Witness<'_>) -> (Option<usize>, Option<usize>) {
    const PROOF: &[&str] = &["prove", "proves", "proved", "proven", "proof"];
    const LINKS: &[&str] = &["linked", "associated", "association", "correlation", "correlated"];
    let first = |words: &[&str]| {
        witness.analysis.tokens.iter().position(|token| {
            let said = witness.words(token.span);
            words.iter().any(|word| said.eq_ignore_ascii_case(word))
        })
    };
    *witness.readings.proofs.get_or_init(|| (first(PROOF), first(LINKS)))
}

/// A link that the base calls possible at most, told as proven: "scientists prove".
fn proven(comparison: &Comparison<'_>) -> Option<Draft> {
    let (base, other) = (comparison.base, comparison.other);
    // The base may speak of proof itself, or deny that there is any: then the other text has the word from there.
    let (None, Some(link)) = proofs(base) else { return None };
    let at = proofs(other).0?;
    let (here, there) = (base.analysis.tokens[link].span, other.analysis.tokens[at].span);
    let (a, b) = (base.sentence_at(here.start())?, other.sentence_at(there.start())?);
    let line = Line::new(other, b);
    let open = line
        .words
        .iter()
        .any(|word| matches!(word.as_ref(), "not" | "no" | "never" | "cannot" | "if" | "whether"));
    (!open).then(|| {
        let message = format!(
            "{{base}} says “{}”; {{other}} calls it proven: “{}”",
            base.words(here),
            other.words(there)
        );
        Draft::new(FindingKind::Causal, Severity::Error, 0.65, message)
            .between(base.sentence(a).span, other.sentence(b).span)
            .focus(Some(here), Some(there))
            .toward(Direction::Stronger)
    })
}
