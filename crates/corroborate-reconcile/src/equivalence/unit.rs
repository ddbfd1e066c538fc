//! Units that measure the same thing, and how they convert.

/// What one unit is in the base unit of its dimension: `value * factor + offset`.
struct Measure {
    unit: &'static str,
    dimension: &'static str,
    factor: f64,
    offset: f64,
}

macro_rules! measures {
    ($($dimension:literal { $($unit:literal = $factor:expr),+ $(,)? })+) => {
        &[$($(Measure { unit: $unit, dimension: $dimension, factor: $factor, offset: 0.0 }),+),+]
    };
}

const MEASURES: &[Measure] = measures! {
    "length" {
        "millimetre" = 0.001, "centimetre" = 0.01, "metre" = 1.0, "kilometre" = 1000.0, "inch" = 0.0254,
        "foot" = 0.3048, "yard" = 0.9144, "mile" = 1609.344, "nautical_mile" = 1852.0,
    }
    "area" {
        "square_metre" = 1.0, "square_kilometre" = 1e6, "square_foot" = 0.092_903_04, "square_mile" = 2_589_988.11,
        "acre" = 4_046.856_422_4, "hectare" = 10_000.0,
    }
    "mass" {
        "milligram" = 1e-6, "gram" = 0.001, "kilogram" = 1.0, "tonne" = 1000.0, "ton" = 1000.0, "ounce" = 0.028_349_523,
        "pound" = 0.453_592_37, "stone" = 6.350_293_18,
    }
    "volume" {
        "millilitre" = 0.001, "centilitre" = 0.01, "litre" = 1.0, "cubic_metre" = 1000.0, "pint" = 0.568_261,
        "gallon" = 4.546_09, "barrel" = 158.987,
    }
    "speed" {
        "kilometre_per_hour" = 1.0, "mile_per_hour" = 1.609_344, "metre_per_second" = 3.6, "knot" = 1.852,
    }
    "time" {
        "second" = 1.0, "minute" = 60.0, "hour" = 3600.0, "day" = 86_400.0, "week" = 604_800.0, "fortnight" = 1_209_600.0,
        "month" = 2_629_746.0, "quarter" = 7_889_238.0, "year" = 31_556_952.0, "decade" = 315_569_520.0, "century" = 3_155_695_200.0,
    }
    "energy" { "joule" = 1.0, "kilojoule" = 1e3, "megajoule" = 1e6, "kilowatt_hour" = 3.6e6, "megawatt_hour" = 3.6e9, "gigawatt_hour" = 3.6e12, "calorie" = 4184.0, "kilocalorie" = 4184.0 }
    "power" { "watt" = 1.0, "kilowatt" = 1e3, "megawatt" = 1e6, "gigawatt" = 1e9, "terawatt" = 1e12 }
    "data" { "byte" = 1.0, "kilobyte" = 1e3, "megabyte" = 1e6, "gigabyte" = 1e9, "terabyte" = 1e12 }
    "points" { "percentage_point" = 1.0, "basis_point" = 0.01 }
};

/// Temperatures need an offset.
const TEMPERATURES: &[Measure] = &[
    Measure { unit: "degree_celsius", dimension: "temperature", factor: 1.0, offset: 0.0 },
    Measure { unit: "degree_fahrenheit", dimension: "temperature", factor: 5.0 / 9.0, offset: -160.0 / 9.0 },
    Measure { unit: "kelvin", dimension: "temperature", factor: 1.0, offset: -273.15 },
];

fn measure(unit: &str) -> Option<&'static Measure> {
    MEASURES.iter().chain(TEMPERATURES).find(|measure| measure.unit == unit)
}

/// Whether two units measure the same thing.
pub(crate) fn comparable(a: &str, b: &str) -> bool {
    a == b || measure(a).zip(measure(b)).is_some_and(|(a, b)| a.dimension == b.dimension)
}

/// A value of unit `from` in unit `to`, where they measure the same thing.
pub(crate) fn convert(value: f64, from: &str, to: &str) -> Option<f64> {
    if from == to {
        return Some(value);
    }
    let (from, to) = (measure(from)?, measure(to)?);
    (from.dimension == to.dimension).then(|| (value * from.factor + from.offset - to.offset) / to.factor)
}

#[cfg(test)]
mod tests {
    use super::{comparable, convert};

    #[track_caller]
    fn near(value: Option<f64>, expected: f64) {
        assert!(value.is_some_and(|value| (value - expected).abs() < 0.01), "{value:?} / {expected}");
    }

    #[test]
    fn converts_inside_a_dimension_only() {
        near(convert(143.0, "kilometre_per_hour", "mile_per_hour"), 88.86);
        near(convert(-3.0, "degree_celsius", "degree_fahrenheit"), 26.6);
        near(convert(60.0, "basis_point", "percentage_point"), 0.6);
        near(convert(2.0, "week", "day"), 14.0);
        assert_eq!(convert(1.0, "EUR", "USD"), None);
        assert!(!comparable("percent", "percentage_point"));
    }
}
