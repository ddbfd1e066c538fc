//! Tells a quoted utterance from a few quoted words inside a sentence of the source, and both from a title of a work.

use corroborate_model::{BlockKind, TokenKind};

use super::marks::Stretch;
use crate::lexicon::{Entry, Tags};
use crate::scan::Scan;

/// What a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nature {
    /// An utterance, or a part of one, that stands for itself.
    Utterance,
    /// A few words of somebody inside a sentence of the source.
    Fragment,
    /// The title of a work, a nickname, a name: nobody's words.
    Title,
}

/// Longest stretch, in words, that is taken for a fragment.
const FRAGMENT: usize = 12;

/// What `stretch` is; `follows` tells that an utterance precedes it in its sentence.
pub(crate) fn nature(scan: &Scan<'_>, stretch: &Stretch, follows: bool) -> Nature {
    let text = scan.reading.text();
    let Some(block) = scan.reading.document.blocks.get(stretch.block) else { return Nature::Utterance };
    let inner = stretch.inner.of(text);
    let before = text.get(block.span.start()..stretch.outer.start()).unwrap_or("").trim_end();
    let after = text.get(stretch.outer.end()..block.span.end()).unwrap_or("").trim_start();
    let tokens = scan.tokens_in(stretch.inner);
    let words = tokens.clone().filter(|&token| scan.kind(token) != Some(TokenKind::Mark)).count();
    let heading = matches!(block.kind, BlockKind::Headline | BlockKind::Subheading);
    if words == 0 {
        return Nature::Title;
    }
    let whole = before.is_empty() && after.is_empty();
    if whole {
        let stopped = inner.ends_with(['.', '!', '?', '…']);
        return if heading || words < 4 && !stopped { Nature::Fragment } else { Nature::Utterance };
    }
    if !stretch.closed || !stretch.opened || words > FRAGMENT {
        return Nature::Utterance;
    }
    let capital = inner.starts_with(char::is_uppercase);
    if !heading && words < 8 && before.ends_with(char::is_lowercase) && is_title(scan, tokens.clone()) {
        let named =
            ["on", "in", "of", "called", "titled", "entitled", "show", "book", "film", "song", "album"];
        let lead = before.rsplit(' ').next().unwrap_or("");
        if words > 1 && named.contains(&lead) {
            return Nature::Title;
        }
    }
    let stopped = inner.trim_end_matches(['’', '”', '\'', '"']).ends_with(['.', '!', '?', '…']);
    let comma = inner.ends_with(',') || (after.starts_with(',') && before.is_empty());
    let introduced =
        before.ends_with(':') || before.is_empty() || before.ends_with(['.', '!', '?', '”', '"']);
    let led = capital && (comma || inner.ends_with(',')) && before.ends_with(',') && words > 3;
    if (capital && stopped)
        || led
        || (introduced && (stopped || comma))
        || (follows && (stopped || words > 5))
    {
        return Nature::Utterance;
    }
    if introduced && capital && attributed_after(scan, stretch) && !before.ends_with(':') {
        return Nature::Utterance;
    }
    if before.ends_with(':') && !heading {
        return Nature::Utterance;
    }
    if !heading && is_title(scan, tokens) && !cue_before(scan, stretch) {
        Nature::Title
    } else {
        Nature::Fragment
    }
}

/// Whether every word that counts is capitalised.
fn is_title(scan: &Scan<'_>, tokens: std::ops::Range<usize>) -> bool {
    let small = Tags::DETERMINER.or(Tags::PREPOSITION).or(Tags::COORDINATOR);
    let counts = |&token: &usize| scan.kind(token) == Some(TokenKind::Word);
    let mut words = tokens.filter(counts).enumerate();
    words.all(|(index, token)| scan.is(token, Tags::CAPITAL) || (index > 0 && scan.is(token, small)))
}

/// Whether a verb of speech stands right before the stretch.
fn cue_before(scan: &Scan<'_>, stretch: &Stretch) -> bool {
    let first = scan.tokens_in(stretch.outer).start;
    let near = scan.hits_in(first.saturating_sub(2)..first);
    near.iter().any(|hit| matches!(hit.entry, Entry::Cue(_)))
}

/// Whether "said X" or "X said" follows the stretch at once.
fn attributed_after(scan: &Scan<'_>, stretch: &Stretch) -> bool {
    let next = scan.tokens_in(stretch.outer).end;
    scan.hits_in(next..next + 4).iter().any(|hit| matches!(hit.entry, Entry::Cue(_)))
}
