//! A bucket whose client is made when it is first used: it loads certificates, which takes longer than a function's whole start, and most
//! calls of the API need no archive.

use std::fmt;
use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use futures::StreamExt as _;
use futures::stream::{self, BoxStream};
use object_store::aws::AmazonS3Builder;
use object_store::path::Path;
use object_store::{
    CopyOptions, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore, PutMultipartOptions, PutOptions,
    PutPayload, PutResult, Result,
};

/// A bucket, as it is to be reached.
pub(super) struct OnDemand {
    builder: AmazonS3Builder,
    opened: OnceLock<Arc<dyn ObjectStore>>,
}

impl OnDemand {
    pub(super) fn new(builder: AmazonS3Builder) -> Self {
        Self { builder, opened: OnceLock::new() }
    }

    fn open(&self) -> Result<&Arc<dyn ObjectStore>> {
        if let Some(opened) = self.opened.get() {
            return Ok(opened);
        }
        let opened = Arc::new(self.builder.clone().build()?);
        Ok(self.opened.get_or_init(|| opened))
    }
}

/// The builder holds credentials.
impl fmt::Debug for OnDemand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnDemand").finish_non_exhaustive()
    }
}

impl fmt::Display for OnDemand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("archive bucket")
    }
}

#[async_trait]
impl ObjectStore for OnDemand {
    async fn put_opts(&self, location: &Path, payload: PutPayload, opts: PutOptions) -> Result<PutResult> {
        self.open()?.put_opts(location, payload, opts).await
    }

    async fn put_multipart_opts(&self, location: &Path, opts: PutMultipartOptions) -> Result<Box<dyn MultipartUpload>> {
        self.open()?.put_multipart_opts(location, opts).await
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.open()?.get_opts(location, options).await
    }

    fn delete_stream(&self, locations: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        match self.open() {
            Ok(opened) => opened.delete_stream(locations),
            Err(error) => stream::iter([Err(error)]).boxed(),
        }
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        match self.open() {
            Ok(opened) => opened.list(prefix),
            Err(error) => stream::iter([Err(error)]).boxed(),
        }
    }

    fn list_with_offset(&self, prefix: Option<&Path>, offset: &Path) -> BoxStream<'static, Result<ObjectMeta>> {
        match self.open() {
            Ok(opened) => opened.list_with_offset(prefix, offset),
            Err(error) => stream::iter([Err(error)]).boxed(),
        }
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.open()?.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.open()?.copy_opts(from, to, options).await
    }
}
