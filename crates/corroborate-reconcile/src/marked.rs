//! The words of a text that it gives as somebody's own, by place.

use corroborate_model::{Analysis, Payload, QuotationForm, Span};

/// Stretches of direct quotations, in order, so that what lies in one is found without looking at all.
#[derive(Debug, Default)]
pub(crate) struct Marked {
    stretches: Vec<Stretch>,
}

#[derive(Debug)]
struct Stretch {
    span: Span,
    /// The quotation's claim.
    claim: usize,
    /// The furthest end of this and all earlier stretches.
    reach: usize,
}

impl Marked {
    /// Collects the stretches of a text.
    pub(crate) fn new(analysis: &Analysis) -> Marked {
        let mut stretches = Vec::new();
        for (claim, payload) in analysis.claims.iter().map(|claim| &claim.payload).enumerate() {
            let Payload::Quotation(quotation) = payload else { continue };
            if quotation.form != QuotationForm::Indirect {
                stretches.extend(quotation.segments.iter().map(|&span| Stretch { span, claim, reach: 0 }));
            }
        }
        stretches.sort_by_key(|stretch| (stretch.span.start(), stretch.span.end(), stretch.claim));
        let mut reach = 0;
        for stretch in &mut stretches {
            reach = reach.max(stretch.span.end());
            stretch.reach = reach;
        }
        Marked { stretches }
    }

    /// Whether a span lies inside one stretch.
    pub(crate) fn holds(&self, span: Span) -> bool {
        let begun = self.stretches.partition_point(|stretch| stretch.span.start() <= span.start());
        begun.checked_sub(1).is_some_and(|last| self.stretches[last].reach >= span.end())
    }

    /// The claims with a stretch that overlaps a span, in order of place.
    pub(crate) fn overlapping(&self, span: Span) -> impl Iterator<Item = usize> + '_ {
        let from = self.stretches.partition_point(|stretch| stretch.reach <= span.start());
        let near = self.stretches[from..].iter().take_while(move |s| s.span.start() < span.end());
        near.filter(move |stretch| stretch.span.overlaps(span)).map(|stretch| stretch.claim)
    }
}
