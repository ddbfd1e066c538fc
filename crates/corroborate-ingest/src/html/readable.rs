//! What Readability (Mozilla; the crate `dom_smoothie`) counts to the article of a page that does not mark it.
//!
//! Only with the feature `readability`: without it such a page is read whole, but for its furniture.

use crate::html::Page;
use crate::html::article::Survey;
use crate::html::tree::is_void;

/// Pages with more nodes than there are private-use characters are read without Readability.
const MAX_NODES: usize = 131_000;
/// So are pages over this size: its cost would be felt.
const MAX_BYTES: usize = 8 << 20;

/// So are pages with a text of more characters that are written as references: the crate writes pages out again, and there
/// looks for each kind of them up to the end of the text after each of them.
const MAX_REFERENCES: usize = 20_000;

/// Leaves out the texts that Readability does not count to the article, unless it loses most of them.
pub(super) fn keep(page: &Page<'_>, mut survey: Survey, total: usize) -> Survey {
    let Some(kept) = readable(page, &survey) else { return survey };
    let weight = |index: usize| survey.weight.get(index).copied().unwrap_or(0);
    let found: usize = (0..kept.len()).filter(|&index| kept.get(index) == Some(&true)).map(weight).sum();
    if found * 3 < total && found < 1000 {
        return survey;
    }
    let first = kept.iter().position(|&kept| kept).unwrap_or(0);
    for (index, node) in page.nodes.iter().enumerate().filter(|(_, node)| node.is_text()) {
        let title = index < first && page.nodes.get(node.parent).is_some_and(|outer| outer.tag == "h1");
        if let Some(out) = survey.left_out.get_mut(index)
            && !kept.get(index).copied().unwrap_or(false)
            && !title
        {
            *out = true;
        }
    }
    survey
}

/// For each node, whether it is a text that Readability counts to the article.
fn readable(page: &Page<'_>, survey: &Survey) -> Option<Vec<bool>> {
    // The last is the second byte of a no-break space.
    let referred = |text: &str| text.bytes().filter(|byte| matches!(byte, b'&' | b'>' | 0xA0)).count();
    let dense = || page.nodes.iter().any(|node| node.is_text() && referred(page.raw(node)) > MAX_REFERENCES);
    if page.nodes.len() > MAX_NODES || page.source.len() > MAX_BYTES || dense() {
        return None;
    }
    let config = dom_smoothie::Config { disable_json_ld: true, ..dom_smoothie::Config::default() };
    let mut reader = dom_smoothie::Readability::new(marked_page(page, survey), None, Some(config)).ok()?;
    let article = reader.parse().ok()?;
    let mut kept = vec![false; page.nodes.len()];
    for index in article.content.chars().filter_map(unmark) {
        if let Some(kept) = kept.get_mut(index) {
            *kept = true;
        }
    }
    Some(kept)
}

/// The page again, closed properly, without what is left out, and with a mark before each text.
fn marked_page(page: &Page<'_>, survey: &Survey) -> String {
    let mut out = String::with_capacity(page.source.len() + page.source.len() / 4);
    let mut open: Vec<usize> = Vec::new();
    let mut index = 0;
    while let Some(node) = page.nodes.get(index) {
        while let Some(&last) = open.last() {
            let Some(outer) = page.nodes.get(last).filter(|outer| outer.end <= index) else { break };
            close_tag(&mut out, outer.tag);
            open.pop();
        }
        if survey.left_out.get(index).copied().unwrap_or(false) && node.tag != "head" {
            index = node.end.max(index + 1);
            continue;
        }
        if node.is_text() {
            if !page.raw(node).trim().is_empty() {
                out.extend(mark(index));
            }
            out.push_str(page.raw(node));
        } else if !node.tag.is_empty() {
            out.push_str(page.raw(node));
            if !is_void(node.tag) {
                open.push(index);
            }
        }
        index += 1;
    }
    while let Some(last) = open.pop() {
        close_tag(&mut out, page.nodes.get(last).map_or("", |node| node.tag));
    }
    out
}

fn close_tag(out: &mut String, tag: &str) {
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

/// Planes 15 and 16 are for private use; no page means anything by them.
const FIRST_MARK: u32 = 0xF_0000;

fn mark(index: usize) -> Option<char> {
    char::from_u32(FIRST_MARK.checked_add(u32::try_from(index).ok()?)?)
}

fn unmark(c: char) -> Option<usize> {
    usize::try_from(u32::from(c).checked_sub(FIRST_MARK)?).ok()
}
