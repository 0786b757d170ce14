//! `touchpoint-local`: starts everything, says where, and stops when asked to.

use std::io::Write as _;
use std::time::Duration;

use anyhow::Context as _;
use clap::Parser as _;
use tokio::signal::unix::{SignalKind, signal};
use touchpoint_local::{Arguments, Options, start};
use touchpoint_platform::telemetry;

/// How long threads that do not end by themselves may hold up the end of the process.
const PATIENCE: Duration = Duration::from_secs(1);

fn main() -> anyhow::Result<()> {
    let options: Options = Arguments::parse().into();
    telemetry::init();
    if let Some(warning) = options.warning() {
        // Not a log, which can be filtered.
        writeln!(std::io::stderr().lock(), "warning: {warning}").context("cannot say what to know")?;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let result = runtime.block_on(serve(options));
    runtime.shutdown_timeout(PATIENCE);
    result
}

async fn serve(options: Options) -> anyhow::Result<()> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let running = start(options).await?;
    // Standard output is for this one line: others wait for it.
    writeln!(std::io::stdout().lock(), "ready: {}", running.url()).context("cannot say that it is ready")?;
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    running.stop().await
}
