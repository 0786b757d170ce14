//! The one match over all operations that Pinpoint did not have.

use touchpoint_wire::RequestParts;
use touchpoint_wire::extension::Extension;

use super::access_keys::{self, Asked};
use super::analytics;
use crate::Api;
use crate::access::{Caller, authorize_extension};
use crate::error::ApiError;
use crate::reply::Reply;
use crate::signature::Signature;

/// What an extension may want to know of the request besides its parts.
#[derive(Debug)]
pub(crate) struct Circumstances<'a> {
    pub(crate) caller: Caller,
    /// There when the request was signed, in whatever way.
    pub(crate) signature: Option<Signature>,
    /// The header `Accept`.
    pub(crate) accept: Option<&'a str>,
}

/// Carries out an extension, if the caller may.
pub(crate) async fn dispatch(
    api: &Api,
    extension: Extension,
    parts: &RequestParts<'_>,
    circumstances: Circumstances<'_>,
) -> Result<Reply, ApiError> {
    let Circumstances { caller, signature, accept } = circumstances;
    authorize_extension(&caller, extension, parts.path)?;
    let asked = || Asked::of(api, caller, signature);
    let id = || parts.path_parameter("access-key-id");
    match extension {
        Extension::CreateAccessKey => access_keys::create(api, &asked()?, parts.document("CreateAccessKeyRequest")?).await,
        Extension::ListAccessKeys => access_keys::list(api, &asked()?, parts).await,
        Extension::GetAccessKey => access_keys::get(api, &asked()?, &id()?).await,
        Extension::UpdateAccessKey => {
            access_keys::update(api, &asked()?, &id()?, parts.document("UpdateAccessKeyRequest")?).await
        }
        Extension::DeleteAccessKey => access_keys::delete(api, &asked()?, &id()?).await,
        Extension::RotateAccessKey => {
            let asked = asked()?;
            let is_empty = parts.body.trim_ascii().is_empty();
            let request = if is_empty { Default::default() } else { parts.document("RotateAccessKeyRequest")? };
            access_keys::rotate(api, &asked, &id()?, &request).await
        }
        Extension::GetAnalyticsReport => analytics::report(api, parts, accept).await,
        Extension::QueryFunnel => analytics::funnel(api, parts).await,
    }
}
