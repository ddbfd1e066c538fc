//! How sure a source is, and how far a case has gone.

use crate::Span;

/// A word that weakens a claim or marks it as not proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// As it stands ("believed to be").
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// What it does.
    pub class: HedgeClass,
}

/// What a hedge does. Within one class, hedges replace one another without changing the sense much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HedgeClass {
    /// "could", "may", "might", "possibly", "at risk".
    Possibility,
    /// "likely", "expected to", "set to", "appears".
    Probability,
    /// "believed to", "thought to", "we believe".
    Belief,
    /// "alleged", "suspected", "accused of", "on suspicion of", "judged to have".
    Allegation,
    /// "plans to", "proposal", "hopes to", "is to consider": intended, not settled.
    Intention,
    /// "early estimate", "provisional", "likely to change", "not been confirmed".
    Provisional,
    /// "one of", "some of", "almost", "in terms of": narrows what is said.
    Limiter,
}

impl HedgeClass {
    /// Every class.
    pub const ALL: [HedgeClass; 7] = [
        HedgeClass::Possibility,
        HedgeClass::Probability,
        HedgeClass::Belief,
        HedgeClass::Allegation,
        HedgeClass::Intention,
        HedgeClass::Provisional,
        HedgeClass::Limiter,
    ];

    /// Its name in lexicons and settings.
    pub fn name(self) -> &'static str {
        match self {
            HedgeClass::Possibility => "possibility",
            HedgeClass::Probability => "probability",
            HedgeClass::Belief => "belief",
            HedgeClass::Allegation => "allegation",
            HedgeClass::Intention => "intention",
            HedgeClass::Provisional => "provisional",
            HedgeClass::Limiter => "limiter",
        }
    }
}

/// Affirmed or denied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Polarity {
    /// It is so.
    #[default]
    Affirmed,
    /// It is not so.
    Negated,
}

impl Polarity {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Polarity::Affirmed => "affirmed",
            Polarity::Negated => "negated",
        }
    }
}

/// The steps of a criminal case, from the least to the most certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LegalStatus {
    /// Suspected, sought, under investigation, questioned.
    Suspected,
    /// Arrested, held, detained.
    Arrested,
    /// Charged, indicted, in court, on trial.
    Charged,
    /// Convicted, found guilty, sentenced, jailed; called a perpetrator outright.
    Convicted,
    /// Acquitted, cleared, released without charge.
    Cleared,
}

impl LegalStatus {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            LegalStatus::Suspected => "suspected",
            LegalStatus::Arrested => "arrested",
            LegalStatus::Charged => "charged",
            LegalStatus::Convicted => "convicted",
            LegalStatus::Cleared => "cleared",
        }
    }
}
