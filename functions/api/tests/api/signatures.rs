//! Who gets in: signed requests, and everything that only looks like one.

use bytes::Bytes;
use http::{HeaderValue, Request};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use touchpoint_api::{Api, FixedKeys, PathForm, handle};
use touchpoint_platform::clock::Clock;

use crate::signing::Signer;
use crate::story::{Answer, KEY_ID, SECRET, Story};

const NAME: &str = r#"{"Name":"Shop"}"#;

async fn send(api: &Api, request: Request<Bytes>) -> Answer {
    Answer::read(handle(api, request, PathForm::Encoded).await)
}

/// The error's name and the message up to the first colon.
fn refusal(answer: &Answer) -> (u16, String) {
    let text = answer.text("Message").split(':').next().unwrap().to_owned();
    (answer.status, format!("{} {text}", answer.error().unwrap()))
}

/// A story, and a client of it.
async fn begin() -> (Story, Signer) {
    let story = Story::begin().await;
    let now = story.clock.now();
    (story, Signer::at(now))
}

#[tokio::test]
async fn signed_requests_are_carried_out() {
    let (story, signer) = begin().await;
    let created = send(&story.api, signer.request("POST", "/v1/apps", NAME)).await;
    assert_eq!(created.status, 201);
    let path = format!("/v1/apps/{}", created.text("Id"));
    for request in [
        signer.request("GET", &path, ""),
        signer.request("GET", &format!("{path}/"), ""),
        signer.request("GET", "/v1/apps?page-size=1&token=", ""),
        signer.request("GET", "/v1/apps?page-size=5&b=%C3%A9%20%2B&a", ""),
        signer.clone().in_the_query(60).request("GET", &path, ""),
        signer.clone().in_the_query(60).request("GET", "/v1/apps?page-size=1", ""),
        Signer { region: "mars-north-1".to_owned(), ..signer.clone() }.request("GET", &path, ""),
    ] {
        let uri = request.uri().clone();
        assert_eq!(send(&story.api, request).await.status, 200, "{uri}");
    }
}

#[tokio::test]
async fn a_beacon_covers_its_body() {
    let (story, signer) = begin().await;
    let beacon = signer.in_the_query(300).request_with("POST", "/v1/apps", NAME, &[]);
    let mut other = beacon.clone();
    *other.body_mut() = Bytes::from_static(br#"{"Name":"Other"}"#);
    let mut empty = beacon.clone();
    *empty.body_mut() = Bytes::new();
    for changed in [other, empty] {
        assert_eq!(send(&story.api, changed).await.error(), Some("InvalidSignatureException"));
    }
    assert_eq!(send(&story.api, beacon).await.status, 201);
}

#[tokio::test]
async fn every_refusal_has_its_name() {
    let (story, signer) = begin().await;
    let valid = signer.request("POST", "/v1/apps", NAME);
    let with = |name: &'static str, value: &str| {
        let mut request = valid.clone();
        request.headers_mut().insert(name, HeaderValue::from_str(value).unwrap());
        request
    };
    let without = |name: &str| {
        let mut request = valid.clone();
        request.headers_mut().remove(name);
        request
    };
    let as_another = |change: fn(Signer) -> Signer| change(signer.clone()).request("POST", "/v1/apps", NAME);
    let mut longer = valid.clone();
    *longer.body_mut() = Bytes::from(format!("{NAME} "));
    let mut elsewhere = valid.clone();
    *elsewhere.uri_mut() = "/v1/apps/".parse().unwrap();
    let mut asking = valid.clone();
    *asking.uri_mut() = "/v1/apps?a=b".parse().unwrap();
    let mut refused = String::new();
    for (what, request) in [
        ("not signed", without("authorization")),
        ("no signature", with("authorization", "Bearer abc")),
        ("no date", without("x-amz-date")),
        ("a signed header is absent", without("content-type")),
        ("another service", as_another(|signer| Signer { service: "pinpoint".to_owned(), ..signer })),
        ("another key", as_another(|signer| Signer { key_id: "TPAKOTHER".to_owned(), ..signer })),
        ("another secret", as_another(|signer| Signer { secret: "wrong".to_owned(), ..signer })),
        ("a session token", as_another(|signer| Signer { session_token: Some("t".to_owned()), ..signer })),
        ("too old", as_another(|signer| Signer { at: signer.at - SignedDuration::from_secs(901), ..signer })),
        ("too new", as_another(|signer| Signer { at: signer.at + SignedDuration::from_secs(901), ..signer })),
        ("a URL over its time", as_another(|s| Signer { at: s.at - SignedDuration::from_secs(61), ..s }.in_the_query(60))),
        ("a URL for over a week", as_another(|signer| signer.in_the_query(604_801))),
        ("another body", longer),
        ("another path", elsewhere),
        ("another query", asking),
        ("another host", with("host", "evil.example.com")),
        ("another header", with("content-type", "text/plain")),
        ("another date", with("x-amz-date", "20260301T120001Z")),
        ("a body that is not covered", with("x-amz-content-sha256", "UNSIGNED-PAYLOAD")),
    ] {
        let answer = send(&story.api, request).await;
        let (status, text) = refusal(&answer);
        assert_eq!(status, 403, "{what}");
        refused.push_str(&format!("{what}: {text}\n"));
    }
    insta::assert_snapshot!(refused);
    assert_eq!(send(&story.api, valid).await.status, 201);
}

#[tokio::test]
async fn a_key_that_is_switched_off_is_like_none() {
    let (story, signer) = begin().await;
    let keys = FixedKeys::none().with_admin(KEY_ID, SECRET).switched_off(KEY_ID);
    let api = story.api.clone().with_fixed_keys(keys);
    let off = send(&api, signer.request("GET", "/v1/apps", "")).await;
    let unknown = Signer { key_id: "TPAKNONE".to_owned(), ..signer };
    let unknown = send(&story.api, unknown.request("GET", "/v1/apps", "")).await;
    assert_eq!(off.refusal(), unknown.refusal());
    assert_eq!((off.status, off.error()), (403, Some("UnrecognizedClientException")));
}

#[tokio::test]
async fn quarter_of_an_hour_is_near_enough() {
    let (story, signer) = begin().await;
    for seconds in [-900, 900] {
        let at = signer.at + SignedDuration::from_secs(seconds);
        let request = Signer { at, ..signer.clone() }.request("GET", "/v1/apps", "");
        assert_eq!(send(&story.api, request).await.status, 200, "{seconds}");
    }
}

#[tokio::test]
async fn who_is_refused_learns_the_time_and_nothing_of_the_request() {
    let (story, signer) = begin().await;
    let late = Signer { at: "2020-01-01T00:00:00Z".parse::<Timestamp>().unwrap(), ..signer.clone() };
    let wrong = Signer { secret: "wrong".to_owned(), ..signer };
    for signer in [late, wrong] {
        let answer = send(&story.api, signer.request("POST", "/v1/apps?x=needle", r#"{"Name":"needle"}"#)).await;
        assert_eq!(answer.headers["date"], "Sun, 01 Mar 2026 12:00:00 GMT");
        assert_eq!(answer.headers["access-control-allow-origin"], "*");
        let said = answer.body.to_string();
        assert!(!said.contains("needle") && !said.contains("POST") && !said.contains(KEY_ID), "{said}");
    }
}

#[tokio::test]
async fn a_browser_asks_without_a_signature() {
    let (story, _) = begin().await;
    let request = Request::builder().method("OPTIONS").uri("/v1/apps").body(Bytes::new()).unwrap();
    let answer = Answer::read(handle(&story.api, request, PathForm::Encoded).await);
    assert_eq!(answer.status, 200);
    let allowed = answer.headers["access-control-allow-headers"].to_str().unwrap();
    for name in ["authorization", "content-type", "x-amz-date", "x-amz-content-sha256"] {
        assert!(allowed.split(", ").any(|other| other == name), "{name}");
    }
}

/// A request in which one byte of what the signature covers is another one.
fn changed(valid: &Request<Bytes>, place: u8, index: usize, byte: u8) -> Option<Request<Bytes>> {
    let change = |text: &[u8]| {
        let mut text = text.to_vec();
        let index = index % text.len();
        let old = std::mem::replace(&mut text[index], byte);
        // Blanks between the members of the header mean nothing, nor does the difference between some of them.
        (old != byte && !old.is_ascii_whitespace()).then_some(text)
    };
    let mut request = valid.clone();
    match place {
        0 => *request.body_mut() = change(valid.body())?.into(),
        1 => *request.uri_mut() = String::from_utf8(change(valid.uri().path().as_bytes())?).ok()?.parse().ok()?,
        2 => {
            let value = HeaderValue::from_bytes(&change(valid.headers()["authorization"].as_bytes())?).ok()?;
            request.headers_mut().insert("authorization", value);
        }
        _ => {
            let value = HeaderValue::from_bytes(&change(valid.headers()["x-amz-date"].as_bytes())?).ok()?;
            request.headers_mut().insert("x-amz-date", value);
        }
    }
    Some(request)
}

#[test]
fn a_changed_request_is_refused() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (story, signer) = runtime.block_on(begin());
    let valid = signer.request("POST", "/v1/apps", NAME);
    proptest!(ProptestConfig::with_cases(3000), |(place in 0_u8..4, index in any::<usize>(), byte in any::<u8>())| {
        if let Some(request) = changed(&valid, place, index, byte) {
            let answer = runtime.block_on(send(&story.api, request));
            prop_assert!((400..500).contains(&answer.status), "{}", answer.status);
        }
    });
    assert_eq!(runtime.block_on(send(&story.api, valid)).status, 201);
}
