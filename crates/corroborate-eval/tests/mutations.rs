//! The mutation benchmark over one small text.

use std::path::Path;

use corroborate_eval::{EvalError, MutationOptions, mutate_folders, mutate_texts};

const TEXT: &str = "\
Fire at Orrin mill injures nine

Nine people were injured and 248 homes were evacuated after a fire at the Orrin mill on Thursday 4 April 2024.

The fire service said 85% of the roof was destroyed and that the damage could be as high as £1,350,000. It said up to 40 \
jobs were at risk. No charges have been brought.

A man, 34, was arrested on suspicion of arson shortly after 11.40pm. He has not been named. The mill has been closed since \
March 2021 and was allegedly used by squatters.

\"The crews worked through the night and they have saved most of the building,\" said Mara Quill, the chief officer. \"We \
believe this is the largest fire in the county.\"

\"Everybody in the street heard the blast and came out to help the neighbours,\" said Tom Ferrers, who lives beside the mill.

Anyone with information should call 0113 496 0122. Residents - among them 12 children - spent the night in a school. A road of \
3 miles, or 4 per cent of the network, was shut until Friday.

The council’s emergency committee will discuss the future of the site. It owns three other buildings beside the river.
";

/// Operator, cases, found, named, elsewhere, silent: what this text gives.
const TABLE: &str = include_str!("mutations.txt");

#[test]
fn every_operator_is_counted() {
    let scores =
        mutate_texts(&[("mill", TEXT)], MutationOptions::default()).expect("the text can be checked");
    assert_eq!(scores.to_table(), TABLE, "{}", scores.to_details());
    assert!(
        scores.operators.iter().all(|row| row.found.whole + row.silent.whole > 0),
        "{}",
        scores.to_table()
    );
}

#[test]
fn fewer_edits_are_spread_over_the_text() {
    let few = mutate_texts(&[("mill", TEXT)], MutationOptions { edits: 1 }).expect("the text can be checked");
    assert!(few.operators.iter().all(|row| row.found.whole <= 1));
}

#[test]
fn a_missed_edit_is_shown_with_both_wordings() {
    // Nothing tells that a row of digits is more than a label, and so nothing is said of it.
    let text = "Tables\n\nRow 17 31 44\n\nThe committee will meet at the town hall to discuss the plans for the river.\n";
    let scores =
        mutate_texts(&[("tables", text)], MutationOptions::default()).expect("the text can be checked");
    for failure in &scores.failures {
        assert_ne!(failure.before, failure.after, "{failure:?}");
        assert!(scores.to_details().contains(&failure.after), "{failure:?}");
    }
    let found: usize = scores.operators.iter().map(|row| row.found.part).sum();
    assert_eq!(found, scores.total.found.part);
}

#[test]
fn folders_are_read_and_errors_name_them() {
    let family = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quill-market");
    let one = mutate_folders(std::slice::from_ref(&family), MutationOptions { edits: 1 })
        .expect("the folder can be read");
    let parent = family.parent().expect("the tests").to_owned();
    let same = mutate_folders(&[parent], MutationOptions { edits: 1 }).expect("the folder can be read");
    assert_eq!(one.total, same.total);
    let error = mutate_folders(&["no/such".into()], MutationOptions::default()).expect_err("no folder");
    assert!(matches!(&error, EvalError::Read { path, .. } if path == Path::new("no/such")), "{error}");
}
