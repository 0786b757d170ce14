//! Everything that is not `/local/`: the API.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use bytes::{Bytes, BytesMut};
use futures::StreamExt;
use touchpoint_api::{PathForm, handle};

use super::{LocalError, Served};

/// Bytes of a body that reach the API: more than it takes, so that it is the one that says so.
const KEPT_BYTES: usize = 7 * 1024 * 1024 + 64 * 1024;

/// Bytes of a body that are read at all. A client that is still sending does not read the answer, so what is too large is read
/// to its end, within reason.
const READ_BYTES: usize = 64 * 1024 * 1024;

/// Answers an API request.
pub(super) async fn answer(State(served): State<Arc<Served>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let Ok(body) = read(body).await else {
        return LocalError::bad_request("the body ended before it was complete").into_response();
    };
    let busy = served.work.activity.begin();
    let response = handle(&served.api, http::Request::from_parts(head, body), PathForm::Encoded).await;
    drop(busy);
    response.map(Body::from)
}

async fn read(body: Body) -> Result<Bytes, axum::Error> {
    let mut chunks = body.into_data_stream();
    let mut kept = BytesMut::new();
    let mut seen = 0;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk?;
        seen += chunk.len();
        if kept.len() <= KEPT_BYTES {
            kept.extend_from_slice(&chunk);
        }
        if seen > READ_BYTES {
            break;
        }
    }
    Ok(kept.freeze())
}
