//! When a signature holds.

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};

use crate::error::ApiError;

/// How far a client's clock may be off, as with AWS.
pub(super) const MAX_SKEW_SECONDS: i64 = 15 * 60;

/// Reads `20260131T100000Z` and no other form.
pub(super) fn parse(text: &str) -> Option<Timestamp> {
    let bytes: &[u8; 16] = text.as_bytes().try_into().ok()?;
    let [y1, y2, y3, y4, m1, m2, d1, d2, b'T', h1, h2, n1, n2, s1, s2, b'Z'] = *bytes else { return None };
    let year = i16::from(number(y1, y2)?) * 100 + i16::from(number(y3, y4)?);
    let (month, day) = (number(m1, m2)?, number(d1, d2)?);
    let (hour, minute, second) = (number(h1, h2)?, number(n1, n2)?, number(s1, s2)?);
    let at = civil::DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    Some(at.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

fn number(tens: u8, ones: u8) -> Option<i8> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| (byte - b'0') as i8);
    Some(digit(tens)? * 10 + digit(ones)?)
}

/// Refuses what was signed more than the skew in the future, or longer ago than it lives. The messages begin as those of AWS,
/// which clients look for.
pub(super) fn check(signed_at: Timestamp, lifetime_seconds: i64, now: Timestamp) -> Result<(), ApiError> {
    let age_seconds = now.as_second() - signed_at.as_second();
    let (signed, now) = (signed_at.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%dT%H%M%SZ"));
    if age_seconds > lifetime_seconds {
        return Err(ApiError::invalid_signature(format!(
            "Signature expired: {signed} is more than {lifetime_seconds} s before {now}; check the clock"
        )));
    }
    if age_seconds < -MAX_SKEW_SECONDS {
        return Err(ApiError::invalid_signature(format!(
            "Signature not yet current: {signed} is more than {MAX_SKEW_SECONDS} s after {now}; check the clock"
        )));
    }
    Ok(())
}
