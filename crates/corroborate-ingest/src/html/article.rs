//! Which part of a page is the article.

use std::ops::Range;

use crate::html::Page;
use crate::lexicon::{FURNITURE, fold};

/// Elements that are never read.
const UNSEEN: &[&str] = &[
    "audio", "base", "button", "canvas", "dialog", "embed", "frame", "frameset", "head", "iframe", "img",
    "input", "link", "map", "math", "meta", "noembed", "noframes", "noscript", "object", "option", "script",
    "select", "source", "style", "svg", "template", "textarea", "title", "video",
];

/// The article of a page.
#[derive(Debug)]
pub(crate) struct Content {
    /// The nodes of its heading, where that stands before it.
    pub(crate) heading: Range<usize>,
    /// The nodes it stands in.
    pub(crate) body: Range<usize>,
    /// For each node, whether it is left out with all that lies in it.
    pub(crate) left_out: Vec<bool>,
}

/// What is known of each node before the choice.
pub(super) struct Survey {
    /// Bytes of visible text in it, white space left out.
    pub(super) weight: Vec<usize>,
    /// How many `h1` and `article` elements stand before it, both counted from the first node.
    titles: Vec<usize>,
    pub(super) left_out: Vec<bool>,
}

/// Every node that is visible, without a choice.
pub(crate) fn whole(page: &Page<'_>) -> Content {
    let left_out = page.nodes.iter().map(|node| UNSEEN.binary_search(&node.tag).is_ok()).collect();
    Content { heading: 0..0, body: 0..page.nodes.len(), left_out }
}

/// The article: `<article>`, else `<main>`, else what Readability keeps, else the page without its furniture.
pub(crate) fn find(page: &Page<'_>, title: Option<&str>) -> Content {
    let survey = survey(page);
    let total: usize = outermost(page).iter().filter_map(|&root| survey.weight.get(root)).sum();
    let marked = best(page, &survey, total, |_, tag| tag == "article").or_else(|| {
        best(page, &survey, total, |index, tag| {
            tag == "main" || page.attribute(index, "role") == Some("main")
        })
    });
    let Some(root) = marked else {
        #[cfg(feature = "readability")]
        let survey = super::readable::keep(page, survey, total);
        return Content { heading: 0..0, body: 0..page.nodes.len(), left_out: survey.left_out };
    };
    let nodes = |index: usize| index..page.nodes.get(index).map_or(index, |node| node.end);
    let heading = heading_before(page, &survey, root, title).map_or(0..0, nodes);
    Content { heading, body: nodes(root), left_out: survey.left_out }
}

/// The nodes that stand in no other.
fn outermost(page: &Page<'_>) -> Vec<usize> {
    let mut roots = Vec::new();
    let mut at = 0;
    while let Some(node) = page.nodes.get(at) {
        roots.push(at);
        at = node.end.max(at + 1);
    }
    roots
}

fn survey(page: &Page<'_>) -> Survey {
    let count = page.nodes.len();
    let mut survey = Survey {
        weight: vec![0; count],
        titles: Vec::with_capacity(count + 1),
        left_out: vec![false; count],
    };
    survey.titles.push(0);
    for node in &page.nodes {
        let seen = survey.titles.last().copied().unwrap_or(0);
        survey.titles.push(seen + usize::from(matches!(node.tag, "h1" | "article" | "main")));
    }
    weigh(page, &mut survey);
    let total = outermost(page).iter().filter_map(|&root| survey.weight.get(root)).sum();
    let mut hidden_to = 0;
    for index in 0..count {
        if index >= hidden_to
            && !page.nodes.get(index).is_some_and(|n| n.is_text())
            && is_furniture(page, &survey, index, total)
        {
            hidden_to = page.nodes.get(index).map_or(0, |node| node.end);
            if let Some(out) = survey.left_out.get_mut(index) {
                *out = true;
            }
        }
    }
    weigh(page, &mut survey);
    survey
}

/// Sums up the visible text from the inside out; descendants come after their element.
fn weigh(page: &Page<'_>, survey: &mut Survey) {
    survey.weight.iter_mut().for_each(|weight| *weight = 0);
    for (index, node) in page.nodes.iter().enumerate().rev() {
        let out =
            survey.left_out.get(index).copied().unwrap_or(false) || UNSEEN.binary_search(&node.tag).is_ok();
        let own = if node.is_text() {
            page.raw(node).bytes().filter(|b| !b.is_ascii_whitespace()).count()
        } else {
            0
        };
        let Some(weight) = survey.weight.get_mut(index) else { continue };
        *weight = if out { 0 } else { *weight + own };
        let weight = *weight;
        if node.parent != index
            && let Some(outer) = survey.weight.get_mut(node.parent)
        {
            *outer += weight;
        }
    }
}

impl Survey {
    /// Whether a title or article stands inside a node.
    fn holds_title(&self, page: &Page<'_>, index: usize) -> bool {
        let end = page.nodes.get(index).map_or(index, |node| node.end);
        self.titles.get(end) > self.titles.get(index + 1)
    }
}

/// Navigation, asides, prompts and the like; never what holds the title or most of the page.
fn is_furniture(page: &Page<'_>, survey: &Survey, index: usize, total: usize) -> bool {
    let Some(node) = page.nodes.get(index) else { return false };
    if UNSEEN.binary_search(&node.tag).is_ok() || is_hidden(page, index) {
        return true;
    }
    if matches!(node.tag, "html" | "body" | "article" | "main" | "h1" | "p") {
        return false;
    }
    let weight = survey.weight.get(index).copied().unwrap_or(0);
    if survey.holds_title(page, index) || weight * 2 > total {
        return false;
    }
    let quoted = || inside(page, index, "blockquote");
    match node.tag {
        "nav" | "menu" => true,
        "aside" => !page.names(index).iter().any(|name| name.contains("quote")),
        "footer" => !quoted(),
        "header" => !inside(page, index, "article") && !inside(page, index, "main"),
        "form" => true,
        _ => has_furniture_name(page, index) || page.attribute(index, "role").is_some_and(is_furniture_role),
    }
}

fn is_hidden(page: &Page<'_>, index: usize) -> bool {
    let style = || page.attribute(index, "style").map(|style| style.replace(' ', "").to_ascii_lowercase());
    page.attribute(index, "hidden").is_some()
        || page.attribute(index, "aria-hidden") == Some("true")
        || style().is_some_and(|style| style.contains("display:none") || style.contains("visibility:hidden"))
}

fn is_furniture_role(role: &str) -> bool {
    matches!(
        role,
        "navigation" | "complementary" | "banner" | "contentinfo" | "search" | "dialog" | "menu" | "alert"
    )
}

fn has_furniture_name(page: &Page<'_>, index: usize) -> bool {
    page.names(index).iter().any(|name| FURNITURE.has(name))
}

/// Whether an element of this tag stands round a node.
fn inside(page: &Page<'_>, index: usize, tag: &str) -> bool {
    let mut at = index;
    while let Some(node) = page.nodes.get(at) {
        if node.parent == at {
            return false;
        }
        at = node.parent;
        if page.nodes.get(at).is_some_and(|outer| outer.tag == tag) {
            return true;
        }
    }
    false
}

/// The heaviest element that fits, if it holds a fair share of the page and no other comes near it.
fn best(page: &Page<'_>, survey: &Survey, total: usize, fits: impl Fn(usize, &str) -> bool) -> Option<usize> {
    let (mut first, mut second): (Option<(usize, usize)>, usize) = (None, 0);
    let mut skip_to = 0;
    for (index, node) in page.nodes.iter().enumerate() {
        if index < skip_to || survey.left_out.get(index).copied().unwrap_or(false) {
            skip_to = skip_to.max(if index < skip_to { 0 } else { node.end });
            continue;
        }
        if node.is_text() || !fits(index, node.tag) {
            continue;
        }
        skip_to = node.end;
        let weight = survey.weight.get(index).copied().unwrap_or(0);
        match first {
            Some((_, best)) if weight <= best => second = second.max(weight),
            _ => {
                second = first.map_or(0, |(_, best)| best).max(second);
                first = Some((index, weight));
            }
        }
    }
    first
        .filter(|&(_, weight)| weight > 0 && weight >= 2 * second && (weight * 4 >= total || weight >= 600))
        .map(|(index, _)| index)
}

/// The page's heading, where it stands before the article and the article has none.
fn heading_before(page: &Page<'_>, survey: &Survey, root: usize, title: Option<&str>) -> Option<usize> {
    let end = page.nodes.get(root).map_or(root, |node| node.end);
    let heading = |index: &usize| page.nodes.get(*index).is_some_and(|node| node.tag == "h1");
    if (root..end).any(|index| heading(&index)) {
        return None;
    }
    let title = fold(title.unwrap_or(""));
    (0..root).filter(heading).filter(|&index| survey.weight.get(index).is_some_and(|&w| w > 0)).find(
        |&index| {
            let words = fold(&page.text_of(index));
            !words.is_empty() && title.starts_with(&words)
        },
    )
}
