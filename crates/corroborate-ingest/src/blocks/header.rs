//! The top of a text: headline, standfirst, byline, stamps and agency lines, up to the first paragraph of prose.

use corroborate_model::{BlockKind, Span};

use crate::blocks::{Pass, Shape, body, boilerplate, credit, looks, trim};
use crate::lexicon::{BYLINES, HEADER_LABELS, fold, head};
use crate::{dates, stamp};

/// A header has no more parts than this.
const MAX_PARTS: usize = 10;

/// What was seen of the header so far.
#[derive(Default)]
struct Seen {
    headline: bool,
    parts: usize,
}

/// Classifies the header and gives the first part after it.
pub(crate) fn classify(pass: &mut Pass<'_>) -> usize {
    let mut seen = Seen::default();
    let mut index = 0;
    while index < pass.parts.len() && seen.parts < MAX_PARTS {
        if !header_part(pass, index, &mut seen) {
            break;
        }
        index += 1;
    }
    index
}

/// Adds the part if it belongs to the header.
fn header_part(pass: &mut Pass<'_>, index: usize, seen: &mut Seen) -> bool {
    let Some(shape) = pass.shape(index) else { return false };
    let kind = match shape {
        Shape::Metadata => BlockKind::Metadata,
        Shape::Title(level) => return title(pass, index, level, seen),
        Shape::Byline => {
            note_stamp(pass, index);
            BlockKind::Byline
        }
        Shape::Caption | Shape::Credit => {
            body::caption(pass, index);
            seen.parts += 1;
            return true;
        }
        Shape::Paragraph => match line(pass, index, seen) {
            Some(kind) => kind,
            None => return false,
        },
        Shape::Item | Shape::Row | Shape::Quote | Shape::Cite => return false,
    };
    seen.parts += usize::from(kind != BlockKind::Metadata);
    pass.push_part(kind, index);
    true
}

/// A heading by markup: the first is the headline; one of boilerplate ends the header.
fn title(pass: &mut Pass<'_>, index: usize, level: u8, seen: &mut Seen) -> bool {
    let first = !seen.headline;
    if (level > 1 && !first) || boilerplate::heading(pass.words(index)).is_some() {
        return false;
    }
    seen.headline = true;
    seen.parts += 1;
    pass.push_part(if first { BlockKind::Headline } else { BlockKind::Subheading }, index);
    true
}

/// The kind of a header line without markup; nothing where prose begins.
fn line(pass: &mut Pass<'_>, index: usize, seen: &mut Seen) -> Option<BlockKind> {
    let range = trim(pass.text, pass.parts.get(index)?.range.clone());
    let text = pass.text.get(range.clone())?;
    if text.len() > looks::SHORT {
        return None;
    }
    // An address with nothing under it is all there is to read.
    if is_address_line(text) && prose_follows(pass, index) {
        pass.meta.url =
            pass.meta.url.take().or_else(|| (!text.contains(char::is_whitespace)).then(|| text.to_owned()));
        return Some(BlockKind::Metadata);
    }
    if looks::label(text).is_some_and(|(label, _)| HEADER_LABELS.has(&fold(label)))
        && !is_stamp(pass, index, seen)
    {
        return Some(BlockKind::Metadata);
    }
    if is_stamp(pass, index, seen) {
        note_stamp(pass, index);
        return Some(BlockKind::Byline);
    }
    if is_byline(text) {
        return Some(BlockKind::Byline);
    }
    if boilerplate::heading(text).is_some() || boilerplate::is_boilerplate(text) || credit::is_initials(text)
    {
        return None;
    }
    if is_publisher_line(pass, index, text) {
        let name = text.to_owned();
        pass.meta.publisher.get_or_insert(name);
        return Some(BlockKind::Byline);
    }
    if is_writer(pass, index, text, seen) {
        return Some(BlockKind::Byline);
    }
    headline(pass, index, text, seen)
}

/// A short line that is not closed by a full stop: the headline, then a standfirst. A kicker is left to the byline.
fn headline(pass: &Pass<'_>, index: usize, text: &str, seen: &mut Seen) -> Option<BlockKind> {
    if !looks::is_headline(text)
        || looks::marker(text).is_some()
        || !prose_follows(pass, index)
        || credit::start(text).is_some()
    {
        return None;
    }
    if seen.headline {
        return (!opens_quotation(text)).then_some(BlockKind::Subheading);
    }
    if is_kicker(pass, index) {
        return Some(BlockKind::Byline);
    }
    seen.headline = true;
    Some(BlockKind::Headline)
}

/// A whole line in quotation marks under the headline is a quotation already.
fn opens_quotation(text: &str) -> bool {
    text.starts_with(['"', '“']) && looks::words(text) > 6
}

/// Whether something other than header fields comes after.
fn prose_follows(pass: &Pass<'_>, index: usize) -> bool {
    pass.parts.iter().skip(index + 1).any(|part| part.shape != Shape::Metadata)
}

/// A line over the real headline: tight above a stamp or name, while a short line by itself comes after these.
fn is_kicker(pass: &Pass<'_>, index: usize) -> bool {
    let mut next = index + 1;
    let mut stamps = 0;
    while pass.parts.get(next).is_some_and(|part| part.tight) {
        let text = pass.words(next);
        stamps += usize::from(stamp::read(text, pass.order).is_some() || is_byline(text));
        next += 1;
    }
    let headline = pass.words(next);
    let alone = pass.parts.get(next + 1).is_none_or(|part| !part.tight);
    stamps > 0 && alone && looks::is_headline(headline) && prose_follows(pass, next) && !is_byline(headline)
}

/// Whether the line is a publication stamp; before the headline it must not look like one itself.
fn is_stamp(pass: &Pass<'_>, index: usize, seen: &Seen) -> bool {
    let Some(stamp) = stamp::read(plain(pass, index), pass.order) else { return false };
    stamp.names <= 2 || seen.headline || seen.parts > 0
}

/// The words of a part without emphasis round them.
fn plain<'a>(pass: &'a Pass<'_>, index: usize) -> &'a str {
    pass.parts.get(index).and_then(|part| pass.text.get(trim(pass.text, part.range.clone()))).unwrap_or("")
}

/// Takes day and publisher from a stamp, where header fields do not say otherwise.
fn note_stamp(pass: &mut Pass<'_>, index: usize) {
    let Some(range) = pass.parts.get(index).map(|part| trim(pass.text, part.range.clone())) else { return };
    let Some(text) = pass.text.get(range.clone()) else { return };
    let found = dates::find(text, pass.order);
    let publisher = stamp::read(text, pass.order).and_then(|stamp| stamp.publisher);
    if let Some((date, at)) = found.and_then(|found| found.date.map(|date| (date, found.range)))
        && pass.meta.published.is_none_or(|known| known == date)
        && pass.meta.published_at.is_none()
    {
        pass.meta.published = Some(date);
        pass.meta.published_at = Some(Span::new(range.start + at.start, range.start + at.end));
    }
    pass.meta.publisher = pass.meta.publisher.take().or(publisher);
}

/// An organisation's name beside other header lines.
fn is_publisher_line(pass: &Pass<'_>, index: usize, text: &str) -> bool {
    let neighbour = |at: Option<usize>| {
        at.map(|at| pass.words(at)).is_some_and(|text| {
            stamp::read(text, pass.order).is_some()
                || is_byline(text)
                || looks::label(text).is_some_and(|(label, _)| HEADER_LABELS.has(&fold(label)))
        })
    };
    stamp::organisation(text) && (neighbour(index.checked_sub(1)) || neighbour(index.checked_add(1)))
}

/// A person's name alone between the headline and a stamp or the text, or a name and a place in emphasis.
fn is_writer(pass: &Pass<'_>, index: usize, text: &str, seen: &Seen) -> bool {
    let next = pass.words(index + 1);
    let before_text = stamp::read(next, pass.order).is_some() || looks::ends_with_stop(next);
    let emphasised = pass.words(index).len() > text.len()
        || pass.parts.get(index).is_some_and(|p| is_emphasised(pass.text, &p.range));
    let named_place =
        text.split_once(" at ").or_else(|| text.split_once(" in ")).is_some_and(|(name, place)| {
            looks::is_name(name) && place.starts_with(char::is_uppercase) && looks::words(place) <= 4
        });
    seen.headline
        && before_text
        && (looks::is_name(text) || (named_place && (emphasised || looks::words(text) <= 6)))
}

/// Whether emphasis marks stand right outside the range in text that keeps them.
fn is_emphasised(text: &str, range: &std::ops::Range<usize>) -> bool {
    text.get(..range.start).is_some_and(|before| before.ends_with(['*', '_']))
}

/// An address and nothing else; corpora write it with spaces in it.
fn is_address_line(text: &str) -> bool {
    ["http://", "https://", "http: / /", "https: / /", "www."].iter().any(|start| text.starts_with(start))
        && !looks::ends_sentence(text)
}

/// "By Ann Lee", "Video report by …", "By MARCUS THRELKELD at Kestrel Park".
pub(crate) fn is_byline(text: &str) -> bool {
    if text.len() > 140 {
        return false;
    }
    let folded = fold(head(text, 40));
    let Some(entry) = BYLINES.start_of(&folded) else { return false };
    let name = text.get(entry.len()..).unwrap_or("").trim_start_matches([':', ' ']);
    let capital = name.starts_with(char::is_uppercase) || name.starts_with('@');
    // "By Friday the water had gone." is a sentence.
    let first = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let time = dates::is_weekday(first) || dates::month_number(first).is_some();
    capital
        && !time
        && !looks::ends_sentence(text.trim_end_matches('.'))
        && small_words(name) <= 4
        && (!looks::ends_with_stop(text) || looks::words(name) <= 4)
}

/// Words in lower case: a byline has few.
fn small_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count()
}
