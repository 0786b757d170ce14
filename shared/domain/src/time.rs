//! Dates as they stand on the wire (spec §1.6).

use jiff::Timestamp;

/// A date text that is not RFC 3339.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be an ISO 8601 date and time such as 2026-01-31T10:00:00Z")]
pub struct BadDate;

/// Formats a resource date: UTC, milliseconds, `2018-05-24T21:26:33.995Z`.
#[must_use]
pub fn wire_date(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// Reads any ISO 8601 date-time with an offset or `Z` and 0 to 9 fraction digits.
pub fn parse_date(text: &str) -> Result<Timestamp, BadDate> {
    text.parse().map_err(|_| BadDate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_milliseconds() {
        for (text, expected) in [
            ("2018-05-24T21:26:33.995Z", "2018-05-24T21:26:33.995Z"),
            ("2018-05-24T21:26:33Z", "2018-05-24T21:26:33.000Z"),
            ("2018-05-24T21:26:33.995123456+02:00", "2018-05-24T19:26:33.995Z"),
        ] {
            assert_eq!(wire_date(parse_date(text).unwrap()), expected);
        }
        for bad in ["", "2018-05-24", "yesterday", "2018-13-01T00:00:00Z", "2018-05-24T21:26:33"] {
            assert_eq!(parse_date(bad), Err(BadDate), "{bad}");
        }
    }
}
