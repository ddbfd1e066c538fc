//! The closed lists of the schema, taken from the names of the model's own types.

use corroborate_model::{
    BaseChoice, Bound, CausalStrength, Change, ClaimKind, ContactForm, Direction, FactStatus, FindingKind,
    LegalStatus, Polarity, QuotationForm, Role, Severity, TimeBasis,
};
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::Value;

/// The schema of one of these names.
fn one_of(names: impl Iterator<Item = &'static str>) -> Schema {
    json_schema!({ "type": "string", "enum": names.collect::<Vec<_>>() })
}

/// The schema of one of these names, or null.
fn one_of_or_null(names: impl Iterator<Item = &'static str>) -> Schema {
    let names = names.map(Value::from).chain([Value::Null]).collect::<Vec<_>>();
    json_schema!({ "type": ["string", "null"], "enum": names })
}

/// One schema function a type. The `match` fails to compile when the model gains a value that is not listed.
macro_rules! closed_lists {
    ($($schema:ident $function:ident: $type:ident { $($variant:ident),+ })+) => { $(
        pub(super) fn $function(_: &mut SchemaGenerator) -> Schema {
            let name = |value: $type| match value { $($type::$variant)|+ => value.name() };
            $schema([$($type::$variant),+].into_iter().map(name))
        }
    )+ };
}

closed_lists! {
    one_of base_choice: BaseChoice { Named, First, Inferred, None }
    one_of role: Role { Base, Copy, Independent, Unrelated }
    one_of fact_status: FactStatus { Agreed, Disputed, SingleSource }
    one_of claim_kind: ClaimKind { Quantity, Quotation, Statement, Date, Contact, Person }
    one_of polarity: Polarity { Affirmed, Negated }
    one_of time_basis: TimeBasis { Rolling, Calendar, SoFar, Since, Until, Between, Recent, Duration }
    one_of bound: Bound { Exact, About, AtLeast, MoreThan, AtMost, LessThan, Range, Vague }
    one_of quotation_form: QuotationForm { Marked, Block, Indirect }
    one_of contact_form: ContactForm { Phone, Url, Email, Address }
    one_of causal_strength: CausalStrength { Coincidence, Association, Contribution, Cause }
    one_of_or_null change: Change { Increase, Decrease }
    one_of_or_null legal_status: LegalStatus { Suspected, Arrested, Charged, Convicted, Cleared }
    one_of_or_null direction: Direction { Lost, Gained, Stronger, Weaker, Wider, Narrower }
}

/// The finding kinds.
pub(super) fn finding_kind(_: &mut SchemaGenerator) -> Schema {
    one_of(FindingKind::ALL.iter().map(|kind| kind.name()))
}

/// The severities.
pub(super) fn severity(_: &mut SchemaGenerator) -> Schema {
    one_of(Severity::ALL.iter().map(|severity| severity.name()))
}
