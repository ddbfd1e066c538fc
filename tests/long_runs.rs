//! Long runs: silence where nobody watches, and what Ctrl-C leaves behind.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use crate::program::{command, finish, folder, run};

/// Enough sources for a bar to be shown, were there a terminal.
const MANY: usize = 240;

fn fill(place: &Path, sources: usize) {
    for number in 0..sources {
        let text = format!(
            "Ferry {number} of the Orrin line was held at pier {} for {} minutes on 4 May 2023.\n",
            number + 3,
            20 + number % 30
        );
        fs::write(place.join(format!("{number:04}.txt")), text).unwrap();
    }
}

#[test]
fn progress_is_silent_where_standard_error_is_no_terminal() {
    let place = folder("silent");
    fill(&place, MANY);
    for command in ["check", "stories"] {
        let outcome = run([OsString::from(command), "--format=json".into(), place.clone().into()]);
        assert!(matches!(outcome.status, Some(0 | 1)), "{command}: {}", outcome.stderr);
        assert_eq!(outcome.stderr, "", "{command}");
        assert!(outcome.stdout.starts_with('{'), "{command}");
    }
}

#[test]
fn an_absurd_number_of_threads_is_bounded() {
    let place = folder("threads");
    fill(&place, 2);
    let mut check = command(["check"]);
    check.arg(&place).env("RAYON_NUM_THREADS", "1000000");
    let outcome = finish(check, b"");
    assert!(matches!(outcome.status, Some(0 | 1)), "{}", outcome.stderr);
}

#[cfg(unix)]
mod interrupted {
    use std::fs;
    use std::io::Write as _;
    use std::path::Path;
    use std::process::{Child, Command, Stdio};
    use std::thread;
    use std::time::{Duration, Instant};

    use crate::program::{command, folder};

    /// Longest wait for a process that does not come to a point.
    const PATIENCE: Duration = Duration::from_secs(30);

    #[track_caller]
    fn until<T>(mut done: impl FnMut() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(it) = done() {
                return it;
            }
            assert!(start.elapsed() < PATIENCE, "it never came");
            thread::sleep(Duration::from_millis(2));
        }
    }

    fn drafts(place: &Path) -> Vec<String> {
        let names = fs::read_dir(place).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
        names.filter(|name| name.ends_with(".part")).collect()
    }

    fn interrupt(child: &Child) {
        let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    #[test]
    fn a_file_that_is_being_written_is_left_as_it_was() {
        let place = folder("interrupted");
        let output = place.join("out.jsonl");
        fs::write(&output, "as it was\n").unwrap();
        let mut batch = command(["batch", "-o"]);
        batch.arg(&output).arg("-").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = batch.spawn().unwrap();
        // Standard input stays open, so that it waits for more with the draft begun.
        let mut input = child.stdin.take().unwrap();
        writeln!(input, r#"{{"id": 1, "sources": [{{"id": "a", "text": "Some 12 boats sank."}}]}}"#).unwrap();
        input.flush().unwrap();
        until(|| (!drafts(&place).is_empty()).then_some(()));
        // The draft is known to the handler a moment after it is there.
        thread::sleep(Duration::from_millis(50));
        interrupt(&child);
        let status = until(|| child.try_wait().unwrap());
        assert_eq!(status.code(), Some(130));
        assert_eq!(drafts(&place), Vec::<String>::new());
        assert_eq!(fs::read_to_string(&output).unwrap(), "as it was\n");
        drop(input);
    }

    #[test]
    fn a_check_at_work_leaves_nothing() {
        let place = folder("interrupted_check");
        let sources = place.join("sources");
        fs::create_dir(&sources).unwrap();
        super::fill(&sources, 1200);
        let output = place.join("report.json");
        let mut check = command(["check", "--format=json", "-o"]);
        check.arg(&output).arg(&sources).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = check.spawn().unwrap();
        thread::sleep(Duration::from_millis(100));
        interrupt(&child);
        let status = until(|| child.try_wait().unwrap());
        // A fast machine may be through by then; whatever is there is whole.
        if status.success() || status.code() == Some(1) {
            let report = fs::read_to_string(&output).unwrap();
            serde_json::from_str::<serde_json::Value>(&report).unwrap();
        } else {
            assert!(!output.exists());
        }
        assert_eq!(drafts(&place), Vec::<String>::new());
    }
}
