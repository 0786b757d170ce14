//! The HTTP server: the API at `/`, and beside it what only a local system has, at `/local/`.

mod clock;
mod destination;
mod error;
mod events;
mod feedback;
mod feedback_text;
mod front_door;
mod measures;
mod outbox;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::response::Json;
use axum::routing::{get, post};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use touchpoint_api::Api;
use touchpoint_domain::time::wire_date;
use touchpoint_feedback::Feedback;
use touchpoint_platform::clock::Clock;
use touchpoint_store::{CapacityMeter, Store};

use self::error::LocalError;
use crate::drain::Work;

/// What requests need.
#[derive(Clone, Debug)]
pub struct Served {
    pub api: Api,
    pub feedback: Feedback,
    pub work: Work,
    pub store: Store,
    pub meter: Arc<CapacityMeter>,
}

/// All routes.
pub fn router(served: Served) -> Router {
    Router::new()
        .route("/local/outbox", get(outbox::list).delete(outbox::clear))
        .route("/local/events", get(events::list))
        .route("/local/destination", get(destination::list).post(destination::set))
        .route("/local/segments/count", get(measures::count))
        .route("/local/capacity", get(measures::capacity))
        .route("/local/feedback", post(feedback::report))
        .route("/local/clock", get(clock::read).post(clock::change))
        .route("/local/drain", post(drain))
        .fallback(front_door::answer)
        .with_state(Arc::new(served))
}

/// A body as JSON, whatever its content type says: people try these paths with `curl`.
fn json_body<T: DeserializeOwned>(body: &[u8]) -> Result<T, LocalError> {
    serde_json::from_slice(body).map_err(|error| LocalError::bad_request(format!("the body is not what it should be: {error}")))
}

/// `POST /local/drain`
async fn drain(State(served): State<Arc<Served>>) -> Result<Json<Value>, LocalError> {
    served.work.drained().await?;
    Ok(Json(json!({"idle": true, "now": wire_date(served.work.clock.now())})))
}
