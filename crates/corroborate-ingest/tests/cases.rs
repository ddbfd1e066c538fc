//! Written cases: the files in `tests/cases` hold sources and the blocks, fields and notices they give.
//!
//! A case is a heading, a source fenced with `~~~` and its format, and what is expected of it fenced with `~~~ blocks`:
//! one line a block, kind and words; `title:`, `publisher:`, `published:`, `at:`, `url:` lines for the fields that are
//! checked; a `notice:` line for words that a notice holds.

mod common;

use std::fs;
use std::path::Path;

use corroborate_model::{Document, Source};

/// One case as written.
struct Case {
    place: String,
    format: String,
    source: String,
    expected: Vec<String>,
}

fn cases(path: &Path) -> Vec<Case> {
    let text = fs::read_to_string(path).unwrap();
    let (mut cases, mut name, mut fence): (Vec<Case>, String, Option<(String, String)>) =
        (Vec::new(), String::new(), None);
    for line in text.lines() {
        match (&mut fence, line.strip_prefix("~~~")) {
            (None, Some(info)) => fence = Some((info.trim().to_owned(), String::new())),
            (None, None) => {
                if let Some(heading) = line.strip_prefix("## ") {
                    name = format!("{}: {heading}", path.file_name().unwrap().display());
                }
            }
            (Some((_, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
            (Some(_), Some(_)) => {
                let (info, body) = fence.take().unwrap();
                if info == "blocks" {
                    cases.last_mut().unwrap().expected = body.lines().map(str::to_owned).collect();
                } else {
                    cases.push(Case {
                        place: name.clone(),
                        format: info,
                        source: body,
                        expected: Vec::new(),
                    });
                }
            }
        }
    }
    cases
}

/// The value of a field as the cases write it.
fn field(document: &Document, name: &str) -> Option<String> {
    let meta = &document.meta;
    match name {
        "title" => meta.title.clone(),
        "publisher" => meta.publisher.clone(),
        "published" => meta.published.map(|date| date.to_string()),
        "at" => meta.published_at.map(|span| span.of(&document.text).to_owned()),
        "url" => meta.url.clone(),
        _ => panic!("unknown field {name}"),
    }
}

fn run(case: &Case) {
    let source =
        Source { format: Some(case.format.parse().unwrap()), ..Source::new("x", case.source.as_str()) };
    let document = common::document(&source);
    let mut wanted = String::new();
    for line in &case.expected {
        match line.split_once(": ").filter(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase())) {
            Some(("notice", words)) => {
                let found = document.notices.iter().any(|notice| notice.message.contains(words));
                assert!(found, "{}: no notice holds {words:?}: {:?}", case.place, document.notices);
            }
            Some((name, value)) => {
                let found = field(&document, name);
                assert_eq!(found.as_deref().unwrap_or("none"), value, "{}: {name}", case.place);
            }
            None => {
                wanted.push_str(line.trim_end());
                wanted.push('\n');
            }
        }
    }
    assert_eq!(common::blocks(&document), wanted, "{}", case.place);
}

#[track_caller]
fn run_file(name: &str) {
    let cases = cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name));
    assert!(cases.len() >= 5, "{name} holds {} cases", cases.len());
    let possible = |case: &&Case| cfg!(feature = "readability") || !case.place.contains("Readability");
    cases.iter().filter(possible).for_each(run);
}

#[test]
fn text() {
    run_file("text.md");
}

#[test]
fn headers() {
    run_file("headers.md");
}

#[test]
fn markdown() {
    run_file("markdown.md");
}

#[test]
fn html() {
    run_file("html.md");
}

#[cfg(not(feature = "readability"))]
#[test]
fn without_readability_a_page_that_marks_nothing_is_read_whole() {
    let cases = cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/html.md"));
    let case = cases.iter().find(|case| case.place.contains("Readability")).expect("a case for it");
    let read = common::blocks(&common::document(&Source {
        format: Some(case.format.parse().unwrap()),
        ..Source::new("x", case.source.as_str())
    }));
    for line in case.expected.iter().filter(|line| line.starts_with("Body")) {
        assert!(read.contains(line.trim_end()), "{line}\n{read}");
    }
    assert!(read.contains("Ten hurt in crash"), "{read}");
}
