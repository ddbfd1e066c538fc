//! Stories a second, megabytes a second, processor time and memory of `corroborate batch` on 10,000 generated stories, with
//! one thread and with two.
//!
//! Run with `cargo bench -p corroborate-cli --bench load`, or with `-- STORIES` for another number of stories. It fails where
//! memory grows with the number of stories. Processor time and memory are told by Linux alone.

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use corroborate::Source;
use corroborate_eval::{SEED, copied_stories};
use serde_json::json;

/// Stories of a run.
const STORIES: usize = 10_000;
/// How much more memory the whole may take than its first quarter.
const GROWTH: f64 = 1.3;

/// What a run came to.
struct Run {
    time: Duration,
    /// Bytes of all answers.
    answered: usize,
    findings: usize,
    /// Seconds of processor time, of all threads together.
    processor: Option<f64>,
    /// The most memory held up to a quarter of the stories, half of them, and all, in MiB.
    peaks: Vec<u64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // A test run of all targets is no bench.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let stories = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(STORIES).max(4);
    let lines: Vec<String> = copied_stories(SEED).take(stories).enumerate().map(line).collect();
    let bytes: usize = lines.iter().map(String::len).sum();
    let mut out = std::io::stdout();
    writeln!(out, "{stories} stories of a release and three copies, {:.1} MB of JSON", bytes as f64 / 1e6)?;
    for threads in [1, 2] {
        let Run { time, answered, findings, processor, peaks } = answer(&lines, threads)?;
        let seconds = time.as_secs_f64();
        let processor = processor.map_or(f64::NAN, |seconds| seconds * 1e3 / stories as f64);
        writeln!(
            out,
            "{threads} threads: {:.0} stories/s, {:.2} MB/s in, {:.2} MB/s out, {findings} findings; {processor:.2} ms of processor time a story; peak MiB at a quarter, half and the end: {peaks:?}",
            stories as f64 / seconds,
            bytes as f64 / 1e6 / seconds,
            answered as f64 / 1e6 / seconds,
        )?;
        if let [quarter, .., end] = peaks[..] {
            assert!(end as f64 <= quarter as f64 * GROWTH, "memory grows with the number of stories");
        }
    }
    Ok(())
}

/// A story as `batch` reads it.
fn line((number, sources): (usize, Vec<Source>)) -> String {
    let source = |source: &Source| json!({"id": source.id, "text": String::from_utf8_lossy(&source.bytes)});
    json!({"id": number, "sources": sources.iter().map(source).collect::<Vec<_>>()}).to_string() + "\n"
}

/// Has the program answer all lines.
fn answer(lines: &[String], threads: usize) -> Result<Run, Box<dyn Error>> {
    let mut batch = Command::new(env!("CARGO_BIN_EXE_corroborate"));
    batch.args(["batch", "--no-config"]).env("RAYON_NUM_THREADS", threads.to_string());
    let start = Instant::now();
    let mut child = batch.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let input = child.stdin.take().ok_or("no input")?;
    thread::scope(|scope| {
        let writer = scope.spawn(|| write(input, lines));
        let mut run = read(&mut child, lines.len())?;
        // Kept open until memory was told, so that the program is still there.
        drop(writer.join().map_err(|_| "the writer failed")??);
        child.wait()?;
        run.time = start.elapsed();
        Ok(run)
    })
}

fn write(mut input: ChildStdin, lines: &[String]) -> std::io::Result<ChildStdin> {
    lines.iter().try_for_each(|line| input.write_all(line.as_bytes()))?;
    Ok(input)
}

/// Reads the answers, and asks for the memory on the way.
fn read(child: &mut Child, stories: usize) -> Result<Run, Box<dyn Error>> {
    let mut answers = BufReader::new(child.stdout.take().ok_or("no output")?);
    let mut run = Run { time: Duration::ZERO, answered: 0, findings: 0, processor: None, peaks: Vec::new() };
    let mut answer = Vec::new();
    for number in 1..=stories {
        answer.clear();
        run.answered += answers.read_until(b'\n', &mut answer)?;
        let report = str::from_utf8(&answer)?;
        if !report.contains("\"report\":") {
            return Err(format!("story {number} failed: {report}").into());
        }
        run.findings += report.matches("\"part_of\":").count();
        if [stories / 4, stories / 2, stories].contains(&number) {
            run.peaks.extend(peak_mebibytes(child.id()));
        }
    }
    run.processor = processor_seconds(child.id());
    Ok(run)
}

/// The processor time of a process so far.
fn processor_seconds(process: u32) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name, in brackets, may hold anything; the 12th and 13th field behind it are hundredths of a second as user and as system.
    let fields = stat.rsplit_once(')')?.1.split_whitespace();
    let ticks: Vec<f64> = fields.skip(11).take(2).filter_map(|field| field.parse().ok()).collect();
    Some(ticks.iter().sum::<f64>() / 100.0)
}

/// The most memory that a process has held.
fn peak_mebibytes(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(peak.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? / 1024)
}
