//! Messages that left are kept, found, paged through, and still there after a kill.

use std::io::Write as _;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use futures::future::join_all;
use object_store::ObjectStoreExt as _;
use touchpoint_local::archive::archive;
use touchpoint_local::email::LocalEmail;
use touchpoint_local::ledger::Ledger;
use touchpoint_local::outbox::{self, Filter};
use touchpoint_local::{Storage, events};
use touchpoint_platform::ports::{EmailChannel, MessageOrigin, OutgoingEmail, SendOutcome};

use crate::support::{work, work_on};

fn email(app: &str, to: &str) -> OutgoingEmail {
    OutgoingEmail {
        from: "news@example.com".into(),
        to: to.into(),
        subject: "Hello".into(),
        html: Some("<p>Hello</p>".into()),
        text: None,
        headers: vec![("X-One".into(), "1".into())],
        raw: None,
        reply_to: Vec::new(),
        feedback_to: None,
        configuration_set: None,
        sending_role_arn: None,
        origin: MessageOrigin { app_id: app.into(), endpoint_id: Some(format!("{to}-id")), ..MessageOrigin::default() },
    }
}

async fn send(channel: &LocalEmail, app: &str, to: &str) -> String {
    match channel.send(&email(app, to)).await {
        SendOutcome::Accepted { message_id } => message_id,
        other => panic!("{other:?}"),
    }
}

fn filter() -> Filter {
    Filter::default()
}

#[tokio::test]
async fn pages_follow_each_other_to_the_end() {
    let work = work().await;
    let channel = LocalEmail::new(work.ledger.clone(), Arc::new(work.clock.clone()));
    // All at once, as a sender does: they share commits.
    let addresses: Vec<String> = (0..250).map(|n| format!("{n}@example.com")).collect();
    join_all(addresses.iter().map(|to| send(&channel, "a", to))).await;
    let (mut seen, mut after, mut sizes) = (Vec::new(), None, Vec::new());
    loop {
        let page = outbox::list(&work.ledger, Filter { after, ..filter() }).await.unwrap();
        sizes.push(page.messages.len());
        seen.extend(page.messages.into_iter().map(|message| message.to));
        match page.next {
            Some(next) => after = Some(next.parse().unwrap()),
            None => break,
        }
    }
    assert_eq!(sizes, [100, 100, 50]);
    seen.sort();
    let mut expected = addresses;
    expected.sort();
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn a_page_that_holds_exactly_the_rest_is_the_last() {
    let work = work().await;
    let channel = LocalEmail::new(work.ledger.clone(), Arc::new(work.clock.clone()));
    for n in 0..4 {
        send(&channel, "a", &format!("{n}@example.com")).await;
    }
    let first = outbox::list(&work.ledger, Filter { limit: Some(2), ..filter() }).await.unwrap();
    let after = first.next.unwrap().parse().ok();
    let last = outbox::list(&work.ledger, Filter { limit: Some(2), after, ..filter() }).await.unwrap();
    assert_eq!((last.messages.len(), last.next), (2, None));
    for (limit, expected) in [(0, 1), (1_000_000, 4)] {
        let page = outbox::list(&work.ledger, Filter { limit: Some(limit), ..filter() }).await.unwrap();
        assert_eq!(page.messages.len(), expected, "{limit}");
    }
}

#[tokio::test]
async fn filters_narrow_the_list_together() {
    let work = work().await;
    let channel = LocalEmail::new(work.ledger.clone(), Arc::new(work.clock.clone()));
    for (app, to) in [("a", "x@example.com"), ("a", "y@example.com"), ("b", "x@example.com"), ("a", "x@example.com")] {
        send(&channel, app, to).await;
    }
    let some = |text: &str| Some(text.to_owned());
    for (filter, expected) in [
        (filter(), vec!["1", "2", "3", "4"]),
        (Filter { app: some("a"), ..filter() }, vec!["1", "2", "4"]),
        (Filter { to: some("x@example.com"), ..filter() }, vec!["1", "3", "4"]),
        (Filter { app: some("a"), to: some("x@example.com"), ..filter() }, vec!["1", "4"]),
        (Filter { app: some("a"), to: some("x@example.com"), after: Some(1), ..filter() }, vec!["4"]),
        (Filter { channel: some("EMAIL"), ..filter() }, vec!["1", "2", "3", "4"]),
        (Filter { channel: some("SMS"), ..filter() }, vec![]),
        (Filter { to: some("X@example.com"), ..filter() }, vec![]),
    ] {
        let page = outbox::list(&work.ledger, filter.clone()).await.unwrap();
        assert_eq!(page.messages.iter().map(|m| m.id.as_str()).collect::<Vec<_>>(), expected, "{filter:?}");
    }
}

#[tokio::test]
async fn what_was_accepted_is_there_after_a_kill() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("local.sqlite");
    let work = work_on(Ledger::open(&path).unwrap()).await;
    let channel = LocalEmail::new(work.ledger.clone(), Arc::new(work.clock.clone()));
    let message_id = send(&channel, "a", "x@example.com").await;
    // The first ledger stays open and untidied: all that a killed process leaves is the file.
    let again = Ledger::open(&path).unwrap();
    let message = outbox::find(&again, message_id.clone()).await.unwrap().unwrap();
    assert_eq!((message.id.as_str(), message.to.as_str(), &message.message_id), ("1", "x@example.com", &message_id));
    assert_eq!(message.origin(), email("a", "x@example.com").origin);
    assert_eq!(outbox::find(&again, "other".into()).await.unwrap(), None);
}

#[tokio::test]
async fn ids_go_on_after_the_outbox_was_emptied() {
    let work = work().await;
    let channel = LocalEmail::new(work.ledger.clone(), Arc::new(work.clock.clone()));
    send(&channel, "a", "x@example.com").await;
    outbox::clear(&work.ledger).await.unwrap();
    assert!(outbox::list(&work.ledger, filter()).await.unwrap().messages.is_empty());
    send(&channel, "a", "x@example.com").await;
    assert_eq!(outbox::list(&work.ledger, filter()).await.unwrap().messages[0].id, "2");
}

#[tokio::test]
async fn events_are_kept_in_order_and_found_by_app_and_type() {
    let work = work().await;
    let archive = archive(&Storage::Memory, &work.ledger).unwrap();
    for (id, app, kind) in
        [("1", "a", "_email.open"), ("2", "b", "_email.open"), ("3", "a", "_campaign.send"), ("3", "a", "again")]
    {
        let event = serde_json::json!({"event_id": id, "event_type": kind, "application": {"app_id": app}});
        let mut file = GzEncoder::new(Vec::new(), Compression::fast());
        writeln!(file, "{event}").unwrap();
        let path = format!("events/app={app}/date=2030-01-01/{id}.json.gz");
        archive.put(&path.into(), file.finish().unwrap().into()).await.unwrap();
    }
    let ids = |filter: events::Filter| {
        let ledger = work.ledger.clone();
        async move {
            let page = events::list(&ledger, filter).await.unwrap();
            (page.events.into_iter().map(|event| event.id).collect::<Vec<_>>(), page.next)
        }
    };
    let all = events::Filter::default();
    assert_eq!(ids(all.clone()).await.0, ["1", "2", "3"]);
    assert_eq!(ids(events::Filter { app: Some("a".into()), ..all.clone() }).await.0, ["1", "3"]);
    assert_eq!(ids(events::Filter { event_type: Some("_email.open".into()), ..all.clone() }).await.0, ["1", "2"]);
    assert_eq!(ids(events::Filter { limit: Some(2), ..all.clone() }).await, (vec!["1".into(), "2".into()], Some("2".into())));
    assert_eq!(ids(events::Filter { after: Some(2), ..all }).await, (vec!["3".into()], None));
}
