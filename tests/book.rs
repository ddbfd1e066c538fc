//! The book in `docs/` and the pages at the top: every example is run, every link leads somewhere.
//!
//! A block marked `console` is a session, and a page starts in the root of the checkout: `$` and a command, then what it prints, errors last; a line
//! `…` stands for any number of lines, and one at the end of a line for the rest of it. `$ echo $?` shows the exit
//! status of the command before. Blocks marked `toml` are settings, blocks marked `json` are JSON; commands of blocks
//! marked `sh` have to be understood.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::files;
use crate::program::{command, finish, folder};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// All Markdown pages of the book and those at the top, as paths from the root.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> =
        ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "corpus/README.md"].map(PathBuf::from).to_vec();
    collect(&root(), Path::new("docs"), &mut pages);
    pages.sort();
    pages
}

fn collect(root: &Path, folder: &Path, pages: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let path = folder.join(entry.unwrap().file_name());
        if root.join(&path).is_dir() {
            collect(root, &path, pages);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
}

fn read(page: &Path) -> String {
    fs::read_to_string(root().join(page)).unwrap()
}

/// The blocks of a page that are marked so, with the lines they start at.
fn blocks(page: &str, mark: &str) -> Vec<(usize, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(bool, usize, String)> = None;
    for (number, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info == mark, number + 2, String::new())),
            (Some(_), Some(_)) => {
                let (wanted, at, text) = open.take().unwrap();
                if wanted {
                    blocks.push((at, text));
                }
            }
            (Some((_, _, text)), None) => *text += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    blocks
}

/// A folder that looks like the root of the checkout to the examples.
fn checkout(name: &str) -> PathBuf {
    let place = folder(name);
    for part in ["corpus", "docs/examples"] {
        copy(&root().join(part), &place.join(part));
    }
    place
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A command of a session and what it should print.
struct Step {
    line: usize,
    command: String,
    expected: Vec<String>,
}

fn steps(at: usize, session: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (number, line) in session.lines().enumerate() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => {
                steps.push(Step { line: at + number, command: command.to_owned(), expected: Vec::new() })
            }
            (None, Some(step)) => step.expected.push(line.to_owned()),
            (None, None) => panic!("line {}: a session starts with a command", at + number),
        }
    }
    steps
}

/// Whether the lines are as expected.
fn matches(expected: &[String], lines: &[&str]) -> bool {
    match expected.split_first() {
        None => lines.is_empty(),
        Some((any, rest)) if any.trim() == "…" => {
            (0..=lines.len()).any(|skipped| matches(rest, &lines[skipped..]))
        }
        Some((first, rest)) => lines.split_first().is_some_and(|(line, others)| {
            let same = match first.strip_suffix('…') {
                // A line may end so by itself.
                Some(start) => line.starts_with(start),
                None => line.trim_end() == first.trim_end(),
            };
            same && matches(rest, others)
        }),
    }
}

/// Runs a session; what goes otherwise than it says.
#[cfg(unix)]
fn run(page: &Path, session: &[Step], place: &mut PathBuf) -> Vec<String> {
    use std::process::Command;

    let program = Path::new(env!("CARGO_BIN_EXE_corroborate")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let mut wrong = Vec::new();
    let mut status = 0;
    for step in session {
        let (printed, asked) = match step.command.as_str() {
            "echo $?" => (status.to_string(), true),
            line if line.starts_with("cd ") => {
                place.push(line.trim_start_matches("cd "));
                assert!(place.is_dir(), "{place:?}");
                continue;
            }
            line => {
                let mut shell = Command::new("sh");
                shell.args(["-c", line]).current_dir(&*place).env("PATH", &path);
                shell.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
                let outcome = finish(shell, b"");
                status = outcome.status.unwrap();
                (outcome.stdout + &outcome.stderr, false)
            }
        };
        let lines: Vec<&str> = printed.lines().collect();
        let asks_next = session.iter().any(|next| next.line > step.line && next.command == "echo $?");
        let fine = asked || status < 2 || asks_next;
        if !fine || !matches(&step.expected, &lines) {
            let Step { line, command, .. } = step;
            wrong.push(format!("{}:{line}: $ {command}\nstatus {status}\n{printed}", page.display()));
        }
    }
    wrong
}

#[cfg(unix)]
#[test]
fn sessions_go_as_they_are_shown() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (number, page) in pages().iter().enumerate() {
        let sessions = blocks(&read(page), "console");
        if sessions.is_empty() {
            continue;
        }
        let mut place = checkout(&format!("book-{number}"));
        for (at, session) in sessions {
            let steps = steps(at, &session);
            count += steps.len();
            wrong.extend(run(page, &steps, &mut place));
        }
    }
    assert!(count > 10);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn examples_of_settings_and_json_are_sound() {
    let place = folder("book-settings");
    files::make(&place);
    for page in pages() {
        let text = read(&page);
        for (line, settings) in blocks(&text, "toml") {
            fs::write(place.join("example.toml"), &settings).unwrap();
            fs::write(place.join("known.json"), r#"{"schema": "corroborate-baseline/1", "findings": []}"#)
                .unwrap();
            let mut check = command(["check", "--config", "example.toml", "release.txt", "changed.txt"]);
            check.current_dir(&place);
            let outcome = finish(check, b"");
            assert!(outcome.status < Some(2), "{}:{line}: {}", page.display(), outcome.stderr);
        }
        for (line, json) in blocks(&text, "json") {
            let value = serde_json::from_str::<serde_json::Value>(&json);
            assert!(value.is_ok(), "{}:{line}: {value:?}", page.display());
            if json.contains("corroborate-baseline/") {
                fs::write(place.join("example.json"), &json).unwrap();
                let mut check =
                    command(["check", "--baseline", "example.json", "release.txt", "changed.txt"]);
                check.current_dir(&place);
                let outcome = finish(check, b"");
                assert!(outcome.status < Some(2), "{}:{line}: {}", page.display(), outcome.stderr);
            }
        }
    }
}

#[test]
fn commands_that_are_not_run_are_understood() {
    let mut count = 0;
    for page in pages() {
        for (line, script) in blocks(&read(&page), "sh") {
            for call in script.lines().filter_map(|line| line.strip_prefix("corroborate ")) {
                let call = call.split(['#', '<', '>', '|']).next().unwrap_or_default();
                let arguments = call.split_whitespace().chain(["--help"]);
                let outcome = crate::program::run(arguments);
                assert_eq!(outcome.status, Some(0), "{}:{line}: {call}: {}", page.display(), outcome.stderr);
                count += 1;
            }
        }
    }
    assert!(count > 5);
}

#[test]
fn every_key_of_a_settings_file_is_documented() {
    let place = folder("book-keys");
    files::make(&place);
    fs::write(place.join("unknown.toml"), "zzzzzzzz = 1\n").unwrap();
    let mut check = command(["check", "--config", "unknown.toml", "release.txt"]);
    check.current_dir(&place);
    let message = finish(check, b"").stderr;
    let (_, known) = message.split_once("known: ").unwrap();
    let page = read(Path::new("docs/pipelines/settings.md"));
    for key in known.trim().split(", ") {
        assert!(page.contains(&format!("`{key}`")), "{key}");
    }
}

#[test]
fn every_kind_has_its_page() {
    let summary = read(Path::new("docs/SUMMARY.md"));
    let outcome = crate::program::run(["explain"]);
    let kinds: Vec<&str> = outcome.stdout.lines().map_while(|line| line.split_whitespace().next()).collect();
    assert_eq!(kinds.len(), 22);
    for kind in kinds {
        let page = read(Path::new(&format!("docs/kinds/{kind}.md")));
        let include = format!("{{{{#include ../../crates/corroborate-reconcile/src/findings/{kind}.md}}}}\n");
        assert_eq!(page, include);
        assert!(summary.contains(&format!("[{kind}](kinds/{kind}.md)")), "{kind}");
    }
}

#[test]
fn every_page_of_the_book_is_in_its_summary() {
    let listed: BTreeSet<PathBuf> =
        links(&read(Path::new("docs/SUMMARY.md"))).iter().map(|link| Path::new("docs").join(link)).collect();
    let there: BTreeSet<PathBuf> = pages()
        .into_iter()
        .filter(|page| {
            page.starts_with("docs") && !page.ends_with("SUMMARY.md") && !page.starts_with("docs/examples")
        })
        .collect();
    assert_eq!(listed, there);
}

/// What the links and pictures of a page lead to.
fn links(page: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("](") {
        let Some((target, tail)) = after.split_once(')') else { break };
        links.push(target.to_owned());
        rest = tail;
    }
    links
}

/// What a heading is called in an address.
fn anchor(heading: &str) -> String {
    heading
        .trim_start_matches('#')
        .trim()
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut broken = Vec::new();
    for page in pages() {
        for link in links(&read(&page)) {
            if link.contains("://") {
                continue;
            }
            let (path, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let target = match path {
                "" => page.clone(),
                path => page.parent().unwrap().join(path),
            };
            let there = root().join(&target).exists();
            let heading = fragment.is_empty()
                || there
                    && read(&target).lines().any(|line| line.starts_with('#') && anchor(line) == fragment);
            if !there || !heading {
                broken.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn pictures_are_small() {
    for entry in fs::read_dir(root().join("docs/pictures")).unwrap() {
        let entry = entry.unwrap();
        assert!(entry.metadata().unwrap().len() < 150_000, "{:?}", entry.file_name());
    }
}
