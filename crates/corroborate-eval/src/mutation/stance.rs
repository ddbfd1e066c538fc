//! How sure a text is, turned: hedges lost, negation lost and gained, the step of a criminal case changed.
//!
//! Left alone: questions, idioms in which "not" or "no" denies nothing ("not only", "no doubt"), "could" where it may tell an
//! ability, "up to" without a number, and "charged" without "with", which may be about money.

use corroborate_model::Span;

use super::figures::like;
use super::site::Site;
use super::text::{Text, folded};

/// Hedges, and what stands there once they are lost.
const HEDGES: &[(&str, &str)] = &[
    ("allegedly ", ""),
    ("reportedly ", ""),
    ("apparently ", ""),
    ("possibly ", ""),
    ("probably ", ""),
    ("alleged ", ""),
    ("suspected ", ""),
    ("up to ", ""),
    ("on suspicion of ", "for "),
    ("accused of ", "guilty of "),
    ("believed to ", "known to "),
    ("thought to ", "known to "),
    ("is likely to ", "is certain to "),
    ("are likely to ", "are certain to "),
    ("could be ", "will be "),
    ("may be ", "will be "),
    ("might be ", "will be "),
    ("may have ", "did have "),
    ("might have ", "did have "),
    ("appeared to ", "did "),
    ("appears to ", "does "),
    ("seemed to ", "did "),
    ("hopes to ", "will "),
    ("hope to ", "will "),
    ("plans to ", "will "),
    ("plan to ", "will "),
    ("one of the ", "the "),
];

/// Steps of a case, and another step.
const STEPS: &[(&str, &str)] = &[
    ("arrested on suspicion of", "charged with"),
    ("arrested", "convicted"),
    ("charged with", "convicted of"),
    ("convicted of", "charged with"),
    ("found guilty of", "charged with"),
    ("acquitted", "convicted"),
    ("indicted", "convicted"),
    ("jailed", "charged"),
    ("arrests", "convictions"),
];

/// A phrase of a table replaced, wherever it stands as whole words.
fn replaced(text: &Text<'_>, table: &[(&str, &str)]) -> Vec<Site> {
    let mut found: Vec<(Span, String)> = Vec::new();
    for &(phrase, with) in table {
        for (at, _) in text.text.match_indices(phrase) {
            let span = Span::new(at, at + phrase.len());
            let whole =
                !text.before(at).ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’'))
                    && (phrase.ends_with(' ') || !text.after(span.end()).starts_with(char::is_alphanumeric));
            let bound = phrase == "up to "
                && !text.after(span.end()).starts_with(|c: char| c.is_ascii_digit() || "£€$".contains(c));
            if whole
                && !bound
                && !text.in_address(span)
                && !found.iter().any(|(other, _)| other.overlaps(span))
            {
                found.push((span, with.to_owned()));
            }
        }
    }
    found.sort();
    found.into_iter().map(|(span, with)| Site::one(span, with)).collect()
}

/// A hedge or allegation marker gone or made certain.
pub(super) fn hedge_lost(text: &Text<'_>) -> Vec<Site> {
    replaced(text, HEDGES)
}

/// A step of a criminal case changed to another.
pub(super) fn legal_status_changed(text: &Text<'_>) -> Vec<Site> {
    replaced(text, STEPS)
}

/// Contractions, and the verb alone.
const CONTRACTIONS: &[(&str, &str)] = &[
    ("isn't", "is"),
    ("aren't", "are"),
    ("wasn't", "was"),
    ("weren't", "were"),
    ("hasn't", "has"),
    ("haven't", "have"),
    ("hadn't", "had"),
    ("won't", "will"),
    ("wouldn't", "would"),
    ("can't", "can"),
    ("couldn't", "could"),
    ("shouldn't", "should"),
    ("didn't", "did"),
    ("doesn't", "does"),
    ("don't", "do"),
    ("cannot", "can"),
    ("never", "always"),
];

/// Verbs before a "not".
const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "should", "did",
    "does", "do", "must", "may", "might", "be", "been",
];

/// Words after which "not" or "no" is an idiom, or says little.
const IDLE: &[&str] = &[
    "only",
    "just",
    "least",
    "to",
    "even",
    "quite",
    "necessarily",
    "one",
    "doubt",
    "more",
    "less",
    "fewer",
    "longer",
    "later",
    "sooner",
    "matter",
    "wonder",
    "way",
    "idea",
    "other",
    "such",
    "so",
    "surprise",
    "stranger",
    "end",
];

fn asks(text: &Text<'_>, span: Span) -> bool {
    let sentence = text.sentence_at(span.start());
    sentence.contains('?') || ["whether", "if not"].iter().any(|word| folded(sentence).contains(word))
}

/// A denial gone.
pub(super) fn negation_lost(text: &Text<'_>) -> Vec<Site> {
    let site = |index: usize| {
        let span = *text.words.get(index)?;
        let word = folded(text.of(span));
        let idle = text.word_behind(index).is_some_and(|next| IDLE.contains(&next.as_str()));
        if asks(text, span) || idle || text.in_address(span) {
            return None;
        }
        if let Some(&(_, with)) = CONTRACTIONS.iter().find(|(contraction, _)| *contraction == word) {
            return Some(Site::one(span, like(text.of(span), with)));
        }
        match word.as_str() {
            "not" if text.word_before(index).is_some_and(|verb| AUXILIARIES.contains(&verb.as_str())) => {
                let next = *text.words.get(index + 1)?;
                text.adjacent(span, next).then(|| Site::one(Span::new(span.start(), next.start()), ""))
            }
            "no" => {
                let next = *text.words.get(index + 1)?;
                let noun = text.of(next).len() > 3 && text.of(next).starts_with(char::is_lowercase);
                (noun && text.adjacent(span, next)).then(|| Site::one(span, like(text.of(span), "some")))
            }
            _ => None,
        }
    };
    (0..text.words.len()).filter_map(site).collect()
}

/// A "not" set behind an auxiliary verb; behind "have" only before a participle, since it may be the main verb.
pub(super) fn negation_gained(text: &Text<'_>) -> Vec<Site> {
    const VERBS: &[&str] =
        &["is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "should"];
    const DENIALS: &[&str] =
        &["not", "never", "no", "also", "only", "to", "hardly", "nothing", "nobody", "none"];
    let site = |index: usize| {
        let span = *text.words.get(index)?;
        let verb = text.of(span);
        let next = *text.words.get(index + 1)?;
        let next_word = text.of(next);
        let plain = next_word.starts_with(|c: char| c.is_ascii_lowercase())
            && text.adjacent(span, next)
            && !DENIALS.contains(&next_word);
        let participle = next_word.ends_with("ed") || next_word.ends_with("en") || next_word.ends_with("wn");
        let auxiliary = VERBS.contains(&verb) && (!verb.starts_with("ha") || participle);
        (plain && auxiliary && !asks(text, span))
            .then(|| Site::one(Span::new(next.start(), next.start()), "not "))
    };
    (0..text.words.len()).filter_map(site).collect()
}
