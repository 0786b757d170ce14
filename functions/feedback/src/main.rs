//! The feedback function on Lambda: wiring only.

use std::sync::Arc;

use lambda_runtime::{LambdaEvent, service_fn};
use touchpoint_feedback::{Feedback, FeedbackEvent, handle};
use touchpoint_platform::clock::SystemClock;
use touchpoint_platform::config::Config;
use touchpoint_platform::{aws, telemetry};
use touchpoint_store::{Store, TableNames};

#[tokio::main]
async fn main() -> Result<(), lambda_runtime::Error> {
    telemetry::init();
    let config = Config::from_env()?;
    let sdk = aws::sdk_config().await;
    let events = aws::kinesis::KinesisStream::new(&sdk, config.event_stream()?);
    let tables = TableNames::of(|variable| config.table(variable))?;
    let store = Store::new(aws::dynamodb::client(&sdk), tables);
    let feedback = Feedback::new(store, Arc::new(events), Arc::new(SystemClock));
    let feedback = &feedback;
    lambda_runtime::run(service_fn(move |event: LambdaEvent<FeedbackEvent>| async move {
        handle(feedback, event.payload).await.map_err(|error| {
            tracing::error!(%error, "a report was not dealt with");
            lambda_runtime::Error::from(error.to_string())
        })
    }))
    .await
}
