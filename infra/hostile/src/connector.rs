//! The wire between the SDK client and the database, and what may happen to a call on it.

use std::sync::Arc;

use aws_sdk_dynamodb::config::{HttpClient, RuntimeComponents, SharedHttpClient};
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use dynoxide::Database;

use crate::chaos::{Chaos, Fault};
use crate::database::{Call, answer};

/// Carries calls to the database, as `chaos` pleases; without chaos it carries them faithfully.
#[derive(Clone)]
pub struct Wire {
    database: Arc<Database>,
    chaos: Option<Chaos>,
}

impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Wire").field("hostile", &self.chaos.is_some()).finish_non_exhaustive()
    }
}

impl Wire {
    /// A wire on which nothing goes wrong.
    #[must_use]
    pub fn faithful(database: Arc<Database>) -> SharedHttpClient {
        SharedHttpClient::new(Self { database, chaos: None })
    }

    #[must_use]
    pub fn hostile(database: Arc<Database>, chaos: Chaos) -> SharedHttpClient {
        SharedHttpClient::new(Self { database, chaos: Some(chaos) })
    }

    fn apply(&self, operation: &str, body: &str) -> Result<HttpResponse, ConnectorError> {
        let (status, body) = answer(&self.database, Call { operation, body });
        respond(status, body)
    }
}

impl HttpClient for Wire {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Wire {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let wire = self.clone();
        HttpConnectorFuture::new(async move {
            let target = request.headers().get("x-amz-target").unwrap_or_default();
            let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
            let body = String::from_utf8_lossy(request.body().bytes().unwrap_or_default()).into_owned();
            let Some(chaos) = &wire.chaos else {
                return wire.apply(&operation, &body);
            };
            // Gives concurrent calls of one process the chance to interleave.
            tokio::task::yield_now().await;
            match chaos.fate(body.contains("ConditionExpression")) {
                Fault::None => wire.apply(&operation, &body),
                Fault::Throttle => respond(400, error("ProvisionedThroughputExceededException", "throttled by chance")),
                Fault::FailCondition => respond(400, failed_condition(&operation, &body)),
                Fault::LoseReply => {
                    wire.apply(&operation, &body)?;
                    Err(ConnectorError::timeout("the reply was lost".into()))
                }
                Fault::KillBefore => match chaos.die().await {},
                Fault::KillAfter => {
                    wire.apply(&operation, &body)?;
                    match chaos.die().await {}
                }
            }
        })
    }
}

fn respond(status: u16, body: String) -> Result<HttpResponse, ConnectorError> {
    let status = StatusCode::try_from(status).map_err(|e| ConnectorError::other(e.into(), None))?;
    Ok(HttpResponse::new(status, SdkBody::from(body)))
}

fn error(kind: &str, message: &str) -> String {
    serde_json::json!({"__type": format!("com.amazonaws.dynamodb.v20120810#{kind}"), "message": message}).to_string()
}

/// What DynamoDB says when a condition does not hold; in a transaction, for the first action that has one.
fn failed_condition(operation: &str, body: &str) -> String {
    if operation != "TransactWriteItems" {
        return error("ConditionalCheckFailedException", "the conditional request failed");
    }
    let request: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
    let actions = request.get("TransactItems").and_then(serde_json::Value::as_array).cloned().unwrap_or_default();
    let mut failed = false;
    let reasons: Vec<_> = actions
        .iter()
        .map(|action| {
            let conditional = action.to_string().contains("ConditionExpression");
            let code = if conditional && !failed { "ConditionalCheckFailed" } else { "None" };
            failed |= conditional;
            serde_json::json!({"Code": code})
        })
        .collect();
    serde_json::json!({
        "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "message": "transaction cancelled, please refer cancellation reasons for specific reasons",
        "CancellationReasons": reasons,
    })
    .to_string()
}
