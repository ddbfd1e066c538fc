//! One text, made ready for comparison.
//!
//! A witness is what collation calls one version of a text. Its tokens carry numbers instead of words, so that all later
//! stages compare integers.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use corroborate_model::{Analysis, BlockKind, Claim, Name, Payload, Sentence, Span, TokenKind};
use foldhash::{HashMap, HashMapExt as _};

use crate::Synonyms;
use crate::equivalence::cue::Notes;
use crate::equivalence::figure_index::FigureIndex;
use crate::marked::Marked;
use crate::readings::Readings;
use crate::states::Told;
use crate::words::{self, Interner};

/// What a token weighs in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Punctuation: never compared.
    Mark,
    /// A function word.
    Stop,
    /// Any other word.
    Word,
    /// A word of a proper name.
    Name,
    /// A number, or a word that is part of one.
    Number,
}

/// A token as numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Term {
    /// Same word, typography folded away.
    pub exact: u32,
    /// Same inflection family or synonym group; for numbers, the same value.
    pub concept: u32,
    /// A word of the same idea; 0 for a word without kin, and for names and numbers.
    pub kin: u32,
    /// What it weighs.
    pub class: Class,
}

/// One text with everything the comparison needs of it.
pub(crate) struct Witness<'a> {
    /// What extraction found.
    pub analysis: &'a Analysis,
    /// Its place in the report's sources.
    pub index: usize,
    /// What words mean in this check.
    pub synonyms: &'a Synonyms,
    /// Beside `analysis.tokens`.
    pub terms: Vec<Term>,
    /// Concepts of each sentence, sorted and without doubles; long forms stand for learned abbreviations.
    pub bags: Vec<Vec<(u32, Class)>>,
    /// Beside `analysis.sentences`: their words without marks, typography folded away.
    pub exact: Vec<Vec<u32>>,
    /// Beside `analysis.tokens`: the words, typography folded away.
    pub folded: Vec<Cow<'a, str>>,
    /// What rules read of each sentence.
    pub notes: Vec<Notes>,
    /// Beside `analysis.claims`: concepts around each claim with their distance from its core, where asked for.
    pub surroundings: Vec<OnceLock<Vec<(u32, usize)>>>,
    /// What rules read of it.
    pub readings: Readings,
    /// The states of processes and commitments that it tells, where asked for.
    pub states: OnceLock<Vec<Told>>,
    /// Its quantities by value and noun.
    figures: OnceLock<FigureIndex>,
    /// Words that it gives as somebody's own.
    marked: OnceLock<Marked>,
    /// Indexes of the claims that start in each sentence.
    claims: Vec<Vec<usize>>,
    /// Where its tokens lie.
    stretches: Stretches,
}

/// How many sentences with a word are looked at; what more of them hold tells nothing.
const NEAR: usize = 64;

/// Bytes of a stretch.
const STRETCH: usize = 64;

/// How many tokens start before each stretch of a text, so that those of a span are found without a search of all.
struct Stretches(Vec<usize>);

impl Stretches {
    fn new(analysis: &Analysis) -> Stretches {
        let stretches = analysis.document.text.len() / STRETCH + 1;
        let mut begun = vec![0; stretches + 1];
        for token in &analysis.tokens {
            begun[(token.span.start() / STRETCH + 1).min(stretches)] += 1;
        }
        for stretch in 1..begun.len() {
            begun[stretch] += begun[stretch - 1];
        }
        Stretches(begun)
    }

    /// Indexes of the tokens that lie inside a span.
    fn tokens_in(&self, analysis: &Analysis, span: Span) -> Range<usize> {
        let start = self.begun_before(analysis, span.start());
        let begun = self.begun_before(analysis, span.end());
        let cut = begun.checked_sub(1).and_then(|last| analysis.tokens.get(last));
        let end = begun - usize::from(cut.is_some_and(|token| token.span.end() > span.end()));
        start..end.max(start)
    }

    /// How many tokens start before an offset.
    fn begun_before(&self, analysis: &Analysis, offset: usize) -> usize {
        let (begun, tokens) = (&self.0, &analysis.tokens);
        let stretch = (offset / STRETCH).min(begun.len().saturating_sub(1));
        let from = begun.get(stretch).copied().unwrap_or(0);
        let to = begun.get(stretch + 1).copied().unwrap_or(tokens.len());
        from + tokens[from..to].partition_point(|token| token.span.start() < offset)
    }
}

impl<'a> Witness<'a> {
    /// Prepares one text. `long_forms` leads from a short form to the words it stands for.
    pub(crate) fn new(
        analysis: &'a Analysis,
        index: usize,
        interner: &mut Interner<'a>,
        long_forms: &HashMap<String, String>,
    ) -> Witness<'a> {
        let stretches = Stretches::new(analysis);
        let terms = terms(analysis, &stretches, interner);
        let bags =
            analysis.sentences.iter().map(|s| bag(analysis, &terms, s, interner, long_forms)).collect();
        let mut claims = vec![Vec::new(); analysis.sentences.len()];
        for (number, claim) in analysis.claims.iter().enumerate() {
            if let Some(list) = claims.get_mut(claim.sentence) {
                list.push(number);
            }
        }
        let text = analysis.document.text.as_str();
        let folded = analysis.tokens.iter().map(|token| words::folded(token.span.of(text))).collect();
        let notes = analysis.sentences.iter().map(|_| Notes::default()).collect();
        let exact = |sentence: &Sentence| {
            let terms = terms.get(sentence.tokens.clone()).unwrap_or(&[]);
            terms.iter().filter(|term| term.class != Class::Mark).map(|term| term.exact).collect()
        };
        let exact = analysis.sentences.iter().map(exact).collect();
        let surroundings = vec![OnceLock::new(); analysis.claims.len()];
        Witness {
            analysis,
            index,
            synonyms: interner.synonyms,
            exact,
            terms,
            bags,
            folded,
            notes,
            surroundings,
            readings: Readings::default(),
            states: OnceLock::new(),
            figures: OnceLock::new(),
            marked: OnceLock::new(),
            claims,
            stretches,
        }
    }

    /// The text all spans refer to.
    pub(crate) fn text(&self) -> &'a str {
        &self.analysis.document.text
    }

    /// The words at a span.
    pub(crate) fn words(&self, span: Span) -> &'a str {
        span.of(self.text())
    }

    /// A claim by its index.
    pub(crate) fn claim(&self, index: usize) -> &'a Claim {
        &self.analysis.claims[index]
    }

    /// A sentence by its index.
    pub(crate) fn sentence(&self, index: usize) -> &'a Sentence {
        &self.analysis.sentences[index]
    }

    /// The claims that start in a sentence, with their indexes.
    pub(crate) fn claims_of(&self, sentence: usize) -> impl Iterator<Item = (usize, &'a Claim)> + '_ {
        self.claims.get(sentence).into_iter().flatten().map(|&index| (index, self.claim(index)))
    }

    /// The names that lie wholly in a span, in order.
    pub(crate) fn names_in(&self, span: Span) -> impl Iterator<Item = &'a Name> + use<'a> {
        let names = &self.analysis.names;
        let from = names.partition_point(|name| name.span.start() < span.start());
        let inside = names.get(from..).unwrap_or_default().iter();
        inside
            .take_while(move |name| name.span.start() < span.end())
            .filter(move |name| span.contains(name.span))
    }

    /// What the block of a sentence is.
    pub(crate) fn kind_of(&self, sentence: usize) -> BlockKind {
        let block = self.analysis.sentences.get(sentence).map_or(0, |s| s.block);
        self.analysis.document.blocks.get(block).map_or(BlockKind::Body, |block| block.kind)
    }

    /// The sentence that a byte of the text stands in.
    pub(crate) fn sentence_at(&self, offset: usize) -> Option<usize> {
        let after = self.analysis.sentences.partition_point(|s| s.span.start() <= offset);
        after.checked_sub(1).filter(|&index| offset < self.analysis.sentences[index].span.end())
    }

    /// Indexes of the tokens that lie inside a span.
    pub(crate) fn tokens_in(&self, span: Span) -> Range<usize> {
        self.stretches.tokens_in(self.analysis, span)
    }

    /// From the first to the last of these tokens.
    pub(crate) fn span_of(&self, tokens: Range<usize>) -> Span {
        match (self.analysis.tokens.get(tokens.start), self.analysis.tokens.get(tokens.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if !tokens.is_empty() => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The word of a token, typography folded away.
    pub(crate) fn folded(&self, token: usize) -> &str {
        self.folded.get(token).map_or("", Cow::as_ref)
    }

    /// Its quantities by value and noun.
    pub(crate) fn figures(&self) -> &FigureIndex {
        self.figures.get_or_init(|| FigureIndex::new(self))
    }

    /// Whether any of its sentences holds a concept.
    pub(crate) fn holds(&self, concept: u32) -> bool {
        !self.postings(concept).is_empty()
    }

    /// The sentences that hold any of some concepts, in order; of each concept the first [`NEAR`].
    pub(crate) fn sentences_with(&self, concepts: impl Iterator<Item = u32>) -> Vec<usize> {
        let held = concepts.map(|concept| self.postings(concept));
        let mut sentences: Vec<usize> = held.flat_map(|list| list.iter().take(NEAR)).copied().collect();
        sentences.sort_unstable();
        sentences.dedup();
        sentences
    }

    /// The sentences that hold a concept, in order.
    pub(crate) fn postings(&self, concept: u32) -> &[usize] {
        self.sentences_by_concept().get(&concept).map_or(&[], Vec::as_slice)
    }

    fn sentences_by_concept(&self) -> &HashMap<u32, Vec<usize>> {
        self.readings.concepts.get_or_init(|| {
            let mut sentences: HashMap<u32, Vec<usize>> = HashMap::new();
            for (sentence, bag) in self.bags.iter().enumerate() {
                bag.iter().for_each(|entry| sentences.entry(entry.0).or_default().push(sentence));
            }
            sentences
        })
    }

    /// Words that it gives as somebody's own.
    pub(crate) fn marked(&self) -> &Marked {
        self.marked.get_or_init(|| Marked::new(self.analysis))
    }

    /// Whether a token is more than a mark.
    pub(crate) fn is_word(&self, token: usize) -> bool {
        self.terms.get(token).is_some_and(|term| term.class != Class::Mark)
    }

    /// Whether a token carries story: a word, name or number, no function word.
    pub(crate) fn is_content(&self, token: usize) -> bool {
        self.terms.get(token).is_some_and(|term| !matches!(term.class, Class::Mark | Class::Stop))
    }
}

/// Every short form that one of the texts explains, with its long form.
pub(crate) fn long_forms<'a>(analyses: impl Iterator<Item = &'a Analysis>) -> HashMap<String, String> {
    let mut forms = HashMap::new();
    for abbreviation in analyses.flat_map(|analysis| &analysis.abbreviations) {
        forms.entry(abbreviation.short.clone()).or_insert_with(|| abbreviation.long.clone());
    }
    forms
}

fn terms(analysis: &Analysis, stretches: &Stretches, interner: &mut Interner<'_>) -> Vec<Term> {
    let text = analysis.document.text.as_str();
    let mut terms: Vec<Term> = analysis
        .tokens
        .iter()
        .map(|token| {
            let word = interner.word(token.span.of(text));
            let class = match token.kind {
                TokenKind::Mark => Class::Mark,
                TokenKind::Symbol => Class::Stop,
                TokenKind::Number | TokenKind::Code => Class::Number,
                TokenKind::Word if word.stop => Class::Stop,
                TokenKind::Word => Class::Word,
            };
            let concept = match class {
                Class::Number => interner.numeral(&words::fold(token.span.of(text))),
                _ => word.concept,
            };
            let kin = if class == Class::Word { word.kin } else { 0 };
            Term { exact: word.exact, concept, kin, class }
        })
        .collect();
    mark_names(analysis, stretches, &mut terms);
    mark_numbers(analysis, stretches, &mut terms, interner);
    terms
}

fn mark_names(analysis: &Analysis, stretches: &Stretches, terms: &mut [Term]) {
    for name in &analysis.names {
        for term in &mut terms[stretches.tokens_in(analysis, name.span)] {
            if term.class == Class::Word {
                (term.class, term.kin) = (Class::Name, 0);
            }
        }
    }
}

/// Words that spell a number mean its value, so that "Thirty one" meets "31" and "£24m" meets "24 million"; of a range, the first
/// and the last number mean its ends.
fn mark_numbers(analysis: &Analysis, stretches: &Stretches, terms: &mut [Term], interner: &mut Interner<'_>) {
    for claim in &analysis.claims {
        let Payload::Quantity(quantity) = &claim.payload else { continue };
        let span = stretches.tokens_in(analysis, quantity.number_span);
        if let Some(value) = quantity.value() {
            let concept = interner.id(&format!("#{value}"));
            for term in terms[span].iter_mut().filter(|term| term.class != Class::Mark) {
                (term.class, term.concept, term.kin) = (Class::Number, concept, 0);
            }
        } else if let (Some(low), Some(high)) = (quantity.low, quantity.high) {
            let numbers: Vec<usize> = span.clone().filter(|&t| terms[t].class == Class::Number).collect();
            if let (Some(&first), Some(&last), true) = (numbers.first(), numbers.last(), numbers.len() > 1) {
                terms[first].concept = interner.id(&format!("#{low}"));
                terms[last].concept = interner.id(&format!("#{high}"));
                for term in
                    terms[first + 1..].iter_mut().take(last - first).filter(|term| term.class == Class::Word)
                {
                    term.class = Class::Stop;
                }
            }
        }
    }
}

fn bag(
    analysis: &Analysis,
    terms: &[Term],
    sentence: &Sentence,
    interner: &mut Interner<'_>,
    long_forms: &HashMap<String, String>,
) -> Vec<(u32, Class)> {
    let text = analysis.document.text.as_str();
    let mut bag = Vec::new();
    for index in sentence.tokens.clone() {
        let (Some(term), Some(token)) = (terms.get(index), analysis.tokens.get(index)) else { continue };
        if matches!(term.class, Class::Mark | Class::Stop) {
            continue;
        }
        match long_forms.get(token.span.of(text)) {
            Some(long) => bag.extend(
                long.split_whitespace()
                    .map(|word| interner.word(word))
                    .filter(|word| !word.stop)
                    .map(|word| (word.concept, Class::Name)),
            ),
            None => bag.push((term.concept, term.class)),
        }
    }
    bag.sort_unstable_by_key(|&(concept, class)| (concept, std::cmp::Reverse(class as u8)));
    bag.dedup_by_key(|&mut (concept, _)| concept);
    bag
}
