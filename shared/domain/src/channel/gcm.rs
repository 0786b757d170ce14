//! FCM, which the API calls GCM: the key of a service account, or the server key of before (spec §13.2).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use touchpoint_wire::types::GCMChannelRequest;

use super::error::ChannelError;
use super::part::{given, word};
use super::pem;
use super::secret::Secret;
use crate::field::FieldError;

/// The longest key of a service account, in bytes; they have about 2,400.
const MAX_JSON_BYTES: usize = 16 * 1024;

/// What an app proves itself with to Google: at least what `method` names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GcmCredentials {
    pub method: GcmMethod,
    /// The legacy server key, which Google takes no more.
    pub api_key: Option<Secret>,
    /// The JSON of a service account, as it was sent.
    pub service_json: Option<Secret>,
}

/// How to prove it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum GcmMethod {
    Key,
    Token,
}

impl GcmMethod {
    /// The value on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Key => "KEY",
            Self::Token => "TOKEN",
        }
    }

    fn of(text: &str) -> Option<Self> {
        [Self::Key, Self::Token].into_iter().find(|method| text.eq_ignore_ascii_case(method.as_str()))
    }
}

impl GcmCredentials {
    /// The credentials in a request. The method is KEY unless it says otherwise, or holds nothing but a service account.
    ///
    /// # Errors
    /// There are none, not those of the default method, or they are malformed.
    pub fn of(request: &GCMChannelRequest) -> Result<Self, ChannelError> {
        let chosen = chosen(request)?;
        let (key, service) = (given(request.api_key.as_ref()), given(request.service_json.as_ref()));
        let method = match (chosen, key, service) {
            (_, None, None) => return Err(ChannelError::MissingCredentials),
            (Some(GcmMethod::Key), None, _) => return Err(method_error("KEY needs ApiKey")),
            (Some(GcmMethod::Token), _, None) => return Err(method_error("TOKEN needs ServiceJson")),
            (Some(method), _, _) => method,
            (None, Some(_), _) => GcmMethod::Key,
            (None, None, Some(_)) => GcmMethod::Token,
        };
        if let Some(json) = service {
            check_service(json)?;
        }
        Ok(Self {
            method,
            api_key: key.map(|key| word("ApiKey", key)).transpose()?.map(Secret::new),
            service_json: service.map(Secret::new),
        })
    }
}

fn chosen(request: &GCMChannelRequest) -> Result<Option<GcmMethod>, ChannelError> {
    let Some(text) = given(request.default_authentication_method.as_ref()) else { return Ok(None) };
    match GcmMethod::of(text) {
        Some(method) => Ok(Some(method)),
        None => Err(method_error("must be KEY or TOKEN")),
    }
}

fn method_error(reason: &str) -> ChannelError {
    FieldError::new("DefaultAuthenticationMethod", reason).into()
}

/// Whether a text is the key of a service account. What is wrong with the JSON is not said: it would quote it.
fn check_service(json: &str) -> Result<(), FieldError> {
    let refuse = |reason: String| FieldError::new("ServiceJson", reason);
    if json.len() > MAX_JSON_BYTES {
        return Err(refuse(format!("must have at most {MAX_JSON_BYTES} bytes")));
    }
    let account: Map<String, Value> =
        serde_json::from_str(json).map_err(|_| refuse("must be the JSON of a service account's key".to_owned()))?;
    let part = |name: &str| {
        let value = account.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        value.ok_or_else(|| refuse(format!("must hold {name}, as the key of a service account does")))
    };
    word("ServiceJson.project_id", part("project_id")?)?;
    word("ServiceJson.client_email", part("client_email")?)?;
    pem::private_key("ServiceJson.private_key", part("private_key")?)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const KEY: &str = "-----BEGIN PRIVATE KEY-----\nTUlH\n-----END PRIVATE KEY-----\n";

    fn account() -> Value {
        json!({"type": "service_account", "project_id": "p", "client_email": "a@p.example", "private_key": KEY})
    }

    fn of(api_key: &str, service_json: &str, method: &str) -> Result<GcmCredentials, String> {
        let request = GCMChannelRequest {
            api_key: Some(api_key.to_owned()),
            default_authentication_method: Some(method.to_owned()),
            enabled: None,
            service_json: Some(service_json.to_owned()),
        };
        GcmCredentials::of(&request).map_err(|error| error.to_string())
    }

    #[test]
    fn keys_and_methods() {
        let json = account().to_string();
        let mut lines = Vec::new();
        for method in ["", "key", "Token", "CERTIFICATE"] {
            for (key, service) in [("k", json.as_str()), ("k", ""), ("", json.as_str()), ("", "")] {
                let found = of(key, service, method).map_or_else(
                    |error| error,
                    |found| {
                        format!("{:?}: key {}, service {}", found.method, found.api_key.is_some(), found.service_json.is_some())
                    },
                );
                lines.push(format!("[{method}] [{key}] [{}] {found}", if service.is_empty() { "" } else { "{…}" }));
            }
        }
        insta::assert_snapshot!(lines.join("\n"), @r"
        [] [k] [{…}] Key: key true, service true
        [] [k] [] Key: key true, service false
        [] [] [{…}] Token: key false, service true
        [] [] [] Missing credentials
        [key] [k] [{…}] Key: key true, service true
        [key] [k] [] Key: key true, service false
        [key] [] [{…}] DefaultAuthenticationMethod: KEY needs ApiKey
        [key] [] [] Missing credentials
        [Token] [k] [{…}] Token: key true, service true
        [Token] [k] [] DefaultAuthenticationMethod: TOKEN needs ServiceJson
        [Token] [] [{…}] Token: key false, service true
        [Token] [] [] Missing credentials
        [CERTIFICATE] [k] [{…}] DefaultAuthenticationMethod: must be KEY or TOKEN
        [CERTIFICATE] [k] [] DefaultAuthenticationMethod: must be KEY or TOKEN
        [CERTIFICATE] [] [{…}] DefaultAuthenticationMethod: must be KEY or TOKEN
        [CERTIFICATE] [] [] DefaultAuthenticationMethod: must be KEY or TOKEN
        ");
        assert_eq!(GcmCredentials::of(&GCMChannelRequest::default()), Err(ChannelError::MissingCredentials));
    }

    #[test]
    fn service_accounts() {
        let with = |name: &str, value: Value| {
            let mut account = account();
            account[name] = value;
            of("", &account.to_string(), "TOKEN").unwrap_err()
        };
        assert_eq!(with("project_id", Value::Null), "ServiceJson: must hold project_id, as the key of a service account does");
        assert_eq!(with("client_email", json!("")), "ServiceJson: must hold client_email, as the key of a service account does");
        assert_eq!(with("private_key", json!(7)), "ServiceJson: must hold private_key, as the key of a service account does");
        assert!(with("private_key", json!("hush")).starts_with("ServiceJson.private_key: must be PEM text"));
        for bad in ["{", "[]", "hush", "\"hush\"", "/keys/account.json"] {
            assert_eq!(of("", bad, "TOKEN").unwrap_err(), "ServiceJson: must be the JSON of a service account's key", "{bad}");
        }
        let long = format!("{}{}", account(), " ".repeat(20_000));
        assert!(of("", &long, "").is_ok(), "blanks around it do not count");
        let mut large = account();
        large["more"] = "x".repeat(20_000).into();
        assert_eq!(of("", &large.to_string(), "").unwrap_err(), "ServiceJson: must have at most 16384 bytes");
    }

    #[test]
    fn nothing_of_it_shows() {
        let found = of("server-key", &account().to_string(), "").unwrap();
        assert_eq!(found.api_key.as_ref().map(Secret::expose), Some("server-key"));
        let shown = format!("{found:?}");
        assert!(!shown.contains("server-key") && !shown.contains("TUlH"), "{shown}");
    }
}
