//! `GET` and `POST /local/clock`

use std::sync::Arc;

use axum::extract::State;
use axum::response::Json;
use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Value, json};
use touchpoint_domain::time::{parse_date, wire_date};
use touchpoint_platform::clock::Clock;

use super::{LocalError, Served, json_body};
use crate::schedules;

/// How to move the clock.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum Change {
    /// By an ISO 8601 duration.
    Advance(String),
    /// To an ISO 8601 moment.
    Set(String),
}

/// What time it is.
pub(super) async fn read(State(served): State<Arc<Served>>) -> Json<Value> {
    shown(&served)
}

/// Moves a manual clock. On the way it stops wherever a schedule is due once, until all work of that moment is done: a month that
/// is advanced at once is a month in which everything happened at its time.
pub(super) async fn change(State(served): State<Arc<Served>>, body: Bytes) -> Result<Json<Value>, LocalError> {
    let change = json_body(&body)?;
    let work = &served.work;
    let target = match change {
        Change::Advance(duration) => work.clock.after(&duration)?,
        Change::Set(moment) => parse_date(&moment).map_err(|error| LocalError::bad_request(format!("set {error}")))?,
    };
    while let Some(stop) = schedules::next_once_after(&work.ledger, work.clock.now()).await?.filter(|stop| *stop < target) {
        work.clock.set(stop, &work.ledger).await?;
        work.activity.call();
        work.drained().await?;
    }
    work.clock.set(target, &work.ledger).await?;
    work.activity.call();
    Ok(shown(&served))
}

fn shown(served: &Served) -> Json<Value> {
    let clock = &served.work.clock;
    Json(json!({"now": wire_date(clock.now()), "mode": clock.mode()}))
}
