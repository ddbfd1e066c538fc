//! Generated texts are sorted into their stories.

use std::collections::HashSet;

use corroborate_eval::{SEED, copied_stories, generate_stories, score_stories};

#[test]
fn the_same_seed_gives_the_same_texts() {
    let texts =
        |seed| generate_stories(40, seed).into_iter().map(|made| made.source.bytes).collect::<Vec<_>>();
    assert_eq!(texts(1), texts(1));
    assert_ne!(texts(1), texts(2));
}

#[test]
fn copies_differ_from_their_release_and_seeds_from_each_other() {
    let stories: Vec<_> = copied_stories(SEED).take(50).collect();
    assert!(stories.iter().eq(&copied_stories(SEED).take(50).collect::<Vec<_>>()));
    let texts: HashSet<&[u8]> = stories.iter().flatten().map(|source| source.bytes.as_slice()).collect();
    assert_eq!(texts.len(), 50 * 4);
    let releases: usize = stories.iter().map(|story| story[0].bytes.len()).sum();
    assert!((2_000..4_000).contains(&(releases / 50)), "{releases} bytes");
    assert_ne!(copied_stories(1).next(), copied_stories(2).next());
}

#[test]
fn stories_that_share_phrasing_and_boilerplate_stay_apart() {
    let scores = score_stories(300, SEED).unwrap();
    assert!(scores.recall.whole > 400, "{scores:?}");
    assert!(scores.precision.value() >= Some(0.99), "{scores:?}");
    assert!(scores.recall.value() >= Some(0.99), "{scores:?}");
}
