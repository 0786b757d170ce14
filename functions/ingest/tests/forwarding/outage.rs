//! A stream is down for a day, while processes die at every moment: nothing is lost, and the order of each endpoint holds.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use touchpoint_ingest::IngestError;
use touchpoint_platform::clock::Clock as _;
use touchpoint_platform::ports::Forwarded;
use touchpoint_store::StoreError;

use crate::world::{State, World, dying, event, place, text};

const ARN: &str = "arn:aws:firehose:eu-west-1:123456789012:deliverystream/all";

/// Batches of each shard of the events stream, events of each batch, minutes from one batch to the next.
const BATCHES: u64 = 120;
const EVENTS: u64 = 12;
const PERIOD_MIN: i64 = 20;

/// Numbers that look random and are the same every time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

/// One shard: its endpoints, how many events each had, and how far it has been read.
struct Shard {
    id: u32,
    produced: BTreeMap<String, u64>,
    next: u64,
}

impl Shard {
    fn batch(&mut self, numbers: &mut Numbers) -> Vec<Forwarded> {
        let mut batch = Vec::new();
        for _ in 0..EVENTS {
            let endpoint = format!("{}-{}", ["a", "b"][self.id as usize], numbers.below(5));
            let number = self.produced.entry(endpoint.clone()).or_default();
            batch.push(event(&endpoint, *number));
            *number += 1;
        }
        batch
    }
}

/// Lets the schedules fire, and the process of each die now and then.
async fn fire(world: &World, numbers: &mut Numbers) {
    for (_, task) in world.schedules.all() {
        let polls = if numbers.below(3) == 0 { numbers.below(60) as u32 } else { u32::MAX };
        // Whoever dies is called again, as a function that fails is.
        if dying(polls, world.run(task.clone())).await.is_none() {
            world.run(task).await.unwrap();
        }
    }
}

async fn a_day(seed: u64) {
    let world = World::new().await;
    world.set_stream(ARN).await;
    let mut numbers = Numbers(seed);
    let mut shards = [0, 1].map(|id| Shard { id, produced: BTreeMap::new(), next: 1 });
    let begun = world.clock.now();
    for _ in 0..BATCHES {
        let hours = world.clock.now().duration_since(begun).as_hours();
        world.arrivals.set(match hours {
            0..6 => State::Up,
            6..8 => State::Flaky,
            8..32 => State::Down,
            32..34 => State::DownFor('b'),
            _ => State::Up,
        });
        for shard in &mut shards {
            let batch = shard.batch(&mut numbers);
            let from = place(shard.id, shard.next, shard.next + EVENTS - 1);
            // Delivered again until it is done, as the stream does.
            while numbers.below(4) == 0 {
                let polls = numbers.below(60) as u32;
                if let Some(done) = dying(polls, world.forward(batch.clone(), &from)).await {
                    done.unwrap();
                }
            }
            world.forward(batch, &from).await.unwrap();
            shard.next += EVENTS;
            if numbers.below(2) == 0 {
                fire(&world, &mut numbers).await;
            }
        }
        world.clock.advance(SignedDuration::from_mins(PERIOD_MIN));
    }
    world.arrivals.set(State::Up);
    for _ in 0..5 {
        world.fire().await;
    }
    check(&world, &shards, &format!("seed {seed}")).await;
}

/// Nothing waits any more, and everything arrived, first in the order of its endpoint.
async fn check(world: &World, shards: &[Shard], case: &str) {
    assert!(!world.is_marked().await, "{case}");
    assert_eq!(world.schedules.all(), [], "{case}");
    assert_eq!(world.objects("parked").await, Vec::<String>::new(), "{case}");
    let firsts = world.arrivals.firsts(ARN);
    for (endpoint, produced) in shards.iter().flat_map(|shard| &shard.produced) {
        let expected: Vec<_> = (0..*produced).map(|number| text(endpoint, number)).collect();
        let of_endpoint = format!(r#"{{"event_id":"{endpoint}/"#);
        let found: Vec<_> = firsts.iter().filter(|event| event.starts_with(&of_endpoint)).cloned().collect();
        assert_eq!(found, expected, "{case}, endpoint {endpoint}");
    }
    let produced: u64 = shards.iter().flat_map(|shard| shard.produced.values()).sum();
    assert_eq!(firsts.len() as u64, produced, "{case}");
}

#[tokio::test]
async fn a_stream_that_was_down_for_a_day_gets_everything_in_order() {
    for seed in 1..=3 {
        a_day(seed).await;
    }
}

/// Reads batch after batch of one shard.
async fn read_on(world: &World, shard: &mut Shard, numbers: &mut Numbers) {
    for _ in 0..60 {
        let batch = shard.batch(numbers);
        let place = place(shard.id, shard.next, shard.next + EVENTS - 1);
        // Who loses the race for the mark too often has the batch delivered again.
        while let Err(error) = world.forward(batch.clone(), &place).await {
            assert!(matches!(error, IngestError::Store(StoreError::Conflict)), "{error}");
        }
        shard.next += EVENTS;
    }
}

#[tokio::test]
async fn shards_and_schedules_that_work_at_the_same_time_do_each_other_no_harm() {
    let world = World::new().await;
    world.set_stream(ARN).await;
    let [mut one, mut two] = [0, 1].map(|id| Shard { id, produced: BTreeMap::new(), next: 1 });
    let (mut numbers, mut others, mut moods) = (Numbers(7), Numbers(8), Numbers(9));
    let mut reading = Box::pin(async {
        tokio::join!(read_on(&world, &mut one, &mut numbers), read_on(&world, &mut two, &mut others));
    });
    let mut firings = 0;
    loop {
        let firing = async {
            world.arrivals.set(match moods.below(3) {
                0 => State::Flaky,
                1 => State::DownFor('a'),
                _ => State::Up,
            });
            // Two at a time: a slow one is overtaken by the next.
            tokio::join!(world.fire(), world.fire());
            // With nothing to fire nothing waits, and the readers would never have a turn.
            tokio::task::yield_now().await;
        };
        tokio::select! {
            biased;
            () = &mut reading => break,
            () = firing => firings += 1,
        }
    }
    drop(reading);
    assert!(firings > 2, "hardly anything happened at the same time: {firings}");
    world.arrivals.set(State::Up);
    for _ in 0..5 {
        world.fire().await;
    }
    check(&world, &[one, two], "at the same time").await;
}
