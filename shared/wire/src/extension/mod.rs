//! What Touchpoint's API has beyond Pinpoint's: access keys, which on AWS were IAM's, and reports, which only the console had.
//!
//! Same paths, same JSON style, same errors; written by hand, because the model does not know it.

mod analytics;
mod types;

use std::fmt;

pub use self::analytics::{
    AnalyticsReportResponse, FunnelRequest, FunnelResponse, FunnelStepRequest, FunnelStepResponse, ReportRow,
};
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
    /// `GET /v1/apps/{application-id}/analytics/{report}` → 200 `AnalyticsReportResponse`, or CSV
    GetAnalyticsReport,
    /// `POST /v1/apps/{application-id}/analytics/funnels` with `FunnelRequest` → 200 `FunnelResponse`
    QueryFunnel,
}

const ALL_KEYS: &str = "/v1/access-keys";
const ONE_KEY: &str = "/v1/access-keys/{access-key-id}";
const ROTATION: &str = "/v1/access-keys/{access-key-id}/rotate";
const REPORT: &str = "/v1/apps/{application-id}/analytics/{report}";
const FUNNELS: &str = "/v1/apps/{application-id}/analytics/funnels";

impl Extension {
    /// Every extension.
    pub const ALL: [Self; 8] = [
        Self::CreateAccessKey,
        Self::ListAccessKeys,
        Self::GetAccessKey,
        Self::UpdateAccessKey,
        Self::DeleteAccessKey,
        Self::RotateAccessKey,
        Self::GetAnalyticsReport,
        Self::QueryFunnel,
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
            Self::GetAnalyticsReport => "GetAnalyticsReport",
            Self::QueryFunnel => "QueryFunnel",
        }
    }

    /// The HTTP method, in upper case.
    #[must_use]
    pub const fn method(self) -> &'static str {
        match self {
            Self::CreateAccessKey | Self::RotateAccessKey | Self::QueryFunnel => "POST",
            Self::ListAccessKeys | Self::GetAccessKey | Self::GetAnalyticsReport => "GET",
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
            Self::GetAnalyticsReport => REPORT,
            Self::QueryFunnel => FUNNELS,
        }
    }

    /// The status code of a successful answer.
    #[must_use]
    pub const fn success_status(self) -> u16 {
        match self {
            Self::CreateAccessKey | Self::RotateAccessKey => 201,
            Self::ListAccessKeys
            | Self::GetAccessKey
            | Self::UpdateAccessKey
            | Self::DeleteAccessKey
            | Self::GetAnalyticsReport
            | Self::QueryFunnel => 200,
        }
    }
}

impl fmt::Display for Extension {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}
