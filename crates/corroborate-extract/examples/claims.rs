//! Prints the claims of texts: `claims FILE…`, or JSON lines `{"id", "sources": [{"id", "text"}]}` on standard input.
//!
//! Paragraphs are told by empty lines; reading real formats is the task of `corroborate-ingest`.

use std::io::{BufRead, Write};

use corroborate_extract::extract;
use corroborate_model::{Analysis, Block, BlockKind, Claim, Document, Payload, Span};
use serde_json::{Value, json};

fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let trimmed = paragraph.trim();
        let from = start + paragraph.find(trimmed).unwrap_or(0);
        if !trimmed.is_empty() {
            let metadata = trimmed.starts_with("```yaml") || trimmed.starts_with("---");
            let kind = if metadata { BlockKind::Metadata } else { BlockKind::Body };
            blocks.push(Block { kind, span: Span::new(from, from + trimmed.len()) });
        }
        start += paragraph.len() + 2;
    }
    Document { text: text.to_owned(), blocks, ..Document::default() }
}

fn payload(claim: &Claim) -> Value {
    match &claim.payload {
        Payload::Quantity(q) => json!({
            "low": q.low, "high": q.high, "bound": q.bound.name(), "unit": q.unit.as_ref().map(|u| u.name()),
            "counted": q.counted, "change": q.change.map(|c| c.name()), "baseline": q.baseline, "age": q.age,
            "ordinal": q.ordinal, "resolved": claim.resolved,
        }),
        Payload::Date(d) => json!({
            "start": d.start.map(|d| d.to_string()), "end": d.end.map(|d| d.to_string()), "minute": d.minute,
            "weekday": d.weekday, "day": d.day, "month": d.month, "year": d.year,
        }),
        Payload::Contact(c) => json!({ "form": c.form.name(), "value": c.value }),
        _ => Value::Null,
    }
}

fn shown(analysis: &Analysis) -> Vec<Value> {
    let show = |claim: &Claim| {
        let kind = claim.kind().name();
        let mut value = json!({
            "kind": kind, "start": claim.span.start(), "end": claim.span.end(),
            "text": claim.span.of(&analysis.document.text),
            "time_frame": claim.time_frame.as_ref().map(|f| json!({"text": f.text, "basis": f.basis.name()})),
        });
        value[kind] = payload(claim);
        value
    };
    analysis.claims.iter().map(show).collect()
}

fn main() -> std::io::Result<()> {
    let files: Vec<String> =
        std::env::args().skip(1).filter(|arg| arg.ends_with(".txt") || arg.ends_with(".md")).collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for file in &files {
        let analysis = extract(document(&std::fs::read_to_string(file)?));
        for claim in shown(&analysis) {
            writeln!(out, "{claim}")?;
        }
    }
    if files.is_empty() {
        for line in std::io::stdin().lock().lines() {
            let Ok(row) = serde_json::from_str::<Value>(&line?) else { continue };
            let analysis = extract(document(row["sources"][0]["text"].as_str().unwrap_or("")));
            writeln!(
                out,
                "{}",
                json!({ "id": row["id"], "source": row["sources"][0]["id"], "claims": shown(&analysis) })
            )?;
        }
    }
    out.flush()
}
