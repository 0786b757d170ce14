//! The jobs function on Lambda: wiring only.

use std::sync::Arc;

use lambda_runtime::{LambdaEvent, service_fn};
use touchpoint_jobs::{Jobs, handle};
use touchpoint_platform::clock::SystemClock;
use touchpoint_platform::config::Config;
use touchpoint_platform::ports::ScheduledTask;
use touchpoint_platform::{archive, aws, telemetry};
use touchpoint_store::{Store, TableNames};

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init();
    let config = Config::from_env()?;
    let sdk = aws::sdk_config().await;
    let tables = TableNames::of(|variable| config.table(variable))?;
    let store = Store::new(aws::dynamodb::client(&sdk), tables);
    let scheduler = aws::scheduler::EventBridgeScheduler::new(&sdk, config.scheduler()?);
    let archive = archive::bucket(&config.archive_bucket()?);
    let jobs = Jobs::new(store, Arc::new(SystemClock), Arc::new(scheduler), archive, config.run_budget());
    let jobs = &jobs;
    lambda_runtime::run(service_fn(move |event: LambdaEvent<ScheduledTask>| async move {
        handle(jobs, event.payload).await.map_err(|error| {
            tracing::error!(%error, "a task was not done");
            lambda_runtime::Error::from(error.to_string())
        })
    }))
    .await
}
