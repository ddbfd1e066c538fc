//! Sorting into stories: the families of the corpus, thrown together.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::program::{folder, run};

/// The folders of the families.
fn families() -> Vec<PathBuf> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut folders: Vec<PathBuf> = fs::read_dir(corpus)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// For each file of a family, whether it tells the story, and whether it is the base.
fn annotated(family: &Path) -> BTreeMap<String, (bool, bool)> {
    let gold: Value = serde_json::from_slice(&fs::read(family.join("gold.json")).unwrap()).unwrap();
    let sources = gold["sources"].as_object().unwrap();
    sources
        .iter()
        .map(|(id, source)| {
            let related = source["related"].as_bool().unwrap_or(true);
            (source["file"].as_str().unwrap().to_owned(), (related, gold["base"] == id.as_str()))
        })
        .collect()
}

#[test]
fn families_thrown_together_fall_into_their_stories() {
    let families = families();
    let arguments = ["stories".into(), "--format=jsonl".into()].into_iter();
    let outcome = run(arguments.chain(families.iter().map(|path| OsString::from(path.as_os_str()))));
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    let lines: Vec<Value> = outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<&Value> =
        lines.iter().filter(|line| line["sources"].as_array().unwrap().len() > 1).collect();
    assert_eq!(told.len(), families.len(), "{}", outcome.stdout);
    for family in &families {
        let annotated = annotated(family);
        let own: Vec<&&Value> = told
            .iter()
            .filter(|line| line["sources"][0]["path"].as_str().unwrap().starts_with(family.to_str().unwrap()))
            .collect();
        let [story] = own[..] else { panic!("{} is no one story: {own:?}", family.display()) };
        let file = |source: &Value| {
            Path::new(source["path"].as_str().unwrap()).file_name().unwrap().to_str().unwrap().to_owned()
        };
        let files: Vec<String> = story["sources"].as_array().unwrap().iter().map(file).collect();
        let related: Vec<String> =
            annotated.iter().filter(|(_, (related, _))| *related).map(|(file, _)| file.clone()).collect();
        assert_eq!(files, related);
        let base = story["sources"].as_array().unwrap().iter().find(|it| it["id"] == story["base"]).unwrap();
        assert!(annotated[&file(base)].1, "{base}");
        assert!(story["base_because"].is_string());
    }
}

#[test]
fn what_stands_alone_is_explained() {
    let place = folder("stories");
    fs::write(place.join("a.txt"), "A lorry shed its load of tiles on the Hexbury road on Monday.\n")
        .unwrap();
    fs::write(
        place.join("b.txt"),
        "Members of the choir from Lower Wend sang for 12 hours to pay for a roof.\n",
    )
    .unwrap();
    let outcome = run([OsString::from("stories"), place.clone().into()]);
    assert!(outcome.stdout.contains("tells of another event"), "{}", outcome.stdout);
    assert!(outcome.stdout.ends_with("2 sources: 0 told by several, 2 alone\n"), "{}", outcome.stdout);
    fs::write(place.join("c.pdf"), b"%PDF-1.7\n\x00\x01").unwrap();
    let outcome = run([OsString::from("stories"), "--format=json".into(), place.into()]);
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("c.pdf"), "{}", outcome.stderr);
    let sorted: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(sorted["schema"], "corroborate-stories/1");
    assert_eq!(sorted["stories"].as_array().unwrap().len(), 2);
}

#[test]
fn the_output_fits_its_schema() {
    let arguments = ["stories".into(), "--format=json".into()].into_iter();
    let sorted = run(arguments.chain(families().iter().map(|path| OsString::from(path.as_os_str()))));
    let sorted: Value = serde_json::from_str(&sorted.stdout).unwrap();
    let schema: Value = serde_json::from_str(&run(["schema", "stories"]).stdout).unwrap();
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("stories.json", schema).unwrap();
    let compiled = compiler.compile("stories.json", &mut schemas).unwrap();
    assert!(schemas.validate(&sorted, compiled).is_ok(), "{:?}", schemas.validate(&sorted, compiled));
    let mut wrong = sorted;
    wrong["stories"][0]["sources"] = 7.into();
    assert!(schemas.validate(&wrong, compiled).is_err());
}

#[test]
fn a_story_of_very_many_copies_is_one() {
    let release = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/storm-damage/000_atlantic_press_wire.txt"),
    )
    .unwrap();
    let paragraphs: Vec<&str> = release.split("\n\n").collect();
    let place = folder("many_copies");
    for copy in 0..120 {
        // Each leaves out one paragraph, and every concept stands in nearly all of them.
        let mut own = paragraphs.clone();
        own.remove(copy % own.len());
        fs::write(place.join(format!("{copy:03}.txt")), own.join("\n\n")).unwrap();
    }
    let outcome = run([OsString::from("stories"), place.into()]);
    assert!(outcome.stdout.ends_with("120 sources: 1 told by several, 0 alone\n"), "{}", outcome.stdout);
}
