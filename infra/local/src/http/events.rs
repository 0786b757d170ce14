//! `GET /local/events`

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::response::Json;

use super::{LocalError, Served};
use crate::events::{self, Filter, Listing};

/// Records of the event stream, the newest last.
pub(super) async fn list(
    State(served): State<Arc<Served>>,
    filter: Result<Query<Filter>, QueryRejection>,
) -> Result<Json<Listing>, LocalError> {
    let Query(filter) = filter?;
    Ok(Json(events::list(&served.work.ledger, filter).await?))
}
