//! Recommender configurations (spec §7.6).

use insta::assert_snapshot;
use serde_json::{Value, json};
use touchpoint_domain::limits::Limits;

use crate::story::Story;

const PATH: &str = "/v1/recommenders";

pub(crate) fn configuration() -> Value {
    json!({
        "Name": "Shoes",
        "RecommendationProviderUri": "arn:aws:personalize:eu-west-1:123456789012:campaign/shop",
        "RecommendationProviderRoleArn": "arn:aws:iam::123456789012:role/personalize",
        "RecommendationsDisplayName": "Shoes for you",
    })
}

fn with_lambda() -> Value {
    let mut configuration = configuration();
    configuration["RecommendationTransformerUri"] = "arn:aws:lambda:eu-west-1:123456789012:function:items".into();
    configuration["Attributes"] = json!({"title": "Title"});
    configuration.as_object_mut().unwrap().remove("RecommendationsDisplayName");
    configuration
}

impl Story {
    /// The id of a new recommender configuration.
    pub(crate) async fn recommender(&self) -> String {
        let answer = self.ask("POST", PATH, configuration().to_string()).await;
        assert_eq!(answer.status, 201);
        answer.text("Id").to_owned()
    }
}

#[tokio::test]
async fn a_configuration_from_creation_to_deletion() {
    let mut story = Story::begin().await;
    let id = story.post(PATH, with_lambda()).await.text("Id").to_owned();
    assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
    let path = format!("{PATH}/{id}");
    story.minutes_pass(1);
    // An update replaces it whole: the function and its attributes go.
    story.put(&path, configuration()).await;
    story.get(&path).await;
    story.get(PATH).await;
    story.put(&path, json!({"RecommendationProviderUri": "x", "RecommendationProviderRoleArn": "y"})).await;
    story.delete(&path).await;
    story.get(&path).await;
    story.put(&path, configuration()).await;
    story.delete(&path).await;
    story.get(PATH).await;
    assert_snapshot!(story.transcript());
}

#[tokio::test]
async fn configurations_are_listed_newest_first_and_counted() {
    let story = Story::with(Limits { recommenders: 3, ..Limits::default() }).await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.insert(0, story.recommender().await);
        story.minutes_pass(1);
    }
    let refused = story.ask("POST", PATH, configuration().to_string()).await;
    assert_eq!(refused.refusal(), "400 recommenders: at most 3 per account; delete one first");
    let first = story.ask("GET", &format!("{PATH}?page-size=2"), "").await;
    let rest = story.ask("GET", &format!("{PATH}?page-size=2&token={}", first.text("NextToken")), "").await;
    let listed = |answer: &Value| -> Vec<String> {
        answer["Item"].as_array().unwrap().iter().map(|item| item["Id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!([listed(&first.body), listed(&rest.body)].concat(), ids);
    assert!(rest.body.get("NextToken").is_none());
    assert_eq!(story.ask("DELETE", &format!("{PATH}/{}", ids[1]), "").await.status, 200);
    assert_eq!(story.ask("DELETE", &format!("{PATH}/{}", ids[1]), "").await.status, 404);
    story.recommender().await;
    assert_eq!(story.ask("POST", PATH, configuration().to_string()).await.status, 400);
}

#[tokio::test]
async fn templates_name_configurations_that_exist() {
    let story = Story::begin().await;
    let id = story.recommender().await;
    let content = json!({"RecommenderId": id});
    for word in ["email", "sms", "push"] {
        assert_eq!(story.made("a", word, &content).await.status, 201, "{word}");
        assert_eq!(story.ask("GET", &format!("/v1/templates/a/{word}"), "").await.text("RecommenderId"), id);
    }
    // Voice and in-app templates have no such member: it is passed over like any other unknown one.
    for word in ["voice", "inapp"] {
        assert_eq!(story.made("a", word, &content).await.status, 201, "{word}");
        assert!(story.ask("GET", &format!("/v1/templates/a/{word}"), "").await.body.get("RecommenderId").is_none());
    }
    // Deleted, it leaves the templates that name it alone; they can be written again only without it.
    assert_eq!(story.ask("DELETE", &format!("{PATH}/{id}"), "").await.status, 200);
    assert_eq!(story.ask("GET", "/v1/templates/a/sms", "").await.text("RecommenderId"), id);
    let refusal = "400 RecommenderId: must be a recommender configuration of this account";
    assert_eq!(story.ask("PUT", "/v1/templates/a/sms", content.to_string()).await.refusal(), refusal);
    assert_eq!(story.ask("PUT", "/v1/templates/a/sms", r#"{"RecommenderId":""}"#).await.status, 202);
}
