//! Files that are odd in one way each, for the cases.

use std::fs;
use std::path::Path;

const RELEASE: &str = "Ferry fares on the Orrin crossing will rise by 4.5 per cent on 1 June 2024.\n\n\
    The operator said 312 sailings were cancelled last winter, compared with 140 the winter before.\n\n\
    \"We are sorry for every missed journey,\" said Ailsa Crombie, the operator's managing director.\n";

/// Settings with one mistake a line.
const MISTYPED: &str = r#"failon = "never"
fail-on = "warnings"
min-confidence = 2
max-size = "much"
all-notes = "yes"
kind-off = ["order", "ordr", 3]
zebra = 1

[kinds]
omision = "note"
hedge = "fatal"
date = 1

[words]
synonym = []
synonyms = [["ferry"], ["lorry", "heavy goods vehicle"], "tram"]
hedges.rumour = ["word has it"]
hedges.belief = "word has it"
abbreviations = { "D.I." = "Detective Inspector", NCA = 3 }
"#;

/// Fills a folder with the files that the cases name.
pub(crate) fn make(folder: &Path) {
    let changed = RELEASE.replace("312", "412");
    let broken_yaml = format!("---\ntitle: \"Ferry fares: [rise\npublisher: : :\n---\n\n{RELEASE}");
    let broken_html =
        format!("<html><body><article><h1>Fares<p>{}<div><b></article", RELEASE.replace("\n\n", "<p>"));
    let utf16: Vec<u8> = RELEASE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files: [(&str, &[u8]); 14] = [
        ("release.txt", RELEASE.as_bytes()),
        ("twin.txt", RELEASE.as_bytes()),
        ("changed.txt", changed.as_bytes()),
        ("empty.txt", b""),
        ("blank.txt", b" \n\n\t\n"),
        ("report.pdf", b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n1 0 obj\n\x00\x01\x02\nendobj\n"),
        ("noise.txt", &[0, 159, 146, 150, 0, 1, 2, 3, 0, 0]),
        ("yaml.md", broken_yaml.as_bytes()),
        ("broken.html", broken_html.as_bytes()),
        ("utf16.txt", &[&[0xff, 0xfe], utf16.as_slice()].concat()),
        ("story/000_release.txt", RELEASE.as_bytes()),
        ("story/001_changed.txt", changed.as_bytes()),
        ("story/002_scan.pdf", b"%PDF-1.7\n\x00\x01"),
        ("scans/only.pdf", b"%PDF-1.7\n\x00\x01"),
    ];
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    fs::create_dir_all(folder.join("vacant")).unwrap();
    let settings =
        "fail-on = \"never\"\nmin-severity = \"warning\"\nkind-off = [\"order\"]\nall-notes = true\n";
    fs::write(folder.join("settings.toml"), settings).unwrap();
    fs::write(folder.join("mistyped.toml"), MISTYPED).unwrap();
    fs::write(folder.join("torn.toml"), "fail-on = \"never\"\nmin-severity =\n").unwrap();
    fs::write(folder.join("html.toml"), "format = \"html\"\n").unwrap();
    fs::write(folder.join("kinds.toml"), "[kinds]\nvalue_conflict = \"note\"\norder = \"off\"\n").unwrap();
    fs::write(folder.join("off.toml"), "[kinds]\nvalue_conflict = \"off\"\n").unwrap();
    let lines = concat!(
        r#"{"id": "s1", "sources": [{"id": "a", "text": "Some 12 boats sank in March."}]}"#,
        "\n",
        r#"{"id": "s2", "sources": []}"#,
        "\n",
    );
    fs::write(folder.join("lines.jsonl"), lines).unwrap();
}
