//! Texts whose receipts are still to come. A network's receipt names the message and nothing else of ours: whose it was is kept here
//! under the message's id, in the Metrics table (pk `text#{message id}`), for as long as carriers report.

use jiff::{SignedDuration, Timestamp};
use touchpoint_domain::event::SentText;

use crate::attribute::{Attributes as _, DOC, TTL, key, number, text};
use crate::{Store, StoreError};

/// Carriers report for 72 hours; what is not known by then is never known.
const KEPT: SignedDuration = SignedDuration::from_hours(4 * 24);

/// The one sort key of a text's partition.
const SENT: &str = "sent";

/// Texts that were accepted.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'a> {
    store: &'a Store,
}

impl Store {
    /// Texts whose receipts are still to come.
    #[must_use]
    pub fn texts(&self) -> Texts<'_> {
        Texts { store: self }
    }
}

impl Texts<'_> {
    /// Keeps a text that was accepted at `now`. Doing it again changes nothing.
    pub async fn keep(&self, sent: &SentText, now: Timestamp) -> Result<(), StoreError> {
        let doc = serde_json::to_string(sent).map_err(|error| StoreError::corrupt("text", error))?;
        let expires = now.saturating_add(KEPT).unwrap_or(now).as_second();
        let mut item = key(partition(&sent.message_id), SENT);
        item.insert(DOC.to_owned(), text(doc));
        item.insert(TTL.to_owned(), number(expires));
        let put = self.store.client().put_item().table_name(&self.store.tables().metrics).set_item(Some(item));
        self.store.send(put).await.map(drop)
    }

    /// The text that the network knows as `message_id`, strongly consistent; `None` if it is none of ours, or too old.
    pub async fn get(&self, message_id: &str) -> Result<Option<SentText>, StoreError> {
        let wanted = key(partition(message_id), SENT);
        let get = self.store.client().get_item().table_name(&self.store.tables().metrics).set_key(Some(wanted));
        let Some(item) = self.store.send(get.consistent_read(true)).await?.item else { return Ok(None) };
        serde_json::from_str(item.text(DOC)?).map(Some).map_err(|error| StoreError::corrupt("text", error))
    }
}

fn partition(message_id: &str) -> String {
    format!("text#{message_id}")
}
