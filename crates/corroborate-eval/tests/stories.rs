//! Generated texts are sorted into their stories.

use corroborate_eval::{SEED, generate_stories, score_stories};

#[test]
fn the_same_seed_gives_the_same_texts() {
    let texts =
        |seed| generate_stories(40, seed).into_iter().map(|made| made.source.bytes).collect::<Vec<_>>();
    assert_eq!(texts(1), texts(1));
    assert_ne!(texts(1), texts(2));
}

#[test]
fn stories_that_share_phrasing_and_boilerplate_stay_apart() {
    let scores = score_stories(300, SEED).unwrap();
    assert!(scores.recall.whole > 400, "{scores:?}");
    assert!(scores.precision.value() >= Some(0.99), "{scores:?}");
    assert!(scores.recall.value() >= Some(0.99), "{scores:?}");
}
