//! The HTML report in a browser: what an editor does with it, and what a hostile source tries.
//!
//! Needs `chromium` and `chromedriver` on the path, and the file `axe.min.js` of axe-core in the environment variable
//! `AXE`. Run by `.ci/run` (`cargo test -p corroborate-cli --features browser --test browser`).

mod driver;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::driver::Browser;

/// Makes the report of some sources, and returns its path.
#[track_caller]
fn report(name: &str, sources: &[&str]) -> PathBuf {
    let page = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut command = Command::new(env!("CARGO_BIN_EXE_corroborate"));
    command
        .args(["check", "--quiet", "--fail-on", "never", "--format", "html", "--output"])
        .arg(&page)
        .args(sources);
    let outcome = command.output().expect("the program runs");
    assert!(outcome.status.success(), "{}", String::from_utf8_lossy(&outcome.stderr));
    page
}

fn storm() -> PathBuf {
    report("storm.html", &[concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/storm-damage")])
}

/// Nothing was complained of, and nothing fetched but the page.
#[track_caller]
fn is_clean(browser: &Browser) {
    assert_eq!(browser.log(), Vec::<String>::new(), "the console is empty");
    let fetched = browser.run("return performance.getEntriesByType('resource').map(it => it.name)");
    assert_eq!(fetched, json!([]), "nothing is fetched");
}

/// Serious violations of WCAG 2.2 A and AA that axe-core finds, as "rule: elements".
#[track_caller]
fn violations(browser: &Browser) -> Vec<String> {
    let axe = std::env::var("AXE").expect("AXE names axe.min.js");
    browser.run(&fs::read_to_string(&axe).unwrap_or_else(|error| panic!("{axe}: {error}")));
    let found = browser.run_async(
        "const done = arguments[arguments.length - 1];
         axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                            resultTypes: ['violations']})
            .then(found => done(found.violations
                .filter(it => ['serious', 'critical'].includes(it.impact))
                .map(it => it.id + ': ' + it.nodes.slice(0, 3).map(node => node.html).join(' '))))
            .catch(error => done([String(error)]));",
    );
    serde_json::from_value(found).expect("a list of texts")
}

const VISIBLE: &str = "const inView = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
};";

/// Shown findings.
const SHOWN: &str =
    "return [...document.querySelectorAll('.finding')].filter(it => it.offsetParent !== null).length";

#[test]
fn an_editor_filters_and_reads_both_sides() {
    let browser = Browser::start(1280, 900);
    browser.open(&storm(), "");
    let all = browser.run(SHOWN).as_u64().expect("a number");
    assert!(all > 10, "{all}");

    browser.click("input[value=note]");
    browser.click("input[value=warning]");
    let errors = browser.run(SHOWN).as_u64().expect("a number");
    assert!(0 < errors && errors < all, "{errors} of {all}");
    let said = browser.text("#shown");
    assert_eq!(said, format!("{errors} of {all} findings"));
    browser.run(
        "const kind = document.querySelector('#kind'); kind.value = 'contact';
                 kind.dispatchEvent(new Event('change', {bubbles: true}));",
    );
    assert_eq!(browser.run(SHOWN), json!(1), "one telephone number is wrong");

    browser.click(".finding:not([hidden]) h3 a");
    let marks = browser.run(&format!(
        "{VISIBLE} return [...document.querySelectorAll('.pair mark.on')].filter(inView).map(it =>
            [it.closest('td').cellIndex, it.textContent])"
    ));
    let sides: Vec<u64> = marks.as_array().expect("marks").iter().filter_map(|it| it[0].as_u64()).collect();
    assert!(sides.contains(&0) && sides.contains(&1), "both wordings are in view: {marks}");
    assert!(browser.run("return location.hash").as_str().is_some_and(|hash| hash.starts_with("#finding-")));

    browser.click("#reset");
    assert_eq!(browser.run(SHOWN), json!(all));
    is_clean(&browser);
}

#[test]
fn the_keyboard_is_enough() {
    let browser = Browser::start(1280, 900);
    browser.open(&storm(), "");
    let current =
        "return [...document.querySelectorAll('.finding')].findIndex(it => it.classList.contains('on'))";
    for (key, expected) in [("j", 0), ("j", 1), ("j", 2), ("k", 1)] {
        browser.press(key);
        assert_eq!(browser.run(current), json!(expected), "after {key}");
        let seen = format!(
            "{VISIBLE} const card = document.querySelector('.finding.on'), list = document.querySelector('.list');
             return inView(card) && [...document.querySelectorAll('.pair mark.on')].some(inView)"
        );
        assert_eq!(browser.run(&seen), json!(true), "after {key}");
    }
    browser.press("f");
    assert_eq!(browser.run("return document.activeElement.name"), json!("severity"));
    browser.press("?");
    assert_eq!(browser.run("return document.querySelector('#help').open"), json!(true));
    browser.press("\u{e00c}");
    assert_eq!(browser.run("return document.querySelector('#help').open"), json!(false));
    is_clean(&browser);
}

#[test]
fn a_link_leads_to_its_finding() {
    let browser = Browser::start(1280, 900);
    browser.open(&storm(), "");
    let last = browser.run("return [...document.querySelectorAll('.finding')].at(-1).id");
    let last = last.as_str().expect("an id");
    browser.open(&storm(), &format!("#{last}"));
    assert_eq!(browser.run("return document.querySelector('.finding.on').id"), json!(last));
    let moved = browser.run(
        "const link = document.querySelector('.away a'); if (!link) return 'none'; link.click();
         return document.getElementById(link.hash.slice(1)).className",
    );
    assert_eq!(moved, json!("here"), "a moved passage is linked to its other half");
    is_clean(&browser);
}

#[test]
fn everybody_can_use_it() {
    let browser = Browser::start(1280, 900);
    for (dark, width) in [(false, 1280), (true, 1280), (false, 380)] {
        browser.look(width, 900, dark);
        browser.open(&storm(), "");
        browser.press("j");
        assert_eq!(violations(&browser), Vec::<String>::new(), "{width} columns, dark: {dark}");
        let overflow = browser.run("return document.documentElement.scrollWidth - innerWidth");
        assert!(overflow.as_i64().is_some_and(|it| it <= 0), "{overflow} pixels too wide at {width}");
    }
}

#[test]
fn it_reads_without_script() {
    let browser = Browser::without_script(1280, 900);
    browser.open(&storm(), "");
    let text = browser.text("body");
    for part in ["Findings", "020 913 4471", "left out", "Facts", "Sources"] {
        assert!(text.contains(part), "{part}");
    }
    assert!(!text.contains("Use single keys") && !text.contains("all kinds"), "no tools that do nothing");
    is_clean(&browser);
}

/// Tries to run script, to leave its element, to load something, to turn the writing.
const ATTACK: &str = "<script>window.caught=1</script> \"><img src=x onerror=window.caught=2> </script></style></title> \
    '--><svg onload=window.caught=3> \u{2028}\u{2029} \u{202e}drow\u{202c} \u{2066}x\u{2069} javascript:window.caught=4";

#[test]
fn hostile_sources_run_nothing() {
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile \"><img src=x onerror=window.caught=5>");
    fs::create_dir_all(&folder).expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).expect("a file");
        path.to_str().expect("UTF-8").to_owned()
    };
    let told = |phone: u32, who: &str| {
        format!(
            "---\ntitle: \"{}\"\npublisher: \"{}\"\n---\n\n# Fire at {ATTACK} mill\n\nTen people were hurt in the fire at \
             the Marlow mill in Orrin on Monday 3 June 2024, the brigade said. {ATTACK} burned.\n\nThe roof of the \
             mill fell in at noon, and the road to Tarnside was closed until the evening.\n\n“{ATTACK} must be looked \
             into,” said {who} {ATTACK}. Readers can call 020 555 01{phone}.\n",
            ATTACK.replace('"', "\\\""),
            ATTACK.replace('"', "\\\""),
        )
    };
    let base = write("a\"><img src=x onerror=window.caught=6>.md", &told(43, "Vera Holm"));
    let copy = write("b'\u{202e}<script>window.caught=7<\u{2215}script>.md", &told(34, "Ada Brandt"));
    let page = report("hostile.html", &[&base, &copy]);

    let browser = Browser::start(1280, 900);
    browser.open(&page, "");
    browser.press("j");
    browser.press("j");
    assert_eq!(browser.run("return window.caught ?? null"), Value::Null);
    assert_eq!(browser.run("return document.scripts.length"), json!(1));
    assert_eq!(
        browser
            .run("return document.querySelectorAll('img, svg, iframe, object, [onerror], [onload]').length"),
        json!(0)
    );
    let turned = browser.run(
        "return /[\\u202a-\\u202e\\u2066-\\u2069\\u2028\\u2029]/.test(document.documentElement.outerHTML)",
    );
    assert_eq!(turned, json!(false), "what turns the writing is shown by its number");
    let shown = browser.run(SHOWN).as_u64().expect("a number");
    assert!(shown > 0, "the attack is compared like any text");
    is_clean(&browser);
}
