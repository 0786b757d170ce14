//! Who has counted what: events are counted once, although clients and producers repeat themselves (spec §9.1.2).
//!
//! One record per owner and stream record, not per event: it holds which of the record's events were new, as 64-bit hashes of their ids,
//! under the record's position in the stream. A record that the stream delivers again finds its own claim, and is not mistaken
//! for a client's repetition; a client's repetition has another position and finds its events taken. The rule itself is
//! [`touchpoint_domain::event::stream::claim`].
//!
//! They are items of the Metrics table: `pk` is `<app>#claim#<owner>`, `sk` the position, padded so that text sorts as numbers do.

use std::collections::BTreeMap;

use futures::stream::{self, StreamExt as _, TryStreamExt as _};
use jiff::{SignedDuration, Timestamp};
pub use touchpoint_domain::event::stream::claim::Fresh;
use touchpoint_domain::event::stream::claim::{Claim, Claims as OfOwner, REMEMBERED, settle};
use touchpoint_domain::hash::{fnv1a64, fnv1a64_from};
use touchpoint_domain::ids::AppId;
use touchpoint_domain::metrics::Position;

use crate::attribute::{Attributes as _, Item, SK, TTL, bytes, key, number, text};
use crate::{Store, StoreError};

/// Hashes of the events, eight bytes each.
const EVENTS: &str = "e";
/// Epoch milliseconds of the record's arrival.
const ARRIVED: &str = "a";
/// How long a claim is kept: longer than it counts, because a record may be read late.
const KEPT: SignedDuration = SignedDuration::from_hours(48);
/// Digits of the longest position there is.
const DIGITS: usize = 56;
/// Owners with longer names are known by a hash of it: a key has room for so many bytes, the app's included.
const OWNER_BYTES: usize = 1_800;
/// Owners that are looked up at a time.
const OWNERS_AT_ONCE: usize = 16;
const HASH_BYTES: usize = size_of::<u64>();

/// The claims of all apps.
#[derive(Clone, Copy, Debug)]
pub struct Claims<'a> {
    store: &'a Store,
}

impl Store {
    /// Who has counted which events.
    #[must_use]
    pub fn claims(&self) -> Claims<'_> {
        Claims { store: self }
    }
}

/// A record of the stream whose events are to be told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRequest {
    /// For whom its events are counted once.
    pub owner: String,
    pub position: Position,
    /// Of its events, in its order.
    pub ids: Vec<String>,
    /// When the record arrived; the same whenever it is delivered.
    pub arrived: Timestamp,
}

impl Claims<'_> {
    /// Tells of each record, in the order given, which of its events are new, and has written that down when it returns. No two of them may
    /// have the same owner and position.
    ///
    /// Reads once per owner; writes once per record that has new events and was not settled before.
    pub async fn settle(&self, app: &AppId, batch: Vec<ClaimRequest>) -> Result<Vec<Fresh>, StoreError> {
        let mut owners = BTreeMap::<&str, BTreeMap<&Position, usize>>::new();
        for (index, request) in batch.iter().enumerate() {
            owners.entry(&request.owner).or_default().insert(&request.position, index);
        }
        let settling = owners.into_iter().map(|(owner, records)| {
            let records: Vec<(usize, &ClaimRequest)> =
                records.into_values().filter_map(|index| Some((index, batch.get(index)?))).collect();
            self.settle_owner(app, owner, records)
        });
        let settled: Vec<Vec<(usize, Fresh, Option<Item>)>> =
            stream::iter(settling).buffer_unordered(OWNERS_AT_ONCE).try_collect().await?;
        let (mut fresh, mut items) = (vec![Fresh::default(); batch.len()], Vec::new());
        for (index, new, item) in settled.into_iter().flatten() {
            items.extend(item);
            if let Some(place) = fresh.get_mut(index) {
                *place = new;
            }
        }
        self.store.put_many(&self.store.tables().metrics, items).await?;
        Ok(fresh)
    }

    /// Settles an owner's records, which are in the order of their positions.
    async fn settle_owner(
        &self,
        app: &AppId,
        owner: &str,
        records: Vec<(usize, &ClaimRequest)>,
    ) -> Result<Vec<(usize, Fresh, Option<Item>)>, StoreError> {
        let Some((_, last)) = records.last() else { return Ok(Vec::new()) };
        let partition = partition(app, owner);
        let mut claims = self.read(&partition, &last.position, REMEMBERED + records.len()).await?;
        let settled = records.into_iter().map(|(index, record)| {
            let ids = record.ids.iter().map(String::as_str);
            let settled = settle(&mut claims, &record.position, record.arrived, ids);
            (index, settled.fresh, settled.claim.map(|claim| item(&partition, &record.position, &claim)))
        });
        Ok(settled.collect())
    }

    /// The last `most` claims up to `last`, as they are now.
    async fn read(&self, partition: &str, last: &Position, most: usize) -> Result<OfOwner, StoreError> {
        let query = self
            .store
            .client()
            .query()
            .table_name(&self.store.tables().metrics)
            .consistent_read(true)
            .scan_index_forward(false)
            .key_condition_expression("pk = :pk AND sk <= :last")
            .expression_attribute_values(":pk", text(partition))
            .expression_attribute_values(":last", text(padded(last)));
        let (mut claims, mut start): (OfOwner, Option<Item>) = (OfOwner::new(), None);
        while claims.len() < most {
            let asked = i32::try_from(most - claims.len()).unwrap_or(i32::MAX);
            let output = self.store.send(query.clone().limit(asked).set_exclusive_start_key(start)).await?;
            for item in output.items.unwrap_or_default() {
                let (position, claim) = read(&item)?;
                claims.insert(position, claim);
            }
            start = output.last_evaluated_key;
            if start.is_none() {
                break;
            }
        }
        Ok(claims)
    }
}

fn partition(app: &AppId, owner: &str) -> String {
    if owner.len() <= OWNER_BYTES {
        return format!("{app}#claim#{owner}");
    }
    let high = fnv1a64(owner.as_bytes());
    let low = fnv1a64_from(high, owner.as_bytes());
    format!("{app}#claim#\u{0}{high:016x}{low:016x}")
}

fn padded(position: &Position) -> String {
    format!("{:0>DIGITS$}", position.as_str().trim_start_matches('0'))
}

fn item(partition: &str, position: &Position, claim: &Claim) -> Item {
    let mut item = key(partition, padded(position));
    let expires = claim.arrived.saturating_add(KEPT).unwrap_or(Timestamp::MAX);
    item.insert(EVENTS.to_owned(), bytes(claim.events.iter().flat_map(|hash| hash.to_be_bytes()).collect()));
    item.insert(ARRIVED.to_owned(), number(claim.arrived.as_millisecond()));
    item.insert(TTL.to_owned(), number(expires.as_second()));
    item
}

fn read(item: &Item) -> Result<(Position, Claim), StoreError> {
    let position = Position::new(item.text(SK)?.trim_start_matches('0'));
    let damaged = || StoreError::corrupt("claim", format_args!("at position {}", position.as_str()));
    let arrived = Timestamp::from_millisecond(item.number(ARRIVED)?).map_err(|_| damaged())?;
    let (hashes, rest) = item.bytes_opt(EVENTS)?.unwrap_or_default().as_chunks::<HASH_BYTES>();
    if !rest.is_empty() {
        return Err(damaged());
    }
    let events = hashes.iter().map(|hash| u64::from_be_bytes(*hash)).collect();
    Ok((position, Claim { arrived, events }))
}
