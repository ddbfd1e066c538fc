//! Runs the cases of `tests/statements.md` through the six rules about statements.

use corroborate_model::{Analysis, Block, BlockKind, Document, FindingKind, Severity, Span};

use crate::comparison::{Comparison, Relation};
use crate::findings::{Draft, RULES};
use crate::witness::{self, Witness};
use crate::words::Interner;

const KINDS: &[FindingKind] = &[
    FindingKind::Hedge,
    FindingKind::LegalStatus,
    FindingKind::Polarity,
    FindingKind::Causal,
    FindingKind::Attribution,
    FindingKind::Identity,
];

fn document(id: &str, text: &str) -> Document {
    let mut document = Document { id: id.to_owned(), ..Document::default() };
    for paragraph in text.split(" / ") {
        let start = document.text.len();
        document.text.push_str(paragraph);
        document.blocks.push(Block { kind: BlockKind::Body, span: Span::new(start, document.text.len()) });
        document.text.push_str("\n\n");
    }
    document
}

fn drafts(base: &str, other: &str) -> (Vec<Draft>, Analysis) {
    let base = corroborate_extract::extract(document("base", base));
    let other = corroborate_extract::extract(document("other", other));
    let long_forms = witness::long_forms([&base, &other].into_iter());
    let synonyms = crate::Synonyms::default();
    let mut interner = Interner::new(&synonyms);
    let (a, b) = (
        Witness::new(&base, 0, &mut interner, &long_forms),
        Witness::new(&other, 1, &mut interner, &long_forms),
    );
    let comparison = Comparison::new(&a, &b, Relation::Copy);
    let mut drafts = Vec::new();
    for rule in RULES.iter().filter(|rule| KINDS.contains(&rule.kind)) {
        (rule.find)(&comparison, &mut drafts);
    }
    (drafts, other)
}

/// What a case expects, against what was found; nothing where they agree.
fn verdict(finds: &str, base: &str, other: &str) -> Option<String> {
    let (drafts, analysis) = drafts(base, other);
    let text = &analysis.document.text;
    let shown = || {
        let list: Vec<String> = drafts
            .iter()
            .map(|d| {
                let words = d.other.map_or("", |span| span.of(text));
                format!(
                    "{} {} {} `{words}`",
                    d.kind,
                    d.severity.name(),
                    d.direction.map_or("-", |d| d.name())
                )
            })
            .collect();
        format!("wanted {finds}, found {list:?}")
    };
    if finds == "nothing" {
        return drafts.iter().any(|draft| draft.severity > Severity::Note).then(shown);
    }
    let (head, words) = finds.split_once('`')?;
    let words = words.trim_end_matches('`');
    let parts: Vec<&str> = head.split_whitespace().collect();
    let [kind, severity, direction] = parts[..] else { return Some(format!("cannot read `{finds}`")) };
    let matches = |draft: &Draft| {
        draft.kind.name() == kind
            && draft.severity.name() == severity
            && draft.direction.map_or("-", |direction| direction.name()) == direction
            && draft.other.is_some_and(|span| span.of(text).contains(words))
    };
    (!drafts.iter().any(matches)).then(shown)
}

#[test]
fn statements() {
    let field = |line: &str, name: &str| {
        line.strip_prefix("- ")?.strip_prefix(name)?.strip_prefix(": ").map(str::to_owned)
    };
    let (mut title, mut base, mut other) = (String::new(), String::new(), String::new());
    let (mut count, mut harmless, mut wrong) = (0, 0, Vec::new());
    for line in include_str!("../../tests/statements.md").lines() {
        if let Some(text) = line.strip_prefix("### ") {
            title = text.to_owned();
        } else if let Some(text) = field(line, "base") {
            base = text;
        } else if let Some(text) = field(line, "other") {
            other = text;
        } else if let Some(finds) = field(line, "finds") {
            count += 1;
            harmless += usize::from(finds == "nothing");
            wrong.extend(verdict(&finds, &base, &other).map(|why| format!("{title}: {why}")));
        }
    }
    assert!(count >= 70 && harmless * 5 >= count * 2, "{count} cases, {harmless} of them harmless");
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
