//! Any text is read without a panic, and every span resolves.

use corroborate_extract::extract;
use corroborate_model::{Block, BlockKind, Document, Payload, Span};
use proptest::prelude::*;

fn check(text: &str, kind: BlockKind) {
    let block = Block { kind, span: Span::new(0, text.len()) };
    let mut document = Document { text: text.to_owned(), blocks: vec![block], ..Document::default() };
    document.meta.published = "2024-02-29".parse().ok();
    let analysis = extract(document);
    let text = &analysis.document.text;
    for token in &analysis.tokens {
        assert!(text.get(token.span.range()).is_some_and(|word| !word.is_empty()), "{text:?}");
    }
    let mut last = 0;
    for sentence in &analysis.sentences {
        assert!(sentence.span.start() >= last && text.get(sentence.span.range()).is_some(), "{text:?}");
        last = sentence.span.end();
    }
    for claim in &analysis.claims {
        assert!(text.get(claim.span.range()).is_some_and(|words| !words.is_empty()), "{text:?}");
        assert!(claim.sentence < analysis.sentences.len(), "{text:?}");
        let Payload::Quantity(quantity) = &claim.payload else { continue };
        assert!(claim.span.contains(quantity.number_span), "{text:?} {claim:?}");
        assert!(quantity.low.is_some() || quantity.high.is_some(), "{text:?} {claim:?}");
    }
}

#[test]
fn two_bounds_leave_the_number() {
    check(
        "The wardens counted under \u{a0}dozen + boats, and up to 40 or more of them paid.",
        BlockKind::Body,
    );
}

/// Pieces that the scanners look at, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "31",
        "1,200",
        "3½",
        "0",
        "0808",
        "2018",
        "£",
        "$",
        "€",
        "%",
        "-",
        "–",
        "—",
        ".",
        ",",
        ":",
        "/",
        "(",
        ")",
        "“",
        "”",
        "'",
        "’",
        "\"",
        "one",
        "a",
        "half",
        "third",
        "thirds",
        "dozen",
        "hundred",
        "million",
        "m",
        "bn",
        "p",
        "pm",
        "am",
        "th",
        "s",
        "of",
        "in",
        "and",
        "or",
        "to",
        "from",
        "between",
        "by",
        "more",
        "than",
        "up",
        "at",
        "least",
        "no",
        "per",
        "cent",
        "points",
        "people",
        "arrests",
        "police",
        "old",
        "year",
        "years",
        "month",
        "long",
        "aged",
        "under",
        "last",
        "past",
        "this",
        "so",
        "far",
        "January",
        "May",
        "Monday",
        "noon",
        "Q2",
        "end",
        "quarter",
        "rose",
        "fell",
        "compared",
        "with",
        "call",
        "www",
        "com",
        "R417",
        "@",
        "#",
        "+",
        "−",
        "C",
        "km",
        "h",
        "doubled",
        "twice",
        "as",
        "many",
        "square",
        "degrees",
        "é",
        "\u{300}",
        "\u{a0}",
        "\u{200b}",
        "😀",
        "²",
        "\n",
        "999999999999999999999999999999",
        "1.2.3",
        "…",
    ]);
    prop::collection::vec((piece, prop::bool::weighted(0.7)), 0..24).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(piece, spaced)| if spaced { format!("{piece} ") } else { piece.to_owned() })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reads_any_pieces(text in pieces()) {
        check(&text, BlockKind::Body);
    }

    #[test]
    fn reads_any_text(text in any::<String>()) {
        check(&text, BlockKind::Headline);
        check(&text, BlockKind::Metadata);
    }
}
