//! Deleting endpoints, one or all of a user (spec §3.2).

use jiff::Timestamp;
use touchpoint_domain::endpoint::document::EndpointDocument;
use touchpoint_domain::endpoint::write::{Context, Operation};
use touchpoint_domain::ids::{AppId, EndpointKey, UserId};
use touchpoint_domain::limits::Limits;

use super::{ApplyError, Endpoints};
use crate::StoreError;

impl Endpoints<'_> {
    /// Deletes an endpoint; what it was, or `None` when there is none. The record of its user goes with the last endpoint.
    pub async fn delete(&self, app: &AppId, key: &EndpointKey) -> Result<Option<EndpointDocument>, StoreError> {
        Ok(self.delete_all(app, vec![Operation::Delete(key.clone())]).await?.pop())
    }

    /// Deletes all endpoints of a user; what they were, none when there is no such user.
    pub async fn delete_user(&self, app: &AppId, user: &UserId) -> Result<Vec<EndpointDocument>, StoreError> {
        let Some(record) = self.user(app, user).await? else { return Ok(Vec::new()) };
        let operations = record.endpoints.into_iter().map(|key| Operation::DeleteOf(user.clone(), key)).collect();
        self.delete_all(app, operations).await
    }

    async fn delete_all(&self, app: &AppId, operations: Vec<Operation>) -> Result<Vec<EndpointDocument>, StoreError> {
        // A delete writes no date and cannot go over a limit.
        let (now, limits) = (Timestamp::UNIX_EPOCH, Limits::default());
        self.run(Context { app, now, limits: &limits }, operations).await.map_err(|error| match error {
            ApplyError::Store(error) => error,
            ApplyError::Refused(refusal) => StoreError::corrupt("endpoints", refusal),
        })
    }
}
