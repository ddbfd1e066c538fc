//! The quantities of a text by value, by digits and by what they count: candidates without comparing all with all.

use corroborate_model::Quantity;
use foldhash::{HashMap, HashMapExt as _};

use super::quantity::payload;
use crate::witness::Witness;
use crate::{Synonyms, words};

/// How many quantities of one key are tried.
const LIMIT: usize = 32;

/// The quantities of one text, by claim index under each key.
#[derive(Debug)]
pub(crate) struct FigureIndex {
    by_value: HashMap<u64, Vec<usize>>,
    by_digits: HashMap<String, Vec<usize>>,
    by_noun: HashMap<String, Vec<usize>>,
    /// All by value.
    by_size: Vec<(f64, usize)>,
    /// The first that counts something, by its ends.
    counts: HashMap<[u64; 2], usize>,
}

impl FigureIndex {
    /// Indexes the quantities of a text.
    pub(crate) fn new(witness: &Witness<'_>) -> FigureIndex {
        let mut index = FigureIndex {
            by_value: HashMap::new(),
            by_digits: HashMap::new(),
            by_noun: HashMap::new(),
            by_size: quantities(witness).map(|(claim, quantity)| (size(quantity), claim)).collect(),
            counts: HashMap::new(),
        };
        index.by_size.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (claim, quantity) in quantities(witness) {
            if quantity.counted.is_some() && quantity.unit.is_none() {
                index.counts.entry(ends(quantity)).or_insert(claim);
            }
            index.by_value.entry(value_key(quantity)).or_default().push(claim);
            index.by_digits.entry(digits_key(quantity)).or_default().push(claim);
            if let Some(noun) = noun_key(quantity, witness.synonyms) {
                index.by_noun.entry(noun).or_default().push(claim);
            }
        }
        index
    }

    /// Claims that may be the same quantity: same value, same digits, or same thing counted.
    pub(crate) fn candidates(
        &self,
        quantity: &Quantity,
        synonyms: &Synonyms,
    ) -> impl Iterator<Item = usize> + '_ {
        let value = self.by_value.get(&value_key(quantity));
        let digits = self.by_digits.get(&digits_key(quantity));
        let noun = noun_key(quantity, synonyms).and_then(|noun| self.by_noun.get(&noun));
        [value, digits, noun].into_iter().flatten().flat_map(|list| list.iter().copied().take(LIMIT))
    }

    /// Claims whose value is the quantity's but for what calculation loses.
    pub(crate) fn near(&self, quantity: &Quantity) -> impl Iterator<Item = usize> + '_ {
        let value = size(quantity);
        let slack = value.abs() * 1e-6;
        let from = self.by_size.partition_point(|entry| entry.0 < value - slack);
        self.by_size[from..].iter().take_while(move |entry| entry.0 <= value + slack).map(|entry| entry.1)
    }

    /// How many quantities count what this one counts.
    pub(crate) fn like(&self, quantity: &Quantity, synonyms: &Synonyms) -> usize {
        let noun = noun_key(quantity, synonyms).and_then(|noun| self.by_noun.get(&noun));
        noun.map_or(0, Vec::len)
    }

    /// The first quantity with the same ends that counts something.
    pub(crate) fn first_count(&self, quantity: &Quantity) -> Option<usize> {
        self.counts.get(&ends(quantity)).copied()
    }

    /// How often the text has this value.
    pub(crate) fn count(&self, quantity: &Quantity) -> usize {
        self.by_value.get(&value_key(quantity)).map_or(0, Vec::len)
    }
}

/// The quantities of a text, with their claims.
pub(crate) fn quantities<'a>(witness: &Witness<'a>) -> impl Iterator<Item = (usize, &'a Quantity)> {
    let claims = witness.analysis.claims.iter().enumerate();
    claims.filter_map(|(index, claim)| payload(claim).map(|quantity| (index, quantity)))
}

fn ends(quantity: &Quantity) -> [u64; 2] {
    [quantity.low, quantity.high].map(|end| end.map_or(u64::MAX, |end| (end + 0.0).to_bits()))
}

fn size(quantity: &Quantity) -> f64 {
    quantity.value().or(quantity.high).or(quantity.low).unwrap_or(f64::NAN)
}

fn value_key(quantity: &Quantity) -> u64 {
    size(quantity).to_bits()
}

/// The concept of what is counted; people are told by many nouns.
fn noun_key(quantity: &Quantity, synonyms: &Synonyms) -> Option<String> {
    quantity.counted.as_deref().map(|noun| synonyms.concept(&words::fold(noun)))
}

/// The digits of a number in order of size: the same for two numbers of which one is the other with digits exchanged.
pub(crate) fn digits_key(quantity: &Quantity) -> String {
    let number = quantity.value().unwrap_or_default().to_string();
    let mut digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    digits.sort_unstable();
    digits.into_iter().collect()
}
