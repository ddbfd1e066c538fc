//! Quotations and their speakers, case by case.

use corroborate_model::{Analysis, Claim, Payload, Quotation};

#[test]
fn quotations_are_found_with_their_speakers() {
    let cases = crate::common::cases(include_str!("speech.md"));
    assert!(cases.len() >= 60, "{} cases", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let analysis = corroborate_extract::extract(crate::common::document(&case.text));
        let found: Vec<String> = analysis
            .claims
            .iter()
            .filter_map(|claim| match &claim.payload {
                Payload::Quotation(quotation) => Some(show(&analysis, claim, quotation)),
                _ => None,
            })
            .collect();
        if found != case.expected {
            wrong += &format!("\n## {}\nexpected {:#?}\nfound {found:#?}\n", case.name, case.expected);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn show(analysis: &Analysis, claim: &Claim, quotation: &Quotation) -> String {
    let fragment = if quotation.fragment { " fragment" } else { "" };
    let speaker = claim.attribution.as_ref().and_then(|attribution| {
        let mark = if attribution.resolved { "*" } else { "" };
        attribution.speaker.as_ref().map(|speaker| format!("{speaker}{mark}"))
    });
    let words: Vec<&str> = quotation.segments.iter().map(|span| span.of(&analysis.document.text)).collect();
    let speaker = speaker.unwrap_or_else(|| "-".to_owned());
    format!("{}{fragment} | {speaker} | {}", quotation.form.name(), words.join(" / "))
}
