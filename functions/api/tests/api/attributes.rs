//! Removing attribute names.

use insta::assert_snapshot;
use serde_json::json;
use touchpoint_domain::limits::Limits;

use crate::refusals::World;
use crate::story::Story;

#[tokio::test]
async fn removed_names_are_captured_no_more() {
    let mut story = Story::begin().await;
    let app = story.app().await;
    let (endpoint, custom) = (format!("{app}/endpoints/e1"), format!("{app}/attributes/endpoint-custom-attributes"));
    let attributes = json!({"plan": ["gold"], "Plan": ["tin"], "city": ["Bonn"]});
    let user = json!({"UserId": "u1", "UserAttributes": {"First": ["Ann"], "Last": ["Bee"]}});
    story.put(&endpoint, json!({"Attributes": attributes, "Metrics": {"visits": 3}, "User": user})).await;
    story.put(&custom, json!({})).await;
    story.put(&custom, json!({"Blacklist": ["pl*", "never-seen"]})).await;
    story.put(&format!("{app}/attributes/endpoint-user-attributes"), json!({"Blacklist": ["Las?"]})).await;
    story.put(&format!("{app}/attributes/endpoint-metric-attributes"), json!({"Blacklist": ["*"]})).await;
    let attributes = json!({"plan": ["silver"], "city": ["Trier"], "zip": ["1"]});
    let user = json!({"UserAttributes": {"First": ["Bo"], "Last": ["Cee"]}});
    story.put(&endpoint, json!({"Attributes": attributes, "Metrics": {"visits": 4}, "User": user, "OptOut": "ALL"})).await;
    let now = story.ask("GET", &endpoint, "").await.body;
    assert_eq!(now["Attributes"], json!({"Plan": ["tin"], "city": ["Trier"], "plan": ["gold"], "zip": ["1"]}));
    assert_eq!(now["Metrics"], json!({"visits": 3.0}));
    assert_eq!(now["User"]["UserAttributes"], json!({"First": ["Bo"], "Last": ["Bee"]}));
    assert_eq!(now["OptOut"], "ALL");
    story.put(&custom, json!({"Blacklist": []})).await;
    assert_snapshot!(story.transcript());
}

#[tokio::test]
async fn removing_makes_room() {
    let mut story = Story::with(Limits { app_attribute_names: 2, ..Limits::default() }).await;
    let app = story.app().await;
    let endpoint = format!("{app}/endpoints/e1");
    let put = |name: &str| story.ask("PUT", &endpoint, json!({"Attributes": {name: ["x"]}}).to_string());
    assert_eq!([put("a").await.status, put("b").await.status, put("a").await.status], [202; 3]);
    let full = "400 Attributes.c: would be one name too many: an app has at most 2 attribute names; remove some to make room";
    assert_eq!(put("c").await.refusal(), full);
    let custom = format!("{app}/attributes/endpoint-custom-attributes");
    let left = story.ask("PUT", &custom, r#"{"Blacklist":["a"]}"#).await;
    assert_eq!(left.body["Attributes"], json!(["b"]));
    assert_eq!([put("c").await.status, put("a").await.status], [202; 2]);
    let now = story.ask("GET", &format!("{app}/endpoints/e1"), "").await.body;
    assert_eq!(now["Attributes"], json!({"a": ["x"], "b": ["x"], "c": ["x"]}), "what an endpoint has stays");
}

#[tokio::test]
async fn refusals() {
    let world = World::new().await;
    let custom = "$/attributes/endpoint-custom-attributes";
    let many = json!({"Blacklist": vec!["a"; 101]}).to_string();
    world
        .refuses(&[
            ("PUT", custom, "", "400 UpdateAttributesRequest: required; the body is empty"),
            ("PUT", custom, r#"{"Blacklist":"a"}"#, "400 Blacklist: expected a list, found a string"),
            ("PUT", custom, r#"{"Blacklist":["a",""]}"#, "400 Blacklist[1]: must be 1 to 50 characters long, is 0"),
            ("PUT", custom, &many, "400 Blacklist: must have at most 100 names, has 101"),
            (
                "PUT",
                "$/attributes/custom",
                "{}",
                "400 attribute-type: must be one of endpoint-custom-attributes, endpoint-metric-attributes, endpoint-user-attributes",
            ),
            ("PUT", "/v1/apps/none/attributes/endpoint-custom-attributes", "{}", "404 Application not found"),
            ("GET", custom, "", "405 method: GET is not one of PUT, OPTIONS"),
        ])
        .await;
}
