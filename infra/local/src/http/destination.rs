//! `GET` and `POST /local/destination`

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Json;
use bytes::Bytes;
use serde::Deserialize;

use super::{LocalError, Served, json_body};
use crate::destinations::{self, Filter, Listing};

/// What a stream is to do from now on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    arn: String,
    state: destinations::State,
}

/// Events that arrived at apps' streams, the newest last.
pub(super) async fn list(
    State(served): State<Arc<Served>>,
    filter: Result<Query<Filter>, QueryRejection>,
) -> Result<Json<Listing>, LocalError> {
    let Query(filter) = filter?;
    Ok(Json(destinations::list(&served.work.ledger, filter).await?))
}

/// Lets a stream take events, or not.
pub(super) async fn set(State(served): State<Arc<Served>>, body: Bytes) -> Result<StatusCode, LocalError> {
    let change: Change = json_body(&body)?;
    destinations::set(&served.work.ledger, change.arn, change.state).await?;
    Ok(StatusCode::NO_CONTENT)
}
