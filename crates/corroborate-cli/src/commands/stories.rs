//! `corroborate stories`

use std::io::{self, Write};

use anyhow::Result;
use corroborate::{Document, Stories, Story, stories, wire};

use crate::args::{ClaimFormat, StoriesArgs};
use crate::exit::Status;
use crate::inputs::Inputs;
use crate::settings::Settings;
use crate::{output, progress};

pub(crate) fn run(args: &StoriesArgs, settings: &Settings) -> Result<Status> {
    let inputs = Inputs::gather(&args.sources, &args.common, &[&settings.path])?;
    let config = settings.config(&args.common);
    let bar = progress::bar(inputs.sources.len(), 1, "read", args.common.quiet);
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
            serde_json::to_writer_pretty(
                &mut *out,
                &wire::Stories { schema: wire::STORIES_SCHEMA.into(), stories },
            )
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

/// A story in JSON.
fn line<'a>(found: &'a Stories, number: usize, story: &'a Story) -> wire::SortedStory<'a> {
    wire::SortedStory {
        story: number,
        base: story.base.and_then(|base| found.sources.get(base)).map(|base| base.id.as_str().into()),
        base_because: story.base_because.as_deref().map(Into::into),
        apart_because: story.apart_because.as_deref().map(Into::into),
        sources: members(found, story).map(member).collect(),
    }
}

fn members<'a>(found: &'a Stories, story: &'a Story) -> impl Iterator<Item = &'a Document> {
    story.sources.iter().filter_map(|&source| found.sources.get(source))
}

/// A source in JSON.
fn member(source: &Document) -> wire::SortedSource<'_> {
    wire::SortedSource {
        id: source.id.as_str().into(),
        path: source.path.as_deref().map(Into::into),
        title: source.meta.title.as_deref().map(Into::into),
        publisher: source.meta.publisher.as_deref().map(Into::into),
        published: source.meta.published.map(|day| day.to_string().into()),
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
