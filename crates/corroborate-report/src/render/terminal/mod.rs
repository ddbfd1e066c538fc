//! For people at a terminal: what was compared, the findings worst first with the words of both sides, the table of
//! facts, who copied whom, and a last line that sums up.

mod excerpt;
mod findings;
mod style;
mod table;

use corroborate_model::{Report, Severity};

use self::style::{Style, Tone};
use crate::head;
use crate::lineage::{Branch, describe, imprint, tree};
use crate::select;
use crate::text::{clean, count, cut, limit, list, width, wrap};
use crate::{Options, wire};

/// Branches of the lineage that are shown at most, unless all is asked for.
const BRANCHES: usize = 30;
/// Text is not set wider than this: longer lines are hard to read.
const MEASURE: usize = 110;

/// Where the text behind a label of the head starts.
const LABELS: usize = 11;

/// What is being written.
struct Page<'a> {
    report: &'a Report,
    options: &'a Options<'a>,
    style: Style,
    width: usize,
    text: String,
}

/// The report as text.
pub(super) fn render(report: &Report, options: &Options<'_>) -> String {
    let mut page = Page {
        report,
        options,
        style: Style { color: options.color },
        width: options.width.clamp(40, 400),
        text: String::new(),
    };
    if options.quiet {
        page.quiet();
    } else {
        page.head();
        page.findings();
        page.tables();
        page.lineage();
        page.sum();
    }
    page.text
}

impl Page<'_> {
    fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn heading(&mut self, text: &str) {
        self.blank();
        let text = self.style.paint(Tone::Strong, text);
        self.line(&text);
    }

    fn paint(&self, tone: Tone, text: &str) -> String {
        self.style.paint(tone, text)
    }

    /// Columns for running text behind an indent.
    fn measure(&self, indent: usize) -> usize {
        self.width.min(MEASURE).saturating_sub(indent).max(20)
    }

    /// A paragraph behind a label; further lines are set under the first.
    fn labelled(&mut self, label: &str, indent: usize, text: &str) {
        for (n, line) in wrap(text, self.measure(indent)).iter().enumerate() {
            let label = if n == 0 { label } else { "" };
            let gap = " ".repeat(indent.saturating_sub(width(label)));
            let label = self.paint(Tone::Strong, label);
            self.line(&format!("{label}{gap}{line}"));
        }
    }

    /// How many of `total` things are shown where `most` are enough.
    fn limit(&self, most: usize, total: usize) -> usize {
        limit(self.options.all_notes, most, total)
    }

    /// What a source is called, fit to be shown.
    fn id(&self, source: usize) -> String {
        clean(self.report.source_id(source)).into_owned()
    }

    fn head(&mut self) {
        for (n, entry) in head::entries(self.report, self.options.all_notes).iter().enumerate() {
            if n > 0 && matches!(entry.label, "Story" | "Notice") {
                self.blank();
            }
            self.labelled(entry.label, LABELS, &entry.text);
        }
    }

    fn lineage(&mut self) {
        let stories: Vec<_> = self.report.stories.iter().filter(|story| story.sources.len() > 1).collect();
        if stories.is_empty() {
            return;
        }
        self.heading("Lineage");
        let branches: Vec<_> = stories.into_iter().flat_map(|story| tree(self.report, story)).collect();
        let limit = self.limit(BRANCHES, branches.len());
        let name = |branch: &Branch| branch.last.len() * 3 + width(&self.id(branch.source)) + 2;
        let column = branches.iter().map(name).max().unwrap_or(0).min(self.width / 2);
        for branch in branches.iter().take(limit) {
            let Some(source) = self.report.sources.get(branch.source) else { continue };
            let name = format!("{}{}", twigs(&branch.last), self.id(branch.source));
            let what = [describe(self.report, source), imprint(source)];
            let what = what.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            let gap = " ".repeat(column.saturating_sub(width(&name)).max(2));
            let room = self.width.saturating_sub(2 + width(&name) + gap.len()).max(20);
            self.line(&format!("  {name}{gap}{}", cut(&what, room)));
        }
        if limit < branches.len() {
            self.line(&format!(
                "  and {} (--all-notes shows them)",
                count(branches.len() - limit, "more source")
            ));
        }
    }

    fn sum(&mut self) {
        let shown = wire::Summary::new(self.report, &select::findings(self.report, self.options));
        let all = wire::Summary::new(self.report, &self.report.findings.iter().collect::<Vec<_>>());
        self.blank();
        let sentence = shown.sentence();
        let [found, facts] = &sentence;
        if width(found) + 1 + width(facts) <= self.width {
            self.line(&sentence.join(" "));
        } else {
            sentence.iter().for_each(|line| self.line(line));
        }
        let hidden: Vec<String> = Severity::ALL
            .iter()
            .rev()
            .map(|&severity| (severity, all.by_severity.of(severity) - shown.by_severity.of(severity)))
            .filter(|&(_, hidden)| hidden > 0)
            .map(|(severity, hidden)| count(hidden, severity.name()))
            .collect();
        if !hidden.is_empty() {
            self.line(&format!("Left out as asked for: {}.", list(&hidden)));
        }
    }
}

/// The lines of a tree before a name.
fn twigs(last: &[bool]) -> String {
    let Some((own, above)) = last.split_last() else { return String::new() };
    let above: String = above.iter().map(|&last| if last { "   " } else { "│  " }).collect();
    above + if *own { "└─ " } else { "├─ " }
}
