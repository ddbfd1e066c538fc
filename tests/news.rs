//! What holds for any story, tried on generated ones.

use std::collections::BTreeSet;

use corroborate::{Analysis, Claim, Config, Finding, Payload, Report, Source, check, extract, to_json};
use proptest::prelude::*;

const PERSONS: &[&str] =
    &["Ann Lee", "Tom Okafor", "Maeve Tuohy", "Sian Loxley", "Peter Hale", "Ines Duarte"];
const PLACES: &[&str] = &["Dunmarrow", "Tarnside", "Wexbridge", "Kilcarrick", "Ellerdale"];
const BODIES: &[&str] = &["Dunmarrow Council", "Tarnside Police", "Ellerdale Water", "the Kilcarrick Guild"];
const THINGS: &[&str] = &["boats", "homes", "arrests", "kettles", "trees", "complaints"];
const MONTHS: &[&str] = &["January", "March", "May", "August", "November"];
const SPEECHES: &[&str] = &[
    "We are sorry for every missed journey and will do better",
    "Nobody should have to wait so long for an answer",
    "It was the worst night that I have seen in years",
    "The bridge will stay shut until the repairs are done",
];

/// One paragraph, by the numbers that fill it in. Each stands for itself: no pronoun, no surname alone.
fn paragraph() -> impl Strategy<Value = String> {
    (0..8_usize, 2..9_000_usize, 1..28_usize, prop::collection::vec(0..60_usize, 4)).prop_map(
        |(form, number, day, picks)| {
            let pick = |list: &[&'static str], at: usize| list[picks[at] % list.len()];
            let (person, place, body) = (pick(PERSONS, 0), pick(PLACES, 1), pick(BODIES, 2));
            let (thing, month, speech) = (pick(THINGS, 3), pick(MONTHS, 0), pick(SPEECHES, 1));
            let share = 1 + number % 90;
            match form {
                0 => format!("On {day} {month} 2023, {body} counted {number} {thing} in {place}."),
                1 => format!("\"{speech},\" said {person}, a spokesman for {body}."),
                2 => format!(
                    "The number of {thing} in {place} rose by {share} per cent to {number}, compared with {} in 2021.",
                    number / 2 + 1
                ),
                3 => format!(
                    "A man aged {} from {place} was charged with theft and will appear in court on {day} {month} 2023.",
                    18 + number % 60
                ),
                4 => format!("Up to {number} {thing} may be lost in {place}, according to {body}."),
                5 => format!("{body} did not close the pier in {place}. More than {number} people signed a petition."),
                6 => format!(
                    "Repairs in {place} will cost £{}.{} million and take {day} months.",
                    1 + number % 80,
                    number % 10
                ),
                _ => format!("Anyone with information is asked to call 0808 {:03} 0142.", number % 1000),
            }
        },
    )
}

/// The paragraphs of a text of a few of them, no two the same.
fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(paragraph(), 2..7).prop_map(|mut paragraphs| {
        let mut seen = BTreeSet::new();
        paragraphs.retain(|paragraph| seen.insert(paragraph.clone()));
        paragraphs
    })
}

fn text(paragraphs: &[String]) -> String {
    format!("Council tells of a busy year\n\n{}\n", paragraphs.join("\n\n"))
}

/// A copy: paragraphs moved, one left out, a figure changed.
fn copy(paragraphs: &[String], seed: usize) -> String {
    let mut copy = paragraphs.to_vec();
    let count = copy.len();
    copy.rotate_left(seed % count);
    if seed.is_multiple_of(3) && count > 2 {
        copy.pop();
    }
    let changed = seed / 3 % copy.len();
    copy[changed] = copy[changed].replace('7', "8").replace("not ", "");
    text(&copy)
}

/// A text of another event, far away.
const UNRELATED: &str = "Chess club crowns its champion\n\nElderly grandmaster Boris Quill beat Freya Amundsen in Osterholm on 2 February 1998 after 61 moves.\n\nThe final was played in a library before 34 spectators.\n";

fn compared(texts: &[(&str, &str)]) -> Report {
    let sources: Vec<Source> = texts.iter().map(|(id, text)| Source::new(*id, *text)).collect();
    check(&sources, &Config::default().with_base(texts[0].0)).unwrap()
}

/// The findings between sources, without their order.
fn ids<'a>(findings: impl Iterator<Item = &'a Finding>) -> BTreeSet<(String, String)> {
    findings.map(|finding| (finding.id.clone(), finding.message.clone())).collect()
}

/// What a claim says, wherever it stands.
fn said(analysis: &Analysis, claim: &Claim) -> String {
    let payload = match &claim.payload {
        Payload::Quantity(quantity) => {
            format!("{:?} {:?} {:?}", quantity.value(), quantity.unit, quantity.counted)
        }
        Payload::Date(date) => format!("{:?} {:?}", date.start, date.end),
        Payload::Contact(contact) => contact.value.clone(),
        Payload::Quotation(_) | Payload::Statement(_) | Payload::Person(_) => String::new(),
    };
    format!("{} {:?} {:?} {payload}", claim.kind(), claim.span.of(&analysis.document.text), claim.polarity)
}

/// What a text says in one of its paragraphs; who a person is, is told at the first mention only.
fn said_in(text: &str, paragraph: &str) -> Vec<String> {
    let analysis = extract(&Source::new("a", text), &Config::default()).unwrap();
    let start = text.find(paragraph).unwrap();
    let inside = |claim: &&Claim| (start..start + paragraph.len()).contains(&claim.span.start());
    let claims = analysis.claims.iter().filter(inside);
    claims
        .filter(|claim| !matches!(claim.payload, Payload::Person(_)))
        .map(|claim| said(&analysis, claim))
        .collect()
}

/// Findings of a text against itself in another dress.
fn differs(text: &str, dressed: Vec<u8>) -> Vec<String> {
    let sources = [Source::new("plain", text), Source::from_bytes("dressed", dressed)];
    let report = check(&sources, &Config::default()).unwrap();
    let across = report.findings.iter().filter(|f| f.base.is_none_or(|base| base.source != f.other.source));
    across.map(|finding| format!("{}: {}", finding.kind, finding.message)).collect()
}

/// Straight marks made curly: opening after white space, else closing.
fn curled(text: &str) -> String {
    let mut before = '\n';
    let curl = |c: char| {
        let opens = std::mem::replace(&mut before, c).is_whitespace();
        match c {
            '"' if opens => '\u{201c}',
            '"' => '\u{201d}',
            '\'' => '\u{2019}',
            c => c,
        }
    };
    text.chars().map(curl).collect()
}

fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_resolve(paragraphs in paragraphs(), seed in 0..90_usize) {
        crate::holds::pair(format!("{}\u{1e}{}", text(&paragraphs), copy(&paragraphs, seed)).as_bytes());
    }

    #[test]
    fn a_text_does_not_differ_from_itself(paragraphs in paragraphs()) {
        crate::holds::pair(text(&paragraphs).as_bytes());
    }

    #[test]
    fn a_paragraph_says_the_same_wherever_it_stands(paragraphs in paragraphs(), seed in 0..6_usize) {
        let mut moved = paragraphs.clone();
        moved.rotate_left(seed % paragraphs.len());
        let (here, there) = (text(&paragraphs), text(&moved));
        for paragraph in &paragraphs {
            prop_assert_eq!(said_in(&here, paragraph), said_in(&there, paragraph), "{}", paragraph);
        }
    }

    #[test]
    fn the_order_of_sources_changes_only_order(paragraphs in paragraphs(), seed in 0..90_usize) {
        let texts = [text(&paragraphs), copy(&paragraphs, seed), copy(&paragraphs, seed + 31)];
        let forwards = compared(&[("a", &texts[0]), ("b", &texts[1]), ("c", &texts[2])]);
        let backwards = compared(&[("a", &texts[0]), ("c", &texts[2]), ("b", &texts[1])]);
        prop_assert_eq!(ids(forwards.findings.iter()), ids(backwards.findings.iter()));
        prop_assert_eq!(forwards.facts.len(), backwards.facts.len());
    }

    #[test]
    fn an_unrelated_source_changes_no_finding(paragraphs in paragraphs(), seed in 0..90_usize) {
        let (base, other) = (text(&paragraphs), copy(&paragraphs, seed));
        let two = compared(&[("a", &base), ("b", &other)]);
        let three = compared(&[("a", &base), ("b", &other), ("c", UNRELATED)]);
        let rest = three.findings.iter().filter(|finding| finding.other.source < 2);
        prop_assert_eq!(ids(two.findings.iter()), ids(rest));
    }

    #[test]
    fn typography_encodings_and_line_ends_change_nothing(paragraphs in paragraphs()) {
        let text = text(&paragraphs);
        for (dress, bytes) in [
            ("CRLF", text.replace('\n', "\r\n").into_bytes()),
            ("CR", text.replace('\n', "\r").into_bytes()),
            ("curly marks", curled(&text).into_bytes()),
            ("UTF-16", utf16(&text)),
            ("hard spaces", text.replace(" per cent", "\u{a0}per cent").replace(" million", "\u{a0}million").into_bytes()),
            ("a mark in front", format!("\u{feff}{text}").into_bytes()),
        ] {
            prop_assert_eq!(differs(&text, bytes), Vec::<String>::new(), "{}: {}", dress, text);
        }
    }

    #[test]
    fn threads_and_runs_change_no_byte(paragraphs in paragraphs(), seed in 0..90_usize) {
        let texts = [text(&paragraphs), copy(&paragraphs, seed), copy(&paragraphs, seed + 7)];
        let sources: Vec<Source> = texts.iter().zip(["a", "b", "c"]).map(|(text, id)| Source::new(id, text.as_str())).collect();
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| to_json(&check(&sources, &Config::default()).unwrap()))
        };
        let one = on(1);
        prop_assert_eq!(&one, &on(8));
        prop_assert_eq!(&one, &on(1));
    }

    #[test]
    fn ids_do_not_depend_on_what_else_is_checked(paragraphs in paragraphs(), seed in 0..90_usize) {
        let (base, other) = (text(&paragraphs), copy(&paragraphs, seed));
        let alone = compared(&[("a", &base), ("b", &other)]);
        let third = copy(&paragraphs, seed + 11);
        let beside = compared(&[("a", &base), ("b", &other), ("c", &third)]);
        let held = |report: &Report| {
            let pair = report.findings.iter().filter(|f| f.other.source == 1 && f.base.is_none_or(|base| base.source == 0));
            ids(pair)
        };
        prop_assert_eq!(held(&alone), held(&beside));
    }
}
