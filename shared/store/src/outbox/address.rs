//! Who gets the message when several endpoints have the same address.

use jiff::Timestamp;
use touchpoint_domain::endpoint::records::AddressKey;
use touchpoint_domain::ids::{EndpointKey, RunId};

use super::Outbox;
use super::item::{expire, of};
use crate::StoreError;
use crate::attribute::{Attributes as _, text};

const OWNER: &str = "owner";

impl Outbox<'_> {
    /// Claims an address for one endpoint among the runs of `occasion`. Returns the endpoint that has it: the one that came first,
    /// however often it comes again.
    pub async fn claim_address(
        &self,
        occasion: &RunId,
        address: &AddressKey,
        endpoint: &EndpointKey,
        now: Timestamp,
    ) -> Result<EndpointKey, StoreError> {
        let key = of(format!("{occasion}#addr#{address}"));
        let mut item = key.clone();
        item.insert(OWNER.to_owned(), text(endpoint.as_str()));
        expire(&mut item, now);
        let put = self
            .store
            .client()
            .put_item()
            .table_name(self.table)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(id)");
        match self.store.send(put).await {
            Ok(_) => Ok(endpoint.clone()),
            Err(StoreError::Conflict) => {
                let get = self.store.client().get_item().table_name(self.table).set_key(Some(key)).consistent_read(true);
                let held = self.store.send(get).await?.item.ok_or(StoreError::Conflict)?;
                Ok(EndpointKey::of(held.text(OWNER)?))
            }
            Err(error) => Err(error),
        }
    }
}
