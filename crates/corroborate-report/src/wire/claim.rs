//! One claim in the JSON report.

use std::borrow::Cow;

use corroborate_model::{self as model, Document, Payload};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Range, names, number};

/// One thing that one source says, with the words it was read from. What it says stands under the name of its kind;
/// the fields of other kinds are absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Claim<'a> {
    /// `<source id>#<n>`, counted from 1 inside the source.
    pub id: Cow<'a, str>,
    /// The id of its source.
    pub source: Cow<'a, str>,
    /// What it is.
    #[schemars(schema_with = "names::claim_kind")]
    pub kind: Cow<'a, str>,
    /// First byte of its words in the source's text.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// The words, exactly as they stand.
    pub text: Cow<'a, str>,
    /// Line in the original file, from 1.
    pub line: usize,
    /// Column in the original file, in characters, from 1.
    pub column: usize,
    /// Who says so, where it is not the source's own voice.
    pub attribution: Option<Attribution<'a>>,
    /// Hedges and allegation markers whose scope it lies in, as they stand, in text order.
    pub hedges: Vec<Cow<'a, str>>,
    /// Whether it is affirmed or denied.
    #[schemars(schema_with = "names::polarity")]
    pub polarity: Cow<'a, str>,
    /// The step of a criminal case that it puts somebody on.
    #[schemars(schema_with = "names::legal_status")]
    pub legal_status: Option<Cow<'a, str>>,
    /// The period it speaks of.
    pub time_frame: Option<TimeFrame<'a>>,
    /// Whether part of it was resolved from elsewhere in the text (a pronoun, an inherited noun or subject).
    #[serde(default)]
    pub resolved: bool,
    /// A number of something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity<'a>>,
    /// Somebody's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotation: Option<Quotation<'a>>,
    /// What a sentence or clause says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<Statement<'a>>,
    /// A day, a month, a year, an hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<DateClaim<'a>>,
    /// A way to reach somebody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact<'a>>,
    /// Somebody, with role and age.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Person<'a>>,
}

/// Who a claim is ascribed to, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution<'a> {
    /// The speaker's fullest name in this text, or the group's name; null where only a role is known.
    pub speaker: Option<Cow<'a, str>>,
    /// Role or rank with the name.
    pub role: Option<Cow<'a, str>>,
    /// The word that ascribes it ("said", "according to").
    pub cue: Option<Cow<'a, str>>,
    /// Whether the words are given as the speaker's own.
    pub direct: bool,
    /// Whether the speaker was resolved from a pronoun, a role or an earlier sentence.
    #[serde(default)]
    pub resolved: bool,
}

/// A period and the way it is laid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimeFrame<'a> {
    /// As it stands.
    pub text: Cow<'a, str>,
    /// How the period is laid.
    #[schemars(schema_with = "names::time_basis")]
    pub basis: Cow<'a, str>,
    /// First day, as YYYY-MM-DD, where it can be worked out.
    pub start: Option<Cow<'a, str>>,
    /// Last day, where it can be worked out.
    pub end: Option<Cow<'a, str>>,
    /// Length in days, where the text tells it.
    #[serde(default)]
    pub days: Option<u32>,
}

/// A number, or an interval of numbers, of something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quantity<'a> {
    /// Lower end, inclusive; null where the text sets none.
    #[serde(serialize_with = "number::plain")]
    #[schemars(with = "Option<f64>")]
    pub low: Option<f64>,
    /// Upper end, inclusive; null where the text sets none.
    #[serde(serialize_with = "number::plain")]
    #[schemars(with = "Option<f64>")]
    pub high: Option<f64>,
    /// How the number is meant.
    #[schemars(schema_with = "names::bound")]
    pub bound: Cow<'a, str>,
    /// `percent`, `percentage_point`, `basis_point`, an ISO 4217 code for money, else the singular English name.
    pub unit: Option<Cow<'a, str>>,
    /// The singular noun that is counted.
    pub counted: Option<Cow<'a, str>>,
    /// Whether it tells a change, and which way.
    #[schemars(schema_with = "names::change")]
    pub change: Option<Cow<'a, str>>,
    /// What the change is measured against, as it stands.
    pub baseline: Option<Cow<'a, str>>,
    /// Whether it is somebody's or something's age.
    pub age: bool,
    /// Whether it ranks rather than counts ("the third arrest").
    #[serde(default)]
    pub ordinal: bool,
}

/// Words that a source gives as somebody's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quotation<'a> {
    /// Who said it.
    pub speaker: Option<Cow<'a, str>>,
    /// Whether the words are given as the speaker's own.
    pub direct: bool,
    /// The quoted words, marks left out, in order.
    pub segments: Vec<Range>,
    /// How the text shows it.
    #[schemars(schema_with = "names::quotation_form")]
    pub form: Cow<'a, str>,
    /// Whether it is only a few words inside a sentence of the source.
    #[serde(default)]
    pub fragment: bool,
}

/// A sentence or clause, in the source's voice or inside a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statement<'a> {
    /// Whether it stands inside quoted words.
    pub quoted: bool,
    /// The causal link it asserts.
    pub causal: Option<Causal<'a>>,
}

/// A causal link and how strongly it is put.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Causal<'a> {
    /// The word that links.
    pub cue: Cow<'a, str>,
    /// How strongly.
    #[schemars(schema_with = "names::causal_strength")]
    pub strength: Cow<'a, str>,
}

/// A point in time or a stretch of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DateClaim<'a> {
    /// First day meant, as YYYY-MM-DD; null where the text gives no anchor.
    pub start: Option<Cow<'a, str>>,
    /// Last day meant; equal to `start` for a single day.
    pub end: Option<Cow<'a, str>>,
    /// As it stands.
    pub text: Cow<'a, str>,
    /// The hour as HH:MM, where one is named.
    #[serde(default)]
    pub time: Option<Cow<'a, str>>,
    /// Whether the days were worked out from the source's own date or a neighbouring one.
    #[serde(default)]
    pub relative: bool,
}

/// A way to reach somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Contact<'a> {
    /// What it is.
    #[schemars(schema_with = "names::contact_form")]
    pub form: Cow<'a, str>,
    /// Normalised for comparison.
    pub value: Cow<'a, str>,
}

/// Somebody named in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person<'a> {
    /// The fullest form of the name in this text, without rank or title.
    pub name: Cow<'a, str>,
    /// Role, rank or title at this mention.
    pub role: Option<Cow<'a, str>>,
    /// Age in years.
    pub age: Option<u16>,
}

impl<'a> Claim<'a> {
    /// A claim of `document`, the `n`-th of its source counted from 1.
    pub fn new(claim: &'a model::Claim, document: &'a Document, n: usize) -> Claim<'a> {
        let text = claim.span.of(&document.text);
        let position = document.map.position(&document.text, claim.span.start());
        let mut wire = Claim {
            id: format!("{}#{n}", document.id).into(),
            source: document.id.as_str().into(),
            kind: claim.kind().name().into(),
            start: claim.span.start(),
            end: claim.span.end(),
            text: text.into(),
            line: position.line,
            column: position.column,
            attribution: claim.attribution.as_ref().map(attribution),
            hedges: claim.hedges.iter().map(|hedge| hedge.text.as_str().into()).collect(),
            polarity: claim.polarity.name().into(),
            legal_status: claim.legal_status.map(|status| status.name().into()),
            time_frame: claim.time_frame.as_ref().map(time_frame),
            resolved: claim.resolved,
            ..Claim::default()
        };
        match &claim.payload {
            Payload::Quantity(it) => wire.quantity = Some(quantity(it)),
            Payload::Quotation(it) => wire.quotation = Some(quotation(it, claim)),
            Payload::Statement(it) => wire.statement = Some(statement(it)),
            Payload::Date(it) => wire.date = Some(date(it, text)),
            Payload::Contact(it) => {
                wire.contact = Some(Contact { form: it.form.name().into(), value: it.value.as_str().into() });
            }
            Payload::Person(it) => {
                wire.person =
                    Some(Person { name: it.name.as_str().into(), role: optional(&it.role), age: it.age });
            }
        }
        wire
    }
}

/// An optional text, borrowed.
pub(super) fn optional(text: &Option<String>) -> Option<Cow<'_, str>> {
    text.as_deref().map(Cow::Borrowed)
}

/// A day as YYYY-MM-DD.
pub(super) fn day<'a>(date: Option<model::Date>) -> Option<Cow<'a, str>> {
    date.map(|date| date.to_string().into())
}

fn attribution(it: &model::Attribution) -> Attribution<'_> {
    Attribution {
        speaker: optional(&it.speaker),
        role: optional(&it.role),
        cue: optional(&it.cue),
        direct: it.direct,
        resolved: it.resolved,
    }
}

fn time_frame(it: &model::TimeFrame) -> TimeFrame<'_> {
    TimeFrame {
        text: it.text.as_str().into(),
        basis: it.basis.name().into(),
        start: day(it.start),
        end: day(it.end),
        days: it.days,
    }
}

fn quantity(it: &model::Quantity) -> Quantity<'_> {
    Quantity {
        low: it.low,
        high: it.high,
        bound: it.bound.name().into(),
        unit: it.unit.as_ref().map(|unit| unit.name().into()),
        counted: optional(&it.counted),
        change: it.change.map(|change| change.name().into()),
        baseline: optional(&it.baseline),
        age: it.age,
        ordinal: it.ordinal,
    }
}

fn quotation<'a>(it: &'a model::Quotation, claim: &'a model::Claim) -> Quotation<'a> {
    Quotation {
        speaker: claim.attribution.as_ref().and_then(|by| optional(&by.speaker)),
        direct: it.direct,
        segments: it.segments.iter().map(|span| Range { start: span.start(), end: span.end() }).collect(),
        form: it.form.name().into(),
        fragment: it.fragment,
    }
}

fn statement(it: &model::Statement) -> Statement<'_> {
    let causal =
        |it: &'_ model::Causal| Causal { cue: it.cue.clone().into(), strength: it.strength.name().into() };
    Statement { quoted: it.quoted, causal: it.causal.as_ref().map(causal) }
}

fn date<'a>(it: &model::DateClaim, text: &'a str) -> DateClaim<'a> {
    DateClaim {
        start: day(it.start),
        end: day(it.end),
        text: text.into(),
        time: it.minute.map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60).into()),
        relative: it.relative,
    }
}
