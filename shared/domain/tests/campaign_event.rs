//! The `_campaign.send` event against golden files. `UPDATE_GOLDEN=1` writes them anew.

#![cfg(test)]

use serde_json::{Value, json};
use touchpoint_domain::campaign::plan::RunPlan;
use touchpoint_domain::event::{CampaignSend, campaign_send};
use touchpoint_domain::ids::EndpointKey;
use touchpoint_domain::outcome::Reason;

fn plan() -> RunPlan {
    serde_json::from_value(json!({
        "app": "a".repeat(32), "campaign": "c".repeat(32), "campaign_version": 3, "treatment": "1", "treatment_index": 1,
        "run": "d".repeat(32), "occasion": "e".repeat(32), "scheduled": "2026-05-01T10:00:00Z",
        "segment": {"Id": "5".repeat(32)}, "sources": [],
        "split": {"rotation": 0, "holdout": 0, "sizes": [50]},
        "email": {"subject": "hi", "text": "hi"},
        "sender": {"from_address": "news@example.com"}
    }))
    .unwrap()
}

const DOCUMENT: &str = r#"{"Id":"User-1","ChannelType":"EMAIL","Address":"user-1@example.com","OptOut":"NONE",
    "EndpointStatus":"ACTIVE","CohortId":"12","User":{"UserId":"u1"},"LastActive":1777629600000,"SharedAddress":true}"#;

fn event(reason: Reason, document: Option<&str>) -> Option<Value> {
    let plan = plan();
    let send = CampaignSend {
        plan: &plan,
        account: "123456789012",
        event_id: "dddd/07/000012/3",
        endpoint: &EndpointKey::of("User-1"),
        document,
        reason,
        at: "2026-05-01T10:00:01.250Z".parse().unwrap(),
        now: "2026-05-01T10:00:01.900Z".parse().unwrap(),
    };
    campaign_send(&send)
}

fn golden(name: &str, event: &Value) {
    let path = format!("{}/tests/golden/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = serde_json::to_string_pretty(event).unwrap() + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(&path).unwrap(), "{path}");
}

#[test]
fn sent() {
    golden("campaign_send_success", &event(Reason::Sent, Some(DOCUMENT)).unwrap());
}

#[test]
fn gone() {
    golden("campaign_send_gone", &event(Reason::Gone, None).unwrap());
}

#[test]
fn every_reason_has_its_status() {
    for reason in Reason::ALL {
        let event = event(reason, Some(DOCUMENT));
        let attribute = |name: &str| event.as_ref().and_then(|event| event["attributes"][name].as_str());
        assert_eq!(attribute("campaign_send_status"), reason.send_status(), "{reason:?}");
        let told = reason.send_status().is_some() && reason != Reason::Sent;
        assert_eq!(attribute("reason"), told.then_some(reason.code()), "{reason:?}");
    }
}
