//! Keys of the Endpoints table.
//!
//! | Item | `pk` | `sk` |
//! |---|---|---|
//! | endpoint | `<app>#<shard, 2 digits>` | endpoint key |
//! | user | `<app>#u#<user id>` | `user` |
//! | address | `<app>#a#<family>#<hash>` | `address` |

use touchpoint_domain::endpoint::patch::ID_BYTES;
use touchpoint_domain::endpoint::records::AddressKey;
use touchpoint_domain::endpoint::write::ItemKey;
use touchpoint_domain::ids::{AppId, EndpointKey, UserId, shard_of};

use crate::attribute::{Item, key};

/// The partition of one shard of an app.
pub(super) fn shard(app: &AppId, shard: u8) -> String {
    format!("{app}#{shard:02}")
}

/// Partition and sort key of an item.
pub(super) fn parts(app: &AppId, item: &ItemKey) -> (String, String) {
    match item {
        ItemKey::Endpoint(key) => endpoint_parts(app, key),
        ItemKey::User(user) => user_parts(app, user),
        ItemKey::Address(address) => address_parts(app, address),
    }
}

/// Whether there can be such an item: the database refuses to look for a key that is empty or too long.
pub(super) fn is_possible(item: &ItemKey) -> bool {
    let bytes = match item {
        ItemKey::Endpoint(key) => key.as_str().len(),
        ItemKey::User(user) => user.as_str().len(),
        ItemKey::Address(_) => return true,
    };
    (1..=ID_BYTES).contains(&bytes)
}

/// The key of an item.
pub(super) fn of(app: &AppId, item: &ItemKey) -> Item {
    let (pk, sk) = parts(app, item);
    key(pk, sk)
}

fn endpoint_parts(app: &AppId, key: &EndpointKey) -> (String, String) {
    (shard(app, shard_of(key)), key.as_str().to_owned())
}

fn user_parts(app: &AppId, user: &UserId) -> (String, String) {
    (format!("{app}#u#{user}"), "user".to_owned())
}

fn address_parts(app: &AppId, address: &AddressKey) -> (String, String) {
    (format!("{app}#a#{address}"), "address".to_owned())
}
