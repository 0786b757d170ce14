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
//! unchanged within its 15 minutes (the seconds of `X-Amz-Expires` in a query, at most 7 days), as with AWS. Session
//! tokens do not exist here.
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

use self::claim::Claim;
use crate::Request;
use crate::access::{Caller, KeyStatus, Keys};
use crate::error::ApiError;

/// What every client signs for: Pinpoint's name as a service.
const SERVICE: &str = "mobiletargeting";

const MISMATCH: &str =
    "the request signature we calculated does not match the signature you provided; check the secret access key";
const UNKNOWN_KEY: &str = "the access key of the signature is none of this deployment, or is inactive";

/// Stands in for the secret of a key that does not exist.
const NO_SECRET: &str = "no key has this secret; it takes time";

/// Who sent the request, and which of `paths` they signed: its place.
///
/// # Errors
/// 403 with the type that SDKs know, 500 when keys cannot be looked up.
pub(crate) async fn verify(
    keys: &dyn Keys,
    now: Timestamp,
    request: &Request,
    paths: &[String],
) -> Result<(Caller, usize), ApiError> {
    let claim = Claim::read(request)?;
    claim.is_of(now)?;
    proof::names_the_body(request)?;
    let key = keys.find(&claim.key_id).await?.filter(|key| key.status == KeyStatus::Active);
    let secret = key.as_ref().map_or(NO_SECRET, |key| key.secret.as_str());
    let signed = proof::signed_path(&claim, request, paths, secret)?;
    let key = key.ok_or_else(|| ApiError::unrecognized_client(UNKNOWN_KEY))?;
    let place = signed.ok_or_else(|| ApiError::invalid_signature(MISMATCH))?;
    Ok((Caller { key_id: key.id, grant: key.grant }, place))
}
