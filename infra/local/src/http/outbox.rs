//! `GET` and `DELETE /local/outbox`

use std::sync::Arc;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Json;

use super::{LocalError, Served};
use crate::outbox::{self, Filter, Listing};

/// Messages that left, the newest last.
pub(super) async fn list(
    State(served): State<Arc<Served>>,
    filter: Result<Query<Filter>, QueryRejection>,
) -> Result<Json<Listing>, LocalError> {
    let Query(filter) = filter?;
    Ok(Json(outbox::list(&served.work.ledger, filter).await?))
}

/// Empties it.
pub(super) async fn clear(State(served): State<Arc<Served>>) -> Result<StatusCode, LocalError> {
    outbox::clear(&served.work.ledger).await?;
    Ok(StatusCode::NO_CONTENT)
}
