//! A forgiving reader of HTML tags that keeps the place of everything.
//!
//! The tree is an array in document order: what lies inside an element follows it without a gap. Unclosed and stray
//! tags are mended roughly as browsers do; nothing is moved. Deliberately not here: the full tree construction of the
//! standard (foster parents, the adoption agency), which moves text and so would lose its order.

use std::ops::Range;

/// An element or a stretch of text.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// The tag in lower case; "" for an unknown one, `TEXT` for text.
    pub(crate) tag: &'static str,
    /// Bytes of the page: the start tag, or the text.
    pub(crate) range: Range<usize>,
    /// The element round it; itself for what stands outermost.
    pub(crate) parent: usize,
    /// The index after its last descendant.
    pub(crate) end: usize,
}

/// The tag of text.
pub(crate) const TEXT: &str = "#text";

impl Node {
    pub(crate) fn is_text(&self) -> bool {
        self.tag == TEXT
    }
}

/// Tags with a meaning here, sorted.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "math",
    "menu",
    "meta",
    "nav",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "picture",
    "pre",
    "q",
    "s",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "u",
    "ul",
    "video",
    "wbr",
    "xmp",
];

/// Elements without content.
const VOID: &[&str] = &[
    "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements whose content is not markup.
const RAW: &[&str] =
    &["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp"];

/// Elements that start a line of their own; an open paragraph ends before them.
const BLOCK: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements that a paragraph outside cannot be ended through.
const PARAGRAPH_STOPS: &[&str] = &["table", "td", "th", "button", "object", "blockquote", "li", "div"];

/// A longer tag is taken to end at its first `>`, quotation marks or not.
const MAX_TAG: usize = 1 << 16;

/// Whether an element starts a line of its own.
pub(crate) fn is_block(tag: &str) -> bool {
    BLOCK.binary_search(&tag).is_ok()
}

/// Whether an element has no content.
pub(crate) fn is_void(tag: &str) -> bool {
    VOID.binary_search(&tag).is_ok()
}

/// Reads the tags in `range` of `source`; elements deeper than `depth` are kept at that depth.
pub(crate) fn parse(source: &str, range: Range<usize>, depth: usize) -> Vec<Node> {
    let limit = range.end.min(source.len());
    let mut reader = Reader {
        source,
        nodes: Vec::new(),
        open: Vec::new(),
        depth: depth.max(8),
        overflow: 0,
        unclosed: Vec::new(),
    };
    let mut at = range.start;
    while at < limit {
        at = reader.step(at, limit);
    }
    let end = reader.nodes.len();
    for index in reader.open {
        if let Some(node) = reader.nodes.get_mut(index) {
            node.end = end;
        }
    }
    reader.nodes
}

struct Reader<'a> {
    source: &'a str,
    nodes: Vec<Node>,
    /// Indexes of the open elements, outermost first.
    open: Vec<usize>,
    depth: usize,
    /// Open elements beyond the depth.
    overflow: usize,
    /// Raw elements that are never closed from here on.
    unclosed: Vec<&'static str>,
}

impl Reader<'_> {
    /// Reads a stretch of text or one tag and gives where the next begins.
    fn step(&mut self, at: usize, limit: usize) -> usize {
        let rest = self.source.get(at..limit).unwrap_or("");
        let Some(tag) = rest.strip_prefix('<') else {
            let next = rest.find('<').map_or(limit, |found| at + found);
            self.text(at, next);
            return next;
        };
        let end_of = |close: &str, from: usize| {
            rest.get(from..).and_then(|r| r.find(close)).map(|n| at + from + n + close.len())
        };
        if rest.starts_with("<!--") {
            return end_of("-->", 4).or_else(|| end_of(">", 4)).unwrap_or(limit);
        }
        match tag.as_bytes().first() {
            Some(b'!' | b'?') => end_of(">", 1).unwrap_or(limit),
            Some(b'/') if tag.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) => {
                let end = end_of(">", 1).unwrap_or(limit);
                self.close(name(tag.get(1..).unwrap_or("")));
                end
            }
            Some(b'/') => end_of(">", 1).unwrap_or(limit),
            Some(byte) if byte.is_ascii_alphabetic() => match tag_end(rest) {
                Some(length) => self.element(at, at + length, limit),
                None => {
                    self.text(at, limit);
                    limit
                }
            },
            _ => {
                let next = tag.find('<').map_or(limit, |found| at + 1 + found);
                self.text(at, next);
                next
            }
        }
    }

    /// Adds text; text right after text is one.
    fn text(&mut self, from: usize, to: usize) {
        match self.nodes.last_mut() {
            Some(last) if last.is_text() && last.range.end == from => last.range.end = to,
            _ if from < to => _ = self.add(TEXT, from..to),
            _ => {}
        }
    }

    fn add(&mut self, tag: &'static str, range: Range<usize>) -> usize {
        let index = self.nodes.len();
        let parent = self.open.last().copied().unwrap_or(index);
        self.nodes.push(Node { tag, range, parent, end: index + 1 });
        index
    }

    /// A start tag; gives where the next step begins.
    fn element(&mut self, from: usize, to: usize, limit: usize) -> usize {
        let raw = self.source.get(from..to).unwrap_or("");
        let tag = name(raw.get(1..).unwrap_or(""));
        self.end_implied(tag);
        let index = self.add(tag, from..to);
        if is_void(tag) || (raw.ends_with("/>") && matches!(tag, "" | "svg" | "math")) {
            return to;
        }
        if RAW.binary_search(&tag).is_ok()
            && let Some(end) = self.raw_end(tag, to, limit)
        {
            let inner = self.nodes.len();
            self.nodes.push(Node { tag: TEXT, range: to..end.start, parent: index, end: inner + 1 });
            if let Some(node) = self.nodes.get_mut(index) {
                node.end = inner + 1;
            }
            return end.end;
        }
        if self.open.len() >= self.depth {
            self.overflow += 1;
        } else {
            self.open.push(index);
        }
        to
    }

    /// The end tag of a raw element that starts at `from`.
    fn raw_end(&mut self, tag: &'static str, from: usize, limit: usize) -> Option<Range<usize>> {
        if self.unclosed.contains(&tag) {
            return None;
        }
        let rest = self.source.get(from..limit)?;
        let is_end = |at: usize| {
            rest.get(at + 2..at + 2 + tag.len()).is_some_and(|word| word.eq_ignore_ascii_case(tag))
        };
        match rest.match_indices("</").map(|(at, _)| at).find(|&at| is_end(at)) {
            Some(at) => {
                let close = rest.get(at..)?.find('>').map_or(limit, |end| from + at + end + 1);
                Some(from + at..close)
            }
            None => {
                self.unclosed.push(tag);
                None
            }
        }
    }

    /// Ends open elements that the start of `tag` closes.
    fn end_implied(&mut self, tag: &str) {
        let (closes, stops): (&[&str], &[&str]) = match tag {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr", "td", "th"], &["table"]),
            "td" | "th" => (&["td", "th"], &["table", "tr"]),
            "thead" | "tbody" | "tfoot" => (&["tr", "td", "th", "thead", "tbody", "tfoot"], &["table"]),
            "option" | "optgroup" => (&["option"], &["select"]),
            // A paragraph cannot stand in a heading: the heading was left open.
            "p" | "ul" | "ol" | "table" | "figure" | "blockquote" | "h1" | "h2" | "h3" | "h4" | "h5"
            | "h6" => (&["p", "h1", "h2", "h3", "h4", "h5", "h6"], PARAGRAPH_STOPS),
            _ if is_block(tag) => (&["p"], PARAGRAPH_STOPS),
            _ => return,
        };
        let mut cut = None;
        for (level, index) in self.open.iter().enumerate().rev() {
            let open = self.nodes.get(*index).map_or("", |node| node.tag);
            if stops.contains(&open) {
                break;
            }
            if closes.contains(&open) {
                cut = Some(level);
                if closes.len() == 1 {
                    break;
                }
            }
        }
        if let Some(level) = cut {
            self.close_to(level);
        }
    }

    /// An end tag: ends the innermost element of that name, unless a table cell lies between.
    fn close(&mut self, tag: &str) {
        if self.overflow > 0 {
            self.overflow -= 1;
            return;
        }
        let table =
            matches!(tag, "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "body" | "html");
        for level in (0..self.open.len()).rev() {
            let open =
                self.open.get(level).and_then(|index| self.nodes.get(*index)).map_or("", |node| node.tag);
            if open == tag && !tag.is_empty() {
                return self.close_to(level);
            }
            if !table && matches!(open, "td" | "th") {
                return;
            }
        }
    }

    /// Ends the open elements from `level` inwards.
    fn close_to(&mut self, level: usize) {
        let end = self.nodes.len();
        for index in self.open.drain(level..) {
            if let Some(node) = self.nodes.get_mut(index) {
                node.end = end;
            }
        }
    }
}

/// The known tag that `text` starts with.
fn name(text: &str) -> &'static str {
    let length = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-' || *b == b':').count();
    let word = text.get(..length).unwrap_or("");
    if length > 12 {
        return "";
    }
    let lower = word.to_ascii_lowercase();
    TAGS.binary_search(&lower.as_str()).ok().and_then(|at| TAGS.get(at)).copied().unwrap_or("")
}

/// The length of the tag that `text` starts with, `>` included; quoted values may hold `>`.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in text.bytes().enumerate().take(MAX_TAG) {
        match (quote, byte) {
            (Some(open), _) => quote = (byte != open).then_some(open),
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            _ => {}
        }
        after_equals = byte == b'=' || (after_equals && byte.is_ascii_whitespace());
    }
    text.find('>').map(|at| at + 1)
}

/// The value of an attribute in a start tag, entities not decoded.
pub(crate) fn attribute<'a>(tag: &'a str, wanted: &str) -> Option<&'a str> {
    if !tag.bytes().any(|byte| byte.is_ascii_whitespace()) {
        return None;
    }
    let inner = tag.strip_prefix('<')?.trim_end_matches('>');
    let mut rest = inner.trim_start_matches(|c: char| !c.is_whitespace() && c != '/');
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let name_end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        let (name, after) = rest.split_at_checked(name_end.max(1))?;
        let (value, next) = match after.trim_start().strip_prefix('=') {
            None => ("", after),
            Some(value) => split_value(value.trim_start()),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = next;
    }
}

/// A value, quoted or not, and what follows.
fn split_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(rest) = text.strip_prefix(quote) {
            return rest.split_once(quote).unwrap_or((rest, ""));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::{TAGS, attribute, parse};

    /// The tree as indented words.
    fn shape(page: &str) -> String {
        let nodes = parse(page, 0..page.len(), 256);
        let mut out = String::new();
        for (index, node) in nodes.iter().enumerate() {
            let what = if node.is_text() { page[node.range.clone()].trim() } else { node.tag };
            let parent =
                if node.parent == index { String::new() } else { format!("{}>", nodes[node.parent].tag) };
            out.push_str(&format!("{parent}{what} "));
        }
        out.trim_end().to_owned()
    }

    #[test]
    fn mends_what_is_left_open() {
        assert_eq!(shape("<p>a<p>b"), "p p>a p p>b");
        assert_eq!(shape("<ul><li>a<li>b</ul>c"), "ul ul>li li>a ul>li li>b c");
        assert_eq!(shape("<div><p>a</div>b"), "div div>p p>a b");
        assert_eq!(shape("a</p></b>b"), "a b");
        assert_eq!(shape("<b>a<i>b</b>c</i>"), "b b>a b>i i>b c");
        assert_eq!(
            shape("<table><tr><td>a<td>b<tr><td>c</table>d"),
            "table table>tr tr>td td>a tr>td td>b table>tr tr>td td>c d"
        );
    }

    #[test]
    fn what_is_no_markup_is_passed() {
        assert_eq!(shape("<script>if (a<b) '<p>'</script><p>x"), "script script>if (a<b) '<p>' p p>x");
        assert_eq!(shape("<!-- <p> --><!doctype html>a < b"), "a < b");
        assert_eq!(shape("<a title=\"x>y\" href=z>t</a>"), "a a>t");
        assert_eq!(shape("<a it's>t</a>"), "a a>t");
        assert_eq!(shape("<script>never closed <p>x"), "script script>never closed script>p p>x");
    }

    #[test]
    fn reads_attributes() {
        let tag = "<meta name='a b' CONTENT = \"x=y\" hidden data-x=1/>";
        assert_eq!(attribute(tag, "name"), Some("a b"));
        assert_eq!(attribute(tag, "content"), Some("x=y"));
        assert_eq!(attribute(tag, "hidden"), Some(""));
        assert_eq!(attribute(tag, "id"), None);
        assert!(TAGS.is_sorted());
    }
}
