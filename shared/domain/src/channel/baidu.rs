//! Baidu Cloud Push: the key of an app and the secret that signs its requests.

use serde::{Deserialize, Serialize};
use touchpoint_wire::types::BaiduChannelRequest;

use super::part::word;
use super::secret::Secret;
use crate::field::FieldError;

/// What requests to Baidu name and are signed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaiduCredentials {
    /// Answered to clients as `Credential` (spec §13.1), and so no secret.
    pub api_key: String,
    pub secret_key: Secret,
}

impl BaiduCredentials {
    /// # Errors
    /// A part that is empty, too long or no word.
    pub fn of(request: &BaiduChannelRequest) -> Result<Self, FieldError> {
        Ok(Self { api_key: word("ApiKey", &request.api_key)?, secret_key: Secret::new(word("SecretKey", &request.secret_key)?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(api_key: &str, secret_key: &str) -> Result<BaiduCredentials, String> {
        let request = BaiduChannelRequest { api_key: api_key.to_owned(), secret_key: secret_key.to_owned(), enabled: None };
        BaiduCredentials::of(&request).map_err(|error| error.to_string())
    }

    #[test]
    fn both_parts_are_needed() {
        let both = of("key", "hush").unwrap();
        assert_eq!((both.api_key.as_str(), both.secret_key.expose()), ("key", "hush"));
        assert!(of("", "hush").unwrap_err().starts_with("ApiKey: must have 1 to"));
        assert!(of("key", "").unwrap_err().starts_with("SecretKey: must have 1 to"));
        assert!(!format!("{both:?}").contains("hush"));
    }
}
