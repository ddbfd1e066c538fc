//! What was compared with what, and what was not: the first lines of a report for people.

use std::collections::BTreeSet;

use corroborate_model::{BaseChoice, Report, Story};

use crate::text::{clean, limit, list};

/// Ids that a list names at most.
const IDS: usize = 12;
/// Stories, sources set apart and notices that are named at most.
const LINES: usize = 8;

/// One line under a label; an empty label goes on with the last.
pub(crate) struct Entry {
    /// "Base", "Against" and so on.
    pub(crate) label: &'static str,
    /// The line, fit to be shown.
    pub(crate) text: String,
}

struct Head<'a> {
    report: &'a Report,
    all: bool,
    entries: Vec<Entry>,
}

/// What was compared, what was set apart, what should be known of the sources; long lists folded unless `all` is
/// asked for.
pub(crate) fn entries(report: &Report, all: bool) -> Vec<Entry> {
    let mut head = Head { report, all, entries: Vec::new() };
    let (compared, alone): (Vec<_>, Vec<_>) =
        report.stories.iter().enumerate().partition(|(_, story)| story.sources.len() > 1);
    let shown = limit(all, LINES, compared.len());
    for (number, story) in compared.iter().take(shown) {
        if compared.len() > 1 {
            head.add("Story", format!("{}", number + 1));
        }
        head.compared(story);
    }
    head.more(compared.len() - shown, "more story", "more stories");
    if report.sources.len() > 1 {
        let apart: Vec<&Story> = alone.into_iter().map(|(_, story)| story).collect();
        head.set_apart(&apart);
    }
    head.notices();
    head.entries
}

impl Head<'_> {
    fn add(&mut self, label: &'static str, text: String) {
        let repeated =
            self.entries.iter().rfind(|it| !it.label.is_empty()).is_some_and(|last| last.label == label);
        self.entries.push(Entry { label: if repeated { "" } else { label }, text });
    }

    fn more(&mut self, n: usize, one: &str, many: &str) {
        if n > 0 {
            let noun = if n == 1 { one } else { many };
            self.entries.push(Entry { label: "", text: format!("and {n} {noun} (--all-notes shows them)") });
        }
    }

    fn compared(&mut self, story: &Story) {
        let others: Vec<usize> = story.sources.iter().copied().filter(|&it| Some(it) != story.base).collect();
        let ids = self.ids(&others);
        match story.base {
            None => self.add("Compared", format!("{ids}, each with each: there is no base")),
            Some(base) => {
                let how = match (story.base_chosen, story.base_because.as_deref()) {
                    (_, Some(because)) => format!("inferred: {}", clean(because)),
                    (BaseChoice::Named, None) => "as named".to_owned(),
                    (BaseChoice::First, None) => "the first source given".to_owned(),
                    (BaseChoice::Inferred | BaseChoice::None, None) => "inferred from the lineage".to_owned(),
                };
                let base = clean(self.report.source_id(base));
                self.add("Base", format!("{base} ({})", how.trim_end_matches('.')));
                self.add("Against", ids);
            }
        }
        if let Some(because) = story.apart_because.as_deref() {
            self.add("Set apart", clean(because).into_owned());
        }
    }

    fn ids(&self, sources: &[usize]) -> String {
        let shown = limit(self.all, IDS, sources.len());
        let mut ids: Vec<String> = sources
            .iter()
            .take(shown)
            .map(|&source| clean(self.report.source_id(source)).into_owned())
            .collect();
        if sources.len() > shown {
            ids.push(format!("{} more", sources.len() - shown));
        }
        list(&ids)
    }

    fn set_apart(&mut self, stories: &[&Story]) {
        let shown = limit(self.all, LINES, stories.len());
        for story in stories.iter().take(shown) {
            let because = story.apart_because.as_deref().unwrap_or("it shares no story with another source");
            let text = format!("{}: {}", self.ids(&story.sources), clean(because));
            self.add("Set apart", text);
        }
        self.more(stories.len() - shown, "more source", "more sources");
    }

    fn notices(&mut self) {
        let notices: Vec<String> = self
            .report
            .sources
            .iter()
            .flat_map(|source| {
                source.document.notices.iter().map(move |notice| (&source.document.id, notice))
            })
            .map(|(id, notice)| format!("{}: {}", clean(id), clean(&notice.message)))
            .collect();
        let (all, shown) = (notices.len(), limit(self.all, LINES, notices.len()));
        for notice in notices.into_iter().take(shown) {
            self.add("Notice", notice);
        }
        self.more(all - shown, "more notice", "more notices");
    }
}

/// Why a report has no findings to show.
pub(crate) fn silence(report: &Report) -> String {
    let compared = report.stories.iter().filter(|story| story.sources.len() > 1).count();
    let heard: BTreeSet<usize> = report.claims.iter().map(|claim| claim.source).collect();
    let mute: Vec<usize> = (0..report.sources.len()).filter(|source| !heard.contains(source)).collect();
    let text = match (report.sources.len(), compared) {
        (0, _) => "Nothing was compared: there are no sources.",
        (1, _) => "Nothing was compared: there is only one source.",
        (_, 0) => "Nothing was compared: no two sources tell the same story.",
        (all, _) if mute.len() == all => "Nothing could be compared.",
        _ if !report.findings.is_empty() => return "Nothing differs of what was asked for.".to_owned(),
        _ => {
            "Nothing found: no source contradicts, changes, adds or leaves out anything of what was looked for."
        }
    };
    let head = Head { report, all: false, entries: Vec::new() };
    if mute.is_empty() {
        text.to_owned()
    } else {
        format!("{text} No claims were found in {}.", head.ids(&mute))
    }
}
