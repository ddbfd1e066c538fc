//! What has to hold of whatever comes out of any bytes. The fuzz targets and the tests on kept inputs share it.

use std::sync::LazyLock;

use corroborate::{
    Analysis, Claim, Config, Document, Finding, Format, Output, Payload, Place, RenderOptions, Report,
    Source, Span, check, extract, render,
};

/// Reads bytes as a source of this format.
pub fn format(format: Format, bytes: &[u8]) {
    read(Source { format: Some(format), ..Source::from_bytes("x", bytes.to_vec()) });
}

/// Reads bytes as the header of a Markdown file.
pub fn header(bytes: &[u8]) {
    format(Format::Markdown, &[b"---\n", bytes, b"\n---\n\nTwo boats sank on Monday.\n"].concat());
}

const NAMES: [Option<&str>; 6] = [None, Some("a.txt"), Some("b.md"), Some("c.HTML"), Some("d"), Some("-")];

/// Reads bytes of no known format or encoding; the first of them chooses the name of the file.
pub fn bytes(bytes: &[u8]) {
    if let Some((first, bytes)) = bytes.split_first() {
        let path = NAMES[usize::from(*first) % NAMES.len()].map(str::to_owned);
        read(Source { path, ..Source::from_bytes("x", bytes.to_vec()) });
    }
}

/// Checks two texts with a record separator between them; without one, both are the same, and nothing may differ.
pub fn pair(bytes: &[u8]) {
    let mut texts = bytes.splitn(2, |&byte| byte == 0x1e);
    let first = texts.next().unwrap_or_default().to_vec();
    let second = texts.next().map(<[u8]>::to_vec);
    let same = second.is_none();
    let sources = [Source::from_bytes("a", first.clone()), Source::from_bytes("b", second.unwrap_or(first))];
    let Ok(report) = check(&sources, &Config::default()) else { return };
    self::report(&report);
    let across = report.findings.iter().find(|f| f.base.is_none_or(|base| base.source != f.other.source));
    assert!(!same || across.is_none(), "{across:?}");
}

/// Reads an annotation and scores a report by it.
pub fn gold(bytes: &[u8]) {
    static REPORT: LazyLock<Option<Report>> = LazyLock::new(|| {
        let release = "Divers found 31 anchors off the pier on Monday.\n\n\"We expected two,\" said Ann Lee.";
        let sources = [Source::new("000", release), Source::new("001", release.replace("31", "37"))];
        check(&sources, &Config::default()).ok()
    });
    if let (Ok(gold), Some(report)) = (serde_json::from_slice(bytes), REPORT.as_ref()) {
        assert!(serde_json::to_vec(&corroborate_eval::score(report, &gold)).is_ok());
    }
}

fn read(source: Source) {
    if let Ok(analysis) = extract(&source, &Config::default()) {
        self::analysis(&analysis);
        document(&analysis.document, source.bytes.len());
    }
}

/// About how many offsets of a text are led back to the file.
const TRACED: usize = 300;

/// Blocks lie in the text, trimmed, in order and apart; the map leads forward through a file of `bytes`.
fn document(document: &Document, bytes: usize) {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        let words = block.span.of(text);
        assert!(!words.is_empty(), "{block:?} does not resolve");
        assert_eq!(words, words.trim(), "{block:?} is not trimmed");
        assert!(block.span.start() >= end, "{block:?} overlaps the block before");
        end = block.span.end();
    }
    let mut last = document.map.position(text, 0);
    for (offset, _) in text.char_indices().step_by(1 + text.len() / TRACED) {
        let at = document.map.position(text, offset);
        assert!(at.byte >= last.byte, "{offset}: byte {} after {}", at.byte, last.byte);
        assert!(at.line >= last.line && at.line > 0 && at.column > 0, "{offset}: {at:?} after {last:?}");
        assert!(at.byte <= bytes, "{offset}: {at:?} lies past the file");
        last = at;
    }
    if let Some(span) = document.meta.published_at {
        assert!(!span.of(text).is_empty(), "the date's place does not resolve");
    }
}

/// Tokens, sentences and claims lie in the text, in order.
pub fn analysis(analysis: &Analysis) {
    let text = &analysis.document.text;
    let mut end = 0;
    for token in &analysis.tokens {
        resolves(token.span, text);
        assert!(token.span.start() >= end, "{token:?} overlaps the token before");
        end = token.span.end();
    }
    let mut end = 0;
    for sentence in &analysis.sentences {
        resolves(sentence.span, text);
        assert!(sentence.span.start() >= end, "{sentence:?} overlaps the sentence before");
        end = sentence.span.end();
    }
    for name in &analysis.names {
        resolves(name.span, text);
    }
    assert!(analysis.names.is_sorted_by_key(|name| name.span.start()), "names are out of order");
    for claim in &analysis.claims {
        assert!(claim.sentence < analysis.sentences.len(), "{claim:?}");
        self::claim(claim, text);
    }
    let order = |claim: &Claim| (claim.span.start(), claim.span.end(), claim.kind());
    assert!(analysis.claims.is_sorted_by_key(order), "claims are out of order");
}

fn claim(claim: &Claim, text: &str) {
    resolves(claim.span, text);
    let attributed = claim.attribution.as_ref().and_then(|attribution| attribution.span);
    attributed.into_iter().for_each(|span| resolves(span, text));
    for hedge in &claim.hedges {
        assert_eq!(hedge.span.of(text), hedge.text, "{claim:?}");
    }
    match &claim.payload {
        Payload::Quantity(quantity) => {
            assert!(claim.span.contains(quantity.number_span), "{claim:?}");
            let numbers = [quantity.low, quantity.high];
            assert!(numbers.iter().any(Option::is_some), "{claim:?}");
            assert!(numbers.into_iter().flatten().all(f64::is_finite), "{claim:?}");
        }
        Payload::Quotation(quotation) => {
            let whole = quotation.segments.iter().copied().reduce(Span::cover);
            assert_eq!(whole, Some(claim.span), "{claim:?}");
            quotation.segments.iter().for_each(|segment| resolves(*segment, text));
        }
        Payload::Person(person) => {
            let inside = [person.role_span, person.age_span].into_iter().flatten();
            assert!(inside.into_iter().all(|span| claim.span.contains(span)), "{claim:?}");
        }
        Payload::Statement(statement) => {
            assert!(statement.causal.iter().all(|link| link.span.of(text) == link.cue), "{claim:?}");
        }
        Payload::Date(_) | Payload::Contact(_) => {}
    }
}

#[track_caller]
fn resolves(span: Span, text: &str) {
    assert!(text.get(span.range()).is_some_and(|words| !words.is_empty()), "{span:?} does not resolve");
}

/// All that a report points to is there, and it can be shown in every format.
fn report(report: &Report) {
    for output in Output::ALL {
        let mut shown = Vec::new();
        let done = render(report, output, &RenderOptions::default(), &mut shown);
        assert!(done.is_ok() && std::str::from_utf8(&shown).is_ok(), "{output}");
    }
    for claim in &report.claims {
        assert!(claim.source < report.sources.len(), "{claim:?}");
        self::claim(claim, &report.sources[claim.source].document.text);
    }
    for source in &report.sources {
        assert!(source.story < report.stories.len(), "{:?}", source.document.id);
        assert!((0.0..=1.0).contains(&source.containment), "{}", source.containment);
    }
    for fact in &report.facts {
        assert!(
            !fact.claims.is_empty() && fact.claims.iter().all(|&claim| claim < report.claims.len()),
            "{fact:?}"
        );
    }
    report.findings.iter().for_each(|finding| self::finding(finding, report));
}

fn finding(finding: &Finding, report: &Report) {
    assert!((0.0..=1.0).contains(&finding.confidence), "{finding:?}");
    assert!(!finding.message.is_empty() && !finding.id.is_empty(), "{finding:?}");
    assert!(finding.fact.is_none_or(|fact| fact < report.facts.len()), "{finding:?}");
    let sources = finding.introduced_by.iter().chain(&finding.inherited_by);
    assert!(sources.into_iter().all(|&source| source < report.sources.len()), "{finding:?}");
    place(finding.other, finding.other_focus, report);
    if let Some(base) = finding.base {
        place(base, finding.base_focus, report);
    }
}

fn place(place: Place, focus: Option<Span>, report: &Report) {
    assert!(place.source < report.sources.len(), "{place:?}");
    for span in [place.span, focus].into_iter().flatten() {
        resolves(span, &report.sources[place.source].document.text);
    }
}
