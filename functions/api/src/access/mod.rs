//! Who calls: access keys, and what a verified caller may do.

mod key;

pub(crate) use self::key::{AccessKey, KeyStatus, Keys};
