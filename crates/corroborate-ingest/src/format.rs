//! Tells the format of a source: what the caller says, else the path's ending, else the content.

use corroborate_model::{Format, Source};

/// Tags that only a page starts with.
const PAGE_STARTS: &[&str] =
    &["<!doctype html", "<html", "<head", "<body", "<article", "<main", "<meta", "<title", "<?xml"];

/// Whether the source may be a page, judged before it is decoded.
pub(crate) fn may_be_html(source: &Source) -> bool {
    match source.format.or_else(|| by_path(source)) {
        Some(format) => format == Format::Html,
        None => source.bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'<'),
    }
}

/// The format of a source whose text is `text`.
pub(crate) fn detect(source: &Source, text: &str) -> Format {
    if let Some(format) = source.format {
        return format;
    }
    let page = is_page(text);
    match by_path(source) {
        // A page saved under another name is still a page, and a page without a tag is text.
        Some(Format::Text) if page => Format::Html,
        Some(Format::Html) if !text.contains('<') => Format::Text,
        Some(format) => format,
        None if page => Format::Html,
        None if is_markdown(text) => Format::Markdown,
        None => Format::Text,
    }
}

fn by_path(source: &Source) -> Option<Format> {
    let (_, ending) = source.path.as_deref()?.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "txt" | "text" | "log" => Some(Format::Text),
        "md" | "markdown" | "mdown" | "mkd" => Some(Format::Markdown),
        "html" | "htm" | "xhtml" | "xht" => Some(Format::Html),
        _ => None,
    }
}

fn is_page(text: &str) -> bool {
    let mut start = text.trim_start();
    while let Some(comment) = start.strip_prefix("<!--") {
        let Some((_, rest)) = comment.split_once("-->") else { return false };
        start = rest.trim_start();
    }
    PAGE_STARTS.iter().any(|tag| start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag)))
}

/// Front matter, or a first line that is a heading.
fn is_markdown(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end).skip_while(|line| line.is_empty());
    match lines.next() {
        Some("---") => lines.take(60).any(|line| line == "---"),
        Some(line) => {
            line.trim_start_matches('#').starts_with(' ')
                && (1..=6).contains(&(line.len() - line.trim_start_matches('#').len()))
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::detect;
    use corroborate_model::{Format, Source};

    #[test]
    fn path_and_content_decide() {
        for (path, text, format) in [
            ("a.txt", "# Ten hurt", Format::Text),
            ("a.txt", "<!DOCTYPE html><p>Ten", Format::Html),
            ("a.md", "Ten hurt", Format::Markdown),
            ("a.HTM", "<p>Ten", Format::Html),
            ("a.html", "Ten hurt", Format::Text),
            ("-", "<!-- saved --> <html><p>Ten", Format::Html),
            ("-", "---\ntitle: Ten\n---\nTen hurt", Format::Markdown),
            ("-", "# Ten hurt\n\nText", Format::Markdown),
            ("-", "#10 was hurt", Format::Text),
            ("-", "Ten hurt", Format::Text),
            ("-", "", Format::Text),
        ] {
            let source = Source { path: Some(path.to_owned()), ..Source::new("x", text) };
            assert_eq!(detect(&source, text), format, "{path} {text}");
        }
    }
}
