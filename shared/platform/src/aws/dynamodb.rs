//! The DynamoDB client: short timeouts, because a table answers in milliseconds or something is wrong.

use std::time::Duration;

use aws_config::SdkConfig;
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Builder;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;

/// A client that gives a call at most four attempts in ten seconds. Honours `AWS_ENDPOINT_URL`, as every SDK client does.
#[must_use]
pub fn client(sdk: &SdkConfig) -> Client {
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(1))
        .operation_attempt_timeout(Duration::from_secs(3))
        .operation_timeout(Duration::from_secs(10))
        .build();
    // The SDK would wait up to a second before the first repetition, which is long for a table.
    let retries = RetryConfig::standard().with_max_attempts(4).with_initial_backoff(Duration::from_millis(50));
    Client::from_conf(Builder::from(sdk).timeout_config(timeouts).retry_config(retries).build())
}
