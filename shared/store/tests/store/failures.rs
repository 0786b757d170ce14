//! What the database's failures become, and which of them are waited out.

use crate::support::scripted::{Answer, Script};
use crate::support::{app, app_id, campaign};
use serde_json::{Value, json};
use touchpoint_domain::ids::EndpointKey;
use touchpoint_store::resources::{Change, Kind};
use touchpoint_store::{Consistency, StoreError};

/// The error's variant, with its text.
fn shown(error: &StoreError) -> String {
    let debug = format!("{error:?}");
    let variant = debug.split([' ', '(', '{']).next().unwrap_or_default();
    format!("{variant}: {error}")
}

#[tokio::test(start_paused = true)]
async fn each_failure_says_what_to_do_about_it() {
    let busy = "Throttled: the database is too busy: try again later";
    let race = "Conflict: the stored item is not in the expected state: read it again";
    let large = "TooLarge: an item of PutItem is too large to store: 409600 bytes";
    let gone = "Unavailable: PutItem got no answer from the database";
    for (answer, expected) in [
        (Answer::error(400, "ConditionalCheckFailedException", "The conditional request failed"), race),
        (Answer::error(400, "ProvisionedThroughputExceededException", "slow down"), busy),
        (Answer::error(400, "ThrottlingException", "slow down"), busy),
        (Answer::error(400, "RequestLimitExceeded", "slow down"), busy),
        (Answer::error(400, "ValidationException", "Item size has exceeded the maximum allowed size"), large),
        (Answer::error(400, "ItemCollectionSizeLimitExceededException", "Collection size exceeded."), large),
        (Answer::error(500, "InternalServerError", "sorry"), gone),
        (Answer::error(503, "SomethingNew", "sorry"), gone),
        (Answer::TimesOut, gone),
        (
            Answer::error(400, "ValidationException", "The provided key element does not match the schema"),
            "Refused: PutItem was refused by the database: ValidationException",
        ),
        (
            Answer::error(400, "ResourceNotFoundException", "Requested resource not found"),
            "Refused: PutItem was refused by the database: ResourceNotFoundException",
        ),
        (
            Answer::error(400, "AccessDeniedException", "not you"),
            "Refused: PutItem was refused by the database: AccessDeniedException",
        ),
    ] {
        let (store, script) = Script::store([answer.clone()]);
        let error = store.resources().create(&campaign(&app('a'), "c1", 0)).await.unwrap_err();
        assert_eq!(shown(&error), expected, "{answer:?}");
        assert_eq!(script.requests().len(), 1, "{answer:?}");
    }
}

fn two_changes() -> Vec<Change> {
    let head = campaign(&app('a'), "c1", 0);
    vec![Change::CreateVersion(head.as_version(1)), Change::Create(head)]
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_transaction_is_a_lost_race_only_if_a_condition_failed() {
    for (reasons, expected) in [
        (["None", "ConditionalCheckFailed"], "Conflict: the stored item is not in the expected state: read it again"),
        (
            ["TransactionConflict", "ConditionalCheckFailed"],
            "Conflict: the stored item is not in the expected state: read it again",
        ),
        (
            ["None", "ItemCollectionSizeLimitExceeded"],
            "TooLarge: an item of TransactWriteItems is too large to store: 409600 bytes",
        ),
        (["None", "ValidationError"], "Refused: TransactWriteItems was refused by the database: ValidationError"),
        (["None", "AccessDenied"], "Refused: TransactWriteItems was refused by the database: TransactionCanceledException"),
    ] {
        let (store, script) = Script::store([Answer::cancelled(&reasons)]);
        let error = store.resources().commit(two_changes()).await.unwrap_err();
        assert_eq!(shown(&error), expected, "{reasons:?}");
        assert_eq!(script.requests().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn contention_is_waited_out_within_bounds() {
    let contended = Answer::cancelled(&["TransactionConflict", "None"]);
    let throttled = Answer::cancelled(&["None", "ThrottlingError"]);
    let (store, script) = Script::store([contended.clone(), throttled, contended.clone(), Answer::ok(json!({}))]);
    store.resources().commit(two_changes()).await.unwrap();
    assert_eq!(script.left(), 0);

    let (store, script) = Script::store(vec![contended; 20]);
    let error = store.resources().commit(two_changes()).await.unwrap_err();
    assert!(matches!(error, StoreError::Throttled));
    assert_eq!(script.requests().len(), 8);

    let single = Answer::error(400, "TransactionConflictException", "Transaction is ongoing for the item");
    let (store, script) = Script::store([single, Answer::ok(json!({}))]);
    store.resources().create(&campaign(&app('a'), "c1", 0)).await.unwrap();
    let marks: Vec<Value> = script.requests().iter().map(|request| request["Item"]["w"].clone()).collect();
    assert!(marks[0].is_object() && marks[0] == marks[1], "{marks:?}");
}

/// The answer to a batch of deletions that leaves the last `count` of `ids` undone.
fn undone(ids: &[u32]) -> Answer {
    let key = |id: &u32| json!({ "DeleteRequest": { "Key": { "pk": { "S": "p" }, "sk": { "S": format!("campaign.v#c1#{id:010}") } } } });
    let requests: Vec<Value> = ids.iter().map(key).collect();
    Answer::ok(match requests.is_empty() {
        true => json!({}),
        false => json!({ "UnprocessedItems": { "t-resources": requests } }),
    })
}

/// A head and 100 versions, as the calls of a deletion read them.
fn head_and_versions() -> [Answer; 2] {
    let head = json!({ "pk": { "S": "p" }, "sk": { "S": "campaign#c1" }, "doc": { "S": "{}" }, "rev": { "N": "1" },
        "fmt": { "N": "1" }, "created": { "N": "0" } });
    let versions: Vec<Value> = (1..=100).map(|id| json!({ "sk": { "S": format!("campaign.v#c1#{id:010}") } })).collect();
    [Answer::ok(json!({ "Item": head })), Answer::ok(json!({ "Items": versions, "Count": 100 }))]
}

#[tokio::test(start_paused = true)]
async fn what_a_batch_leaves_undone_is_asked_again() {
    let mut answers = head_and_versions().to_vec();
    answers.extend([undone(&[24, 25]), undone(&[]), undone(&[]), undone(&[]), undone(&[24, 25]), undone(&[25]), undone(&[])]);
    answers.extend([Answer::ok(json!({ "Items": [], "Count": 0 })), Answer::ok(json!({}))]);
    let (store, script) = Script::store(answers);
    store.resources().delete_with_versions(&app('a'), Kind::Campaign, "c1", 1).await.unwrap();
    assert_eq!(script.left(), 0);
    let sizes: Vec<usize> =
        script.requests().iter().filter_map(|request| request["RequestItems"]["t-resources"].as_array().map(Vec::len)).collect();
    assert_eq!(sizes, [25, 25, 25, 25, 2, 2, 1]);

    let mut answers = head_and_versions().to_vec();
    answers.extend([undone(&[]), undone(&[]), undone(&[])]);
    answers.extend(vec![undone(&[1]); 40]);
    let (store, _) = Script::store(answers);
    let error = store.resources().delete_with_versions(&app('a'), Kind::Campaign, "c1", 1).await.unwrap_err();
    assert!(matches!(error, StoreError::Throttled), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn what_a_batch_does_not_read_is_asked_again() {
    let app = app_id('a');
    let keys: Vec<EndpointKey> = (0..3).map(|n| EndpointKey::of(&format!("e{n}"))).collect();
    let read = |n: usize, unread: &[usize]| {
        let item = json!({ "pk": { "S": "p" }, "sk": { "S": format!("e{n}") }, "doc": { "S": "{}" }, "rev": { "N": "1" } });
        let unread: Vec<Value> = unread.iter().map(|n| json!({ "pk": { "S": "p" }, "sk": { "S": format!("e{n}") } })).collect();
        let left = if unread.is_empty() { json!({}) } else { json!({ "t-endpoints": { "Keys": unread } }) };
        Answer::ok(json!({ "Responses": { "t-endpoints": [item] }, "UnprocessedKeys": left }))
    };
    let (store, script) = Script::store([read(0, &[1, 2]), read(2, &[1]), read(1, &[])]);
    let found = store.endpoints().many(&app, &keys, Consistency::Strong).await.unwrap();
    assert_eq!(found.into_iter().map(|found| found.key).collect::<Vec<_>>(), keys);
    let asked: Vec<Value> = script.requests().iter().map(|request| request["RequestItems"]["t-endpoints"].clone()).collect();
    assert_eq!(asked.iter().map(|asked| asked["Keys"].as_array().map_or(0, Vec::len)).collect::<Vec<_>>(), [3, 2, 1]);
    assert!(asked.iter().all(|asked| asked["ConsistentRead"] == true));
}
