//! How a message template and its versions are stored.
//!
//! The head holds the active version whole, as it is answered without `version`, and the template's tags; beside it, which
//! versions there are. Each version holds its own content, without tags. Both change in one transaction, and every change
//! of a version replaces the head too, so that two of them cannot cross.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_store::tally::{Step, Tally};
use touchpoint_wire::types::MessageBody;

use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::tags::Tags;
use crate::{Api, stored};

/// Which versions a template has, beside the head's document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Versions {
    /// The version in the head's document.
    pub(crate) active: u32,
    /// The highest that exists: what an update overwrites.
    pub(crate) latest: u32,
    /// The highest that ever existed; its number is not given again.
    pub(crate) highest: u32,
    /// How many exist.
    pub(crate) count: u32,
}

/// A template's head with what it says about versions.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) record: Record,
    pub(crate) versions: Versions,
}

impl Head {
    /// The head of the template called `name`.
    ///
    /// # Errors
    /// 404 when there is none.
    pub(crate) async fn load(api: &Api, kind: Kind, name: &str) -> Result<Self, ApiError> {
        let found = api.store.resources().get(&Scope::Account, kind, name).await?;
        let record = found.ok_or_else(ApiError::resource_not_found)?;
        let versions = stored::server_side(&record)?;
        Ok(Self { record, versions })
    }

    /// The record of one version.
    ///
    /// # Errors
    /// 404 when there is none.
    pub(crate) async fn version(&self, api: &Api, version: u32) -> Result<Record, ApiError> {
        let Record { scope, kind, id, .. } = &self.record;
        let found = api.store.resources().get_version(scope, *kind, id, version).await?;
        found.ok_or_else(ApiError::resource_not_found)
    }

    pub(crate) fn tags(&self) -> Result<Option<Tags>, ApiError> {
        #[derive(Deserialize)]
        struct Tagged {
            tags: Option<Tags>,
        }
        Ok(stored::document::<Tagged>(&self.record)?.tags)
    }

    /// The head with other facts about versions, and the same document.
    pub(crate) fn with_versions(self, versions: Versions) -> Result<Record, ApiError> {
        Ok(Record { srv: stored::value(&versions)?, ..self.record })
    }

    /// The head once the version with the document `content` is the active one; the tags stay.
    pub(crate) fn activating(self, content: &Value, versions: Versions) -> Result<Record, ApiError> {
        let doc = with_tags(content, self.tags()?)?;
        Ok(Record { doc, srv: stored::value(&versions)?, ..self.record })
    }
}

/// The document of a version, and the template's tags in it.
pub(crate) fn with_tags(content: &Value, tags: Option<Tags>) -> Result<Value, ApiError> {
    let mut document = content.clone();
    if let (Value::Object(members), Some(tags)) = (&mut document, tags) {
        members.insert("tags".to_owned(), stored::value(&tags)?);
    }
    Ok(document)
}

/// Counts a template that the same commit creates or deletes.
pub(crate) fn counted(step: Step) -> Change {
    Change::Count { scope: Scope::Account, tally: Tally::Templates, step }
}

/// Reads a version number, `1` and up, as the parameter or member called `field` gives it.
pub(crate) fn version_number(field: &str, text: &str) -> Result<u32, ApiError> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(version) if is_number && version > 0 => Ok(version),
        Ok(_) | Err(_) => Err(ApiError::bad_request(format!("{field}: must be the number of a version, from 1"))),
    }
}

/// The answer of whatever changes a template.
pub(crate) fn accepted(call: &Call) -> Result<Reply, ApiError> {
    let (message, request_id) = (Some("Accepted".to_owned()), Some(call.request_id.clone()));
    Reply::of(&MessageBody { message, request_id })
}
