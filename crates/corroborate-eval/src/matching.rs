//! When a reported finding is what a gold finding means.
//!
//! The kinds are equal (or, leniently, of one group), the sources named are the same, and the finding lies in the
//! sentence that holds the gold anchor, on the side that the kind is about: the base for an omission, the other source
//! for everything else. A finding lies where its focus lies, or, without a focus, its span; it is enough that it
//! overlaps the sentence, since a quotation runs over several of them.

use std::collections::BTreeMap;

use corroborate_model::{Finding, FindingKind, Place, Report, Span};

use crate::anchor::{Folded, Spot, spots};
use crate::gold::{Anchor, GoldFinding, GoldKind};
use FindingKind as K;

/// Kinds that annotators confuse; the lenient comparison takes one for the other.
const GROUPS: &[&[FindingKind]] = &[
    &[K::Hedge, K::LegalStatus, K::Polarity],
    &[K::QuoteTruncated, K::QuoteSpliced, K::QuoteAltered],
    &[K::ValueConflict, K::PrecisionLoss],
    &[K::CountedThing, K::Scope, K::Place],
    &[K::TimeFrame, K::Date, K::BaselineDropped],
    &[K::Attribution, K::Identity, K::QuoteParaphrased],
    &[K::Causal, K::Scope],
    &[K::Identity, K::ValueConflict],
    &[K::Contact, K::ValueConflict],
];

/// The texts of a report, ready to look anchors up.
pub(crate) struct Texts<'r> {
    pub(crate) report: &'r Report,
    folded: Vec<Folded>,
    by_id: BTreeMap<&'r str, usize>,
}

/// A gold place in the texts of a report.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    /// The source; absent where the report does not have it.
    pub(crate) source: Option<usize>,
    /// Whether words are given, found or not.
    pub(crate) anchored: bool,
    /// Where the words stand.
    pub(crate) spots: Vec<Spot>,
}

/// A gold finding in the texts of a report.
pub(crate) struct Expected<'g> {
    pub(crate) gold: &'g GoldFinding,
    pub(crate) base: Option<Side>,
    pub(crate) other: Side,
}

impl<'r> Texts<'r> {
    pub(crate) fn new(report: &'r Report) -> Texts<'r> {
        let documents = || report.sources.iter().map(|source| &source.document);
        Texts {
            report,
            folded: documents().map(|document| Folded::new(&document.text)).collect(),
            by_id: documents().enumerate().map(|(index, document)| (document.id.as_str(), index)).collect(),
        }
    }

    /// The index of a source.
    pub(crate) fn source(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Looks an anchor up.
    pub(crate) fn side(&self, anchor: &Anchor) -> Side {
        let source = self.source(&anchor.source);
        let text = source.and_then(|index| Some((self.report.sources.get(index)?, self.folded.get(index)?)));
        let spots = match (text, &anchor.anchor) {
            (Some((source, folded)), Some(words)) => {
                spots(&source.document, folded, words, anchor.occurrence)
            }
            _ => Vec::new(),
        };
        Side { source, anchored: anchor.anchor.is_some(), spots }
    }

    /// Looks the anchors of a gold finding up.
    pub(crate) fn expected<'g>(&self, gold: &'g GoldFinding) -> Expected<'g> {
        Expected { gold, base: gold.base.as_ref().map(|base| self.side(base)), other: self.side(&gold.other) }
    }
}

impl Side {
    /// Whether a span touches the sentence of a spot.
    fn sentence_overlaps(&self, span: Span) -> bool {
        self.spots.iter().any(|spot| spot.sentence.overlaps(span))
    }

    /// Whether a span touches the words themselves.
    pub(crate) fn words_overlap(&self, source: usize, span: Span) -> bool {
        self.source == Some(source) && self.spots.iter().any(|spot| spot.anchor.overlaps(span))
    }

    /// Whether a place of the finding lies in a sentence of this side.
    fn holds(&self, finding: &Finding) -> bool {
        places(finding)
            .any(|(place, narrow)| self.source == Some(place.source) && self.sentence_overlaps(narrow))
    }

    /// Whether the whole span of a place of the finding lies inside a sentence of this side.
    fn holds_whole(&self, finding: &Finding) -> bool {
        let inside = |span: Span| self.spots.iter().any(|spot| spot.sentence.contains(span));
        places(finding).any(|(place, _)| self.source == Some(place.source) && place.span.is_some_and(inside))
    }
}

impl Expected<'_> {
    /// Whether the finding names the same sources and lies at this place, whatever its kind.
    pub(crate) fn is_at(&self, finding: &Finding) -> bool {
        self.same_sources(finding) && self.about(finding.kind).holds(finding)
    }

    /// Whether its whole span lies inside the sentence.
    pub(crate) fn is_inside(&self, finding: &Finding) -> bool {
        self.about(finding.kind).holds_whole(finding)
    }

    /// Whether the finding lies in the other source at this place: what two copies disagree about may follow from what
    /// one of them made of the base.
    pub(crate) fn explains(&self, finding: &Finding) -> bool {
        self.other.holds(finding)
    }

    /// A finding without a base (an addition) names the other source alone.
    fn same_sources(&self, finding: &Finding) -> bool {
        let other = self.other.source;
        match (finding.base.map(|place| place.source), &self.base) {
            (Some(reported), Some(base)) => {
                let straight = (Some(reported), Some(finding.other.source)) == (base.source, other);
                straight || (Some(finding.other.source), Some(reported)) == (base.source, other)
            }
            _ => other == Some(finding.other.source),
        }
    }

    /// The side that a kind is about; the other one where that side has no words.
    fn about(&self, kind: FindingKind) -> &Side {
        match &self.base {
            Some(base) if kind == FindingKind::Omission || !self.other.anchored => base,
            _ => &self.other,
        }
    }

    /// Whether the kinds are equal, strictly.
    pub(crate) fn same_kind(&self, kind: FindingKind) -> bool {
        let is_kind = |gold: &GoldKind| gold.finding() == Some(kind);
        is_kind(&self.gold.kind) || self.gold.also.iter().any(is_kind)
    }

    /// Whether the kinds are equal or of one group.
    pub(crate) fn like_kind(&self, kind: FindingKind) -> bool {
        let grouped =
            |gold: FindingKind| GROUPS.iter().any(|group| group.contains(&gold) && group.contains(&kind));
        self.same_kind(kind) || self.gold.kind.finding().is_some_and(grouped)
    }
}

/// The places of a finding that have a span, and the narrowest span of each.
pub(crate) fn places(finding: &Finding) -> impl Iterator<Item = (Place, Span)> {
    let base = finding.base.map(|place| (place, finding.base_focus));
    let both = [Some((finding.other, finding.other_focus)), base].into_iter().flatten();
    both.filter_map(|(place, focus)| Some((place, focus.or(place.span)?)))
}

/// How many rows can be given a column of their own, where `fits` lists the columns of each row (a maximum matching).
pub(crate) fn pair_off(fits: &[Vec<usize>], columns: usize) -> usize {
    fn place(row: usize, fits: &[Vec<usize>], seen: &mut [bool], owner: &mut [Option<usize>]) -> bool {
        for &column in &fits[row] {
            if !std::mem::replace(&mut seen[column], true) {
                let free = owner[column].is_none_or(|other| place(other, fits, seen, owner));
                if free {
                    owner[column] = Some(row);
                    return true;
                }
            }
        }
        false
    }
    let mut owner = vec![None; columns];
    (0..fits.len()).filter(|&row| place(row, fits, &mut vec![false; columns], &mut owner)).count()
}

#[cfg(test)]
mod tests {
    use super::pair_off;

    #[test]
    fn a_column_serves_one_row() {
        assert_eq!(pair_off(&[vec![0], vec![0, 1], vec![1]], 2), 2);
        assert_eq!(pair_off(&[vec![0, 1], vec![0]], 2), 2);
        assert_eq!(pair_off(&[vec![], vec![0]], 1), 1);
    }
}
