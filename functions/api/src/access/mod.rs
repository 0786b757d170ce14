//! Who calls: access keys, and what a verified caller may do.
//!
//! Keys are made, listed, changed and rotated at `/v1/access-keys` (`handlers::access_keys`); what each may do, the domain says.
//! A key is a record of the account: its document without the secret, and beside it the secret, sealed by the vault for this key
//! alone. When a key was last used is not kept: it would cost a write with every request.

mod authorize;
mod cache;
mod combined;
mod fixed;
mod key;
mod mint;
mod stored;

use touchpoint_domain::access::{Grant, Role};

pub(crate) use self::authorize::{authorize, authorize_extension};
pub(crate) use self::combined::CombinedKeys;
pub use self::fixed::FixedKeys;
pub(crate) use self::key::{AccessKey, KeyStatus, Keys};
pub(crate) use self::mint::{Draft, Minted, mint};
pub(crate) use self::stored::StoredKeys;

/// Who sent a request: the key that signed it, and what that key may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    pub(crate) key_id: String,
    pub(crate) grant: Grant,
}

impl Caller {
    /// One who may do everything.
    #[must_use]
    pub fn admin(key_id: impl Into<String>) -> Self {
        Self { key_id: key_id.into(), grant: Grant::unlimited(Role::Admin) }
    }
}
