//! Quoted words as messages show them.

use std::ops::Range;

use corroborate_model::Span;

use crate::witness::Witness;

/// Longest excerpt, in characters.
const LONGEST: usize = 90;

/// The words of some tokens in curly marks; long ones are shortened around `focus`.
pub(crate) fn excerpt(witness: &Witness<'_>, context: Range<usize>, focus: Range<usize>) -> String {
    let whole = witness.span_of(context.clone());
    if witness.words(whole).chars().count() <= LONGEST {
        return quoted(witness.words(whole));
    }
    let mut shown =
        focus.start.clamp(context.start, context.end)..focus.end.clamp(context.start, context.end);
    if shown.is_empty() {
        shown = shown.start.saturating_sub(1).max(context.start)..(shown.start + 1).min(context.end);
    }
    while let Some(wider) = widen(witness, &shown, &context) {
        shown = wider;
    }
    let before = if shown.start > context.start { "… " } else { "" };
    let after = if shown.end < context.end { " …" } else { "" };
    let words = witness.words(trimmed(witness, witness.span_of(shown)));
    format!("“{before}{}{after}”", single_line(words))
}

/// One token more on each side, as long as that is not too long.
fn widen(witness: &Witness<'_>, shown: &Range<usize>, context: &Range<usize>) -> Option<Range<usize>> {
    let wider = shown.start.saturating_sub(1).max(context.start)..(shown.end + 1).min(context.end);
    let len = witness.words(witness.span_of(wider.clone())).chars().count();
    (wider != *shown && len <= LONGEST - 4).then_some(wider)
}

/// Without the very long words of a focus that is too long by itself.
fn trimmed(witness: &Witness<'_>, span: Span) -> Span {
    let words = witness.words(span);
    let end = words.char_indices().nth(LONGEST * 2).map_or(words.len(), |(at, _)| at);
    Span::new(span.start(), span.start() + end)
}

/// Words in curly marks, marks that stand at their ends taken off.
pub(crate) fn quoted(words: &str) -> String {
    format!("“{}”", single_line(words.trim_matches(|c: char| "\"“”„‘".contains(c) || c.is_whitespace())))
}

fn single_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
