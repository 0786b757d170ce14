//! The ingest function on Lambda: wiring only.

use std::sync::Arc;

use lambda_runtime::{LambdaEvent, service_fn};
use touchpoint_ingest::{Ingest, IngestEvent, IngestOptions, IngestPorts, handle};
use touchpoint_platform::clock::SystemClock;
use touchpoint_platform::config::Config;
use touchpoint_platform::triggers::Unheard;
use touchpoint_platform::{archive, aws, telemetry};
use touchpoint_store::{Store, TableNames};

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init();
    let config = Config::from_env()?;
    let sdk = aws::sdk_config().await;
    let tables = TableNames::of(|variable| config.table(variable))?;
    let store = Store::new(aws::dynamodb::client(&sdk), tables);
    let ports = IngestPorts {
        archive: archive::bucket(&config.archive_bucket()?),
        destinations: Arc::new(aws::destinations::AwsDestinations::new(&sdk)),
        triggers: Arc::new(Unheard),
        scheduler: Arc::new(aws::scheduler::EventBridgeScheduler::new(&sdk, config.scheduler()?)),
    };
    let options = IngestOptions {
        activity_interval: config.activity_interval(),
        metrics_days: config.metrics_days(),
        limits: config.quotas().limits.clone(),
        budget: config.run_budget(),
    };
    let ingest = &Ingest::new(store, Arc::new(SystemClock), ports, options);
    lambda_runtime::run(service_fn(move |event: LambdaEvent<IngestEvent>| async move {
        handle(ingest, event.payload).await.map_err(|error| {
            tracing::error!(%error, "a task was not done");
            // As text: the runtime shows errors in full, and a failed call to the database may hold what was stored.
            lambda_runtime::Error::from(error.to_string())
        })
    }))
    .await
}
