//! Indirect speech: the clause that a verb of speech reports.

use corroborate_model::QuotationForm;

use super::{Quoted, Utterance};
use crate::attribution::{Frames, Intro};
use crate::lexicon::CueClass;
use crate::name::Names;
use crate::scan::Scan;

/// Shortest clause, in tokens.
const SHORTEST: usize = 3;

/// One quotation for each clause that somebody is said to have uttered.
pub(super) fn find(scan: &Scan<'_>, names: &Names, quoted: &Quoted, frames: &Frames) -> Vec<Utterance> {
    let mut found = Vec::new();
    for frame in &frames.list {
        let speech =
            matches!(frame.class, CueClass::Say | CueClass::Weak | CueClass::Tell | CueClass::Source);
        let known = frame.name.is_some() || frame.intro != Intro::Nothing || frame.class == CueClass::Say;
        let words = frame.scope.clone();
        let own = !words.clone().any(|token| quoted.holds(token));
        if speech && known && own && frame.intro != Intro::Quotation && words.len() >= SHORTEST {
            let attribution = Some(frames.attribution(scan, names, frame, false));
            let segments = vec![scan.span(words)];
            found.push(Utterance { segments, form: QuotationForm::Indirect, fragment: false, attribution });
        }
    }
    found
}
