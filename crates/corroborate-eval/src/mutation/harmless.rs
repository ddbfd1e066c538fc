//! Rewrites that change nothing: typography, ways to write a number, layout, credits.
//!
//! Each takes the whole text at once and gives nothing where it finds nothing to do. Paragraphs with quotation marks are
//! not swapped: parts of a speech in another order are told as `order`. They are merged and split outside the marks only,
//! since marks inside would have to change.

use corroborate_model::Span;

use super::figures::{NUMBER_WORDS, Role, figures};
use super::site::Site;
use super::text::{Text, folded, has_single_marks, is_mark};

/// The text with these places exchanged; nothing where there is none.
fn rewritten(text: &Text<'_>, mut edits: Vec<(Span, String)>) -> Option<String> {
    edits.sort();
    edits.dedup_by(|later, earlier| later.0.start() < earlier.0.end());
    edits.retain(|(span, with)| text.of(*span) != with);
    (!edits.is_empty()).then(|| Site { edits }.apply(text.text))
}

fn changed(text: &Text<'_>, rewritten: String) -> Option<String> {
    (rewritten != text.text).then_some(rewritten)
}

/// Straight marks and apostrophes made curly. Double marks open and close in turn inside a paragraph.
pub(super) fn marks_curled(text: &Text<'_>) -> Option<String> {
    let (mut before, mut open) = ('\n', false);
    let mut curl = |c: char| {
        let opens = before.is_whitespace() || matches!(before, '(' | '[' | '"' | '—' | '–');
        before = c;
        open = c != '\n' && (open ^ is_mark(c));
        match c {
            '"' if open => '“',
            '"' => '”',
            '\'' if opens => '‘',
            '\'' => '’',
            c => c,
        }
    };
    changed(text, text.text.chars().map(&mut curl).collect())
}

/// Curly marks and apostrophes made straight.
pub(super) fn marks_straightened(text: &Text<'_>) -> Option<String> {
    let straight = |c: char| match c {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        c => c,
    };
    changed(text, text.text.chars().map(straight).collect())
}

/// Dashes of another length.
pub(super) fn dashes(text: &Text<'_>) -> Option<String> {
    let long = text.text.contains(['–', '—']);
    let dashed = if long {
        text.text.replace(" – ", " - ").replace('—', " – ").replace('–', "-")
    } else {
        text.text.replace(" - ", " – ").replace(" -- ", " — ")
    };
    changed(text, dashed)
}

/// Spaces that do not break, behind numbers and in front of names.
pub(super) fn unbreakable_spaces(text: &Text<'_>) -> Option<String> {
    let gaps = text.words.windows(2).filter(|pair| {
        text.text.get(pair[0].end()..pair[1].start()) == Some(" ")
            && (text.of(pair[0]).ends_with(|c: char| c.is_ascii_digit())
                || text.of(pair[1]).starts_with(char::is_uppercase))
    });
    rewritten(
        text,
        gaps.map(|pair| (Span::new(pair[0].end(), pair[1].start()), "\u{a0}".to_owned())).collect(),
    )
}

/// Counts from 2 to 99 that stand alone before a noun, in words.
pub(super) fn digits_to_words(text: &Text<'_>) -> Option<String> {
    let edit = |span: Span| {
        let (before, after) = (text.before(span.start()), text.after(span.end()));
        let alone = before.ends_with(' ') && !before.trim_end().ends_with(|c: char| c.is_ascii_digit());
        let noun =
            after.strip_prefix(' ').is_some_and(|noun| noun.starts_with(|c: char| c.is_ascii_lowercase()));
        let unit = ["per cent", "percent", "million", "billion", "trillion", "thousand"]
            .iter()
            .any(|unit| after.trim_start().starts_with(unit));
        let number =
            text.of(span).parse().ok().filter(|_| alone && noun && !unit && !text.of(span).starts_with('0'));
        Some((span, in_words(number?)?))
    };
    let counts = figures(text).into_iter().filter(|figure| figure.role == Role::Figure);
    rewritten(text, counts.filter_map(|figure| edit(figure.span)).collect())
}

fn in_words(number: usize) -> Option<String> {
    let [ones, teens, tens] = NUMBER_WORDS;
    match number {
        2..=12 => ones.get(number - 2).map(|word| (*word).to_owned()),
        13..=19 => teens.get(number - 13).map(|word| (*word).to_owned()),
        20..=99 => {
            let ten = tens.get(number / 10 - 2)?;
            match number % 10 {
                0 => Some((*ten).to_owned()),
                1 => Some(format!("{ten}-one")),
                one => Some(format!("{ten}-{}", ones.get(one - 2)?)),
            }
        }
        _ => None,
    }
}

/// Number words that stand alone before a noun, in digits.
pub(super) fn words_to_digits(text: &Text<'_>) -> Option<String> {
    let edit = |index: usize| {
        let span = *text.words.get(index)?;
        let word = folded(text.of(span));
        let number = (2..=99).find(|&number| in_words(number).as_deref() == Some(&word))?;
        let (before, after) = (text.before(span.start()), text.after(span.end()));
        let noun =
            after.strip_prefix(' ').is_some_and(|noun| noun.starts_with(|c: char| c.is_ascii_lowercase()));
        let inside = !before.ends_with('-')
            && !NUMBER_WORDS[2].iter().any(|ten| folded(before).trim_end().ends_with(ten))
            && text.of(span).starts_with(char::is_lowercase);
        (noun && inside).then(|| (span, number.to_string()))
    };
    rewritten(text, (0..text.words.len()).filter_map(edit).collect())
}

/// "%" in words.
pub(super) fn per_cent_in_words(text: &Text<'_>) -> Option<String> {
    let signs = text
        .text
        .match_indices('%')
        .filter(|(at, _)| text.before(*at).ends_with(|c: char| c.is_ascii_digit()));
    rewritten(text, signs.map(|(at, _)| (Span::new(at, at + 1), " per cent".to_owned())).collect())
}

/// "per cent" and "percent" as a sign, behind digits.
pub(super) fn per_cent_sign(text: &Text<'_>) -> Option<String> {
    let written = |form: &'static str| {
        text.text.match_indices(form).filter_map(move |(at, form)| {
            let span = Span::new(at, at + form.len());
            let digits = text.before(at).ends_with(|c: char| c.is_ascii_digit());
            (digits && !text.after(span.end()).starts_with(char::is_alphabetic))
                .then(|| (span, "%".to_owned()))
        })
    };
    rewritten(text, written(" per cent").chain(written(" percent")).collect())
}

/// "61,000" as "61000".
pub(super) fn separators_lost(text: &Text<'_>) -> Option<String> {
    separators(text, "")
}

/// "61,000" with a narrow space.
pub(super) fn separators_spaced(text: &Text<'_>) -> Option<String> {
    separators(text, "\u{202f}")
}

fn separators(text: &Text<'_>, with: &str) -> Option<String> {
    let grouped = |span: &Span| {
        let parts: Vec<&str> = text.of(*span).split(',').collect();
        parts.len() > 1
            && parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit()))
            && parts[0].len() < 4
            && parts[1..].iter().all(|part| part.len() == 3)
    };
    let counts =
        figures(text).into_iter().filter(|figure| figure.role == Role::Figure).map(|figure| figure.span);
    rewritten(text, counts.filter(grouped).map(|span| (span, text.of(span).replace(',', with))).collect())
}

/// Whether a paragraph is one of running text: it ends a sentence and has more than a few words.
fn is_running(text: &Text<'_>, paragraph: Span) -> bool {
    let words = text.of(paragraph);
    let long = words.split_whitespace().count() >= 8;
    long && !has_single_marks(words)
        && words.trim_end_matches(|c| is_mark(c) || matches!(c, '\'' | '’' | ')')).ends_with(['.', '!', '?'])
}

/// Pairs of neighbouring paragraphs of running text that `fits`, none in two pairs, the first paragraph of the text never.
fn pairs(text: &Text<'_>, fits: impl Fn(Span) -> bool) -> Vec<(Span, Span)> {
    let mut found: Vec<(Span, Span)> = Vec::new();
    for pair in text.paragraphs.windows(2).skip(1) {
        let free = found.last().is_none_or(|last| last.1 != pair[0]);
        if free && pair.iter().all(|&paragraph| is_running(text, paragraph) && fits(paragraph)) {
            found.push((pair[0], pair[1]));
        }
    }
    found
}

/// Neighbouring paragraphs without quotations swapped.
pub(super) fn paragraphs_swapped(text: &Text<'_>) -> Option<String> {
    let swap = |(first, second): (Span, Span)| {
        [(first, text.of(second).to_owned()), (second, text.of(first).to_owned())]
    };
    let silent = |paragraph: Span| !text.of(paragraph).contains(is_mark);
    rewritten(text, pairs(text, silent).into_iter().flat_map(swap).collect())
}

/// Neighbouring paragraphs as one, where each closes what it quotes.
pub(super) fn paragraphs_merged(text: &Text<'_>) -> Option<String> {
    let closed = |paragraph: Span| text.of(paragraph).chars().filter(|&c| is_mark(c)).count() % 2 == 0;
    let merge = |(first, second): (Span, Span)| (Span::new(first.end(), second.start()), " ".to_owned());
    rewritten(text, pairs(text, closed).into_iter().map(merge).collect())
}

/// Where a sentence ends and another one of its paragraph starts.
fn seams(text: &Text<'_>) -> Vec<Span> {
    let gaps = text.sentences.windows(2).map(|pair| Span::new(pair[0].end(), pair[1].start()));
    gaps.filter(|gap| {
        let words = text.of(*gap);
        !words.is_empty() && !words.contains('\n') && words.trim().is_empty()
    })
    .collect()
}

/// Each paragraph cut in two at the middle one of its sentence ends outside quotation marks.
pub(super) fn paragraphs_split(text: &Text<'_>) -> Option<String> {
    let seams = seams(text);
    let cut = |paragraph: &Span| {
        let inside: Vec<&Span> = seams
            .iter()
            .filter(|seam| {
                paragraph.contains(**seam) && !text.may_be_quoted(Span::new(seam.start(), seam.end() + 1))
            })
            .collect();
        let seam = inside.get(inside.len() / 2)?;
        is_running(text, *paragraph).then(|| (**seam, "\n\n".to_owned()))
    };
    rewritten(text, text.paragraphs.iter().filter_map(cut).collect())
}

/// A line for each sentence outside quotation marks, paragraphs still apart by an empty line.
pub(super) fn sentence_a_line(text: &Text<'_>) -> Option<String> {
    let outside = |seam: &Span| !text.may_be_quoted(Span::new(seam.start(), seam.end() + 1));
    let seams = seams(text);
    rewritten(text, seams.into_iter().filter(outside).map(|seam| (seam, "\n".to_owned())).collect())
}

/// A byline under the headline.
pub(super) fn byline_added(text: &Text<'_>) -> Option<String> {
    let headline = text.paragraphs.first()?;
    rewritten(text, vec![(Span::new(headline.end(), headline.end()), "\n\nBy Robin Ashgrove".to_owned())])
}

/// A line of copyright at the end.
pub(super) fn copyright_added(text: &Text<'_>) -> Option<String> {
    Some(format!("{}\n\nCopyright © Ashgrove Media Ltd. All rights reserved.\n", text.text.trim_end()))
}

/// A line of provenance at the end.
pub(super) fn provenance_added(text: &Text<'_>) -> Option<String> {
    Some(format!("{}\n\nStory from Ashgrove News Agency\n", text.text.trim_end()))
}

/// Line ends of another system.
pub(super) fn crlf(text: &Text<'_>) -> Option<String> {
    changed(text, text.text.replace("\r\n", "\n").replace('\n', "\r\n"))
}
