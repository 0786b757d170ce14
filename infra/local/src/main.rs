//! `touchpoint-local`: starts everything, says where, and stops when asked to.

use std::io::Write as _;

use anyhow::Context as _;
use clap::Parser as _;
use tokio::signal::unix::{SignalKind, signal};
use touchpoint_local::{Arguments, start};
use touchpoint_platform::telemetry;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Arguments::parse().into();
    telemetry::init();
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
