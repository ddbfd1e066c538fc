//! Whole articles: every quotation of each, and who speaks.

use corroborate_model::{Analysis, Attribution, Payload, Quotation, Span};

#[test]
fn every_quotation_of_an_article_has_its_speaker() {
    let mut wrong = String::new();
    let (mut quotations, mut articles) = (0, 0);
    for file in [
        include_str!("articles/wire.md"),
        include_str!("articles/trade.md"),
        include_str!("articles/mixed.md"),
        include_str!("articles/desk.md"),
        include_str!("articles/courts.md"),
        include_str!("articles/features.md"),
    ] {
        for case in crate::common::cases(file) {
            let (text, gold) = annotated(&case.text);
            let analysis = corroborate_extract::extract(crate::common::document(&text));
            let mistakes = compare(&analysis, &gold);
            (quotations, articles) = (quotations + gold.len(), articles + 1);
            if !mistakes.is_empty() {
                wrong += &format!("\n## {}\n{}", case.name, mistakes.concat());
            }
        }
    }
    assert!(articles >= 35 && quotations >= 400, "{quotations} quotations in {articles} articles");
    let count = wrong.lines().filter(|line| line.starts_with("- ")).count();
    assert!(wrong.is_empty(), "{wrong}\n{count} of {quotations} wrong");
}

/// The text without notes, and the words of each quotation with the note on its speaker. Offsets count the paragraph
/// kinds in brackets, which [`crate::common::document`] takes out; `place` finds the words there.
fn annotated(source: &str) -> (String, Vec<(String, String)>) {
    let mut text = String::new();
    let mut gold = Vec::new();
    let mut marked: Option<usize> = None;
    let mut rest = source;
    while let Some(next) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix("<<") {
            (marked, rest) = (Some(text.len()), after);
        } else if let Some(after) = rest.strip_prefix(">>") {
            rest = after;
            marked = marked.map(|start| start + (text.len() << 32));
        } else if let Some((note, after)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            let words = match marked.take() {
                Some(both) => text[both & 0xffff_ffff..both >> 32].to_owned(),
                None => between_marks(&text).to_owned(),
            };
            gold.push((words, note.to_owned()));
            rest = after;
        } else {
            text.push(next);
            rest = &rest[next.len_utf8()..];
        }
    }
    (text, gold)
}

/// The words between the last pair of marks; a full stop or a space may follow them.
fn between_marks(text: &str) -> &str {
    let text = text.trim_end().trim_end_matches(['.', ',']);
    let last = text.chars().next_back().unwrap();
    let inner = &text[..text.len() - last.len_utf8()];
    let opening = match last {
        '"' => '"',
        '”' => '“',
        '’' => '‘',
        other => panic!("no quotation ends with {other}: {inner}"),
    };
    let start = inner.rfind(opening).unwrap_or_else(|| panic!("nothing opens {inner}"));
    &inner[start + opening.len_utf8()..]
}

/// One line for each mistake.
fn compare(analysis: &Analysis, gold: &[(String, String)]) -> Vec<String> {
    let text = &analysis.document.text;
    let mut found: Vec<(Span, &Quotation, Option<&Attribution>, bool)> = Vec::new();
    for claim in &analysis.claims {
        if let Payload::Quotation(quotation) = &claim.payload
            && quotation.direct
        {
            let of = claim.attribution.as_ref();
            found.extend(quotation.segments.iter().map(|span| (*span, quotation, of, false)));
        }
    }
    let mut mistakes = Vec::new();
    let mut from = 0;
    for (words, note) in gold {
        let place = text[from..].find(words.as_str()).map(|at| from + at);
        let Some(start) = place else { panic!("not in the text: {words}") };
        let span = Span::new(start, start + words.len());
        from = span.end();
        let hit = found.iter_mut().find(|(other, ..)| other.overlaps(span));
        match hit {
            None if note == "~" => {}
            None => mistakes.push(format!("- missed: {words}\n")),
            Some((extent, quotation, attribution, seen)) => {
                *seen = true;
                if note == "~" && quotation.fragment && attribution.is_none() {
                    continue;
                }
                if extent.of(text).trim_end_matches(',') != words.trim().trim_end_matches(',') {
                    mistakes.push(format!("- other words: {words} | found {}\n", extent.of(text)));
                }
                let shown = show(*attribution);
                match fits(analysis, *attribution, note) {
                    Ok(()) => {}
                    Err(why) => mistakes.push(format!("- {why}: {words} | {note} | found {shown}\n")),
                }
            }
        }
    }
    let spare =
        found.iter().filter(|(_, quotation, of, seen)| !(*seen || quotation.fragment && of.is_none()));
    mistakes.extend(spare.map(|(span, _, of, _)| format!("- spare: {} | {}\n", span.of(text), show(*of))));
    mistakes
}

fn show(attribution: Option<&Attribution>) -> String {
    let Some(of) = attribution else { return "nobody".to_owned() };
    format!(
        "{:?}, {:?}, cue {:?}{}",
        of.speaker,
        of.role,
        of.cue,
        if of.resolved { ", resolved" } else { "" }
    )
}

/// Whether an attribution names the speaker of the note: all words of the note are in name or role, the name shares a
/// word with it, and who is named elsewhere is marked as resolved.
fn fits(analysis: &Analysis, attribution: Option<&Attribution>, note: &str) -> Result<(), &'static str> {
    let Some(of) = attribution else { return if note == "?" { Ok(()) } else { Err("nobody") } };
    let words = |text: &str| -> Vec<String> {
        let small = ["a", "an", "the", "of", "for", "at", "in", "to"];
        let split = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        split.filter(|word| !word.is_empty() && !small.contains(&word.as_str())).collect()
    };
    let (wanted, speaker) = (words(note), words(of.speaker.as_deref().unwrap_or("")));
    let role = words(of.role.as_deref().unwrap_or(""));
    let all = wanted.iter().all(|word| speaker.contains(word) || role.contains(word));
    let shared = speaker.is_empty() || speaker.iter().any(|word| wanted.contains(word));
    if !all || !shared {
        return Err("speaker");
    }
    let at = of.span.map_or("", |span| span.of(&analysis.document.text));
    let here = words(at);
    let named = match speaker.is_empty() {
        true => role.iter().all(|word| here.contains(word)),
        false => of.speaker.iter().flat_map(|name| name.split([' ', '-'])).any(|word| at.contains(word)),
    };
    if named == of.resolved && note.chars().any(char::is_uppercase) {
        Err("mark of resolution")
    } else {
        Ok(())
    }
}
