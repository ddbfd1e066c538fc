//! Texts that no newsroom writes: time grows with their size, and nothing breaks.

use std::fs;
use std::time::{Duration, Instant};

use corroborate::{Config, Output, RenderOptions, Source, check, render};

use crate::holds;

/// Bytes of the smaller text.
const SMALL: usize = if cfg!(debug_assertions) { 3_000 } else { 30_000 };
/// How many times larger the other one is.
const TIMES: usize = 4;
/// Growth that is allowed beyond that of the text; growth with the square would be `TIMES`.
const SLACK: f64 = 2.4;
/// What is too short to be measured.
const NOISE: Duration = Duration::from_millis(60);

/// Patterns that are repeated, each a line of its own in what it is about.
const PATTERNS: &[&str] = &[
    // Marks.
    "\"",
    "\u{201c}",
    "\u{201c}a\u{201d} ",
    "'",
    "'a ",
    "\u{201c}He said \u{2018}no ",
    "(",
    "[",
    ".",
    "... ",
    "; ",
    " - ",
    "a: ",
    "…",
    "<",
    "&amp;",
    "*a_ [",
    "THE END! ",
    // Numbers, dates, places to call.
    "9",
    "9 ",
    "1,234 ",
    "5% ",
    "£5m ",
    "5-",
    "5 to ",
    "up from 5 ",
    "hundred million ",
    "12 May 2024, ",
    "0808 157 0142 ",
    "https://example.org/a/b?c=d ",
    "a@example.org ",
    // Words.
    "and ",
    "said ",
    "not ",
    "may be ",
    "of the ",
    "because of ",
    "a",
    "A",
    "Ann Lee ",
    "Ann Lee, 34, ",
    "NCA (NCA) ",
    // Sentences and paragraphs.
    "The harbour master counted 48 boats on Monday and \"not one\" of them paid. ",
    "The harbour master counted 48 boats on Monday and \"not one\" of them paid.\n\n",
    "\u{201c}We are sorry,\u{201d} said Ann Lee. ",
    "\u{201c}We are sorry,\u{201d} said Ann Lee.\n\n",
    "\u{201c}We are sorry for it.\n\n",
    "12 May 2024\n\n",
    "By Ann Lee\n\n",
    "Picture: A\n\n",
    // Markup.
    "<div>",
    "<p><b>x ",
    "<!--",
    "# Heading of it\n\n",
    "- item of a list 12\n",
    "1. item\n",
    "> ",
    "> > a quote\n",
    "| a | b |\n",
    // Writing.
    "\u{301}",
    "e\u{301}",
    "\u{5e9}\u{5dc}\u{5d5}\u{5dd} ",
    "a\u{202e}",
    "\u{1f600}",
    "\u{1f468}\u{200d}",
    "a\u{200b}",
    "a\u{a0}",
    "a\t",
    "a\r",
];

/// Texts without repetition.
const VARIED: &[fn(usize) -> String] = &[
    |n| format!("On pier {n} the harbour master counted {} boats and {n} of them paid. ", n * 7),
    |n| format!("On pier {n} the harbour master counted {} boats and {n} of them paid.\n\n", n * 7),
    |n| format!("{} Lee said so. ", name(n)),
    |n| format!("National {} Agency (N{}A) said so. ", name(n), name(n)),
    |n| format!("{} Lee, {}, was charged with theft in {}.\n\n", name(n), 20 + n % 60, name(n * 7)),
    |n| {
        format!(
            "Call 0808 {:03} {:04} or see www.{}.example. ",
            n % 1000,
            n * 3 % 10_000,
            name(n).to_lowercase()
        )
    },
    |n| format!("\u{201c}We counted {n} of them,\u{201d} said {} Hale. ", name(n)),
];

/// A name for each number.
fn name(number: usize) -> String {
    let letters = (0..4).map(|place| char::from(b'a' + (number / 26_usize.pow(place) % 26) as u8));
    format!("M{}", letters.collect::<String>())
}

/// CPU time of this thread, so that a busy machine fails no test.
fn spent() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let ticks = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = ticks.and_then(|text| text.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Checks a text against itself with an addition.
fn cost(text: &str) -> Duration {
    cost_of(text, &format!("{text} The pier was closed by 12 men."))
}

/// Checks two texts and shows the report, on this thread alone.
fn cost_of(text: &str, other: &str) -> Duration {
    let start = spent();
    let report = check(&[Source::new("a", text), Source::new("b", other)], &Config::default());
    // White space alone is no text.
    let Ok(report) = report else { return Duration::ZERO };
    for output in [Output::Json, Output::Html, Output::Terminal] {
        render(&report, output, &RenderOptions::default(), &mut Vec::new()).unwrap();
    }
    spent() - start
}

#[track_caller]
fn grows_with_its_size(what: &str, text: impl Fn(usize) -> String + Sync) {
    let single = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let (small, large) = single.install(|| (cost(&text(SMALL)), cost(&text(SMALL * TIMES))));
    let most = small.max(NOISE).mul_f64(TIMES as f64 * SLACK);
    assert!(large <= most, "{what:?}: {TIMES} times the text takes {large:?}, not {small:?}");
}

#[test]
fn time_grows_with_repeated_patterns() {
    for pattern in PATTERNS {
        grows_with_its_size(pattern, |bytes| pattern.repeat(bytes.div_ceil(pattern.len())));
    }
}

#[test]
fn time_grows_with_texts_without_repetition() {
    for varied in VARIED {
        grows_with_its_size(&varied(1), |bytes| {
            let mut text = String::new();
            (0..)
                .map(varied)
                .take_while(|piece| {
                    text.push_str(piece);
                    text.len() < bytes
                })
                .for_each(drop);
            text
        });
    }
}

#[test]
fn time_grows_with_brackets_that_close_again() {
    grows_with_its_size("((…))", |bytes| "(".repeat(bytes / 2) + &")".repeat(bytes / 2));
    grows_with_its_size("<b>…</b>", |bytes| "<b>".repeat(bytes / 7) + "x" + &"</b>".repeat(bytes / 7));
}

#[test]
fn time_grows_with_references_of_a_page() {
    grows_with_its_size("<p>&amp;…", |bytes| format!("<p>{}</p>", "&amp;".repeat(bytes)));
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

/// Sentences that each text tells otherwise, in the same few words: what is looked for is never found at once, and may stand in
/// many places. Time then grows with the square of the text, but never with its cube.
#[test]
fn texts_that_differ_everywhere_are_compared() {
    let told = |bytes: usize, denied: bool| {
        let sentence = |n: usize| {
            let not = if denied { " not" } else { "" };
            let (who, what) = (name(n * 7), ["bridge", "school", "library", "station"][n % 4]);
            format!("{who} Lee said the {what} in {} would{not} be closed by the council.\n\n", name(n % 40))
        };
        (0..bytes / 70).map(sentence).collect::<String>()
    };
    let single = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let cost = |bytes: usize| single.install(|| cost_of(&told(bytes, true), &told(bytes, false)));
    let (small, large) = (cost(SMALL), cost(SMALL * TIMES));
    let most = small.max(NOISE).mul_f64((TIMES * TIMES) as f64 * 1.5);
    assert!(large <= most, "{TIMES} times the text takes {large:?}, not {small:?}");
}
