//! A database that answers from a script, for what the embedded one never does: contention, throttling, unprocessed keys.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};
use touchpoint_store::{Store, TableNames};

/// What the next call gets.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    Http(u16, Value),
    TimesOut,
}

impl Answer {
    pub(crate) fn ok(body: Value) -> Self {
        Self::Http(200, body)
    }

    pub(crate) fn error(status: u16, code: &str, message: &str) -> Self {
        let kind = format!("com.amazonaws.dynamodb.v20120810#{code}");
        Self::Http(status, json!({ "__type": kind, "message": message }))
    }

    /// A cancelled transaction, with the code of each action's reason.
    pub(crate) fn cancelled(reasons: &[&str]) -> Self {
        let reasons: Vec<Value> = reasons.iter().map(|code| json!({ "Code": code, "Message": code })).collect();
        let kind = "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";
        Self::Http(400, json!({ "__type": kind, "Message": "Transaction cancelled", "CancellationReasons": reasons }))
    }
}

/// The script, and the bodies of the requests that were made.
#[derive(Clone, Debug, Default)]
pub(crate) struct Script {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    requests: Arc<Mutex<Vec<Value>>>,
}

impl Script {
    /// A store that gets these answers, in turn.
    pub(crate) fn store(answers: impl IntoIterator<Item = Answer>) -> (Store, Self) {
        let script = Self { answers: Arc::new(Mutex::new(answers.into_iter().collect())), ..Self::default() };
        let connector = SharedHttpConnector::new(script.clone());
        let config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .endpoint_url("http://scripted.invalid")
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new("scripted", "scripted", None, None, "scripted"))
            .retry_config(RetryConfig::disabled())
            .http_client(http_client_fn(move |_, _| connector.clone()))
            .build();
        let store = Store::new(Client::from_conf(config), TableNames::with_prefix("t-")).with_jitter_seed(1);
        (store, script)
    }

    pub(crate) fn requests(&self) -> Vec<Value> {
        self.requests.lock().unwrap().clone()
    }

    /// Answers that nobody has asked for.
    pub(crate) fn left(&self) -> usize {
        self.answers.lock().unwrap().len()
    }
}

impl HttpConnector for Script {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = serde_json::from_slice(request.body().bytes().unwrap_or_default()).unwrap();
        self.requests.lock().unwrap().push(body);
        let answer = self.answers.lock().unwrap().pop_front().expect("the script goes on");
        HttpConnectorFuture::ready(match answer {
            Answer::Http(status, body) => Ok(HttpResponse::new(status.try_into().unwrap(), SdkBody::from(body.to_string()))),
            Answer::TimesOut => Err(ConnectorError::timeout("no answer".into())),
        })
    }
}
