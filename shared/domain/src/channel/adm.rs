//! ADM: the client id and secret of a security profile.

use serde::{Deserialize, Serialize};
use touchpoint_wire::types::ADMChannelRequest;

use super::part::word;
use super::secret::Secret;
use crate::field::FieldError;

/// What buys access tokens at Amazon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdmCredentials {
    pub client_id: String,
    pub client_secret: Secret,
}

impl AdmCredentials {
    /// # Errors
    /// A part that is empty, too long or no word.
    pub fn of(request: &ADMChannelRequest) -> Result<Self, FieldError> {
        Ok(Self {
            client_id: word("ClientId", &request.client_id)?,
            client_secret: Secret::new(word("ClientSecret", &request.client_secret)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(client_id: &str, client_secret: &str) -> Result<AdmCredentials, String> {
        let request =
            ADMChannelRequest { client_id: client_id.to_owned(), client_secret: client_secret.to_owned(), enabled: None };
        AdmCredentials::of(&request).map_err(|error| error.to_string())
    }

    #[test]
    fn both_parts_are_needed() {
        let both = of("amzn1.application-oa2-client.1 ", "hush").unwrap();
        assert_eq!((both.client_id.as_str(), both.client_secret.expose()), ("amzn1.application-oa2-client.1", "hush"));
        assert!(of("", "hush").unwrap_err().starts_with("ClientId: must have 1 to"));
        assert!(of("id", " ").unwrap_err().starts_with("ClientSecret: must have 1 to"));
        assert!(!of("id", "two words").unwrap_err().contains("two words"));
    }
}
