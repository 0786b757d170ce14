//! The reader of the events stream in 60 hostile worlds. `SEEDS=2000` tries more, `SEED=17` replays one.

use std::sync::atomic::{AtomicU64, Ordering};

use touchpoint_hostile::chaos::Hostility;
use touchpoint_hostile::ingest::invariants::check;
use touchpoint_hostile::ingest::world::World;

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
    // The calls of an unoptimized SDK are deep.
    let thread = std::thread::Builder::new().stack_size(16 << 20);
    let story = thread.spawn(move || tell_here(seed, hostility))?.join();
    story.unwrap_or_else(|_| anyhow::bail!("the story panicked"))
}

fn tell_here(seed: u64, hostility: Option<Hostility>) -> anyhow::Result<Story> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build()?;
    runtime.block_on(async {
        let mut world = World::new(seed, hostility).await?;
        world.settle().await?;
        check(&world).await?;
        let forwarded = world.outlets.forwarded().into_iter().map(|event| event.partition_key).collect();
        let fired = world.outlets.fired().into_iter().map(|firing| firing.event_id).collect();
        Ok(Story { forwarded, fired, happened: world.feed.happened.len(), deaths: world.deaths })
    })
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().and_then(|text| text.parse().ok())
}

#[test]
fn whatever_happens_every_event_counts_once() {
    if let Some(seed) = number("SEED") {
        let story = tell(seed, None).unwrap_or_else(|error| panic!("seed {seed}: {error:#}"));
        println!("seed {seed}: {} events, {} deaths", story.happened, story.deaths);
        return;
    }
    let (seeds, next, deaths) = (number("SEEDS").unwrap_or(SEEDS), AtomicU64::new(0), AtomicU64::new(0));
    let failures = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, std::num::NonZero::get) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds {
                        break;
                    }
                    match tell(seed, None) {
                        Ok(story) => deaths.fetch_add(story.deaths.into(), Ordering::Relaxed),
                        Err(error) => {
                            failures.lock().unwrap().push(format!("SEED={seed}: {error:#}"));
                            0
                        }
                    };
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{} of {seeds} seeds failed:\n{}", failures.len(), failures.join("\n"));
    let deaths = deaths.into_inner();
    println!("{seeds} seeds, {deaths} invocations that died");
    assert!(deaths > seeds, "the worlds were too kind: {deaths} deaths");
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
