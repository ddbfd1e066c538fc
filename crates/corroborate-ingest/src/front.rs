//! Finds a header of fields that opens a text: front matter between `---` lines, or a fenced block.

use std::ops::Range;

/// A header with and without its fences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fence {
    /// Bytes of the text, fences included.
    pub(crate) outer: Range<usize>,
    /// The fields alone.
    pub(crate) inner: Range<usize>,
}

/// The header that opens `text`. A fenced block that is never closed reaches to the first empty line.
pub(crate) fn find(text: &str) -> Option<Fence> {
    let start = text.len() - text.trim_start().len();
    let first_end = text.get(start..)?.find('\n').map(|at| start + at + 1)?;
    let closing = closing_of(text.get(start..first_end)?.trim())?;
    let (mut offset, mut blank) = (first_end, None);
    for line in text.get(first_end..)?.split_inclusive('\n') {
        let end = offset + line.len();
        if line.trim_end() == closing {
            return Some(Fence { outer: start..end, inner: first_end..offset })
                .filter(|f| holds_field(text, f));
        }
        if line.trim().is_empty() {
            blank = blank.or(Some(offset));
        }
        offset = end;
    }
    let end = blank.unwrap_or(text.len());
    let open = Fence { outer: start..end, inner: first_end..end };
    Some(open).filter(|f| closing == "```" && holds_field(text, f))
}

/// The line that closes a header which `line` opens.
fn closing_of(line: &str) -> Option<&'static str> {
    match line {
        "---" => Some("---"),
        "```" | "```yaml" | "```yml" | "```YAML" | "``` yaml" => Some("```"),
        _ => None,
    }
}

/// Whether the first line that is not empty is a field.
fn holds_field(text: &str, fence: &Fence) -> bool {
    let first =
        text.get(fence.inner.clone()).and_then(|inner| inner.lines().find(|line| !line.trim().is_empty()));
    first.is_some_and(|line| {
        line.starts_with('#')
            || line.split_once(':').is_some_and(|(key, _)| !key.trim().is_empty() && key.len() <= 40)
    })
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn finds_headers() {
        let inner = |text: &'static str| find(text).map(|fence| &text[fence.inner]);
        assert_eq!(inner("---\ntitle: A\n---\n\nText"), Some("title: A\n"));
        assert_eq!(inner("```yaml\ntitle: A\n```\nText"), Some("title: A\n"));
        assert_eq!(inner("```yaml\ntitle: A\n\nText"), Some("title: A\n"));
        assert_eq!(inner("---\nA line of text\n---\n"), None);
        assert_eq!(inner("---\ntitle: A\n\nText"), None);
        assert_eq!(inner("```\nfn main() {}\n```\n"), None);
    }
}
