//! What a run is made of: templates, sources, and configurations that cannot work.

use jiff::SignedDuration;
use serde_json::json;
use touchpoint_store::resources::{Change, Kind, Record, Scope};
use touchpoint_wire::types::CampaignStatus;

use crate::world::World;

#[tokio::test]
async fn a_template_is_taken_as_it_is_when_the_run_starts() {
    let mut world = World::new().await;
    world.audience(3).await;
    let template = |subject: &str| {
        json!({
            "TemplateName": "t", "TemplateType": "EMAIL", "CreationDate": "x", "LastModifiedDate": "x", "Version": "2",
            "Subject": subject, "TextPart": "Dear {{User.UserAttributes.Name}}{{User.UserAttributes.None}}",
            "DefaultSubstitutions": "{\"User.UserAttributes.None\": \"!\"}"
        })
    };
    world.put(Scope::Account, Kind::TemplateEmail, "t", template("old")).await;
    let first = Record::new(Scope::Account, Kind::TemplateEmail, "t", template("first"), world.now()).as_version(1);
    world.store.resources().commit(vec![Change::CreateVersion(first)]).await.unwrap();
    let active = json!({"TemplateConfiguration": {"EmailTemplate": {"Name": "t"}}, "MessageConfiguration": null});
    world.campaign(active).await;
    let pinned = json!({
        "TemplateConfiguration": {"EmailTemplate": {"Name": "t", "Version": "1"}},
        "MessageConfiguration": {"EmailMessage": {"FromAddress": "other@example.com"}}
    });
    world.campaign(pinned).await;
    let stored = world.store.resources().get(&Scope::Account, Kind::TemplateEmail, "t").await.unwrap().unwrap();
    world.store.resources().put_if(&Record { doc: template("new"), ..stored }).await.unwrap();
    world.drain().await;
    let mails = world.mailbox.mails();
    let of = |subject: &str| mails.iter().filter(|mail| mail.subject == subject).collect::<Vec<_>>();
    assert_eq!((of("new").len(), of("first").len()), (3, 3));
    assert!(of("new").iter().any(|mail| mail.text.as_deref() == Some("Dear Name 1!") && mail.from == "News <news@example.com>"));
    assert!(of("first").iter().all(|mail| mail.from == "other@example.com"));
}

#[tokio::test]
async fn a_segment_may_be_based_on_others() {
    let mut world = World::new().await;
    world.audience(10).await;
    let member = |id: &str, values: serde_json::Value| {
        json!({"Id": id, "Version": 1, "SegmentType": "DIMENSIONAL", "Dimensions": {
            "UserAttributes": {"Name": {"AttributeType": "INCLUSIVE", "Values": values}}
        }})
    };
    world.put(Scope::App(world.app.clone()), Kind::Segment, "s2", member("s2", json!(["Name 1", "Name 2"]))).await;
    let based = json!({"Id": "s3", "Version": 1, "SegmentType": "DIMENSIONAL", "SegmentGroups": {"Groups": [
        {"SourceSegments": [{"Id": "s2"}], "Dimensions": []}
    ]}});
    world.put(Scope::App(world.app.clone()), Kind::Segment, "s3", based).await;
    let campaign = world.campaign(json!({"SegmentId": "s3"})).await;
    world.drain().await;
    assert_eq!(world.report(&campaign).await, "COMPLETED SUCCESS 2/2 ENDPOINT_PRODUCED=10 FILTERED_OUT_BY_SEGMENT=8 SUCCESS=2");
}

#[tokio::test]
async fn what_cannot_work_fails_with_zeros() {
    let failed = "COMPLETED FAIL 0/0 ENDPOINT_PRODUCED=0";
    let missing = json!({"TemplateConfiguration": {"EmailTemplate": {"Name": "none"}}});
    let empty = json!({"MessageConfiguration": {"SMSMessage": {"Body": "x"}}});
    let group = json!({"Groups": [{"SourceSegments": [{"Id": "gone"}]}]});
    for (change, expected) in [(missing, failed), (empty, failed), (json!({"SegmentId": "s4"}), failed)] {
        let mut world = World::new().await;
        let based = json!({"Id": "s4", "Version": 1, "SegmentType": "DIMENSIONAL", "SegmentGroups": group});
        world.put(Scope::App(world.app.clone()), Kind::Segment, "s4", based).await;
        let campaign = world.campaign(change.clone()).await;
        world.drain().await;
        assert_eq!(world.report(&campaign).await, expected, "{change}");
        assert_eq!(world.status(&campaign).await, CampaignStatus::Invalid, "{change}");
        assert_eq!(world.schedules.names(), Vec::<String>::new(), "{change}");
    }
}

#[tokio::test]
async fn a_campaign_without_channel_is_invalid_and_one_without_segment_deleted() {
    let mut world = World::new().await;
    world.delete(Scope::App(world.app.clone()), Kind::Channel, "EMAIL").await;
    let campaign = world.campaign(json!({})).await;
    world.drain().await;
    assert_eq!(world.status(&campaign).await, CampaignStatus::Invalid);

    let mut world = World::new().await;
    let campaign = world.campaign(json!({})).await;
    world.delete(Scope::App(world.app.clone()), Kind::Segment, "s1").await;
    world.drain().await;
    assert_eq!(world.status(&campaign).await, CampaignStatus::Deleted);
    assert_eq!(world.activities(&campaign).await.len(), 0);
}

#[tokio::test]
async fn a_scheduled_campaign_starts_at_its_time_and_a_stale_start_does_nothing() {
    let mut world = World::new().await;
    world.audience(2).await;
    let campaign = world.campaign(json!({"Schedule": {"StartTime": "2026-05-01T12:00:00Z"}})).await;
    world.drain().await;
    assert_eq!((world.status(&campaign).await, world.mailbox.mails().len()), (CampaignStatus::Scheduled, 0));
    let stale = world.schedules.due("2026-05-01T12:00:00Z".parse().unwrap()).remove(0).1;
    world.update(&campaign, json!({"Schedule": {"StartTime": "2026-05-01T13:00:00Z"}})).await;
    world.clock.advance(SignedDuration::from_hours(2));
    world.perform(stale).await;
    world.drain().await;
    assert_eq!((world.status(&campaign).await, world.mailbox.mails().len()), (CampaignStatus::Scheduled, 0));
    world.clock.advance(SignedDuration::from_hours(1));
    world.drain().await;
    assert_eq!((world.status(&campaign).await, world.mailbox.mails().len()), (CampaignStatus::Completed, 2));
    let activity = world.activities(&campaign).await.remove(0);
    assert_eq!(activity.scheduled_start.as_deref(), Some("2026-05-01T13:00:00.000Z"));
}

#[tokio::test]
async fn treatments_may_start_at_different_times() {
    let mut world = World::new().await;
    world.audience(40).await;
    let later = json!({"SizePercent": 50, "Schedule": {"StartTime": "2026-05-01T12:00:00Z"},
        "MessageConfiguration": {"EmailMessage": {"Title": "B", "Body": "b"}}});
    let campaign = world.campaign(json!({"AdditionalTreatments": [later]})).await;
    world.drain().await;
    let first = world.mailbox.mails().len();
    assert_eq!((world.status(&campaign).await, world.activities(&campaign).await.len()), (CampaignStatus::Executing, 1));
    world.clock.advance(SignedDuration::from_hours(2));
    world.drain().await;
    assert_eq!((world.status(&campaign).await, world.mailbox.mails().len()), (CampaignStatus::Completed, 40));
    assert!((5..35).contains(&first), "{first}");
}

#[tokio::test]
async fn a_campaign_that_waits_for_events_sends_nothing_by_the_clock() {
    let mut world = World::new().await;
    world.audience(2).await;
    let dimensions = json!({"EventType": {"Values": ["buy"]}});
    let campaign = world
        .campaign(json!({"Schedule": {
            "StartTime": "2026-05-01T12:00:00Z", "Frequency": "EVENT",
            "EventFilter": {"FilterType": "ENDPOINT", "Dimensions": dimensions}
        }}))
        .await;
    assert_eq!(world.schedules.names(), Vec::<String>::new());
    world.clock.advance(SignedDuration::from_hours(48));
    world.drain().await;
    assert_eq!((world.status(&campaign).await, world.mailbox.mails().len()), (CampaignStatus::Scheduled, 0));
    assert_eq!(world.activities(&campaign).await.len(), 0);
}

#[tokio::test]
async fn who_would_get_the_message_of_a_channel_without_a_sender_is_accounted_for() {
    let mut world = World::new().await;
    world.audience(2).await;
    world.endpoints([("phone".to_owned(), json!({"ChannelType": "GCM", "Address": "token"}))]).await;
    let both = json!({"EmailMessage": {"Title": "t", "Body": "b"}, "GCMMessage": {"Title": "t", "Body": "b"}});
    let campaign = world.campaign(json!({"MessageConfiguration": both})).await;
    world.drain().await;
    assert_eq!(world.report(&campaign).await, "COMPLETED SUCCESS 2/2 ENDPOINT_CHANNEL_MISMATCH=1 ENDPOINT_PRODUCED=3 SUCCESS=2");
}
