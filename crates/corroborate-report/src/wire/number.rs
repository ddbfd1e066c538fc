//! Numbers as people write them.

use serde::Serializer;

use crate::text::share;

/// The largest whole number up to which every one has its own `f64`.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A number that is whole goes without a fraction; one that is none (never made by the model) becomes null.
pub(super) fn plain<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match *value {
        Some(value) if value.fract() == 0.0 && value.abs() <= EXACT => serializer.serialize_i64(value as i64),
        Some(value) if value.is_finite() => serializer.serialize_f64(value),
        _ => serializer.serialize_none(),
    }
}

/// A share, to four decimals and inside 0 to 1.
pub(super) fn ratio<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    plain(&Some(share(*value)), serializer)
}

#[cfg(test)]
mod tests {
    use super::{plain, ratio};

    #[test]
    fn whole_numbers_have_no_fraction() {
        let written = |value| {
            let mut out = Vec::new();
            plain(&value, &mut serde_json::Serializer::new(&mut out))
                .map(|()| String::from_utf8(out).unwrap())
                .unwrap()
        };
        let cases =
            [(43.0, "43"), (-2.5, "-2.5"), (1e300, "1e+300"), (f64::NAN, "null"), (f64::INFINITY, "null")];
        for (value, expected) in cases {
            assert_eq!(written(Some(value)), expected);
        }
        assert_eq!(written(None), "null");
    }

    #[test]
    fn shares_are_rounded_and_stay_in_bounds() {
        for (value, expected) in [(2.0 / 3.0, "0.6667"), (1.5, "1"), (-1.0, "0"), (f64::NAN, "0")] {
            let mut out = Vec::new();
            ratio(&value, &mut serde_json::Serializer::new(&mut out)).unwrap();
            assert_eq!(out, expected.as_bytes());
        }
    }
}
