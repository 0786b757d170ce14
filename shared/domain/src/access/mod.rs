//! Who may do what: the roles of access keys, and the apps that a key is limited to.
//!
//! A [`Role`] is a set of [`Class`]es of operations; every operation is of one class, by one exhaustive match, so that a new
//! operation does not compile before somebody has said who may call it. A [`Grant`] is a role and where it holds.
//!
//! A key of the role [`Role::Client`] is shipped with an app, so everybody who has the app has the key. It cannot tell one
//! phone from another: "its own endpoint" is the endpoint whose id the caller knows. It may therefore write an endpoint, but
//! neither read nor delete one, and ids of endpoints that apps write should be random (a UUID, as the mobile libraries make
//! them) rather than something to be guessed, such as an address.

mod class;
pub mod lifetime;
mod target;

use std::collections::BTreeSet;
use std::fmt;

use touchpoint_wire::Operation;
use touchpoint_wire::extension::AccessKeyRole;

pub use self::class::{Class, class_of};
pub use self::target::Target;
use crate::ids::AppId;

/// What the holder of an access key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Everything, access keys included.
    Admin,
    /// Everything but access keys, channels (which hold credentials) and event streams (which carry all data away).
    Marketer,
    /// Sends direct messages and one-time passwords, and reads.
    Sender,
    /// What an app on a phone or in a browser does: reports events, writes its own endpoint, fetches in-app messages.
    Client,
}

impl Role {
    /// Every role, the mightiest first.
    pub const ALL: [Self; 4] = [Self::Admin, Self::Marketer, Self::Sender, Self::Client];

    /// Whether operations of this class are open to the role.
    #[must_use]
    pub const fn includes(self, class: Class) -> bool {
        match class {
            Class::Channels | Class::EventStreams => matches!(self, Self::Admin),
            Class::Write | Class::Reports => matches!(self, Self::Admin | Self::Marketer),
            Class::Read | Class::Send | Class::OneTimePasswords | Class::PhoneNumbers => !matches!(self, Self::Client),
            Class::OwnEndpoint | Class::Events => !matches!(self, Self::Sender),
            Class::InAppMessages => true,
        }
    }
}

impl From<AccessKeyRole> for Role {
    fn from(role: AccessKeyRole) -> Self {
        match role {
            AccessKeyRole::Admin => Self::Admin,
            AccessKeyRole::Marketer => Self::Marketer,
            AccessKeyRole::Sender => Self::Sender,
            AccessKeyRole::Client => Self::Client,
        }
    }
}

impl From<Role> for AccessKeyRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Admin => Self::Admin,
            Role::Marketer => Self::Marketer,
            Role::Sender => Self::Sender,
            Role::Client => Self::Client,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(AccessKeyRole::from(*self).as_str())
    }
}

/// Whether the role may call the operation, anywhere.
#[must_use]
pub const fn permits(role: Role, operation: Operation) -> bool {
    role.includes(class_of(operation))
}

/// A role, and where it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    pub role: Role,
    /// The only apps that may be touched; `None` is all of them and what belongs to the account.
    pub apps: Option<BTreeSet<AppId>>,
    pub term: Term,
}

/// For how long a grant is meant to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Until somebody takes it away.
    Lasting,
    /// Until everybody has moved to the successor of its key. It must not be able to outlive itself: no access keys.
    Ending,
}

/// Why a grant does not allow what was asked for. Says nothing about whether it exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denial {
    #[error("the role {0} does not include this operation")]
    Role(Role),
    #[error("limited to other applications")]
    App,
    #[error("limited to applications, and this operation belongs to the account")]
    Account,
    #[error("the key was rotated and comes to its end; its successor may")]
    Ending,
}

impl Grant {
    /// Everything, everywhere.
    #[must_use]
    pub fn unlimited(role: Role) -> Self {
        Self { role, apps: None, term: Term::Lasting }
    }

    /// Whether this is the grant that nobody can lock out: it may manage access keys.
    #[must_use]
    pub fn manages_keys(&self) -> bool {
        self.permits_access_keys().is_ok()
    }

    /// Whether the operation may be carried out on what the path names.
    ///
    /// # Errors
    /// Says whether it is the role that does not include it, or the apps.
    pub fn permits(&self, operation: Operation, target: &Target) -> Result<(), Denial> {
        if !permits(self.role, operation) {
            return Err(Denial::Role(self.role));
        }
        let Some(apps) = &self.apps else { return Ok(()) };
        match target {
            Target::App(app) if apps.contains(app) => Ok(()),
            Target::App(_) => Err(Denial::App),
            // What apps share may be read by whoever works for one of them, and a lookup touches nothing.
            Target::Shared => match class_of(operation) {
                Class::Read | Class::PhoneNumbers => Ok(()),
                Class::Write
                | Class::Channels
                | Class::EventStreams
                | Class::Send
                | Class::OneTimePasswords
                | Class::OwnEndpoint
                | Class::Events
                | Class::InAppMessages
                | Class::Reports => Err(Denial::Account),
            },
            Target::Account => Err(Denial::Account),
        }
    }

    /// Whether the reports of an app may be read, and its funnels asked for. They are for those who plan campaigns; a sender, which is
    /// a program, has the indicators.
    ///
    /// # Errors
    /// As [`Grant::permits`].
    pub fn permits_reports(&self, app: &AppId) -> Result<(), Denial> {
        if !self.role.includes(Class::Reports) {
            return Err(Denial::Role(self.role));
        }
        match &self.apps {
            Some(apps) if !apps.contains(app) => Err(Denial::App),
            Some(_) | None => Ok(()),
        }
    }

    /// Whether access keys may be managed.
    ///
    /// # Errors
    /// As [`Grant::permits`]: only an admin without a limit may, because every other key could otherwise make itself a mightier one,
    /// and one that comes to its end a lasting one.
    pub fn permits_access_keys(&self) -> Result<(), Denial> {
        if self.role != Role::Admin {
            return Err(Denial::Role(self.role));
        }
        if self.apps.is_some() {
            return Err(Denial::Account);
        }
        match self.term {
            Term::Lasting => Ok(()),
            Term::Ending => Err(Denial::Ending),
        }
    }
}

#[cfg(test)]
mod tests;
