//! Finds who says what: verbs of speech with their speakers, and how far they reach.
//!
//! A frame is one ascribing word ("said", "according to") with its speaker, before it ("X, Y of Z, said") or after it
//! ("… said X"), and the tokens of its sentence that it covers. Deliberately not here: quoted words (`quotation`), and
//! frames inside quoted words.

mod focus;
mod resolve;
mod subject;

use std::ops::Range;

use corroborate_model::{Attribution, NameClass};

use crate::lexicon::{CueClass, Entry, Tags};
use crate::name::Names;
use crate::person::Appearance;
use crate::phrases::{bare, key};
use crate::quotation::Quoted;
use crate::scan::{Hit, Scan};
pub(crate) use focus::Referent;
use subject::Subjects;

/// Who a phrase names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// A name: an index into [`Names::known`].
    Name(usize),
    /// "he", "she", "they", "it".
    Pronoun,
    /// A role without a name ("the minister", "the company"); its head word.
    Role(usize),
    /// A role with the name of a body ("a spokesman for X"): its head word and that name.
    Agent(usize, usize),
}

/// What stands after an ascribing word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Intro {
    /// A colon or quoted words.
    Quotation,
    /// A clause, from this token on.
    Clause(usize),
    /// Nothing that it could ascribe: it stands after its words.
    Nothing,
}

/// How far from a word like "called" the words may stand that it puts on its object, in tokens.
const LABELLED: usize = 24;

/// One ascribing word with its speaker.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// Its sentence.
    pub(crate) sentence: usize,
    /// The tokens of the word.
    pub(crate) cue: Range<usize>,
    pub(crate) class: CueClass,
    /// The tokens of the speaker.
    pub(crate) speaker: Range<usize>,
    who: Who,
    pub(crate) intro: Intro,
    /// The tokens it covers, marks at the ends left out.
    pub(crate) scope: Range<usize>,
    /// The speaker's name, once resolved.
    pub(crate) name: Option<usize>,
    /// The noun for somebody without a name who speaks for the body of that name.
    agent: Option<usize>,
    /// The words for a speaker without a name, where they stand elsewhere.
    phrase: Option<Range<usize>>,
    /// Whether that came from elsewhere in the text.
    pub(crate) resolved: bool,
}

impl Frame {
    /// First token of speaker and cue.
    pub(crate) fn start(&self) -> usize {
        self.cue.start.min(self.speaker.start)
    }

    /// The token after speaker and cue.
    pub(crate) fn end(&self) -> usize {
        self.cue.end.max(self.speaker.end)
    }

    /// Who speaks.
    pub(crate) fn referent(&self) -> Referent {
        match (self.name, self.agent) {
            (Some(name), Some(head)) => Referent::Agent(head, name),
            (Some(name), None) => Referent::Name(name),
            (None, _) => Referent::Phrase(self.phrase.as_ref().unwrap_or(&self.speaker).clone()),
        }
    }

    /// Whether the frame says by name who speaks.
    pub(crate) fn is_named(&self) -> bool {
        matches!(self.who, Who::Name(_) | Who::Agent(..))
    }
}

/// The frames of a text, and what is known of its speakers.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    /// In order.
    pub(crate) list: Vec<Frame>,
    /// The fullest role known of each name, as tokens.
    roles: Vec<Option<Range<usize>>>,
    /// Who spoke, or which person was the subject of a sentence, and at which token.
    timeline: Vec<(usize, Referent)>,
}

impl Frames {
    /// Finds all frames and resolves their speakers.
    pub(crate) fn find(scan: &Scan<'_>, names: &Names, persons: &[Appearance], quoted: &Quoted) -> Frames {
        let finder = Finder { scan, quoted, subjects: Subjects { scan, names } };
        let roles = vec![None; names.known.len()];
        let mut frames = Frames { list: Vec::new(), roles, timeline: Vec::new() };
        for found in persons {
            if let (Some(slot), Some(role)) = (frames.roles.get_mut(found.person), &found.role)
                && slot.is_none()
            {
                *slot = Some(role.clone());
            }
        }
        for hit in &scan.hits {
            if let Entry::Cue(class) = hit.entry
                && !quoted.holds(hit.start)
                && let Some(frame) = finder.frame(*hit, class)
            {
                let frame = finder.share(frame, &frames.list);
                frames.list.push(frame);
            }
        }
        resolve::resolve(scan, names, persons, quoted, &mut frames);
        frames
    }

    /// The frames whose cue stands in a range of tokens.
    pub(crate) fn within(&self, tokens: Range<usize>) -> &[Frame] {
        let from = self.list.partition_point(|frame| frame.cue.start < tokens.start);
        let to = self.list.partition_point(|frame| frame.cue.start < tokens.end);
        self.list.get(from..to).unwrap_or(&[])
    }

    /// The frames of a sentence.
    pub(crate) fn of_sentence(&self, sentence: usize) -> &[Frame] {
        let from = self.list.partition_point(|frame| frame.sentence < sentence);
        let to = self.list.partition_point(|frame| frame.sentence <= sentence);
        self.list.get(from..to).unwrap_or(&[])
    }

    /// The attribution that a frame gives.
    pub(crate) fn attribution(
        &self,
        scan: &Scan<'_>,
        names: &Names,
        frame: &Frame,
        direct: bool,
    ) -> Attribution {
        let mut attribution = Attribution {
            cue: Some(scan.text(frame.cue.clone()).to_owned()),
            direct,
            span: Some(scan.span(frame.speaker.clone())),
            resolved: frame.resolved,
            ..self.speaker(scan, names, frame.name)
        };
        if frame.name.is_none() {
            let phrase = frame.phrase.as_ref().unwrap_or(&frame.speaker);
            attribution.role = Some(scan.text(phrase.clone()).to_owned());
        } else if let Some(head) = frame.agent {
            attribution.role = Some(bare(scan.word(head)).to_owned());
        } else if !frame.resolved
            && attribution.role.is_none()
            && frame.name.is_some_and(|name| names.class(name) != NameClass::Person)
        {
            attribution.role = Subjects { scan, names }.role_in(frame.speaker.clone());
        }
        attribution
    }

    /// An attribution without a cue, carried on from elsewhere.
    pub(crate) fn carried(&self, scan: &Scan<'_>, names: &Names, referent: &Referent) -> Attribution {
        let of = match referent {
            Referent::Name(name) => self.speaker(scan, names, Some(*name)),
            Referent::Agent(head, name) => {
                let role = Some(bare(scan.word(*head)).to_owned());
                Attribution { role, ..self.speaker(scan, names, Some(*name)) }
            }
            Referent::Phrase(phrase) => {
                Attribution { role: Some(scan.text(phrase.clone()).to_owned()), ..Attribution::default() }
            }
        };
        Attribution { direct: true, resolved: true, ..of }
    }

    /// Who spoke or acted last before a token, and where.
    pub(crate) fn last_before(&self, token: usize) -> Option<&(usize, Referent)> {
        let at = self.timeline.partition_point(|(start, _)| *start < token);
        self.timeline.get(at.checked_sub(1)?)
    }

    fn speaker(&self, scan: &Scan<'_>, names: &Names, name: Option<usize>) -> Attribution {
        let Some(name) = name.map(|name| names.fullest(name)) else { return Attribution::default() };
        let role = self.roles.get(name).cloned().flatten().map(|role| scan.text(role).to_owned());
        Attribution { speaker: Some(names.text(name).to_owned()), role, ..Attribution::default() }
    }
}

struct Finder<'a, 'b> {
    scan: &'a Scan<'b>,
    quoted: &'a Quoted,
    subjects: Subjects<'a, 'b>,
}

impl Finder<'_, '_> {
    fn frame(&self, hit: Hit, class: CueClass) -> Option<Frame> {
        let sentence = self.scan.sentence_at(self.scan.span(hit.start..hit.end).start());
        let bounds = self.scan.sentence(sentence);
        if hit.start < bounds.start || hit.end > bounds.end {
            return None;
        }
        let cue = hit.start..hit.end;
        let make = |speaker: Range<usize>, who, intro, scope| Frame {
            sentence,
            cue: cue.clone(),
            class,
            speaker,
            who,
            intro,
            scope,
            name: None,
            agent: None,
            phrase: None,
            resolved: false,
        };
        if class == CueClass::Source {
            let (speaker, who) = self.subjects.after(hit.end..bounds.end)?;
            let scope = self.around(&bounds, cue.start..speaker.end);
            return Some(make(speaker, who, Intro::Nothing, scope));
        }
        if !self.is_verb(&bounds, &cue) || self.inside_source(&bounds, cue.start) {
            return None;
        }
        if !matches!(class, CueClass::Tell | CueClass::Label)
            && let Some((speaker, who)) = self.speaker_after(&bounds, &cue)
        {
            let scope = self.before(&bounds, cue.start);
            return Some(make(speaker, who, Intro::Nothing, scope));
        }
        let intro = self.intro(&bounds, &cue, class)?;
        if intro == Intro::Nothing && cue.start > bounds.start && self.scan.is(cue.start - 1, Tags::RELATIVE)
        {
            return None;
        }
        let left = self.quoted.end_before(hit.start).unwrap_or(0).max(bounds.start);
        let (speaker, who) = self.subjects.before(left..bounds.end, cue.start)?;
        let near = matches!(class, CueClass::Say | CueClass::Tell) || intro == Intro::Quotation;
        if !self.subjects.is_agent(&who) && !near && !self.touches_quotation(&bounds, speaker.start, cue.end)
        {
            return None;
        }
        let scope = match intro {
            Intro::Clause(from) => self.clause(from..bounds.end),
            Intro::Quotation => cue.end..bounds.end,
            Intro::Nothing => self.before(&bounds, self.phrase_start(left, speaker.start)),
        };
        if intro == Intro::Nothing
            && scope.is_empty()
            && !self.touches_quotation(&bounds, speaker.start, cue.end)
        {
            return None;
        }
        Some(make(speaker, who, intro, scope))
    }

    /// A participle ("adding that …") goes with the speaker of the frame before it in its sentence that is in no
    /// relative clause.
    fn share(&self, frame: Frame, earlier: &[Frame]) -> Frame {
        if frame.class == CueClass::Source || !self.scan.word(frame.cue.start).ends_with("ing") {
            return frame;
        }
        let main = |last: &&Frame| {
            let before = last.cue.start.checked_sub(1);
            !before.is_some_and(|before| self.scan.is(before, Tags::RELATIVE))
        };
        let near = earlier.iter().rev().take_while(|last| last.sentence == frame.sentence);
        match near.clone().find(main).or_else(|| near.clone().next()) {
            Some(last) => Frame { speaker: last.speaker.clone(), who: last.who.clone(), ..frame },
            None => frame,
        }
    }

    /// Whether the cue is a finite verb here, not a noun, an infinitive or a passive.
    fn is_verb(&self, bounds: &Range<usize>, cue: &Range<usize>) -> bool {
        let scan = self.scan;
        let mut at = cue.start;
        while at > bounds.start && scan.is(at - 1, Tags::ADVERB) {
            at -= 1;
        }
        let Some(before) = at.checked_sub(1).filter(|&before| before >= bounds.start) else { return true };
        let participle = scan.word(cue.start).ends_with("ing");
        let passive = scan.is(before, Tags::BE) && !participle && !scan.is(before, Tags::CONTRACTED);
        let noun = scan.is(before, Tags::DETERMINER.or(Tags::POSSESSIVE))
            && !scan.is(before, Tags::PRONOUN.or(Tags::RELATIVE))
            || scan.is(before, Tags::PREPOSITION)
                && scan.word(before) != "in"
                && !(participle
                    && matches!(
                        scan.word(before),
                        "after" | "before" | "by" | "for" | "without" | "since" | "while"
                    ))
                && !scan.is(before, Tags::ADVERB)
            || matches!(scan.word(before), "the" | "a" | "an" | "to" | "not" | "their" | "her" | "his" | "-");
        let plain = scan.kind(cue.start).is_some() && !scan.is(cue.start, Tags::CAPITAL);
        !passive && !noun && plain
    }

    /// Whether the word at `token` belongs to the speaker of "according to" ("according to a Linnet Echo report").
    fn inside_source(&self, bounds: &Range<usize>, token: usize) -> bool {
        let near = token.saturating_sub(8).max(bounds.start)..token;
        let source = |hit: &&Hit| hit.entry == Entry::Cue(CueClass::Source);
        let found = self.scan.hits_in(near).iter().rfind(source);
        found.is_some_and(|hit| !(hit.end..token).any(|at| self.scan.word(at) == ","))
    }

    /// A speaker right after the cue, which then stands after its words.
    fn speaker_after(&self, bounds: &Range<usize>, cue: &Range<usize>) -> Option<(Range<usize>, Who)> {
        let scan = self.scan;
        let before = cue.start.checked_sub(1).filter(|&before| before >= bounds.start);
        let quoted = self.quoted.end_before(cue.start).max(self.quoted.fragment_before(cue.start));
        let quoted = quoted.filter(|&end| cue.start <= end + 2);
        let comma = before.is_some_and(|before| scan.word(before) == ",");
        let opens = before.is_none() && self.follows_quotation(cue.start);
        if quoted.is_none() && !comma && !opens {
            return None;
        }
        let (speaker, who) = self.subjects.after(cue.end..bounds.end)?;
        let led = Tags::DETERMINER.or(Tags::POSSESSIVE).or(Tags::CAPITAL).or(Tags::PRONOUN);
        if !self.subjects.is_agent(&who) && (quoted.is_none() || !scan.is(speaker.start, led)) {
            return None;
        }
        let end = speaker.end;
        let ends = end >= bounds.end
            || matches!(
                scan.word(end),
                "," | "." | ";" | ":" | "(" | "\"" | "“" | "'" | "‘" | "-" | "–" | "—"
            );
        let told = quoted.is_some() || opens || (ends && scan.has_verb(bounds.start..cue.start));
        (told && !scan.is(end, Tags::FINITE) || quoted.is_some() && ends).then_some((speaker, who))
    }

    /// Whether the sentence before the one at `token` ends in quoted words, in the same block.
    fn follows_quotation(&self, token: usize) -> bool {
        self.quoted.end_before(token).is_some_and(|end| token <= end + 2)
    }

    fn touches_quotation(&self, bounds: &Range<usize>, from: usize, to: usize) -> bool {
        self.quoted.end_before(from).is_some_and(|end| end + 3 >= from && end + 40 > bounds.start)
            || self.quoted.start_after(to).is_some_and(|start| start <= to + 12)
    }

    /// What follows the cue.
    fn intro(&self, bounds: &Range<usize>, cue: &Range<usize>, class: CueClass) -> Option<Intro> {
        let scan = self.scan;
        let end = bounds.end.min(cue.end + 40);
        let quote =
            self.quoted.start_after(cue.end).filter(|&start| start < bounds.end).unwrap_or(usize::MAX);
        let hearer = class == CueClass::Tell || self.commands(cue) || !self.is_noun_phrase(cue.end);
        // A firm recalls goods; of a person, "that" or quoted words follow.
        let recall = scan.word(cue.start).starts_with("recall");
        let fragment =
            !recall && self.quoted.fragment_after(cue.end).is_some_and(|start| start < end.min(cue.end + 10));
        if class == CueClass::Label {
            let far =
                self.quoted.fragment_after(cue.end).filter(|&start| start < end.min(cue.end + LABELLED));
            let object = |&at: &usize| scan.is(at, Tags::FINITE) || matches!(scan.word(at), "," | ";" | ":");
            let names = far.is_some_and(|far| !(cue.end..far).any(|at| object(&at)));
            return (fragment || names).then_some(Intro::Clause(cue.end));
        }
        let mut at = cue.end;
        while at < end.min(cue.end + 14) {
            match scan.word(at) {
                ":" if class != CueClass::Think => return Some(Intro::Quotation),
                "that" if at == cue.end || hearer && !scan.is_verb(at + 1) => {
                    return Some(Intro::Clause(at + usize::from(!scan.is(at + 1, Tags::FINITE))));
                }
                _ if at + 1 >= quote && (class != CueClass::Think || at < cue.end + 2) => {
                    return Some(Intro::Quotation);
                }
                "," | "." | ";" if at == cue.end => break,
                _ if scan.is_verb(at) && at > cue.end => break,
                _ => at += 1,
            }
        }
        if cue.end >= quote.saturating_sub(2) {
            return Some(Intro::Quotation);
        }
        let after = cue.end;
        let stopped =
            after >= bounds.end || matches!(scan.word(after), "," | "." | ";" | ")" | "-" | "–" | "—");
        let adjunct = scan.is(after, Tags::PREPOSITION)
            || scan.is(after, Tags::CALENDAR)
            || scan.is(after, Tags::ADVERB);
        let strong = class == CueClass::Say;
        let last = self.quoted.end_before(cue.start).filter(|&last| {
            cue.start <= last + 14
                && self.scan.block_of(last.saturating_sub(1)) == self.scan.block_of(cue.start)
        });
        let touches = last.is_some_and(|last| !scan.has_verb(last..cue.start) && class != CueClass::Label);
        let said = matches!(scan.word(cue.start), "said" | "says" | "say" | "saying");
        // A sentence of its own behind the quoted words may tell a clause: “It is over.” Hale said work would go on.
        let anew =
            said && last.is_some_and(|last| bounds.start >= last) && self.opens_clause(after..end, said);
        let closes = stopped
            || touches && !anew && !scan.is(after, Tags::DETERMINER)
            || adjunct && strong && !scan.has_verb(after..bounds.end)
            || class == CueClass::Tell && (touches || !fragment);
        if closes && self.follows_words(bounds, cue) {
            return Some(Intro::Nothing);
        }
        match class {
            CueClass::Tell => self.command(after..end),
            _ if stopped => None,
            _ if recall => None,
            _ if fragment || self.opens_clause(after..end, said) => Some(Intro::Clause(after)),
            _ => self.command(after..end).filter(|_| self.commands(cue)),
        }
    }

    /// Whether a subject and its verb stand at the start of the range. After "said" any verb will do; after other cues
    /// only one that cannot be a participle, before the noun phrase can have ended.
    fn opens_clause(&self, range: Range<usize>, said: bool) -> bool {
        let scan = self.scan;
        if matches!(scan.word(range.start), "to" | "out" | "on" | "up") && !said {
            return false;
        }
        if scan.is(range.start, Tags::CONTRACTED) || said && scan.has_verb(range.start + 1..range.end) {
            return true;
        }
        let stop = Tags::COORDINATOR.or(Tags::SUBORDINATOR).or(Tags::RELATIVE);
        let ends = |at: usize| {
            at > range.start && (scan.is(at, stop) || matches!(scan.word(at), "," | "to" | ";" | ":"))
        };
        let pronoun = scan.is(range.start, Tags::PRONOUN) && !scan.is(range.start, Tags::DETERMINER);
        let mut phrase = range.clone().skip(1).take_while(|&at| !ends(at));
        phrase.any(|at| scan.is(at, Tags::FINITE) || pronoun && scan.is_verb(at))
    }

    /// Whether a noun phrase starts at `token`, so that a later "that" belongs to it.
    fn is_noun_phrase(&self, token: usize) -> bool {
        let scan = self.scan;
        !scan.is(token, Tags::PREPOSITION.or(Tags::CALENDAR).or(Tags::ADVERB))
            || scan.is(token, Tags::DETERMINER)
    }

    /// Whether something that can be ascribed stands before the speaker of this cue: a quotation or a clause and a
    /// comma.
    fn follows_words(&self, bounds: &Range<usize>, cue: &Range<usize>) -> bool {
        let near = cue.start.saturating_sub(40).max(bounds.start);
        let quoted = self
            .quoted
            .end_before(cue.start)
            .is_some_and(|end| end > near || end + 3 >= bounds.start && end <= bounds.start);
        let comma = (near..cue.start).rev().find(|&at| self.scan.word(at) == ",");
        quoted || comma.is_some_and(|comma| self.scan.has_verb(bounds.start..comma))
    }

    /// Whether the cue can take a hearer and an infinitive ("warned people to keep away").
    fn commands(&self, cue: &Range<usize>) -> bool {
        const STEMS: [&str; 7] = ["urg", "warn", "advis", "ask", "remind", "recommend", "caution"];
        let word = self.scan.word(cue.start);
        STEMS.iter().any(|stem| word.starts_with(stem))
    }

    fn command(&self, after: Range<usize>) -> Option<Intro> {
        let to = key("to");
        let found = after.clone().take(8).any(|at| self.scan.keys.get(at) == Some(&to));
        (found && after.len() > 3).then_some(Intro::Clause(after.start))
    }

    /// The clause that starts at `range.start`, up to the end of the sentence or the next clause with another subject.
    fn clause(&self, range: Range<usize>) -> Range<usize> {
        let stop = |&at: &usize| {
            let scan = self.scan;
            let split = matches!(scan.word(at), "," | ";")
                && matches!(scan.word(at + 1), "but" | "although" | "while" | "though");
            let other = scan
                .hits_in(at + 2..(at + 6).min(range.end))
                .iter()
                .any(|hit| matches!(hit.entry, Entry::Cue(_)));
            (split && other) || scan.word(at) == ";" || self.quoted.holds(at)
        };
        let end = range.clone().skip(1).find(stop).unwrap_or(range.end);
        self.trim(range.start..end)
    }

    /// The words of the sentence before `end`, from the last quotation or the clause before it on.
    fn before(&self, bounds: &Range<usize>, end: usize) -> Range<usize> {
        let from = self.quoted.end_before(end).unwrap_or(0).max(bounds.start);
        self.trim(from..end.max(from))
    }

    /// Where the whole noun phrase of a speaker starts: after the comma or the quotation before it.
    fn phrase_start(&self, start: usize, speaker: usize) -> usize {
        let near = speaker.saturating_sub(8).max(start);
        let comma = (near..speaker).rev().find(|&at| self.scan.word(at) == ",");
        comma.filter(|&comma| !self.scan.has_verb(comma..speaker)).unwrap_or(speaker)
    }

    /// The words of the sentence on the longer side of an inserted phrase.
    fn around(&self, bounds: &Range<usize>, phrase: Range<usize>) -> Range<usize> {
        let (left, right) = (bounds.start..phrase.start, phrase.end..bounds.end);
        self.trim(if left.len() >= right.len() { left } else { right })
    }

    fn trim(&self, range: Range<usize>) -> Range<usize> {
        let mark = |at: usize| {
            matches!(self.scan.word(at), "," | "." | ";" | ":" | "-" | "–" | "—" | "\"" | "”" | "’" | "'")
        };
        let (mut start, mut end) = (range.start, range.end);
        while start < end && mark(start) {
            start += 1;
        }
        while end > start && mark(end - 1) {
            end -= 1;
        }
        start..end
    }
}
