//! The findings: severity, kind, message, and the words of both sides where they stand.

use std::collections::{BTreeMap, BTreeSet};

use corroborate_model::{Finding, Place, Severity, Span};

use super::style::{Tone, sign};
use super::{Page, excerpt};
use crate::head::silence;
use crate::place::at;
use crate::select::{self, Group};
use crate::text::{clean, count, cut, width, wrap};

/// More notes than this are folded into a count.
const NOTES: usize = 12;
/// Repeats of one finding that are shown at most.
const REPEATS: usize = 6;
/// Columns that a source's id takes at most before its words.
const ID: usize = 24;

impl Page<'_> {
    /// One line a finding: `path:line:column: severity: message [kind]`.
    pub(super) fn quiet(&mut self) {
        let mut findings = select::findings(self.report, self.options);
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        for finding in findings {
            // An omission has no words of its own: the reader is led to what is left out.
            let place =
                if finding.other.span.is_none() { finding.base } else { None }.unwrap_or(finding.other);
            let severity = self.paint(Tone::Severity(finding.severity), finding.severity.name());
            let message = clean(&finding.message);
            self.line(&format!("{}: {severity}: {message} [{}]", at(self.report, place), finding.kind));
        }
    }

    /// The findings in full, worst first; many notes are folded.
    pub(super) fn findings(&mut self) {
        let groups = select::groups(self.report, self.options);
        let (notes, worse): (Vec<_>, Vec<_>) =
            groups.iter().partition(|group| group.head.severity == Severity::Note);
        for group in &worse {
            self.finding(group);
        }
        if notes.len() > NOTES && !self.options.all_notes {
            self.folded(&notes);
        } else {
            for group in &notes {
                self.finding(group);
            }
        }
        if groups.is_empty() {
            self.blank();
            self.labelled("", 0, &silence(self.report));
        }
    }

    fn finding(&mut self, group: &Group<'_>) {
        let finding = group.head;
        self.blank();
        let severity = format!("{} {}", sign(finding.severity), finding.severity);
        let severity = self.paint(Tone::Severity(finding.severity), &severity);
        let kind = self.paint(Tone::Strong, finding.kind.name());
        let direction =
            finding.direction.map(|direction| format!(" ({})", direction.name())).unwrap_or_default();
        self.line(&format!("{severity}  {kind} in {}{direction}", self.id(finding.other.source)));
        for line in wrap(&clean(&finding.message), self.measure(2)) {
            self.line(&format!("  {line}"));
        }
        let places = finding.base.into_iter().chain([finding.other]);
        let column = places.map(|place| width(&self.id(place.source)).min(ID)).max().unwrap_or(0) + 4;
        // A note is read for its message: its words are not set out once more.
        let words = finding.severity > Severity::Note;
        if let Some(base) = finding.base {
            self.place(base, finding.base_focus, column, words);
        }
        self.place(finding.other, finding.other_focus, column, words);
        self.repeats(group, column);
    }

    fn place(&mut self, place: Place, focus: Option<Span>, column: usize, words: bool) {
        let id = self.id(place.source);
        let id = cut(&id, ID);
        let gap = " ".repeat(column.saturating_sub(2 + width(&id)));
        let absent = if place.span.is_none() { "  (not there)" } else { "" };
        let at = self.paint(Tone::Faint, &at(self.report, place));
        self.line(&format!("  {}{gap}{at}{absent}", self.paint(Tone::Strong, &id)));
        let (Some(source), Some(span), true) = (self.report.sources.get(place.source), place.span, words)
        else {
            return;
        };
        for line in excerpt::lines(&source.document, span, focus, self.measure(column), self.style) {
            self.line(&format!("{}{line}", " ".repeat(column)));
        }
    }

    /// Where the change came in, and where it stands once more.
    fn repeats(&mut self, group: &Group<'_>, column: usize) {
        let finding = group.head;
        let elsewhere = |source: &usize| *source != finding.other.source || !group.repeats.is_empty();
        if let Some(source) = finding.introduced_by.filter(elsewhere) {
            self.line(&format!("  came in with {}", self.id(source)));
        }
        // Two findings about one place are one line here; a passage left out is told by its first and last words.
        let mut seen = BTreeSet::from([at(self.report, finding.other)]);
        let places: Vec<&Finding> = group
            .repeats
            .iter()
            .copied()
            .filter(|repeat| repeat.part_of.is_none() && seen.insert(at(self.report, repeat.other)))
            .collect();
        let limit = self.limit(REPEATS, places.len());
        for repeat in places.iter().take(limit) {
            let line = self.repeat(finding, repeat, column);
            self.line(&line);
        }
        if places.len() > limit {
            let more = count(places.len() - limit, "more place");
            self.line(&format!("  also  {more} (--all-notes shows them)"));
        }
    }

    /// Source, place and words: on one line where they fit, else each on its own.
    fn repeat(&self, head: &Finding, repeat: &Finding, column: usize) -> String {
        let inherited = if repeat.other.source == head.other.source { "" } else { " (inherited)" };
        let mut text = format!("  also  {}{inherited}", self.id(repeat.other.source));
        let mut used = width(&text);
        let mut add = |part: &str| {
            let wide = width(part);
            if used + 2 + wide <= self.width {
                text.push_str("  ");
                used += 2 + wide;
            } else {
                text.push('\n');
                text.push_str(&" ".repeat(column));
                used = column + wide;
            }
            text.push_str(part);
            self.width.saturating_sub(used + 4)
        };
        let room = add(&at(self.report, repeat.other));
        let words = clean(self.report.words(repeat.other));
        if !words.is_empty() {
            let room = if room >= 24 || width(&words) <= room { room } else { self.measure(column + 2) };
            add(&format!("“{}”", cut(&words, room)));
        }
        text
    }

    fn folded(&mut self, notes: &[&Group<'_>]) {
        let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
        for note in notes {
            *kinds.entry(note.head.kind).or_default() += 1;
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_by_key(|&(kind, count)| (std::cmp::Reverse(count), kind));
        let kinds: Vec<String> = kinds.into_iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        self.blank();
        let sign = self.paint(Tone::Severity(Severity::Note), sign(Severity::Note));
        let text =
            format!("{} folded: {} (--all-notes shows them)", count(notes.len(), "note"), kinds.join(", "));
        for (n, line) in wrap(&text, self.measure(2)).iter().enumerate() {
            self.line(&if n == 0 { format!("{sign} {line}") } else { format!("  {line}") });
        }
    }
}
