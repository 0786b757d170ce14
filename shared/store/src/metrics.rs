//! The Metrics table: pages of rollups, each one item that is read and written whole.
//!
//! | Item (table Metrics) | Key | Attributes |
//! |---|---|---|
//! | page | `<app>#<subject>` / `<date>`, or `always` | `page` (binary), `rev`, `ttl` |
//!
//! A page is put only if nobody has put it since it was read. What it has counted stands in the page itself, so that a lost race
//! is answered by reading again and adding what is still missing.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use jiff::civil::Date;
use touchpoint_domain::ids::AppId;
use touchpoint_domain::metrics::{Page, PageKey, Subject};

use crate::attribute::{Attributes as _, Item, PK, REV, SK, TTL, bytes, key, number, text};
use crate::failure::MAX_ITEM_BYTES;
use crate::{Consistency, Store, StoreError};

const PAGE: &str = "page";
/// What an item may hold besides its page.
const ITEM_OVERHEAD_BYTES: usize = 4 * 1024;
/// Pages read by one query; an answer ends after 1 MB anyway.
const PAGES_PER_CALL: i32 = 100;
/// The longest range, in days: pages are not kept longer than that by any setting.
const MAX_RANGE_DAYS: i32 = 3_660;

/// A page as it was read.
#[derive(Clone, Debug)]
pub struct StoredPage {
    pub page: Page,
    /// Raised by every write.
    pub rev: u64,
}

/// The pages of all apps.
#[derive(Clone, Copy, Debug)]
pub struct Metrics<'a> {
    store: &'a Store,
}

impl Store {
    /// Pages of rollups.
    #[must_use]
    pub fn metrics(&self) -> Metrics<'_> {
        Metrics { store: self }
    }
}

impl Metrics<'_> {
    /// The pages as they are now; those that there are not are absent. No key may be named twice.
    pub async fn read(&self, keys: &[PageKey]) -> Result<HashMap<PageKey, StoredPage>, StoreError> {
        let mut by_name: HashMap<(String, String), &PageKey> = keys.iter().map(|key| (names(key), key)).collect();
        let wanted = by_name.keys().map(|(pk, sk)| key(pk.as_str(), sk.as_str())).collect();
        let items = self.store.get_many(&self.store.tables().metrics, wanted, Consistency::Strong).await?;
        let mut found = HashMap::with_capacity(items.len());
        for item in &items {
            let name = (item.text(PK)?.to_owned(), item.text(SK)?.to_owned());
            if let Some(key) = by_name.remove(&name) {
                found.insert(key.clone(), StoredPage { page: page(item)?, rev: item.number(REV)? });
            }
        }
        Ok(found)
    }

    /// Stores a page that was read at the revision `before` (`None`: that was not there), to be dropped at `expires`.
    /// [`StoreError::Conflict`] when somebody else has stored it since.
    pub async fn put(
        &self,
        page_key: &PageKey,
        page: &Page,
        before: Option<u64>,
        expires: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let encoded = page.encode();
        let (pk, sk) = names(page_key);
        if encoded.len() > MAX_ITEM_BYTES - ITEM_OVERHEAD_BYTES {
            return Err(StoreError::TooLarge { what: format!("page {sk} of {}", page_key.subject), bytes: encoded.len() });
        }
        let mut item = key(pk, sk);
        item.insert(PAGE.to_owned(), bytes(encoded));
        item.insert(REV.to_owned(), number(before.map_or(1, |rev| rev.saturating_add(1))));
        if let Some(expires) = expires {
            item.insert(TTL.to_owned(), number(expires.as_second()));
        }
        let put = self.store.client().put_item().table_name(&self.store.tables().metrics).set_item(Some(item));
        let put = match before {
            None => put.condition_expression("attribute_not_exists(pk)"),
            Some(rev) => put
                .condition_expression("#rev = :before")
                .expression_attribute_names("#rev", REV)
                .expression_attribute_values(":before", number(rev)),
        };
        self.store.send(put).await.map(|_| ())
    }

    /// The pages of the days from `from` to `to`, both included, as they were about a second ago; days without any are absent.
    pub async fn range(&self, app: &AppId, subject: &Subject, from: Date, to: Date) -> Result<BTreeMap<Date, Page>, StoreError> {
        let mut found = BTreeMap::new();
        if to < from {
            return Ok(found);
        }
        if (to - from).get_days() >= MAX_RANGE_DAYS {
            return Err(StoreError::TooLarge { what: format!("a range of {subject} from {from} to {to}"), bytes: 0 });
        }
        let mut start = None;
        loop {
            let query = self
                .store
                .client()
                .query()
                .table_name(&self.store.tables().metrics)
                .key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to")
                .expression_attribute_values(":pk", text(partition(app, subject)))
                .expression_attribute_values(":from", text(from.to_string()))
                .expression_attribute_values(":to", text(to.to_string()))
                .limit(PAGES_PER_CALL)
                .set_exclusive_start_key(start);
            let output = self.store.send(query).await?;
            for item in output.items.unwrap_or_default() {
                let sk = item.text(SK)?;
                let date = sk.parse::<Date>().map_err(|error| StoreError::corrupt(sk, error))?;
                found.insert(date, page(&item)?);
            }
            start = output.last_evaluated_key;
            // Every answer but the last brings at least a page, and there is one a day at most.
            if start.is_none() {
                return Ok(found);
            }
        }
    }
}

fn partition(app: &AppId, subject: &Subject) -> String {
    format!("{app}#{subject}")
}

/// Partition and sort key.
fn names(key: &PageKey) -> (String, String) {
    (partition(&key.app, &key.subject), key.period.to_string())
}

fn page(item: &Item) -> Result<Page, StoreError> {
    let stored = item.bytes_opt(PAGE)?.and_then(Page::decode);
    stored.ok_or_else(|| StoreError::corrupt(item.text(SK).unwrap_or_default(), "its page cannot be read"))
}
