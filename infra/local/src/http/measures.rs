//! `GET /local/segments/count` and `GET /local/capacity`

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Json;
use serde::Deserialize;
use serde_json::{Value, json};
use touchpoint_domain::ids::{AppId, SegmentId};
use touchpoint_domain::limits::Limits;
use touchpoint_platform::clock::Clock;

use super::{LocalError, Served};
use crate::segment_count::{CountError, count as count_segment};

/// Which segment.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Which {
    app: String,
    segment: String,
}

/// How many endpoints a segment has now, and how many of them a message could go to.
pub(super) async fn count(
    State(served): State<Arc<Served>>,
    which: Result<Query<Which>, QueryRejection>,
) -> Result<Json<Value>, LocalError> {
    let Query(Which { app, segment }) = which?;
    let (app, segment, now) = (AppId::new(app), SegmentId::new(segment), served.work.clock.now());
    match count_segment(&served.store, &app, &segment, now, &Limits::default()).await {
        Ok(Some(count)) => Ok(Json(json!({"total": count.total, "eligible": count.eligible}))),
        Ok(None) => Err(LocalError::new(StatusCode::NOT_FOUND, "no such segment in this app")),
        Err(CountError::Segment(error)) => Err(LocalError::bad_request(error.to_string())),
        Err(error) => Err(LocalError::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())),
    }
}

/// What the database was asked for since the start, in DynamoDB's units.
pub(super) async fn capacity(State(served): State<Arc<Served>>) -> Json<Value> {
    let units = served.meter.total();
    Json(json!({"read_units": units.read, "write_units": units.write}))
}
