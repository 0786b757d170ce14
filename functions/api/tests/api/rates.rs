//! Request rates, where a deployer sets them.

use jiff::SignedDuration;
use touchpoint_domain::quotas::Quotas;

use crate::story::{Story, ask};

#[tokio::test]
async fn requests_beyond_a_rate_are_answered_429() {
    let story = Story::begin().await;
    let rates = Quotas::parse(r#"{"rates": {"GetApps": 2, "*": 1}}"#).unwrap().rates;
    let api = story.api.clone().with_rates(rates);
    let statuses = async |path: &str| {
        let mut statuses = Vec::new();
        for _ in 0..3 {
            statuses.push(ask(&api, "GET", path, "").await.status);
        }
        statuses
    };
    assert_eq!(statuses("/v1/apps").await, [200, 200, 429]);
    assert_eq!(statuses("/v1/templates").await, [200, 429, 429]);
    let refused = ask(&api, "GET", "/v1/apps", "").await;
    assert_eq!(
        (refused.error(), refused.text("Message")),
        (Some("TooManyRequestsException"), "GetApps: at most 2 requests per second; try again",)
    );
    story.clock.advance(SignedDuration::from_millis(500));
    assert_eq!(statuses("/v1/apps").await, [200, 429, 429]);
    assert_eq!(ask(&story.api, "GET", "/v1/apps", "").await.status, 200, "without rates, nothing is limited");
}
