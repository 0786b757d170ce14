//! The sender function on Lambda: wiring only.

use std::sync::Arc;
use std::time::Duration;

use aws_lambda_events::dynamodb::Event as DynamoDbEvent;
use lambda_runtime::{LambdaEvent, service_fn};
use touchpoint_platform::clock::SystemClock;
use touchpoint_platform::config::Config;
use touchpoint_platform::{aws, telemetry};
use touchpoint_sender::{Sender, SenderOptions, handle};
use touchpoint_store::{Store, TableNames};

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init();
    let config = Config::from_env()?;
    let sdk = aws::sdk_config().await;
    let tables = TableNames::of(|variable| config.table(variable))?;
    let store = Store::new(aws::dynamodb::client(&sdk), tables);
    let events = aws::kinesis::KinesisStream::new(&sdk, config.event_stream()?);
    let lease = Duration::from_millis(config.lease_ms().unsigned_abs());
    let options = SenderOptions::new(config.arn_scope()?.account, lease, config.run_budget());
    let email = aws::ses::SesEmail::new(&sdk);
    let sender = &Sender::new(store, Arc::new(SystemClock), Arc::new(events), Arc::new(email), options);
    lambda_runtime::run(service_fn(move |event: LambdaEvent<DynamoDbEvent>| async move {
        Ok::<_, lambda_runtime::Error>(handle(sender, event.payload).await)
    }))
    .await
}
