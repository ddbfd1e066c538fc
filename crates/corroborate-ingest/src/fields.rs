//! Header fields in YAML: front matter between `---` lines, a fenced block at the top of a text.
//!
//! Values are taken as written: no number, truth value or date is guessed from them. A header that is no valid YAML
//! is read line by line instead, and the reader is told.

use std::fmt;
use std::ops::Range;

use corroborate_model::Meta;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

use crate::dates::{self, DateOrder};

/// A longer header is read line by line: it is no header that a person wrote.
const MAX_BYTES: usize = 1 << 16;

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its keys from the outside in, lower case, joined by dots ("og.title").
    pub(crate) path: String,
    /// Its value, entities decoded.
    pub(crate) value: String,
    /// Bytes of the header where the value stands, quotation marks included.
    pub(crate) at: Range<usize>,
}

/// The fields of a header, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields {
    pub(crate) list: Vec<Field>,
    /// Why the header is no valid YAML, if it is not.
    pub(crate) problem: Option<String>,
}

/// Where each field of [`Meta`] is looked for, best first.
const TITLE: &[&str] = &["title", "headline", "og.title", "og:title", "name"];
const DATE: &[&str] = &[
    "date",
    "published",
    "publish.date",
    "published_at",
    "publish_date",
    "publication_date",
    "date_published",
    "datepublished",
    "pubdate",
    "pub_date",
    "published.date",
    "article.published_time",
    "created",
    "updated",
];
const PUBLISHER: &[&str] = &[
    "publisher",
    "publisher.name",
    "publication",
    "outlet",
    "site",
    "site_name",
    "sitename",
    "og.site_name",
    "og:site_name",
    "source",
    "source.name",
    "author",
    "author.name",
    "byline",
];
const URL: &[&str] =
    &["url", "link", "canonical", "canonical_url", "permalink", "og.url", "og:url", "source_url", "source"];

impl Fields {
    /// Reads a header, its fences left out; nested deeper than `depth` it is read line by line.
    pub(crate) fn read(yaml: &str, depth: usize) -> Fields {
        let problem = if yaml.len() > MAX_BYTES {
            format!("it is longer than {MAX_BYTES} bytes")
        } else {
            match serde_saphyr::from_str::<Spanned<Node>>(yaml) {
                Ok(node) => {
                    let mut list = Vec::new();
                    let whole = collect(yaml, &node, String::new(), depth, &mut list);
                    if whole && matches!(node.value, Node::Map(_)) {
                        return Fields { list, problem: None };
                    }
                    format!("it is no list of fields, or nested deeper than the limit of {depth} levels")
                }
                Err(error) => error.to_string().lines().next().unwrap_or("it is no valid YAML").to_owned(),
            }
        };
        Fields { list: lenient(yaml), problem: (!yaml.trim().is_empty()).then_some(problem) }
    }

    /// The first of these paths that has a value.
    fn first(&self, paths: &[&str]) -> Option<&Field> {
        paths
            .iter()
            .find_map(|path| self.list.iter().find(|field| field.path == *path && !field.value.is_empty()))
    }

    /// The field that holds the title.
    pub(crate) fn title(&self) -> Option<&Field> {
        self.first(TITLE)
    }

    /// The field that holds the day of publication.
    pub(crate) fn date(&self) -> Option<&Field> {
        self.first(DATE)
    }

    /// What the fields say of the document; a publisher in the title's suffix counts where no field names one.
    pub(crate) fn meta(&self, order: DateOrder) -> Meta {
        let text = |field: &Field| field.value.clone();
        let (title, suffix) = self.title().map_or((None, None), |field| {
            let (title, suffix) = split_title(&field.value);
            (Some(title.to_owned()), suffix.map(str::to_owned))
        });
        let is_url = |value: &str| value.starts_with("http://") || value.starts_with("https://");
        Meta {
            title,
            publisher: self.first(PUBLISHER).map(text).filter(|name| !is_url(name)).or(suffix),
            published: self.date().and_then(|field| dates::value(&field.value, order)),
            published_at: None,
            url: self.first(URL).map(text).filter(|url| is_url(url)),
        }
    }
}

/// What the reader is told of a header that is no valid YAML.
pub(crate) fn broken(problem: &str) -> String {
    format!("The header is not valid YAML ({problem}); it was read line by line")
}

/// A title and the publisher that pages add to it ("Storm kills one | Daily Beacon").
pub(crate) fn split_title(title: &str) -> (&str, Option<&str>) {
    match title.rsplit_once(" | ") {
        Some((head, suffix)) if !head.trim().is_empty() && (1..=60).contains(&suffix.trim().len()) => {
            (head.trim(), Some(suffix.trim()))
        }
        _ => (title.trim(), None),
    }
}

/// A YAML value with its place; scalars are read from the place.
enum Node {
    Scalar(Option<String>),
    Map(Vec<(String, Spanned<Node>)>),
    List(Vec<Spanned<Node>>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a header field")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Scalar(Some(text.to_owned())))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Scalar(None))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Node, E> {
        Ok(Node::Scalar(None))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Node, E> {
        Ok(Node::Scalar(None))
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<Node, E> {
        Ok(Node::Scalar(None))
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<Node, E> {
        Ok(Node::Scalar(None))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Node, E> {
        Ok(Node::Scalar(None))
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Scalar(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Node::Map(entries))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = list.next_element()? {
            entries.push(entry);
        }
        Ok(Node::List(entries))
    }
}

/// Adds the scalars under a node; false where it is nested too deep.
fn collect(yaml: &str, node: &Spanned<Node>, path: String, depth: usize, list: &mut Vec<Field>) -> bool {
    let span = node.defined.span();
    let place = |n: Option<u64>| n.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let start = place(span.byte_offset());
    let at = start..start + place(span.byte_len());
    match &node.value {
        Node::Scalar(text) => {
            let raw = text.as_deref().or_else(|| yaml.get(at.clone())).unwrap_or("");
            list.push(Field { path, value: html_escape::decode_html_entities(raw.trim()).into_owned(), at });
            true
        }
        _ if depth == 0 => false,
        Node::Map(entries) => entries.iter().all(|(key, value)| {
            let key = key.trim().to_lowercase().replace('-', "_");
            let path = if path.is_empty() { key } else { format!("{path}.{key}") };
            collect(yaml, value, path, depth - 1, list)
        }),
        Node::List(entries) => {
            entries.iter().all(|value| collect(yaml, value, path.clone(), depth - 1, list))
        }
    }
}

/// Reads `key: value` lines; indented keys belong to the last key that stands further out.
fn lenient(yaml: &str) -> Vec<Field> {
    let (mut list, mut outer, mut offset) = (Vec::new(), Vec::<(usize, String)>::new(), 0);
    for line in yaml.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let indent = line.len() - line.trim_start().len();
        let Some((key, rest)) = line.split_once(':').filter(|(key, _)| is_key(key)) else { continue };
        outer.retain(|(depth, _)| *depth < indent);
        let path =
            outer.iter().map(|(_, key)| key.as_str()).chain([key.trim()]).collect::<Vec<_>>().join(".");
        let raw = rest.trim();
        if raw.is_empty() {
            outer.push((indent, key.trim().to_lowercase()));
            continue;
        }
        let at = start + key.len() + 1 + (rest.len() - rest.trim_start().len());
        let value = html_escape::decode_html_entities(raw.trim_matches(['"', '\''])).trim().to_owned();
        list.push(Field { path: path.to_lowercase().replace('-', "_"), value, at: at..at + raw.len() });
    }
    list
}

/// Whether this is what stands before a colon in a header: one or two words.
fn is_key(key: &str) -> bool {
    let key = key.trim();
    (1..=40).contains(&key.len())
        && key.split_whitespace().count() <= 3
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
}

#[cfg(test)]
mod tests {
    use super::Fields;
    use crate::dates::DateOrder;

    const HEADER: &str = "area: Tarnside\nog:\n  title: Kettles recalled\n  image: https://a.example/?a=1&amp;b=2\nphone: 08081570142\nno: no\npublish:\n  date: 09:15 28/03/2022\ntitle: Kettles recalled | Tarnside Courier\n";

    #[test]
    fn values_stay_as_written() {
        let fields = Fields::read(HEADER, 8);
        assert_eq!(fields.problem, None);
        let value = |path: &str| fields.list.iter().find(|f| f.path == path).map(|f| f.value.as_str());
        assert_eq!(value("phone"), Some("08081570142"));
        assert_eq!(value("no"), Some("no"));
        assert_eq!(value("og.image"), Some("https://a.example/?a=1&b=2"));
        let title = fields.title().unwrap();
        assert_eq!(&HEADER[title.at.clone()], "Kettles recalled | Tarnside Courier");
        let meta = fields.meta(DateOrder::DayFirst);
        assert_eq!(meta.title.as_deref(), Some("Kettles recalled"));
        assert_eq!(meta.publisher.as_deref(), Some("Tarnside Courier"));
        assert_eq!(meta.published.map(|d| d.to_string()).as_deref(), Some("2022-03-28"));
    }

    #[test]
    fn broken_headers_are_read_line_by_line() {
        let fields =
            Fields::read("title: Storm: two hurt: \"badly\ndate: 2024-01-17\nmeta:\n  source: [Beacon\n", 8);
        assert!(fields.problem.is_some());
        let meta = fields.meta(DateOrder::DayFirst);
        assert_eq!(meta.title.as_deref(), Some("Storm: two hurt: \"badly"));
        assert_eq!(meta.published.map(|d| d.to_string()).as_deref(), Some("2024-01-17"));
    }

    #[test]
    fn bombs_are_bounded() {
        let deep = (0..3000).map(|n| format!("{}a:\n", " ".repeat(n))).collect::<String>();
        assert!(Fields::read(&deep, 8).problem.is_some());
        let mut bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
        for (from, to) in ('a'..'i').zip('b'..='i') {
            bomb.push_str(&format!(
                "{to}: &{to} [*{from},*{from},*{from},*{from},*{from},*{from},*{from},*{from},*{from}]\n"
            ));
        }
        bomb.push_str("title: Found\n");
        let fields = Fields::read(&bomb, 8);
        assert_eq!(fields.meta(DateOrder::DayFirst).title.as_deref(), Some("Found"));
    }
}
