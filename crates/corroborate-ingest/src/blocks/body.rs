//! Everything after the header: paragraphs, subheadings, captions, lists, pull quotes, boilerplate.

use corroborate_model::BlockKind;

use crate::blocks::boilerplate::Reach;
use crate::blocks::header::is_byline;
use crate::blocks::{Pass, Shape, boilerplate, credit, looks, trim};

/// Where the pass stands.
#[derive(Default)]
struct State {
    /// Boilerplate that goes on.
    boilerplate: Option<Reach>,
    /// Lines are items of a list that a colon opened.
    list: bool,
}

/// Classifies the parts from `from` on.
pub(crate) fn classify(pass: &mut Pass<'_>, from: usize) {
    let mut state = State::default();
    for index in from..pass.parts.len() {
        classify_part(pass, index, &mut state);
    }
}

fn classify_part(pass: &mut Pass<'_>, index: usize, state: &mut State) {
    let Some(shape) = pass.shape(index) else { return };
    let Some(text) = pass.parts.get(index).and_then(|p| pass.text.get(trim(pass.text, p.range.clone())))
    else {
        return;
    };
    let is_heading = matches!(shape, Shape::Title(_));
    if is_heading && state.boilerplate == Some(Reach::Section) {
        state.boilerplate = None;
    }
    if state.boilerplate != Some(Reach::End)
        && matches!(shape, Shape::Title(_) | Shape::Paragraph | Shape::Item)
        && let Some(reach) = boilerplate::heading(text)
    {
        state.boilerplate = Some(reach);
    }
    if state.boilerplate.is_some() {
        return pass.push_part(BlockKind::Boilerplate, index);
    }
    let opened = std::mem::take(&mut state.list);
    let kind = match shape {
        Shape::Metadata => BlockKind::Metadata,
        Shape::Title(_) => BlockKind::Subheading,
        Shape::Quote if is_cite(text) => BlockKind::Cite,
        Shape::Quote => BlockKind::Quote,
        Shape::Cite => BlockKind::Cite,
        Shape::Byline => BlockKind::Byline,
        Shape::Caption | Shape::Credit => return caption(pass, index),
        Shape::Row => BlockKind::ListItem,
        _ if boilerplate::is_boilerplate(text) => BlockKind::Boilerplate,
        Shape::Item => item(pass, index, text),
        Shape::Paragraph => {
            let in_list = (opened || after_colon(pass, index)) && is_list_line(pass, index, opened);
            state.list = in_list;
            match if in_list { Some(BlockKind::ListItem) } else { paragraph(pass, index, text) } {
                Some(kind) => kind,
                None => return caption(pass, index),
            }
        }
    };
    pass.push_part(kind, index);
}

/// An item; a short numbered line with its text right below is a heading.
fn item(pass: &Pass<'_>, index: usize, text: &str) -> BlockKind {
    let below = pass.parts.get(index + 1).is_some_and(|next| next.tight && next.shape == Shape::Paragraph);
    let numbered = pass
        .parts
        .get(index)
        .and_then(|part| pass.text.get(..part.range.start))
        .is_some_and(|before| before.trim_end().ends_with(['.', ')']));
    if below && numbered && looks::is_subheading(text) { BlockKind::Subheading } else { BlockKind::ListItem }
}

/// The kind of a paragraph without markup; nothing for a caption, which is cut in two.
fn paragraph(pass: &Pass<'_>, index: usize, text: &str) -> Option<BlockKind> {
    if is_staff_note(text) {
        return Some(BlockKind::Credit);
    }
    if text.len() > looks::SHORT {
        return Some(BlockKind::Body);
    }
    if credit::is_initials(text) || credit::is_provenance(text) {
        return Some(BlockKind::Credit);
    }
    if credit::start(text).is_some() || is_agency_caption(text) || is_tabloid_caption(pass, index, text) {
        return None;
    }
    if is_cite(text) {
        return Some(BlockKind::Cite);
    }
    if is_byline(text) {
        return Some(BlockKind::Byline);
    }
    if is_agate(pass, index, text) {
        return Some(BlockKind::ListItem);
    }
    if is_pull_quote(text) {
        return Some(BlockKind::Quote);
    }
    let heading = looks::is_subheading(text)
        && !looks::ends_sentence(text)
        && !looks::has_phone(text)
        && !looks::has_address(text)
        && text_follows(pass, index);
    Some(if heading { BlockKind::Subheading } else { BlockKind::Body })
}

/// Adds a caption and its credit as two blocks.
pub(crate) fn caption(pass: &mut Pass<'_>, index: usize) {
    let Some(part) = pass.parts.get(index).cloned() else { return };
    let range = trim(pass.text, part.range);
    let text = pass.text.get(range.clone()).unwrap_or("");
    if part.shape == Shape::Credit {
        return pass.push(BlockKind::Credit, range);
    }
    let cut = range.start + credit::start(text).unwrap_or(text.len());
    pass.push(BlockKind::Caption, range.start..cut);
    pass.push(BlockKind::Credit, cut..range.end);
}

/// "(Reporting by …; editing by …)": who worked on the text.
fn is_staff_note(text: &str) -> bool {
    text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).is_some_and(is_staff_line)
        || is_staff_line(text) && text.contains(';')
}

fn is_staff_line(text: &str) -> bool {
    ["Reporting by", "Additional reporting by", "Editing by", "Writing by", "Compiled by"]
        .iter()
        .any(|start| text.strip_prefix(start).is_some_and(|rest| rest.starts_with(char::is_whitespace)))
}

/// "PA   Caption": a short name in capitals, then a wide gap.
fn is_agency_caption(text: &str) -> bool {
    text.split_once("  ").is_some_and(|(agency, rest)| {
        agency.len() <= 24
            && looks::words(agency) <= 3
            && agency.chars().all(|c| c.is_ascii_uppercase() || matches!(c, ' ' | '/' | '.'))
            && !agency.is_empty()
            && !looks::ends_with_stop(rest)
            && looks::words(rest) >= 3
    })
}

/// "Stranded: The ferry lay off the pier": a label, then a line without a full stop, between paragraphs.
fn is_tabloid_caption(pass: &Pass<'_>, index: usize, text: &str) -> bool {
    let Some((label, rest)) = looks::label(text) else { return false };
    let paragraph = |at: Option<usize>| {
        at.map(|at| pass.words(at))
            .is_some_and(|text| looks::ends_sentence(text) || boilerplate::is_boilerplate(text))
    };
    looks::words(label) <= 3
        && looks::words(rest) >= 7
        && rest.starts_with(char::is_uppercase)
        && !looks::ends_sentence(text)
        && !looks::has_quotation(rest)
        && !pass.parts.get(index).is_some_and(|part| part.tight)
        && paragraph(index.checked_sub(1))
        && paragraph(index.checked_add(1))
}

/// "— Ann Lee, head of safety": a dash, then a name, no sentence.
fn is_cite(text: &str) -> bool {
    ["—", "–", "― ", "-- "].iter().find_map(|dash| text.strip_prefix(dash)).is_some_and(|name| {
        let name = name.trim_start();
        name.starts_with(char::is_uppercase) && looks::words(name) <= 14 && !looks::ends_with_stop(name)
    })
}

/// Lines of a table without markup: "Attendance: 21,864", goals, dates.
fn is_agate(pass: &Pass<'_>, index: usize, text: &str) -> bool {
    let tight = |at: usize| pass.parts.get(at).is_some_and(|part| part.tight);
    let above = index.checked_sub(1).filter(|_| tight(index)).map_or("", |at| pass.words(at));
    let below = if tight(index + 1) { pass.words(index + 1) } else { "" };
    let beside = |fits: fn(&str) -> bool| fits(above) || fits(below);
    let digit = text.contains(|c: char| c.is_ascii_digit());
    (is_label_line(text) && (digit || beside(is_label_line)))
        || (is_table_line(text)
            && (digit || beside(is_label_line))
            && (!above.is_empty() || !below.is_empty()))
}

/// "Referee: M Ives": a label and a few words, no sentence.
fn is_label_line(text: &str) -> bool {
    looks::label(text).is_some()
        && !looks::has_quotation(text)
        && !looks::ends_with_stop(text)
        && looks::words(text) <= 20
}

/// A short line without a full stop, a capital or digit in front.
fn is_table_line(text: &str) -> bool {
    looks::words(text) <= 10
        && !looks::ends_sentence(text)
        && !looks::has_quotation(text)
        && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// A quotation by itself: marks round the whole, no full stop, no speaker.
fn is_pull_quote(text: &str) -> bool {
    let inner = text.strip_prefix(['"', '“']).and_then(|rest| rest.strip_suffix(['"', '”']));
    inner.is_some_and(|inner| {
        looks::words(inner) >= 5
            && !inner.contains(['"', '“', '”'])
            && !looks::ends_sentence(inner)
            && !inner.ends_with(',')
    })
}

/// Whether the last block of text ends with a colon that may open a list.
fn after_colon(pass: &Pass<'_>, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|before| {
        let text = pass.words(before);
        text.ends_with(':')
            && !matches!(text.rsplit(' ').next(), Some("said:" | "says:" | "added:" | "wrote:" | "read:"))
    })
}

/// A short line without a full stop; the first needs a second like it.
fn is_list_line(pass: &Pass<'_>, index: usize, opened: bool) -> bool {
    let fits = |at: usize| {
        let text = pass.words(at);
        pass.shape(at) == Some(Shape::Paragraph)
            && (1..=16).contains(&looks::words(text))
            && !looks::ends_sentence(text)
            && !text.ends_with(':')
            && !looks::has_quotation(text)
            && credit::start(text).is_none()
    };
    fits(index) && (opened || fits(index + 1))
}

/// Whether a paragraph comes next that the heading may stand over.
fn text_follows(pass: &Pass<'_>, index: usize) -> bool {
    let next = pass.words(index + 1);
    matches!(pass.shape(index + 1), Some(Shape::Paragraph | Shape::Item | Shape::Quote))
        && (looks::words(next) > 6 || looks::ends_sentence(next))
}
