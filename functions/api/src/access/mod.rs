//! Who calls: access keys, and what a verified caller may do.

mod authorize;
mod fixed;
mod key;

use touchpoint_domain::access::{Grant, Role};

pub(crate) use self::authorize::authorize;
pub use self::fixed::FixedKeys;
pub(crate) use self::key::{AccessKey, KeyStatus, Keys};

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
        Self { key_id: key_id.into(), grant: Grant { role: Role::Admin, apps: None } }
    }
}
