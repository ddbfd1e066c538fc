//! Hedges, polarity, steps of a criminal case and causal links, sentence by sentence.

use corroborate_model::{CausalStrength, Claim, HedgeClass, Payload};

#[test]
fn statements_carry_what_their_words_tell() {
    let table = include_str!("statements.tsv");
    let rows: Vec<Vec<&str>> =
        table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() >= 160, "{} rows", rows.len());
    let mut wrong = String::new();
    for row in rows {
        let analysis = corroborate_extract::extract(crate::common::document(row[0]));
        let statements: Vec<&Claim> =
            analysis.claims.iter().filter(|claim| matches!(claim.payload, Payload::Statement(_))).collect();
        let found = [hedges(&statements), polarity(&statements), legal(&statements), causal(&statements)];
        if found != row[1..] {
            wrong += &format!("{}\n  expected {:?}\n  found    {found:?}\n", row[0], &row[1..]);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn or_none(found: Vec<String>, joint: &str) -> String {
    if found.is_empty() { "-".to_owned() } else { found.join(joint) }
}

fn hedges(statements: &[&Claim]) -> String {
    let name = |class| match class {
        HedgeClass::Possibility => "possibility",
        HedgeClass::Probability => "probability",
        HedgeClass::Belief => "belief",
        HedgeClass::Allegation => "allegation",
        HedgeClass::Intention => "intention",
        HedgeClass::Provisional => "provisional",
        HedgeClass::Limiter => "limiter",
    };
    let classes = statements.iter().flat_map(|claim| &claim.hedges).map(|hedge| name(hedge.class).to_owned());
    or_none(classes.collect(), ",")
}

fn polarity(statements: &[&Claim]) -> String {
    or_none(statements.iter().map(|claim| claim.polarity.name().to_owned()).collect(), "/")
}

fn legal(statements: &[&Claim]) -> String {
    let furthest = statements.iter().filter_map(|claim| claim.legal_status).max();
    or_none(furthest.into_iter().map(|status| status.name().to_owned()).collect(), "/")
}

fn causal(statements: &[&Claim]) -> String {
    let name = |strength: CausalStrength| strength.name();
    let links = statements.iter().filter_map(|claim| match &claim.payload {
        Payload::Statement(statement) => statement.causal.as_ref(),
        _ => None,
    });
    or_none(links.map(|link| format!("{}: {}", name(link.strength), link.cue)).collect(), "/")
}
