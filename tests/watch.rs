//! `check --watch`, on systems where a test can press Ctrl-C.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use crate::files;
use crate::program::{command, folder, run};

/// Longer than any look, settling and check take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// Several looks: long enough for a check that should not come.
const SILENCE: Duration = Duration::from_millis(900);

/// Between two lines of one report.
const LAG: Duration = Duration::from_millis(300);

/// A running program, one line of JSON or one message at a time.
struct Watch {
    child: Child,
    /// The first line of each report.
    reports: Receiver<String>,
    messages: Receiver<String>,
}

fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let lines = BufReader::new(stream).lines();
        lines.map_while(Result::ok).all(|line| sender.send(line).is_ok())
    });
    receiver
}

impl Watch {
    fn start(place: &Path, arguments: &[&str]) -> Watch {
        let mut command = command(["check", "--watch", "--format", "csv", "--kind", "value_conflict"]);
        command.args(arguments).current_dir(place).stdin(Stdio::null());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let reports = lines(child.stdout.take().unwrap());
        let messages = lines(child.stderr.take().unwrap());
        Watch { child, reports, messages }
    }

    /// Waits for the message that a check is over.
    #[track_caller]
    fn go_on(&self) {
        while !self.messages.recv_timeout(PATIENCE).expect("another check").contains(": watching ") {}
    }

    /// The findings of the next report.
    #[track_caller]
    fn report(&self) -> String {
        self.go_on();
        // The heading of the table comes in any case; what else there is comes right after it.
        let mut findings = Vec::new();
        let mut patience = PATIENCE;
        while let Ok(line) = self.reports.recv_timeout(patience) {
            findings.push(line);
            patience = LAG;
        }
        findings.split_off(1).join("\n")
    }

    fn is_silent(&self) -> bool {
        self.messages.recv_timeout(SILENCE).is_err()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn place(name: &str) -> std::path::PathBuf {
    let place = folder(name);
    files::make(&place);
    place
}

#[test]
fn every_change_is_checked_and_an_interrupt_is_a_good_end() {
    let place = place("watch-change");
    let mut watch = Watch::start(&place, &["release.txt", "changed.txt"]);
    assert!(watch.report().contains("412"));

    let text = fs::read_to_string(place.join("changed.txt")).unwrap();
    fs::write(place.join("changed.txt"), text.replace("412", "512")).unwrap();
    assert!(watch.report().contains("512"));

    // Editors write a new file and put it in the place of the old one.
    fs::remove_file(place.join("changed.txt")).unwrap();
    thread::sleep(Duration::from_millis(400));
    fs::write(place.join("changed.txt.new"), text.replace("412", "612")).unwrap();
    fs::rename(place.join("changed.txt.new"), place.join("changed.txt")).unwrap();
    assert!(watch.report().contains("612"));
    assert!(watch.is_silent());

    let pid = watch.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    assert_eq!(watch.child.wait().unwrap().code(), Some(0));
}

#[test]
fn what_fails_is_told_and_tried_again() {
    let place = place("watch-fail");
    fs::write(place.join("settings.toml"), "kind-off = [\"value_conflict\"]\n").unwrap();
    let watch = Watch::start(&place, &["--config", "settings.toml", "release.txt", "changed.txt"]);
    assert_eq!(watch.report(), "");
    fs::write(place.join("settings.toml"), "kindoff = []\n").unwrap();
    let told = watch.messages.recv_timeout(PATIENCE).unwrap();
    assert!(told.contains("settings.toml:1:1: unknown key `kindoff`"), "{told}");
    watch.go_on();
    fs::write(place.join("settings.toml"), "kind-off = []\n").unwrap();
    assert!(watch.report().contains("412"));
}

#[test]
fn a_folder_is_watched_for_new_texts_but_not_for_the_report_in_it() {
    let place = place("watch-folder");
    let watch = Watch::start(&place, &["story", "-o", "story/report.csv"]);
    watch.go_on();
    assert!(watch.is_silent());
    let text = fs::read_to_string(place.join("changed.txt")).unwrap();
    fs::write(place.join("story/003_late.txt"), text.replace("412", "712")).unwrap();
    watch.go_on();
    assert!(fs::read_to_string(place.join("story/report.csv")).unwrap().contains("712"));
}

#[test]
fn standard_input_cannot_be_watched() {
    let outcome = run(["check", "--watch", "-"]);
    assert_eq!(outcome.status, Some(2));
    assert!(outcome.stderr.contains("standard input cannot be read again"), "{}", outcome.stderr);
}
