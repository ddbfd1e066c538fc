//! Texts that no newsroom writes: time grows with their size, and nothing breaks.

use std::fs;
use std::time::{Duration, Instant};

use corroborate::{Config, Output, RenderOptions, Source, check, render};

use crate::holds;
use crate::odd_texts::{PATTERNS, VARIED, name, repeated, varied};

/// Bytes of the smaller text.
const SMALL: usize = if cfg!(debug_assertions) { 3_000 } else { 30_000 };
/// How many times larger the other one is.
const TIMES: usize = 4;
/// Growth that is allowed beyond that of the text; growth with the square would be `TIMES`.
const SLACK: f64 = 2.4;
/// What is too short to be measured.
const NOISE: Duration = Duration::from_millis(60);

/// CPU time of this thread, so that a busy machine fails no test.
fn spent() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let ticks = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = ticks.and_then(|text| text.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Checks two texts and shows the report, on this thread alone.
fn cost(base: &str, other: &str) -> Duration {
    let start = spent();
    let report = check(&[Source::new("a", base), Source::new("b", other)], &Config::default());
    // White space alone is no text.
    let Ok(report) = report else { return Duration::ZERO };
    for output in [Output::Json, Output::Html, Output::Terminal] {
        render(&report, output, &RenderOptions::default(), &mut Vec::new()).unwrap();
    }
    spent() - start
}

/// A text and another that tells one thing more.
fn added(text: String) -> [String; 2] {
    let other = format!("{text} The pier was closed by 12 men.");
    [text, other]
}

#[track_caller]
fn grows_with_its_size(what: &str, texts: impl Fn(usize) -> [String; 2] + Sync) {
    let single = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let [small, large] = [SMALL, SMALL * TIMES].map(|bytes| {
        let [base, other] = texts(bytes);
        single.install(|| cost(&base, &other))
    });
    let most = small.max(NOISE).mul_f64(TIMES as f64 * SLACK);
    assert!(large <= most, "{what:?}: {TIMES} times the text takes {large:?}, not {small:?}");
}

#[test]
fn time_grows_with_repeated_patterns() {
    for pattern in PATTERNS {
        grows_with_its_size(pattern, |bytes| added(repeated(pattern, bytes)));
    }
}

#[test]
fn time_grows_with_texts_without_repetition() {
    for &piece in VARIED {
        grows_with_its_size(&piece(1), |bytes| added(varied(piece, 0, bytes)));
    }
}

#[test]
fn time_grows_with_texts_that_differ_everywhere() {
    for &piece in VARIED {
        grows_with_its_size(&piece(1), |bytes| {
            let text = varied(piece, 0, bytes);
            let changed = text.replace(" not ", " ").replace('7', "8").replace("said", "denied");
            [text, changed]
        });
    }
}

#[test]
fn time_grows_with_brackets_that_close_again() {
    grows_with_its_size("((…))", |bytes| added("(".repeat(bytes / 2) + &")".repeat(bytes / 2)));
    grows_with_its_size("<b>…</b>", |bytes| {
        added("<b>".repeat(bytes / 7) + "x" + &"</b>".repeat(bytes / 7))
    });
}

#[test]
fn time_grows_with_references_of_a_page() {
    grows_with_its_size("<p>&amp;…", |bytes| added(format!("<p>{}</p>", "&amp;".repeat(bytes))));
}

#[test]
fn headers_without_end_are_read() {
    for header in [
        "[".repeat(50_000),
        "a: ".repeat(20_000),
        (0..5_000).map(|n| format!("k{n}: v\n")).collect(),
        (0..9).fold("a0: &a0 [x, x]\n".to_owned(), |text, n| {
            format!(
                "{text}a{}: &a{} [*a{n}, *a{n}, *a{n}, *a{n}, *a{n}, *a{n}, *a{n}, *a{n}]\n",
                n + 1,
                n + 1
            )
        }),
        "a: &a\n  b: *a\n  <<: *a\n".to_owned(),
        "- ".repeat(20_000),
        "? ".repeat(20_000),
    ] {
        holds::header(header.as_bytes());
    }
}

/// Sentences that each text tells otherwise, in the same few words: what is looked for is never found at once, and may stand
/// in many places.
#[test]
fn time_grows_where_every_sentence_is_turned_round() {
    let told = |bytes: usize, denied: bool| {
        let sentence = |n: usize| {
            let not = if denied { " not" } else { "" };
            let (who, what) = (name(n * 7), ["bridge", "school", "library", "station"][n % 4]);
            format!("{who} Lee said the {what} in {} would{not} be closed by the council.\n\n", name(n % 40))
        };
        (0..bytes / 70).map(sentence).collect::<String>()
    };
    grows_with_its_size("turned round", |bytes| [told(bytes, true), told(bytes, false)]);
}
