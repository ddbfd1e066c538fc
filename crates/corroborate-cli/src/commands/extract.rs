//! `corroborate extract`

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use corroborate::{Analysis, Config, extract, wire};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::args::{ClaimFormat, ExtractArgs};
use crate::claims;
use crate::exit::Status;
use crate::inputs::Inputs;
use crate::jsonl::{Tally, answer_lines};
use crate::limits::told;
use crate::settings::Settings;
use crate::story::StoryLine;
use crate::{options, output};

pub(crate) fn run(args: &ExtractArgs, settings: &Settings) -> Result<Status> {
    if args.format == ClaimFormat::Jsonl && args.sources.iter().any(|source| holds_lines(source)) {
        return lines(args, &settings.config(&args.common));
    }
    let inputs = Inputs::gather(&args.sources, &args.common, &[&settings.path])?;
    let config = settings.config(&args.common);
    let results: Vec<_> = inputs.sources.par_iter().map(|source| extract(source, &config)).collect();
    let mut status = inputs.status;
    let mut analyses = Vec::with_capacity(results.len());
    for (index, result) in results.into_iter().enumerate() {
        match result {
            Ok(analysis) => analyses.push(analysis),
            Err(error) => status = status.max(inputs.unread(index, told(&error.into()))),
        }
    }
    if analyses.is_empty() {
        bail!("none of the sources could be read");
    }
    output::write(args.common.output.as_deref(), |out| print(&analyses, args, out))?;
    Ok(status)
}

fn print(analyses: &[Analysis], args: &ExtractArgs, out: &mut dyn Write) -> Result<()> {
    match args.format {
        ClaimFormat::Terminal => {
            let width = options::width(args.width, &args.common);
            analyses.iter().try_for_each(|analysis| claims::print(analysis, width, out))?;
        }
        ClaimFormat::Json => {
            let sources = analyses.iter().map(SourceClaims::new).collect();
            serde_json::to_writer_pretty(&mut *out, &Extraction { sources }).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        ClaimFormat::Jsonl => {
            for analysis in analyses {
                out.write_all(&extracted(&Value::from(analysis.document.id.as_str()), analysis)?)?;
                writeln!(out)?;
            }
        }
    }
    Ok(())
}

/// Whether a source holds one story a line rather than an article.
fn holds_lines(source: &OsStr) -> bool {
    source == "-" || Path::new(source).extension().is_some_and(|extension| extension == "jsonl")
}

/// Answers the lines of each input.
fn lines(args: &ExtractArgs, config: &Config) -> Result<Status> {
    let mut whole = Tally::default();
    output::spare(args.common.output.as_deref(), args.sources.iter().map(Path::new))?;
    output::write(args.common.output.as_deref(), |out| {
        for source in &args.sources {
            whole.add(file(source, args.lines.limit(), config, out)?);
        }
        Ok(())
    })?;
    whole.warn(args.common.quiet);
    Ok(whole.status)
}

fn file(source: &OsString, limit: u64, config: &Config, out: &mut dyn Write) -> Result<Tally> {
    let answer = |story: StoryLine| answer(story, config);
    if source == "-" {
        return answer_lines(std::io::stdin(), limit, out, answer);
    }
    let name = || Path::new(source).display().to_string();
    if !holds_lines(source) {
        bail!("{} does not end in .jsonl; name articles and JSON lines in separate runs", name());
    }
    answer_lines(File::open(source).with_context(name)?, limit, out, answer).with_context(name)
}

fn answer(mut story: StoryLine, config: &Config) -> Result<(Vec<u8>, Status)> {
    match story.take_sources()?.as_slice() {
        [source] => Ok((extracted(&story.id, &extract(source, config)?)?, Status::Clean)),
        others => bail!("{} sources; `extract` takes lines with one source each", others.len()),
    }
}

fn extracted(id: &Value, analysis: &Analysis) -> Result<Vec<u8>> {
    let line = Extracted { id, source: &analysis.document.id, claims: wire_claims(analysis) };
    Ok(serde_json::to_vec(&line)?)
}

/// A line of output.
#[derive(Serialize)]
struct Extracted<'a> {
    id: &'a Value,
    source: &'a str,
    claims: Vec<wire::Claim<'a>>,
}

/// The JSON output.
#[derive(Serialize)]
struct Extraction<'a> {
    sources: Vec<SourceClaims<'a>>,
}

/// A source of the JSON output.
#[derive(Serialize)]
struct SourceClaims<'a> {
    id: &'a str,
    path: Option<&'a str>,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
    text: &'a str,
    notices: Vec<wire::Notice<'a>>,
    claims: Vec<wire::Claim<'a>>,
}

impl<'a> SourceClaims<'a> {
    fn new(analysis: &'a Analysis) -> SourceClaims<'a> {
        let document = &analysis.document;
        SourceClaims {
            id: &document.id,
            path: document.path.as_deref(),
            title: document.meta.title.as_deref(),
            publisher: document.meta.publisher.as_deref(),
            published: document.meta.published.map(|day| day.to_string()),
            url: document.meta.url.as_deref(),
            text: &document.text,
            notices: document
                .notices
                .iter()
                .map(|n| wire::Notice { message: n.message.as_str().into() })
                .collect(),
            claims: wire_claims(analysis),
        }
    }
}

fn wire_claims(analysis: &Analysis) -> Vec<wire::Claim<'_>> {
    analysis.claims.iter().zip(1..).map(|(claim, n)| wire::Claim::new(claim, &analysis.document, n)).collect()
}
