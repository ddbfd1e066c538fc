//! Story families made by chance: releases, their reprints, and texts that share nothing but boilerplate.
//!
//! All families of a kind share their phrasings, as local news does, and all texts share helplines and credits: what
//! tells two stories apart are persons, places and numbers. The same seed gives the same texts on any machine.

use corroborate_model::Source;

use crate::mutation::spoiled;

/// A text that was made.
#[derive(Clone, Debug)]
pub struct GeneratedText {
    /// The text; its id is its number.
    pub source: Source,
    /// The story it tells.
    pub story: usize,
}

/// Makes `texts` texts of stories of one release and 2 to 5 reprints each; every eighth story is a decoy, a text that shares
/// its boilerplate alone.
pub fn generate_stories(texts: usize, seed: u64) -> Vec<GeneratedText> {
    let mut dice = Dice(seed);
    let kinds = kinds();
    let mut made: Vec<GeneratedText> = Vec::with_capacity(texts);
    let mut story = 0;
    while made.len() < texts && !kinds.is_empty() {
        let facts = Facts::new(&mut dice);
        let release = release(&kinds[dice.below(kinds.len())], &facts, &mut dice);
        let copies = if story % 8 == 7 { 0 } else { 2 + dice.below(4) };
        for copy in 0..=copies {
            if made.len() == texts {
                break;
            }
            let sentences = if copy == 0 { release.clone() } else { reprint(&release, &mut dice) };
            let text = page(&sentences, &mut dice);
            made.push(GeneratedText { source: Source::new(made.len().to_string(), text), story });
        }
        story += 1;
    }
    made
}

/// Copies of a release in [`copied_stories`].
const COPIES: usize = 3;

/// Stories without end, each as its sources: a release that tells of three or four events, as bulletins do, of nearly 3 kB, and
/// three copies of it. The copies leave out and move sentences, say some things in other words, and change up to five
/// things that a finding should tell of.
pub fn copied_stories(seed: u64) -> impl Iterator<Item = Vec<Source>> {
    let mut dice = Dice(seed);
    let kinds = kinds();
    std::iter::repeat_with(move || copied_story(&kinds, &mut dice))
}

fn copied_story(kinds: &[Vec<&str>], dice: &mut Dice) -> Vec<Source> {
    let mut told: Vec<&Vec<&str>> = kinds.iter().collect();
    dice.shuffle(&mut told);
    told.truncate(3 + dice.below(2));
    let events: Vec<Vec<String>> = told
        .into_iter()
        .map(|kind| {
            let facts = Facts::new(dice);
            release(kind, &facts, dice)
        })
        .collect();
    let mut sources = vec![Source::new("release", page(&events.concat(), dice))];
    for copy in 1..=COPIES {
        let mut sentences = Vec::new();
        for event in &events {
            sentences.extend(reprint(event, dice));
        }
        let text = page(&sentences, dice);
        let edits = dice.below(6);
        sources.push(Source::new(format!("copy-{copy}"), spoiled(&text, edits, |limit| dice.below(limit))));
    }
    sources
}

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ z >> 31
    }

    /// A number under `limit`, which is not 0.
    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

/// What is particular to one story.
struct Facts(Vec<(&'static str, String)>);

const FIRST: [&str; 24] = [
    "Anna", "Brian", "Carol", "David", "Ellen", "Frank", "Grace", "Harry", "Irene", "James", "Karen", "Liam",
    "Maria", "Neil", "Olive", "Peter", "Ruth", "Simon", "Tessa", "Umar", "Vera", "Will", "Yasmin", "Zoe",
];
const STARTS: [&str; 20] = [
    "Ash", "Bram", "Cold", "Dun", "Ever", "Farn", "Green", "Hart", "Ink", "Kel", "Lang", "Mar", "North",
    "Os", "Pen", "Rav", "Stan", "Thorn", "Wal", "Wyn",
];
const MIDDLES: [&str; 12] =
    ["", "ber", "den", "er", "ing", "ling", "mer", "ring", "sel", "ter", "ven", "wick"];
const ENDS: [&str; 12] =
    ["ton", "ford", "ham", "wick", "bury", "combe", "dale", "field", "leigh", "stead", "worth", "mouth"];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const STREETS: [&str; 5] = ["Road", "Street", "Lane", "Avenue", "Hill"];
const BODIES: [&str; 6] = ["Trust", "Group", "Partnership", "Holdings", "Society", "Services"];

impl Facts {
    fn new(dice: &mut Dice) -> Facts {
        let place =
            |dice: &mut Dice| format!("{}{}{}", dice.pick(&STARTS), dice.pick(&MIDDLES), dice.pick(&ENDS));
        let person = |dice: &mut Dice| format!("{} {}", dice.pick(&FIRST), place(dice));
        let mut facts = vec![
            ("{a}", person(dice)),
            ("{b}", person(dice)),
            ("{org}", format!("{} {}", place(dice), dice.pick(&BODIES))),
            ("{town}", place(dice)),
            ("{street}", format!("{} {}", place(dice), dice.pick(&STREETS))),
            ("{day}", dice.pick(&DAYS).to_owned()),
        ];
        for name in ["{n1}", "{n2}", "{n3}", "{n4}", "{n5}", "{n6}"] {
            facts.push((name, (2 + dice.below(88)).to_string()));
        }
        Facts(facts)
    }

    fn fill(&self, template: &str) -> String {
        self.0.iter().fold(template.to_owned(), |text, (slot, words)| text.replace(slot, words))
    }
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The templates by kind of event.
fn kinds() -> Vec<Vec<&'static str>> {
    let mut kinds: Vec<Vec<&'static str>> = Vec::new();
    for line in lines(include_str!("templates.txt")) {
        match (line.starts_with('='), kinds.last_mut()) {
            (false, Some(kind)) => kind.push(line),
            _ => kinds.push(Vec::new()),
        }
    }
    kinds
}

/// The opening sentence and most of the others, in any order.
fn release(kind: &[&str], facts: &Facts, dice: &mut Dice) -> Vec<String> {
    let mut rest: Vec<&str> = kind.iter().skip(1).copied().collect();
    dice.shuffle(&mut rest);
    rest.truncate(7 + dice.below(3));
    kind.iter().take(1).chain(&rest).map(|template| facts.fill(template)).collect()
}

/// Shortened, reordered and edited.
fn reprint(release: &[String], dice: &mut Dice) -> Vec<String> {
    let mut rest: Vec<String> = release.iter().skip(1).cloned().collect();
    let keep = (rest.len() * (45 + dice.below(56))).div_ceil(100);
    if dice.percent(60) {
        dice.shuffle(&mut rest);
    }
    rest.truncate(keep.max(3));
    release.iter().take(1).chain(&rest).map(|sentence| edit(sentence, dice)).collect()
}

fn edit(sentence: &str, dice: &mut Dice) -> String {
    let mut text = sentence.to_owned();
    for pair in lines(include_str!("words.txt")) {
        if let Some((from, to)) = pair.split_once(" | ")
            && dice.percent(40)
        {
            text = text.replacen(&format!(" {from} "), &format!(" {to} "), 1);
        }
    }
    text
}

/// The sentences in paragraphs, with boilerplate below.
fn page(sentences: &[String], dice: &mut Dice) -> String {
    let mut text = String::new();
    let mut left = sentences;
    while !left.is_empty() {
        let (paragraph, rest) = left.split_at((1 + dice.below(2)).min(left.len()));
        text.push_str(&paragraph.join(" "));
        text.push_str("\n\n");
        left = rest;
    }
    let mut boilerplate: Vec<&str> = lines(include_str!("boilerplate.txt")).collect();
    dice.shuffle(&mut boilerplate);
    for block in boilerplate.iter().take(2 + dice.below(3)) {
        text.push_str(block);
        text.push_str("\n\n");
    }
    text
}
