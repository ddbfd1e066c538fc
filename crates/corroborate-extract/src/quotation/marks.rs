//! Pairs quotation marks, one block at a time.
//!
//! Knows straight, curly and single marks, guillemets and typewriter marks (``…''), tells single marks from
//! apostrophes, and never gives up: a mark without its partner ends with the block or starts with it. Deliberately not
//! here: which stretches belong together, and who speaks.

use corroborate_model::{Block, BlockKind, Document, Span};

/// Words between a pair of marks in one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Its block: an index into the document's blocks.
    pub(crate) block: usize,
    /// With its marks.
    pub(crate) outer: Span,
    /// Without marks and white space at its ends.
    pub(crate) inner: Span,
    /// Whether its opening mark stands in the text.
    pub(crate) opened: bool,
    /// Whether its closing mark stands in the text; otherwise it ends with the block.
    pub(crate) closed: bool,
}

/// The quoted stretches of all blocks, in order; marks inside a stretch stay inside.
pub(crate) fn stretches(document: &Document) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        if block.kind.is_prose() && block.kind != BlockKind::Byline {
            Pairing::new(&document.text, index, *block).run(&mut stretches);
        }
    }
    stretches
}

/// The families of marks; a stretch is closed by a mark of its own family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Angle,
}

/// What a mark can do where it stands.
#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    family: Family,
    opens: bool,
    closes: bool,
    /// Straight, so that its shape tells nothing of its direction.
    straight: bool,
}

struct Pairing<'a> {
    text: &'a str,
    block: usize,
    span: Span,
    marks: Vec<Mark>,
}

impl<'a> Pairing<'a> {
    fn new(text: &'a str, block: usize, found: Block) -> Pairing<'a> {
        let mut pairing = Pairing { text, block, span: found.span, marks: Vec::new() };
        pairing.collect();
        pairing
    }

    /// Finds the marks of the block.
    fn collect(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = self.span.start();
        while at < self.span.end() {
            let rest = bytes.get(at..self.span.end()).unwrap_or(&[]);
            let skip = rest.iter().position(|&byte| STARTS_MARK[usize::from(byte)]);
            let Some(skip) = skip else { break };
            at += skip;
            let rest = rest.get(skip..).unwrap_or(&[]);
            let (len, family, straight, side) = match rest {
                [b'"', ..] => (1, Family::Double, true, None),
                [b'\'', b'\'', ..] => (2, Family::Double, true, Some(false)),
                [b'`', b'`', ..] => (2, Family::Double, true, Some(true)),
                [b'\'', ..] => (1, Family::Single, true, None),
                [0xe2, 0x80, 0x9c | 0x9e | 0x9f, ..] => (3, Family::Double, false, Some(true)),
                [0xe2, 0x80, 0x9d, ..] => (3, Family::Double, false, Some(false)),
                [0xe2, 0x80, 0x98 | 0x9a, ..] => (3, Family::Single, false, Some(true)),
                [0xe2, 0x80, 0x99, ..] => (3, Family::Single, false, Some(false)),
                [0xc2, 0xab, ..] => (2, Family::Angle, false, Some(true)),
                [0xc2, 0xbb, ..] => (2, Family::Angle, false, Some(false)),
                _ => {
                    at += 1;
                    continue;
                }
            };
            self.judge(at, at + len, family, straight, side);
            at += len;
        }
    }

    /// Keeps a mark with what it can do: its shape, else its neighbours, tell.
    fn judge(&mut self, start: usize, end: usize, family: Family, straight: bool, side: Option<bool>) {
        let before = self.before(start);
        let after = self.after(end);
        let loose_before = before.is_none_or(|c| c.is_whitespace() || is_opening(c) || is_dash(c));
        let loose_after = after.is_none_or(|c| c.is_whitespace() || is_closing(c) || is_dash(c));
        let tight_after = after.is_some_and(|c| !c.is_whitespace());
        let tight_before = before.is_some_and(|c| !c.is_whitespace());
        let inches =
            straight && side.is_none() && before.is_some_and(|c| c.is_ascii_digit()) && self.marks.is_empty();
        let (mut opens, mut closes) = (loose_before && tight_after, tight_before && loose_after && !inches);
        match (family, side) {
            (Family::Single, None) => opens &= !self.is_elision(end),
            (Family::Single, Some(true)) => (opens, closes) = (!self.is_elision(end) && tight_after, false),
            (Family::Single, Some(false)) => opens = false,
            (_, Some(true)) => (opens, closes) = (!closes || opens, closes && !opens),
            (_, Some(false)) => (opens, closes) = (opens && !closes, !opens || closes),
            // "said."You" and the like: a straight mark between a full stop and a letter goes by what is open.
            (_, None) if !opens && !closes && !inches => (opens, closes) = (tight_after, true),
            _ => {}
        }
        if opens || closes {
            self.marks.push(Mark { start, end, family, opens, closes, straight });
        }
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(self.span.start()..at)?.chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text.get(at..self.span.end())?.chars().next()
    }

    /// Whether an apostrophe before the word at `at` stands for letters left out ('em, '90s, rock 'n' roll).
    fn is_elision(&self, at: usize) -> bool {
        let rest = self.text.get(at..self.span.end()).unwrap_or("");
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let follows = rest.get(word.len()..).unwrap_or("");
        match word {
            "em" | "til" | "tis" | "twas" | "bout" | "cause" | "cos" | "round" | "ere" | "Tis" | "Twas" => {
                true
            }
            "n" => follows.starts_with(['\'', '’', ' ']),
            _ => {
                let digits = word.trim_end_matches('s');
                digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit())
            }
        }
    }

    fn run(&self, stretches: &mut Vec<Stretch>) {
        let mut next = 0;
        let first = stretches.len();
        // Where no single mark after one could close it, none after a later one can.
        let mut single_closes = true;
        while let Some(mark) = self.marks.get(next) {
            let step = match mark {
                Mark { opens: false, .. } => self.unopened(next, stretches.get(first..)),
                Mark { family: Family::Single, .. } if !single_closes => self.unclosed(next),
                _ => self.open(next),
            };
            single_closes &= step.is_some() || mark.family != Family::Single || !mark.opens;
            match step {
                Some((stretch, after)) => {
                    stretches.push(stretch);
                    next = after;
                }
                None => next += 1,
            }
        }
    }

    /// The stretch that the mark at `at` opens, and the mark to go on with.
    fn open(&self, at: usize) -> Option<(Stretch, usize)> {
        let mark = self.marks.get(at)?;
        let mut depth = 1;
        for (index, other) in self.marks.iter().enumerate().skip(at + 1) {
            if other.family != mark.family {
                continue;
            }
            if mark.family == Family::Single {
                if other.closes && !self.is_possessive(index) {
                    return Some((
                        self.stretch(mark.start, Some(mark.end), other.start, Some(other.end)),
                        index + 1,
                    ));
                }
            } else if other.closes && (!other.opens || mark.straight || depth > 1 || other.straight) {
                depth -= 1;
                if depth == 0 {
                    return Some((
                        self.stretch(mark.start, Some(mark.end), other.start, Some(other.end)),
                        index + 1,
                    ));
                }
            } else if other.opens {
                if self.after_sentence(other.start) {
                    // The closing mark was forgotten before this one.
                    return Some((self.stretch(mark.start, Some(mark.end), other.start, None), index));
                }
                depth += usize::from(!other.straight);
            }
        }
        self.unclosed(at)
    }

    /// The stretch from an opening mark without a partner to the end of the block.
    fn unclosed(&self, at: usize) -> Option<(Stretch, usize)> {
        let mark = self.marks.get(at)?;
        if mark.family == Family::Single && !self.introduces_speech(mark) {
            return None;
        }
        // A nested mark that closes twice at the end, or one lost inside: the last fitting mark closes.
        let last =
            self.marks.iter().enumerate().skip(at + 1).rfind(|(_, m)| m.family == mark.family && m.closes);
        if let Some((index, other)) = last
            && mark.family != Family::Single
        {
            return Some((self.stretch(mark.start, Some(mark.end), other.start, Some(other.end)), index + 1));
        }
        Some((self.stretch(mark.start, Some(mark.end), self.span.end(), None), self.marks.len()))
    }

    /// Whether a lone single mark can open a quotation that runs on: at the start of the block, or after a colon or
    /// comma, before a capital letter.
    fn introduces_speech(&self, mark: &Mark) -> bool {
        let before = self.text.get(self.span.start()..mark.start).unwrap_or("").trim_end();
        (before.is_empty() || before.ends_with([':', ',']))
            && self.after(mark.end).is_some_and(|c| c.is_uppercase() || c == '…')
    }

    /// The stretch that ends with the closing mark at `at` though none was opened.
    fn unopened(&self, at: usize, earlier: Option<&[Stretch]>) -> Option<(Stretch, usize)> {
        let mark = self.marks.get(at)?;
        let sentence_end = self.before(mark.start).is_some_and(|c| matches!(c, '.' | ',' | '!' | '?' | '…'));
        if mark.family == Family::Single || !sentence_end || earlier.is_some_and(|list| !list.is_empty()) {
            return None;
        }
        Some((self.stretch(self.span.start(), None, mark.start, Some(mark.end)), at + 1))
    }

    /// Whether the closing single mark at `index` is rather the possessive of a plural: an "s" before it, a word in
    /// lower case after it, and another mark that can close comes before the next that opens.
    fn is_possessive(&self, index: usize) -> bool {
        let Some(mark) = self.marks.get(index) else { return false };
        let mut after = self.text.get(mark.end..self.span.end()).unwrap_or("").chars();
        self.before(mark.start) == Some('s')
            && after.next() == Some(' ')
            && after.next().is_some_and(char::is_lowercase)
            && self
                .marks
                .iter()
                .skip(index + 1)
                .find(|m| m.family == Family::Single)
                .is_some_and(|m| m.closes && !m.opens)
    }

    /// Whether the end of a sentence stands before `at`.
    fn after_sentence(&self, at: usize) -> bool {
        let before = self.text.get(self.span.start()..at).unwrap_or("");
        before.ends_with(char::is_whitespace) && before.trim_end().ends_with(['.', '!', '?'])
    }

    fn stretch(
        &self,
        start: usize,
        open_end: Option<usize>,
        close: usize,
        close_end: Option<usize>,
    ) -> Stretch {
        let inner = open_end.unwrap_or(start);
        let words = self.text.get(inner..close).unwrap_or("");
        let lead = words.len() - words.trim_start().len();
        let end = inner + words.trim_end().len();
        Stretch {
            block: self.block,
            outer: Span::new(start, close_end.unwrap_or(end)),
            inner: Span::new((inner + lead).min(end), end),
            opened: open_end.is_some(),
            closed: close_end.is_some(),
        }
    }
}

/// First bytes of quotation marks.
const STARTS_MARK: [bool; 256] = {
    let mut table = [false; 256];
    let mut at = 0;
    while at < 256 {
        table[at] = matches!(at as u8, b'"' | b'\'' | b'`' | 0xe2 | 0xc2);
        at += 1;
    }
    table
};

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '"' | '“' | '‘' | '\'' | '«' | '/' | '*' | '_' | '>')
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '"'
            | '”'
            | '’'
            | '\''
            | '»'
            | '/'
            | '*'
            | '_'
            | '.'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '…'
            | '<'
    )
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

#[cfg(test)]
mod tests {
    use super::stretches;
    use corroborate_model::{Block, BlockKind, Document, Span};

    fn quoted(text: &str) -> Vec<&str> {
        let block = Block { kind: BlockKind::Body, span: Span::new(0, text.len()) };
        let document = Document { text: text.to_owned(), blocks: vec![block], ..Document::default() };
        stretches(&document).iter().map(|stretch| stretch.inner.of(text)).collect()
    }

    #[test]
    fn pairs_the_marks_of_a_block() {
        for (text, expected) in [
            ("He said \"yes\" and \"no\".", vec!["yes", "no"]),
            ("“One “two” three,” she said.", vec!["One “two” three,"]),
            ("“One. “Two.", vec!["One.", "Two."]),
            ("A 'cruel' act, the dog's owner said.", vec!["cruel"]),
            ("'The dogs' owner was found,' he said.", vec!["The dogs' owner was found,"]),
            ("The dogs' owner and the cats' owner met.", vec![]),
            ("Offenders ‘will be caught’.", vec!["will be caught"]),
            ("Back in the '90s they sold 'em.", vec![]),
            ("A 6ft 2\" man and a 5' wall.", vec![]),
            ("It is over,\" he said.", vec!["It is over,"]),
            ("He said: \"It is over.", vec!["It is over."]),
            ("He said: 'It isn't over.", vec!["It isn't over."]),
            ("He heard 'something odd.", vec![]),
            ("``It is odd,'' he said.", vec!["It is odd,"]),
            ("\"It was odd,'' he said. \"Truly.\"", vec!["It was odd,", "Truly."]),
            ("\"It was odd,” he said. “Truly.", vec!["It was odd,", "Truly."]),
            ("«Oui,» she said.", vec!["Oui,"]),
            ("\"He said 'no' to me,\" she said.", vec!["He said 'no' to me,"]),
            ("'He said \"no\" to me,' she said.", vec!["He said \"no\" to me,"]),
            ("He added.\"You know.\"", vec!["You know."]),
            ("(\"No way\")", vec!["No way"]),
        ] {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }
}
