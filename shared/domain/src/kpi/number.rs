//! Numbers as the indicators of Pinpoint show them: the text of a Java double (spec §12.1).

/// From here up, and below [`SMALL`], Java writes an exponent.
const LARGE: f64 = 1e7;
const SMALL: f64 = 1e-3;

/// `123.0`, `0.5`, `1.0E7`: the fewest digits that tell the number from its neighbours, and always one behind the point.
#[must_use]
pub fn java_double(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "Infinity".to_owned() } else { "-Infinity".to_owned() };
    }
    let size = number.abs();
    if size == 0.0 || (SMALL..LARGE).contains(&size) {
        return with_point(&number.to_string());
    }
    let text = format!("{number:e}");
    match text.split_once('e') {
        Some((digits, exponent)) => format!("{}E{exponent}", with_point(digits)),
        None => text,
    }
}

fn with_point(digits: &str) -> String {
    if digits.contains('.') { digits.to_owned() } else { format!("{digits}.0") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn as_java_writes_them() {
        for (number, expected) in [
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (1.0, "1.0"),
            (123.0, "123.0"),
            (1368.0, "1368.0"),
            (0.5, "0.5"),
            (0.1 + 0.2, "0.30000000000000004"),
            (1.0 / 3.0, "0.3333333333333333"),
            (0.001, "0.001"),
            (0.000_999, "9.99E-4"),
            (0.000_1, "1.0E-4"),
            (-0.000_012_5, "-1.25E-5"),
            (9_999_999.0, "9999999.0"),
            (9_999_999.5, "9999999.5"),
            (1e7, "1.0E7"),
            (-1e7, "-1.0E7"),
            (12_345_678.0, "1.2345678E7"),
            (1.5e300, "1.5E300"),
            (f64::MAX, "1.7976931348623157E308"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "Infinity"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(java_double(number), expected);
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(number in proptest::num::f64::NORMAL | proptest::num::f64::SUBNORMAL | proptest::num::f64::ZERO) {
            let text = java_double(number);
            prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), number.to_bits());
            prop_assert!(text.contains('.'));
        }
    }
}
