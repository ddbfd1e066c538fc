//! CSV after RFC 4180: the findings, one row each, for a spreadsheet.
//!
//! A spreadsheet takes a cell that starts with `=`, `+`, `-` or `@` for a formula; such text gets an apostrophe in
//! front. Line feeds and control characters of the sources become spaces and U+FFFD; who needs the exact words
//! reads the JSON report. Facts are not here.

use corroborate_model::{Direction, Finding, Place, Report};

use crate::Options;
use crate::place::file;
use crate::select;
use crate::text::{clean, share};

const HEADER: &str = "id,kind,severity,confidence,direction,message,\
    base_source,base_file,base_line,base_column,base_text,\
    other_source,other_file,other_line,other_column,other_text,introduced_by,repeat_of,part_of";

/// The findings as rows, repeats included.
pub(super) fn render(report: &Report, options: &Options<'_>) -> String {
    let rows = select::findings(report, options).into_iter().map(|finding| row(report, finding));
    std::iter::once(HEADER.to_owned()).chain(rows).flat_map(|row| [row, "\r\n".to_owned()]).collect()
}

fn row(report: &Report, finding: &Finding) -> String {
    let mut cells = vec![
        finding.id.clone(),
        finding.kind.name().to_owned(),
        finding.severity.name().to_owned(),
        share(finding.confidence).to_string(),
        finding.direction.map(Direction::name).unwrap_or_default().to_owned(),
        finding.message.clone(),
    ];
    cells.extend(finding.base.map_or_else(Default::default, |base| place(report, base)));
    cells.extend(place(report, finding.other));
    cells.push(finding.introduced_by.map(|source| report.source_id(source)).unwrap_or_default().to_owned());
    cells.push(finding.repeat_of.clone().unwrap_or_default());
    cells.push(finding.part_of.clone().unwrap_or_default());
    cells.iter().map(|cell| escape(cell)).collect::<Vec<_>>().join(",")
}

/// Source, file, line, column, words.
fn place(report: &Report, place: Place) -> [String; 5] {
    let position = report.position(place);
    [
        report.source_id(place.source).to_owned(),
        file(report, place.source),
        position.map(|position| position.line.to_string()).unwrap_or_default(),
        position.map(|position| position.column.to_string()).unwrap_or_default(),
        report.words(place).to_owned(),
    ]
}

fn escape(cell: &str) -> String {
    let cell = clean(cell);
    let guard = if cell.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
    if guard.is_empty() && !cell.contains(['"', ',']) {
        return cell.into_owned();
    }
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn cells_stay_cells() {
        let cases = [
            ("plain words", "plain words"),
            ("one, \"two\"", "\"one, \"\"two\"\"\""),
            ("=1+1", "\"'=1+1\""),
            (" \t@SUM(A1)", "\"'@SUM(A1)\""),
            ("two\r\nlines", "two lines"),
        ];
        for (cell, expected) in cases {
            assert_eq!(escape(cell), expected);
        }
    }
}
