//! Single changes in otherwise equal words.
//!
//! Where a copy repeats a sentence of the base but for a word or two, what those words are says what was changed, whatever
//! extraction made of them: one number for another, one month or weekday for another, a denial or a hedge set or struck, a
//! word inside quotation marks. Rules read claims and can weigh paraphrase; this reads the difference alone, and only where
//! the words on both sides of it are the same. It speaks where no rule has told of the change.
//!
//! Not here: words of the source's own voice exchanged for others, which may be mere rewriting.

use std::ops::Range;
use std::sync::LazyLock;

use corroborate_model::{Bound, Claim, Direction, FindingKind, Payload, Severity, Span, TokenKind};
use foldhash::HashMap;
use similar::DiffTag;

use crate::align::Link;
use crate::comparison::{Chunk, Comparison, Relation};
use crate::contrasts;
use crate::equivalence::case;
use crate::equivalence::clause::{self, Denial, clauses, denials};
use crate::equivalence::cue::Line;
use crate::equivalence::date::{self, Dates};
use crate::equivalence::quantity::{self, Values};
use crate::equivalence::quotation::abbreviates;
use crate::equivalence::told::excerpt;
use crate::findings::Draft;
use crate::findings::hedge::keeps_open;
use crate::witness::Witness;

/// A changed stretch has at most this many words on either side.
const LONGEST: usize = 4;
/// Equal words that have to stand around it, at most three on each side counted; a sentence's end counts as two.
const AROUND: usize = 4;
/// On either side so many, unless one value stands in the place of another.
const BESIDE: usize = 2;
/// Two sentences under this score are no repetition.
const REPEATED: f32 = 0.5;

/// What may stand in a slot, and its value.
static WRITINGS: LazyLock<HashMap<&'static str, (&'static str, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("lexicon/slots.txt").lines().filter(|line| !line.starts_with('#'));
    let writings = lines.filter_map(|line| line.split_once(": ")).flat_map(|(sort, words)| {
        let value = words.split(' ').next().unwrap_or_default();
        words.split(' ').map(move |word| (word, (sort, value)))
    });
    writings.collect()
});

/// A changed stretch of two repeated sentences.
struct Slot<'c, 'w> {
    comparison: &'c Comparison<'w>,
    link: Link,
    base: Range<usize>,
    other: Range<usize>,
    /// Whether equal words stand on both sides of it.
    framed: bool,
}

/// Adds drafts for the single changes that none of the `drafts` tells of.
pub(crate) fn complete(comparison: &Comparison<'_>, drafts: &mut Vec<Draft>) {
    if comparison.relation == Relation::Within {
        return;
    }
    let mut added = Vec::new();
    for link in repeated(comparison) {
        for slot in changes(comparison, &link) {
            added.extend(slot.read().filter(|draft| !drafts.iter().any(|told| tells_of(told, &slot, draft))));
        }
    }
    drafts.extend(added);
}

/// Links between sentences that are each other's best counterpart, and not the same words.
fn repeated(comparison: &Comparison<'_>) -> Vec<Link> {
    let best = |link: &&Link| {
        comparison.links_of_other(link.other).first().is_some_and(|best| best.base == link.base)
            && comparison.links_of_base(link.base).first().is_some_and(|best| best.other == link.other)
    };
    comparison
        .links
        .iter()
        .filter(|link| (REPEATED..1.0).contains(&link.score))
        .filter(|link| {
            !date::is_stamp(comparison.base, link.base) && !date::is_stamp(comparison.other, link.other)
        })
        .filter(best)
        .copied()
        .collect()
}

/// The short changed stretches of two sentences that have equal words around them.
fn changes<'c, 'w>(comparison: &'c Comparison<'w>, link: &Link) -> Vec<Slot<'c, 'w>> {
    let chunks = comparison.diff(link);
    let words =
        |witness: &Witness<'_>, range: &Range<usize>| range.clone().filter(|&t| witness.is_word(t)).count();
    let equal = |at: Option<usize>| match at.and_then(|at| Some((at, chunks.get(at)?))) {
        Some((at, chunk)) if chunk.tag == DiffTag::Equal => {
            let end = if at == 0 || at + 1 == chunks.len() { 2 } else { 0 };
            (words(comparison.base, &chunk.base) + end).min(3)
        }
        Some(_) => 0,
        None => 2,
    };
    let slot = |(at, chunk): (usize, &Chunk)| {
        let (left, right) = (equal(at.checked_sub(1)), equal(Some(at + 1)));
        let fits = chunk.tag != DiffTag::Equal
            && words(comparison.base, &chunk.base) <= LONGEST
            && words(comparison.other, &chunk.other) <= LONGEST
            && left + right >= AROUND;
        let slot = Slot {
            comparison,
            link: *link,
            base: chunk.base.clone(),
            other: chunk.other.clone(),
            framed: left.min(right) >= BESIDE,
        };
        fits.then_some(slot)
    };
    chunks.iter().enumerate().filter_map(slot).collect()
}

/// Whether a draft tells of a slot already: a kind that may be meant by the same change, at the same words.
fn tells_of(told: &Draft, slot: &Slot<'_, '_>, draft: &Draft) -> bool {
    use FindingKind as K;
    let kin: &[K] = match draft.kind {
        K::ValueConflict | K::Date => &[
            K::ValueConflict,
            K::Date,
            K::Identity,
            K::Contact,
            K::Place,
            K::TimeFrame,
            K::BaselineDropped,
            K::QuoteAltered,
        ],
        K::Polarity => &[K::Polarity, K::LegalStatus, K::QuoteAltered, K::QuoteTruncated],
        K::Hedge => &[
            K::Hedge,
            K::LegalStatus,
            K::Polarity,
            K::Scope,
            K::Causal,
            K::PrecisionLoss,
            K::ValueConflict,
            K::QuoteAltered,
            K::QuoteTruncated,
        ],
        _ => &[
            K::QuoteAltered,
            K::QuoteTruncated,
            K::QuoteSpliced,
            K::Polarity,
            K::Hedge,
            K::ValueConflict,
            K::Date,
            K::Identity,
        ],
    };
    let overlap = |a: Option<Span>, b: Span| a.is_some_and(|a| !b.is_empty() && a.overlaps(b));
    let (base, other) = slot.spans();
    kin.contains(&told.kind)
        && told.severity >= draft.severity.min(Severity::Warning)
        && (overlap(told.base_focus.or(told.base), base) || overlap(told.other_focus.or(told.other), other))
}

impl Slot<'_, '_> {
    fn spans(&self) -> (Span, Span) {
        (self.comparison.base.span_of(self.base.clone()), self.comparison.other.span_of(self.other.clone()))
    }

    /// What the change is, if it is of a sort that can be told from the words alone.
    fn read(&self) -> Option<Draft> {
        if self.same_values() {
            return None;
        }
        let value = self.value();
        if value.is_some() || !self.framed {
            return value;
        }
        self.denial().or_else(|| self.legal()).or_else(|| self.hedge()).or_else(|| self.quoted())
    }

    fn draft(&self, kind: FindingKind, severity: Severity, confidence: f64, message: String) -> Draft {
        let (base, other) = (self.comparison.base, self.comparison.other);
        let (here, there) = self.spans();
        let focus = |span: Span| (!span.is_empty()).then_some(span);
        Draft::new(kind, severity, confidence, message)
            .between(base.sentence(self.link.base).span, other.sentence(self.link.other).span)
            .focus(focus(here), focus(there))
    }

    /// The changed words with a word or two around them, for a message.
    fn wordings(&self) -> (String, String) {
        let around = |witness: &Witness<'_>, sentence: usize, changed: &Range<usize>| {
            let tokens = witness.sentence(sentence).tokens.clone();
            let start = changed.start.saturating_sub(4).max(tokens.start);
            excerpt(witness, witness.span_of(start..(changed.end + 4).min(tokens.end)))
        };
        let Comparison { base, other, .. } = self.comparison;
        (around(base, self.link.base, &self.base), around(other, self.link.other, &self.other))
    }

    /// The changed words of both texts.
    fn words(&self) -> (Vec<usize>, Vec<usize>) {
        let Comparison { base, other, .. } = self.comparison;
        let words = |witness: &Witness<'_>, range: &Range<usize>| {
            range.clone().filter(|&t| witness.is_word(t)).collect()
        };
        (words(base, &self.base), words(other, &self.other))
    }

    /// Whether the slot holds the same number or date in another writing.
    fn same_values(&self) -> bool {
        let Comparison { base, other, .. } = self.comparison;
        let (here, there) = self.words();
        let letters = |witness: &Witness<'_>, words: &[usize]| {
            words.iter().map(|&t| witness.folded(t)).collect::<String>()
        };
        let same = |(&a, &b): (&usize, &usize)| {
            let (x, y) = (filling(base, a), filling(other, b));
            x.is_some() && x == y || base.terms[a].concept == other.terms[b].concept
        };
        here.len() == there.len() && here.iter().zip(&there).all(same)
            || letters(base, &here) == letters(other, &there)
    }

    /// One number, month or weekday in the place of another.
    fn value(&self) -> Option<Draft> {
        let Comparison { base, other, .. } = self.comparison;
        let (here, there) = self.words();
        if here.len() != there.len() {
            return None;
        }
        let mut dated = false;
        for (&a, &b) in here.iter().zip(&there) {
            let (x, y) = (filling(base, a)?, filling(other, b)?);
            if x.0 != y.0 || x.1 == y.1 {
                return None;
            }
            dated |= x.0 == "date"
                || in_date(base, self.link.base, a)
                || in_date(other, self.link.other, b)
                || is_year(&x.1) && is_year(&y.1);
        }
        if self.agrees() {
            return None;
        }
        let kind = if dated { FindingKind::Date } else { FindingKind::ValueConflict };
        let (was, is) = self.wordings();
        (!here.is_empty()).then(|| {
            self.draft(
                kind,
                Severity::Error,
                0.85,
                format!("{{base}} has {was}; {{other}} has {is} in the same words"),
            )
        })
    }

    /// Whether the slot lies in figures or dates that are known to be one and can both be true ("181 million", "less than
    /// 182 million").
    fn agrees(&self) -> bool {
        let (here, there) = self.spans();
        let compatible = self.comparison.compatible.get_or_init(|| compatible(self.comparison));
        compatible.iter().any(|(base, other)| base.overlaps(here) && other.overlaps(there))
    }

    /// A denial set or struck; one that stands elsewhere in the same sentence only moved.
    fn denial(&self) -> Option<Draft> {
        if let Some(draft) = self.bare_not() {
            return Some(draft);
        }
        // "Not safe" and "dangerous" say the same.
        let (here, there) = self.words();
        let (base, other) = (self.comparison.base, self.comparison.other);
        let opposed = |a: &usize| there.iter().any(|&b| contrasts::exclude(base.folded(*a), other.folded(b)));
        if here.iter().any(opposed) {
            return None;
        }
        // Reading a sentence for denials is dear; most changes are words for words.
        if self.content() > 1 {
            return None;
        }
        // "Neither … nor" denies once, as "not … or" does.
        let read = |witness: &Witness<'_>, sentence: usize| {
            let line = Line::new(witness, sentence);
            let mut read = denials(&line, &clauses(witness, &line));
            let neither = line.words.iter().any(|word| word == "neither");
            read.retain(|denial| !neither || line.word(denial.cue.start) != "nor");
            read
        };
        let Comparison { base, other, .. } = self.comparison;
        // "Does not end until Friday" affirms that it lasts until then.
        let limit = |witness: &Witness<'_>, range: &Range<usize>| {
            matches!(witness.folded(range.end), "until" | "till")
        };
        if limit(base, &self.base) && limit(other, &self.other) {
            return None;
        }
        let (here, there) = (read(base, self.link.base), read(other, self.link.other));
        let touches = |denials: &[Denial], range: &Range<usize>, plain: bool| {
            denials.iter().any(|denial| range.contains(&denial.cue.start) && (denial.plain || !plain))
        };
        // "Neither … nor" denies once; "not end until" denies nothing that "in effect until" affirms.
        let count = |witness: &Witness<'_>, denials: &[Denial]| {
            denials.iter().filter(|denial| witness.folded(denial.cue.start) != "nor").count()
        };
        let (before, after) = (count(base, &here), count(other, &there));
        let until = base.folded(self.base.end) == "until" && other.folded(self.other.end) == "until";
        let lost = touches(&here, &self.base, true) && !touches(&there, &self.other, false) && before > after;
        let gained =
            touches(&there, &self.other, true) && !touches(&here, &self.base, false) && after > before;
        if lost == gained || until && self.content() > 0 {
            return None;
        }
        Some(self.turned(lost))
    }

    /// A "not" and nothing else set or struck, whatever it denies with the words behind it ("not very").
    fn bare_not(&self) -> Option<Draft> {
        let Comparison { base, other, .. } = self.comparison;
        let (here, there) = self.words();
        let is_not = |witness: &Witness<'_>, token: usize| witness.folded(token) == "not";
        let count = |witness: &Witness<'_>, sentence: usize| {
            witness.sentence(sentence).tokens.clone().filter(|&token| is_not(witness, token)).count()
        };
        let more = |lost: bool| {
            let (before, after) = (count(base, self.link.base), count(other, self.link.other));
            if lost { before > after } else { after > before }
        };
        match (here.as_slice(), there.as_slice()) {
            (&[token], []) if is_not(base, token) && more(true) => Some(self.turned(true)),
            ([], &[token]) if is_not(other, token) && more(false) => Some(self.turned(false)),
            _ => None,
        }
    }

    /// The draft about a denial lost or gained.
    fn turned(&self, lost: bool) -> Draft {
        let (was, is) = self.wordings();
        let message = if lost {
            format!("{{other}} affirms what {{base}} denies: {is} where {{base}} has {was}.")
        } else {
            format!("{{other}} denies what {{base}} affirms: {is} where {{base}} has {was}.")
        };
        let direction = if lost { Direction::Lost } else { Direction::Gained };
        self.draft(FindingKind::Polarity, Severity::Error, 0.8, message).toward(direction)
    }

    /// Content words changed, on the side that has more of them.
    fn content(&self) -> usize {
        let count = |witness: &Witness<'_>, range: &Range<usize>| {
            range.clone().filter(|&t| witness.is_content(t)).count()
        };
        count(self.comparison.base, &self.base).max(count(self.comparison.other, &self.other))
    }

    /// One step of a criminal case in the place of another.
    fn legal(&self) -> Option<Draft> {
        let Comparison { base, other, .. } = self.comparison;
        let (here, there) = self.spans();
        let step = |witness: &Witness<'_>, sentence: usize, span: Span| {
            case::steps(witness, sentence)
                .into_iter()
                .find(|step| step.span.overlaps(span))
                .map(|step| step.status)
        };
        if here.is_empty() || there.is_empty() {
            return None;
        }
        let (was, is) = (step(base, self.link.base, here)?, step(other, self.link.other, there)?);
        let (before, after) = self.wordings();
        let message =
            format!("{{base}} has {before} ({}); {{other}} has {after} ({})", was.name(), is.name());
        (was != is).then(|| self.draft(FindingKind::LegalStatus, Severity::Error, 0.75, message))
    }

    /// A hedge set or struck; one that stands elsewhere in the same sentence only moved.
    fn hedge(&self) -> Option<Draft> {
        let Comparison { base, other, .. } = self.comparison;
        let (here, there) =
            (hedge(base, self.link.base, &self.base), hedge(other, self.link.other, &self.other));
        let (span, lost) = match (here, there) {
            (Some(span), None) => (span, true),
            (None, Some(span)) => (span, false),
            _ => return None,
        };
        let beside = |witness: &Witness<'_>, range: &Range<usize>| {
            range
                .clone()
                .filter(|&t| witness.is_content(t) && !span.overlaps(witness.span_of(t..t + 1)))
                .count()
        };
        let (same_side, far_side) = if lost {
            (beside(base, &self.base), beside(other, &self.other))
        } else {
            (beside(other, &self.other), beside(base, &self.base))
        };
        // "The proposal" told as "the news" is a thing told by another name, "claimed to be" as "pretending to be" a pretence.
        let words = if lost { base.words(span) } else { other.words(span) }.to_lowercase();
        let named =
            matches!(words.as_str(), "proposal" | "proposals" | "plan" | "plans" | "claimed to" | "estimate");
        if named && far_side > 0 {
            return None;
        }
        let (before, after) = (hedges(base, self.link.base), hedges(other, self.link.other));
        if same_side > 0 || far_side > 1 || (if lost { before <= after } else { after <= before }) {
            return None;
        }
        // "Put at risk" and "endanger", "claimed to be" and "posing as": as open in other words.
        let (a, b) = (self.link.base, self.link.other);
        let kept = if lost { keeps_open(other, b, base, a) } else { keeps_open(base, a, other, b) };
        if kept {
            return None;
        }
        let (was, is) = self.wordings();
        let message = if lost {
            format!("{{other}} drops “{}”: {is} where {{base}} has {was}", base.words(span))
        } else {
            format!("{{other}} adds “{}”: {is} where {{base}} has {was}", other.words(span))
        };
        let severity = if lost { Severity::Warning } else { Severity::Note };
        let direction = if lost { Direction::Lost } else { Direction::Gained };
        Some(self.draft(FindingKind::Hedge, severity, 0.65, message).toward(direction))
    }

    /// Whether the changed words of the base open or close their quotation: leaving those out is no cut inside it.
    fn at_edge(&self) -> bool {
        let base = self.comparison.base;
        let tokens = base.sentence(self.link.base).tokens.clone();
        let word = |token: Option<usize>| token.is_some_and(|t| tokens.contains(&t) && base.is_word(t));
        !word(self.base.start.checked_sub(1)) || !word(Some(self.base.end))
    }

    /// Words inside quotation marks on both sides.
    fn quoted(&self) -> Option<Draft> {
        let Comparison { base, other, .. } = self.comparison;
        let (here, there) = self.spans();
        // Where words are gone, what stands around the gap has to be quoted: reported speech is no quotation.
        let inside = |witness: &Witness<'_>, span: Span, at: usize| match (span.is_empty(), at.checked_sub(1))
        {
            (true, Some(before)) => clause::quoted(witness, witness.span_of(before..at + 1)),
            (true, None) => false,
            (false, _) => clause::quoted(witness, span),
        };
        let concepts = |witness: &Witness<'_>, range: &Range<usize>| -> Vec<u32> {
            let content = range.clone().filter(|&t| witness.is_content(t));
            content.map(|t| witness.terms[t].concept).collect()
        };
        let (was, is) = (concepts(base, &self.base), concepts(other, &self.other));
        let number = |witness: &Witness<'_>, range: &Range<usize>| {
            range.clone().any(|t| filling(witness, t).is_some())
        };
        let told = was == is || was.is_empty() || is.is_empty() != there.is_empty();
        let words = |witness: &Witness<'_>, range: &Range<usize>| -> Vec<usize> {
            range.clone().filter(|&t| witness.is_word(t)).collect()
        };
        if told
            || abbreviates(base, &words(base, &self.base), other, &words(other, &self.other))
            || !inside(base, here, self.base.start)
            || !inside(other, there, self.other.start)
            || number(base, &self.base)
            || number(other, &self.other)
        {
            return None;
        }
        if there.is_empty() && self.at_edge() {
            return None;
        }
        let (before, after) = self.wordings();
        let (kind, message) = if there.is_empty() {
            let message =
                format!("{{other}} leaves words out of the quotation: {after}; {{base}} has {before}");
            (FindingKind::QuoteTruncated, message)
        } else {
            let message =
                format!("{{other}} changes words inside the quotation: {after}; {{base}} has {before}");
            (FindingKind::QuoteAltered, message)
        };
        Some(self.draft(kind, Severity::Warning, 0.75, message))
    }
}

/// What sort of slot a word fills, and with what.
fn filling(witness: &Witness<'_>, token: usize) -> Option<(&'static str, String)> {
    let folded = witness.folded(token);
    if let Some(&(sort, value)) = WRITINGS.get(folded) {
        return Some((sort, value.to_owned()));
    }
    let kind = witness.analysis.tokens.get(token)?.kind;
    (kind == TokenKind::Number).then(|| ("number", folded.replace(',', "")))
}

/// Where figures and dates stand that are known to be one and can both be true.
fn compatible(comparison: &Comparison<'_>) -> Vec<(Span, Span)> {
    let Comparison { base, other, quantities, dates, .. } = comparison;
    // One end open, and not on both sides alike: "as many as 12" and "as many as 22" differ.
    let bound = |claim: &Claim| {
        let found = quantity::payload(claim)?;
        Some((found.bound, found.low.is_none() != found.high.is_none()))
    };
    let figures = quantities.iter().filter(|m| {
        let (here, there) = (bound(base.claim(m.base)), bound(other.claim(m.other)));
        let open = [here, there].iter().flatten().any(|(_, open)| *open);
        matches!(m.values, Values::Looser | Values::Tighter) && open && here != there
    });
    let days = dates.iter().filter(|m| {
        let weekday = |claim: &Claim| date::payload(claim).and_then(|date| date.weekday);
        let (x, y) = (weekday(base.claim(m.base)), weekday(other.claim(m.other)));
        let named = x.is_none() || y.is_none() || x == y;
        m.dates == Dates::Same && named || m.limited && m.dates != Dates::Conflict
    });
    let pairs = figures.map(|m| (m.base, m.other)).chain(days.map(|m| (m.base, m.other)));
    pairs.map(|(here, there)| (base.claim(here).span, other.claim(there).span)).collect()
}

/// Whether a token lies in a date or an hour.
fn in_date(witness: &Witness<'_>, sentence: usize, token: usize) -> bool {
    let span = witness.span_of(token..token + 1);
    let date = |payload: &Payload| matches!(payload, Payload::Date(_));
    witness.claims_of(sentence).any(|(_, claim)| date(&claim.payload) && claim.span.contains(span))
}

/// Whether digits may be a year of our time.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && matches!(digits.get(..2), Some("19" | "20"))
}

/// How many hedges and open bounds a sentence has.
fn hedges(witness: &Witness<'_>, sentence: usize) -> usize {
    let mut spans: Vec<Span> = witness
        .claims_of(sentence)
        .flat_map(|(_, claim)| claim.hedges.iter().map(|hedge| hedge.span))
        .collect();
    spans.sort_unstable();
    spans.dedup();
    let open = |claim: &&Claim| matches!(&claim.payload, Payload::Quantity(quantity) if quantity.bound == Bound::AtMost);
    spans.len() + witness.claims_of(sentence).map(|(_, claim)| claim).filter(open).count()
}

/// The hedge, or the bound that leaves a number open, in a stretch of a sentence.
fn hedge(witness: &Witness<'_>, sentence: usize, range: &Range<usize>) -> Option<Span> {
    const OPEN: &[&str] = &["up to", "as many as", "as much as", "at most"];
    let span = witness.span_of(range.clone());
    if range.is_empty() {
        return None;
    }
    let marker = witness
        .claims_of(sentence)
        .flat_map(|(_, claim)| &claim.hedges)
        .find(|hedge| span.overlaps(hedge.span));
    let words = range.clone().map(|t| witness.folded(t)).collect::<Vec<_>>().join(" ");
    marker.map(|hedge| hedge.span).or_else(|| OPEN.contains(&words.as_str()).then_some(span))
}

#[cfg(test)]
mod tests {
    use corroborate_model::{Block, BlockKind, Document};

    use super::*;
    use crate::{Options, reconcile};

    /// A text whose paragraphs are separated by ` / `.
    fn source(id: &str, text: &str) -> corroborate_model::Analysis {
        let mut document = Document { id: id.to_owned(), ..Document::default() };
        for part in text.split(" / ") {
            let start = document.text.len();
            document.text.push_str(part);
            document
                .blocks
                .push(Block { kind: BlockKind::Body, span: Span::new(start, document.text.len()) });
            document.text.push_str("\n\n");
        }
        corroborate_extract::extract(document)
    }

    const CASES: &[&str] = &[
        include_str!("../tests/slots.md"),
        include_str!("../tests/contrasts.md"),
        include_str!("../tests/states.md"),
        include_str!("../tests/figures.md"),
        include_str!("../tests/harmless.md"),
    ];

    /// The kinds that a case expects, and from which severity on it counts.
    fn expected(line: &str) -> Option<(Severity, &str)> {
        let finds = line.strip_prefix("- finds: ").map(|kinds| (Severity::Note, kinds));
        finds.or_else(|| line.strip_prefix("- warns: ").map(|kinds| (Severity::Warning, kinds)))
    }

    #[test]
    fn cases_find_what_they_name() {
        let mut wrong = Vec::new();
        let (mut title, mut base, mut other, mut copy) = ("", "", "", None);
        for line in CASES.iter().flat_map(|cases| cases.lines()) {
            if let Some(words) = line.strip_prefix("### ") {
                title = words;
            } else if let Some(words) = line.strip_prefix("- base: ") {
                base = words;
            } else if let Some(words) = line.strip_prefix("- other: ") {
                (other, copy) = (words, None);
            } else if let Some(words) = line.strip_prefix("- copy: ") {
                copy = Some(words);
            } else if let Some((least, expected)) = expected(line) {
                let mut sources = vec![source("base", base), source("other", other)];
                sources.extend(copy.map(|copy| source("third", copy)));
                let report = reconcile(sources, &Options::default());
                // Where there is a second copy, what the two copies say against each other is asked for.
                let wanted = |a: usize, b: usize| if copy.is_some() { a + b == 3 } else { true };
                let heavy = report.findings.iter().filter(|f| f.severity >= least);
                let across = heavy.filter(|f| match f.base {
                    Some(base) => base.source != f.other.source && wanted(base.source, f.other.source),
                    None => copy.is_none(),
                });
                let kinds: Vec<&str> = across.map(|finding| finding.kind.name()).collect();
                let found = if kinds.is_empty() { "nothing".to_owned() } else { kinds.join(", ") };
                if found != expected {
                    wrong.push(format!("{title}: expected {expected}, found {found}"));
                }
            }
        }
        assert!(!title.is_empty() && wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
