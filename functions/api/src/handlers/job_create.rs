//! Creating jobs (spec §5.1, §5.3). A job about a segment has a pointer under that segment, written together with it.

use serde_json::json;
use touchpoint_domain::field::FieldError;
use touchpoint_domain::ids::{AppId, SegmentId};
use touchpoint_domain::job::{check_export, check_import};
use touchpoint_domain::time::wire_date;
use touchpoint_store::StoreError;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_wire::input::{CreateExportJobInput, CreateImportJobInput};
use touchpoint_wire::types::{
    ExportJobResource, ExportJobResponse, ImportJobRequest, ImportJobResource, ImportJobResponse, JobStatus, SegmentType,
};

use super::{apps, campaign_references, job_places};
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;
use crate::retry::until_won;
use crate::{Api, stored, validate};

/// `CreateImportJob`: takes one of the places that the account has for jobs that are not finished.
pub(crate) async fn create_import(api: &Api, call: &Call, input: CreateImportJobInput) -> Result<Reply, ApiError> {
    let (app, request) = (AppId::new(input.application_id), input.import_job_request);
    apps::require(api, &app).await?;
    check_import(&request, &api.config.limits)?;
    imported_segment(api, &app, request.segment_id.as_deref()).await?;
    let (id, segment) = (api.ids.next(), request.segment_id.clone());
    let document = import_job(&app, &id, request, wire_date(call.now));
    let job = Record::new(Scope::App(app.clone()), Kind::ImportJob, id, stored::value(&document)?, call.now);
    let pointer = segment.map(|segment| pointer(&job, Kind::SegmentImportJob, &segment));
    until_won(|| async {
        let place = job_places::take(api, &app, &job.id, call.now).await?;
        let mut changes = vec![Change::Create(job.clone()), place];
        changes.extend(pointer.clone());
        commit(api, changes, &job).await
    })
    .await?;
    Reply::of(&document)
}

/// `CreateExportJob`
pub(crate) async fn create_export(api: &Api, call: &Call, input: CreateExportJobInput) -> Result<Reply, ApiError> {
    let (app, request) = (AppId::new(input.application_id), input.export_job_request);
    apps::require(api, &app).await?;
    check_export(&request)?;
    if let Some(segment) = &request.segment_id {
        campaign_references::segment_version(api, &app, Some(segment), request.segment_version).await?;
    }
    let id = api.ids.next();
    let document = ExportJobResponse {
        application_id: app.to_string(),
        completed_pieces: None,
        completion_date: None,
        creation_date: wire_date(call.now),
        definition: ExportJobResource {
            role_arn: request.role_arn,
            s3_url_prefix: request.s3_url_prefix,
            segment_id: request.segment_id.clone(),
            segment_version: request.segment_version,
        },
        failed_pieces: None,
        failures: None,
        id: id.clone(),
        job_status: JobStatus::Created,
        total_failures: None,
        total_pieces: None,
        total_processed: None,
        r#type: "EXPORT".to_owned(),
    };
    let job = Record::new(Scope::App(app), Kind::ExportJob, id, stored::value(&document)?, call.now);
    let pointer = request.segment_id.map(|segment| pointer(&job, Kind::SegmentExportJob, &segment));
    let mut changes = vec![Change::Create(job.clone())];
    changes.extend(pointer);
    commit(api, changes, &job).await?;
    Reply::of(&document)
}

/// Writes a new job with what belongs to it. What is there already is our own write, repeated after its answer was lost: the id
/// is new.
async fn commit(api: &Api, changes: Vec<Change>, job: &Record) -> Result<(), ApiError> {
    let resources = api.store.resources();
    match resources.commit(changes).await {
        Err(StoreError::Conflict) if resources.get(&job.scope, job.kind, &job.id).await?.is_some() => Ok(()),
        outcome => Ok(outcome?),
    }
}

/// Only what was imported can be imported anew: the members of other segments follow from their criteria.
async fn imported_segment(api: &Api, app: &AppId, segment: Option<&str>) -> Result<(), ApiError> {
    let Some(id) = segment else { return Ok(()) };
    validate::id("SegmentId", id)?;
    match api.store.segment(app, &SegmentId::new(id), None).await? {
        Some(segment) if segment.segment_type == SegmentType::Import => Ok(()),
        Some(_) => Err(FieldError::new("SegmentId", "must be an imported segment; this one has dimensions").into()),
        None => Err(FieldError::new("SegmentId", "must be a segment of this app").into()),
    }
}

fn pointer(job: &Record, kind: Kind, segment: &str) -> Change {
    Change::Create(Record::new(job.scope.clone(), kind, format!("{segment}.{}", job.id), json!({}), job.created))
}

fn import_job(app: &AppId, id: &str, request: ImportJobRequest, date: String) -> ImportJobResponse {
    let ImportJobRequest { define_segment, external_id, format, register_endpoints, role_arn, s3_url, segment_id, segment_name } =
        request;
    ImportJobResponse {
        application_id: app.to_string(),
        completed_pieces: None,
        completion_date: None,
        creation_date: date,
        definition: ImportJobResource {
            define_segment,
            external_id,
            format,
            register_endpoints,
            role_arn,
            s3_url,
            segment_id,
            segment_name,
        },
        failed_pieces: None,
        failures: None,
        id: id.to_owned(),
        job_status: JobStatus::Created,
        total_failures: None,
        total_pieces: None,
        total_processed: None,
        r#type: "IMPORT".to_owned(),
    }
}
