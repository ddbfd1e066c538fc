//! The one table of operators.

use corroborate_model::FindingKind as K;
use corroborate_model::Severity;

use super::site::Site;
use super::text::Text;
use super::{calendar, figures, harmless, passages, quotes, stance};

/// An edit that a finding should tell of.
pub(super) struct Operator {
    /// Its name in tables.
    pub(super) name: &'static str,
    /// Kinds that name it rightly.
    pub(super) kinds: &'static [K],
    /// A finding milder than this does not count as found.
    pub(super) severity: Severity,
    /// Where a text can be edited.
    pub(super) sites: fn(&Text<'_>) -> Vec<Site>,
}

/// A rewrite that no finding should tell of.
pub(super) struct Rewrite {
    /// Its name in tables.
    pub(super) name: &'static str,
    /// The whole text rewritten; nothing where there is nothing to rewrite.
    pub(super) apply: fn(&Text<'_>) -> Option<String>,
}

const fn operator(
    name: &'static str,
    kinds: &'static [K],
    severity: Severity,
    sites: fn(&Text<'_>) -> Vec<Site>,
) -> Operator {
    Operator { name, kinds, severity, sites }
}

/// Kinds for a count or an amount: an age is told as identity.
const NUMBER: &[K] = &[K::ValueConflict, K::Identity];
/// Kinds for a date: the end of a period, and the period that a comparison refers to.
const DATE: &[K] = &[K::Date, K::TimeFrame, K::BaselineDropped];

/// Every operator, in the order of the table that is printed.
pub(super) const OPERATORS: &[Operator] = &[
    operator("digit changed", NUMBER, Severity::Warning, figures::digit_changed),
    operator("digits transposed", NUMBER, Severity::Warning, figures::digits_transposed),
    operator("number word changed", NUMBER, Severity::Warning, figures::number_word_changed),
    operator("phone digit changed", &[K::Contact], Severity::Warning, figures::phone_changed),
    operator("hour changed", &[K::Date, K::ValueConflict], Severity::Note, figures::clock_changed),
    operator("day changed", DATE, Severity::Note, figures::day_changed),
    operator("weekday changed", DATE, Severity::Note, calendar::weekday_changed),
    operator("month changed", DATE, Severity::Note, calendar::month_changed),
    operator("year changed", DATE, Severity::Note, figures::year_changed),
    operator("hedge lost", &[K::Hedge, K::LegalStatus], Severity::Note, stance::hedge_lost),
    operator("negation lost", &[K::Polarity], Severity::Warning, stance::negation_lost),
    operator("negation gained", &[K::Polarity], Severity::Warning, stance::negation_gained),
    operator(
        "legal status changed",
        &[K::LegalStatus, K::CountedThing],
        Severity::Warning,
        stance::legal_status_changed,
    ),
    operator("quoted words cut", &[K::QuoteTruncated], Severity::Note, quotes::words_cut),
    operator("quoted word changed", &[K::QuoteAltered], Severity::Note, quotes::word_changed),
    operator("speakers exchanged", &[K::Attribution], Severity::Warning, quotes::speakers_exchanged),
    operator("sentence dropped", &[K::Omission], Severity::Note, passages::sentence_dropped),
];

/// Every harmless rewrite, in the order of the table that is printed.
pub(super) const REWRITES: &[Rewrite] = &[
    Rewrite { name: "marks curled", apply: harmless::marks_curled },
    Rewrite { name: "marks straightened", apply: harmless::marks_straightened },
    Rewrite { name: "dashes", apply: harmless::dashes },
    Rewrite { name: "unbreakable spaces", apply: harmless::unbreakable_spaces },
    Rewrite { name: "digits to words", apply: harmless::digits_to_words },
    Rewrite { name: "words to digits", apply: harmless::words_to_digits },
    Rewrite { name: "per cent in words", apply: harmless::per_cent_in_words },
    Rewrite { name: "per cent sign", apply: harmless::per_cent_sign },
    Rewrite { name: "separators lost", apply: harmless::separators_lost },
    Rewrite { name: "separators spaced", apply: harmless::separators_spaced },
    Rewrite { name: "paragraphs swapped", apply: harmless::paragraphs_swapped },
    Rewrite { name: "paragraphs merged", apply: harmless::paragraphs_merged },
    Rewrite { name: "paragraphs split", apply: harmless::paragraphs_split },
    Rewrite { name: "a sentence a line", apply: harmless::sentence_a_line },
    Rewrite { name: "byline added", apply: harmless::byline_added },
    Rewrite { name: "copyright added", apply: harmless::copyright_added },
    Rewrite { name: "provenance added", apply: harmless::provenance_added },
    Rewrite { name: "crlf", apply: harmless::crlf },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{OPERATORS, REWRITES};
    use crate::mutation::text::Text;

    const SAMPLE: &str = "Ferry runs aground: 31 hurt

Two boats and 1,240 people were at sea at 3.15pm on Friday 6 May 2022. The harbour office said it could be the worst wreck
since 1987 and that a man was arrested. He has not been named.

“We came out at once and took everyone off the deck,” said Ann Pell.

\"It's a mercy that the sea was calm that night,\" said Jo Marsh. Call 0113 496 0199 for help. About 7 per cent of them, or 5%,
were unhurt - so far.

The ship had been allegedly overloaded when it left the pier. It belongs to a firm that runs four lines along the coast.

The wreck will be towed to the yard before the end of the week. The firm has promised to pay for that in full.
";

    #[test]
    fn every_edit_differs_from_its_text() {
        let text = Text::new(SAMPLE);
        for operator in OPERATORS {
            let sites = (operator.sites)(&text);
            assert!(!sites.is_empty(), "{}", operator.name);
            for site in &sites {
                let edited = site.apply(SAMPLE);
                assert_ne!(edited, SAMPLE, "{}", operator.name);
                let sentence = site.moved(text.sentence(site.edits[0].0));
                assert!(edited.get(sentence.range()).is_some(), "{}", operator.name);
            }
        }
        for rewrite in REWRITES {
            let rewritten = (rewrite.apply)(&text);
            assert!(rewritten.is_some_and(|rewritten| rewritten != SAMPLE), "{}", rewrite.name);
        }
    }

    #[test]
    fn names_are_unique_and_kinds_given() {
        let names: BTreeSet<&str> = OPERATORS
            .iter()
            .map(|operator| operator.name)
            .chain(REWRITES.iter().map(|rewrite| rewrite.name))
            .collect();
        assert_eq!(names.len(), OPERATORS.len() + REWRITES.len());
        assert!(OPERATORS.iter().all(|operator| !operator.kinds.is_empty()));
    }
}
