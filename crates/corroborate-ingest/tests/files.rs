//! Files and folders: what is read, what is skipped, and what the errors say.

use std::fs;
use std::path::{Path, PathBuf};

use corroborate_ingest::{BinaryKind, IngestError, Limits, load, load_folder, read};
use corroborate_model::{Date, Source};

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn small() -> Limits {
    Limits { max_bytes: 1000, ..Limits::default() }
}

#[test]
fn a_folder_gives_its_texts_and_tells_the_rest() {
    let path = folder("mixed");
    fs::create_dir(path.join("inside")).unwrap();
    for (name, bytes) in [
        ("b.txt", &b"Two people were hurt."[..]),
        ("a.md", b"# Two hurt\n\nTwo people were hurt."),
        ("gold.json", b"{}"),
        (".hidden", b"secret"),
        ("c.pdf", b"%PDF-1.7\n\x00\x01"),
        ("d.txt", b""),
        ("e.txt", &[b'x'; 1001]),
    ] {
        fs::write(path.join(name), bytes).unwrap();
    }
    let found = load_folder(&path, &small()).unwrap();
    let ids: Vec<&str> = found.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    let told: Vec<String> = found
        .skipped
        .iter()
        .map(|(file, error)| {
            format!("{} | {error}", file.file_name().unwrap().display())
                .replace(&path.display().to_string(), "")
        })
        .collect();
    assert_eq!(
        told,
        [
            "c.pdf | /c.pdf: is a PDF file and not text (seen at byte 0); save it as plain text, Markdown or HTML first",
            "d.txt | /d.txt: is empty (0 bytes); there is nothing to compare in it",
            "e.txt | /e.txt: holds more than 1000 bytes; split it, or raise the limit on the size of a source",
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_sockets_are_not_read() {
    let path = folder("links");
    fs::write(path.join("a.txt"), "Two people were hurt.").unwrap();
    std::os::unix::fs::symlink(path.join("a.txt"), path.join("b.txt")).unwrap();
    std::os::unix::fs::symlink(path.join("gone.txt"), path.join("c.txt")).unwrap();
    std::os::unix::fs::symlink(path.join("d.txt"), path.join("d.txt")).unwrap();
    std::os::unix::fs::symlink(&path, path.join("e")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(path.join("f")).unwrap();
    let found = load_folder(&path, &Limits::default()).unwrap();
    let ids: Vec<&str> = found.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    let kinds: Vec<&IngestError> = found.skipped.iter().map(|(_, error)| error).collect();
    assert!(
        matches!(
            kinds[..],
            [IngestError::NotFound { .. }, IngestError::Io { .. }, IngestError::NotAFile { .. }]
        ),
        "{kinds:?}"
    );
}

#[test]
fn errors_say_what_to_do() {
    let path = folder("errors");
    fs::write(path.join("a.txt"), "Two people were hurt.").unwrap();
    let said = |error: IngestError| error.to_string().replace(&path.display().to_string(), "");
    let limits = Limits::default();
    assert_eq!(
        said(load(&path.join("x.txt"), &limits).unwrap_err()),
        "/x.txt: no such file; check the spelling of the path"
    );
    assert_eq!(
        said(load(&path, &limits).unwrap_err()),
        ": is a folder; name one file in it, or read it as a folder"
    );
    assert_eq!(
        said(load_folder(&path.join("a.txt"), &limits).unwrap_err()),
        "/a.txt: is no folder; read it as a file"
    );
    assert!(matches!(load_folder(&path.join("x"), &limits), Err(IngestError::NotFound { .. })));
    let big = Source::new("big", "x".repeat(1001));
    assert!(matches!(read(&big, &small()), Err(IngestError::TooLarge { limit: 1000, .. })));
    let zip = Source::from_bytes("z", b"PK\x03\x04\0\0word/document.xml".to_vec());
    assert!(matches!(read(&zip, &limits), Err(IngestError::Binary { what: BinaryKind::WordProcessor, .. })));
}

#[test]
fn fields_of_the_source_win() {
    let text = "---\ntitle: Inner\npublisher: Inner Post\ndate: 2024-05-01\n---\nTwo people were hurt.";
    let source = Source {
        title: Some("Outer".to_owned()),
        published: Date::new(2024, 5, 2),
        path: Some("x/007_story.md".to_owned()),
        ..Source::new("", text)
    };
    let document = read(&source, &Limits::default()).unwrap();
    assert_eq!(document.id, "007");
    assert_eq!(document.meta.title.as_deref(), Some("Outer"));
    assert_eq!(document.meta.publisher.as_deref(), Some("Inner Post"));
    assert_eq!(document.meta.published.unwrap().to_string(), "2024-05-02");
    let named = read(&Source { id: "mine".to_owned(), ..source }, &Limits::default()).unwrap();
    assert_eq!(named.id, "mine");
}
