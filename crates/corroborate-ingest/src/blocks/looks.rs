//! What a block looks like: length, last mark, capitals, telephone numbers. No kind is decided here.

/// Blocks longer than this are prose, whatever else they look like.
pub(crate) const SHORT: usize = 400;

/// Closing marks that may follow a sentence's last mark.
const CLOSING: [char; 8] = ['"', '”', '’', '\'', ')', ']', '*', '_'];

/// Whether the text ends like a sentence: with a full stop, question or exclamation mark, inside marks or not.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(CLOSING).ends_with(['.', '!', '?', '…'])
}

/// Whether the text ends with a full stop, inside marks or not; dots of omission are none.
pub(crate) fn ends_with_stop(text: &str) -> bool {
    let bare = text.trim_end_matches(CLOSING);
    bare.ends_with('.') && !bare.ends_with("..")
}

/// Words between white space.
pub(crate) fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Short enough, and not closed like a sentence of prose: what a headline looks like.
pub(crate) fn is_headline(text: &str) -> bool {
    text.len() <= 220 && words(text) <= 32 && !ends_with_stop(text) && !text.ends_with([':', ',', ';'])
}

/// What a heading inside a text looks like.
pub(crate) fn is_subheading(text: &str) -> bool {
    text.len() <= 80
        && words(text) <= 10
        && !text.trim_end_matches(CLOSING).ends_with(['.', ':', ',', ';', '…'])
        && text
            .trim_start_matches(['"', '“', '\'', '‘'])
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !text.starts_with("http")
}

/// A label and what belongs to it: "Attendance: 21,864". Gives both.
pub(crate) fn label(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.split_once(':')?;
    let fits = label.len() <= 40
        && words(label) <= 5
        && label.starts_with(char::is_uppercase)
        && rest.starts_with([' ', '\t'])
        && !label.contains(['"', '“', ',', '.']);
    fits.then(|| (label, rest.trim_start()))
}

/// Whether every word is capitalised letters, as in a person's name: two to four words.
pub(crate) fn is_name(text: &str) -> bool {
    let name_word = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'))
    };
    (2..=4).contains(&words(text))
        && text.split_whitespace().all(|word| name_word(word) || matches!(word, "de" | "van" | "von" | "and"))
        && text.chars().any(char::is_lowercase)
}

/// Whether the text opens or holds words in double or curly quotation marks.
pub(crate) fn has_quotation(text: &str) -> bool {
    text.contains(['"', '“', '”', '‘']) || text.starts_with('\'')
}

/// Whether a telephone number stands in the text: at least seven digits in groups, led by 0, + or a bracket.
pub(crate) fn has_phone(text: &str) -> bool {
    if text.bytes().filter(u8::is_ascii_digit).count() < 7 {
        return false;
    }
    let mut digits = 0usize;
    let (mut leads, mut before) = (false, ' ');
    for c in text.chars() {
        if c.is_ascii_digit() {
            if digits == 0 {
                leads = c == '0' || before == '+' || before == '(';
            }
            digits += 1;
        } else if !(digits > 0 && matches!(c, ' ' | '-' | '(' | ')' | '\u{A0}')) {
            if leads && digits >= 7 {
                return true;
            }
            digits = 0;
        }
        before = c;
    }
    leads && digits >= 7
}

/// Whether an address of a page or a mailbox stands in the text.
pub(crate) fn has_address(text: &str) -> bool {
    text.contains("www.")
        || text.contains("http://")
        || text.contains("https://")
        || text.split_whitespace().any(|word| {
            word.find('@').is_some_and(|at| at > 0 && word.get(at..).is_some_and(|r| r.contains('.')))
        })
}

/// A line of marks that parts sections ("-----", "* * *").
pub(crate) fn is_rule(line: &str) -> bool {
    let mark = |c: char| matches!(c, '-' | '*' | '_' | '=' | '~' | '–' | '—' | '·');
    line.chars().filter(|&c| mark(c)).count() >= 3 && line.chars().all(|c| mark(c) || c.is_whitespace())
}

/// Length of a list marker at the start of a line, white space after it included.
pub(crate) fn marker(line: &str) -> Option<usize> {
    let rest = ["- ", "* ", "• ", "– ", "· ", "‣ ", "▪ ", "● ", "o\t", "-\t", "*\t", "•\t"]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .or_else(|| line.strip_prefix('•'))
        .or_else(|| {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let rest = line.get(digits..).filter(|_| (1..=2).contains(&digits))?;
            rest.strip_prefix(['.', ')'])?.strip_prefix([' ', '\t'])
        })
        .or_else(|| {
            let rest = line.strip_prefix('(')?;
            let (number, rest) = rest.split_once(") ")?;
            let short = number.len() <= 3 && !number.is_empty();
            (short && number.chars().all(|c| c.is_ascii_digit() || "ivx".contains(c) || number.len() == 1))
                .then_some(rest)
        })?
        .trim_start();
    (!rest.is_empty()).then_some(line.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks() {
        assert!(has_phone("call 0808 157 0142 today") && has_phone("+44 20 7946 0557"));
        assert!(!has_phone("94,500 at 3am and 61,000") && !has_phone("2231 to 2246 and 41,200"));
        assert_eq!(label("Attendance: 21,864"), Some(("Attendance", "21,864")));
        assert_eq!(label("He said: \"No.\"").map(|l| l.0), Some("He said"));
        assert!(is_name("Fiadh Mulqueen") && !is_name("Seeing red") && !is_name("ENDS HERE"));
        assert_eq!(marker("1. Okafor's moment"), Some(3));
        assert_eq!(marker("- item"), Some(2));
        assert_eq!(marker("14 fans"), None);
        assert_eq!(marker("2024. A year"), None);
        assert!(is_rule("------------") && is_rule("* * *") && !is_rule("- a"));
        assert!(
            ends_sentence("It isn't.\"") && !ends_with_stop("Unplug it now!") && !ends_with_stop("Wait ...")
        );
        assert!(has_address("mail recall@corriemoor.example") && !has_address("Follow @beacon now."));
    }
}
