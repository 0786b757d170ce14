//! Signs requests as the SDKs do, by their own signer.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SignatureLocation, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use bytes::Bytes;
use http::Request;
use jiff::Timestamp;

use crate::story::{KEY_ID, SECRET};

pub(crate) const HOST: &str = "a.execute-api.eu-west-1.amazonaws.com";

/// How somebody signs; what a client of this story would, unless it is changed.
#[derive(Clone, Debug)]
pub(crate) struct Signer {
    pub(crate) key_id: String,
    pub(crate) secret: String,
    pub(crate) session_token: Option<String>,
    pub(crate) service: String,
    pub(crate) region: String,
    pub(crate) at: Timestamp,
    /// Seconds, for a signature in the query.
    pub(crate) expires: Option<u64>,
    pub(crate) location: SignatureLocation,
}

impl Signer {
    pub(crate) fn at(at: Timestamp) -> Self {
        Self {
            key_id: KEY_ID.to_owned(),
            secret: SECRET.to_owned(),
            session_token: None,
            service: "mobiletargeting".to_owned(),
            region: "eu-west-1".to_owned(),
            at,
            expires: None,
            location: SignatureLocation::Headers,
        }
    }

    pub(crate) fn in_the_query(self, expires: u64) -> Self {
        Self { location: SignatureLocation::QueryParams, expires: Some(expires), ..self }
    }

    /// A signed request; `path` as it is sent, with its query.
    pub(crate) fn request(&self, method: &str, path: &str, body: &str) -> Request<Bytes> {
        self.request_with(method, path, body, &[("content-type", "application/json"), ("x-amz-user-agent", "aws-sdk/1  x")])
    }

    pub(crate) fn request_with(&self, method: &str, path: &str, body: &str, headers: &[(&str, &str)]) -> Request<Bytes> {
        let identity = Credentials::new(&self.key_id, &self.secret, self.session_token.clone(), None, "test").into();
        let mut settings = SigningSettings::default();
        settings.signature_location = self.location;
        settings.expires_in = self.expires.map(Duration::from_secs);
        let params = SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(&self.service)
            .time(SystemTime::from(self.at))
            .settings(settings)
            .build()
            .unwrap()
            .into();
        let all: Vec<(&str, &str)> = [("host", HOST)].into_iter().chain(headers.iter().copied()).collect();
        let url = format!("https://{HOST}{path}");
        let signable = SignableRequest::new(method, &url, all.iter().copied(), SignableBody::Bytes(body.as_bytes())).unwrap();
        let (instructions, _) = sign(signable, &params).unwrap().into_parts();
        let mut request = Request::builder().method(method).uri(&url).body(Bytes::from(body.to_owned())).unwrap();
        for (name, value) in all {
            request.headers_mut().append(http::HeaderName::try_from(name).unwrap(), value.parse().unwrap());
        }
        instructions.apply_to_request_http1x(&mut request);
        // What a server sees of the URL.
        *request.uri_mut() = request.uri().path_and_query().unwrap().to_string().parse().unwrap();
        request
    }
}
