//! The endpoints of one shard, one after the other, read in pages that are about as large as what will be used of them.

use std::collections::VecDeque;

use touchpoint_domain::ids::{AppId, EndpointKey};
use touchpoint_store::endpoints::StoredEndpoint;
use touchpoint_store::{Consistency, Store, StoreError};

const SMALLEST_PAGE: usize = 25;
const LARGEST_PAGE: usize = 1_000;

/// A walk through a shard.
pub(crate) struct Pages<'a> {
    store: &'a Store,
    app: &'a AppId,
    shard: u8,
    read: VecDeque<StoredEndpoint>,
    /// Where the next page begins; `None` when there is none.
    after: Option<After>,
}

/// A place in the shard.
enum After {
    Start,
    Key(EndpointKey),
}

impl<'a> Pages<'a> {
    /// A walk that begins behind `cursor`, or at the first endpoint.
    pub(crate) fn new(store: &'a Store, app: &'a AppId, shard: u8, cursor: Option<EndpointKey>) -> Self {
        Self { store, app, shard, read: VecDeque::new(), after: Some(cursor.map_or(After::Start, After::Key)) }
    }

    /// The next endpoint, or `None` at the end of the shard. If a page has to be read, it holds about `wanted` endpoints.
    pub(crate) async fn next(&mut self, wanted: usize) -> Result<Option<StoredEndpoint>, StoreError> {
        while self.read.is_empty() {
            let after = match &self.after {
                None => return Ok(None),
                Some(After::Start) => None,
                Some(After::Key(key)) => Some(key.as_str()),
            };
            let limit = wanted.clamp(SMALLEST_PAGE, LARGEST_PAGE);
            let page = self.store.endpoints().page(self.app, self.shard, after, limit, Consistency::Eventual).await?;
            self.after = page.next.map(|next| After::Key(EndpointKey::of(&next)));
            self.read.extend(page.items);
        }
        Ok(self.read.pop_front())
    }

    /// Whether nothing is left for certain.
    pub(crate) fn is_at_end(&self) -> bool {
        self.read.is_empty() && self.after.is_none()
    }

    /// Goes on behind `key`, wherever the walk had come.
    pub(crate) fn go_behind(&mut self, key: EndpointKey) {
        self.read.clear();
        self.after = Some(After::Key(key));
    }
}
