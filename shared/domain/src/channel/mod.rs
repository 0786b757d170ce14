//! What a channel of an app is configured with: the rules of each request, and the credentials that come of it (spec §13.2).
//!
//! One module per channel; each turns a request into [`Credentials`] that are complete, so that whoever sends with them need
//! not look again. What was left out may also be empty: some clients send `""` for everything that their user did not set.

mod adm;
mod apns;
mod baidu;
mod error;
mod gcm;
mod part;
mod pem;
mod secret;
mod sms;

use serde::{Deserialize, Serialize};

pub use self::adm::AdmCredentials;
pub use self::apns::{ApnsCertificate, ApnsCredentials, ApnsMethod, ApnsToken};
pub use self::baidu::BaiduCredentials;
pub use self::error::ChannelError;
pub use self::gcm::{GcmCredentials, GcmMethod};
pub use self::part::given;
pub use self::secret::Secret;
pub use self::sms::check_sms;

/// What an app proves itself with to the provider of a channel. Serialized only to be encrypted at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Credentials {
    Adm(AdmCredentials),
    /// Of any of the four APNs channels.
    Apns(ApnsCredentials),
    Baidu(BaiduCredentials),
    Gcm(GcmCredentials),
}
