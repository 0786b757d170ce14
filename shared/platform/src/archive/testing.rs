//! An archive that fails when it is told to, for tests of what a crash leaves behind.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use futures::StreamExt as _;
use futures::stream::BoxStream;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore, PutMultipartOptions,
    PutOptions, PutPayload, PutResult, Result,
};

#[derive(Debug, Default)]
struct Faults {
    /// Writes and deletions that still go through; `None`: all.
    writes_left: Option<u64>,
    writes_done: u64,
    /// What goes away the moment it is read.
    lost: HashSet<Path>,
}

/// Objects in memory. Clones share them, and their faults.
#[derive(Clone, Debug)]
pub struct Faulty {
    inner: Arc<InMemory>,
    faults: Arc<Mutex<Faults>>,
}

impl Faulty {
    #[must_use]
    pub fn new(inner: InMemory) -> Self {
        Self { inner: Arc::new(inner), faults: Arc::default() }
    }

    /// After `writes` more writes and deletions none goes through any more, as if the process had died there.
    pub fn fail_after(&self, writes: u64) {
        self.faults().writes_left = Some(writes);
    }

    /// Everything goes through again.
    pub fn recover(&self) {
        self.faults().writes_left = None;
    }

    /// Writes and deletions that went through.
    #[must_use]
    pub fn writes(&self) -> u64 {
        self.faults().writes_done
    }

    /// Loses `path` when it is read next.
    pub fn lose_at_read(&self, path: &Path) {
        self.faults().lost.insert(path.clone());
    }

    fn faults(&self) -> std::sync::MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> Result<()> {
        let mut faults = self.faults();
        match &mut faults.writes_left {
            Some(0) => return Err(Error::Generic { store: "faulty", source: "it is down".into() }),
            Some(left) => *left -= 1,
            None => {}
        }
        faults.writes_done += 1;
        Ok(())
    }
}

impl std::fmt::Display for Faulty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("faulty")
    }
}

#[async_trait]
impl ObjectStore for Faulty {
    async fn put_opts(&self, location: &Path, payload: PutPayload, opts: PutOptions) -> Result<PutResult> {
        self.write()?;
        self.inner.put_opts(location, payload, opts).await
    }

    async fn put_multipart_opts(&self, location: &Path, opts: PutMultipartOptions) -> Result<Box<dyn MultipartUpload>> {
        self.write()?;
        self.inner.put_multipart_opts(location, opts).await
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        if self.faults().lost.remove(location) {
            self.inner.delete_stream(futures::stream::iter([Ok(location.clone())]).boxed()).collect::<Vec<_>>().await;
        }
        self.inner.get_opts(location, options).await
    }

    fn delete_stream(&self, locations: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        let this = self.clone();
        let allowed = locations.map(move |location| location.and_then(|location| this.write().map(|()| location)));
        self.inner.delete_stream(allowed.boxed())
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.inner.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.inner.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.write()?;
        self.inner.copy_opts(from, to, options).await
    }
}
