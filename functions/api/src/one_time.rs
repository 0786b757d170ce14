//! Codes of one-time passwords: made of random numbers, kept as hashes.
//!
//! The hash is a fast one, HMAC-SHA-256 with a salt of the code's own. A slow one would gain little: a code has at most eight digits, so
//! whoever reads the table tries them all in any case. What protects a code is that it is good for minutes and a few guesses, that the
//! table is encrypted, and that its keys do not tell whose it is.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::{hmac, rand};
use touchpoint_domain::ids::AppId;
use touchpoint_domain::otp::digits;
use zeroize::Zeroizing;

use crate::error::ApiError;

/// Bytes of a salt.
const SALT: usize = 16;
/// Bytes that a code is made of: far more than are passed over.
const RANDOM: usize = 64;
/// How often that is tried again.
const TRIES: usize = 4;

/// A code of `length` digits that nobody can foretell.
pub(crate) fn code(length: usize) -> Result<Zeroizing<String>, ApiError> {
    for _ in 0..TRIES {
        let mut random = Zeroizing::new([0; RANDOM]);
        rand::fill(random.as_mut_slice()).map_err(|_| ApiError::internal("there are no random numbers"))?;
        if let Some(code) = digits(random.as_slice(), length) {
            return Ok(Zeroizing::new(code));
        }
    }
    Err(ApiError::internal("the random numbers are not random"))
}

/// Salt and digest of a code, in hex.
pub(crate) fn hashed(code: &str) -> Result<(String, String), ApiError> {
    let mut salt = [0; SALT];
    rand::fill(&mut salt).map_err(|_| ApiError::internal("there are no random numbers"))?;
    let salt = hex(&salt);
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, salt.as_bytes()), code.as_bytes());
    Ok((salt, hex(tag.as_ref())))
}

/// Whether `guess` is the code of this salt and digest; takes as long either way.
pub(crate) fn matches(guess: &str, salt: &str, digest: &str) -> bool {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, salt.as_bytes()), guess.as_bytes());
    aws_lc_rs::constant_time::verify_slices_are_equal(hex(tag.as_ref()).as_bytes(), digest.as_bytes()).is_ok()
}

/// The work of [`matches`] where there is no code, so that its time does not tell.
pub(crate) fn compare_with_nothing(guess: &str) {
    let (salt, digest) = ("0".repeat(2 * SALT), "0".repeat(64));
    std::hint::black_box(matches(guess, &salt, &digest));
}

/// Under which a code is stored: a hash, because a phone number must not be readable in a key.
pub(crate) fn key(app: &AppId, to: &str, reference: &str) -> String {
    // None of the parts but the last can hold a line break.
    hex(digest(&SHA256, format!("{app}\n{to}\n{reference}").as_bytes()).as_ref())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut hex, byte| {
        // Writing into a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_matches_itself_alone() {
        let code = code(6).unwrap();
        assert!(code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()));
        let (salt, digest) = hashed(&code).unwrap();
        assert!(matches(&code, &salt, &digest));
        for wrong in ["", "x", &code[1..], &format!("{}0", *code)] {
            assert!(!matches(wrong, &salt, &digest), "{wrong}");
        }
        assert_ne!(hashed(&code).unwrap(), (salt, digest), "every code has a salt of its own");
    }

    #[test]
    fn keys_tell_nothing_and_differ_by_each_part() {
        let key = |app: &str, to: &str, reference: &str| key(&AppId::new(app), to, reference);
        let one = key("a", "+15555550100", "login");
        assert!(one.len() == 64 && !one.contains("5555550100"));
        for other in [key("b", "+15555550100", "login"), key("a", "+15555550101", "login"), key("a", "+15555550100", "pay")] {
            assert_ne!(one, other);
        }
    }
}
