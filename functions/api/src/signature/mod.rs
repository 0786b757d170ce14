//! Who sent a request: AWS Signature Version 4, service `mobiletargeting`, in the header `Authorization` or in the query
//! (spec §1.1, §9.1.4).
//!
//! A request is first read strictly ([`claim`]): what is not exactly a signature goes no further. Then its period is checked,
//! the key is looked up, and a library makes the canonical request and compares in constant time ([`proof`]). A key that does
//! not exist costs the same work as one that does.
//!
//! What the signature covers: method, path, query, the signed headers (`host` is always one) and the body's hash; a body that is
//! not covered (`UNSIGNED-PAYLOAD`) is refused. What it does not: the region, which may be any (clients are configured for
//! some region, and keys belong to this deployment alone), and repetition: whoever can read a request can send it again
//! unchanged within its 15 minutes (the seconds of `X-Amz-Expires` in a query, at most 7 days), as with AWS. Only what shows a
//! secret is carried out once ([`Signature`]): access keys are managed with signatures in the header alone, and one that made
//! a key makes no other. Session tokens do not exist here.
//!
//! Which path a client signed is not always known, because some gateways decode it: see [`crate::reading`]. The answers never
//! contain anything of the canonical request. Clients whose clock is wrong learn the time from the header `Date`.

mod claim;
mod period;
mod proof;
mod query_claim;

#[cfg(test)]
mod tests;

use jiff::Timestamp;

use self::claim::{Carrier, Claim};
use crate::Request;
use crate::access::{Caller, KeyStatus, Keys};
use crate::error::ApiError;

/// What every client signs for: Pinpoint's name as a service.
const SERVICE: &str = "mobiletargeting";

const MISMATCH: &str = "the request signature we calculated does not match the signature you provided; check the secret access \
    key, and how the client encodes path and query";
const UNKNOWN_KEY: &str = "the access key of the signature is none of this deployment, or is inactive";

/// Stands in for the secret of a key that does not exist.
const NO_SECRET: &str = "no key has this secret; it takes time";

/// How long after its arrival a signature in a header can be valid at most: it may be dated later than now, and then be sent again
/// for as long.
pub(crate) const MAX_VALID_SECONDS: i64 = 2 * period::MAX_SKEW_SECONDS;

/// The signature of a verified request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Signature {
    /// 64 lower-case hexadecimal digits. The same ones only come with the same request.
    InHeader(String),
    /// Made beforehand, for somebody else to send.
    InQuery,
}

/// A request whose sender is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verified {
    pub(crate) caller: Caller,
    /// Which of the paths was signed.
    pub(crate) place: usize,
    pub(crate) signature: Signature,
}

/// Who sent the request, and which of `paths` they signed.
///
/// # Errors
/// 403 with the type that SDKs know, 500 when keys cannot be looked up.
pub(crate) async fn verify(keys: &dyn Keys, now: Timestamp, request: &Request, paths: &[String]) -> Result<Verified, ApiError> {
    let claim = Claim::read(request)?;
    claim.is_of(now)?;
    proof::names_the_body(request)?;
    let key = keys.find(&claim.key_id).await?.filter(|key| key.status == KeyStatus::Active);
    let secret = key.as_ref().map_or(NO_SECRET, |key| key.secret.as_str());
    let signed = proof::signed_path(&claim, request, paths, secret)?;
    let key = key.ok_or_else(|| ApiError::unrecognized_client(UNKNOWN_KEY).of_key(&claim.key_id))?;
    let place = signed.ok_or_else(|| ApiError::invalid_signature(MISMATCH).of_key(&claim.key_id))?;
    let signature = match claim.carrier {
        Carrier::Header => Signature::InHeader(claim.signature),
        Carrier::Query => Signature::InQuery,
    };
    Ok(Verified { caller: Caller { key_id: key.id, grant: key.grant }, place, signature })
}
