//! Running the program.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// What a run came to.
pub(crate) struct Outcome {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The program, with surroundings that do not depend on who runs the tests.
pub(crate) fn command<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corroborate"));
    command.args(arguments).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// Runs the program without input.
pub(crate) fn run<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> Outcome {
    finish(command(arguments), b"")
}

/// Longest run. Far more than any takes, so that a busy machine fails no test, and little enough for what grows
/// quadratically to fail.
const PATIENCE: Duration = Duration::from_secs(30);

/// Runs a command with this input.
#[track_caller]
pub(crate) fn finish(mut command: Command, input: &[u8]) -> Outcome {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    let (mut stdin, stdout, stderr) = (child.stdin.take().unwrap(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        // The program need not read what it does not want.
        scope.spawn(move || stdin.write_all(input));
        let stdout = scope.spawn(move || io::read_to_string(stdout.unwrap()).unwrap());
        let stderr = scope.spawn(move || io::read_to_string(stderr.unwrap()).unwrap());
        let status = wait(&mut child);
        let (stdout, stderr) = (stdout.join().unwrap(), stderr.join().unwrap());
        let status = status.unwrap_or_else(|| panic!("stopped after {PATIENCE:?}: {command:?}"));
        Outcome { status: status.code(), stdout, stderr }
    })
}

/// How it ended, or nothing where it had to be stopped.
fn wait(child: &mut Child) -> Option<ExitStatus> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    None
}

/// A JSON report of a run that may find something.
#[track_caller]
pub(crate) fn report<S: AsRef<OsStr>>(arguments: impl IntoIterator<Item = S>) -> serde_json::Value {
    let outcome = run(arguments);
    assert!(matches!(outcome.status, Some(0 | 1)), "{:?}: {}", outcome.status, outcome.stderr);
    serde_json::from_str(&outcome.stdout).unwrap()
}

/// A new empty folder for a test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The corpus.
pub(crate) fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

/// The families of the corpus, by name.
pub(crate) fn families() -> Vec<PathBuf> {
    let mut families: Vec<PathBuf> = fs::read_dir(corpus())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("gold.json").is_file())
        .collect();
    families.sort();
    assert!(!families.is_empty());
    families
}

/// The sources of a family, by name.
pub(crate) fn sources(family: &Path) -> Vec<PathBuf> {
    let mut sources: Vec<PathBuf> = fs::read_dir(family)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension != "json"))
        .collect();
    sources.sort();
    sources
}
