//! An archive, streams of apps and triggers that refuse, lose their replies, and see their callers die.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use futures::StreamExt as _;
use futures::stream::{self, BoxStream};
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore, PutMultipartOptions,
    PutOptions, PutPayload, PutResult, Result,
};
use touchpoint_platform::ports::{Destination, Destinations, Firing, Forwarded, PortError, Triggers};

use crate::chaos::{Chaos, Fault};

/// The archive as one process sees it.
#[derive(Clone, Debug)]
pub struct HostileArchive {
    chaos: Chaos,
    inner: Arc<InMemory>,
}

impl HostileArchive {
    #[must_use]
    pub fn new(chaos: Chaos, inner: Arc<InMemory>) -> Self {
        Self { chaos, inner }
    }

    async fn effect<T>(&self, apply: impl Future<Output = Result<T>> + Send) -> Result<T> {
        tokio::task::yield_now().await;
        match self.chaos.fate(false) {
            Fault::None | Fault::FailCondition => apply.await,
            Fault::Throttle => Err(failed("slow down")),
            Fault::LoseReply => {
                apply.await?;
                Err(failed("the reply was lost"))
            }
            Fault::KillBefore => match self.chaos.die().await {},
            Fault::KillAfter => {
                apply.await?;
                match self.chaos.die().await {}
            }
        }
    }
}

fn failed(reason: &'static str) -> Error {
    Error::Generic { store: "hostile", source: reason.into() }
}

impl std::fmt::Display for HostileArchive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("hostile")
    }
}

#[async_trait]
impl ObjectStore for HostileArchive {
    async fn put_opts(&self, location: &Path, payload: PutPayload, opts: PutOptions) -> Result<PutResult> {
        self.effect(self.inner.put_opts(location, payload, opts)).await
    }

    async fn put_multipart_opts(&self, location: &Path, opts: PutMultipartOptions) -> Result<Box<dyn MultipartUpload>> {
        self.effect(self.inner.put_multipart_opts(location, opts)).await
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.effect(self.inner.get_opts(location, options)).await
    }

    fn delete_stream(&self, locations: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        let this = self.clone();
        let deleted = locations.then(move |location| {
            let this = this.clone();
            async move {
                let location = location?;
                let one = stream::iter([Ok(location.clone())]).boxed();
                this.effect(async {
                    let deleted: Vec<Result<Path>> = this.inner.delete_stream(one).collect().await;
                    deleted.into_iter().collect::<Result<Vec<_>>>().map(drop)
                })
                .await?;
                Ok(location)
            }
        });
        deleted.boxed()
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        let (this, listed) = (self.clone(), self.inner.list(prefix));
        let fate = stream::once(async move { this.effect(async { Ok(()) }).await });
        let mut listed = Some(listed);
        fate.flat_map(move |fate| match (fate, listed.take()) {
            (Ok(()), Some(listed)) => listed,
            (Ok(()), None) => stream::empty().boxed(),
            (Err(error), _) => stream::iter([Err(error)]).boxed(),
        })
        .boxed()
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.effect(self.inner.list_with_delimiter(prefix)).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.effect(self.inner.copy_opts(from, to, options)).await
    }
}

/// What the app's own stream and the triggers were given, repetitions included.
#[derive(Clone, Debug, Default)]
pub struct Outlets {
    forwarded: Arc<Mutex<Vec<Forwarded>>>,
    fired: Arc<Mutex<Vec<Firing>>>,
}

impl Outlets {
    #[must_use]
    pub fn forwarded(&self) -> Vec<Forwarded> {
        self.forwarded.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    #[must_use]
    pub fn fired(&self) -> Vec<Firing> {
        self.fired.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The outlets as one process sees them.
#[derive(Clone, Debug)]
pub struct HostileOutlets {
    chaos: Chaos,
    outlets: Outlets,
}

impl HostileOutlets {
    #[must_use]
    pub fn new(chaos: Chaos, outlets: Outlets) -> Self {
        Self { chaos, outlets }
    }

    fn take(&self, events: &[Forwarded]) {
        self.outlets.forwarded.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(events);
    }
}

#[async_trait]
impl Destinations for HostileOutlets {
    async fn put(&self, _to: &Destination, events: &[Forwarded]) -> Vec<std::result::Result<(), PortError>> {
        tokio::task::yield_now().await;
        let unavailable = || Err(PortError::Unavailable("by chance".to_owned()));
        match self.chaos.fate(false) {
            Fault::None | Fault::FailCondition => {
                self.take(events);
                vec![Ok(()); events.len()]
            }
            Fault::Throttle => {
                // The first some are taken: of each key those that come first.
                let taken = self.chaos.below(events.len() as u64 + 1) as usize;
                self.take(events.get(..taken).unwrap_or_default());
                (0..events.len()).map(|index| if index < taken { Ok(()) } else { unavailable() }).collect()
            }
            Fault::LoseReply => {
                self.take(events);
                vec![unavailable(); events.len()]
            }
            Fault::KillBefore => match self.chaos.die().await {},
            Fault::KillAfter => {
                let taken = self.chaos.below(events.len() as u64 + 1) as usize;
                self.take(events.get(..taken).unwrap_or_default());
                match self.chaos.die().await {}
            }
        }
    }
}

#[async_trait]
impl Triggers for HostileOutlets {
    async fn fire(&self, firings: Vec<Firing>) -> std::result::Result<(), PortError> {
        tokio::task::yield_now().await;
        let fire = |firings| self.outlets.fired.lock().unwrap_or_else(PoisonError::into_inner).extend::<Vec<Firing>>(firings);
        match self.chaos.fate(false) {
            Fault::None | Fault::FailCondition => {
                fire(firings);
                Ok(())
            }
            Fault::Throttle => Err(PortError::Throttled("by chance".to_owned())),
            Fault::LoseReply => {
                fire(firings);
                Err(PortError::Unavailable("the reply was lost".to_owned()))
            }
            Fault::KillBefore => match self.chaos.die().await {},
            Fault::KillAfter => {
                fire(firings);
                match self.chaos.die().await {}
            }
        }
    }
}
