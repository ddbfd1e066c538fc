//! Cases of `tests/quotes.md`: two texts and what the rules on quotations find between them.

use corroborate_model::{Analysis, Block, BlockKind, Document, FindingKind, Span};

use super::same;
use crate::comparison::{Comparison, Relation};
use crate::findings::{Draft, RULES};
use crate::witness::{self, Witness};
use crate::words::Interner;

const KINDS: [FindingKind; 5] = [
    FindingKind::QuoteAltered,
    FindingKind::QuoteTruncated,
    FindingKind::QuoteSpliced,
    FindingKind::QuoteParaphrased,
    FindingKind::Order,
];

/// A text of paragraphs; one that starts with ">" is a block quotation, one with "--" its speaker.
fn analysis(id: &str, text: &str) -> Analysis {
    let mut document = Document { id: id.to_owned(), ..Document::default() };
    for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        let (kind, words) = match (paragraph.strip_prefix("> "), paragraph.strip_prefix("-- ")) {
            (Some(words), _) => (BlockKind::Quote, words),
            (_, Some(words)) => (BlockKind::Cite, words),
            _ => (BlockKind::Body, paragraph),
        };
        let start = document.text.len();
        document.text.push_str(words);
        document.blocks.push(Block { kind, span: Span::new(start, document.text.len()) });
        document.text.push_str("\n\n");
    }
    corroborate_extract::extract(document)
}

fn with_comparison<T>(
    base: &str,
    other: &str,
    relation: Relation,
    look: impl FnOnce(&Comparison<'_>) -> T,
) -> T {
    let analyses = [analysis("base", base), analysis("other", other)];
    let synonyms = crate::Synonyms::default();
    let mut interner = Interner::new(&synonyms);
    let forms = witness::long_forms(analyses.iter());
    let base = Witness::new(&analyses[0], 0, &mut interner, &forms);
    let other = Witness::new(&analyses[1], 1, &mut interner, &forms);
    look(&Comparison::new(&base, &other, relation))
}

fn drafts(comparison: &Comparison<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for rule in RULES.iter().filter(|rule| KINDS.contains(&rule.kind)) {
        (rule.find)(comparison, &mut drafts);
    }
    drafts.sort_by_key(|draft| draft.other);
    drafts
}

/// "kind severity: changed words of the base -> changed words of the other text"
fn line(comparison: &Comparison<'_>, draft: &Draft) -> String {
    let words = |witness: &Witness<'_>, span: Option<Span>| {
        span.map_or("", |span| witness.words(span)).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let base = words(comparison.base, draft.base_focus);
    let other = words(comparison.other, draft.other_focus);
    format!("{} {}: {base} -> {other}", draft.kind, draft.severity)
        .replace(":  ->", ": ->")
        .trim_end()
        .to_owned()
}

fn section<'a>(case: &'a str, name: &str) -> &'a str {
    let start = case.find(&format!("### {name}\n")).map_or(case.len(), |at| at + name.len() + 5);
    let rest = &case[start..];
    rest.find("\n### ").map_or(rest, |end| &rest[..end]).trim()
}

#[test]
fn cases() {
    let cases: Vec<&str> = include_str!("../../../tests/quotes.md").split("\n## ").skip(1).collect();
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case.lines().next().unwrap_or_default();
        let expected: Vec<&str> = section(case, "Found")
            .lines()
            .filter_map(|line| line.strip_prefix("- "))
            .filter(|&l| l != "nothing")
            .collect();
        with_comparison(section(case, "Base"), section(case, "Copy"), Relation::Copy, |comparison| {
            let drafts = drafts(comparison);
            let found: Vec<String> = drafts.iter().map(|draft| line(comparison, draft)).collect();
            if found != expected {
                let messages: Vec<&str> = drafts.iter().map(|draft| draft.message.as_str()).collect();
                wrong.push(format!("{name}\n  expected {expected:#?}\n  found {found:#?}\n  {messages:#?}"));
            }
        });
    }
    assert!(cases.len() >= 40, "{}", cases.len());
    assert!(wrong.is_empty(), "{} of {} cases\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn equal_words_make_one_fact() {
    let base = "Ana Petrie said: \"The wind turned in minutes. Nobody had forecast it.\"\n\nTom Riley said: \"The yard is closed.\"";
    let copy = "\"The wind turned in minutes,\" said Ana Petrie. Tom Riley was cross.";
    with_comparison(base, copy, Relation::Copy, |comparison| {
        let words = |claim: usize| comparison.base.words(comparison.base.claim(claim).span);
        let pairs = same(comparison);
        assert!(
            pairs
                .iter()
                .any(|&(claim, _, share)| words(claim).contains("Nobody had forecast it") && share == 1.0)
        );
        assert!(pairs.iter().all(|&(claim, _, _)| !words(claim).contains("yard")));
    });
}

#[test]
fn a_text_is_not_held_against_itself() {
    let text = "Ana Petrie said: \"The wind turned in minutes, and nobody had forecast it.\"";
    with_comparison(text, text, Relation::Within, |comparison| assert_eq!(drafts(comparison), []));
}

/// Odd texts give odd findings, but never a panic, and every span is words of its text.
#[test]
fn any_text_is_survived() {
    const PARTS: [&str; 24] = [
        "we",
        "were not",
        "the",
        "boat",
        "don’t",
        "it's",
        "12",
        "£3m",
        "[",
        "]",
        "…",
        "\"",
        "“",
        "”",
        "'",
        ".",
        ", ",
        "and",
        "but",
        "\n\n",
        "\n\n> ",
        "Ana Petrie said:",
        "🚤",
        "é\u{301}ß",
    ];
    let mut state = 11u64;
    let mut text = |parts: usize| {
        let mut text = String::new();
        for _ in 0..parts {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(PARTS[(state >> 33) as usize % PARTS.len()]);
            text.push_str(if state >> 62 == 0 { "" } else { " " });
        }
        text
    };
    for round in 0..300 {
        let (base, other) = (text(round), text(round));
        with_comparison(&base, &other, Relation::Copy, |comparison| {
            for draft in drafts(comparison) {
                let spans = [
                    (draft.base, comparison.base),
                    (draft.base_focus, comparison.base),
                    (draft.other, comparison.other),
                ];
                for (span, witness) in spans.into_iter().chain([(draft.other_focus, comparison.other)]) {
                    assert!(
                        span.is_none_or(|span| witness.text().get(span.range()).is_some()),
                        "{base:?}\n{other:?}\n{draft:?}"
                    );
                }
            }
        });
    }
}
