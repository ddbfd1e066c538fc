//! The texts side by side.

use std::collections::BTreeMap;
use std::ops::Range;

use corroborate_model::{BlockKind, Report, Severity, Span};
use maud::{Markup, html};

use super::index::{Index, Pair};
use super::words::{id, visible};
use crate::lineage::imprint;
use crate::reading::{Reading, Row, RowKind, Sentence, Text, Words, read};
use crate::text::count;

/// Where a fact stands in more pairs of sentences than this, each place is tied to one other.
const MANY: usize = 64;
/// Bytes of header fields that are shown unfolded.
const HEADER: usize = 200;

/// The section.
pub(super) fn section(index: &Index<'_>) -> Markup {
    let mut words = Words::default();
    let texts: Vec<Text> =
        index.report.sources.iter().map(|source| Text::new(&source.document, &mut words)).collect();
    html! {
        section.texts id="texts" aria-labelledby="texts-title" {
            h2 id="texts-title" { "Texts" }
            @if index.pairs.is_empty() {
                p { "There are no two texts of one story to be read side by side." }
            } @else {
                nav.pairs id="pairs" aria-label="Texts side by side" {
                    @for pair in &index.pairs { (tab(index, pair)) }
                }
                p.legend {
                    span { del { "changed here" } " words of the left text" } " "
                    span { ins { "changed there" } " words of the right text" } " "
                    span { mark { "a finding" } " with its number" } " "
                    span.gone { "left out" }
                }
                @for pair in &index.pairs { (View::new(index, pair, &texts).markup()) }
            }
        }
    }
}

fn tab(index: &Index<'_>, pair: &Pair) -> Markup {
    let based = index.report.stories.iter().any(|story| story.base == Some(pair.left));
    html! {
        a href={ "#" (pair.name()) } {
            @if !based { (id(index.report, pair.left)) " / " }
            (id(index.report, pair.right)) " "
            span.count aria-label=(count(pair.items.len(), "finding")) { (pair.items.len()) }
        }
    }
}

/// A finding's words in one of the texts.
struct Place {
    span: Span,
    /// An index into the items of the page.
    item: usize,
    severity: Severity,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// How words come to stand in a row. Only in their own place do they bear the name of their finding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// In their own place.
    Own,
    /// Shown once more beside their moved counterpart.
    Moved,
    /// Shown once more beside words that a finding holds against them.
    Elsewhere,
}

/// One pair of texts, ready to be set.
struct View<'a> {
    index: &'a Index<'a>,
    pair: &'a Pair,
    left: &'a Text,
    right: &'a Text,
    reading: Reading,
    /// Findings in the left text, and in the right one.
    places: (Vec<Place>, Vec<Place>),
    /// For each finding with words in both texts: sentence on the left, sentence on the right, the finding; sorted.
    ties: Vec<(usize, usize, usize)>,
}

impl<'a> View<'a> {
    fn new(index: &'a Index<'a>, pair: &'a Pair, texts: &'a [Text]) -> View<'a> {
        static NONE: Text = Text { sentences: Vec::new(), words: Vec::new(), spans: Vec::new() };
        let text = |source: usize| texts.get(source).unwrap_or(&NONE);
        let (left, right) = (text(pair.left), text(pair.right));
        let mut places = (Vec::new(), Vec::new());
        let mut ties = Vec::new();
        for &number in &pair.items {
            let Some(item) = index.items.get(number) else { continue };
            let finding = item.finding;
            let sides = [
                finding.base.map(|base| (base, finding.base_focus)),
                Some((finding.other, finding.other_focus)),
            ];
            let mut at = (None, None);
            for (place, focus) in sides.into_iter().flatten() {
                let Some(whole) = place.span else { continue };
                let span = focus.filter(|focus| !focus.is_empty() && whole.contains(*focus)).unwrap_or(whole);
                let place_of_item = Place { span, item: number, severity: finding.severity };
                if place.source == pair.left {
                    at.0 = left.sentence_at(span.start());
                    places.0.push(place_of_item);
                } else {
                    at.1 = right.sentence_at(span.start());
                    places.1.push(place_of_item);
                }
            }
            if let (Some(left), Some(right)) = at {
                ties.push((left, right, number));
            }
        }
        ties.sort_unstable();
        let mut all: Vec<(usize, usize)> = ties.iter().map(|&(left, right, _)| (left, right)).collect();
        all.extend(fact_ties(index.report, pair, left, right));
        all.sort_unstable();
        all.dedup();
        let reading = read(left, right, &all);
        View { index, pair, left, right, reading, places, ties }
    }

    fn markup(&self) -> Markup {
        let name = self.pair.name();
        html! {
            section class={ "pair" @if self.is_based() { " based" } } id=(name) aria-labelledby={ (name) "-t" } {
                h3 id={ (name) "-t" } {
                    (id(self.index.report, self.pair.left)) " and " (id(self.index.report, self.pair.right))
                }
                table {
                    thead { tr { (self.heading(self.pair.left)) (self.heading(self.pair.right)) } }
                    tbody { @for (number, row) in self.reading.rows.iter().enumerate() { (self.row(number, row)) } }
                }
            }
        }
    }

    /// Whether the left text is the base of its story.
    fn is_based(&self) -> bool {
        self.index.report.stories.iter().any(|story| story.base == Some(self.pair.left))
    }

    fn heading(&self, source: usize) -> Markup {
        let report = self.index.report;
        html! {
            th scope="col" {
                (id(report, source)) " "
                @if let Some(source) = report.sources.get(source) {
                    span.imprint { bdi { (imprint(source)) } } " " span.role { (source.role.name()) }
                }
            }
        }
    }

    fn row(&self, number: usize, row: &Row) -> Markup {
        let class = match row.kind {
            RowKind::Same => "same",
            RowKind::Changed => "changed",
            RowKind::Retold => "retold",
            RowKind::Omitted => "omitted",
            RowKind::Added => "added",
            RowKind::MovedAway => "away",
            RowKind::MovedHere => "here",
            RowKind::Header => "header",
        };
        html! {
            tr class=(class) id=[row.jump.map(|_| self.row_name(number))] {
                td {
                    @match row.kind {
                        RowKind::MovedHere => {
                            (self.jump(number, row))
                            div.ghost { (self.paragraphs(Side::Left, &row.left, Standing::Moved)) }
                        },
                        RowKind::Added => p.gap { "not in this text" },
                        RowKind::Header => (self.header(Side::Left, &row.left)),
                        _ => (self.paragraphs(Side::Left, &row.left, Standing::Own)),
                    }
                    @for (sentence, items) in self.elsewhere(row) {
                        div.ghost.elsewhere data-f=(items) {
                            p.tag { "elsewhere in this text" }
                            (self.paragraphs(Side::Left, &(sentence..sentence + 1), Standing::Elsewhere))
                        }
                    }
                }
                td {
                    @match row.kind {
                        RowKind::Omitted => p.gap { "left out" },
                        RowKind::MovedAway => (self.jump(number, row)),
                        RowKind::Header => (self.header(Side::Right, &row.right)),
                        _ => (self.paragraphs(Side::Right, &row.right, Standing::Own)),
                    }
                }
            }
        }
    }

    fn row_name(&self, row: usize) -> String {
        format!("{}-r{row}", self.pair.name())
    }

    /// The way to the other half of a moved passage.
    fn jump(&self, number: usize, row: &Row) -> Markup {
        let Some(there) = row.jump else { return html! {} };
        let text = match (row.kind, there > number) {
            (RowKind::MovedAway, true) => "moved: it stands further down ↓",
            (RowKind::MovedAway, false) => "moved: it stands further up ↑",
            (_, true) => "moved: from further down ↓",
            (_, false) => "moved: from further up ↑",
        };
        html! { p.tag { a href={ "#" (self.row_name(there)) } { (text) } } }
    }

    /// Left sentences that findings hold against words of this row, and that do not stand beside them; with those
    /// findings.
    fn elsewhere(&self, row: &Row) -> BTreeMap<usize, String> {
        let mut sentences: BTreeMap<usize, String> = BTreeMap::new();
        for (left, right, item) in &self.ties {
            if row.right.contains(right) && !row.left.contains(left) {
                let items = sentences.entry(*left).or_default();
                items.push_str(if items.is_empty() { "" } else { " " });
                items.push_str(&item.to_string());
            }
        }
        sentences
    }

    /// Header fields and bylines; folded where they are long.
    fn header(&self, side: Side, sentences: &Range<usize>) -> Markup {
        let text = if side == Side::Left { self.left } else { self.right };
        let shown = text.sentences.get(sentences.clone()).unwrap_or_default();
        let long = shown.iter().map(|sentence| sentence.span.len()).sum::<usize>() > HEADER;
        html! {
            @if long {
                details { summary { "header of the file" } (self.paragraphs(side, sentences, Standing::Own)) }
            } @else {
                (self.paragraphs(side, sentences, Standing::Own))
            }
        }
    }

    /// Sentences, in the paragraphs of their text.
    fn paragraphs(&self, side: Side, sentences: &Range<usize>, standing: Standing) -> Markup {
        let text = if side == Side::Left { self.left } else { self.right };
        let sentences = text.sentences.get(sentences.clone()).unwrap_or_default();
        html! {
            @for paragraph in sentences.chunk_by(|one, next| one.block == next.block) {
                p class=[paragraph.first().and_then(|sentence| class(sentence.kind))] dir="auto" {
                    @for (n, sentence) in paragraph.iter().enumerate() {
                        @if n > 0 { " " }
                        (self.sentence(side, sentence, standing))
                    }
                }
            }
        }
    }

    fn sentence(&self, side: Side, sentence: &Sentence, standing: Standing) -> Markup {
        let (source, text, changed, places) = match side {
            Side::Left => (self.pair.left, self.left, &self.reading.left, &self.places.0),
            Side::Right => (self.pair.right, self.right, &self.reading.right, &self.places.1),
        };
        let Some(source) = self.index.report.sources.get(source) else { return html! {} };
        let places: Vec<&Place> = places.iter().filter(|place| place.span.overlaps(sentence.span)).collect();
        let changes = match standing {
            Standing::Elsewhere => Vec::new(),
            Standing::Own | Standing::Moved => changes(text, sentence, changed),
        };
        let mut bounds = vec![sentence.span.start(), sentence.span.end()];
        bounds.extend(
            changes
                .iter()
                .copied()
                .chain(places.iter().map(|it| it.span))
                .flat_map(|it| [it.start(), it.end()]),
        );
        bounds.retain(|&at| sentence.span.start() <= at && at <= sentence.span.end());
        bounds.sort_unstable();
        bounds.dedup();
        html! {
            @for piece in bounds.windows(2).filter_map(|it| Some(Span::new(*it.first()?, *it.last()?))) {
                @let words = visible(piece.of(&source.document.text));
                @let words = match (changes.iter().any(|it| it.contains(piece)), side) {
                    (false, _) => words,
                    (true, Side::Left) => html! { del { (words) } },
                    (true, Side::Right) => html! { ins { (words) } },
                };
                (self.marked(side, sentence, &places, piece, words, standing == Standing::Own))
            }
        }
    }

    /// Words with the findings that they belong to; after the last of them, the way to each.
    fn marked(
        &self,
        side: Side,
        sentence: &Sentence,
        places: &[&Place],
        piece: Span,
        words: Markup,
        own: bool,
    ) -> Markup {
        let here: Vec<&&Place> = places.iter().filter(|place| place.span.contains(piece)).collect();
        let Some(worst) = here.iter().map(|place| place.severity).max() else { return words };
        let whole = here.iter().all(|place| place.span.contains(sentence.span));
        let items: Vec<String> = here.iter().map(|place| place.item.to_string()).collect();
        let named =
            here.iter().find(|it| own && it.span.start() == piece.start() && self.is_home(it.item, side));
        html! {
            mark class={ (worst) @if whole { " whole" } } data-f=(items.join(" ")) id=[named.map(|place| format!("m{}", place.item))] { (words) }
            @for place in here.iter().filter(|place| place.span.end() == piece.end()) {
                @if let Some(item) = self.index.items.get(place.item) {
                    sup { a href={ "#" (item.anchor) } aria-label={ "finding " (item.label) } { (item.label) } }
                }
            }
        }
    }

    /// Whether a finding is read on this side: where its words differ, an omission where they are left out.
    fn is_home(&self, item: usize, side: Side) -> bool {
        let right = self.places.1.iter().any(|place| place.item == item);
        (side == Side::Right) == right
    }
}

/// Sentences of both texts that hold claims of one fact.
fn fact_ties(report: &Report, pair: &Pair, left: &Text, right: &Text) -> Vec<(usize, usize)> {
    let mut ties = Vec::new();
    for fact in &report.facts {
        let sentences = |source: usize, text: &Text| {
            let claims = report.claims_of(fact).filter(|claim| claim.source == source);
            let mut at: Vec<usize> =
                claims.filter_map(|claim| text.sentence_at(claim.span.start())).collect();
            at.dedup();
            at
        };
        let others = sentences(pair.right, right);
        let ones = sentences(pair.left, left);
        if ones.len() * others.len() <= MANY {
            for one in ones {
                ties.extend(others.iter().map(|&other| (one, other)));
            }
        } else {
            ties.extend(ones.into_iter().zip(others));
        }
    }
    ties
}

/// The changed words of a sentence, neighbours joined.
fn changes(text: &Text, sentence: &Sentence, changed: &[bool]) -> Vec<Span> {
    let (flags, spans) = (changed.get(sentence.words.clone()), text.spans.get(sentence.words.clone()));
    let mut changes: Vec<Span> = Vec::new();
    let mut open = false;
    for (&changed, &span) in flags.unwrap_or_default().iter().zip(spans.unwrap_or_default()) {
        match changes.last_mut() {
            Some(last) if open && changed => *last = last.cover(span),
            _ if changed => changes.push(span),
            _ => {}
        }
        open = changed;
    }
    changes
}

fn class(kind: BlockKind) -> Option<&'static str> {
    match kind {
        BlockKind::Headline => Some("headline"),
        BlockKind::Subheading => Some("subheading"),
        BlockKind::Quote => Some("quote"),
        BlockKind::ListItem => Some("item"),
        BlockKind::Metadata | BlockKind::Byline | BlockKind::Caption | BlockKind::Cite => Some("small"),
        BlockKind::Credit | BlockKind::Boilerplate => Some("small"),
        BlockKind::Body => None,
    }
}
