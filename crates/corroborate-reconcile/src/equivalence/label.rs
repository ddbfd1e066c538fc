//! People whom one text calls guilty by a noun ("burglars") where the other one has suspects only.

use std::sync::LazyLock;

use corroborate_model::{HedgeClass, LegalStatus, Span};

use super::clause::{self, clause_at, clauses, quoted, trimmed};
use super::cue::{Hit, Line, Phrases};
use crate::comparison::Comparison;
use crate::witness::Witness;
use crate::words;

static NOUNS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::load(include_str!("../lexicon/perpetrators.txt")));

/// A noun of guilt in the other text's own voice, and what the base has instead.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FlatLabel {
    /// The clause it stands in.
    pub other: Span,
    /// The noun.
    pub focus: Span,
    /// The words that tie it to an outcome of justice, if any do.
    pub justice: Option<Span>,
    /// The base's words on the same people.
    pub base: Span,
    /// The words there that leave it open.
    pub base_focus: Span,
    /// How sure, 0 to 1.
    pub confidence: f64,
}

/// Labels of the other text's own voice, where the base knows suspects only. Empty where the base reports a conviction or
/// uses the same noun in its own voice.
pub(crate) fn flat_labels(comparison: &Comparison<'_>) -> Vec<FlatLabel> {
    let found = labels(comparison.other);
    if found.is_empty() {
        return Vec::new();
    }
    let suspects = suspects(comparison.base);
    if suspects.is_empty() || convicted(comparison.base) {
        return Vec::new();
    }
    let known: Vec<String> =
        labels(comparison.base).iter().map(|(_, hit, _)| noun(comparison.base, hit)).collect();
    found
        .iter()
        .filter(|(_, hit, _)| !known.contains(&noun(comparison.other, hit)))
        .filter_map(|(sentence, hit, justice)| flat(comparison, *sentence, hit, *justice, &suspects))
        .collect()
}

fn noun(witness: &Witness<'_>, hit: &Hit) -> String {
    let last = witness.analysis.tokens.get(hit.tokens.end - 1).map_or("", |token| witness.words(token.span));
    words::stem(&words::fold(last))
}

fn flat(
    comparison: &Comparison<'_>,
    sentence: usize,
    hit: &Hit,
    justice: Option<Span>,
    suspects: &[(usize, Span)],
) -> Option<FlatLabel> {
    let other = comparison.other;
    // The sentence of the base that the label's sentence was made of, else the one that shares most with it.
    let shared = |base: usize| {
        let (bag, there) = (&other.bags[sentence], &comparison.base.bags[base]);
        let held =
            bag.iter().filter(|(concept, _)| there.binary_search_by_key(concept, |entry| entry.0).is_ok());
        held.map(|&(concept, _)| comparison.weights.of(concept)).sum::<f32>()
    };
    let linked = |base: usize| f32::from(u8::from(comparison.link(base, sentence).is_some()));
    let (base, focus) = suspects.iter().copied().max_by(|a, b| {
        (shared(a.0) + linked(a.0)).total_cmp(&(shared(b.0) + linked(b.0))).then(b.1.cmp(&a.1))
    })?;
    let line = Line::new(other, sentence);
    let here = Line::new(comparison.base, base);
    let base_clause = clause_at(&clauses(comparison.base, &here), comparison.base.tokens_in(focus).start);
    Some(FlatLabel {
        other: trimmed(other, clause_at(&clauses(other, &line), hit.tokens.start)),
        focus: other.span_of(hit.tokens.clone()),
        justice,
        base: trimmed(comparison.base, base_clause),
        base_focus: focus,
        confidence: if shared(base) > 0.0 { 0.7 } else { 0.5 },
    })
}

/// A noun of guilt in a sentence, with the justice words of its clause.
pub(crate) type Label = (usize, Hit, Option<Span>);

/// Labels in the text's own voice that nothing leaves open.
fn labels<'w>(witness: &'w Witness<'_>) -> &'w [Label] {
    let sentences = 0..witness.analysis.sentences.len();
    witness.readings.labels.get_or_init(|| sentences.flat_map(|sentence| read(witness, sentence)).collect())
}

fn read(witness: &Witness<'_>, sentence: usize) -> Vec<Label> {
    let line = Line::new(witness, sentence);
    let hits = NOUNS.find(&line);
    if !hits.iter().any(|hit| hit.tag == "label") {
        return Vec::new();
    }
    let parts = clauses(witness, &line);
    let tagged = |tag: &'static str| hits.iter().filter(move |hit| hit.tag == tag);
    let free = |hit: &Hit| {
        let clause = clause_at(&parts, hit.tokens.start);
        let covered = tagged("cover")
            .any(|cover| clause.contains(&cover.tokens.start) && cover.tokens.end <= hit.tokens.start);
        let span = witness.span_of(hit.tokens.clone());
        let hedged = witness.claims_of(sentence).flat_map(|(_, claim)| &claim.hedges).any(|hedge| {
            let cue = witness.tokens_in(hedge.span);
            clause.contains(&cue.start) && cue.end <= hit.tokens.start && open(hedge.class)
        });
        let denied =
            clause::denials(&line, &parts).iter().any(|denial| denial.scope.contains(&hit.tokens.start));
        !(covered || hedged || denied || part_of_compound(witness, &line, hit) || quoted(witness, span))
    };
    let justice = |hit: &Hit| {
        let clause = clause_at(&parts, hit.tokens.start);
        tagged("justice")
            .find(|j| clause.contains(&j.tokens.start))
            .map(|j| witness.span_of(j.tokens.clone()))
    };
    let own: Vec<&Hit> = tagged("label").filter(|hit| free(hit)).collect();
    own.into_iter().map(|hit| (sentence, hit.clone(), justice(hit))).collect()
}

fn open(class: HedgeClass) -> bool {
    matches!(class, HedgeClass::Allegation | HedgeClass::Belief | HedgeClass::Possibility)
}

/// "Killer storm", "criminal barrister", "the Offenders' Register": the noun belongs to another one.
fn part_of_compound(witness: &Witness<'_>, line: &Line<'_>, hit: &Hit) -> bool {
    const ADJECTIVES: &[&str] = &["killer", "criminal", "terrorist", "attacker", "dealer", "thief"];
    let next = hit.tokens.end;
    let noun_follows =
        witness.is_content(next) && !line.word(next).ends_with("ed") && !line.word(next).ends_with("ing");
    let possessive = witness.analysis.tokens.get(next - 1).is_some_and(|token| {
        let word = witness.words(token.span);
        word.ends_with(['\'', '’'])
    });
    // "The Burglar Alarm Company", "the Offender Management Board".
    let named =
        witness.analysis.names.iter().any(|name| name.span.contains(witness.span_of(hit.tokens.clone())));
    possessive
        || named
        || noun_follows && ADJECTIVES.contains(&line.word(next - 1))
        || line.word(next) == "register"
}

/// Where the base's own voice has somebody suspected, believed to have done something or arrested.
fn suspects(base: &Witness<'_>) -> Vec<(usize, Span)> {
    let mut found = Vec::new();
    for sentence in 0..base.analysis.sentences.len() {
        for (_, claim) in base.claims_of(sentence) {
            let accused = matches!(
                claim.legal_status,
                Some(LegalStatus::Suspected | LegalStatus::Arrested | LegalStatus::Charged)
            );
            let hedge = claim
                .hedges
                .iter()
                .find(|h| h.class == HedgeClass::Allegation || accused && h.class == HedgeClass::Belief);
            let span =
                hedge.map(|hedge| hedge.span).or_else(|| accused.then(|| step(base, sentence)).flatten());
            found.extend(span.filter(|&span| !quoted(base, span)).map(|span| (sentence, span)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The word that puts somebody on a step short of conviction.
fn step(base: &Witness<'_>, sentence: usize) -> Option<Span> {
    super::case::steps(base, sentence)
        .into_iter()
        .find(|step| step.status < LegalStatus::Convicted)
        .map(|step| step.span)
}

fn convicted(base: &Witness<'_>) -> bool {
    (0..base.analysis.sentences.len()).any(|sentence| {
        super::case::steps(base, sentence)
            .iter()
            .any(|step| step.status == LegalStatus::Convicted && !step.open)
    })
}
