//! Proper names and identifiers, and what sort of thing bears them.
//!
//! A name is a row of capitalised words. What bears it is judged over all its places in the text: a title, a role or an
//! age beside it, a word inside it ("plc", "Road"), a preposition before it, a list of countries, counties, states and
//! large cities. Deliberately not here: a gazetteer of the world, and anything learned from other texts.

mod class;
mod rows;

use std::ops::Range;

use corroborate_model::{Name, NameClass, Span};

use crate::lexicon::Tags;
use crate::phrases::{Key, KeyMap, bare};
use crate::scan::Scan;

pub(crate) use class::Evidence;

/// Longer names tried for a short one; more share a word in no text.
const VARIANTS: usize = 256;

/// One place where a name stands.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// Its tokens; the last may carry a possessive ending.
    pub(crate) tokens: Range<usize>,
    /// The title or rank right before it.
    pub(crate) title: Option<Range<usize>>,
    /// Which name: an index into [`Names::known`].
    pub(crate) name: usize,
}

/// A name, over all its places.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// As it stands in the text, capitals made ordinary.
    pub(crate) text: String,
    /// Folded words.
    pub(crate) keys: Vec<Key>,
    /// What bears it.
    pub(crate) class: NameClass,
    /// The longer name of the same bearer, else the name itself.
    pub(crate) fullest: usize,
    /// The token it first stands at.
    pub(crate) first: usize,
    evidence: Evidence,
    /// Whether the name itself or a title tells its class.
    firm: bool,
    /// Whether the text stands somewhere in ordinary letters.
    quiet: bool,
}

/// The names of a text.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Places, in order.
    pub(crate) mentions: Vec<Mention>,
    /// Names, by first place.
    pub(crate) known: Vec<Known>,
    /// Room for the keys of the name at hand.
    buffer: Vec<Key>,
}

impl Names {
    /// Finds all names.
    pub(crate) fn find(scan: &Scan<'_>) -> Names {
        let mut names = Names::default();
        let (rows, loud) = rows::collect(scan);
        let mut index = KeyMap::default();
        for row in rows {
            names.add(scan, row.tokens, row.title, &mut index);
        }
        rows::rediscover(scan, &loud, &mut names, &mut index);
        names.mentions.sort_by_key(|mention| mention.tokens.start);
        class::judge(scan, &mut names);
        names.join_variants();
        names
    }

    fn add(
        &mut self,
        scan: &Scan<'_>,
        tokens: Range<usize>,
        title: Option<Range<usize>>,
        index: &mut KeyMap<Vec<Key>, usize>,
    ) {
        let mut keys = std::mem::take(&mut self.buffer);
        keys.clear();
        keys.extend(tokens.clone().map(|token| scan.bare_key(token)));
        let quiet = !tokens.clone().all(|token| scan.is(token, Tags::SHOUTED));
        let name = match index.get(&keys) {
            Some(&name) => name,
            None => {
                let (name, first) = (self.known.len(), tokens.start);
                let (class, evidence) = (NameClass::Other, Evidence::default());
                let (text, keys) = (ordinary(scan, tokens.clone()), keys.clone());
                index.insert(keys.clone(), name);
                self.known.push(Known {
                    text,
                    keys,
                    class,
                    fullest: name,
                    first,
                    evidence,
                    firm: false,
                    quiet,
                });
                name
            }
        };
        self.buffer = keys;
        if let Some(known) = self.known.get_mut(name).filter(|known| quiet && !known.quiet) {
            known.text = bare(scan.text(tokens.clone())).to_owned();
            known.quiet = true;
        }
        self.mentions.push(Mention { tokens, title, name });
    }

    /// A surname leads to the full name, the short name of a body to the long one.
    fn join_variants(&mut self) {
        let mut by_edge: KeyMap<Key, Vec<usize>> = KeyMap::default();
        for (at, known) in self.known.iter().enumerate().filter(|(_, known)| known.keys.len() > 1) {
            for edge in [known.keys.first(), known.keys.last()].into_iter().flatten() {
                by_edge.entry(*edge).or_default().push(at);
            }
        }
        let size = |names: &Names, name: usize| names.known.get(name).map_or(0, |known| known.keys.len());
        for list in by_edge.values_mut() {
            list.sort_by_key(|&name| (std::cmp::Reverse(size(self, name)), name));
        }
        for short in 0..self.known.len() {
            let Some(known) = self.known.get(short) else { continue };
            let edges = [known.keys.first(), known.keys.last()].into_iter().flatten();
            // The longest one is looked for, so each list is followed down to the first that fits.
            let longest = edges.filter_map(|edge| by_edge.get(edge)).filter_map(|list| {
                let longer = list.iter().copied().take_while(|&long| size(self, long) > known.keys.len());
                longer.take(VARIANTS).find(|&long| self.is_variant(short, long))
            });
            let best = longest.max_by_key(|&long| (size(self, long), std::cmp::Reverse(long)));
            let Some(long) = best else { continue };
            let class = self.class(long);
            if let Some(known) = self.known.get_mut(short) {
                (known.fullest, known.class) = (long, class);
            }
        }
    }

    fn is_variant(&self, short: usize, long: usize) -> bool {
        let (Some(a), Some(b)) = (self.known.get(short), self.known.get(long)) else { return false };
        if a.keys.len() >= b.keys.len() {
            return false;
        }
        match b.class {
            NameClass::Person => {
                let ends =
                    a.keys.last() == b.keys.last() && (a.keys.len() == 1 || a.keys.first() == b.keys.first());
                let ends = ends || b.keys.ends_with(&a.keys);
                let starts = a.keys.len() == 1 && a.keys.first() == b.keys.first() && a.evidence.is_given();
                (a.class == NameClass::Person || !a.firm) && (ends || starts)
            }
            NameClass::Organisation => !a.firm && a.class != NameClass::Place && b.keys.starts_with(&a.keys),
            _ => false,
        }
    }

    /// The name that stands for the same bearer most fully.
    pub(crate) fn fullest(&self, name: usize) -> usize {
        self.known.get(name).map_or(name, |known| known.fullest)
    }

    /// What bears a name.
    pub(crate) fn class(&self, name: usize) -> NameClass {
        self.known.get(name).map_or(NameClass::Other, |known| known.class)
    }

    /// The fullest text of a name.
    pub(crate) fn text(&self, name: usize) -> &str {
        self.known.get(self.fullest(name)).map_or("", |known| known.text.as_str())
    }

    /// The mentions that start in a range of tokens.
    pub(crate) fn mentions_in(&self, tokens: Range<usize>) -> &[Mention] {
        let from = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let to = self.mentions.partition_point(|mention| mention.tokens.start < tokens.end);
        self.mentions.get(from..to.max(from)).unwrap_or(&[])
    }

    /// The names as the model has them.
    pub(crate) fn listed(&self, scan: &Scan<'_>) -> Vec<Name> {
        let name = |mention: &Mention| {
            let span = scan.span(mention.tokens.clone());
            let words = bare(span.of(scan.reading.text()));
            Name {
                span: Span::new(span.start(), span.start() + words.len()),
                class: self.class(mention.name),
            }
        };
        self.mentions.iter().map(name).collect()
    }
}

/// The words of a name with a shouted one made ordinary ("DANNY OKAFOR" is "Danny Okafor"); short forms in capitals stay.
fn ordinary(scan: &Scan<'_>, tokens: Range<usize>) -> String {
    let text = bare(scan.text(tokens.clone()));
    if text.contains(char::is_lowercase)
        || text.contains(|c: char| c.is_ascii_digit())
        || (tokens.len() == 1 && text.len() < 6)
    {
        return text.to_owned();
    }
    let mut result = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        if inside {
            result.extend(c.to_lowercase());
        } else {
            result.push(c);
        }
        inside = c.is_alphabetic();
    }
    result
}
