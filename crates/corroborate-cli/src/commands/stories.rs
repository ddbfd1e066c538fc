//! `corroborate stories`

use std::io::{self, Write};

use anyhow::Result;
use corroborate::{Document, Stories, Story, stories};
use serde::Serialize;

use crate::args::{ClaimFormat, StoriesArgs};
use crate::exit::Status;
use crate::inputs::Inputs;
use crate::settings::Settings;
use crate::{output, progress};

pub(crate) fn run(args: &StoriesArgs, settings: &Settings) -> Result<Status> {
    let inputs = Inputs::gather(&args.sources, &args.common, &[&settings.path])?;
    let config = settings.config(&args.common);
    let bar = progress::bar(inputs.sources.len(), args.common.quiet);
    let found = stories(&inputs.sources, &config, &|| bar.inc(1))?;
    bar.finish_and_clear();
    let unread = found
        .sources
        .iter()
        .enumerate()
        .flat_map(|(index, source)| source.notices.iter().map(move |notice| (index, notice)))
        .filter(|(index, _)| found.stories.iter().all(|story| !story.sources.contains(index)))
        .map(|(index, notice)| inputs.unread(index, &notice.message))
        .max();
    output::write(args.common.output.as_deref(), |out| match args.format {
        ClaimFormat::Terminal => Ok(print(&found, out)?),
        ClaimFormat::Json => {
            let stories = found.stories.iter().enumerate().map(|(n, story)| line(&found, n, story)).collect();
            serde_json::to_writer_pretty(&mut *out, &Sorted { schema: SCHEMA, stories })
                .map_err(io::Error::from)?;
            Ok(writeln!(out)?)
        }
        ClaimFormat::Jsonl => {
            for (number, story) in found.stories.iter().enumerate() {
                serde_json::to_writer(&mut *out, &line(&found, number, story)).map_err(io::Error::from)?;
                writeln!(out)?;
            }
            Ok(())
        }
    })?;
    Ok(inputs.status.max(unread.unwrap_or_default()))
}

/// Name and version of the JSON output.
const SCHEMA: &str = "corroborate-stories/1";

/// The JSON output.
#[derive(Serialize)]
struct Sorted<'a> {
    schema: &'a str,
    stories: Vec<Line<'a>>,
}

/// A story in JSON.
#[derive(Serialize)]
struct Line<'a> {
    story: usize,
    base: Option<&'a str>,
    base_because: Option<&'a str>,
    apart_because: Option<&'a str>,
    sources: Vec<Member<'a>>,
}

/// A source in JSON.
#[derive(Serialize)]
struct Member<'a> {
    id: &'a str,
    path: Option<&'a str>,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    published: Option<String>,
}

fn line<'a>(found: &'a Stories, number: usize, story: &'a Story) -> Line<'a> {
    Line {
        story: number,
        base: story.base.and_then(|base| found.sources.get(base)).map(|base| base.id.as_str()),
        base_because: story.base_because.as_deref(),
        apart_because: story.apart_because.as_deref(),
        sources: members(found, story).map(Member::new).collect(),
    }
}

fn members<'a>(found: &'a Stories, story: &'a Story) -> impl Iterator<Item = &'a Document> {
    story.sources.iter().filter_map(|&source| found.sources.get(source))
}

impl<'a> Member<'a> {
    fn new(source: &'a Document) -> Member<'a> {
        Member {
            id: &source.id,
            path: source.path.as_deref(),
            title: source.meta.title.as_deref(),
            publisher: source.meta.publisher.as_deref(),
            published: source.meta.published.map(|day| day.to_string()),
        }
    }
}

/// The stories of several sources one by one, then how many texts stand alone, and why.
fn print(found: &Stories, out: &mut dyn Write) -> io::Result<()> {
    let (told, alone): (Vec<&Story>, Vec<&Story>) =
        found.stories.iter().partition(|story| story.sources.len() > 1);
    for (story, number) in told.iter().zip(1..) {
        let because = story.base_because.as_deref().unwrap_or_default();
        let base = story.base.and_then(|base| found.sources.get(base));
        writeln!(out, "Story {number}: {} sources", story.sources.len())?;
        if let Some(base) = base {
            writeln!(out, "  base  {} ({because})", shown(base))?;
        }
        let others = members(found, story).filter(|source| base.is_none_or(|base| base.id != source.id));
        for source in others {
            writeln!(out, "        {}", shown(source))?;
        }
        if let Some(reason) = &story.apart_because {
            writeln!(out, "  apart {}", clean(reason))?;
        }
        writeln!(out)?;
    }
    for story in &alone {
        for source in members(found, story) {
            let reason = story.apart_because.as_deref().unwrap_or("no other source tells of its event");
            writeln!(out, "Alone: {}: {}", shown(source), clean(reason))?;
        }
    }
    let (all, stories) = (found.stories.iter().map(|story| story.sources.len()).sum::<usize>(), told.len());
    writeln!(out, "{all} sources: {stories} told by several, {} alone", alone.len())
}

/// Id and title of a source.
fn shown(source: &Document) -> String {
    match &source.meta.title {
        Some(title) => clean(&format!("{}: {title}", source.id)),
        None => clean(&source.id),
    }
}

/// On one line, without what could steer a terminal.
fn clean(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(|c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c), "\u{fffd}")
}
