//! Whether a signature is that of a request: the library's work, and what it must be spared.

use std::future::ready;
use std::pin::pin;
use std::str::FromStr;
use std::task::{Context, Poll, Waker};

use aws_lc_rs::digest::{SHA256, digest};
use chrono::{DateTime, TimeDelta, Utc};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use scratchstack_aws_signature::auth::SigV4Authenticator;
use scratchstack_aws_signature::canonical::CanonicalRequest;
use scratchstack_aws_signature::{GetSigningKeyResponse, KSecretKey, KSigningKey, SignatureOptions};
use tower::{BoxError, service_fn};
use zeroize::Zeroizing;

use super::SERVICE;
use super::claim::{Claim, malformed};
use crate::Request;
use crate::error::ApiError;

const CONTENT_HASH: &str = "x-amz-content-sha256";

/// What is encoded in a path that is signed: all but unreserved characters and the slash.
const SIGNED_PATH: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A client that names the body's hash names the right one. The hash that is signed is always that of the body as it came.
pub(super) fn names_the_body(request: &Request) -> Result<(), ApiError> {
    let named = request.headers().get_all(CONTENT_HASH);
    if named.iter().next().is_none() {
        return Ok(());
    }
    let hash = hex(digest(&SHA256, request.body()).as_ref());
    let is_right = named.iter().all(|named| named.as_bytes() == hash.as_bytes());
    is_right.then_some(()).ok_or_else(|| ApiError::invalid_signature("X-Amz-Content-Sha256: must be the SHA-256 of the body"))
}

/// The place of the first path with which the signature is right.
pub(super) fn signed_path(claim: &Claim, request: &Request, paths: &[String], secret: &str) -> Result<Option<usize>, ApiError> {
    let key = signing_key(claim, secret)?;
    for (place, path) in paths.iter().enumerate() {
        if is_right(claim, request, path, key)? {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// The library takes secrets of 40 bytes only. A shorter one is filled up with zeros, which is what HMAC does with its keys anyway.
fn signing_key(claim: &Claim, secret: &str) -> Result<KSigningKey, ApiError> {
    let secret = Zeroizing::new(format!("{secret:\0<40}"));
    let secret =
        <KSecretKey>::from_str(&secret).map_err(|_| ApiError::internal("an access key has a secret of over 40 bytes"))?;
    Ok(secret.to_ksigning(signed_at(claim)?.date_naive(), &claim.region, SERVICE))
}

fn is_right(claim: &Claim, request: &Request, path: &str, key: KSigningKey) -> Result<bool, ApiError> {
    let signed_at = signed_at(claim)?;
    let authenticator = SigV4Authenticator::builder()
        .canonical_request_sha256(canonical_hash(claim, request, path)?)
        .credential(claim.credential.clone())
        .signature(claim.signature.clone())
        .request_timestamp(signed_at)
        .build()
        .map_err(|error| ApiError::internal(format!("a signature was not taken: {error}")))?;
    let mut keys = service_fn(|_| ready(GetSigningKeyResponse::builder().signing_key(key).build().map_err(BoxError::from)));
    // The period was checked already, and may be longer than the library knows.
    let checking = authenticator.validate_signature(&claim.region, SERVICE, signed_at, TimeDelta::zero(), &mut keys);
    // It waits for nothing but the key, which is there.
    match pin!(checking).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(checked) => Ok(checked.is_ok()),
        Poll::Pending => Err(ApiError::internal("a signature was not checked at once")),
    }
}

/// The hash of the canonical request.
///
/// Clients sign the path as they send it, encoded once more; the library signs it as it is given, so it is given that. It
/// would drop empty and dot parts, as clients do before they sign, but not before they send: where these differ, the request
/// that was signed is not the one that came.
fn canonical_hash(claim: &Claim, request: &Request, path: &str) -> Result<[u8; 32], ApiError> {
    let inner = path.strip_prefix('/').unwrap_or(path);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    if !inner.is_empty() && inner.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return Err(ApiError::invalid_signature("path: must have no empty parts, and none of dots alone"));
    }
    let mut uri = utf8_percent_encode(path, &SIGNED_PATH).to_string();
    if let Some(query) = request.uri().query() {
        uri.push('?');
        uri.push_str(query);
    }
    let mut signed = http::Request::builder().method(request.method()).uri(uri);
    for name in &claim.signed_headers {
        let mut values = request.headers().get_all(name).iter().peekable();
        if values.peek().is_none() {
            return Err(malformed("SignedHeaders must be headers that the request has"));
        }
        signed = values.fold(signed, |signed, value| signed.header(name, value));
    }
    let (head, ()) = signed.body(()).map_err(|_| malformed("path or query are too long"))?.into_parts();
    let canonical = CanonicalRequest::from_request_parts(head, request.body().clone(), SignatureOptions::default());
    let (canonical, _, _) = canonical.map_err(|_| malformed("path and query must be percent-encoded"))?;
    Ok(canonical.canonical_request_sha256(&claim.signed_headers))
}

fn signed_at(claim: &Claim) -> Result<DateTime<Utc>, ApiError> {
    DateTime::from_timestamp(claim.signed_at.as_second(), 0).ok_or_else(|| malformed("X-Amz-Date must be a date"))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::signature::claim::Carrier;

    /// The example of AWS's documentation: the canonical request of a call of IAM, and its hash.
    #[test]
    fn the_canonical_request_is_that_of_aws() {
        let claim = Claim {
            key_id: "AKIDEXAMPLE".to_owned(),
            credential: "AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request".to_owned(),
            region: "us-east-1".to_owned(),
            signed_headers: ["content-type", "host", "x-amz-date"].map(str::to_owned).to_vec(),
            signature: String::new(),
            signed_at: "2015-08-30T12:36:00Z".parse().unwrap(),
            lifetime_seconds: 900,
            carrier: Carrier::Header,
        };
        let request = http::Request::builder()
            .uri("/?Action=ListUsers&Version=2010-05-08")
            .header("host", "iam.amazonaws.com")
            .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
            .header("x-amz-date", "20150830T123600Z")
            .header("user-agent", "not signed")
            .body(Bytes::new())
            .unwrap();
        let hash = hex(&canonical_hash(&claim, &request, "/").unwrap());
        assert_eq!(hash, "f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59");
        for path in ["/v1/../v1/apps", "/v1//apps", "/v1/.", "//v1/apps"] {
            assert!(canonical_hash(&claim, &request, path).is_err(), "{path}");
        }
        let without = http::Request::builder().uri("/").header("host", "iam.amazonaws.com").body(Bytes::new()).unwrap();
        assert!(canonical_hash(&claim, &without, "/").is_err());
    }

    #[test]
    fn a_body_has_one_hash() {
        let named = |hash: &str| http::Request::builder().header(CONTENT_HASH, hash).body(Bytes::from("{}")).unwrap();
        let right = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        assert_eq!(names_the_body(&named(right)), Ok(()));
        assert_eq!(names_the_body(&http::Request::new(Bytes::from("{}"))), Ok(()));
        let empty = hex(digest(&SHA256, b"").as_ref());
        for wrong in [&empty, "UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "", &right.to_uppercase()] {
            assert!(names_the_body(&named(wrong)).is_err(), "{wrong}");
        }
    }
}
