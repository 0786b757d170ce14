//! The endpoints of a window as they are now.

use std::collections::HashMap;

use touchpoint_domain::campaign::chunk::{Chunk, ChunkMember};
use touchpoint_domain::ids::EndpointKey;
use touchpoint_store::endpoints::StoredEndpoint;
use touchpoint_store::{Consistency, Store, StoreError};

/// How many endpoints may stand between two members of a chunk, on average, for reading the whole range to cost less than reading the
/// members one by one: each of those is billed as 4 KB, and an endpoint has about 1 KB.
const DENSE: usize = 4;

/// The stored documents of the members that exist.
pub(crate) async fn documents(
    store: &Store,
    chunk: &Chunk,
    members: &[ChunkMember],
) -> Result<HashMap<EndpointKey, String>, StoreError> {
    let (Some(first), Some(last)) = (members.first(), members.last()) else {
        return Ok(HashMap::new());
    };
    let mut wanted: Vec<EndpointKey> = members.iter().map(|member| member.key.clone()).collect();
    let mut found: Vec<StoredEndpoint> = Vec::new();
    let endpoints = store.endpoints();
    if chunk.scanned as usize <= DENSE * chunk.members.len() {
        // Twice what is expected is read at most; where this part of the chunk is less dense than the rest, the others follow by key.
        let limit = 2 * DENSE * members.len();
        found = endpoints.range(&chunk.app, chunk.id.shard, &first.key, &last.key, limit, Consistency::Strong).await?;
        wanted = match found.last() {
            Some(reached) if found.len() >= limit => wanted.into_iter().filter(|key| *key > reached.key).collect(),
            Some(_) | None => Vec::new(),
        };
    }
    if !wanted.is_empty() {
        found.extend(endpoints.many(&chunk.app, &wanted, Consistency::Strong).await?);
    }
    let mut documents: HashMap<EndpointKey, String> = found.into_iter().map(|endpoint| (endpoint.key, endpoint.doc)).collect();
    documents.retain(|key, _| members.binary_search_by(|member| member.key.cmp(key)).is_ok());
    Ok(documents)
}
