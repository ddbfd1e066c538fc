//! Names, persons and short forms, case by case.

use corroborate_model::{Analysis, Payload, Person};

#[test]
fn names_persons_and_short_forms_are_found() {
    let mut wrong = String::new();
    let cases = crate::common::cases(include_str!("names.md"));
    assert!(cases.len() > 12, "{} cases", cases.len());
    for case in cases {
        let analysis = corroborate_extract::extract(crate::common::document(&case.text));
        let found = show(&analysis);
        if found != case.expected {
            wrong += &format!("\n## {}\nexpected {:#?}\nfound {found:#?}\n", case.name, case.expected);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn show(analysis: &Analysis) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for name in &analysis.names {
        let line = format!("name {}: {:?}", name.span.of(&analysis.document.text), name.class);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    let persons = analysis.claims.iter().filter_map(|claim| match &claim.payload {
        Payload::Person(person) => Some(line(person)),
        _ => None,
    });
    lines.extend(persons);
    lines
        .extend(analysis.abbreviations.iter().map(|found| format!("short {} = {}", found.short, found.long)));
    lines
}

fn line(person: &Person) -> String {
    let role = person.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
    let age = person.age.map(|age| format!(", {age}")).unwrap_or_default();
    format!("person {}{role}{age}", person.name)
}
