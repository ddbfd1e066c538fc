#[cfg(test)]
mod tests {
    use crate::comparison::{Comparison, Relation};
    use crate::witness::{self, Witness};
    use corroborate_model::*;

    fn doc(path: &str) -> Analysis {
        let text = std::fs::read_to_string(path).unwrap();
        let mut blocks = Vec::new();
        let mut at = 0;
        for para in text.split("\n") {
            let t = para.trim();
            if !t.is_empty() {
                let s = at + para.find(t).unwrap();
                blocks.push(Block { kind: BlockKind::Body, span: Span::new(s, s + t.len()) });
            }
            at += para.len() + 1;
        }
        corroborate_extract::extract(Document { id: path.into(), text, blocks, ..Document::default() })
    }

    #[test]
    fn probe() {
        let Ok(paths) = std::env::var("PROBE") else { return };
        let docs: Vec<Analysis> = paths.split(',').map(doc).collect();
        let lf = witness::long_forms(docs.iter());
        let mut i = crate::words::Interner::default();
        let w: Vec<Witness<'_>> = docs.iter().enumerate().map(|(n, d)| Witness::new(d, n, &mut i, &lf)).collect();
        for o in &w[1..] {
            let c = Comparison::new(&w[0], o, Relation::Copy);
            for s in 0..o.analysis.sentences.len() {
                println!("\n## {} sup {:.2}", o.words(o.sentence(s).span), c.support_of_other(s));
                for l in c.links_of_other(s) {
                    println!("   {:.2} {:.2}/{:.2} {}", l.score, l.base_share, l.other_share, w[0].words(w[0].sentence(l.base).span));
                }
            }
            for m in &c.quantities {
                println!("Q {:?} noun {} unit {} {:.2} ctx {:.2} | {} | {}", m.values, m.same_noun, m.same_unit, m.score, m.context, w[0].words(w[0].claim(m.base).span), o.words(o.claim(m.other).span));
            }
            for s in 0..w[0].analysis.sentences.len() {
                if c.links_of_base(s).is_empty() { println!("UNLINKED BASE {}", w[0].words(w[0].sentence(s).span)); }
            }
        }
    }
}
