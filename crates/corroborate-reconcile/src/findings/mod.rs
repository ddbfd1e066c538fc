//! The rules: one finding kind a file, each with its page.
//!
//! A rule sees one [`Comparison`] and writes [`Draft`]s; it knows no other rule and no output. What several rules would
//! tell of the same change is settled afterwards, in [`crate::settle`].

mod agents;
pub(crate) mod changes;
pub(crate) mod decisions;
mod epithets;
mod figures;
mod halves;
mod introduced;
pub(crate) mod limits;
mod misplaced;
mod nothing;
mod open_cause;
mod parts;
mod periods;
mod reach;
pub(crate) mod records;
mod shares;
mod swaps;
mod unsettled;
pub(crate) mod works;

use corroborate_model::{Direction, FindingKind, Severity, Span};

use crate::comparison::Comparison;

/// A finding on its way: places are spans of the comparison's two texts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Draft {
    pub kind: FindingKind,
    pub severity: Severity,
    pub confidence: f64,
    pub direction: Option<Direction>,
    /// The wording of the base; absent for an addition.
    pub base: Option<Span>,
    /// The wording of the other text; absent for an omission.
    pub other: Option<Span>,
    /// The changed words inside `base`.
    pub base_focus: Option<Span>,
    /// The changed words inside `other`.
    pub other_focus: Option<Span>,
    /// One sentence. `{base}` and `{other}` stand for the two sources.
    pub message: String,
    /// Claim of the base it is about, for the fact.
    pub claim: Option<usize>,
    /// Whether it is told whatever else is told of the same words.
    pub apart: bool,
}

impl Draft {
    /// A draft about two wordings.
    pub(crate) fn new(kind: FindingKind, severity: Severity, confidence: f64, message: String) -> Draft {
        Draft {
            kind,
            severity,
            confidence,
            direction: None,
            base: None,
            other: None,
            base_focus: None,
            other_focus: None,
            message,
            claim: None,
            apart: false,
        }
    }

    /// With the two wordings.
    pub(crate) fn between(mut self, base: Span, other: Span) -> Draft {
        (self.base, self.other) = (Some(base), Some(other));
        self
    }

    /// With the changed words inside them.
    pub(crate) fn focus(mut self, base: Option<Span>, other: Option<Span>) -> Draft {
        (self.base_focus, self.other_focus) = (base, other);
        self
    }

    /// With the way it goes.
    pub(crate) fn toward(mut self, direction: Direction) -> Draft {
        self.direction = Some(direction);
        self
    }

    /// With the base's claim it is about.
    pub(crate) fn about(mut self, claim: usize) -> Draft {
        self.claim = Some(claim);
        self
    }
}

/// One rule: its kind, its page, and how it finds.
pub(crate) struct Rule {
    pub kind: FindingKind,
    pub page: &'static str,
    pub find: fn(&Comparison<'_>, &mut Vec<Draft>),
}

macro_rules! rules {
    ($($module:ident = $kind:ident),+ $(,)?) => {
        $(pub(crate) mod $module;)+

        /// The one table of rules.
        pub(crate) const RULES: &[Rule] = &[$(Rule {
            kind: FindingKind::$kind,
            page: include_str!(concat!(stringify!($module), ".md")),
            find: $module::find,
        }),+];
    };
}

rules! {
    value_conflict = ValueConflict,
    counted_thing = CountedThing,
    precision_loss = PrecisionLoss,
    time_frame = TimeFrame,
    baseline_dropped = BaselineDropped,
    scope = Scope,
    attribution = Attribution,
    quote_altered = QuoteAltered,
    quote_truncated = QuoteTruncated,
    quote_spliced = QuoteSpliced,
    quote_paraphrased = QuoteParaphrased,
    hedge = Hedge,
    legal_status = LegalStatus,
    polarity = Polarity,
    causal = Causal,
    identity = Identity,
    contact = Contact,
    date = Date,
    place = Place,
    omission = Omission,
    addition = Addition,
    order = Order,
}

/// The page of a kind, in Markdown.
pub(crate) fn page(kind: FindingKind) -> &'static str {
    RULES.iter().find(|rule| rule.kind == kind).map_or("", |rule| rule.page)
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::{Options, reconcile};
    use corroborate_model::{Block, BlockKind, Document, FindingKind, Report, Span};

    /// A text of one paragraph as a report's source.
    fn source(id: &str, text: &str) -> corroborate_model::Analysis {
        let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
        corroborate_extract::extract(Document {
            id: id.into(),
            text: text.into(),
            blocks,
            ..Document::default()
        })
    }

    fn field<'a>(page: &'a str, name: &str) -> &'a str {
        page.lines().find_map(|line| line.strip_prefix(&format!("**{name}:** "))).unwrap_or_default()
    }

    fn example(page: &str) -> Report {
        reconcile(
            vec![source("base", field(page, "Base")), source("copy", field(page, "Copy"))],
            &Options::default(),
        )
    }

    #[test]
    fn every_page_shows_what_its_rule_finds() {
        let mut wrong = Vec::new();
        for rule in RULES {
            let report = example(rule.page);
            let found: Vec<String> = report
                .findings
                .iter()
                .map(|finding| format!("{} {}", finding.kind, finding.severity))
                .collect();
            let expected = format!("{} {}", rule.kind, field(rule.page, "Finding"));
            if !found.contains(&expected) {
                wrong.push(format!("{}.md: expected {expected}, found {found:?}", rule.kind));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_kind_has_one_rule_and_a_page_of_its_name() {
        for kind in FindingKind::ALL {
            let rules: Vec<_> = RULES.iter().filter(|rule| rule.kind == *kind).collect();
            assert_eq!(rules.len(), 1, "{kind}");
            assert!(rules[0].page.starts_with(&format!("# {kind}\n")), "{kind}");
            for section in ["## Why it matters", "## Example", "## What it does not report"] {
                assert!(rules[0].page.contains(section), "{kind}: {section}");
            }
        }
    }
}
