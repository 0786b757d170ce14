//! The archive: a bucket, or a folder of this machine, and the form of its files.
//!
//! What is called what is said by [`touchpoint_domain::archive`]. A file holds one JSON text a line, compressed with gzip.

mod lines;
mod on_demand;
mod reader;
mod removal;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig};

use self::on_demand::OnDemand;

pub use self::lines::{Lines, each_line};
pub use self::reader::{ReadBudget, Seen, read_day};
pub use self::removal::{delete, delete_some};

/// Times one request may take: to connect, and as a whole (a merged file has up to 64 MB).
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);
const REQUEST_TIMEOUT: Duration = Duration::from_secs(60);

/// Further tries of one request, and how long after the first none is begun any more.
const MAX_RETRIES: usize = 4;
const RETRY_TIMEOUT: Duration = Duration::from_secs(20);

/// Why the archive could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error("the archive failed: {0}")]
    Store(#[from] object_store::Error),
    /// A file that is not what a file of the archive is.
    #[error("{key} of the archive is damaged: {reason}")]
    Damaged { key: String, reason: String },
    /// More was asked for than may be read for one answer.
    #[error("more than {limit_bytes} bytes of events would have to be read")]
    TooMuch { limit_bytes: u64 },
    /// Files were replaced again and again while they were read.
    #[error("the archive changes too fast to be read: try again later")]
    Restless,
    /// The folder cannot be made.
    #[error("the folder of the archive cannot be made: {0}")]
    Folder(#[from] std::io::Error),
}

/// The bucket called `name`, as the environment of a function on Lambda leads to it: region, credentials and, for an emulator,
/// `AWS_ENDPOINT_URL`. Nothing of it is looked at before it is used.
#[must_use]
pub fn bucket(name: &str) -> Arc<dyn ObjectStore> {
    let endpoint = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"].iter().find_map(|variable| std::env::var(variable).ok());
    Arc::new(OnDemand::new(bucket_at(AmazonS3Builder::from_env(), name, endpoint.as_deref())))
}

/// The same, for what the environment said. An endpoint of one's own is plain HTTP if its URL says so, and has the bucket's name in the
/// path, because no name server knows its buckets.
fn bucket_at(builder: AmazonS3Builder, name: &str, endpoint: Option<&str>) -> AmazonS3Builder {
    let plain = endpoint.is_some_and(|url| url.starts_with("http://"));
    let client = ClientOptions::new().with_connect_timeout(CONNECT_TIMEOUT).with_timeout(REQUEST_TIMEOUT).with_allow_http(plain);
    let retry = RetryConfig { backoff: BackoffConfig::default(), max_retries: MAX_RETRIES, retry_timeout: RETRY_TIMEOUT };
    let builder = builder.with_bucket_name(name).with_client_options(client).with_retry(retry);
    builder.with_virtual_hosted_style_request(endpoint.is_none())
}

/// A folder of this machine, made if it is missing.
pub fn folder(path: &Path) -> Result<Arc<dyn ObjectStore>, ArchiveError> {
    std::fs::create_dir_all(path)?;
    Ok(Arc::new(LocalFileSystem::new_with_prefix(path)?))
}

/// An archive that is gone with the process.
#[must_use]
pub fn memory() -> Arc<dyn ObjectStore> {
    Arc::new(InMemory::new())
}

#[cfg(test)]
mod tests {
    use object_store::{ObjectStoreExt as _, PutPayload};

    use super::*;

    #[tokio::test]
    async fn a_folder_is_made_and_keeps_what_is_put() {
        let path = std::env::temp_dir().join(format!("touchpoint-archive-{}", std::process::id()));
        let key = object_store::path::Path::from("events/app=a/date=2030-01-01/x.json.gz");
        folder(&path).unwrap().put(&key, PutPayload::from_static(b"one")).await.unwrap();
        let kept = folder(&path).unwrap().get(&key).await.unwrap().bytes().await.unwrap();
        std::fs::remove_dir_all(&path).unwrap();
        assert_eq!(kept.as_ref(), b"one");
    }

    #[tokio::test]
    async fn a_bucket_that_cannot_be_reached_is_an_error_of_whoever_uses_it() {
        let store = OnDemand::new(AmazonS3Builder::new());
        let key = object_store::path::Path::from("events/x.json.gz");
        assert!(store.get(&key).await.is_err());
        assert!(futures::StreamExt::next(&mut store.list(None)).await.unwrap().is_err());
    }

    #[test]
    fn a_bucket_is_reached_where_the_environment_says() {
        let at = |endpoint: Option<&str>| {
            let builder = AmazonS3Builder::new().with_region("eu-west-1");
            let builder = endpoint.into_iter().fold(builder, AmazonS3Builder::with_endpoint);
            format!("{:?}", bucket_at(builder, "events-archive", endpoint).build().unwrap())
        };
        assert!(at(None).contains("https://events-archive.s3.eu-west-1.amazonaws.com"), "{}", at(None));
        let emulator = at(Some("http://127.0.0.1:4566"));
        assert!(emulator.contains("http://127.0.0.1:4566/events-archive"), "{emulator}");
    }
}
