//! What an authorized GetApp costs the function, warm: signature, cached key, one read, answer. No network but a loopback
//! connection to the embedded database, whose own work is counted too: the figures are upper bounds.
//!
//! `cargo bench -p touchpoint-api --bench authorized`

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark of fixed data, which reports"
)]

use std::sync::Arc;
use std::time::{Instant, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use bytes::Bytes;
use serde_json::{Value, json};
use touchpoint_api::{Api, ApiConfig, Caller, FixedKeys, PathForm, Ports, Request, handle, handle_as};
use touchpoint_domain::limits::Limits;
use touchpoint_platform::clock::ManualClock;
use touchpoint_platform::testing::{Postbox, Unscheduled, vault};
use touchpoint_store::CapacityMeter;
use touchpoint_store::testing::memory;

const CALLS: u32 = 20_000;
const WARM_UP: u32 = 2_000;
const HOST: &str = "a.execute-api.eu-west-1.amazonaws.com";
const NOW: &str = "2026-03-01T12:00:00Z";
/// Clock ticks a second, in which Linux counts a process's time.
const TICKS: f64 = 100.0;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (store, _database) = memory().await;
    let meter = Arc::new(CapacityMeter::default());
    let clock = Arc::new(ManualClock::at(NOW.parse().unwrap()));
    let postbox = Arc::new(Postbox::default());
    let ports = Ports {
        scheduler: Arc::new(Unscheduled),
        events: postbox.clone(),
        email: postbox.clone(),
        text: postbox,
        vault: vault().unwrap(),
        archive: touchpoint_platform::archive::memory(),
    };
    let config = ApiConfig {
        partition: "aws".to_owned(),
        region: "eu-west-1".to_owned(),
        account: "123456789012".to_owned(),
        limits: Limits::default(),
    };
    let store = store.with_meter(Arc::clone(&meter));
    let api = Api::new(store, clock.clone(), ports, config, FixedKeys::none()).with_wall_clock(clock);

    let admin = Caller::admin("bench");
    let app = made(&api, &admin, "/v1/apps", &json!({"Name": "shop"})).await;
    let key = made(&api, &admin, "/v1/access-keys", &json!({"Role": "ADMIN"})).await;
    let path = format!("/v1/apps/{}", app["Id"].as_str().unwrap());
    let signed = signed(&path, key["AccessKeyId"].as_str().unwrap(), key["SecretAccessKey"].as_str().unwrap());

    println!("GetApp, {CALLS} calls after {WARM_UP}, the embedded database's work included");
    measure("signed, with a stored key", &meter, async || handle(&api, signed.clone(), PathForm::Encoded).await).await;
    measure("the same without a signature", &meter, async || handle_as(&api, &admin, signed.clone(), PathForm::Encoded).await)
        .await;
}

async fn measure(name: &str, meter: &CapacityMeter, call: impl AsyncFn() -> touchpoint_api::Response) {
    for _ in 0..WARM_UP {
        assert_eq!(call().await.status(), 200, "{name}");
    }
    let (reads, cpu, begun) = (meter.total().read, cpu_seconds(), Instant::now());
    for _ in 0..CALLS {
        assert_eq!(call().await.status(), 200, "{name}");
    }
    let calls = f64::from(CALLS);
    let (wall, cpu) = (begun.elapsed().as_secs_f64() / calls * 1e3, (cpu_seconds() - cpu) / calls * 1e3);
    let reads = (meter.total().read - reads) / calls;
    println!("{name:<30} {cpu:.3} ms of CPU   {wall:.3} ms   {reads:.2} read units a call");
}

/// User and system time of this process, in seconds.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let ticks: f64 = fields.iter().skip(11).take(2).map(|ticks| ticks.parse::<f64>().unwrap()).sum();
    ticks / TICKS
}

async fn made(api: &Api, admin: &Caller, path: &str, body: &Value) -> Value {
    let request = http::Request::post(path).body(Bytes::from(body.to_string())).unwrap();
    let answer = handle_as(api, admin, request, PathForm::Encoded).await;
    assert_eq!(answer.status(), 201, "{path}");
    serde_json::from_slice(answer.body()).unwrap()
}

fn signed(path: &str, key_id: &str, secret: &str) -> Request {
    let identity = Credentials::new(key_id, secret, None, None, "bench").into();
    let at: jiff::Timestamp = NOW.parse().unwrap();
    let params = SigningParams::builder()
        .identity(&identity)
        .region("eu-west-1")
        .name("mobiletargeting")
        .time(SystemTime::from(at))
        .settings(SigningSettings::default())
        .build()
        .unwrap()
        .into();
    let url = format!("https://{HOST}{path}");
    let signable = SignableRequest::new("GET", &url, [("host", HOST)].into_iter(), SignableBody::Bytes(b"")).unwrap();
    let (instructions, _) = sign(signable, &params).unwrap().into_parts();
    let mut request = http::Request::get(&url).header("host", HOST).body(Bytes::new()).unwrap();
    instructions.apply_to_request_http1x(&mut request);
    *request.uri_mut() = path.parse().unwrap();
    request
}
