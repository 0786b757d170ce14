//! The engine in 200 hostile worlds. `SEEDS=2000` tries more, `SEED=17` replays one.

use touchpoint_hostile::chaos::Hostility;
use touchpoint_hostile::invariants::{Outcomes, check};
use touchpoint_hostile::seeds::{alone, tell_all};
use touchpoint_hostile::world::World;

const SEEDS: u64 = 200;
/// Seeds that are told twice, to see that a seed is a story.
const TWICE: u64 = 10;

/// Everything that the provider accepted, in order, and where everybody ended.
#[derive(Debug, PartialEq)]
struct Story {
    accepted: Vec<(String, u64)>,
    outcomes: Outcomes,
    deaths: u32,
}

fn tell(seed: u64, hostility: Option<Hostility>) -> anyhow::Result<Story> {
    alone(async move || {
        let mut world = World::new(seed, hostility).await?;
        world.settle().await?;
        let outcomes = check(&world).await?;
        let accepted = world.ledger.accepted().into_iter().map(|message| (message.endpoint, message.at)).collect();
        Ok(Story { accepted, outcomes, deaths: world.deaths })
    })
}

#[test]
fn whatever_happens_the_invariants_hold() {
    tell_all(SEEDS, |seed| Ok(tell(seed, None)?.deaths)).unwrap();
}

#[test]
fn a_seed_is_a_story() {
    for seed in 0..TWICE {
        assert_eq!(tell(seed, None).unwrap(), tell(seed, None).unwrap(), "seed {seed}");
    }
}

#[test]
fn in_a_kind_world_everybody_is_written_to() {
    for seed in [0, 4] {
        let story = tell(seed, Some(Hostility::none())).unwrap();
        assert_eq!(story.deaths, 0);
        let sent = story.outcomes.values().filter(|reason| reason.code() == "SENT").count();
        assert_eq!(sent, story.accepted.len());
        assert!(sent > 5, "{sent}");
    }
}
