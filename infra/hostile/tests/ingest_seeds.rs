//! The reader of the events stream in 60 hostile worlds. `SEEDS=2000` tries more, `SEED=17` replays one.

use touchpoint_hostile::chaos::Hostility;
use touchpoint_hostile::ingest::invariants::check;
use touchpoint_hostile::ingest::world::World;
use touchpoint_hostile::seeds::{alone, tell_all};

const SEEDS: u64 = 60;
/// Seeds that are told twice, to see that a seed is a story.
const TWICE: u64 = 5;

/// What left the reader, in order.
#[derive(Debug, PartialEq)]
struct Story {
    forwarded: Vec<String>,
    fired: Vec<String>,
    happened: usize,
    deaths: u32,
}

fn tell(seed: u64, hostility: Option<Hostility>) -> anyhow::Result<Story> {
    alone(async move || {
        let mut world = World::new(seed, hostility).await?;
        world.settle().await?;
        check(&world).await?;
        let forwarded = world.outlets.forwarded().into_iter().map(|event| event.partition_key).collect();
        let fired = world.outlets.fired().into_iter().map(|firing| firing.event_id).collect();
        Ok(Story { forwarded, fired, happened: world.feed.happened.len(), deaths: world.deaths })
    })
}

#[test]
fn whatever_happens_every_event_counts_once() {
    tell_all(SEEDS, |seed| Ok(tell(seed, None)?.deaths)).unwrap();
}

#[test]
fn a_seed_is_a_story() {
    for seed in 0..TWICE {
        assert_eq!(tell(seed, None).unwrap(), tell(seed, None).unwrap(), "seed {seed}");
    }
}

#[test]
fn in_a_kind_world_everything_leaves_once() {
    let story = (0..20).map(|seed| tell(seed, Some(Hostility::none())).unwrap()).find(|story| !story.forwarded.is_empty());
    let story = story.expect("an app with a stream");
    assert_eq!((story.deaths, story.forwarded.len()), (0, story.happened));
    assert!(story.happened > 30, "{}", story.happened);
}
