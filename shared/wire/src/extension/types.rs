//! The shapes of the access keys' operations.
//!
//! Unlike Pinpoint's, the requests take no member that they do not know: a mistyped `Applications` would make a key for all apps.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

use crate::object::wire_objects;
use crate::wire_enum::wire_enum;

wire_enum! {
    /// What the holder of a key may do.
    AccessKeyRole {
        Admin = "ADMIN",
        Marketer = "MARKETER",
        Sender = "SENDER",
        Client = "CLIENT",
    }
}

wire_enum! {
    /// Whether a key may be used.
    AccessKeyStatus {
        Active = "ACTIVE",
        Inactive = "INACTIVE",
        Expired = "EXPIRED",
    }
}

wire_enum! {
    /// What a client may make of a key.
    WritableStatus {
        Active = "ACTIVE",
        Inactive = "INACTIVE",
    }
}

/// Body of `CreateAccessKey`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self", deny_unknown_fields)]
pub struct CreateAccessKeyRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub role: AccessKeyRole,
    /// Ids of the only apps that may be touched; absent: all, and what belongs to the account. Not null, which might have been
    /// meant to be a list.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub applications: Option<Vec<String>>,
}

/// A member that may be absent, but not null.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// Body of `UpdateAccessKey`. What is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self", deny_unknown_fields)]
pub struct UpdateAccessKeyRequest {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<WritableStatus>,
}

/// Body of `RotateAccessKey`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self", deny_unknown_fields)]
pub struct RotateAccessKeyRequest {
    /// How long the old key stays valid: 0 to 168 hours, 24 when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grace_period_hours: Option<i32>,
}

/// An access key. `secret_access_key` is there only in the answer that made the key.
#[derive(Clone, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct AccessKeyResponse {
    pub access_key_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_access_key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    pub role: AccessKeyRole,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applications: Option<Vec<String>>,
    pub status: AccessKeyStatus,
    pub creation_date: String,
    /// When it stops to be valid, if it was rotated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration_date: Option<String>,
}

/// The secret is left out: whatever prints this may be a log.
impl fmt::Debug for AccessKeyResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { access_key_id, name, role, applications, status, creation_date, expiration_date, .. } = self;
        f.debug_struct("AccessKeyResponse")
            .field("access_key_id", access_key_id)
            .field("name", name)
            .field("role", role)
            .field("applications", applications)
            .field("status", status)
            .field("creation_date", creation_date)
            .field("expiration_date", expiration_date)
            .finish_non_exhaustive()
    }
}

/// Answer of `ListAccessKeys`.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase", remote = "Self")]
pub struct AccessKeysResponse {
    pub item: Vec<AccessKeyResponse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

wire_objects! {
    CreateAccessKeyRequest,
    UpdateAccessKeyRequest,
    RotateAccessKeyRequest,
    AccessKeyResponse,
    AccessKeysResponse,
}
