//! What a page says of itself: `<meta>`, JSON-LD, `<title>`, `<time>`.

use corroborate_model::{Date, Meta};
use serde_json::Value;

use crate::blocks::{Draft, Shape};
use crate::dates::{self, DateOrder};
use crate::fields::split_title;
use crate::html::{Page, decoded};

/// Longer JSON-LD is not read.
const MAX_JSON: usize = 1 << 20;

/// Names of `<meta>` for the title, best first.
const TITLE: &[&str] = &["og:title", "twitter:title", "headline", "dc.title"];
const SITE: &[&str] =
    &["og:site_name", "application-name", "dc.publisher", "article:publisher_name", "publisher"];
const URL: &[&str] = &["og:url", "twitter:url"];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
];
const MODIFIED: &[&str] =
    &["article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"];

/// Reads the page's data: what is sure into `draft.meta`, the rest into `draft.fallback`.
pub(crate) fn read(page: &Page<'_>, draft: &mut Draft) {
    if attribute_of(page, "html", "lang").is_some_and(|lang| lang.eq_ignore_ascii_case("en-us")) {
        draft.order = DateOrder::MonthFirst;
    }
    let named = metas(page);
    let first = |names: &[&str]| {
        names
            .iter()
            .find_map(|wanted| named.iter().find(|(name, _)| name == wanted))
            .map(|(_, value)| value.clone())
    };
    let order = draft.order;
    let date = |names: &[&str]| first(names).and_then(|value| dates::value(&value, order));
    let linked = linked_data(page, order);
    let known = [first(TITLE), linked.title.clone(), heading(page)];
    let (title, suffix) = page_title(page, &known);
    let canonical = link(page, "canonical").filter(|url| url.starts_with("http"));
    let is_name = |name: &String| !name.starts_with("http");
    draft.meta = Meta {
        title: None,
        publisher: first(SITE).filter(is_name).or(linked.publisher),
        published: date(PUBLISHED).or(linked.published).or_else(|| time_element(page, order)),
        published_at: None,
        url: first(URL).or(canonical).or(linked.url),
    };
    draft.fallback = Meta {
        title: first(TITLE).map(|title| split_title(&title).0.to_owned()).or(linked.title).or(title),
        publisher: suffix,
        published: date(MODIFIED).or(linked.modified),
        ..Meta::default()
    };
}

/// The heading of the article is its title; a page without one is called as its data says.
pub(crate) fn settle(draft: &mut Draft) {
    let headed = draft.parts.iter().any(|part| matches!(part.shape, Shape::Title(1)));
    if !headed {
        draft.meta.title = draft.fallback.title.take();
    }
}

/// `<meta>` names in lower case with their contents.
fn metas(page: &Page<'_>) -> Vec<(String, String)> {
    let is_meta = |(_, node): &(usize, &crate::html::Node)| node.tag == "meta";
    page.nodes
        .iter()
        .enumerate()
        .filter(is_meta)
        .filter_map(|(index, _)| {
            let name = ["property", "name", "itemprop"].iter().find_map(|key| page.attribute(index, key))?;
            let value = decoded(page.attribute(index, "content")?).trim().to_owned();
            (!value.is_empty()).then(|| (name.to_lowercase(), value))
        })
        .collect()
}

fn attribute_of<'a>(page: &'a Page<'_>, tag: &str, name: &str) -> Option<&'a str> {
    let index = page.nodes.iter().position(|node| node.tag == tag)?;
    page.attribute(index, name)
}

fn link(page: &Page<'_>, rel: &str) -> Option<String> {
    let is_link = |index: &usize| {
        page.nodes.get(*index).is_some_and(|node| node.tag == "link")
            && page.attribute(*index, "rel") == Some(rel)
    };
    let index = (0..page.nodes.len()).find(is_link)?;
    page.attribute(index, "href").map(decoded)
}

/// The words of the first `<h1>`.
fn heading(page: &Page<'_>) -> Option<String> {
    page.nodes.iter().position(|node| node.tag == "h1").map(|index| page.text_of(index))
}

/// `<title>` without the publisher's name, and that name: what follows a bar, or the title known from elsewhere.
fn page_title(page: &Page<'_>, known: &[Option<String>]) -> (Option<String>, Option<String>) {
    let Some(index) = page.nodes.iter().position(|node| node.tag == "title") else { return (None, None) };
    let title = page.text_of(index);
    for known in known.iter().flatten().filter(|known| !known.is_empty()) {
        let suffix = title.strip_prefix(known.as_str()).unwrap_or("");
        let name = [" - ", " – ", " — ", " | ", " · ", " • "]
            .iter()
            .find_map(|mark| suffix.strip_prefix(mark))
            .map(str::trim);
        if let Some(name) = name.filter(|name| (1..=60).contains(&name.len())) {
            return (Some(known.clone()), Some(name.to_owned()));
        }
    }
    let (head, suffix) = split_title(&title);
    ((!head.is_empty()).then(|| head.to_owned()), suffix.map(str::to_owned))
}

/// The first `<time>` that names a day.
fn time_element(page: &Page<'_>, order: DateOrder) -> Option<Date> {
    page.nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| node.tag == "time")
        .find_map(|(index, _)| page.attribute(index, "datetime").and_then(|value| dates::value(value, order)))
}

/// What JSON-LD says of an article.
#[derive(Default)]
struct Linked {
    title: Option<String>,
    publisher: Option<String>,
    published: Option<Date>,
    modified: Option<Date>,
    url: Option<String>,
}

fn linked_data(page: &Page<'_>, order: DateOrder) -> Linked {
    let scripts = page.nodes.iter().enumerate().filter(|(_, node)| node.tag == "script");
    let mut linked = Linked::default();
    for (index, _) in scripts {
        let is_json = page
            .attribute(index, "type")
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
        let Some(body) =
            page.nodes.get(index + 1).filter(|node| is_json && node.is_text() && node.parent == index)
        else {
            continue;
        };
        let json = page.raw(body).trim();
        if json.len() <= MAX_JSON
            && let Ok(value) = serde_json::from_str::<Value>(json)
            && let Some(article) = article_in(&value)
        {
            take(&mut linked, article, order);
        }
    }
    linked
}

/// The article among the things that JSON-LD describes.
fn article_in(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(list) => list.iter().find_map(article_in),
        Value::Object(object) => {
            let names: Vec<&str> = match object.get("@type") {
                Some(Value::String(name)) => vec![name],
                Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
                _ => Vec::new(),
            };
            let fits =
                names.iter().any(|n| n.ends_with("Article") || n.ends_with("Posting") || *n == "Report");
            if fits { Some(value) } else { object.get("@graph").and_then(article_in) }
        }
        _ => None,
    }
}

fn take(linked: &mut Linked, article: &Value, order: DateOrder) {
    let text =
        |key: &str| article.get(key).and_then(Value::as_str).map(|text| decoded(text).trim().to_owned());
    let date = |key: &str| text(key).and_then(|value| dates::value(&value, order));
    let publisher = article.get("publisher").and_then(|publisher| match publisher {
        Value::String(name) => Some(name.clone()),
        Value::Array(list) => {
            list.first().and_then(|first| first.get("name")).and_then(Value::as_str).map(str::to_owned)
        }
        _ => publisher.get("name").and_then(Value::as_str).map(str::to_owned),
    });
    linked.title = linked.title.take().or_else(|| text("headline"));
    linked.publisher = linked.publisher.take().or(publisher);
    linked.published = linked.published.or_else(|| date("datePublished")).or_else(|| date("dateCreated"));
    linked.modified = linked.modified.or_else(|| date("dateModified"));
    linked.url = linked.url.take().or_else(|| text("url")).filter(|url| url.starts_with("http"));
}
