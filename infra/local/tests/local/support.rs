//! What several tests need.

use std::net::SocketAddr;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sdk_pinpoint::Client;
use aws_sdk_pinpoint::config::{BehaviorVersion, Config, Region};
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use touchpoint_domain::quotas::Quotas;
use touchpoint_local::activity::Activity;
use touchpoint_local::clock::LocalClock;
use touchpoint_local::drain::Work;
use touchpoint_local::ledger::Ledger;
use touchpoint_local::scheduler::LocalScheduler;
use touchpoint_local::{ClockMode, Options, Running, Storage, start};

/// A ledger in memory, a manual clock and nobody at work.
pub(crate) async fn work() -> Work {
    let ledger = Ledger::in_memory().unwrap();
    work_on(ledger).await
}

pub(crate) async fn work_on(ledger: Ledger) -> Work {
    let clock = LocalClock::new(ClockMode::Manual, &ledger).await.unwrap();
    Work { activity: Activity::default(), ledger, clock, pumps: Vec::new(), ingesting: None }
}

pub(crate) fn scheduler(work: &Work) -> LocalScheduler {
    LocalScheduler::new(work.ledger.clone(), work.clock.clone(), work.activity.clone())
}

/// Moves a manual clock, tells everybody, and waits until what became due is done.
pub(crate) async fn advance(work: &Work, by: &str) {
    let then = work.clock.after(by).unwrap();
    work.clock.set(then, &work.ledger).await.unwrap();
    work.activity.call();
    work.drained().await.unwrap();
}

/// A system that serves on a free port. The lease is long, because a machine that is busy with other tests is no fault of a sender.
pub(crate) async fn running(storage: Storage, clock: ClockMode) -> Running {
    start(options(storage, clock)).await.unwrap()
}

pub(crate) fn options(storage: Storage, clock: ClockMode) -> Options {
    Options {
        host: "127.0.0.1".parse().unwrap(),
        port: 0,
        storage,
        clock,
        lease: Duration::from_secs(300),
        quotas: Quotas::default(),
    }
}

/// A real SDK client, with nothing changed but the endpoint URL.
pub(crate) fn pinpoint(local: &Running) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("local", "local", None, None, "tests"))
        .endpoint_url(local.url());
    Client::from_conf(config.build())
}

/// Waits until no work is left that is due now.
pub(crate) async fn drain(to: SocketAddr) {
    let drained = post(to, "/local/drain", &Value::Null).await;
    assert_eq!(drained.status, 200, "{drained:?}");
}

/// An answer over HTTP.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Value,
}

/// One request on a connection of its own, signed with the key that every local system has.
pub(crate) async fn request(to: SocketAddr, method: &str, path: &str, body: &[u8]) -> Answer {
    let mut connection = TcpStream::connect(to).await.unwrap();
    let (length, signature) = (body.len(), signature(to, method, path, body));
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: {to}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{signature}\r\n"
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    connection.write_all(body).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_lowercase(), body: serde_json::from_str(body).unwrap_or(Value::Null) }
}

/// The lines of a signature.
fn signature(to: SocketAddr, method: &str, path: &str, body: &[u8]) -> String {
    let identity = Credentials::new("local", "local", None, None, "test").into();
    let params = SigningParams::builder()
        .identity(&identity)
        .region("us-east-1")
        .name("mobiletargeting")
        .time(SystemTime::now())
        .settings(SigningSettings::default())
        .build()
        .unwrap()
        .into();
    let url = format!("http://{to}{path}");
    let request = SignableRequest::new(method, &url, std::iter::empty(), SignableBody::Bytes(body)).unwrap();
    let (signature, _) = sign(request, &params).unwrap().into_parts();
    signature.headers().map(|(name, value)| format!("{name}: {value}\r\n")).collect()
}

pub(crate) async fn get(to: SocketAddr, path: &str) -> Answer {
    request(to, "GET", path, b"").await
}

pub(crate) async fn post(to: SocketAddr, path: &str, body: &Value) -> Answer {
    request(to, "POST", path, body.to_string().as_bytes()).await
}
