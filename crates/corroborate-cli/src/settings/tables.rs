//! The tables of a settings file: `kinds` and `words`.

use corroborate::{Abbreviation, FindingKind, HedgeClass, Severity, Wordlist};
use toml::Spanned;
use toml::de::DeValue;

use super::file::File;

/// What switches a kind off.
const OFF: &str = "off";

/// `kinds`: a severity for each kind named, or `off`.
pub(super) fn kinds(
    file: &mut File<'_>,
    value: &Spanned<DeValue<'_>>,
) -> Vec<(FindingKind, Option<Severity>)> {
    let mut kinds = Vec::new();
    for (key, value) in file.table(value, "`kinds`") {
        let name = key.get_ref().as_ref();
        let kind = FindingKind::ALL.iter().find(|kind| kind.name() == name);
        if kind.is_none() {
            file.unknown(key.span(), "finding kind", name, FindingKind::ALL.iter().map(|kind| kind.name()));
        }
        let Some(word) = file.text(value, &format!("what `{name}` is worth")) else { continue };
        let severity = Severity::ALL.into_iter().find(|severity| severity.name() == word);
        if severity.is_none() && word != OFF {
            let known = Severity::ALL.iter().map(|severity| severity.name()).chain([OFF]);
            file.unknown(value.span(), "severity", word, known);
            continue;
        }
        kinds.extend(kind.map(|&kind| (kind, severity)));
    }
    kinds
}

/// `words`: synonyms, abbreviations and hedges.
pub(super) fn words(file: &mut File<'_>, value: &Spanned<DeValue<'_>>) -> Wordlist {
    let mut words = Wordlist::default();
    for (key, value) in file.table(value, "`words`") {
        match key.get_ref().as_ref() {
            "synonyms" => words.synonyms = synonyms(file, value),
            "abbreviations" => words.abbreviations = abbreviations(file, value),
            "hedges" => words.hedges = hedges(file, value),
            name => {
                let known = ["synonyms", "abbreviations", "hedges"];
                file.unknown(key.span(), "key", name, known.into_iter());
            }
        }
    }
    words
}

fn synonyms(file: &mut File<'_>, value: &Spanned<DeValue<'_>>) -> Vec<Vec<String>> {
    let mut groups = Vec::new();
    for group in file.list(value, "`synonyms`") {
        let mut words = Vec::new();
        for item in file.list(group, "a group of synonyms") {
            let Some(word) = file.text(item, "a synonym") else { continue };
            if word.trim().is_empty() || word.trim().contains(char::is_whitespace) {
                let message =
                    format!("`{word}` is not one word; `words.abbreviations` takes long forms of several");
                file.complain(item.span(), message);
            }
            words.push(word.trim().to_owned());
        }
        if words.len() == 1 {
            file.complain(group.span(), "a group of synonyms has at least two words");
        }
        groups.push(words);
    }
    groups
}

fn abbreviations(file: &mut File<'_>, value: &Spanned<DeValue<'_>>) -> Vec<Abbreviation> {
    let mut forms = Vec::new();
    for (key, value) in file.table(value, "`abbreviations`") {
        let short = key.get_ref().as_ref();
        if short.is_empty() || !short.chars().all(char::is_alphanumeric) {
            file.complain(
                key.span(),
                format!("`{short}`: a short form is one word of letters and figures, without full stops"),
            );
        }
        let Some(long) = file.text(value, &format!("the long form of `{short}`")) else { continue };
        if long.trim().is_empty() {
            file.complain(value.span(), format!("the long form of `{short}` is blank"));
        }
        forms.push(Abbreviation { short: short.to_owned(), long: long.trim().to_owned() });
    }
    forms
}

fn hedges(file: &mut File<'_>, value: &Spanned<DeValue<'_>>) -> Vec<(HedgeClass, String)> {
    let mut hedges = Vec::new();
    for (key, value) in file.table(value, "`hedges`") {
        let name = key.get_ref().as_ref();
        let class = HedgeClass::ALL.into_iter().find(|class| class.name() == name);
        if class.is_none() {
            let known = HedgeClass::ALL.iter().map(|class| class.name());
            file.unknown(key.span(), "class of hedges", name, known);
        }
        for item in file.list(value, &format!("`{name}`")) {
            let Some(phrase) = file.text(item, "a hedge") else { continue };
            if phrase.trim().is_empty() {
                file.complain(item.span(), "a hedge is a word or a phrase, not blank");
            }
            hedges.extend(class.map(|class| (class, phrase.trim().to_owned())));
        }
    }
    hedges
}
