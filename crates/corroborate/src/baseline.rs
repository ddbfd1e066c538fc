//! Findings that somebody has looked at and accepted.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use corroborate_model::{Finding, Report, Severity};
use serde::{Deserialize, Serialize};

/// Name and version of the file.
const SCHEMA: &str = "corroborate-baseline/1";

/// Findings that somebody has looked at and accepted: a check that knows them reports only what is new.
///
/// As a file it is JSON that a person can read, review and edit; a finding is known again by its id alone.
///
/// ```
/// use corroborate::{Baseline, Config, Severity, Source, check};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let release = Source::new("release", "Patrols seized 31 boats in March, compared with 12 in March 2023.");
/// let paper = Source::new("paper", "Patrols seized 37 boats in March, compared with 12 in March 2023.");
/// let mut report = check(&[release, paper], &Config::default())?;
///
/// let accepted = Baseline::of(&report, Severity::Note);
/// let read = Baseline::from_json(&accepted.to_json())?;
/// assert_eq!(read, accepted);
///
/// assert!(read.apply(&mut report).iter().all(|met| *met));
/// assert!(report.findings.is_empty());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema: String,
    /// The findings, in the order of the report they were taken from.
    pub findings: Vec<Accepted>,
}

/// A finding that was accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The id of the finding; the rest is for the reader.
    pub id: String,
    /// Name of its kind.
    #[serde(default)]
    pub kind: String,
    /// Name of its severity.
    #[serde(default)]
    pub severity: String,
    /// Id of the source it is about.
    #[serde(default)]
    pub source: String,
    /// What it said.
    #[serde(default)]
    pub message: String,
    /// Why it was accepted, in the words of whoever did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Why a baseline could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BaselineError {
    /// It is no JSON of that form.
    #[error("no baseline as `--write-baseline` makes it: {0}")]
    Form(String),
    /// It has another version.
    #[error("its schema is `{0}`; this program reads `{SCHEMA}`")]
    Version(String),
}

impl Default for Baseline {
    fn default() -> Baseline {
        Baseline::new(Vec::new())
    }
}

impl Baseline {
    /// A baseline that accepts these.
    pub fn new(findings: Vec<Accepted>) -> Baseline {
        Baseline { schema: SCHEMA.to_owned(), findings }
    }

    /// All findings of a report from this severity on.
    pub fn of(report: &Report, min_severity: Severity) -> Baseline {
        let told = report.findings.iter().filter(|finding| finding.severity >= min_severity);
        let accepted = |finding: &Finding| Accepted {
            id: finding.id.clone(),
            kind: finding.kind.name().to_owned(),
            severity: finding.severity.name().to_owned(),
            source: report.source_id(finding.other.source).to_owned(),
            message: finding.message.clone(),
            reason: None,
        };
        Baseline::new(told.map(accepted).collect())
    }

    /// Reads a baseline.
    ///
    /// # Errors
    /// When it is no JSON of this form, with line and column, or of another version.
    pub fn from_json(text: &str) -> Result<Baseline, BaselineError> {
        #[derive(Deserialize)]
        struct Version {
            schema: String,
        }
        let form = |error: serde_json::Error| BaselineError::Form(error.to_string());
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let Version { schema } = serde_json::from_str(text).map_err(form)?;
        if schema != SCHEMA {
            return Err(BaselineError::Version(schema));
        }
        serde_json::from_str(text).map_err(form)
    }

    /// The baseline as JSON, one field a line.
    pub fn to_json(&self) -> String {
        // Texts and lists always have a JSON form.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Takes over the reasons that `other` gives for the same findings.
    pub fn with_reasons_of(mut self, other: &Baseline) -> Baseline {
        let reasons: HashMap<&str, &str> = other
            .findings
            .iter()
            .filter_map(|accepted| Some((accepted.id.as_str(), accepted.reason.as_deref()?)))
            .collect();
        for accepted in &mut self.findings {
            accepted.reason = reasons.get(accepted.id.as_str()).map(|reason| (*reason).to_owned());
        }
        self
    }

    /// Takes the accepted findings out of a report, and tells of each entry of the baseline whether the report had it.
    ///
    /// Where the first of several equal changes is accepted and the others are not, the next one stands for them.
    pub fn apply(&self, report: &mut Report) -> Vec<bool> {
        let mut met = vec![false; self.findings.len()];
        let mut entries: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, accepted) in self.findings.iter().enumerate() {
            entries.entry(&accepted.id).or_default().push(index);
        }
        report.findings.retain(|finding| {
            let known = entries.get(finding.id.as_str());
            known.into_iter().flatten().for_each(|&index| met[index] = true);
            known.is_none()
        });
        if met.contains(&true) {
            lead_again(&mut report.findings);
        }
        met
    }
}

/// Gives findings that repeat one that is gone a new first one among themselves.
fn lead_again(findings: &mut [Finding]) {
    let there: HashSet<String> = findings.iter().map(|finding| finding.id.clone()).collect();
    let mut heads: BTreeMap<String, String> = BTreeMap::new();
    for finding in findings {
        let Some(lost) = finding.repeat_of.take_if(|head| !there.contains(head)) else { continue };
        match heads.get(&lost) {
            Some(head) => finding.repeat_of = Some(head.clone()),
            None => {
                heads.insert(lost, finding.id.clone());
            }
        }
    }
}

impl fmt::Display for Accepted {
    /// Kind, source and message; the id alone where the file has no more.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.kind.as_str(), self.source.as_str()) {
            ("", _) | (_, "") => write!(f, "finding {}", self.id),
            (kind, source) => write!(f, "{kind} in {source}: {}", self.message),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Baseline;
    use corroborate_model::{Finding, FindingKind, Place, Report, Severity};

    fn finding(id: &str, repeat_of: Option<&str>) -> Finding {
        Finding {
            id: id.to_owned(),
            kind: FindingKind::Hedge,
            severity: Severity::Warning,
            confidence: 0.9,
            message: format!("message {id}"),
            fact: None,
            direction: None,
            base: None,
            other: Place { source: 0, span: None },
            base_focus: None,
            other_focus: None,
            introduced_by: None,
            inherited_by: Vec::new(),
            repeat_of: repeat_of.map(str::to_owned),
            part_of: None,
        }
    }

    fn baseline(ids: &[&str]) -> Baseline {
        let findings = ids.iter().map(|id| finding(id, None)).collect();
        Baseline::of(&Report { findings, ..Report::default() }, Severity::Note)
    }

    #[test]
    fn repeats_of_an_accepted_finding_lead_on() {
        let findings =
            vec![finding("a", None), finding("b", Some("a")), finding("c", Some("a")), finding("d", None)];
        let mut report = Report { findings, ..Report::default() };
        assert_eq!(baseline(&["a", "gone", "d"]).apply(&mut report), [true, false, true]);
        let left: Vec<_> =
            report.findings.iter().map(|it| (it.id.as_str(), it.repeat_of.as_deref())).collect();
        assert_eq!(left, [("b", None), ("c", Some("b"))]);
    }

    #[test]
    fn only_what_is_severe_enough_is_accepted() {
        let report = Report { findings: vec![finding("a", None)], ..Report::default() };
        assert_eq!(Baseline::of(&report, Severity::Error).findings, []);
    }

    #[test]
    fn reasons_outlive_a_new_baseline() {
        let mut old = baseline(&["a", "b"]);
        old.findings[1].reason = Some("agreed with the desk".to_owned());
        let new = baseline(&["b", "c"]).with_reasons_of(&old);
        let reasons: Vec<_> = new.findings.iter().map(|it| it.reason.as_deref()).collect();
        assert_eq!(reasons, [Some("agreed with the desk"), None]);
    }

    #[test]
    fn what_is_wrong_in_a_file_is_told() {
        for (text, expected) in [
            ("", "EOF while parsing a value at line 1 column 0"),
            (r#"{"schema": "corroborate-baseline/9", "new": 1}"#, "its schema is `corroborate-baseline/9`"),
            (
                "{\"schema\": \"corroborate-baseline/1\",\n\"findings\": [{\"id\": \"a\", \"reson\": \"x\"}]}",
                "unknown field `reson`, expected one of `id`, `kind`, `severity`, `source`, `message`, `reason` at line 2",
            ),
        ] {
            let message = Baseline::from_json(text).unwrap_err().to_string();
            assert!(message.contains(expected), "{message}");
        }
        let least = r#"{"schema": "corroborate-baseline/1", "findings": [{"id": "a"}]}"#;
        assert_eq!(Baseline::from_json(least).unwrap().findings[0].to_string(), "finding a");
    }
}
