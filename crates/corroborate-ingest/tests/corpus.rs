//! The blocks of every source in the corpus, as a table that was checked by eye.

mod common;

use std::fmt::Write as _;
use std::path::Path;

use corroborate_ingest::{Limits, load_folder};
use corroborate_model::Document;

/// Kind, place in the file, and the first and last words of each block.
fn table(document: &Document) -> String {
    let meta = &document.meta;
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let date = meta.published.map_or("-".to_owned(), |date| date.to_string());
    let date_at = meta.published_at.map_or("-", |span| span.of(&document.text));
    let mut out = format!("== {}\n", document.id);
    let _ = writeln!(
        out,
        "title {}\npublisher {}\npublished {date} at {date_at}",
        shown(&meta.title),
        shown(&meta.publisher)
    );
    for notice in &document.notices {
        let _ = writeln!(out, "notice {}", notice.message);
    }
    for block in &document.blocks {
        let at = document.map.position(&document.text, block.span.start());
        let words: Vec<&str> = block.span.of(&document.text).split_whitespace().collect();
        let shown = if words.len() > 9 {
            format!("{} … {}", words[..5].join(" "), words[words.len() - 3..].join(" "))
        } else {
            words.join(" ")
        };
        let _ = writeln!(out, "{:<12} {:>3}:{:<4} {shown}", format!("{:?}", block.kind), at.line, at.column);
    }
    out
}

fn family(name: &str) -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(name);
    let found = load_folder(&folder, &Limits::default()).unwrap();
    assert!(found.skipped.is_empty(), "{:?}", found.skipped);
    found.sources.iter().map(common::document).collect()
}

#[track_caller]
fn snapshot(name: &str) {
    let tables: Vec<String> = family(name).iter().map(table).collect();
    insta::assert_snapshot!(name, tables.join("\n"));
}

#[test]
fn cup_final() {
    snapshot("cup-final");
}

#[test]
fn product_recall() {
    snapshot("product-recall");
}

#[test]
fn quarterly_results() {
    snapshot("quarterly-results");
}

#[test]
fn storm_damage() {
    snapshot("storm-damage");
}

#[test]
fn words_round_an_article_are_not_read() {
    for (name, id, words) in [
        ("cup-final", "002", ["More from Lantern", "Rovers boss Dale", "Racing", "3 Canal Row"]),
        ("product-recall", "002", ["Read more", "Air fryer", "Offers", "Newsdesk"]),
        ("quarterly-results", "002", ["Most read", "14,000 visitors", "Subscribe", "12 Market Place"]),
        ("storm-damage", "002", ["Also on", "40 of your best", "Death notices", "Text 51014"]),
    ] {
        let documents = family(name);
        let document = documents.iter().find(|document| document.id == id).unwrap();
        for word in words {
            assert!(!document.text.contains(word), "{name}/{id} holds {word:?}");
        }
    }
}

#[test]
fn offsets_of_plain_text_are_offsets_of_the_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/cup-final");
    let found = load_folder(&folder, &Limits::default()).unwrap();
    let source = found.sources.iter().find(|source| source.id == "000").unwrap();
    assert_eq!(common::document(source).text.as_bytes(), source.bytes);
}
