//! The adapters that stand behind the ports on AWS, and the construction of every SDK client.

pub mod destinations;
pub mod dynamodb;
pub mod kinesis;
pub mod kms;
mod outcome;
pub mod scheduler;
pub mod ses;
pub mod sns;

use aws_config::{BehaviorVersion, SdkConfig};

/// What all clients of this process share: region, credentials, `AWS_ENDPOINT_URL`. Load it once, at the start.
pub async fn sdk_config() -> SdkConfig {
    aws_config::load_defaults(BehaviorVersion::latest()).await
}
