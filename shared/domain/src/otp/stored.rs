//! A code as it is stored: hashed, and good for so long and so many guesses.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// What is known of a code that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredCode {
    /// Hex; other for each code.
    pub salt: String,
    /// Hex; of salt and code.
    pub digest: String,
    /// Epoch milliseconds.
    pub expires_ms: i64,
    /// Wrong guesses that it stands.
    pub allowed: u32,
    /// Wrong guesses so far.
    pub missed: u32,
}

impl StoredCode {
    /// A code sent at `now`, which nobody has guessed at yet.
    #[must_use]
    pub fn new(salt: String, digest: String, allowed: u32, validity_min: i32, now: Timestamp) -> Self {
        let expires = now.saturating_add(SignedDuration::from_mins(i64::from(validity_min))).unwrap_or(now);
        Self { salt, digest, expires_ms: expires.as_millisecond(), allowed, missed: 0 }
    }

    /// Whether a guess can still be right at `now`.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.missed < self.allowed && now.as_millisecond() < self.expires_ms
    }

    /// The code after a wrong guess.
    #[must_use]
    pub fn after_a_miss(&self) -> Self {
        Self { missed: self.missed.saturating_add(1), ..self.clone() }
    }

    /// From when on it need not be kept.
    #[must_use]
    pub fn expires(&self) -> Timestamp {
        Timestamp::from_millisecond(self.expires_ms).unwrap_or(Timestamp::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_for_so_long_and_so_many_guesses() {
        let now: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
        let code = StoredCode::new(String::new(), String::new(), 2, 5, now);
        let at = |text: &str| text.parse().unwrap();
        assert!(code.is_open(now) && code.is_open(at("2026-03-01T12:04:59.999Z")));
        assert!(!code.is_open(at("2026-03-01T12:05:00Z")));
        assert!(code.after_a_miss().is_open(now));
        assert!(!code.after_a_miss().after_a_miss().is_open(now));
    }
}
