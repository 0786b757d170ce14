//! Puts the pieces together and starts them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use touchpoint_campaigns::Campaigns;
use touchpoint_store::{CapacityMeter, Store, TableNames, schema};

use crate::activity::Activity;
use crate::archive::archive;
use crate::clock::LocalClock;
use crate::database::LocalDatabase;
use crate::drain::Work;
use crate::functions::{Advancing, Scheduled, Sending, World};
use crate::http::{Served, router};
use crate::ingesting::Ingesting;
use crate::key;
use crate::ledger::Ledger;
use crate::options::{Options, Storage};
use crate::retries::Retries;
use crate::scheduler::{LocalScheduler, fire_when_due};
use crate::schedules;
use crate::streams::Consumer;
use crate::streams::delivery::Recipient;
use crate::streams::pump::Pump;
use crate::streams::source::Source;
use crate::upkeep::{Streamed, merge_archive, tidy};

/// How long handlers that run when the process is asked to stop may take to finish.
const STOP_TIMEOUT: Duration = Duration::from_secs(10);

/// Batches that a reader of the outbox table's stream may have at a time: chunks may overtake each other. The engine needs few,
/// because what gathers while it works is one batch.
const SENDER_BATCHES: usize = 4;
const CAMPAIGNS_BATCHES: usize = 2;

/// A local system that runs. Dropping it stops it at once, as a kill would.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    world: World,
    activity: Activity,
    stop_server: oneshot::Sender<()>,
    server: JoinSet<std::io::Result<()>>,
    workers: JoinSet<()>,
    database: Arc<LocalDatabase>,
    /// Held, so that no second process uses the same directory.
    _lock: Option<std::fs::File>,
}

/// Starts everything. It serves when this returns.
pub async fn start(options: Options) -> anyhow::Result<Running> {
    let (lock, database, ledger) = open(&options.storage).await?;
    let database = Arc::new(database);
    let tables = TableNames::with_prefix("touchpoint-");
    schema::create_all(&database.client(), &tables).await.context("cannot create the tables")?;
    schedules::revive(&ledger).await?;
    let activity = Activity::default();
    let clock = LocalClock::new(options.clock, &ledger).await?;
    let scheduler = LocalScheduler::new(ledger.clone(), clock.clone(), activity.clone());
    let meter = Arc::new(CapacityMeter::default());
    let store = Store::new(database.client(), tables.clone()).with_meter(Arc::clone(&meter));
    let vault = key::vault(&options.storage)?;
    let world = World {
        store,
        ledger: ledger.clone(),
        clock: clock.clone(),
        scheduler,
        vault,
        archive: archive(&options.storage, &ledger)?,
        lease: options.lease,
        quotas: options.quotas,
    };

    let listener = TcpListener::bind((options.host, options.port))
        .await
        .with_context(|| format!("cannot serve on {}:{}", options.host, options.port))?;
    let address = listener.local_addr()?;
    let campaigns = Arc::new(world.campaigns());
    let ingest = Arc::new(world.ingest());
    let ingesting = Ingesting::new(Arc::clone(&ingest), ledger.clone(), activity.clone(), Retries::STREAMED).await?;
    let scheduled =
        Arc::new(Scheduled { campaigns: Arc::clone(&campaigns), ingest: Arc::clone(&ingest), jobs: Arc::new(world.jobs()) });
    let pumps = pumps(&database, &world, campaigns, &activity).await?;
    let work = Work {
        activity: activity.clone(),
        ledger: ledger.clone(),
        clock,
        pumps: pumps.clone(),
        ingesting: Some(ingesting.clone()),
    };
    let served = Served { api: world.api(), feedback: world.feedback(), work, store: world.store.clone(), meter };

    let mut workers = JoinSet::new();
    for pump in pumps.clone() {
        workers.spawn(pump.run());
    }
    workers.spawn(ingesting.run());
    workers.spawn(merge_archive(ingest, activity.clone()));
    workers.spawn(fire_when_due(world.scheduler.clone(), scheduled, Retries::SCHEDULED));
    let streams =
        vec![Streamed { table: tables.outbox_email, readers: pumps }, Streamed { table: tables.endpoints, readers: Vec::new() }];
    workers.spawn(tidy(Arc::clone(&database), ledger, activity.clone(), streams));
    let (stop_server, stopped) = oneshot::channel();
    let mut server = JoinSet::new();
    server.spawn(async move {
        let stopped = async {
            // An error means that the other side is gone, which is a reason to stop as well.
            let _ = stopped.await;
        };
        axum::serve(listener, router(served)).with_graceful_shutdown(stopped).await
    });
    Ok(Running { address, world, activity, stop_server, server, workers, database, _lock: lock })
}

impl Running {
    /// Where it serves.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where to find it: `http://…`, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        let ip = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
            IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
            ip => ip,
        };
        format!("http://{}", SocketAddr::new(ip, self.address.port()))
    }

    /// The store behind the API, for what measures it.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.world.store
    }

    /// The file beside the database, for what looks into it.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.world.ledger
    }

    /// Takes no more requests and begins nothing new, lets what runs finish, for a while, and ends.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        // An error means that the server has ended by itself, and says so below.
        let _ = self.stop_server.send(());
        self.activity.stop();
        let (activity, mut changes) = (self.activity.clone(), self.activity.changes());
        let finished = async move {
            while activity.running() > 0 {
                changes.next().await;
            }
        };
        if tokio::time::timeout(STOP_TIMEOUT, finished).await.is_err() {
            tracing::warn!("handlers are still at work; they are called again at the next start");
        }
        self.workers.shutdown().await;
        // Connections that are kept open would hold the server up for ever.
        let served = tokio::time::timeout(Duration::from_secs(1), self.server.join_next()).await;
        self.server.shutdown().await;
        // The database's own thread is waited for, which blocks.
        tokio::task::spawn_blocking(move || drop(self.database)).await?;
        match served {
            Ok(Some(ended)) => Ok(ended??),
            Ok(None) | Err(_) => Ok(()),
        }
    }
}

async fn open(storage: &Storage) -> anyhow::Result<(Option<std::fs::File>, LocalDatabase, Ledger)> {
    match storage {
        Storage::Memory => Ok((None, LocalDatabase::in_memory()?, Ledger::in_memory()?)),
        Storage::Directory(directory) => {
            let mut made = std::fs::DirBuilder::new();
            made.recursive(true).mode(0o700);
            made.create(directory).with_context(|| format!("cannot make the directory {}", directory.display()))?;
            let lock = lock(directory)?;
            let [database, ledger] = ["dynamodb.sqlite", "local.sqlite"].map(|name| directory.join(name));
            // What SQLite puts beside its file is as open to others as the file is.
            private(&database)?;
            private(&ledger)?;
            Ok((Some(lock), LocalDatabase::open(&database)?, Ledger::open(&ledger)?))
        }
    }
}

/// The system frees the lock when the process ends, however it ends.
fn lock(directory: &Path) -> anyhow::Result<std::fs::File> {
    let file = private(&directory.join("lock"))?;
    file.try_lock().with_context(|| format!("{} is in use by another process", directory.display()))?;
    Ok(file)
}

/// Opens the file, or makes an empty one, that only its owner may read and write.
fn private(path: &Path) -> anyhow::Result<std::fs::File> {
    let mut opened = std::fs::OpenOptions::new();
    opened.write(true).create(true).truncate(false).mode(0o600);
    let file = opened.open(path).with_context(|| format!("cannot make {}", path.display()))?;
    // One that is there already may be of a time when others could read it.
    let owners = std::fs::Permissions::from_mode(0o600);
    file.set_permissions(owners).with_context(|| format!("cannot keep {} to its owner", path.display()))?;
    Ok(file)
}

/// The readers of the outbox table's stream.
async fn pumps(
    database: &LocalDatabase,
    world: &World,
    campaigns: Arc<Campaigns>,
    activity: &Activity,
) -> anyhow::Result<Vec<Pump>> {
    let stream = schema::stream_arn(&database.client(), &world.store.tables().outbox_email).await?;
    let source = Source::open(database.database(), stream).await?;
    let readers: [(&'static str, Arc<dyn Consumer>, usize); 2] = [
        ("sender", Arc::new(Sending(Arc::new(world.sender()))), SENDER_BATCHES),
        ("campaigns", Arc::new(Advancing(campaigns)), CAMPAIGNS_BATCHES),
    ];
    let mut pumps = Vec::new();
    for (name, consumer, concurrency) in readers {
        let recipient = Recipient { name, consumer, ledger: world.ledger.clone(), retries: Retries::STREAMED };
        pumps.push(Pump::new(source.clone(), recipient, concurrency, activity.clone()).await?);
    }
    Ok(pumps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_stored_is_its_owners_alone() {
        let parent = tempfile::tempdir().unwrap();
        let directory = parent.path().join("data");
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let opened = open(&Storage::Directory(directory.clone())).await.unwrap();
        let names: Vec<_> = std::fs::read_dir(&directory).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(names.len() >= 3, "{names:?}");
        for path in &names {
            assert_eq!(mode(path), 0o600, "{}", path.display());
        }
        assert_eq!(mode(&directory), 0o700);
        drop(opened);
        let old = directory.join("local.sqlite");
        std::fs::set_permissions(&old, std::fs::Permissions::from_mode(0o644)).unwrap();
        open(&Storage::Directory(directory)).await.unwrap();
        assert_eq!(mode(&old), 0o600);
    }
}
