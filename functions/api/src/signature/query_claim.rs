//! A signature in the query, as in a URL that was signed beforehand (spec §9.1.4).

use percent_encoding::percent_decode_str;

use super::claim::{ALGORITHM, Carrier, Claim, Texts, malformed, session_token};
use super::period::MAX_SKEW_SECONDS;
use crate::error::ApiError;

/// What `X-Amz-Expires` may say at most: a week, as with AWS.
const MAX_LIFETIME_SECONDS: i64 = 7 * 24 * 60 * 60;

/// The parameters of a signature, decoded. Names are compared as they are: AWS's are in this case only.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    algorithm: Option<String>,
    credential: Option<String>,
    date: Option<String>,
    expires: Option<String>,
    session_token: Option<String>,
    signature: Option<String>,
    signed_headers: Option<String>,
}

impl Parameters {
    /// Those of a query string; `None` when it has none of them.
    pub(super) fn of(query: &str) -> Result<Option<Self>, ApiError> {
        let mut found = Self::default();
        let mut any = false;
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let name = percent_decode_str(name).decode_utf8_lossy();
            let place = match &*name {
                "X-Amz-Algorithm" => &mut found.algorithm,
                "X-Amz-Credential" => &mut found.credential,
                "X-Amz-Date" => &mut found.date,
                "X-Amz-Expires" => &mut found.expires,
                "X-Amz-Security-Token" => &mut found.session_token,
                "X-Amz-Signature" => &mut found.signature,
                "X-Amz-SignedHeaders" => &mut found.signed_headers,
                _ => continue,
            };
            any = true;
            let value = percent_decode_str(value).decode_utf8().map_err(|_| malformed("must be ASCII"))?;
            if place.replace(value.into_owned()).is_some() {
                return Err(malformed("must have each of its query parameters once"));
            }
        }
        Ok(any.then_some(found))
    }

    pub(super) fn claim(&self) -> Result<Claim, ApiError> {
        if self.session_token.is_some() {
            return Err(session_token());
        }
        let there =
            |text: &Option<String>, name: &str| text.clone().ok_or_else(|| malformed(&format!("the query must have {name}")));
        if there(&self.algorithm, "X-Amz-Algorithm")? != ALGORITHM {
            return Err(malformed("X-Amz-Algorithm must be AWS4-HMAC-SHA256"));
        }
        Claim::of_texts(&Texts {
            credential: &there(&self.credential, "X-Amz-Credential")?,
            signed_headers: &there(&self.signed_headers, "X-Amz-SignedHeaders")?,
            signature: &there(&self.signature, "X-Amz-Signature")?,
            date: &there(&self.date, "X-Amz-Date")?,
            lifetime_seconds: lifetime(self.expires.as_deref())?,
            carrier: Carrier::Query,
        })
    }
}

fn lifetime(expires: Option<&str>) -> Result<i64, ApiError> {
    let Some(text) = expires else { return Ok(MAX_SKEW_SECONDS) };
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = text.parse().ok().filter(|seconds| digits && (1..=MAX_LIFETIME_SECONDS).contains(seconds));
    seconds.ok_or_else(|| malformed("X-Amz-Expires must be 1 to 604800 seconds"))
}
