//! A report made by hand: two stories, every severity, repeats, notices, and words that are hard to set.

use corroborate_model::{
    Attribution, BaseChoice, Block, BlockKind, Bound, Causal, CausalStrength, Change, Claim, Contact,
    ContactForm, Date, DateClaim, Direction, Document, Fact, FactStatus, Finding, FindingKind, Hedge,
    HedgeClass, LegalStatus, Meta, Notice, OffsetMap, Payload, Person, Place, Polarity, Quantity, Quotation,
    QuotationForm, Report, Role, Severity, SourceReport, Span, Statement, Story, Support, TimeBasis,
    TimeFrame, Unit,
};

/// The release of the harbour authority.
const RELEASE: &str = "Ferry Ró Mór aground off Carrigskea\n\n\
    Ten people were hurt when the ferry Ró Mór ran aground off Carrigskea on Tuesday 4 June. The harbour master, \
    Úna Brevish, said: “We believe the ship struck a sandbank, and we are checking every buoy in the channel.”\n\n\
    The sandbank is believed to have moved after the storms of May. Repairs will cost about €2.5 million, up 12% on \
    the estimate of 2019. Passengers can call 0555 010 200.";
/// A reprint that changes a figure, cuts a quotation and drops a hedge.
const COURIER: &str = "Nine hurt as ferry runs aground\n\n\
    Nine people were hurt when the ferry Ró Mór ran aground off Carrigskea on Tuesday. Harbour master Úna Brevish said: \
    “We believe the ship struck a sandbank.”\n\n\
    The sandbank moved after the storms of May. Repairs will cost millions of euro. Passengers can call 0555 010 200. \
    The ferry carried 40 cars.";
/// A copy of the copy.
const BEACON: &str = "Ferry drama 🚢\n\n\
    Nine people were hurt when the ferry Ró Mór ran aground off Carrigskea on Tuesday. The ferry carried 40 cars. A relief ship, the 日光丸, sails \
    from Friday.";
/// Another event.
const FUNFAIR: &str = "The funfair at Dunmarrow drew 4,000 visitors on Saturday.";
/// Its echo.
const FUNFAIR_ECHO: &str = "Some 4,000 visitors came to the funfair at Dunmarrow.";

/// The report.
pub(crate) fn report() -> Report {
    let mut report = Report {
        sources: sources(),
        stories: vec![
            Story {
                sources: vec![0, 1, 2],
                base: Some(0),
                base_chosen: BaseChoice::Inferred,
                base_because: Some("the others hold most of its words and none of them is older.".to_owned()),
                apart_because: None,
            },
            Story {
                sources: vec![3, 4],
                base: Some(3),
                base_chosen: BaseChoice::First,
                base_because: None,
                apart_because: Some("another place and another day: Dunmarrow, Saturday.".to_owned()),
            },
        ],
        ..Report::default()
    };
    report.claims = claims(&report);
    report.facts = facts(&report);
    report.findings = findings(&report);
    report
}

/// A document whose lines are those of its text.
pub(crate) fn document(id: &str, path: &str, text: &str) -> Document {
    let (mut map, mut blocks, mut at) = (OffsetMap::new(), Vec::new(), 0);
    for (line, words) in text.split('\n').enumerate() {
        map.push(at, at, line + 1, 1);
        if !words.is_empty() {
            let kind = if line == 0 { BlockKind::Headline } else { BlockKind::Body };
            blocks.push(Block { kind, span: Span::new(at, at + words.len()) });
        }
        at += words.len() + 1;
    }
    Document {
        id: id.to_owned(),
        path: Some(path.to_owned()),
        text: text.to_owned(),
        blocks,
        map,
        ..Document::default()
    }
}

fn sources() -> Vec<SourceReport> {
    let source = |id, path, publisher: &str, text, role, story, derived_from, containment| {
        let mut document = document(id, path, text);
        document.meta = Meta {
            title: text.lines().next().map(str::to_owned),
            publisher: Some(publisher.to_owned()),
            published: Date::new(2024, 6, 5),
            ..Meta::default()
        };
        SourceReport { document, role, story, derived_from, containment, shares: None }
    };
    let mut sources = vec![
        source("000", "ferry/000 release.txt", "Carrigskea Harbour", RELEASE, Role::Base, 0, None, 0.0),
        source("001", "ferry/001_courier.txt", "Skea Courier", COURIER, Role::Copy, 0, Some(0), 0.7345),
        source("002", "ferry/002_beacon.html", "Beacon", BEACON, Role::Copy, 0, Some(1), 2.0 / 3.0),
        source("003", "fair/003.txt", "Dunmarrow News", FUNFAIR, Role::Unrelated, 1, None, 0.0),
        source("dunmarrow-echo-late", "fair/004.txt", "Echo", FUNFAIR_ECHO, Role::Independent, 1, None, 0.31),
    ];
    sources[2].document.notices.push(Notice::new("The encoding was guessed: windows-1252."));
    sources
}

/// The first place of some words in a source.
#[track_caller]
pub(crate) fn span(report: &Report, source: usize, words: &str) -> Span {
    let start = report.sources[source].document.text.find(words).expect("words of the source");
    Span::new(start, start + words.len())
}

fn claims(report: &Report) -> Vec<Claim> {
    let claim =
        |source, words, payload| Claim { source, ..Claim::new(span(report, source, words), 0, payload) };
    let people = |n: f64, bound| {
        let (low, high) = (Some(n), Some(n));
        Payload::Quantity(Quantity {
            low,
            high,
            bound,
            counted: Some("person".to_owned()),
            ..Quantity::default()
        })
    };
    let cars = || {
        let (low, counted) = (Some(40.0), Some("car".to_owned()));
        Payload::Quantity(Quantity { low, high: low, counted, ..Quantity::default() })
    };
    let phone = || Payload::Contact(Contact { form: ContactForm::Phone, value: "0555010200".to_owned() });
    let quote = |segment| {
        let (direct, form) = (true, QuotationForm::Marked);
        Payload::Quotation(Quotation { direct, segments: vec![segment], form, fragment: false })
    };
    let moved = || {
        let causal =
            Causal { cue: "after".to_owned(), span: Span::default(), strength: CausalStrength::Coincidence };
        Payload::Statement(Statement { quoted: false, causal: Some(causal) })
    };
    let long = "We believe the ship struck a sandbank, and we are checking every buoy in the channel.";
    let short = "We believe the ship struck a sandbank.";
    let mut claims = vec![
        claim(0, "Ten people were hurt", people(10.0, Bound::Exact)),
        claim(0, "Tuesday 4 June", Payload::Date(june())),
        claim(0, "Úna Brevish", Payload::Person(master())),
        claim(0, long, quote(span(report, 0, long))),
        claim(0, "The sandbank is believed to have moved after the storms of May.", moved()),
        claim(0, "about €2.5 million, up 12% on the estimate of 2019", Payload::Quantity(repairs())),
        claim(0, "0555 010 200", phone()),
        claim(1, "Nine people were hurt", people(9.0, Bound::Exact)),
        claim(1, short, quote(span(report, 1, short))),
        claim(1, "The sandbank moved after the storms of May.", moved()),
        claim(1, "millions of euro", Payload::Quantity(millions())),
        claim(1, "0555 010 200", phone()),
        claim(2, "Nine people were hurt", people(9.0, Bound::Exact)),
        claim(2, "A relief ship, the 日光丸, sails from Friday.", Payload::Statement(Statement::default())),
        claim(1, "40 cars", cars()),
        claim(2, "40 cars", cars()),
        claim(3, "4,000 visitors", people(4000.0, Bound::Exact)),
        claim(4, "Some 4,000 visitors", people(4000.0, Bound::About)),
    ];
    dress(&mut claims, report);
    claims
}

/// Gives some claims the slots that a bare claim has not.
fn dress(claims: &mut [Claim], report: &Report) {
    let by = Attribution {
        speaker: Some("Úna Brevish".to_owned()),
        role: Some("harbour master".to_owned()),
        cue: Some("said".to_owned()),
        direct: true,
        ..Attribution::default()
    };
    claims[3].attribution = Some(by.clone());
    claims[8].attribution = Some(Attribution { resolved: true, ..by });
    let hedge = span(report, 0, "believed to");
    claims[4].hedges = vec![Hedge { text: "believed to".to_owned(), span: hedge, class: HedgeClass::Belief }];
    claims[4].legal_status = Some(LegalStatus::Suspected);
    claims[9].polarity = Polarity::Negated;
    claims[13].time_frame = Some(TimeFrame {
        text: "from Friday".to_owned(),
        span: span(report, 2, "from Friday"),
        basis: TimeBasis::Since,
        start: Date::new(2024, 6, 7),
        end: None,
        days: None,
    });
}

fn june() -> DateClaim {
    let day = Date::new(2024, 6, 4);
    DateClaim {
        start: day,
        end: day,
        minute: Some(9 * 60 + 5),
        weekday: Some(2),
        month: Some(6),
        day: Some(4),
        year: None,
        relative: true,
    }
}

fn master() -> Person {
    Person { name: "Úna Brevish".to_owned(), role: Some("harbour master".to_owned()), ..Person::default() }
}

fn repairs() -> Quantity {
    Quantity {
        low: Some(2_500_000.0),
        high: Some(2_500_000.0),
        bound: Bound::About,
        unit: Some(Unit::new("EUR")),
        change: Some(Change::Increase),
        baseline: Some("the estimate of 2019".to_owned()),
        ..Quantity::default()
    }
}

fn millions() -> Quantity {
    Quantity { low: Some(2e6), bound: Bound::Vague, unit: Some(Unit::new("EUR")), ..Quantity::default() }
}

fn facts(report: &Report) -> Vec<Fact> {
    let fact = |n: usize, claims: &[usize], summary: &str, status| {
        let mut sources: Vec<usize> = claims.iter().map(|&claim| report.claims[claim].source).collect();
        sources.dedup();
        Fact {
            id: format!("f{n:04x}"),
            claims: claims.to_vec(),
            summary: summary.to_owned(),
            status,
            support: Support { sources: sources.len(), independent: 1 },
        }
    };
    use FactStatus::{Agreed, Disputed, SingleSource};
    vec![
        fact(0, &[0, 7, 12], "10 persons hurt", Disputed),
        fact(1, &[1], "4 June 2024", SingleSource),
        fact(2, &[2], "Úna Brevish, harbour master", SingleSource),
        fact(3, &[3, 8], "“We believe the ship struck a sandbank, and we are checking every buoy …”", Agreed),
        fact(4, &[4, 9], "The sandbank is believed to have moved", Agreed),
        fact(5, &[5, 10], "about EUR 2.5 million", Agreed),
        fact(6, &[6, 11], "telephone 0555 010 200", Agreed),
        fact(7, &[13], "A relief ship sails", SingleSource),
        fact(8, &[14, 15], "40 cars", Agreed),
        fact(9, &[16, 17], "4,000 visitors", Agreed),
    ]
}

/// A finding against words of the base; the caller changes what is special.
#[track_caller]
pub(crate) fn finding(
    report: &Report,
    kind: FindingKind,
    severity: Severity,
    base: (usize, &str),
    other: (usize, &str),
) -> Finding {
    let place = |(source, words)| Place { source, span: Some(span(report, source, words)) };
    Finding {
        id: format!("{}-{}-{}", kind.name(), other.0, base.1.len()),
        kind,
        severity,
        confidence: 0.9,
        message: format!("“{}” became “{}”.", base.1, other.1),
        fact: None,
        direction: None,
        base: Some(place(base)),
        other: place(other),
        base_focus: None,
        other_focus: None,
        introduced_by: Some(other.0),
        inherited_by: Vec::new(),
        repeat_of: None,
        part_of: None,
    }
}

fn findings(report: &Report) -> Vec<Finding> {
    let make = |kind, severity, base, other| finding(report, kind, severity, base, other);
    let (hurt, nine) = ((0, "Ten people were hurt"), "Nine people were hurt");
    let mut conflict = make(FindingKind::ValueConflict, Severity::Error, hurt, (1, nine));
    conflict.fact = Some(0);
    conflict.base_focus = Some(span(report, 0, "Ten"));
    conflict.other_focus = Some(span(report, 1, "Nine people").start()).map(|at| Span::new(at, at + 4));
    let again = |other| Finding {
        introduced_by: Some(1),
        repeat_of: Some(conflict.id.clone()),
        ..make(FindingKind::ValueConflict, Severity::Error, hurt, other)
    };
    let long = "We believe the ship struck a sandbank, and we are checking every buoy in the channel.";
    let cut = Finding {
        message: "The quotation of Úna Brevish loses “, and we are checking every buoy in the channel” without a mark."
            .to_owned(),
        fact: Some(3),
        direction: Some(Direction::Lost),
        base_focus: Some(span(report, 0, ", and we are checking every buoy in the channel")),
        other_focus: Some(Span::new(0, 0)),
        ..make(FindingKind::QuoteTruncated, Severity::Warning, (0, long), (1, "We believe the ship struck a sandbank."))
    };
    let hedge = Finding {
        direction: Some(Direction::Lost),
        fact: Some(4),
        base_focus: Some(span(report, 0, "is believed to have moved")),
        other_focus: Some(span(report, 1, "moved")),
        ..make(
            FindingKind::Hedge,
            Severity::Warning,
            (0, "The sandbank is believed to have moved after the storms of May."),
            (1, "The sandbank moved after the storms of May."),
        )
    };
    let vague = Finding {
        fact: Some(5),
        confidence: 0.725_000_01,
        ..make(FindingKind::PrecisionLoss, Severity::Note, (0, "about €2.5 million"), (1, "millions of euro"))
    };
    let omission = Finding {
        message: "002 leaves out “Passengers can call 0555 010 200.”".to_owned(),
        other: Place { source: 2, span: None },
        ..make(FindingKind::Omission, Severity::Note, (0, "Passengers can call 0555 010 200."), (2, "Ferry"))
    };
    let ship = (2, "A relief ship, the 日光丸, sails from Friday.");
    let addition = Finding {
        message: "002 adds “A relief ship, the 日光丸, sails from Friday.”".to_owned(),
        fact: Some(7),
        base: None,
        other_focus: Some(span(report, 2, "日光丸")),
        ..make(FindingKind::Addition, Severity::Warning, hurt, ship)
    };
    let (headline, inherited) = (again((1, "Nine hurt")), again((2, nine)));
    vec![conflict, headline, inherited, cut, hedge, addition, vague, omission]
}
