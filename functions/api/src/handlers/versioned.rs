//! Resources whose every version is kept: segments and campaigns. The head is the latest version (spec §1.4, §4.1, §6.1).

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::Value;
use touchpoint_domain::ids::AppId;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_wire::input::{
    GetCampaignVersionInput, GetCampaignVersionsInput, GetSegmentVersionInput, GetSegmentVersionsInput,
};
use touchpoint_wire::types::{CampaignResponse, CampaignsResponse, SegmentResponse, SegmentsResponse};

use super::apps;
use super::template_record::version_number;
use crate::Api;
use crate::error::ApiError;
use crate::page::{List, page};
use crate::reply::Reply;
use crate::stored;

/// A segment or campaign of an app, which need not exist.
#[derive(Clone, Debug)]
pub(crate) struct Versioned {
    app: AppId,
    kind: Kind,
    id: String,
}

impl Versioned {
    pub(crate) fn segment(app: &AppId, id: &str) -> Self {
        Self { app: app.clone(), kind: Kind::Segment, id: id.to_owned() }
    }

    pub(crate) fn campaign(app: &AppId, id: &str) -> Self {
        Self { app: app.clone(), kind: Kind::Campaign, id: id.to_owned() }
    }

    fn scope(&self) -> Scope {
        Scope::App(self.app.clone())
    }

    /// The record of the latest version.
    ///
    /// # Errors
    /// 404, which says whether the app or the resource is missing.
    pub(crate) async fn head(&self, api: &Api) -> Result<Record, ApiError> {
        let (scope, resources) = (self.scope(), api.store.resources());
        // What belonged to a deleted app stays for a while; nobody may see it.
        let found = async { Ok(resources.get(&scope, self.kind, &self.id).await?) };
        let (_, found) = tokio::try_join!(apps::require(api, &self.app), found)?;
        found.ok_or_else(ApiError::resource_not_found)
    }

    async fn version(&self, api: &Api, text: &str) -> Result<Record, ApiError> {
        let version = version_number("version", text)?;
        self.head(api).await?;
        let found = api.store.resources().get_version(&self.scope(), self.kind, &self.id, version).await?;
        found.ok_or_else(ApiError::resource_not_found)
    }

    async fn versions<T: DeserializeOwned>(
        &self,
        api: &Api,
        size: Option<&str>,
        token: Option<&str>,
    ) -> Result<(Vec<T>, Option<String>), ApiError> {
        let page = page(&api.config.limits, List::Resources, size, token)?;
        self.head(api).await?;
        let versions = api.store.resources().versions(&self.scope(), self.kind, &self.id, page).await?;
        let items: Result<Vec<T>, ApiError> = versions.items.iter().map(stored::document).collect();
        Ok((items?, versions.next))
    }
}

/// `GetSegmentVersion`
pub(crate) async fn segment_version(api: &Api, input: GetSegmentVersionInput) -> Result<Reply, ApiError> {
    let segment = Versioned::segment(&AppId::new(input.application_id), &input.segment_id);
    Reply::of(&segment.version(api, &input.version).await?.doc)
}

/// `GetSegmentVersions`, newest first.
pub(crate) async fn segment_versions(api: &Api, input: GetSegmentVersionsInput) -> Result<Reply, ApiError> {
    let segment = Versioned::segment(&AppId::new(input.application_id), &input.segment_id);
    let (item, next_token) = segment.versions::<SegmentResponse>(api, input.page_size.as_deref(), input.token.as_deref()).await?;
    Reply::of(&SegmentsResponse { item, next_token })
}

/// `GetCampaignVersion`
pub(crate) async fn campaign_version(api: &Api, input: GetCampaignVersionInput) -> Result<Reply, ApiError> {
    let campaign = Versioned::campaign(&AppId::new(input.application_id), &input.campaign_id);
    Reply::of(&campaign.version(api, &input.version).await?.doc)
}

/// `GetCampaignVersions`, newest first.
pub(crate) async fn campaign_versions(api: &Api, input: GetCampaignVersionsInput) -> Result<Reply, ApiError> {
    let campaign = Versioned::campaign(&AppId::new(input.application_id), &input.campaign_id);
    let (item, next_token) =
        campaign.versions::<CampaignResponse>(api, input.page_size.as_deref(), input.token.as_deref()).await?;
    Reply::of(&CampaignsResponse { item, next_token })
}

/// The writes that create a resource: its head, and the same as version 1.
pub(crate) fn first_version(head: Record) -> Vec<Change> {
    let version = head.as_version(1);
    vec![Change::Create(head), Change::CreateVersion(version)]
}

/// The writes that make `doc`, whose member `Version` says which version it is, the latest.
pub(crate) fn next_version(head: Record, doc: Value, now: Timestamp) -> Result<Vec<Change>, ApiError> {
    let number = doc.get("Version").and_then(Value::as_u64).and_then(|version| u32::try_from(version).ok());
    let number = number.ok_or_else(|| ApiError::internal("a versioned document has no version"))?;
    let head = Record { doc, ..head };
    let version = Record { created: now, srv: Value::Null, ..head.clone() }.as_version(number);
    Ok(vec![Change::CreateVersion(version), Change::Replace(head)])
}

/// Removes the head, after which the resource is gone, and then its versions.
pub(crate) async fn delete_versioned(api: &Api, head: &Record) -> Result<(), ApiError> {
    Ok(api.store.resources().delete_with_versions(&head.scope, head.kind, &head.id, head.rev).await?)
}
