//! Text that goes with many stories: helplines, notes to editors, contact lists, prompts to readers.
//!
//! Known by what it is (a heading, how it starts, a helpline word beside a telephone number), never by how often it
//! was seen elsewhere.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};

use crate::blocks::looks;
use crate::lexicon::{BOILERPLATE_HEADINGS, BOILERPLATE_STARTS, HELPLINE, fold, head};

/// Starts are looked for in this many bytes.
const MAX_START: usize = 64;

/// How far a heading of boilerplate reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// To the next heading.
    Section,
    /// To the end of the text.
    End,
}

/// Whether the block is, or starts with, a heading of boilerplate ("Notes to editors", "EDITORS: …", "-ENDS-").
pub(crate) fn heading(text: &str) -> Option<Reach> {
    let head = text.split_once([':', '\n']).map_or(text, |(head, _)| head);
    if head.len() > 40 {
        return None;
    }
    let name = fold(head.trim_matches(|c: char| !c.is_alphanumeric()));
    let alone =
        head.len() == text.len() || text.get(head.len() + 1..).is_some_and(|rest| rest.trim().is_empty());
    let about = name.strip_prefix("about ").is_some() && alone && is_about(head);
    match BOILERPLATE_HEADINGS.flag(&name) {
        Some(true) if alone || head.chars().any(char::is_uppercase) => Some(Reach::End),
        Some(false) if alone => Some(Reach::Section),
        _ if about => Some(Reach::Section),
        _ if alone && is_end_sign(text) => Some(Reach::End),
        _ => None,
    }
}

/// "About Northtown Water": a capital follows and no number.
fn is_about(head: &str) -> bool {
    let mut words = head.trim_matches(|c: char| !c.is_alphanumeric()).split_whitespace().skip(1);
    let first = words.next().unwrap_or("");
    let name = if first == "the" || first == "The" { words.next().unwrap_or("") } else { first };
    name.starts_with(char::is_uppercase) && looks::words(head) <= 7
}

/// The signs that newsrooms put under a text.
fn is_end_sign(text: &str) -> bool {
    matches!(text.trim(), "###" | "# # #" | "-30-" | "– 30 –" | "(END)" | "[ENDS]")
}

/// Whether a block under no such heading is boilerplate by itself.
pub(crate) fn is_boilerplate(text: &str) -> bool {
    text.len() <= looks::SHORT
        && (starts_so(text) || is_helpline(text) || is_contact_line(text) || is_prompt(text))
}

/// A block that starts like a prompt; a start that prose may have too needs a short line without a full stop.
fn starts_so(text: &str) -> bool {
    let start = fold(head(text.trim_start_matches(['(', '[', '*', '-', '>', ' ']), MAX_START));
    let Some(entry) = BOILERPLATE_STARTS.start_of(&start) else { return false };
    BOILERPLATE_STARTS.flag(entry) == Some(false)
        || (!looks::ends_with_stop(text) && looks::words(text) <= 10)
}

/// "Follow @name on …" and the like in a short line.
fn is_prompt(text: &str) -> bool {
    text.len() <= 120
        && looks::words(text) <= 14
        && [
            "ollow us on",
            "ollow him on",
            "ollow her on",
            "ollow them on",
            "ll rights reserved",
            "accepting comments",
        ]
        .iter()
        .any(|cue| text.contains(cue))
}

static HELPLINE_WORDS: LazyLock<Option<(AhoCorasick, Vec<bool>)>> = LazyLock::new(|| {
    let (words, marks): (Vec<_>, Vec<_>) = HELPLINE.iter().unzip();
    Some((AhoCorasickBuilder::new().ascii_case_insensitive(true).build(words).ok()?, marks))
});

/// How a paragraph starts that asks the reader to ring.
const INVITES: &[&str] =
    &["if you", "anyone ", "anybody ", "those ", "for help", "for support", "help is", "confidential "];
/// What it asks for.
const RINGS: &[&str] = &["call ", "ring ", "phone ", "contact ", "dial ", "text "];

/// A paragraph that tells whom to ring: a helpline word beside a number, or words of emergency.
fn is_helpline(text: &str) -> bool {
    let Some((words, marks)) = HELPLINE_WORDS.as_ref() else { return false };
    let (mut named, mut emergency) = (false, false);
    for found in words.find_iter(text) {
        named = true;
        emergency |= marks.get(found.pattern().as_usize()).copied().unwrap_or(false);
    }
    let called = emergency && text.len() <= 260;
    if (!called && !looks::has_phone(text)) || looks::has_quotation(text) {
        return false;
    }
    let start = fold(head(text, MAX_START));
    let invites = || {
        INVITES.iter().any(|invite| start.starts_with(invite)) && RINGS.iter().any(|verb| text.contains(verb))
    };
    called || named || invites()
}

/// "Sports desk: 020 …", "Online: www.…": a label and a number or address and little else.
fn is_contact_line(text: &str) -> bool {
    let Some((label, rest)) = looks::label(text) else { return false };
    let reach = looks::has_phone(rest) || looks::has_address(rest);
    reach && looks::words(label) <= 4 && looks::words(rest) <= 16 && !looks::has_quotation(text)
}

#[cfg(test)]
mod tests {
    use super::{Reach, heading, is_boilerplate};

    #[test]
    fn headings_open_boilerplate() {
        for (text, reach) in [
            ("Notes to editors", Some(Reach::End)),
            ("NOTES TO EDITORS:", Some(Reach::End)),
            ("**Editor’s notes**", Some(Reach::End)),
            ("Note to editors: The firm has 9 shops.", Some(Reach::End)),
            ("EDITORS: Free to subscribers.", Some(Reach::End)),
            ("-ENDS-", Some(Reach::End)),
            ("###", Some(Reach::End)),
            ("Enquiries", Some(Reach::Section)),
            ("About Corriemoor Domestic", Some(Reach::Section)),
            ("About 200 jobs", None),
            ("Contact between the two was lost", None),
            ("Editors of four papers met.", None),
        ] {
            assert_eq!(heading(text), reach, "{text}");
        }
    }

    #[test]
    fn blocks_are_boilerplate_by_themselves() {
        for text in [
            "If you are worried about a gas leak, call the helpline on 0808 157 0142.",
            "In an emergency, dial 999 or 112.",
            "Anyone with information can ring 020 7946 0557.",
            "Follow @BeaconNews on Twitter",
            "Scroll down for video",
            "Read more: Air fryer recall",
            "Sports desk: 020 7946 0557",
            "Online: www.penhallow.example/aria-recall",
            "For more information contact Ann Lee.",
        ] {
            assert!(is_boilerplate(text), "{text}");
        }
        for text in [
            "Ann Lee, of the helpline, said: \"Call us on 0808 157 0142.\"",
            "Owners in the UK can call 0808 157 0142 between 8am and 8pm.",
            "Related companies lost £3m.",
            "Sentencing will be on Friday.",
            "If you own one, stop using it.",
            "More from the region was sold than bought.",
        ] {
            assert!(!is_boilerplate(text), "{text}");
        }
    }
}
