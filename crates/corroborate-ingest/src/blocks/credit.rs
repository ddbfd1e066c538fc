//! Picture credits: "Credit: …", "Picture: …", "(Photo by …)" at the end of a caption, writers'
//! initials, and lines that tell where a text came from.

use crate::blocks::looks;
use crate::lexicon::{CREDITS, PROVENANCE, fold};

/// More words than this after the announcing word make a caption and not a credit.
const MAX_WORDS: usize = 8;

/// Where the credit starts in a short block that ends with one; 0 where the whole block is one.
pub(crate) fn start(text: &str) -> Option<usize> {
    if text.len() > looks::SHORT {
        return None;
    }
    text.match_indices(':')
        .map(|(colon, _)| (colon, colon + 1))
        .chain(text.match_indices(" by ").map(|(at, by)| (at, at + by.len())))
        .filter_map(|(word_end, after)| announced(text, word_end, after))
        .last()
        .or_else(|| sign(text))
}

/// "© Agency" at the end.
fn sign(text: &str) -> Option<usize> {
    let at = text.rfind('©')?;
    (looks::words(text.get(at..)?) <= MAX_WORDS && at > 0).then_some(at)
}

/// The start of the credit whose announcing word ends at `word_end`, if what follows is one.
fn announced(text: &str, word_end: usize, after: usize) -> Option<usize> {
    let (head, name) = (text.get(..word_end)?, text.get(after..)?.trim());
    let start = [2, 1].into_iter().find_map(|count| {
        let at = last_words(head, count)?;
        CREDITS.has(&fold(head.get(at..)?)).then_some(at)
    })?;
    let by = text.get(word_end..after).is_some_and(|mark| mark != ":");
    let bracket = head.get(..start)?.ends_with('(');
    let capital = |s: &str| s.starts_with(|c: char| c.is_uppercase() || c == '@');
    let one_name = !name.trim_end_matches(['.', ')']).contains(". ") && looks::words(name) <= MAX_WORDS;
    let fits =
        head.get(start..).is_some_and(capital) && capital(name) && one_name && (!by || bracket || start == 0);
    fits.then_some(start - usize::from(bracket))
}

/// Where the last `count` words of `head` start.
fn last_words(head: &str, count: usize) -> Option<usize> {
    let mut at = head.len();
    for _ in 0..count {
        let before = head.get(..at)?.trim_end();
        at = before.rfind(|c: char| c.is_whitespace() || c == '(' || c == '[').map_or(0, |gap| gap + 1);
    }
    Some(at)
}

/// "Story from Agency", "(Source: Agency)": a short line that tells where a text came from, and nothing else.
pub(crate) fn is_provenance(text: &str) -> bool {
    let bare = text.trim_matches(['*', '_', '(', ')', '[', ']', '.', ' ']);
    let folded = fold(&bare.split_whitespace().collect::<Vec<_>>().join(" "));
    let Some(start) = PROVENANCE.start_of(&folded) else { return false };
    let words = bare.split_whitespace().skip(start.split(' ').count());
    let small = |word: &&str| word.starts_with(|c: char| c.is_lowercase());
    let joins =
        |word: &&str| matches!(*word, "and" | "of" | "the" | "for" | "in" | "at" | "&") || word.contains('.');
    let name: Vec<&str> = words.collect();
    (1..=MAX_WORDS).contains(&name.len()) && !name.iter().any(|word| small(word) && !joins(word))
}

/// "**KL/PD**", "AB/CD": initials of writer and typist; "First Last/Agency": a picture's source.
pub(crate) fn is_initials(text: &str) -> bool {
    let bare = text.trim_matches(['*', '_', '(', ')', ' ']);
    let Some((left, right)) = bare.split_once('/') else { return false };
    let initials = |s: &str| (2..=4).contains(&s.len()) && s.chars().all(|c| c.is_ascii_uppercase());
    let sides = initials(left) && right.split('/').all(initials);
    let source = looks::is_name(left)
        && looks::words(right) <= 4
        && right.split_whitespace().all(|word| word.starts_with(char::is_uppercase));
    sides || source
}

#[cfg(test)]
mod tests {
    use super::{is_initials, is_provenance, start};

    #[test]
    fn finds_credits() {
        for (text, credit) in [
            ("A van under a tree. Photo: Courier reader", Some("Photo: Courier reader")),
            ("Waves over the pier. Pic: Harbour Radio", Some("Pic: Harbour Radio")),
            ("Picture: Corriemoor", Some("Picture: Corriemoor")),
            ("The hall (Image: Getty Images)", Some("(Image: Getty Images)")),
            ("A fan (Photo by Ann Lee/Agency)", Some("(Photo by Ann Lee/Agency)")),
            ("In one week 310 trees fell. Credit: Paper News", Some("Credit: Paper News")),
            ("The harbour at dawn © Agency", Some("© Agency")),
            ("She said: \"Get the picture: it is over.\"", None),
            ("Picture: two boats lie in the harbour after the storm of the night.", None),
            ("A photo by the police shows the van", None),
        ] {
            assert_eq!(start(text).map(|at| &text[at..]), credit, "{text}");
        }
    }

    #[test]
    fn finds_where_a_text_came_from() {
        for line in
            ["Story from Ashgrove News Agency", "(Source: Harbour Radio)", "Read more at harbour.example"]
        {
            assert!(is_provenance(line), "{line}");
        }
        for line in
            ["Source: two officers who were there", "Story from", "Via the coast road it takes an hour"]
        {
            assert!(!is_provenance(line), "{line}");
        }
    }

    #[test]
    fn finds_initials() {
        assert!(
            is_initials("**KL/PD**") && is_initials("AB/CD") && is_initials("Ann Lee/NEWS Agency Sports")
        );
        assert!(!is_initials("and/or") && !is_initials("He said on 9/11 that"));
    }
}
