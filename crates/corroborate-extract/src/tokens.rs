//! Cuts text into words, numbers and marks.
//!
//! One pass over the bytes; ASCII is classified by a table, everything else by its Unicode properties. Deliberately
//! not here: any meaning. Whether "11.40" is an hour or a sum, and whether "U.S." ends a sentence, is for others to tell.

use corroborate_model::{Document, Span, Token, TokenKind};

/// The tokens of all blocks, in order.
pub(crate) fn tokenize(document: &Document) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(document.text.len() / 4 + 8);
    for block in &document.blocks {
        let text = block.span.of(&document.text);
        Scanner { text, base: block.span.start(), at: 0, quote_open: false, tokens: &mut tokens }.run();
    }
    tokens
}

/// What a character can be part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Fraction,
    Mark,
    Symbol,
}

struct Scanner<'a> {
    text: &'a str,
    /// Offset of `text` in the document.
    base: usize,
    at: usize,
    /// Whether a single quotation mark stands open, so that a later one after "s" closes it.
    quote_open: bool,
    tokens: &'a mut Vec<Token>,
}

impl Scanner<'_> {
    fn run(mut self) {
        let mut spaced = true;
        while let Some((class, len)) = self.class_at(self.at) {
            if class == Class::Space {
                spaced = true;
                self.at += len;
                continue;
            }
            let start = self.at;
            let kind = match class {
                Class::Letter => self.word(),
                Class::Digit | Class::Fraction => self.number(),
                Class::Mark => self.mark(spaced, len),
                _ => {
                    self.at += len;
                    TokenKind::Symbol
                }
            };
            let span = Span::new(self.base + start, self.base + self.at);
            self.tokens.push(Token { span, kind, spaced });
            spaced = false;
        }
    }

    /// Class and length in bytes of the character at `at`; nothing at the end.
    fn class_at(&self, at: usize) -> Option<(Class, usize)> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte < 0x80 {
            return Some((ascii_class(byte), 1));
        }
        let c = self.char_at(at)?;
        Some((class_of(c), c.len_utf8()))
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn is_letter(&self, at: usize) -> bool {
        matches!(self.class_at(at), Some((Class::Letter, _)))
    }

    fn is_digit(&self, at: usize) -> bool {
        self.text.as_bytes().get(at).is_some_and(u8::is_ascii_digit)
    }

    /// Letters, inner apostrophes, and digits, which make it a code.
    fn word(&mut self) -> TokenKind {
        let mut kind = TokenKind::Word;
        let start = self.at;
        // Nearly every word is ASCII letters to its end.
        let rest = self.text.as_bytes().get(start..).unwrap_or(&[]);
        self.at += rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
        if !matches!(self.text.as_bytes().get(self.at), Some(b'\'' | b'0'..=b'9' | 0x80..)) && self.at > start
        {
            return kind;
        }
        let mut last = if self.at > start { self.at - 1 } else { 0 };
        while let Some((class, len)) = self.class_at(self.at) {
            match class {
                Class::Letter => {}
                Class::Digit => kind = TokenKind::Code,
                Class::Mark if self.is_apostrophe(self.at) => {
                    if !self.is_letter(self.at + len) && !self.closes_possessive(last, self.at + len) {
                        break;
                    }
                }
                _ if is_superscript(self.char_at(self.at)) => {}
                _ => break,
            }
            last = self.at;
            self.at += len;
        }
        kind
    }

    fn is_apostrophe(&self, at: usize) -> bool {
        matches!(self.char_at(at), Some('\'' | '’' | 'ʼ'))
    }

    /// Whether an apostrophe after the letter at `last` is a plural possessive ("officers' homes"): it follows an
    /// "s", a word comes next, and no single quotation mark waits to be closed.
    fn closes_possessive(&self, last: usize, after: usize) -> bool {
        !self.quote_open
            && matches!(self.text.as_bytes().get(last), Some(b's' | b'S' | b'x' | b'z'))
            && matches!(self.class_at(after), Some((Class::Space, _)))
            && self
                .class_at(after + 1)
                .is_some_and(|(class, _)| matches!(class, Class::Letter | Class::Digit))
    }

    /// Digits with inner separators, and a vulgar fraction at the end or alone.
    fn number(&mut self) -> TokenKind {
        while let Some((class, len)) = self.class_at(self.at) {
            match class {
                Class::Digit => self.at += len,
                Class::Mark if self.is_separator(self.at) => self.at += 1,
                Class::Fraction => {
                    self.at += len;
                    break;
                }
                _ => break,
            }
        }
        TokenKind::Number
    }

    fn is_separator(&self, at: usize) -> bool {
        matches!(self.text.as_bytes().get(at), Some(b'.' | b',')) && self.is_digit(at + 1)
    }

    /// One mark; full stops and hyphens in a row are one; ".25" is a number.
    fn mark(&mut self, spaced: bool, len: usize) -> TokenKind {
        let first = self.text.as_bytes().get(self.at).copied().unwrap_or(0);
        let after_letter = self.tokens.last().is_some_and(|t| t.kind != TokenKind::Mark && !spaced);
        self.at += len;
        match first {
            b'.' if self.is_digit(self.at) && !after_letter => return self.number(),
            b'.' | b'-' => {
                while self.text.as_bytes().get(self.at) == Some(&first) {
                    self.at += 1;
                }
            }
            _ => self.follow_single_quotes(spaced, self.at - len),
        }
        TokenKind::Mark
    }

    fn follow_single_quotes(&mut self, spaced: bool, at: usize) {
        match self.char_at(at) {
            Some('‘') => self.quote_open = true,
            Some('\'') if spaced && self.is_letter(self.at) => self.quote_open = true,
            Some('\'' | '’') => self.quote_open = false,
            _ => {}
        }
    }
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Symbol; 128];
    let mut i = 0;
    while i < 128 {
        let byte = i as u8;
        table[i] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            0..=b' ' | 0x7f => Class::Space,
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'"' | b'`' => Class::Mark,
            b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'-' | b'/' | b'\\' => Class::Mark,
            _ => Class::Symbol,
        };
        i += 1;
    }
    table
};

fn ascii_class(byte: u8) -> Class {
    ASCII.get(usize::from(byte)).copied().unwrap_or(Class::Symbol)
}

fn class_of(c: char) -> Class {
    match c {
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' if is_general_mark(c) => Class::Mark,
        '«' | '»' | '¡' | '¿' | '\u{3001}' | '\u{3002}' | '\u{300c}'..='\u{300f}' => Class::Mark,
        '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{200e}' | '\u{200f}' => Class::Space,
        '½' | '¼' | '¾' | '\u{2150}'..='\u{215e}' => Class::Fraction,
        'º' | 'ª' => Class::Symbol,
        '\u{ad}' | '\u{200c}' | '\u{200d}' => Class::Letter,
        _ if c.is_whitespace() || c.is_control() => Class::Space,
        _ if c.is_alphabetic() || is_combining(c) => Class::Letter,
        _ if c.is_numeric() && !is_superscript(Some(c)) => Class::Digit,
        _ => Class::Symbol,
    }
}

/// The punctuation of the General Punctuation block; per mille and the like are symbols.
fn is_general_mark(c: char) -> bool {
    !matches!(c, '\u{2030}' | '\u{2031}' | '\u{2044}' | '\u{2052}' | '\u{2022}')
}

fn is_superscript(c: Option<char>) -> bool {
    matches!(c, Some('²' | '³'))
}

/// Marks that belong to the letter before them. `char::is_alphabetic` leaves these out.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}'
        | '\u{93c}' | '\u{94d}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use super::tokenize;
    use corroborate_model::{Block, BlockKind, Document, Span, Token, TokenKind};

    fn document(text: &str) -> Document {
        let block = Block { kind: BlockKind::Body, span: Span::new(0, text.len()) };
        Document { text: text.to_owned(), blocks: vec![block], ..Document::default() }
    }

    fn show(text: &str) -> String {
        let letter = |kind| match kind {
            TokenKind::Word => 'w',
            TokenKind::Number => 'n',
            TokenKind::Code => 'c',
            TokenKind::Mark => 'm',
            TokenKind::Symbol => 's',
        };
        let piece = |t: &Token| {
            let joint = if t.spaced { " " } else { "+" };
            format!("{joint}{}/{}", t.span.of(text), letter(t.kind))
        };
        tokenize(&document(text)).iter().map(piece).collect::<String>().trim().to_owned()
    }

    #[test]
    fn cuts_as_the_model_says() {
        let cases = [
            ("It isn’t the force's.", "It/w isn’t/w the/w force's/w+./m"),
            ("O'Neill's officers' homes", "O'Neill's/w officers'/w homes/w"),
            ("‘two officers’ said", "‘/m+two/w+officers/w+’/m said/w"),
            ("£1.2m, 1,200,000", "£/s+1.2/n+m/w+,/m 1,200,000/n"),
            ("143km/h on the R417", "143/n+km/w+//m+h/w on/w the/w R417/c"),
            ("3½ well-known -3C .25", "3½/n well/w+-/m+known/w -/m+3/n+C/w .25/n"),
            ("so... wait -- 2\u{a0}km²", "so/w+.../m wait/w --/m 2/n km²/w"),
            ("abuse.25 LS-170 11.40pm.", "abuse/w+./m+25/n LS/w+-/m+170/n 11.40/n+pm/w+./m"),
            ("cafe\u{301} 5% 😀", "cafe\u{301}/w 5/n+%/s 😀/s"),
        ];
        for (text, expected) in cases {
            let expected = expected.replace("two/w+officers", "two/w officers");
            assert_eq!(show(text), expected, "{text}");
        }
    }

    #[test]
    fn covers_every_visible_byte_in_order() {
        for text in
            ["", "\u{0}\u{feff}", "a\u{300}'", "’’''\"", "½½", "1,2,.3..4", "\u{1f1e9}\u{1f1ea}x’", "ﬁ’s ²"]
        {
            let tokens = tokenize(&document(text));
            let mut last = 0;
            for token in &tokens {
                assert!(token.span.start() >= last && !token.span.of(text).is_empty(), "{text:?}");
                last = token.span.end();
            }
        }
    }
}
