//! Reads `gold.json`: what an attentive editor would find in a story family.
//!
//! Reading is tolerant where annotators differ: unknown fields are passed over, `also` may be one name or a list (or be
//! called `alt`), `complete` a map or a list, `traps` may be called `trap`. Kinds that nobody knows are kept, and
//! scoring tells of them. Deliberately not here: looking anchors up in the texts (see `anchor`).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use corroborate_model::{FindingKind, Severity};
use serde::{Deserialize, Deserializer};

use crate::EvalError;

/// The annotation of one story family.
#[derive(Clone, Debug, Deserialize)]
pub struct Gold {
    /// Name of the family.
    pub family: String,
    /// Id of the source the others are held against.
    pub base: String,
    /// The sources by id.
    pub sources: BTreeMap<String, GoldSource>,
    /// What differs and what agrees.
    #[serde(default)]
    pub findings: Vec<GoldFinding>,
    /// Differences that must not be flagged.
    #[serde(default)]
    pub harmless: Vec<Harmless>,
    /// Pairs of places that only seem to conflict or to agree.
    #[serde(default, alias = "trap")]
    pub traps: Vec<Trap>,
    /// Which kinds are annotated exhaustively.
    #[serde(default)]
    pub complete: Complete,
}

/// One source of a family.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldSource {
    /// Its file, in the folder of the family.
    pub file: PathBuf,
    /// Whether it tells the story of the base; the distractors do not.
    #[serde(default = "yes")]
    pub related: bool,
    /// Id of the source it was copied from, where the annotator knows.
    #[serde(default)]
    pub derived_from: Option<String>,
}

/// One annotated difference or agreement.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldFinding {
    /// Its name inside the family.
    pub id: String,
    /// What sort it is.
    pub kind: GoldKind,
    /// Other kinds that are defensible too.
    #[serde(default, alias = "alt", deserialize_with = "one_or_many")]
    pub also: Vec<GoldKind>,
    /// How much it matters.
    #[serde(default = "warning", deserialize_with = "severity")]
    pub severity: Severity,
    /// Whether a program has to find it.
    #[serde(default = "yes")]
    pub required: bool,
    /// The wording of the base; absent for an addition.
    #[serde(default)]
    pub base: Option<Anchor>,
    /// The wording that differs; without an anchor for an omission.
    pub other: Anchor,
    /// What the annotator has to say.
    #[serde(default)]
    pub note: String,
}

impl GoldFinding {
    /// Whether it counts for recall: a required error or warning that is no agreement.
    pub fn counts_for_recall(&self) -> bool {
        self.required && self.severity >= Severity::Warning && self.kind.finding().is_some()
    }

    /// Whether it is an agreement that has to be found.
    pub fn counts_for_agreement(&self) -> bool {
        self.required && self.kind.is_agreement()
    }
}

/// The kind of an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GoldKind {
    /// A difference.
    Finding(FindingKind),
    /// The sources say the same in the same words.
    Agreement,
    /// The sources say the same in other words.
    AgreementReworded,
    /// A name that is none of the known ones.
    Unknown(String),
}

impl GoldKind {
    fn new(name: &str) -> GoldKind {
        match name {
            "agreement" => GoldKind::Agreement,
            "agreement_reworded" => GoldKind::AgreementReworded,
            _ => name.parse().map_or_else(|_| GoldKind::Unknown(name.to_owned()), GoldKind::Finding),
        }
    }

    /// The kind of difference, where it is one.
    pub fn finding(&self) -> Option<FindingKind> {
        match self {
            GoldKind::Finding(kind) => Some(*kind),
            _ => None,
        }
    }

    /// Whether it says that sources agree.
    pub fn is_agreement(&self) -> bool {
        matches!(self, GoldKind::Agreement | GoldKind::AgreementReworded)
    }

    /// Its name in `gold.json`.
    pub fn name(&self) -> &str {
        match self {
            GoldKind::Finding(kind) => kind.name(),
            GoldKind::Agreement => "agreement",
            GoldKind::AgreementReworded => "agreement_reworded",
            GoldKind::Unknown(name) => name,
        }
    }
}

impl<'de> Deserialize<'de> for GoldKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<GoldKind, D::Error> {
        String::deserialize(deserializer).map(|name| GoldKind::new(&name))
    }
}

/// A place named by its words.
#[derive(Clone, Debug, Deserialize)]
pub struct Anchor {
    /// Id of the source.
    pub source: String,
    /// Words that stand there; absent where the whole source is meant.
    #[serde(default)]
    pub anchor: Option<String>,
    /// Which of several occurrences is meant, from 1; absent where any will do.
    #[serde(default)]
    pub occurrence: Option<usize>,
}

/// A difference that must not be flagged.
#[derive(Clone, Debug, Deserialize)]
pub struct Harmless {
    /// Where it stands.
    #[serde(flatten)]
    pub place: Anchor,
    /// The source against which it must not be flagged; absent or `any` for all.
    #[serde(default)]
    pub against: Option<String>,
    /// Why it is harmless.
    #[serde(default)]
    pub why: String,
}

/// Two places that only seem to conflict or to agree.
#[derive(Clone, Debug, Deserialize)]
pub struct Trap {
    /// One place.
    pub a: Anchor,
    /// The other place; absent where one place alone is misleading, which is for the reader only.
    #[serde(default)]
    pub b: Option<Anchor>,
    /// The kinds that a careless reader would report, as a list or in free text.
    #[serde(default, deserialize_with = "kinds_in_text")]
    pub naive: String,
    /// Why that would be wrong.
    #[serde(default)]
    pub why_wrong: String,
}

/// Kinds as one text, whether they are written so or as a list.
fn kinds_in_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Kinds {
        Text(String),
        List(Vec<String>),
    }
    Ok(match Kinds::deserialize(deserializer)? {
        Kinds::Text(text) => text,
        Kinds::List(list) => list.join(", "),
    })
}

/// Which kinds are annotated exhaustively; all of them, where nothing is said.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(untagged)]
pub enum Complete {
    /// Everything is.
    #[default]
    All,
    /// Yes or no by name; `changes_and_conflicts` stands for all but omissions and additions.
    Map(BTreeMap<String, bool>),
    /// The names of those that are; `changes_and_conflicts` as above.
    List(Vec<String>),
}

impl Complete {
    /// Whether every difference of this kind is annotated, so that one without annotation is wrong.
    pub fn covers(&self, kind: FindingKind) -> bool {
        let change = !matches!(kind, FindingKind::Omission | FindingKind::Addition);
        let names = [kind.name(), if change { "changes_and_conflicts" } else { kind.name() }];
        match self {
            Complete::All => true,
            Complete::Map(map) => names.iter().find_map(|&name| map.get(name)).copied().unwrap_or(true),
            Complete::List(list) => names.iter().any(|&name| list.iter().any(|entry| entry == name)),
        }
    }
}

impl Gold {
    /// Reads the `gold.json` of a folder.
    ///
    /// # Errors
    /// Where the file cannot be read, is not what this module describes, or names a base that is no source.
    pub fn read(folder: &Path) -> Result<Gold, EvalError> {
        let path = folder.join("gold.json");
        let text =
            fs::read_to_string(&path).map_err(|source| EvalError::Read { path: path.clone(), source })?;
        // Some editors put a byte order mark before it.
        let json = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let gold: Gold =
            serde_json::from_str(json).map_err(|source| EvalError::Gold { path: path.clone(), source })?;
        if !gold.sources.contains_key(&gold.base) {
            return Err(EvalError::Base { path, base: gold.base });
        }
        Ok(gold)
    }
}

fn yes() -> bool {
    true
}

fn warning() -> Severity {
    Severity::Warning
}

fn severity<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Severity, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<GoldKind>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Names {
        One(GoldKind),
        Many(Vec<GoldKind>),
    }
    Ok(match Option::<Names>::deserialize(deserializer)? {
        None => Vec::new(),
        Some(Names::One(kind)) => vec![kind],
        Some(Names::Many(kinds)) => kinds,
    })
}
