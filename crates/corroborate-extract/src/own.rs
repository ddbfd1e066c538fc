//! A newsroom's own hedges and short forms, made ready for reading.
//!
//! They are looked for beside the lexicons, which stay as they are compiled in: a text costs no more where there are no
//! own words. Deliberately not here: synonyms, which are a matter of comparing.

use corroborate_model::{Abbreviation, Wordlist};

use crate::lexicon::Entry;
use crate::phrases::{Key, Phrases, bare};
use crate::scan::{Hit, Scan};

/// Own words, made ready once for many texts.
#[derive(Debug, Default)]
pub struct OwnWords {
    /// Absent where there are none.
    hedges: Option<Phrases<Entry>>,
    abbreviations: Vec<Abbreviation>,
}

impl OwnWords {
    /// Takes the hedges and short forms of a list; blank ones are left out.
    pub fn new(list: &Wordlist) -> OwnWords {
        let mut hedges = Phrases::new();
        let told = list.hedges.iter().filter(|(_, phrase)| !phrase.trim().is_empty());
        told.for_each(|(class, phrase)| hedges.add(phrase, Entry::Hedge(*class)));
        let whole = |form: &&Abbreviation| !form.short.is_empty() && !form.long.trim().is_empty();
        OwnWords {
            hedges: (!list.hedges.is_empty()).then_some(hedges),
            abbreviations: list.abbreviations.iter().filter(whole).cloned().collect(),
        }
    }

    /// Puts the own hedges among the phrases found; of two that overlap the longer one stays, of equals the own one.
    pub(crate) fn add_hedges(&self, keys: &[Key], hits: &mut Vec<Hit>) {
        let Some(phrases) = &self.hedges else { return };
        let mut end = 0;
        for (start, &first) in keys.iter().enumerate() {
            let Some(root) = phrases.root(first).filter(|_| start >= end) else { continue };
            let mut longest = None;
            phrases.at(root, keys, start, |len, entries| {
                longest = entries.last().map(|&entry| Hit { start, end: start + len, entry });
            });
            let Some(own) = longest else { continue };
            let rival = |hit: &Hit| {
                hit.entry.lexicon() == own.entry.lexicon() && hit.start < own.end && own.start < hit.end
            };
            if hits.iter().any(|hit| rival(hit) && hit.end - hit.start > own.end - own.start) {
                continue;
            }
            hits.retain(|hit| !rival(hit));
            hits.push(own);
            end = own.end;
        }
        hits.sort_by_key(|hit| hit.start);
    }

    /// The own short forms that stand in a text.
    pub(crate) fn abbreviations_in<'a>(
        &'a self,
        scan: &'a Scan<'_>,
    ) -> impl Iterator<Item = Abbreviation> + 'a {
        let stands = |form: &&Abbreviation| {
            (0..scan.keys.len()).any(|token| bare(scan.word(token)) == form.short.as_str())
        };
        self.abbreviations.iter().filter(stands).cloned()
    }
}

#[cfg(test)]
mod tests {
    use corroborate_model::{Abbreviation, Block, BlockKind, Document, HedgeClass, Span, Wordlist};

    use super::OwnWords;

    fn read(text: &str, list: &Wordlist) -> corroborate_model::Analysis {
        let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
        let document = Document { text: text.to_owned(), blocks, ..Document::default() };
        crate::extract_with(document, &OwnWords::new(list))
    }

    #[track_caller]
    fn hedges(text: &str, own: &[(HedgeClass, &str)], expected: &[(HedgeClass, &str)]) {
        let hedges = own.iter().map(|&(class, phrase)| (class, phrase.to_owned())).collect();
        let analysis = read(text, &Wordlist { hedges, ..Wordlist::default() });
        let mut found: Vec<(usize, HedgeClass, &str)> = analysis
            .claims
            .iter()
            .flat_map(|claim| &claim.hedges)
            .map(|hedge| (hedge.span.start(), hedge.class, hedge.text.as_str()))
            .collect();
        found.sort();
        found.dedup();
        let found: Vec<_> = found.into_iter().map(|(_, class, text)| (class, text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn own_hedges_are_read_beside_the_others() {
        use HedgeClass::{Belief, Possibility, Probability};
        let text = "The word is that the bridge could close on Friday.";
        hedges(text, &[], &[(Possibility, "could")]);
        hedges(text, &[(Belief, "THE WORD IS")], &[(Belief, "The word is"), (Possibility, "could")]);
        hedges(text, &[(Probability, "could")], &[(Probability, "could")]);
        let longer = "The bridge may well close on Friday.";
        hedges(longer, &[(Belief, "may")], &[(Possibility, "may well")]);
        hedges(longer, &[(Belief, " ")], &[(Possibility, "may well")]);
    }

    #[test]
    fn own_short_forms_are_known_where_they_stand() {
        let form = |short: &str, long: &str| Abbreviation { short: short.to_owned(), long: long.to_owned() };
        let list = Wordlist {
            abbreviations: vec![form("OFA", "Orrin Ferry Authority"), form("XYZ", "Elsewhere")],
            ..Wordlist::default()
        };
        let analysis = read("The OFA's fares rise in June.", &list);
        assert_eq!(analysis.abbreviations, [form("OFA", "Orrin Ferry Authority")]);
    }
}
