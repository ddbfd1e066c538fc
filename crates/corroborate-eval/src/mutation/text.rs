//! A text as the benchmark reads it: paragraphs, sentences, words, figures, quoted words.
//!
//! These scanners are plain on purpose and know nothing of what extraction finds, so that the benchmark cannot choose only
//! what the program sees anyway.

use corroborate_model::Span;

/// A text with its parts.
pub(super) struct Text<'t> {
    /// The text itself; all spans refer to it.
    pub(super) text: &'t str,
    /// Lines that stand for paragraphs, and paragraphs of several lines, white space at both ends left out.
    pub(super) paragraphs: Vec<Span>,
    /// Sentences; they do not cross paragraphs.
    pub(super) sentences: Vec<Span>,
    /// Runs of letters, digits, apostrophes inside.
    pub(super) words: Vec<Span>,
    /// Quoted words without their marks; to the paragraph's end where the next one opens the mark again.
    pub(super) quoted: Vec<Span>,
    /// Words behind a mark that nothing closes.
    unsure: Vec<Span>,
    /// Addresses of pages and of letter boxes, in which nothing is changed.
    pub(super) addresses: Vec<Span>,
}

impl<'t> Text<'t> {
    /// Reads a text.
    pub(super) fn new(text: &'t str) -> Text<'t> {
        let paragraphs = paragraphs(text);
        let sentences = paragraphs
            .iter()
            .flat_map(|&paragraph| {
                let words = paragraph.of(text);
                let starts: Vec<usize> = crate::anchor::starts(words).collect();
                let ends = starts.iter().skip(1).copied().chain([words.len()]).collect::<Vec<_>>();
                starts.into_iter().zip(ends).map(move |(start, end)| {
                    let end = start + words.get(start..end).unwrap_or("").trim_end().len();
                    Span::new(paragraph.start() + start, paragraph.start() + end)
                })
            })
            .filter(|span| !span.is_empty())
            .collect();
        let (quoted, unsure) = quoted(text, &paragraphs);
        Text { text, sentences, words: words(text), quoted, unsure, addresses: addresses(text), paragraphs }
    }

    /// The words of a span.
    pub(super) fn of(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// What stands before an offset.
    pub(super) fn before(&self, offset: usize) -> &'t str {
        self.text.get(..offset).unwrap_or("")
    }

    /// What stands from an offset on.
    pub(super) fn after(&self, offset: usize) -> &'t str {
        self.text.get(offset..).unwrap_or("")
    }

    /// The word before the one at `index`, lower case, where no more than white space stands between.
    pub(super) fn word_before(&self, index: usize) -> Option<String> {
        let (here, before) = (self.words.get(index)?, self.words.get(index.checked_sub(1)?)?);
        self.adjacent(*before, *here).then(|| folded(self.of(*before)))
    }

    /// The word behind the one at `index`, lower case, where no more than white space stands between.
    pub(super) fn word_behind(&self, index: usize) -> Option<String> {
        let (here, behind) = (self.words.get(index)?, self.words.get(index + 1)?);
        self.adjacent(*here, *behind).then(|| folded(self.of(*behind)))
    }

    /// Whether only white space stands between two words.
    pub(super) fn adjacent(&self, left: Span, right: Span) -> bool {
        self.text
            .get(left.end()..right.start())
            .is_some_and(|gap| !gap.is_empty() && !gap.contains('\n') && gap.trim().is_empty())
    }

    /// The sentences that a span touches; the span itself where it is in none.
    pub(super) fn sentence(&self, span: Span) -> Span {
        let touched = self.sentences.iter().filter(|sentence| sentence.overlaps(span));
        touched.fold(span, |cover, &sentence| cover.cover(sentence))
    }

    /// The sentence at an offset.
    pub(super) fn sentence_at(&self, offset: usize) -> &'t str {
        self.sentences
            .iter()
            .find(|sentence| sentence.holds(offset))
            .map_or("", |&sentence| self.of(sentence))
    }

    /// Whether a span lies in an address.
    pub(super) fn in_address(&self, span: Span) -> bool {
        self.addresses.iter().any(|address| address.overlaps(span))
    }

    /// Whether a span lies in a stamp: a line that tells a month or a numeric date in a few words and ends no sentence. When
    /// a text was published is no statement of its story.
    pub(super) fn in_stamp(&self, span: Span) -> bool {
        self.paragraphs.iter().filter(|paragraph| paragraph.overlaps(span)).any(|&paragraph| {
            let words: Vec<&str> = self.of(paragraph).split_whitespace().collect();
            let numeric =
                |word: &&str| word.split('/').filter(|part| part.parse::<u16>().is_ok()).count() == 3;
            let month = |word: &&str| {
                super::calendar::is_month_name(word.trim_matches(|c: char| !c.is_alphanumeric()))
            };
            words.len() <= 10
                && !self.of(paragraph).ends_with(['.', '!', '?'])
                && words.iter().any(|word| numeric(word) || month(word))
        })
    }

    /// Whether a span lies in quoted words.
    pub(super) fn in_quotation(&self, span: Span) -> bool {
        self.quoted.iter().any(|quoted| quoted.overlaps(span))
    }

    /// Whether a span lies in quoted words, behind a mark that nothing closes, or in a paragraph that quotes between single marks,
    /// which are not paired here.
    pub(super) fn may_be_quoted(&self, span: Span) -> bool {
        let single = |paragraph: &&Span| paragraph.overlaps(span) && has_single_marks(self.of(**paragraph));
        let unsure = self.unsure.iter().any(|unsure| unsure.overlaps(span));
        unsure || self.in_quotation(span) || self.paragraphs.iter().any(|paragraph| single(&paragraph))
    }
}

/// A word in lower case with straight apostrophes.
pub(super) fn folded(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// Whether a character is a double quotation mark.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Whether a paragraph quotes between single marks.
pub(super) fn has_single_marks(words: &str) -> bool {
    [" '", " ‘", "\n'", "\n‘"].iter().any(|mark| words.contains(mark)) || words.starts_with(['\'', '‘'])
}

/// Whether a line runs on in the next one: it is as long as a wrapped line and ends inside a sentence.
fn runs_on(line: &str, next: &str) -> bool {
    let inside = !line.ends_with(['.', '!', '?', ':', '"', '”']);
    line.chars().count() >= 45 && inside && next.starts_with(|c: char| c.is_lowercase() || c.is_numeric())
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut offset = 0;
    let mut before = "";
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let start = offset + (line.len() - line.trim_start().len());
        let span = Span::new(start, start + trimmed.len());
        offset += line.len();
        match found.last_mut() {
            _ if trimmed.is_empty() => {}
            Some(last) if runs_on(before, trimmed) => *last = last.cover(span),
            _ => found.push(span),
        }
        before = trimmed;
    }
    found
}

fn words(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        let inside = start.is_some()
            && next.is_some_and(char::is_alphanumeric)
            && (matches!(c, '\'' | '’')
                || matches!(c, '.' | ',')
                    && next.is_some_and(|c| c.is_ascii_digit())
                    && text.get(..at).is_some_and(|text| text.ends_with(|c: char| c.is_ascii_digit())));
        if c.is_alphanumeric() || inside {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            found.push(Span::new(start, at));
        }
    }
    found.extend(start.map(|start| Span::new(start, text.len())));
    found
}

/// Quoted stretches of all paragraphs, and stretches that may be quoted: what a mark opens and none closes, unless the next
/// paragraph opens again, and the paragraphs without marks behind it.
fn quoted(text: &str, paragraphs: &[Span]) -> (Vec<Span>, Vec<Span>) {
    let (mut found, mut unsure) = (Vec::new(), Vec::new());
    let mut open = false;
    for (number, &paragraph) in paragraphs.iter().enumerate() {
        if open && !paragraph.of(text).contains(is_mark) {
            unsure.push(paragraph);
            continue;
        }
        let (mut inside, left_open) = quoted_in(text, paragraph);
        open = left_open;
        let reopened = paragraphs.get(number + 1).is_some_and(|next| next.of(text).starts_with(is_mark));
        if left_open && !reopened {
            unsure.extend(inside.pop());
        }
        found.extend(inside);
    }
    (found, unsure)
}

/// Quoted stretches of one paragraph, and whether the last is left open.
fn quoted_in(text: &str, paragraph: Span) -> (Vec<Span>, bool) {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in paragraph.of(text).char_indices().filter(|&(_, c)| is_mark(c)) {
        let at = paragraph.start() + at;
        match open.take() {
            Some(start) if c != '“' => found.push(Span::new(start, at)),
            _ => open = Some(at + c.len_utf8()),
        }
    }
    found.extend(open.map(|start| Span::new(start, paragraph.end())));
    (found, open.is_some())
}

fn addresses(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut offset = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim();
        let host = word.split('/').next().unwrap_or("").trim_end_matches(|c: char| !c.is_alphanumeric());
        let dotted = host.rsplit_once('.').is_some_and(|(name, last)| {
            !name.is_empty() && last.len() > 1 && last.chars().all(|c| c.is_ascii_lowercase())
        });
        if word.contains("://") || word.contains('@') || word.contains("www.") || dotted {
            found.push(Span::new(offset, offset + word.len()));
        }
        offset += piece.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn reads_paragraphs_sentences_words_and_quotations() {
        let text = Text::new(
            "Ferry runs late\n\n“It didn’t sail at 9.30,” he said. See www.ferry.example now.\n\"Open\n",
        );
        let of = |spans: &[corroborate_model::Span]| spans.iter().map(|&s| text.of(s)).collect::<Vec<_>>();
        assert_eq!(text.paragraphs.len(), 3);
        assert_eq!(
            of(&text.sentences),
            ["Ferry runs late", "“It didn’t sail at 9.30,” he said.", "See www.ferry.example now.", "\"Open"]
        );
        assert_eq!(of(&text.quoted), ["It didn’t sail at 9.30,"]);
        assert_eq!(of(&text.addresses), ["www.ferry.example"]);
        assert!(of(&text.words).contains(&"9.30") && of(&text.words).contains(&"didn’t"));
    }
}
