//! The same signed requests through each front door of AWS, in the form in which it hands them over.

use bytes::Bytes;
use http::Request;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use touchpoint_api::gateway;
use touchpoint_platform::clock::Clock;

use crate::signing::{HOST, Signer};
use crate::story::Story;

const IDS: [&str; 13] =
    ["plain", "a/b", "50%", "a+b", "a b", "é", "a%2Fb", "50%25", "x:y@z,(1)*!'", "?#&=;", "/", "a//b/", "\u{1F600}~._-"];

/// How clients write an id in a path.
const SPELLINGS: [(&str, &AsciiSet); 3] = [("sdk", SDK), ("script", SCRIPT), ("by hand", BY_HAND)];
const SDK: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
const SCRIPT: &AsciiSet = &SDK.remove(b'!').remove(b'\'').remove(b'(').remove(b')').remove(b'*');
const BY_HAND: &AsciiSet =
    &SCRIPT.remove(b':').remove(b'@').remove(b'$').remove(b'&').remove(b'+').remove(b',').remove(b';').remove(b'=');

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    HttpApi,
    HttpApiWithStage,
    /// Leaves `%25` as it was sent.
    HttpApiThatKeepsPercent,
    RestApi,
    RestApiThatDecodes,
    FunctionUrl,
}

const DOORS: [Door; 6] = [
    Door::HttpApi,
    Door::HttpApiWithStage,
    Door::HttpApiThatKeepsPercent,
    Door::RestApi,
    Door::RestApiThatDecodes,
    Door::FunctionUrl,
];

impl Door {
    /// What the client's URL has before the path.
    fn prefix(self) -> &'static str {
        match self {
            Self::HttpApiWithStage | Self::RestApi | Self::RestApiThatDecodes => "/prod",
            Self::HttpApi | Self::HttpApiThatKeepsPercent | Self::FunctionUrl => "",
        }
    }

    /// The event that the door makes of a request.
    fn event(self, request: &Request<Bytes>) -> Value {
        let sent = request.uri().path();
        match self {
            Self::HttpApi | Self::HttpApiWithStage => http_api(request, &decoded(sent), HOST),
            Self::HttpApiThatKeepsPercent => http_api(request, &decoded(&sent.replace("%25", "%2525")), HOST),
            Self::FunctionUrl => http_api(request, sent, "x.lambda-url.eu-west-1.on.aws"),
            Self::RestApi => rest_api(request, sent),
            Self::RestApiThatDecodes => rest_api(request, &decoded(sent)),
        }
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

fn http_api(request: &Request<Bytes>, path: &str, domain: &str) -> Value {
    let mut headers = Map::new();
    for name in request.headers().keys() {
        let values: Vec<&str> = request.headers().get_all(name).iter().map(|value| value.to_str().unwrap()).collect();
        headers.insert(name.to_string(), values.join(",").into());
    }
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": request.uri().query().unwrap_or_default(),
        "headers": headers, "body": String::from_utf8_lossy(request.body()), "isBase64Encoded": false,
        "requestContext": {"stage": "$default", "domainName": domain, "http": {"method": request.method().as_str(), "path": path}},
    })
}

fn rest_api(request: &Request<Bytes>, path: &str) -> Value {
    let (mut headers, mut query) = (Map::new(), Map::new());
    for name in request.headers().keys() {
        let values: Vec<&str> = request.headers().get_all(name).iter().map(|value| value.to_str().unwrap()).collect();
        headers.insert(name.as_str().to_uppercase(), json!(values));
    }
    for pair in request.uri().query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let values = query.entry(decoded(name)).or_insert_with(|| json!([]));
        values.as_array_mut().unwrap().push(decoded(value).into());
    }
    json!({
        "version": "1.0", "resource": "/{proxy+}", "httpMethod": request.method().as_str(),
        "path": path.strip_prefix("/prod").unwrap_or(path),
        "headers": null, "multiValueHeaders": headers, "multiValueQueryStringParameters": query,
        "requestContext": {"stage": "prod", "httpMethod": request.method().as_str(), "path": path, "identity": {}},
        "body": String::from_utf8_lossy(request.body()), "isBase64Encoded": false,
    })
}

/// Status and body of the answer to an event.
async fn answer(story: &Story, event: Value) -> (i64, Value) {
    let event = serde_json::from_value(event).unwrap();
    let answer = serde_json::to_value(gateway::answer(&story.api, event).await).unwrap();
    let body = answer["body"].as_str().map_or(Value::Null, |body| serde_json::from_str(body).unwrap());
    (answer["statusCode"].as_i64().unwrap(), body)
}

async fn through(story: &Story, door: Door, request: &Request<Bytes>) -> (i64, Value) {
    answer(story, door.event(request)).await
}

#[tokio::test]
async fn endpoints_with_any_id_are_written_and_read_through_any_door() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let signer = Signer::at(story.clock.now());
    for (number, (door, id, (spelling, set))) in combinations().enumerate() {
        let what = format!("{id:?}, {spelling}, {door:?}");
        let path = format!("{}{app}/endpoints/{}", door.prefix(), utf8_percent_encode(id, set));
        let body = json!({"ChannelType": "CUSTOM", "Address": number.to_string()}).to_string();
        let (status, written) = through(&story, door, &signer.request("PUT", &path, &body)).await;
        assert_eq!(status, 202, "{what}: {written}");
        let (status, read) = through(&story, door, &signer.request("GET", &path, "")).await;
        assert_eq!((status, &read["Id"], &read["Address"]), (200, &json!(id), &json!(number.to_string())), "{what}");
        // What one client reads, any other does.
        let plain = format!("{app}/endpoints/{}", utf8_percent_encode(id, SDK));
        assert_eq!(story.ask("GET", &plain, "").await.body["Address"], number.to_string(), "{what}");
        let presigned = signer.clone().in_the_query(60).request("GET", &path, "");
        assert_eq!(through(&story, door, &presigned).await.0, 200, "{what}, signed in the query");
    }
}

fn combinations() -> impl Iterator<Item = (Door, &'static str, (&'static str, &'static AsciiSet))> {
    DOORS
        .into_iter()
        .flat_map(|door| IDS.into_iter().flat_map(move |id| SPELLINGS.into_iter().map(move |spelling| (door, id, spelling))))
}

#[tokio::test]
async fn resources_are_tagged_through_any_door() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let signer = Signer::at(story.clock.now());
    let arn = format!("arn:aws:mobiletargeting:eu-west-1:123456789012:{}", app.trim_start_matches("/v1/"));
    for door in DOORS {
        for (_, set) in SPELLINGS {
            let path = format!("{}/v1/tags/{}", door.prefix(), utf8_percent_encode(&arn, set));
            let tags = json!({"tags": {"a b": "1", "c+d": "2", "é": "3"}}).to_string();
            assert_eq!(through(&story, door, &signer.request("POST", &path, &tags)).await.0, 204, "{door:?}");
            let query = "tagKeys=a%20b&tagKeys=c%2Bd&tagKeys=none";
            let untag = signer.request("DELETE", &format!("{path}?{query}"), "");
            assert_eq!(through(&story, door, &untag).await.0, 204, "{door:?}");
            let (_, left) = through(&story, door, &signer.request("GET", &path, "")).await;
            assert_eq!(left, json!({"tags": {"é": "3"}}), "{door:?}");
        }
    }
}

#[tokio::test]
async fn no_door_lets_anybody_else_in() {
    let story = Story::begin().await;
    let signer = Signer::at(story.clock.now());
    for door in DOORS {
        let path = format!("{}/v1/apps", door.prefix());
        let valid = signer.request("GET", &path, "");
        assert_eq!(through(&story, door, &valid).await.0, 200, "{door:?}");
        let mut unsigned = valid.clone();
        unsigned.headers_mut().remove("authorization");
        let mut elsewhere = valid.clone();
        *elsewhere.uri_mut() = format!("{path}/x").parse().unwrap();
        let wrong = Signer { secret: "wrong".to_owned(), ..signer.clone() }.request("GET", &path, "");
        for refused in [unsigned, elsewhere, wrong] {
            let (status, body) = through(&story, door, &refused).await;
            assert_eq!(status, 403, "{door:?}: {body}");
        }
        let question = Request::builder().method("OPTIONS").uri(&path).header("host", HOST).body(Bytes::new()).unwrap();
        assert_eq!(through(&story, door, &question).await.0, 200, "{door:?}");
    }
    // A stage that the client did not sign.
    let bare = signer.request("GET", "/v1/apps", "");
    let mut event = Door::HttpApi.event(&bare);
    event["rawPath"] = "/prod/v1/apps".into();
    assert_eq!(answer(&story, event).await.0, 403);
}

#[tokio::test]
async fn bodies_in_base64_are_signed_as_they_were() {
    let story = Story::begin().await;
    let request = Signer::at(story.clock.now()).request("POST", "/v1/apps", r#"{"Name":"é"}"#);
    let mut event = Door::HttpApi.event(&request);
    event["body"] = "eyJOYW1lIjoiw6kifQ==".into();
    event["isBase64Encoded"] = true.into();
    assert_eq!(answer(&story, event.clone()).await.0, 201);
    event["body"] = "not base64".into();
    assert_eq!(answer(&story, event).await.0, 400);
}

/// Any JSON, as deep as an event.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[ -~é]{0,8}".prop_map(Value::from),
        Just(Value::from("/v1/apps")),
        Just(Value::from("GET")),
    ];
    leaf.prop_recursive(2, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-zA-Z-]{1,8}", inner, 0..3).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

#[test]
fn any_event_is_refused_or_no_event() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let story = runtime.block_on(Story::begin());
    let unsigned = Request::builder().uri("/prod/v1/apps?a=b").header("host", HOST).body(Bytes::new()).unwrap();
    let strategy = (0..DOORS.len(), any::<prop::sample::Index>(), any::<prop::sample::Index>(), any_json());
    proptest!(ProptestConfig::with_cases(2500), |((door, at, within, value) in strategy)| {
        let mut event = DOORS[door].event(&unsigned);
        let names: Vec<String> = event.as_object().unwrap().keys().cloned().collect();
        let member = &mut event[at.get(&names)];
        match member.as_object_mut().filter(|members| !members.is_empty()) {
            Some(members) => {
                let names: Vec<String> = members.keys().cloned().collect();
                members.insert(within.get(&names).clone(), value);
            }
            None => *member = value,
        }
        let Ok(event) = serde_json::from_value::<gateway::Event>(event) else { return Ok(()) };
        let answer = serde_json::to_value(runtime.block_on(gateway::answer(&story.api, event))).unwrap();
        let status = answer["statusCode"].as_i64().unwrap();
        prop_assert!((400..500).contains(&status), "{status}");
    });
}

#[test]
fn any_path_and_body_has_an_answer() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let story = runtime.block_on(Story::begin());
    let signer = Signer::at(story.clock.now());
    let path = "(/(v1|apps|%2F|%25|%|[!-~]{0,4}|é)){0,6}";
    proptest!(ProptestConfig::with_cases(1500), |(path in path, body in prop::collection::vec(any::<u8>(), 0..40), door in 0..DOORS.len())| {
        let mut request = signer.request("POST", "/v1/apps", "{}");
        *request.body_mut() = Bytes::from(body.clone());
        let mut event = DOORS[door].event(&request);
        for place in ["/rawPath", "/requestContext/path"] {
            if let Some(member) = event.pointer_mut(place) {
                *member = path.clone().into();
            }
        }
        let (status, _) = runtime.block_on(answer(&story, event));
        prop_assert!((400..500).contains(&status), "{status}");
        let status = runtime.block_on(story.ask("POST", "/v1/apps", String::from_utf8_lossy(&body))).status;
        prop_assert_eq!(status, 400);
    });
}
