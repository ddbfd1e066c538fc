//! JSON: the report as one document, or as lines.
//!
//! Characters that could steer a terminal are written as `\u` escapes, which every JSON reader turns back, so that
//! offsets stay right and a report can be looked at as it is.

use std::io::{self, BufWriter, Write};

use corroborate_model::Report;
use serde::Serialize;

use crate::text::is_unsafe;
use crate::{Options, RenderError, wire};

/// The report as one document, indented.
pub(super) fn document(
    report: &Report,
    options: &Options<'_>,
    out: &mut dyn Write,
) -> Result<(), RenderError> {
    pretty(&wire::Report::selected(report, options), out)
}

/// Any value, indented, with a closing line feed.
pub(super) fn pretty(value: &impl Serialize, out: &mut dyn Write) -> Result<(), RenderError> {
    let mut out = Escaping(BufWriter::new(out));
    serde_json::to_writer_pretty(&mut out, value)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
}

/// A header, then the findings, then the facts: one a line.
pub(super) fn lines(report: &Report, options: &Options<'_>, out: &mut dyn Write) -> Result<(), RenderError> {
    let mut wire = wire::Report::selected(report, options);
    for source in &mut wire.sources {
        source.text = None;
    }
    let mut out = Escaping(BufWriter::new(out));
    let header = Header {
        schema: &wire.schema,
        tool: &wire.tool,
        base: wire.base.as_deref(),
        base_chosen: &wire.base_chosen,
        stories: &wire.stories,
        sources: &wire.sources,
        summary: &wire.summary,
    };
    line(&mut out, "report", &header)?;
    for finding in &wire.findings {
        line(&mut out, "finding", finding)?;
    }
    for fact in &wire.facts {
        line(&mut out, "fact", fact)?;
    }
    out.flush()?;
    Ok(())
}

/// What stands in the first line.
#[derive(Serialize)]
struct Header<'a> {
    schema: &'a str,
    tool: &'a wire::Tool<'a>,
    base: Option<&'a str>,
    base_chosen: &'a str,
    stories: &'a [wire::Story<'a>],
    sources: &'a [wire::Source<'a>],
    summary: &'a wire::Summary<'a>,
}

/// A line with its type before the fields of the value.
#[derive(Serialize)]
struct Typed<'a, T> {
    r#type: &'static str,
    #[serde(flatten)]
    value: &'a T,
}

fn line<T: Serialize>(out: &mut impl Write, r#type: &'static str, value: &T) -> Result<(), RenderError> {
    serde_json::to_writer(&mut *out, &Typed { r#type, value })?;
    out.write_all(b"\n")?;
    Ok(())
}

/// Writes unsafe characters as JSON escapes. JSON is ASCII outside its strings, and its writer hands on whole
/// characters, so that every one seen here stands in a string.
struct Escaping<W: Write>(W);

impl<W: Write> Write for Escaping<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).unwrap_or("");
        let mut written = 0;
        for (at, character) in text.char_indices().filter(|&(_, c)| c > '\u{7e}' && is_unsafe(c)) {
            self.0.write_all(&bytes[written..at])?;
            write!(self.0, "\\u{:04x}", u32::from(character))?;
            written = at + character.len_utf8();
        }
        self.0.write_all(&bytes[written..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
