use serde_json::{Value, json};

use super::*;
use crate::campaign::document::Identity;
use crate::campaign::state::Defaults;
use crate::campaign::write;
use crate::ids::{AppId, CampaignId};
use crate::limits::Limits;

const BEFORE: &str = "2026-05-01T09:00:00Z";
const OPENS: &str = "2026-05-01T10:00:00.000Z";
const WITHIN: &str = "2026-05-01T11:00:00Z";
const CLOSES: &str = "2026-05-02T10:00:00.000Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn campaign(change: &Value, defaults: Defaults, now: &str) -> (Campaign, Vec<crate::campaign::state::Effect>) {
    let content = json!([{"BodyConfig": {"Alignment": "LEFT", "Body": "b", "TextColor": "#fff"}}]);
    let mut request = json!({
        "SegmentId": "s1", "Name": "spring",
        "MessageConfiguration": {"InAppMessage": {"Content": content}},
        "Schedule": {"StartTime": OPENS, "EndTime": CLOSES, "Frequency": "IN_APP_EVENT", "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy"]}}}},
    });
    request.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
    let identity = Identity {
        app: AppId::new("a1"),
        id: CampaignId::new("c1"),
        arn: "arn".to_owned(),
        version: 1,
        segment_version: 1,
        created: at(BEFORE),
        modified: at(BEFORE),
    };
    write::create(serde_json::from_value(request).unwrap(), &identity, defaults, &Limits::default(), at(now)).unwrap()
}

#[test]
fn the_clock_turns_it() {
    let (campaign, _) = campaign(&json!({}), Defaults::default(), BEFORE);
    assert_eq!(campaign.status(), CampaignStatus::Scheduled);
    assert_eq!(campaign.next_turn(at(BEFORE)), Some(at(OPENS)));
    assert_eq!(campaign.turned(at(BEFORE)), None);
    let open = campaign.turned(at(OPENS)).unwrap();
    assert_eq!((open.status(), open.next_turn(at(OPENS))), (CampaignStatus::Executing, Some(at(CLOSES))));
    let over = open.turned(at(CLOSES)).unwrap();
    assert_eq!((over.status(), over.next_turn(at(CLOSES))), (CampaignStatus::Completed, None));
    assert_eq!(over.turned(at(CLOSES)), None);
    assert!(campaign.due(at(OPENS)).is_empty() && open.overdue(at(CLOSES)).is_none(), "nothing is ever sent");
}

#[test]
fn whom_it_is_shown() {
    let none = || Defaults::default();
    for (change, now, cohort, expected) in [
        (json!({}), BEFORE, 0, None),
        (json!({}), OPENS, 0, Some("0")),
        (json!({}), WITHIN, 99, Some("0")),
        (json!({}), CLOSES, 0, None),
        (json!({"IsPaused": true}), WITHIN, 0, None),
        (json!({"HoldoutPercent": 100}), WITHIN, 0, None),
        (json!({"AdditionalTreatments": [{"SizePercent": 100}]}), WITHIN, 0, Some("1")),
        (json!({"Schedule": {"StartTime": OPENS, "EndTime": CLOSES}}), WITHIN, 0, None),
        (
            json!({"Schedule": {"StartTime": "IMMEDIATE", "Frequency": "IN_APP_EVENT", "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy"]}}}}}),
            BEFORE,
            0,
            Some("0"),
        ),
        (
            json!({"Schedule": {"StartTime": "IMMEDIATE", "Frequency": "IN_APP_EVENT", "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": {"EventType": {"Values": ["buy"]}}}}}),
            "2036-01-01T00:00:00Z",
            0,
            Some("0"),
        ),
    ] {
        let (campaign, _) = campaign(&change, none(), BEFORE);
        assert_eq!(shown(&campaign.doc, cohort, at(now)).map(|treatment| treatment.id), expected, "{change} {now}");
    }
}

#[test]
fn what_apps_are_told() {
    let defaults: Defaults = serde_json::from_value(json!({
        "limits": {"Daily": 7, "Total": 8}, "quiet_time": {"Start": "22:00", "End": "07:00"},
    }))
    .unwrap();
    let (campaign, _) = campaign(&json!({"Limits": {"Daily": 2, "Session": 1}}), defaults, BEFORE);
    let treatment = shown(&campaign.doc, 5, at(WITHIN)).unwrap();
    let inline = treatment.message.and_then(|message| message.in_app_message.as_ref());
    let offer = offer(&campaign, &treatment, message(inline, None).unwrap());
    assert_eq!(
        serde_json::to_value(offer).unwrap(),
        json!({
            "CampaignId": "spring-c1", "TreatmentId": "0", "Priority": 3, "DailyCap": 2, "SessionCap": 1, "TotalCap": 8,
            "InAppMessage": {"Content": [{"BodyConfig": {"Alignment": "LEFT", "Body": "b", "TextColor": "#fff"}}]},
            "Schedule": {
                "EndDate": CLOSES, "QuietTime": {"Start": "22:00", "End": "07:00"},
                "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": {"Attributes": {}, "EventType": {"Values": ["buy"]}, "Metrics": {}}},
            },
        })
    );
}

#[test]
fn a_message_is_made_of_what_is_said_and_its_template() {
    let content = |body: &str| json!([{"BodyConfig": {"Alignment": "LEFT", "Body": body, "TextColor": "#000000"}}]);
    let template = json!({"Layout": "OVERLAYS", "Content": content("template"), "CustomConfig": {"a": "template"}});
    for (inline, template, expected) in [
        (None, None, None),
        (Some(json!({})), None, None),
        (Some(json!({"Layout": "TOP_BANNER", "Content": []})), None, None),
        (Some(json!({"Body": "text"})), None, Some(json!({"Content": content("text")}))),
        (None, Some(&template), Some(template.clone())),
        (
            Some(json!({"Layout": "TOP_BANNER"})),
            Some(&template),
            Some(json!({"Layout": "TOP_BANNER", "Content": content("template"), "CustomConfig": {"a": "template"}})),
        ),
        (
            Some(json!({"Content": content("own"), "CustomConfig": {}})),
            Some(&template),
            Some(json!({"Layout": "OVERLAYS", "Content": content("own"), "CustomConfig": {}})),
        ),
    ] {
        let read_inline = inline.clone().map(|json| serde_json::from_value(json).unwrap());
        let read_template = template.map(|json| serde_json::from_value(json.clone()).unwrap());
        let made = message(read_inline.as_ref(), read_template.as_ref()).map(|made| serde_json::to_value(made).unwrap());
        assert_eq!(made, expected, "{inline:?}");
    }
}

#[test]
fn the_most_important_first_then_the_newest() {
    let offer = |id: &str, priority| InAppMessageCampaign {
        campaign_id: Some(id.to_owned()),
        priority: Some(priority),
        ..InAppMessageCampaign::default()
    };
    let offers = [("2026-01-01", "old", 3), ("2026-01-03", "new", 3), ("2026-01-02", "first", 1), ("2026-01-03", "next", 3)];
    let offers = offers.map(|(created, id, priority)| (created.to_owned(), offer(id, priority))).to_vec();
    let ids: Vec<_> = in_order(offers).into_iter().filter_map(|offer| offer.campaign_id).collect();
    assert_eq!(ids, ["first", "next", "new", "old"]);
}
