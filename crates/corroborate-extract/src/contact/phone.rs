//! Telephone numbers.

use corroborate_model::{Claim, ContactForm, Span, TokenKind};

use crate::Reading;
use crate::claimed::Claimed;
use crate::noun;
use crate::number::Window;
use crate::vocabulary::CALLING;

/// Digits, signs and brackets that may be one number.
#[derive(Default)]
struct Run {
    first: usize,
    end: usize,
    digits: String,
    plus: bool,
    bracket: bool,
    groups: Vec<usize>,
    spaced: bool,
}

/// Adds the telephone numbers to the claims.
pub(super) fn find(reading: &Reading<'_>, claimed: &mut Claimed, claims: &mut Vec<Claim>) {
    let mut at = 0;
    while at < reading.tokens.len() {
        let run = if starts(reading, claimed, at) { collect(reading, claimed, at) } else { None };
        let Some(run) = run.filter(|run| is_phone(reading, run)) else {
            at += 1;
            continue;
        };
        let end = extension(reading, run.end);
        let (Some(first), Some(last)) = (reading.tokens.get(run.first), reading.tokens.get(end - 1)) else {
            break;
        };
        let span = Span::new(first.span.start(), last.span.end());
        let value = if run.plus { format!("+{}", run.digits) } else { run.digits };
        claims.extend(super::claim(reading, claimed, span, ContactForm::Phone, value));
        at = end;
    }
}

fn starts(reading: &Reading<'_>, claimed: &Claimed, at: usize) -> bool {
    let number = |at: usize| reading.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
    let opens = match reading.tokens.get(at).map(|t| t.kind) {
        Some(TokenKind::Number) => !is_glued(reading, at),
        Some(TokenKind::Mark) => reading.word(at) == "(" && (number(at + 1) || reading.word(at + 1) == "+"),
        Some(TokenKind::Symbol) => reading.word(at) == "+" && number(at + 1),
        _ => false,
    };
    opens && !claimed.holds(at) && !is_too_short(reading, at)
}

/// One or two digits, or digits with commas, that nothing continues: most numbers of a text.
fn is_too_short(reading: &Reading<'_>, at: usize) -> bool {
    let word = reading.word(at);
    let next = reading.tokens.get(at + 1);
    let goes_on = next.is_some_and(|token| match token.kind {
        TokenKind::Number => true,
        TokenKind::Mark => matches!(reading.word(at + 1), "-" | "–" | "‑" | "." | "/" | "(" | ")"),
        _ => false,
    });
    word.starts_with(|c: char| c.is_ascii_digit()) && (word.contains(',') || word.len() < 3 && !goes_on)
}

/// Whether letters, a currency sign or a slash stand right before the digits.
fn is_glued(reading: &Reading<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| reading.tokens.get(i));
    let attached = reading.tokens.get(at).is_some_and(|t| !t.spaced);
    let sign = at.checked_sub(1).map_or("", |i| reading.word(i));
    attached
        && before.is_some_and(|t| {
            t.kind == TokenKind::Word || matches!(sign, "-" | "/" | "$" | "£" | "€" | "_" | "=")
        })
        || matches!(sign, "$" | "£" | "€")
}

fn collect(reading: &Reading<'_>, claimed: &Claimed, first: usize) -> Option<Run> {
    let mut run = Run { first, end: first, ..Run::default() };
    let mut at = first;
    while at < first + 16 && !claimed.holds(at) && run.take(reading, at) {
        at += 1;
    }
    let closes = reading.word(run.end.wrapping_sub(1)) == ")";
    let opened = (run.first..run.end).any(|i| reading.word(i) == "(");
    if closes && !opened {
        run.end -= 1;
    }
    (!run.digits.is_empty()).then_some(run)
}

impl Run {
    /// Takes the token at `at` into the number, if it can be part of it.
    fn take(&mut self, reading: &Reading<'_>, at: usize) -> bool {
        let Some(token) = reading.tokens.get(at) else { return false };
        let word = token.span.of(reading.text());
        if at > self.first && token.spaced && crosses_block(reading, at) {
            return false;
        }
        match (token.kind, word) {
            (TokenKind::Number, _) if is_group(word) && !is_full(self, word) => {
                let trunk_zero = word == "0" && self.plus && reading.word(at.wrapping_sub(1)) == "(";
                if !trunk_zero {
                    self.digits.extend(word.chars().filter(char::is_ascii_digit));
                }
                self.groups.extend(word.split('.').map(str::len));
                self.spaced |= token.spaced && at > self.first;
                self.end = at + 1;
                true
            }
            (TokenKind::Symbol, "+") if self.digits.is_empty() => {
                self.plus = true;
                true
            }
            (TokenKind::Mark, "(") => {
                let next = reading.tokens.get(at + 1);
                next.is_some_and(|t| t.kind == TokenKind::Number || reading.word(at + 1) == "+")
            }
            (TokenKind::Mark, ")") if !self.digits.is_empty() => {
                self.bracket = true;
                if self.end == at {
                    self.end = at + 1;
                }
                true
            }
            (TokenKind::Mark, "-" | "–" | "." | "/" | "‑") => !self.digits.is_empty() && !token.spaced,
            _ => false,
        }
    }
}

fn crosses_block(reading: &Reading<'_>, at: usize) -> bool {
    let gap = |a: &corroborate_model::Token, b: &corroborate_model::Token| {
        reading.text().get(a.span.end()..b.span.start()).is_some_and(|gap| gap.contains('\n'))
    };
    match (reading.tokens.get(at - 1), reading.tokens.get(at)) {
        (Some(a), Some(b)) => gap(a, b),
        _ => true,
    }
}

/// Digits alone, or groups joined by full stops ("541.754.3010").
fn is_group(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit() || b == b'.') && word.matches('.').count() != 1
}

/// Whether the number is complete and the next digits belong to something else.
fn is_full(run: &Run, word: &str) -> bool {
    let count = run.digits.len();
    let more = count + word.len();
    let national = run.digits.starts_with('0') && !run.digits.starts_with("00") && !run.plus;
    more > 17 || national && count >= 10 && more > 11 && run.spaced
}

/// Whether the digits are a telephone number, by shape or by the words before them.
fn is_phone(reading: &Reading<'_>, run: &Run) -> bool {
    let count = run.digits.len();
    let next = reading.tokens.get(run.end);
    let attached = next.is_some_and(|t| {
        !t.spaced && matches!(t.kind, TokenKind::Word | TokenKind::Symbol | TokenKind::Code)
    });
    let next_word = reading.word(run.end);
    if attached && !next_word.starts_with("ext") && !next_word.starts_with('x') || is_date_like(run, reading)
    {
        return false;
    }
    let longest = run.groups.iter().copied().max().unwrap_or(0);
    if run.plus {
        return (7..=15).contains(&count);
    }
    if run.bracket {
        return (7..=15).contains(&count) && run.groups.len() > 1 && longest >= 3;
    }
    let zero = run.digits.starts_with('0')
        && (8..=15).contains(&count)
        && longest >= 2
        && !run.digits.starts_with("000000");
    let american = matches!(run.groups.as_slice(), [3, 3, 4] | [1, 3, 3, 4]) && !run.spaced;
    if zero || american {
        return true;
    }
    let cued = cue_before(reading, run.first, count < 7);
    let counts = Window { reading, end: reading.tokens.len(), money: false };
    if count < 7 {
        return cued
            && run.groups.len() == 1
            && (3..=6).contains(&count)
            && noun::after(&counts, run.end, true).is_none()
            && !measured(reading, run.end);
    }
    cued && count <= 15 && !measured(reading, run.end)
}

fn measured(reading: &Reading<'_>, at: usize) -> bool {
    let entry = reading.entry(at);
    entry.unit.is_some() || entry.currency.is_some() || entry.is(crate::vocabulary::SCALE)
}

/// "16/04/2010", "2018-2019".
fn is_date_like(run: &Run, reading: &Reading<'_>) -> bool {
    let slashes = (run.first..run.end).filter(|&i| reading.word(i) == "/").count();
    slashes >= 2
        || matches!(run.groups.as_slice(), [4, 4] | [4, 2, 2] | [2, 2, 4] | [1, 2, 4] | [2, 1, 4])
            && !run.spaced
            && !run.bracket
            && !run.plus
            && !run.digits.starts_with("08")
}

/// Whether a word of calling stands before; a short code needs it near, with nothing but names and "on" between.
fn cue_before(reading: &Reading<'_>, first: usize, short: bool) -> bool {
    let sentence = reading.sentences.get(reading.sentence_at(first));
    let start = sentence.map_or(0, |s| s.tokens.start);
    let is_cue = |at: usize| reading.entry(at).is(CALLING);
    let near = first.saturating_sub(12).max(start)..first;
    if !short {
        return near.clone().any(is_cue)
            || near.rev().take(3).any(|at| matches!(reading.word(at), "office" | "Office" | "enter"));
    }
    let before = first.checked_sub(1).filter(|&at| at >= start);
    let Some(before) = before else { return false };
    let calls = |at: usize| {
        is_cue(at)
            && !["calls", "called", "line", "lines", "phones"]
                .iter()
                .any(|word| reading.word(at).eq_ignore_ascii_case(word))
    };
    let texts = near.clone().any(|at| {
        reading.word(at).eq_ignore_ascii_case("text") || reading.word(at).eq_ignore_ascii_case("texting")
    });
    let joint =
        ["on", "via", "or", "number"].iter().any(|word| reading.word(before).eq_ignore_ascii_case(word))
            || texts && reading.word(before) == "to";
    let emergency = matches!(reading.word(first), "911" | "999" | "112" | "000");
    calls(before)
        || emergency && is_cue(before)
        || joint && near.clone().any(calls) && !near.rev().take(6).any(|at| reading.word(at) == "for")
}

/// "ext 123" after a number.
fn extension(reading: &Reading<'_>, end: usize) -> usize {
    let word = reading.word(end);
    if (word.starts_with("ext") || word == "x")
        && word.len() > 3
        && word.bytes().skip(3).all(|b| b.is_ascii_digit())
    {
        return end + 1;
    }
    let named = ["ext", "extension", "x"].iter().any(|known| word.eq_ignore_ascii_case(known));
    let dot = if reading.word(end + 1) == "." { 1 } else { 0 };
    let number = reading.tokens.get(end + 1 + dot).is_some_and(|t| t.kind == TokenKind::Number);
    if named && number { end + 2 + dot } else { end }
}
