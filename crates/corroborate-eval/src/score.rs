//! Scores one report against one annotation.

use corroborate_model::{Fact, Finding, FindingKind, Report, Role, Severity};

use crate::gold::{Anchor, Gold, GoldFinding, GoldKind, Harmless, Trap};
use crate::matching::{Expected, Side, Texts, pair_off, places};
use crate::scores::{FalseAlarm, Graded, Miss, Scores, Share, Wrong};

/// Scores a report. Its sources have to carry the ids of the annotation.
pub fn score(report: &Report, gold: &Gold) -> Scores {
    let texts = Texts::new(report);
    let expected: Vec<Expected<'_>> = gold.findings.iter().map(|finding| texts.expected(finding)).collect();
    let mut scorer = Scorer {
        unrelated: gold
            .sources
            .iter()
            .filter(|(_, s)| !s.related)
            .filter_map(|(id, _)| texts.source(id))
            .collect(),
        base: texts.source(&gold.base),
        scores: Scores { family: gold.family.clone(), ..Scores::default() },
        harmless: gold.harmless.iter().map(|entry| (entry, texts.side(&entry.place))).collect(),
        texts,
        expected,
        gold,
    };
    scorer.recall();
    scorer.precision();
    scorer.agreements();
    scorer.harmless_reported();
    scorer.traps();
    scorer.separation();
    scorer.remarks();
    scorer.scores
}

struct Scorer<'a> {
    gold: &'a Gold,
    texts: Texts<'a>,
    expected: Vec<Expected<'a>>,
    harmless: Vec<(&'a Harmless, Side)>,
    base: Option<usize>,
    unrelated: Vec<usize>,
    scores: Scores,
}

impl<'a> Scorer<'a> {
    fn findings(&self) -> &'a [Finding] {
        &self.texts.report.findings
    }

    fn recall(&mut self) {
        let findings = self.findings();
        let mut fits = Graded::<Vec<Vec<usize>>>::default();
        for expected in self.expected.iter().filter(|expected| expected.gold.counts_for_recall()) {
            let here: Vec<usize> = (0..findings.len()).filter(|&i| expected.is_at(&findings[i])).collect();
            let (strict, rest): (Vec<usize>, Vec<usize>) =
                here.iter().partition(|&&i| expected.same_kind(findings[i].kind));
            let lenient: Vec<usize> =
                here.iter().copied().filter(|&i| expected.like_kind(findings[i].kind)).collect();
            let kinds = self.scores.kinds.entry(expected.gold.kind.name().to_owned()).or_default();
            kinds.strict.recall.count(!strict.is_empty());
            kinds.lenient.recall.count(!lenient.is_empty());
            let scores = &mut self.scores;
            count_recall(
                &mut scores.findings.strict.recall,
                &mut scores.recall_flagged.strict,
                &strict,
                findings,
            );
            count_recall(
                &mut scores.findings.lenient.recall,
                &mut scores.recall_flagged.lenient,
                &lenient,
                findings,
            );
            let inside = |at: &[usize]| at.iter().any(|&i| expected.is_inside(&findings[i]));
            scores.recall_inside.strict.count(inside(&strict));
            scores.recall_inside.lenient.count(inside(&lenient));
            if strict.is_empty() {
                let instead = rest.iter().map(|&i| kind_and_severity(&findings[i])).collect();
                scores.misses.push(Miss {
                    instead,
                    lenient: !lenient.is_empty(),
                    ..miss(self.gold, expected.gold)
                });
            }
            fits.strict.push(strict);
            fits.lenient.push(lenient);
        }
        let once = |fits: &[Vec<usize>]| Share { part: pair_off(fits, findings.len()), whole: fits.len() };
        self.scores.recall_once = Graded { strict: once(&fits.strict), lenient: once(&fits.lenient) };
    }

    fn precision(&mut self) {
        for finding in self.findings() {
            let strict = self.is_right(finding, Expected::same_kind);
            let lenient = strict || self.is_right(finding, Expected::like_kind);
            if finding.severity == Severity::Note {
                self.scores.notes.strict.count(strict);
                self.scores.notes.lenient.count(lenient);
                continue;
            }
            let foreign = self.names_unrelated(finding);
            if !lenient && !foreign && !self.gold.complete.covers(finding.kind) {
                self.scores.unjudged += 1;
                continue;
            }
            self.scores.findings.strict.precision.count(strict);
            self.scores.findings.lenient.precision.count(lenient);
            let tenth = (finding.confidence * 10.0 + 1e-9).clamp(0.0, 9.0) as usize;
            self.scores.confidence[tenth].count(lenient);
            let kinds = self.scores.kinds.entry(finding.kind.name().to_owned()).or_default();
            kinds.strict.precision.count(strict);
            kinds.lenient.precision.count(lenient);
            if !strict {
                let alarm = self.false_alarm(finding, lenient, foreign);
                self.scores.false_alarms.push(alarm);
            }
        }
    }

    /// Whether any gold finding makes a reported one right. Findings between two copies need not be annotated where they
    /// follow from what one of them made of the base.
    fn is_right(&self, finding: &Finding, kinds_fit: fn(&Expected<'a>, FindingKind) -> bool) -> bool {
        let among_copies = finding.base.is_some_and(|place| {
            Some(place.source) != self.base
                && Some(finding.other.source) != self.base
                && place.source != finding.other.source
        });
        !self.names_unrelated(finding)
            && self.expected.iter().any(|expected| {
                kinds_fit(expected, finding.kind)
                    && (expected.is_at(finding) || among_copies && expected.explains(finding))
            })
    }

    fn names_unrelated(&self, finding: &Finding) -> bool {
        let base = finding.base.map(|place| place.source);
        self.unrelated.iter().any(|&source| source == finding.other.source || Some(source) == base)
    }

    fn false_alarm(&self, finding: &Finding, lenient: bool, foreign: bool) -> FalseAlarm {
        let harmless = || self.harmless.iter().find(|(entry, side)| self.flags(finding, entry, side));
        let why = match () {
            () if foreign => Wrong::Unrelated,
            () if lenient => Wrong::OtherKind,
            () => harmless().map_or(Wrong::NotAnnotated, |(entry, _)| Wrong::Harmless(entry.why.clone())),
        };
        let here = self.expected.iter().filter(|expected| expected.is_at(finding));
        let report = self.texts.report;
        FalseAlarm {
            family: self.gold.family.clone(),
            kind: finding.kind.name().to_owned(),
            severity: finding.severity.name().to_owned(),
            message: finding.message.clone(),
            base: finding.base.map(|place| quoted(report.source_id(place.source), report.words(place))),
            other: quoted(report.source_id(finding.other.source), report.words(finding.other)),
            why,
            gold_here: here.map(|e| format!("{} {}", e.gold.id, e.gold.kind.name())).collect(),
        }
    }

    fn agreements(&mut self) {
        for expected in self.expected.iter().filter(|expected| expected.gold.counts_for_agreement()) {
            let Some(base) = &expected.base else { continue };
            let found = joins(self.texts.report, base, &expected.other);
            match expected.gold.kind {
                GoldKind::Agreement => self.scores.agreements.count(found),
                _ => self.scores.agreements_reworded.count(found),
            }
            if !found {
                self.scores.agreement_misses.push(miss(self.gold, expected.gold));
            }
        }
    }

    fn harmless_reported(&mut self) {
        let wrong: Vec<&Finding> =
            self.findings().iter().filter(|finding| !self.is_right(finding, Expected::like_kind)).collect();
        for (entry, side) in &self.harmless {
            let hits: Vec<&&Finding> =
                wrong.iter().filter(|finding| self.flags(finding, entry, side)).collect();
            let flagged = hits.iter().any(|finding| finding.severity > Severity::Note);
            let noted = hits.iter().any(|finding| finding.severity == Severity::Note);
            self.scores.harmless_flagged.count(flagged);
            self.scores.harmless_noted.count(noted);
        }
    }

    /// Whether a finding touches the words of a harmless difference, against the source that it is harmless against.
    fn flags(&self, finding: &Finding, entry: &Harmless, side: &Side) -> bool {
        let against = match entry.against.as_deref() {
            None | Some("any") => true,
            Some(id) => {
                let held_against = finding.base.map_or(self.base, |place| Some(place.source));
                [held_against, Some(finding.other.source)].into_iter().any(|source| {
                    source.is_some() && source != side.source && source == self.texts.source(id)
                })
            }
        };
        against && places(finding).any(|(place, narrow)| side.words_overlap(place.source, narrow))
    }

    fn traps(&mut self) {
        for trap in &self.gold.traps {
            let Some(other) = &trap.b else { continue };
            let (a, b) = (self.texts.side(&trap.a), self.texts.side(other));
            let sprung = self.springs(trap, &a, &b);
            self.scores.sprung.count(sprung);
            if sprung {
                let text = format!(
                    "fell into a trap ({}): {} / {}",
                    trap.why_wrong,
                    place_text(&trap.a),
                    place_text(other)
                );
                self.scores.remarks.push(self.remark(&text));
            }
        }
    }

    /// Whether something reported joins both places of a trap in the way it warns of.
    fn springs(&self, trap: &Trap, a: &Side, b: &Side) -> bool {
        let touches = |finding: &Finding, side: &Side| {
            places(finding).any(|(place, narrow)| side.words_overlap(place.source, narrow))
        };
        let by_finding = self.findings().iter().any(|finding| {
            trap.naive.contains(finding.kind.name()) && touches(finding, a) && touches(finding, b)
        });
        by_finding || trap.naive.contains("agreement") && joins(self.texts.report, a, b)
    }

    fn separation(&mut self) {
        for (id, source) in &self.gold.sources {
            let Some(index) = self.texts.source(id) else {
                self.scores.remarks.push(self.remark(&format!("the report has no source {id}")));
                continue;
            };
            self.parent(id, index, source.derived_from.as_deref());
            let apart =
                self.texts.report.sources.get(index).is_some_and(|source| source.role == Role::Unrelated);
            if source.related {
                self.scores.kept.count(!apart);
                if apart {
                    self.scores
                        .remarks
                        .push(self.remark(&format!("source {id} belongs to the story but was set apart")));
                }
                continue;
            }
            let named = self.findings().iter().filter(|finding| {
                finding.other.source == index || finding.base.is_some_and(|place| place.source == index)
            });
            let named = named.count();
            self.scores.apart.count(apart && named == 0);
            if !apart || named > 0 {
                let state = if apart { "was set apart" } else { "was not set apart" };
                let text =
                    format!("source {id} tells another story: it {state} and {named} findings name it");
                self.scores.remarks.push(self.remark(&text));
            }
        }
    }

    /// Whether a copy is told to come from where it comes from.
    fn parent(&mut self, id: &str, index: usize, known: Option<&str>) {
        let Some(known) = known else { return };
        let report = self.texts.report;
        let named = report.sources.get(index).and_then(|source| source.derived_from);
        let named = named.map(|parent| report.source_id(parent));
        self.scores.parents.count(named == Some(known));
        if named != Some(known) {
            let text = format!("source {id} was copied from {known}, not from {}", named.unwrap_or("none"));
            self.scores.remarks.push(self.remark(&text));
        }
    }

    /// What the annotation itself has wrong, seen from the texts.
    fn remarks(&mut self) {
        let mut remarks = Vec::new();
        for expected in &self.expected {
            let gold = expected.gold;
            if let GoldKind::Unknown(name) = &gold.kind {
                remarks.push(self.remark(&format!("{}: unknown kind `{name}`", gold.id)));
            }
            for (side, anchor) in
                [(expected.base.as_ref(), gold.base.as_ref()), (Some(&expected.other), Some(&gold.other))]
            {
                if let (Some(side), Some(anchor)) = (side, anchor)
                    && side.anchored
                    && side.spots.is_empty()
                {
                    remarks.push(self.remark(&format!(
                        "{}: no such words in the text: {}",
                        gold.id,
                        place_text(anchor)
                    )));
                }
            }
        }
        self.scores.remarks.extend(remarks);
    }

    fn remark(&self, text: &str) -> String {
        format!("{}: {text}", self.gold.family)
    }
}

fn count_recall(any: &mut Share, flagged: &mut Share, found: &[usize], findings: &[Finding]) {
    any.count(!found.is_empty());
    flagged.count(found.iter().any(|&i| findings[i].severity > Severity::Note));
}

/// Whether one fact holds claims over both places.
fn joins(report: &Report, a: &Side, b: &Side) -> bool {
    let holds = |fact: &Fact, side: &Side| {
        report.claims_of(fact).any(|claim| side.words_overlap(claim.source, claim.span))
    };
    report.facts.iter().any(|fact| holds(fact, a) && holds(fact, b))
}

fn kind_and_severity(finding: &Finding) -> String {
    format!("{} ({})", finding.kind, finding.severity)
}

fn miss(gold: &Gold, finding: &GoldFinding) -> Miss {
    Miss {
        family: gold.family.clone(),
        id: finding.id.clone(),
        kind: finding.kind.name().to_owned(),
        severity: finding.severity.name().to_owned(),
        base: finding.base.as_ref().map(place_text),
        other: place_text(&finding.other),
        note: finding.note.clone(),
        instead: Vec::new(),
        lenient: false,
    }
}

fn place_text(anchor: &Anchor) -> String {
    quoted(&anchor.source, anchor.anchor.as_deref().unwrap_or(""))
}

fn quoted(source: &str, words: &str) -> String {
    if words.is_empty() { source.to_owned() } else { format!("{source} \"{}\"", words.replace('\n', " ")) }
}
