//! One line of JSON Lines input: a story and its sources.

use anyhow::{Result, anyhow};
use corroborate::{Date, Source};
use serde::Deserialize;
use serde_json::Value;

/// One story.
#[derive(Debug, Deserialize)]
pub(crate) struct StoryLine {
    /// Given back as it came.
    #[serde(default)]
    pub(crate) id: Value,
    sources: Vec<SourceLine>,
    /// The id of the base, where the line names one.
    pub(crate) base: Option<String>,
}

/// One source of a story.
#[derive(Debug, Deserialize)]
struct SourceLine {
    #[serde(default)]
    id: String,
    text: String,
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    url: Option<String>,
    format: Option<String>,
}

impl StoryLine {
    /// Reads a line; where that fails, the id comes back if at least that could be read.
    pub(crate) fn parse(line: &[u8]) -> Result<StoryLine, (Value, anyhow::Error)> {
        serde_json::from_slice(line).map_err(|error| {
            let id = serde_json::from_slice::<Value>(line)
                .ok()
                .and_then(|mut value| Some(value.get_mut("id")?.take()));
            (id.unwrap_or_default(), anyhow!("not a story as `batch` reads it: {}", on_one_line(&error)))
        })
    }

    /// Its sources as the library takes them.
    pub(crate) fn take_sources(&mut self) -> Result<Vec<Source>> {
        self.sources.drain(..).map(SourceLine::into_source).collect()
    }
}

impl SourceLine {
    fn into_source(self) -> Result<Source> {
        let id = self.id;
        let published = self
            .published
            .as_deref()
            .map(day)
            .transpose()
            .map_err(|error| anyhow!("source `{id}`: {error}"))?;
        let format = self
            .format
            .map(|name| name.parse())
            .transpose()
            .map_err(|error: corroborate::UnknownName| anyhow!("source `{id}`: {error}"))?;
        let given = Source {
            format,
            title: self.title,
            publisher: self.publisher,
            published,
            url: self.url,
            ..Source::default()
        };
        Ok(Source { id, bytes: self.text.into_bytes(), ..given })
    }
}

/// The day of a date or of a timestamp that starts with one.
fn day(text: &str) -> Result<Date, corroborate::DateError> {
    let is_timestamp = matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' '));
    text.get(..10).filter(|_| is_timestamp).unwrap_or(text).parse()
}

/// The parser's complaint without its line, which is always the first.
fn on_one_line(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = format!(" at line {} column {}", error.line(), error.column());
    format!("{} (column {})", text.strip_suffix(&end).unwrap_or(&text), error.column())
}

#[cfg(test)]
mod tests {
    use super::StoryLine;

    #[test]
    fn bad_lines_keep_their_id() {
        let (id, error) = StoryLine::parse(br#"{"id": "s1", "sources": 3}"#).unwrap_err();
        assert_eq!(id, "s1");
        let message = error.to_string();
        assert!(message.contains("expected a sequence (column 25)"), "{message}");
        assert!(StoryLine::parse(b"{").unwrap_err().0.is_null());
    }

    #[test]
    fn dates_may_be_timestamps() {
        for (published, fine) in [("2021-03-31", true), ("2021-03-31T10:40:00Z", true), ("31/03/2021", false)]
        {
            let line = format!(r#"{{"sources": [{{"id": "a", "text": "x", "published": "{published}"}}]}}"#);
            let sources = StoryLine::parse(line.as_bytes()).unwrap().take_sources();
            assert_eq!(sources.is_ok(), fine, "{published}: {sources:?}");
        }
    }
}
