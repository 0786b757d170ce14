//! Claims and records of windows: each one update of the progress item, which fails when somebody else was there first.

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use touchpoint_domain::campaign::chunk::Chunk;

use super::Outbox;
use super::item::{APP, RUN, expiry, millis, progress_key};
use super::progress::{CLAIMED, EMITTED, claim_owner, claim_time, outcomes};
use crate::StoreError;
use crate::attribute::{TTL, number, text};

/// A claim of a window.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// Position of the window in the chunk.
    pub window: usize,
    pub owner: &'a str,
    pub at: Timestamp,
}

/// The outcomes of a claimed window.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    pub window: usize,
    /// Who claimed it.
    pub owner: &'a str,
    /// One letter per member.
    pub letters: &'a str,
    /// How many windows, from the first, have had their events emitted.
    pub emitted: usize,
    /// When the window behind it is claimed in the same update, by the same owner.
    pub claim_next: Option<Timestamp>,
}

impl Outbox<'_> {
    /// Claims a window. [`StoreError::Conflict`] when it is claimed already, or one before it is not recorded.
    pub async fn claim(&self, chunk: &Chunk, claim: &Claim<'_>) -> Result<(), StoreError> {
        let mut write = Write::default();
        write.begin(chunk, claim.window, claim.at);
        write.claim(claim);
        self.store.send(write.apply(self.progress_update(chunk))).await.map(|_| ())
    }

    /// Records the outcomes of a window, and claims the next one if asked to. [`StoreError::Conflict`] when it is recorded already, or
    /// claimed by somebody else.
    pub async fn record(&self, chunk: &Chunk, record: &Record<'_>) -> Result<(), StoreError> {
        let mut write = Write::default();
        write.outcomes(record.window, record.letters);
        write.set(EMITTED, number(record.emitted as u64));
        write.require(&format!("{} = :owner", claim_owner(record.window)));
        write.require(&format!("attribute_not_exists({})", outcomes(record.window)));
        write.value(":owner", text(record.owner));
        if let Some(at) = record.claim_next {
            write.claim(&Claim { window: record.window + 1, owner: record.owner, at });
        }
        self.store.send(write.apply(self.progress_update(chunk))).await.map(|_| ())
    }

    /// Claims all windows from `first` on and records them at once, unsent: `letters` holds their outcomes in order.
    /// [`StoreError::Conflict`] as with [`Self::claim`].
    pub async fn settle(&self, chunk: &Chunk, first: &Claim<'_>, letters: &[String]) -> Result<(), StoreError> {
        let mut write = Write::default();
        write.begin(chunk, first.window, first.at);
        for (offset, letters) in letters.iter().enumerate() {
            let claim = Claim { window: first.window + offset, ..*first };
            write.claim_time_and_owner(&claim);
            write.outcomes(claim.window, letters);
        }
        write.set(CLAIMED, number((first.window + letters.len()) as u64));
        self.store.send(write.apply(self.progress_update(chunk))).await.map(|_| ())
    }

    fn progress_update(&self, chunk: &Chunk) -> UpdateItemFluentBuilder {
        self.store.client().update_item().table_name(self.table).set_key(Some(progress_key(&chunk.id)))
    }
}

/// An update in the making. Attribute names of windows are short and reserved by nobody, so they stand in expressions as they are;
/// the others are set through placeholders.
#[derive(Default)]
struct Write {
    sets: Vec<String>,
    conditions: Vec<String>,
    names: Vec<(String, String)>,
    values: Vec<(String, AttributeValue)>,
}

impl Write {
    /// What holds before window `window` may be claimed; the first claim also says whose chunk this is.
    fn begin(&mut self, chunk: &Chunk, window: usize, at: Timestamp) {
        self.names.push(("#claimed".to_owned(), CLAIMED.to_owned()));
        match window.checked_sub(1) {
            None => {
                self.require("attribute_not_exists(#claimed)");
                self.set(APP, text(chunk.app.as_str()));
                self.set(RUN, text(chunk.id.run.as_str()));
                self.set(TTL, expiry(at));
            }
            Some(before) => {
                self.require("#claimed = :before");
                self.require(&format!("attribute_exists({})", outcomes(before)));
                self.value(":before", number(window as u64));
            }
        }
    }

    fn claim(&mut self, claim: &Claim<'_>) {
        self.claim_time_and_owner(claim);
        self.set(CLAIMED, number(claim.window as u64 + 1));
    }

    fn claim_time_and_owner(&mut self, claim: &Claim<'_>) {
        self.set(&claim_time(claim.window), millis(claim.at));
        self.set(&claim_owner(claim.window), text(claim.owner));
    }

    fn outcomes(&mut self, window: usize, letters: &str) {
        self.set(&outcomes(window), text(letters));
    }

    fn set(&mut self, name: &str, value: AttributeValue) {
        self.sets.push(format!("#{name} = :{name}"));
        self.names.push((format!("#{name}"), name.to_owned()));
        self.value(&format!(":{name}"), value);
    }

    fn require(&mut self, condition: &str) {
        self.conditions.push(condition.to_owned());
    }

    fn value(&mut self, name: &str, value: AttributeValue) {
        self.values.push((name.to_owned(), value));
    }

    fn apply(self, update: UpdateItemFluentBuilder) -> UpdateItemFluentBuilder {
        update
            .update_expression(format!("SET {}", self.sets.join(", ")))
            .condition_expression(self.conditions.join(" AND "))
            .set_expression_attribute_names(Some(self.names.into_iter().collect()))
            .set_expression_attribute_values(Some(self.values.into_iter().collect()))
    }
}
