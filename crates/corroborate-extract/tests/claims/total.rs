//! Quoted speech in any disorder is read without a panic, and all that is found lies inside the text.

use corroborate_model::{Analysis, Claim, Payload};
use proptest::prelude::*;

const PIECES: &[&str] = &[
    "\"",
    "“",
    "”",
    "'",
    "‘",
    "’",
    "''",
    "``",
    "«",
    "»",
    " ",
    " ",
    " ",
    "\n\n",
    "\n\n[caption] ",
    "\n\n[quote] ",
    "\n\n[cite] ",
    "\n\n[subheading] ",
    ",",
    ".",
    ":",
    ";",
    "-",
    " – ",
    "(",
    ")",
    "said",
    "added",
    "told",
    "adding",
    "according to",
    "that",
    "he",
    "it",
    "the company",
    "who",
    "and",
    "but",
    "not",
    "no",
    "is",
    "was",
    "Ann Reyes",
    "DI",
    "Dr",
    "Mr",
    "Insp.",
    "Reyes",
    "ANN REYES",
    "Linnet Water plc",
    "head of",
    "manager",
    "spokesman",
    ", 47,",
    "(47)",
    "LS-170",
    "R417",
    "(NCA)",
    "NCA",
    "charged with",
    "because of",
    "may",
    "May",
    "É",
    "ß’s",
    "\u{0}",
    "😀",
];

fn inside(analysis: &Analysis, claim: &Claim) -> bool {
    let text = &analysis.document.text;
    let fits = |span: corroborate_model::Span| text.get(span.range()).is_some_and(|words| !words.is_empty());
    let attributed = claim.attribution.as_ref().and_then(|attribution| attribution.span).is_none_or(fits);
    let hedged = claim.hedges.iter().all(|hedge| hedge.span.of(text) == hedge.text);
    let own = match &claim.payload {
        Payload::Quotation(quotation) => {
            let whole = quotation.segments.iter().copied().reduce(|first, next| first.cover(next));
            whole == Some(claim.span) && quotation.segments.iter().copied().all(fits)
        }
        Payload::Person(person) => {
            [person.role_span, person.age_span].into_iter().flatten().all(|span| claim.span.contains(span))
        }
        Payload::Statement(statement) => statement.causal.iter().all(|link| link.span.of(text) == link.cue),
        _ => true,
    };
    fits(claim.span) && attributed && hedged && own
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]
    #[test]
    fn whatever_is_found_lies_inside_the_text(
        pieces in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..60)
    ) {
        let text: String =
            pieces.iter().map(|(piece, space)| format!("{piece}{}", if *space { " " } else { "" })).collect();
        let analysis = corroborate_extract::extract(crate::common::document(&text));
        for claim in &analysis.claims {
            prop_assert!(inside(&analysis, claim), "{text:?}: {claim:?}");
        }
        let statements = analysis.claims.iter().filter(|claim| matches!(claim.payload, Payload::Statement(_)));
        let spans: Vec<_> = statements.map(|claim| claim.span).collect();
        prop_assert!(spans.windows(2).all(|pair| !pair[0].overlaps(pair[1])), "{text:?}: {spans:?}");
    }
}
