//! The result of scoring: counts, shares and the cases behind them.

use std::collections::BTreeMap;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub part: usize,
    /// Of how many.
    pub whole: usize,
}

impl Share {
    /// Counts one more, which is or is not among the part.
    pub fn count(&mut self, hit: bool) {
        self.part += usize::from(hit);
        self.whole += 1;
    }

    /// Part by whole, 0 to 1; absent where there is nothing to share.
    pub fn value(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    pub(crate) fn add(&mut self, other: Share) {
        self.part += other.part;
        self.whole += other.whole;
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Share", 3)?;
        fields.serialize_field("part", &self.part)?;
        fields.serialize_field("whole", &self.whole)?;
        fields.serialize_field("share", &self.value())?;
        fields.end()
    }
}

/// Recall and precision of one way to compare kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Gold findings found.
    pub recall: Share,
    /// Reported findings that are right.
    pub precision: Share,
}

impl Tally {
    /// Harmonic mean of recall and precision; absent where either is.
    pub fn f1(self) -> Option<f64> {
        let (recall, precision) = (self.recall.value()?, self.precision.value()?);
        Some(if recall + precision > 0.0 { 2.0 * recall * precision / (recall + precision) } else { 0.0 })
    }

    fn add(&mut self, other: Tally) {
        self.recall.add(other.recall);
        self.precision.add(other.precision);
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Tally", 3)?;
        fields.serialize_field("recall", &self.recall)?;
        fields.serialize_field("precision", &self.precision)?;
        fields.serialize_field("f1", &self.f1())?;
        fields.end()
    }
}

/// The two ways to compare kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Graded<T> {
    /// The kinds are equal, or the annotation names the reported one as defensible too.
    pub strict: T,
    /// Or both are of one group.
    pub lenient: T,
}

/// How a report does against the annotation of one family, or of several together.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Scores {
    /// Name of the family; `total` for several together.
    pub family: String,
    /// Recall over required gold errors and warnings, met by a finding of any severity; precision over reported errors
    /// and warnings.
    pub findings: Graded<Tally>,
    /// Recall where only reported errors and warnings count as found.
    pub recall_flagged: Graded<Share>,
    /// Recall where the whole reported span has to lie inside the sentence of the anchor.
    pub recall_inside: Graded<Share>,
    /// Recall where a reported finding meets one gold finding at most.
    pub recall_once: Graded<Share>,
    /// Reported notes that are right.
    pub notes: Graded<Share>,
    /// Reported errors and warnings by tenth of their confidence (the last: .9 and over), and how many are right leniently:
    /// of findings at .8, eight in ten should be.
    pub confidence: [Share; 10],
    /// Reported errors and warnings that are neither right nor wrong: their kind is not annotated exhaustively.
    pub unjudged: usize,
    /// The same by kind: recall by the gold kind, precision by the reported one.
    pub kinds: BTreeMap<String, Graded<Tally>>,
    /// Required agreements in the same words.
    pub agreements: Share,
    /// Required agreements in other words.
    pub agreements_reworded: Share,
    /// Harmless differences reported as an error or warning, of those annotated.
    pub harmless_flagged: Share,
    /// Harmless differences reported as a note, of those annotated.
    pub harmless_noted: Share,
    /// Copies whose source is known, with the right source named.
    pub parents: Share,
    /// Distractors set apart from the story and named by no finding.
    pub apart: Share,
    /// Sources of the story that were kept in it.
    pub kept: Share,
    /// Traps that a finding or a fact fell into.
    pub sprung: Share,
    /// Required errors and warnings that are not found strictly.
    pub misses: Vec<Miss>,
    /// Required agreements that are not found.
    pub agreement_misses: Vec<Miss>,
    /// Reported errors and warnings that are not right strictly.
    pub false_alarms: Vec<FalseAlarm>,
    /// What else went wrong, or could not be scored: one sentence each.
    pub remarks: Vec<String>,
}

/// A gold finding that was not found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Miss {
    /// Its family.
    pub family: String,
    /// Its name in `gold.json`.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its severity.
    pub severity: String,
    /// Source and anchor on the side of the base.
    pub base: Option<String>,
    /// Source and anchor on the other side.
    pub other: String,
    /// What the annotator says.
    pub note: String,
    /// What was reported at its place instead: kind and severity.
    pub instead: Vec<String>,
    /// Whether the lenient comparison finds it.
    pub lenient: bool,
}

/// A reported finding that matches no gold finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FalseAlarm {
    /// Its family.
    pub family: String,
    /// Its kind.
    pub kind: String,
    /// Its severity.
    pub severity: String,
    /// Its message.
    pub message: String,
    /// Source and words on the side of the base.
    pub base: Option<String>,
    /// Source and words on the other side.
    pub other: String,
    /// Why it is wrong.
    pub why: Wrong,
    /// What the annotation says of the place, by name and kind.
    pub gold_here: Vec<String>,
}

/// Why a reported finding is not right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    /// The annotation has nothing of the kind there.
    #[default]
    NotAnnotated,
    /// The annotation has it there under another kind of the same group: wrong strictly only.
    OtherKind,
    /// The annotation says that the difference is harmless; with its reason.
    Harmless(String),
    /// It names a source of another story.
    Unrelated,
}

impl Scores {
    /// Adds the counts and cases of other scores.
    pub fn add(&mut self, other: &Scores) {
        fn add_shares(own: &mut Graded<Share>, other: Graded<Share>) {
            own.strict.add(other.strict);
            own.lenient.add(other.lenient);
        }
        fn add_tallies(own: &mut Graded<Tally>, other: Graded<Tally>) {
            own.strict.add(other.strict);
            own.lenient.add(other.lenient);
        }
        add_tallies(&mut self.findings, other.findings);
        add_shares(&mut self.recall_flagged, other.recall_flagged);
        add_shares(&mut self.recall_inside, other.recall_inside);
        add_shares(&mut self.recall_once, other.recall_once);
        add_shares(&mut self.notes, other.notes);
        for (own, other) in self.confidence.iter_mut().zip(other.confidence) {
            own.add(other);
        }
        self.unjudged += other.unjudged;
        for (kind, tallies) in &other.kinds {
            add_tallies(self.kinds.entry(kind.clone()).or_default(), *tallies);
        }
        self.agreements.add(other.agreements);
        self.agreements_reworded.add(other.agreements_reworded);
        self.harmless_flagged.add(other.harmless_flagged);
        self.harmless_noted.add(other.harmless_noted);
        self.parents.add(other.parents);
        self.apart.add(other.apart);
        self.kept.add(other.kept);
        self.sprung.add(other.sprung);
        self.misses.extend_from_slice(&other.misses);
        self.agreement_misses.extend_from_slice(&other.agreement_misses);
        self.false_alarms.extend_from_slice(&other.false_alarms);
        self.remarks.extend_from_slice(&other.remarks);
    }
}
