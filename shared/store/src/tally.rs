//! Large quotas of which only the number matters: a count, kept so that nobody has to read all of what is counted to know whether
//! one more may be made. Small quotas, and those whose holders are looked for, have [`places`](crate::places) instead: a record
//! for each of 20,000 templates would have to be read to find a free one.
//!
//! A tally is one item per scope and thing (`tally#templates`). It changes in the very transaction that makes or removes what it
//! counts ([`Change::Count`](crate::resources::Change::Count)), so it cannot drift from what is there, and the quota cannot be
//! passed by two writers at the same time. Writers of one tally wait for each other for the length of a transaction: it suits
//! things that people make, not what a campaign makes by the thousand.

use aws_sdk_dynamodb::types::Update;

use crate::attribute::{Attributes as _, Item, key, number};
use crate::batch::incomplete;
use crate::resources::Scope;
use crate::{Store, StoreError};

const COUNT: &str = "n";

/// What is counted within a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tally {
    /// Apps; scope account.
    Apps,
    /// Message templates of all types; scope account.
    Templates,
    /// Recommender configurations; scope account.
    Recommenders,
}

impl Tally {
    fn as_str(self) -> &'static str {
        match self {
            Self::Apps => "apps",
            Self::Templates => "templates",
            Self::Recommenders => "recommenders",
        }
    }
}

/// A step of a tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One more, unless there are `most` already.
    Up { most: usize },
    /// One less.
    Down,
}

impl Store {
    /// How many there are now.
    pub async fn tally(&self, scope: &Scope, tally: Tally) -> Result<usize, StoreError> {
        let get = self
            .client()
            .get_item()
            .table_name(&self.tables().resources)
            .set_key(Some(item_key(scope, tally)))
            .consistent_read(true);
        let Some(item) = self.send(get).await?.item else { return Ok(0) };
        let count: i64 = item.number_opt(COUNT)?.unwrap_or_default();
        // Below none only if something was made before it was counted.
        Ok(usize::try_from(count).unwrap_or_default())
    }
}

/// The action that takes `step`, for a transaction on the Resources table.
pub(crate) fn update(table: &str, scope: &Scope, tally: Tally, step: Step) -> Result<Update, StoreError> {
    let update = Update::builder().table_name(table).set_key(Some(item_key(scope, tally))).update_expression("ADD n :step");
    let update = match step {
        Step::Up { most } => {
            // The first one finds no number to compare with.
            let condition = if most == 0 { "n < :most" } else { "attribute_not_exists(n) OR n < :most" };
            update
                .expression_attribute_values(":step", number(1))
                .expression_attribute_values(":most", number(i64::try_from(most).unwrap_or(i64::MAX)))
                .condition_expression(condition)
        }
        Step::Down => update.expression_attribute_values(":step", number(-1)),
    };
    update.build().map_err(|error| incomplete("TransactWriteItems", error))
}

fn item_key(scope: &Scope, tally: Tally) -> Item {
    key(scope.pk(), format!("tally#{}", tally.as_str()))
}
