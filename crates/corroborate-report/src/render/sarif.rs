//! SARIF 2.1.0, the exchange format of code review tools.
//!
//! A finding is a result; it stands at the wording that differs (an omission at the words left out, for a place is
//! wanted), with the other side as a related location. Paths are given as they were named, so that a tool resolves
//! them against the folder the check ran in. Lines and columns count characters of the original file. Byte regions
//! are left out: they would have to count bytes of the original, which a converted text does not always tell.

use std::borrow::Cow;
use std::io::Write;

use corroborate_model::{Direction, Finding, FindingKind, Place, Report};
use serde::Serialize;

use super::json::pretty;
use crate::select;
use crate::text::{clean, share};
use crate::{Options, RenderError, RuleHelp};

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    results: Vec<SarifResult<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'static str,
    name: String,
    short_description: Message<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Help<'a>>,
}

#[derive(Serialize)]
struct Help<'a> {
    text: &'a str,
    markdown: &'a str,
}

#[derive(Serialize)]
struct Message<'a> {
    text: Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Message<'a>,
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: Fingerprints<'a>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "corroborate/v1")]
    id: &'a str,
}

/// What SARIF has no field for, under the names of the JSON report.
#[derive(Serialize)]
struct Properties<'a> {
    confidence: f64,
    direction: Option<&'static str>,
    introduced_by: Option<&'a str>,
    repeat_of: Option<&'a str>,
    part_of: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region<'a>>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    snippet: Message<'a>,
}

/// The report as one SARIF log.
pub(super) fn document(
    report: &Report,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    let driver = Driver {
        name: "corroborate",
        version: env!("CARGO_PKG_VERSION"),
        rules: FindingKind::ALL.iter().map(|&kind| rule(kind, options.rules)).collect(),
    };
    let findings = select::findings(report, options);
    let run = Run {
        tool: Tool { driver },
        column_kind: "unicodeCodePoints",
        results: findings.into_iter().map(|finding| result(report, finding)).collect(),
    };
    let schema = "https://json.schemastore.org/sarif-2.1.0.json";
    pretty(&Log { schema, version: "2.1.0", runs: [run] }, out)
}

fn rule<'a>(kind: FindingKind, rules: &[RuleHelp<'a>]) -> Rule<'a> {
    let help = rules.iter().find(|rule| rule.kind == kind).map(|rule| rule.markdown);
    let summary = help.and_then(first_paragraph).unwrap_or_else(|| kind.name().replace('_', " "));
    Rule {
        id: kind.name(),
        name: pascal_case(kind.name()),
        short_description: Message { text: summary.into() },
        help: help.map(|markdown| Help { text: markdown, markdown }),
    }
}

/// The first paragraph of a Markdown page that is no heading, on one line.
fn first_paragraph(markdown: &str) -> Option<String> {
    let prose = |paragraph: &&str| !paragraph.trim().is_empty() && !paragraph.trim_start().starts_with('#');
    markdown.split("\n\n").find(prose).map(|paragraph| clean(paragraph).into_owned())
}

/// "value_conflict" as "ValueConflict", which is how SARIF wants a rule's name.
fn pascal_case(name: &str) -> String {
    name.split('_')
        .flat_map(|part| {
            let mut letters = part.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect()
}

fn result<'a>(report: &'a Report, finding: &'a Finding) -> SarifResult<'a> {
    let omitted = finding.base.filter(|_| finding.other.span.is_none());
    let related = if omitted.is_some() { Some(finding.other) } else { finding.base };
    SarifResult {
        rule_id: finding.kind.name(),
        rule_index: FindingKind::ALL.iter().position(|&kind| kind == finding.kind),
        // The names of the severities are those of SARIF's levels.
        level: finding.severity.name(),
        message: Message { text: clean(&finding.message) },
        locations: location(report, omitted.unwrap_or(finding.other)).into_iter().collect(),
        related_locations: related.and_then(|place| related_location(report, place)).into_iter().collect(),
        partial_fingerprints: Fingerprints { id: &finding.id },
        properties: Properties {
            confidence: share(finding.confidence),
            direction: finding.direction.map(Direction::name),
            introduced_by: finding.introduced_by.map(|source| report.source_id(source)),
            repeat_of: finding.repeat_of.as_deref(),
            part_of: finding.part_of.as_deref(),
        },
    }
}

fn related_location(report: &Report, place: Place) -> Option<Location<'_>> {
    let message = format!("the other side: {}", clean(report.source_id(place.source)));
    Some(Location {
        id: Some(1),
        message: Some(Message { text: message.into() }),
        ..location(report, place)?
    })
}

fn location(report: &Report, place: Place) -> Option<Location<'_>> {
    let document = &report.sources.get(place.source)?.document;
    let uri = uri(document.path.as_deref().unwrap_or(&document.id));
    let physical_location =
        PhysicalLocation { artifact_location: ArtifactLocation { uri }, region: region(report, place) };
    Some(Location { id: None, physical_location, message: None })
}

fn region(report: &Report, place: Place) -> Option<Region<'_>> {
    let document = &report.sources.get(place.source)?.document;
    let words = report.words(place);
    let last = words.chars().next_back()?;
    let start = report.position(place)?;
    let end = document.map.position(&document.text, place.span?.end() - last.len_utf8());
    Some(Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column + 1,
        snippet: Message { text: words.into() },
    })
}

/// A path as a URI reference (RFC 3986): bytes that it does not allow are percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            b'\\' => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::{first_paragraph, pascal_case, uri};

    #[test]
    fn paths_become_uri_references() {
        assert_eq!(uri("a b/ü#1?.txt"), "a%20b/%C3%BC%231%3F.txt");
        assert_eq!(uri("http:x"), "http%3Ax");
    }

    #[test]
    fn names_and_descriptions() {
        assert_eq!(pascal_case("quote_altered"), "QuoteAltered");
        assert_eq!(first_paragraph("# hedge\n\nA hedge\nlost.\n\nMore.").as_deref(), Some("A hedge lost."));
        assert_eq!(first_paragraph("# only a heading"), None);
    }
}
