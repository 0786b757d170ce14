//! That a request which makes a key is carried out once.
//!
//! Whoever can read a request can send it again within its period, and would be shown a secret of their own. The transaction that
//! stores the key therefore also takes the request's signature, until the signature would be refused for its age.

use aws_lc_rs::digest::{SHA256, digest};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use touchpoint_store::resources::{Change, Kind, Record, Scope};

use crate::Api;
use crate::error::ApiError;
use crate::signature::{MAX_VALID_SECONDS, Signature};

/// Clocks of instances differ, and moments of expiry are cut to the second.
const MARGIN_SECONDS: i64 = 60;

/// What is taken when a key is made.
#[derive(Clone, Debug)]
pub(super) enum Once {
    /// This record, by a signed request.
    Taking(Box<Record>),
    /// Nothing: whoever holds the API itself in their hands has signed nothing that could be sent again.
    Unsigned,
}

impl Once {
    /// By the wall clock, which signatures are dated against.
    ///
    /// # Errors
    /// 403 when the signature is not one in a header.
    pub(super) fn of(api: &Api, signature: Option<Signature>) -> Result<Self, ApiError> {
        match signature {
            None => Ok(Self::Unsigned),
            Some(Signature::InHeader(text)) => Ok(Self::Taking(Box::new(record(&text, api.wall_clock.now())))),
            Some(Signature::InQuery) => {
                let rule = "requests about access keys must be signed in this header, not in the query";
                Err(ApiError::forbidden(format!("authorization: {rule}")))
            }
        }
    }

    /// # Errors
    /// 409 when the request was carried out before.
    pub(super) async fn check(&self, api: &Api) -> Result<(), ApiError> {
        let Self::Taking(record) = self else { return Ok(()) };
        match api.store.resources().get(&record.scope, record.kind, &record.id).await? {
            Some(_) => Err(repeated()),
            None => Ok(()),
        }
    }

    /// What belongs into the transaction that makes the key.
    pub(super) fn change(&self) -> Option<Change> {
        match self {
            Self::Taking(record) => Some(Change::Create((**record).clone())),
            Self::Unsigned => None,
        }
    }
}

/// 409: who meant it signs it anew.
pub(super) fn repeated() -> ApiError {
    ApiError::conflict("the request was carried out already; sign it anew")
}

fn record(signature: &str, now: Timestamp) -> Record {
    let hash = digest(&SHA256, signature.as_bytes());
    let id: String = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    let expires = now.saturating_add(SignedDuration::from_secs(MAX_VALID_SECONDS + MARGIN_SECONDS)).unwrap_or(Timestamp::MAX);
    Record { expires: Some(expires), ..Record::new(Scope::Account, Kind::UsedSignature, id, json!({}), now) }
}
