//! APNs: a token key, or a client certificate, or both (spec §13.2).

use serde::{Deserialize, Serialize};
use touchpoint_wire::types::APNSChannelRequest;

use super::error::ChannelError;
use super::part::{given, word};
use super::pem;
use super::secret::Secret;
use crate::field::FieldError;

/// What an app proves itself with to Apple: at least the set that `method` names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApnsCredentials {
    /// What is used where a message does not choose. Never falls back to the other.
    pub method: ApnsMethod,
    pub token: Option<ApnsToken>,
    pub certificate: Option<ApnsCertificate>,
    /// Needed as the topic of a message also where a certificate is used that stands for several.
    pub bundle_id: Option<String>,
}

/// How to prove it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApnsMethod {
    Token,
    Certificate,
}

/// A key that signs tokens, for production and sandbox alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApnsToken {
    pub team_id: String,
    pub key_id: String,
    /// PEM text.
    pub key: Secret,
}

/// A client certificate; both parts are PEM text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApnsCertificate {
    pub certificate: String,
    pub private_key: Secret,
}

impl ApnsMethod {
    /// The words of the channel's documentation and those of a message's, in any case; `None` for others.
    fn of(text: &str) -> Option<Self> {
        let is = |word: &str| text.eq_ignore_ascii_case(word);
        if is("KEY") || is("TOKEN") {
            Some(Self::Token)
        } else if is("CERTIFICATE") {
            Some(Self::Certificate)
        } else {
            None
        }
    }
}

impl ApnsCredentials {
    /// The credentials in the request of any of the four channels. Parts of a set that is not complete are left out if the other
    /// one is.
    ///
    /// # Errors
    /// Neither set is complete, the default method's is not, or a part is malformed.
    pub fn of(request: &APNSChannelRequest) -> Result<Self, ChannelError> {
        let chosen = chosen(request)?;
        let (token, certificate) = (TokenParts::of(request), CertificateParts::of(request));
        let method = match (chosen, &token, &certificate) {
            (_, None, None) => return Err(ChannelError::MissingCredentials),
            (Some(ApnsMethod::Token), None, _) => {
                return Err(incomplete("KEY needs BundleId, TeamId, TokenKey and TokenKeyId"));
            }
            (Some(ApnsMethod::Certificate), _, None) => return Err(incomplete("CERTIFICATE needs Certificate and PrivateKey")),
            (Some(method), _, _) => method,
            (None, Some(_), _) => ApnsMethod::Token,
            (None, None, Some(_)) => ApnsMethod::Certificate,
        };
        Ok(Self {
            method,
            token: token.map(|parts| parts.checked()).transpose()?,
            certificate: certificate.map(|parts| parts.checked()).transpose()?,
            bundle_id: given(request.bundle_id.as_ref()).map(|id| word("BundleId", id)).transpose()?,
        })
    }
}

fn chosen(request: &APNSChannelRequest) -> Result<Option<ApnsMethod>, ChannelError> {
    let Some(text) = given(request.default_authentication_method.as_ref()) else { return Ok(None) };
    match ApnsMethod::of(text) {
        Some(method) => Ok(Some(method)),
        None => Err(incomplete("must be KEY (or TOKEN) or CERTIFICATE")),
    }
}

fn incomplete(reason: &str) -> ChannelError {
    FieldError::new("DefaultAuthenticationMethod", reason).into()
}

/// A complete set as it was sent.
struct TokenParts<'a> {
    team_id: &'a str,
    key: &'a str,
    key_id: &'a str,
}

impl<'a> TokenParts<'a> {
    fn of(request: &'a APNSChannelRequest) -> Option<Self> {
        given(request.bundle_id.as_ref())?;
        Some(Self {
            team_id: given(request.team_id.as_ref())?,
            key: given(request.token_key.as_ref())?,
            key_id: given(request.token_key_id.as_ref())?,
        })
    }

    fn checked(&self) -> Result<ApnsToken, FieldError> {
        Ok(ApnsToken {
            team_id: word("TeamId", self.team_id)?,
            key_id: word("TokenKeyId", self.key_id)?,
            key: Secret::new(pem::bare_or_private_key("TokenKey", self.key)?),
        })
    }
}

/// A complete set as it was sent.
struct CertificateParts<'a> {
    certificate: &'a str,
    private_key: &'a str,
}

impl<'a> CertificateParts<'a> {
    fn of(request: &'a APNSChannelRequest) -> Option<Self> {
        Some(Self { certificate: given(request.certificate.as_ref())?, private_key: given(request.private_key.as_ref())? })
    }

    fn checked(&self) -> Result<ApnsCertificate, FieldError> {
        Ok(ApnsCertificate {
            certificate: pem::certificate("Certificate", self.certificate)?,
            private_key: Secret::new(pem::private_key("PrivateKey", self.private_key)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const KEY: &str = "-----BEGIN PRIVATE KEY-----\nTUlH\n-----END PRIVATE KEY-----\n";
    const CERT: &str = "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n";

    /// A request of both sets, without the members that are named, and with those of `more`.
    #[expect(clippy::needless_pass_by_value, reason = "the rows of the tables read better without references")]
    fn of(without: &str, more: Value) -> Result<ApnsCredentials, String> {
        let mut request = json!({
            "BundleId": "com.example.shop", "TeamId": "TEAM123456", "TokenKey": KEY, "TokenKeyId": "KEY1234567",
            "Certificate": CERT, "PrivateKey": KEY,
        });
        for name in without.split_whitespace() {
            request[name] = "".into();
        }
        for (name, value) in more.as_object().unwrap() {
            request[name] = value.clone();
        }
        let request: APNSChannelRequest = serde_json::from_value(request).unwrap();
        ApnsCredentials::of(&request).map_err(|error| error.to_string())
    }

    /// The same as one line: the method, and the sets that there are.
    fn summary(without: &str, method: &str) -> String {
        let more = if method.is_empty() { json!({}) } else { json!({"DefaultAuthenticationMethod": method}) };
        of(without, more).map_or_else(
            |error| error,
            |found| {
                let sets = (found.token.is_some(), found.certificate.is_some());
                format!("{:?}: token {}, certificate {}", found.method, sets.0, sets.1)
            },
        )
    }

    #[test]
    fn sets_and_methods() {
        let table = [
            ("", ""),
            ("", "key"),
            ("", "TOKEN"),
            ("", "Certificate"),
            ("", "password"),
            ("Certificate", ""),
            ("PrivateKey", "Key"),
            ("PrivateKey", "CERTIFICATE"),
            ("TeamId", ""),
            ("BundleId", "certificate"),
            ("TokenKeyId", "key"),
            ("TokenKey", "token"),
            ("TeamId PrivateKey", ""),
            ("BundleId Certificate", "key"),
            ("BundleId TeamId TokenKey TokenKeyId Certificate PrivateKey", ""),
        ];
        let lines: Vec<String> =
            table.iter().map(|(without, method)| format!("[{without}] [{method}] {}", summary(without, method))).collect();
        insta::assert_snapshot!(lines.join("\n"), @r"
        [] [] Token: token true, certificate true
        [] [key] Token: token true, certificate true
        [] [TOKEN] Token: token true, certificate true
        [] [Certificate] Certificate: token true, certificate true
        [] [password] DefaultAuthenticationMethod: must be KEY (or TOKEN) or CERTIFICATE
        [Certificate] [] Token: token true, certificate false
        [PrivateKey] [Key] Token: token true, certificate false
        [PrivateKey] [CERTIFICATE] DefaultAuthenticationMethod: CERTIFICATE needs Certificate and PrivateKey
        [TeamId] [] Certificate: token false, certificate true
        [BundleId] [certificate] Certificate: token false, certificate true
        [TokenKeyId] [key] DefaultAuthenticationMethod: KEY needs BundleId, TeamId, TokenKey and TokenKeyId
        [TokenKey] [token] DefaultAuthenticationMethod: KEY needs BundleId, TeamId, TokenKey and TokenKeyId
        [TeamId PrivateKey] [] Missing credentials
        [BundleId Certificate] [key] Missing credentials
        [BundleId TeamId TokenKey TokenKeyId Certificate PrivateKey] [] Missing credentials
        ");
    }

    #[test]
    fn parts_are_checked_and_kept_apart() {
        let found = of("", json!({"TeamId": " TEAM123456\n"})).unwrap();
        let token = found.token.unwrap();
        assert_eq!((token.team_id.as_str(), token.key_id.as_str(), token.key.expose()), ("TEAM123456", "KEY1234567", KEY));
        let certificate = found.certificate.unwrap();
        assert_eq!((certificate.certificate.as_str(), certificate.private_key.expose()), (CERT, KEY));
        assert_eq!(of("TeamId", json!({})).unwrap().bundle_id.as_deref(), Some("com.example.shop"));
        for (name, value) in [
            ("TeamId", "sec ret"),
            ("TokenKeyId", "sec\0ret"),
            ("BundleId", "sécret"),
            ("TokenKey", "/keys/AuthKey.p8"),
            ("Certificate", "/keys/certificate.pem"),
            ("PrivateKey", CERT),
        ] {
            let error = of("", json!({name: value})).unwrap_err();
            assert!(error.starts_with(&format!("{name}: must ")), "{error}");
            assert!(!error.contains(value), "{error}");
        }
    }

    #[test]
    fn nothing_of_it_shows() {
        let shown = format!("{:?}", of("", json!({})).unwrap());
        assert!(!shown.contains("TUlH"), "{shown}");
    }
}
