//! The outside world behind small traits, and the adapters that reach it on AWS.
//!
//! The functions see only [`ports`]. On AWS the adapters in [`aws`] stand behind them; the local runner and the hostile test
//! harness bring their own. Only this crate imports an SDK client other than DynamoDB's.

pub mod archive;
pub mod aws;
pub mod clock;
pub mod config;
pub mod file_vault;
pub mod origin;
pub mod ports;
pub mod telemetry;
#[cfg(feature = "testing")]
pub mod testing;
pub mod triggers;
