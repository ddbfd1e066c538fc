//! What the project is built from: every crate that a manifest names stands on a page with its reason, and the other way round.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Crates that are not ours, each with one that uses it, named as on the page.
type Uses = BTreeSet<(String, String)>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn manifest(path: &Path) -> toml::Table {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Each manifest, and what its crate is called on the page.
fn manifests() -> Vec<(String, toml::Table)> {
    let crates = fs::read_dir(root().join("crates")).unwrap().map(|entry| {
        let folder = entry.unwrap();
        let name = folder.file_name().into_string().unwrap();
        let short = name.strip_prefix("corroborate-").unwrap_or(&name).to_owned();
        (short, folder.path())
    });
    let programs = ["tests/api", "tests/fuzz"].map(|folder| (folder.to_owned(), root().join(folder)));
    crates.chain(programs).map(|(name, folder)| (name, manifest(&folder.join("Cargo.toml")))).collect()
}

/// The tables of dependencies of a manifest, those for some platforms too, with what marks their users.
fn tables(manifest: &toml::Table) -> Vec<(&toml::Table, &'static str)> {
    let kinds = [("dependencies", ""), ("build-dependencies", ""), ("dev-dependencies", " (tests)")];
    let platforms =
        manifest.get("target").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::values);
    let places = [manifest].into_iter().chain(platforms.filter_map(toml::Value::as_table));
    places
        .flat_map(|place| {
            kinds.into_iter().filter_map(|(key, mark)| Some((place.get(key)?.as_table()?, mark)))
        })
        .collect()
}

fn ours(name: &str) -> bool {
    name == "corroborate" || name.starts_with("corroborate-")
}

fn found() -> Uses {
    let mut uses = Uses::new();
    for (crate_name, manifest) in manifests() {
        for (table, mark) in tables(&manifest) {
            for name in table.keys().filter(|name| !ours(name)) {
                uses.insert((name.clone(), format!("{crate_name}{mark}")));
            }
        }
    }
    uses
}

/// The rows of the page's tables: crates, users, reason, licence.
fn rows() -> Vec<[String; 4]> {
    let page = fs::read_to_string(root().join("docs/developers/dependencies.md")).unwrap();
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    rows.map(|line| {
        let cells: Vec<String> =
            line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
        <[String; 4]>::try_from(cells).unwrap_or_else(|cells| panic!("not four columns: {cells:?}"))
    })
    .collect()
}

fn names(cell: &str) -> impl Iterator<Item = String> {
    cell.split(", ").map(|name| name.trim_matches('`').to_owned())
}

#[test]
fn every_dependency_stands_on_its_page_with_its_users() {
    let mut written = Uses::new();
    for [crates, users, reason, _] in rows() {
        assert!(reason.len() >= 5, "{crates} has no reason");
        for name in names(&crates) {
            for user in names(&users) {
                assert!(written.insert((name.clone(), user.clone())), "{name}: {user} stands there twice");
            }
        }
    }
    let found = found();
    let missing: Vec<_> = found.difference(&written).collect();
    let gone: Vec<_> = written.difference(&found).collect();
    assert!(found.len() > 50);
    assert!(missing.is_empty() && gone.is_empty(), "not on the page: {missing:?}; no longer so: {gone:?}");
}

#[test]
fn versions_and_features_are_named_in_one_place() {
    let workspace = manifest(&root().join("Cargo.toml"));
    let named: BTreeSet<&str> =
        workspace["workspace"]["dependencies"].as_table().unwrap().keys().map(String::as_str).collect();
    let mut used = BTreeSet::new();
    let manifests = manifests();
    for (crate_name, manifest) in manifests.iter().filter(|(name, _)| !name.starts_with("tests/")) {
        for (name, value) in tables(manifest).into_iter().flat_map(|(table, _)| table) {
            let inherited = value.get("workspace").and_then(toml::Value::as_bool) == Some(true);
            assert!(inherited, "{crate_name}: {name} is not taken from the workspace");
            used.insert(name.as_str());
        }
    }
    assert_eq!(named, used, "left: workspace.dependencies, right: what the crates use");
}

#[test]
fn licences_are_those_that_the_crates_state() {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked", "--offline"]).current_dir(root());
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |package: &Value, key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let packages: Vec<&Value> = metadata["packages"].as_array().unwrap().iter().collect();
    let mut compared = 0;
    for [crates, users, _, licence] in rows().iter().filter(|row| !row[1].starts_with("tests/")) {
        let name = crates.trim_matches('`');
        let stated: BTreeSet<String> = packages
            .iter()
            .filter(|package| text(package, "name") == name)
            .map(|package| text(package, "license"))
            .collect();
        assert_eq!(stated, BTreeSet::from([licence.clone()]), "{name}, used by {users}");
        compared += 1;
    }
    assert!(compared > 20);
}

#[test]
fn every_crate_has_what_a_registry_asks_for() {
    for (name, manifest) in manifests().iter().filter(|(name, _)| !name.starts_with("tests/")) {
        let package = manifest["package"].as_table().unwrap();
        for key in ["description", "license", "readme", "keywords", "categories", "rust-version", "include"] {
            assert!(package.contains_key(key), "{name} has no {key}");
        }
        let folder = if name == "corroborate" { name.clone() } else { format!("corroborate-{name}") };
        for file in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
            let path = root().join("crates").join(&folder).join(file);
            assert!(fs::read_to_string(&path).is_ok_and(|text| !text.is_empty()), "{}", path.display());
        }
    }
}
