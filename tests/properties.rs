//! What must hold for any source, tried on those of the corpus.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use corroborate::{Config, Finding, Report, Source, check};

use crate::program::{families, sources};

/// Every source of the corpus.
fn all() -> Vec<PathBuf> {
    families().iter().flat_map(|family| sources(family)).collect()
}

fn source(id: &str, path: &Path, bytes: Vec<u8>) -> Source {
    Source { path: Some(path.to_string_lossy().into_owned()), ..Source::from_bytes(id, bytes) }
}

/// Holds each source of the corpus against itself in another dress.
#[track_caller]
fn dressed_as(dress: impl Fn(&Path, &str) -> Option<Vec<u8>>) {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for path in all() {
        let text = fs::read_to_string(&path).unwrap();
        let Some(bytes) = dress(&path, &text) else { continue };
        let pair = [source("plain", &path, text.into_bytes()), source("dressed", &path, bytes)];
        let report = check(&pair, &Config::default()).unwrap();
        let across = report.findings.iter().filter(|finding| is_across(finding));
        wrong.extend(
            across.map(|finding| format!("{}: {}: {}", path.display(), finding.kind, finding.message)),
        );
        tried += 1;
    }
    assert!(tried > 0);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a finding is between two sources; a source may contradict itself.
fn is_across(finding: &Finding) -> bool {
    finding.base.is_none_or(|base| base.source != finding.other.source)
}

#[test]
fn a_source_does_not_differ_from_itself() {
    dressed_as(|_, text| Some(text.as_bytes().to_vec()));
}

#[test]
fn line_ends_do_not_matter() {
    dressed_as(|_, text| Some(text.replace('\n', "\r\n").into_bytes()));
}

#[test]
fn the_encoding_does_not_matter() {
    dressed_as(|_, text| {
        Some(
            "\u{feff}"
                .chars()
                .chain(text.chars())
                .collect::<String>()
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
        )
    });
}

/// The text in an encoding of one byte a character, where it can be written so.
fn latin(text: &str) -> Option<Vec<u8>> {
    let byte = |c: char| match c {
        '\u{2018}' => Some(0x91),
        '\u{2019}' => Some(0x92),
        '\u{201c}' => Some(0x93),
        '\u{201d}' => Some(0x94),
        '\u{2013}' => Some(0x96),
        '\u{2014}' => Some(0x97),
        '\u{20ac}' => Some(0x80),
        c => u8::try_from(u32::from(c)).ok().filter(|b| !(0x80..0xa0).contains(b)),
    };
    text.chars().map(byte).collect()
}

#[test]
fn an_encoding_of_one_byte_does_not_matter() {
    dressed_as(|path, text| {
        // A web page may name its encoding.
        let is_page = path.extension().is_some_and(|extension| extension == "html");
        latin(text).filter(|_| !is_page)
    });
}

/// Whether marks, dashes and spaces belong to the prose alone.
fn is_prose(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "txt")
}

#[test]
fn dashes_and_unbreakable_spaces_do_not_matter() {
    dressed_as(|path, text| {
        is_prose(path).then(|| text.replace(" – ", " — ").replace(" - ", " – ").into_bytes())
    });
    dressed_as(|path, text| {
        // A header line is told by its plain spaces.
        let (header, body) = text.split_once("\n\n")?;
        let body = body.replace(" million", "\u{a0}million").replace(" per cent", "\u{a0}per cent");
        is_prose(path).then(|| format!("{header}\n\n{body}").into_bytes())
    });
}

#[test]
fn the_form_of_quotation_marks_does_not_matter() {
    dressed_as(|path, text| {
        // In a web page they belong to the markup as well.
        is_prose(path).then(|| curled(text).into_bytes())
    });
    dressed_as(|path, text| is_prose(path).then(|| straightened(text).into_bytes()));
}

/// Curly marks made straight.
fn straightened(text: &str) -> String {
    let straight = |c: char| match c {
        '\u{201c}' | '\u{201d}' => '"',
        '\u{2018}' | '\u{2019}' => '\'',
        c => c,
    };
    text.chars().map(straight).collect()
}

/// Straight marks made curly: opening after white space or at a start, else closing.
fn curled(text: &str) -> String {
    let mut before = '\n';
    text.chars()
        .map(|c| {
            let opens =
                before.is_whitespace() || matches!(before, '(' | '[' | '"' | '\'' | '\u{2014}' | '\u{2013}');
            before = c;
            match c {
                '"' if opens => '\u{201c}',
                '"' => '\u{201d}',
                '\'' if opens => '\u{2018}',
                '\'' => '\u{2019}',
                c => c,
            }
        })
        .collect()
}

#[test]
fn the_order_of_the_copies_changes_only_the_order() {
    for family in families() {
        let mut family_sources: Vec<Source> = sources(&family)
            .iter()
            .map(|path| source(path.file_stem().unwrap().to_str().unwrap(), path, fs::read(path).unwrap()))
            .collect();
        let config = Config::default().with_base(family_sources[0].id.clone());
        let forwards = ids(&check(&family_sources, &config).unwrap());
        family_sources[1..].reverse();
        let backwards = ids(&check(&family_sources, &config).unwrap());
        let differ: Vec<_> = forwards.symmetric_difference(&backwards).collect();
        assert!(differ.is_empty(), "{}: {differ:#?}", family.display());
    }
}

/// The findings without their order.
fn ids(report: &Report) -> BTreeSet<(String, String)> {
    report.findings.iter().map(|finding| (finding.id.clone(), finding.message.clone())).collect()
}
