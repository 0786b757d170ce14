//! The embedded DynamoDB behind the ordinary SDK client, without a socket in between: a call is answered before it returns,
//! so that nothing but the seed decides what happens in which order.

use std::sync::Arc;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region, SharedHttpClient};
use dynoxide::Database;
use dynoxide::errors::DynoxideError;

/// One call as it goes over the wire: the operation's name and the JSON body.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    pub operation: &'a str,
    pub body: &'a str,
}

/// Answers a call: the status and the JSON body.
#[must_use]
pub fn answer(database: &Database, call: Call<'_>) -> (u16, String) {
    match dispatch(database, call) {
        Ok(body) => (200, body),
        Err(error) => (error.status_code(), error.to_json()),
    }
}

macro_rules! operations {
    ($database:expr, $call:expr, $($name:literal => $method:ident),* $(,)?) => {
        match $call.operation {
            $($name => write(&$database.$method(read($call.body)?)?),)*
            other => Err(DynoxideError::ValidationException(format!("the hostile world has no {other}"))),
        }
    };
}

fn dispatch(database: &Database, call: Call<'_>) -> Result<String, DynoxideError> {
    operations!(database, call,
        "CreateTable" => create_table,
        "DescribeTable" => describe_table,
        "UpdateTimeToLive" => update_time_to_live,
        "DescribeTimeToLive" => describe_time_to_live,
        "PutItem" => put_item,
        "GetItem" => get_item,
        "UpdateItem" => update_item,
        "DeleteItem" => delete_item,
        "Query" => query,
        "BatchGetItem" => batch_get_item,
        "BatchWriteItem" => batch_write_item,
        "TransactWriteItems" => transact_write_items,
        "TransactGetItems" => transact_get_items,
    )
}

fn read<T: serde::de::DeserializeOwned>(body: &str) -> Result<T, DynoxideError> {
    serde_json::from_str(body).map_err(|e| DynoxideError::SerializationException(e.to_string()))
}

fn write<T: serde::Serialize>(response: &T) -> Result<String, DynoxideError> {
    serde_json::to_string(response).map_err(|e| DynoxideError::InternalServerError(e.to_string()))
}

/// An SDK client whose calls go to `http`. Retries as in production, but without a random part.
#[must_use]
pub fn client(http: SharedHttpClient) -> Client {
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .endpoint_url("http://hostile.invalid")
        .credentials_provider(Credentials::new("hostile", "hostile", None, None, "hostile"))
        .retry_config(RetryConfig::standard().with_max_attempts(4).with_use_static_exponential_base(true))
        .timeout_config(TimeoutConfig::disabled())
        .http_client(http)
        .build();
    Client::from_conf(config)
}

/// A fresh database in memory.
///
/// # Errors
/// When SQLite cannot be opened.
pub fn memory() -> Result<Arc<Database>, DynoxideError> {
    Database::memory().map(Arc::new)
}
