//! Two texts side by side: which sentences stand for one another, what was left out, added or moved, and which words
//! were changed.
//!
//! Read from the texts, and from the facts and findings that tie their places together. Each text keeps its own order:
//! where passages changed places, the longest run that kept its order stands side by side, and the others are moved.
//! This is a layout for reading. Deliberately not here: any judgement; what differs in meaning is what the findings say.

mod align;
mod diff;
mod text;

use std::collections::HashMap;
use std::ops::Range;

use self::align::Link;
use self::diff::Change;
pub(crate) use self::text::{Sentence, Text, Words};

/// One row of the two columns.
#[derive(Debug)]
pub(crate) struct Row {
    /// What it shows.
    pub(crate) kind: RowKind,
    /// Sentences of the left text that stand here.
    pub(crate) left: Range<usize>,
    /// Sentences of the right text that stand here.
    pub(crate) right: Range<usize>,
    /// The row that holds the other half of a moved passage.
    pub(crate) jump: Option<usize>,
}

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// Both texts, word for word the same.
    Same,
    /// Both texts, with changed words.
    Changed,
    /// Both texts, the same in other words.
    Retold,
    /// The left text alone: the right one leaves it out.
    Omitted,
    /// The right text alone.
    Added,
    /// The left text; in the right one it stands elsewhere.
    MovedAway,
    /// The right text; its left counterpart (the `left` of the row) stands elsewhere.
    MovedHere,
    /// Header fields, bylines and credits: they are not held against one another.
    Header,
}

/// Two texts set side by side.
#[derive(Debug)]
pub(crate) struct Reading {
    /// The rows from top to bottom.
    pub(crate) rows: Vec<Row>,
    /// For each word of the left text, whether it is changed inside its passage.
    pub(crate) left: Vec<bool>,
    /// For each word of the right text, likewise.
    pub(crate) right: Vec<bool>,
}

/// Sets two texts side by side. `ties` are pairs of sentences (left, right) that are known to speak of one thing, sorted.
pub(crate) fn read(left: &Text, right: &Text, ties: &[(usize, usize)]) -> Reading {
    let links = align::links(left, right, ties);
    let mut reading = Reading {
        rows: Vec::new(),
        left: vec![false; left.words.len()],
        right: vec![false; right.words.len()],
    };
    let changed: Vec<Change> = links.iter().map(|link| reading.mark(left, right, link)).collect();
    let kept = align::in_order(&links, left);
    let mut layout = Layout { left, right, links: &links, changed: &changed, rows: Vec::new() };
    layout.lay(&kept);
    reading.rows = layout.rows;
    reading.tie_moved();
    reading
}

impl Reading {
    /// Marks the changed words of a link.
    fn mark(&mut self, left: &Text, right: &Text, link: &Link) -> Change {
        let (left, right) = (left.words_of(&link.left), right.words_of(&link.right));
        let changes = diff::changes(left.1, right.1);
        for index in &changes.left {
            if let Some(word) = self.left.get_mut(left.0 + index) {
                *word = true;
            }
        }
        for index in &changes.right {
            if let Some(word) = self.right.get_mut(right.0 + index) {
                *word = true;
            }
        }
        changes.change
    }

    /// Lets both halves of a moved passage point at one another.
    fn tie_moved(&mut self) {
        // The first row of a kind for each sentence of the left text.
        let places = |kind| {
            let mut places: HashMap<usize, usize> = HashMap::new();
            for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| row.kind == kind) {
                for sentence in row.left.clone() {
                    places.entry(sentence).or_insert(at);
                }
            }
            places
        };
        let (away, here) = (places(RowKind::MovedAway), places(RowKind::MovedHere));
        for row in &mut self.rows {
            let others = match row.kind {
                RowKind::MovedAway => &here,
                RowKind::MovedHere => &away,
                _ => continue,
            };
            row.jump = row.left.clone().filter_map(|sentence| others.get(&sentence).copied()).min();
        }
    }
}

/// Puts passages into rows.
struct Layout<'a> {
    left: &'a Text,
    right: &'a Text,
    links: &'a [Link],
    /// What became of each link.
    changed: &'a [Change],
    rows: Vec<Row>,
}

impl Layout<'_> {
    /// `kept`: the links that stand in one order in both texts.
    fn lay(&mut self, kept: &[usize]) {
        let by_left = by_sentence(self.links, self.left.sentences.len(), |link| &link.left);
        let by_right = by_sentence(self.links, self.right.sentences.len(), |link| &link.right);
        let (mut left, mut right) = (0, 0);
        for link in kept.iter().copied().map(Some).chain([None]) {
            let next = link.and_then(|link| Some((link, self.links.get(link)?)));
            let end = (self.left.sentences.len(), self.right.sentences.len());
            let (to_left, to_right) = next.map_or(end, |(_, next)| (next.left.start, next.right.start));
            for sentence in left..to_left {
                let kind = match by_left.get(sentence).copied().flatten() {
                    Some(_) => RowKind::MovedAway,
                    None if self.left.is_header(sentence) => RowKind::Header,
                    None => RowKind::Omitted,
                };
                self.push(kind, sentence..sentence + 1, right..right);
            }
            for sentence in right..to_right {
                let from = by_right.get(sentence).copied().flatten().and_then(|link| self.links.get(link));
                match from {
                    Some(from) => self.push(RowKind::MovedHere, from.left.clone(), sentence..sentence + 1),
                    None => {
                        let header = self.right.is_header(sentence);
                        let kind = if header { RowKind::Header } else { RowKind::Added };
                        self.push(kind, to_left..to_left, sentence..sentence + 1);
                    }
                }
            }
            let Some((index, next)) = next else { break };
            let kind = match self.changed.get(index).copied().unwrap_or_default() {
                Change::None => RowKind::Same,
                Change::Words => RowKind::Changed,
                Change::Retold => RowKind::Retold,
            };
            self.push(kind, next.left.clone(), next.right.clone());
            (left, right) = (next.left.end, next.right.end);
        }
    }

    /// Adds a row, or lengthens the last one where both go on in the same paragraphs.
    fn push(&mut self, kind: RowKind, left: Range<usize>, right: Range<usize>) {
        let row = Row { kind, left, right, jump: None };
        match self.rows.last_mut() {
            Some(last) if goes_on(last, &row, self.left, self.right) => {
                last.left = last.left.start.min(row.left.start)..last.left.end.max(row.left.end);
                last.right.end = row.right.end;
                if kind == RowKind::Changed {
                    last.kind = kind;
                }
            }
            _ => self.rows.push(row),
        }
    }
}

/// For each sentence of one side the link that it is part of.
fn by_sentence(links: &[Link], sentences: usize, side: fn(&Link) -> &Range<usize>) -> Vec<Option<usize>> {
    let mut by_sentence = vec![None; sentences];
    for (index, link) in links.iter().enumerate() {
        by_sentence.iter_mut().take(side(link).end).skip(side(link).start).for_each(|it| *it = Some(index));
    }
    by_sentence
}

/// Whether a row may be joined to the one above it.
fn goes_on(last: &Row, row: &Row, left: &Text, right: &Text) -> bool {
    use RowKind::{Added, Changed, Header, MovedAway, MovedHere, Omitted, Retold, Same};
    let on_left = left.one_block(last.left.end.wrapping_sub(1), row.left.start);
    let on_right = right.one_block(last.right.end.wrapping_sub(1), row.right.start);
    let follows = last.left.end == row.left.start;
    match (last.kind, row.kind) {
        (Same | Changed, Same | Changed) | (Retold, Retold) => {
            on_left && on_right && follows && last.right.end == row.right.start
        }
        (Omitted, Omitted) | (Added, Added) | (Header, Header) => true,
        (MovedAway, MovedAway) => on_left,
        // Parts of one link have the same counterpart, neighbours continue it.
        (MovedHere, MovedHere) => on_right && (last.left == row.left || on_left && follows),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use corroborate_model::{Block, BlockKind, Document, Span};

    use super::{RowKind, Text, Words, read};

    fn document(text: &str) -> Document {
        let mut at = 0;
        let blocks = text.split('\n').map(|line| {
            let span = Span::new(at, at + line.len());
            at += line.len() + 1;
            Block { kind: BlockKind::Body, span }
        });
        Document { blocks: blocks.collect(), text: text.to_owned(), ..Document::default() }
    }

    /// Rows as `kind: left | right`, changed words in brackets.
    #[track_caller]
    fn shows(left: &str, right: &str, expected: &[&str]) {
        let (one, other) = (document(left), document(right));
        let mut words = Words::default();
        let (one, other) = (Text::new(&one, &mut words), Text::new(&other, &mut words));
        let reading = read(&one, &other, &[]);
        let words = |text: &Text, source: &str, changed: &[bool], range: std::ops::Range<usize>| {
            let at = text.words_of(&range).0;
            let word = |(n, word): (usize, &Span)| match changed[at + n] {
                true => format!("[{}]", word.of(source)),
                false => word.of(source).to_owned(),
            };
            text.spans(&range).iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
        };
        let rows: Vec<String> = reading
            .rows
            .iter()
            .map(|row| {
                let left = words(&one, left, &reading.left, row.left.clone());
                let right = words(&other, right, &reading.right, row.right.clone());
                format!("{:?}: {left} | {right}", row.kind)
            })
            .collect();
        assert_eq!(rows, expected);
        for row in
            reading.rows.iter().filter(|row| matches!(row.kind, RowKind::MovedAway | RowKind::MovedHere))
        {
            let there = &reading.rows[row.jump.expect("the other half")];
            assert!(there.kind != row.kind);
        }
    }

    const BRIDGE: &str = "The bridge at Olmet closed on Monday after a lorry struck it.";
    const COUNCIL: &str = "Councillors will meet on Friday to choose a contractor.";
    const FERRY: &str = "A ferry carries walkers across the river every hour.";

    #[test]
    fn changed_words_are_marked_inside_their_passage() {
        shows(
            BRIDGE,
            "The bridge at Olmet closed on Tuesday after a van struck it.",
            &["Changed: The bridge at Olmet closed on [Monday] after a [lorry] struck it | \
               The bridge at Olmet closed on [Tuesday] after a [van] struck it"],
        );
    }

    #[test]
    fn what_is_left_out_and_added_has_its_own_row() {
        shows(
            &format!("{BRIDGE} {COUNCIL}"),
            &format!("{BRIDGE}\n{FERRY}"),
            &[
                "Same: The bridge at Olmet closed on Monday after a lorry struck it | The bridge at Olmet closed on Monday after a lorry struck it",
                "Omitted: Councillors will meet on Friday to choose a contractor | ",
                "Added:  | A ferry carries walkers across the river every hour",
            ],
        );
    }

    #[test]
    fn a_moved_passage_is_neither_left_out_nor_added() {
        let (bridge, ferry) = (BRIDGE.trim_end_matches('.'), FERRY.trim_end_matches('.'));
        let council = COUNCIL.trim_end_matches('.');
        shows(
            &format!("{COUNCIL}\n{BRIDGE}\n{FERRY}"),
            &format!("{BRIDGE}\n{FERRY}\n{COUNCIL}"),
            &[
                &format!("MovedAway: {council} | "),
                &format!("Same: {bridge} | {bridge}"),
                &format!("Same: {ferry} | {ferry}"),
                &format!("MovedHere: {council} | {council}"),
            ],
        );
    }

    #[test]
    fn a_sentence_told_in_two_stays_one_passage() {
        shows(
            "The bridge at Olmet closed on Monday after a lorry struck it, and repairs will take until early autumn.",
            "The bridge at Olmet closed on Monday after a lorry struck it. Repairs will take until early autumn.",
            &[
                "Changed: The bridge at Olmet closed on Monday after a lorry struck it [and] repairs will take until early autumn | \
               The bridge at Olmet closed on Monday after a lorry struck it Repairs will take until early autumn",
            ],
        );
    }

    #[test]
    fn empty_texts_have_no_rows() {
        shows("", "", &[]);
        shows("", FERRY, &["Added:  | A ferry carries walkers across the river every hour"]);
    }
}
