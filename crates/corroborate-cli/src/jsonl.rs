//! JSON lines in, JSON lines out, in input order and at flat memory.
//!
//! A thread reads ahead by a bounded amount, the lines at hand are answered in parallel, and each round of answers
//! is flushed, so that whoever sends one line and waits gets its answer.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::mem;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use anyhow::{Context, Result, anyhow};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::exit::Status;
use crate::limits::told;
use crate::output;
use crate::story::StoryLine;

/// A round takes what is at hand, up to about so many lines ...
const ROUND_LINES: usize = 64;
/// ... and bytes.
const ROUND_BYTES: usize = 16 << 20;
/// Bytes of the read buffer.
const BUFFER: usize = 1 << 16;
/// How many read buffers wait, cut into lines, between the reader and the rounds.
const BUFFERS_AHEAD: usize = 8;

/// One line of the input.
struct Line {
    number: usize,
    /// Absent where it is longer than the limit.
    text: Option<Vec<u8>>,
}

/// One line of the output.
struct Answer {
    json: Vec<u8>,
    status: Status,
    failed: bool,
}

/// What a whole input came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Lines that were not blank.
    pub(crate) lines: usize,
    /// Lines that were answered with an error.
    pub(crate) failed: usize,
    /// The worst that was found.
    pub(crate) status: Status,
}

impl Tally {
    /// Counts another input too.
    pub(crate) fn add(&mut self, other: Tally) {
        self.lines += other.lines;
        self.failed += other.failed;
        self.status = self.status.max(other.status);
    }

    /// Says on standard error how many lines failed, if any did.
    pub(crate) fn warn(self, quiet: bool) {
        if self.failed > 0 && !quiet {
            let Tally { lines, failed, .. } = self;
            output::warn(format_args!("{failed} of {lines} lines failed; their `error` tells why"));
        }
    }
}

/// Answers each line of `input` with a line on `out`; `answer` gives it as JSON. Lines of more than `limit` bytes are
/// skipped, and answered with an error.
///
/// # Errors
/// When the input cannot be read on or the output takes no more. A bad line is no error but an answer.
pub(crate) fn answer_lines(
    input: impl Read + Send + 'static,
    limit: u64,
    out: &mut dyn Write,
    answer: impl Fn(StoryLine) -> Result<(Vec<u8>, Status)> + Sync,
) -> Result<Tally> {
    let (sender, receiver) = mpsc::sync_channel(BUFFERS_AHEAD);
    // Not joined: where the output is closed early, the reader may still wait for input.
    thread::spawn(move || read_ahead(BufReader::with_capacity(BUFFER, input), limit, &sender));
    let mut tally = Tally::default();
    while let Some((lines, end)) = next_round(&receiver) {
        let answers: Vec<Answer> = lines.par_iter().map(|line| answer_line(line, limit, &answer)).collect();
        for Answer { json, status, failed } in answers {
            out.write_all(&json)?;
            out.write_all(b"\n")?;
            tally.add(Tally { lines: 1, failed: usize::from(failed), status });
        }
        out.flush()?;
        end.context("the input could not be read on")?;
    }
    Ok(tally)
}

/// The lines at hand, at least one if there are more; with the error that ended the input, if one did.
fn next_round(receiver: &Receiver<io::Result<Vec<Line>>>) -> Option<(Vec<Line>, io::Result<()>)> {
    let mut round = Vec::new();
    let mut bytes = 0;
    let mut next = receiver.recv().ok();
    loop {
        match next {
            None if round.is_empty() => return None,
            None => return Some((round, Ok(()))),
            Some(Err(error)) => return Some((round, Err(error))),
            Some(Ok(lines)) => {
                bytes += lines.iter().filter_map(|line| Some(line.text.as_ref()?.len())).sum::<usize>();
                round.extend(lines);
            }
        }
        let full = round.len() >= ROUND_LINES || bytes >= ROUND_BYTES;
        next = match () {
            () if full => None,
            // Nothing at hand so far: what comes next, be it lines or an error, is waited for.
            () if round.is_empty() => receiver.recv().ok(),
            () => receiver.try_recv().ok(),
        };
    }
}

/// Sends the lines of `input`, those of one read together.
fn read_ahead(mut input: BufReader<impl Read>, limit: u64, sender: &SyncSender<io::Result<Vec<Line>>>) {
    let mut lines = Vec::new();
    for number in 1.. {
        let text = match read_line(&mut input, limit) {
            Ok(Some(text)) => text,
            Ok(None) => break,
            Err(error) => {
                let _ = sender.send(Ok(lines)).and_then(|()| sender.send(Err(error)));
                return;
            }
        };
        if text.as_ref().is_none_or(|text| !text.trim_ascii().is_empty()) {
            lines.push(Line { number, text });
        }
        let more_at_hand = input.buffer().contains(&b'\n');
        if !more_at_hand && !lines.is_empty() && sender.send(Ok(mem::take(&mut lines))).is_err() {
            return;
        }
    }
    if !lines.is_empty() {
        let _ = sender.send(Ok(lines));
    }
}

/// The next line without its end, `Some(None)` for one over the limit, nothing at the end of the input.
fn read_line(input: &mut impl BufRead, limit: u64) -> io::Result<Option<Option<Vec<u8>>>> {
    let mut line = Vec::new();
    input.take(limit + 1).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() as u64 > limit {
        input.skip_until(b'\n')?;
        return Ok(Some(None));
    }
    Ok(Some(Some(line)))
}

fn answer_line(
    line: &Line,
    limit: u64,
    answer: &(impl Fn(StoryLine) -> Result<(Vec<u8>, Status)> + Sync),
) -> Answer {
    let failed = |id: Value, error: anyhow::Error| {
        let message = format!("line {}: {}", line.number, told(&error));
        let json = serde_json::to_vec(&Failure { id: &id, error: &message }).unwrap_or_default();
        Answer { json, status: Status::Clean, failed: true }
    };
    let Some(text) = &line.text else {
        let advice = "split the story, or raise the limit on a line (--max-line)";
        return failed(Value::Null, anyhow!("longer than {} MiB; {advice}", limit >> 20));
    };
    // Windows editors put a byte order mark before the first line.
    let story = match StoryLine::parse(text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text)) {
        Ok(story) => story,
        Err((id, error)) => return failed(id, error),
    };
    let id = story.id.clone();
    // The libraries do not panic on any input; should one do so all the same, the other stories still get their answers.
    match panic::catch_unwind(AssertUnwindSafe(|| answer(story))) {
        Ok(Ok((json, status))) => Answer { json, status, failed: false },
        Ok(Err(error)) => failed(id, error),
        Err(_) => failed(id, anyhow!("a fault in corroborate; please report it with this line")),
    }
}

/// The answer to a bad line.
#[derive(Serialize)]
struct Failure<'a> {
    id: &'a Value,
    error: &'a str,
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};

    use super::answer_lines;
    use crate::exit::Status;

    /// Bytes of a line.
    const LIMIT: u64 = 1 << 20;

    fn run(input: impl Read + Send + 'static) -> (String, usize) {
        let mut out = Vec::new();
        let tally = answer_lines(input, LIMIT, &mut out, |story| {
            assert_ne!(story.id, "panic");
            Ok((story.id.to_string().into_bytes(), Status::Clean))
        });
        (String::from_utf8(out).unwrap(), tally.unwrap().failed)
    }

    #[test]
    fn answers_come_in_input_order() {
        let input: String = (0..1000).map(|n| format!("{{\"id\": {n}, \"sources\": []}}\n")).collect();
        let expected: String = (0..1000).map(|n| format!("{n}\n")).collect();
        assert_eq!(run(io::Cursor::new(input)), (expected, 0));
    }

    #[test]
    fn bad_lines_are_answered_in_their_place() {
        let input = "\u{feff}{\"id\":1,\"sources\":[]}\r\n\n{\"id\":2}\n{\"id\":\"panic\",\"sources\":[]}\n{\"id\":4,\"sources\":[]}";
        let (out, failed) = run(io::Cursor::new(input));
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!((lines.len(), failed), (4, 2), "{out}");
        assert_eq!((lines[0], lines[3]), ("1", "4"));
        assert!(lines[1].starts_with(r#"{"id":2,"error":"line 3: not a story"#), "{out}");
        assert!(lines[2].starts_with(r#"{"id":"panic","error":"line 4: a fault"#), "{out}");
    }

    #[test]
    fn a_line_over_the_limit_is_skipped() {
        let story = "{\"id\":2,\"sources\":[]}";
        // The second line is as long as may be.
        let long = io::repeat(b'x').take(LIMIT + 5).chain(io::Cursor::new(format!("\n{story}")));
        let input = long.chain(io::repeat(b' ').take(LIMIT - story.len() as u64));
        let (out, failed) = run(input.chain(io::Cursor::new(format!("\n{story}\n"))));
        assert_eq!((out.lines().skip(1).collect::<Vec<_>>(), failed), (vec!["2", "2"], 1));
        let told = "line 1: longer than 1 MiB; split the story, or raise the limit on a line (--max-line)";
        assert!(out.contains(told), "{out}");
    }
}
