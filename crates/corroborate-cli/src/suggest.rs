//! The name that was probably meant.

/// Similarity from which on a name is offered.
const ALIKE: f64 = 0.8;

/// The known name nearest to a mistyped one, if any is near.
pub(crate) fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    known
        .map(|name| (strsim::jaro_winkler(typed, name), name))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn offers_only_what_is_near() {
        let known = || ["fail-on", "min-severity", "kind"].into_iter();
        assert_eq!(nearest("failon", known()), Some("fail-on"));
        assert_eq!(nearest("min_severity", known()), Some("min-severity"));
        assert_eq!(nearest("zzz", known()), None);
    }
}
