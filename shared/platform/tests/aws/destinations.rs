//! Apps' streams are written as their role, in the order of each endpoint, and what was not taken is told.

use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use touchpoint_platform::aws::destinations::AwsDestinations;
use touchpoint_platform::ports::{Destination, Destinations, Forwarded, PortError};

use crate::fake::{Answer, Fake, Seen, error, ok};

const SLOW: Option<&str> = Some("ProvisionedThroughputExceededException");

fn kinesis() -> Destination {
    Destination {
        arn: "arn:aws:kinesis:us-east-2:210987654321:stream/theirs".to_owned(),
        role_arn: "arn:aws:iam::210987654321:role/stream".to_owned(),
        external_id: Some("their-secret".to_owned()),
    }
}

fn firehose() -> Destination {
    let arn = "arn:aws:firehose:us-east-2:210987654321:deliverystream/theirs".to_owned();
    Destination { arn, external_id: None, ..kinesis() }
}

/// What STS answers.
fn assumed() -> Answer {
    Answer::text(
        200,
        "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult><Credentials>\
         <AccessKeyId>ASIATHEIRS</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>\
         <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>",
    )
}

fn taken(codes: &[Option<&str>]) -> Answer {
    let each = |code: &Option<&str>| match code {
        Some(code) => json!({"ErrorCode": code, "ErrorMessage": "no"}),
        None => json!({"SequenceNumber": "1", "ShardId": "s", "RecordId": "r"}),
    };
    let (results, failed): (Vec<_>, _) = (codes.iter().map(each).collect(), codes.iter().flatten().count());
    let both = json!({
        "FailedRecordCount": failed, "Records": results, "FailedPutCount": failed, "RequestResponses": results,
    });
    ok(&both.to_string())
}

/// The events `a1`, `b1` … of the endpoints `a`, `b` ….
fn events(names: &[&str]) -> Vec<Forwarded> {
    let event = |name: &&str| Forwarded { partition_key: name[..1].to_owned(), json: format!("\"{name}\"").into() };
    names.iter().map(event).collect()
}

fn put_in(seen: &Seen) -> Vec<String> {
    let data = |record: &Value| {
        let bytes = BASE64_STANDARD.decode(record["Data"].as_str().unwrap()).unwrap();
        String::from_utf8(bytes).unwrap().replace('"', "")
    };
    seen.body.get("Records").and_then(Value::as_array).map_or_else(Vec::new, |records| records.iter().map(data).collect())
}

struct Outcome {
    results: Vec<Result<(), PortError>>,
    /// What each call of the stream held.
    calls: Vec<Vec<String>>,
    seen: Vec<Seen>,
}

async fn put(to: &Destination, names: &[&str], answers: impl IntoIterator<Item = Answer>) -> Outcome {
    let fake = Fake::answering([assumed()].into_iter().chain(answers)).await;
    let destinations = AwsDestinations::new(&fake.sdk).with_first_wait(Duration::from_millis(1));
    let results = destinations.put(to, &events(names)).await;
    let seen = fake.seen();
    Outcome { results, calls: seen.iter().skip(1).map(put_in).collect(), seen }
}

#[tokio::test]
async fn events_are_put_as_the_role_in_the_streams_own_region() {
    let outcome = put(&kinesis(), &["a1", "b1"], [taken(&[None, None])]).await;
    assert!(outcome.results.iter().all(Result::is_ok), "{:?}", outcome.results);
    let [sts, stream] = outcome.seen.as_slice() else { panic!("{:?}", outcome.seen) };
    let form = sts.body.as_str().unwrap();
    for part in ["Action=AssumeRole", "role%2Fstream", "ExternalId=their-secret", "RoleSessionName=touchpoint-event-stream"] {
        assert!(form.contains(part), "{form}");
    }
    assert!(stream.authorization.contains("Credential=ASIATHEIRS/"), "{}", stream.authorization);
    assert!(stream.authorization.contains("/us-east-2/kinesis/"), "{}", stream.authorization);
    assert_eq!(stream.body["StreamARN"], kinesis().arn);
    assert_eq!(stream.body["Records"][1]["PartitionKey"], "b");
}

#[tokio::test]
async fn firehose_gets_lines() {
    let outcome = put(&firehose(), &["a1", "b1"], [taken(&[None, None])]).await;
    assert!(outcome.results.iter().all(Result::is_ok), "{:?}", outcome.results);
    assert_eq!(outcome.calls, [["a1\n", "b1\n"]]);
    assert_eq!(outcome.seen[1].body["DeliveryStreamName"], "theirs");
    assert!(!outcome.seen[0].body.as_str().unwrap().contains("ExternalId"));
}

#[tokio::test]
async fn no_call_holds_two_events_of_an_endpoint() {
    for to in [kinesis(), firehose()] {
        let answers = [taken(&[None; 2]), taken(&[None; 2]), taken(&[None])];
        let outcome = put(&to, &["a1", "b1", "a2", "a3", "b2"], answers).await;
        let calls: Vec<String> = outcome.calls.iter().map(|call| call.concat().replace('\n', "")).collect();
        assert_eq!(calls, ["a1b1", "a2b2", "a3"]);
        assert!(outcome.results.iter().all(Result::is_ok));
    }
}

#[tokio::test]
async fn only_what_was_refused_is_put_again() {
    let answers = [taken(&[None, SLOW, SLOW]), taken(&[SLOW, None]), taken(&[None])];
    let outcome = put(&kinesis(), &["a1", "b1", "c1"], answers).await;
    assert_eq!(outcome.calls, [vec!["a1", "b1", "c1"], vec!["b1", "c1"], vec!["b1"]]);
    assert!(outcome.results.iter().all(Result::is_ok));
}

#[tokio::test]
async fn what_follows_an_event_that_was_not_taken_is_not_put() {
    let again = || taken(&[SLOW]);
    let answers = [taken(&[SLOW, None]), again(), again(), again(), taken(&[None])];
    let outcome = put(&kinesis(), &["a1", "b1", "a2", "b2", "a3"], answers).await;
    assert_eq!(outcome.calls, [vec!["a1", "b1"], vec!["a1"], vec!["a1"], vec!["a1"], vec!["b2"]]);
    let ok: Vec<bool> = outcome.results.iter().map(Result::is_ok).collect();
    assert_eq!(ok, [false, true, false, true, false]);
    assert!(matches!(outcome.results[4], Err(PortError::Throttled(_))), "{:?}", outcome.results);
}

#[tokio::test]
async fn a_stream_that_refuses_is_asked_once_and_one_that_fails_a_few_times() {
    for (answer, calls) in [
        (error(400, "ResourceNotFoundException"), 1),
        (error(400, "AccessDeniedException"), 1),
        (error(500, "InternalFailure"), 4),
        (error(503, "ServiceUnavailableException"), 4),
        (Answer::text(200, "no json"), 4),
    ] {
        for to in [kinesis(), firehose()] {
            let outcome = put(&to, &["a1", "a2"], [answer.clone()]).await;
            assert!(outcome.results.iter().all(Result::is_err), "{:?}", outcome.results);
            assert_eq!(outcome.calls.len(), calls, "{answer:?}");
        }
    }
}

#[tokio::test]
async fn a_role_that_cannot_be_assumed_is_a_refusal() {
    let fake = Fake::answering([error(403, "AccessDenied")]).await;
    let destinations = AwsDestinations::new(&fake.sdk).with_first_wait(Duration::from_millis(1));
    let results = destinations.put(&kinesis(), &events(&["a1", "b1"])).await;
    assert!(results.iter().all(|result| matches!(result, Err(PortError::Refused(_)))), "{results:?}");
    assert_eq!(fake.seen().len(), 1);
}

#[tokio::test]
async fn a_role_is_assumed_once_for_many_calls() {
    let fake = Fake::answering([assumed(), taken(&[None])]).await;
    let destinations = AwsDestinations::new(&fake.sdk);
    for _ in 0..3 {
        assert_eq!(destinations.put(&kinesis(), &events(&["a1"])).await.len(), 1);
    }
    assert_eq!(fake.seen().len(), 4);
}

#[tokio::test]
async fn an_answer_for_fewer_events_leaves_the_rest_to_be_put_again() {
    let outcome = put(&kinesis(), &["a1", "b1"], [taken(&[None]), taken(&[None])]).await;
    assert_eq!(outcome.calls, [vec!["a1", "b1"], vec!["b1"]]);
    assert!(outcome.results.iter().all(Result::is_ok), "{:?}", outcome.results);
}
