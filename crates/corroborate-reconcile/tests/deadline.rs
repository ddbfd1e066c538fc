//! A check that has no time left says so.

use std::time::{Duration, Instant};

use corroborate_model::{Analysis, Block, BlockKind, Document, Span};
use corroborate_reconcile::{Options, reconcile};

fn analysis(id: &str, text: &str) -> Analysis {
    let blocks = vec![Block { kind: BlockKind::Body, span: Span::new(0, text.len()) }];
    corroborate_extract::extract(Document {
        id: id.to_owned(),
        text: text.to_owned(),
        blocks,
        ..Document::default()
    })
}

#[test]
fn what_was_not_compared_is_told() {
    let analyses = || {
        ["Divers found 31 anchors off the pier.", "Divers found 37 anchors off the pier."]
            .iter()
            .zip(["a", "b"])
            .map(|(text, id)| analysis(id, text))
            .collect()
    };
    let whole = reconcile(analyses(), &Options::default());
    assert!(!whole.cut_short && !whole.findings.is_empty());

    let late = Options { deadline: Some(Instant::now()), ..Options::default() };
    let report = reconcile(analyses(), &late);
    assert!(report.cut_short && report.findings.is_empty());
    let notice = &report.sources[0].document.notices[0].message;
    assert!(notice.starts_with("The time limit was reached: 0 of 2 comparisons were finished"), "{notice}");

    let early =
        Options { deadline: Instant::now().checked_add(Duration::from_secs(600)), ..Options::default() };
    assert_eq!(reconcile(analyses(), &early), whole);
}
