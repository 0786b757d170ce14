//! Import and export jobs (spec §5).

use touchpoint_wire::input::{
    CreateExportJobInput, CreateImportJobInput, GetExportJobInput, GetExportJobsInput, GetImportJobInput, GetImportJobsInput,
    GetSegmentExportJobsInput, GetSegmentImportJobsInput,
};

use crate::Api;
use crate::call::Call;
use crate::error::ApiError;
use crate::reply::Reply;

/// `CreateExportJob`
pub(crate) async fn create_export(_api: &Api, call: &Call, _input: CreateExportJobInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `CreateImportJob`
pub(crate) async fn create_import(_api: &Api, call: &Call, _input: CreateImportJobInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetExportJob`
pub(crate) async fn get_export(_api: &Api, call: &Call, _input: GetExportJobInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetExportJobs`
pub(crate) async fn list_exports(_api: &Api, call: &Call, _input: GetExportJobsInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetImportJob`
pub(crate) async fn get_import(_api: &Api, call: &Call, _input: GetImportJobInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetImportJobs`
pub(crate) async fn list_imports(_api: &Api, call: &Call, _input: GetImportJobsInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetSegmentExportJobs`
pub(crate) async fn list_segment_exports(_api: &Api, call: &Call, _input: GetSegmentExportJobsInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}

/// `GetSegmentImportJobs`
pub(crate) async fn list_segment_imports(_api: &Api, call: &Call, _input: GetSegmentImportJobsInput) -> Result<Reply, ApiError> {
    Err(ApiError::not_implemented(call.operation))
}
