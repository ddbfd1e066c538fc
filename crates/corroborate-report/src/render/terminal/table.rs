//! The table of facts: a row a fact, a column a source, a mark a cell.

use std::collections::BTreeSet;

use corroborate_model::Story;

use super::Page;
use super::style::Tone;
use crate::marks::{Mark, Marks, Rows, columns, counts};
use crate::text::{clean, cut, width, wrap};

/// Columns that a fact's summary takes at least.
const SUMMARY: usize = 24;
/// Where the summaries start.
const INDENT: usize = 4;
/// Columns between two cells.
const GAP: usize = 2;

/// The columns of marks.
struct Grid {
    headings: Vec<String>,
    cells: Cells,
}

/// What stands in the cells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cells {
    /// The mark of a source, under its id.
    ById,
    /// The mark of a source, under a number that a key explains.
    ByNumber,
    /// How many sources have the mark.
    Counts,
}

impl Page<'_> {
    /// One table for each story of more than one source, and a legend.
    pub(super) fn tables(&mut self) {
        let marks = Marks::new(self.report);
        let mut used = BTreeSet::new();
        let compared =
            |&number: &usize| self.report.stories.get(number).is_some_and(|it| it.sources.len() > 1);
        let stories: Vec<usize> = (0..self.report.stories.len()).filter(compared).collect();
        for &number in &stories {
            let title =
                if stories.len() > 1 { format!("Facts of story {}", number + 1) } else { "Facts".to_owned() };
            self.table(&title, &marks, number, &mut used);
        }
        if !used.is_empty() {
            let legend: Vec<String> =
                used.iter().map(|mark| format!("{} {}", mark.sign(), mark.meaning())).collect();
            for line in wrap(&legend.join(", "), self.measure(2)) {
                let line = self.paint(Tone::Faint, &line);
                self.line(&format!("  {line}"));
            }
        }
    }

    fn table(&mut self, title: &str, marks: &Marks<'_>, number: usize, used: &mut BTreeSet<Mark>) {
        let Some(story) = self.report.stories.get(number) else { return };
        let rows = marks.rows(number, self.options.all_notes);
        let sections = rows.sections();
        if sections.iter().all(|(_, rows)| rows.is_empty()) {
            return;
        }
        let grid = self.grid(story);
        let shown =
            sections.iter().flat_map(|(_, rows)| rows.iter()).filter_map(|&row| self.report.facts.get(row));
        let widest = shown.map(|fact| width(&clean(&fact.summary))).max().unwrap_or(0);
        let room = self.width.saturating_sub(INDENT + grid.width());
        let summary = widest.max(SUMMARY).min(room);
        self.heading(title);
        let headings = self.paint(Tone::Faint, &grid.line(&grid.headings));
        self.line(&format!("{}{headings}", " ".repeat(INDENT + summary)));
        for (title, rows) in sections.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            self.line(&format!("  {title}"));
            for &row in rows {
                let cells = marks.row(story, row);
                used.extend(&cells);
                self.row(row, &grid, &cells, summary);
            }
        }
        self.below(story, &grid, &rows);
    }

    /// Columns that leave room for the summaries.
    fn grid(&self, story: &Story) -> Grid {
        let ids = columns(story).map(|source| self.id(source)).collect();
        let numbers = (1..=story.sources.len()).map(|n| n.to_string()).collect();
        let signs = Mark::ALL.iter().map(|mark| format!("{:>3}", mark.sign())).collect();
        let room = self.width.saturating_sub(INDENT + SUMMARY);
        [(ids, Cells::ById), (numbers, Cells::ByNumber)]
            .into_iter()
            .map(|(headings, cells)| Grid { headings, cells })
            .find(|grid| grid.width() <= room)
            .unwrap_or(Grid { headings: signs, cells: Cells::Counts })
    }

    fn row(&mut self, index: usize, grid: &Grid, marks: &[Mark], summary: usize) {
        let Some(fact) = self.report.facts.get(index) else { return };
        let words = clean(&fact.summary);
        let words = cut(&words, summary);
        let cells: Vec<String> = match grid.cells {
            Cells::Counts => counts(marks).to_vec(),
            Cells::ById | Cells::ByNumber => marks.iter().map(|mark| mark.sign().to_string()).collect(),
        };
        let gap = " ".repeat(summary.saturating_sub(width(&words)));
        self.line(&format!("{}{words}{gap}{}", " ".repeat(INDENT), grid.line(&cells)));
    }

    /// The key to numbered columns, and what is left out.
    fn below(&mut self, story: &Story, grid: &Grid, rows: &Rows) {
        for line in rows.left_out() {
            for line in wrap(&format!("{line} (--all-notes shows them)"), self.measure(2)) {
                self.line(&format!("  {line}"));
            }
        }
        for line in wrap(&rows.origin().unwrap_or_default(), self.measure(2)) {
            if !line.is_empty() {
                self.line(&format!("  {line}"));
            }
        }
        if grid.cells == Cells::ByNumber {
            let named =
                columns(story).enumerate().map(|(n, source)| format!("{} {}", n + 1, self.id(source)));
            let named = named.collect::<Vec<_>>().join(", ");
            for line in wrap(&named, self.measure(2)) {
                self.line(&format!("  {line}"));
            }
        }
    }
}

impl Grid {
    fn width(&self) -> usize {
        self.headings.iter().map(|heading| width(heading) + GAP).sum()
    }

    /// Cells under their headings: counts to the right, marks in the middle.
    fn line(&self, cells: &[String]) -> String {
        let mut line = String::new();
        for (heading, cell) in self.headings.iter().zip(cells) {
            let free = width(heading).saturating_sub(width(cell));
            let before = if self.cells == Cells::Counts { free } else { free / 2 };
            line.push_str(&" ".repeat(GAP + before));
            line.push_str(cell);
            line.push_str(&" ".repeat(free - before));
        }
        line
    }
}
