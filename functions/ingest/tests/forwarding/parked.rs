//! What an app's stream does not take waits for it.

use jiff::SignedDuration;
use object_store::path::Path;
use object_store::{ObjectStoreExt as _, PutPayload};
use touchpoint_platform::ports::{Forwarded, ScheduledTask};

use crate::world::{State, World, app, event, events, place, text};

const A: &str = "arn:aws:kinesis:eu-west-1:123456789012:stream/a";
const B: &str = "arn:aws:kinesis:eu-west-1:123456789012:stream/b";

fn task() -> ScheduledTask {
    ScheduledTask::ForwardParked { app: app().to_string() }
}

#[tokio::test]
async fn events_go_to_the_stream_of_their_app_if_it_has_one() {
    let world = World::new().await;
    world.forward(events(&[("a", 1)]), &place(0, 1, 1)).await.unwrap();
    assert_eq!(world.arrivals.calls(), 0);
    world.set_stream(A).await;
    world.forward(events(&[("a", 2), ("b", 1)]), &place(0, 2, 3)).await.unwrap();
    assert_eq!(world.arrivals.all(A), [text("a", 2), text("b", 1)]);
    assert_eq!((world.objects("parked").await.len(), world.is_marked().await), (0, false));
    assert_eq!(world.schedules.all(), []);
}

#[tokio::test]
async fn what_is_not_taken_waits_and_all_that_follows_waits_behind_it() {
    let world = World::new().await;
    world.set_stream(A).await;
    world.arrivals.set(State::DownFor('b'));
    world.forward(events(&[("a", 1), ("b", 1), ("a", 2), ("b", 2)]), &place(0, 1, 4)).await.unwrap();
    assert_eq!(world.arrivals.all(A), [text("a", 1), text("a", 2)]);
    assert_eq!(world.schedules.all(), [(format!("forward-{}", app()), task())]);
    world.forward(events(&[("a", 3), ("b", 3)]), &place(0, 5, 6)).await.unwrap();
    assert_eq!(world.arrivals.all(A).len(), 2, "nothing overtakes what waits");

    // As long as it is not taken it stays, and nothing is put more often than need be.
    world.fire().await;
    assert_eq!(world.arrivals.all(A), [text("a", 1), text("a", 2)]);
    world.arrivals.set(State::Up);
    world.fire().await;
    let expected = [text("a", 1), text("a", 2), text("b", 1), text("b", 2), text("a", 3), text("b", 3)];
    assert_eq!(world.arrivals.all(A), expected);
    assert_eq!((world.objects("parked").await.len(), world.is_marked().await), (0, false));
    assert_eq!(world.schedules.all(), []);
}

#[tokio::test]
async fn what_was_taken_of_a_file_is_not_put_again() {
    let world = World::new().await;
    world.set_stream(A).await;
    world.arrivals.set(State::Down);
    world.forward(events(&[("a", 1), ("b", 1), ("a", 2)]), &place(0, 1, 3)).await.unwrap();
    world.arrivals.set(State::DownFor('b'));
    for _ in 0..3 {
        world.fire().await;
        assert_eq!(world.arrivals.all(A), [text("a", 1), text("a", 2)]);
    }
    world.arrivals.set(State::Up);
    world.fire().await;
    assert_eq!(world.arrivals.all(A), [text("a", 1), text("a", 2), text("b", 1)]);
}

#[tokio::test]
async fn a_stream_that_is_replaced_gets_what_waited() {
    let world = World::new().await;
    world.set_stream(A).await;
    world.arrivals.set(State::Down);
    world.forward(events(&[("a", 1)]), &place(0, 1, 1)).await.unwrap();
    world.set_stream(B).await;
    world.arrivals.set(State::Up);
    world.forward(events(&[("a", 2)]), &place(0, 2, 2)).await.unwrap();
    world.fire().await;
    assert_eq!(world.arrivals.all(B), [text("a", 1), text("a", 2)]);
    assert_eq!(world.arrivals.all(A), Vec::<String>::new());
}

#[tokio::test]
async fn what_waited_for_a_deleted_stream_is_dropped() {
    let world = World::new().await;
    world.set_stream(A).await;
    world.arrivals.set(State::Down);
    world.forward(events(&[("a", 1)]), &place(0, 1, 1)).await.unwrap();
    world.delete_stream().await;
    world.arrivals.set(State::Up);
    world.fire().await;
    assert_eq!(world.objects("parked").await, Vec::<String>::new());
    assert_eq!(world.schedules.all(), []);
    assert_eq!(world.arrivals.all(A), Vec::<String>::new());
}

#[tokio::test]
async fn a_stream_that_is_set_anew_gets_nothing_that_waited_for_the_old_one() {
    let world = World::new().await;
    world.set_stream(A).await;
    world.arrivals.set(State::Down);
    world.forward(events(&[("a", 1)]), &place(0, 1, 1)).await.unwrap();
    world.delete_stream().await;
    world.clock.advance(SignedDuration::from_secs(1));
    world.set_stream(B).await;
    world.forward(events(&[("a", 2)]), &place(0, 2, 2)).await.unwrap();
    world.arrivals.set(State::Up);
    world.fire().await;
    assert_eq!(world.arrivals.all(B), [text("a", 2)]);
    assert_eq!((world.objects("parked").await.len(), world.schedules.all().len()), (0, 0));
}

#[tokio::test]
async fn an_event_that_no_stream_would_take_holds_up_nothing() {
    let world = World::new().await;
    world.set_stream(A).await;
    let giant = |bytes: usize| Forwarded { partition_key: "a".to_owned(), json: format!("\"{}\"", "x".repeat(bytes - 2)).into() };
    let all = vec![giant(1_024_000), giant(1_023_999), event("a", 1)];
    world.forward(all, &place(0, 1, 3)).await.unwrap();
    assert_eq!(world.arrivals.all(A).iter().map(String::len).collect::<Vec<_>>(), [1_023_999, text("a", 1).len()]);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_set_aside() {
    let world = World::new().await;
    world.set_stream(A).await;
    world.arrivals.set(State::Down);
    world.forward(events(&[("a", 1)]), &place(0, 1, 1)).await.unwrap();
    world.forward(events(&[("a", 2)]), &place(0, 2, 2)).await.unwrap();
    let first = world.objects("parked").await.remove(0);
    world.archive.put(&Path::from(first.as_str()), PutPayload::from_static(b"no gzip")).await.unwrap();
    world.arrivals.set(State::Up);
    world.fire().await;
    assert_eq!(world.arrivals.all(A), [text("a", 2)]);
    assert_eq!(world.objects("rejected").await, [format!("rejected/{first}")]);
    assert_eq!(world.objects("parked").await.len(), 0);
}

#[tokio::test]
async fn a_lost_schedule_is_made_up_for_by_the_daily_task() {
    let world = World::new().await;
    world.set_stream(A).await;
    world.arrivals.set(State::Down);
    world.forward(events(&[("a", 1)]), &place(0, 1, 1)).await.unwrap();
    world.arrivals.set(State::Up);
    world.run(ScheduledTask::MergeArchive).await.unwrap();
    assert_eq!(world.arrivals.all(A), [text("a", 1)]);
    assert!(!world.is_marked().await);
}
