//! The embedded DynamoDB behind the ordinary SDK client: for tests, and for running everything in one process.
//!
//! The database serves HTTP on a loopback port from a thread and runtime of its own, because its handlers block.

use std::net::{Ipv4Addr, SocketAddr};
use std::thread::JoinHandle;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Config, Credentials, Region};
use dynoxide::Database;
use tokio::sync::oneshot;

use crate::{Store, TableNames, schema};

/// The embedded database could not be started.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    #[error("the embedded database cannot be opened: {0}")]
    Open(String),
    #[error("the embedded database cannot be served: {0}")]
    Serve(#[from] std::io::Error),
}

/// A served database. Dropping it stops the server; a database in memory is gone with its last handle.
pub struct EmbeddedDb {
    database: Database,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl std::fmt::Debug for EmbeddedDb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EmbeddedDb").field("address", &self.address).finish_non_exhaustive()
    }
}

impl EmbeddedDb {
    /// Serves `database` on a free loopback port.
    pub fn serve(database: Database) -> Result<Self, EmbeddedError> {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let served = database.clone();
        let thread = std::thread::Builder::new().name("embedded-db".to_owned()).spawn(move || {
            // The server ends when the handle is dropped; there is nobody left to tell how it went.
            let _ = runtime.block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener).map_err(|error| error.to_string())?;
                tokio::select! {
                    ended = dynoxide::server::serve_with_shutdown(listener, served, std::future::pending()) => ended,
                    _ = stopped => Ok(()),
                }
            });
            runtime.shutdown_background();
        })?;
        Ok(Self { database, address, stop: Some(stop), thread: Some(thread) })
    }

    /// An empty database in memory.
    pub fn in_memory() -> Result<Self, EmbeddedError> {
        Self::serve(Database::memory().map_err(|error| EmbeddedError::Open(error.to_string()))?)
    }

    /// A client of this database, configured as one of the real database would be, with credentials that mean nothing.
    #[must_use]
    pub fn client(&self) -> Client {
        Client::from_conf(self.config().build())
    }

    /// The configuration that [`Self::client`] is built from, for adding to it.
    #[must_use]
    pub fn config(&self) -> aws_sdk_dynamodb::config::Builder {
        Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .endpoint_url(self.endpoint_url())
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new("embedded", "embedded", None, None, "embedded"))
            .retry_config(RetryConfig::standard().with_max_attempts(4))
    }

    /// Where it is served: `http://127.0.0.1:<port>`.
    #[must_use]
    pub fn endpoint_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The database itself, for what only an embedder does: streams in process, sweeps.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }
}

impl Drop for EmbeddedDb {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic in there has been printed by its thread.
            let _ = thread.join();
        }
    }
}

/// A store over an empty embedded database with all tables; keep the second value for as long as the store is used.
///
/// # Panics
/// When the database cannot be started: a test cannot go on without it.
#[expect(clippy::expect_used, reason = "only tests call this, and none can go on without a database")]
pub async fn memory() -> (Store, EmbeddedDb) {
    let database = EmbeddedDb::in_memory().expect("the embedded database starts");
    let names = TableNames::with_prefix("touchpoint-");
    schema::create_all(&database.client(), &names).await.expect("the tables can be created");
    (Store::new(database.client(), names), database)
}
