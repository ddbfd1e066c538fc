//! Findings: what an editor should look at.

use std::fmt;
use std::str::FromStr;

use crate::Span;

/// One difference between two sources, or inside one.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Fingerprint of kind, sources and wordings: the same inputs give the same id, whatever else is checked.
    pub id: String,
    /// What sort of difference.
    pub kind: FindingKind,
    /// How much it matters.
    pub severity: Severity,
    /// How sure the program is, 0 to 1.
    pub confidence: f64,
    /// One sentence with both wordings.
    pub message: String,
    /// The fact it belongs to: an index into [`Report::facts`](crate::Report::facts).
    pub fact: Option<usize>,
    /// Which way it goes, seen from the base.
    pub direction: Option<Direction>,
    /// The wording it is held against; absent for an addition.
    pub base: Option<Place>,
    /// The wording that differs; for an omission the source alone, without a span.
    pub other: Place,
    /// The changed words inside `base`, where the change is narrower than it.
    pub base_focus: Option<Span>,
    /// The changed words inside `other`.
    pub other_focus: Option<Span>,
    /// The source in which the change entered: an index into [`Report::sources`](crate::Report::sources).
    pub introduced_by: Option<usize>,
    /// The sources that have the same change from that one: indexes into [`Report::sources`](crate::Report::sources),
    /// sorted.
    pub inherited_by: Vec<usize>,
    /// The id of the finding that this one repeats: the same change once more in a headline or caption, or the same
    /// mistake in a copy of the copy that made it.
    pub repeat_of: Option<String>,
    /// For one of several sentences left out in a row: the id of the finding that tells of the whole passage.
    pub part_of: Option<String>,
}

impl Finding {
    /// The id of the finding that this one is told under: what it repeats, or the passage it is part of.
    pub fn told_under(&self) -> Option<&str> {
        self.repeat_of.as_deref().or(self.part_of.as_deref())
    }

    /// The place that shows it: in the other text, or in the base where the other has nothing.
    pub fn shown_at(&self) -> Place {
        match (self.other.span, self.base) {
            (None, Some(base)) => base,
            _ => self.other,
        }
    }
}

/// A place in one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Index into [`Report::sources`](crate::Report::sources).
    pub source: usize,
    /// Where it stands; absent where the whole source is meant.
    pub span: Option<Span>,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Framing or loss that an editor may accept.
    Note,
    /// The meaning changes.
    Warning,
    /// Cannot both be true, or could harm or libel someone.
    Error,
}

impl Severity {
    /// Every severity, the mildest first.
    pub const ALL: [Severity; 3] = [Severity::Note, Severity::Warning, Severity::Error];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Severity {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Severity, UnknownName> {
        Severity::ALL
            .into_iter()
            .find(|severity| severity.name() == name)
            .ok_or_else(|| UnknownName::new("severity", name, Severity::ALL.iter().map(|s| s.name())))
    }
}

/// Which way a change goes, seen from the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The base has it, the other source has not.
    Lost,
    /// The other source has it, the base has not.
    Gained,
    /// The other source puts it more strongly.
    Stronger,
    /// The other source puts it more weakly.
    Weaker,
    /// The other source reaches further.
    Wider,
    /// The other source reaches less far.
    Narrower,
}

impl Direction {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Direction::Lost => "lost",
            Direction::Gained => "gained",
            Direction::Stronger => "stronger",
            Direction::Weaker => "weaker",
            Direction::Wider => "wider",
            Direction::Narrower => "narrower",
        }
    }
}

macro_rules! finding_kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)?) => {
        /// What sort of difference a finding tells of. Names are never renamed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum FindingKind { $($(#[$doc])* $variant),+ }

        impl FindingKind {
            /// Every kind, in the order of the documentation.
            pub const ALL: &'static [FindingKind] = &[$(FindingKind::$variant),+];

            /// Its name in reports and on the command line.
            pub fn name(self) -> &'static str {
                match self { $(FindingKind::$variant => $name),+ }
            }
        }
    };
}

finding_kinds! {
    /// Numbers that cannot both be true.
    ValueConflict = "value_conflict",
    /// Same number, other thing counted.
    CountedThing = "counted_thing",
    /// An exact value made vaguer.
    PrecisionLoss = "precision_loss",
    /// Same figure or act, other period.
    TimeFrame = "time_frame",
    /// A comparison lost its reference.
    BaselineDropped = "baseline_dropped",
    /// Wider or narrower reach, or framed differently.
    Scope = "scope",
    /// Speaker or source of a statement changed, lost or gained.
    Attribution = "attribution",
    /// Words changed inside a quotation.
    QuoteAltered = "quote_altered",
    /// Words silently removed inside a quotation.
    QuoteTruncated = "quote_truncated",
    /// Separate utterances joined as one.
    QuoteSpliced = "quote_spliced",
    /// Direct speech made indirect.
    QuoteParaphrased = "quote_paraphrased",
    /// A hedge or allegation marker lost or gained.
    Hedge = "hedge",
    /// The step of a criminal case changed.
    LegalStatus = "legal_status",
    /// Negation gained or lost.
    Polarity = "polarity",
    /// Coincidence turned to cause, or a cause strengthened.
    Causal = "causal",
    /// Name, rank, role or age differ.
    Identity = "identity",
    /// A phone number, web or postal address differs.
    Contact = "contact",
    /// A date differs.
    Date = "date",
    /// A place differs.
    Place = "place",
    /// A claim of the base with no counterpart in that source.
    Omission = "omission",
    /// A claim of that source with no support in the base.
    Addition = "addition",
    /// Quotations or claims reordered so that a reader could be misled.
    Order = "order",
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for FindingKind {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<FindingKind, UnknownName> {
        FindingKind::ALL
            .iter()
            .copied()
            .find(|kind| kind.name() == name)
            .ok_or_else(|| UnknownName::new("finding kind", name, FindingKind::ALL.iter().map(|k| k.name())))
    }
}

/// A name that is none of a closed list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is no {what}; known: {known}")]
pub struct UnknownName {
    what: &'static str,
    name: String,
    known: String,
}

impl UnknownName {
    /// `name` is none of the `known` names of `what`.
    pub fn new(what: &'static str, name: &str, known: impl Iterator<Item = &'static str>) -> UnknownName {
        UnknownName { what, name: name.to_owned(), known: known.collect::<Vec<_>>().join(", ") }
    }
}

#[cfg(test)]
mod tests {
    use super::{FindingKind, Severity};

    #[test]
    fn names_lead_back_to_their_kinds() {
        for kind in FindingKind::ALL {
            assert_eq!(kind.name().parse::<FindingKind>().as_ref(), Ok(kind));
        }
        assert!(Severity::Error > Severity::Warning);
        let message = "typo".parse::<FindingKind>().unwrap_err().to_string();
        assert!(message.starts_with("`typo` is no finding kind; known: value_conflict, "), "{message}");
    }
}
