//! Import and export jobs: what they are asked for, and where they stand (spec §5).
//!
//! Creating one is in `job_create`.

use serde::de::DeserializeOwned;
use touchpoint_domain::ids::AppId;
use touchpoint_store::resources::{Kind, Order, Scope};
use touchpoint_wire::input::{
    GetExportJobInput, GetExportJobsInput, GetImportJobInput, GetImportJobsInput, GetSegmentExportJobsInput,
    GetSegmentImportJobsInput,
};
use touchpoint_wire::types::{ExportJobResponse, ExportJobsResponse, ImportJobResponse, ImportJobsResponse};

use super::apps;
pub(crate) use super::job_create::{create_export, create_import};
use super::versioned::Versioned;
use crate::call::Call;
use crate::error::ApiError;
use crate::page::{List, page};
use crate::reply::Reply;
use crate::{Api, stored};

/// `GetExportJob`
pub(crate) async fn get_export(api: &Api, _call: &Call, input: GetExportJobInput) -> Result<Reply, ApiError> {
    get(api, AppId::new(input.application_id), Kind::ExportJob, &input.job_id).await
}

/// `GetImportJob`
pub(crate) async fn get_import(api: &Api, _call: &Call, input: GetImportJobInput) -> Result<Reply, ApiError> {
    get(api, AppId::new(input.application_id), Kind::ImportJob, &input.job_id).await
}

/// `GetExportJobs`, newest first.
pub(crate) async fn list_exports(api: &Api, _call: &Call, input: GetExportJobsInput) -> Result<Reply, ApiError> {
    let (item, next_token) =
        jobs::<ExportJobResponse>(api, input.application_id, Kind::ExportJob, input.page_size, input.token).await?;
    Reply::of(&ExportJobsResponse { item, next_token })
}

/// `GetImportJobs`, newest first.
pub(crate) async fn list_imports(api: &Api, _call: &Call, input: GetImportJobsInput) -> Result<Reply, ApiError> {
    let (item, next_token) =
        jobs::<ImportJobResponse>(api, input.application_id, Kind::ImportJob, input.page_size, input.token).await?;
    Reply::of(&ImportJobsResponse { item, next_token })
}

/// `GetSegmentExportJobs`, newest first.
pub(crate) async fn list_segment_exports(api: &Api, _call: &Call, input: GetSegmentExportJobsInput) -> Result<Reply, ApiError> {
    let about = About { app: AppId::new(input.application_id), segment: input.segment_id, kind: Kind::ExportJob };
    let (item, next_token) = about.jobs::<ExportJobResponse>(api, Kind::SegmentExportJob, input.page_size, input.token).await?;
    Reply::of(&ExportJobsResponse { item, next_token })
}

/// `GetSegmentImportJobs`, newest first.
pub(crate) async fn list_segment_imports(api: &Api, _call: &Call, input: GetSegmentImportJobsInput) -> Result<Reply, ApiError> {
    let about = About { app: AppId::new(input.application_id), segment: input.segment_id, kind: Kind::ImportJob };
    let (item, next_token) = about.jobs::<ImportJobResponse>(api, Kind::SegmentImportJob, input.page_size, input.token).await?;
    Reply::of(&ImportJobsResponse { item, next_token })
}

async fn get(api: &Api, app: AppId, kind: Kind, id: &str) -> Result<Reply, ApiError> {
    apps::require(api, &app).await?;
    let record = api.store.resources().get(&Scope::App(app), kind, id).await?.ok_or_else(ApiError::resource_not_found)?;
    Reply::of(&record.doc)
}

/// A page of jobs and where the next one begins.
type Jobs<T> = (Vec<T>, Option<String>);

async fn jobs<T: DeserializeOwned>(
    api: &Api,
    app: String,
    kind: Kind,
    size: Option<String>,
    token: Option<String>,
) -> Result<Jobs<T>, ApiError> {
    let app = AppId::new(app);
    let page = page(&api.config.limits, List::Resources, size.as_deref(), token.as_deref())?;
    apps::require(api, &app).await?;
    let found = api.store.resources().list(&Scope::App(app), kind, Order::NewestFirst, page).await?;
    let items: Result<Vec<T>, ApiError> = found.items.iter().map(stored::document).collect();
    Ok((items?, found.next))
}

/// The jobs of a kind about one segment.
struct About {
    app: AppId,
    segment: String,
    kind: Kind,
}

impl About {
    /// A page of them, in the order of their `pointers`.
    async fn jobs<T: DeserializeOwned>(
        &self,
        api: &Api,
        pointers: Kind,
        size: Option<String>,
        token: Option<String>,
    ) -> Result<Jobs<T>, ApiError> {
        let page = page(&api.config.limits, List::Resources, size.as_deref(), token.as_deref())?;
        Versioned::segment(&self.app, &self.segment).head(api).await?;
        let (scope, resources) = (Scope::App(self.app.clone()), api.store.resources());
        let pointers = resources.list(&scope, pointers, Order::NewestFirstOf(&self.segment), page).await?;
        let ids: Vec<&str> = pointers.items.iter().filter_map(|pointer| Some(pointer.id.split_once('.')?.1)).collect();
        let found = resources.many(&scope, self.kind, &ids).await?;
        let items: Result<Vec<T>, ApiError> = found.iter().map(stored::document).collect();
        Ok((items?, pointers.next))
    }
}
