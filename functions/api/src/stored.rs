//! Between stored records and the API's types.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use touchpoint_store::resources::Record;

use crate::error::ApiError;

/// The document of `record` as the type `T`, which may be a part of it.
pub(crate) fn document<T: DeserializeOwned>(record: &Record) -> Result<T, ApiError> {
    read(&record.doc, record)
}

/// What is kept beside the document and never answered.
pub(crate) fn server_side<T: DeserializeOwned>(record: &Record) -> Result<T, ApiError> {
    read(&record.srv, record)
}

fn read<T: DeserializeOwned>(value: &Value, record: &Record) -> Result<T, ApiError> {
    T::deserialize(value).map_err(|error| ApiError::internal(format!("a stored {:?} cannot be read: {error}", record.kind)))
}

/// `document` as it is stored.
pub(crate) fn value<T: Serialize>(document: &T) -> Result<Value, ApiError> {
    serde_json::to_value(document).map_err(|error| ApiError::internal(format!("a document cannot be written: {error}")))
}
