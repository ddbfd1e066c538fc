//! Cuts blocks into sentences.
//!
//! Walks over the tokens of a block and judges each full stop, question mark, exclamation mark and ellipsis by what
//! stands on both sides. Quotation marks and brackets that close right after it belong to the sentence; sentences
//! inside a quotation are cut too. Deliberately not here: any cut at a colon, semicolon or dash. What goes on for
//! [`LONGEST`] tokens is no sentence any more (a table without line ends, noise) and is cut anywhere, so that no later stage
//! takes time that grows faster than the text.

use std::sync::LazyLock;

use corroborate_model::{Document, Sentence, Token, TokenKind};
use foldhash::HashMap;

static ABBREVIATIONS: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut map = HashMap::default();
    for line in include_str!("lexicon/abbreviations.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_whitespace();
        let class = match words.next() {
            Some("title") => Class::Title,
            Some("number") => Class::Number,
            Some("may") => Class::May,
            Some("time") => Class::Time,
            _ => Class::Starter,
        };
        for word in words {
            map.entry(word).or_insert(class);
        }
    }
    map
});

/// What a word means for a full stop beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// The sentence goes on.
    Title,
    /// The sentence goes on before a number.
    Number,
    /// The sentence ends only before a word that usually starts one.
    May,
    /// A month.
    Time,
    /// Usually starts a sentence.
    Starter,
}

/// Tokens of the longest sentence: several times what any prose has.
const LONGEST: usize = 600;
/// How many opening marks are looked past for the word that a sentence may begin with.
const OPENING_MARKS: usize = 8;

/// The sentences of all prose blocks, in order.
pub(crate) fn split(document: &Document, tokens: &[Token]) -> Vec<Sentence> {
    let mut sentences = Vec::with_capacity(document.text.len() / 100 + 4);
    let mut next = 0;
    for (block, found) in document.blocks.iter().enumerate() {
        let from =
            next + tokens.get(next..).unwrap_or(&[]).partition_point(|t| t.span.start() < found.span.start());
        next =
            from + tokens.get(from..).unwrap_or(&[]).partition_point(|t| t.span.start() < found.span.end());
        if found.kind.is_prose() {
            Splitter { text: &document.text, tokens, from, to: next, quote_open: false }
                .run(block, &mut sentences);
        }
    }
    sentences
}

/// The first and the last of some tokens.
fn outermost(tokens: Option<&[Token]>) -> Option<(&Token, &Token)> {
    Some((tokens?.first()?, tokens?.last()?))
}

/// One block's tokens, `from..to`.
struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    from: usize,
    to: usize,
    /// Whether a straight double quotation mark stands open.
    quote_open: bool,
}

impl Splitter<'_> {
    fn run(mut self, block: usize, sentences: &mut Vec<Sentence>) {
        let mut start = self.from;
        let mut at = self.from;
        while at < self.to {
            if self.kind(at) != Some(TokenKind::Mark) {
                at += 1;
                continue;
            }
            let terminal = self.is_terminal(at);
            let after = if terminal { self.close(at) } else { at + 1 };
            if self.is_straight_quote(at) {
                self.quote_open = !self.quote_open;
            }
            if terminal {
                let ends = after >= self.to || self.ends(at, after, start);
                self.quote_open ^= (at + 1..after).filter(|&i| self.is_straight_quote(i)).count() % 2 == 1;
                if ends {
                    self.push(start, after, block, sentences);
                    start = after;
                }
            }
            at = after;
        }
        self.push(start, self.to, block, sentences);
    }

    fn push(&self, start: usize, end: usize, block: usize, sentences: &mut Vec<Sentence>) {
        for start in (start..end).step_by(LONGEST) {
            let tokens = start..end.min(start + LONGEST);
            if let Some((first, last)) = outermost(self.tokens.get(tokens.clone())) {
                sentences.push(Sentence { span: first.span.cover(last.span), tokens, block });
            }
        }
    }

    fn word(&self, at: usize) -> &str {
        if (self.from..self.to).contains(&at) {
            self.tokens.get(at).map_or("", |t| t.span.of(self.text))
        } else {
            ""
        }
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        if (self.from..self.to).contains(&at) { self.tokens.get(at).map(|t| t.kind) } else { None }
    }

    fn spaced(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.spaced)
    }

    fn is_straight_quote(&self, at: usize) -> bool {
        self.word(at) == "\""
    }

    fn is_terminal(&self, at: usize) -> bool {
        self.kind(at) == Some(TokenKind::Mark) && self.word(at).starts_with(['.', '!', '?', '…'])
    }

    /// The token after the terminal mark at `at` and everything that closes with it.
    fn close(&self, at: usize) -> usize {
        let mut next = at + 1;
        let mut quote_open = self.quote_open;
        while next < self.to && !self.spaced(next) {
            match self.word(next) {
                "\"" if quote_open || self.spaced(next + 1) || next + 1 >= self.to => {
                    quote_open = !quote_open
                }
                "'" if self.kind(next + 1) == Some(TokenKind::Word) && !self.spaced(next + 1) => break,
                ")" | "]" | "}" | "”" | "’" | "»" | "'" | "." | "!" | "?" | "…" | "..." => {}
                _ => break,
            }
            next += 1;
        }
        next
    }

    /// Whether the sentence from `start` ends with the terminal mark at `at`; `next` is the token after all that
    /// closes with it.
    fn ends(&self, at: usize, next: usize, start: usize) -> bool {
        let bare = next == at + 1;
        // "0 . 6 %" in a text whose marks stand apart.
        let digits = |at| self.kind(at) == Some(TokenKind::Number);
        if bare && self.spaced(at) && self.word(at) == "." && digits(at.wrapping_sub(1)) && digits(next) {
            return false;
        }
        if !self.spaced(next) {
            return self.starts_without_space(at, next);
        }
        if bare && self.word(at) == "." && !self.spaced(at) {
            if self.kind(at.wrapping_sub(1)) == Some(TokenKind::Number) && at == start + 1 {
                return false;
            }
            if let Some(ends) = self.after_abbreviation(at, next, start) {
                return ends;
            }
        }
        self.opens_sentence(next) && !(self.word(at) != "." && !bare && self.is_speech_tag(next))
    }

    /// Whether a sentence may begin with the token at `next`, which stands after a space.
    fn opens_sentence(&self, next: usize) -> bool {
        let opening = |word| {
            matches!(word, "\"" | "“" | "‘" | "'" | "(" | "[" | "«" | "*" | "**" | "_" | "•" | "..." | "…")
        };
        let reach = next..next + OPENING_MARKS;
        let Some(next) = reach.into_iter().find(|&at| !opening(self.word(at))) else { return false };
        match self.kind(next) {
            Some(TokenKind::Word | TokenKind::Code) => {
                let word = self.word(next);
                !word.starts_with(char::is_lowercase) || word.chars().skip(1).any(char::is_uppercase)
            }
            Some(TokenKind::Number | TokenKind::Symbol) => true,
            Some(TokenKind::Mark) => false,
            None => true,
        }
    }

    /// Where a full stop and the next word touch ("abuse.Two"): a cut, unless it is an address, a file or an
    /// abbreviation.
    fn starts_without_space(&self, at: usize, next: usize) -> bool {
        if next > at + 1 {
            return self.kind(next) == Some(TokenKind::Word) && self.opens_sentence(next)
                || matches!(self.word(next), "“" | "\"");
        }
        let before = self.word(at.wrapping_sub(1));
        let opened = matches!(self.word(next), "“" | "\"");
        let word = self.word(if opened { next + 1 } else { next });
        let capitalised = word.starts_with(char::is_uppercase)
            && (word.chars().skip(1).all(char::is_lowercase) || word.contains(['\'', '’']))
            && (word.chars().count() > 1 || self.spaced(next + 1));
        let whole =
            before.chars().count() > 1 && before.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        capitalised && whole && !self.is_address(at)
    }

    /// Whether the letters around `at` without a space look like an address or a file name.
    fn is_address(&self, at: usize) -> bool {
        let mut first = at;
        while first > self.from && !self.spaced(first) && at - first < 12 {
            first -= 1;
        }
        let stops = (at + 1..self.to.min(at + 12)).take_while(|&i| !self.spaced(i));
        let odd = (first..at).chain(stops).any(|i| matches!(self.word(i), "/" | "@" | "_" | "\\" | "www"));
        odd || (first..at).any(|i| self.word(i) == "." && !self.spaced(i + 1))
    }

    /// What the short form before the full stop at `at` says of it, if it is one.
    fn after_abbreviation(&self, at: usize, next: usize, start: usize) -> Option<bool> {
        let last = at.checked_sub(1).filter(|&i| i >= start && self.kind(i) == Some(TokenKind::Word))?;
        let mut form = Folded::new();
        let dotted =
            last >= start + 2 && self.word(last - 1) == "." && !self.spaced(last) && !self.spaced(last - 1);
        if dotted {
            form.push(self.word(last - 2))?;
            form.push(".")?;
        }
        form.push(self.word(last))?;
        let starter = self.class_of(next) == Some(Class::Starter) && self.opens_sentence(next);
        match ABBREVIATIONS.get(form.as_str()) {
            Some(Class::Title) => Some(false),
            Some(Class::Number) if self.kind(next) == Some(TokenKind::Number) => Some(false),
            Some(Class::May) if matches!(form.as_str(), "a.m" | "p.m") => Some(
                self.opens_sentence(next)
                    && self.kind(next) != Some(TokenKind::Number)
                    && !self.is_timely(next),
            ),
            Some(Class::May) => Some(starter),
            _ if dotted && self.word(last).chars().count() == 1 => Some(starter),
            _ => self.after_initial(last, start, starter),
        }
    }

    /// A single capital letter is somebody's initial ("J. Reyes"), unless a usual sentence start follows.
    fn after_initial(&self, last: usize, start: usize, starter: bool) -> Option<bool> {
        let word = self.word(last);
        let initial = word.chars().count() == 1 && word.starts_with(char::is_uppercase) && word != "I";
        initial.then_some(starter && last > start)
    }

    /// Whether a day, a month or a time zone comes next ("9 p.m. Tuesday", "10 a.m. EST").
    fn is_timely(&self, at: usize) -> bool {
        let word = self.word(at);
        let zone =
            (2..=4).contains(&word.len()) && word.ends_with('T') && word.chars().all(char::is_uppercase);
        zone || word == "GMT"
            || word.ends_with("day")
            || matches!(self.class_of(at), Some(Class::Time | Class::Number))
    }

    fn class_of(&self, at: usize) -> Option<Class> {
        let mut form = Folded::new();
        form.push(self.word(at))?;
        ABBREVIATIONS.get(form.as_str()).copied()
    }

    /// Whether a name and a verb of speech follow a closed quotation ("“Stop!” Ann Reyes said.").
    fn is_speech_tag(&self, next: usize) -> bool {
        const SAID: [&str; 12] = [
            "said",
            "says",
            "asked",
            "added",
            "shouted",
            "told",
            "cried",
            "wrote",
            "replied",
            "joked",
            "explained",
            "recalled",
        ];
        self.kind(next) == Some(TokenKind::Word)
            && (next + 1..(next + 5).min(self.to))
                .take_while(|&i| self.kind(i) == Some(TokenKind::Word))
                .any(|i| SAID.contains(&self.word(i)))
    }
}

/// A short word in lower case, on the stack.
struct Folded {
    bytes: [u8; 12],
    len: usize,
}

impl Folded {
    fn new() -> Folded {
        Folded { bytes: [0; 12], len: 0 }
    }

    /// Adds an ASCII word; nothing where it is not one or does not fit.
    fn push(&mut self, word: &str) -> Option<()> {
        let room = self.bytes.get_mut(self.len..self.len + word.len()).filter(|_| word.is_ascii())?;
        room.copy_from_slice(word.as_bytes());
        room.make_ascii_lowercase();
        self.len += word.len();
        Some(())
    }

    fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::split;
    use corroborate_model::{Block, BlockKind, Document, Span};

    #[test]
    fn cuts_as_the_table_says() {
        let table = include_str!("../tests/sentences.md");
        let mut count = 0;
        for line in table.lines().filter_map(|line| line.strip_prefix("- ")) {
            let text = line.replace(" | ", " ").replace('|', "");
            let block = Block { kind: BlockKind::Body, span: Span::new(0, text.len()) };
            let document = Document { text, blocks: vec![block], ..Document::default() };
            let tokens = crate::tokens::tokenize(&document);
            let found: Vec<&str> =
                split(&document, &tokens).iter().map(|s| s.span.of(&document.text)).collect();
            let expected: Vec<&str> = line.split('|').map(str::trim).collect();
            assert_eq!(found, expected);
            count += 1;
        }
        assert!(count > 40, "{count} cases");
    }

    #[test]
    fn leaves_out_what_is_no_prose_and_never_crosses_blocks() {
        let text = "date: 1 May. 2024\n\nOne two\n\nThree. Four";
        let span = |part: &str| text.find(part).map(|at| Span::new(at, at + part.len())).unwrap();
        let block = |kind, part| Block { kind, span: span(part) };
        let blocks = vec![
            block(BlockKind::Metadata, "date: 1 May. 2024"),
            block(BlockKind::Headline, "One two"),
            block(BlockKind::Body, "Three. Four"),
        ];
        let document = Document { text: text.to_owned(), blocks, ..Document::default() };
        let tokens = crate::tokens::tokenize(&document);
        let found = split(&document, &tokens);
        let shown: Vec<(&str, usize)> = found.iter().map(|s| (s.span.of(text), s.block)).collect();
        assert_eq!(shown, [("One two", 1), ("Three.", 2), ("Four", 2)]);
        assert_eq!(tokens[found[0].tokens.clone()].len(), 2);
    }
}
