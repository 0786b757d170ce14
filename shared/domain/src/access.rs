//! Who may do what: the roles of access keys.

use std::collections::BTreeSet;

use crate::ids::AppId;

/// What the holder of an access key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Everything, access keys included.
    Admin,
    /// Everything but access keys and the credentials of channels.
    Marketer,
    /// Sends direct messages and one-time passwords, and reads.
    Sender,
    /// What an app on a phone or in a browser does: reports events, writes its own endpoint, fetches in-app messages.
    Client,
}

/// A role, and where it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    pub role: Role,
    /// The only apps that may be touched; `None` is all of them and what belongs to the account.
    pub apps: Option<BTreeSet<AppId>>,
}
