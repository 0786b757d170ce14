//! Keys are found, believed for a while, and no longer than that.

use jiff::SignedDuration;
use serde_json::json;
use touchpoint_domain::access::{Grant, Role};
use touchpoint_platform::clock::ManualClock;
use touchpoint_platform::testing::vault;
use touchpoint_store::testing::{EmbeddedDb, memory};
use touchpoint_wire::extension::AccessKeyRole;

use super::*;

const ID: &str = "TPAKAAAAAAAAAAAAAAAA";
const NOW: &str = "2026-03-01T12:00:00Z";

struct World {
    keys: StoredKeys,
    clock: Arc<ManualClock>,
    store: Store,
    _database: EmbeddedDb,
}

impl World {
    async fn new() -> Self {
        let (store, database) = memory().await;
        let clock = Arc::new(ManualClock::at(NOW.parse().unwrap()));
        let keys = StoredKeys::new(store.clone(), vault().unwrap(), clock.clone());
        Self { keys, clock, store, _database: database }
    }

    /// Stores the key as whoever else would, in another instance of the function.
    async fn store(&self, sealed_for: &str, status: AccessKeyStatus, expires: Option<&str>) {
        let sealed = self.keys.vault.seal(sealed_for, b"secret").await.unwrap();
        let document = AccessKeyResponse {
            access_key_id: ID.to_owned(),
            secret_access_key: None,
            name: None,
            role: AccessKeyRole::Sender,
            applications: None,
            status,
            creation_date: NOW.to_owned(),
            expiration_date: expires.map(str::to_owned),
        };
        let doc = serde_json::to_value(document).unwrap();
        let new = Record::new(Scope::Account, Kind::AccessKey, ID, doc.clone(), NOW.parse().unwrap());
        let srv = json!({"secret": sealed});
        match self.store.resources().get(&Scope::Account, Kind::AccessKey, ID).await.unwrap() {
            Some(old) => drop(self.store.resources().put_if(&Record { doc, srv, ..old }).await.unwrap()),
            None => self.store.resources().create(&Record { srv, ..new }).await.unwrap(),
        }
    }

    /// `none`, or the status.
    async fn status(&self, id: &str) -> String {
        self.keys.find(id).await.unwrap().map_or("none".to_owned(), |key| format!("{:?}", key.status))
    }

    fn seconds_pass(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }
}

#[tokio::test]
async fn a_key_is_found_with_its_secret_and_grant() {
    let world = World::new().await;
    world.store(&context(ID), AccessKeyStatus::Active, None).await;
    let key = world.keys.find(ID).await.unwrap().unwrap();
    assert_eq!((key.id.as_str(), key.secret.as_str()), (ID, "secret"));
    assert_eq!((key.status, &key.grant), (KeyStatus::Active, &Grant::unlimited(Role::Sender)));
    assert!(!format!("{key:?} {:?}", world.keys).contains("secret\""));
}

#[tokio::test]
async fn a_disabled_key_is_known_to_be_within_a_minute() {
    let world = World::new().await;
    world.store(&context(ID), AccessKeyStatus::Active, None).await;
    assert_eq!(world.status(ID).await, "Active");
    world.store(&context(ID), AccessKeyStatus::Inactive, None).await;
    world.seconds_pass(59);
    assert_eq!(world.status(ID).await, "Active");
    world.seconds_pass(1);
    assert_eq!(world.status(ID).await, "Inactive");
    world.store(&context(ID), AccessKeyStatus::Active, None).await;
    world.keys.forget(ID);
    assert_eq!(world.status(ID).await, "Active");
}

#[tokio::test]
async fn a_key_expires_even_while_it_is_remembered() {
    let world = World::new().await;
    world.store(&context(ID), AccessKeyStatus::Active, Some("2026-03-01T12:00:10.000Z")).await;
    assert_eq!(world.status(ID).await, "Active");
    world.seconds_pass(10);
    assert_eq!(world.status(ID).await, "Inactive");
}

#[tokio::test]
async fn an_unknown_id_is_looked_up_again_soon() {
    let world = World::new().await;
    assert_eq!(world.status(ID).await, "none");
    world.store(&context(ID), AccessKeyStatus::Active, None).await;
    world.seconds_pass(4);
    assert_eq!(world.status(ID).await, "none");
    world.seconds_pass(1);
    assert_eq!(world.status(ID).await, "Active");
    assert_eq!(world.status("TPAK").await, "none");
    assert_eq!(world.status(&"x".repeat(10_000)).await, "none");
}

#[tokio::test]
async fn a_secret_of_another_key_is_no_secret_of_this_one() {
    let world = World::new().await;
    world.store(&context("TPAKBBBBBBBBBBBBBBBB"), AccessKeyStatus::Active, None).await;
    assert!(world.keys.find(ID).await.is_err());
}
