//! What Touchpoint's API has beyond Pinpoint's: access keys, which on AWS were IAM's.
//!
//! Same paths, same JSON style, same errors; written by hand, because the model does not know it.

mod types;

use std::fmt;

pub use self::types::{
    AccessKeyResponse, AccessKeyRole, AccessKeyStatus, AccessKeysResponse, CreateAccessKeyRequest, RotateAccessKeyRequest,
    UpdateAccessKeyRequest, WritableStatus,
};

/// Every operation that Pinpoint did not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Extension {
    /// `POST /v1/access-keys` with `CreateAccessKeyRequest` → 201 `AccessKeyResponse`, its secret included
    CreateAccessKey,
    /// `GET /v1/access-keys` → 200 `AccessKeysResponse`
    ListAccessKeys,
    /// `GET /v1/access-keys/{access-key-id}` → 200 `AccessKeyResponse`
    GetAccessKey,
    /// `PUT /v1/access-keys/{access-key-id}` with `UpdateAccessKeyRequest` → 200 `AccessKeyResponse`
    UpdateAccessKey,
    /// `DELETE /v1/access-keys/{access-key-id}` → 200 `AccessKeyResponse`
    DeleteAccessKey,
    /// `POST /v1/access-keys/{access-key-id}/rotate` with `RotateAccessKeyRequest`, which may be absent → 201
    /// `AccessKeyResponse` of the new key, its secret included
    RotateAccessKey,
}

const ALL_KEYS: &str = "/v1/access-keys";
const ONE_KEY: &str = "/v1/access-keys/{access-key-id}";
const ROTATION: &str = "/v1/access-keys/{access-key-id}/rotate";

impl Extension {
    /// Every extension.
    pub const ALL: [Self; 6] = [
        Self::CreateAccessKey,
        Self::ListAccessKeys,
        Self::GetAccessKey,
        Self::UpdateAccessKey,
        Self::DeleteAccessKey,
        Self::RotateAccessKey,
    ];

    /// Its name, in the style of the operations'.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::CreateAccessKey => "CreateAccessKey",
            Self::ListAccessKeys => "ListAccessKeys",
            Self::GetAccessKey => "GetAccessKey",
            Self::UpdateAccessKey => "UpdateAccessKey",
            Self::DeleteAccessKey => "DeleteAccessKey",
            Self::RotateAccessKey => "RotateAccessKey",
        }
    }

    /// The HTTP method, in upper case.
    #[must_use]
    pub const fn method(self) -> &'static str {
        match self {
            Self::CreateAccessKey | Self::RotateAccessKey => "POST",
            Self::ListAccessKeys | Self::GetAccessKey => "GET",
            Self::UpdateAccessKey => "PUT",
            Self::DeleteAccessKey => "DELETE",
        }
    }

    /// The path as a template.
    #[must_use]
    pub const fn uri(self) -> &'static str {
        match self {
            Self::CreateAccessKey | Self::ListAccessKeys => ALL_KEYS,
            Self::GetAccessKey | Self::UpdateAccessKey | Self::DeleteAccessKey => ONE_KEY,
            Self::RotateAccessKey => ROTATION,
        }
    }

    /// The status code of a successful answer.
    #[must_use]
    pub const fn success_status(self) -> u16 {
        match self {
            Self::CreateAccessKey | Self::RotateAccessKey => 201,
            Self::ListAccessKeys | Self::GetAccessKey | Self::UpdateAccessKey | Self::DeleteAccessKey => 200,
        }
    }
}

impl fmt::Display for Extension {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}
