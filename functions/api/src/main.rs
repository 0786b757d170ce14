//! The Lambda function behind the API: wiring only.

use std::sync::Arc;

use anyhow::Context as _;
use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use serde_json::Value;
use touchpoint_api::{Api, ApiConfig, FixedKeys, Ports, gateway, handover};
use touchpoint_platform::archive;
use touchpoint_platform::aws::kinesis::KinesisStream;
use touchpoint_platform::aws::kms::KmsVault;
use touchpoint_platform::aws::scheduler::EventBridgeScheduler;
use touchpoint_platform::aws::ses::SesEmail;
use touchpoint_platform::aws::sns::SnsText;
use touchpoint_platform::aws::{dynamodb, sdk_config};
use touchpoint_platform::clock::SystemClock;
use touchpoint_platform::config::{ArnScope, Config};
use touchpoint_store::{Store, TableNames};

#[tokio::main]
async fn main() -> Result<(), Error> {
    touchpoint_platform::telemetry::init();
    let api = Arc::new(wired().await?);
    let answer = move |event: LambdaEvent<Value>| {
        let api = Arc::clone(&api);
        async move { answered(&api, event.payload).await }
    };
    run(service_fn(answer)).await
}

async fn answered(api: &Api, payload: Value) -> Result<Value, Error> {
    if handover::is_task(&payload) {
        return Ok(serde_json::to_value(handover::perform(api, payload).await?)?);
    }
    Ok(serde_json::to_value(gateway::answer(api, serde_json::from_value(payload)?).await)?)
}

async fn wired() -> anyhow::Result<Api> {
    let config = Config::from_env().context("the environment of the function is wrong")?;
    let sdk = sdk_config().await;
    let tables = TableNames::of(|variable| config.table(variable))?;
    let store = Store::new(dynamodb::client(&sdk), tables);
    let ports = Ports {
        scheduler: Arc::new(EventBridgeScheduler::new(&sdk, config.scheduler()?)),
        events: Arc::new(KinesisStream::new(&sdk, config.event_stream()?)),
        email: Arc::new(SesEmail::new(&sdk)),
        text: Arc::new(SnsText::new(&sdk)),
        vault: Arc::new(KmsVault::new(&sdk, config.secrets_key()?)),
        archive: archive::bucket(&config.archive_bucket()?),
    };
    let quotas = config.quotas().clone();
    let activity_interval = config.activity_interval().try_into()?;
    let ArnScope { partition, region, account } = config.arn_scope()?;
    let config = ApiConfig { partition, region, account, limits: quotas.limits };
    Ok(Api::new(store, Arc::new(SystemClock), ports, config, FixedKeys::none())
        .with_rates(quotas.rates)
        .with_activity_interval(activity_interval))
}
