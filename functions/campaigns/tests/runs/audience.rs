//! Who gets a campaign, who does not, and that all of them are counted.

use serde_json::json;
use touchpoint_store::resources::{Kind, Scope};
use touchpoint_wire::types::CampaignStatus;

use crate::world::{World, email_endpoint, show};

#[tokio::test]
async fn everyone_gets_one_mail_with_their_own_name_in_it() {
    let mut world = World::new().await;
    world.audience(120).await;
    let campaign = world.campaign(json!({})).await;
    assert_eq!(world.status(&campaign).await, CampaignStatus::Executing);
    world.drain().await;
    let mails = world.mailbox.mails();
    assert_eq!(mails.len(), 120);
    assert!(world.mailbox.by_address().values().all(|count| *count == 1));
    let mail = mails.iter().find(|mail| mail.to == "user-00007@example.com").unwrap();
    assert_eq!((mail.subject.as_str(), mail.from.as_str()), ("Hello Name 7", "News <news@example.com>"));
    assert_eq!(
        (mail.html.as_deref(), mail.text.as_deref(), mail.configuration_set.as_deref()),
        (Some("<p>Hi</p>"), None, Some("set"))
    );
    let activity = world.activities(&campaign).await.remove(0);
    assert_eq!(show(&activity), "COMPLETED SUCCESS 120/120 ENDPOINT_PRODUCED=120 SUCCESS=120");
    assert_eq!(mail.origin.activity_id.as_deref(), Some(activity.id.as_str()));
    assert_eq!((mail.origin.endpoint_id.as_deref(), mail.origin.treatment_id.as_deref()), (Some("user-00007"), Some("0")));
    assert_eq!(world.status(&campaign).await, CampaignStatus::Completed);
    assert_eq!(world.schedules.names(), Vec::<String>::new());
    let events = world.events.by_endpoint();
    assert_eq!((events.len(), events["user-00007"].as_str()), (120, "SUCCESS"));
}

#[tokio::test]
async fn whoever_is_left_out_is_counted_with_the_reason() {
    let mut world = World::new().await;
    world.audience(20).await;
    let with = |number: usize, change: serde_json::Value| {
        let (id, mut request) = email_endpoint(number);
        request.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        request.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        (id, request)
    };
    world
        .endpoints([
            with(100, json!({"OptOut": "ALL"})),
            with(101, json!({"OptOut": "ALL", "EndpointStatus": "INACTIVE"})),
            with(102, json!({"EndpointStatus": "INACTIVE"})),
            with(103, json!({"ChannelType": "SMS", "Address": "+4930123456"})),
            with(104, json!({"ChannelType": "GCM", "Address": "token", "User": {"UserId": "other"}})),
            with(105, json!({"Address": "not an address"})),
            with(106, json!({"Address": "User-00000@Example.com"})),
            with(107, json!({"Attributes": {"team": ["red"]}})),
        ])
        .await;
    let segment = json!({"Id": "s2", "Version": 1, "SegmentType": "DIMENSIONAL", "Dimensions": {
        "Attributes": {"team": {"AttributeType": "EXCLUSIVE", "Values": ["red"]}}
    }});
    world.put(Scope::App(world.app.clone()), Kind::Segment, "s2", segment).await;
    let campaign = world.campaign(json!({"SegmentId": "s2"})).await;
    world.drain().await;
    assert_eq!(
        world.report(&campaign).await,
        "COMPLETED SUCCESS 21/20 DUPLICATE_ADDRESS=1 ENDPOINT_CHANNEL_MISMATCH=2 ENDPOINT_INACTIVE=1 ENDPOINT_OPT_OUT=2 \
         ENDPOINT_PRODUCED=28 FAILURE_PERMANENT=1 FILTERED_OUT_BY_SEGMENT=1 SUCCESS=20"
    );
    let events = world.events.by_endpoint();
    let told = |endpoint: &str| events.get(endpoint).map(String::as_str);
    assert_eq!(events.len(), 27);
    assert_eq!(told("user-00100"), Some("FAILURE ENDPOINT_OPT_OUT"));
    assert_eq!(told("user-00102"), Some("FAILURE ENDPOINT_INACTIVE"));
    assert_eq!(told("user-00103"), Some("UNSUPPORTED_CHANNEL ENDPOINT_CHANNEL_MISMATCH"));
    assert_eq!(told("user-00105"), Some("FAILURE_PERMANENT FAILURE_PERMANENT"));
    assert_eq!(told("user-00107"), None);
    // One of the two with the same address got the mail.
    let mut twins = [told("user-00000").unwrap(), told("user-00106").unwrap()];
    twins.sort_unstable();
    assert_eq!(twins, ["DUPLICATE_ADDRESS DUPLICATE_ADDRESS", "SUCCESS"]);
    let sent_to = |address: &str| world.mailbox.mails().iter().filter(|mail| mail.to.eq_ignore_ascii_case(address)).count();
    assert_eq!(sent_to("user-00000@example.com"), 1);
}

#[tokio::test]
async fn an_app_without_endpoints_completes_with_zeros() {
    let mut world = World::new().await;
    let campaign = world.campaign(json!({})).await;
    world.drain().await;
    assert_eq!(world.report(&campaign).await, "COMPLETED SUCCESS 0/0 ENDPOINT_PRODUCED=0");
    assert_eq!(world.status(&campaign).await, CampaignStatus::Completed);
}

#[tokio::test]
async fn treatments_and_holdout_divide_the_audience() {
    let mut world = World::new().await;
    world.audience(200).await;
    let other = json!({"EmailMessage": {"Title": "B", "Body": "b"}});
    let campaign = world
        .campaign(json!({"HoldoutPercent": 20, "AdditionalTreatments": [{"SizePercent": 40, "MessageConfiguration": other}]}))
        .await;
    world.drain().await;
    let activities = world.activities(&campaign).await;
    let metric = |treatment: &str, name: &str| -> u32 {
        let activity = activities.iter().find(|activity| activity.treatment_id.as_deref() == Some(treatment)).unwrap();
        activity.execution_metrics.as_ref().unwrap().get(name).map_or(0, |count| count.parse().unwrap())
    };
    let subjects = |subject: &str| world.mailbox.mails().iter().filter(|mail| mail.subject.starts_with(subject)).count() as u32;
    assert_eq!(activities.len(), 2);
    assert_eq!((subjects("Hello"), subjects("B")), (metric("0", "SUCCESS"), metric("1", "SUCCESS")));
    for treatment in ["0", "1"] {
        assert_eq!(metric(treatment, "SUCCESS") + metric(treatment, "TREATMENT_HOLDOUT"), 200);
        assert_eq!(metric(treatment, "ENDPOINT_PRODUCED"), 200);
    }
    assert!(world.mailbox.by_address().values().all(|count| *count == 1));
    let held = world.events.by_endpoint().values().filter(|told| *told == "HOLDOUT HOLDOUT").count() as u32;
    assert_eq!(subjects("Hello") + subjects("B") + held, 200);
    // 20, 40 and 40 percent of 200, give or take what a hash does.
    assert!((20..=60).contains(&held) && (50..=110).contains(&subjects("B")), "{held} {}", subjects("B"));
    assert_eq!(world.status(&campaign).await, CampaignStatus::Completed);
}
