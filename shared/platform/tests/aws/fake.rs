//! A stand-in for an AWS service on a loopback port: keeps what it was sent, and answers as it was told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

/// One request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) path: String,
    /// Who asked, where and which service: the header of that name.
    pub(crate) authorization: String,
    pub(crate) body: Value,
}

/// One answer to give.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    status: u16,
    error: Option<&'static str>,
    body: String,
}

pub(crate) fn ok(body: &str) -> Answer {
    Answer { status: 200, error: None, body: body.to_owned() }
}

pub(crate) fn error(status: u16, code: &'static str) -> Answer {
    Answer { status, error: Some(code), body: r#"{"message":"no"}"#.to_owned() }
}

#[derive(Debug, Default)]
struct Script {
    seen: Vec<Seen>,
    answers: VecDeque<Answer>,
}

/// The stand-in, and the SDK configuration that leads to it.
#[derive(Debug)]
pub(crate) struct Fake {
    pub(crate) sdk: SdkConfig,
    script: Arc<Mutex<Script>>,
}

impl Fake {
    /// Gives `answers` in turn, then the last one again and again.
    pub(crate) async fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        let script = Arc::new(Mutex::new(Script { seen: Vec::new(), answers: answers.into_iter().collect() }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sdk = sdk_at(&format!("http://{}", listener.local_addr().unwrap())).await;
        let app = Router::new().fallback(answer).with_state(Arc::clone(&script));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { sdk, script }
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.script.lock().unwrap().seen.clone()
    }
}

async fn answer(State(script): State<Arc<Mutex<Script>>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let mut script = script.lock().unwrap();
    script.seen.push(Seen {
        method: head.method.to_string(),
        path: head.uri.path().to_owned(),
        authorization: head.headers.get("authorization").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default(),
        body: serde_json::from_slice(&body).unwrap_or_else(|_| String::from_utf8_lossy(&body).into_owned().into()),
    });
    let answer = if script.answers.len() > 1 { script.answers.pop_front() } else { script.answers.front().cloned() }.unwrap();
    let mut response = (StatusCode::from_u16(answer.status).unwrap(), answer.body).into_response();
    if let Some(code) = answer.error {
        response.headers_mut().insert("x-amzn-errortype", code.parse().unwrap());
    }
    response
}

/// An SDK configuration for whatever listens at `url`.
pub(crate) async fn sdk_at(url: &str) -> SdkConfig {
    aws_config::defaults(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .endpoint_url(url)
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
        .load()
        .await
}

impl Answer {
    /// An answer that is not JSON.
    pub(crate) fn text(status: u16, body: &str) -> Self {
        Self { status, error: None, body: body.to_owned() }
    }
}
