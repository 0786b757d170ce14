//! The archive of a local system: a folder, or a place in memory, whose events are listed as they arrive there.

use std::fmt;
use std::io::Read as _;
use std::sync::Arc;

use async_trait::async_trait;
use flate2::read::MultiGzDecoder;
use futures::stream::BoxStream;
use object_store::path::Path;
use object_store::{
    CopyOptions, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore, PutMultipartOptions, PutOptions,
    PutPayload, PutResult, Result,
};
use touchpoint_platform::archive::{ArchiveError, folder, memory};

use crate::events;
use crate::ledger::Ledger;
use crate::options::Storage;

/// The folder of events in the archive; others hold what is only on its way.
const EVENTS: &str = "events/";

const FOLDER: &str = "archive";

/// The archive of this storage: a folder beside the databases, laid out as the bucket is on AWS, or a place in memory.
pub fn archive(storage: &Storage, ledger: &Ledger) -> std::result::Result<Arc<dyn ObjectStore>, ArchiveError> {
    let inner = match storage {
        Storage::Memory => memory(),
        Storage::Directory(directory) => folder(&directory.join(FOLDER))?,
    };
    Ok(Arc::new(Listing::new(inner, ledger.clone())))
}

/// An archive that also lists the events that are put there.
#[derive(Clone, Debug)]
pub struct Listing {
    inner: Arc<dyn ObjectStore>,
    ledger: Ledger,
}

impl Listing {
    #[must_use]
    pub fn new(inner: Arc<dyn ObjectStore>, ledger: Ledger) -> Self {
        Self { inner, ledger }
    }
}

impl fmt::Display for Listing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.fmt(f)
    }
}

#[async_trait]
impl ObjectStore for Listing {
    async fn put_opts(&self, location: &Path, payload: PutPayload, opts: PutOptions) -> Result<PutResult> {
        if location.as_ref().starts_with(EVENTS) {
            let lines = lines(&payload).map_err(|error| failed(error.into()))?;
            events::archived(&self.ledger, lines).await.map_err(|error| failed(error.into()))?;
        }
        self.inner.put_opts(location, payload, opts).await
    }

    async fn put_multipart_opts(&self, location: &Path, opts: PutMultipartOptions) -> Result<Box<dyn MultipartUpload>> {
        self.inner.put_multipart_opts(location, opts).await
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.inner.get_opts(location, options).await
    }

    fn delete_stream(&self, locations: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        self.inner.delete_stream(locations)
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.inner.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.inner.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.inner.copy_opts(from, to, options).await
    }
}

fn lines(payload: &PutPayload) -> std::io::Result<Vec<String>> {
    let packed: Vec<u8> = payload.iter().flat_map(|part| part.iter().copied()).collect();
    let mut text = String::new();
    MultiGzDecoder::new(packed.as_slice()).read_to_string(&mut text)?;
    Ok(text.lines().map(str::to_owned).collect())
}

fn failed(source: Box<dyn std::error::Error + Send + Sync>) -> object_store::Error {
    object_store::Error::Generic { store: "local", source }
}
