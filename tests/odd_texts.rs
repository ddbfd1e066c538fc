//! Texts that no newsroom writes, in any size: for the tests of growth and for the bench of the worst.

/// Patterns that are repeated, each a line of its own in what it is about.
pub(crate) const PATTERNS: &[&str] = &[
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

/// Texts without repetition, by the numbers of their pieces.
pub(crate) const VARIED: &[fn(usize) -> String] = &[
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
    // A report, a results page, a debate.
    |n| {
        format!(
            "The {} board did not close the {} office on {} May {}, it denied that it was to blame. ",
            name(n * 3),
            name(n),
            1 + n % 28,
            1900 + n % 120
        )
    },
    |n| format!("Club {} {} - {} Club {}\n", name(n), n % 7, n % 5, name(n * 13)),
    |n| {
        format!(
            "Mr {}: I am not sure about clause {n}.\n\nMs {}: It is {} per cent, up from {} per cent.\n\n",
            name(n),
            name(n * 17),
            n % 100,
            n % 90
        )
    },
];

/// A pattern, over and over.
pub(crate) fn repeated(pattern: &str, bytes: usize) -> String {
    pattern.repeat(bytes.div_ceil(pattern.len()))
}

/// Pieces of a text without repetition, from this number on.
pub(crate) fn varied(piece: fn(usize) -> String, first: usize, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 200);
    for number in first.. {
        text.push_str(&piece(number));
        if text.len() >= bytes {
            break;
        }
    }
    text
}

/// A name for each number.
pub(crate) fn name(number: usize) -> String {
    let letters = (0..4).map(|place| char::from(b'a' + (number / 26_usize.pow(place) % 26) as u8));
    format!("M{}", letters.collect::<String>())
}
