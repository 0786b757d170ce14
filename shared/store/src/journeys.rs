//! The account's record of which journeys count against its quotas (spec §2.5).
//!
//! One record holds all of them, and changes in the same transaction as a journey's state: whoever publishes at the same moment
//! loses the race and counts again, so that no quota is overshot. It names at most as many journeys as the quota allows.

use jiff::Timestamp;
use touchpoint_domain::journey::roster::Roster;

use crate::resources::{Change, Kind, Record, Scope};
use crate::{Store, StoreError};

/// The id of the one record of its kind.
const ID: &str = "active";

/// The roster as it was read, with the record that it was read from.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredRoster {
    pub roster: Roster,
    record: Option<Record>,
}

impl Store {
    /// The journeys that count, as they are now.
    pub async fn journey_roster(&self) -> Result<StoredRoster, StoreError> {
        let record = self.resources().get(&Scope::Account, Kind::ActiveJourneys, ID).await?;
        let roster = record.as_ref().map(|record| serde_json::from_value(record.doc.clone())).transpose();
        let roster = roster.map_err(|error| StoreError::corrupt("the roster of journeys", error))?.unwrap_or_default();
        Ok(StoredRoster { roster, record })
    }

    /// The same without the journeys of apps that are gone. They leave nothing behind but this, and are looked for when the
    /// roster is full: at most as many reads as there are apps in it.
    pub async fn without_deleted_apps(&self, mut stored: StoredRoster) -> Result<StoredRoster, StoreError> {
        for app in stored.roster.apps() {
            if self.resources().get(&Scope::Account, Kind::App, app.as_str()).await?.is_none() {
                stored.roster.forget(&app);
            }
        }
        Ok(stored)
    }
}

impl StoredRoster {
    /// The write that stores the roster as it is in memory, provided that nobody has changed it since it was read.
    pub fn change(self, now: Timestamp) -> Result<Change, StoreError> {
        let doc = serde_json::to_value(&self.roster).map_err(|error| StoreError::corrupt("the roster of journeys", error))?;
        Ok(match self.record {
            Some(record) => Change::Replace(Record { doc, ..record }),
            None => Change::Create(Record::new(Scope::Account, Kind::ActiveJourneys, ID, doc, now)),
        })
    }
}
