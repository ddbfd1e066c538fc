//! Where a text is edited, and how.

use corroborate_model::Span;

/// One edit: places and what stands there afterwards. Most have one place, exchanged speakers two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Site {
    /// In text order, not overlapping.
    pub(super) edits: Vec<(Span, String)>,
}

impl Site {
    /// An edit at one place.
    pub(super) fn one(span: Span, with: impl Into<String>) -> Site {
        Site { edits: vec![(span, with.into())] }
    }

    /// The text with the edit made.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut edited = String::with_capacity(text.len() + 16);
        let mut at = 0;
        for (span, with) in &self.edits {
            edited.push_str(text.get(at..span.start()).unwrap_or(""));
            edited.push_str(with);
            at = span.end();
        }
        edited.push_str(text.get(at..).unwrap_or(""));
        edited
    }

    /// Where a span of the text stands once the edit is made; an edit inside it moves its end.
    pub(super) fn moved(&self, span: Span) -> Span {
        let shift = |offset: usize, inclusive: bool| {
            let before = self.edits.iter().filter(|(edit, _)| {
                edit.end() < offset || edit.end() == offset && (inclusive || !edit.is_empty())
            });
            before.fold(offset, |at, (edit, with)| (at + with.len()).saturating_sub(edit.len()))
        };
        Span::new(shift(span.start(), false), shift(span.end(), true))
    }
}
