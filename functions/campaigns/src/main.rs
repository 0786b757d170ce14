//! The campaigns function on Lambda: wiring only.

use std::sync::Arc;
use std::time::Duration;

use lambda_runtime::{LambdaEvent, service_fn};
use touchpoint_campaigns::{Campaigns, CampaignsEvent, CampaignsOptions, handle};
use touchpoint_platform::clock::SystemClock;
use touchpoint_platform::config::Config;
use touchpoint_platform::{aws, telemetry};
use touchpoint_store::{Store, TableNames};

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init();
    let config = Config::from_env()?;
    let sdk = aws::sdk_config().await;
    let tables = TableNames::of(|variable| config.table(variable))?;
    let store = Store::new(aws::dynamodb::client(&sdk), tables);
    let scheduler = aws::scheduler::EventBridgeScheduler::new(&sdk, config.scheduler()?);
    let lease = Duration::from_millis(config.lease_ms().unsigned_abs());
    let options = CampaignsOptions { budget: config.run_budget(), lease };
    let campaigns = &Campaigns::new(store, Arc::new(SystemClock), Arc::new(scheduler), options);
    lambda_runtime::run(service_fn(move |event: LambdaEvent<CampaignsEvent>| async move {
        handle(campaigns, event.payload).await.map_err(|error| {
            tracing::error!(%error, "a task was not done");
            // As text: the runtime shows errors in full, and a failed call to the database may hold what was stored.
            lambda_runtime::Error::from(error.to_string())
        })
    }))
    .await
}
