//! Tells many stories, each from a seed, and sums up what became of them. `SEEDS=2000` tells more, `SEED=17` replays one.

use std::num::NonZero;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// Stack of a story's thread: the calls of an unoptimized SDK are deep.
const STACK_BYTES: usize = 16 << 20;

/// Tells one story on a thread and runtime of its own, on which time stands still unless somebody waits.
pub fn alone<S: Send + 'static>(story: impl AsyncFnOnce() -> anyhow::Result<S> + Send + 'static) -> anyhow::Result<S> {
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
    let told = thread.spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build()?;
        runtime.block_on(story())
    })?;
    told.join().unwrap_or_else(|_| anyhow::bail!("the story panicked"))
}

/// Tells the stories of as many seeds as the environment asks for, or `usual` ones, on all processors. `tell` answers how many
/// invocations died in one. An error names the seeds that failed, or says that the worlds were too kind.
pub fn tell_all(usual: u64, tell: impl Fn(u64) -> anyhow::Result<u32> + Sync) -> anyhow::Result<()> {
    if let Some(seed) = number("SEED") {
        let deaths = tell(seed)?;
        println!("seed {seed}: {deaths} deaths");
        return Ok(());
    }
    let (seeds, next, deaths) = (number("SEEDS").unwrap_or(usual), AtomicU64::new(0), AtomicU64::new(0));
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, NonZero::get) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds {
                        break;
                    }
                    match tell(seed) {
                        Ok(died) => {
                            deaths.fetch_add(died.into(), Ordering::Relaxed);
                        }
                        Err(error) => {
                            failures.lock().unwrap_or_else(PoisonError::into_inner).push(format!("SEED={seed}: {error:#}"));
                        }
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap_or_else(PoisonError::into_inner);
    anyhow::ensure!(failures.is_empty(), "{} of {seeds} seeds failed:\n{}", failures.len(), failures.join("\n"));
    let deaths = deaths.into_inner();
    println!("{seeds} seeds, {deaths} invocations that died");
    anyhow::ensure!(deaths > seeds, "the worlds were too kind: {deaths} deaths");
    Ok(())
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().and_then(|text| text.parse().ok())
}
